"""The blocks of a chapter in their order: who most likely speaks each that has no label.

Labels and the editor's words are fixed; between them the likeliest sequence of speakers is found
(Viterbi), and how sure each block is (forward-backward). ``scoring`` says how likely each step is.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from bookbuild.model import Prose
from bookbuild.speakers.scoring import OPENING, make_steps, passing
from bookbuild.speakers.steps import NOBODY, Anchor, Habits, Step

Row = dict[int, float]
"""The logarithm of a likelihood for each state of a step: for each who may speak."""


@dataclass(frozen=True, slots=True)
class Decision:
    """Who speaks a block, how surely (0 to 1), and what counted most."""

    person: int
    certainty: float
    why: str = ""


@dataclass(frozen=True, slots=True)
class _Reached:
    """A step as it is reached from the first: by the likeliest way, from whom, by all ways."""

    best: Row
    origin: Mapping[int, int]
    total: Row


def decide(
    blocks: Sequence[Prose], anchors: Mapping[int, Anchor], habits: Habits
) -> tuple[Decision, ...]:
    """Return for each of ``blocks`` who speaks it."""
    steps = make_steps(blocks, anchors, habits)
    reached = _forward(steps, habits)
    left = _backward(steps, habits)
    rows = zip(steps, _path(reached), reached, left, strict=True)
    return tuple(_decision(step, state, here.total, after) for step, state, here, after in rows)


def _decision(step: Step, state: int, total: Row, left: Row) -> Decision:
    if step.anchor is not None and step.anchor.is_passed:
        return Decision(NOBODY, 1.0)
    every = _log_sum([total[s] + left[s] for s in step.states])
    sure = math.exp(total[state] + left[state] - every)
    if step.anchor is not None and step.anchor.person == state:
        sure *= step.anchor.certainty
    return Decision(state, sure, _why(step, state))


def _why(step: Step, state: int) -> str:
    """Return the name of what counts most for ``state``."""
    scores = [(score, name) for name, score in step.scores.get(state, {}).items() if score > 0]
    return max(scores)[1] if scores else ""


def _forward(steps: Sequence[Step], habits: Habits) -> list[_Reached]:
    """Return how each step is reached; what only passes the talk on gets the states before it."""
    made: list[_Reached] = []
    for step in steps:
        if not step.is_open:
            step.states = tuple(made[-1].best) if made else (NOBODY,)
        made.append(_next(made[-1], step, habits) if made else _first(step))
    return made


def _first(step: Step) -> _Reached:
    is_settled = step.anchor is not None and step.anchor.is_fixed
    form = step.anchor.person if step.anchor is not None else NOBODY
    row = {s: 0.0 if s in (NOBODY, form) or is_settled else -OPENING for s in step.states}
    if not is_settled and step.anchor is not None:
        row = {s: score + step.sums[s] for s, score in row.items()}
    return _Reached(row, dict.fromkeys(row, NOBODY), dict(row))


def _next(last: _Reached, step: Step, habits: Habits) -> _Reached:
    best: Row = {}
    total: Row = {}
    origin: dict[int, int] = {}
    for state in step.states:
        ways = [(before, passing(step, before, state, habits)) for before in last.best]
        best[state], origin[state] = max((last.best[b] + score, b) for b, score in ways)
        total[state] = _log_sum([last.total[b] + score for b, score in ways])
    return _Reached(best, origin, total)


def _backward(steps: Sequence[Step], habits: Habits) -> list[Row]:
    """Return how likely what follows each step is, for each of its states."""
    rows: list[Row] = [dict.fromkeys(step.states, 0.0) for step in steps[-1:]]
    for number in range(len(steps) - 2, -1, -1):
        after, left = steps[number + 1], rows[-1]
        row = {
            state: _log_sum([passing(after, state, s, habits) + left[s] for s in after.states])
            for state in steps[number].states
        }
        rows.append(row)
    return rows[::-1]


def _path(reached: Sequence[_Reached]) -> list[int]:
    """Return the states of the likeliest way."""
    if not reached:
        return []
    last = reached[-1].best
    path = [max(last, key=lambda state: last[state])]
    for step in reached[:0:-1]:
        path.append(step.origin[path[-1]])
    return path[::-1]


def _log_sum(values: Sequence[float]) -> float:
    """Return the logarithm of the sum of what ``values`` are logarithms of."""
    top = max(values)
    return top + math.log(sum(math.exp(value - top) for value in values))
