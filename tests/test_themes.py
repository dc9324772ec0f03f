"""``themes.py``: which stylesheets a book is set with."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.model import Theme
from bookbuild.themes import SHEETS, find_theme, theme_names
from making import Files, project_of, said

PLACE = Location("book/book.toml", 3, 1)
CHAPTER: Files = {"book/a.md": "# A\n", "book/book.toml": ""}


def theme_of(folder: Path, files: Files, name: str) -> tuple[Theme, list[Diagnostic]]:
    found: list[Diagnostic] = []
    project = project_of(folder, {**CHAPTER, **files})
    return find_theme(name, project, PLACE, found.append), found


def custom(folder: Path, sheet: str | bytes) -> tuple[str, list[str]]:
    theme, found = theme_of(folder, {"styles/custom.css": sheet}, "classic")
    return theme.sheets["custom"], [said(fault) for fault in found]


def test_the_built_in_theme_has_every_sheet(tmp_path: Path) -> None:
    theme, found = theme_of(tmp_path, {}, "classic")
    assert found == []
    assert [name for name in SHEETS if not theme.sheets[name].strip()] == []
    assert theme.sheets["custom"] == ""


def test_a_theme_of_the_book_goes_before_the_built_in_one(tmp_path: Path) -> None:
    files = {"styles/classic/base.css": "p { color: red }"}
    theme, found = theme_of(tmp_path, files, "classic")
    built_in, _ = theme_of(tmp_path / "other", {}, "classic")
    assert found == []
    assert theme.sheets["base"] == "p { color: red }"
    assert theme.sheets["print"] == built_in.sheets["print"] != ""


def test_a_new_theme_has_what_it_has(tmp_path: Path) -> None:
    theme, found = theme_of(tmp_path, {"styles/mine/base.css": "p {}"}, "mine")
    assert found == []
    assert (theme.sheets["base"], theme.sheets["print"]) == ("p {}", "")


@pytest.mark.parametrize("name", ["clasic", "", "..", ".", "../styles/classic", "classic/base.css"])
def test_an_unknown_theme_is_told_with_those_there_are(name: str, tmp_path: Path) -> None:
    theme, found = theme_of(tmp_path, {"styles/mine/base.css": ""}, name)
    (fault,) = found
    assert (fault.location, fault.message) == (PLACE, f'no theme is called "{name}"')
    near = fault.hint == 'did you mean "classic"?'
    assert near or fault.hint == "themes: classic, mine"
    assert set(theme.sheets.values()) == {""}


def test_theme_names_are_sorted_and_single(tmp_path: Path) -> None:
    (tmp_path / "styles" / "classic").mkdir(parents=True)
    (tmp_path / "styles" / "abc").mkdir()
    assert theme_names(tmp_path) == ["abc", "classic"]


@pytest.mark.parametrize("data", ["\ufeffp {}\r\n".encode(), "p {}\n".encode("utf-16")])
def test_a_stylesheet_is_read_as_any_text(data: bytes, tmp_path: Path) -> None:
    assert custom(tmp_path, data) == ("p {}\n", [])


def test_a_stylesheet_that_is_not_utf8_is_told_with_its_line(tmp_path: Path) -> None:
    sheet, found = custom(tmp_path, b"p {}\n/* caf\xe9 */\n")
    assert (sheet, found) == ("", ["styles/custom.css:2:1 SRC-002 not UTF-8: byte 0xe9"])


@pytest.mark.parametrize(
    ("sheet", "kept", "place"),
    [
        ("@import url(https://x.org/a.css);\np {}", "\np {}", "1:1"),
        ("p {}\n@IMPORT 'a.css';", "p {}\n", "2:1"),
        ("@import 'a.css'", "", "1:1"),
        ("p {\n  background: URL( 'a.png' ) red;\n}", "p {\n  background: none red;\n}", "2:15"),
        ("p { background: url(file:///etc/passwd) }", "p { background: none }", "1:17"),
        ("p { background: url(//x.org/a.png) }", "p { background: none }", "1:17"),
        ('p { background: url("a b.png") }', "p { background: none }", "1:17"),
        ("/* url(b) */ p { background: url(a) }", "/* url(b) */ p { background: none }", "1:30"),
    ],
)
def test_the_address_of_another_file_is_taken_out(
    sheet: str, kept: str, place: str, tmp_path: Path
) -> None:
    made, found = custom(tmp_path, sheet)
    assert made == kept
    (fault,) = found
    assert fault.startswith(f"styles/custom.css:{place} CSS-001 ")


@pytest.mark.parametrize(
    "sheet",
    [
        "p { background: url(data:image/png;base64,AAAA) }",
        'p { background: url("data:image/svg+xml,<svg/>") }',
        "p { fill: url(#a) }",
        "/* @import 'a.css'; url(a.png) */",
        "/* never closed: url(a.png)",
        "@important { }",
    ],
)
def test_what_stands_in_the_sheet_itself_stays(sheet: str, tmp_path: Path) -> None:
    assert custom(tmp_path, sheet) == (sheet, [])


def test_all_addresses_are_told_in_their_lines(tmp_path: Path) -> None:
    sheet = "@import\n 'a.css';\np { background: url(b) }\nq { background: url(c) }\n"
    made, found = custom(tmp_path, sheet)
    assert made.count("\n") == sheet.count("\n")
    assert sorted(line.split()[0] for line in found) == [
        "styles/custom.css:1:1",
        "styles/custom.css:3:17",
        "styles/custom.css:4:17",
    ]


def test_a_theme_without_a_cover_has_that_of_classic(tmp_path: Path) -> None:
    theme, _ = theme_of(tmp_path, {"styles/mine/base.css": "p {}"}, "mine")
    classic, _ = theme_of(tmp_path / "other", {}, "classic")
    assert theme.sheets["cover"] == classic.sheets["cover"] != ""
    assert theme.sheets["print"] == ""
