"""The people of a chapter under construction, and the talk that they are found in."""

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass, field

from bookbuild.bookconfig import Role, SpeakerEntry
from bookbuild.speakers.evidence import Candidate
from bookbuild.speakers.mentions import Mention


@dataclass(slots=True)
class Person:
    """Somebody under construction: the labels that are theirs, and why."""

    keys: list[str]
    labels: Counter[str]  # as written → how often
    entry: SpeakerEntry | None = None
    name: str = ""
    role: Role = ""
    is_joint: bool = False
    members: tuple[str, ...] = ()  # their names
    reasons: dict[str, str] = field(default_factory=dict)  # key of a label → why it is theirs

    @property
    def count(self) -> int:
        return sum(self.labels.values())

    @property
    def main(self) -> str:
        """The label that is used most; of those, the first."""
        return max(self.labels, key=lambda label: self.labels[label]) if self.labels else self.name


@dataclass(frozen=True, slots=True)
class Talk:
    """The labels of a chapter in their order, the people who are listed, the names in the text."""

    order: Sequence[Candidate]
    entries: Sequence[SpeakerEntry]
    mentions: Sequence[Mention]
    named: Sequence[SpeakerEntry] = ()  # hosts and guests that front matter and lines above name
    authors: Sequence[str] = ()  # who may have asked: nothing but their place in the text says so
    asked: Sequence[int] = ()  # lines of the questions without a label: whoever has one answers

    @property
    def has_questions(self) -> bool:
        return bool(self.asked)


def absorb(person: Person, other: Person, why: str) -> None:
    """Give the labels of ``other`` to ``person``, because of ``why``."""
    for key in other.keys:
        if key not in person.keys:
            person.keys.append(key)
        person.reasons.setdefault(key, why)
    person.reasons |= {key: reason for key, reason in other.reasons.items() if reason}
    person.labels.update(other.labels)
