"""The pages of the print edition as readers go to them: in the nav, and in the NCX for old devices.

EbookLib's page lists hold whatever has an id and a type; these are our own.
"""

import re
from collections.abc import Mapping

from bookbuild.document.matter import GENERATED
from bookbuild.pagination.marking import ROLE
from bookbuild.writers.epub.package import Package
from bookbuild.xhtml import EPUB_TYPE, Element, element, parse_xml, serialise_xml

ROMAN = re.compile("[ivxlcdm]+", re.IGNORECASE)
NCX = "{http://www.daisy.org/z3986/2005/ncx/}"


def breaks_of(root: Element) -> tuple[tuple[str, str], ...]:
    """Return id and label of each mark in the document where a page begins, in reading order."""
    marks = (node for node in root.iter("span") if node.get("role") == ROLE)
    return tuple((mark.get("id", ""), mark.get("aria-label", "")) for mark in marks)


def page_list(package: Package) -> Element:
    """Return the page list (EPUB 3.3 §7.4.3), hidden: it is for the reading system."""
    entries = element("ol")
    for name, label in package.breaks:
        href = package.address(name).removeprefix("text/")  # Ace wants the file, even this one
        entries.append(element("li", None, element("a", {"href": href}, label)))
    heading = element("h2", None, package.wording.page_list)
    named = {"id": "page-list", "aria-label": package.wording.page_list, **GENERATED}
    attributes = {EPUB_TYPE: "page-list", "role": "doc-pagelist", "hidden": "hidden", **named}
    return element("nav", attributes, heading, entries)


def with_page_targets(data: bytes, package: Package) -> bytes:
    """Return an NCX with the page list that readers of EPUB 2 go by (DAISY 3 §8.4.5)."""
    if not package.breaks:
        return data
    root = parse_xml(data)
    pages = _make(
        "pageList", {"id": "pages", "class": "pagelist"}, _labelled(package.wording.page_list)
    )
    for name, label in package.breaks:
        content = _make("content", {"src": package.address(name)})
        pages.append(
            _make(
                "pageTarget",
                {"id": name, "class": "pagenum", **_kind(label)},
                _labelled(label),
                content,
            )
        )
    points = root.find(f"{NCX}navMap")
    assert points is not None, "EbookLib writes one"
    points.addnext(pages)
    return serialise_xml(root)


def _kind(label: str) -> dict[str, str]:
    """Return what kind of page a label stands for, and its number, if it has one."""
    if label.isascii() and label.isdigit() and int(label):
        return {"type": "normal", "value": str(int(label))}
    if ROMAN.fullmatch(label):
        return {"type": "front"}
    return {"type": "special"}


def _labelled(text: str) -> Element:
    return _make("navLabel", None, _make("text", None, text))


def _make(name: str, attributes: Mapping[str, str] | None, *content: Element | str) -> Element:
    return element(f"{NCX}{name}", attributes, *content)
