"""``castlist.py``: tables that fit, line up and lose nothing."""

import re
from pathlib import Path

import pytest
from rich.cells import cell_len

from bookbuild.castlist import cast_list, explanation, render
from bookbuild.census import take_census
from bookbuild.doubts import find_doubts
from bookbuild.model import Book, Prose, Reason, Speaker, Turn
from recasting import book_with

ANA = Speaker("ana", "Anastasia Konstantinopolskaya-Featherstonehaugh", role="interviewee")
LIN = Speaker("lin", "林岚", role="interviewer")
BRACKETS = Speaker("b", "[red]Bo[/red] :smile:")
BOTH = Speaker("both", "Both", is_joint=True, members=("ana", "lin"))

STYLE = re.compile("\x1b\\[[0-9;]*m")


def said(line: int, speaker: Speaker, label: str = "", text: str = "Words.") -> Turn:
    reason = Reason.LABEL if label else Reason.ANSWER
    return Turn(text, line, speaker=speaker, reason=reason, label=label, written=label)


BLOCKS = (
    Prose("# Title", 1),
    said(3, ANA, "Anastasia"),
    said(5, LIN, "林编辑", "我用这个程序写了三年，可是从来没有人问过我这个问题，你是第一个。"),
    said(7, BRACKETS, "Bo", "[bold]loud[/bold]"),
    said(9, BOTH, "Both", "Yes."),
    said(11, ANA),
)


def shown(book: Book) -> str:
    census = take_census(book, book.chapters)
    return render(cast_list(census, find_doubts(book, book.chapters, census.speakers, ())))


@pytest.fixture
def width(monkeypatch: pytest.MonkeyPatch) -> pytest.MonkeyPatch:
    """Make the output a terminal, whose width a test sets as COLUMNS."""
    monkeypatch.setenv("FORCE_COLOR", "1")
    monkeypatch.setenv("NO_COLOR", "1")
    monkeypatch.setenv("TERM", "xterm")
    return monkeypatch


def test_a_pipe_gets_every_name_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("COLUMNS", "20")
    lines = shown(book_with(tmp_path, BLOCKS)).splitlines()
    (line,) = [line for line in lines if line.endswith("book/talk.md:3")]
    assert line.split() == [
        *ANA.name.split(),
        ANA.role,
        *"2 2 6 % Anastasia 1 book/talk.md:3".split(),
    ]
    assert any(line.startswith(" [red]Bo[/red] :smile:") for line in lines)
    assert any("together" in line for line in lines)
    assert "\x1b" not in "".join(lines)


def test_wide_characters_line_up(tmp_path: Path) -> None:
    lines = shown(book_with(tmp_path, BLOCKS)).splitlines()
    ends = {cell_len(line.partition("book/talk.md")[0]) for line in lines if ".md:" in line}
    assert len({end for end in ends if end > 10}) == 1


@pytest.mark.parametrize("columns", [24, 40, 80, 200])
def test_a_terminal_gets_no_line_that_is_too_wide(
    columns: int, tmp_path: Path, width: pytest.MonkeyPatch
) -> None:
    width.setenv("COLUMNS", str(columns))
    text = STYLE.sub("", shown(book_with(tmp_path, BLOCKS)))
    assert max(map(cell_len, text.splitlines())) <= columns
    plain = "".join(text.split())
    for name in (*ANA.name.split(), LIN.name, "[red]Bo[/red]", "林编辑", "book/talk.md:3"):
        assert name in plain


def test_a_narrow_terminal_gets_one_speaker_below_the_other(
    tmp_path: Path, width: pytest.MonkeyPatch
) -> None:
    width.setenv("COLUMNS", "60")
    assert (
        "\n林岚 (interviewer)\n  1 turn, 29 words, 85 %\n  林编辑: 1 ×, first at book/talk.md:5\n"
    ) in STYLE.sub("", shown(book_with(tmp_path, BLOCKS)))


def test_sure_guesses_are_shown_up_to_ten(tmp_path: Path) -> None:
    blocks = [said(line, ANA if line % 2 else LIN) for line in range(1, 31)]
    text = shown(book_with(tmp_path, blocks))
    assert text.count("answers the question") == 10
    assert "20 more turns without a label; --explain shows them" in text


def test_a_book_without_speakers_says_so(tmp_path: Path) -> None:
    assert shown(book_with(tmp_path, BLOCKS[:1])) == "Talks: nobody speaks\n"


def test_an_explanation_goes_through_every_block(tmp_path: Path) -> None:
    book = book_with(tmp_path, BLOCKS)
    (chapter,) = take_census(book, book.chapters).chapters
    lines = render(explanation(chapter)).splitlines()
    assert [line.split()[0] for line in lines[4:-1]] == ["1", "3", "5", "7", "9", "11"]
