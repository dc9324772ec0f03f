"""What a bracket in somebody's speech says: a stage direction, a time of the recording, or words.

A reader of transcripts tells by the words inside, and so does this: the lists hold what stands in
transcripts in the languages of the build. All that is not in them stays text.
"""

import re
from enum import StrEnum

from bookbuild.language import HAN, HANGUL, KANA


class Kind(StrEnum):
    """What a bracket is."""

    DIRECTION = "direction"
    GAP = "gap"  # stands for words that nobody could hear
    TIMESTAMP = "timestamp"


LONGEST = 60  # characters between the brackets
BRACKET = re.compile(
    r"\[(?P<square>[^\[\]]{1,60})\]|［(?P<wide>[^［］]{1,60})］"
    r"|\((?P<round>[^()]{1,60})\)|（(?P<full>[^（）]{1,60})）"
    r"|【(?P<black>[^【】]{1,60})】|〔(?P<shell>[^〔〕]{1,60})〕"
)
SQUARE = ("square", "wide", "black", "shell")
TIME = r"(?:\d{1,2}:)?\d{1,3}:\d{2}(?:[.,]\d{1,3})?"
LONG_TIME = re.compile(r"\d{1,2}:\d{2}:\d{2}(?:[.,]\d{1,3})?")
TIMESTAMP = re.compile(rf"\s*@?~?{TIME}(?:\s*[-–—]\s*{TIME})?\s*")
TIME_INSIDE = re.compile(rf"[\s,;@~]*(?:at\s+|um\s+|à\s+)?(?P<time>{TIME})\s*[?.]?\s*$")

WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")

# What somebody does: others may be named before it, and a few words may follow.
ACTS = frozenset(
    "laughs chuckles giggles sighs smiles nods coughs sobs weeps shrugs whispers gestures pauses"
    " applauds grins winks snorts sniffs rings claps"
    " rit rient sourit soupire acquiesce"
    " lacht schmunzelt lächelt seufzt schweigt nickt grinst kichert"
    " ríe ríen sonríe suspira asiente ri riem sorri assente".split()
)
# What is heard or seen: it stands alone, or with the small words below.
EVENTS = frozenset(
    "laughter laughing laugh laughed chuckle chuckling chuckled giggle giggling sigh sighing sighed"
    " smiling nodding coughing cough sobbing crying weeping applause clapping cheering booing"
    " pause pausing silence crosstalk cross-talk overtalk overtalking overlapping singing"
    " whispering interruption interrupting ringing knocking groans groaning gasps"
    " rire rires riant sourire souriant applaudissements silence soupir soupirs"
    " lachen lachend gelächter heiterkeit lächelnd seufzen seufzend pause schweigen stille applaus"
    " beifall"
    " risas risa riendo carcajadas carcajada sonriendo aplausos silencio pausa suspiro"
    " risos risada risadas rindo gargalhadas sorrindo silêncio".split()
)
# As events, but in round brackets they may be words like any others.
SQUARE_EVENTS = frozenset(
    "music bell phone doorbell break noise intro outro jingle musique musik música".split()
)
GAPS = frozenset(
    "inaudible unintelligible indistinct indecipherable incomprehensible garbled"
    " incompréhensible inintelligible unverständlich unhörbar ininteligible incomprensible"
    " inaudível ininteligível incompreensível".split()
)
SQUARE_GAPS = frozenset("unclear".split())
SMALL_WORDS = frozenset(
    "all both everyone everybody audience crowd general more some long short brief awkward nervous"
    " loud soft softly loudly quietly nervously warmly heartily dryly again together simultaneously"
    " in the background of from a an and with then off mic group word words phrase seconds minutes"
    " second minute sec secs"
    " long longue court courte bref général généraux ensemble tous et un une en mot mots"
    " beide alle lange langes kurze kurzes lautes leises leise laut und allgemeines allgemeine"
    " ambos ambas todos todas larga largo breve y e geral longa longo general".split()
)
NO_DIRECTION = frozenset("sic".split())
MOST_WORDS = 5
ALONE_WORDS = 3  # of what stands alone in its paragraph
ALONE_HAN = 8  # characters

HAN_LAUGH = re.compile(r".{0,5}笑(?:声|聲|了|い|い声|起来|起來)?")
HAN_NO_LAUGH = re.compile("玩笑|搞笑|可笑|嘲笑|好笑|耻笑|恥笑|见笑|見笑|说笑|說笑|冷笑话|笑话|笑話")
HAN_EVENT = re.compile(
    "(?:众人|眾人|大家|全场|全場|热烈|熱烈|长时间|長時間|长久|短暂|短暫|两人|兩人|一同|会場|場内|观众|觀眾|沉思)?"
    "(?:掌声|掌聲|鼓掌|拍手|喝彩|欢呼|歡呼|沉默|停顿|停頓|叹气|嘆氣|叹息|嘆息|点头|點頭|摇头|搖頭|流泪|流淚|哽咽"
    "|咳嗽|音乐|音樂|插话|插話|沈黙|間|うなずく|ため息)"
)
HAN_GAP = re.compile(
    "听不清楚?|聽不清楚?|听不见|聽不見|无法辨认|無法辨認|录音不清|錄音不清|聞き取れず|聞き取り不能|聴取不能|不明瞭"
)
HANGUL_EVENT = re.compile(r"(?:[가-힣]{1,3}\s?)?(?:웃음|박수|침묵|한숨|폭소|환호)")
HANGUL_GAP = re.compile("들리지 않음|알아들을 수 없음|청취 불가")


def kind_of(found: re.Match[str], *, is_alone: bool, is_first: bool) -> Kind | None:
    """Return what a match of ``BRACKET`` is; None: words like any others.

    ``is_alone``: nothing else stands in its paragraph; ``is_first``: it opens it.
    """
    inside, is_square = " ".join(inside_of(found).split()), found.lastgroup in SQUARE
    if TIMESTAMP.fullmatch(inside):
        is_sure = is_square or is_alone or is_first or LONG_TIME.search(inside)
        return Kind.TIMESTAMP if is_sure else None
    said = TIME_INSIDE.sub("", inside).strip(" .!。！…")
    if (kind := _spoken_of(said, is_square=is_square)) is not None:
        return kind
    return Kind.DIRECTION if is_alone and _is_short(said) else None


def inside_of(found: re.Match[str]) -> str:
    """Return what a match of ``BRACKET`` has between the brackets."""
    return found[found.lastgroup or 0]


def _spoken_of(said: str, *, is_square: bool) -> Kind | None:
    if HAN.search(said) or KANA.search(said) or HANGUL.search(said):
        return _east_asian(said)
    words = [word.casefold() for word in WORD.findall(said)]
    if not words or len(words) > MOST_WORDS:
        return None
    known = set(words) - SMALL_WORDS
    if known and known <= (GAPS | SQUARE_GAPS if is_square else GAPS):
        return Kind.GAP
    if known and known <= (EVENTS | ACTS | SQUARE_EVENTS if is_square else EVENTS | ACTS):
        return Kind.DIRECTION
    return Kind.DIRECTION if _tells_an_act(said, words, is_square=is_square) else None


def _tells_an_act(said: str, words: list[str], *, is_square: bool) -> bool:
    """Whether somebody does something: "laughs at the memory", "Maria laughs"."""
    if words[0] in ACTS:
        return True
    names = WORD.findall(said)[:-1]
    are_names = all(name[0].isupper() or name.casefold() in SMALL_WORDS for name in names)
    return (is_square or are_names) and words[-1] in ACTS | {"laugh", "laughing", "smiling"}


def _east_asian(said: str) -> Kind | None:
    bare = re.sub(r"[，、,\s]", "", said)
    if HAN_GAP.fullmatch(bare) or HANGUL_GAP.fullmatch(said):
        return Kind.GAP
    if HAN_LAUGH.fullmatch(bare) and not HAN_NO_LAUGH.search(bare):
        return Kind.DIRECTION
    is_event = HAN_EVENT.fullmatch(bare) or HANGUL_EVENT.fullmatch(said)
    return Kind.DIRECTION if is_event else None


def _is_short(said: str) -> bool:
    """Whether it has one to three words, or a few Han characters, and no number."""
    words = WORD.findall(said)
    if not words or re.search(r"\d", said) or said.casefold() in NO_DIRECTION:
        return False
    if HAN.search(said) or KANA.search(said):
        return len(said) <= ALONE_HAN
    return len(words) <= ALONE_WORDS
