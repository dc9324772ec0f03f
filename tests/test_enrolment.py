"""``enrolment.py``: who goes into the roster of book.toml, and who does not."""

from pathlib import Path

from bookbuild.enrolment import Entry, enrol
from bookbuild.model import Book, Prose, Reason, Speaker, Turn
from making import SETTINGS
from recasting import book_with, book_with_chapters

ANA = Speaker("ana-brandt", "Ana Brandt", role="guest")
BEN = Speaker("ben", "Ben", role="host")
BOTH = Speaker("ana-and-ben", "Ana and Ben", is_joint=True, members=("ana-brandt", "ben"))
LISTED = SETTINGS + '[[speakers]]\nname = "Ana Brandt"\naliases = ["Ana"]\nrole = "guest"\n'
MATTER = "---\nspeakers: [{name: Ana Brandt, aliases: [Ana], role: guest}]\n---\n"


def said(speaker: Speaker, *labels: str, certainty: float = 1.0) -> tuple[Prose, ...]:
    return tuple(
        Turn(
            "Words.",
            1,
            speaker=speaker,
            reason=Reason.LABEL if label else Reason.ANSWER,
            certainty=certainty,
            label=label and f"{label}:",
            written=label,
        )
        for label in labels
    )


def entries_of(book: Book) -> list[Entry]:
    return list(enrol(book, book.chapters).entries)


def left_of(book: Book) -> list[str]:
    return [omission.label for omission in enrol(book, book.chapters).omissions]


def test_new_people_come_with_their_labels_the_commonest_first(tmp_path: Path) -> None:
    blocks = said(ANA, "Anna", "Ana Brandt", "AB", "AB", "ANNA") + said(BEN, "Ben", "")
    assert entries_of(book_with(tmp_path, blocks)) == [
        Entry("Ana Brandt", ("Anna", "AB"), "guest", is_new=True),
        Entry("Ben", (), "host", is_new=True),
    ]


def test_people_of_the_roster_gain_what_they_lack(tmp_path: Path) -> None:
    book = book_with(tmp_path, (), LISTED)
    (ana,) = book.roster.speakers
    assert entries_of(book_with(tmp_path, said(ana, "Ana", "ANA"), LISTED)) == []
    assert entries_of(book_with(tmp_path, said(ana, "Ana", "Anna"), LISTED)) == [
        Entry("Ana Brandt", ("Anna",), "guest", is_new=False)
    ]


def test_those_who_speak_together_are_no_person(tmp_path: Path) -> None:
    book = book_with(tmp_path, said(BOTH, "Ana and Ben", "All"))
    assert (entries_of(book), left_of(book)) == ([], [])


def test_what_is_likelier_wrong_than_right_is_left_out(tmp_path: Path) -> None:
    blocks = said(ANA, "Ana Brandt") + said(ANA, "B.", certainty=0.4)
    book = book_with(tmp_path, blocks + said(BEN, "Ben", "", certainty=0.49))
    assert [entry.name for entry in entries_of(book)] == ["Ana Brandt"]
    assert entries_of(book)[0].aliases == ()
    assert left_of(book) == ["B.", "Ben"]


def test_one_sure_place_is_enough(tmp_path: Path) -> None:
    blocks = said(ANA, "AB", certainty=0.3) + said(ANA, "AB", certainty=0.6)
    (entry,) = entries_of(book_with(tmp_path, blocks))
    assert entry.aliases == ("AB",)


def test_a_label_of_two_people_is_nobodys(tmp_path: Path) -> None:
    chapters = {"one": said(ANA, "A", "Ana"), "two": said(BEN, "A", "Benny")}
    book = book_with_chapters(tmp_path, chapters)
    assert [entry.aliases for entry in entries_of(book)] == [("Ana",), ("Benny",)]
    assert left_of(book) == ["A", "A"]
    first = enrol(book, book.chapters[:1])  # the other chapter counts, though it is not asked for
    assert [entry.aliases for entry in first.entries] == [("Ana",)]


def test_a_label_that_the_roster_gives_to_another_stays_there(tmp_path: Path) -> None:
    book = book_with(tmp_path, said(BEN, "Ana", "B"), LISTED)
    assert [entry.aliases for entry in entries_of(book)] == [("B",)]
    assert left_of(book) == ["Ana"]


def test_a_chapters_own_people_stay_in_the_chapter(tmp_path: Path) -> None:
    ana = book_with_chapters(tmp_path, {"one": ()}, matter=MATTER).roster.speakers[0]
    chapters = {"one": said(ana, "Ana", "AB") + said(BEN, "Ben")}
    book = book_with_chapters(tmp_path, chapters, matter=MATTER)
    assert [entry.name for entry in entries_of(book)] == ["Ben"]
    elsewhere = book_with_chapters(
        tmp_path, {**chapters, "two": said(ana, "Brandt")}, matter=MATTER
    )
    assert entries_of(elsewhere)[0] == Entry("Ana Brandt", ("Brandt",), "guest", is_new=True)
