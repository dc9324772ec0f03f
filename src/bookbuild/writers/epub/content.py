"""The sections of the document become content documents: XHTML files that name what things are."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.cover import alt_of_design, alt_of_picture
from bookbuild.model import Asset, Document
from bookbuild.wording import wording_for
from bookbuild.writers.bidi import set_directions
from bookbuild.writers.columns import PHONE, keep_words_whole
from bookbuild.writers.epub.package import CONTENTS, COVER, XHTML_TYPE, Package, Text
from bookbuild.xhtml import (
    EPUB_TYPE,
    XML_LANG,
    Element,
    add_class,
    classes,
    element,
    parse_xml,
    serialise,
)

# What things are (EPUB 3 Structural Semantics Vocabulary 1.1), by their class and by their role.
# A link back has its role alone: the vocabulary that old checkers know has no word for it.
KINDS = {
    "cover": "cover",
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
    "doc-toc": "toc",
    "doc-pagebreak": "pagebreak",
}
# Checkers take an author's own for landmarks of the file, of which there may be one each.
NO_LANDMARKS = {"aside": "note", "footer": "presentation", "header": "presentation"}
MATTER = {"front": "frontmatter", "body": "bodymatter", "back": "backmatter"}


@dataclass(frozen=True, slots=True)
class ContentDocument:
    """A file of the spine. ``properties`` are those of its manifest item (EPUB 3.3 §5.6.2.2)."""

    id: str
    file: Asset
    properties: tuple[str, ...] = ()


def content_documents(package: Package) -> Iterator[ContentDocument]:
    """Yield the content documents in reading order."""
    for text in package.texts:
        properties = ("nav",) if text.name == CONTENTS else ()
        data = serialise(_page(text, package)).encode()
        yield ContentDocument(text.name, Asset(text.file, XHTML_TYPE, data), properties)


def classes_of(texts: Iterable[ContentDocument]) -> set[str]:
    """Return the classes that the elements of content documents have."""
    pages = (parse_xml(text.file.data) for text in texts)
    return {name for page in pages for node in page.iter("*") for name in classes(node)}


def cover_text(cover: Asset, document: Document) -> Text:
    """Return the page of the cover. ``document`` knows what the author says of one of his own."""
    book = document.book
    is_designed = book.cover is None
    alt = alt_of_design(book) if is_designed else document.cover_alt or alt_of_picture(book)
    picture = element("img", {"src": cover.href, "alt": alt, "role": "doc-cover"})
    attributes = {"id": COVER, "class": "cover", "data-matter": "front"}
    section = element("section", attributes, picture)
    return Text(COVER, wording_for(book.config.language).cover, section)


def name_kinds(section: Element) -> None:
    """Say in ``epub:type`` what the roles and classes of the document say.

    A turn becomes a ``<div>``: checkers take every ``<section>`` that has a name for a landmark.
    So does a note that nothing calls: what is hidden until it is called would be lost.
    """
    for name in classes(section):
        if name in KINDS:
            section.set(EPUB_TYPE, KINDS[name])
    for node in section.iter():
        role = node.get("role", "")
        if role == "group" or (role == "doc-footnote" and not _is_called(node)):
            node.tag = "div"
        elif role in ROLES:
            node.set(EPUB_TYPE, ROLES[role])
        elif node.tag in NO_LANDMARKS and not role and "opening" not in classes(node):
            node.set("role", NO_LANDMARKS[str(node.tag)])


def _page(text: Text, package: Package) -> Element:
    section = text.section
    name_kinds(section)
    _begin_notes(section)
    keep_words_whole(section, PHONE)
    for picture in section.iter("img"):
        src = picture.get("src", "")
        picture.set("src", f"../{package.pixels[src].href if src in package.pixels else src}")
    language = section.attrib.pop("lang", package.book.config.language)
    title = text.title if text.number == 1 else f"{text.title} ({text.number})"
    page = _frame(title, language, section, package.styles)
    page[1].set(EPUB_TYPE, MATTER[section.get("data-matter", "body")])
    return page


def _frame(title: str, language: str, content: Element, styles: Iterable[str]) -> Element:
    head = element("head", None, element("title", None, title))
    for style in styles:
        link = {"rel": "stylesheet", "type": "text/css", "href": f"../{style}"}
        head.append(element("link", link))
    page = element("html", {"lang": language}, head, element("body", None, content))
    page.set(XML_LANG, language)
    for node in page.iter():
        if node is not page and isinstance(node.tag, str) and (tag := node.get("lang")):
            node.set(XML_LANG, tag)
    set_directions(page)
    return page


def _is_called(note: Element) -> bool:
    return any(link.get("role") == "doc-backlink" for link in note.iter("a"))


def _begin_notes(section: Element) -> None:
    """Part the notes from the text, where nothing shows them but their place behind it."""
    first = next((node for node in section if node.get("role") == "doc-footnote"), None)
    if first is not None:
        add_class(first, "first-note")
