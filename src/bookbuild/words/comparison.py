"""Two sequences of letters that should be the same, and where they differ.

They mostly are the same, and long: so equal stretches are skipped whole, and only where the two
part is it searched how they meet again.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from itertools import pairwise

from bookbuild.words.letters import Letters

# Letters that must agree before two sequences have met again: no phrase of everyday's has as many
# (tried on interviews; half as many met at "you know what i mean").
SURE = 24
WINDOWS = (64, 1024, 16384)  # letters searched for a meeting, and then all
END = "\0" * SURE  # both end alike, so they always meet
FINEST = 250_000  # letters of the one times those of the other: more are not looked into


@dataclass(frozen=True, slots=True)
class Difference:
    """Letters ``start`` to ``end`` of the one sequence are missing; ``added`` stands instead."""

    start: int
    end: int
    added: str


def compare(wanted: Letters, found: Letters) -> Iterator[Difference]:
    """Yield where ``found`` differs from ``wanted``, but for what may be left out of either."""
    if wanted.text == found.text:
        return
    lost_to = added_to = 0
    parts = list(_differences(wanted.text + END, found.text + END))
    ends = range(len(wanted.text), len(wanted.text)), range(len(found.text), len(found.text))
    for (gap, extra), (next_gap, next_extra) in pairwise([*parts, ends]):
        lost = gap if len(extra) else _slide(wanted, gap, range(lost_to, next_gap.start))
        added = extra if len(gap) else _slide(found, extra, range(added_to, next_extra.start))
        lost_to, added_to = lost.stop, added.stop
        is_more = bool(found.own_letters(added.start, added.stop))
        if is_more or wanted.own_letters(lost.start, lost.stop):
            text = found.text[added.start : added.stop] if is_more else ""
            yield Difference(lost.start, lost.stop, text)


def common(one: str, other: str, i: int = 0, j: int = 0) -> int:
    """Return how many letters are the same from ``i`` and ``j`` on."""
    size, step = 0, 1 << 16
    while step:
        piece = one[i + size : i + size + step]
        if len(piece) == step and other.startswith(piece, j + size):
            size += step
        else:
            step //= 2
    return size


def _slide(within: Letters, gap: range, room: range) -> range:
    """Move a gap over letters that are the same on both its sides, to where it fits best.

    Of two equal words, of which one is missing, it is the one that may be missing; or else what is
    missing begins where a piece does.
    """
    best, score = gap, _score(within, gap)
    for other in (*_moved_back(within.text, gap, room), *_moved_on(within.text, gap, room)):
        if (found := _score(within, other)) > score:
            best, score = other, found
    return best


def _moved_back(text: str, gap: range, room: range) -> Iterator[range]:
    start, end = gap.start, gap.stop
    while start > room.start and text[start - 1] == text[end - 1]:
        start, end = start - 1, end - 1
        yield range(start, end)


def _moved_on(text: str, gap: range, room: range) -> Iterator[range]:
    start, end = gap.start, gap.stop
    while end < room.stop and text[start] == text[end]:
        start, end = start + 1, end + 1
        yield range(start, end)


def _score(within: Letters, gap: range) -> tuple[bool, bool]:
    is_free = not within.own_letters(gap.start, gap.stop)
    return is_free, gap.start == within.starts[within.piece_at(gap.start)]


def _differences(one: str, other: str) -> Iterator[tuple[range, range]]:
    """Yield the stretches that differ: where in the one, and where in the other."""
    i = j = 0
    while True:
        same = common(one, other, i, j)
        i, j = i + same, j + same
        if i == len(one) and j == len(other):
            return
        di, dj = _meet(one, i, other, j)
        yield from _refine(one[i : i + di], other[j : j + dj], i, j)
        i, j = i + di, j + dj


def _meet(one: str, i: int, other: str, j: int) -> tuple[int, int]:
    """Return how many letters of each to skip so that both go on alike; the fewest in all."""
    for window in (*WINDOWS, len(one) + len(other)):
        places: dict[str, int] = {}
        for dj in range(min(window, len(other) - j - SURE + 1)):
            places.setdefault(other[j + dj : j + dj + SURE], dj)
        best = (len(one) + len(other), 0, 0)
        for di in range(min(window, len(one) - i - SURE + 1)):
            if di >= best[0]:
                break
            if (dj := places.get(one[i + di : i + di + SURE], -1)) >= 0:
                best = min(best, (di + dj, di, dj))
        if best[1] or best[2]:
            return best[1:]
    raise AssertionError("both end alike")


def _refine(one: str, other: str, i: int, j: int) -> Iterator[tuple[range, range]]:
    """Yield the stretches that differ within two that do."""
    if not one or not other or len(one) * len(other) > FINEST:
        yield from _around(one, other, i, j)
        return
    matcher = SequenceMatcher(None, one, other, autojunk=False)
    for kind, start, end, first, last in matcher.get_opcodes():
        if kind != "equal":
            yield range(i + start, i + end), range(j + first, j + last)


def _around(one: str, other: str, i: int, j: int) -> Iterator[tuple[range, range]]:
    """Yield two stretches as they are; or what is before and after the other, in the one."""
    ends = i + len(one), j + len(other)
    if other and (place := one.find(other)) >= 0:
        yield range(i, i + place), range(j, j)
        yield range(i + place + len(other), ends[0]), range(ends[1], ends[1])
    else:
        yield range(i, ends[0]), range(j, ends[1])
