"""``writers/pdf/fontfaces.py`` and the theme: each run of a book is in its own face.

The finished file is read as a viewer reads it: by PDFium, character by character.
"""

import io
import re
from collections.abc import Iterator
from ctypes import c_int, create_string_buffer
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from bookbuild.build import build
from bookbuild.projects import find_projects
from making import edition_of, needs_fonts
from test_fontfiles import embedded

BOOK = Path(__file__).with_name("data") / "books" / "scripts"
FACES = re.compile(
    r"Source(?:Serif4|Sans3|CodePro)-(?:Regular|Medium|SemiBold|Bold)?(?:Italic)?"
    r"|Noto(?:Serif|Sans)(?:SC|TC|JP|KR)-Regular|Noto(?:Emoji|SansSymbols2)-Regular"
)
pytestmark = needs_fonts("zh-Hans", "zh-Hant", "ja", "ko")


@pytest.fixture(scope="module")
def data() -> bytes:
    (project,) = find_projects([BOOK])
    return edition_of(build(project, ["pdf"]), "pdf")


@pytest.fixture(scope="module")
def runs(data: bytes) -> dict[str, list[tuple[str, str]]]:
    """Return the runs of each chapter by its title: a face, and the text that is set in it."""
    document = pdfium.PdfDocument(data)
    try:
        starts = {mark.get_title(): mark.get_dest().get_index() for mark in document.get_toc()}
        return {title: list(_runs(document[index])) for title, index in starts.items()}
    finally:
        document.close()


def _runs(page: pdfium.PdfPage) -> Iterator[tuple[str, str]]:
    text = page.get_textpage()
    face, run = "", ""
    for index in range(text.count_chars()):
        char = chr(pdfium.raw.FPDFText_GetUnicode(text.raw, index))
        name = create_string_buffer(200)
        length = pdfium.raw.FPDFText_GetFontInfo(text.raw, index, name, 200, c_int())
        plain = name.raw[: max(length - 1, 0)].decode().partition("+")[2]
        if char.isspace() or not plain:
            continue
        if plain != face and run:
            yield face, _joined(run)
            run = ""
        face, run = plain, run + char
    yield face, _joined(run)


def _joined(run: str) -> str:
    """Join the halves of the characters that UTF-16, and so PDFium, cuts in two."""
    return run.encode("utf-16", "surrogatepass").decode("utf-16")


def test_our_faces_alone_are_used(data: bytes) -> None:
    assert [name for name in embedded(data) if not FACES.fullmatch(name)] == []


def test_a_face_that_has_but_one_size_is_embedded_once(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as document:
        fonts = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        names = [str(item.FontName)[8:] for item in fonts if item.get("/Type") == "/FontDescriptor"]
    regional = [name for name in names if re.match(r"Noto(?:Serif|Sans)[A-Z]{2}-", name)]
    assert sorted(set(regional)) == sorted(regional)
    assert len(regional) >= 8


@pytest.mark.parametrize(
    ("title", "face", "text"),
    [
        ("English", "SourceSans3-Bold", "Ann:"),
        ("English", "SourceSerif4-Italic", "first"),
        ("English", "SourceSerif4-BoldItalic", "everyone"),
        ("English", "SourceCodePro-Regular", "fi"),
        ("English", "NotoEmoji-Regular", "🙂"),
        ("English", "NotoSerifSC-Regular", "“铅字"),
        ("English", "NotoSansSC-Regular", "不会"),
        ("Ελληνικά", "SourceSerif4-Italic", "γράφεις"),
        ("Ελληνικά", "SourceSerif4-Bold", "χέρι"),
        ("Русский", "SourceSerif4-BoldItalic", "всегда"),
        ("Русский", "SourceCodePro-Regular", "помнит"),
        ("简体中文", "NotoSansSC-Regular", "简体中文"),
        ("简体中文", "NotoSerifSC-Regular", "为什么"),
        ("简体中文", "NotoSansSC-Regular", "一直"),
        ("简体中文", "NotoSansSC-Regular", "手"),
        ("简体中文", "SourceSerif4-Italic", "themachine"),
        ("简体中文", "SourceSerif4-BoldItalic", "both"),
        ("简体中文", "NotoSansSC-Regular", "记得"),
        ("简体中文", "NotoSerifTC-Regular", "「直、骨、門」"),
        ("简体中文", "NotoSerifJP-Regular", "「直、骨、かな」"),
        ("简体中文", "NotoSerifSC-Regular", "骨"),
        ("简体中文", "SourceSans3-Regular", "Bell"),
        ("简体中文", "NotoSansSC-Regular", "钟"),
        ("繁體中文", "NotoSerifTC-Regular", "，骨頭也記得：「一、二、三……」。"),
        ("繁體中文", "NotoSansTC-Regular", "一直"),
        ("日本語", "NotoSerifJP-Regular", "からです。骨も、直角も。「はい」。"),
        ("日本語", "NotoSansJP-Regular", "いつも"),
        ("한국어", "NotoSerifKR-Regular", "骨"),
        ("한국어", "NotoSansKR-Regular", "언제나"),
    ],
)
def test_a_run_is_in_the_face_of_its_language(
    title: str, face: str, text: str, runs: dict[str, list[tuple[str, str]]]
) -> None:
    assert any(name == face and text in run for name, run in runs[title]), runs[title]


def test_no_chapter_takes_its_characters_from_another_region(
    runs: dict[str, list[tuple[str, str]]],
) -> None:
    for title, region in (("繁體中文", "TC"), ("日本語", "JP"), ("한국어", "KR")):
        regional = {name for name, _ in runs[title] if name.startswith("Noto")}
        assert {name.partition("-")[0][-2:] for name in regional} == {region}


def test_nothing_is_thickened_or_slanted_by_the_engine(data: bytes) -> None:
    """No text is stroked (ISO 32000-1 §9.3.6), and no line of it leans or is stretched."""
    with pikepdf.open(io.BytesIO(data)) as document:
        seen = 0
        for page in document.pages:
            for instruction in pikepdf.parse_content_stream(page):
                operator, operands = str(instruction.operator), list(instruction.operands)
                assert operator != "Tr" or int(operands[0]) == 0
                if operator == "Tm":
                    a, b, c, d = map(float, operands[:4])
                    assert (b, c, abs(a)) == (0, 0, abs(d))
                    seen += 1
        assert seen > 100
