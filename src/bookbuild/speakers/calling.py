"""What a person is called: the fullest name that labels, text and front matter give."""

import re
from collections.abc import Sequence

from bookbuild.speakers.cast import Person, Talk, absorb
from bookbuild.speakers.labels import UNNAMED_PERSON, question_letters
from bookbuild.speakers.lexicon.names import PARTICLES
from bookbuild.speakers.lexicon.roles import ROLE_OF, SLIPS
from bookbuild.speakers.likeness import is_initials_of, is_misspelt, sounds_like
from bookbuild.speakers.mentions import Mention
from bookbuild.speakers.names import (
    CASELESS,
    LATIN,
    bare,
    is_part,
    looks_like_name,
    members,
    parts,
    without_title,
)
from bookbuild.speakers.roles import stated_part
from bookbuild.turns import fold

BY_INITIALS = 2
SURE = 3  # weight of a name that the title gives: there it is the subject's
DOTTED = re.compile("[·・]")
BRACKETS = re.compile(r"\s*[(（\[][^()（）\[\]]*[)）\]]\s*$")
INITIALS = re.compile(r"[A-ZÀ-ÖØ-Þ](?:[.\s-]*[A-ZÀ-ÖØ-Þ]){0,2}\.?")
SELF = "A-ZÀ-ÖØ-ÞА-ЯЁ"
INTRODUCES = re.compile(
    r"(?:\bI['’]m|\bI am|\bmy name is|(?:^|[.!] )this is|\bici|\bje suis|\bje m['’]appelle"
    r"|\bich bin"
    r"|\bmein name ist|\bhier ist|\bsoy|\bme llamo|\bsou (?:o|a)?|\bme chamo|\bchamo-me|\bsono"
    r"|\bmi chiamo|меня зовут|\bjestem|nazywam się|\bik ben|\bjag heter|我是|我叫|저는|私は)\s*"
    rf"(?P<name>[{SELF}][\w’'-]+(?: [{SELF}][\w’'-]+){{0,2}}|[\u4e00-\u9fff]{{2,4}}(?=[，。,、！]))"
)


def introduce(person: Person, talk: Talk) -> None:
    """Name somebody who is only numbered, as "Speaker 1", by what they say of themselves."""
    if not UNNAMED_PERSON.fullmatch(person.main) or person.keys[0] in ROLE_OF:
        return
    said = [item.said[:400] for item in talk.order if item.key in person.keys][:2]
    names = [found["name"] for text in said for found in INTRODUCES.finditer(text)]
    names = [name for name in names if looks_like_name(name) and _is_of_person(name, talk)]
    if names:
        person.labels[names[0]] += 0


def _is_of_person(name: str, talk: Talk) -> bool:
    """Whether a word after "I'm" is a name: of two words, or one that others say."""
    every = [item.said for item in talk.order]
    return len(name.split()) > 1 or bool(CASELESS.search(name)) or sum(name in s for s in every) > 1


def give_names(people: list[Person], talk: Talk) -> list[Person]:
    """Name everybody; those who turn out to be called the same are one. A listed name stays."""
    given = _names_given(people, talk)
    for number, person in enumerate(people):
        if person.entry is None:
            person.name = _fullest(
                person, [given.get((number, latin), "") for latin in (True, False)]
            )
    _name_parts(people, talk)
    kept: dict[str, Person] = {}
    for person in people:
        same = kept.setdefault(fold(person.name), person)
        if same is not person:
            absorb(same, person, "is called the same as")
    return list(kept.values())


def _names_given(people: Sequence[Person], talk: Talk) -> dict[tuple[int, bool], str]:
    """Return the names that the text has for each person: in Latin letters, and in others."""
    claims = sorted(
        (-score, -mention.weight, place, number)
        for number, person in enumerate(people)
        if person.entry is None
        for place, mention in enumerate(talk.mentions)
        if (score := max((_claim(label, mention) for label in person.labels), default=0))
        and not (score == BY_INITIALS and _is_ambiguous(person, talk))
    )
    given: dict[tuple[int, bool], str] = {}
    taken = {bare(person.name) for person in people if person.entry}
    for _, _, place, number in claims:
        others = [person for other, person in enumerate(people) if other != number]
        name = _from_label(_parted(talk.mentions[place].name, others), people[number])
        slot = (number, bool(LATIN.search(name)))
        is_free = bare(name) not in taken and not _is_label_of_any(name, others)
        if is_free and slot not in given:
            given[slot] = name
            taken.add(bare(name))
    return given


def _parted(name: str, others: Sequence[Person]) -> str:
    """Return ``name`` without that of somebody else: "Belén Castaño y Óscar Peña" are two."""
    pieces = members(name)
    free = [piece for piece in pieces if not _is_of_any(piece, others)]
    return free[0] if len(free) == 1 else name


def _is_of_any(name: str, people: Sequence[Person]) -> bool:
    labels = [label for person in people for label in person.labels]
    return any(
        bare(label) == bare(name) or is_part(label, name) or is_part(name, label)
        for label in labels
    )


def _from_label(name: str, person: Person) -> str:
    """Return a name of the text without what stands before it: "Die Töpferin Maria Costa"."""
    words = name.split()
    folded = [word.casefold() for word in words]
    for label in sorted(person.labels, key=len):
        if label.casefold() in folded[1:-1]:
            return " ".join(words[folded.index(label.casefold()) :])
        if (
            len(words) > 2
            and without_title(label).casefold() == folded[-1]
            and words[-2].casefold() not in PARTICLES
            and not INITIALS.fullmatch(words[-2])
        ):
            return " ".join(words[-2:])
        if DOTTED.search(name) and name.find(label) > 0:
            return name[name.find(label) :]
    return name


def _speaks(name: str, people: Sequence[Person]) -> bool:
    """Whether a label may be that of ``name``."""
    labels = [label for person in people for label in person.labels]
    return any(is_part(label, name) or is_initials_of(label, name) for label in labels)


def _claim(label: str, mention: Mention) -> float:
    """Return how surely a name of the text is that of a label: by part 3, initials 2, sound 1."""
    if bool(mention.short) and bare(mention.short) == bare(label):
        return 2.5
    if fold(label) in ROLE_OF or len(fold(label)) < 1 + label.isascii():
        return 0
    tests = (
        (4, bare(label) == bare(mention.name)),
        (3, is_part(label, mention.name)),
        (3, bool(DOTTED.search(mention.name)) and label in DOTTED.split(mention.name)[0]),
        (BY_INITIALS, is_initials_of(label, mention.name)),
        (1.5, any(is_misspelt(label, name) for name in (mention.name, mention.name.split()[0]))),
        (1, sounds_like(label, mention.name)),
    )
    return next((score for score, holds in tests if holds), 0)


def _is_ambiguous(person: Person, talk: Talk) -> bool:
    """Whether somebody's labels are the initials of several names of the text: MK, of two."""
    names = {mention.name for mention in talk.mentions}
    return any(sum(is_initials_of(label, name) for name in names) > 1 for label in person.labels)


def _is_label_of_any(name: str, people: Sequence[Person]) -> bool:
    return any(bare(label) == bare(name) for person in people for label in person.labels)


def _fullest(person: Person, given: Sequence[str]) -> str:
    """Return the name with most words; what is in Latin letters is the original of a rendering."""
    every = [*person.labels, *filter(None, given)]
    named = [name for name in every if not UNNAMED_PERSON.fullmatch(name)] or every
    usual_part = max(
        person.labels or [person.name], key=lambda label: (label not in SLIPS, person.labels[label])
    )
    names = [_tidy(name) for name in named if fold(name) not in ROLE_OF] or [_tidy(usual_part)]

    def rank(name: str) -> tuple[object, ...]:
        # A lost accent is commoner than one too many; with a hole, one word is two.
        is_accented = any(char > "\u00bf" for char in name)
        is_whole = not any(word[0].islower() for word in name.split() if word not in PARTICLES)
        is_latin = bool(LATIN.search(name))
        holds = sum(is_part(other, name) for other in names)  # without spaces, it has one word
        is_spelt = any(len(word) > 1 for word in parts(name)) and not INITIALS.fullmatch(name)
        return (
            is_whole,
            is_latin,
            is_spelt,
            len(parts(name)),
            holds,
            is_accented,
            person.labels[name],
        )

    # What is written once may be a slip: it is if it is but a word, or resembles another.
    usual = [
        name
        for name in names
        if person.labels[name] != 1
        or any(is_part(other, name) or is_initials_of(other, name) for other in names)
        or (
            len(parts(name)) > 1
            and not any(is_misspelt(name, other) for other in names if other != name)
        )
    ]
    return max(usual or names, key=rank)


def _tidy(name: str) -> str:
    """Return a label as a name: no remark, no title, no capitals throughout."""
    bare_name = BRACKETS.sub("", name) or name
    untitled = without_title(bare_name)
    if len(parts(untitled)) > 1:  # else Frau Brandt would be nobody else than Herr Brandt
        bare_name = untitled
    words = bare_name.split()
    is_shouted = bare_name.isupper() and len(bare_name) > 4 and not CASELESS.search(bare_name)
    small = [word.casefold() in PARTICLES for word in words]
    if is_shouted and all(
        len(word) > 2 or word.endswith(".") or is_small
        for word, is_small in zip(words, small, strict=True)
    ):
        return " ".join(
            word.lower() if is_small and number else word.title()
            for number, (word, is_small) in enumerate(zip(words, small, strict=True))
        )
    return bare_name


def _name_parts(people: Sequence[Person], talk: Talk) -> None:
    """Call those who are only "A" or "Reporter" by the name that front matter or title gives."""
    letters = question_letters(person.main for person in people)
    taken = {bare(person.name) for person in people}
    for person in people:
        part = "" if person.entry else stated_part(person, letters)
        roles = {"interviewer": ("interviewer", "host"), "interviewee": ("interviewee", "guest")}
        names = [entry.name for entry in talk.named if entry.role in roles.get(part, ())]
        if part == "interviewee" and not names:
            names = [mention.name for mention in talk.mentions if mention.weight >= SURE]
        if part == "interviewer" and not names:
            names = [name for name in talk.authors if not _speaks(name, people)]
        free = [name for name in dict.fromkeys(names) if bare(name) not in taken]
        if len(free) == 1:
            person.name = free[0]
            taken.add(bare(free[0]))
