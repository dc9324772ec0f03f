"""The contributors: what the author says about those who speak, in the order of the roster."""

from collections.abc import Iterator, Sequence

from bookbuild.diagnostics import Report
from bookbuild.document.appearances import appearances
from bookbuild.document.foreign import mark_foreign
from bookbuild.document.index import tongue
from bookbuild.document.links import Anchors, resolve_links
from bookbuild.document.matter import GENERATED
from bookbuild.markup import short_text
from bookbuild.model import Book, Chapter, Source, Speaker
from bookbuild.textfiles import shown_path
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, element


def contributors(
    book: Book, chapters: Sequence[Element], wording: Wording, links: tuple[Anchors, Report]
) -> Element | None:
    """Return the section about everybody who speaks and has a note; None where nobody does.

    ``links``: what the links of the notes can find, and who is told of those that find nothing.
    """
    found = appearances(chapters, book.roster)
    people = [one for one in book.roster.speakers if one.note.strip() and one.id in found]
    if not people:
        return None
    listed = element("dl", GENERATED)
    for speaker in people:
        listed.extend(_entry(speaker, book, next(iter(found[speaker.id])), links))
    mark_foreign((listed,), book.config.language)
    attributes = {"id": "contributors", "class": "contributors", "data-matter": "back"}
    title = element("h1", {"id": "contributors-title", **GENERATED}, wording.contributors)
    return element(
        "section", {**attributes, "aria-labelledby": "contributors-title"}, title, listed
    )


def _entry(
    speaker: Speaker, book: Book, home: str, links: tuple[Anchors, Report]
) -> Iterator[Element]:
    yield element("dt", tongue(speaker.name, book, home), speaker.name)
    written, line = _place_of(speaker, book)
    note = element("dd", tongue(speaker.note, book, home))
    note.extend(short_text(speaker.note))
    note.set("data-line", str(line))
    resolve_links(note, written, *links)
    del note.attrib["data-line"]
    yield note


def _place_of(speaker: Speaker, book: Book) -> tuple[Chapter, int]:
    """Return where the note stands: a chapter, or what stands for book.toml; and its line."""
    for number, entry in enumerate(book.config.speakers):
        if entry.name == speaker.name and book.project.config_file is not None:
            path = shown_path(book.project, book.project.config_file)
            line, _ = book.places.get(("speakers", number, "note"), (0, 0))
            return Chapter("", "", Source(path, ""), ()), line
    for chapter in book.chapters:
        if any(entry.name == speaker.name for entry in chapter.speakers):
            return chapter, 1
    return book.chapters[0], 0
