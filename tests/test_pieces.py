"""``speakers/pieces.py``: where blocks may be cut, and that nothing is lost by it."""

import re
from collections.abc import Iterator

import pytest

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.paragraphs import Piece
from bookbuild.speakers.pieces import cut, dropped_lines, pieces
from bookbuild.turns import split_blocks
from cases import Case, read_cases

CASES = read_cases("pieces.md")
KNOWN = ("mona", "ben")
MARK = re.compile(r"<(?!!)[^<>]*>|^\d+\.", re.MULTILINE)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_pieces(case: Case) -> None:
    assert [_shown(piece) for piece in _cut(case.input)] == case.expected.splitlines()


def _cut(text: str) -> Iterator[Piece]:
    for block in split_blocks(text):
        yield from cut(block, pieces(block), KNOWN)


def _shown(piece: Piece) -> str:
    prose = piece.prose
    label = f"[{piece.head.text}] " if piece.head and piece.head.key in KNOWN else ""
    return f"{prose.line} {prose.kind} {label}{prose.text}".replace("\n", " / ")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_nothing_is_lost_by_cutting(case: Case) -> None:
    """Letters stay in their order, but for the head of a table and the numbers of items."""
    for block in split_blocks(case.input):
        own = pieces(block)
        everybody = [piece.head.key for piece in own if piece.head]
        for known in (KNOWN, everybody):
            made = cut(block, own, known)
            is_opened = made[0].prose is not block
            dropped = list(dropped_lines(block)) if is_opened else []
            kept = "".join(_letters(piece.prose.text) for piece in made)
            assert "".join(_letters(line) for _, line in dropped) + kept == _letters(block.text)


def _letters(text: str) -> str:
    return "".join(char for char in MARK.sub(" ", text) if char.isalnum())


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_part_begins_on_the_line_that_it_names(case: Case) -> None:
    lines = case.input.split("\n")
    for piece in _cut(case.input):
        first = next(filter(None, map(_letters, piece.prose.text.split("\n"))), "")
        line, *rest = map(_letters, lines[piece.prose.line - 1 :])
        assert 0 <= "".join([line, *rest]).find(first) < max(1, len(line))


def test_a_block_without_labels_is_passed_on_as_it_is() -> None:
    for text, kind in (("> One?", BlockKind.QUOTE), ("- One?", BlockKind.LIST)):
        block = Prose(text, 7, kind)
        assert [piece.prose for piece in cut(block, pieces(block), KNOWN)] == [block]


def test_only_the_head_of_a_table_falls_away() -> None:
    (table,) = split_blocks("| Who | What |\n|---|---|\n| Mona | One. |", first_line=5)
    assert list(dropped_lines(table)) == [(5, "| Who | What |"), (6, "|---|---|")]
    assert list(dropped_lines(Prose("- one", 5, BlockKind.LIST))) == []
