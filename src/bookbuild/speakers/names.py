"""Names of people: which texts look like one, and what parts they have."""

import re
import unicodedata
from functools import lru_cache

from bookbuild.speakers.heads import is_clause
from bookbuild.speakers.lexicon.names import (
    CLAUSE_WORDS,
    HAN_CLAUSE,
    HAN_TITLES,
    JOINTS,
    KANA_CLAUSE,
    PARTICLES,
    TALK,
    TIME_WORDS,
    TITLES,
)
from bookbuild.speakers.lexicon.remarks import REMARKS
from bookbuild.turns import fold

HAN = re.compile(r"[\u3400-\u9fff々]")
KANA = re.compile(r"[\u3040-\u30ff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
UNSPACED = re.compile(r"[\u3400-\u9fff々\uac00-\ud7af]+")
DOTS = "·・•‧"
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
UPPER = "A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩА-ЯЁІЇЄҐ"
# An office in an address, before a name: Mme la présidente Costa.
OFFICE = re.compile(r"^(?:Mme|M\.?|Madame|Monsieur) l[ea] [a-zéèê]+ (?=[A-ZÀ-Þ])")
# What parts the names of a joint label.
JOINT = re.compile(
    r"""\s*[&/+、,，]\s*
    |   \s+(?:and|und|et|y|e|i|en|och|og|ja|и|ve|とも|și|or)\s+
    |   (?<=[\u3400-\u9fff]{2})[和与與及](?=[\u3400-\u9fff]{2})
    |   (?<=[ァ-ヴー])と(?=[ァ-ヴー])
    |   \s+و""",
    re.VERBOSE,
)


@lru_cache(maxsize=4096)
def looks_like_name(text: str) -> bool:
    """Whether ``text`` may be the name of a person: capitals, or few characters without case."""
    bare = without_title(text)
    if not bare or fold(text) in REMARKS or TALK.search(bare.lower()):
        return False
    if CASELESS.search(bare):
        return _looks_caseless(bare)
    words = [word for word in re.split(r"[\s]+", bare) if word]
    if all(fold(word) in TIME_WORDS for word in words):
        return False
    if is_clause(" ".join(word for word in words if word.casefold() not in PARTICLES)):
        return False
    main = [
        word.strip("‘’'\"“”().") for word in words if word.casefold() not in (*PARTICLES, *JOINTS)
    ]
    return 0 < len(main) <= 5 and all(word[:1].isupper() for word in main if word)


def _looks_caseless(name: str) -> bool:
    longest = max(len(part) for part in re.split(rf"[{DOTS}\s＝=&/、和与與と]", name))
    if HAN.search(name) or KANA.search(name) or HANGUL.search(name):
        if any(word in name for word in HAN_CLAUSE) and len(name) > 2:
            return False
        if KANA.search(name) and any(name.endswith(word) for word in KANA_CLAUSE if len(name) > 4):
            return False
        return longest <= (10 if not HAN.search(name) else 7)
    return len(name.split()) <= 4


def is_handle(text: str) -> bool:
    """Whether ``text`` is a single word such as people call themselves by online."""
    return re.fullmatch(r"@?[\w.-]{2,20}", text) is not None and text.casefold() not in CLAUSE_WORDS


@lru_cache(maxsize=4096)
def without_title(name: str) -> str:
    """Return ``name`` without Dr., Herr or 教授."""
    words = OFFICE.sub("", name).split()
    while len(words) > 1 and fold(words[0]) in TITLES:
        words = words[1:]
    while len(words) > 1 and fold(words[-1]) in TITLES:
        words = words[:-1]
    bare = " ".join(words)
    for title in HAN_TITLES:
        if bare.endswith(title) and len(bare) > len(title):
            return bare.removesuffix(title).strip()
    return bare


@lru_cache(maxsize=4096)
def parts(name: str) -> tuple[str, ...]:
    """Return the words of a name, folded, without titles and particles."""
    words = re.split(rf"[\s{DOTS}＝.,]+", without_title(name).strip("‘’'\"“”"))
    folded = [bare(word) for word in words if word.casefold() not in PARTICLES]
    return tuple(word for word in folded if word)


@lru_cache(maxsize=4096)
def bare(text: str) -> str:
    """Return ``text`` folded, without diacritics where its script is Latin or Cyrillic."""
    decomposed = unicodedata.normalize("NFKD", fold(text))
    return "".join(char for char in decomposed if not unicodedata.combining(char))


@lru_cache(maxsize=1 << 14)
def is_part(label: str, name: str) -> bool:
    """Whether ``label`` is some of the words of ``name`` and no more: Frank, of Frank Mayhew."""
    if _is_part_without_spaces(label, name):
        return True
    some, whole = parts(label), parts(name)
    if not some or len(some) > len(whole) or some == whole:
        return False
    if len(some) < len(whole) and set(some) <= set(whole):
        return True
    # Daniel K., of Daniel Kowalczyk
    return (
        len(some) > 1
        and some[0] == whole[0]
        and all(
            len(word) == 1 and any(other.startswith(word) for other in whole[1:])
            for word in some[1:]
        )
    )


def _is_part_without_spaces(label: str, name: str) -> bool:
    """Whether a name in Han characters or Hangul begins or ends with ``label``: 도현, of 윤도현."""
    short, whole = without_title(label), without_title(name)
    if (
        not (UNSPACED.fullmatch(short) and UNSPACED.fullmatch(whole))
        or len(short) >= len(whole)
        or len(whole) > 6
    ):
        return False
    is_titled = short != label
    return (len(short) > 1 and whole.endswith(short)) or (
        len(short) > 1 - is_titled and whole.startswith(short)
    )


def members(label: str) -> tuple[str, ...]:
    """Return the names that a joint label such as "Ana and Luis" is made of; empty: it is none."""
    pieces = [piece.strip() for piece in re.split(JOINT, label) if piece.strip()]
    if len(pieces) < 2 or not all(looks_like_name(piece) for piece in pieces):
        return ()
    return tuple(pieces)
