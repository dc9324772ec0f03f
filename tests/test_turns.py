"""``turns.py``: where blocks begin and end, and what reads as a label."""

import pytest

from bookbuild.turns import read_label, split_at_lines, split_blocks
from cases import Case, read_cases

BLOCKS = read_cases("turns.md")
LABELS = read_cases("labels.md")


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


@pytest.mark.parametrize("case", LABELS.values(), ids=LABELS)
def test_labels(case: Case) -> None:
    labels = [read_label(line) for line in case.input.splitlines()]
    shown = [f"{label.name} | {label.text}" if label else "-" for label in labels]
    tight = [" | tight" if label and label.is_tight else "" for label in labels]
    shown = [label + how for label, how in zip(shown, tight, strict=True)]
    assert shown == case.expected.splitlines()


def test_a_label_knows_whether_it_is_set_off_and_alone() -> None:
    labels = [read_label(line) for line in ("**Mona:** Yes.", "Mona: Yes.", "**Mona:** ", "Mona:")]
    assert [(label.is_marked, label.is_alone) for label in labels if label] == [
        (True, False),
        (False, False),
        (True, True),
        (False, True),
    ]


def test_lines_count_from_where_the_text_begins() -> None:
    assert [block.line for block in split_blocks("a\n\nb", first_line=10)] == [10, 12]


@pytest.mark.parametrize(
    ("starts", "pieces"),
    [
        ([], [(5, "a\nb\nc")]),
        ([0], [(5, "a\nb\nc")]),
        ([0, 2], [(5, "a\nb"), (7, "c")]),
        ([1], [(5, "a"), (6, "b\nc")]),
    ],
)
def test_a_block_is_cut_before_lines(starts: list[int], pieces: list[tuple[int, str]]) -> None:
    (block,) = split_blocks("a\nb\nc", first_line=5)
    assert [(piece.line, piece.text) for piece in split_at_lines(block, starts)] == pieces


def test_a_paragraph_of_ten_thousand_lines() -> None:
    (block,) = split_blocks("\n".join(f"line {number}" for number in range(10_000)))
    assert block.text.endswith("line 9999")
