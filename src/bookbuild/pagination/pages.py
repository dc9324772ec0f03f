"""A PDF becomes its pages: what each is called, and what letters it shows, in reading order.

A PDF of ours is read by its structure, which says what is a note, a picture and no text of the
book. Of another we have the text alone, with running heads, folios and notes in it. Shares
pypdfium2 with ``writers.pdf.picture``.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import pypdfium2 as pdfium
from pypdfium2.raw import FPDF_PAGEOBJ_IMAGE

from bookbuild.pagination.finished import Finished
from bookbuild.pagination.folios import page_labels
from bookbuild.pagination.margins import outer_lines
from bookbuild.textfiles import UNPRINTABLE
from bookbuild.words.letters import plain_letters
from bookbuild.words.printed import DAMAGES, counts, read_pdf

PICTURE = "\ue000"  # stands for a picture among the letters; no letter of any text is private
OURS = "bookbuild"  # what made the PDF, as its /Creator says
LEAST_PICTURE = 0.02  # of the page: smaller ones are ornaments and logos


@dataclass(frozen=True, slots=True)
class Page:
    """A page of a PDF. ``letters``: its text, and ``PICTURE`` for each picture.

    ``notes`` are the letters of its notes, where they are known from the others. ``label`` is empty
    where nothing is printed that it could be cited by.
    """

    label: str
    letters: str
    notes: str = ""


@dataclass(frozen=True, slots=True)
class Pages:
    """The pages of a PDF; ``doubt``: what tells against their labels, and what to do about it."""

    pages: Sequence[Page]
    doubt: tuple[str, str] | None = None


class UnreadableError(Exception):
    """A file has no pages to be read; the text says why."""


def read_pages(finished: Finished, sections: Sequence[str]) -> Pages:
    """Return the pages of a PDF. ``sections``: ids of the document's, which one of ours goes by.

    Raises:
        UnreadableError: it is no PDF, is locked or damaged, or has no text.
    """
    data = finished.data
    try:
        pdf = pdfium.PdfDocument(data)
    except pdfium.PdfiumError as error:
        raise UnreadableError(_reason(data, error)) from None
    try:
        labels, doubt = page_labels(
            [_clean(pdf.get_page_label(n)) for n in range(len(pdf))],
            [] if finished.is_fresh else [outer_lines(page) for page in pdf],
        )
        is_ours = pdf.get_metadata_value("Creator").startswith(OURS) and pdf.is_tagged()
        pages = _by_structure(labels, data, sections) if is_ours else []
        pages = pages or [Page(*one) for one in zip(labels, map(_letters_of, pdf), strict=True)]
    except pdfium.PdfiumError:
        raise UnreadableError("is damaged") from None
    finally:
        pdf.close()
    if not any(page.letters.strip(PICTURE) for page in pages):
        raise UnreadableError("has no text")
    return Pages(pages, doubt)


def title_of(data: bytes) -> str:
    """Return what a PDF says that it is called; empty: nothing. It can be read."""
    pdf = pdfium.PdfDocument(data)
    try:
        return _clean(str(pdf.get_metadata_value("Title")))
    finally:
        pdf.close()


def _clean(text: str) -> str:
    """Return a text of a PDF, which may hold anything, as one line that can be printed."""
    return " ".join(UNPRINTABLE.sub("", text).split())


def _reason(data: bytes, error: pdfium.PdfiumError) -> str:
    if b"%PDF-" not in data[:1024]:  # ISO 32000-1 Annex H: the header may come that late
        return "is no PDF"
    return "is locked with a password" if "password" in str(error).lower() else "is damaged"


def _by_structure(labels: Sequence[str], data: bytes, sections: Sequence[str]) -> list[Page]:
    """Return the pages of a PDF of ours; nothing where its structure has been damaged since."""
    texts: list[list[str]] = [[] for _ in labels]
    notes: list[list[str]] = [[] for _ in labels]
    try:
        pieces = read_pdf(data, sections)
    except DAMAGES:
        return []
    for piece in pieces:
        if piece.is_picture:
            texts[piece.page].append(PICTURE)
        elif piece.is_note:
            notes[piece.page].append(plain_letters(piece.text))
        elif piece.is_reference or not counts(piece):
            texts[piece.page].append(plain_letters(piece.text))
    trios = zip(labels, map("".join, texts), map("".join, notes), strict=True)
    return [Page(*trio) for trio in trios]


def _letters_of(page: pdfium.PdfPage) -> str:
    """Return the letters of a page, each picture before the text that stands below its edge."""
    shown = page.get_textpage()
    text = shown.get_text_range()
    size, edges = page.get_width() * page.get_height(), []
    for picture in page.get_objects(filter=(FPDF_PAGEOBJ_IMAGE,), max_depth=4):
        left, bottom, right, top = picture.get_bounds()
        if (right - left) * (top - bottom) >= LEAST_PICTURE * size:
            edges.append(bottom)
    if not edges:
        return plain_letters(text)
    pieces, begun = [], 0
    tops = [shown.get_charbox(index)[3] for index in range(shown.count_chars())]
    for edge in sorted(edges, reverse=True):
        below = (index for index in range(begun, len(tops)) if 0 < tops[index] <= edge + 1)
        place = next(below, len(tops))
        pieces += [plain_letters(shown.get_text_range(begun, place - begun)), PICTURE]
        begun = place
    rest = shown.get_text_range(begun, len(tops) - begun) if begun < len(tops) else ""
    return "".join([*pieces, plain_letters(rest)])
