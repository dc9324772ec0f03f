"""Text as the sequence of its letters and digits: all that two editions of it must share.

Case, width and ligatures are typography; so are spaces, marks and hyphens.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)


def letters(text: str) -> str:
    """Return the letters and digits of ``text`` (NFKC), without case."""
    if not text.isascii():
        text = unicodedata.normalize("NFKC", unicodedata.normalize("NFKC", text).casefold())
    return "".join(filter(str.isalnum, text.casefold()))


def plain_letters(text: str) -> str:
    """Return the letters that a page shows one by one, without their accents.

    A glyph may hold an accent apart from its letter.
    """
    found = letters(text)
    return found if found.isascii() else "".join(map(_plain, found))


@cache
def _plain(letter: str) -> str:
    if ord(letter) in HANGUL_SYLLABLES:
        return letter
    if (digit := unicodedata.digit(letter, None)) is not None:
        return str(digit)  # ➀ is no form of 1 in Unicode as ① is, but fonts draw them alike
    return unicodedata.normalize("NFD", letter)[0]


class Letters:
    """Pieces of text as one sequence of letters. What is not ``is_own`` may be left out of it.

    Places are counted in letters.
    """

    def __init__(self, pieces: Iterable[tuple[str, bool]]) -> None:
        made = list(pieces)
        self.text = "".join(piece for piece, _ in made)
        self.starts = [0, *accumulate(len(piece) for piece, _ in made)]
        self._is_own = [is_own for _, is_own in made]
        self._own = [0, *accumulate(len(piece) * is_own for piece, is_own in made)]

    def own_letters(self, start: int, end: int) -> int:
        """Return how many letters between two places may not be left out."""
        return self._own_before(end) - self._own_before(start)

    def piece_at(self, place: int) -> int:
        """Return the number of the piece that holds the letter at ``place``."""
        return bisect_right(self.starts, place) - 1

    def _own_before(self, place: int) -> int:
        number = self.piece_at(place)
        if number >= len(self._is_own):
            return self._own[-1]
        return self._own[number] + self._is_own[number] * (place - self.starts[number])
