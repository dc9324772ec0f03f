"""Where in a run of text the pages of a PDF begin."""

from bisect import bisect_left, bisect_right
from collections.abc import Iterator, Sequence
from itertools import accumulate, pairwise

from bookbuild.pagination.alignment import Match, align
from bookbuild.pagination.flow import Flow
from bookbuild.pagination.pages import PICTURE

LEAST = 3  # letters of a page that must be in the text, where it has as many
ALIKE = 0.5  # of the letters of all pages: with fewer in the text, they are another book's


def page_places(flow: Flow, pages: Sequence[str]) -> list[int | None] | None:
    """Return where in the text of ``flow`` each page begins; None for a page that does nowhere.

    ``pages``: the letters of each. None in the place of the list: they are another book's.
    """
    starts = [0, *accumulate(map(len, pages))]
    matches = align(flow.letters, "".join(pages), starts)
    if sum(match.size for match in matches) < ALIKE * starts[-1]:
        return None
    return [
        None if (letter := first) is None else flow.word_at(flow.place_of(letter))
        for first in _firsts(flow.letters, matches, starts)
    ]


def _firsts(letters: str, matches: Sequence[Match], starts: Sequence[int]) -> Iterator[int | None]:
    """Yield the number of the first letter of each page; None where too few are in the text."""
    others = [match.other for match in matches]
    for start, end in pairwise(starts):
        first = bisect_right(others, start) - 1
        if first < 0 or matches[first].ends[1] <= start:
            first += 1
        here = matches[first : bisect_left(others, end)]
        count = sum(min(end, one.ends[1]) - max(start, one.other) for one in here)
        if count and count >= min(LEAST, end - start):
            yield _with_picture(letters, matches, first, max(0, start - here[0].other))
        else:
            yield None


def _with_picture(letters: str, matches: Sequence[Match], number: int, offset: int) -> int:
    """Return a letter of a match; or the picture before it that no page has shown so far.

    A drawing in a PDF of others is not seen there, but the words below it are.
    """
    first = matches[number].one + offset
    if offset:
        return first
    least = matches[number - 1].ends[0] if number else 0
    while first > least and letters[first - 1] == PICTURE:
        first -= 1
    return first
