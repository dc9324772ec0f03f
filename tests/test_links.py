"""``links.py``: ids are unique in the book, and links find them."""

import pytest

from bookbuild.document.links import anchor
from cases import Case, read_cases
from composing import compose, show_found, show_text

CASES = read_cases("links.md")
SECOND = "# Deux\n\n## À *propos*\n\n## One {#spot}\n\n[back](a.md#one)\n"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_links(case: Case) -> None:
    assert shown(case.input).splitlines() == case.expected.splitlines()


def shown(text: str) -> str:
    document, found = compose(text, SECOND)
    own = [fault for fault in found if fault.location.path == "a.md"]
    return f"{show_text(document)}\n{show_found(own, 'LNK', 'MRK')}"


@pytest.mark.parametrize(
    ("heading", "made"),
    [
        ("One two", "one-two"),
        ("What's *new*?", "whats-new"),
        ("第一章：开始", "第一章开始"),
        ("À propos", "à-propos"),
        ("a_b-c", "a_b-c"),
    ],
)
def test_the_anchor_that_other_tools_give(heading: str, made: str) -> None:
    assert anchor(heading) == made


def test_chapters_may_share_headings_and_ids() -> None:
    document, found = compose("# One\n\n## Same {#x}\n", "# One\n\n## Same {#x}\n\n[here](#x)\n")
    ids = [node.get("id") for node in document.root.iter("h1", "h2") if node.get("id")]
    assert {"a--one", "b--one", "a--x", "b--x"} <= set(ids)
    assert len(ids) == len(set(ids))
    assert show_found(found, "LNK", "MRK") == ""
