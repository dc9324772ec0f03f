"""Languages: their tags, how they are written, and which of them are alike."""

import re

HAN = re.compile(r"[\u3400-\u4dbf\u4e00-\u9fff\uf900-\ufaff\U00020000-\U0003ffff]")
KANA = re.compile(r"[\u3041-\u30fa\u30fd-\u30ff]")  # but for ・ and ー, which Chinese writes too
HANGUL = re.compile(r"[\uac00-\ud7af\u1100-\u11ff\u3130-\u318f]")
# A tag of BCP 47 as far as its shape goes: language, script, region, variants.
TAG = re.compile(r"[A-Za-z]{2,8}(?:-[A-Za-z0-9]{1,8})*")

# Languages that are written from the right, and scripts: those that are may say so.
FROM_RIGHT = frozenset("ar arc ckb dv fa he iw ji nqo ps sd syr ug ur yi".split())
SCRIPTS_FROM_RIGHT = frozenset("adlm arab aran hebr mand nkoo rohg samr syrc thaa".split())

# Which a program cannot well tell apart.
NEAR = tuple(
    frozenset(group.split())
    for group in (
        "da nb nn no sv",
        "cs sk",
        "bs cnr hr sh sl sr",
        "id jv ms su",
        "an ast es ext gl mwl pt",
        "ca oc",
        "af fy li nds nl",
        "als de gsw lb nds",
        "fr frp gcf gcr ht oc pcd wa",
        "co eml fur it lij lld lmo rgn rm sc scn vec",
        "en pcm sco",
        "ga gd gv",
        "nr ss xh zu",
        "nso st tn",
        "rn rw",
        "lt ltg lv",
        "az crh tk tr ug uz uzs",
        "he iw",
        "ji yi",
    )
)


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


def is_near(one: str, other: str) -> bool:
    """Whether two languages are too much alike to be told apart by a program."""
    bases = {base_of(one), base_of(other)}
    return len(bases) == 1 or any(bases <= group for group in NEAR)


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


def base_of(tag: str) -> str:
    """Return the language of ``tag`` without script and region, folded."""
    return tag.split("-")[0].casefold()
