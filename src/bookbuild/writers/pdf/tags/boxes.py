"""From the pages as WeasyPrint laid them out to the structure of their content.

WeasyPrint's own structure tree says what the boxes are: a paragraph on two pages is two paragraphs
there, a note is nothing, and a running head is text. The document knows better. So the boxes only
say which mark on which page belongs to which element.
"""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from typing import Any
from xml.etree import ElementTree as ET

from weasyprint.document import Document, Page
from weasyprint.formatting_structure import boxes

from bookbuild.writers.pdf.tags import Annotation, Mark, Sheet, Structure
from bookbuild.writers.pdf.tags.growing import Tree

Box = Any  # WeasyPrint has no types

CSS_PX = 0.75  # in points
HEADER, FOOTER, PAGINATION, LAYOUT = "Header", "Footer", "Pagination", "Layout"


class _Page(Page):  # type: ignore[misc]
    """A page that remembers what it marked its boxes with when it was painted."""

    def __init__(self, page: Page) -> None:
        self.box = page._page_box  # noqa: SLF001  # the way to the boxes that there is
        super().__init__(self.box)
        self.marks: dict[Box, int] = {}

    def paint(self, stream: Any, scale: float = 1) -> None:
        super().paint(stream, scale)
        self.marks = {box: tag["mcid"] for box, tag in stream._tags.items()}  # noqa: SLF001


def remember_marks(laid_out: Document) -> Document:
    """Return the same pages, which ``structure_of`` can be asked about once they are painted."""
    return laid_out.copy([_Page(page) for page in laid_out.pages])


def structure_of(
    painted: Document, root: ET.Element, called: Mapping[str, str] | None = None
) -> Structure:
    """Return the structure of the pages that ``remember_marks`` made. ``root``: the document.

    ``called``: names of pages, as styles give them, and what such pages are called in the place of
    a number.
    """
    tree = Tree(root)
    sheets = [_Walk(tree, page, number).walk() for number, page in enumerate(painted.pages)]
    names = [(called or {}).get(page.box.page_type.name, "") for page in painted.pages]
    pairs = zip(sheets, names, strict=True)
    return Structure(
        tree.finish(), tuple(replace(sheet, folio=sheet.folio or name) for sheet, name in pairs)
    )


class _Walk:
    """Reads the boxes of one page into the tree."""

    def __init__(self, tree: Tree, page: _Page, number: int) -> None:
        self.tree, self.page, self.number = tree, page, number
        self.placed: set[int] = set()
        self.artifacts: dict[int, str] = {}

    def walk(self) -> Sheet:
        """Return what is not content; what is, is in the tree then."""
        self._read(self.page.box)
        for mark in self.page.marks.values():
            if mark not in self.placed:
                self.artifacts.setdefault(mark, LAYOUT)
        return Sheet(self.artifacts, _folio(self.page.box))

    def _read(self, box: Box, area: Annotation | None = None, kind: str = "") -> None:
        """Read a box and all it holds. ``area``: of the link around; ``kind``: of artifact."""
        box = getattr(box, "_box", box)  # of what stands in for a box that was taken out
        kind = kind or self._artifact(box)
        if box.link_annotation:
            area = self._annotate(box, area)
        if not kind and box.element is not None:
            self._place(box)
        elif box in self.page.marks:
            self.artifacts[self.page.marks[box]] = kind or LAYOUT
        for child in box.all_children():
            self._read(child, area, kind)

    def _artifact(self, box: Box) -> str:
        """Return the kind of artifact that ``box`` is with all it holds, or nothing."""
        if isinstance(box, boxes.MarginBox):
            edge = box.at_keyword.removeprefix("@").partition("-")[0]
            return {"top": HEADER, "bottom": FOOTER}.get(edge, PAGINATION)
        if box.is_leader:
            return LAYOUT
        if isinstance(box, boxes.TableRowGroupBox) and (box.is_header or box.is_footer):
            is_first = self.tree.first_page(box.element, self.number) == self.number
            return "" if is_first else PAGINATION
        return ""

    def _place(self, box: Box) -> None:
        if isinstance(box, boxes.TableCellBox):
            self.tree.cell(box.element, columns=box.colspan, rows=box.rowspan)
        if box not in self.page.marks:
            return
        mark = Mark(self.number, self.page.marks[box])
        if isinstance(box, boxes.ReplacedBox) and box.element.tag == "img":
            is_content = self.tree.picture(box.element, mark, self._place_of(box))
        elif box.element_tag.endswith("::marker"):
            is_content = self.tree.label(box.element, mark, box.style["list_style_type"])
        else:
            is_content = self.tree.text(box.element, mark)
        if is_content:
            self.placed.add(mark.number)

    def _annotate(self, box: Box, area: Annotation | None) -> Annotation:
        """Return the active area of ``box``: that of the link around, or one of its own."""
        number, target = box.link_annotation.number, box.link_annotation["Contents"].string
        if area is not None and area.target == target:
            area.joined.append(number)
            return area
        made = Annotation(self.number, number, target)
        self.tree.annotation(box.element, made)
        return made

    def _place_of(self, box: Box) -> tuple[float, ...]:
        """Return where a picture is: left, bottom, right and top, in points."""
        left, top = box.content_box_x(), self.page.height - box.content_box_y()
        sides = (left, top - box.height, left + box.width, top)
        return tuple(round(side * CSS_PX, 2) for side in sides)


def _all(box: Box) -> Iterator[Box]:
    yield box
    for child in box.all_children():
        yield from _all(getattr(child, "_box", child))


def _folio(page: Box) -> str:
    """Return the number that is printed on a page, or nothing."""
    for box in page.children:
        if isinstance(box, boxes.MarginBox) and _counts_pages(box.style["content"]):
            return "".join(getattr(inner, "text", "") for inner in _all(box)).strip()
    return ""


def _counts_pages(content: Any) -> bool:
    return any(
        isinstance(piece, tuple) and piece[0] == "counter()" and piece[1][0] == "page"
        for piece in content
    )
