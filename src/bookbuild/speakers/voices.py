"""Those whom no label names: by the editor's directives, by bylines, or as "Interviewer"."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.bookconfig import Role, SpeakerEntry
from bookbuild.detection import detect_language
from bookbuild.model import Chapter
from bookbuild.speakers.bylines import PLACED, Byline, find_bylines, surest
from bookbuild.speakers.cast import Person
from bookbuild.speakers.directives import Directive
from bookbuild.speakers.evidence import Candidate, Setting, value_name
from bookbuild.speakers.gathering import IN_INTRODUCTION, IN_MATTER
from bookbuild.speakers.lexicon.roles import ANSWERERS, ASKERS, INTERVIEW_BY, ROLE_OF
from bookbuild.speakers.likeness import is_initials_of, is_misspelt
from bookbuild.speakers.mentions import Mention
from bookbuild.speakers.names import bare, is_part, members
from bookbuild.speakers.roles import ASKING
from bookbuild.turns import fold

ANSWERING: tuple[Role, ...] = ("interviewee", "guest")
# What opens the name of a journal rather than a person's: De Composthoop, The Reader.
ARTICLE = re.compile(
    r"(?:the|de|het|der|die|das|le|la|les|el|los|las|il|lo|gli|os|as)\s", re.IGNORECASE
)
FEWEST_QUESTIONS, MOSTLY = 3, 0.6  # of the labelled turns ask


@dataclass(frozen=True, slots=True)
class Credits:
    """Whom a chapter names without a label: the people with a part, and the names of the text."""

    chapter: Chapter
    setting: Setting
    stated: tuple[SpeakerEntry, ...]
    bylines: tuple[Byline, ...] = ()

    @property
    def named(self) -> tuple[SpeakerEntry, ...]:
        """Everybody with a part in the talk; who is credited for the text asks."""
        sure = [byline for byline in self.bylines if byline.weight > PLACED]
        writers = [SpeakerEntry(name, (), "interviewer") for name in surest(sure)]
        return (*self.stated, *writers)

    @property
    def authors(self) -> tuple[str, ...]:
        """Those whom the place of their name shows to be the authors, and nothing else."""
        return tuple(surest([byline for byline in self.bylines if byline.weight == PLACED]))

    @property
    def mentions(self) -> tuple[Mention, ...]:
        """The names of the text, those with a part in the talk among them."""
        known = [mention.name for mention in self.setting.mentions]
        stated = [Mention(e.name, IN_MATTER) for e in self.named if e.role and e.name not in known]
        return (*self.setting.mentions, *stated)


def find_credits(chapter: Chapter, telling: Sequence[Candidate], setting: Setting) -> Credits:
    """Return whom front matter, lines such as "Interviewer: Ana Costa" and bylines name.

    ``telling``: the heads that open no turn.
    """
    stated = _stated(telling)
    return Credits(chapter, setting, (*chapter.people, *stated), find_bylines(chapter, setting))


def person_called(name: str, people: Sequence[Person]) -> int | None:
    """Return the number of the person whom a directive calls ``name``."""
    key = fold(name)
    for number, person in enumerate(people):
        if key in person.keys or key == fold(person.name):
            return number
    tests = (is_part, is_misspelt, is_initials_of)  # an editor writes the name as it is
    near = [
        number
        for number, person in enumerate(people)
        if any(test(name, form) for test in tests for form in (person.name, *person.labels))
    ]
    return near[0] if len(near) == 1 else None


def find_directed(
    directives: Mapping[int, Directive], people: Sequence[Person]
) -> Iterator[Person]:
    """Yield the people whom only directives name."""
    found: list[Person] = []
    names = {item.name for item in directives.values() if item.name}
    for name in sorted(names, key=lambda name: (-len(name), name)):  # Luis Winter before Luis
        if person_called(name, [*people, *found]) is None:
            found.append(Person([fold(name)], Counter(), None, name))
    yield from found


def find_nameless(people: Sequence[Person], credit: Credits) -> Iterator[Person]:
    """Yield whoever asks or answers without a label, by the names that the chapter gives."""
    chapter, taken = credit.chapter, {bare(person.name) for person in people}
    language = chapter.language or detect_language(chapter.source.text)
    if not any(person.role in ASKING for person in people):
        name = _named_as(credit.stated, ASKING, taken) or _author(credit.bylines, taken)
        name = name or _wording(ASKERS, language)
        taken.add(bare(name))
        yield Person([], Counter({name: 0}), None, name, "interviewer")
    if not any(person.role not in ASKING for person in people):
        others = [entry for entry in credit.named if entry.role not in ANSWERING]
        taken |= {bare(entry.name) for entry in others}
        name = _named_as(credit.named, ANSWERING, taken) or _subject(credit.setting, taken)
        name = name or _wording(ANSWERERS, language)
        yield Person([], Counter({name: 0}), None, name, "interviewee")


def is_one_sided(people: Sequence[Person], anchors: Sequence[Candidate]) -> bool:
    """Whether only one who asks has a label, so that whoever answers has none: Q, and no A."""
    there = [person for person in people if person.labels]
    if len(there) != 1 or there[0].role not in ASKING:
        return False
    asked = sum(item.asks for item in anchors)
    return len(anchors) >= FEWEST_QUESTIONS and asked >= MOSTLY * len(anchors)


def _stated(telling: Sequence[Candidate]) -> Iterator[SpeakerEntry]:
    for item in telling:
        role = ROLE_OF.get(item.key) or INTERVIEW_BY.get(item.key, "")
        if role and (name := value_name(item)):
            yield from (SpeakerEntry(one, (), role) for one in members(name) or (name,))


def _author(bylines: Sequence[Byline], taken: Collection[str]) -> str:
    """Return the name of the only one whom the surest bylines name, or nothing."""
    names = surest(bylines)
    return names[0] if len(names) == 1 and bare(names[0]) not in taken else ""


def _named_as(
    people: Sequence[SpeakerEntry], roles: Collection[Role], taken: Collection[str]
) -> str:
    """Return the name of the only one who is named with one of these parts, or nothing."""
    names = {e.name for e in people if e.role in roles and bare(e.name) not in taken}
    return names.pop() if len(names) == 1 else ""


def _subject(setting: Setting, taken: Collection[str]) -> str:
    """Return the name that title or introduction give most weight to."""
    names = [
        mention
        for mention in setting.mentions
        if bare(mention.name) not in taken and mention.weight >= IN_INTRODUCTION
    ]
    people = [mention for mention in names if not ARTICLE.match(mention.name)]
    return next((mention.name for mention in people or names), "")


def _wording(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or names.get(language.split("-")[0]) or names["en"]
