"""Faults in how WeasyPrint and Pango use fonts, mended while they are there (seen in 70.0).

The theme sets the optical size of the serif. A variable font that stands in for some characters
and has no such axis is then embedded as it is, without its weight: in most that is the thinnest.
An axis that a font lacks is to be ignored (CSS Fonts 4 §6.12).

A face is named in the file as the stylesheet declares it, not as it is (Noto Sans SC, the bold of
Noto Serif SC, was called by that name), and embedded again for each size and style that is asked of
it, though it has but one.

Pango asks the fonts of the configuration that it is given, but takes the rules for families from
the one that fontconfig loaded first.
"""

import io
from collections.abc import Mapping
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint.pdf import fonts, stream
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration, get_pango_font_key

WEIGHTS: Mapping[int, str] = {400: "Regular", 500: "Medium", 600: "SemiBold", 700: "Bold"}
POSTSCRIPT_NAME, PREFIX_OF_INSTANCES = 6, 25  # in a font's table of names

ffi.cdef("FcBool FcInitReinitialize(void);", override=True)

_instantiate = fonts.instantiateVariableFont


class _Font(fonts.Font):  # type: ignore[misc]  # WeasyPrint has no types
    """A font under its own name (ISO 32000-1 §9.6.2.1), after the six letters of a subset.

    ``identity``: what it shares with the same font that was asked for otherwise.
    """

    def __init__(self, *arguments: Any) -> None:
        super().__init__(*arguments)
        source = io.BytesIO(self.file_content)
        with TTFont(source, fontNumber=self.index, lazy=True) as font:
            name = _name_of(font, self.weight, is_slanted=bool(self.style))
            axes = {axis.axisTag for axis in font["fvar"].axes} if "fvar" in font else set()
        made_of = sorted((tag, at) for tag, at in self.variations.items() if tag in axes)
        self.identity = (name, self.index, len(self.file_content), tuple(made_of))
        if name:
            self.name: bytes = f"/{self.hash}+{name}".encode()


def mend_fonts() -> None:
    """Let WeasyPrint set only the axes that a font has, name it, and embed it once.

    To call it twice changes nothing.
    """
    fonts.instantiateVariableFont = _instantiate_known_axes
    stream.Stream.add_font = _add_font


def _add_font(page: Any, pango_font: Any) -> tuple[_Font, float]:
    """Return the font of the file that ``pango_font`` is, and its size in pixels."""
    key, description, size = get_pango_font_key(pango_font)
    known = page._fonts  # noqa: SLF001  # of all pages
    if key not in known:
        made = _Font(pango_font, description, size)
        twins = (font for font in known.values() if font.identity == made.identity)
        known[key] = next(twins, made)
    return known[key], size


def load_font_configuration() -> Any:
    """Return the configuration of the environment, with fonts and rules, for WeasyPrint."""
    fontconfig.FcInitReinitialize()
    return FontConfiguration()


def _instantiate_known_axes(font: Any, limits: Mapping[str, float], **named: Any) -> Any:
    known = {axis.axisTag for axis in font["fvar"].axes}
    return _instantiate(font, {tag: at for tag, at in limits.items() if tag in known}, **named)


def _name_of(font: Any, weight: int, *, is_slanted: bool) -> str:
    """Return the PostScript name of a font; that of a variable one tells what was made of it."""
    name = str(font["name"].getDebugName(POSTSCRIPT_NAME) or "")
    if "fvar" in font:
        prefix = font["name"].getDebugName(PREFIX_OF_INSTANCES) or name.partition("-")[0]
        family = prefix.removesuffix("Italic").removesuffix("Roman")
        style = WEIGHTS.get(weight, str(weight)) + ("Italic" if is_slanted else "")
        name = f"{family}-{style.replace('RegularItalic', 'Italic')}"
    return "".join(char for char in name if char.isascii() and (char.isalnum() or char in "-_."))
