"""The files of a project become a ``Book``: its settings, chapters, speakers, theme and cover."""

import html
import os
import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from datetime import UTC, datetime, time
from functools import partial
from pathlib import Path

from bookbuild.config import read_config
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.frontmatter import FrontMatter, read_front_matter
from bookbuild.images import PictureError, read_picture
from bookbuild.language import detect_language, is_han, normalise_tag
from bookbuild.model import (
    Asset,
    BlockKind,
    Book,
    BookConfig,
    Chapter,
    Project,
    Prose,
    Source,
)
from bookbuild.projects import is_markdown
from bookbuild.rules import (
    BAD_PICTURE,
    CONTROL_CHARACTER,
    DATE_CHOSEN,
    DRAFT_LEFT_OUT,
    DUPLICATE_CHAPTER,
    EMPTY_BOOK,
    EMPTY_CHAPTER,
    LANGUAGE_CHOSEN,
    MISSING_CHAPTER,
    MISSING_PICTURE,
    NO_WORDING,
    README_LEFT_OUT,
    TITLE_CHOSEN,
    UNDECODABLE_FILE,
    UNREADABLE_FILE,
)
from bookbuild.slugs import Names, identifier, slug
from bookbuild.speakers import find_speakers
from bookbuild.themes import find_theme
from bookbuild.turns import split_blocks
from bookbuild.wording import wording_key

# Control characters and noncharacters: XML 1.0 §2.2 forbids or discourages them.
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")
CREDIT = re.compile(r">\s*(?P<label>[^\s:：][^:：\n]{0,30})[:：]\s*<?(?P<address>https?://[^\s<>]+)>?\s*")
ATX = re.compile(r"\s*(?P<marks>#{1,6})[ \t]*(?P<text>.*?)[ \t#]*$")
MARKUP = re.compile(r"!?\[(?P<text>[^\]]*)\]\([^)]*\)|\{[:#.][^}]*\}|<[^>]+>|\[\^[^\]]+\]|[*_`]+")
DIGITS = re.compile(r"(\d+)")
WITHOUT_DATE = datetime(2000, 1, 1, tzinfo=UTC)


@dataclass(frozen=True, slots=True)
class _Draft:
    """A chapter's file, read but not yet placed in the book."""

    path: Path
    source: Source
    matter: FrontMatter
    part: str = ""


def load_book(project: Project, report: Report) -> Book | None:
    """Read all of ``project``; None where no book can come of it (the faults are reported)."""
    config = _load_config(project, report)
    if config is None:
        return None
    theme = find_theme(config.theme, project.root, report)
    drafts = _load_drafts(project, config, report)
    if not drafts:
        folder = _shown(project, project.folder)
        hint = "a chapter is a Markdown file (.md) that is not marked as a draft"
        report(Diagnostic(EMPTY_BOOK, Location(folder), "there is no chapter to build", hint))
        return None
    chapters = _make_chapters(drafts, config, report)
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


def read_source(project: Project, path: Path, report: Report) -> Source | None:
    """Read a text file: UTF-8, with any line ends. None where it cannot be read."""
    shown = _shown(project, path)
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        report(Diagnostic(UNREADABLE_FILE, Location(shown), message))
        return None
    except UnicodeDecodeError as error:
        line = error.object.count(b"\n", 0, error.start) + 1
        message = f"not UTF-8: byte {error.object[error.start]:#04x}"
        hint = "save the file with the encoding UTF-8"
        report(Diagnostic(UNDECODABLE_FILE, Location(shown, line, 1), message, hint))
        return None
    return Source(shown, _printable(text, shown, report))


def _decode(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return data.decode(encoding).replace("\r\n", "\n").replace("\r", "\n")


def _printable(text: str, shown: str, report: Report) -> str:
    """Take out what XML cannot hold, and say where it stood."""
    for found in UNPRINTABLE.finditer(text):
        line = text.count("\n", 0, found.start()) + 1
        column = found.start() - (text.rfind("\n", 0, found.start()) + 1) + 1
        message = f"character U+{ord(found[0]):04X} cannot be printed; it is left out"
        report(Diagnostic(CONTROL_CHARACTER, Location(shown, line, column), message))
    return UNPRINTABLE.sub("", text)


def _shown(project: Project, path: Path) -> str:
    """``path`` as the author would type it from the project's root."""
    try:
        return path.relative_to(project.root).as_posix()
    except ValueError:
        return Path(os.path.relpath(path, project.root)).as_posix()


# -- chapters -------------------------------------------------------------------------------------


def _load_drafts(project: Project, config: BookConfig, report: Report) -> list[_Draft]:
    """Return the chapters' files in their order, drafts left out."""
    if config.chapters or config.parts:
        return _read_drafts(project, _listed(project, config, report), report)
    files = project.files or _all_markdown(project, report)
    drafts = _read_drafts(project, [(file, "") for file in files], report)
    return sorted(drafts, key=_order_of(drafts))


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
    hint = f"chapters in book/: {', '.join(present)}" if present else "there is no .md file in book/"
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
            report(Diagnostic(README_LEFT_OUT, Location(_shown(project, file)), message, hint))
        else:
            files.append(file)
    return files


def _read_drafts(
    project: Project, files: Sequence[tuple[Path, str]], report: Report
) -> list[_Draft]:
    drafts = []
    for path, part in files:
        if (source := read_source(project, path, report)) is None:
            continue
        matter = read_front_matter(source, report)
        if matter.draft:
            message = "marked as a draft; it is left out"
            report(Diagnostic(DRAFT_LEFT_OUT, Location(source.path), message))
        else:
            drafts.append(_Draft(path, source, matter, part))
    return drafts


def _order_of(drafts: Sequence[_Draft]) -> Callable[[_Draft], tuple[object, ...]]:
    """Return the key to sort by: ``order``, else ``date`` where all have it, else the file's name.

    Numbered files keep the order of their numbers whatever their dates.
    """
    if any(draft.matter.order is not None for draft in drafts):
        return lambda draft: (
            draft.matter.order is None,
            draft.matter.order or 0,
            *natural_key(draft.path),
        )
    numbered = all(draft.path.name[:1].isdigit() for draft in drafts)
    if not numbered and all(draft.matter.date is not None for draft in drafts):
        return lambda draft: (draft.matter.date, *natural_key(draft.path))
    return lambda draft: natural_key(draft.path)


def natural_key(path: Path) -> tuple[object, ...]:
    """Return a key by which chapter 2 comes before chapter 10."""
    pieces = DIGITS.split(path.name.casefold())
    return tuple(int(piece) if piece.isdecimal() else piece for piece in pieces)


def _make_chapters(
    drafts: Sequence[_Draft], config: BookConfig, report: Report
) -> tuple[Chapter, ...]:
    names = Names()
    make = partial(_make_chapter, declared=config.language, report=report)
    return tuple(make(draft, names.take(identifier(draft.path.stem, "ch"))) for draft in drafts)


def _make_chapter(draft: _Draft, chapter_id: str, *, declared: str, report: Report) -> Chapter:
    matter = draft.matter
    blocks = list(split_blocks(matter.body, first_line=matter.first_line))
    if not blocks:
        report(Diagnostic(EMPTY_CHAPTER, Location(draft.source.path), "this chapter has no text"))
    credit = _take_credit(blocks)
    title, title_line = _title_of(blocks, matter.title, draft.path)
    return Chapter(
        chapter_id,
        title,
        draft.source,
        tuple(blocks),
        title_line=title_line,
        language=_language_of(matter, blocks, declared),
        origin=matter.source or (credit["address"] if credit else ""),
        origin_label=credit["label"].strip() if credit else "",
        date=matter.date,
        portrait=matter.portrait,
        speakers=matter.speakers,
        part=draft.part,
        removed=((matter.first_line, credit[0]),) if credit else (),
    )


def _take_credit(blocks: list[Prose]) -> re.Match[str] | None:
    """Take the quotation that gives the original's address out of the first blocks."""
    for position, block in enumerate(blocks[:3]):
        found = CREDIT.fullmatch(block.text) if block.kind is BlockKind.QUOTE else None
        if found:
            del blocks[position]
            return found
        if block.kind is not BlockKind.HEADING:
            return None
    return None


def _title_of(blocks: Sequence[Prose], declared: str, path: Path) -> tuple[str, int]:
    """Return the chapter's title, and the line of the heading that prints it (0: none does).

    The first heading of the first level is the title, or the first block if it is any heading.
    """
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    first = next((block for block in headings if _level(block) == 1), None)
    if first is None and headings and blocks[0] is headings[0]:
        first = headings[0]
    heading = plain_text(first.text) if first else ""
    if first and heading and (not declared or slug(heading) == slug(plain_text(declared))):
        return heading, first.line
    return plain_text(declared) or path.stem.replace("-", " ").replace("_", " ").strip(), 0


def _level(heading: Prose) -> int:
    found = ATX.match(heading.text)
    if found and "\n" not in heading.text:
        return len(found["marks"])
    return 1 if heading.text.rstrip().endswith("=") else 2


def plain_text(markdown: str) -> str:
    """Return a line of Markdown as a reader sees it: its first line, without marks."""
    line = markdown.strip().split("\n", 1)[0]
    found = ATX.match(line)
    text = MARKUP.sub(lambda match: match["text"] or "", found["text"] if found else line)
    return " ".join(html.unescape(text).split())


def _language_of(matter: FrontMatter, blocks: Sequence[Prose], declared: str) -> str:
    """Return the language that the chapter declares, or else shows by its script."""
    if matter.language:
        return normalise_tag(matter.language)
    text = "\n".join(block.text for block in blocks if block.kind is not BlockKind.CODE)
    found = detect_language(text) if text else ""
    same_script = is_han(found) == is_han(declared)
    return normalise_tag(declared) if declared and same_script else found


# -- what the author left out ---------------------------------------------------------------------


def _complete(
    project: Project, config: BookConfig, chapters: Sequence[Chapter], report: Report
) -> BookConfig:
    """Choose title, language and name where the author chose none, and say so."""
    place = Location(_shown(project, project.config_file) if project.config_file else chapters[0].source.path)
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
        message = f'no words of the build\'s own in "{language}": contents and credits are in English'
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
