"""How readers find their way: landmarks, and the NCX and guide of older reading systems.

Owns EbookLib, with its neighbours.
"""

from collections.abc import Iterator

from ebooklib import epub

from bookbuild.document.matter import GENERATED
from bookbuild.writers.epub.package import FIGURES, INDEX, Package
from bookbuild.xhtml import EPUB_TYPE, Element, element, text_of


def landmarks(package: Package) -> Element:
    """Return the landmarks (EPUB 3.3 §7.4.2), hidden: they are for the reading system."""
    entries = element("ol")
    for kind, name, text in _places(package):
        link = element("a", {EPUB_TYPE: kind, "href": f"{name}.xhtml"}, text)
        entries.append(element("li", None, link))
    wording = package.wording
    heading = element("h2", None, wording.landmarks)
    attributes = {EPUB_TYPE: "landmarks", "id": "landmarks", "hidden": "hidden", **GENERATED}
    return element("nav", {**attributes, "aria-label": wording.landmarks}, heading, entries)


def ncx_entries(root: Element, package: Package) -> Iterator[object]:
    """Yield the contents as EbookLib wants them for the NCX: links, and pairs of link and list."""
    contents = next(root.iterfind("body/section/nav/ol"))
    yield from _links(contents, package)


def guide(package: Package) -> Iterator[dict[str, str]]:
    """Yield the EPUB 2 guide: Kindle opens a book by it."""
    for kind, name, title in _places(package):
        old_kind = "text" if kind == "bodymatter" else kind
        yield {"type": old_kind, "title": title, "href": f"text/{name}.xhtml"}


def _places(package: Package) -> Iterator[tuple[str, str, str]]:
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


def _links(entries: Element, package: Package) -> Iterator[object]:
    for item in entries.iterfind("li"):
        link, below = item[0], item.find("ol")
        target = link.get("href", "")[1:]
        made = epub.Link(package.address(target), text_of(link), f"ncx-{target}")
        yield made if below is None else (made, list(_links(below, package)))
