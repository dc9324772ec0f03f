"""``writers/pdf``, ``writers/pdf/finish.py``: pages, heads, numbers, notes and fonts.

The finished file is read as a reader's program reads it: by PDFium, and by pikepdf.
"""

import http.server
import io
import json
import re
import sys
import threading
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pikepdf
import pypdfium2 as pdfium
import pytest
from fontTools.cffLib import CFFFontSet
from fontTools.pens.basePen import NullPen

from bookbuild import writers
from bookbuild.build import Result
from bookbuild.diagnostics import BuildError, Diagnostic
from bookbuild.document import build_document
from bookbuild.fonts import EAST_ASIAN, LATIN
from bookbuild.model import Asset
from bookbuild.sources import load_book
from bookbuild.writers.pdf.engine import Fetcher
from bookbuild.writers.pdf.finish import _with_plain_charset
from making import (
    SETTINGS,
    Files,
    build_files,
    edition_of,
    faults_of,
    needs_fonts,
    picture,
    project_of,
    said,
)

MM = 72 / 25.4
SMALL: Files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\nIt rained.\n"}


def marked(stem: str, count: int) -> str:
    """Return so many paragraphs, each begun by a word of its own, every tenth with a note."""
    words = "The yard was wet until noon, and nobody came for the stone that had been cut. " * 5
    paragraphs = []
    for number in range(count):
        mark = f"{stem}{number:03}q"
        call = f"calls{mark}[^{number}]" if number % 10 == 0 else ""
        paragraphs.append(f"**{'Ann' if number % 2 else 'Bo'}:** {mark} {words}{call}")
        if call:
            paragraphs.append(f"[^{number}]: notes{mark} The note says something more.")
    return "\n\n".join(paragraphs)


WIDE = f"""
| {" | ".join(f"Column {n}" for n in range(9))} |
|{"---|" * 9}
| {" | ".join("Donaudampfschifffahrt" for _ in range(9))} |

    {"unbroken_" * 40}

{"Donaudampfschifffahrtselektrizität" * 8} and https://example.org/{"a" * 200}

![A wide picture](wide.png)

![A high picture](high.png)

1. {"nested " * 5}
   - {"nested " * 5}
     - {"Donaudampfschifffahrtselektrizität" * 4}

> > > {"Donaudampfschifffahrtselektrizität" * 4}
"""
BOOK: Files = {
    "book/book.toml": 'title = "Talks of the Yard"\nlanguage = "en"\ndate = 2024-05-31\n'
    'authors = ["Ann Bell"]\n[[parts]]\ntitle = "Stone"\nchapters = ["a.md", "b.md"]\n'
    '[[parts]]\ntitle = "Water"\nchapters = ["c.md"]\n'
    "[pdf]\ncover = false\n",
    "book/a.md": f"# The letter cutter\n\n{marked('alpha', 30)}\n",
    "book/b.md": f"# The mill\n\n## A wheel\n\n{marked('beta', 21)}\n",
    "book/c.md": f"# The ferry\n\n{WIDE}\n",
    "book/wide.png": picture(size=(3000, 200)),
    "book/high.png": picture(size=(100, 2400)),
}
CHAPTERS = {"The letter cutter": "alpha", "The mill": "beta"}
CHINESE: Files = {
    "book/book.toml": SETTINGS.replace('"en"', '"zh-Hans"'),
    "book/a.md": "# 慢的艺术\n\n**记者：**您好吗？\n\n**肖莱：**“很好”，**非常好**，AI 也好。[^1]\n"
    "\n[^1]: 注。\n",
}


@pytest.fixture(scope="module")
def built(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return build_files(tmp_path_factory.mktemp("book"), BOOK, "pdf")


@pytest.fixture(scope="module")
def data(built: Result) -> bytes:
    return edition_of(built, "pdf")


@pytest.fixture(scope="module")
def pages(data: bytes) -> Iterator[list[pdfium.PdfPage]]:
    document = pdfium.PdfDocument(data)
    yield list(document)
    document.close()


@pytest.fixture(scope="module")
def texts(pages: list[pdfium.PdfPage]) -> list[str]:
    return [_text(page) for page in pages]


@pytest.fixture(scope="module")
def begins(data: bytes) -> dict[str, int]:
    """Return the page, from 1, at which each bookmark leads."""
    return {title: page for _, title, page in _bookmarks(data)}


def _text(page: pdfium.PdfPage) -> str:
    return str(page.get_textpage().get_text_bounded()).replace("\ufffe", "").replace("\r", "")


def _strip(page: pdfium.PdfPage, low: float, high: float) -> str:
    """Return the text of a strip across the page, by fractions of its height from the foot."""
    width, height = page.get_size()
    strip = page.get_textpage().get_text_bounded(0, height * low, width, height * high)
    return " ".join(str(strip).split())


def _head(page: pdfium.PdfPage) -> str:
    return _strip(page, 0.915, 1)


def _folio(page: pdfium.PdfPage) -> str:
    return _strip(page, 0, 0.105)


def _bookmarks(data: bytes) -> list[tuple[int, str, int]]:
    document = pdfium.PdfDocument(data)
    try:
        return [
            (mark.level, mark.get_title(), mark.get_dest().get_index() + 1)
            for mark in document.get_toc()
        ]
    finally:
        document.close()


# -- pages ----------------------------------------------------------------------------------------


def test_it_is_built_without_a_word(built: Result) -> None:
    assert [said(fault) for fault in built.found] == []


def test_pages_are_counted(built: Result, pages: list[pdfium.PdfPage]) -> None:
    (edition,) = built.editions
    assert edition.pages == len(pages) > 20


@pytest.mark.parametrize(
    ("trim", "width_mm", "height_mm"),
    [
        ("a5", 148, 210),
        ("6x9in", 152.4, 228.6),
        ("148x210mm", 148, 210),
        ("pocket", 107.95, 174.63),
    ],
)
def test_the_trim_is_as_asked(trim: str, width_mm: float, height_mm: float, tmp_path: Path) -> None:
    files = {**SMALL, "book/book.toml": f'{SETTINGS}[pdf]\ntrim = "{trim}"\n'}
    result = build_files(tmp_path, files, "pdf")
    with pikepdf.open(io.BytesIO(edition_of(result, "pdf"))) as document:
        boxes = {tuple(map(float, page.trimbox)) for page in document.pages}
        assert boxes == {tuple(map(float, page.mediabox)) for page in document.pages}
    ((left, bottom, right, top),) = boxes
    assert (left, bottom) == (0, 0)
    assert right == pytest.approx(width_mm * MM, abs=0.01)
    assert top == pytest.approx(height_mm * MM, abs=0.01)


def test_parts_and_chapters_begin_on_a_recto(begins: dict[str, int]) -> None:
    assert {"Stone", "Water", "The ferry", *CHAPTERS} <= set(begins)
    sections = {title: page for title, page in begins.items() if title != "A wheel"}
    assert {title: page for title, page in sections.items() if page % 2 == 0} == {}
    assert len(set(sections.values())) == len(sections)


def test_bookmarks_are_in_order(data: bytes) -> None:
    marks = _bookmarks(data)
    assert [title for _, title, _ in marks] == [
        *("Contents", "Stone", "The letter cutter", "The mill", "A wheel", "Water", "The ferry"),
        "Index of speakers",
    ]
    assert [page for _, _, page in marks] == sorted(page for _, _, page in marks)
    levels = {title: level for level, title, _ in marks}
    assert levels["A wheel"] == levels["The mill"] + 1
    assert levels["The mill"] == levels["Stone"] + 1


def test_the_contents_give_the_pages_at_which_chapters_begin(
    texts: list[str], begins: dict[str, int]
) -> None:
    contents = " ".join(texts[begins["Contents"] - 1].split())
    for title in ("Stone", "Water", "The ferry", *CHAPTERS):
        found = re.search(rf"{title}[ .]+(\d+)", contents)
        assert found is not None, contents
        assert int(found[1]) == begins[title]


# -- heads and folios -----------------------------------------------------------------------------


def test_every_page_has_the_head_and_folio_that_belong_there(
    pages: list[pdfium.PdfPage], begins: dict[str, int]
) -> None:
    openings = {page: title for title, page in begins.items() if title != "A wheel"}
    chapter = ""
    for number, page in enumerate(pages, 1):
        chapter = openings.get(number, chapter)
        is_display = number <= 2 or chapter in ("Stone", "Water")
        is_blank = not _text(page).strip()
        if is_display or is_blank:
            expected = ("", "")
        elif number in openings or chapter == "Contents":
            expected = ("", str(number))
        else:
            expected = (chapter if number % 2 else "Talks of the Yard", str(number))
        assert (_head(page), _folio(page)) == expected, f"page {number}"


def test_some_pages_are_blank(texts: list[str]) -> None:
    assert [number for number, text in enumerate(texts, 1) if not text.strip()]


# -- text -----------------------------------------------------------------------------------------


@pytest.mark.parametrize("stem", CHAPTERS.values())
def test_the_text_is_all_there_in_its_order(stem: str, texts: list[str]) -> None:
    count = 30 if stem == "alpha" else 21
    text = "".join("".join(texts).split())
    found = re.findall(rf"(?<!calls)(?<!notes){stem}\d{{3}}q", text)
    assert found == [f"{stem}{number:03}q" for number in range(count)]


def test_a_note_stands_on_the_page_of_its_call(texts: list[str]) -> None:
    joined = ["".join(text.split()) for text in texts]
    marks = {mark for text in joined for mark in re.findall(r"calls([a-z]+\d{3}q)", text)}
    assert len(marks) == 6
    strays = 0
    for mark in marks:
        called = [number for number, text in enumerate(joined) if f"calls{mark}" in text]
        noted = [number for number, text in enumerate(joined) if f"notes{mark}" in text]
        assert noted in (called, [called[0] + 1]), mark
        strays += noted != called
    assert strays <= 1  # where the call is in the last line of a page, WeasyPrint may carry it over


def test_nothing_stands_outside_the_margins(pages: list[pdfium.PdfPage]) -> None:
    outside = []
    for number, page in enumerate(pages, 1):
        (width, height), text = page.get_size(), page.get_textpage()
        inner, outer = 0.125 * width, 0.105 * width
        left, right = (inner, outer) if number % 2 else (outer, inner)
        for index in range(text.count_chars()):
            char = text.get_text_range(index, 1)
            x0, y0, x1, y1 = text.get_charbox(index)
            fits = left <= x0 and x1 <= width - right and y0 > 0.03 * height and y1 < 0.97 * height
            if char.strip() and not fits:
                outside.append((number, char, round(x0), round(x1)))
    assert outside == []


def test_no_picture_stands_outside_the_margins(pages: list[pdfium.PdfPage]) -> None:
    count = 0
    for page in pages:
        width, height = page.get_size()
        for item in page.get_objects(filter=[pdfium.raw.FPDF_PAGEOBJ_IMAGE]):
            x0, y0, x1, y1 = item.get_bounds()
            assert 0.1 * width < x0 < x1 < 0.9 * width
            assert 0.1 * height < y0 < y1 < 0.92 * height
            count += 1
    assert count == 2


# -- fonts ----------------------------------------------------------------------------------------


def _fonts(document: pikepdf.Pdf) -> list[pikepdf.Object]:
    kinds = ("/CIDFontType0", "/CIDFontType2", "/Type1", "/TrueType", "/Type3")
    items = (item for item in document.objects if isinstance(item, pikepdf.Dictionary))
    return [
        item for item in items if item.get("/Type") == "/Font" and item.get("/Subtype") in kinds
    ]


def _plain(name: str) -> str:
    return re.sub(
        r"[^a-z0-9]|^[A-Z]{6}\+|semi|bold|italic|regular|medium", "", name.lower().split("+")[-1]
    )


OURS = {
    _plain(face.family)
    for face in (*LATIN, *(face for faces in EAST_ASIAN.values() for face in faces))
}


@pytest.mark.parametrize(
    "files", [SMALL, pytest.param(CHINESE, marks=needs_fonts("zh-Hans"))], ids=["en", "zh"]
)
def test_our_fonts_alone_are_used_and_they_are_embedded(files: Files, tmp_path: Path) -> None:
    data = edition_of(build_files(tmp_path, files, "pdf"), "pdf")
    with pikepdf.open(io.BytesIO(data)) as document:
        fonts = _fonts(document)
        assert fonts
        for font in fonts:
            assert _plain(str(font.BaseFont)) in OURS
            descriptor = font.FontDescriptor
            assert "/FontFile2" in descriptor or "/FontFile3" in descriptor


@needs_fonts("zh-Hans")
def test_chinese_characters_are_numbered_by_glyph(tmp_path: Path) -> None:
    """So it does not matter whether a viewer counts characters or glyphs."""
    data = edition_of(build_files(tmp_path, CHINESE, "pdf"), "pdf")
    with pikepdf.open(io.BytesIO(data)) as document:
        fonts = [font for font in _fonts(document) if font.Subtype == "/CIDFontType0"]
        assert len(fonts) >= 2
        for font in fonts:
            stream = font.FontDescriptor.FontFile3
            assert stream.Subtype == "/CIDFontType0C"
            table = CFFFontSet()
            table.decompile(io.BytesIO(stream.read_bytes()), None)
            charset = table[0].charset
            assert charset[1:] == [f"cid{number:05}" for number in range(1, len(charset))]


@needs_fonts("zh-Hans")
def test_chinese_glyphs_are_as_wide_as_the_file_says(tmp_path: Path) -> None:
    text = "# 慢\n\n**记者：**您好吗？ABC — 1994. “很好”\n"
    files = {**CHINESE, "book/a.md": text}
    with pikepdf.open(
        io.BytesIO(edition_of(build_files(tmp_path, files, "pdf"), "pdf"))
    ) as document:
        fonts = [item for item in document.objects if _is_cid_font(item)]
        assert fonts
        for font in fonts:
            data = font.FontDescriptor.FontFile3.read_bytes()
            tables = CFFFontSet()
            tables.decompile(io.BytesIO(data), None)
            assert data[tables[0].rawDict["FDSelect"]] == 0  # a plain list
            widths = list(font.W)
            for first, run in zip(widths[::2], widths[1::2], strict=True):
                for glyph, width in enumerate(run, int(first)):
                    assert _width(tables[0], glyph) == int(width)


def _is_cid_font(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/CIDFontType0"


def _width(top: Any, glyph: int) -> int:
    outline, _ = top.CharStrings.getItemAndSelector(top.charset[glyph])
    outline.draw(NullPen())
    return int(outline.width)


@needs_fonts("zh-Hans")
def test_chinese_characters_are_seen_and_can_be_copied(tmp_path: Path) -> None:
    data = edition_of(build_files(tmp_path, CHINESE, "pdf"), "pdf")
    document = pdfium.PdfDocument(data)
    page = next(page for page in document if "很好" in _text(page))
    assert "“很好”，非常好，AI也好。" in "".join(_text(page).split())
    text, image = page.get_textpage(), page.render(scale=3).to_pil().convert("L")
    height = page.get_size()[1]
    for index in range(text.count_chars()):
        if "\u4e00" <= text.get_text_range(index, 1) <= "\u9fff":
            left, low, right, high = text.get_charbox(index)
            box = [round(3 * n) for n in (left, height - high, right, height - low)]
            dark, _ = image.crop(tuple(box)).getextrema()
            assert dark < 128, text.get_text_range(index, 1)
    document.close()


@pytest.mark.parametrize(
    ("glyphs", "charset"),
    [
        (2, b"\0\0\1"),  # as long as the shortest list of one
        (3, b"\1\0\1\1"),
        (257, b"\1\0\1\xff"),
        (258, b"\2\0\1\1\0"),
        (65_535, b"\2\0\1\xff\xfd"),
    ],
)
def test_a_charset_numbers_all_glyphs_in_the_place_of_any_other(
    glyphs: int, charset: bytes
) -> None:
    table = bytes(range(100, 116))
    made = _with_plain_charset(table, 4, glyphs)
    assert made == table[:4] + charset + table[4 + len(charset) :]


# -- accessibility --------------------------------------------------------------------------------


def test_it_is_tagged_and_titled(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as document:
        root = document.Root
        assert bool(root.MarkInfo.Marked) is True
        assert str(root.Lang) == "en"
        assert bool(root.ViewerPreferences.DisplayDocTitle) is True
        with document.open_metadata() as metadata:
            assert metadata["dc:title"] == "Talks of the Yard"
            assert metadata["pdfuaid:part"] == "1"


@pytest.mark.parametrize(
    ("setting", "stamp", "moment"),
    [
        ("", None, None),
        ("modified = 2026-05-01T09:30:00+02:00\n", "2026-05-01T07:30:00Z", "D:20260501073000Z"),
    ],
)
def test_it_says_when_its_author_changed_it(
    setting: str, stamp: str | None, moment: str | None, tmp_path: Path
) -> None:
    files = {**SMALL, "book/book.toml": SETTINGS + setting}
    made = edition_of(build_files(tmp_path, files, "pdf"), "pdf")
    with pikepdf.open(io.BytesIO(made)) as document:
        said = document.docinfo.get("/ModDate")
        with document.open_metadata() as metadata:
            assert metadata.get("xmp:ModifyDate") == stamp
    assert (said if said is None else str(said)) == moment


@pytest.mark.parametrize("trim", ["a5", "a6"])
def test_the_colophon_is_one_page(trim: str, tmp_path: Path) -> None:
    """However much it has to say."""
    people = ", ".join(f'{{ name = "Ann", role = "{role}" }}' for role in ("trl", "cov", "ill"))
    said = {"authors": ["Ben"], "publisher": "Yard", "rights": "Rights of the yard"}
    said |= {"description": "It rained all day, and they talked. " * 6, "doi": "10.1000/182"}
    said |= {"isbn": "978-3-16-148410-0", "source": "https://example.org/yard"}
    settings = f"{SETTINGS}contributors = [{people}]\nseries = {{ name = 'Talks', number = 2 }}\n"
    settings += "".join(f"{key} = {json.dumps(value)}\n" for key, value in said.items())
    files = {**SMALL, "book/book.toml": f'{settings}[pdf]\ntrim = "{trim}"\n'}
    with pdfium.PdfDocument(edition_of(build_files(tmp_path, files, "pdf"), "pdf")) as document:
        texts = [page.get_textpage().get_text_range() for page in document]
    (colophon,) = (text for text in texts if "Translated by Ann" in text)
    assert "Cover by Ann" in colophon
    assert "Set with bookbuild." in colophon


# -- the engine's log -----------------------------------------------------------------------------


def test_a_bad_style_is_told_with_file_and_line(tmp_path: Path) -> None:
    sheet = "p { color: red }\n\n.a { colour: red;\n  widht: 2em }\n"
    found = faults_of(tmp_path, {**SMALL, "styles/custom.css": sheet}, "pdf")
    assert [line.split()[:2] for line in found] == [
        ["styles/custom.css:3:6", "CSS-001"],
        ["styles/custom.css:4:3", "CSS-001"],
    ]
    assert "colour" in found[0]


def test_what_is_for_some_screens_is_no_fault_of_the_pages(tmp_path: Path) -> None:
    styles = "@media (max-width: 40em) {\n  p { margin: 0; }\n}\np { colour: red }\n"
    files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\nB.\n", "styles/custom.css": styles}
    (fault,) = build_files(tmp_path, files, "pdf").found
    assert (fault.rule.code, fault.location.line) == ("CSS-001", 4)


def test_a_sound_style_is_obeyed(tmp_path: Path) -> None:
    files = {**SMALL, "styles/custom.css": "@page { size: 100mm 120mm }"}
    document = pdfium.PdfDocument(edition_of(build_files(tmp_path, files, "pdf"), "pdf"))
    assert document[0].get_size() == pytest.approx((100 * MM, 120 * MM), abs=0.01)
    document.close()


def test_a_missing_library_is_told_with_what_to_install(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A module that raises what WeasyPrint does where Pango is not installed."""
    (tmp_path / "weasyprint").mkdir()
    (tmp_path / "weasyprint" / "__init__.py").write_text(
        "raise OSError(\"cannot load library 'libpango-1.0-0'\\nmore\")", "utf-8"
    )
    for name in [name for name in sys.modules if name.split(".")[0] == "weasyprint"]:
        monkeypatch.delitem(sys.modules, name)
    monkeypatch.delitem(sys.modules, "bookbuild.writers.pdf")
    monkeypatch.delattr(writers, "pdf")
    monkeypatch.syspath_prepend(tmp_path)
    with pytest.raises(BuildError) as caught:
        build_files(tmp_path / "book", SMALL, "pdf")
    (fault,) = caught.value.found
    assert (fault.rule.code, fault.message) == (
        "PDF-002",
        "the PDF engine lacks a library of the system: cannot load library 'libpango-1.0-0'",
    )
    assert "apt install libpango-1.0-0" in fault.hint


# -- nothing from outside -------------------------------------------------------------------------


class _Listener(http.server.BaseHTTPRequestHandler):
    asked: list[str] = []  # noqa: RUF012  one listener a test

    def do_GET(self) -> None:
        self.asked.append(self.path)
        self.send_error(404)

    def log_message(self, format: str, *args: object) -> None:  # noqa: A002
        pass


@pytest.fixture
def listening() -> Iterator[tuple[str, list[str]]]:
    """Listen on this machine, and yield the address and what is asked for there."""
    _Listener.asked.clear()
    with http.server.ThreadingHTTPServer(("127.0.0.1", 0), _Listener) as server:
        threading.Thread(target=server.serve_forever, daemon=True).start()
        yield f"http://127.0.0.1:{server.server_port}", _Listener.asked
        server.shutdown()


def test_nothing_is_fetched_from_network_or_disk(
    tmp_path: Path, listening: tuple[str, list[str]]
) -> None:
    address, asked = listening
    (tmp_path / "secret.png").write_bytes(picture(size=(77, 77)))
    secret = (tmp_path / "secret.png").as_uri()
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="9" height="9"><image href="{}"/></svg>'
    )
    files = {
        **SMALL,
        "book/a.md": f"# A\n\nIt rained.\n\n![A]({address}/a.png)\n\n![B]({secret})\n\n"
        f'<img src="file:///etc/passwd" alt="C">\n\n<img src="../../secret.png" alt="D">\n\n'
        f'![E](e.svg)\n\n![F](f.svg)\n\n<link rel="stylesheet" href="{address}/b.css">\n\n'
        f'<p style="background: url({address}/g.png)">G</p>\n\n<object data="{secret}"></object>\n',
        "book/e.svg": drawing.format(f"{address}/e.png"),
        "book/f.svg": drawing.format(secret),
        "styles/custom.css": f"@import url({address}/c.css); p {{ background: url({secret}) }}"
        f"@font-face {{ font-family: X; src: url({address}/x.otf) }}",
    }
    project = project_of(tmp_path / "p", files)
    found: list[Diagnostic] = []
    book = load_book(project, found.append)
    assert book is not None
    document = build_document(book, found.append)
    for form in ("pdf", "html", "epub"):
        edition = writers.WRITERS[form](document, found.append)
        assert b"127.0.0.1" not in edition.data or form == "html"
        if form == "pdf":
            with pikepdf.open(io.BytesIO(edition.data)) as made:
                images = [item for item in made.objects if _is_image(item)]
            assert images == []
    assert asked == []
    codes = {fault.rule.code for fault in found}
    assert {"FIG-003", "FIG-004", "CSS-001", "MRK-001"} <= codes


def _is_image(item: pikepdf.Object) -> bool:
    return isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image"


@pytest.mark.parametrize(
    "url",
    [
        "file:///etc/passwd",
        "https://example.org/",
        "https://book.invalid/../a",
        "ftp://a/b",
        "DATA://x",
    ],
)
def test_the_fetcher_refuses_the_rest_of_the_world(url: str) -> None:
    fetcher = Fetcher({"images/a.png": Asset("images/a.png", "image/png", b"data")})
    with pytest.raises(ValueError, match="a build reads nothing outside the book"):
        fetcher.fetch(url)
    assert fetcher.fetch("https://book.invalid/images/a.png").read() == b"data"


def test_a_picture_in_the_stylesheet_itself_is_shown(tmp_path: Path) -> None:
    dot = "data:image/gif;base64,R0lGODlhAQABAIAAAAAAAP///yH5BAEAAAAALAAAAAABAAEAAAIBRAA7"
    files = {**SMALL, "styles/custom.css": f"p {{ background: url({dot}) }}"}
    result = build_files(tmp_path, files, "pdf")
    assert result.found == ()
    with pikepdf.open(io.BytesIO(edition_of(result, "pdf"))) as made:
        assert [item for item in made.objects if _is_image(item)] != []
