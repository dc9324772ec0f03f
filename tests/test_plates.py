"""Figures in print: rows, plates, and the pages behind what refers to them."""

import io
import re
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from PIL import Image

from making import SETTINGS, Files, build_files, edition_of

POINTS = 72 / 25.4  # in a millimetre
TEXT = "We walked on, and it rained, and nobody had brought an umbrella but the dog. "
CHAPTER = f"""# Rain

The plate is [@fig:plate], and beside it stands nothing.

{TEXT * 60}

![A wall](wall.png){{#fig:plate .full-bleed}}

**Figure 7:** The wall.

Directly below, Figure 7 needs no page.

{TEXT * 60}

Back to Figure 7.

![One](wall.png) ![Two](wall.png)
"""
GREY = (90, 140, 200)


def wall() -> bytes:
    buffer = io.BytesIO()
    Image.new("RGB", (800, 600), GREY).save(buffer, "PNG")
    return buffer.getvalue()


@pytest.fixture(scope="module")
def printed(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    settings = f'{SETTINGS}\n[pdf]\ntrim = "a5"\nbleed = "3mm"\n'
    files: Files = {"book/book.toml": settings, "book/1.md": CHAPTER, "book/wall.png": wall()}
    return edition_of(build_files(tmp_path_factory.mktemp("plates"), files, "pdf"), "pdf")


def pages_of(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    return [page.get_textpage().get_text_bounded() for page in document]


def test_what_refers_to_a_figure_says_its_page(printed: bytes) -> None:
    texts = pages_of(printed)
    (plate,) = (number for number, text in enumerate(texts) if "Figure 1: The wall." in text)
    before, after = texts[plate - 2 : plate + 2][:2], texts[plate + 1 :]
    (folio,) = {int(found) for text in texts for found in re.findall(r"\(p\. (\d+)\)", text)}
    numbers = [text.split()[-1] for text in after]
    assert str(folio + 1) == numbers[0]  # the page after the plate, which shows no number itself
    assert any("The plate is Figure 1 (p." in text for text in (*texts[:plate], *before))
    assert "Directly below, Figure 1 needs no page." in " ".join(after[0].split())
    assert any(f"Back to Figure 1 (p. {folio})." in " ".join(text.split()) for text in after)


def test_a_plate_fills_its_page_to_the_bleed(printed: bytes) -> None:
    texts = pages_of(printed)
    (plate,) = (number for number, text in enumerate(texts) if "Figure 1: The wall." in text)
    page = pdfium.PdfDocument(printed)[plate]
    image = page.render(scale=1).to_pil().convert("RGB")
    width, height = image.size
    corners = [(2, 2), (width - 3, 2), (2, height - 3), (width - 3, height - 3)]
    assert [image.getpixel(corner) for corner in corners] == [GREY] * 4
    assert width == pytest.approx((148 + 6) * POINTS, abs=2)


def test_every_page_says_where_it_is_cut(printed: bytes) -> None:
    with pikepdf.open(io.BytesIO(printed)) as pdf:
        for page in pdf.pages:
            left, bottom, right, top = (float(side) for side in page.trimbox)
            assert right - left == pytest.approx(148 * POINTS, abs=0.1)
            assert top - bottom == pytest.approx(210 * POINTS, abs=0.1)
            edge = [float(side) for side in page.obj.BleedBox]
            assert left - edge[0] == pytest.approx(3 * POINTS, abs=0.1)


def test_without_a_bleed_pages_end_at_the_trim(tmp_path: Path) -> None:
    files: Files = {"book/book.toml": SETTINGS, "book/1.md": CHAPTER, "book/wall.png": wall()}
    data = edition_of(build_files(tmp_path, files, "pdf"), "pdf")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        sizes = {tuple(round(float(side)) for side in page.mediabox) for page in pdf.pages}
    assert sizes == {(0, 0, 420, 595)}


def test_pictures_in_a_row_are_equally_high_and_do_not_touch(printed: bytes) -> None:
    document = pdfium.PdfDocument(printed)
    boxes = [
        [picture.get_bounds() for picture in page.get_objects([pdfium.raw.FPDF_PAGEOBJ_IMAGE])]
        for page in document
    ]
    ((left, right),) = (row for row in boxes if len(row) == 2)
    assert left[1] == pytest.approx(right[1], abs=0.5)
    assert left[3] == pytest.approx(right[3], abs=0.5)
    assert 3 < right[0] - left[2] < 12
