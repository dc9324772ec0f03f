"""A face becomes a font to embed: one weight of it, and of its characters those that are needed.

Reading systems know no variable fonts. A font that is changed may not keep a name that its licence
reserves (SIL Open Font License 1.1 §3); its copyright and licence stay in it (§2). Owns fontTools,
with ``faces``.
"""

import hashlib
import io
import json
import logging
import re
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.metadata import version
from typing import Any

from fontTools import subset
from fontTools.ttLib import TTFont
from fontTools.varLib.instancer import instantiateVariableFont

from bookbuild.cache import Cache
from bookbuild.faces import Face
from bookbuild.fontfiles import BROKEN, FontError

RECIPE = 1  # to be raised when another font is made of the same face
OPTICAL_SIZE = 12  # points: text on a screen, at the distance of a book
BOLD = 700
RESERVED = re.compile(r"Reserved Font Names?(?: of)?[:\s]+(.*)", re.IGNORECASE | re.DOTALL)
QUOTED = re.compile(r"[‘'“\"]([^’'”\"]+)[’'”\"]")
# What fontTools says of tables that it drops or mends is no fault of the book's.
logging.getLogger("fontTools").addHandler(logging.NullHandler())
# Records of a font's table of names (OpenType 1.9, name): all others are left as they are.
COPYRIGHT, FAMILY, STYLE, UNIQUE, FULL, POSTSCRIPT, DESCRIPTION, LICENCE = 0, 1, 2, 3, 4, 6, 10, 13
LICENCE_ADDRESS = 14
OTHER_NAMES = (16, 17, 18, 20, 21, 22, 25)  # of families, and of the instances of variable fonts
# Bits of OS/2 fsSelection and of head macStyle.
ITALIC, IS_BOLD, REGULAR, MAC_BOLD, MAC_ITALIC = 1 << 0, 1 << 5, 1 << 6, 1 << 0, 1 << 1


@dataclass(frozen=True, slots=True)
class Cut:
    """What is to be made: ``weight`` is that of a variable font, 0 where the font has but one.

    ``features``: those of small capitals and the like, that only some books use.
    """

    face: Face
    weight: int
    characters: frozenset[int]
    features: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class EmbeddedFont:
    """A finished font. ``name`` is its own; ``notice`` says whose it is and how it is licensed."""

    data: bytes
    ending: str  # ttf or otf, by its outlines
    name: str
    notice: str


def cut_font(cut: Cut, cache: Cache) -> EmbeddedFont:
    """Return the font, as an earlier build made it or made anew.

    Raises:
        FontError: a font of the author's can be read, but not be taken apart.
    """
    key = _key(cut)
    if (kept := cache.get(key)) is None:
        kept = cache.put(key, *_made(cut))
    content, facts = kept.content, kept.facts
    data = content if isinstance(content, bytes) else content.read_bytes()
    return EmbeddedFont(data, facts["ending"], facts["name"], facts["notice"])


def _key(cut: Cut) -> str:
    """Return the name of all that a font depends on."""
    face = cut.face
    assert face.path is not None, "only installed faces are embedded"
    file = hashlib.sha256(face.path.read_bytes()).hexdigest()
    parts = [RECIPE, version("fonttools"), file, face.number, face.is_beside_han, cut.weight]
    return hashlib.sha256(
        json.dumps([*parts, cut.features, sorted(cut.characters)]).encode()
    ).hexdigest()


def _made(cut: Cut) -> tuple[bytes, Mapping[str, Any]]:
    try:
        return _make(cut)
    except BROKEN:
        if cut.face.package:
            raise  # it is whole: the fault is ours
        raise FontError("has a table that cannot be read") from None


def _make(cut: Cut) -> tuple[bytes, Mapping[str, Any]]:
    font = TTFont(io.BytesIO(cut.face.read()), recalcTimestamp=False, lazy=True)
    options = subset.Options(notdef_outline=True, name_IDs=["*"], name_languages=["*"])
    options.layout_features = [*options.layout_features, *cut.features]
    options.drop_tables = [*options.drop_tables, "STAT"]
    worker = subset.Subsetter(options)
    worker.populate(unicodes=cut.characters)
    worker.subset(font)  # first, so that few outlines are left to be made
    if "fvar" in font:
        font = instantiateVariableFont(font, _position(font, cut.weight), inplace=True)
    _mark_weight(font, cut.weight)
    notice = _name(font, cut)
    made = io.BytesIO()
    font.save(made)
    facts = {"ending": "ttf" if "glyf" in font else "otf", "notice": notice}
    return made.getvalue(), {**facts, "name": str(font["name"].getDebugName(FULL))}


def _position(font: TTFont, weight: int) -> dict[str, float]:
    """Return where on each axis the instance lies; the axes that no style asks for stay put."""
    wanted = {"wght": weight, "opsz": OPTICAL_SIZE}
    return {
        axis.axisTag: min(
            max(wanted.get(axis.axisTag, axis.defaultValue), axis.minValue), axis.maxValue
        )
        for axis in font["fvar"].axes
    }


def _mark_weight(font: TTFont, weight: int) -> None:
    """Say of an instance that it is bold, or is not: old engines go by these bits."""
    if not weight or "OS/2" not in font:
        return
    metrics, head = font["OS/2"], font["head"]
    is_italic = bool(metrics.fsSelection & ITALIC or head.macStyle & MAC_ITALIC)
    is_bold = weight >= BOLD
    metrics.usWeightClass = weight
    bits = metrics.fsSelection & ~(ITALIC | IS_BOLD | REGULAR)
    bits |= (ITALIC if is_italic else 0) | (IS_BOLD if is_bold else 0)
    metrics.fsSelection = bits if is_italic or is_bold else bits | REGULAR
    head.macStyle = (MAC_BOLD if is_bold else 0) | (MAC_ITALIC if is_italic else 0)


def _name(font: TTFont, cut: Cut) -> str:
    """Give ``font`` a name that it may have, and return the notice of its copyright."""
    table, face = font["name"], cut.face
    copyright_notice, licence = (
        str(table.getDebugName(number) or "") for number in (COPYRIGHT, LICENCE)
    )
    address = str(table.getDebugName(LICENCE_ADDRESS) or "")
    original = str(table.getDebugName(16) or table.getDebugName(FAMILY) or face.family)
    family = _family(table, original)
    if face.is_beside_han:
        family = f"{family} beside Han"
    if family != original or cut.weight:
        _rename(font, family, original)
    return " ".join(filter(None, (copyright_notice, address or licence.split(". ")[0])))


def name_to_embed(face: Face) -> str:
    """Return what the family of ``face`` is called where it is embedded."""
    with TTFont(io.BytesIO(face.read()), lazy=True) as font:
        return _family(font["name"], face.family)


def _family(table: Any, family: str) -> str:
    notices = (str(table.getDebugName(number) or "") for number in (COPYRIGHT, LICENCE))
    return free_name(family, next(filter(None, notices), ""))


def free_name(family: str, notice: str) -> str:
    """Return ``family`` without the words that ``notice`` reserves (as the OFL calls them)."""
    if not (found := RESERVED.search(notice)):
        return family
    names = QUOTED.findall(found[1]) or re.split(r"[.,;]| and ", found[1])
    words = {word.casefold() for name in names for word in name.split()}
    left = [word for word in family.split() if word.casefold() not in words]
    return " ".join(["Book", *left]) if len(left) < len(family.split()) else family


def _rename(font: TTFont, family: str, original: str) -> None:
    table, bits = font["name"], font["head"].macStyle
    is_bold, is_italic = bool(bits & MAC_BOLD), bool(bits & MAC_ITALIC)
    style = {
        (False, False): "Regular",
        (True, False): "Bold",
        (False, True): "Italic",
        (True, True): "Bold Italic",
    }[is_bold, is_italic]
    full = f"{family} {style}"
    names = {FAMILY: family, STYLE: style, FULL: full, UNIQUE: f"{full}, made for one book"}
    names[POSTSCRIPT] = f"{family}-{style}".replace(" ", "")
    names[DESCRIPTION] = f"Some characters of {original}, in one weight."
    table.names = [record for record in table.names if record.nameID not in {*names, *OTHER_NAMES}]
    for number, text in sorted(names.items()):
        table.setName(text, number, 3, 1, 0x409)  # Windows, Unicode, English
    if "CFF " in font:  # it has names of its own
        font["CFF "].cff.fontNames = [names[POSTSCRIPT]]
        top = font["CFF "].cff[0]
        top.FamilyName, top.FullName = family, full
