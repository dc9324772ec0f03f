"""The blocks of a chapter in their order: who most likely speaks each that has no label.

Labels and the editor's words are fixed; between them the likeliest sequence of speakers is found
(Viterbi), and how sure each block is (forward-backward), from small named scores.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.cues import Cues, cues_of

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of a block: who speaks it (``NOBODY``: nobody), and how surely.

    ``is_fixed``: a label or the editor says so; else the way it is set does.
    """

    person: int
    certainty: float = 1.0
    is_fixed: bool = True


@dataclass(frozen=True, slots=True)
class Habits:
    """What a chapter's labelled turns tell of the others.

    ``askers`` and ``answerers``: people by number. ``asking_style``: how the words of questions
    are set off. ``gaps``: the share of questions that no labelled answer follows, though text does;
    ``open_answers``: how often one who answers is labelled twice with text between.
    """

    people: int
    askers: frozenset[int]
    answerers: tuple[int, ...]
    asking_style: str = ""
    gaps: float = 0.0
    missing_questions: float = 0.0
    length: float = 1.0  # paragraphs of a turn after its first, on an average
    is_closed: bool = False  # the last words thank
    dashes: frozenset[int] = frozenset()  # blocks that begin with a dash: another one speaks
    names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # how people are called


@dataclass(frozen=True, slots=True)
class Decision:
    """Who speaks a block, how surely (0 to 1), and what counted most."""

    person: int
    certainty: float
    why: str = ""


@dataclass(slots=True)
class _Step:
    """A block with what may be decided of it."""

    states: tuple[int, ...]
    cues: Cues
    anchor: Anchor | None
    is_open: bool  # a paragraph or the like; headings, rules and figures only pass the talk on
    after_heading: bool = False
    after_rule: bool = False
    is_last: bool = False  # no label follows
    has_dash: bool = False  # somebody else begins to speak
    is_annex: bool = False  # a list, code, a table: or what a colon announces
    called: frozenset[int] = frozenset()  # whom it speaks of by name
    scores: dict[int, dict[str, float]] = field(default_factory=dict)


def decide(
    blocks: Sequence[Prose], anchors: Mapping[int, Anchor], habits: Habits
) -> tuple[Decision, ...]:
    """Return for each of ``blocks`` who speaks it."""
    steps = _steps(blocks, anchors, habits)
    forward, pointers, alpha = _forward(steps, habits)
    beta = _backward(steps, habits)
    path = _trace(forward, pointers)
    decisions = []
    for number, step in enumerate(steps):
        state = path[number]
        total = _log_sum([alpha[number][s] + beta[number][s] for s in step.states])
        sure = math.exp(alpha[number][state] + beta[number][state] - total)
        if step.anchor is not None:
            sure *= step.anchor.certainty if step.anchor.person == state else 1.0
        before = path[number - 1] if number else NOBODY
        decisions.append(Decision(state, sure, _why(step, state, before, habits)))
    return tuple(decisions)


def _steps(blocks: Sequence[Prose], anchors: Mapping[int, Anchor], habits: Habits) -> list[_Step]:
    """Return a step for each block: who may speak it, and what its own words say of that."""
    steps = []
    last = max(anchors, default=-1)
    first = min((n for n, anchor in anchors.items() if anchor.person != NOBODY), default=0)
    speaker, heading, rule = NOBODY, False, False
    for number, block in enumerate(blocks):
        cues = cues_of(block)
        anchor = anchors.get(number)
        is_open = cues.is_text or anchor is not None
        states: tuple[int, ...]
        if anchor is not None and anchor.is_fixed:
            states = (anchor.person,)
        else:
            states = _candidates(speaker, habits) if number >= first else (NOBODY,)
        step = _Step(states, cues, anchor, is_open, heading, rule, number > last)
        step.has_dash = number in habits.dashes
        step.is_annex = _is_annex(block, blocks[number - 1] if number else None)
        step.called = _called(block, habits) if is_open and len(states) > 1 else frozenset()
        if is_open:
            for state in states:
                step.scores[state] = dict(_own_scores(step, state, habits, number, speaker))
            heading = rule = False
        heading = heading or (block.kind is BlockKind.HEADING and anchor is None)
        rule = rule or block.kind is BlockKind.RULE
        if anchor is not None and anchor.person != NOBODY:
            speaker = anchor.person
        steps.append(step)
    return steps


def _is_annex(block: Prose, before: Prose | None) -> bool:
    """Whether a block belongs to what stands before it: a list, code, what a colon announces."""
    is_paragraph = block.kind in (BlockKind.PARAGRAPH, BlockKind.HTML)
    return not is_paragraph or (
        before is not None and before.text.rstrip(" *_").endswith((":", "："))
    )


def _called(block: Prose, habits: Habits) -> frozenset[int]:
    """Return the people of whom a block speaks by name."""
    return frozenset(
        person
        for person, names in habits.names.items()
        if any(name in block.text for name in names)
    )


def _candidates(speaker: int, habits: Habits) -> tuple[int, ...]:
    """Return who may speak without a label: the last one, those who ask, and the one who answers."""
    near = [NOBODY, *sorted(habits.askers)]
    if speaker != NOBODY:
        near.append(speaker)
    if len(habits.answerers) == 1 or habits.people <= 3:
        near += habits.answerers
    return tuple(dict.fromkeys(near))


def _own_scores(
    step: _Step, state: int, habits: Habits, number: int, speaker: int
) -> list[tuple[str, float]]:
    """Return what the words of a block say for ``state``, by name."""
    cues, made = step.cues, []
    if step.anchor is not None:
        if step.anchor.is_fixed:
            return []
        return [("set as the questions are", 5.0 if state == step.anchor.person else 0.0)]
    if state == NOBODY:
        if step.called and not cues.first_person:
            made.append(("speaks of those who talk", 1.5 if step.is_last else 0.8))
        if cues.closes:
            made.append(("reads like a closing", 3.5 if step.is_last else 0.6))
        if step.has_dash:
            made.append(("begins with a dash", -6.0))
        if step.is_last and cues.opens_like_label and cues.first_person < 1:
            made.append(("begins as a line of credits", 1.5))
        if cues.is_sponsor and cues.first_person < 1:
            made.append(("is a word from a sponsor", 2.5))
        if cues.style == "italic" and habits.asking_style != "italic" and not cues.asks:
            made.append(("is in italics", 2.5))
        if step.is_last and step.after_heading and cues.speaks_of_talk:
            made.append(("speaks of the talk", 2.0))
        if step.is_last and cues.has_address:
            made.append(("has an address", 1.0))
        if step.is_last and not cues.first_person:
            made.append(("does not say I", 0.4))
        return made
    if state in step.called and not cues.first_person:
        made.append(("speaks of itself by name", -1.5))
    if state in habits.askers:
        made.append(
            ("asks", 1.2) if cues.asks else ("does not ask", -0.7 if not cues.asks_inside else 0.2)
        )
        if habits.asking_style:
            made.append(
                ("set as questions are", 2.5)
                if cues.style == habits.asking_style
                else ("not set as questions are", -1.5)
            )
        elif cues.size > 500:
            made.append(("long", -0.7))
        made.append(("says you", min(1.5, 0.7 * cues.second_person)))
        made.append(("says I", -min(1.2, 0.5 * cues.first_person)))
    else:
        made.append(("asks", -1.0 if cues.asks else 0.0))
        if habits.asking_style and cues.style == habits.asking_style and cues.asks:
            made.append(("set as questions are", -2.0))
        made.append(("says I", min(0.8, 0.4 * cues.first_person)))
    return made


def _passing(step: _Step, before: int, state: int, habits: Habits, prev: _Step | None) -> float:
    """Return the score for ``state`` to speak after ``before`` did.

    What a block looks like counts where somebody begins, not where they go on.
    """
    if not step.is_open:
        return 0.0 if state == before else -99.0
    if step.anchor is not None and step.anchor.is_fixed:
        return _into_label(before, state, habits)
    own = sum(step.scores[state].values())
    if step.anchor is not None and state == step.anchor.person:
        is_unanswered = state == before and prev is not None and prev.anchor is None
        return own - (1.5 if is_unanswered else 0.0)
    if state == before:
        return _staying(step, state, habits, prev)
    asked = prev is not None and _has_asked(prev)
    if state == NOBODY:
        is_unanswered = asked and before in habits.askers
        return own - _leaving_cost(step, habits) - (2.0 if is_unanswered else 0.0)
    if before == NOBODY:
        return own - 3.5
    return own - _change_cost(before, state, asked=asked, habits=habits)


def _staying(step: _Step, state: int, habits: Habits, prev: _Step | None) -> float:
    """Return the score for the same one to go on without a label."""
    if state == NOBODY:
        return 0.0
    score = -_resuming_cost(step) - (8.0 if step.has_dash else 0.0)
    if state in step.called and not step.cues.first_person:
        score -= 1.0
    is_question = (
        step.cues.asks and bool(habits.asking_style) and step.cues.style == habits.asking_style
    )
    if state not in habits.askers:
        asks_you = step.cues.asks and step.cues.second_person > step.cues.first_person
        return score - (2.5 if is_question else 1.0 if asks_you and habits.people == 2 else 0.0)
    is_set_so = prev is not None and prev.anchor is not None and not prev.anchor.is_fixed
    if prev is not None and (prev.cues.asks or is_set_so) and not step.cues.asks:
        score -= 1.5 + 1.5 * habits.gaps
    return score


def _has_asked(step: _Step) -> bool:
    is_set_so = step.anchor is not None and not step.anchor.is_fixed
    return step.cues.asks or step.cues.asks_inside or is_set_so


def _resuming_cost(step: _Step) -> float:
    """Return what it costs to go on without a label after a heading or a rule."""
    if step.after_heading:
        return 2.0 if step.is_last else 0.8
    return 0.3 if step.after_rule else 0.0


def _leaving_cost(step: _Step, habits: Habits) -> float:
    """Return what it costs that nobody speaks any more.

    Where turns have one paragraph each, one without a label is hardly a turn's second.
    """
    if step.after_heading:
        return 0.5 if step.is_last else 2.4
    cost = 3.2 - 1.4 * max(0.0, 1 - 2 * habits.length)
    if step.is_annex:
        cost += 2.0
    if step.is_last:
        cost -= 1.0 * habits.is_closed + (0.8 if step.after_rule else 0.0)
    return max(0.5, cost)


def _change_cost(before: int, state: int, *, asked: bool, habits: Habits) -> float:
    """Return what it costs that one begins to speak without a label after another."""
    if before in habits.askers and state not in habits.askers:
        return (1.0 if asked else 3.0) - 1.5 * habits.gaps + (0.0 if habits.gaps else 0.6)
    if state in habits.askers and before not in habits.askers:
        return 3.2 - 2.0 * habits.missing_questions
    return 5.0


def _into_label(before: int, state: int, habits: Habits) -> float:
    """Return the score for a labelled block: few are labelled again in the middle of their turn."""
    if before != state or state == NOBODY:
        return 0.0
    missing = habits.gaps if state in habits.askers else habits.missing_questions
    return -(1.2 if habits.people == 2 else 0.4) - 1.2 * missing


# -- the likeliest sequence -----------------------------------------------------------------------

Scores = list[dict[int, float]]


def _forward(steps: Sequence[_Step], habits: Habits) -> tuple[Scores, list[dict[int, int]], Scores]:
    best: Scores = []
    alpha: Scores = []
    pointers: list[dict[int, int]] = []
    for number, step in enumerate(steps):
        own = dict.fromkeys(_reach(step, alpha), 0.0)
        step.states = tuple(own)
        if not number:
            start = {
                s: own[s] + (0.0 if s == NOBODY or (step.anchor and step.anchor.is_fixed) else -3.5)
                for s in own
            }
            best.append(start)
            alpha.append(dict(start))
            pointers.append(dict.fromkeys(own, NOBODY))
            continue
        prev = _last_open(steps, number)
        row, sums, back = {}, {}, {}
        for state in own:
            ways = [(best[-1][b] + _passing(step, b, state, habits, prev), b) for b in best[-1]]
            score, back[state] = max(ways)
            row[state] = score
            sums[state] = _log_sum(
                [alpha[-1][b] + _passing(step, b, state, habits, prev) for b in alpha[-1]]
            )
        best.append(row)
        alpha.append(sums)
        pointers.append(back)
    return best, pointers, alpha


def _reach(step: _Step, alpha: Scores) -> tuple[int, ...]:
    """Return the states of a step; what only passes the talk on has those of the step before."""
    if step.is_open:
        return step.states
    return tuple(alpha[-1]) if alpha else (NOBODY,)


def _last_open(steps: Sequence[_Step], number: int) -> _Step | None:
    for place in range(number - 1, max(-1, number - 6), -1):
        if steps[place].is_open:
            return steps[place]
    return None


def _backward(steps: Sequence[_Step], habits: Habits) -> Scores:
    beta: Scores = [dict.fromkeys(step.states, 0.0) for step in steps]
    for number in range(len(steps) - 2, -1, -1):
        after = steps[number + 1]
        prev = _last_open(steps, number + 1)
        own = beta[number + 1]
        for state in steps[number].states:
            beta[number][state] = _log_sum(
                [_passing(after, state, s, habits, prev) + own[s] for s in after.states]
            )
    return beta


def _trace(best: Scores, pointers: list[dict[int, int]]) -> list[int]:
    if not best:
        return []
    state = max(best[-1], key=lambda s: best[-1][s])
    path = [state]
    for number in range(len(best) - 1, 0, -1):
        state = pointers[number][state]
        path.append(state)
    return path[::-1]


def _log_sum(values: Sequence[float]) -> float:
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))


def _why(step: _Step, state: int, before: int, habits: Habits) -> str:
    scores = [(score, name) for name, score in step.scores.get(state, {}).items() if score > 0]
    return max(scores)[1] if scores else ""
