"""Who made the book and who speaks in it, as its metadata says (EPUB 3.3 §5.5.3.2).

What they did is said by MARC relators (loc.gov/marc/relators).
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace

from bookbuild.document.appearances import appearances, members_of
from bookbuild.document.index import sort_name
from bookbuild.model import Book, Document, Speaker
from bookbuild.names import names_nobody, names_several, sort_form
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
MOST_WORDS = 5  # of a person's name that is turned round
# What the name of a company, a school or a club has, which has no family name.
COMPANY = frozenset(
    "agency archiv archive archives association books bureau club co. collective committee company"
    " editions éditions edições ediciones editora editorial editors e.v. foundation gmbh group inc."
    " institut institute library llc ltd ltd. magazine museum office press project publications"
    " publishers publishing radio redaktion review society stiftung studio studios team trust"
    " universität université university verein verlag".split()
)


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
    book = document.book
    named = [Credit("creator", one.name, ("aut",), one.sort) for one in book.config.authors]
    named += [
        Credit("contributor", one.name, (one.role,), one.sort) for one in book.config.contributors
    ]
    made: dict[str, Credit] = {}
    for credit in named:
        _add(made, fold(credit.name), credit)
    silent = set(made)
    for speaker in speakers_of(document):
        by = sort_name(speaker, book)
        sort_as = by if by != speaker.name else ""
        labels = map(fold, (speaker.name, *speaker.aliases))
        key = next((label for label in labels if label in made), fold(speaker.name))
        _add(made, key, Credit("contributor", speaker.name, (RELATORS[speaker.role],), sort_as))
        silent.discard(key)
    for key, credit in made.items():
        is_known = key not in silent or bool(credit.sort_as)
        yield credit if is_known else replace(credit, sort_as=_sort_form(credit.name, book))


def _add(made: dict[str, Credit], key: str, credit: Credit) -> None:
    """Put ``credit`` among those made; of a person who is there already, what is new."""
    known = made.get(key, credit)
    roles = tuple(dict.fromkeys((*known.roles, *credit.roles)))
    made[key] = Credit(known.kind, known.name, roles, known.sort_as or credit.sort_as)


def _sort_form(name: str, book: Book) -> str:
    """Return what sorts somebody who does not speak; empty where it is the name, or none knows."""
    if len(name.split()) > MOST_WORDS or is_company(name):
        return ""
    form = sort_form(name, book.config.language)
    return form if form != name else ""


def is_company(name: str) -> bool:
    """Whether a name is that of a company, a school or a club."""
    return not COMPANY.isdisjoint(name.casefold().split())


def speakers_of(document: Document) -> list[Speaker]:
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
