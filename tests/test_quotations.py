"""``quotations.py``: who said it becomes the quotation's footer."""

import pytest

from cases import Case, read_cases
from composing import compose, show_text

CASES = read_cases("quotations.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_quotations(case: Case) -> None:
    assert shown(case.input).splitlines() == case.expected.splitlines()


def shown(text: str) -> str:
    return show_text(compose(text)[0])
