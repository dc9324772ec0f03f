"""Font files of the author's: read, checked, and told by family, weight and style.

Owns fontTools, with ``faces``.
"""

import io
import struct
import zlib
from collections.abc import Iterator
from pathlib import Path

from fontTools.ttLib import TTCollection, TTFont, TTLibError, woff2

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.faces import COLLECTION, Face
from bookbuild.model import Project
from bookbuild.rules import BAD_FONT, EMBEDDING_FORBIDDEN
from bookbuild.textfiles import shown_path

SUFFIXES = (".otc", ".otf", ".ttc", ".ttf", ".woff", ".woff2")
OUTLINES = ("glyf", "CFF ", "CFF2")
# CSS Fonts 3 §2.3, for OS/2 usWidthClass from 1.
STRETCHES = (
    *("ultra-condensed", "extra-condensed", "condensed", "semi-condensed", ""),
    *("semi-expanded", "expanded", "extra-expanded", "ultra-expanded"),
)
# Bits of OS/2 fsType (OpenType 1.9). Of the first three the most permissive counts.
RESTRICTED, PREVIEW_AND_PRINT, EDITABLE, NO_SUBSETS, BITMAPS_ONLY = 2, 4, 8, 0x100, 0x200
# What fontTools raises on bytes that are no font.
BROKEN = (
    *(TTLibError, AssertionError, EOFError, LookupError, TypeError, ValueError),
    *(struct.error, zlib.error, ImportError, OverflowError, AttributeError, woff2.brotli.error),
)


class FontError(Exception):
    """A font cannot be used; the text says why, as the rest of a sentence."""


def load_fonts(project: Project, report: Report) -> tuple[Face, ...]:
    """Return the faces in the project's ``fonts/``; a file that is no font is reported."""
    folder = project.root / "fonts"
    faces: list[Face] = []
    for file in sorted(folder.rglob("*")) if folder.is_dir() else ():
        if file.suffix.lower() not in SUFFIXES or file.name.startswith("."):
            continue
        place = Location(shown_path(project, file))
        try:
            found = read_faces(file)
        except FontError as error:
            hint = "take it out of fonts/, or put a whole one there: TTF, OTF, TTC, WOFF or WOFF2"
            report(Diagnostic(BAD_FONT, place, f"the font {error}; it is not used", hint))
            continue
        if any(forbids_embedding(face) for face in found):
            hint = "ask its maker for a licence to embed it, or take another"
            message = f'the font "{found[0].family}" says that it may not be embedded in a PDF'
            report(Diagnostic(EMBEDDING_FORBIDDEN, place, message, hint))
        faces += found
    return tuple(faces)


def read_faces(file: Path) -> tuple[Face, ...]:
    """Return the faces in a font file: one, or those of a collection.

    Raises:
        FontError: the file is not a whole font.
    """
    try:
        return tuple(_face(font, file, number) for number, font in _fonts(file))
    except OSError as error:
        raise FontError(f"cannot be read: {error.strerror}") from None
    except BROKEN:
        raise FontError("is damaged, or no font at all") from None


def family_names(file: Path) -> tuple[tuple[int, str], ...]:
    """Return all names of families that a font file has, each with the number of its font."""
    return tuple(
        (number, record.toUnicode(errors="replace"))
        for number, font in _fonts(file)
        for record in font["name"].names
        if record.nameID in (1, 16)
    )


def _fonts(file: Path) -> Iterator[tuple[int, TTFont]]:
    data = file.read_bytes()  # a font that is opened by its path stays open where it is broken
    if data.startswith(COLLECTION):
        yield from enumerate(TTCollection(io.BytesIO(data), lazy=True))
    else:
        yield 0, TTFont(io.BytesIO(data), lazy=True)


def forbids_embedding(face: Face) -> bool:
    """Whether the font says that it may not be embedded, or not in the way that a PDF is made."""
    with TTFont(face.file, lazy=True, fontNumber=face.number) as font:
        rights = int(font["OS/2"].fsType) if "OS/2" in font else 0
    is_restricted = rights & (RESTRICTED | PREVIEW_AND_PRINT | EDITABLE) == RESTRICTED
    return is_restricted or bool(rights & (NO_SUBSETS | BITMAPS_ONLY))


def _face(font: TTFont, file: Path, number: int) -> Face:
    _check(font)
    names, metrics = font["name"], font.get("OS/2")
    family = names.getDebugName(16) or names.getDebugName(1) or file.stem
    weight = metrics.usWeightClass if metrics else 400
    stretch = metrics.usWidthClass if metrics else 5
    return Face(
        " ".join(str(family).split()),
        "",
        str(file),
        "" if _varies(font, "wght") else str(min(max(round(weight / 100), 1), 9) * 100),
        "italic" if _is_italic(font) else "normal",
        stretch=STRETCHES[stretch - 1] if 1 <= stretch <= 9 and not _varies(font, "wdth") else "",
        number=number,
    )


def _check(font: TTFont) -> None:
    """Read what a page needs; the rest of a file that is cut short is missed here, too."""
    if not any(tag in font for tag in OUTLINES):
        raise FontError("has no outlines that can be printed")
    if not font.getBestCmap():
        raise FontError("has no Unicode characters")
    assert font.reader is not None, "a font that was read has a reader"
    for tag, entry in font.reader.tables.items():
        # What is compressed cannot be cut short without a complaint.
        if len(font.reader[tag]) < entry.length and font.flavor is None:
            raise FontError("is cut short")
    for tag in ("head", "hhea", "hmtx", "maxp", "name"):
        font[tag].tableTag  # noqa: B018  reads the table


def _varies(font: TTFont, axis: str) -> bool:
    return "fvar" in font and any(found.axisTag == axis for found in font["fvar"].axes)


def _is_italic(font: TTFont) -> bool:
    """Whether the font says that it is italic or oblique (OpenType 1.9, OS/2 and head)."""
    selection = font["OS/2"].fsSelection if "OS/2" in font else 0
    return bool(selection & (1 << 0 | 1 << 9) or font["head"].macStyle & 1 << 1)
