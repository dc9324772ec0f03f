"""Books whose blocks a test decides itself, whatever their text would be taken for."""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from pathlib import Path

from bookbuild.model import Book, Prose, Roster, Turn
from bookbuild.sources import load_book
from making import SETTINGS, project_of


def book_with(folder: Path, blocks: Sequence[Prose], settings: str = SETTINGS) -> Book:
    """Return a book of one chapter, book/talk.md, that has these blocks and their speakers."""
    return book_with_chapters(folder, {"talk": blocks}, settings)


def book_with_chapters(
    folder: Path,
    chapters: Mapping[str, Sequence[Prose]],
    settings: str = SETTINGS,
    matter: str = "",
) -> Book:
    """Return a book whose chapters have these blocks, the first of them this front matter."""
    first = next(iter(chapters))
    texts = {f"book/{name}.md": (matter if name == first else "") + "Words.\n" for name in chapters}
    book = load_book(project_of(folder, {"book/book.toml": settings, **texts}), lambda _: None)
    assert book is not None
    listed = list(book.roster.speakers)
    for blocks in chapters.values():
        for block in blocks:
            if isinstance(block, Turn) and block.speaker not in listed:
                listed.append(block.speaker)
    made = tuple(replace(one, blocks=tuple(chapters[one.id])) for one in book.chapters)
    return replace(book, chapters=made, roster=Roster(tuple(listed)))
