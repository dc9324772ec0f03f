"""Who asks and who answers: by label, by front matter, or by what they do in the talk."""

import re
from collections.abc import Iterable, Mapping, Sequence

from bookbuild.bookconfig import Role
from bookbuild.speakers.cast import Person, Talk
from bookbuild.speakers.labels import is_role, question_letters
from bookbuild.speakers.lexicon.roles import ALL_TOGETHER, AUDIENCE, PODCAST, ROLE_OF
from bookbuild.speakers.names import bare, is_part
from bookbuild.turns import fold

ASKING: tuple[Role, ...] = ("interviewer", "host")
ASKING_SHARE = 0.55  # of somebody's turns: who asks more often than that is an interviewer
BEING_FIRST = 0.5  # of a question: who opens a talk leads it, where two ask as often
OPENING = 1500  # characters of the first turns in which a host greets the listeners


def give_roles(people: Sequence[Person], talk: Talk) -> None:
    """Give a role to those who have none: by their label, the front matter, or who asks."""
    letters = question_letters(person.main for person in people)
    for person in people:
        person.role = person.role or _stated_role(person, talk, letters)
    open_ = [person for person in people if not person.role and person.labels]
    is_alone = sum(bool(person.labels) for person in people) == 1
    if is_alone and open_ and not _asks(open_[0], talk) and not talk.has_questions:
        return  # who speaks alone neither asks nor answers
    is_show = bool(PODCAST.search(" ".join(item.said for item in talk.order[:6])[:OPENING].lower()))
    if not any(person.role in ASKING for person in people):
        for person in _leaders(open_, talk):
            person.role = "host" if is_show else "interviewer"
    for person in open_:
        person.role = person.role or ("guest" if is_show else "interviewee")
    _let_narrators_answer(people)


def _let_narrators_answer(people: Iterable[Person]) -> None:
    """Make those who answer of narrators whom somebody asks: oral history calls them so."""
    there = [person for person in people if person.labels]
    if {person.role for person in there} != {"interviewer", "narrator"}:
        return
    for person in there:
        is_stated = person.entry is not None and bool(person.entry.role)
        if person.role == "narrator" and not is_stated:
            person.role = "interviewee"


def asking(people: Iterable[Person], talk: Talk) -> dict[int, tuple[float, float]]:
    """Return how often each person asks, and the share of their turns that do, by identity."""
    made = {}
    for person in people:
        items = [item for item in talk.order if item.key in person.keys]
        asked = sum(item.asks for item in items)
        first = BEING_FIRST if talk.order and talk.order[0].key in person.keys else 0.0
        made[id(person)] = (asked + first, asked / max(1, len(items)))
    return made


def stated_part(person: Person, letters: Mapping[str, bool]) -> str:
    """Return the part in the talk that a label without a name states, or nothing."""
    key = person.keys[0] if person.keys else ""
    if key in letters:
        return "interviewer" if letters[key] else "interviewee"
    return ROLE_OF.get(key, "")


def _asks(person: Person, talk: Talk) -> bool:
    return any(item.asks for item in talk.order if item.key in person.keys)


def joint_role(joint: Person, people: Sequence[Person]) -> Role:
    """Return the role of those who speak together, if they are known and have one in common."""
    roles = {person.role for person in people if person.name in joint.members}
    if len(roles) == 1:
        return roles.pop()
    return "interviewee" if joint.keys[0] in ALL_TOGETHER else ""


def _leaders(people: Sequence[Person], talk: Talk) -> list[Person]:
    """Return those who ask: the one who does most, and whoever does little else.

    Where questions stand without a label, those who have one answer.
    """
    asked = asking(people, talk)
    is_asking = any(share >= ASKING_SHARE for _, share in asked.values())
    if not people or (talk.has_questions and (len(people) == 1 or not is_asking)):
        return []
    by_share = slice(None, None, -1) if talk.has_questions else slice(None)
    first, *rest = sorted(people, key=lambda person: asked[id(person)][by_share], reverse=True)
    others = [
        person
        for person in rest
        if asked[id(person)][0] >= 2 and asked[id(person)][1] >= ASKING_SHARE
    ]
    return [first, *others] if len(others) < len(rest) else [first]


def _stated_role(person: Person, talk: Talk, letters: Mapping[str, bool]) -> Role:
    for key in person.keys:
        numberless = re.sub(r"\d+$|[a-z]$", "", key)
        if role := ROLE_OF.get(key) or ROLE_OF.get(numberless):
            return role
        if key in letters:
            return "interviewer" if letters[key] else "interviewee"
    remarks = [fold(item.head.remark) for item in talk.order if item.key in person.keys]
    if roles := [ROLE_OF[remark] for remark in remarks if remark in ROLE_OF]:
        return roles[0]  # Mona Keller (host):
    if AUDIENCE.search(person.main.lower()) and is_role(person.main):
        return "audience"
    for entry in talk.named:
        names = (person.name, *person.labels)
        if any(bare(label) == bare(entry.name) or is_part(label, entry.name) for label in names):
            return entry.role
    return ""
