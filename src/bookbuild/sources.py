"""The files of a project become a ``Book``: its settings, chapters, speakers, theme and cover."""

import os
import re
from collections.abc import Callable, Sequence
from dataclasses import replace
from datetime import UTC, datetime, time
from pathlib import Path

from bookbuild.chapters import Manuscript, make_chapter
from bookbuild.config import read_config
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.frontmatter import read_front_matter
from bookbuild.images import PictureError, read_picture
from bookbuild.language import normalise_tag
from bookbuild.model import Asset, Book, BookConfig, Chapter, Project
from bookbuild.projects import is_markdown
from bookbuild.rules import (
    BAD_PICTURE,
    DATE_CHOSEN,
    DRAFT_LEFT_OUT,
    DUPLICATE_CHAPTER,
    EMPTY_BOOK,
    LANGUAGE_CHOSEN,
    MISSING_CHAPTER,
    MISSING_PICTURE,
    NO_WORDING,
    README_LEFT_OUT,
    TITLE_CHOSEN,
)
from bookbuild.slugs import Names, identifier
from bookbuild.speakers import find_speakers
from bookbuild.textfiles import read_source, shown_path
from bookbuild.themes import find_theme
from bookbuild.wording import wording_key

DIGITS = re.compile(r"(\d+)")
WITHOUT_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def load_book(project: Project, report: Report) -> Book | None:
    """Read all of ``project``; None where no book can come of it (the faults are reported)."""
    config = _load_config(project, report)
    if config is None:
        return None
    theme = find_theme(config.theme, project.root, report)
    manuscripts = _load_manuscripts(project, config, report)
    if not manuscripts:
        folder = shown_path(project, project.folder)
        hint = "a chapter is a Markdown file (.md) that is not marked as a draft"
        report(Diagnostic(EMPTY_BOOK, Location(folder), "there is no chapter to build", hint))
        return None
    names = Names()
    chapters = tuple(
        make_chapter(
            manuscript,
            names.take(identifier(manuscript.path.stem, "ch")),
            declared=config.language,
            report=report,
        )
        for manuscript in manuscripts
    )
    config = _complete(project, config, chapters, report)
    roster, chapters = find_speakers(chapters, config.speakers, report)
    chapters = tuple(_settle_language(chapter, config.language) for chapter in chapters)
    modified = _moment(config, chapters, report)
    cover = _load_cover(project, config, report)
    return Book(project, config, roster, chapters, theme, modified, cover)


def _load_config(project: Project, report: Report) -> BookConfig | None:
    if project.config_file is None:
        return BookConfig()
    source = read_source(project, project.config_file, report)
    return None if source is None else read_config(source, report)


# -- chapters -------------------------------------------------------------------------------------


def _load_manuscripts(project: Project, config: BookConfig, report: Report) -> list[Manuscript]:
    """Return the chapters' files in their order, manuscripts left out."""
    if config.chapters or config.parts:
        return _read_manuscripts(project, _listed(project, config, report), report)
    files = project.files or _all_markdown(project, report)
    manuscripts = _read_manuscripts(project, [(file, "") for file in files], report)
    return sorted(manuscripts, key=_order_of(manuscripts))


def _listed(project: Project, config: BookConfig, report: Report) -> list[tuple[Path, str]]:
    """Return the chapters that book.toml lists, each with its part."""
    named = [(name, "") for name in config.chapters]
    named += [(name, part.title) for part in config.parts for name in part.chapters]
    listed: dict[Path, str] = {}
    for name, part in named:
        path = project.folder / name
        if not path.is_file():
            _report_missing(project, name, report)
        elif path in listed:
            message = f'chapter "{name}" is listed twice'
            report(Diagnostic(DUPLICATE_CHAPTER, Location("book/book.toml"), message))
        else:
            listed[path] = part
    return list(listed.items())


def _report_missing(project: Project, name: str, report: Report) -> None:
    present = sorted(file.name for file in project.folder.iterdir() if is_markdown(file))
    hint = (
        f"chapters in book/: {', '.join(present)}" if present else "there is no .md file in book/"
    )
    message = f'chapter "{name}" does not exist'
    report(Diagnostic(MISSING_CHAPTER, Location("book/book.toml"), message, hint))


def _all_markdown(project: Project, report: Report) -> list[Path]:
    files = []
    for file in sorted(project.folder.iterdir()):
        if not is_markdown(file) or not file.is_file() or file.name.startswith((".", "_")):
            continue
        if file.stem.lower() == "readme":
            message = "a README is no chapter; it is left out"
            hint = "list it under chapters in book.toml, or name it on the command line"
            report(Diagnostic(README_LEFT_OUT, Location(shown_path(project, file)), message, hint))
        else:
            files.append(file)
    return files


def _read_manuscripts(
    project: Project, files: Sequence[tuple[Path, str]], report: Report
) -> list[Manuscript]:
    manuscripts = []
    for path, part in files:
        if (source := read_source(project, path, report)) is None:
            continue
        matter = read_front_matter(source, report)
        if matter.draft:
            message = "marked as a draft; it is left out"
            report(Diagnostic(DRAFT_LEFT_OUT, Location(source.path), message))
        else:
            manuscripts.append(Manuscript(path, source, matter, part))
    return manuscripts


def _order_of(manuscripts: Sequence[Manuscript]) -> Callable[[Manuscript], tuple[object, ...]]:
    """Return the key to sort by: ``order``, else ``date`` where all have it, else the file's name.

    Numbered files keep the order of their numbers whatever their dates.
    """
    if any(manuscript.matter.order is not None for manuscript in manuscripts):
        return lambda manuscript: (
            manuscript.matter.order is None,
            manuscript.matter.order or 0,
            *natural_key(manuscript.path),
        )
    numbered = all(manuscript.path.name[:1].isdigit() for manuscript in manuscripts)
    if not numbered and all(manuscript.matter.date is not None for manuscript in manuscripts):
        return lambda manuscript: (manuscript.matter.date, *natural_key(manuscript.path))
    return lambda manuscript: natural_key(manuscript.path)


def natural_key(path: Path) -> tuple[object, ...]:
    """Return a key by which chapter 2 comes before chapter 10."""
    pieces = DIGITS.split(path.name.casefold())
    return tuple(int(piece) if piece.isdecimal() else piece for piece in pieces)


# -- what the author left out ---------------------------------------------------------------------


def _complete(
    project: Project, config: BookConfig, chapters: Sequence[Chapter], report: Report
) -> BookConfig:
    """Choose title, language and name where the author chose none, and say so."""
    place = Location(
        shown_path(project, project.config_file) if project.config_file else chapters[0].source.path
    )
    title = config.title
    if not title:
        title = chapters[0].title if len(chapters) == 1 else _folder_title(project)
        message = f'no title in book.toml; the book is called "{title}"'
        report(Diagnostic(TITLE_CHOSEN, place, message, 'write title = "…" in book/book.toml'))
    language = normalise_tag(config.language) if config.language else ""
    if not language:
        language = _commonest(chapters)
        message = f"no language in book.toml; the text looks like {language}"
        hint = f'write language = "{language}" in book/book.toml'
        report(Diagnostic(LANGUAGE_CHOSEN, place, message, hint))
    if wording_key(language) is None:
        message = (
            f'no words of the build\'s own in "{language}": contents and credits are in English'
        )
        report(Diagnostic(NO_WORDING, place, message))
    name = config.name or _name_of(project)
    return replace(config, title=title, language=language, name=name)


def _folder_title(project: Project) -> str:
    words = project.root.name.replace("-", " ").replace("_", " ").strip() or "Interviews"
    return words[0].upper() + words[1:]


def _name_of(project: Project) -> str:
    if len(project.files) == 1:
        return project.files[0].stem
    return project.root.name or "book"


def _commonest(chapters: Sequence[Chapter]) -> str:
    """Return the language of most of the text."""
    weights: dict[str, int] = {}
    for chapter in chapters:
        size = sum(len(block.text) for block in chapter.blocks)
        weights[chapter.language or "en"] = weights.get(chapter.language or "en", 0) + size
    return max(weights, key=lambda language: weights[language])


def _settle_language(chapter: Chapter, language: str) -> Chapter:
    """Keep a chapter's language only where it is not the book's."""
    return replace(chapter, language="" if chapter.language == language else chapter.language)


def _moment(config: BookConfig, chapters: Sequence[Chapter], report: Report) -> datetime:
    """Return when the book was last changed, as far as its author says; never the clock."""
    if (epoch := os.environ.get("SOURCE_DATE_EPOCH", "")).isdecimal():
        return datetime.fromtimestamp(int(epoch), UTC)
    days = [config.date] if config.date else [chapter.date for chapter in chapters]
    known = [day for day in days if day is not None]
    if known:
        return datetime.combine(max(known), time(), UTC)
    message = f"no date in book.toml or in a chapter; the EPUB is dated {WITHOUT_DATE:%Y-%m-%d}"
    place = Location(chapters[0].source.path)
    report(Diagnostic(DATE_CHOSEN, place, message, "write date = 2024-05-31 in book/book.toml"))
    return WITHOUT_DATE


def _load_cover(project: Project, config: BookConfig, report: Report) -> Asset | None:
    if not config.cover:
        return None
    path, place = project.folder / config.cover, Location("book/book.toml")
    if not path.is_file():
        message = f'the cover "{config.cover}" does not exist'
        report(Diagnostic(MISSING_PICTURE, place, message, "a plain cover takes its place"))
        return None
    try:
        return read_picture(path, "cover")
    except (PictureError, OSError) as error:
        message = f'the cover "{config.cover}" {error}'
        report(Diagnostic(BAD_PICTURE, place, message, "a plain cover takes its place"))
        return None
