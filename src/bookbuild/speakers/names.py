"""Names of people: which texts look like one, which name the text gives in full, what is alike.

Nothing here knows a chapter's turns; ``people`` decides who is who.
"""

import difflib
import os.path
import re
import unicodedata
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from bookbuild.slugs import romanise
from bookbuild.speakers.heads import is_clause
from bookbuild.speakers.lexicon import (
    CLAUSE_WORDS,
    HAN_CLAUSE,
    HAN_TITLES,
    JOINTS,
    KANA_CLAUSE,
    PARTICLES,
    REMARKS,
    TITLES,
)
from bookbuild.turns import fold

HAN = re.compile(r"[\u3400-\u9fff々]")
KANA = re.compile(r"[\u3040-\u30ff]")
HANGUL = re.compile(r"[\uac00-\ud7af]")
CASELESS = re.compile(r"[\u0590-\u08ff\u0900-\u0fff\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
UNSPACED = re.compile(r"[\u3400-\u9fff々\uac00-\ud7af]+")
# A name before a form of address, or behind a word for an interview.
ADDRESSED = re.compile(
    r"(?P<a>[\u4e00-\u9fff々]{2,5}|[ァ-ヴー]{2,}(?:[・＝][ァ-ヴー]{2,})*)(?:さん|氏)"
    r"|(?P<b>[가-힣]{2,4})\s?(?:씨|님|할머니|할아버지|대표|작가|교수|감독|선생)"
    r"|(?:专访|專訪|对话|對話|对谈|采访了?|採訪)[《「“]?(?P<c>[\u4e00-\u9fff]{2,3})(?=[，。：:、\s」”]|$)"
)
CYRILLIC = re.compile("[А-Яа-яЁё]")
LATIN = re.compile(r"[A-Za-zÀ-ɏ]")
WORD = re.compile(r"[^\W\d_]+(?:['’.\-][^\W\d_]+)*\.?")
DOTS = "·・•‧"
DOTTED_NAME = re.compile(
    rf"[\u4e00-\u9fff]{{1,6}}(?:[{DOTS}][\u4e00-\u9fff]{{1,7}})+|[ァ-ヴー]{{2,}}(?:[{DOTS}＝][ァ-ヴー]{{2,}})+"
)
UPPER = "A-ZÀ-ÖØ-ÞĀ-ſΑ-ΩА-ЯЁІЇЄҐ"
# Two or more capitalised words, initials, particles and a nickname between them.
FULL_NAME = re.compile(
    rf"""(?<![\w’'])(?P<first>[{UPPER}][\w’'\-]*|[{UPPER}][a-z]{{0,2}}\.)
        (?P<more>(?:[ \u00a0]+(?:
            [{UPPER}][\w’'\-]*|[{UPPER}]\.
          | [‘'"“(][^\W\d_][\w ]{{0,14}}[’'"”)](?=[ ]+[{UPPER}])
          | (?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ten|ter|la|le|el|al|bin|ibn|y|e|zu|af)(?=[ ])
        )){{1,4}})""",
    re.VERBOSE,
)
INTRODUCED = re.compile(
    r"(?P<name>[^\W\d_][^()（）\n]{0,60}?)\s*[(（]\s*(?P<short>[^()（）\n]{1,40}?)\s*[)）]"
)
NUMBER = re.compile(r"\d+|(?<=\s)\w$")  # Speaker 1, Guest B
VOWELS = re.compile("[aeiouyhw]+")
SOUNDS = str.maketrans(
    {**dict.fromkeys("bpfv", "1"), **dict.fromkeys("cgjkqsxz", "2"), **dict.fromkeys("dt", "3"),
     **dict.fromkeys("lr", "4"), **dict.fromkeys("mn", "5")}
)  # fmt: skip
TALK = re.compile(
    "interview|采访|访谈|专访|訪談|專訪|採訪|인터뷰|интервью|entretien|entrevista|intervista",
    re.IGNORECASE,
)
SOUNDS_ALIKE = 0.75  # 文斯/Vince 1, 弗朗索瓦/François .9, 大卫/David .8, 阿里/Ricky .4
SHORTEST = 3  # letters of a name that may be misspelt: Ana/Anna
ALIKE = 0.8  # of the letters: Gehard/Gerhard .92, Anna/Anya .75


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that the text gives, and how much it counts that it does so there."""

    name: str
    weight: int
    short: str = ""  # initials or another form in brackets: "Maria Costa (MC)"


@lru_cache(maxsize=4096)
def looks_like_name(text: str) -> bool:
    """Whether ``text`` may be the name of a person: capitals, or few characters without case."""
    bare = without_title(text)
    if not bare or fold(text) in REMARKS or TALK.search(bare):
        return False
    if CASELESS.search(bare):
        return _looks_caseless(bare)
    words = [word for word in re.split(r"[\s]+", bare) if word]
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
    words = name.split()
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


@lru_cache(maxsize=4096)
def initials(name: str) -> str:
    """Return the first letters of a name's words; hyphenated words count as two."""
    words = re.split(rf"[\s{DOTS}\-]+", without_title(name))
    return "".join(
        word[0] for word in words if word[:1].isalpha() and word.casefold() not in PARTICLES
    ).upper()


@lru_cache(maxsize=1 << 14)
def is_initials_of(label: str, name: str) -> bool:
    """Whether ``label`` is the initials of ``name``; those of particles may be among them."""
    letters = re.sub(r"[\s.\-]", "", label)
    if not (1 <= len(letters) <= 4 and letters.isupper() and letters.isalpha()):
        return False
    every = "".join(
        word[0] for word in re.split(r"[\s\-]+", without_title(name)) if word[:1].isalpha()
    ).upper()
    first_last = initials(name)[:1] + initials(name)[-1:]
    forms = {initials(name), every, first_last if len(initials(name)) > 1 else ""}
    return bare(letters) in {bare(form) for form in forms if form}


@lru_cache(maxsize=1 << 14)
def is_misspelt(one: str, other: str) -> bool:
    """Whether two labels of one script are spellings of one name."""
    a, b = bare(one), bare(other)
    if a == b:
        return True
    if min(len(a), len(b)) < SHORTEST or bool(CASELESS.search(a)) or bool(CASELESS.search(b)):
        return False
    if (a[0] != b[0] and a[-1] != b[-1]) or NUMBER.findall(one) != NUMBER.findall(other):
        return False
    return difflib.SequenceMatcher(None, a, b, autojunk=False).ratio() >= ALIKE


def is_foreign_pair(one: str, other: str) -> bool:
    """Whether one of two names is in Latin letters and the other is not."""
    return bool(LATIN.search(one)) != bool(LATIN.search(other))


@lru_cache(maxsize=4096)
def sound(name: str) -> str:
    """Return the consonants of a name by their kind: labial, velar, dental, liquid, nasal.

    Transcriptions keep these: 阿德里安 and Adrian are both 345.
    """
    letters = romanise(name).casefold().replace("th", "s").replace("ph", "f").replace("wh", "v")
    letters = letters.replace("ch", "z").replace("ng", "n")
    letters = letters if letters.startswith("wu") else letters.replace("w", "v")
    letters = "".join(char for char in letters if char.isalpha())
    kinds = VOWELS.sub("", letters).translate(SOUNDS)
    opening = "0" if VOWELS.match(letters) else ""
    return opening + re.sub(r"(.)\1+", r"\1", kinds)


def likeness(one: str, other: str) -> float:
    """Return how alike two names sound, from 0 to 1."""
    a, b = sound(one), sound(other)
    if not a or not b:
        return 0.0
    ratio = difflib.SequenceMatcher(None, a, b, autojunk=False).ratio()
    return ratio if a[0] == b[0] else ratio - 0.25


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


# -- names in running text ------------------------------------------------------------------------


def find_names(texts: Iterable[tuple[str, int]]) -> tuple[Mention, ...]:
    """Return the full names in ``texts``, each with a weight; the weightiest first."""
    weights: Counter[str] = Counter()
    shorts: dict[str, str] = {}
    for text, weight in texts:
        for name in dict.fromkeys(_names_in(text)):
            weights[name] += weight
        for found in INTRODUCED.finditer(text):
            names = list(_names_in(found["name"])) or [_last_words(found["name"])]
            if names and names[-1] and found["name"].rstrip().endswith(names[-1]):
                shorts.setdefault(names[-1], found["short"])
                weights[names[-1]] += 0
    for name in list(weights):
        if (base := _uninflected(name, weights)) is not None:
            weights[base] += weights.pop(name)
    ranked = sorted(weights, key=lambda name: -weights[name])
    return tuple(Mention(name, weights[name], shorts.get(name, "")) for name in ranked)


def _uninflected(name: str, names: Iterable[str]) -> str | None:
    """Return the shortest of ``names`` of which ``name`` is a case, if it has cases: Тимуром."""
    if not CYRILLIC.search(name):
        return None
    others = [other for other in names if other != name and len(other) <= len(name)]
    found = [other for other in others if _is_case_of(name, other)]
    return min(found, key=len, default=None)


def _is_case_of(name: str, base: str) -> bool:
    words, bases = name.split(), base.split()
    return len(words) == len(bases) and all(
        len(os.path.commonprefix([word, other])) >= max(2, len(other) - 1)
        for word, other in zip(words, bases, strict=True)
    )


def _last_words(text: str) -> str:
    words = text.split()
    return words[-1] if words and words[-1][:1].isupper() else ""


def _names_in(text: str) -> Iterator[str]:
    for found in DOTTED_NAME.finditer(text):
        yield _trimmed_han(found[0])
    for found in ADDRESSED.finditer(text):
        yield found[found.lastgroup or 0]
    for found in FULL_NAME.finditer(text):
        words = found[0].split()
        while words and (
            words[0].casefold().strip("'’") in CLAUSE_WORDS or fold(words[0]) in TITLES
        ):
            words = words[1:]
        if 2 <= len(words) <= 5 and looks_like_name(" ".join(words)):
            yield " ".join(words).rstrip(".")


def _trimmed_han(name: str) -> str:
    """Cut off what runs into a name from the left: 采访大卫·奥斯汀."""
    for verb in (
        "采访",
        "專訪",
        "专访",
        "採訪",
        "对话",
        "對話",
        "访谈",
        "大学",
        "创始人",
        "创造者",
        "作者",
        "教授",
        "博士",
        "先生",
        "创建者",
        "主任",
        "记者",
        "嘉宾",
        "和",
        "与",
        "對",
        "对",
        "的",
        "是",
        "由",
        "为",
        "叫",
    ):
        head, found, rest = name.partition(verb)
        if (
            found
            and rest
            and rest[0] not in DOTS
            and re.search(f"[{DOTS}]", rest)
            and not re.search(f"[{DOTS}]", head)
        ):
            name = rest
    head, dot, rest = (
        re.split(f"([{DOTS}])", name, maxsplit=1)
        if re.search(f"[{DOTS}]", name)
        else (name, "", "")
    )
    name = head + dot + re.split("[的是在和与說说對对為为将將了也就及]", rest)[0]
    return re.sub("(?:访谈|專訪|专访|采访|採訪|先生|女士|教授|博士)+$", "", name)


def members(label: str) -> tuple[str, ...]:
    """Return the names that a joint label such as "Ana and Luis" is made of; empty: it is none."""
    pieces = [piece.strip() for piece in re.split(JOINT, label) if piece.strip()]
    if len(pieces) < 2 or not all(looks_like_name(piece) for piece in pieces):
        return ()
    return tuple(pieces)


JOINT = re.compile(
    r"\s*[&/+、,，]\s*|\s+(?:and|und|et|y|e|i|en|och|og|ja|и|ve|とも|și|or)\s+|(?<=[\u3400-\u9fff])[和与與及](?=[\u3400-\u9fff])|(?<=[ァ-ヴー])と(?=[ァ-ヴー])|\s+و"
)
