"""Names of people, as an index and a library sort them: the family name first, where there is one.

Chicago Manual of Style §16.71–87 for names in English books; the custom of libraries elsewhere.
"""

import re
import unicodedata
from collections.abc import Sequence

from bookbuild.language import HAN, HANGUL, KANA
from bookbuild.slugs import slug

FAMILY_FIRST = ("hu", "vi")  # of those whose names are in Latin script
# Stands before a family name and belongs to it.
PARTICLES = frozenset(
    "af al am auf av ben bin bint da dai dal dalla das de dei del della den der des di do dos du e"
    " el ibn im la las le les lo los op san santa st ste 't ten ter van vom von y zu zum"
    " zur".split()
)
# Where a particle in small letters comes after the given name: "Humboldt, Alexander von".
PARTICLE_LAST = frozenset("ca da de es fr gl nb nl nn no pt sv".split())
# There too these stay: "Du" and "Zur" are half an article (BnF; RAK-WB §314).
ARTICLES = frozenset("am des du im la le les vom zum zur".split())
WITH_ARTICLES = ("de", "fr")
JOINERS = frozenset("& + / and und et with avec mit og och en ve и та".split())
SURNAME_JOINERS = ("e", "i", "y")  # between two of a person's names, or between two people
# A single name follows: "Sister Mary".
STYLES = frozenset(
    "brother emperor father frère hermana hermano king lady lord mother père pope prince princess"
    " queen schwester sister soeur sœur the".split()
)
SUFFIX = re.compile(r",? (?:Jr\.?|Sr\.?|I{2,3}|IV|Ph\.? ?D\.?|M\.? ?D\.?|Esq\.?)$")
REMARK = re.compile(r" ?[(\[（【].*$")
ROMANISED = re.compile(r"[^\W\d_]+-[^\W\d_]+")  # "Joon-ho": the second half is in small letters
ARABIC_ARTICLE = re.compile(r"(?:al|ad|an|ar|as|ash|at|el)-")
APOSTROPHES = re.compile("['’ʼ‘`]")
# Read otherwise as a family name than mostly.
FAMILY_PINYIN = {
    "万俟": "moqi", "尉迟": "yuchi", "尉遲": "yuchi", "仇": "qiu", "区": "ou", "區": "ou",
    "单": "shan", "單": "shan", "曾": "zeng", "朴": "piao", "查": "zha", "盖": "ge", "蓋": "ge",
    "翟": "zhai", "覃": "qin", "解": "xie",
}  # fmt: skip

# Labels that name nobody: what somebody does there, in the languages of the wording.
ROLE_WORDS = frozenset(
    # English, French
    "answer audience editor guest host interviewee interviewer journalist man member moderator"
    " narrator participant question reporter speaker unidentified unknown voice woman"
    " animateur animatrice auditeur auditrice intervenant intervenante intervieweur intervieweuse"
    " invité invitée journaliste modérateur modératrice narrateur narratrice public question"
    " réponse"
    # Spanish, Portuguese, German
    " anfitrión anfitriona audiencia entrevistado entrevistada entrevistador entrevistadora"
    " invitado invitada moderador moderadora narrador narradora periodista pregunta público"
    " respuesta"
    " apresentador apresentadora convidado convidada jornalista pergunta plateia resposta"
    " antwort erzähler erzählerin frage gast interviewerin interviewter interviewte moderatorin"
    " publikum sprecher sprecherin zuhörer zuhörerin"
    # Chinese, Japanese, Korean
    " 主持 主持人 主播 嘉宾 嘉賓 回答 提问 提問 提问者 提問者 旁白 现场观众 听众 聽眾 观众 觀眾"
    " 记者 記者 说话人 說話人 发言人 發言人 采访者 採訪者 受访者 受訪者 编辑 編輯 编者 編者"
    " 被采访者 被採訪者"
    " インタビュアー ゲスト ナレーター 司会 司会者 聞き手 話し手 語り手 質問 答え 観客 聴衆 編集部"
    " 기자 사회자 진행자 청중 관객 게스트 질문 답변 인터뷰어 인터뷰이".split()
)
QUESTION_AND_ANSWER = frozenset("问答問문답")
NUMBER = re.compile(r"[\s#_-]*(?:\d+|[A-Z]|[甲乙丙丁])$")

SortKey = tuple[bool, str, str]


def sort_form(name: str, language: str) -> str:
    """Return ``name`` as an index lists it in a book in ``language``: "Costa, Maria".

    As they stand: names of one word, of Han, kana or Hangul, of scripts without capitals, of
    several people, and what is no name of a person.
    """
    whole = " ".join(name.split())
    bare = REMARK.sub("", whole)
    remark, base = whole[len(bare) :], language.split("-")[0].lower()
    suffix = found[0].lstrip(", ") if (found := SUFFIX.search(bare)) else ""
    words = bare[: found.start() if found else None].split()
    if base in FAMILY_FIRST or names_several(bare) or not _is_inverted(words):
        return whole
    given, family = _given_and_family(words, base)
    parts = (" ".join(family), " ".join(given), suffix)
    return ", ".join(filter(None, parts)) + remark


def sort_key(form: str) -> SortKey:
    """Return what sorts ``form``: Han by its pinyin among Latin letters, other scripts after them.

    Of Japanese, the reading would be needed; the author can write it down.
    """
    first = next(filter(str.isalpha, form), "")
    is_latin = unicodedata.name(first, "LATIN").startswith("LATIN")
    if not (is_latin or HAN.match(first)):
        return True, _without_marks(form), form
    bare = ARABIC_ARTICLE.sub("", APOSTROPHES.sub("", form))
    family = next((name for name in FAMILY_PINYIN if bare.startswith(name)), "")
    return False, slug(f"{FAMILY_PINYIN.get(family, '')} {bare.removeprefix(family)}"), form


def is_letter(label: str) -> bool:
    """Whether ``label`` is the Q or A of "question" and "answer", or the like."""
    letters = [char for char in label if char.isalnum()]
    if len(letters) != 1:
        return False
    return letters[0] in QUESTION_AND_ANSWER or letters[0].upper() != letters[0].lower()


def names_nobody(label: str) -> bool:
    """Whether ``label`` is a letter or says what somebody does, as in "Interviewer"."""
    bare = NUMBER.sub("", label.strip()).casefold()
    words = bare.split()
    is_role = bool(words) and words[0] in ROLE_WORDS and words[-1] in ROLE_WORDS
    return is_letter(label) or is_role


def names_several(label: str) -> bool:
    """Whether ``label`` joins names, as in "Ana and Luis"."""
    words = label.casefold().split()
    is_pair = len(words) == 3 and words[1] in SURNAME_JOINERS
    return is_pair or any(word in JOINERS for word in words) or any(c in "/&" for c in label)


def is_rearranged(form: str, name: str) -> bool:
    """Whether ``form`` is made of the letters of ``name``, in whatever order."""
    return _letters(form) == _letters(name)


def _letters(text: str) -> list[str]:
    return sorted(filter(str.isalnum, unicodedata.normalize("NFKC", text).casefold()))


def _is_inverted(words: Sequence[str]) -> bool:
    if len(words) < 2 or any(map(_stands, words)):
        return False
    first, last = words[0].casefold(), words[-1]
    if not any(map(str.isupper, last)) or len([*filter(str.isalpha, last)]) < 2:
        return False  # "Third row", "Maria C."
    if first in STYLES or first in ROLE_WORDS or (len(words) == 2 and _is_particle(first)):
        return False
    return not (len(words) == 2 and _is_romanised(last))


def _stands(word: str) -> bool:
    """Whether a name with ``word`` in it is no name of one person in an alphabet."""
    is_full_width = any(script.search(word) for script in (HAN, KANA, HANGUL))
    return is_full_width or any(char.isdigit() or char in ",;·・" for char in word)


def _is_particle(word: str) -> bool:
    return word.casefold().rstrip(".") in PARTICLES


def _is_romanised(word: str) -> bool:
    """Whether ``word`` is a given name that follows the family's, such as "Joon-ho"."""
    return bool(ROMANISED.fullmatch(word)) and word.partition("-")[2].islower()


def _given_and_family(words: Sequence[str], language: str) -> tuple[list[str], list[str]]:
    start = len(words) - 1
    if len(words) > 3 and words[-2] in SURNAME_JOINERS and words[-3][:1].isupper():
        start -= 2  # "Ortega y Gasset"
    while start > 1 and _is_particle(words[start - 1]):
        start -= 1
    given, family = list(words[:start]), list(words[start:])
    while len(family) > 1 and _goes_last(family[0], language):
        given.append(family.pop(0))
    return given, family


def _goes_last(word: str, language: str) -> bool:
    if language not in PARTICLE_LAST or not (word.islower() and _is_particle(word)):
        return False
    return not (language in WITH_ARTICLES and word in ARTICLES)


def _without_marks(text: str) -> str:
    apart = unicodedata.normalize("NFKD", text.casefold())
    return "".join(char for char in apart if not unicodedata.combining(char))
