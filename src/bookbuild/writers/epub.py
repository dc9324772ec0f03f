"""The intermediate document as an EPUB 3.3 package. Owns EbookLib, with ``archive``.

EbookLib assembles the package document and the NCX; content documents, nav and styles are our own
bytes, because its ``EpubHtml`` rewrites markup.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass

from ebooklib import epub

from bookbuild.colours import screen_styles
from bookbuild.cover import alt_of_design, alt_of_picture
from bookbuild.diagnostics import Report
from bookbuild.document.galleries import gallery_styles
from bookbuild.document.matter import GENERATED
from bookbuild.model import Asset, Book, Document, Edition
from bookbuild.wording import Wording, wording_for
from bookbuild.writers.archive import assemble, pack
from bookbuild.writers.coverpicture import designed_picture
from bookbuild.writers.package import identifier, statements
from bookbuild.xhtml import (
    EPUB_TYPE,
    XML_LANG,
    Element,
    classes,
    element,
    serialise,
    text_of,
)

XHTML_TYPE = "application/xhtml+xml"
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
}
INDEX = "speakers"  # id of the index of speakers
FIGURES = "figures"  # id of the list of figures
MATTER = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}


class _Part(epub.EpubItem):  # type: ignore[misc]  # EbookLib has no types
    """A file of the package, as it is; EbookLib writes ``properties`` into the manifest.

    A picture that lies on the disk is left there until the archive is packed.
    """

    def __init__(self, uid: str, asset: Asset, properties: Sequence[str] = ()) -> None:
        content = asset.content if isinstance(asset.content, bytes) else b""
        super().__init__(uid, asset.href, asset.media_type, content)
        self.properties = list(properties)
        self.is_linear = True


@dataclass(frozen=True, slots=True)
class _Package:
    """What every content document needs to know of the package."""

    book: Book
    homes: Mapping[str, str]  # id of an element → file that holds it
    wording: Wording
    # Name of a drawing → the same made of pixels. It alone goes into the package: old readers show
    # no drawings, and of those that do, some find none that a <source> names.
    pixels: Mapping[str, Asset]
    cover: Asset | None


def write(document: Document, report: Report) -> Edition:
    """Return the EPUB: a content document a section, nav, NCX, landmarks, cover."""
    book = document.book
    wording = wording_for(book.config.language)
    cover = book.cover or designed_picture(book, report)
    package = _Package(book, _homes(document.root), wording, document.pixels, cover)
    made = epub.EpubBook()
    made.set_identifier(identifier(book))
    made.set_language(book.config.language)
    made.title = book.config.title  # for the NCX; the statements have it for the package
    for statement in statements(document, has_cover=cover is not None):
        made.add_metadata(*statement)
    if cover is not None:
        made.add_item(_Part("cover-image", cover, ["cover-image"]))
    made.add_item(_Part("css", Asset("styles/book.css", "text/css", _stylesheet(document))))
    pictures = [package.pixels.get(asset.href, asset) for asset in document.assets]
    for number, asset in enumerate(pictures, 1):
        made.add_item(_Part(f"picture-{number}", asset))
    for uid, asset, properties in _content_documents(document, package):
        made.add_item(_Part(f"text-{uid}", asset, properties))  # no chapter can be called "ncx"
        made.spine.append(f"text-{uid}")
    made.add_item(epub.EpubNcx())
    made.toc = tuple(_toc(document.root, package))
    made.guide = list(_guide(package))
    archive = assemble(made, document, report)
    if cover is not None:
        pictures.append(cover)
    return Edition("epub", pack(archive, pictures, book.config.language))


def _homes(root: Element) -> dict[str, str]:
    """Return the file of every id; a section is the file ``text/<its id>.xhtml``."""
    homes = {}
    for section in root.iterfind("body/section"):
        for node in section.iter():
            if isinstance(node.tag, str) and (name := node.get("id")):
                homes[name] = _file_of(section)
    return homes


def _file_of(section: Element) -> str:
    return f"text/{section.get('id')}.xhtml"


def _stylesheet(document: Document) -> bytes:
    sheets, rows = document.book.theme.sheets, gallery_styles(document.root)
    colours = screen_styles(document.book)
    styles = [sheets["base"], rows, sheets["epub"], colours, sheets["custom"]]
    return "\n".join(filter(None, styles)).encode()


# -- content documents ----------------------------------------------------------------------------


def _content_documents(
    document: Document, package: _Package
) -> Iterator[tuple[str, Asset, list[str]]]:
    """Yield id, file and manifest properties of each content document, in reading order."""
    if package.cover is not None:
        page = _cover_page(package.cover, document.cover_alt, package)
        yield "cover", Asset("text/cover.xhtml", XHTML_TYPE, serialise(page).encode()), []
    for section in document.root.iterfind("body/section"):
        properties = ["nav"] if "contents" in classes(section) else []
        page = _page(section, package)
        asset = Asset(_file_of(section), XHTML_TYPE, serialise(page).encode())
        yield section.get("id", ""), asset, properties


def _page(section: Element, package: _Package) -> Element:
    copy = deepcopy(section)
    copy.tail = None
    _name_kinds(copy)
    for link in copy.iter("a"):
        _localise(link, _file_of(section), package.homes)
    for picture in copy.iter("img"):
        src = picture.get("src", "")
        picture.set("src", f"../{package.pixels[src].href if src in package.pixels else src}")
    language = copy.attrib.pop("lang", package.book.config.language)
    page = _frame(_title_of(copy, package.book), language, copy)
    page[1].set(EPUB_TYPE, MATTER[section.get("data-matter", "body")])
    if "contents" in classes(section):
        copy.append(_landmarks(package))
    return page


def _frame(title: str, language: str, content: Element) -> Element:
    head = element("head", None, element("title", None, title))
    head.append(
        element("link", {"rel": "stylesheet", "type": "text/css", "href": "../styles/book.css"})
    )
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
        whole = home == f"text/{href[1:]}.xhtml"
        file = "" if home == here else home.rpartition("/")[2]
        link.set("href", file if whole and file else f"{file}{href}")


def _title_of(section: Element, book: Book) -> str:
    heading = next(section.iter("h1", "h2"), None)
    return " ".join(text_of(heading).split()) if heading is not None else book.config.title


def _cover_page(cover: Asset, alt: str, package: _Package) -> Element:
    """Return the page of the cover. ``alt``: what the author says of a cover of his own."""
    book = package.book
    alt = alt_of_design(book) if book.cover is None else alt or alt_of_picture(book)
    picture = element("img", {"src": f"../{cover.href}", "alt": alt, "role": "doc-cover"})
    section = element("section", {"class": "cover", EPUB_TYPE: "cover"}, picture)
    page = _frame(package.wording.cover, package.book.config.language, section)
    page[1].set(EPUB_TYPE, "frontmatter")
    return page


def _landmarks(package: _Package) -> Element:
    """Return the landmarks (EPUB 3.3 §7.4.2), hidden: they are for the reading system."""
    entries = element("ol")
    for kind, name, text in _places(package):
        link = element("a", {EPUB_TYPE: kind, "href": f"{name}.xhtml"}, text)
        entries.append(element("li", None, link))
    wording = package.wording
    heading = element("h2", None, wording.landmarks)
    attributes = {EPUB_TYPE: "landmarks", "id": "landmarks", "hidden": "hidden", **GENERATED}
    return element("nav", {**attributes, "aria-label": wording.landmarks}, heading, entries)


def _places(package: _Package) -> Iterator[tuple[str, str, str]]:
    """Yield where a reader may want to go at once: kind, name of the file, title."""
    wording = package.wording
    if package.cover is not None:
        yield "cover", "cover", wording.cover
    yield "toc", "contents", wording.contents
    if FIGURES in package.homes:
        yield "loi", FIGURES, wording.figures
    yield "bodymatter", package.book.chapters[0].id, wording.start
    if INDEX in package.homes:
        yield "index", INDEX, wording.speakers


# -- navigation of older readers ------------------------------------------------------------------


def _toc(root: Element, package: _Package) -> Iterator[object]:
    """Yield the contents as EbookLib wants them for the NCX: links, and pairs of link and list."""
    contents = next(root.iterfind("body/section/nav/ol"))
    yield from _links(contents, package)


def _links(entries: Element, package: _Package) -> Iterator[object]:
    for item in entries.iterfind("li"):
        link, below = item[0], item.find("ol")
        target = link.get("href", "")[1:]
        home = package.homes[target]
        href = home if home == f"text/{target}.xhtml" else f"{home}#{target}"
        made = epub.Link(href, text_of(link), f"ncx-{target}")
        yield made if below is None else (made, list(_links(below, package)))


def _guide(package: _Package) -> Iterator[dict[str, str]]:
    """Yield the EPUB 2 guide: Kindle opens a book by it."""
    for kind, name, title in _places(package):
        old_kind = "text" if kind == "bodymatter" else kind
        yield {"type": old_kind, "title": title, "href": f"text/{name}.xhtml"}
