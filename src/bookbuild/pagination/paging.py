"""The pages of a PDF are found in the document, and marked.

The letters of the pages are laid beside those of the document, and each page begins at the first
that both have. It does not matter who set the PDF.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Document
from bookbuild.pagination.finished import HINT, Finished
from bookbuild.pagination.flow import Flow, read_flow
from bookbuild.pagination.marking import page_break, put
from bookbuild.pagination.places import page_places
from bookbuild.pagination.sheets import PICTURE, Sheet, UnreadableError, read_sheets
from bookbuild.rules import NO_PAGES, OTHER_BOOK, UNPLACED_PAGE
from bookbuild.slugs import Names
from bookbuild.xhtml import Element

SHOWN = 12  # labels in a message
NOWHERE = Location("")  # who names the PDF, says where it lies

Places = Mapping[int, tuple[Flow, int]]  # number of a page, from 0 → where it begins


def with_marks(document: Document, finished: Finished, report: Report) -> Document:
    """Return ``document`` with a mark where each page of ``finished`` begins, and what has them."""
    sections = [section.get("id", "") for section in document.root.iterfind("body/section")]
    try:
        sheets = read_sheets(finished.data, sections)
    except UnreadableError as error:
        report(Diagnostic(NO_PAGES, finished.where, f"the file {error}", HINT))
        return document
    root, fault = mark_pages(document.root, sheets)
    if fault is not None:
        report(replace(fault, location=finished.where))
    if root is None:
        return document
    isbn = "".join(filter(str.isalnum, document.book.config.pdf.isbn))
    return replace(document, root=root, page_source=f"urn:isbn:{isbn}" if isbn else finished.name)


def mark_pages(
    document: Element, sheets: Sequence[Sheet]
) -> tuple[Element | None, Diagnostic | None]:
    """Return a copy of a document's tree with the marks of ``sheets``, and what there is to say.

    None in the place of the tree: they are another book's.
    """
    root = deepcopy(document)
    flow = read_flow(root.iterfind("body/section"))
    places = page_places(flow, [sheet.letters for sheet in sheets])
    if places is None:
        message = "most of its text is not in this book; the EPUB has no page numbers"
        return None, Diagnostic(OTHER_BOOK, NOWHERE, message, HINT)
    placed = {number: (flow, place) for number, place in enumerate(places) if place is not None}
    placed |= _in_notes(root, sheets)
    _put_marks(root, sheets, placed)
    return root, _unplaced(sheets, placed)


def _in_notes(root: Element, sheets: Sequence[Sheet]) -> Places:
    """Return where the pages begin that hold nothing but the rest of a note."""
    numbers = [n for n, sheet in enumerate(sheets) if sheet.notes and not sheet.letters]
    if not numbers:
        return {}
    notes = [node for node in root.iter("aside") if node.get("role") == "doc-footnote"]
    flow = read_flow(notes)
    places = page_places(flow, [sheets[number].notes for number in numbers]) or ()
    pairs = zip(numbers, places, strict=False)
    return {number: (flow, place) for number, place in pairs if place is not None}


def _unplaced(sheets: Sequence[Sheet], placed: Places) -> Diagnostic | None:
    """Return what there is to say of pages with text that is nowhere in the document."""
    left = [sheet.label for n, sheet in enumerate(sheets) if n not in placed and _is_text(sheet)]
    if not left:
        return None
    labels = ", ".join(f'"{label}"' for label in left[:SHOWN])
    more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
    pages = "page" if len(left) == 1 else "pages"
    message = f"the EPUB has no text of {pages} {labels}{more}"
    return Diagnostic(UNPLACED_PAGE, NOWHERE, message)


def _is_text(sheet: Sheet) -> bool:
    """Whether a page holds more than pictures and its number."""
    letters = sheet.letters.replace(PICTURE, "")
    return bool(letters) and not letters.isdigit()


def _put_marks(root: Element, sheets: Sequence[Sheet], placed: Places) -> None:
    names = Names(node.get("id", "") for node in root.iter("*"))
    marks = {n: page_break(sheets[n].label, n + 1, names) for n in sorted(placed)}
    for number in sorted(placed, reverse=True):
        put(marks[number], *placed[number])
