"""The script that a text is in, and which of its languages, by letters and small words.

Unicode's table of scripts comes with fontTools.
"""

import unicodedata
from collections import Counter
from dataclasses import dataclass

from fontTools.unicodedata import script

SHARED = ("Zyyy", "Zinh", "Zzzz")  # what many scripts have, or none


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language among those of a script.

    ``letters``: what some of the others do not write. ``words``: small ones, apart by spaces.
    """

    tag: str
    letters: str = ""
    words: str = ""


# For each script (ISO 15924) the languages written in it, the one to take in doubt first. Where the
# letters of one are all another's, too, it comes before it: the other has to show the rest.
TONGUES: dict[str, tuple[Tongue, ...]] = {
    "Adlm": (Tongue("ff-Adlm"),),
    "Arab": (
        Tongue("ar", "ة ى إ أ", "من في على إلى ما هذا هذه أن كان التي الذي عن أو هو"),
        Tongue("fa", "پ چ ژ گ ک ی", "از به در که را این است با برای آن هر هم بود کرد"),
        Tongue("ur", "پ چ ژ گ ک ی ٹ ڈ ڑ ے ں ہ ھ", "کے میں ہے کی سے کو اور کا نے یہ پر"),
        Tongue("ps", "پ چ ژ گ ګ ک ی ټ ډ ړ ږ ښ ڼ ځ څ ې ۍ", "په د او چې کې له نه هر دا ته"),
        Tongue("ckb", "پ چ ژ گ ک ی ێ ۆ ە ڵ ڕ ڤ", "لە بە بۆ کە هەر ئەم ئەو"),
        Tongue("ug", "پ چ ژ گ ې ۇ ۆ ۈ ۋ ە ڭ ھ", "بىلەن ۋە بىر بۇ"),
        Tongue("sd", "پ چ گ ٻ ڀ ٺ ٽ ڄ ڃ ڇ ڏ ڌ ڊ ڍ ڙ ڦ ڱ ڻ ڳ ڪ ھ", "جي جو کي ۾ ۽ آهي سان"),
    ),
    "Armn": (Tongue("hy"),),
    "Beng": (Tongue("bn"), Tongue("as", "ৰ ৱ")),
    "Cans": (Tongue("iu"),),
    "Cher": (Tongue("chr"),),
    "Copt": (Tongue("cop"),),
    "Cyrl": (
        Tongue("ru", "ы э ё", "и в не на что он с как это по но из от для или его за к"),
        Tongue("bg", "ъ", "и в не на се от да са за е с че по като това или до ще"),
        Tongue("uk", "і ї є ґ", "в у на що та з до не за як це його або від й"),
        Tongue("sr", "ј љ њ џ ђ ћ", "и у на се да су за не са од који као ће или"),
        Tongue("mk", "ј љ њ џ ѓ ќ ѕ", "и во на се да за не од со е што како или"),
        Tongue("be", "ы э ё і ў", "у на што да з не за як гэта або"),
        Tongue("mn", "ы э ё ө ү", "нь юм бол энэ тэр"),
        Tongue("ky", "ы э ё ң ө ү", "жана менен бир бул үчүн"),
        Tongue("tt", "ы э ё ә җ ң ө ү һ", "һәм белән бу өчен"),
        Tongue("kk", "ы э ё ә ғ қ ң ө ұ ү һ і", "және мен бір бұл үшін"),
        Tongue("ba", "ы э ё ә ғ ҙ ҡ ң ҫ ө ү һ", "һәм менән был өсөн"),
        Tongue("tg", "э ё ғ ӣ қ ӯ ҳ ҷ", "ва дар аз ба ки ин бо"),
        Tongue("uz-Cyrl", "э ё ў ғ қ ҳ", "ва бу билан учун бир"),
    ),
    "Deva": (
        Tongue("hi", "", "है में का की के को से और यह था हैं पर ने किया ही भी एक"),
        Tongue("mr", "ळ", "आहे आणि मी तो ती हे होते त्या नाही होती व या किंवा ते हा ही तर पण काय मला च"),
        Tongue("ne", "", "छ र हो यो पनि थियो मा छन् भने वा गर्न लाई तथा ले को का"),
        Tongue("sa", "ः ऽ", "च इति एव तु"),
    ),
    "Ethi": (
        Tongue("am", "", "ነው ላይ እና ወደ ግን"),
        Tongue("ti", "ኣ", "እዩ ናይ ኣብ ካብ ከኣ"),
    ),
    "Geor": (Tongue("ka"),),
    "Goth": (Tongue("got"),),
    "Grek": (Tongue("el"),),
    "Gujr": (Tongue("gu"),),
    "Guru": (Tongue("pa"),),
    "Hebr": (
        Tongue("he", "ְ ֶ ּ", "של את על לא הוא היא זה עם כי גם אני הם אם או כל"),
        Tongue("yi", "אַ אָ פֿ ײ װ ױ", "און איז דער די מיט פון נישט ניט אויף צו מען איך אין"),
    ),
    "Khmr": (Tongue("km"),),
    "Knda": (Tongue("kn"),),
    "Laoo": (Tongue("lo"),),
    "Mlym": (Tongue("ml"),),
    "Mong": (Tongue("mn-Mong"),),
    "Mtei": (Tongue("mni"),),
    "Mymr": (Tongue("my"),),
    "Nkoo": (Tongue("nqo"),),
    "Olck": (Tongue("sat"),),
    "Orya": (Tongue("or"),),
    "Sinh": (Tongue("si"),),
    "Syrc": (Tongue("syr"),),
    "Taml": (Tongue("ta"),),
    "Telu": (Tongue("te"),),
    "Tfng": (Tongue("zgh"),),
    "Thaa": (Tongue("dv"),),
    "Thai": (Tongue("th"),),
    "Tibt": (Tongue("bo"),),
    "Vaii": (Tongue("vai"),),
    "Yiii": (Tongue("ii"),),
}


def main_script(text: str) -> str:
    """Return the script (ISO 15924) of most letters of ``text``; nothing where none has most."""
    weights: Counter[str] = Counter()
    for char, count in Counter(text).items():
        if char.isalpha() and (found := script(char)) not in SHARED:
            weights[found] += count
    if not weights:
        return ""
    found, weight = max(weights.items(), key=lambda item: item[1])
    return found if weight * 2 > weights.total() else ""


def scripts_of(language: str) -> tuple[str, ...]:
    """Return the scripts, none of them Latin or East Asian, that ``language`` is written in."""
    return tuple(
        written
        for written, tongues in TONGUES.items()
        if language in (tongue.tag.split("-")[0] for tongue in tongues)
    )


def language_in(written: str, text: str) -> str:
    """Return which language of the script ``written`` the text is in; nothing: we know none."""
    tongues = TONGUES.get(written, ())
    if len(tongues) < 2:
        return tongues[0].tag if tongues else ""
    weights = weigh_tongues(written, text)
    return max(weights, key=lambda tag: weights[tag])  # the first of equals


def weigh_tongues(written: str, text: str) -> dict[str, int]:
    """Return, for each language of the script ``written``, how many words speak for it."""
    if written not in TONGUES:
        return {}
    plain = unicodedata.normalize("NFC", text).casefold()
    gaps = {ord(char): " " for char in set(plain) if unicodedata.category(char)[0] in "PSN"}
    words = Counter(plain.translate(gaps).split())
    return {tongue.tag: _weight(tongue, words) for tongue in TONGUES[written]}


def _weight(tongue: Tongue, words: Counter[str]) -> int:
    letters, small = tongue.letters.split(), tongue.words.split()
    marked = sum(
        count for word, count in words.items() if any(letter in word for letter in letters)
    )
    return marked + sum(words[word] for word in small)
