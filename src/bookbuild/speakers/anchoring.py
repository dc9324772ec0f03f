"""What is known of a chapter's blocks before it is decided who speaks them.

The surest first: the editor's word, a label, the readers' comments, the form of questions.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookbuild.speakers.cast import Person
from bookbuild.speakers.directives import Directive
from bookbuild.speakers.evidence import Verdict
from bookbuild.speakers.forms import Question
from bookbuild.speakers.gathering import first_comment
from bookbuild.speakers.names import is_part
from bookbuild.speakers.paragraphs import Piece
from bookbuild.speakers.roles import ASKING
from bookbuild.speakers.steps import NOBODY, Anchor
from bookbuild.speakers.voices import person_called
from bookbuild.turns import fold

# How sure a label is somebody's by the reason, where it is not theirs word for word.
DOUBTS: Mapping[str, float] = {
    "sounds like": 0.95,
    "is spelt almost like": 0.95,
    "is the initial of": 0.9,
    "is short for": 0.9,
    "stands where nobody else can speak, but": 0.8,
}
AMBIGUOUS = 0.5  # certainty of a label that may be either of two: Ana, beside two Anas


@dataclass(frozen=True, slots=True)
class Signs:
    """What settles blocks: labels, the editor's words, the form of questions."""

    labels: Mapping[str, Verdict]
    directives: Mapping[int, Directive]
    questions: Mapping[int, Question]


def find_anchors(
    own: Sequence[Piece], people: Sequence[Person], signs: Signs
) -> Mapping[int, Anchor]:
    """Return what is known of blocks. Nobody speaks in the readers' comments."""
    comments = first_comment([piece.prose for piece in own])
    found: dict[int, Anchor] = {}
    for number, piece in enumerate(own):
        directive = signs.directives.get(number)
        anchor = _directed(directive, people) or _labelled(piece, people, signs.labels)
        if anchor is None and number > comments:
            anchor = Anchor(NOBODY)
        anchor = anchor or _form_anchor(people, signs.questions.get(number))
        if anchor is not None:
            found[number] = anchor
    return found


def _directed(directive: Directive | None, people: Sequence[Person]) -> Anchor | None:
    """Return who speaks a block by the editor's word; None: there is none."""
    if directive is None:
        return None
    number = person_called(directive.name, people) if directive.name else None
    return Anchor(NOBODY, is_passed=True) if number is None else Anchor(number)


def _labelled(
    piece: Piece, people: Sequence[Person], labels: Mapping[str, Verdict]
) -> Anchor | None:
    """Return who speaks a block by its label; None: it has none."""
    if piece.head is not None and piece.head.is_notice:
        return Anchor(NOBODY, is_passed=True)
    if piece.head is None or not piece.head.name:
        return None
    key = piece.head.key
    for number, person in enumerate(people):
        if key in person.keys:
            names = [other.name for other in people if other is not person]
            return Anchor(number, _certainty(key, person, labels, names))
    return None


def _form_anchor(people: Sequence[Person], question: Question | None) -> Anchor | None:
    """Return the one who asks, for a block that is set as questions are."""
    askers = [number for number, person in enumerate(people) if person.role in ASKING]
    if question is None or not askers:
        return None
    return Anchor(askers[0], question.certainty, is_fixed=False)


def _certainty(
    key: str, person: Person, labels: Mapping[str, Verdict], others: Sequence[str]
) -> float:
    """Return how sure a label is: how much speaks for it, and for its being this person's."""
    entry = person.entry
    if entry is not None and key in [fold(label) for label in (entry.name, *entry.aliases)]:
        return 1.0
    if len(person.keys) == 1 and sum(is_part(person.main, other) for other in others) > 1:
        return AMBIGUOUS
    total = labels[key].total if key in labels else 0.0
    return min(0.99, 0.7 + 0.05 * total) * DOUBTS.get(person.reasons.get(key, ""), 1.0)
