"""Faults in how WeasyPrint and Pango use fonts, mended while they are there (seen in 70.0).

The theme sets the optical size of the serif. A variable font that stands in for some characters
and has no such axis is then embedded as it is, without its weight: in most that is the thinnest.
An axis that a font lacks is to be ignored (CSS Fonts 4 §6.12).

Pango asks the fonts of the configuration that it is given, but takes the rules for families from
the one that fontconfig loaded first.
"""

from collections.abc import Mapping
from typing import Any

from weasyprint.pdf import fonts
from weasyprint.text.ffi import ffi, fontconfig
from weasyprint.text.fonts import FontConfiguration

ffi.cdef("FcBool FcInitReinitialize(void);", override=True)

_instantiate = fonts.instantiateVariableFont


def mend_font_axes() -> None:
    """Let WeasyPrint set only the axes that a font has; to call it twice changes nothing."""
    fonts.instantiateVariableFont = _instantiate_known_axes


def load_font_configuration() -> Any:
    """Return the configuration of the environment, with fonts and rules, for WeasyPrint."""
    fontconfig.FcInitReinitialize()
    return FontConfiguration()


def _instantiate_known_axes(font: Any, limits: Mapping[str, float], **named: Any) -> Any:
    known = {axis.axisTag for axis in font["fvar"].axes}
    return _instantiate(font, {tag: at for tag, at in limits.items() if tag in known}, **named)
