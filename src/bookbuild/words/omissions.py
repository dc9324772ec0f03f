"""What the settings of the book took out of its text need not be printed; all else must be.

Each piece frees the letters of one place in the manuscript: the first at or after the line of its
block, behind the piece before it. The same words elsewhere are missed as ever.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from itertools import accumulate, pairwise

from bookbuild.words.passages import Passage

ANYTHING = r"[\W_]*"
FILLER = r"[\s\\*_~]*"  # what may stand between two characters: Markdown's marks, a new line


def leave_out(
    passages: Sequence[Passage], pieces: Iterable[tuple[int, str]]
) -> tuple[Passage, ...]:
    """Return ``passages`` with those of their parts that are ``pieces`` as what may be missing."""
    text = "".join(passage.text for passage in passages)
    starts = [0, *accumulate(len(passage.text) for passage in passages)]
    cuts: list[int] = []
    for line, words in pieces:
        first = next((n for n, passage in enumerate(passages) if passage.line >= line), 0)
        begin = max(starts[first], cuts[-1] if cuts else 0)
        if (found := _find(words, text, begin)) is not None:
            cuts += found.span()
    return tuple(_cut(passages, starts, cuts)) if cuts else tuple(passages)


def _find(words: str, text: str, begin: int) -> re.Match[str] | None:
    """Find ``words`` with its marks, or else its letters, however they are written."""
    marks = FILLER.join(re.escape(char) for char in "".join(words.split()))
    letters = ANYTHING.join(filter(str.isalnum, words))
    return re.compile(marks).search(text, begin) or re.compile(letters).search(text, begin)


def _cut(
    passages: Sequence[Passage], starts: Sequence[int], cuts: Sequence[int]
) -> Iterator[Passage]:
    """Yield the passages, cut where a piece begins or ends; inside it, none is own text."""
    for passage, start, end in zip(passages, starts[:-1], starts[1:], strict=True):
        edges = [start, *(cut for cut in cuts if start < cut < end), end]
        for left, right in pairwise(edges):
            is_free = bisect_right(cuts, left) % 2 == 1 and left < right
            text = passage.text[left - start : right - start]
            yield replace(passage, text=text, is_own=passage.is_own and not is_free)
