"""Two sequences of letters, of a book and of its pages: which of the one are which of the other.

They may differ anywhere: pages have running heads, folios and notes between the letters of the
text, and another typesetter's front matter. So passages that occur once in either are looked for;
the longest chain of them in the same order is right, and what is between them is looked at closely.
"""

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from difflib import SequenceMatcher
from itertools import pairwise

from bookbuild.words.comparison import common

PASSAGE = 20  # letters that hardly occur twice in a book (half as many met at "you know what i")
SHORT = 8  # the same between two passages that are known
FINEST = 60_000  # letters of a gap in the one times those in the other: more are not looked into
LEAST = 4  # letters that are alike in a gap by more than chance


Pair = tuple[int, int]  # a place in the one sequence, and the same place in the other


@dataclass(frozen=True, slots=True)
class Match:
    """As many letters from ``one`` on in the one sequence are those from ``other`` on."""

    one: int
    other: int
    size: int

    @property
    def ends(self) -> Pair:
        return self.one + self.size, self.other + self.size


START = Match(0, 0, 0)


def align(one: str, other: str, edges: Sequence[int] = ()) -> list[Match]:
    """Return what is the same in both, in order.

    ``edges``: places in ``other``, sorted, where something begins: where two readings are as
    good, it is the one that begins there.
    """
    grown = _grow(one, other, _anchors(one, other, PASSAGE), edges)
    last = Match(len(one), len(other), 0)
    found: list[Match] = []
    for before, after in pairwise([START, *grown, last]):
        found += [before, *_between(one, other, before.ends, (after.one, after.other))]
    return [match for match in found if match.size]


def _anchors(one: str, other: str, size: int) -> list[Pair]:
    """Return where passages of ``size`` letters stand, in an order that is that of both."""
    places: dict[str, int] = {}
    twice = set()
    for i in range(0, len(one) - size + 1, size):
        passage = one[i : i + size]
        if passage in places:
            twice.add(passage)
        places[passage] = i
    met: dict[int, int] = {}
    for j in range(len(other) - size + 1):
        passage = other[j : j + size]
        if (place := places.get(passage)) is not None and passage not in twice:
            met[place] = -1 if place in met else j
    return _chain([(i, j) for i, j in met.items() if j >= 0])


def _chain(pairs: Iterable[Pair]) -> list[Pair]:
    """Return as many of ``pairs`` as can be that come in the same order in both sequences."""
    ordered = sorted(pairs, key=lambda pair: pair[1])
    ends: list[int] = []  # of the chain of each length that ends soonest, where in the one
    last: list[int] = []  # the same as numbers of pairs
    before: list[int] = []
    for number, (i, _) in enumerate(ordered):
        length = bisect_left(ends, i)
        before.append(last[length - 1] if length else -1)
        ends[length : length + 1] = [i]
        last[length : length + 1] = [number]
    chain, number = [], last[-1] if last else -1
    while number >= 0:
        chain.append(ordered[number])
        number = before[number]
    return chain[::-1]


def _grow(one: str, other: str, anchors: Iterable[Pair], edges: Sequence[int]) -> list[Match]:
    """Return the passages with all that is the same before and behind them."""
    grown: list[Match] = []
    for i, j in anchors:
        left = grown[-1] if grown else START
        if i < left.ends[0] or j < left.ends[1]:
            continue  # it is in what is found, or at odds with it
        back = _common_before(one, other, (i, j), (left.one, left.other))
        place = bisect_left(edges, j - back)
        edge = edges[place] if place < len(edges) else j + 1
        if edge <= j and (i - j + edge < left.ends[0] or edge < left.ends[1]):
            # What is left of the edge has taken letters that stand behind it: running heads may
            # begin as the text does that they part.
            back = j - edge
            grown[-1:] = [replace(left, size=min(i - back - left.one, edge - left.other))]
        else:
            back = min(back, i - left.ends[0], j - left.ends[1])
        size = common(one, other, i, j)
        grown.append(Match(i - back, j - back, back + size))
    return grown


def _common_before(one: str, other: str, ends: Pair, starts: Pair) -> int:
    """Return how many letters before ``ends`` are the same, at most up to ``starts``."""
    (i, j), most = ends, min(ends[0] - starts[0], ends[1] - starts[1])
    size = 0
    while size < most and one[i - size - 1] == other[j - size - 1]:
        size += 1
    return size


def _between(one: str, other: str, starts: Pair, ends: Pair) -> Iterator[Match]:
    """Yield what is the same between two passages that are."""
    here, there = one[starts[0] : ends[0]], other[starts[1] : ends[1]]
    if not here or not there:
        return
    if len(here) * len(there) > FINEST:
        found = _grow(here, there, _anchors(here, there, SHORT), ())
    else:
        blocks = SequenceMatcher(None, here, there, autojunk=False).get_matching_blocks()
        least = min(LEAST, len(here))
        found = [Match(*block) for block in blocks if block.size >= least]
    for match in found:
        yield Match(match.one + starts[0], match.other + starts[1], match.size)
