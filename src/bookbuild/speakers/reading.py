"""One chapter: its labels and people, its blocks cut at them, and who speaks each."""

from collections import Counter
from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.bookconfig import SpeakerEntry
from bookbuild.diagnostics import Report
from bookbuild.model import BlockKind, Chapter, Prose
from bookbuild.speakers.anchoring import Signs, find_anchors
from bookbuild.speakers.cast import Person, Talk
from bookbuild.speakers.directives import Directive, find_directives
from bookbuild.speakers.evidence import Candidate, Setting, Verdict
from bookbuild.speakers.forms import Question, Start, find_questions
from bookbuild.speakers.furniture import find_furniture
from bookbuild.speakers.gathering import (
    IN_INTRODUCTION,
    IN_TITLE,
    find_cast,
    find_setting,
    gather_labels,
)
from bookbuild.speakers.habits import called, find_habits
from bookbuild.speakers.paragraphs import Piece, unlabelled
from bookbuild.speakers.people import find_people
from bookbuild.speakers.pieces import cut, dropped_lines, pieces
from bookbuild.speakers.records import settle_heads
from bookbuild.speakers.run_in import cut_run_in
from bookbuild.speakers.sequence import Decision, decide
from bookbuild.speakers.steps import NOBODY, Anchor
from bookbuild.speakers.voices import (
    Credits,
    find_credits,
    find_directed,
    find_nameless,
    is_one_sided,
)
from bookbuild.speakers.weighing import doubtful, find_labels, weigh

FEW, SELDOM = 2, 0.2  # labels, and the share of them, that ask
Removed = tuple[tuple[int, str], ...]
"""Pairs of line and text: what opening a block took away."""


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a chapter: its people, its blocks and a decision on each.

    ``people`` are numbered as in the decisions. ``questions``: the blocks that are known by their
    form; ``furniture``: those that are nobody's by their place, with the reason; ``doubted``:
    labels that are taken as text.
    """

    people: Sequence[Person]
    pieces: Sequence[Piece]
    decisions: Sequence[Decision]
    anchors: Mapping[int, Anchor]
    questions: Mapping[int, Question]
    furniture: Mapping[int, str]
    directives: Mapping[int, Directive]
    verdicts: Mapping[str, Verdict]
    doubted: Sequence[Candidate]
    removed: Removed = ()
    is_listed: bool = False  # a roster names the people


@dataclass(frozen=True, slots=True)
class _Heads:
    """What may be labels in a chapter.

    ``parts``: its blocks with these; ``labels`` and ``order``: those that are, and where;
    ``telling``: those that open no turn; ``doubted``: those of them that might.
    """

    setting: Setting
    parts: Sequence[Sequence[Piece]]
    labels: Mapping[str, Verdict]
    order: Sequence[Candidate]
    telling: Sequence[Candidate]
    doubted: Sequence[Candidate]


def read_chapter(chapter: Chapter, entries: Sequence[SpeakerEntry], report: Report) -> Found:
    """Return who speaks in ``chapter``. ``entries``: the rosters of chapter and book."""
    heads = _find_heads(chapter, entries)
    own, removed = _cut(chapter.blocks, heads.parts, heads.labels)
    own = _without_run_in(chapter, own, heads)
    directives = find_directives([piece.prose for piece in own], chapter.source.path, report)
    questions = _questions(chapter, own, directives, heads.setting)
    asked = [own[number].prose.line for number in questions]
    credit = find_credits(chapter, heads.telling, heads.setting)
    talk = Talk(heads.order, entries, credit.mentions, credit.named, credit.authors, asked)
    people = _everybody(talk, credit, directives)
    anchors = find_anchors(own, people, Signs(heads.labels, directives, questions))
    words = [unlabelled(piece) for piece in own]
    furniture = find_furniture(words, anchors, {n for person in people for n in called(person)})
    passed = dict.fromkeys(furniture, Anchor(NOBODY, is_passed=True))
    habits = find_habits(own, people, anchors, questions)
    return Found(
        people,
        own,
        decide(words, {**anchors, **passed}, habits),
        anchors,
        questions,
        furniture,
        directives,
        heads.labels,
        heads.doubted,
        removed,
        is_listed=bool(entries),
    )


def _find_heads(chapter: Chapter, entries: Sequence[SpeakerEntry]) -> _Heads:
    """Return what the heads of a chapter's lines turn out to be: labels, credits, or text."""
    parts = settle_heads([pieces(block) for block in chapter.blocks])
    every = gather_labels(chapter, parts)
    stated = find_cast(every)
    candidates = tuple(item for item in every if item not in stated)
    setting = find_setting(chapter, candidates, entries, stated)
    verdicts = weigh(candidates, setting)
    labels = find_labels(candidates, verdicts, setting)
    order = [item for item in candidates if item.key in labels]
    return _Heads(
        setting,
        _as_set(_headless(parts, stated), order),
        labels,
        order,
        [*stated, *(item for item in candidates if item.key not in labels)],
        doubtful(candidates, verdicts, labels),
    )


def _everybody(talk: Talk, credit: Credits, directives: Mapping[int, Directive]) -> list[Person]:
    """Return who speaks: by a label, by the editor's word alone, or without either."""
    found = find_people(talk)
    people = [person for person in found if _is_present(person, credit.chapter, credit.setting)]
    if talk.has_questions or is_one_sided(people, talk.order):
        people += find_nameless(people, credit)
    return [*people, *find_directed(directives, people)]


def _headless(
    parts: Sequence[Sequence[Piece]], stated: Sequence[Candidate]
) -> Sequence[Sequence[Piece]]:
    """Return ``parts`` without the heads of lines that only say who somebody is."""
    if not stated:
        return parts
    heads = [item.head for item in stated]

    def bare(piece: Piece) -> Piece:
        is_one = any(piece.head is head for head in heads)
        return replace(piece, head=None) if is_one else piece

    return [[bare(piece) for piece in own] for own in parts]


def _as_set(parts: Sequence[Sequence[Piece]], order: Sequence[Candidate]) -> list[list[Piece]]:
    """Return ``parts`` without the heads that are set as no other label is, but for a colon.

    A name alone on a line above a portrait is no label where labels end with a colon.
    """
    endings = Counter(item.head.ending for item in order)

    def is_usual(piece: Piece) -> bool:
        head = piece.head
        return head is None or not head.name or head.ending == "colon" or endings[head.ending] > 1

    return [
        [piece if is_usual(piece) else replace(piece, head=None) for piece in own] for own in parts
    ]


def _is_present(person: Person, chapter: Chapter, setting: Setting) -> bool:
    """Whether somebody may speak here: of the book's roster, only those whom the chapter names."""
    entry = person.entry
    if entry is None or person.labels or entry.name in [own.name for own in chapter.speakers]:
        return True
    return any(name in setting.opening for name in (entry.name, *entry.aliases))


def _cut(
    blocks: Sequence[Prose], parts: Sequence[Sequence[Piece]], known: Collection[str]
) -> tuple[list[Piece], Removed]:
    """Return the blocks cut at the labels that are known, and the lines that fall away."""
    made: list[Piece] = []
    removed: list[tuple[int, str]] = []
    for block, own in zip(blocks, parts, strict=True):
        new = cut(block, own, known)
        if block.kind is BlockKind.TABLE and new[0].prose is not block:
            removed += dropped_lines(block)
        made += [_known_head(piece, known) for piece in new]
    return made, tuple(removed)


def _known_head(piece: Piece, known: Collection[str]) -> Piece:
    """Drop a head that names no speaker; a time alone stays, and a notice."""
    head = piece.head
    if head is None or (head.key in known if head.name else head.time or head.is_notice):
        return piece
    return replace(piece, head=None)


def _without_run_in(chapter: Chapter, own: list[Piece], heads: _Heads) -> list[Piece]:
    """Return the blocks with run-in questions cut off, if they turn out to be questions.

    Those whose questions have labels ask no others, and an author may ask himself.
    """
    asking = [item for item in heads.order if item.asks]
    is_labelled = len(asking) >= max(FEW, SELDOM * len(heads.order))
    is_of_somebody = bool(heads.order) or any(
        mention.weight >= IN_INTRODUCTION for mention in heads.setting.mentions
    )
    parted = own if is_labelled or not is_of_somebody else cut_run_in(own)
    return parted if parted is own or _questions(chapter, parted, (), heads.setting) else own


def _questions(
    chapter: Chapter, own: Sequence[Piece], directives: Collection[int], setting: Setting
) -> Mapping[int, Question]:
    """Return the blocks that are questions by their form."""
    blocks = [unlabelled(piece) for piece in own]
    labelled = [bool(piece.head and piece.head.name) for piece in own]
    taken = [is_labelled or number in directives for number, is_labelled in enumerate(labelled)]
    weights = [mention.weight for mention in setting.mentions]
    start = Start(
        chapter.title,
        has_name=max(weights, default=0) >= IN_TITLE,
        has_names=max(weights, default=0) >= IN_INTRODUCTION,
        called=frozenset(
            word
            for mention in setting.mentions
            if mention.weight >= IN_INTRODUCTION
            for word in (mention.name.split()[0], mention.name.split()[-1])
        ),
    )
    return find_questions(blocks, taken, start, has_answers=any(labelled))
