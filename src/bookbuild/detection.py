"""The language of a text, by its script and its words.

Owns py3langid, which is asked only where script and common words leave a doubt: its model takes
more than half a second to load.
"""

import re
from collections.abc import Mapping
from functools import cache
from typing import Any

from bookbuild.commonwords import COMMON_WORDS, clearest, likenesses
from bookbuild.language import HAN, HANGUL, KANA, base_of, is_east_asian, is_korean, is_near
from bookbuild.scripts import language_in, main_script, scripts_of, weigh_tongues

# Characters of one Chinese script that the other does not use; the commonest in running text.
SIMPLIFIED = frozenset(
    "这们来时说国为会个对过还发样现经问见后里么让开从动机应该书话语习题长无电点实间进种给"
)
TRADITIONAL = frozenset(
    "這們來時說國為會個對過還發樣現經問見後裡麼讓開從動機應該書話語習題長無電點實間進種給"
)
WORD = re.compile(r"[^\W\d_]{2,}")

SAMPLE = 20_000  # characters; more does not change the answer and takes its time
TOO_SHORT = 20  # words; below, a guess among all languages is worth nothing
COMMON = ("en", "fr", "es", "de", "pt", "it", "nl")

# Against what the author declares, measured on the Declaration of Human Rights in some 450
# languages and on interviews, cut into pieces of 8 to 200 words: no piece changes its language.
TELLING = 40  # words; below, the model is not believed
SURE = 0.99
# Shares of common words. At home: of the language itself, and of what the best one has. Far: what
# another has, in shares of its own.
AT_HOME, NEAR_BEST, FAR = 0.12, 0.8, 2.5
FEWEST_MARKS = 10  # words that show another language of the same script
FEWEST_LETTERS = 100  # Han characters without kana, in what is said to be Japanese

# Written in Latin script and, today, in no other; those of COMMON_WORDS are, too.
LATIN = frozenset(
    "ace an ast bcl bik bm br ceb co ee eo fj fo frp fur fy gd gl gn gsw gv haw ht ia ig ilo io jam"
    " kl lb lg li lij lmo ln lus mg mi mt nds nhn nn no nso ny oc om pap pcm pcd qu rm rn rw sc scn"
    " sco se sg sm sn so ss st szl tl tn to tpi ts tw ty vec vo wa war wo xh yo zu".split()
)
# Written in several.
SEVERAL = frozenset(
    "az bs crh ha jv kk kmr kok ks ku lad mn ms pa ro sa sat sd sh sr su sw tg tk tt ug"
    " ur uz".split()
)
SCRIPTS_OF_SEVERAL = frozenset("Arab Cyrl Deva Guru Hebr Java Latn Mong".split())
STYLES_OF_SCRIPTS = {"aran": "arab", "latf": "latn", "latg": "latn", "cyrs": "cyrl"}
# Markup, code and addresses, which are in no language.
WORDLESS = re.compile(r"https?://\S+|`[^`\n]*`|<[^<>\n]*>|\]\([^()\n]*\)|\{[^{}\n]*\}")


def detect_language(text: str) -> str:
    """Return the BCP 47 tag of the language of most of ``text``; ``en`` if nothing tells."""
    return guess_language(text) or "en"


def guess_language(text: str) -> str:
    """Return the tag of the language of most of ``text``; nothing if nothing tells."""
    sample = _sample(text)
    if found := detect_east_asian(sample):
        return found
    script = main_script(sample)
    return language_in(script, sample) or (_by_words(sample) if script in ("", "Latn") else "")


def contradicting_language(text: str, declared: str) -> str:
    """Return the language that ``text`` clearly is in where it cannot be ``declared``."""
    sample = _sample(text)
    if shown := detect_east_asian(sample):
        return shown if _is_another_east_asian(sample, shown, declared) else ""
    script = main_script(sample)
    if not script:
        return ""
    if not _may_be_written(declared, script):
        return language_in(script, sample) or (detect_language(sample) if script == "Latn" else "")
    found = _by_letters(sample, script, declared) or _by_words_against(sample, script, declared)
    return "" if is_near(found, declared) else found


def detect_east_asian(text: str) -> str:
    """Return the East Asian language that most of ``text`` is in, by its script; else nothing."""
    sample = _sample(text)
    han, kana, hangul = (len(script.findall(sample)) for script in (HAN, KANA, HANGUL))
    if not han + kana + hangul:
        return ""
    words = WORD.findall(sample)
    latin = sum(1 for word in words if not (HAN.search(word) or KANA.search(word)))
    if hangul > han + kana and hangul > latin:
        return "ko"
    if han + kana > latin:  # a character of these scripts weighs about as much as a word
        return "ja" if kana * 10 > han else _chinese(sample)
    return ""


def _chinese(sample: str) -> str:
    simplified = sum(char in SIMPLIFIED - TRADITIONAL for char in sample)
    traditional = sum(char in TRADITIONAL - SIMPLIFIED for char in sample)
    return "zh-Hant" if traditional > simplified else "zh-Hans"


def _sample(text: str) -> str:
    return WORDLESS.sub(" ", text[:SAMPLE])


def _is_another_east_asian(sample: str, shown: str, declared: str) -> bool:
    """Whether a text in ``shown`` by its script is not in ``declared``; Han alone says little."""
    if not is_east_asian(declared) or is_korean(declared) != is_korean(shown):
        return True
    own = base_of(declared)
    if own == "ja":
        return shown != "ja" and len(HAN.findall(sample)) >= FEWEST_LETTERS
    return own == "zh" and shown == "ja"


def _may_be_written(declared: str, script: str) -> bool:
    """Whether people write ``declared`` in ``script``; of a language that we do not know, they may.

    A script in the tag decides (BCP 47 §2.2.3).
    """
    first, *more = declared.casefold().split("-")
    named = [part for part in more if len(part) == 4 and part.isalpha()]
    if named or is_east_asian(declared):
        return script.casefold() in (STYLES_OF_SCRIPTS.get(part, part) for part in named)
    homes = set(scripts_of(first))
    if first in LATIN or first in COMMON_WORDS:
        homes.add("Latn")
    if first in SEVERAL:
        homes |= SCRIPTS_OF_SEVERAL
    return not homes or script in homes


def _by_letters(sample: str, script: str, declared: str) -> str:
    """Return the language, not Latin, that its script's other letters and words show."""
    weights = weigh_tongues(script, sample)
    own = next((tag for tag in weights if base_of(tag) == base_of(declared)), "")
    if not own:
        return ""
    found = max(weights, key=lambda tag: weights[tag])
    is_clear = weights[found] >= max(weights[own] * 1.2, weights[own] + FEWEST_MARKS)
    return found if is_clear else ""


def _by_words(sample: str) -> str:
    size = len(WORD.findall(sample))
    shares = likenesses(sample)
    if found := clearest(shares, size):
        return found
    if not size:
        return ""
    ranks = _rank(sample, _likely(shares) if size < TOO_SHORT else None)
    found = next(iter(ranks))
    return found if ranks[found] > 0.8 else ""  # below, the second guess is as good


def _by_words_against(sample: str, script: str, declared: str) -> str:
    """Return the language in Latin script that a text clearly is in, and not in ``declared``."""
    own = "nb" if declared == "no" else base_of(declared)
    shares, size = likenesses(sample), len(WORD.findall(sample))
    at_home = max(AT_HOME, NEAR_BEST * max(shares.values()))
    if script != "Latn" or shares.get(own, 0) >= at_home:
        return ""
    found = clearest(shares, size)
    if own in shares and found and shares[found] >= FAR * shares[own]:
        return found
    if size < TELLING or not (own in shares or _is_known(own)):
        return ""
    ranks = _rank(sample)
    found = next(iter(ranks))
    certainty = sum(ranks[other] for other in ranks if is_near(found, other))
    is_sure = certainty >= SURE and shares.get(found, 1) >= shares.get(own, 0)
    return found if is_sure else ""


def _likely(shares: Mapping[str, float]) -> tuple[str, ...]:
    """Return the languages that a short text may be in: those with their words in it."""
    best = max(shares.values())
    likely = [language for language in shares if shares[language] >= best * NEAR_BEST]
    return COMMON if best < AT_HOME else (*likely, "en")


def _rank(sample: str, languages: tuple[str, ...] | None = None) -> dict[str, float]:
    """Return how likely each of ``languages`` is, the likeliest first; without them, of all."""
    identifier = _identifier()
    identifier.set_languages(languages and ["no" if one == "nb" else one for one in languages])
    names = {"no": "nb", "zxx": ""}  # zxx: none at all
    return {names.get(one, str(one)): likelihood for one, likelihood in identifier.rank(sample)}


def _is_known(language: str) -> bool:
    return language in _identifier().labels


@cache
def _identifier() -> Any:
    from py3langid.langid import MODEL_FILE, LanguageIdentifier  # noqa: PLC0415  slow to load

    return LanguageIdentifier.from_model_file(MODEL_FILE, norm_probs=True)
