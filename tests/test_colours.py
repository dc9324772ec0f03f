"""``colours.py``: what can be read on what, and the styles of speakers' labels."""

import ctypes
import re
from collections.abc import Callable
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.build import Result
from bookbuild.colours import DARK, LEAST_CONTRAST, LIGHT, WHITE, contrast, find_pale, readable
from making import SETTINGS, edition_of, unpacked

colours = st.integers(0, 0xFFFFFF).map(lambda number: f"#{number:06x}")
STYLES = Path(__file__).parent.parent / "styles"


@pytest.mark.parametrize(
    ("one", "other", "ratio"),
    [
        ("#000000", "#ffffff", 21),
        ("#fff", "#FFFFFF", 1),
        ("#767676", "#ffffff", 4.54),  # the lightest grey that passes, as WCAG's authors give it
        ("#777777", "#ffffff", 4.48),
        ("#8c2f1b", "#ffffff", 8.28),
    ],
)
def test_contrast_is_that_of_wcag(one: str, other: str, ratio: float) -> None:
    assert contrast(one, other) == contrast(other, one) == pytest.approx(ratio, abs=0.01)


@given(colours)
def test_a_colour_is_made_readable_by_day_and_by_night(colour: str) -> None:
    for grounds in (LIGHT, DARK):
        made = readable(colour, grounds)
        assert min(contrast(made, ground) for ground in grounds) >= LEAST_CONTRAST
        assert readable(made, grounds) == made


def test_a_colour_that_can_be_read_stays() -> None:
    assert readable("#8c2f1b", LIGHT) == "#8c2f1b"
    assert readable("#ABC", DARK) == "#aabbcc"


@pytest.mark.parametrize("colour", ["#8c2f1b", "#000", "#767676", "red"])
def test_nothing_is_said_of_what_can_be_read(colour: str) -> None:
    assert find_pale(colour) is None


@given(colours)
def test_the_advice_is_good(colour: str) -> None:
    if (fault := find_pale(colour)) is not None:
        (advised,) = re.findall(r'"(#[0-9a-f]{6})"', fault[1])
        assert contrast(advised, WHITE) >= LEAST_CONTRAST > contrast(colour, WHITE)


NAME = 'Ada "A" Lée </style>'
BOOK = {
    "book/book.toml": f"{SETTINGS}[[speakers]]\nname = '{NAME}'\naliases = ['Ada']\n"
    'colour = "#777"\n[[speakers]]\nname = "Bea"\ncolour = "#8c2f1b"\n[[allow]]\ncode = "ACC-001"\n'
    'path = "book/book.toml"\nreason = "a test"\n',
    "book/1.md": "# A\n\n**Ada:** One?\n\n**Bea:** Two.\n",
}


def test_the_labels_have_their_colours_in_all_editions(build_book: Callable[..., Result]) -> None:
    result = build_book(BOOK, "html", "epub", "pdf")
    assert [fault.message for fault in result.found] == []
    page = edition_of(result, "html").decode()
    files = unpacked(edition_of(result, "epub"))
    sheet = "".join(files[f"EPUB/styles/{name}.css"].decode() for name in ("book", "screens"))
    day = readable("#777", LIGHT)
    for text, night in ((page, readable("#8c2f1b", DARK)), (sheet, "inherit")):
        assert re.search(rf'\.turn\[data-speaker="Ada.*"\] \.speaker {{ color: {day}; }}', text)
        dark = text[text.rindex("@media (prefers-color-scheme: dark)") :]
        assert f'.turn[data-speaker="Bea"] .speaker {{ color: {night}; }}' in dark
    assert page.count("</style>") == 1
    assert _inks(edition_of(result, "pdf")) >= {"#777777", "#8c2f1b"}


def _inks(pdf: bytes) -> set[str]:
    """Return the colours in which the last page shows text."""
    document = pdfium.PdfDocument(pdf)
    page = document[len(document) - 1]
    found = set()
    for piece in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_TEXT]):
        parts = [ctypes.c_uint() for _ in range(4)]
        pdfium.raw.FPDFPageObj_GetFillColor(piece.raw, *parts)
        found.add("#" + "".join(f"{part.value:02x}" for part in parts[:3]))
    document.close()
    return found


def test_a_book_without_colours_has_no_styles_for_them(build_book: Callable[..., Result]) -> None:
    result = build_book({"1.md": "# A\n\n**Ada:** One?\n\n**Ada:** Two.\n"}, "html")
    assert "[data-speaker" not in edition_of(result, "html").decode()


# -- the themes' own ------------------------------------------------------------------------------

TEXT_COLOUR = re.compile(r"(?<![-\w])color:\s*(#[0-9a-fA-F]{3,6})\b")
VARIABLE = re.compile(r"--(\w+):\s*(#[0-9a-fA-F]{6})")
THEMES = sorted(folder.name for folder in STYLES.iterdir() if folder.is_dir())


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_prints_no_colour_that_is_hard_to_read(theme: str) -> None:
    sheets = [
        (STYLES / theme / f"{name}.css").read_text("utf-8") for name in ("base", "print", "epub")
    ]
    used = {colour for sheet in sheets for colour in TEXT_COLOUR.findall(sheet)}
    assert {colour for colour in used if contrast(colour, WHITE) < LEAST_CONTRAST} == set()


@pytest.mark.parametrize("theme", THEMES)
def test_a_theme_shows_no_colour_that_is_hard_to_read(theme: str) -> None:
    sheet = (STYLES / theme / "screen.css").read_text("utf-8")
    roots = [dict(VARIABLE.findall(block)) for block in re.findall(r":root \{([^}]*)\}", sheet)]
    assert len(roots) == 2, "by day and by night"
    for root in roots:
        inks = {name: root[name] for name in ("ink", "quiet", "accent")}
        ratios = {name: contrast(ink, root["ground"]) for name, ink in inks.items()}
        assert {name: ratio for name, ratio in ratios.items() if ratio < LEAST_CONTRAST} == {}
