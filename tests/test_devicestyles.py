"""``devicestyles``: what e-readers drop of a stylesheet, and what harms who reads on them."""

import re
from collections.abc import Callable
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.build import Result, check
from bookbuild.devicestyles import find_harm
from bookbuild.devicestyles.mending import mended
from bookbuild.devicestyles.twins import with_twins
from bookbuild.writers.epub.pruning import rewritten
from cases import Case, read_cases
from making import SETTINGS, Files, edition_of, project_of, said, unpacked

CASES = read_cases("devicestyles.md")
BUILT_IN = sorted((Path(__file__).parent.parent / "styles").glob("*/*.css"))
IN_EPUB = [sheet for sheet in BUILT_IN if sheet.stem in ("base", "epub")]

BOOK: Files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\nText.\n"}
FLEX = ".box { display: flex }\n"
FAULT = '1:8 CSS-003 "display: flex" is dropped by old e-readers, which do not know "flex"'


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_a_stylesheet(case: Case) -> None:
    found = find_harm(case.input)
    lines = [f"{each.line}:{each.column} {each.rule.code} {each.message}\n" for each in found]
    assert "".join(lines) == case.expected
    assert all(each.hint for each in found)


WORDS = (
    "p .a div span :root :not( :is( , > + ~ * [x] & | { } ( ) ; : ! important @media @supports"
    " @font-face print not margin color background font-size text-indent content width position"
    " hyphens break-inside avoid # [ ] -1em 4em 90% 12px 400px 2vw #333 url(x) calc( var(--x)"
    " --x 'a' \" /* */ <!-- fixed flex"
)


@given(st.lists(st.sampled_from([*WORDS.split(), "\f", "\n"]), max_size=30))
def test_whatever_an_author_writes_is_read(words: list[str]) -> None:
    sheet = " ".join(words)
    assert all(each.message and each.hint for each in find_harm(sheet))
    left = mended(sheet).text
    assert mended(left).text == left
    assert not [each for each in mended(left).found if "print" not in sheet]
    assert rewritten(sheet, lambda piece: piece.text) == sheet.strip("\n")
    assert with_twins(with_twins(left)) == with_twins(left)


@pytest.mark.parametrize(
    ("sheet", "written"),
    [
        ("p { hyphens: auto }", "p { -webkit-hyphens: auto; -epub-hyphens: auto; hyphens: auto }"),
        (
            "figure {\n  break-inside: AVOID-page !important;\n}",
            "figure {\n  page-break-inside: avoid !important; "
            "break-inside: AVOID-page !important;\n}",
        ),
        (
            "@media (min-width: 9em) {\n  p { overflow-wrap: anywhere }\n}",
            "@media (min-width: 9em) {\n  p { word-wrap: break-word; overflow-wrap: anywhere }\n}",
        ),
        ("p { -webkit-hyphens: none; hyphens: auto }", ""),
        ("p { hyphens: var(--mine) }", ""),
        ("@supports (hyphens: auto) { p { hyphens: auto } }", ""),
        ("@media print { p { hyphens: auto } }", ""),
        (".odd { break-before: recto; margin-inline: 0 }", ""),
    ],
)
def test_an_older_twin_comes_in_where_it_says_the_same(sheet: str, written: str) -> None:
    made = with_twins(sheet)
    assert made == (written or sheet)
    assert with_twins(made) == made


def test_the_epub_has_the_older_twins(build_book: Callable[..., Result]) -> None:
    files = {**BOOK, "styles/custom.css": "p { break-inside: avoid }\n"}
    result = build_book(files, "epub")
    assert not result.found
    sheet = unpacked(edition_of(result, "epub"))["EPUB/styles/custom.css"]
    assert sheet == b"p { page-break-inside: avoid; break-inside: avoid }\n"


def test_a_colour_that_is_advised_can_be_read_by_day_and_night() -> None:
    for colour in ("#7a1f1f", "navy", "#0645ad", "#e8a0a0", "white", "#ff0", "#0f0", "#40f"):
        (found,) = find_harm(f"h1 {{ color: {colour} }}")
        advised = re.findall(r'"(#\w{6})"', found.hint)
        assert len(advised) == 1
        assert find_harm(f"h1 {{ color: {advised[0]} }}") == []


@pytest.mark.parametrize(
    ("embedded", "sheet", "is_told"),
    [
        ("", 'body { font-family: "Source Serif 4", serif }', True),
        ('["theme"]', 'body { font-family: "Source Serif 4", serif }', False),
        ('["Source Sans 3"]', "html, body { font-family: source sans 3 }", False),
        ('["Source Sans 3"]', "body { font-family: Georgia, Source Sans 3 }", True),
        ('["theme"]', 'p { font-family: "Source Serif 4", serif }', True),
    ],
)
def test_a_face_that_comes_along_is_named_on_the_body(
    embedded: str, sheet: str, build_book: Callable[..., Result], *, is_told: bool
) -> None:
    setting = f"[epub]\nembed-fonts = {embedded}\n" if embedded else ""
    files = {**BOOK, "book/book.toml": SETTINGS + setting, "styles/custom-epub.css": sheet}
    result = build_book(files, "epub")
    assert [fault.rule.code for fault in result.found] == ["CSS-004"] * is_told


@pytest.mark.parametrize("sheet", IN_EPUB, ids=lambda path: f"{path.parent.name}-{path.stem}")
def test_the_built_in_themes_do_no_harm(sheet: Path) -> None:
    assert mended(sheet.read_text("utf-8")).text == sheet.read_text("utf-8")
    assert with_twins(sheet.read_text("utf-8")) == sheet.read_text("utf-8")
    assert find_harm(sheet.read_text("utf-8")) == []


@pytest.mark.parametrize("name", ["custom", "custom-epub", "classic/base", "classic/epub"])
def test_what_the_author_wrote_for_the_epub_is_looked_at(
    name: str, build_book: Callable[..., Result]
) -> None:
    result = build_book({**BOOK, f"styles/{name}.css": FLEX}, "epub")
    assert [said(fault) for fault in result.found] == [f"styles/{name}.css:{FAULT}"]


@pytest.mark.parametrize("name", ["custom-screen", "classic/print", "classic/screen", "other/base"])
def test_what_is_for_another_edition_is_not(name: str, build_book: Callable[..., Result]) -> None:
    assert build_book({**BOOK, f"styles/{name}.css": FLEX}, "epub").found == ()


def test_a_check_tells_it_as_well(tmp_path: Path) -> None:
    found = check(project_of(tmp_path, {**BOOK, "styles/custom.css": FLEX})).found
    assert [said(fault) for fault in found] == [f"styles/custom.css:{FAULT}"]


def test_what_builds_no_epub_does_not(build_book: Callable[..., Result]) -> None:
    assert build_book({**BOOK, "styles/custom.css": FLEX}, "html").found == ()


def test_it_can_be_allowed(build_book: Callable[..., Result]) -> None:
    allow = '[[allow]]\ncode = "dropped-style"\npath = "styles/*.css"\nreason = "a row is meant"\n'
    files = {**BOOK, "book/book.toml": SETTINGS + allow, "styles/custom.css": FLEX}
    assert build_book(files, "epub").found == ()
    assert build_book(files, "html").found == (), "another format may need it yet"
