"""Where a text names figures by their numbers: "Figure 2", "Figs. 2 and 3", "图2"."""

import re
from collections.abc import Collection, Iterator

from bookbuild.turns import FIGURE_WORDS

# A number that goes on as a word, a percentage or a temperature is none; Han may follow directly.
NUMBER = r"\d+(?:\.\d+)*[a-z]?(?![%°]|\.\d|(?![\u2e80-\U0003ffff])\w)"
SEVERAL = (
    r"figures|figs\.?|illustrations|photo(?:graph)?s|plates|images|pictures|exhibits|abbildungen|bilder"
    r"|figuras|imágenes|imagens|immagini|figuren|afbeeldingen|рисунк\w+|rysunk\w+|obrázk\w+"
)
MENTION = re.compile(
    rf"(?<!\w)(?:(?P<several>{SEVERAL})|(?P<word>{FIGURE_WORDS}))\s*(?:n[°ºo]\.?\s*)?"
    rf"(?P<number>{NUMBER})(?!\s?[年月日号])"
    r"|(?<![地意截视試试企])(?P<wide>[图圖図]片?|照片|写真)\s*"
    rf"(?P<wide_number>{NUMBER}|[一二三四五六七八九十]{{1,3}})(?!\s?[年月日号])",
    re.IGNORECASE,
)
# Between the numbers of several, and between the ends of a range.
JOINTS = (
    r"\s*(?:[–-]|,\s*(?:and|or|und|oder|et|ou|y|e)\s|,|;|、|&|和|与|與"
    r"|(?<=\s)(?:and|or|to|und|oder|bis|sowie|et|ou|à|y|o|e|i|и)(?=\s))\s*"
)
WHOLE = re.compile(r"\d+(?:[.\-–]\d+)+[a-z]?(?!\w)", re.IGNORECASE)
MORE = re.compile(rf"{JOINTS}(?P<number>{NUMBER})", re.IGNORECASE)
RANGE = re.compile(rf"\s?[–-]\s?(?P<number>{NUMBER})")
# What any reader takes for a figure; other words count where the author's captions have them.
GENERIC = re.compile(r"fig|abb|рис|rys|obr|şekil|hình|gambar|[图圖図]$|그림", re.IGNORECASE)
SAME = 4  # letters that a word and its plural share
# "Figure 2 of the paper" is another's, and so is "(Darwin 1859, Figure 2)".
ELSEWHERE = re.compile(
    r"\s+(?:of|in|from)\s+(?:the|their|our|his|her|that|this|my|its)\s+(?:[\w-]+\s+){0,2}"
    r"(?:paper|article|book|report|thesis|study|appendix|chapter|original)\b"
    r"|\s+(?:of|from)\s+[A-Z]\w+|\s+(?:of|in)\s+(?:chapter|section|volume|ref)\b"
    r"|\s+(?:in|aus|von)\s+(?:seinem|ihrem|deinem|eurem)\b"
)
CITED_BEFORE = re.compile(r"\b(?:1[5-9]|20)\d\d[a-z]?[,;:]?\s*$")
BEFORE_LINK = re.compile(r"\s+(?:of|in|from|aus|dans|de)\s*$")
OPENING, CLOSING = "“‘„«‹「『\"'", "”’“»›」』\"'"

Chain = list[tuple[int, int, str]]
"""The numbers of figures that are named together: where each begins and ends, and itself."""


def find_mentions(text: str, numbers: Collection[str], words: Collection[str]) -> Iterator[Chain]:
    """Yield where ``text`` names figures, all of which have ``numbers``.

    The first of a chain begins with its word. ``words``: what the author calls figures.
    """
    for first in MENTION.finditer(text):
        word = first["several"] or first["word"] or first["wide"]
        if not (GENERIC.match(word) or any(_is_same(word, known) for known in words)):
            continue
        chain = [(first.start(), first.end(), (first["number"] or first["wide_number"]).lower())]
        whole = WHOLE.match(text, chain[0][1] - len(chain[0][2]))
        if whole is not None and whole[0].lower() in numbers:  # 3-1 is a number here, no range
            chain = [(first.start(), whole.end(), whole[0].lower())]
        is_open = bool(first["several"] or first["wide"]) or word.endswith(".")
        joint, more = (MORE if is_open else RANGE), None
        while (more := joint.match(text, chain[-1][1])) is not None:
            chain.append((more.start("number"), more.end(), more["number"].lower()))
        if all(number in numbers for _, _, number in chain) and _is_meant(text, chain):
            yield chain


def _is_same(word: str, known: str) -> bool:
    return word[:SAME].lower() == known[:SAME]


def _is_meant(text: str, chain: Chain) -> bool:
    """Whether a figure of the book is meant, and not somebody else's, or the words themselves."""
    before, after = text[: chain[0][0]], text[chain[-1][1] :]
    if ELSEWHERE.match(after) or CITED_BEFORE.search(before):
        return False
    is_label = not before.strip() and after.strip() in (":", "：")
    is_quoted = before[-1:] in OPENING and after[:1] in CLOSING and bool(before and after)
    return not is_label and not is_quoted
