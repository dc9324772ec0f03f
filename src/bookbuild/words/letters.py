"""Text as the sequence of its letters and digits: all that two editions of it must share.

Case, width and ligatures are typography; so are spaces, marks and hyphens.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable
from functools import cache
from itertools import accumulate

HANGUL_SYLLABLES = range(0xAC00, 0xD7A4)
# Scripts whose letters join, stack or run from right to left: the glyphs of a page come in another
# order and number than the characters. Hebrew to N'Ko, India to Myanmar, old Korean, South-East
# Asia, the forms of Hebrew and Arabic letters, the old scripts of the Near East.
INTRICATE = (
    range(0x0590, 0x10A0),
    range(0x1100, 0x1200),
    range(0x1700, 0x1800),
    range(0x1900, 0x1CC0),
    range(0xA800, 0xAC00),
    range(0xD7B0, 0xD800),
    range(0xFB1D, 0xFE00),
    range(0xFE70, 0xFF00),
    range(0x10800, 0x12000),
)


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


def count_intricate(text: str) -> int:
    """Return how many letters of ``text`` a page may show in another order or number."""
    return 0 if text.isascii() else sum(map(_is_intricate, letters(text)))


@cache
def _plain(letter: str) -> str:
    if _is_intricate(letter):
        return ""
    if ord(letter) in HANGUL_SYLLABLES:
        return letter
    if (digit := unicodedata.digit(letter, None)) is not None:
        return str(digit)  # ➀ is no form of 1 in Unicode as ① is, but fonts draw them alike
    return unicodedata.normalize("NFD", letter)[0]


@cache
def _is_intricate(letter: str) -> bool:
    return any(ord(letter) in block for block in INTRICATE)


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
