"""``cover``, ``writers/pdf/jacket.py``, ``writers/pdf/picture.py``: the cover, in both editions."""

import io
import re
import sys
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image, ImageChops

from bookbuild.colours import contrast
from bookbuild.cover import alt_of_design, direction_of, phrases_of
from bookbuild.cover.people import people_of
from bookbuild.cover.voices import MOST, strokes_of
from bookbuild.model import Book
from bookbuild.sources import load_book
from making import (
    SETTINGS,
    Files,
    build_files,
    edition_of,
    faults_of,
    needs_fonts,
    picture,
    project_of,
    unpacked,
)
from tagged import read_tags

TALK = "# A\n\n**Interviewer:** Why?\n\n**Ana Moss:** Because it rained.\n\n" * 3
WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"
LONG = "The hands of the people who made the things in this room, and what they said of them all, "
NAMES = [
    f"{first} {last}"
    for first in ("Ada", "Bo", "Cy", "Di")
    for last in "Ash Elm Fir Oak Yew".split()
]
SHEET = Path(__file__).parent.parent / "styles" / "classic" / "cover.css"
GROUNDS = {"light": (245, 241, 232), "dark": (23, 32, 42)}
MARGIN = 0.08  # of the width: italics lean out of their lines
MM = 72 / 25.4


def toml(**settings: object) -> str:
    """Return settings as TOML; a list of names of people is made into their tables."""
    people = settings.pop("people", [])
    lines = [f"{key.replace('_', '-')} = {_value(value)}" for key, value in settings.items()]
    assert isinstance(people, list)
    tables = [f'[[speakers]]\nname = "{name}"\nrole = "interviewee"' for name in people]
    return "\n".join([*lines, "date = 2024-05-31", *tables, ""])


def _value(value: object) -> str:
    return repr(value).replace("'", '"')


def book_files(**settings: object) -> Files:
    """Return a book with these settings, in which all its people speak."""
    people = settings.get("people", [])
    assert isinstance(people, list)
    turns = [f"**{name}:** It rained all day.\n" for name in people]
    settings = {"language": "en", **settings}
    return {
        "book/book.toml": toml(**settings),
        "book/a.md": "\n".join(["# A\n", *turns, "Text.\n"]),
    }


def book_of(folder: Path, files: Files) -> Book:
    book = load_book(project_of(folder, files), lambda _: None)
    assert book is not None
    return book


def jpeg(folder: Path, **settings: object) -> Image.Image:
    result = build_files(folder, book_files(**settings), "epub")
    assert [fault for fault in result.found if fault.rule.severity.value != "note"] == []
    return Image.open(io.BytesIO(unpacked(edition_of(result, "epub"))["EPUB/cover/cover.jpg"]))


def ink_box(image: Image.Image, style: str = "light") -> tuple[int, int, int, int]:
    """Return the box around all that differs clearly from the ground."""
    ground = Image.new("RGB", image.size, GROUNDS[style])
    mask = ImageChops.difference(image, ground).convert("L").point(lambda value: 255 * (value > 40))
    box = mask.getbbox()
    assert box is not None
    return box


def pdf_of(folder: Path, files: Files) -> bytes:
    return edition_of(build_files(folder, files, "pdf"), "pdf")


# -- whose names ----------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "text", "names"),
    [
        (
            "",
            "**Ana Moss:** So?\n\n**Luis Rook:** Thus.\n\n**Ana Moss:** Oh?\n",
            ["Luis Rook"],
        ),
        ("", "**Interviewer:** Why?\n\n**Luis Rook:** So.\n", ["Luis Rook"]),
        ("", "**Q:** Why?\n\n**A:** So.\n\n**Q:** How?\n\n**A:** Thus.\n", []),
        ("", "It rained.\n", []),
        ('authors = ["Ana Moss"]\n', "**Ana Moss:** Why?\n\n**Luis Rook:** So.\n", ["Luis Rook"]),
        (
            '[[speakers]]\nname = "Ana Moss"\nrole = "interviewee"\n'
            '[[speakers]]\nname = "Bo Fir"\nrole = "host"\n'
            '[[speakers]]\nname = "Cy Elm"\nrole = "narrator"\n',
            "**Bo Fir:** Why?\n\n**Cy Elm:** So.\n\n**Ana Moss:** Thus.\n",
            ["Ana Moss"],
        ),
        (
            '[[speakers]]\nname = "Ana Moss"\nrole = "guest"\n'
            '[[speakers]]\nname = "Bo Fir"\nrole = "guest"\n',
            "**Ana Moss:** So.\n\n**Bo Fir:** Why?\n\n**Ana Moss:** Thus.\n\n**Bo Fir:** Oh.\n\n"
            "**Bo Fir:** Well.\n",
            ["Bo Fir", "Ana Moss"],
        ),
        (
            '[[speakers]]\nname = "Ana Moss"\n[[speakers]]\nname = "Bo Fir"\n',
            "**Ana Moss:** So.\n\n**Ana Moss and Bo Fir:** Why?\n\n**Bo Fir:** Oh.\n",
            ["Ana Moss", "Bo Fir"],
        ),
    ],
)
def test_those_who_answer_are_named(
    settings: str, text: str, names: list[str], tmp_path: Path
) -> None:
    files = {"book/book.toml": SETTINGS + settings, "book/a.md": f"# A\n\n{text}"}
    assert list(people_of(book_of(tmp_path, files))) == names


# -- the ornament ---------------------------------------------------------------------------------


def turns(*lengths: int) -> str:
    """Return a talk with turns of so many letters; a negative number is a question."""
    said = [f"**{'Bo Fir' if n < 0 else 'Ana Moss'}:** {'x' * abs(n)}\n" for n in lengths]
    return "\n".join(["# A\n", *said])


ROLES = '[[speakers]]\nname = "Bo Fir"\nrole = "interviewer"\n[[speakers]]\nname = "Ana Moss"\n'


@pytest.mark.parametrize(
    ("text", "kinds"),
    [
        (turns(-9, 100, -25, 400), "?!?!"),
        (turns(-9, 100), ""),
        (turns(-9, 100, 4, 25), "?!!!"),
        ("# A\n\nIt rained.\n", ""),
        (turns(*(-9, 100) * 60), "?!" * (MOST // 2)),
    ],
)
def test_each_turn_is_a_stroke(text: str, kinds: str, tmp_path: Path) -> None:
    book = book_of(tmp_path, {"book/book.toml": SETTINGS + ROLES, "book/a.md": text})
    strokes = strokes_of(book)
    assert "".join("?" if stroke.is_asking else "!" for stroke in strokes) == kinds
    assert [stroke.place for stroke in strokes] == sorted({stroke.place for stroke in strokes})
    assert all(0 <= stroke.place <= 1 and 0 < stroke.height < 1 for stroke in strokes)


def test_a_longer_turn_is_a_longer_stroke(tmp_path: Path) -> None:
    text = turns(-9, 100, -25, 400, -9, 900)
    book = book_of(tmp_path, {"book/book.toml": SETTINGS + ROLES, "book/a.md": text})
    heights = [stroke.height for stroke in strokes_of(book)]
    assert heights[1] < heights[3] < heights[5]
    assert heights[0] < heights[2]


# -- what it says ---------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("settings", "alt"),
    [
        ({"title": "Hands"}, "Cover: Hands"),
        (
            {
                "title": "Why?",
                "subtitle": "Two talks",
                "authors": ["Ann Bell"],
                "people": ["Bo Fir"],
            },
            "Cover: Why? Two talks. Bo Fir, Ann Bell",
        ),
        (
            {"title": "慢", "subtitle": "谈话", "language": "zh-Hans", "people": ["肖莱", "张三"]},
            "封面：慢。谈话。肖莱、张三",
        ),
        (
            {"title": "Mains", "language": "fr", "people": ["Bo Fir"]},
            "Couverture\u00a0: Mains. Bo Fir",
        ),
    ],
)
def test_it_is_described_by_all_that_it_says(
    settings: dict[str, object], alt: str, tmp_path: Path
) -> None:
    assert alt_of_design(book_of(tmp_path, book_files(**settings))) == alt


@pytest.mark.parametrize(
    ("title", "phrases"),
    [
        ("慢", ["慢"]),
        ("学习之父：谈未来", ["学习之父：", "谈未来"]),
        ("“慢”的力量——谈话", ["“慢”的力量——", "谈话"]),
        ("谁？！我。", ["谁？！", "我。"]),
    ],
)
def test_a_phrase_ends_at_a_mark(title: str, phrases: list[str]) -> None:
    assert list(phrases_of(title)) == phrases


@pytest.mark.parametrize(
    ("text", "direction"),
    [("Hands", "ltr"), ("أصوات", "rtl"), ("1984 קולות", "rtl"), ("慢", "ltr"), ("123", "ltr")],
)
def test_a_title_begins_where_its_script_does(text: str, direction: str) -> None:
    assert direction_of(text) == direction


# -- the picture of the EPUB ----------------------------------------------------------------------


def test_every_store_takes_it(tmp_path: Path) -> None:
    image = jpeg(tmp_path, title="Hands", authors=["Ann Bell"], people=["Bo Fir"])
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))
    assert set(image.info) <= {"jfif", "jfif_version", "jfif_unit", "jfif_density"}


def test_the_same_book_has_the_same_cover(tmp_path: Path) -> None:
    settings = {"title": "Hands", "people": ["Bo Fir"]}
    files = [
        unpacked(edition_of(build_files(tmp_path / name, book_files(**settings), "epub"), "epub"))
        for name in "ab"
    ]
    assert files[0]["EPUB/cover/cover.jpg"] == files[1]["EPUB/cover/cover.jpg"]


@pytest.mark.parametrize("style", ["light", "dark"])
def test_it_is_light_or_dark(style: str, tmp_path: Path) -> None:
    image = jpeg(tmp_path, title="Hands", cover_style=style)
    shown = image.getpixel((5, 5))
    assert isinstance(shown, tuple)
    assert all(abs(a - b) <= 3 for a, b in zip(shown, GROUNDS[style], strict=True))


def test_an_unknown_style_is_told(tmp_path: Path) -> None:
    (fault,) = faults_of(tmp_path, book_files(title="Hands", cover_style="drak"), "html")
    assert 'CFG-004 unknown cover-style "drak"' in fault


@pytest.mark.parametrize("style", [".cover {", ".cover.dark {"])
def test_its_colours_can_be_read(style: str) -> None:
    rules = next(line for line in SHEET.read_text("utf-8").splitlines() if line.startswith(style))
    colours = dict(re.findall(r"--([a-z]+): (#[0-9a-f]{6})", rules))
    assert sorted(colours) == ["asking", "ground", "ink", "quiet"]
    ground = colours.pop("ground")
    assert {name: c for name, c in colours.items() if contrast(c, ground) < 4.5} == {}


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Hands", "en"),
        (LONG, "en"),
        ((LONG * 4)[:300], "en"),
        (WORD[:60], "en"),
        (WORD * 4, "de"),
        ("WWWWWWWWWWWW MMMMMMMMMMMMMM", "en"),
        pytest.param("人" * 300, "zh-Hans", marks=needs_fonts("zh-Hans")),
        pytest.param("慢，很慢：" * 24, "zh-Hans", marks=needs_fonts("zh-Hans")),
        pytest.param("說話的房間", "zh-Hant", marks=needs_fonts("zh-Hant")),
        pytest.param("聞き書き、海辺の仕事", "ja", marks=needs_fonts("ja")),
        pytest.param("손으로 짓는 시간", "ko", marks=needs_fonts("ko")),
        ("أصوات من النهر", "ar"),
        ("नदी की आवाज़ें", "hi"),
    ],
)
def test_the_words_stay_inside(title: str, language: str, tmp_path: Path) -> None:
    settings = {"subtitle": (LONG * 3)[:200], "authors": ["Ann Bell"], "people": NAMES}
    image = jpeg(tmp_path, title=title.strip(), language=language, **settings)
    left, top, right, bottom = (side / 1600 for side in ink_box(image))
    assert left >= MARGIN
    assert right <= 1 - MARGIN
    assert top >= 0.08
    assert bottom <= 1.6 - 0.08


@pytest.mark.parametrize(
    ("title", "language", "side"), [("Hands", "en", "left"), ("ידיים", "he", "right")]
)
def test_names_of_another_direction_begin_where_all_do(
    title: str, language: str, side: str, tmp_path: Path
) -> None:
    image = jpeg(tmp_path, title=title, language=language, people=["Ann Bell", "דוד כהן"])
    left, _, right, _ = ink_box(image.crop((0, 1900, 1600, 2560)))
    assert (left < 200, right > 1400) == (side == "left", side == "right")


def test_text_that_no_font_has_is_left_out_and_reported(tmp_path: Path) -> None:
    files = book_files(title="ᏣᎳᎩ", authors=["Ann Bell"])
    result = build_files(tmp_path, files, "epub")
    (fault,) = (one for one in result.found if one.rule.code == "FNT-002")
    assert '"ᏣᎳᎩ"' in fault.message
    assert 'cover = "img/cover.jpg"' in fault.hint
    data = unpacked(edition_of(result, "epub"))["EPUB/cover/cover.jpg"]
    assert ink_box(Image.open(io.BytesIO(data)).crop((0, 1000, 1600, 2560)))


def test_a_style_that_fails_on_paper_does_not_take_the_cover(tmp_path: Path) -> None:
    files = {
        **book_files(title="Hands"),
        "styles/custom.css": "body { columns: 2 }\np { float: footnote }",
    }
    result = build_files(tmp_path, files, "epub")
    assert "EPUB/cover/cover.jpg" in unpacked(edition_of(result, "epub"))


def test_where_nothing_can_draw_it_there_is_none(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that raises what WeasyPrint does where Pango is not installed."""
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text('raise OSError("no Pango")', "utf-8")
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.syspath_prepend(tmp_path)
    result = build_files(tmp_path / "book", book_files(title="Hands"), "epub")
    (fault,) = result.found
    assert (fault.rule.code, "no Pango" in fault.message) == ("FIG-014", True)
    files = unpacked(edition_of(result, "epub"))
    assert [name for name in files if "cover" in name] == []
    assert [name for name, data in files.items() if b"cover" in data and name[-3:] != "css"] == []


# -- the first page of the PDF --------------------------------------------------------------------


def pages_of(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    texts = [str(page.get_textpage().get_text_bounded()) for page in document]
    document.close()
    return ["".join(re.sub(r"[\s\u2060\u200b\ufffe\u2010-]", "", text)) for text in texts]


@pytest.mark.parametrize("trim", ["a5", "6x9in", "a6", "300x200mm"])
@pytest.mark.parametrize("title", ["Hands", LONG + LONG, WORD])
def test_nothing_of_it_is_lost_in_print(title: str, trim: str, tmp_path: Path) -> None:
    files = book_files(
        title=title.strip(), subtitle="Talks", authors=["Ann Bell"], people=NAMES[:5]
    )
    settings = files["book/book.toml"]
    files = {**files, "book/book.toml": f'{settings!s}[pdf]\ntrim = "{trim}"\n'}
    texts = pages_of(pdf_of(tmp_path, files))
    for words in (title, "Talks", *NAMES[:5], "Ann Bell"):
        assert "".join(words.split()) in texts[0]
    assert texts[1] == ""
    assert texts[2].startswith("".join(title.split())[:20])


def test_of_too_many_people_the_rest_is_counted(tmp_path: Path) -> None:
    people = [f"{one} {number}th" for one in NAMES for number in (4, 5, 6)]
    (first, *_) = pages_of(pdf_of(tmp_path, book_files(title="Hands", people=people)))
    named = sum("".join(name.split()) in first for name in people)
    assert named > 10
    assert f"and{len(people) - named}others" in first


def test_of_too_many_authors_the_rest_is_counted(tmp_path: Path) -> None:
    authors = [f"{name} of the Yard" for name in NAMES]
    (first, *_) = pages_of(pdf_of(tmp_path, book_files(title="Hands", authors=authors)))
    named = sum("".join(name.split()) in first for name in authors)
    assert 5 < named < len(authors)
    assert f"and{len(authors) - named}others" in first


@pytest.mark.parametrize(
    "style",
    [
        ".cover { display: none }",
        ".cover-title { display: none }",
        ".cover p { break-after: page; position: static }",
        ".cover-head { position: static } .cover-foot { position: static }",
        "* { page: other }",
    ],
)
def test_any_style_of_it_can_be_laid_out(style: str, tmp_path: Path) -> None:
    files = {**book_files(title="Hands", people=NAMES[:3]), "styles/custom.css": style}
    result = build_files(tmp_path, files, "epub", "pdf")
    assert [fault.message for fault in result.found if fault.rule.code[:3] == "PDF"] == []
    assert [fault.message for fault in result.found if fault.rule.code == "CSS-001"] == []


def test_it_counts_no_page(tmp_path: Path) -> None:
    files = book_files(title="Hands", people=["Bo Fir"])
    without = {**files, "book/book.toml": f"{files['book/book.toml']!s}[pdf]\ncover = false\n"}
    (with_cover, inside) = (
        pages_of(pdf_of(tmp_path / name, made)) for name, made in (("a", files), ("b", without))
    )
    assert with_cover[2:] == inside


def test_viewers_number_the_pages_as_they_are_printed(tmp_path: Path) -> None:
    with pikepdf.open(io.BytesIO(pdf_of(tmp_path, book_files(title="Hands")))) as pdf:
        assert [str(page.label) for page in pdf.pages][:5] == ["Cover", "Cover", "1", "2", "3"]


def test_its_text_is_tagged_and_makes_no_bookmark(tmp_path: Path) -> None:
    data = pdf_of(
        tmp_path, {"book/book.toml": toml(title="Hands", language="en"), "book/a.md": TALK}
    )
    document = pdfium.PdfDocument(data)
    titles = [mark.get_title() for mark in document.get_toc()]
    document.close()
    assert "Hands" not in titles
    cover = read_tags(data).all("Sect")[0]
    assert [node.text for node in cover.all("P")] == ["Hands", "Ana Moss"]


@pytest.mark.parametrize(
    ("size", "is_filling"), [((1480, 2100), True), ((1600, 2400), True), ((1600, 2560), False)]
)
def test_the_authors_picture_is_the_first_page(
    size: tuple[int, int], is_filling: object, tmp_path: Path
) -> None:
    files = {**book_files(title="Hands", cover="c.png"), "book/c.png": picture(size=size)}
    data = pdf_of(tmp_path, files)
    document = pdfium.PdfDocument(data)
    image = document[0].render(scale=0.5).to_pil().convert("RGB")
    document.close()
    middle, corner = (
        image.getpixel((image.width // 4, image.height // 2 - 9)),
        image.getpixel((2, 2)),
    )
    assert (corner == middle) == is_filling
    assert [node.said["/Alt"] for node in read_tags(data).all("Figure")] == ["Cover: Hands"]


def test_it_has_the_page_that_the_authors_style_asks_for(tmp_path: Path) -> None:
    files = {**book_files(title="Hands"), "styles/custom.css": "@page { size: 100mm 120mm }"}
    result = build_files(tmp_path, files, "pdf")
    document = pdfium.PdfDocument(edition_of(result, "pdf"))
    page = document[0]
    assert page.get_size() == pytest.approx((100 * MM, 120 * MM), abs=0.01)
    image = page.render(scale=1).to_pil().convert("RGB")
    assert image.getpixel((image.width - 3, image.height - 3)) == GROUNDS["light"]
    document.close()
    assert len(pages_of(edition_of(result, "pdf"))) == result.editions[0].pages
