"""``speakers``: generated interviews, in every shape that people write them in, come back."""

import re
from collections.abc import Callable, Iterable, Iterator
from dataclasses import replace
from typing import NamedTuple

import pytest
from hypothesis import HealthCheck, Phase, given, settings
from hypothesis import strategies as st

from bookbuild.bookconfig import SpeakerEntry
from bookbuild.diagnostics import Diagnostic
from bookbuild.document import build_document
from bookbuild.model import Book, Prose, Turn
from bookbuild.speakers import find_speakers
from bookbuild.turns import fold
from bookbuild.words import check_document
from composing import ignore, read_book, read_chapter
from generating import NAMESAKES, Interview, interviews, narrations
from making import said
from shapes import LABELLED, SHAPES, Entry, Shape

TAG = re.compile(r"<[^<>]*>")
OF_EACH_SHAPE = 7  # examples


def _steadily(examples: int) -> settings:
    """Return settings that try as many examples, the same ones every time, on every machine."""
    return settings(
        database=None,
        deadline=None,
        derandomize=True,
        max_examples=examples,
        phases=[Phase.generate, Phase.shrink],
        suppress_health_check=[HealthCheck.too_slow, HealthCheck.data_too_large],
    )


class Run(NamedTuple):
    """Blocks that follow one another and are one turn, or nobody's. People are numbered."""

    line: int
    who: int | None
    letters: str


def _letters(text: str) -> str:
    return "".join(filter(str.isalpha, TAG.sub("", text)))


def _runs(entries: Iterable[Entry]) -> list[Run]:
    """Join what goes on; people are numbered as they begin to speak."""
    made: list[Run] = []
    numbers: dict[int, int] = {}
    for entry in entries:
        who = None if entry.who is None else numbers.setdefault(entry.who, len(numbers))
        letters = _letters(entry.text)
        if made and not entry.is_start and made[-1].who == who:
            made[-1] = made[-1]._replace(letters=made[-1].letters + letters)
        else:
            made.append(Run(entry.line, who, letters))
    return made


def _entries(book: Book) -> Iterator[Entry]:
    """Yield the blocks of a book's first chapter; people are numbered as in the roster."""
    numbers = {speaker.id: number for number, speaker in enumerate(book.roster.speakers)}
    for block in book.chapters[0].blocks:
        if isinstance(block, Turn):
            yield Entry(block.line, numbers[block.speaker.id], block.text, block.is_start)
        else:
            yield Entry(block.line, None, block.text)


def _read(interview: Interview) -> Book:
    return read_book(interview.text, report=ignore)


def _turns(book: Book) -> list[Turn]:
    return [block for block in book.chapters[0].blocks if isinstance(block, Turn)]


# -- the properties -------------------------------------------------------------------------------


def check_turns(interview: Interview, book: Book) -> None:
    """Every turn begins where it does, with its person; nothing else is a turn; no line is lost."""
    assert _runs(_entries(book)) == _runs(interview.entries)
    removed = "".join(text for _, text in book.chapters[0].removed)
    assert _letters(removed) == _letters(interview.dropped)


def check_people(interview: Interview, book: Book) -> None:
    """Labels are read as they are written; each person has the fullest name that the text gives."""
    turns = _turns(book)
    labelled = [turn for turn in turns if turn.label]
    assert [turn.written for turn in labelled] == list(interview.labels)
    assert [turn.time for turn in labelled] == list(interview.times)
    speakers = list(dict.fromkeys(turn.speaker for turn in turns))
    order = dict.fromkeys(entry.who for entry in interview.entries if entry.who is not None)
    wanted = {speakers[n]: interview.names.get(who, "") for n, who in enumerate(order)}
    assert {fold(one.name): fold(name or one.name) for one, name in wanted.items()} == {
        fold(one.name): fold(one.name) for one in wanted
    }


def check_same_again(interview: Interview, book: Book) -> None:
    """Reading twice gives the same, and so does reading with the roster that was found."""
    assert _read(interview) == book
    entries = [SpeakerEntry(one.name, one.aliases, one.role) for one in book.roster.speakers]
    chapter = read_chapter(interview.text, ignore)
    found: list[Diagnostic] = []
    roster, (again,) = find_speakers([chapter], entries, found.append)
    assert [(one.id, one.name, one.role) for one in roster.speakers] == [
        (one.id, one.name, one.role) for one in book.roster.speakers
    ]
    assert [_spoken(block) for block in again.blocks] == [
        _spoken(block) for block in book.chapters[0].blocks
    ]
    assert [said(fault) for fault in found if "not in the roster" in fault.message] == []


def _spoken(block: Prose) -> tuple[object, ...]:
    if isinstance(block, Turn):
        return block.line, block.text, block.speaker.id, block.is_start
    return (block.line,)


def check_words(_: Interview, book: Book) -> None:
    """The document has all words of the file, and no others."""
    found: list[Diagnostic] = []
    check_document(build_document(book, ignore), found.append)
    assert [said(fault) for fault in found] == []


PROPERTIES: tuple[Callable[[Interview, Book], None], ...] = (
    check_turns,
    check_people,
    check_same_again,
    check_words,
)


@pytest.mark.parametrize("shape", SHAPES.values(), ids=SHAPES)
@_steadily(OF_EACH_SHAPE)
@given(data=st.data())
def test_an_interview_comes_back_as_it_was_generated(shape: Shape, data: st.DataObject) -> None:
    interview = data.draw(interviews(shape))
    book = _read(interview)
    for check_property in PROPERTIES:
        check_property(interview, book)


# -- people and texts of a kind -------------------------------------------------------------------

FULL_NAMES = {
    name: replace(shape, labels=("full",))
    for name, shape in LABELLED.items()
    if "full" in shape.labels and set(shape.tongues) & set(NAMESAKES)
}
talks_of_namesakes = st.sampled_from(sorted(FULL_NAMES)).flatmap(
    lambda name: interviews(FULL_NAMES[name], NAMESAKES)
)


@_steadily(40)
@given(talks_of_namesakes)
def test_people_of_one_first_name_stay_as_many_as_they_are(interview: Interview) -> None:
    book = _read(interview)
    check_turns(interview, book)
    check_people(interview, book)


@_steadily(100)
@given(narrations())
def test_a_text_that_tells_has_no_turns(interview: Interview) -> None:
    book = _read(interview)
    assert _turns(book) == []
    assert book.roster.speakers == ()
    check_turns(interview, book)
    check_words(interview, book)


# -- the editor's word ----------------------------------------------------------------------------

SETTLED = "Quentin Ashby"


@st.composite
def _settled(draw: st.DrawFn, directive: str) -> tuple[str, int]:
    """Draw an interview with a directive before one of its blocks, and that block's line."""
    shape = draw(st.sampled_from(["bold, colon inside", "plain", "bold questions", "dashes"]))
    interview = draw(interviews(SHAPES[shape]))
    blocks = [entry for entry in interview.entries if not entry.text.startswith(("#", "---"))]
    line = draw(st.sampled_from(blocks)).line
    lines = interview.text.split("\n")
    lines[line - 1 : line - 1] = [directive, ""]
    return "\n".join(lines), line + 2


@_steadily(40)
@given(_settled(f"<!-- speaker: {SETTLED} -->"))
def test_whoever_is_named_before_a_block_speaks_it(settled: tuple[str, int]) -> None:
    text, line = settled
    (block,) = _blocks_at(text, line)
    assert isinstance(block, Turn)
    assert (block.speaker.name, block.certainty) == (SETTLED, 1.0)


@_steadily(40)
@given(_settled("<!-- narration -->"))
def test_a_block_that_is_called_narration_is_nobodys(settled: tuple[str, int]) -> None:
    text, line = settled
    (block,) = _blocks_at(text, line)
    assert (type(block), block.certainty) == (Prose, 1.0)


def _blocks_at(text: str, line: int) -> list[Prose]:
    chapter = read_book(text, report=ignore).chapters[0]
    return [block for block in chapter.blocks if block.line == line]
