"""The language of a text, from its script and its words. Owns py3langid."""

import re
from functools import cache
from typing import Any

# Characters of one Chinese script that the other does not use; the commonest in running text.
SIMPLIFIED = frozenset(
    "这们来时说国为会个对过还发样现经问见后里么让开从动机应该书话语习题长无电点实间进种给"
)
TRADITIONAL = frozenset(
    "這們來時說國為會個對過還發樣現經問見後裡麼讓開從動機應該書話語習題長無電點實間進種給"
)
HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
KANA = re.compile(r"[\u3041-\u30fa\u30fd-\u30ff]")  # but for ・ and ー, which Chinese writes too
HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]")
WORD = re.compile(r"[^\W\d_]{2,}")
ADDRESS = re.compile(r"https?://\S+")
# A tag of BCP 47 as far as its shape goes: language, script, region, variants.
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

# Languages that are written from the right, and scripts: those that are may say so.
FROM_RIGHT = frozenset("ar arc ckb dv fa he iw ji nqo ps sd syr ug ur yi".split())
SCRIPTS_FROM_RIGHT = frozenset("adlm arab aran hebr mand nkoo rohg samr syrc thaa".split())

SAMPLE = 20_000  # characters; more does not change the answer and takes its time
TOO_SHORT = 20  # words; below, a guess among all languages is worth nothing
COMMON = ("en", "fr", "es", "de", "pt", "it", "nl")


def detect_language(text: str) -> str:
    """Return the BCP 47 tag of the language of most of ``text``; ``en`` if nothing tells."""
    sample = ADDRESS.sub(" ", text[:SAMPLE])
    return detect_east_asian(sample) or _by_words(sample)


def detect_east_asian(text: str) -> str:
    """Return the East Asian language that most of ``text`` is in, by its script; else nothing."""
    sample = ADDRESS.sub(" ", text[:SAMPLE])
    han, kana, hangul = (len(script.findall(sample)) for script in (HAN, KANA, HANGUL))
    words = WORD.findall(sample)
    latin = sum(1 for word in words if not (HAN.search(word) or KANA.search(word)))
    if hangul > han + kana and hangul > latin:
        return "ko"
    if han + kana > latin:  # a character of these scripts weighs about as much as a word
        return "ja" if kana * 10 > han else _chinese(sample)
    return ""


def is_tag(tag: str) -> bool:
    """Whether ``tag`` has the shape of a tag for a language that people write (BCP 47 §2.1)."""
    return TAG.fullmatch(tag) is not None and len(tag.split("-")[0]) <= 3


def is_east_asian(tag: str) -> bool:
    """Whether text in this language is set in full-width characters."""
    return tag.split("-")[0] in ("zh", "ja", "ko", "yue", "wuu", "lzh")


def is_from_right(tag: str) -> bool:
    """Whether the language is written from right to left; a script in the tag decides."""
    first, *more = tag.casefold().split("-")
    scripts = [part for part in more if len(part) == 4 and part.isalpha()]
    return scripts[0] in SCRIPTS_FROM_RIGHT if scripts else first in FROM_RIGHT


def is_korean(tag: str) -> bool:
    """Whether the language is Korean, which has a script of its own."""
    return tag.split("-")[0] == "ko"


def has_word_spaces(tag: str) -> bool:
    """Whether words of the language are parted by spaces: not in Chinese and Japanese."""
    return not is_east_asian(tag) or is_korean(tag)


def normalise_tag(tag: str) -> str:
    """Return ``tag`` with the script where the region only implies it: zh-CN is zh-Hans."""
    parts = tag.replace("_", "-").split("-")
    if parts[0].lower() != "zh":
        return "-".join([parts[0].lower(), *parts[1:]])
    scripts = {"cn": "Hans", "sg": "Hans", "my": "Hans", "tw": "Hant", "hk": "Hant", "mo": "Hant"}
    rest = {part.lower() for part in parts[1:]}
    if rest & {"hans", "hant"}:
        return "zh-Hant" if "hant" in rest else "zh-Hans"
    return f"zh-{next((scripts[part] for part in sorted(rest) if part in scripts), 'Hans')}"


def broader_tags(tag: str) -> tuple[str, ...]:
    """Return ``tag`` and the less and less specific ones, folded, to look something up by.

    RFC 4647 §3.4: en-Latn-GB, en-Latn, en.
    """
    parts = fold_tag(tag).split("-")
    return tuple("-".join(parts[:length]) for length in range(len(parts), 0, -1))


def fold_tag(tag: str) -> str:
    """Return ``tag`` as tags are compared; zh alone stays as wide as it is."""
    return "zh" if tag.casefold() == "zh" else normalise_tag(tag).casefold()


def _chinese(sample: str) -> str:
    simplified = sum(char in SIMPLIFIED - TRADITIONAL for char in sample)
    traditional = sum(char in TRADITIONAL - SIMPLIFIED for char in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _by_words(sample: str) -> str:
    words = len(WORD.findall(sample))
    if not words:
        return "en"
    identifier = _identifier()
    identifier.set_languages(COMMON if words < TOO_SHORT else None)
    language, certainty = identifier.classify(sample)
    return str(language) if certainty > 0.8 else "en"  # below, the second guess is as good


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  slow to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
