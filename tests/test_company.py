"""``speakers/company.py``: the chapters of a book share their people."""

from collections.abc import Sequence

from bookbuild.bookconfig import SpeakerEntry
from bookbuild.model import Speaker, Turn
from bookbuild.speakers import find_speakers
from composing import ignore, read_book, read_chapter


def talk(asker: str, answerer: str) -> str:
    return "\n\n".join(
        (
            f"**{asker}:** When did you build the first kiln?",
            f"**{answerer}:** In the spring of the flood.",
            f"**{asker}:** And who helped you?",
            f"**{answerer}:** Nobody, at first.",
        )
    )


def speakers(*texts: str) -> tuple[Speaker, ...]:
    return read_book(*texts, report=ignore).roster.speakers


def names(*texts: str) -> list[str]:
    return [speaker.name for speaker in speakers(*texts)]


def test_one_name_is_one_person_in_all_chapters() -> None:
    assert names(talk("Mona Keller", "Tom Adeyemi"), talk("Mona Keller", "Ines Ott")) == [
        "Mona Keller",
        "Tom Adeyemi",
        "Ines Ott",
    ]


def test_case_and_accents_make_nobody_else() -> None:
    made = names(talk("Mona Keller", "René Ott"), talk("MONA KELLER", "Rene Ott"))
    assert made == ["Mona Keller", "René Ott"]


def test_the_first_name_of_an_interviewer_is_known_from_another_chapter() -> None:
    assert names(talk("Mona Keller", "Tom Adeyemi"), talk("Mona", "Ines Ott")) == [
        "Mona Keller",
        "Tom Adeyemi",
        "Ines Ott",
    ]


def test_two_guests_who_share_a_first_name_stay_two() -> None:
    made = names(talk("Mona Keller", "Tom Adeyemi"), talk("Mona Keller", "Tom Ott"))
    assert made == ["Mona Keller", "Tom Adeyemi", "Tom Ott"]


def test_an_interviewer_of_two_possible_full_names_stays_as_written() -> None:
    chapters = (
        talk("Mona Keller", "Tom Adeyemi"),
        talk("Mona Brandt", "Ines Ott"),
        talk("Mona", "Paul Ekwueme"),
    )
    assert "Mona" in names(*chapters)


def test_labels_of_all_chapters_are_kept() -> None:
    first = talk("Mona Keller", "Tom Adeyemi") + "\n\n**Mona:** And then?\n\n**Tom:** Rain.\n"
    (mona, tom, ines) = speakers(first, talk("Mona Keller", "Ines Ott"))
    assert (mona.aliases, tom.aliases, ines.aliases) == (("Mona",), ("Tom",), ())


def test_ids_are_ascii_and_differ() -> None:
    made = speakers(talk("林岚", "周默"), talk("林岚", "Zhōu Mò-2"), talk("Ольга", "!?"))
    ids = [speaker.id for speaker in made]
    assert ids == list(dict.fromkeys(ids))
    assert all(one.isascii() for one in ids)


def test_turns_point_to_the_people_of_the_roster() -> None:
    book = read_book(talk("Mona", "Tom"), talk("Mona", "Ines"), report=ignore)
    spoken = {
        block.speaker for chapter in book.chapters for block in chapter.blocks
        if isinstance(block, Turn)
    }  # fmt: skip
    assert spoken == set(book.roster.speakers)


def listed(entries: Sequence[SpeakerEntry], *texts: str) -> list[str]:
    chapters = [read_chapter(text, ignore, name=f"c{n}") for n, text in enumerate(texts)]
    return [speaker.name for speaker in find_speakers(chapters, entries, ignore)[0].speakers]


def test_those_who_are_listed_come_first_whether_they_speak_or_not() -> None:
    entries = [SpeakerEntry("Ines Ott"), SpeakerEntry("Tom Adeyemi", ("Tom",))]
    assert listed(entries, talk("Mona", "Tom")) == ["Ines Ott", "Tom Adeyemi", "Mona"]


def test_the_roster_of_one_chapter_names_nobody_of_another() -> None:
    front = "---\nspeakers:\n  - {name: Tom Adeyemi, aliases: [T]}\n---\n"
    made = listed((), front + talk("Mona", "T"), talk("Mona", "Theo"))
    assert made == ["Tom Adeyemi", "Mona", "Theo"]
