"""``relators.py``: the list is whole, and each code is one."""

from bookbuild.relators import RELATORS, USUAL
from bookbuild.writers.credits import RELATORS as BY_ROLE


def test_codes_have_three_letters_and_terms_are_unique() -> None:
    assert len(RELATORS) > 290
    assert all(len(code) == 3 and code.isalpha() and code.islower() for code in RELATORS)
    assert len(set(RELATORS.values())) == len(RELATORS)
    assert all(term == term.strip() and term for term in RELATORS.values())


def test_those_we_use_are_in_it() -> None:
    assert {*USUAL, *BY_ROLE.values()} <= RELATORS.keys()
    assert (RELATORS["ivr"], RELATORS["ive"]) == ("interviewer", "interviewee")
    assert RELATORS["aui"] == "author of introduction, etc."
