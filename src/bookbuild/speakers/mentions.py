"""The names that running text gives, each with its weight."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookbuild.speakers.lexicon.names import CLAUSE_WORDS, HAN_BEFORE, TITLES
from bookbuild.speakers.likeness import is_initials_of
from bookbuild.speakers.names import DOTS, UPPER, looks_like_name
from bookbuild.turns import fold

# A name before a form of address, or behind a word for an interview.
ADDRESSED = re.compile(
    r"(?P<a>[\u4e00-\u9fff々]{2,5}|[ァ-ヴー]{2,}(?:[・＝][ァ-ヴー]{2,})*)(?:さん|氏)"
    r"|(?P<b>[가-힣]{2,4})\s?(?:씨|님|할머니|할아버지|대표|작가|교수|감독|선생)"
    r"|(?:专访|專訪|对话|對話|对谈|采访了?|採訪|(?:访问|訪問)了?)[《「“]?(?![了他她我你们們])"
    r"(?P<c>[\u4e00-\u9fff]{2,3}?)(?=(?:先生|女士|小姐|老师|老師|教授|博士)?(?:[，。：:、\s」”]|$))"
)
CYRILLIC = re.compile("[А-Яа-яЁё]")
DOTTED_NAME = re.compile(
    rf"[\u4e00-\u9fff]{{1,6}}(?:[{DOTS}][\u4e00-\u9fff]{{1,7}})+"
    rf"|[ァ-ヴー]{{2,}}(?:[{DOTS}＝][ァ-ヴー]{{2,}})+"
)
# What parts two names of which the second has a dot.
TALKED_WITH = re.compile(
    "(?:采访|採訪|專訪|专访|訪問|访问)了?|(?<=[\u4e00-\u9fff]{2})[和与與](?=[\u4e00-\u9fff]{2,6}[·・])"
)
DOT = re.compile(f"[{DOTS}]")
# What runs into the last part of such a name from the right.
HAN_BEHIND = re.compile("[的是在和与說说對对為为將将了也就及谈談著]|发布|發佈|撰写|主持|认为|表示")
HAN_ADDRESS = re.compile("(?:访谈|專訪|专访|采访|採訪|先生|女士|教授|博士)+$")
# Two or more capitalised words, initials, particles and a nickname between them.
FULL_NAME = re.compile(
    rf"""(?<![\w’'])(?P<first>[{UPPER}][a-z]{{0,2}}\.|[{UPPER}][\w’'\-]*)
        (?P<more>(?:[ \u00a0]+(?:
            [{UPPER}]\.|[{UPPER}][\w’'\-]*
          | [‘'"“(][^\W\d_][\w ]{{0,14}}[’'"”)](?=[ ]+[{UPPER}])
          | (?:de|da|do|dos|das|del|della|di|du|van|von|der|den|ten|ter|la|le|el|al|bin|ibn
              |y|e|zu|af)(?=[ ])
        )){{1,7}})""",
    re.VERBOSE,
)
# What is left of a name whose letters with marks are lost, where Latin letters end: Zo Br nnstr m.
LOST_LETTERS = re.compile(
    r"(?: [a-z]{1,6}){1,2}(?=\s?[\u2063\u3000-\u303f\u4e00-\u9fff\uff00-\uffef)(])"
)
AND = re.compile(" (?:y|e) ")
INTRODUCED = re.compile(
    r"(?P<name>[^\W\d_][^()（）\n]{0,60}?)\s*[(（](?=[^()（）]*[^\W\d_])\s*(?P<short>[^()（）\n]{1,40}?)\s*[)）]"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that the text gives, and how much it counts that it does so there."""

    name: str
    weight: int
    short: str = ""  # initials or another form in brackets: "Maria Costa (MC)"


def find_names(texts: Iterable[tuple[str, int]]) -> tuple[Mention, ...]:
    """Return the full names in ``texts``, each with a weight; the weightiest first."""
    weights: Counter[str] = Counter()
    shorts: dict[str, str] = {}
    for text, weight in texts:
        for name in dict.fromkeys(_names_in(text)):
            weights[name] += weight
        for found in INTRODUCED.finditer(text):
            names = list(_names_in(found["name"])) or [_last_words(found["name"])]
            if names:
                names[-1] = _of_initials(names[-1], found["short"])
            if names and names[-1] and found["name"].rstrip().endswith(names[-1]):
                shorts.setdefault(names[-1], found["short"])
                weights[names[-1]] += 0
    for name in list(weights):
        if (base := _uninflected(name, weights)) is not None:
            weights[base] += weights.pop(name)
    ranked = sorted(weights, key=lambda name: -weights[name])
    return tuple(Mention(name, weights[name], shorts.get(name, "")) for name in ranked)


def _of_initials(name: str, short: str) -> str:
    """Return the last words of ``name``, as many as ``short`` has initials, if they are theirs."""
    words = name.split()
    for size in () if is_initials_of(short, name) else range(2, len(words)):
        if is_initials_of(short, " ".join(words[-size:])):
            return " ".join(words[-size:])
    return name


def _uninflected(name: str, names: Iterable[str]) -> str | None:
    """Return the shortest of ``names`` of which ``name`` is a case, if it has cases: Тимуром.

    Where words are not parted, of which it is the beginning: what follows runs into it.
    """
    others = [other for other in names if other != name and len(other) <= len(name)]
    if DOTTED_NAME.fullmatch(name):
        found = [other for other in others if DOT.search(other) and name.startswith(other)]
    else:
        is_case = bool(CYRILLIC.search(name))
        found = [other for other in others if is_case and _is_case_of(name, other)]
    return min(found, key=len, default=None)


def _is_case_of(name: str, base: str) -> bool:
    words, bases = name.split(), base.split()
    return len(words) == len(bases) and all(
        _is_inflected(word, other) for word, other in zip(words, bases, strict=True)
    )


def _is_inflected(word: str, base: str) -> bool:
    """Whether ``word`` begins as ``base`` does, but for the last letter of that."""
    stem = max(2, len(base) - 1)
    return min(len(word), len(base)) >= stem and word[:stem] == base[:stem]


def _last_words(text: str) -> str:
    words = text.split()
    return words[-1] if words and words[-1][:1].isupper() else ""


def _names_in(text: str) -> Iterator[str]:
    for found in DOTTED_NAME.finditer(TALKED_WITH.sub(" ", text)):
        yield _trimmed_han(found[0])
    for found in ADDRESSED.finditer(text):
        yield found[found.lastgroup or 0]
    for found in FULL_NAME.finditer(text):
        words = found[0].split()
        while words and (
            words[0].casefold().strip("'’") in CLAUSE_WORDS or fold(words[0]) in TITLES
        ):
            words = words[1:]
        for name in _parted(" ".join(words)):
            is_spelt = any(len(word.strip(".")) > 1 for word in name.split())  # no mere initials
            if is_spelt and 2 <= len(name.split()) <= 5 and looks_like_name(name):
                lost = LOST_LETTERS.match(text, found.end())
                yield name.rstrip(".") + (lost[0] if lost else "")


def _parted(name: str) -> Sequence[str]:
    """Return the full names that a word such as "y" joins: Ramón y Cajal is one."""
    pieces = AND.split(name)
    return pieces if all(" " in piece for piece in pieces) else (name,)


def _trimmed_han(name: str) -> str:
    """Cut off what runs into a name, from the left and from the right: 采访大卫·奥斯汀."""
    for word in HAN_BEFORE:
        head, found, rest = name.partition(word)
        is_before = found and rest and rest[0] not in DOTS
        if is_before and DOT.search(rest) and not DOT.search(head):
            name = rest
    dot = DOT.search(name)
    start = dot.end() if dot else 0
    rest = HAN_BEHIND.split(name[start:])[0] if dot else ""
    return HAN_ADDRESS.sub("", (name[:start] if dot else name) + rest)
