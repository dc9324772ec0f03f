"""Labels become people: which labels are one person's, what the person is called, which role.

Spelling, introduction, initials, sound and place in the talk are looked at, the surest first. Two
labels that answer each other are never one person's.
"""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace

from bookbuild.model import Role, Speaker, SpeakerEntry
from bookbuild.speakers.evidence import UNNAMED_PERSON, Candidate, is_role, question_letters
from bookbuild.speakers.lexicon import ALL_TOGETHER, AUDIENCE, ROLE_OF
from bookbuild.speakers.names import (
    CASELESS,
    LATIN,
    SOUNDS_ALIKE,
    Mention,
    bare,
    is_foreign_pair,
    is_initials_of,
    is_misspelt,
    is_part,
    members,
    name_likeness,
    parts,
    sounds_like,
    without_title,
)
from bookbuild.turns import fold

ASKING_SHARE = 0.55  # of somebody's turns: who asks more often than that is an interviewer
PODCAST = re.compile(
    r"podcast|episode|welcome (?:back )?to|\bshow\b|listeners|听众|欢迎收听|收听|节目|émission|Folge|Hörer|oyentes|ouvintes|ascoltatori|番組|방송|слушател|выпуск",
    re.IGNORECASE,
)
OPENING = 1500  # characters of the first turns in which a host greets the listeners


@dataclass(slots=True)
class Person:
    """Somebody under construction: the labels that are theirs, and why."""

    keys: list[str]
    labels: Counter[str]  # as written → how often
    entry: SpeakerEntry | None = None
    name: str = ""
    role: Role = ""
    members: tuple[str, ...] = ()
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
    has_questions: bool = False  # without a label: whoever has one answers


def find_people(talk: Talk) -> list[Person]:
    """Return the people of a chapter, the listed ones first, then by their first turn."""
    people = _listed(talk)
    strangers = _strangers(talk, {key for person in people for key in person.keys})
    joint = [person for person in strangers if _is_joint(person, strangers, talk)]
    single = [person for person in strangers if person not in joint]
    for person in single:
        _introduce(person, talk)
    single = _join_listed(single, people, talk)
    single = _merge(single, talk)
    everybody = [*people, *single]
    _name(everybody, talk)
    everybody = _merge_same_names(everybody)
    _give_roles(everybody, talk)
    for person in joint:
        person.name = person.main
        person.members = tuple(_members(person, everybody))
        person.role = _joint_role(person, everybody)
    used = {item.key for item in talk.order}
    return [*everybody, *joint] if used or everybody else []


INTRODUCES = re.compile(
    r"(?:\bI['’]m|\bI am|\bmy name is|\bthis is|\bici|\bje suis|\bje m['’]appelle|\bich bin|\bmein name ist|\bhier ist|\bsoy|\bme llamo"
    r"|\bsou (?:o|a)?|\bme chamo|\bchamo-me|\bsono|\bmi chiamo|меня зовут|\bjestem|nazywam się|\bik ben|\bjag heter|\bmein name|\bicke|我是|我叫|저는|私は)\s*"
    r"(?P<name>(?:[A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]+)(?: [A-ZÀ-ÖØ-ÞА-ЯЁ][\w’'-]+){0,2}|[\u4e00-\u9fff]{2,4}(?=[，。,、！]))",
)


def _introduce(person: Person, talk: Talk) -> None:
    """Name somebody who is only numbered, as "Speaker 1", by what they say of themselves."""
    if not UNNAMED_PERSON.fullmatch(person.main) or person.keys[0] in ROLE_OF:
        return
    said = [item.said for item in talk.order if item.key in person.keys][:2]
    for text in said:
        if found := INTRODUCES.search(text[:400]):
            person.labels[found["name"]] += 0


# -- those who are listed -------------------------------------------------------------------------


def _listed(talk: Talk) -> list[Person]:
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


def _join_listed(strangers: list[Person], people: list[Person], talk: Talk) -> list[Person]:
    """Give to a listed person the strangers' labels that can only be theirs."""
    left = []
    letters = question_letters(person.main for person in strangers)
    for stranger in strangers:
        near = [(person, _kinship(stranger, person, talk)) for person in people]
        sure = [(person, why) for person, why in near if why]
        if not sure and (found := _answering(stranger, strangers, people, letters)):
            sure = [(found, "answers, and nobody else is listed who could")]
        if len(sure) == 1 or (sure and sure[0][1] == "is spelt almost like"):
            person, why = sure[0]
            _absorb(person, stranger, why)
        else:
            left.append(stranger)
    return left


def _answering(
    stranger: Person, strangers: list[Person], people: list[Person], letters: Mapping[str, bool]
) -> Person | None:
    """Return the only listed person, silent so far, where ``stranger`` is "A" or "Answer"."""
    answers = (
        ROLE_OF.get(stranger.keys[0]) == "interviewee" or letters.get(stranger.keys[0]) is False
    )
    silent = [person for person in people if not person.labels]
    others = [
        person
        for person in strangers
        if person is not stranger and ROLE_OF.get(person.keys[0]) == "interviewee"
    ]
    return silent[0] if answers and len(silent) == 1 and len(people) == 1 and not others else None


def _kinship(stranger: Person, person: Person, talk: Talk) -> str:
    """Return why a label may be that of a listed person; empty if nothing says so."""
    for label in stranger.labels:
        forms = [person.name, *(person.entry.aliases if person.entry else ())]
        if any(is_part(label, form) for form in forms):
            return "is a part of"
        if any(is_misspelt(label, form) for form in forms):
            return "is spelt almost like"
        if len(fold(label)) > 1 and any(is_initials_of(label, form) for form in forms):
            return "has the initials of"
        if any(sounds_like(label, form) for form in forms):
            return "sounds like"
    return ""


def _absorb(person: Person, other: Person, why: str) -> None:
    for key in other.keys:
        if key not in person.keys:
            person.keys.append(key)
        person.reasons.setdefault(key, why)
    person.reasons |= {key: reason for key, reason in other.reasons.items() if reason}
    person.labels.update(other.labels)


# -- labels that are one person's -----------------------------------------------------------------


def _merge(people: list[Person], talk: Talk) -> list[Person]:
    """Join the people whom spelling, introduction, initials, sound or place make one."""
    for test in (_by_spelling, _by_part, _by_initials, _by_sound, _by_place, _by_role):
        if len(people) > 1:
            people = _merge_by(test, people, talk)
    return people


def _merge_by(test: "Test", people: list[Person], talk: Talk) -> list[Person]:
    """Join pairs as ``test`` says, the likeliest first, until none is left."""
    merged = list(people)
    while len(merged) > 1:
        near = _Neighbours(merged, talk)
        found = [
            (score, -first, -second, why)
            for first, one in enumerate(merged)
            for second, other in enumerate(merged)
            if first != second
            if test is _by_role or not (_is_part_of_talk(one) or _is_part_of_talk(other))
            for score, why in [test(one, other, merged, talk, near)]
            if score > 0 and not near.answer_each_other(one, other)
        ]
        if not found:
            break
        _, first, second, why = max(found)
        kept, gone = merged[-second], merged[-first]
        if merged.index(gone) < merged.index(kept):  # the order of their first turns is kept
            merged[merged.index(gone)], merged[merged.index(kept)] = kept, gone
        _absorb(kept, gone, why)
        merged = [person for person in merged if person is not gone]
    return merged


def _is_part_of_talk(person: Person) -> bool:
    """Whether somebody's only label is a part in the talk, such as "Audience"."""
    return all(key in ROLE_OF for key in person.keys)


class _Neighbours:
    """Whose labels stand beside whose."""

    def __init__(self, people: Sequence[Person], talk: Talk) -> None:
        owner = {key: number for number, person in enumerate(people) for key in person.keys}
        self.number = {id(person): number for number, person in enumerate(people)}
        self.turns = [owner[item.key] for item in talk.order if item.key in owner]
        self.pairs: Counter[frozenset[int]] = Counter()
        asks = [item.asks for item in talk.order if item.key in owner]
        for place, (one, other) in enumerate(zip(self.turns, self.turns[1:], strict=False)):
            if not (asks[place] and asks[place + 1]):  # two questions in a row answer nothing
                self.pairs[frozenset((one, other))] += one != other
        self._greeted: set[frozenset[int]] | None = None
        self._greetings_of = lambda: self._greetings(people, talk, owner)

    @property
    def greeted(self) -> set[frozenset[int]]:
        """The pairs of whom one calls the other by name; looked for when it is asked first."""
        if self._greeted is None:
            self._greeted = self._greetings_of()
        return self._greeted

    def _greetings(
        self, people: Sequence[Person], talk: Talk, owner: Mapping[str, int]
    ) -> set[frozenset[int]]:
        """Return the pairs of whom one calls the other by name at the beginning of a turn."""
        pairs = set()
        for item in talk.order:
            if item.key not in owner:
                continue
            start = item.said[:60]
            for number, person in enumerate(people):
                if number != owner[item.key] and any(
                    _is_called(label, start) for label in person.labels
                ):
                    pairs.add(frozenset((number, owner[item.key])))
        return pairs

    def between(self, one: Person, other: Person) -> int:
        return self.pairs[frozenset((self.number[id(one)], self.number[id(other)]))]

    def answer_each_other(self, one: Person, other: Person) -> bool:
        """Whether the two take turns, so that they cannot be one."""
        pair = frozenset((self.number[id(one)], self.number[id(other)]))
        limit = max(1, min(one.count, other.count) // 4)
        return self.pairs[pair] > limit or (self.pairs[pair] > 0 and pair in self.greeted)


def _is_called(label: str, start: str) -> bool:
    if len(label) < 2 or label not in start:
        return False
    return bool(
        re.search(
            rf"[,，、!！]\s*{re.escape(label)}\s*[!！,，.。?？]|^{re.escape(label)}\s*[,，!！]",
            start,
        )
    )


def _by_spelling(one: Person, other: Person, *_: object) -> tuple[float, str]:
    """A label differs from a commoner one in accents or a letter."""
    if one.count > other.count:
        return 0, ""
    for label in one.labels:
        for known in other.labels:
            if bare(label) == bare(known):
                return 2, "is written as"
            if is_misspelt(label, known) and (
                one.count == 1 or 3 * one.count <= other.count or len(parts(known)) > 1
            ):
                return 1, "is spelt almost like"
    return 0, ""


def _by_part(one: Person, other: Person, people: Sequence[Person], *_: object) -> tuple[float, str]:
    """A label is a part of one longer name only."""
    whole = [
        person for person in people if any(is_part(one.main, label) for label in person.labels)
    ]
    return (1, "is a part of") if whole == [other] else (0, "")


def _by_initials(
    one: Person, other: Person, people: Sequence[Person], talk: Talk, *_: object
) -> tuple[float, str]:
    """A label is the initials of one name only, or introduced as such in the text."""
    for mention in talk.mentions:
        if (
            mention.short
            and bare(mention.short) == bare(one.main)
            and _is_of_mention(other, mention)
        ):
            return 3, "is introduced as"
    for label in other.labels:
        introduced = re.search(r"[(（\[]([^()（）\[\]]+)[)）\]]", label)
        if introduced and bare(introduced[1]) == bare(one.main):
            return 3, "is introduced as"

    def fits(person: Person) -> bool:
        names = [
            *person.labels,
            *(m.name for m in talk.mentions if _is_of_mention(person, m)),
            *(e.name for e in talk.named if any(is_part(label, e.name) for label in person.labels)),
        ]
        return any(is_initials_of(one.main, name) for name in names)

    if len(one.main.rstrip(".")) == 1:
        near = [person for person in people if person is not one and initial_fits(one.main, person)]
        return (0.5, "is the initial of") if near == [other] else (0, "")
    near = [person for person in people if person is not one and fits(person)]
    return (1, "has the initials of") if near == [other] else (0, "")


def initial_fits(letter: str, person: Person) -> bool:
    """Whether somebody's labels begin with ``letter``, initials among them: A, of AP and Arvind."""
    return any(
        bare(label).startswith(bare(letter)) and len(bare(label)) > 1 for label in person.labels
    )


def _is_of_mention(person: Person, mention: Mention) -> bool:
    return any(
        bare(label) == bare(mention.name)
        or is_part(label, mention.name)
        or any(sounds_like(label, word) for word in [mention.name, *mention.name.split()[:1]])
        for label in person.labels
    )


def _by_sound(
    one: Person, other: Person, people: Sequence[Person], talk: Talk, near: _Neighbours
) -> tuple[float, str]:
    """A label in another script sounds like one name, and more so than like the others."""
    if not is_foreign_pair(one.main, other.main) and not _are_renderings(one, other):
        return 0, ""
    score = _best_likeness(one, other)
    rivals = [
        _best_likeness(one, person)
        for person in people
        if person not in (one, other)
        and (is_foreign_pair(one.main, person.main) or _are_renderings(one, person))
    ]
    if score < SOUNDS_ALIKE or any(rival > score for rival in rivals):
        return 0, ""
    return score, "sounds like"


def _are_renderings(one: Person, other: Person) -> bool:
    """Whether both are in one script that has no case, in which a foreign name is spelt freely."""
    return all(
        CASELESS.search(person.main) and len(person.main) <= 5 for person in (one, other)
    ) and any(LATIN.search(label) for person in (one, other) for label in person.labels)


def _best_likeness(one: Person, other: Person) -> float:
    return max((name_likeness(a, b) for a in one.labels for b in other.labels), default=0.0)


def _by_place(
    one: Person, other: Person, people: Sequence[Person], talk: Talk, near: _Neighbours
) -> tuple[float, str]:
    """A rare label in another script stands where only one of two people can speak."""
    if len(people) != 3 or one.count > 3 or 3 * one.count > other.count:
        return 0, ""
    if not is_foreign_pair(one.main, other.main) and not any(
        is_foreign_pair(one.main, label) for label in other.labels
    ):
        return 0, ""
    (third,) = (person for person in people if person not in (one, other))
    return (
        (0.5, "stands where nobody else can speak")
        if near.between(one, third) and not near.between(one, other)
        else (0, "")
    )


def _by_role(
    one: Person, other: Person, people: Sequence[Person], talk: Talk, near: _Neighbours
) -> tuple[float, str]:
    """A label such as Q or "Answer" is that of the only named one who asks, or answers."""
    letters = question_letters(label for person in people for label in person.labels)
    part = _part(one, letters)
    if part == _part(other, letters) and part in ("interviewer", "interviewee", "audience"):
        return 0.4, "stands for the same part as"
    if part not in ("interviewer", "interviewee") or _part(other, letters):
        return 0, ""
    named = [person for person in people if not _part(person, letters)]
    asking = _asking(named, talk)
    ranked = sorted(named, key=lambda person: -asking[id(person)][1])
    askers = [person for person in ranked if asking[id(person)][1] >= 0.5][:1]
    fits = askers if part == "interviewer" else [person for person in named if person not in askers]
    return (0.5, "stands for") if fits == [other] else (0, "")


def _part(person: Person, letters: Mapping[str, bool]) -> str:
    """Return the part that a label without a name states."""
    key = person.keys[0]
    if key in letters:
        return "interviewer" if letters[key] else "interviewee"
    return ROLE_OF.get(key, "")


Test = object  # a function of two people, all people, the talk and the neighbours


# -- names ----------------------------------------------------------------------------------------


def _name(people: list[Person], talk: Talk) -> None:
    """Give each person the fullest name that labels and text have; a listed one keeps theirs."""
    claims = sorted(
        (
            (-score, -mention.weight, place, number)
            for number, person in enumerate(people)
            if person.entry is None
            for place, mention in enumerate(talk.mentions)
            for score in [_claim(person, mention)]
            if score
        )
    )
    given: dict[tuple[int, bool], str] = {}  # a name in Latin letters, and one in another script
    taken = {bare(person.name) for person in people if person.entry}
    for _, _, place, number in claims:
        name = talk.mentions[place].name
        slot = (number, bool(LATIN.search(name)))
        if (
            slot not in given
            and bare(name) not in taken
            and not _is_ambiguous(name, number, people)
        ):
            given[slot] = name
            taken.add(bare(name))
    for number, person in enumerate(people):
        if person.entry is None:
            person.name = _fullest(
                person, [name for (owner, _), name in given.items() if owner == number]
            )
    _name_parts(people, talk)


def _claim(person: Person, mention: Mention) -> float:
    """Return how surely a name of the text is this person's: by part 3, initials 2, sound 1."""
    best = 0.0
    for label in person.labels:
        if fold(label) in ROLE_OF or (len(fold(label)) == 1 and label.isascii()):
            continue
        if bare(label) == bare(mention.name):
            best = max(best, 4)
        elif is_part(label, mention.name):
            best = max(best, 3)
        elif (mention.short and bare(mention.short) == bare(label)) or (
            len(fold(label)) > 1 and is_initials_of(label, mention.name)
        ):
            best = max(best, 2)
        elif is_misspelt(label, mention.name.split()[0]) or is_misspelt(label, mention.name):
            best = max(best, 1.5)
        elif sounds_like(label, mention.name):
            best = max(best, 1)
    return best


def _is_ambiguous(name: str, number: int, people: Sequence[Person]) -> bool:
    """Whether the name is another person's own label, or fits another better."""
    return any(
        other != number and any(bare(label) == bare(name) for label in person.labels)
        for other, person in enumerate(people)
    )


def _fullest(person: Person, given: Sequence[str]) -> str:
    """Return the name with most words; what is in Latin letters is the original of a rendering."""
    names = [*(label for label in person.labels), *given]
    names = [
        _tidy(name)
        for name in names
        if fold(name) not in ROLE_OF and not (len(names) > 1 and UNNAMED_PERSON.fullmatch(name))
    ] or [_tidy(person.main)]
    rank = lambda name: (  # noqa: E731
        bool(LATIN.search(name)),
        len(parts(name)),
        max(name) >= "\u00e7",
        person.labels[name],
        name in given,
        -names.index(name),
    )
    usual = [
        name for name in names if len(parts(name)) > 1 or person.labels[name] != 1 or name in given
    ]
    return max(usual or names, key=rank)


def _tidy(name: str) -> str:
    """Return a label as a name: capitals throughout become a capital each."""
    bare_name = without_title(re.sub(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$", "", name)) or name
    words = bare_name.split()
    if (
        bare_name.isupper()
        and len(bare_name) > 4
        and all(len(word) > 2 or word.endswith(".") for word in words)
    ):
        return bare_name.title()
    return bare_name


def _name_parts(people: list[Person], talk: Talk) -> None:
    """Call those who answer as "A" by the name that the front matter or the title gives."""
    letters = question_letters(person.main for person in people)
    guests = [entry for entry in talk.named if entry.role in ("interviewee", "guest")]
    askers = [entry for entry in talk.named if entry.role in ("interviewer", "host")]
    taken = {bare(person.name) for person in people}
    for person in people:
        part = ROLE_OF.get(person.keys[0], "") if not person.entry else ""
        is_answer = part in ("interviewee", "guest") or letters.get(person.keys[0]) is False
        is_asker = part in ("interviewer", "host") or letters.get(person.keys[0]) is True
        for wanted, entries in ((is_answer, guests), (is_asker, askers)):
            if wanted and len(entries) == 1 and bare(entries[0].name) not in taken:
                person.name = entries[0].name
        subjects = [m for m in talk.mentions if m.weight >= 3 and bare(m.name) not in taken]
        if is_answer and person.name == person.main and len(subjects) == 1 and not guests:
            person.name = subjects[0].name


def _merge_same_names(people: list[Person]) -> list[Person]:
    kept: dict[str, Person] = {}
    for person in people:
        key = fold(person.name)
        if key in kept and kept[key] is not person:
            _absorb(kept[key], person, "is called the same")
        else:
            kept[key] = person
    return list(kept.values())


# -- roles ----------------------------------------------------------------------------------------


def _give_roles(people: list[Person], talk: Talk) -> None:
    """Give a role to those who have none: by their label, the front matter, or who asks."""
    letters = question_letters(person.main for person in people)
    for person in people:
        if not person.role:
            person.role = _stated_role(person, talk, letters)
    open_ = [person for person in people if not person.role and person.labels]
    if not open_:
        return
    is_show = bool(PODCAST.search(" ".join(item.said for item in talk.order[:6])[:OPENING]))
    host: Role = "host" if is_show else "interviewer"
    guest: Role = "guest" if is_show else "interviewee"
    askers = [person for person in people if person.role in ("interviewer", "host")]
    asking = _asking(people, talk)
    if not askers and not (talk.has_questions and len(open_) == 1):
        ranked = sorted(open_, key=lambda person: -asking[id(person)][0])
        ranked[0].role = host
        others = [
            p for p in ranked[1:] if asking[id(p)][1] >= ASKING_SHARE and asking[id(p)][0] >= 2
        ]
        for person in others if len(open_) > len(others) + 1 else ():
            person.role = host
    for person in open_:
        person.role = person.role or guest


def _stated_role(person: Person, talk: Talk, letters: Mapping[str, bool]) -> Role:
    for key in person.keys:
        base = re.sub(r"\d+$|[a-z]$", "", key) if key not in ROLE_OF else key
        if role := ROLE_OF.get(key) or ROLE_OF.get(base):
            return role
        if AUDIENCE.search(person.main) and is_role(person.main):
            return "audience"
        if key[:1] in letters and len(re.sub(r"\d", "", key)) == 1:
            return "interviewer" if letters[key[:1]] else "interviewee"
    for entry in talk.named:
        if entry.role and any(
            bare(label) == bare(entry.name) or is_part(label, entry.name)
            for label in (person.name, *person.labels)
        ):
            return entry.role
    return ""


def _asking(people: Iterable[Person], talk: Talk) -> dict[int, tuple[float, float]]:
    """Return for each person how often they ask, and the share of their turns that do."""
    made = {}
    for person in people:
        items = [item for item in talk.order if item.key in person.keys]
        asked = sum(item.asks for item in items)
        first = 0.5 if talk.order and talk.order[0].key in person.keys else 0.0
        made[id(person)] = (asked + first, asked / max(1, len(items)))
    return made


# -- those who speak together ---------------------------------------------------------------------


def _is_joint(person: Person, people: Sequence[Person], talk: Talk) -> bool:
    if person.keys[0] in ALL_TOGETHER:
        return True
    return bool(members(person.main, ())) and fold(person.main) not in {
        fold(entry.name) for entry in talk.entries
    }


def _members(joint: Person, people: Sequence[Person]) -> Iterator[str]:
    for piece in members(joint.main, ()):
        for person in people:
            if any(
                bare(piece) == bare(label) or is_part(piece, label)
                for label in (person.name, *person.labels)
            ):
                yield person.name
                break


def _joint_role(joint: Person, people: Sequence[Person]) -> Role:
    roles = {person.role for person in people if person.name in joint.members}
    return (
        roles.pop() if len(roles) == 1 else ("interviewee" if joint.keys[0] in ALL_TOGETHER else "")
    )


def as_speaker(person: Person, speaker_id: str) -> Speaker:
    """Return ``person`` as the book knows them; their other labels are aliases, commonest first."""
    if person.entry is not None:
        entry = person.entry
        return Speaker(
            speaker_id,
            entry.name,
            entry.aliases,
            entry.role or person.role,
            entry.note,
            entry.short,
        )
    aliases = [label for label, _ in person.labels.most_common() if label != person.name]
    return Speaker(speaker_id, person.name, tuple(aliases), person.role)


def with_role(entry: SpeakerEntry, role: Role) -> SpeakerEntry:
    """Return ``entry`` with a role, if it has none."""
    return entry if entry.role else replace(entry, role=role)
