"""``writers/pdf/autospace.py``: gaps and places to break in Chinese and Japanese text."""

import pytest

from bookbuild.writers.pdf.autospace import BREAK, GAP, JOIN, mark_gaps
from bookbuild.xhtml import parse_html, serialise_plain
from cases import Case, read_cases

CASES = read_cases("autospace.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_marks(case: Case) -> None:
    root = parse_html(f'<div lang="zh-Hans">{case.input.strip()}</div>')
    mark_gaps(root)
    (div,) = root
    shown = serialise_plain(div).removeprefix('<div lang="zh-Hans">').removesuffix("</div>")
    for mark, sign in ((GAP, "|"), (BREAK, "/"), (JOIN, "_")):
        shown = shown.replace(mark, sign)
    assert shown == case.expected.strip()
