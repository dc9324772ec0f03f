"""``speakers/heads.py``: what reads as a label at the head of a line."""

import pytest

from bookbuild.speakers.emphasis import LONGEST_HEAD, plain_head
from bookbuild.speakers.heads import Head, is_clause, read_head, read_time
from cases import Case, read_cases

CASES = read_cases("heads.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_heads(case: Case) -> None:
    shown = [_shown(read_head(line)) for line in case.input.splitlines()]
    assert shown == case.expected.splitlines()


def _shown(head: Head | None) -> str:
    if head is None:
        return "-"
    remark = head.remark or (f", {head.aside}" if head.aside else "")
    columns = [head.name, head.text, head.ending, head.time, remark]
    while not columns[-1]:
        columns.pop()
    return " | ".join([*columns, *(["tight"] if head.is_tight else [])])


@pytest.mark.parametrize(
    ("line", "is_bold", "is_italic", "is_alone", "rest"),
    [
        ("**Mona:** Yes.", True, False, False, "Yes."),
        ("**Mona**: Yes.", True, False, False, "Yes."),
        ("*Mona:* Yes.", False, True, False, "Yes."),
        ("***Mona:*** Yes.", True, True, False, "Yes."),
        ("<b>Mona:</b> Yes.", True, False, False, "Yes."),
        ("**Mona: Yes?**", True, False, False, "Yes?"),
        ("Mona: **Yes?**", False, False, False, "Yes?"),
        ("Mona: Yes, *yes*.", False, False, False, "Yes, yes."),
        ("**Mona:** ", True, False, True, ""),
        ("Mona:", False, False, True, ""),
        ("**Mona**", True, False, True, ""),
    ],
)
def test_a_head_knows_how_it_is_set_and_what_follows(
    line: str, *, is_bold: bool, is_italic: bool, is_alone: bool, rest: str
) -> None:
    head = read_head(line)
    assert head is not None
    assert (head.is_bold, head.is_italic, head.is_alone) == (is_bold, is_italic, is_alone)
    assert head.rest == rest


@pytest.mark.parametrize(
    ("line", "is_set_off"),
    [
        ("**Mona:** Yes.", True),
        ("*Mona:* Yes.", True),
        ("MONA LIND: Yes.", True),
        ("Mona: Yes.", False),
        ("M: Yes.", False),
        ("林岚：好。", False),
    ],
)
def test_emphasis_and_capitals_set_a_label_off(line: str, *, is_set_off: bool) -> None:
    head = read_head(line)
    assert head is not None
    assert head.is_set_off == is_set_off


@pytest.mark.parametrize(
    ("line", "time", "rest"),
    [
        ("[00:12]", "00:12", ""),
        ("[00:12] Mona: Yes.", "00:12", "Mona: Yes."),
        ("(00:12:45) Yes.", "00:12:45", "Yes."),
        ("**[00:12]** Yes.", "00:12", "Yes."),
        ("【00:12】 好。", "00:12", "好。"),
        ("00:12", "00:12", ""),
        ("00:12:45,120", "00:12:45,120", ""),
    ],
)
def test_a_time_that_stands_for_a_label(line: str, time: str, rest: str) -> None:
    head = read_time(line)
    assert head is not None
    assert (head.name, head.ending, head.time, head.rest) == ("", "time", time, rest)
    assert head.is_alone == (not rest)


@pytest.mark.parametrize(
    "line", ["10:30 We begin.", "At 10:30.", "2:1", "[1:2]", "[laughter] Yes."]
)
def test_other_numbers_and_brackets_are_no_time(line: str) -> None:
    assert read_time(line) is None


def test_spellings_of_one_name_have_one_key() -> None:
    lines = ["**Mona Lind:** a", "MONA LIND: b", "*Mona  Lind*: c", "Ｍｏｎａ Lind：d"]
    assert {head.key for head in map(read_head, lines) if head} == {"monalind"}


@pytest.mark.parametrize(
    ("name", "answer"),
    [
        ("This is what she said", True),
        ("Mona Lind", False),
        ("The Kiln of Kiel", True),
        ("Das ist es", True),
        ("林岚", False),
    ],
)
def test_small_words_betray_a_clause(name: str, *, answer: bool) -> None:
    assert is_clause(name) == answer


def test_only_the_beginning_of_a_line_is_read() -> None:
    text = plain_head("**Mona:** " + "yes " * 100_000).text
    assert text.startswith("Mona: yes")
    assert len(text) <= 2 * LONGEST_HEAD
