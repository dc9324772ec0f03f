"""Who made the book and who speaks in it, as its metadata says (EPUB 3.3 §5.5.3.2).

What they did is said by MARC relators (loc.gov/marc/relators).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from bookbuild.document.appearances import appearances, members_of
from bookbuild.document.index import sort_name
from bookbuild.model import Document, Speaker
from bookbuild.names import names_nobody, names_several
from bookbuild.turns import fold

RELATORS: Mapping[str, str] = {
    "interviewer": "ivr",
    "interviewee": "ive",
    "host": "hst",
    "guest": "ive",  # the list has no guest
    "narrator": "nrt",
    "": "spk",
}
MOST_SPEAKERS = 100  # of a book with more, those who speak most often: no shop lists a crowd


@dataclass(frozen=True, slots=True)
class Credit:
    """A person of the metadata: ``kind`` is "creator" or "contributor".

    ``sort_as`` is empty where it would be the name, or where nobody knows.
    """

    kind: str
    name: str
    roles: tuple[str, ...]
    sort_as: str = ""


def credits_of(document: Document) -> Iterator[Credit]:
    """Yield authors, contributors and those who speak, each person once with all their roles."""
    config = document.book.config
    named = [("creator", name, "aut") for name in config.authors]
    named += [("contributor", person.name, person.role) for person in config.contributors]
    made: dict[str, Credit] = {}
    for kind, name, role in named:
        _add(made, fold(name), Credit(kind, name, (role,)))
    for speaker in _speakers(document):
        by = sort_name(speaker, document.book)
        sort_as = by if by != speaker.name else ""
        labels = map(fold, (speaker.name, *speaker.aliases))
        key = next((label for label in labels if label in made), fold(speaker.name))
        _add(made, key, Credit("contributor", speaker.name, (RELATORS[speaker.role],), sort_as))
    return iter(made.values())


def _add(made: dict[str, Credit], key: str, credit: Credit) -> None:
    """Put ``credit`` among those made; of a person who is there already, what is new."""
    known = made.get(key, credit)
    roles = tuple(dict.fromkeys((*known.roles, *credit.roles)))
    made[key] = Credit(known.kind, known.name, roles, known.sort_as or credit.sort_as)


def _speakers(document: Document) -> list[Speaker]:
    """Return the people who speak: nobody of the audience, no joint label, no "Interviewer"."""
    roster = document.book.roster
    found = appearances(document.root.iterfind("body/section"), roster)
    turns = {person: sum(map(len, homes.values())) for person, homes in found.items()}
    people = [
        speaker
        for speaker in roster.speakers
        if speaker.id in turns and speaker.role in RELATORS and not names_nobody(speaker.name)
    ]
    people = [one for one in people if not (members_of(one, roster) or names_several(one.name))]
    often = sorted(people, key=lambda speaker: -turns[speaker.id])[:MOST_SPEAKERS]
    return [speaker for speaker in people if speaker in often]
