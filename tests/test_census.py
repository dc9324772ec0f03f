"""``census.py``: who speaks, how much, under which labels."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.census import LabelUse, SpeakerRow, count_words, label_of, take_census, words_of
from bookbuild.diagnostics import Location
from bookbuild.model import Book, Prose, Reason, Roster, Speaker, Turn
from bookbuild.sources import load_book
from cases import Case, read_cases
from making import SETTINGS, Files, project_of

CASES = read_cases("wordcount.md")
ANA = Speaker("ana", "Ana Brandt")

TALK = """\
# Talk

It rained.

**Ben:** Who are you?

**Ana:** Ana. Ana B.

* One thing.

**Ana Brandt:** And another.

**ana:** Enough?
"""
ROSTER = """\
[[speakers]]
name = "Ana Brandt"
aliases = ["Ana"]
role = "guest"
[[speakers]]
name = "Ben"
[[speakers]]
name = "Cleo"
"""
FILES: Files = {
    "book/book.toml": SETTINGS + ROSTER,
    "book/talk.md": TALK,
    "book/z.md": "# Z\n\nZ.\n",
}


def book_of(folder: Path, files: Files = FILES) -> Book:
    book = load_book(project_of(folder, files), lambda _: None)
    assert book is not None
    return book


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_words_are_counted(case: Case) -> None:
    assert count_words(case.input) == int(case.expected)


def turn(text: str, label: str, written: str = "", time: str = "") -> Turn:
    return Turn(text, 1, speaker=ANA, reason=Reason.LABEL, label=label, written=written, time=time)


@pytest.mark.parametrize(
    ("text", "label", "words"),
    [
        ("**Ana:** Yes, I do.", "Ana:", 3),
        ("**Ana Brandt**:Yes", "Ana Brandt:", 1),
        ("**安娜：**好。", "安娜：", 1),
        ("[00:12] Ana: Ana is here", "[00:12] Ana:", 3),
        ("Yes, I do.", "", 3),
        ("Yes, I do.", "Ana:", 3),  # cut off already
        ("Ana:", "Ana:", 0),
    ],
)
def test_a_label_is_no_word_of_a_turn(text: str, label: str, words: int) -> None:
    assert words_of(turn(text, label)) == words


@pytest.mark.parametrize(
    ("made", "name"),
    [
        (turn("", "[00:12] Ana (laughs):", "Ana", "00:12"), "Ana"),
        (turn("", "[00:12]", time="00:12"), ""),
        (turn("", "Ana :"), "Ana"),
        (turn("", "安娜："), "安娜"),
        (turn("", ""), ""),
    ],
)
def test_the_name_in_a_label(made: Turn, name: str) -> None:
    assert label_of(made) == name


def rows_of(book: Book) -> dict[str, SpeakerRow]:
    return {row.speaker.name: row for row in take_census(book, book.chapters).speakers}


def test_a_row_counts_what_one_speaker_says(tmp_path: Path) -> None:
    rows = rows_of(book_of(tmp_path))
    counts = {name: (row.turns, row.words, round(row.share, 2)) for name, row in rows.items()}
    assert counts == {"Ana Brandt": (3, 8, 0.73), "Ben": (1, 3, 0.27), "Cleo": (0, 0, 0)}
    assert rows["Ana Brandt"].labels == (
        LabelUse("Ana", 2, Location("book/talk.md", 7), 1.0, is_given=True),
        LabelUse("Ana Brandt", 1, Location("book/talk.md", 11), 1.0, is_given=True),
    )


def test_of_some_chapters_only_those_who_speak_there(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    assert take_census(book, book.chapters[1:]).speakers == ()
    census = take_census(book, book.chapters[:1])
    assert [row.speaker.name for row in census.speakers] == ["Ana Brandt", "Ben"]
    assert [chapter.path for chapter in census.chapters] == ["book/talk.md"]


@pytest.mark.parametrize(
    ("written", "is_given"),
    [
        ("Ana", True),
        ("BRANDT", True),
        ("Ana Brandt", True),
        ("AB", True),  # an alias in the chapter's front matter
        ("Anna", False),
        ("Dr. Brandt", False),
    ],
)
def test_a_label_is_given_by_the_author_or_a_part_of_the_name(
    written: str, tmp_path: Path, *, is_given: bool
) -> None:
    matter = "---\nspeakers: [{name: Ana Brandt, aliases: [AB]}]\n---\n"
    book = book_of(tmp_path, {"a.md": f"{matter}# A\n\n**Ana Brandt:** Yes.\n"})
    (chapter,) = book.chapters
    blocks = (replace(turn("Yes.", f"{written}:"), speaker=book.roster.speakers[0]),)
    changed = replace(book, chapters=(replace(chapter, blocks=blocks),))
    (row,) = take_census(changed, changed.chapters).speakers
    assert [use.is_given for use in row.labels] == [is_given]


def test_those_who_speak_together_need_no_alias(tmp_path: Path) -> None:
    both = Speaker("both", "Ana and Ben", is_joint=True, members=("ana", "ben"))
    book = book_of(tmp_path, {"a.md": "# A\n\nA.\n"})
    blocks = (replace(turn("Yes.", "All:"), speaker=both),)
    chapters = (replace(book.chapters[0], blocks=blocks),)
    book = replace(book, chapters=chapters, roster=Roster((both,)))
    (row,) = take_census(book, chapters).speakers
    assert [use.is_given for use in row.labels] == [True]


def test_every_block_is_explained(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    blocks = take_census(book, book.chapters).chapters[0].blocks
    assert [(one.line, one.start, one.speaker, one.reason) for one in blocks[1:5]] == [
        (3, "It rained.", "", "nothing says that anybody speaks"),
        (5, "**Ben:** Who are you?", "Ben", "its label"),
        (7, "**Ana:** Ana. Ana B.", "Ana Brandt", "its label"),
        (9, "* One thing.", "Ana Brandt", "goes on from the block before"),
    ]


def test_of_a_long_block_the_first_words_are_shown(tmp_path: Path) -> None:
    book = book_of(tmp_path)
    blocks = (Prose("Word\n" * 40, 1),)
    chapter = replace(book.chapters[0], blocks=blocks)
    (row,) = take_census(book, [chapter]).chapters[0].blocks
    assert row.start == "Word " * 11 + "Word…"
