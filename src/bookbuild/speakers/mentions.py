"""The names that running text gives, each with its weight."""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookbuild.speakers.lexicon.names import (
    CASE_ENDINGS,
    CLAUSE_WORDS,
    GREETINGS,
    HAN_BEFORE,
    SHORT_CASE_ENDINGS,
    TITLES,
)
from bookbuild.speakers.likeness import is_initials_of
from bookbuild.speakers.names import DOTS, UPPER, looks_like_name
from bookbuild.turns import fold

# A name before a form of address, or behind a word for an interview.
ADDRESSED = re.compile(
    r"(?P<a>[\u4e00-\u9fff々]{2,5}|(?<![ァ-ヴー])[ァ-ヴー]{2,}(?:[・＝][ァ-ヴー]{2,})*)(?:さん|氏)"
    r"|(?P<b>[가-힣]{2,4})\s?(?:씨|님|할머니|할아버지|대표|작가|교수|감독|선생)"
    r"|(?:专访|專訪|对话|對話|对谈|采访了?|採訪|(?:访问|訪問)了?)[《「“]?(?![了他她我你们們])"
    r"(?P<c>[\u4e00-\u9fff]{2,3}?)(?=(?:先生|女士|小姐|老师|老師|教授|博士)?(?:[，。：:、\s」”]|$))"
)
CYRILLIC = re.compile("[А-Яа-яЁё]")
DOTTED_NAME = re.compile(
    rf"[\u4e00-\u9fff]{{1,6}}(?:[{DOTS}][\u4e00-\u9fff]{{1,7}})+"
    rf"|(?<![ァ-ヴー])[ァ-ヴー]{{2,}}(?:[{DOTS}＝][ァ-ヴー]{{2,}})+"
)
# What parts two names of which the second has a dot.
TALKED_WITH = re.compile(
    "(?:采访|採訪|專訪|专访|訪問|访问)了?|(?<=[\u4e00-\u9fff]{2})[和与與](?=[\u4e00-\u9fff]{2,6}[·・])"
)
DOT = re.compile(f"[{DOTS}]")
# What runs into the last part of such a name from the right.
HAN_BEHIND = re.compile("[的是在和与說说對对為为將将了也就及谈談著]|发布|發佈|撰写|主持|认为|表示")
HAN_ADDRESS = re.compile("(?:摄|攝|撰文|访谈|專訪|专访|采访|採訪|先生|女士|教授|博士)+$")
# Two or more capitalised words, initials, particles and a nickname between them.
FULL_NAME = re.compile(
    rf"""(?<![\w’'\-])(?P<first>(?:[{UPPER}]|Chr?|Fr|St|Th|Jos|Wm|Ph)\.|[{UPPER}][\w’'\-]*)
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
LETTERS = re.compile(rf"[{UPPER}]{{1,3}}\.?")  # mere initials, CC BY
AND = re.compile(" (?:y|e) ")
POSSESSIVE = re.compile(r"['’](?:s|[a-zçğıöşü]{2,4})$")  # Adeyemi's, Demir'le
OPENING_QUOTES, CLOSING_QUOTES = "«„“‹", "»“”›"
OPENS = re.compile(
    r"(?:^|[\n\u2063«„“:.!?—–-]\s*|\b(?:the|der|die|el|la|le|il|o|a|de|het|en)\s)$", re.IGNORECASE
)
AHEAD = 8  # characters before a name in which its line begins, or an article stands
LONGEST_ENDING, SHORTEST_BASE = 5, 3  # letters of a case, and of a name that may have one
INTRODUCED = re.compile(
    r"(?P<name>[^\W\d_][^()（）\n]{0,60}?)\s*[(（](?=[^()（）]*[^\W\d_])\s*(?P<short>[^()（）\n]{1,40}?)\s*[)）]"
)


@dataclass(frozen=True, slots=True)
class Mention:
    """A name that the text gives, and how much it counts that it does so there."""

    name: str
    weight: int
    short: str = ""  # initials or another form in brackets: "Maria Costa (MC)"


def find_names(texts: Sequence[tuple[str, int]]) -> tuple[Mention, ...]:
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
    _gather_forms(weights, [text for text, _ in texts])
    ranked = sorted(weights, key=lambda name: -weights[name])
    return tuple(Mention(name, weights[name], shorts.get(name, "")) for name in ranked)


def _gather_forms(weights: Counter[str], texts: Sequence[str]) -> None:
    """Give to the name that somebody is called by the weight of its cases and longer forms."""
    for name in list(weights):
        if (base := _uninflected(name, weights)) is not None:
            weights[base] += weights.pop(name)
    for name in list(weights):
        if base := _behind_profession(name, weights, texts):
            weights[base] += weights[name]
            weights[name] = 0  # it may be a name of three words after all


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
    alike = [other for other in names if other[:2] == name[:2] and other != name]
    is_case = _is_case_of if CYRILLIC.search(name) else _is_latin_case_of
    if DOTTED_NAME.fullmatch(name):
        found = [other for other in alike if DOT.search(other) and name.startswith(other)]
    else:
        found = [other for other in alike if len(other) <= len(name) and is_case(name, other)]
    return min(found, key=len, default=None)


def _is_latin_case_of(name: str, base: str) -> bool:
    """Whether ``name`` is ``base`` with the ending of a case: in most languages, names have none.

    Maria and Mario differ in their last letters, too; Smith and Smithson in more than these.
    """
    pairs = list(zip(name.split(), base.split(), strict=False))
    if len(name.split()) != len(base.split()):
        return False
    ends = [_case_ending(word, other) for word, other in pairs]
    if None in ends:
        return False
    is_clear = any(end and end.endswith(CASE_ENDINGS) for end in ends)
    is_added = ends[-1] in SHORT_CASE_ENDINGS and all(
        word == other or word[len(other) :] in SHORT_CASE_ENDINGS for word, other in pairs
    )
    return is_clear or is_added


def _case_ending(word: str, base: str) -> str | None:
    """Return what ``word`` has in place of the end of ``base``; None: it is another word."""
    if word == base:
        return ""
    if word.startswith(base):
        end = word[len(base) :]
    else:
        stem = base[:-3] if base.endswith("nen") else base[:-1]  # Virtanen, Virtasen
        end = word[len(stem) :] if word.startswith(stem) else ""
    return end if 0 < len(end) <= LONGEST_ENDING and len(base) >= SHORTEST_BASE else None


def _behind_profession(name: str, names: Collection[str], texts: Sequence[str]) -> str:
    """Return the name behind a word that is no part of it, as in "Potter Tom Adeyemi sits …".

    Such a word opens a line or follows an article, and the name stands elsewhere without it. (A
    title is there twice: by itself, and as the heading that it is taken from.)
    """
    base = name.partition(" ")[2]
    if base not in names or " " not in base:
        return ""
    before = [
        text[max(0, found.start() - AHEAD) : found.start()]
        for text in texts
        for found in re.finditer(re.escape(name), text)
    ]
    alone = sum(text.count(base) for text in texts) - len(before)
    is_opening = all(OPENS.search(words) for words in before)
    return base if is_opening and 2 * alone >= len(before) > 0 else ""


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
        if _is_quoted(text, found.start(), found.end()):
            continue
        words = POSSESSIVE.sub("", found[0]).split()
        while words and (
            words[0].casefold().strip("'’") in CLAUSE_WORDS
            or fold(words[0]) in TITLES
            or fold(words[0]) in GREETINGS
        ):
            words = words[1:]
        words = _behind_title(words)
        for name in map(_without_end, _parted(" ".join(words))):
            is_spelt = any(not LETTERS.fullmatch(word) for word in name.split())
            if is_spelt and 2 <= len(name.split()) <= 5 and looks_like_name(name):
                lost = LOST_LETTERS.match(text, found.end())
                yield name.rstrip(".") + (lost[0] if lost else "")


def _behind_title(words: list[str]) -> list[str]:
    """Return what follows the last title among ``words``: Présidence de Mme Costa."""
    places = [place for place, word in enumerate(words[:-1]) if fold(word) in TITLES]
    return words[places[-1] + 1 :] if places else words


def _without_end(name: str) -> str:
    """Return ``name`` without small words at its end, which part it from the next."""
    words = name.split()
    while words and words[-1].islower():
        words = words[:-1]
    return " ".join(words)


def _is_quoted(text: str, start: int, end: int) -> bool:
    """Whether there is nothing else between two quotation marks: so stands a title."""
    return text[start - 1 : start] in (*OPENING_QUOTES,) and text[end : end + 1] in (
        *CLOSING_QUOTES,
    )


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
    rest = HAN_BEHIND.split(HAN_ADDRESS.sub("", name[start:]))[0] if dot else ""
    return HAN_ADDRESS.sub("", (name[:start] if dot else name) + rest)
