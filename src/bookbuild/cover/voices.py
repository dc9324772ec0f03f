"""The ornament of a cover: the first turns of the book itself, each a stroke as long as it lasts.

Who asks goes down from the line, who answers goes up: the rhythm of the talk, as it is.
"""

from collections.abc import Iterator
from dataclasses import dataclass
from itertools import islice

from bookbuild.model import Book, Turn

ASKING = ("interviewer", "host", "audience")
MOST, FEWEST = 56, 3  # strokes; fewer are no rhythm
LEAST_HEIGHT = 0.035
WIDEST_PITCH = 1 / 14  # of few strokes: they stand together
ANSWERED = 0.68  # the share of the height above the line


@dataclass(frozen=True, slots=True)
class Stroke:
    """A turn. ``place``, ``height``: shares of the field's width and height."""

    place: float
    height: float
    is_asking: bool


def strokes_of(book: Book) -> tuple[Stroke, ...]:
    """Return the strokes for the turns that the book begins with; none where few speak."""
    turns = list(islice(_turns(book), MOST))
    if len(turns) < FEWEST:
        return ()
    longest = max(length for length, _ in turns) ** 0.5
    pitch = min(1 / (len(turns) - 1), WIDEST_PITCH)
    return tuple(
        Stroke(number * pitch, _height(length**0.5 / longest, is_asking=is_asking), is_asking)
        for number, (length, is_asking) in enumerate(turns)
    )


def _height(share: float, *, is_asking: bool) -> float:
    """Return how high a stroke is; lengths go by their roots, or long turns would dwarf others."""
    room = 1 - ANSWERED if is_asking else ANSWERED
    return max(LEAST_HEIGHT, share * room)


def _turns(book: Book) -> Iterator[tuple[int, bool]]:
    """Yield length of each turn, in characters, and whether it is of those who ask.

    Where no role is known, whoever speaks first in a chapter asks there.
    """
    for chapter in book.chapters:
        blocks = [block for block in chapter.blocks if isinstance(block, Turn)]
        has_roles = any(block.speaker.role for block in blocks)
        first = blocks[0].speaker.id if blocks else ""
        length, is_asking = 0, False
        for block in blocks:
            if block.is_start and length:
                yield length, is_asking
                length = 0
            speaker = block.speaker
            is_asking = speaker.role in ASKING if has_roles else speaker.id == first
            length += max(1, len(block.text))
        if length:
            yield length, is_asking
