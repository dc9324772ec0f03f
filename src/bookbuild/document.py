"""A ``Book`` becomes the intermediate document: one XHTML tree that every writer relies on.

The contract: ``<body>`` holds only sections, each a content document of the EPUB; turns, figures
and notes are marked up by what they are; ids are ASCII and unique in the book; what the build
writes itself carries ``data-generated``.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild import matter
from bookbuild.diagnostics import Report
from bookbuild.figures import Shelf, Studio, make_figures
from bookbuild.interview import group_turns
from bookbuild.links import HEADINGS, Anchors, name_anchors, resolve_links
from bookbuild.markup import convert
from bookbuild.model import Book, Chapter, Document
from bookbuild.notes import check_notes, make_notes
from bookbuild.slugs import identifier
from bookbuild.wording import Wording, wording_for
from bookbuild.xhtml import Element, classes, element, text_of


@dataclass(frozen=True, slots=True)
class _Workshop:
    """What the chapters of one book share while they are made."""

    book: Book
    shelf: Shelf
    anchors: Anchors
    report: Report


def build_document(book: Book, report: Report) -> Document:
    """Return the intermediate document of ``book`` and the pictures that it shows."""
    shop = _Workshop(book, Shelf(book.project), Anchors(), report)
    sections = [_section(chapter, shop) for chapter in book.chapters]
    for section, chapter in zip(sections, book.chapters, strict=True):
        resolve_links(section, chapter, shop.anchors, report)
    body = element("body")
    body.extend(_assemble(book, sections))
    root = element("html", {"lang": book.config.language}, _head(book), body)
    return Document(book, root, shop.shelf.assets())


def _head(book: Book) -> Element:
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("title", None, book.config.title),
        element("meta", {"name": "generator", "content": matter.generator()}),
        *(element("meta", {"name": "author", "content": name}) for name in book.config.authors),
    )


def _assemble(book: Book, chapters: list[Element]) -> Iterator[Element]:
    wording = wording_for(book.config.language)
    body = list(_with_parts(book, chapters))
    yield matter.title_page(book, wording)
    yield matter.colophon(book, wording)
    yield matter.contents(_entries(body), wording)
    yield from body


def _with_parts(book: Book, chapters: list[Element]) -> Iterator[Element]:
    """Yield the chapters, each part's opening page before its first."""
    current = ""
    for section, chapter in zip(chapters, book.chapters, strict=True):
        if chapter.part and chapter.part != current:
            yield matter.part(identifier(f"part {chapter.part}", "part"), chapter.part)
        current = chapter.part
        yield section


def _entries(sections: list[Element]) -> list[matter.Entry]:
    """Return the contents: parts and chapters; in a book of one chapter, its headings too."""
    entries: list[matter.Entry] = []
    below: list[matter.Entry] | None = None
    for section in sections:
        entry_below: list[matter.Entry] = _headings(section) if len(sections) == 1 else []
        entry = (section.get("id", ""), _title_of(section), entry_below)
        if "part" in classes(section):
            below = entry_below
            entries.append(entry)
        else:
            (entries if below is None else below).append(entry)
    return entries


def _title_of(section: Element) -> str:
    heading = next(section.iter("h1"), None)
    return " ".join(_words(heading).split()) if heading is not None else ""


def _words(node: Element) -> str:
    """The text of a heading without the numbers of its notes."""
    skipped = {text for mark in node.iter("sup") if "noteref" in classes(mark) for text in [mark]}
    pieces = [node.text or ""]
    for child in node:
        pieces += ["" if child in skipped else _words(child), child.tail or ""]
    return "".join(pieces)


def _headings(section: Element) -> list[matter.Entry]:
    return [
        (node.get("id", ""), " ".join(text_of(node).split()), ()) for node in section.iter("h2")
    ]


# -- one chapter ----------------------------------------------------------------------------------


def _section(chapter: Chapter, shop: _Workshop) -> Element:
    """Return the section of ``chapter``, with its notes at the end."""
    wording = wording_for(chapter.language or shop.book.config.language)
    body, notes = _convert(chapter, shop, wording)
    heading = _take_title(body, chapter)
    for root in (body, notes):
        make_figures(root, Studio(chapter, shop.shelf, wording, shop.report))
    group_turns(body, chapter, wording)
    _nest_headings(body)
    section = element("section", {"id": chapter.id, "class": "chapter", "data-matter": "body"})
    section.set("role", "doc-chapter")
    if chapter.language:
        section.set("lang", chapter.language)
    section.append(matter.opening(chapter, heading, wording))
    section.extend([*body, *notes])
    return section


def _convert(chapter: Chapter, shop: _Workshop, wording: Wording) -> tuple[Element, Element]:
    """Return the chapter's text and its notes, each in a ``<div>``, with anchors named."""
    converted = convert(chapter, shop.report)
    body, notes = element("div"), element("div")
    for piece in converted.pieces:
        piece.node.set("data-block", str(piece.block))
        piece.node.set("data-line", str(chapter.blocks[piece.block].line))
        body.append(piece.node)
    check_notes(body, converted.notes, chapter, shop.report)
    notes.extend(make_notes(body, converted.notes, chapter, wording))
    for root in (body, notes):
        name_anchors(root, chapter, shop.anchors, shop.report)
    return body, notes


def _take_title(body: Element, chapter: Chapter) -> Element:
    """Take the heading that is the chapter's title out of ``body``, or make one."""
    for node in body if chapter.title_line else ():
        if node.tag in HEADINGS and node.get("data-line") == str(chapter.title_line):
            body.remove(node)
            del node.attrib["data-block"]
            node.tag, node.tail = "h1", None
            return node
    return element("h1", {"data-generated": ""}, chapter.title)


def _nest_headings(body: Element) -> None:
    """Renumber the headings below the chapter's title so that no level is left out."""
    open_levels: list[int] = []  # the author's levels of the headings that are open
    for node in body.iter(*HEADINGS):
        level = int(node.tag[1])
        open_levels = [*(known for known in open_levels if known < level), level]
        node.tag = f"h{min(1 + len(open_levels), 6)}"
