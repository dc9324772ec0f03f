"""Labels that are one person's, though they differ: by spelling, initials, sound, place or part.

The surest first. Two labels that answer each other are never one person's.
"""

import re
from collections import Counter
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from bookbuild.slugs import romanise
from bookbuild.speakers.cast import Person, Talk, absorb
from bookbuild.speakers.labels import UNNAMED_PERSON, is_role, question_letters
from bookbuild.speakers.lexicon.roles import ROLE_OF
from bookbuild.speakers.likeness import (
    SOUNDS_ALIKE,
    is_foreign_pair,
    is_initials_of,
    is_misspelt,
    is_short_form,
    name_likeness,
    sounds_like,
)
from bookbuild.speakers.mentions import Mention
from bookbuild.speakers.names import (
    CASELESS,
    HAN,
    LATIN,
    bare,
    is_part,
    looks_like_name,
    parts,
    without_title,
)
from bookbuild.speakers.roles import asking, stated_part
from bookbuild.turns import fold

Verdict = tuple[float, str]  # how surely one label is another's person, and why; 0: it is not
NOT = (0.0, "")
HALF = 0.5  # of somebody's turns
LEAST_FOREIGN = 3  # signs of a foreign name; of a Chinese one, as many at most
SURELY, SHORT = 0.95, 5  # alike, and characters of a foreign first name
RARER = 3  # a slip or a nickname is so much rarer than the name
RARE, OFTENER = 3, 2  # turns of somebody, and how many times as many those of two others


@dataclass(frozen=True, slots=True)
class Pair:
    """Two people who may be one: ``one`` would become ``other``. ``people``: everybody there."""

    one: Person
    other: Person
    people: Sequence[Person]
    talk: Talk
    near: "Neighbours"

    @property
    def rivals(self) -> list[Person]:
        """Everybody but the two."""
        return [person for person in self.people if person not in (self.one, self.other)]

    @property
    def letters(self) -> Mapping[str, bool]:
        return question_letters(label for person in self.people for label in person.labels)


def merge(people: list[Person], talk: Talk) -> list[Person]:
    """Join the people whom spelling, introduction, initials, sound, place or part make one."""
    for test in TESTS:
        while len(people) > 1 and (found := _likeliest(test, people, talk)) is not None:
            people = _joined(people, *found)
    return people


def _likeliest(
    test: Callable[[Pair], Verdict], people: list[Person], talk: Talk
) -> tuple[Person, Person, str] | None:
    """Return the pair that is most surely one, the one who stays first, and why."""
    near = Neighbours(people, talk)
    best: tuple[float, Person, Person, str] | None = None
    for one in people:
        for other in people:
            if one is other or (
                test is not by_part_in_talk and (_has_no_name(one) or _has_no_name(other))
            ):
                continue
            score, why = test(Pair(one, other, people, talk, near))
            if score > (best[0] if best else 0) and not near.answer_each_other(one, other):
                best = (score, other, one, why)
    return best[1:] if best else None


def _joined(people: Sequence[Person], kept: Person, gone: Person, why: str) -> list[Person]:
    """Return ``people`` with two of them joined, at the place of whoever spoke first."""
    absorb(kept, gone, why)
    first = next(person for person in people if person in (kept, gone))
    return [
        kept if person is first else person
        for person in people
        if person is first or person not in (kept, gone)
    ]


def _has_no_name(person: Person) -> bool:
    """Whether somebody's only label is a part in the talk, such as "Audience"."""
    return all(key in ROLE_OF for key in person.keys)


# -- who stands beside whom -----------------------------------------------------------------------


class Neighbours:
    """Whose labels stand beside whose, and who calls whom by name."""

    def __init__(self, people: Sequence[Person], talk: Talk) -> None:
        self._people = people
        self._owner = {key: place for place, person in enumerate(people) for key in person.keys}
        self._items = [item for item in talk.order if item.key in self._owner]
        self._pairs: Counter[frozenset[int]] = Counter()
        for one, other in pairwise(self._items):
            is_parted = any(one.line < line < other.line for line in talk.asked)
            if not is_parted and not (one.asks and other.asks):  # two questions answer nothing
                self._pairs[frozenset((self._owner[one.key], self._owner[other.key]))] += 1

    def between(self, one: Person, other: Person) -> int:
        """Return how often a turn of one follows a turn of the other."""
        return self._pairs[self._pair(one, other)]

    def answer_each_other(self, one: Person, other: Person) -> bool:
        """Whether the two take turns, so that they cannot be one."""
        turns = self.between(one, other)
        limit = max(1, min(one.count, other.count) // 4)
        return turns > limit or (turns > 0 and self._greet_each_other(one, other))

    def _pair(self, one: Person, other: Person) -> frozenset[int]:
        return frozenset(self._owner[person.keys[0]] for person in (one, other))

    def _greet_each_other(self, one: Person, other: Person) -> bool:
        """Whether one calls the other by name at the beginning of a turn."""
        for item in self._items:
            speaker = self._people[self._owner[item.key]]
            if speaker in (one, other):
                called = other if speaker is one else one
                if any(_is_called(label, item.said[:60]) for label in called.labels):
                    return True
        return False


def _is_called(label: str, start: str) -> bool:
    if len(label) < 2 or label not in start:
        return False
    name = re.escape(label)
    return bool(re.search(rf"[,，、!！]\s*{name}\s*[!！,，.。?？]|^{name}\s*[,，!！]", start))


# -- what makes two one ---------------------------------------------------------------------------


def by_spelling(pair: Pair) -> Verdict:
    """Whether a label differs from a commoner one in accents, or in a letter."""
    one, other = pair.one, pair.other
    if _is_titled_form(pair):
        return 2, "is written as"
    if one.count > other.count:
        return NOT
    for label, known in product(one.labels, other.labels):
        if bare(label) == bare(known) or _is_homophone(label, known):
            return 2, "is written as"
        if UNNAMED_PERSON.fullmatch(label) and UNNAMED_PERSON.fullmatch(known):
            continue  # male and female, person 1 and person 2
        is_rare = one.count == 1 or 3 * one.count <= other.count
        if is_misspelt(label, known) and (is_rare or len(parts(known)) > 1):
            return 1, "is spelt almost like"
    return NOT


def _is_homophone(one: str, other: str) -> bool:
    """Whether a foreign name is written in other signs of the same sound: 朱莉亚, 朱莉娅."""
    is_foreign = len(one) == len(other) >= LEAST_FOREIGN
    is_near = sum(a != b for a, b in zip(one, other, strict=False)) == 1
    is_han = bool(HAN.search(one))
    return is_foreign and is_near and is_han and romanise(one) == romanise(other)


def _is_titled_form(pair: Pair) -> bool:
    """Whether a label is a form of address and the other's name, and nobody else's: 高橋さん."""
    plain = bare(without_title(pair.one.main))
    if plain == bare(pair.one.main) or plain not in map(bare, pair.other.labels):
        return False
    return all(bare(without_title(label)) != plain for p in pair.rivals for label in p.labels)


def by_part(pair: Pair) -> Verdict:
    """Whether a label is a part of one longer name only, or short for one."""
    if whole := _longer(is_part, pair):
        return (1, "is a part of") if whole == [pair.other] else NOT
    is_usual = any(len(person.keys) > 1 for person in pair.rivals)  # others are called so, too
    few, many = sorted((pair.one.count, pair.other.count))
    is_rare = few <= RARE and RARER * few <= many
    is_only = _longer(is_short_form, pair) == [pair.other]
    return (0.9, "is short for") if is_only and (is_usual or is_rare) else NOT


def _longer(test: Callable[[str, str], bool], pair: Pair) -> list[Person]:
    """Return those of whose labels the one's label is, by ``test``, a shorter form."""
    return [
        person
        for person in pair.people
        if any(test(pair.one.main, label) for label in person.labels)
    ]


def by_introduction(pair: Pair) -> Verdict:
    """Whether the text, or a label, says what a short form stands for: "Maria Costa (MC)"."""
    short = bare(pair.one.main)
    for mention in pair.talk.mentions:
        if mention.short and bare(mention.short) == short and _is_meant(pair.other, mention):
            return 1, "is introduced as"
    remarks = [item.head.remark for item in pair.talk.order if item.key in pair.other.keys]
    if any(bare(remark) == short for remark in remarks if remark):
        return 1, "is introduced as"
    return NOT


def by_initials(pair: Pair) -> Verdict:
    """Whether a label is the initials of one name only, or its first letter."""
    label, others = pair.one.main, [p for p in pair.people if p is not pair.one]
    if len(label.rstrip(".")) == 1:
        near = [person for person in others if _begins_with(person, label)]
        return (0.5, "is the initial of") if near == [pair.other] else NOT
    near = [
        person
        for person in others
        if any(is_initials_of(label, name) for name in _every_name(person, pair.talk))
    ]
    return (1, "has the initials of") if near == [pair.other] else NOT


def by_sound(pair: Pair) -> Verdict:
    """Whether a label in another script sounds like one name, and more so than like others."""
    if _render_one_name(pair):
        return SURELY, "sounds like"
    if not _may_render(pair.one, pair.other):
        return NOT
    score = _likeness(pair.one, pair.other)
    rivals = [_likeness(pair.one, rival) for rival in pair.rivals if _may_render(pair.one, rival)]
    is_best = score >= SOUNDS_ALIKE and all(rival <= score for rival in rivals)
    return (score, "sounds like") if is_best else NOT


def by_place(pair: Pair) -> Verdict:
    """Whether a rare label in another script stands where only one of two people can speak."""
    one, other = pair.one, pair.other
    others = [person for person in pair.rivals if person.count >= OFTENER * one.count]
    is_rare = one.count <= RARE and other.count >= OFTENER * one.count
    if len(others) != 1 or not is_rare:
        return NOT
    if not any(is_foreign_pair(one.main, label) for label in other.labels):
        return NOT
    (third,) = others
    is_free = pair.near.between(one, third) and not pair.near.between(one, other)
    return (0.5, "stands where nobody else can speak, but") if is_free else NOT


def by_part_in_talk(pair: Pair) -> Verdict:
    """Whether a label such as Q or "Answer" is that of the only named one who asks, or answers."""
    is_guest = ROLE_OF.get(pair.one.keys[0]) in ("guest", "audience")
    if not is_guest and any(_is_in_full(label, pair.one.main) for label in pair.other.labels):
        return 0.6, "is written in full as"
    part, others = stated_part(pair.one, pair.letters), stated_part(pair.other, pair.letters)
    if part and part == others and part in ("interviewer", "interviewee", "audience"):
        return 0.4, "stands for the same part as"
    if part and not others and _is_said_of(part, pair):
        return 0.6, "stands for"
    if part not in ("interviewer", "interviewee") or others:
        return NOT
    named = [person for person in pair.people if not stated_part(person, pair.letters)]
    asked = asking(named, pair.talk)
    ranked = sorted(named, key=lambda person: -asked[id(person)][1])
    askers = [person for person in ranked if asked[id(person)][1] >= HALF][:1]
    fits = askers if part == "interviewer" else [p for p in named if p not in askers]
    return (0.5, "stands for") if fits == [pair.other] else NOT


def _is_said_of(part: str, pair: Pair) -> bool:
    """Whether a remark, or a line above the talk, says a part of the other and nobody else."""
    named = [entry.name for entry in pair.talk.named if entry.role == part]
    remarked = {item.key for item in pair.talk.order if ROLE_OF.get(fold(item.head.remark)) == part}
    said_of = [
        person
        for person in pair.people
        if not remarked.isdisjoint(person.keys)
        or any(bare(label) == bare(name) for label in person.labels for name in named)
    ]
    return said_of == [pair.other]


def _is_in_full(label: str, part: str) -> bool:
    """Whether ``label`` is a part in the talk with a name: Mme la présidente Costa."""
    head, found, name = label.partition(f"{part} ")
    return bool(found) and not head and looks_like_name(name) and not is_role(label)


def _every_name(person: Person, talk: Talk) -> list[str]:
    """Return the labels of somebody, and the names of text and front matter that may be theirs."""
    mentioned = [mention.name for mention in talk.mentions if _is_meant(person, mention)]
    named = [e.name for e in talk.named if any(is_part(label, e.name) for label in person.labels)]
    return [*person.labels, *mentioned, *named]


def _begins_with(person: Person, letter: str) -> bool:
    """Whether a label of somebody's begins with ``letter``: A, of AP and Arvind."""
    return any(
        bare(label).startswith(bare(letter)) and len(bare(label)) > 1 for label in person.labels
    )


def _is_meant(person: Person, mention: Mention) -> bool:
    return any(
        bare(label) == bare(mention.name)
        or is_part(label, mention.name)
        or any(sounds_like(label, name) for name in (mention.name, mention.name.split()[0]))
        for label in person.labels
    )


def _render_one_name(pair: Pair) -> bool:
    """Whether both labels, in a script that spells foreign names freely, render one of the text."""
    if not all(_is_rendering(person.main) for person in (pair.one, pair.other)):
        return False
    firsts = {mention.name.split()[0] for mention in pair.talk.mentions}
    return any(
        LATIN.search(first)
        and all(name_likeness(p.main, first) >= SURELY for p in (pair.one, pair.other))
        for first in firsts
    )


def _is_rendering(label: str) -> bool:
    return bool(CASELESS.search(label)) and not LATIN.search(label) and len(label) <= SHORT


def _may_render(one: Person, other: Person) -> bool:
    """Whether the scripts differ, or both are in one in which a foreign name is spelt freely."""
    if is_foreign_pair(one.main, other.main):
        return True
    is_short = _is_rendering(one.main) and _is_rendering(other.main)
    return is_short and any(LATIN.search(label) for label in (*one.labels, *other.labels))


def _likeness(one: Person, other: Person) -> float:
    return max((name_likeness(a, b) for a, b in product(one.labels, other.labels)), default=0.0)


# In the order in which they are tried: the surest first.
TESTS: tuple[Callable[[Pair], Verdict], ...] = (
    by_spelling,
    by_part,
    by_introduction,
    by_initials,
    by_sound,
    by_place,
    by_part_in_talk,
)
