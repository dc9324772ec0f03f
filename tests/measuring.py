"""The lines of a PDF as PDFium sees them: where each begins and ends, and how far it gapes."""

import ctypes
from collections import Counter, defaultdict
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise

import pypdfium2 as pdfium
import pypdfium2.raw as pdfium_c

SAME = 0.6  # points within which two edges are one
PIXEL = 0.75  # points; the engine's sizes of type are in pixels


@dataclass(frozen=True, slots=True)
class Line:
    """One line of a paragraph. Edges and ``size`` are in points, ``gap`` in ems.

    ``gap`` is the widest between two characters, a space being none. ``is_full``: the paragraph
    goes on in the next line.
    """

    text: str
    left: float
    right: float
    size: float
    gap: float
    is_full: bool


@dataclass(frozen=True, slots=True)
class _Glyph:
    text: str
    left: float
    right: float
    base: float
    size: float


def lines_of(page: pdfium.PdfPage, size: float) -> list[Line]:
    """Return the lines of ``page`` that are set in type of ``size`` points, from top to foot."""
    rows: dict[float, list[_Glyph]] = defaultdict(list)
    for glyph in _glyphs(page):
        rows[glyph.base].append(glyph)
    ordered = [sorted(rows[base], key=lambda glyph: glyph.left) for base in sorted(rows)[::-1]]
    shown = [row for row in ordered if abs(max(glyph.size for glyph in row) - size) < SAME]
    return [_line(row, after) for row, after in zip(shown, [*shown[1:], None], strict=True)]


def right_edge(lines: list[Line]) -> float:
    """Return where most lines end."""
    return Counter(round(line.right, 1) for line in lines).most_common(1)[0][0]


def _line(row: list[_Glyph], after: list[_Glyph] | None) -> Line:
    size = max(glyph.size for glyph in row)
    goes_on = False
    if after:
        leading, indent = row[0].base - after[0].base, row[0].left - after[0].left
        goes_on = leading < 2 * size and (abs(indent) < SAME or abs(indent - 2 * size) < size)
    gap = max((after.left - before.right for before, after in pairwise(row)), default=0) / size
    text = "".join(glyph.text for glyph in row)
    return Line(text, row[0].left, row[-1].right, size, gap, goes_on)


def _glyphs(page: pdfium.PdfPage) -> Iterator[_Glyph]:
    """Yield what is printed; spaces, and what PDFium adds of its own, are left out."""
    text = page.get_textpage()
    box, x, y = pdfium_c.FS_RECTF(), ctypes.c_double(), ctypes.c_double()
    for place in range(pdfium_c.FPDFText_CountChars(text.raw)):
        char = chr(pdfium_c.FPDFText_GetUnicode(text.raw, place))
        if pdfium_c.FPDFText_IsGenerated(text.raw, place) == 1 or char in " \u00a0\r\n":
            continue
        pdfium_c.FPDFText_GetLooseCharBox(text.raw, place, ctypes.byref(box))
        pdfium_c.FPDFText_GetCharOrigin(text.raw, place, ctypes.byref(x), ctypes.byref(y))
        size = pdfium_c.FPDFText_GetFontSize(text.raw, place) * PIXEL
        yield _Glyph(char, x.value, box.right, round(y.value, 1), size)
