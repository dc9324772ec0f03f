"""From the numbers printed on the pages to a PDF's page labels (ISO 32000-1 §12.4.2)."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from itertools import pairwise

ROMAN = {
    "m": 1000, "cm": 900, "d": 500, "cd": 400, "c": 100, "xc": 90, "l": 50,
    "xl": 40, "x": 10, "ix": 9, "v": 5, "iv": 4, "i": 1,
}  # fmt: skip
DIGITS = re.compile(r"[1-9][0-9]*")


@dataclass(frozen=True, slots=True)
class Label:
    """How a page is called. ``style``: D, r or R, or empty for a page that ``prefix`` names."""

    style: str
    number: int = 1
    prefix: str = ""

    def follows(self, other: "Label") -> bool:
        """Whether a viewer that counts on from ``other`` comes to this."""
        counted = (other.style, other.number + 1, other.prefix)
        return bool(self.style) and (self.style, self.number, self.prefix) == counted


def page_labels(folios: Sequence[str]) -> list[tuple[int, Label]]:
    """Return the ranges of pages, from 0, that are counted on; a page without a folio counts."""
    labels = _filled([read_folio(folio) if folio else None for folio in folios])
    starts = [(0, labels[0])] if labels else []
    pairs = enumerate(pairwise(labels), 1)
    return starts + [(page, label) for page, (before, label) in pairs if not label.follows(before)]


def _filled(labels: list[Label | None]) -> list[Label]:
    """Give a label to the pages on which nothing is printed."""
    numbered = ((page, label) for page, label in enumerate(labels) if label and label.style)
    first, known = next(numbered, (0, Label("D")))
    filled: list[Label] = []
    for page, label in enumerate(labels):
        if label is not None:
            filled.append(label)
        elif page < first:
            filled.append(_before(page, known, first))
        elif filled and filled[-1].style:
            filled.append(Label(filled[-1].style, filled[-1].number + 1))
        else:
            filled.append(Label("D", page + 1))
    return filled


def _before(page: int, known: Label, first: int) -> Label:
    """Count back from the first number; pages before page 1 have Roman numbers, as books do."""
    number = known.number - (first - page)
    return Label(known.style, number) if number > 0 else Label("r", page + 1)


def read_folio(folio: str) -> Label:
    """Return the label that is printed as ``folio``."""
    if DIGITS.fullmatch(folio):
        return Label("D", int(folio))
    number = _roman(folio.lower())
    if number and folio in (folio.lower(), folio.upper()):
        return Label("r" if folio.islower() else "R", number)
    return Label("", prefix=folio)


def _roman(text: str) -> int:
    """Return the number that a Roman one is, or 0."""
    number, left = 0, text
    for letters, value in ROMAN.items():
        while left.startswith(letters):
            number, left = number + value, left.removeprefix(letters)
    return 0 if left or _as_roman(number) != text else number


def _as_roman(number: int) -> str:
    text = ""
    for letters, value in ROMAN.items():
        text += letters * (number // value)
        number %= value
    return text
