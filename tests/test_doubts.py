"""``doubts.py``: what an editor should look at, and what not."""

from pathlib import Path

import pytest

from bookbuild.census import take_census
from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.doubts import find_doubts
from bookbuild.model import Book, Prose, Reason, Speaker, Turn
from bookbuild.rules import DOUBTFUL_LABEL
from making import SETTINGS
from recasting import book_with

ANA, BEN = Speaker("ana", "Ana Brandt"), Speaker("ben", "Ben")
ALLOW = '[[allow]]\ncode = "TRN-002"\npath = "talk.md"\nreason = "I know"\n'


def said(
    line: int, speaker: Speaker, reason: Reason, certainty: float = 1.0, written: str = ""
) -> Turn:
    text, label = f"Words {line}.", f"{written}:" if written else ""
    return Turn(
        text,
        line,
        speaker=speaker,
        reason=reason,
        certainty=certainty,
        written=written,
        label=label,
    )


def doubts_of(book: Book, *found: Diagnostic) -> list[tuple[str, int, float | None]]:
    rows = take_census(book, book.chapters).speakers
    doubts = find_doubts(book, book.chapters, rows, found)
    return [(doubt.kind.value, doubt.place.line, doubt.certainty) for doubt in doubts]


@pytest.mark.parametrize(
    ("blocks", "doubts"),
    [
        ((said(1, ANA, Reason.LABEL, written="Ana"),), []),
        ((said(1, ANA, Reason.DIRECTIVE),), []),
        ((said(1, ANA, Reason.ANSWER),), [("inferred", 1, 1.0)]),
        ((said(1, ANA, Reason.QUESTION, 0.6),), [("inferred", 1, 0.6)]),
        ((said(1, ANA, Reason.LABEL, 0.79, "Ana"),), [("uncertain", 1, 0.79)]),
        ((said(1, ANA, Reason.LABEL, 0.8, "Ana"),), []),
        ((Prose("Words.", 1, certainty=0.5),), [("uncertain", 1, 0.5)]),
        ((said(1, ANA, Reason.LABEL, 0.9, "Anna"),), [("label", 1, 0.9)]),
    ],
)
def test_a_block_is_doubtful_or_not(
    blocks: tuple[Prose, ...], doubts: list[object], tmp_path: Path
) -> None:
    assert doubts_of(book_with(tmp_path, blocks)) == doubts


def test_what_goes_on_from_a_doubt_is_none_of_its_own(tmp_path: Path) -> None:
    blocks = (
        Prose("Words.", 1, certainty=0.5),
        Prose("Words.", 2, certainty=0.5),
        said(3, ANA, Reason.ANSWER, 0.6),
        said(4, ANA, Reason.GOES_ON, 0.6),
        said(5, ANA, Reason.GOES_ON),
        said(6, ANA, Reason.GOES_ON, 0.7),
        said(7, BEN, Reason.ANSWER, 0.6),
        said(8, BEN, Reason.QUESTION, 0.6),
    )
    lines = [line for _, line, _ in doubts_of(book_with(tmp_path, blocks))]
    assert lines == [1, 3, 6, 7, 8]


def test_what_the_author_accepts_is_no_doubt(tmp_path: Path) -> None:
    blocks = (said(1, ANA, Reason.ANSWER, 0.6), said(2, ANA, Reason.LABEL, 0.6, "Ana"))
    assert doubts_of(book_with(tmp_path, blocks, SETTINGS + ALLOW)) == []


def test_a_place_is_told_once(tmp_path: Path) -> None:
    blocks = (
        said(1, ANA, Reason.LABEL, 0.9, "Anna"),
        said(2, BEN, Reason.ANSWER, 0.9),
        said(3, BEN, Reason.LABEL, 0.6, "Benn"),
    )
    found = [
        Diagnostic(DOUBTFUL_LABEL, Location("book/talk.md", line, 1), "?") for line in (1, 2, 4)
    ]
    assert doubts_of(book_with(tmp_path, blocks), *found) == [
        ("fault", 1, None),
        ("inferred", 2, 0.9),
        ("uncertain", 3, 0.6),
        ("label", 3, 0.6),  # says what the block does not
        ("fault", 4, None),
    ]
