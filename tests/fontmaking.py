"""Small fonts made in a test: each glyph is a box, so that any character is quickly had."""

import io
from collections.abc import Sequence
from pathlib import Path
from typing import Any

from fontTools.fontBuilder import FontBuilder
from fontTools.pens.t2CharStringPen import T2CharStringPen
from fontTools.pens.ttGlyphPen import TTGlyphPen
from fontTools.ttLib import TTCollection, TTFont

BORN = 3_500_000_000  # seconds since 1904


def font(family: str, text: str, *, style: str = "Regular", fs_type: int = 0) -> bytes:
    """Return a TrueType font that has a space and the characters of ``text``."""
    return _saved(_builder(family, text, style, fs_type, is_ttf=True).font)


def postscript_font(family: str, text: str) -> bytes:
    """Return an OpenType font with PostScript outlines."""
    return _saved(_builder(family, text, "Regular", 0, is_ttf=False).font)


def packed(data: bytes, flavor: str) -> bytes:
    """Return a font as WOFF (``woff``) or WOFF2 (``woff2``)."""
    made = TTFont(io.BytesIO(data), recalcTimestamp=False)
    made.flavor = flavor
    return _saved(made)


def collection(*fonts: bytes) -> bytes:
    """Return fonts as one collection (TTC)."""
    made = TTCollection()
    made.fonts = [TTFont(io.BytesIO(data), recalcTimestamp=False) for data in fonts]
    return _saved(made)


def system(folder: Path, fonts: Sequence[bytes]) -> Path:
    """Return a ``fonts.conf`` for a machine that has these fonts and no others."""
    (folder / "installed").mkdir(parents=True)
    for number, data in enumerate(fonts):
        (folder / "installed" / f"{number}.ttf").write_bytes(data)
    file = folder / "fonts.conf"
    file.write_text(
        f"<fontconfig><dir>{folder / 'installed'}</dir>"
        f"<cachedir>{folder / 'cache'}</cachedir></fontconfig>"
    )
    return file


def _builder(family: str, text: str, style: str, fs_type: int, *, is_ttf: bool) -> FontBuilder:
    builder = FontBuilder(1000, isTTF=is_ttf)
    names = {ord(char): f"uni{ord(char):04X}" for char in sorted({" ", *text})}
    order = [".notdef", *names.values()]
    builder.setupGlyphOrder(order)
    builder.setupCharacterMap(names)
    if is_ttf:
        builder.setupGlyf(dict.fromkeys(order, _box(TTGlyphPen(None)).glyph()))
    else:
        boxes = dict.fromkeys(order, _box(T2CharStringPen(600, None)).getCharString())
        builder.setupCFF(f"{family}-{style}".replace(" ", ""), {}, boxes, {})
    builder.setupHorizontalMetrics(dict.fromkeys(order, (600, 100)))
    builder.setupHorizontalHeader(ascent=800, descent=-200)
    builder.setupNameTable({"familyName": family, "styleName": style})
    is_bold, is_italic = "Bold" in style, "Italic" in style
    builder.setupOS2(
        fsType=fs_type,
        usWeightClass=700 if is_bold else 400,
        fsSelection=(32 * is_bold + is_italic) or 64,
    )
    builder.setupPost()
    builder.font["head"].created = builder.font["head"].modified = BORN
    builder.font.recalcTimestamp = False
    return builder


def _box(pen: Any) -> Any:
    pen.moveTo((100, 0))
    for point in ((100, 700), (500, 700), (500, 0)):
        pen.lineTo(point)
    pen.closePath()
    return pen


def _saved(made: TTFont | TTCollection) -> bytes:
    buffer = io.BytesIO()
    made.save(buffer)
    return buffer.getvalue()
