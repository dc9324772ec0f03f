"""Questions run in: set off at the head of the paragraph that answers them.

Blocks in, the same blocks out, those with a run-in question cut behind it: "**Why?** Because." and
a question on a line of its own above its answer. One such paragraph is an emphasis; several are a
habit, and so are a few beside questions that are set off alone.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookbuild.model import BlockKind
from bookbuild.speakers.cues import cues_of
from bookbuild.speakers.paragraphs import LETTER, Piece, cut_paragraph, inner_text, is_paragraph
from bookbuild.turns import QUESTION

FEWEST, FEW = 3, 2  # such questions are a habit; as few beside others
MOSTLY = 0.45  # of the openings that fill their lines must ask
# What is set off at the head of a paragraph, and what parts it from the rest.
OPENING = re.compile(
    r"""\s*(?P<said>
        \*\*\*(?![\s*])(?:(?!\*\*).|\n)+?(?<!\s)\*\*\*
    |   \*\*(?![\s*])(?:(?!\*\*).|\n)+?(?<!\s)\*\*
    |   __(?![\s_])(?:(?!__).|\n)+?(?<!\s)__(?!\w)
    |   \*(?![\s*])[^*]+?(?<!\s)\*(?!\*)
    |   _(?![\s_])[^_]+?(?<!\s)_(?!\w)
    |   <(?P<tag>strong|b|em|i)>(?:(?!</?(?:strong|b|em|i)>).|\n)+?</(?P=tag)>
    )(?P<mark>[?？؟]?)(?P<gap>(?:[ \t\u00a0\\]|<br[ \t]*/?>)*\n?|\s*)(?=\S)""",
    re.VERBOSE | re.IGNORECASE,
)
TAG = re.compile(r"<[^<>]+>")


def cut_run_in(own: list[Piece]) -> list[Piece]:
    """Return ``own`` with the run-in questions cut from their answers, where these are a habit.

    Where they are not, ``own`` itself.
    """
    openings = {number: found for number, piece in enumerate(own) if (found := _opening(piece))}
    asking = [number for number, found in openings.items() if _asks(found)]
    whole = [number for number, found in openings.items() if _fills_line(found)]
    alone = [piece for piece in own if cues_of(piece.prose).style and cues_of(piece.prose).asks]
    if not asking or len({*asking, *whole}) < FEW or len(asking) + len(alone) < FEWEST:
        return own
    has_statements = len(asking) >= MOSTLY * len({*asking, *whole})
    chosen = {*asking, *whole} if has_statements else set(asking)
    return list(_cut(own, {number: openings[number].end() for number in chosen}))


def _opening(piece: Piece) -> re.Match[str] | None:
    """Return what is set off at the head of a paragraph without a label, if more follows it."""
    block = piece.prose
    is_open = block.kind is BlockKind.PARAGRAPH or (
        block.kind is BlockKind.HTML and is_paragraph(block)
    )
    if not is_open or piece.head is not None:
        return None
    text = inner_text(block)
    found = OPENING.match(text)
    return found if found and LETTER.search(text, found.end()) else None


def _asks(found: re.Match[str]) -> bool:
    return bool(found["mark"] or QUESTION.search(TAG.sub("", found["said"])))


def _fills_line(found: re.Match[str]) -> bool:
    return "\n" in found["gap"] or "<br" in found["gap"].lower()


def _cut(own: Sequence[Piece], ends: dict[int, int]) -> Iterator[Piece]:
    for number, piece in enumerate(own):
        if number not in ends:
            yield piece
            continue
        answer = replace(piece, start=ends[number])
        yield from cut_paragraph(piece.prose, [piece, answer], [answer])
