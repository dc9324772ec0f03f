"""The sections of the document become content documents: XHTML files that name what things are."""

from collections.abc import Iterator, Mapping
from copy import deepcopy
from dataclasses import dataclass

from bookbuild.cover import alt_of_design, alt_of_picture
from bookbuild.model import Asset, Book, Document
from bookbuild.writers.epub.navigation import landmarks
from bookbuild.writers.epub.package import STYLES, XHTML_TYPE, Package, file_of
from bookbuild.writers.epub.pagelist import page_list
from bookbuild.xhtml import (
    EPUB_TYPE,
    XML_LANG,
    Element,
    classes,
    element,
    serialise,
    text_of,
)

# What things are (EPUB 3 Structural Semantics Vocabulary 1.1), by their class and by their role.
KINDS = {
    "titlepage": "titlepage",
    "colophon": "colophon",
    "part": "part",
    "chapter": "chapter",
    "contributors": "contributors",
    "index": "index",
    "figure-list": "loi",
}
ROLES = {
    "doc-qna": "qna",
    "doc-noteref": "noteref",
    "doc-footnote": "footnote",
    "doc-backlink": "backlink",
    "doc-toc": "toc",
    "doc-pagebreak": "pagebreak",
}
MATTER = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """A file of the spine. ``properties`` are those of its manifest item (EPUB 3.3 §5.6.2.2)."""

    id: str
    file: Asset
    properties: tuple[str, ...] = ()


def content_documents(document: Document, package: Package) -> Iterator[ContentDocument]:
    """Yield the content documents in reading order."""
    if package.cover is not None:
        page = _cover_page(package.cover, document.cover_alt, package)
        yield ContentDocument("cover", _file("text/cover.xhtml", page))
    for section in document.root.iterfind("body/section"):
        name = section.get("id", "")
        properties = ("nav",) if "contents" in classes(section) else ()
        yield ContentDocument(name, _file(file_of(name), _page(section, package)), properties)


def _file(href: str, page: Element) -> Asset:
    return Asset(href, XHTML_TYPE, serialise(page).encode())


def _page(section: Element, package: Package) -> Element:
    copy, here = deepcopy(section), file_of(section.get("id", ""))
    copy.tail = None
    _name_kinds(copy)
    for link in copy.iter("a"):
        _localise(link, here, package.homes)
    for picture in copy.iter("img"):
        src = picture.get("src", "")
        picture.set("src", f"../{package.pixels[src].href if src in package.pixels else src}")
    language = copy.attrib.pop("lang", package.book.config.language)
    page = _frame(_title_of(copy, package.book), language, copy)
    page[1].set(EPUB_TYPE, MATTER[section.get("data-matter", "body")])
    if "contents" in classes(section):
        copy.append(landmarks(package))
        if package.breaks:
            copy.append(page_list(package))
    return page


def _frame(title: str, language: str, content: Element) -> Element:
    head = element("head", None, element("title", None, title))
    head.append(element("link", {"rel": "stylesheet", "type": "text/css", "href": f"../{STYLES}"}))
    page = element("html", {"lang": language}, head, element("body", None, content))
    page.set(XML_LANG, language)
    for node in page.iter():
        if node is not page and isinstance(node.tag, str) and (tag := node.get("lang")):
            node.set(XML_LANG, tag)
    return page


def _name_kinds(section: Element) -> None:
    """Say in ``epub:type`` what the roles and classes of the document say.

    A turn becomes a ``<div>``: checkers take every ``<section>`` that has a name for a landmark.
    """
    for turn in section.iter("section"):
        if turn.get("role") == "group":
            turn.tag = "div"
    for name in classes(section):
        if name in KINDS:
            section.set(EPUB_TYPE, KINDS[name])
    for node in section.iter():
        if isinstance(node.tag, str) and (kind := ROLES.get(node.get("role", ""))):
            node.set(EPUB_TYPE, kind)


def _localise(link: Element, here: str, homes: Mapping[str, str]) -> None:
    """Point a link inside the book at the file that holds its target."""
    href = link.get("href", "")
    if href.startswith("#") and (home := homes.get(href[1:])) is not None:
        whole = home == file_of(href[1:])
        file = "" if home == here else home.rpartition("/")[2]
        link.set("href", file if whole and file else f"{file}{href}")


def _title_of(section: Element, book: Book) -> str:
    heading = next(section.iter("h1", "h2"), None)
    return " ".join(text_of(heading).split()) if heading is not None else book.config.title


def _cover_page(cover: Asset, alt: str, package: Package) -> Element:
    """Return the page of the cover. ``alt``: what the author says of a cover of his own."""
    book = package.book
    alt = alt_of_design(book) if book.cover is None else alt or alt_of_picture(book)
    picture = element("img", {"src": f"../{cover.href}", "alt": alt, "role": "doc-cover"})
    section = element("section", {"class": "cover", EPUB_TYPE: "cover"}, picture)
    page = _frame(package.wording.cover, package.book.config.language, section)
    page[1].set(EPUB_TYPE, "frontmatter")
    return page
