"""``turns.py``: where blocks begin and end."""

import pytest

from bookbuild.turns import fold, split_blocks
from cases import Case, read_cases

BLOCKS = read_cases("turns.md")


@pytest.mark.parametrize("case", BLOCKS.values(), ids=BLOCKS)
def test_blocks(case: Case) -> None:
    blocks = split_blocks(case.input)
    shown = [f"{block.line} {block.kind} {block.text}".replace("\n", " / ") for block in blocks]
    assert shown == case.expected.splitlines()


@pytest.mark.parametrize("case", BLOCKS.values(), ids=BLOCKS)
def test_no_line_is_lost(case: Case) -> None:
    blocks = split_blocks(case.input)
    kept = [line.rstrip() for block in blocks for line in block.text.split("\n") if line.strip()]
    assert kept == [line.rstrip() for line in case.input.split("\n") if line.strip()]


def test_lines_count_from_where_the_text_begins() -> None:
    assert [block.line for block in split_blocks("a\n\nb", first_line=10)] == [10, 12]


def test_a_paragraph_of_ten_thousand_lines() -> None:
    (block,) = split_blocks("\n".join(f"line {number}" for number in range(10_000)))
    assert block.text.endswith("line 9999")


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Mona Lind", "MONA  LIND"),
        ("Mona Lind", "Mona-Lind"),
        ("林岚", "林 岚"),
        ("Ｍｏｎａ", "mona"),
        ("Léa", "Le\u0301a"),
        ("Groß", "GROSS"),
        ("J. M. Lind", "JM Lind"),
    ],
)
def test_two_spellings_of_one_label(one: str, other: str) -> None:
    assert fold(one) == fold(other) != ""


def test_letters_make_a_difference() -> None:
    assert len({fold(label) for label in ("Lea", "Léa", "Leo", "林岚", "林兰")}) == 5
