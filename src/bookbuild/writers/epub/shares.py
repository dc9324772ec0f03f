"""Where a chapter that is too long for one file is cut, from the sizes of what it consists of."""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.xhtml import Element, serialise_plain

# Bytes of XHTML. RMSDK and the e-ink devices that are built on it lay out a whole file at a time,
# and refuse one of more than about 300 kB; others only grow slow.
LIMIT = 300_000
# What is left is cut into equal shares of about so much; a cut may lie a sixth of a share before
# or behind, where there is a better place for it, and the longest file still keeps to the limit.
SHARE = LIMIT * 3 // 4
SLACK = 6

# How well a file begins with a block; less is better. Headings have the number of their level.
TURN, BLOCK, NEVER = 7, 8, 9


Measure = Callable[[Element], int]
"""How many bytes an element takes in a file."""


@dataclass(frozen=True, slots=True)
class Block:
    """What is never cut. ``size``: bytes, without the ``notes`` that have to be in its file."""

    node: Element
    size: int
    rank: int
    notes: tuple[Element, ...] = ()


def size_of(node: Element) -> int:
    """Return how many bytes ``node`` takes in a file, as it is."""
    return len(serialise_plain(node).encode())


def cuts(blocks: Sequence[Block], notes: Mapping[Element, int]) -> list[int]:
    """Return the numbers of the blocks that a further file begins with.

    ``notes`` are the sizes of all notes. One that two files call stands in both, and counts in
    both.
    """
    found: list[int] = []
    rest = blocks
    while (count := _count(size_of_all(rest, notes))) > 1:
        place = _next(rest, notes, size_of_all(rest, notes) / count)
        if not place:
            break
        found.append(place + (found[-1] if found else 0))
        rest = blocks[found[-1] :]
    return found


def size_of_all(blocks: Sequence[Block], notes: Mapping[Element, int]) -> int:
    """Return the size of a file of ``blocks`` and of the notes that they call."""
    called = {note for block in blocks for note in block.notes}
    return sum(block.size for block in blocks) + sum(notes[note] for note in called)


def _count(size: int) -> int:
    """Return how many files so much is; a last file may be somewhat longer than the share."""
    return max(1, -(-(size - SHARE // SLACK) // SHARE))


def _next(blocks: Sequence[Block], notes: Mapping[Element, int], share: float) -> int:
    """Return the number of the block before which the first file had best end; 0: of none."""
    near: dict[int, float] = {}  # places that fit, and how far they lie from the share
    size, seen = 0, set[Element]()
    for number, block in enumerate(blocks):
        if number and block.rank < NEVER:
            if size > LIMIT and not near:
                return number
            if size <= LIMIT:
                near[number] = abs(size - share)
        if size > LIMIT and near:
            break
        size += block.size + sum(notes[note] for note in block.notes if note not in seen)
        seen.update(block.notes)
    good = [place for place in near if near[place] <= share / SLACK]
    if good:
        return min(good, key=lambda place: (blocks[place].rank, near[place]))
    return min(near, key=lambda place: near[place], default=0)
