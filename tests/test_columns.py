"""``writers/columns.py``: which columns of a table keep their words whole."""

import pytest

from bookbuild.writers.columns import PHONE, WHOLE_WORDS, keep_words_whole
from bookbuild.xhtml import classes, parse_xml

TEXT = "a sentence of ordinary considerations"


def kept(*rows: str) -> list[list[bool]]:
    """Return of each cell whether it keeps its words whole; bars part the cells of a row."""
    cells = [f"<tr>{''.join(f'<td>{cell}</td>' for cell in row.split('|'))}</tr>" for row in rows]
    return of_markup(f"<table>{''.join(cells)}</table>")


def of_markup(table: str) -> list[list[bool]]:
    section = parse_xml(f"<section>{table}</section>".encode())
    keep_words_whole(section, PHONE)
    return [[WHOLE_WORDS in classes(cell) for cell in row] for row in section.iter("tr")]


@pytest.mark.parametrize(
    ("row", "expected"),
    [
        (f"key|{TEXT}", "++"),
        (f"{TEXT}|contributors", "-+"),
        (f"contributors|table|{TEXT}", "++-"),
        (f"contributors|https://example.org/a|{TEXT}", "+--"),
        ("contributors|list|so it is as it is to me", "+++"),
        ("contributors|tables|so it is for all the interviews", "++-"),
        ("one|two|three", "+++"),
        (f"contributors|table|{TEXT}|https://example.org/considerations", "-+--"),
        ("a|b|c|d|e|f|g|h|i|j", "----------"),
        (TEXT, "+"),
        ("https://example.org/considerations", "-"),
        ("编辑与印刷的关系非常密切并且由来已久而且不断|印刷", "++"),
        ("|", "++"),
    ],
)
def test_a_row(row: str, expected: str) -> None:
    assert kept(row) == [[sign == "+" for sign in expected]]


def test_the_longest_word_of_a_column_counts_for_all_of_it() -> None:
    assert kept("a|b", "https://example.org/considerations|b") == [[False, True]] * 2


@pytest.mark.parametrize(
    "table",
    [
        '<table><tr><td colspan="2">a</td></tr><tr><td>b</td><td>c</td></tr></table>',
        "<table><tr><td>a</td></tr><tr><td>b</td><td>c</td></tr></table>",
        "<table></table>",
    ],
)
def test_what_has_no_plain_columns_stays(table: str) -> None:
    assert not any(any(row) for row in of_markup(table))
