"""The fonts that come as packages, and which of them a text needs.

The themes name families; here stands which file serves which family.
"""

import re
from collections.abc import Iterable, Iterator, Sequence

from bookbuild.faces import Face, needed_characters
from bookbuild.language import HANGUL, KANA, normalise_tag

# Han, and the full-width marks that are set with it.
HAN = re.compile(
    r"[\u2e80-\u2fdf\u3000-\u303f\u3400-\u9fff\uf900-\ufaff\uff00-\uffef\U00020000-\U0003ffff]"
)


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


def _noto(script: str) -> Face:
    return Face(f"Noto Sans {script}", "manimgx_fonts", f"NotoSans{script}[wght].ttf")


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

# What no face of the theme has: symbols, emoji, and other scripts in the sans that goes with any.
# A family is used only by a text that needs it; the earlier goes before the later.
SUPPLEMENTS = (
    # Before the symbols, which have some emoji, but not those that are joined of several.
    Face("Noto Emoji", "manimgx_fonts", "NotoEmoji[wght].ttf"),
    Face("Noto Sans Symbols 2", "pymupdf_fonts", "NotoSansSymbols2_Regular.py", "400"),
    Face("Noto Sans Math", "pymupdf_fonts", "NotoSansMath_Regular.py", "400"),
    _noto("Symbols"),
    Face("Noto Sans", "manimgx_fonts", "NotoSans[wght].ttf"),
    Face("Noto Sans", "manimgx_fonts", "NotoSans-Italic[wght].ttf", style="italic"),
    *map(_noto, ("Arabic", "Armenian", "Bengali", "Devanagari", "Ethiopic", "Georgian")),
    *map(_noto, ("Gujarati", "Gurmukhi", "Hebrew", "Kannada", "Khmer", "Lao", "Malayalam")),
    *map(_noto, ("Myanmar", "Oriya", "Sinhala", "Tamil", "Telugu", "Thai")),
    Face("Noto Music", "pymupdf_fonts", "NotoMusic_Regular.py", "400"),
)


def faces_for(text: str, languages: Iterable[str], own: Sequence[Face] = ()) -> tuple[Face, ...]:
    """Return the installed faces that ``text`` in these languages is set in, the first first.

    ``own`` are the book's: they take the place of families with their names, and have what the
    faces of the theme lack.
    """
    replaced = {face.family for face in own}
    theme = [*LATIN, *(face for tag in scripts_of(text, languages) for face in EAST_ASIAN[tag])]
    chosen = [*_installed(face for face in theme if face.family not in replaced), *own]
    left = needed_characters(text).difference(*(face.characters for face in chosen))
    others = (*SUPPLEMENTS, *(face for faces in EAST_ASIAN.values() for face in faces))
    for family in dict.fromkeys(face.family for face in others):
        faces = tuple(_installed(face for face in others if face.family == family))
        if left and any(left & face.characters for face in faces):
            chosen += faces
            left = left.difference(*(face.characters for face in faces))
    return tuple(dict.fromkeys(chosen))


def _installed(faces: Iterable[Face]) -> Iterator[Face]:
    return (face for face in faces if face.path is not None)


def scripts_of(text: str, languages: Iterable[str]) -> tuple[str, ...]:
    """Return the East Asian scripts that ``text`` needs, by the languages that it is marked with.

    Han characters in a text of no East Asian language are taken as simplified Chinese.
    """
    marked = [tag for tag in dict.fromkeys(map(script_of_language, languages)) if tag]
    if HANGUL.search(text) and "ko" not in marked:
        marked.append("ko")
    if KANA.search(text) and "ja" not in marked:
        marked.append("ja")
    if HAN.search(text) and not any(tag != "ko" for tag in marked):
        marked.append("zh-Hans")
    return tuple(marked)


def is_of_region(char: str) -> bool:
    """Whether ``char`` is one that Chinese, Japanese or Korean is written with."""
    return any(script.match(char) for script in (HAN, KANA, HANGUL))


def script_of_language(language: str) -> str:
    """Return the East Asian script, a key of ``EAST_ASIAN``, that a language needs, or nothing."""
    tag = normalise_tag(language)
    return next((key for key in (tag, tag.split("-")[0]) if key in EAST_ASIAN), "")


def is_installed(script: str) -> bool:
    """Whether the faces of an East Asian script, a key of ``EAST_ASIAN``, are installed."""
    return EAST_ASIAN[script][0].path is not None


def how_to_install(extra: str) -> str:
    """Return what to do to get the fonts of an extra, whatever installed bookbuild itself."""
    (script,) = (script for script, name in EXTRAS.items() if name == extra)
    package = EAST_ASIAN[script][0].package.replace("_", "-")
    return f'pip install {package} (the extra "{extra}"), with the pip that installed bookbuild'


def missing_extra(char: str, language: str) -> str:
    """Return the extra that sets ``char`` in a text of this language; empty: it is installed.

    Empty as well for what is neither Han nor kana nor Hangul.
    """
    if HANGUL.match(char):
        script = "ko"
    elif KANA.match(char):
        script = "ja"
    elif HAN.match(char):
        script = script_of_language(language) or "zh-Hans"
    else:
        return ""
    return "" if is_installed(script) else EXTRAS[script]
