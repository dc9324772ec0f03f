"""The pages of a PDF are found in the document, and marked.

The letters of the pages are laid beside those of the document, and each page begins at the first
that both have. It does not matter who set the PDF.
"""

from collections.abc import Mapping, Sequence
from copy import deepcopy
from dataclasses import replace

from bookbuild.bookconfig import PdfConfig
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.identifiers import isbn_13
from bookbuild.model import Document
from bookbuild.pagination.finished import HINT, Finished
from bookbuild.pagination.flow import Flow, read_flow
from bookbuild.pagination.marking import page_break, put
from bookbuild.pagination.pages import PICTURE, Page, UnreadableError, read_pages, title_of
from bookbuild.pagination.places import page_places
from bookbuild.rules import DOUBTFUL_PAGES, NO_PAGES, OTHER_BOOK, UNPLACED_PAGE
from bookbuild.slugs import Names
from bookbuild.xhtml import Element

SHOWN = 12  # labels in a message
NOWHERE = Location("")  # who names the PDF, says where it lies

Places = Mapping[int, tuple[Flow, int]]  # number of a page, from 0 → where it begins


def with_marks(document: Document, finished: Finished, report: Report) -> Document:
    """Return ``document`` with a mark where each page of ``finished`` begins, and what has them."""
    sections = [section.get("id", "") for section in document.root.iterfind("body/section")]
    try:
        found = read_pages(finished, sections)
    except UnreadableError as error:
        report(Diagnostic(NO_PAGES, finished.where, f"the file {error}", HINT))
        return document
    root, fault = mark_pages(document.root, found.pages)
    if fault is not None:
        report(replace(fault, location=finished.where))
    if root is None:
        return document
    if found.doubt is not None:
        report(Diagnostic(DOUBTFUL_PAGES, finished.where, *found.doubt))
    return replace(document, root=root, page_source=_source(finished, document.book.config.pdf))


def _source(finished: Finished, config: PdfConfig) -> str:
    """Return what the pages are those of: an ISBN, or else a title, or else a file."""
    if config.isbn:
        return f"urn:isbn:{isbn_13(config.isbn)}"
    title = title_of(finished.data)
    return f"{title} (PDF)" if title else finished.name


def mark_pages(
    document: Element, pages: Sequence[Page]
) -> tuple[Element | None, Diagnostic | None]:
    """Return a copy of a document's tree with the marks of ``pages``, and what there is to say.

    None in the place of the tree: they are another book's.
    """
    root = deepcopy(document)
    flow = read_flow(root.iterfind("body/section"))
    places = page_places(flow, [page.letters for page in pages])
    if places is None:
        message = "most of its text is not in this book; the EPUB has no page numbers"
        return None, Diagnostic(OTHER_BOOK, NOWHERE, message, HINT)
    placed = {number: (flow, place) for number, place in enumerate(places) if place is not None}
    placed |= _in_notes(root, pages)
    _put_marks(root, pages, placed)
    return root, _unplaced(pages, placed)


def _in_notes(root: Element, pages: Sequence[Page]) -> Places:
    """Return where the pages begin that hold nothing but the rest of a note."""
    numbers = [n for n, page in enumerate(pages) if page.notes and not page.letters]
    if not numbers:
        return {}
    notes = [node for node in root.iter("aside") if node.get("role") == "doc-footnote"]
    flow = read_flow(notes)
    places = page_places(flow, [pages[number].notes for number in numbers]) or ()
    pairs = zip(numbers, places, strict=False)
    return {number: (flow, place) for number, place in pairs if place is not None}


def _unplaced(pages: Sequence[Page], placed: Places) -> Diagnostic | None:
    """Return what there is to say of pages with text that is nowhere in the document."""
    left = [page.label for n, page in enumerate(pages) if n not in placed and _is_text(page)]
    left = [label for label in left if label]
    if not left:
        return None
    labels = ", ".join(f'"{label}"' for label in left[:SHOWN])
    more = f" and {len(left) - SHOWN} more" if len(left) > SHOWN else ""
    noun = "page" if len(left) == 1 else "pages"
    message = f"the EPUB has no text of {noun} {labels}{more}"
    return Diagnostic(UNPLACED_PAGE, NOWHERE, message)


def _is_text(page: Page) -> bool:
    """Whether a page holds more than pictures and its number."""
    letters = page.letters.replace(PICTURE, "")
    return bool(letters) and not letters.isdigit()


def _put_marks(root: Element, pages: Sequence[Page], placed: Places) -> None:
    names = Names(node.get("id", "") for node in root.iter("*"))
    labelled = [number for number in sorted(placed) if pages[number].label]
    marks = {n: page_break(pages[n].label, n + 1, names) for n in labelled}
    for number in reversed(labelled):
        put(marks[number], *placed[number])
