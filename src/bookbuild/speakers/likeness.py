"""Names that are alike: by initials, spelling, sound, or pinyin."""

import difflib
import re
from functools import lru_cache

from bookbuild.slugs import romanise
from bookbuild.speakers.lexicon.names import PARTICLES
from bookbuild.speakers.names import CASELESS, DOTS, HAN, LATIN, bare, is_part, without_title
from bookbuild.turns import fold

NUMBER = re.compile(r"\d+|(?<=\s)\w$")  # Speaker 1, Guest B
VOWELS = re.compile("[aeiouyhw]+")
SILENT_R = re.compile("r(?=[^aeiou]|$)")
SOUNDS = str.maketrans(
    {**dict.fromkeys("bpfv", "1"), **dict.fromkeys("cgjkqsxz", "2"), **dict.fromkeys("dt", "3"),
     **dict.fromkeys("lr", "4"), **dict.fromkeys("mn", "5")}
)  # fmt: skip
# What makes another name of a first name: Martin and Martina, Max and Maxine.
FEMININE = frozenset("a e ia ie in ina ine ella elle etta ette".split())
SOUNDS_ALIKE = 0.75  # 文斯/Vince 1, 弗朗索瓦/François .9, 大卫/David .8, 阿里/Ricky .4
SHORTEST = 3  # letters of a name that may be misspelt: Ana/Anna
ALIKE = 0.8  # of the letters: Gehard/Gerhard .92, Anna/Anya .75


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Return the first letters of a name's words; hyphenated words count as two."""
    words = re.split(rf"[\s{DOTS}\-]+", without_title(name))
    return "".join(
        word[0] for word in words if word[:1].isalpha() and word.casefold() not in PARTICLES
    ).upper()


@lru_cache(maxsize=1 << 14)
def is_initials_of(label: str, name: str) -> bool:
    """Whether ``label`` is the initials of ``name``; those of particles may be among them.

    What a hyphen joins counts as one word or as two.
    """
    letters = re.sub(r"[\s.\-]", "", label)
    if not (1 <= len(letters) <= 4 and letters.isupper() and letters.isalpha()):
        return False
    every = "".join(
        word[0] for word in re.split(r"[\s\-]+", without_title(name)) if word[:1].isalpha()
    ).upper()
    words = "".join(word[0] for word in without_title(name).split() if word[0].isalpha()).upper()
    first_last = initials(name)[:1] + initials(name)[-1:]
    forms = {initials(name), every, words, first_last if len(initials(name)) > 1 else ""}
    return bare(letters) in {bare(form) for form in forms if form}


@lru_cache(maxsize=1 << 14)
def is_misspelt(one: str, other: str) -> bool:
    """Whether two labels of one script are spellings of one name."""
    a, b = bare(one), bare(other)
    if a == b:
        return True
    if min(len(a), len(b)) < SHORTEST or bool(CASELESS.search(a)) or bool(CASELESS.search(b)):
        return False
    if _has_other_title(one, other):
        return False
    if (a[0] != b[0] and a[-1] != b[-1]) or NUMBER.findall(one) != NUMBER.findall(other):
        return False
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def _has_other_title(one: str, other: str) -> bool:
    """Whether the names have titles, and differ in nothing else: Mr. Stern and Mrs. Stern."""
    names = [without_title(one), without_title(other)]
    return names[0] == names[1] and names[0] not in (one, other)


def is_foreign_pair(one: str, other: str) -> bool:
    """Whether one of two names is in Latin letters and the other is not."""
    return bool(LATIN.search(one)) != bool(LATIN.search(other))


@lru_cache(maxsize=4096)
def sounds(name: str) -> frozenset[str]:
    """Return the consonants of a name by their kind: labial, velar, dental, liquid, nasal.

    Transcriptions keep these: 阿德里安 and Adrian are both 345. Of what they may render in two
    ways, both: th as s or t, and r before a consonant or not at all.
    """
    letters = romanise(name).casefold().replace("ph", "f").replace("wh", "v")
    letters = letters.replace("ch", "z").replace("ng", "n")
    letters = letters if letters.startswith("wu") else letters.replace("w", "v")
    forms = {letters.replace("th", "s"), letters.replace("th", "t")}
    if LATIN.search(name):
        forms |= {SILENT_R.sub("", form) for form in forms}
    return frozenset(_kinds(form) for form in forms)


def _kinds(letters: str) -> str:
    letters = "".join(char for char in letters if char.isalpha())
    kinds = VOWELS.sub("", letters).translate(SOUNDS)
    opening = "0" if VOWELS.match(letters) else ""
    return opening + re.sub(r"(.)\1+", r"\1", kinds)


LOST_VOWEL, OTHER_START = 0.1, 0.25  # less alike: an opening vowel is lost, or all is other


def likeness(one: str, other: str) -> float:
    """Return how alike two names sound, from 0 to 1."""
    return max(_alike(one, other, a, b) for a in sounds(one) for b in sounds(other))


def _alike(one: str, other: str, a: str, b: str) -> float:
    """Return how alike two names are whose sounds are ``a`` and ``b``."""
    if min(len(a), len(b)) < 2:  # a syllable sounds like many: 易 is Yi, and nothing else
        return float(romanise(one).casefold() == romanise(other).casefold())
    ratio = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    if a[0] == b[0]:
        return ratio
    return ratio - (LOST_VOWEL if "0" in (a[0], b[0]) and a[1:2] in b[:2] else OTHER_START)


def is_short_form(short: str, name: str) -> bool:
    """Whether ``short`` is a beginning of a person's first name, or its end: Gwendolyn Sachs.

    Three letters begin a name (Max), four end one (Beth).
    """
    words = without_title(name).split()
    if len(words) == 1 or len(words[0]) <= len(short):
        return False
    first, part = bare(words[0]), bare(short)
    if len(part) >= SHORTEST and first.startswith(part):
        return first.removeprefix(part) not in FEMININE
    return len(part) > SHORTEST and first.endswith(part)


@lru_cache(maxsize=1 << 14)
def name_likeness(one: str, other: str) -> float:
    """Return how alike two names sound, or the first words of them, if their scripts differ."""
    if not is_foreign_pair(one, other):
        return likeness(one, other) if CASELESS.search(one) else 0.0
    if score := _pinyin_likeness(one, other):
        return score
    firsts = [{name, re.split(f"[{DOTS}]", name)[0], name.split()[0]} for name in (one, other)]
    return max(likeness(a, b) for a in firsts[0] for b in firsts[1])


def _pinyin_likeness(one: str, other: str) -> float:
    """Return 1 where one name is the other in pinyin, in either order; .9 where a part of it is."""
    han, latin = (one, other) if HAN.search(one) else (other, one)
    if not re.fullmatch(r"[\u4e00-\u9fff]{2,4}", han):
        return 0.0
    whole, words = romanise(han).casefold(), [bare(word) for word in latin.split()]
    if whole in ("".join(words), "".join(words[::-1]), "".join([*words[1:], *words[:1]])):
        return 1.0
    return (
        0.9
        if len(words) == 1
        and len(words[0]) > 2
        and words[0] in (whole, romanise(han[1:]).casefold())
        else 0.0
    )


def sounds_like(one: str, other: str) -> bool:
    """Whether a name in one script renders a name in another."""
    return is_foreign_pair(one, other) and name_likeness(one, other) >= SOUNDS_ALIKE


def is_form_of(name: str, person: str) -> bool:
    """Whether ``name`` is a part of a person's name, a spelling of it, or its initials."""
    return is_part(name, person) or is_misspelt(name, person) or has_initials(name, person)


def may_be_one(name: str, other: str) -> bool:
    """Whether two labels may be one person's."""
    return (
        is_form_of(name, other)
        or is_part(other, name)
        or is_initials_of(other, name)
        or sounds_like(name, other)
    )


def has_initials(label: str, name: str) -> bool:
    """Whether ``label`` is two initials of ``name`` or more: one may be anybody's."""
    return len(fold(label)) > 1 and is_initials_of(label, name)
