"""How a speaker is called: in full, by the given name, by initials, or as the author wrote it.

What cannot be shortened safely stays whole: names in Japanese and Korean, Han names without a dot,
descriptions ("Third row"), words for a part in the talk ("Interviewer", "Q").
"""

import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence

from bookbuild.bookconfig import LabelStyle
from bookbuild.language import HAN, HANGUL, KANA
from bookbuild.model import Speaker, Turn

COLON = re.compile(r"[\s*_]*[:：]?[\s*_]*$")
DOT = re.compile(r"\s*[·•‧・．]\s*")  # between the names of a foreigner in Han characters
ASIDE = re.compile(r"\s*(?:\([^()]*\)|（[^（）]*）)\s*$")  # "Maria Costa (MC)"
DEGREE = re.compile(r",\s*(?:Jr|Sr|Ph\.?\s?D|M\.?D|MBA|MA|MSc|Esq|OBE|CBE|SJ)\b.*$")
INITIAL = re.compile(r"\w\.?(?:-?\w\.)*")
TITLES = frozenset(
    "dr prof professor mr mrs ms miss mx sir dame lord lady rev reverend fr father sister brother"
    " rabbi judge justice senator sen rep president capt captain col gen lt sgt hon m mme mlle"
    " monsieur madame mademoiselle maître me herr frau dipl ing señor señora señorita sr sra srta"
    " don doña dott dottor dottoressa sig signor signora dom dona doutor doutora dra professeur"
    " professeure profa profesor profesora doctor doctora".split()
)
# Small words within a name, which stay small among initials.
PARTICLES = frozenset(
    "al bin da das de del della den der di do dos du e el ibn la le las los ten ter van von vom y"
    " zu zum zur".split()
)
# What people are called by their part in the talk.
PARTS = frozenset(
    "interviewer interviewee host guest narrator audience moderator question answer q a qa speaker"
    " reporter journalist editor all everyone both unknown journaliste public tous réponse frage"
    " antwort moderatorin publikum alle interviewerin pregunta respuesta entrevistador"
    " entrevistadora entrevistado entrevistada público todos moderador moderadora pergunta resposta"
    " p r f"
    " 问 答 問 记者 記者 主持人 主持 嘉宾 嘉賓 采访者 採訪者 受访者 受訪者 访谈者 訪談者 提问者"
    " 观众 觀眾 听众 聽眾 读者 讀者 旁白 编者 編者 聞き手 司会 質問 回答 会場 一同 編集部"
    " 질문 답변 기자 사회자 진행자 청중".split()
)
# The commonest family names of Chinese, in both scripts, and those of two characters.
FAMILY_NAMES = frozenset(
    "王李张張刘劉陈陳杨楊赵趙黄黃周吴吳徐孙孫胡朱高林何郭马馬罗羅梁宋郑鄭谢謝韩韓唐冯馮于董萧蕭程曹袁邓鄧"
    "许許傅沈曾彭吕呂苏蘇卢盧蒋蔣蔡贾賈丁魏薛叶葉阎閻余潘杜戴夏钟鍾汪田任姜范方石姚谭譚廖邹鄒熊金陆陸郝孔"
    "白崔康毛邱秦江史顾顧侯邵孟龙龍万萬段雷钱錢汤湯尹黎易常武乔喬贺賀赖賴龚龔文查洪季章邢岑骆駱莫柳俞"
)
DOUBLE_NAMES = frozenset(
    "欧阳 歐陽 司马 司馬 上官 诸葛 諸葛 东方 東方 皇甫 尉迟 尉遲"
    " 公孙 公孫 慕容 令狐 司徒 夏侯 端木".split()
)
LONGEST_HAN = 4  # characters of a Chinese name without a dot


def label_names(turns: Sequence[Turn], style: LabelStyle, language: str) -> Iterator[str]:
    """Yield what the label of each of a chapter's turns says, without a colon.

    At the first turn of each speaker it is the full name. ``language`` is the chapter's.
    """
    short = _told_apart({turn.speaker: _shortened(turn.speaker, style, language) for turn in turns})
    known: set[str] = set()
    for turn in turns:
        speaker = turn.speaker
        if style == "full" or speaker.id not in known:
            yield speaker.name
        elif style == "as-written":
            yield turn.written or COLON.sub("", turn.label) or speaker.name
        else:
            yield short[speaker]
        known.add(speaker.id)


def short_name(speaker: Speaker) -> str:
    """Return the name that the author chose for labels, or else the given name."""
    if speaker.short:
        return speaker.short
    name = _bare(speaker.name)
    if not _is_personal(speaker, name):
        return speaker.name
    if HAN.search(name):
        return DOT.split(name)[0]
    words = _without_titles(name)
    if len(words) < 2:
        return speaker.name  # "Dr. Winter", or one name only
    return next((word for word in words if not INITIAL.fullmatch(word)), speaker.name)


def initials(speaker: Speaker, language: str) -> str:
    """Return the initials of a name; of a Chinese one the family name, as Chinese books do.

    The first characters of a foreign name in Han say nothing: it is shortened as ever.
    """
    name = _bare(speaker.name)
    if not _is_personal(speaker, name):
        return speaker.name
    if HAN.search(name):
        return short_name(speaker) if DOT.search(name) else _family_name(name, language)
    words = [part for word in _without_titles(name) for part in re.split("[-‐‑]", word) if part]
    if len(words) < 2:
        return speaker.name  # one letter would say nothing
    return "".join(word[0] if word in PARTICLES else word[0].upper() for word in words)


def _told_apart(names: Mapping[Speaker, str]) -> dict[Speaker, str]:
    """Return ``names`` with the full one for all whose short one is somebody else's too."""
    people = {speaker.id: name.casefold() for speaker, name in names.items()}
    shared = Counter(people.values())
    return {
        speaker: name if shared[name.casefold()] == 1 else speaker.name
        for speaker, name in names.items()
    }


def _shortened(speaker: Speaker, style: LabelStyle, language: str) -> str:
    return initials(speaker, language) if style == "initials" else short_name(speaker)


def _bare(name: str) -> str:
    """Return a name without what stands behind it: a degree, or initials in brackets."""
    return DEGREE.sub("", ASIDE.sub("", name)).strip()


def _is_personal(speaker: Speaker, name: str) -> bool:
    """Whether a name is one person's, and of a kind that can be shortened."""
    if speaker.is_joint or speaker.role == "audience" or name.casefold().rstrip(".") in PARTS:
        return False
    if KANA.search(name) or HANGUL.search(name) or re.search(r"[,、&/\d]", name):
        return False
    words = name.split()
    return not any(word[0].islower() and word not in PARTICLES for word in words)


def _without_titles(name: str) -> list[str]:
    words = name.split()
    while words and words[0].rstrip(".").casefold() in TITLES:
        words = words[1:]
    return words


def _family_name(name: str, language: str) -> str:
    if not language.startswith("zh") or len(name) > LONGEST_HAN:
        return name
    if name[:2] in DOUBLE_NAMES and len(name) > 2:
        return name[:2]
    return name[0] if name[0] in FAMILY_NAMES and len(name) > 1 else name
