"""``foreign.py``: Latin passages in a Chinese, Japanese or Korean chapter say their language."""

import pytest

from cases import Case, read_cases
from composing import chapter_section, compose, show

CASES = read_cases("foreign.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_passages(case: Case) -> None:
    assert shown(case.input).splitlines() == case.expected.splitlines()


def shown(text: str) -> str:
    return show(chapter_section(compose(text)[0]))
