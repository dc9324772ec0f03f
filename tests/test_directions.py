"""``document/directions.py``: stage directions and times are marked, or taken out."""

import re
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.document import build_document
from bookbuild.model import Document
from bookbuild.words import check_document
from bookbuild.xhtml import Element, classes
from cases import Case, read_cases
from composing import chapter_section, read_book
from making import build_files, faults_of, said

CASES = read_cases("directions.md")
each_case = pytest.mark.parametrize("case", CASES.values(), ids=CASES)


def compose(text: str, *, is_kept: bool) -> tuple[Document, list[Diagnostic]]:
    found: list[Diagnostic] = []
    book = read_book(f"---\nspeakers: [Ada, Bea]\n---\n{text}", report=found.append)
    config = replace(book.config, directions=is_kept, timestamps=is_kept)
    document = build_document(replace(book, config=config), found.append)
    check_document(document, found.append)
    return document, found


def show(node: Element) -> str:
    """Return the author's words, blocks parted by a stroke, marks in brackets."""
    if "speaker" in classes(node):
        return ""
    inside = " ".join((node.text or "").split("\n"))
    for child in node:
        inside += show(child) + " ".join((child.tail or "").split("\n"))
    match node.tag:
        case "span":
            return f"({classes(node)[0][0].upper()} {inside})"
        case "a":
            return f"[{inside}|laughter]"
        case "code":
            return f"[code|{inside}]"
        case "br":
            return "¶"
        case "p" | "li":
            return f"/{inside.strip()}"
    return inside


def shown(document: Document) -> str:
    section = chapter_section(document)
    talk = next(node for node in section.iter("section") if node.get("role") == "doc-qna")
    return re.sub(r"\s*/\s*", "/", show(talk).strip().strip("/"))


@each_case
def test_directions_are_marked(case: Case) -> None:
    document, found = compose(case.input, is_kept=True)
    assert shown(document) == case.expected.split("\n")[0]
    assert _lost(found) == []


@each_case
def test_directions_are_taken_out_and_no_other_word(case: Case) -> None:
    document, found = compose(case.input, is_kept=False)
    assert shown(document) == case.expected.split("\n")[1]
    assert _lost(found) == []


def _lost(found: Sequence[Diagnostic]) -> list[str]:
    return [said(fault) for fault in found if fault.rule.code == "MRK-003"]


BETWEEN = """**Bea:** Who taught you? [laughter]

**Ada:** My aunt.

[coffee arrives]

And then she was not.

[the door]

**Bea:** Thank you. [applause]
"""


def test_directions_between_blocks_are_taken_out_in_their_order() -> None:
    document, found = compose(BETWEEN, is_kept=False)
    assert _lost(found) == []
    text = " ".join(chapter_section(document).itertext())
    assert [word for word in ("laughter", "coffee", "door", "applause") if word in text] == []
    assert [word for word in ("aunt", "And then", "Thank you") if word not in text] == []


def test_a_word_that_is_really_lost_is_still_found() -> None:
    text = "**Ada:** The laughter was loud. [laughter] I left.\n\n**Bea:** The laughter?\n"
    document, _ = compose(text, is_kept=False)
    for node in document.root.iter("p"):
        for child in node:
            child.tail = (child.tail or "").replace("The laughter", "The")
    found: list[Diagnostic] = []
    check_document(document, found.append)
    (message,) = _lost(found)
    assert 'the conversion lost words: "laughter" after ":** The"' in message
    assert "2 places" in message


def test_a_turn_that_only_laughs_goes_with_its_laughter() -> None:
    text = "**Ada:** One?\n\n**Bea:** [laughs]\n\n**Ada:** Two?\n"
    document, found = compose(text, is_kept=False)
    turns = [node.get("data-speaker") for node in document.root.iter("section")]
    assert [name for name in turns if name] == ["Ada", "Ada"]
    assert _lost(found) == []


def test_the_ids_of_turns_do_not_change_with_the_setting() -> None:
    text = "**Ada:** One [laughs]?\n\n**Ada:** Two.\n"
    with_them, without = (
        [node.get("id") for node in compose(text, is_kept=kept)[0].root.iter("section")]
        for kept in (True, False)
    )
    assert with_them == without


@pytest.mark.parametrize("form", ["html", "epub", "pdf"])
def test_every_edition_goes_without_them(form: str, tmp_path: Path) -> None:
    settings = 'title = "T"\nlanguage = "en"\ndate = 2024-05-31\n'
    files = {
        "book/book.toml": f"{settings}directions = false\ntimestamps = false\n",
        "book/1.md": "# A\n\n**Ada:** One? [laughs]\n\n**Bea:** [00:01:02] Two (laughs).\n"
        "\n[applause]\n\n**Ada:** Three?\n\n**Bea:** 4.\n",
    }
    assert faults_of(tmp_path, files, form) == []
    (edition,) = build_files(tmp_path, files, form).editions
    if form == "html":
        assert b"laughs" not in edition.data
