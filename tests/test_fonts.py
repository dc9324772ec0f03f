"""``fonts.py``: which faces a text is set in."""

import re
from collections.abc import Sequence

import pytest

from bookbuild import fonts
from bookbuild.faces import SHARED, Face, needed_characters, unicode_range
from bookbuild.fonts import (
    EAST_ASIAN,
    EXTRAS,
    LATIN,
    SUPPLEMENTS,
    faces_for,
    missing_extra,
    scripts_of,
)
from making import needs_fonts

MISSING = Face("Noto Serif SC", "no_such_package", "a.otf", "400")


@pytest.mark.parametrize(
    ("text", "languages", "scripts"),
    [
        ("Hello, “world” — naïve", ["en"], []),
        ("你好", ["zh-Hans"], ["zh-Hans"]),
        ("你好", ["zh-Hant"], ["zh-Hant"]),
        ("你好", ["zh-Hant-TW"], ["zh-Hant"]),
        ("你好", ["zh-TW"], ["zh-Hant"]),
        ("你好", ["en"], ["zh-Hans"]),
        ("こんにちは", ["en"], ["ja"]),
        ("日本", ["ja"], ["ja"]),
        ("日本 中国", ["ja", "zh-Hans"], ["ja", "zh-Hans"]),
        ("안녕", ["en"], ["ko"]),
        ("안녕 漢字", ["ko"], ["ko", "zh-Hans"]),
        ("Hello", ["ja"], ["ja"]),
        ("，。", ["en"], ["zh-Hans"]),
        ("亚历山大・贝尔", ["zh-Hans"], ["zh-Hans"]),
    ],
)
def test_scripts(text: str, languages: Sequence[str], scripts: Sequence[str]) -> None:
    assert list(scripts_of(text, languages)) == scripts


def test_a_latin_book_takes_no_chinese_faces() -> None:
    families = {face.family for face in faces_for("Hello", ["en"])}
    assert {"Source Serif 4", "Source Sans 3", "Source Code Pro"} <= families
    assert not [family for family in families if family.startswith("Noto")]


@pytest.mark.parametrize(
    ("language", "family"),
    [("zh-Hans", "SC"), ("zh-Hant", "TC"), ("ja", "JP"), ("ko", "KR")],
)
def test_each_language_has_its_own_regional_face(language: str, family: str) -> None:
    families = {face.family for face in EAST_ASIAN[language]}
    assert families == {f"Noto Serif {family}", f"Noto Sans {family}"}
    (script,) = scripts_of("骨", [language])[:1]
    assert script == language


def test_the_faces_of_the_theme_are_installed() -> None:
    assert [face for face in LATIN if face.path is None] == []


@pytest.mark.parametrize(
    "script", [pytest.param(script, marks=needs_fonts(script)) for script in EAST_ASIAN]
)
def test_the_faces_of_an_extra_are_complete(script: str) -> None:
    assert [face for face in EAST_ASIAN[script] if face.path is None] == []
    assert set(EAST_ASIAN[script]) <= set(faces_for("", [script]))


def test_a_variable_font_is_declared_without_weight() -> None:
    variable = [face for face in LATIN if face.path and "wght" in face.path.name]
    assert len(variable) == len(LATIN)
    assert {face.weight for face in variable} == {""}


def test_bold_in_chinese_is_a_change_of_face() -> None:
    files = {(face.weight, face.style): face.file for face in EAST_ASIAN["zh-Hans"][:4]}
    assert {files["400", style] for style in ("normal", "italic")} == {"NotoSerifSC-Regular.otf"}
    assert {files["700", style] for style in ("normal", "italic")} == {"NotoSansSC-Regular.otf"}


@pytest.mark.parametrize(
    ("char", "language", "extra"),
    [
        ("你", "en", "zh"),
        ("你", "zh-CN", "zh"),
        ("你", "zh-TW", "zh-hant"),
        ("你", "ja", "ja"),
        ("你", "ko", "ko"),
        ("あ", "zh-Hans", "ja"),
        ("안", "zh-Hans", "ko"),
        ("。", "en", "zh"),
        ("é", "zh-Hans", ""),
        ("😀", "ja", ""),
    ],
)
def test_a_character_without_its_package_asks_for_an_extra(
    char: str, language: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for script in EAST_ASIAN:
        monkeypatch.setitem(fonts.EAST_ASIAN, script, (MISSING,))
    assert missing_extra(char, language) == extra
    assert MISSING not in faces_for(char, [language])


@pytest.mark.parametrize(
    "script", [pytest.param(script, marks=needs_fonts(script)) for script in EAST_ASIAN]
)
def test_an_extra_that_is_installed_is_not_asked_for(script: str) -> None:
    assert [missing_extra(char, script) for char in "你あ안" if missing_extra(char, script)] == []


@pytest.mark.parametrize(
    ("text", "family"),
    [
        ("★ ☞ ☒", "Noto Sans Symbols 2"),
        ("A ∈ B ⊂ C", "Noto Sans Math"),
        ("🙂 👩\u200d💻 🇩🇪", "Noto Emoji"),
        ("שלום", "Noto Sans Hebrew"),
        ("नमस्ते", "Noto Sans Devanagari"),
        ("สวัสดี", "Noto Sans Thai"),
        ("ሰላም", "Noto Sans Ethiopic"),
    ],
)
def test_a_face_outside_the_theme_comes_only_where_it_is_needed(text: str, family: str) -> None:
    added = [face for face in faces_for(f"Hello {text}", ["en"]) if face not in LATIN]
    assert {face.family for face in added} == {family}
    covered = frozenset[int]().union(*(face.characters for face in (*added, *LATIN)))
    assert needed_characters(text) <= covered


def test_all_that_stands_in_is_installed() -> None:
    assert [face for face in SUPPLEMENTS if face.path is None] == []


def test_a_face_of_the_books_own_goes_before_what_stands_in() -> None:
    (emoji,) = (face for face in SUPPLEMENTS if face.family == "Noto Emoji")
    own = Face("Smileys", "", str(emoji.path))
    assert faces_for("😀", ["en"], [own]) == (*LATIN, own)


def test_a_family_of_the_books_own_takes_the_place_of_one_of_its_name() -> None:
    own = Face("Source Serif 4", "", str(LATIN[0].path))
    families = [face for face in faces_for("Hi", ["en"], [own]) if face.family == own.family]
    assert families == [own]


def test_every_script_has_an_extra() -> None:
    assert EXTRAS.keys() == EAST_ASIAN.keys()


def test_a_face_beside_han_leaves_the_shared_marks_to_it() -> None:
    face = next(face for face in LATIN if face.is_beside_han)
    ranges = re.findall(r"U\+([0-9A-F]+)-([0-9A-F]+)", unicode_range(face))
    offered = {code for low, high in ranges for code in range(int(low, 16), int(high, 16) + 1)}
    assert offered.isdisjoint(SHARED)
    assert set(map(ord, "AZaz09é.,")) <= offered
    assert offered <= face.characters
