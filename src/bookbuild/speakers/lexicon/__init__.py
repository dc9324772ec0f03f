"""The words that tell who speaks, in the languages that interviews come in: tables only.

Tables of words and phrases are texts whose entries are parted by bars or line ends.
"""

import re

from bookbuild.turns import fold


def folded(text: str) -> frozenset[str]:
    """Return the entries of ``text`` as ``turns.fold`` folds them: no case, space or mark."""
    return frozenset(fold(entry) for entry in alternatives(text).split("|") if fold(entry))


def alternatives(text: str) -> str:
    """Return the entries of ``text`` as the alternatives of a regex."""
    return "|".join(line for row in text.split("\n") if (line := row.strip()))


def phrases(text: str) -> re.Pattern[str]:
    """Return what finds the entries of ``text``, all regexes, in a text in small letters.

    Small letters on both sides: a regex that ignores case is several times as slow.
    """
    return re.compile(alternatives(text))


def any_of(words: str, caseless: str) -> re.Pattern[str]:
    """Return what finds whole ``words`` and, of scripts without spaces, ``caseless`` anywhere."""
    return re.compile(rf"\b(?:{alternatives(words)})\b|{alternatives(caseless)}")


def begins_with(words: str, caseless: str) -> re.Pattern[str]:
    """Return what finds beginnings of words and, of scripts without spaces, ``caseless``."""
    return re.compile(rf"\b(?:{alternatives(words)})|{alternatives(caseless)}")
