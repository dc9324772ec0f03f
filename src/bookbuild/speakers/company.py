"""The people of all chapters together: who is the same in two of them, and their ids."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bookbuild.bookconfig import Role, SpeakerEntry
from bookbuild.model import Speaker
from bookbuild.slugs import Names, identifier
from bookbuild.speakers.cast import Person
from bookbuild.speakers.names import bare, is_part

ASKING = ("interviewer", "host")


@dataclass(slots=True)
class _Member:
    """A person of the book under construction."""

    name: str
    entry: SpeakerEntry | None = None
    role: Role = ""
    aliases: list[str] = field(default_factory=list)
    is_joint: bool = False
    members: tuple[str, ...] = ()


class Company:
    """Everybody in the book. Those who are listed come first, the others as they appear."""

    def __init__(self, listed: Iterable[SpeakerEntry]) -> None:
        self._people = [_Member(entry.name, entry, entry.role) for entry in listed]

    def admit(self, people: Sequence[Person]) -> list[int]:
        """Return the number that each of a chapter's ``people`` has in the book."""
        numbers = []
        for person in people:
            number = self._find(person)
            if number is None:
                number = len(self._people)
                self._people.append(_Member(person.name, None, person.role))
            self._add(self._people[number], person)
            numbers.append(number)
        return numbers

    def speakers(self) -> tuple[Speaker, ...]:
        """Return everybody, with ids of their own."""
        names = Names()
        ids = {one.name: names.take(identifier(one.name, "speaker")) for one in self._people}
        return tuple(_speaker(one, ids) for one in self._people)

    def _find(self, person: Person) -> int | None:
        """Return who it is: by name; of an interviewer who is known in full, a part of it does."""
        for number, one in enumerate(self._people):
            same = one.name == person.name or (
                bare(one.name) == bare(person.name) and not (one.entry and person.entry)
            )
            if same:
                return number
        if person.role in ASKING and person.entry is None:
            near = [
                number for number, one in enumerate(self._people)
                if one.role in ASKING and is_part(person.name, one.name)
            ]  # fmt: skip
            return near[0] if len(near) == 1 else None
        return None

    def _add(self, one: _Member, person: Person) -> None:
        one.role = one.role or person.role
        one.is_joint = one.is_joint or person.is_joint
        one.members = one.members or person.members
        labels = [label for label, _ in person.labels.most_common()]
        for label in (person.name, *labels):
            if label != one.name and label not in one.aliases:
                one.aliases.append(label)


def _speaker(one: _Member, ids: dict[str, str]) -> Speaker:
    members = tuple(ids[name] for name in one.members if name in ids)
    entry = one.entry
    if entry is None:
        return Speaker(
            ids[one.name],
            one.name,
            tuple(one.aliases),
            one.role,
            is_joint=one.is_joint,
            members=members,
        )
    return Speaker(
        ids[one.name],
        one.name,
        entry.aliases,
        entry.role or one.role,
        entry.note,
        entry.short,
        is_joint=one.is_joint,
        members=members,
    )
