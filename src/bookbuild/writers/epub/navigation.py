"""How readers find their way: nav and landmarks, and the NCX and guide of older reading systems.

Owns EbookLib, with its neighbours.
"""

from collections.abc import Iterator

from ebooklib import epub

from bookbuild.document.contents import cut_contents
from bookbuild.document.matter import GENERATED
from bookbuild.writers.epub.package import CONTENTS, COVER, FIGURES, INDEX, Package, Text
from bookbuild.writers.epub.pagelist import page_list
from bookbuild.xhtml import EPUB_TYPE, Element, classes, element, text_of


def complete_contents(package: Package) -> None:
    """Make the contents the nav: as deep as is set, every section in it, with landmarks and pages.

    What the contents of print do not list is hidden on the page, and shown by reading systems
    (EPUB 3.3, "Using in the spine").
    """
    section = _contents(package)
    section.tag = "div"  # its heading names the nav; by itself it is nothing to navigate by
    cut_contents(section, package.book.config.epub.contents_depth)
    listed = _list(section)
    known = {link.get("href", "")[1:] for link in listed.iter("a")}
    firsts = [text for text in package.texts if text.number == 1 and text.name not in known]
    for place, text in enumerate(firsts):
        link = element("a", {"href": f"#{text.name}"}, _name_of(text, package))
        listed.insert(place, element("li", {"hidden": "hidden"}, link))
    section.append(_landmarks(package))
    if package.breaks:
        section.append(page_list(package))


def _contents(package: Package) -> Element:
    return next(text.section for text in package.texts if text.name == CONTENTS)


def _list(section: Element) -> Element:
    return next(section.iterfind("nav/ol"))


def _name_of(text: Text, package: Package) -> str:
    is_title_page = "titlepage" in classes(text.section)
    return package.wording.title_page if is_title_page else text.title


def _landmarks(package: Package) -> Element:
    """Return the landmarks (EPUB 3.3 §7.4.2), hidden: they are for the reading system."""
    entries = element("ol")
    for kind, name, text in _places(package):
        entries.append(
            element("li", None, element("a", {EPUB_TYPE: kind, "href": f"#{name}"}, text))
        )
    wording = package.wording
    heading = element("h2", None, wording.landmarks)
    attributes = {EPUB_TYPE: "landmarks", "id": "landmarks", "hidden": "hidden", **GENERATED}
    return element("nav", {**attributes, "aria-label": wording.landmarks}, heading, entries)


def ncx_entries(package: Package) -> Iterator[object]:
    """Yield the contents as EbookLib wants them for the NCX: links, and pairs of link and list.

    They are read from the nav while its links still name their targets.
    """
    yield from _links(_list(_contents(package)), package)


def guide(package: Package) -> Iterator[dict[str, str]]:
    """Yield the EPUB 2 guide: Kindle opens a book by it."""
    for kind, name, title in _places(package):
        old_kind = "text" if kind == "bodymatter" else kind
        yield {"type": old_kind, "title": title, "href": f"text/{name}.xhtml"}


def _places(package: Package) -> Iterator[tuple[str, str, str]]:
    """Yield where a reader may want to go at once: kind, name of the file, title."""
    wording = package.wording
    if package.cover is not None:
        yield "cover", COVER, wording.cover
    yield "toc", CONTENTS, wording.contents
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
