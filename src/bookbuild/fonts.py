"""The faces that come with bookbuild's font packages, and which of them a text needs.

The themes name families; here stands which file serves which family. Owns fontTools.
"""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import cache
from importlib.util import find_spec
from pathlib import Path

from fontTools.ttLib import TTFont

from bookbuild.language import HANGUL, KANA, normalise_tag

# Han, and the full-width marks that are set with it.
HAN = re.compile(
    r"[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)

# Marks that Latin and Han text share: full-width beside Han, so that the face which sets Latin
# within Chinese or Japanese must not offer them. These are the ones in use.
SHARED = frozenset(map(ord, "·—‘’“”…‧※"))


@dataclass(frozen=True, slots=True)
class Face:
    """One face of a family, and the file that has it. ``weight`` and ``style`` are CSS values.

    A variable font has every weight; it must not be declared with one, or WeasyPrint sets the
    glyphs of that weight at the widths of another. ``is_beside_han``: it leaves the marks that
    Latin and Han share to the Han faces.
    """

    family: str
    package: str
    file: str
    weight: str = ""
    style: str = "normal"
    is_beside_han: bool = False

    @property
    def path(self) -> Path | None:
        """Where the file is installed; None where its package is not."""
        return _installed(self.package, self.file)


@cache
def _installed(package: str, file: str) -> Path | None:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        return None
    path = Path(spec.origin).parent / file
    return path if path.is_file() else None


def _latin(family: str, package: str, stem: str, axes: str) -> tuple[Face, ...]:
    upright, italic = f"files/{stem}[{axes}].ttf", f"files/{stem}-Italic[{axes}].ttf"
    return tuple(
        Face(name, package, file, style=style, is_beside_han=beside_han)
        for name, beside_han in ((family, False), (f"{family} beside Han", True))
        for file, style in ((upright, "normal"), (italic, "italic"))
    )


def _east_asian(suffix: str, package: str) -> tuple[Face, ...]:
    """Return Noto's regular faces, declared so that no engine thickens or slants them by itself.

    Bold is a change of face (Song to Hei), and there is no oblique.
    """
    serif, sans = f"NotoSerif{suffix}-Regular.otf", f"NotoSans{suffix}-Regular.otf"
    return tuple(
        Face(f"Noto {name} {suffix}", package, file, weight, style)
        for name, regular in (("Serif", serif), ("Sans", sans))
        for weight, file in (("400", regular), ("700", sans))
        for style in ("normal", "italic")
    )


LATIN = (
    *_latin("Source Serif 4", "fontpkg_source_serif_4", "SourceSerif4", "opsz,wght"),
    *_latin("Source Sans 3", "fontpkg_source_sans_3", "SourceSans3", "wght"),
    *_latin("Source Code Pro", "fontpkg_source_code_pro", "SourceCodePro", "wght"),
)
EAST_ASIAN = {
    "zh-Hans": _east_asian("SC", "pylopdf_fonts_zh_cn"),
    "zh-Hant": _east_asian("TC", "pylopdf_fonts_zh_tw"),
    "ja": _east_asian("JP", "pylopdf_fonts_jp"),
    "ko": _east_asian("KR", "pylopdf_fonts_ko"),
}
EXTRAS = {"zh-Hans": "zh", "zh-Hant": "zh-hant", "ja": "ja", "ko": "ko"}


def faces_for(text: str, languages: Iterable[str]) -> tuple[Face, ...]:
    """Return the installed faces that ``text`` in these languages is set in."""
    wanted = [*LATIN, *(face for tag in scripts_of(text, languages) for face in EAST_ASIAN[tag])]
    return tuple(face for face in wanted if face.path is not None)


def missing_scripts(text: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Return the scripts of ``text``, as tags, whose fonts are not installed."""
    scripts = scripts_of(text, languages)
    return tuple(tag for tag in scripts if EAST_ASIAN[tag][0].path is None)


def scripts_of(text: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Return the East Asian scripts that ``text`` needs, by the languages that it is marked with.

    Han characters in a text of no East Asian language are taken as simplified Chinese.
    """
    marked = [tag for tag in dict.fromkeys(map(_script, languages)) if tag]
    if HANGUL.search(text) and "ko" not in marked:
        marked.append("ko")
    if KANA.search(text) and "ja" not in marked:
        marked.append("ja")
    if HAN.search(text) and not any(tag != "ko" for tag in marked):
        marked.append("zh-Hans")
    return tuple(marked)


def _script(language: str) -> str:
    tag = normalise_tag(language)
    return next((key for key in (tag, tag.split("-")[0]) if key in EAST_ASIAN), "")


def face_that_sets(text: str, languages: Iterable[str], *, bold: bool = False) -> Face | None:
    """Return one installed serif face that has every character of ``text``, or None."""
    weight = "700" if bold else "400"
    for face in _serif_first(faces_for(text, languages)):
        if face.weight in ("", weight) and face.style == "normal" and has_characters(face, text):
            return face
    return None


def _serif_first(faces: Iterable[Face]) -> Iterator[Face]:
    listed = [face for face in faces if not face.is_beside_han]
    yield from sorted(listed, key=lambda face: "Serif" not in face.family)


def has_characters(face: Face, text: str) -> bool:
    """Whether ``face`` has a glyph for each character of ``text`` but spaces."""
    return all(ord(char) in _characters(face) for char in text if not char.isspace())


def unicode_range(face: Face) -> str:
    """Return what a face beside Han offers, as a value of CSS ``unicode-range``.

    That is all it has but for the shared marks. It must be exact: WeasyPrint takes the range for
    the face's coverage.
    """
    ranges: list[list[int]] = []
    for code in sorted(_characters(face) - SHARED):
        if ranges and code == ranges[-1][1] + 1:
            ranges[-1][1] = code
        else:
            ranges.append([code, code])
    return ", ".join(f"U+{first:X}-{last:X}" for first, last in ranges)


@cache
def _characters(face: Face) -> frozenset[int]:
    assert face.path is not None, "only installed faces are asked"
    with TTFont(face.path, lazy=True) as font:
        return frozenset(font.getBestCmap())
