"""``writers/epub/styles.py`` and ``pruning.py``: an EPUB's stylesheets."""

from collections.abc import Callable

import pytest
from lxml import etree

from bookbuild.build import Result
from bookbuild.devicestyles.mending import mended
from bookbuild.writers.epub.pruning import rewritten, used_part
from cases import Case, read_cases
from engines import epubcheck
from making import SETTINGS, Files, edition_of, unpacked

Build = Callable[..., Result]
BOOK: Files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\n**Ada:** One?\n\n**Bea:** Two.\n"}


def sheets_of(build_book: Build, files: Files) -> dict[str, str]:
    """Return the stylesheets of the EPUB of a book by their names, as its chapter links them."""
    made = unpacked(edition_of(build_book({**BOOK, **files}, "epub"), "epub"))
    page = etree.fromstring(made["EPUB/text/a.xhtml"])
    links = [link.get("href", "").replace("../", "EPUB/") for link in page.iter("{*}link")]
    assert sorted(links) == [name for name in made if name.endswith(".css")]
    return {link.rpartition("/")[2]: made[link].decode() for link in links}


def test_a_book_without_styles_of_its_own_has_one_sheet(build_book: Build) -> None:
    assert list(sheets_of(build_book, {})) == ["book.css"]


def test_the_authors_rules_have_a_sheet_of_their_own(build_book: Build) -> None:
    custom = "/* Mine. */\n.unused   { margin: 0 }\n\n.box{color:red;}\n"
    sheets = sheets_of(build_book, {"styles/custom.css": custom})
    assert list(sheets) == ["book.css", "custom.css"]
    assert sheets["custom.css"] == custom


def test_rules_for_the_epub_alone_come_last(build_book: Build) -> None:
    files = {"styles/custom.css": ".a { margin: 0 }", "styles/custom-epub.css": ".b { margin: 0 }"}
    result = build_book({**BOOK, **files}, "epub", "html")
    sheet = unpacked(edition_of(result, "epub"))["EPUB/styles/custom.css"].decode()
    assert sheet == ".a { margin: 0 }\n\n.b { margin: 0 }\n"
    assert ".b { margin: 0 }" not in edition_of(result, "html").decode()


def test_rules_for_the_page_alone_are_not_in_the_epub(build_book: Build) -> None:
    files = {**BOOK, "styles/custom-screen.css": ".a { margin: 0 }"}
    result = build_book(files, "epub", "html")
    assert not any("custom" in name for name in unpacked(edition_of(result, "epub")))
    assert ".a { margin: 0 }" in edition_of(result, "html").decode()


def test_rules_for_paper_are_left_out(build_book: Build) -> None:
    custom = "@page { margin: 20mm }\n@media print { .a { margin: 0 } }\n"
    assert list(sheets_of(build_book, {"styles/custom.css": custom})) == ["book.css"]
    both = sheets_of(build_book, {"styles/custom.css": f"{custom}.b {{ margin: 0 }}\n"})
    assert both["custom.css"] == ".b { margin: 0 }\n"


def test_what_depends_on_the_screen_stands_apart(build_book: Build) -> None:
    custom = (
        "@media (max-width: 30em) { .a { margin: 0 } }\n.b { margin: 0 }\n"
        "@supports (display: grid) { .c { display: grid } }\n"
    )
    sheets = sheets_of(build_book, {"styles/custom.css": custom})
    assert list(sheets) == ["book.css", "custom.css", "screens.css"]
    assert sheets["custom.css"] == ".b { margin: 0 }\n"
    assert [line[:9] for line in sheets["screens.css"].splitlines()] == ["@media (m", "@supports"]


def test_colours_by_night_do_so_as_well(build_book: Build) -> None:
    toml = f'{SETTINGS}[[speakers]]\nname = "Ada"\ncolour = "#8c2f1b"\n[[speakers]]\nname = "Bea"\n'
    sheets = sheets_of(build_book, {"book/book.toml": toml})
    assert '[data-speaker="Ada"]' in sheets["book.css"]
    assert "@" not in sheets["book.css"], "Adobe's engine drops a sheet that asks for a screen"
    assert sheets["screens.css"].startswith("@media (prefers-color-scheme: dark)")


def test_variables_for_other_editions_are_left_out(build_book: Build) -> None:
    custom = '[lang|="en"] { --serif: "Gentium", serif }\n.a { margin: 0 }\n'
    assert (
        sheets_of(build_book, {"styles/custom.css": custom})["custom.css"] == ".a { margin: 0 }\n"
    )
    used = f"{custom}.b {{ font-family: serif; font-family: var(--serif) }}\n"
    assert sheets_of(build_book, {"styles/custom.css": used})["custom.css"] == used


def test_the_theme_has_no_rule_for_what_is_not_there(build_book: Build) -> None:
    plain = sheets_of(build_book, {})["book.css"]
    assert ".turn" in plain
    assert not any(name in plain for name in (".hanging", ".own-line", ".index", ".note", ".logos"))
    toml = f'{SETTINGS}turns = "hanging"\nindex = true\n'
    more = sheets_of(build_book, {"book/book.toml": toml})["book.css"]
    assert ".hanging" in more
    assert ".index" in more


CASES = read_cases("pruning.md")


@pytest.mark.parametrize("case", CASES.values(), ids=list(CASES))
def test_what_is_left_of_a_sheet_for_one_class(case: Case) -> None:
    left = rewritten(case.input, lambda piece: used_part(piece, {"a"}))
    assert left == case.expected.rstrip("\n")


def test_a_sheet_of_nothing() -> None:
    assert rewritten("", lambda piece: piece.text) == ""


# -- what cannot be parsed ------------------------------------------------------------------------

BROKEN = {
    ".a{margin:0": ".a{margin:0\n}",
    "/* open": "",
    "}}}} .x{}": "",
    ".a{color red; margin:0}": ".a { margin:0 }",
    ".a{b}": "",
    ".a,{margin:0}": "",
    ".a..b{margin:0}": "",
    '"open string\n.b{margin:0}': "",
    "@media (min-width:3em){.a{margin:0}": "@media (min-width:3em){.a{margin:0}\n}",
    ".a{margin:0}}": ".a{margin:0}",
    ".a{margin:0; &:hover{margin:1em}}": ".a { margin:0 }",
    "@media (min-width:3em){.a{b} .c{d}}": "",
    "@font-face{font-family:A; b}": "@font-face { font-family:A }",
    "@media print{.a{b}}": "@media print{.a{b}}",  # which the EPUB goes without
    "@supports (a:b){.a{margin:0;;}}": "@supports (a:b) {.a { margin:0 }}",
    ".a{margin:url(x": "",
    "@font-face": "",
    '.a:lang(zh, "de"){margin:0}': "",
    '[title="A" i]{margin:0}': "",
    '.a{background:url("x"': "",
    ".a{background:u\\72l(x)}": "",
}


@pytest.mark.parametrize("sheet", BROKEN)
def test_what_cannot_be_parsed_is_left_out(sheet: str) -> None:
    made = mended(sheet)
    assert made.text == BROKEN[sheet]
    assert bool(made.found) is (sheet.count(";;") == 0 and "print" not in sheet)
    assert mended(made.text).found == ()


@pytest.mark.conformance
@pytest.mark.parametrize("sheet", BROKEN)
def test_epubcheck_reads_what_is_left(sheet: str, build_book: Build) -> None:
    names = ("custom", "custom-epub", "classic/base", "classic/epub")
    sheets = {f"styles/{name}.css": f"{sheet}\n" for name in names}
    assert epubcheck(edition_of(build_book({**BOOK, **sheets}, "epub"), "epub")) == []


def test_what_is_open_takes_no_other_sheet_in(build_book: Build) -> None:
    files = {
        "styles/custom.css": ".mine{margin:1em 0",
        "styles/custom-epub.css": ".kept{margin:0}",
    }
    assert (
        sheets_of(build_book, files)["custom.css"] == ".mine{margin:1em 0\n}\n\n.kept{margin:0}\n"
    )


def test_rules_for_the_spans_of_kobo_are_in_its_book(build_book: Build) -> None:
    files = {**BOOK, "styles/classic/epub.css": ".koboSpan { margin: 0 }\n.gone { margin: 0 }\n"}
    result = build_book(files, "epub", "kepub")
    plain, kobo = (
        unpacked(edition_of(result, form))["EPUB/styles/book.css"].decode()
        for form in ("epub", "kepub")
    )
    assert ".koboSpan { margin: 0 }" in kobo
    assert ".koboSpan" not in plain
    assert ".gone" not in kobo
