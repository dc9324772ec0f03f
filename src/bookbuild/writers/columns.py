"""The columns of a table on a narrow screen or page: which of them keep their words whole.

A cell whose words may break anywhere lets a table be as narrow as a telephone in large type; but
then a column of single words is squeezed to syllables beside one of sentences. Those with the least
text keep their words, as long as the others have room beside them.
"""

import re
from collections.abc import Sequence

from bookbuild.xhtml import Element, add_class, text_of

WHOLE_WORDS = "whole-words"
# Letters on a line of a table; code is set wider than text. A telephone of 390 CSS px shows some
# 28 in type of one and a half times its size (foliate-js, epub.js); a page of A5 sixty.
PHONE, PAGE = 28, 60
GAP = 2  # letters, between two columns
LEAST = 6  # letters, for each column whose words may be broken
# What no space parts; Han characters and kana break anywhere.
WORD = re.compile(r"[^\s\u2e80-\u9fff\uac00-\ud7ff\uf900-\ufaff\uff00-\uffef]+")


def keep_words_whole(section: Element, line: int) -> None:
    """Name the cells of tables whose words should not be broken, on lines of so many letters."""
    for table in section.iter("table"):
        rows = [[cell for cell in row if cell.tag in ("th", "td")] for row in table.iter("tr")]
        if _is_regular(rows):
            _keep(rows, line)


def _is_regular(rows: Sequence[Sequence[Element]]) -> bool:
    cells = [cell for row in rows for cell in row]
    is_spanning = any(cell.get("colspan") or cell.get("rowspan") for cell in cells)
    return len({len(row) for row in rows}) == 1 and not is_spanning


def _keep(rows: Sequence[Sequence[Element]], line: int) -> None:
    columns = sorted(zip(*rows, strict=True), key=_fullest)
    widths = [_longest(column) + GAP for column in columns]
    room, is_enough = line, sum(widths) <= line
    for number, (column, width) in enumerate(zip(columns, widths, strict=True), 1):
        room -= width
        if not is_enough and room < LEAST * (len(columns) - number):
            return
        for cell in column:
            add_class(cell, WHOLE_WORDS)


def _fullest(column: Sequence[Element]) -> int:
    """Return how much stands in the fullest cell of a column, in letters."""
    return max((len(" ".join(text_of(cell).split())) for cell in column), default=0)


def _longest(column: Sequence[Element]) -> int:
    """Return how long the longest word of a column is, in letters."""
    return max((len(word) for cell in column for word in WORD.findall(text_of(cell))), default=0)
