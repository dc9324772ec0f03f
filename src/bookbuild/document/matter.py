"""What the build writes around the chapters: title page, colophon, contents, openings, parts."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from bookbuild import __version__
from bookbuild.billing import billed
from bookbuild.bookconfig import Series
from bookbuild.model import Book, Chapter, Turn
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, element

GENERATED = {"data-generated": ""}
ANSWERING = ("interviewee", "guest")


@dataclass(frozen=True, slots=True)
class Entry:
    """An entry of the contents, or of a list like it: id of its target, its text, those below it.

    ``language``: of its text, where it is not the book's. ``depth``: level of the heading that it
    names, counted from 1; 0: it names none, and is always listed.
    """

    target: str
    text: str
    below: Sequence["Entry"] = ()
    language: str = ""
    depth: int = 0


def title_page(book: Book, wording: Wording) -> Element:
    """Return the title page: title, subtitle, authors, publisher."""
    config = book.config
    return element(
        "section",
        {"id": "titlepage", "class": "titlepage", "data-matter": "front"},
        element("h1", {"class": "book-title", **GENERATED}, config.title),
        _line("subtitle", config.subtitle),
        _line("authors", wording.comma.join(config.author_names)),
        _line("publisher", config.publisher),
    )


def colophon(book: Book, wording: Wording) -> Element:
    """Return the colophon: who made the book, when, with what rights, and from what."""
    config = book.config
    day = config.date.isoformat() if config.date else ""
    return element(
        "section",
        {"id": "colophon", "class": "colophon", "data-matter": "front", "role": "doc-colophon"},
        element("h2", {"class": "colophon-title", **GENERATED}, config.title),
        _line("authors", wording.comma.join(config.author_names)),
        *(_line("contributor", line) for line in billed(config.contributors, config.language)),
        _line("description", config.description),
        _line("publisher", wording.comma.join(filter(None, [config.publisher, day]))),
        _line("series", _numbered(config.series) if config.series else ""),
        _line("isbn", f"{wording.isbn} {config.isbn}" if config.isbn else ""),
        _line("doi", config.doi),
        _line("rights", config.rights),
        _line("source", config.source),
        _line("made-with", wording.made_with),
    )


def _numbered(series: Series) -> str:
    return f"{series.name} {series.number}" if series.number else series.name


def _line(kind: str, text: str) -> Element | None:
    return element("p", {"class": kind, **GENERATED}, text) if text else None


def contents(entries: Sequence[Entry], depth: int, wording: Wording) -> Element:
    """Return the contents, of which an edition that sets no depth shows ``depth`` levels.

    The page numbers are the print stylesheet's.
    """
    listed = entry_list(entries)
    listed.set("data-depth", str(depth))
    return element(
        "section",
        {"id": "contents", "class": "contents", "data-matter": "front"},
        element("h1", {"id": "contents-title", **GENERATED}, wording.contents),
        element(
            "nav",
            {"role": "doc-toc", "aria-labelledby": "contents-title"},
            listed,
        ),
    )


def entry_list(entries: Iterable[Entry]) -> Element:
    """Return entries as nested ordered lists (EPUB 3.3 §7.4)."""
    made = element("ol", GENERATED)
    for entry in entries:
        link = element("a", {"href": f"#{entry.target}"}, entry.text)
        if entry.language:
            link.set("lang", entry.language)
        item = element("li", None, link, entry_list(entry.below) if entry.below else None)
        if entry.depth:
            item.set("data-depth", str(entry.depth))
        made.append(item)
    return made


def figure_list(entries: Sequence[Entry], wording: Wording) -> Element:
    """Return the list of the figures, as the contents are set."""
    return element(
        "section",
        {
            "id": "figures",
            "class": "figure-list",
            "data-matter": "front",
            "aria-labelledby": "figures-title",
        },
        element("h1", {"id": "figures-title", **GENERATED}, wording.figures),
        entry_list(entries),
    )


def part(part_id: str, title: str) -> Element:
    """Return the page that opens a part of the book."""
    return element(
        "section",
        {"id": part_id, "class": "part", "data-matter": "body", "role": "doc-part"},
        element("h1", GENERATED, title),
    )


def opening(chapter: Chapter, heading: Element, wording: Wording) -> Element:
    """Return what a chapter opens with: portrait, title, where and when the interview appeared.

    The portrait's picture is still named as the author named it.
    """
    made = element("header", {"class": "opening"}, _portrait(chapter, wording), heading)
    day = chapter.date.isoformat() if chapter.date else ""
    if day:
        made.append(element("p", {"class": "date", **GENERATED}, element("time", None, day)))
    if chapter.origin:
        label = f"{chapter.origin_label or wording.original}{wording.colon}"
        made.append(element("p", {"class": "credit", **GENERATED}, label, _address(chapter.origin)))
    return made


def _portrait(chapter: Chapter, wording: Wording) -> Element | None:
    """Return the portrait of those who answer, or of whom the chapter is about."""
    if not chapter.portrait:
        return None
    speakers = [block.speaker for block in chapter.blocks if isinstance(block, Turn)]
    names = dict.fromkeys(person.name for person in speakers if person.role in ANSWERING)
    alt = wording.portrait.format(wording.comma.join(names) or chapter.title)
    picture = element("img", {"src": chapter.portrait, "alt": alt, **GENERATED})
    return element("figure", {"class": "portrait", "data-line": "1", **GENERATED}, picture)


def _address(origin: str) -> Element | str:
    is_link = origin.startswith(("http://", "https://"))
    return element("a", {"href": origin}, origin) if is_link else origin


def generator() -> str:
    """Return what the editions say they were made with."""
    return f"bookbuild {__version__}"
