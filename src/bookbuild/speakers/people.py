"""Labels become people: the listed ones, and everybody else whom the labels of a chapter name."""

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bookbuild.speakers.calling import give_names, introduce
from bookbuild.speakers.cast import Person, Talk, absorb
from bookbuild.speakers.labels import question_letters
from bookbuild.speakers.lexicon.roles import ALL_TOGETHER
from bookbuild.speakers.likeness import is_initials_of, is_misspelt, sounds_like
from bookbuild.speakers.merging import merge
from bookbuild.speakers.names import LATIN, bare, is_part, members
from bookbuild.speakers.roles import give_roles, joint_role, stated_part
from bookbuild.turns import fold


def find_people(talk: Talk) -> list[Person]:
    """Return the people of a chapter, the listed ones first, then by their first turn."""
    listed = _listed(talk)
    strangers = _strangers(talk, {key for person in listed for key in person.keys})
    joint = [person for person in strangers if _is_joint(person)]
    single = [person for person in strangers if person not in joint]
    for person in single:
        introduce(person, talk)
    single = merge(_join_listed(single, listed), talk)
    people = give_names([*listed, *single], talk)
    for person in joint:
        person.is_joint, person.name = True, person.main
        person.members = tuple(_members(person, people))
    give_roles([*people, *joint], talk)
    for person in joint:
        person.role = joint_role(person, people) or person.role
    return [*people, *joint]


def _listed(talk: Talk) -> list[Person]:
    """Return the people of the rosters; a label belongs to the first who has it."""
    people = []
    taken: set[str] = set()
    counts = Counter(item.key for item in talk.order)
    written = {item.key: item.head.name for item in reversed(talk.order)}
    for entry in talk.entries:
        keys = [fold(label) for label in (entry.name, *entry.aliases)]
        keys = [key for key in dict.fromkeys(keys) if key not in taken]
        taken.update(keys)
        labels = Counter({written[key]: counts[key] for key in keys if key in counts})
        people.append(Person(keys, labels, entry, entry.name, entry.role))
    return people


def _strangers(talk: Talk, known: set[str]) -> list[Person]:
    people: dict[str, Person] = {}
    for item in talk.order:
        if item.key not in known:
            person = people.setdefault(item.key, Person([item.key], Counter()))
            person.labels[item.head.name] += 1
    return list(people.values())


# -- labels of listed people ----------------------------------------------------------------------


def _join_listed(strangers: Sequence[Person], people: Sequence[Person]) -> list[Person]:
    """Give to a listed person the strangers' labels that can only be theirs; return the others."""
    left = []
    letters = question_letters(person.main for person in strangers)
    for stranger in strangers:
        sure = [(person, why) for person in people if (why := _kinship(stranger, person))]
        if not sure and (silent := _answering(stranger, strangers, people, letters)):
            sure = [(silent, "answers, and nobody else is listed, but")]
        if len({id(person) for person, _ in sure}) == 1:
            absorb(sure[0][0], stranger, sure[0][1])
        else:
            left.append(stranger)
    return left


def _kinship(stranger: Person, person: Person) -> str:
    """Return why a label may be that of a listed person; empty if nothing says so."""
    assert person.entry is not None, "only listed people are looked at"
    forms = (person.name, *person.entry.aliases)
    tests = (
        ("is a part of", is_part),
        ("is spelt almost like", is_misspelt),
        ("has the initials of", is_initials_of),
        ("sounds like", sounds_like),
    )
    for why, test in tests:
        for label in stranger.labels:
            is_letter = len(fold(label)) < 1 + label.isascii()
            others = forms if test is not sounds_like else _foreign_forms(label, forms)
            if not is_letter and any(test(label, form) for form in others):
                return why
    return ""


def _foreign_forms(label: str, forms: Sequence[str]) -> Sequence[str]:
    """Return what ``label`` may render: nothing, where it could be spelt like one of ``forms``.

    Chinese renders a name in many ways, and so a Chinese name sounds like many. Whoever is listed
    in Latin letters as well is called so.
    """
    return () if LATIN.search(label) and any(map(LATIN.search, forms)) else forms


def _answering(
    stranger: Person,
    strangers: Sequence[Person],
    people: Sequence[Person],
    letters: Mapping[str, bool],
) -> Person | None:
    """Return the only listed person, silent so far, where ``stranger`` is "A" or "Answer"."""
    answering = [p for p in strangers if stated_part(p, letters) == "interviewee"]
    is_only = answering == [stranger] and len(people) == 1 and not people[0].labels
    return people[0] if is_only else None


# -- those who speak together ---------------------------------------------------------------------


def _is_joint(person: Person) -> bool:
    return person.keys[0] in ALL_TOGETHER or bool(members(person.main))


def _members(joint: Person, people: Sequence[Person]) -> Iterator[str]:
    """Yield the names of those whom a joint label names; "both" are the two who do not ask."""
    if joint.keys[0] in ALL_TOGETHER:
        speaking = [person.name for person in people if person.labels and not person.role]
        yield from speaking if len(speaking) == 2 else ()
    for piece in members(joint.main):
        for person in people:
            names = (person.name, *person.labels)
            if any(bare(piece) == bare(name) or is_part(piece, name) for name in names):
                yield person.name
                break
