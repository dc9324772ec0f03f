"""``speakers``: labels and blocks become turns, labels become people."""

import re
from collections.abc import Iterable, Iterator

import pytest

from bookbuild.bookconfig import SpeakerEntry
from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Prose, Reason, Speaker, Turn
from bookbuild.speakers import find_speakers
from bookbuild.words import check_document
from cases import Case, read_cases
from composing import compose, ignore, read_book, read_chapter, show_found

TURNS = {
    f"{name}: {title}": case
    for name in ("shapes", "unlabelled", "nobody")
    for title, case in read_cases(f"speakers/{name}.md").items()
}
PEOPLE = read_cases("speakers/people.md")
FAULTS = read_cases("speakers/faults.md")
EVERY = {**TURNS, **PEOPLE, **FAULTS}
PENDING = read_cases("speakers/pending.md")
WHY = {
    Reason.LABEL: "label",
    Reason.DIRECTIVE: "directive",
    Reason.GOES_ON: "goes on",
    Reason.RESUMES: "resumes",
    Reason.ANSWER: "answer",
    Reason.QUESTION: "question",
}
COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)


@pytest.mark.parametrize("case", TURNS.values(), ids=TURNS)
def test_turns(case: Case) -> None:
    (chapter,) = read_book(case.input, report=ignore).chapters
    assert list(_shown(chapter.blocks)) == case.expected.splitlines()


@pytest.mark.parametrize("case", PEOPLE.values(), ids=PEOPLE)
def test_people(case: Case) -> None:
    book = read_book(case.input, report=ignore)
    shown = [*_shown(book.chapters[0].blocks), *_introduced(book.roster.speakers)]
    assert shown == case.expected.splitlines()


@pytest.mark.parametrize("case", FAULTS.values(), ids=FAULTS)
def test_what_is_told(case: Case) -> None:
    found: list[Diagnostic] = []
    (chapter,) = read_book(case.input, report=found.append).chapters
    shown = [*_shown(chapter.blocks), *show_found(found, "TRN").splitlines()]
    assert shown == case.expected.splitlines()


@pytest.mark.xfail(reason="an editor would say otherwise; see the table", strict=True)
@pytest.mark.parametrize("case", PENDING.values(), ids=PENDING)
def test_what_is_not_yet_found(case: Case) -> None:
    book = read_book(case.input, report=ignore)
    wanted = case.expected.splitlines()
    shown = [*_shown(book.chapters[0].blocks), *_introduced(book.roster.speakers)]
    assert shown[: len(wanted)] == wanted


def _shown(blocks: Iterable[Prose]) -> Iterator[str]:
    """Yield a line for each block but comments, which print nothing."""
    for block in blocks:
        if COMMENT.fullmatch(block.text):
            continue
        who = "-"
        if isinstance(block, Turn):
            who = f"{block.speaker.name}: {WHY[block.reason]}"
        yield f"{block.line} {who}"


def _introduced(people: Iterable[Speaker]) -> Iterator[str]:
    """Yield a line for each person: name, role, other labels, who speaks together."""
    for one in people:
        columns = [one.name, one.role or "-", ", ".join(one.aliases), " + ".join(one.members)]
        while not columns[-1]:
            columns.pop()
        yield "= " + " | ".join(columns)


@pytest.mark.parametrize("case", EVERY.values(), ids=EVERY)
def test_every_decision_has_a_reason_and_a_certainty(case: Case) -> None:
    (chapter,) = read_book(case.input, report=ignore).chapters
    for block in chapter.blocks:
        assert 0 <= block.certainty <= 1
        assert (block.reason is Reason.NOBODY) <= (not isinstance(block, Turn))
        assert (block.reason is Reason.LABEL) <= (isinstance(block, Turn) and bool(block.written))


@pytest.mark.parametrize("case", EVERY.values(), ids=EVERY)
def test_lines_go_down_the_page(case: Case) -> None:
    (chapter,) = read_book(case.input, report=ignore).chapters
    lines = [block.line for block in chapter.blocks]
    assert lines == sorted(lines)


@pytest.mark.parametrize("case", EVERY.values(), ids=EVERY)
def test_no_word_is_lost(case: Case) -> None:
    document, found = compose(case.input)
    check_document(document, found.append)
    assert show_found(found, "MRK-003") == ""


TALK = "**Mona:** One?\n\n**Ben:** Two.\n\n**Mona:** Three?\n\n**Ben:** Four.\n"


def test_people_of_one_slug_get_ids_of_their_own() -> None:
    chapter = read_chapter(TALK, ignore)
    entries = [
        SpeakerEntry("Mona"),
        SpeakerEntry("mona!"),
        SpeakerEntry("MONA"),
        SpeakerEntry("林"),
    ]
    roster, _ = find_speakers([chapter], entries, ignore)
    assert [speaker.id for speaker in roster.speakers] == [
        "mona",
        "mona-2",
        "mona-3",
        "lin",
        "ben",
    ]


def test_the_rosters_of_book_and_chapter_add_up() -> None:
    front = "---\nspeakers:\n  - {name: Mona, aliases: [M], role: host}\n---\n"
    chapter = read_chapter(front + TALK.replace("Mona", "M"), ignore)
    book = [SpeakerEntry("Mona", ("Frau L",)), SpeakerEntry("Ben")]
    roster, _ = find_speakers([chapter], book, ignore)
    (mona, ben) = roster.speakers
    assert (mona.aliases, mona.role, ben.name) == (("Frau L", "M"), "host", "Ben")
    assert roster.complete


def test_a_label_is_taken_apart() -> None:
    text = TALK.replace("**Ben:** Two.", "**Ben (laughing)** [00:12]: Two.")
    (chapter,) = read_book(text, report=ignore).chapters
    turn = chapter.blocks[1]
    assert isinstance(turn, Turn)
    assert (turn.written, turn.time, turn.remark) == ("Ben", "00:12", "(laughing)")
    assert turn.label == "Ben (laughing) [00:12]:"


def test_the_same_chapter_gives_the_same_people_twice() -> None:
    for case in EVERY.values():
        one, other = (read_book(case.input, report=ignore) for _ in range(2))
        assert (one.roster, one.chapters) == (other.roster, other.chapters)
