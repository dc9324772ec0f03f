"""``document/terms.py``: terms one after the other are one list."""

from collections.abc import Iterator

import pytest

from bookbuild.document.links import line_of
from bookbuild.xhtml import Element, text_of
from cases import Case, read_cases
from composing import chapter_section, compose

CASES = read_cases("terms.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_terms(case: Case) -> None:
    document, found = compose(case.input)
    assert list(_lists(chapter_section(document, "a"))) == case.expected.splitlines()
    assert not [fault for fault in found if fault.rule.code != "TRN-002"]


def _lists(chapter: Element) -> Iterator[str]:
    for node in chapter.iter("dl"):
        turn = next(node.iterancestors("section")).get("data-speaker")
        texts = [f"{' '.join(text_of(one).split())} {line_of(one)}" for one in node]
        yield f"[{turn}] " * bool(turn) + " | ".join(texts)


def test_a_fault_in_a_term_is_told_by_its_line() -> None:
    _, found = compose("Brine\n: Water.\n\nPan\n: A [dish](gone.md).\n")
    assert [(fault.rule.code, fault.location.line) for fault in found] == [("LNK-001", 5)]
