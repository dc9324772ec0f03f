"""Who wrote a text or asked in it, by its lines of credits, above the talk and below it.

Blocks in, names out, each with how much tells that it is the name of whoever asks. Who took the
pictures or translated the text is no author, and the person in the title is who answers.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.model import BlockKind, Chapter, Prose
from bookbuild.speakers.evidence import Setting
from bookbuild.speakers.gathering import IN_INTRODUCTION, first_comment, linkless
from bookbuild.speakers.lexicon.bylines import (
    ARTICLES,
    ASKED_LABELS,
    ASKED_PHRASES,
    BEHIND,
    DID_ELSE,
    NO_PERSON,
    OURS,
    PREPOSITIONS,
    PUBLISHED,
    READING,
    REPORTER_BEHIND,
    REPORTERS,
    WROTE,
    WROTE_BEHIND,
)
from bookbuild.speakers.lexicon.names import CLAUSE_WORDS, TITLES
from bookbuild.speakers.mentions import FULL_NAME, LETTERS, find_names
from bookbuild.speakers.names import (
    CASELESS,
    HANGUL,
    UPPER,
    bare,
    is_part,
    looks_like_name,
    without_title,
)
from bookbuild.turns import fold

# How much tells that somebody asks: credited for the interview, for the text, by the place alone.
ASKED, WROTE_IT, PLACED = 3, 2, 1
START, END = 8, 6  # blocks above the talk and below it
LONGEST = 120  # characters of a line of credits
OPENING = 1000  # characters of a block in which a reporter is introduced
LONGEST_SENTENCE = 60  # characters of one that ends as a sentence does
LONGEST_ABOVE = 80  # characters of a date and what stands beside it

SIGN = r"\s*[:：=＝／|｜]\s*|\s*/(?!\s)"
AND_WORDS = "und|and|y|et|e|i|og|och|ja|en|és|ve|и|та|a"
AND = rf"(?:\s+(?:{AND_WORDS})\s+|\s*[&+/／・、,]\s*)"
WORDS = f"{ASKED_PHRASES}|{ASKED_LABELS}|{WROTE}|{DID_ELSE}"
HEAD = re.compile(
    rf"(?P<words>(?:(?:{WORDS}){AND})*(?:{WORDS}))(?:(?P<sign>{SIGN})|\s+|(?<=[记記]者))",
    re.IGNORECASE,
)
KINDS = (
    (ASKED, re.compile(ASKED_PHRASES, re.IGNORECASE), False),
    (ASKED, re.compile(ASKED_LABELS, re.IGNORECASE), True),  # a sign has to follow
    (WROTE_IT, re.compile(WROTE, re.IGNORECASE), False),
)
JOINED = re.compile(AND, re.IGNORECASE)
BREAK = re.compile(
    rf"\s+[|/·•–—-]\s+|\s*[;；｜／\u3000]\s*|\s{{2,}}|(?<=[^\W\d_]{{3}})[.。]\s+"
    rf"|\s(?=(?:{DID_ELSE})(?:\s|[:：=＝／|]))|(?<=\d)\s(?=(?:by|von|par|por|di|door|av|af)\s)",
    re.IGNORECASE,
)
COMMA = re.compile(r"[,，、]\s*")
MARK_BEFORE = re.compile(r"^(?:>\s*|[-*+•]\s+|#+\s+)+")
TAG = re.compile(r"<[^<>]*>|\\$|\u2063")
EAST_ASIAN = re.compile(r"[\u3040-\u30ff\u3400-\u9fff々\uac00-\ud7af]")
HAN, KANA = "\u3400-\u9fff々", "\u3040-\u30ff"
EAST_ASIAN_NAME = re.compile(
    rf"[{HAN}]{{2,4}}|[{HAN}]{{1,3}} [{HAN}{KANA}]{{1,4}}|[{HAN}]{{1,3}}[{KANA}]{{1,4}}"
    rf"|[가-힣]{{2,4}}|[{HAN}]{{1,6}}(?:[·・•‧][{HAN}]{{1,7}})+|[ァ-ヴー]{{2,}}(?:[・＝][ァ-ヴー]{{2,}})+"
)
UNSPACED_END = r"(?=[，,。\s(（]|$)"
BEHIND_NAME = (
    re.compile(
        rf"(?:本文)?由\s*(?P<name>[^\s，,：:]+?)\s*(?:{WROTE_BEHIND}|{PUBLISHED}){UNSPACED_END}"
    ),
    re.compile(rf"(?P<name>[^\s，,：:]+?)\s*(?:{WROTE_BEHIND}){UNSPACED_END}"),
    re.compile(rf"(?P<name>[가-힣]{{2,4}})\s?(?:{REPORTER_BEHIND})(?:\s+[\w.]+@[\w.]+)?$"),
)
FEWEST_WORDS, MOST_WORDS = 2, 5  # of a name in full
ONE_WORD = re.compile(rf"[{UPPER}][^\W\d_]{{2,}}")
MAY_FOLLOW = re.compile(rf"\s*(?:$|[^\w\s]|\d|(?:{BEHIND}|{AND_WORDS})\b)", re.IGNORECASE)
DATE = re.compile(
    rf"\b(?:19|20)\d\d\b|\d\d?\.\d\d?\.|\d:\d\d|№|\bn[or]\.? ?\d|(?:{READING})", re.IGNORECASE
)
# What follows a name before a date: "Ana Costa, 3 May 2019", "Ana Costa | Lisbon | 3 May 2019".
BEFORE_DATE = re.compile(r"\s*(?:[|·•/]|[–—-]\s|,\s*(?:[«“\"(]|(?:[^\W\d]+ )?\d))")
LEADING = re.compile(r"^(?:by|von|de|di|par|por|door|van|av|af)\s+", re.IGNORECASE)
OUR_REPORTER = re.compile(
    rf"(?:\b(?:{OURS})\s+(?:\w+\s+)?(?:{REPORTERS})|\b(?:{REPORTERS})\s+[«„“\"][^«»„“”\"]{{2,40}}[»“”\"])"
    r"\s+",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class Byline:
    """Somebody whom a line of credits names, and how much tells that they ask."""

    name: str
    weight: int


def find_bylines(chapter: Chapter, setting: Setting) -> tuple[Byline, ...]:
    """Return whom lines above the talk and below it, or the front matter, name as the author."""
    blocks = chapter.blocks[: first_comment(chapter.blocks)]
    found = [
        *_credited(blocks[:START], is_above=True),
        *_credited(blocks[max(START, len(blocks) - END) :], is_above=False),
    ]
    found = [byline for byline in found if not _is_titled(byline.name, chapter.title)]
    if not found:
        placed = [*_author_names(chapter), *_placed(blocks[:START]), *_introduced(blocks[:START])]
        found = [Byline(name, PLACED) for name in placed if _is_aside(name, chapter, setting)]
    return tuple(dict.fromkeys(found))


def surest(bylines: Sequence[Byline]) -> list[str]:
    """Return the names of those bylines that tell most, each once, in full."""
    most = max((byline.weight for byline in bylines), default=0)
    names = dict.fromkeys(byline.name for byline in bylines if byline.weight == most)
    return [name for name in names if not any(is_part(name, other) for other in names)]


# -- lines that say what somebody did -------------------------------------------------------------


def _credited(blocks: Sequence[Prose], *, is_above: bool) -> Iterator[Byline]:
    """Yield whom lines of credits name: "Text: Ana Costa", "Interview by Ana Costa · 3 May"."""
    for block in blocks:
        for line in _lines(block):
            is_sentence = line[-1:] in ".!…" and len(line) > LONGEST_SENTENCE
            for weight, name in _credits_of(line, needs_sign=not is_above):
                if weight == ASKED or not is_sentence:
                    yield Byline(name, weight)


def _lines(block: Prose) -> Iterator[str]:
    """Yield the lines of a block that are short enough for credits, without marks."""
    if block.kind in (BlockKind.TABLE, BlockKind.CODE):
        return
    for line in block.text.split("\n"):
        plain = TAG.sub("", linkless(MARK_BEFORE.sub("", line))).strip()
        if 0 < len(plain) <= LONGEST and not plain.endswith(("?", "？")):
            yield plain


def _credits_of(line: str, *, needs_sign: bool) -> Iterator[tuple[int, str]]:
    """Yield the people of a line whom a word names as one who asked or wrote, with the weight.

    ``needs_sign``: who wrote stands behind a colon, as "Von Ana" may begin a sentence.
    """
    breaks = [0, *(found.end() for found in BREAK.finditer(line)), len(line)]
    starts = sorted({*breaks[:-1], *(found.end() for found in COMMA.finditer(line))})
    for start in starts:
        head = HEAD.match(line, start)
        if head is None:
            end = min((place for place in breaks if place > start), default=len(line))
            if start in breaks and (behind := _named_before(_value(line, start, end))):
                yield from ((WROTE_IT, name) for name in _people(behind, is_one=False))
            continue
        end = min((place for place in breaks if place > head.end()), default=len(line))
        weight = _weight(head)
        value = _value(line, head.end(), end)
        is_clear = head["sign"] or " " in head["words"]  # "written by", not "by"
        if weight == ASKED or (weight and (is_clear or not needs_sign)):
            yield from ((weight, name) for name in _people(value, is_one=_may_be_one(head)))


def _named_before(text: str) -> str:
    """Return the name before a word for its author: "由X发布", "X 著", "X 기자"; or nothing."""
    found = next(filter(None, (pattern.match(text) for pattern in BEHIND_NAME)), None)
    return found["name"] if found else ""


def _value(line: str, start: int, end: int) -> str:
    return BREAK.sub("", line[start:end]).strip(" .。:：")


def _weight(head: re.Match[str]) -> int:
    """Return how much the words of a credit tell that whoever follows asks; 0: they do not."""
    words = head["words"]
    every = [words, *JOINED.split(words)]
    fitting = [
        weight
        for weight, kind, needs_sign in KINDS
        if any(kind.fullmatch(word) for word in every) and (head["sign"] or not needs_sign)
    ]
    return max(fitting, default=0)


def _may_be_one(head: re.Match[str]) -> bool:
    """Whether a name of one word may follow: "von Bremen" is a place."""
    return head["words"].casefold() not in PREPOSITIONS or bool(head["sign"])


# -- the names in a line of credits ---------------------------------------------------------------


def _people(value: str, *, is_one: bool) -> Iterator[str]:
    """Yield the names that ``value`` is, or begins with; ``is_one``: a single word may be one."""
    value = LEADING.sub("", value, count=1)
    if EAST_ASIAN.match(value):
        yield from _east_asian(value)
    elif CASELESS.match(value):
        words = re.split(r"[,،(|:]", value)[0].split()
        if FEWEST_WORDS <= len(words) < MOST_WORDS:
            yield " ".join(words)
    else:
        yield from _spaced(value, is_one=is_one)


def _spaced(value: str, *, is_one: bool) -> Iterator[str]:
    first, *others = JOINED.split(value)
    name, rest = _full_name(without_title(first))
    if name and all(LETTERS.fullmatch(word) for word in name.split()):
        return  # a licence, an agency
    if name and MAY_FOLLOW.match(rest):
        yield name
        yield from (other for piece in others if (other := _full_name(piece)[0]))
    elif is_one and not others and ONE_WORD.fullmatch(first) and _is_person(first):
        yield first


def _east_asian(value: str) -> Iterator[str]:
    """Yield the names of ``value`` in Chinese, Japanese or Korean, if it is nothing else."""
    names = re.split(r"[、,，&+和与與及]|\s[/／]\s", re.split("[(（]", value)[0])
    names = [
        re.sub(
            rf"\s*(?:{WROTE_BEHIND}|{REPORTER_BEHIND}|先生|女士|さん|氏|님|씨)$", "", name.strip()
        )
        for name in names
    ]
    if NO_PERSON.isdisjoint(names) and all(
        EAST_ASIAN_NAME.fullmatch(name) and looks_like_name(name) for name in names
    ):
        yield from (name if HANGUL.search(name) else name.replace(" ", "") for name in names)


def _full_name(text: str) -> tuple[str, str]:
    """Return the full name that ``text`` begins with, and what follows; nothing: there is none."""
    found = FULL_NAME.match(text)
    if found is None:
        return "", text
    name = " ".join(map(_lowered, found[0].split()))
    size = len(name.split())
    is_name = FEWEST_WORDS <= size <= MOST_WORDS and looks_like_name(name) and _is_person(name)
    return (name, text[found.end() :]) if is_name else ("", text)


def _lowered(word: str) -> str:
    """Return a word of a name that is set in capitals as it is written otherwise."""
    return word.title() if word.isupper() and len(word) > 2 and "." not in word else word


def _is_person(name: str) -> bool:
    words = name.casefold().split()
    is_free = not any(word in NO_PERSON or fold(word) in TITLES for word in words)
    return is_free and not any(words[0] in them for them in (ARTICLES, PREPOSITIONS, CLAUSE_WORDS))


# -- names that nothing but their place shows to be the author's ----------------------------------


def _author_names(chapter: Chapter) -> Iterator[str]:
    for author in chapter.authors:
        yield from _people(author, is_one=False)


def _introduced(blocks: Sequence[Prose]) -> Iterator[str]:
    """Yield whom the introduction calls one of the publication: "our reporter Ana Costa"."""
    for block in blocks:
        for found in OUR_REPORTER.finditer(linkless(block.text[:OPENING])):
            yield from filter(None, [_full_name(found.string[found.end() :])[0]])


def _placed(blocks: Sequence[Prose]) -> Iterator[str]:
    """Yield the names that stand beside a date, or alone: above it, below it, under the title."""
    rows = [(number, line) for number, block in enumerate(blocks) for line in _lines(block)]
    pictures = {number + 1 for number, block in enumerate(blocks) if "![" in block.text}
    for place, (number, line) in enumerate(rows):
        if blocks[number].kind is not BlockKind.PARAGRAPH or number in pictures:
            continue
        name, rest = _whole_name(line)
        around = [other for _, other in rows[max(0, place - 1) : place + 2] if other != line]
        is_alone = not rest and (number == 1 or any(map(_is_dated, around)))
        if name and (is_alone or (BEFORE_DATE.match(rest) and _is_dated(line))):
            yield name


def _whole_name(line: str) -> tuple[str, str]:
    """Return the full name that a line begins with, and what follows."""
    if EAST_ASIAN_NAME.fullmatch(line) and re.search("[·・•‧＝]", line):
        return line, ""
    return _full_name(line)


def _is_dated(line: str) -> bool:
    return len(line) <= LONGEST_ABOVE and DATE.search(line) is not None


# -- whom the text is about -----------------------------------------------------------------------


def _is_titled(name: str, title: str) -> bool:
    """Whether the title has the name: that is whoever answers."""
    titled = [mention.name for mention in find_names([(title, 1)])]
    return name in title or any(bare(name) == bare(other) for other in titled)


def _is_aside(name: str, chapter: Chapter, setting: Setting) -> bool:
    """Whether the text is about somebody else, so that a name beside it is the author's."""
    words = {fold(word) for word in re.findall(r"\w{3,}", chapter.title)}
    if _is_titled(name, chapter.title) or any(fold(word) in words for word in name.split()):
        return False
    own = [mention for mention in setting.mentions if _is_same(mention.name, name)]
    others = [mention.weight for mention in setting.mentions if mention not in own]
    most = max((mention.weight for mention in own), default=0)
    return max(others, default=0) >= max(IN_INTRODUCTION, most)


def _is_same(name: str, other: str) -> bool:
    return bare(name) == bare(other) or is_part(name, other) or is_part(other, name)
