"""A configuration of fontconfig that knows no font of this machine.

The PDF is the same everywhere then: its fonts are those that its stylesheets bring along.
"""

import os
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from tempfile import TemporaryDirectory
from xml.etree import ElementTree as ET

HEADER = '<?xml version="1.0"?>\n<!DOCTYPE fontconfig SYSTEM "urn:fontconfig:fonts.dtd">\n'

# What stands for the generic families of CSS, and for those that drawings and styles name most.
STAND_INS: Mapping[str, tuple[str, ...]] = {
    "Source Serif 4": ("serif", "ui-serif", "Times New Roman", "Times", "Georgia", "DejaVu Serif"),
    "Source Sans 3": (
        *("sans-serif", "sans", "system-ui", "ui-sans-serif", "ui-rounded", "cursive", "fantasy"),
        *("Arial", "Helvetica", "Helvetica Neue", "Verdana", "Segoe UI", "Roboto", "DejaVu Sans"),
    ),
    "Source Code Pro": (
        *("monospace", "mono", "ui-monospace", "Courier", "Courier New", "Consolas", "Menlo"),
        *("Monaco", "DejaVu Sans Mono"),
    ),
    "Noto Emoji": ("emoji",),
    "Noto Sans Math": ("math",),
}

# Variables that change what fontconfig, Pango or fontTools do.
UNSET = ("FONTCONFIG_PATH", "FONTCONFIG_SYSROOT", "FC_DEBUG", "FC_DBG_MATCH_FILTER")
SET = {
    "FC_LANG": "en",  # of names of families
    "PANGO_LANGUAGE": "en",  # of a text that names none
    "SOURCE_DATE_EPOCH": "0",  # the time that a font is given when it is written anew
}


@contextmanager
def private_fonts(families: Sequence[str] = ()) -> Iterator[None]:
    """Let fontconfig know meanwhile no other fonts than those that it is given.

    ``families`` are asked in this order for a character that the families named lack. It holds
    for configurations that are loaded meanwhile, for as long as they live.
    """
    with TemporaryDirectory(prefix="bookbuild-") as folder:
        file = Path(folder, "fonts.conf")
        file.write_text(configuration(folder, families), "utf-8")
        with _environment({**SET, "FONTCONFIG_FILE": str(file), **dict.fromkeys(UNSET)}):
            yield


def configuration(folder: str, families: Sequence[str]) -> str:
    """Return the text of a ``fonts.conf`` that keeps its cache in ``folder``."""
    root = ET.Element("fontconfig")
    ET.SubElement(root, "cachedir").text = folder
    own = {family.casefold() for family in families}
    for family, names in STAND_INS.items():
        for name in (name for name in names if name.casefold() not in own):
            alias = ET.SubElement(root, "alias", binding="same")
            ET.SubElement(alias, "family").text = name
            ET.SubElement(ET.SubElement(alias, "prefer"), "family").text = family
    plain = [family for family in families if "Serif" not in family]
    for family in ("Source Sans 3", "Source Code Pro"):
        _append(root, plain, test=family)
    _append(root, (*families, "Source Serif 4"))
    match = ET.SubElement(root, "match", target="pattern")
    # Letters have the places that the font gives them, not those of a screen's pixels. Nothing
    # here makes a bold or an italic that no face has: systems have rules that do.
    edit = ET.SubElement(match, "edit", name="hinting", mode="assign", binding="strong")
    ET.SubElement(edit, "bool").text = "false"
    return HEADER + ET.tostring(root, encoding="unicode")


def _append(root: ET.Element, families: Sequence[str], *, test: str = "") -> None:
    """Let ``families`` follow those that are asked for, or those only that include ``test``."""
    match = ET.SubElement(root, "match", target="pattern")
    if test:
        tested = ET.SubElement(match, "test", qual="any", name="family")
        ET.SubElement(tested, "string").text = test
    edit = ET.SubElement(match, "edit", name="family", mode="append_last", binding="strong")
    for family in dict.fromkeys(families):
        ET.SubElement(edit, "string").text = family


@contextmanager
def _environment(values: Mapping[str, str | None]) -> Iterator[None]:
    """Set variables of the environment meanwhile; None takes one away."""
    before = {name: os.environ.get(name) for name in values}
    _set_all(values)
    try:
        yield
    finally:
        _set_all(before)


def _set_all(values: Mapping[str, str | None]) -> None:
    for name, value in values.items():
        if value is None:
            os.environ.pop(name, None)
        else:
            os.environ[name] = value
