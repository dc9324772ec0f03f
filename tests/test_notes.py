"""``notes.py``: footnotes at the end of their chapter, and the calls to them."""

import pytest

from bookbuild.xhtml import text_of
from cases import Case, read_cases
from composing import chapter_section, compose, show_found, show_text

CASES = read_cases("notes.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_notes(case: Case) -> None:
    assert shown(case.input).splitlines() == case.expected.splitlines()


def shown(text: str) -> str:
    document, found = compose(text)
    return f"{show_text(document)}\n{show_found(found, 'NTE', 'MRK', 'LNK')}"


def test_chapters_number_their_own_notes() -> None:
    document, _ = compose("# One\n\nx[^a]\n\n[^a]: One.\n", "# Two\n\ny[^a]\n\n[^a]: Two.\n")
    notes = {node.get("id"): text_of(node) for node in document.root.iter("aside")}
    assert notes == {"a-note-1": "1 One.", "b-note-1": "1 Two."}


def test_a_note_knows_its_line() -> None:
    document, _ = compose("# One\n\nx[^b] y[^a]\n\n[^a]: One.\n\n[^b]: Two.\n")
    lines = [(text_of(node), node.get("data-line")) for node in document.root.iter("aside")]
    assert lines == [("1 Two.", "7"), ("2 One.", "5")]


def test_the_contents_leave_out_the_numbers_of_notes() -> None:
    document, _ = compose("# One[^1]\n\n## Two[^1]\n\n[^1]: x\n")
    (contents,) = (node for node in document.root.iter("nav") if node.get("role") == "doc-toc")
    assert [text_of(entry) for entry in contents.iter("a")] == ["One", "Two"]
    assert [node.get("id") for node in chapter_section(document).iter("h1", "h2")] == [
        "a--one",
        "a--two",
    ]
