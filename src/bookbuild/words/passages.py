"""Text with its places: where in the author's files each letter of a sequence stands."""

from bisect import bisect_right
from collections.abc import Callable, Iterable
from dataclasses import dataclass
from itertools import accumulate

from bookbuild.model import Chapter
from bookbuild.words.letters import Letters, letters

SHOWN = 60  # characters shown of what is at a place, and half as many of what is before it

Fold = Callable[[str], str]


@dataclass(frozen=True, slots=True)
class Passage:
    """A piece of a chapter's text. ``is_own``: the author's; what is not may be left out.

    ``line`` is where its element begins in the chapter's file; 0 where nobody knows.
    """

    text: str
    chapter: Chapter
    line: int
    is_own: bool = True


class Passages(Letters):
    """Passages in their order, as one sequence of letters."""

    def __init__(self, passages: Iterable[Passage], fold: Fold = letters) -> None:
        self._passages = list(passages)
        self._fold = fold
        super().__init__((fold(passage.text), passage.is_own) for passage in self._passages)

    def at(self, place: int) -> Passage:
        """Return the passage that holds the letter at ``place``, or else the last."""
        return self._passages[min(self.piece_at(place), len(self._passages) - 1)]

    def letters_at(self, lines: range) -> str:
        """Return the letters of the passages at these lines."""
        texts = (passage.text for passage in self._passages if passage.line in lines)
        return self._fold("".join(texts))

    def show(self, start: int, end: int) -> str:
        """Return the words between two places on one line, the end of long ones left out."""
        text = self._words(start, end)
        return text if len(text) <= SHOWN else f"{text[: SHOWN - 1].rstrip()}…"

    def show_before(self, place: int, chapter: Chapter) -> str:
        """Return the words of ``chapter`` before ``place``."""
        start = max(0, place - SHOWN)
        while start < place and self.at(start).chapter is not chapter:
            start += 1
        text = self._words(start, place)
        return text if len(text) <= SHOWN // 2 else f"…{text[-SHOWN // 2 :].lstrip()}"

    def _words(self, start: int, end: int) -> str:
        """Return the text from the letter at ``start`` up to that before ``end``."""
        if start >= end:
            return ""
        numbers = range(self.piece_at(start), self.piece_at(end - 1) + 1)
        pieces = [self._cut(n, start - self.starts[n], end - self.starts[n]) for n in numbers]
        return " ".join("".join(pieces).split())

    def _cut(self, number: int, start: int, end: int) -> str:
        """Return a passage from its letter number ``start`` up to before its letter ``end``."""
        text = self._passages[number].text
        sizes = list(accumulate(len(self._fold(character)) for character in text))
        first = bisect_right(sizes, start) if start > 0 else 0
        last = bisect_right(sizes, end - 1) if sizes and end < sizes[-1] else len(text)
        return text[first : last + 1]
