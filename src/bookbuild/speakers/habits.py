"""What a chapter's labelled turns tell of the others: how questions are set, what is left out."""

import re
from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from itertools import pairwise

from bookbuild.speakers.cast import Person
from bookbuild.speakers.cues import cues_of, style_of_words
from bookbuild.speakers.forms import Question, dash_turns
from bookbuild.speakers.lexicon.roles import ROLE_OF
from bookbuild.speakers.names import CASELESS, DOTS
from bookbuild.speakers.paragraphs import Piece, unlabelled
from bookbuild.speakers.roles import ASKING
from bookbuild.speakers.steps import NOBODY, Anchor, Habits
from bookbuild.turns import fold

MOSTLY, SELDOM = 0.6, 0.2  # of the turns are set so


def find_habits(
    own: Sequence[Piece],
    people: Sequence[Person],
    anchors: Mapping[int, Anchor],
    questions: Mapping[int, Question],
) -> Habits:
    """Return the habits of a chapter with these blocks, ``own``."""
    askers = frozenset(n for n, person in enumerate(people) if person.role in ASKING)
    starts = [number for number in sorted(anchors) if anchors[number].person != NOBODY]
    gaps = _gaps(own, [(number, anchors[number].person) for number in starts], askers)
    return Habits(
        people=len(people),
        askers=askers,
        answerers=tuple(n for n, person in enumerate(people) if _may_answer(person)),
        asking_style=_asking_style(own, anchors, askers),
        gaps=gaps[True],
        missing_questions=gaps[False],
        length=_length(own, starts),
        is_closed=any(cues_of(own[n].prose).thanks for n in starts[-3:]),
        dashes=_dashes(own, questions),
        names={number: called(person) for number, person in enumerate(people)},
    )


def _may_answer(person: Person) -> bool:
    is_there = bool(person.labels) or not person.keys or person.entry is not None
    is_guest = person.role not in (*ASKING, "audience", "narrator")
    return is_there and is_guest and not person.is_joint


def _dashes(own: Sequence[Piece], questions: Mapping[int, Question]) -> frozenset[int]:
    """Return the blocks whose dash opens a turn, where dashes open those of all."""
    if any(question.form != "dash" for question in questions.values()):
        return frozenset()
    labelled = [bool(piece.head and piece.head.name) for piece in own]
    return frozenset(dash_turns([unlabelled(piece) for piece in own], labelled))


def _length(own: Sequence[Piece], starts: Sequence[int]) -> float:
    """Return how many paragraphs follow the first of a turn, on an average."""
    if not starts:
        return 1.0
    rest = set(range(starts[0], starts[-1])) - set(starts)
    return sum(cues_of(own[n].prose).is_text for n in rest) / len(starts)


def called(person: Person) -> tuple[str, ...]:
    """Return how a person may be called in a text: by full name, first name or last."""
    words = re.split(rf"[\s{DOTS}]", person.name)
    names = {person.name, *person.labels, *words}
    return tuple(
        sorted(
            name
            for name in names
            if len(name) > (1 if CASELESS.search(name) else 2)
            and name[0].isalpha()
            and not name.islower()
            and fold(name) not in ROLE_OF
        )
    )


def _gaps(
    own: Sequence[Piece], starts: Sequence[tuple[int, int]], askers: Collection[int]
) -> dict[bool, float]:
    """Return the share of questions (True) and answers after which the other's label is missing.

    There the same one is labelled twice, with text between.
    """
    missing, every = Counter[bool](), Counter[bool]()
    for (here, person), (there, following) in pairwise(starts):
        between = [n for n in range(here + 1, there) if cues_of(own[n].prose).is_text]
        every[person in askers] += 1
        missing[person in askers] += person == following and bool(between)
    return {asks: missing[asks] / max(1, every[asks]) for asks in (True, False)}


def _asking_style(
    own: Sequence[Piece], anchors: Mapping[int, Anchor], askers: Collection[int]
) -> str:
    """Return how the words of questions are set off, if those of answers are not."""
    styles: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for number, anchor in anchors.items():
        if anchor.person != NOBODY:
            styles[anchor.person in askers][_style(own[number])] += 1
    asked, answered = styles[True], styles[False]
    for style, count in asked.most_common():
        if style and count >= MOSTLY * asked.total():
            return style if answered[style] <= SELDOM * max(1, answered.total()) else ""
    return ""


def _style(piece: Piece) -> str:
    if piece.head is None:
        return cues_of(piece.prose).style
    return style_of_words(piece.prose.text, piece.head.text)
