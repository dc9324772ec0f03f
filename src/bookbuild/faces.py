"""One face of a font family: where its file is, what CSS calls it, which characters it has.

Owns fontTools, with those that read and mend font files.
"""

import io
import re
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

# Characters that print nothing where a font lacks them (Unicode: Default_Ignorable_Code_Point).
IGNORABLE = re.compile(
    "[\u00ad\u034f\u061c\u115f\u1160\u17b4\u17b5\u180b-\u180f\u200b-\u200f\u202a-\u202e"
    "\u2060-\u206f\u3164\ufe00-\ufe0f\ufeff\uffa0\ufff0-\ufff8\U0001bca0-\U0001bca3"
    "\U0001d173-\U0001d17a\U000e0000-\U000e0fff]"
)

# Marks that Latin and Han text share: full-width beside Han, so that the face which sets Latin
# within Chinese or Japanese must not offer them. These are the ones in use.
SHARED = frozenset(map(ord, "·—‘’“”…‧※"))

COLLECTION, COMPRESSED = b"ttcf", (b"wOFF", b"wOF2")  # how such files begin


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a family. ``weight``, ``style`` and ``stretch`` are CSS values.

    Its file is ``file`` of the installed ``package``, or, without a package, of the disk; in a
    collection it is font ``number``, from 0. A variable font has every weight; it must not be
    declared with one, or WeasyPrint sets the glyphs of that weight at the widths of another.
    ``is_beside_han``: it leaves the marks that Latin and Han share to the Han faces.
    """

    family: str
    package: str
    file: str
    weight: str = ""
    style: str = "normal"
    is_beside_han: bool = False
    stretch: str = ""
    number: int = 0

    @property
    def path(self) -> Path | None:
        """Where the file is; None where its package is not installed."""
        return _installed(self.package, self.file) if self.package else Path(self.file)

    def read(self) -> bytes:
        """Return the font as in its file, but taken out of a collection, module or compression."""
        assert self.path is not None, "only installed faces are read"
        return _read(self.package, self.path, self.number)

    @property
    def characters(self) -> frozenset[int]:
        """All that it has a glyph for."""
        assert self.path is not None, "only installed faces are asked"
        return _characters(self.package, self.path, self.number)


def needed_characters(text: str) -> frozenset[int]:
    """Return what a font must have for ``text``: all but spaces and what prints nothing."""
    return frozenset(
        ord(char) for char in set(text) if not char.isspace() and not IGNORABLE.match(char)
    )


def unicode_range(face: Face) -> str:
    """Return what a face beside Han offers, as a value of CSS ``unicode-range``.

    That is all it has but for the shared marks. It must be exact: WeasyPrint takes the range for
    the face's coverage.
    """
    ranges: list[list[int]] = []
    for code in sorted(face.characters - SHARED):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ", ".join(f"U+{first:X}-{last:X}" for first, last in ranges)


@cache
def _installed(package: str, file: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / file
    return path if path.is_file() else None


def _read(package: str, path: Path, number: int) -> bytes:
    if path.suffix == ".py":  # pymupdf-fonts keeps each font packed in a module
        return bytes(import_module(f"{package}.{path.stem}").fontbuffer)
    data = path.read_bytes()
    if not data.startswith((COLLECTION, *COMPRESSED)):
        return data
    buffer = io.BytesIO()
    with TTFont(io.BytesIO(data), fontNumber=number, recalcTimestamp=False, lazy=True) as font:
        font.flavor = None
        font.save(buffer)
    return buffer.getvalue()


@cache
def _characters(package: str, path: Path, number: int) -> frozenset[int]:
    # The file itself, where there is one: read lazily, only its table of characters is loaded.
    source = io.BytesIO(_read(package, path, 0)) if path.suffix == ".py" else path
    with TTFont(source, lazy=True, fontNumber=number) as font:
        return frozenset(font.getBestCmap() or {})
