"""``speakers.py``: labels and blocks become turns."""

from collections.abc import Iterator

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Prose, Reason, SpeakerEntry, Turn
from bookbuild.speakers import find_speakers
from cases import Case, read_cases
from composing import ignore, read_book, read_chapter, show_found

CASES = read_cases("speakers.md")
WHY = {Reason.LABEL: "label", Reason.GOES_ON: "goes on", Reason.ANSWER: "answer"}


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_turns(case: Case) -> None:
    found: list[Diagnostic] = []
    (chapter,) = read_book(case.input, report=found.append).chapters
    shown = "\n".join([*_shown(chapter.blocks), *show_found(found, "TRN").splitlines()])
    assert shown.splitlines() == case.expected.splitlines()


def _shown(blocks: tuple[Prose, ...]) -> Iterator[str]:
    for block in blocks:
        who = f"{block.speaker.name}: {WHY[block.reason]}" if isinstance(block, Turn) else "-"
        yield f"{block.line} {who}"


TALK = "**Mona:** One?\n\n**Ben:** Two.\n\n**Mona:** Three?\n\n**Ben:** Four.\n"


def test_two_chapters_share_their_people() -> None:
    book = read_book(TALK, TALK.replace("Ben", "Léa"), report=ignore)
    assert [speaker.name for speaker in book.roster.speakers] == ["Mona", "Ben", "Léa"]
    assert [speaker.id for speaker in book.roster.speakers] == ["mona", "ben", "lea"]
    assert not book.roster.complete


def test_people_of_one_slug_get_ids_of_their_own() -> None:
    chapter = read_chapter(TALK, ignore)
    entries = [
        SpeakerEntry("Mona"),
        SpeakerEntry("mona!"),
        SpeakerEntry("MONA"),
        SpeakerEntry("王"),
    ]
    roster, _ = find_speakers([chapter], entries, ignore)
    assert [speaker.id for speaker in roster.speakers] == [
        "mona",
        "mona-2",
        "mona-3",
        "wang",
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
