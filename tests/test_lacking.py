"""``writers/pdf/lacking.py``: what is said of characters that no font has."""

from pathlib import Path

import pytest

from bookbuild import fonts
from bookbuild.bookconfig import BookConfig
from bookbuild.faces import Face
from bookbuild.fonts import EAST_ASIAN, how_to_install
from bookbuild.model import Book, Chapter, Project, Roster, Source, Theme
from bookbuild.writers.pdf.lacking import lacking_characters
from composing import MOMENT
from making import SETTINGS, Files, faults_of, needs_fonts, said

Places = dict[tuple[str | int, ...], tuple[int, int]]

FREE = "put a font that has such characters into fonts/, for instance "
MISSING = (Face("Noto Serif SC", "no_such_package", "a.otf"),)


def faults(text: str, characters: str, *, language: str = "en") -> list[tuple[str, str]]:
    """Return what is said, and advised, of a chapter whose ``characters`` no font has."""
    chapter = Chapter("a", "A", Source("book/a.md", text), (), language=language)
    config = BookConfig(title="A", language="en", subtitle="𐤀")
    places: Places = {("title",): (1, 1), ("subtitle",): (2, 1)}
    theme = Theme("classic", {})
    book = Book(Project(Path(), Path()), config, Roster(), (chapter,), theme, MOMENT, places=places)
    return [(said(fault), fault.hint) for fault in lacking_characters(characters, book)]


def test_each_line_is_told_with_its_characters_in_order() -> None:
    found = faults("It\n\nsays ᚡᚠ,\nand ᚠ again.\n", "ᚠᚡ")
    assert [line for line, _ in found] == [
        'book/a.md:3:6 FNT-001 no font has "ᚡ" U+16A1 RUNIC LETTER V, '
        '"ᚠ" U+16A0 RUNIC LETTER FEHU FEOH FE F',
        'book/a.md:4:5 FNT-001 no font has "ᚠ" U+16A0 RUNIC LETTER FEHU FEOH FE F',
    ]


def test_of_many_characters_the_first_are_named() -> None:
    runes = "".join(map(chr, range(0x16A0, 0x16C0)))
    ((line, _),) = faults(runes, runes)
    assert line == (
        "book/a.md:1:1 FNT-001 no font has 32 characters (U+16A0, U+16A1, U+16A2 …: "
        "ᚠ ᚡ ᚢ ᚣ ᚤ ᚥ ᚦ ᚧ ᚨ ᚩ ᚪ ᚫ …)"
    )


def test_of_many_lines_the_first_speaks_for_the_rest() -> None:
    text = "".join(f"line {number} ᚠ\n" for number in range(7))
    ((line, _),) = faults(f"\n{text} \ue000", "ᚠ\ue000")[:1]
    assert line.startswith('book/a.md:2:8 FNT-001 no font has "ᚠ" U+16A0')
    assert line.endswith(", here and on 6 more lines")
    assert len(faults(f"\n{text} \ue000", "ᚠ\ue000")) == 2


@pytest.mark.parametrize(
    ("char", "advice"),
    [
        ("ᚠ", f"{FREE}Noto Sans Runic; "),
        ("Ꭰ", f"{FREE}Noto Sans Cherokee; "),
        ("ᐁ", f"{FREE}Noto Sans Canadian Aboriginal; "),
        ("ཀ", f"{FREE}Noto Serif Tibetan; "),
        ("ꯀ", f"{FREE}Noto Sans Meetei Mayek; "),
        ("🯰", f"{FREE}Noto Sans Segmented; "),
        ("🜀", f"{FREE}Symbola or Noto Sans Symbols 2; "),
        ("\ue000", "only the font that it was made for shows a private-use character: "),
        ("\u0378", "Unicode has no such character: "),
    ],
)
def test_the_advice_fits_the_character(char: str, advice: str) -> None:
    ((_, hint),) = faults(char, char)
    assert hint.startswith(advice)


@pytest.mark.parametrize(
    ("char", "language", "extra"),
    [
        ("你", "en", "zh"),
        ("你", "zh-Hant", "zh-hant"),
        ("你", "ja", "ja"),
        ("か", "zh-Hans", "ja"),
        ("안", "en", "ko"),
    ],
)
def test_an_extra_is_advised_where_it_is_not_installed(
    char: str, language: str, extra: str, monkeypatch: pytest.MonkeyPatch
) -> None:
    for script in EAST_ASIAN:
        monkeypatch.setitem(fonts.EAST_ASIAN, script, MISSING)
    ((_, hint),) = faults(char, char, language=language)
    assert f'(the extra "{extra}")' in hint


def test_the_package_of_an_extra_is_named() -> None:
    assert how_to_install("ja").startswith('pip install pylopdf-fonts-jp (the extra "ja")')


@needs_fonts("zh-Hans")
@pytest.mark.parametrize(
    ("text", "language", "place"),
    [
        ("神田，来往的人很多，说“です”，还有街上的声音，那时候的事。", "zh-Hans", ""),
        ("神田", "ja", "book/a.md:1:1"),
        ('It says <span lang="zh-Hant">門</span>.', "en", "book/a.md:3:1"),
        ('It says <span lang="ja">ああ</span>.', "en", "book/a.md:3:1"),
    ],
)
def test_characters_of_another_region_are_told(
    text: str, language: str, place: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for script in ("zh-Hant", "ja", "ko"):
        monkeypatch.setitem(fonts.EAST_ASIAN, script, MISSING)
    settings = SETTINGS.replace('"en"', f'"{language}"')
    files = {"book/book.toml": settings, "book/a.md": f"# A\n\n{text}\n"}
    said = [line for line in faults_of(tmp_path, files, "pdf") if "FNT-007" in line]
    assert [line.partition(" ")[0] for line in said] == ([place] if place else [])


def test_what_stands_in_no_chapter_is_looked_for_in_the_settings() -> None:
    ((line, _),) = faults("It rained.", "𐤀")
    assert line == 'book/book.toml:2:1 FNT-001 no font has "𐤀" U+10900 PHOENICIAN LETTER ALF'
    ((line, _),) = faults("It &#x16A0; rained.", "ᚠ")
    assert line.startswith("the PDF FNT-001 ")


# -- in a book ------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        "a\u200db\ufe0fc\ufeffd\u00ade\u2060f\u200fg\u200ch\u2062i",
        "from\u2028a layout\u2029program",
        "half\u2011way\u00a0there\u2009or\u202fso\u3000on",
        "👩\u200d💻 ❤\ufe0f 🏴\U000e0067\U000e0062\U000e0065\U000e006e\U000e0067\U000e007f",
        "cafe\u0301, e\u0302\u0301, ṩ, \u212b, \u2126, 1\ufe0f\u20e3",
        "→ ⇒ ↔ ✓ ✔ ✗ ✘ ☐ ☑ ☒ ★ ☆ • ▪ ■ □ ● ○ ◆ ◇ ▶ ◀ ▲ ▼ ♥ ♦ ♪ ♫ ☺ ☹ ☞ ☎ ✉ ✂ ⚠ ⚡ ⌘ ⌥ ⇧ ⏎ ⌫ ⎋ ␣",
        "① ⓪ ⓘ ≈ ≠ ≤ ≥ ∞ ∂ ∑ √ ∫ ∈ ∀ ∃ ⊂ ∅ ℕ ℝ ½ ⅓ ─ │ └ ├ █ ░ ▒ ✨ ❌ ✅ ⭐ 😀 👍🏽 🎉 🇩🇪 🫶",
    ],
)
def test_what_blogs_and_keyboards_write_is_printed(
    text: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """No extra is needed for it."""
    for script in EAST_ASIAN:
        monkeypatch.setitem(fonts.EAST_ASIAN, script, MISSING)
    files: Files = {"book/book.toml": SETTINGS, "book/a.md": f"# A\n\n{text}\n\n    {text}\n"}
    assert faults_of(tmp_path, files, "pdf") == []


def test_characters_that_no_font_has_stop_the_build(tmp_path: Path) -> None:
    files: Files = {
        "book/book.toml": SETTINGS,
        "book/a.md": "# A\n\n- [ ] It *rained*\n  in ᚠ.\n\n| a | b |\n|---|---|\n| c | ᚡ |\n",
        "styles/custom.css": "@media print { .chapter h1::after { content: '\\13A0' } }",
    }
    assert faults_of(tmp_path / "a", files, "html", "epub") == []
    assert faults_of(tmp_path / "b", files, "pdf") == [
        'book/a.md:4:6 FNT-001 no font has "ᚠ" U+16A0 RUNIC LETTER FEHU FEOH FE F',
        'book/a.md:8:7 FNT-001 no font has "ᚡ" U+16A1 RUNIC LETTER V',
        'the PDF FNT-001 no font has "Ꭰ" U+13A0 CHEROKEE LETTER A',
    ]


def test_a_chinese_book_without_its_fonts_is_told_at_its_first_character(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    for script in EAST_ASIAN:
        monkeypatch.setitem(fonts.EAST_ASIAN, script, MISSING)
    text = "\n\n".join(f"第{number}段，下雨。" for number in range(20))
    files: Files = {
        "book/book.toml": SETTINGS.replace('"en"', '"zh-Hans"'),
        "book/a.md": f"# A\n\n{text}\n",
    }
    (line,) = (line for line in faults_of(tmp_path, files, "pdf") if "a.md" in line)
    assert line.startswith("book/a.md:3:1 FNT-001 no font has 6 characters (U+7B2C, U+6BB5, ")
    assert line.endswith(", here and on 19 more lines")
