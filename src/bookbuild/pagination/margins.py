"""What stands at the head and the foot of a page of a PDF: its outermost lines.

They are found by where they are: in the file, heads and folios may come before the text or after
it. Shares pypdfium2 with ``pagination.pages``.
"""

from collections.abc import Sequence

import pypdfium2 as pdfium

OUTER = 3  # lines at the head, and as many at the foot: a folio may have a line of others outside
BESIDE = 0.25  # of the height of a piece of text: what is beside a line by less is of the next

Box = tuple[float, float, float, float]  # left, bottom, right and top in points


def outer_lines(page: pdfium.PdfPage) -> list[str]:
    """Return the first and the last lines of a page, from its head to its foot."""
    shown = page.get_textpage()
    lines = _lines([shown.get_rect(number) for number in range(shown.count_rects())])
    outer = lines if len(lines) <= 2 * OUTER else [*lines[:OUTER], *lines[-OUTER:]]
    return [" ".join(shown.get_text_bounded(*line).split()) for line in outer]


def _lines(boxes: Sequence[Box]) -> list[Box]:
    """Return the lines that pieces of text make: those that stand beside each other are of one."""
    lines: list[Box] = []
    for box in sorted(boxes, key=lambda box: -box[3]):
        # The sign of a note stands higher than its line, and is no number by itself.
        if lines and box[3] - lines[-1][1] > BESIDE * (box[3] - box[1]):
            lines[-1] = _around(lines[-1], box)
        else:
            lines.append(box)
    return lines


def _around(one: Box, other: Box) -> Box:
    left, bottom = min(one[0], other[0]), min(one[1], other[1])
    return left, bottom, max(one[2], other[2]), max(one[3], other[3])
