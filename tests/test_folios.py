"""``pagination/folios.py`` and ``margins.py``: the numbers that are printed on pages."""

import io
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from weasyprint import HTML

from bookbuild.diagnostics import Location
from bookbuild.pagination.finished import Finished
from bookbuild.pagination.folios import page_labels
from bookbuild.pagination.margins import OUTER, outer_lines
from bookbuild.pagination.pages import Pages, read_pages
from bookbuild.rules import DOUBTFUL_PAGES
from cases import Case, read_cases

CASES = read_cases("folios.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_pages_are_called(case: Case) -> None:
    pairs = [line.rpartition(">") for line in case.input.splitlines()]
    labels, doubt = page_labels(
        [label.strip() for label, _, _ in pairs], [shown.split("|") for _, _, shown in pairs]
    )
    said = [f"{DOUBTFUL_PAGES.code} {doubt[0]}"] if doubt else []
    assert [" ".join(label or "-" for label in labels), *said] == case.expected.splitlines()


# -- PDFs -----------------------------------------------------------------------------------------

SHEET = """
@page {{ size: 90mm 120mm; margin: 20mm; {place} {{ content: {content} }} }}
@page :first {{ {place} {{ content: none }} }}
@page front {{ {place} {{ content: counter(page, lower-roman) }} }}
p {{ page-break-after: always; font: 11pt "Source Serif 4" }}
@page first {{ counter-reset: page 1 }}
.front {{ page: front }} .first {{ page: first }}
"""
PLACES = ("@top-left", "@top-right-corner", "@bottom-center", "@bottom-left-corner")


def pdf_of(place: str, content: str, front: int = 0, body: int = 6) -> bytes:
    """Return a PDF of a cover and so many pages, which has no labels."""
    kinds = ["cover", *["front"] * front, "first", *["body"] * (body - 1)]
    pages = "".join(
        f"<p class={kind}>Sheet of {kind} {n * 37}: it rained.<br>And snowed."
        for n, kind in enumerate(kinds)
    )
    sheet = SHEET.format(place=place, content=content)
    return HTML(string=f"<style>{sheet}</style>{pages}").write_pdf()  # type: ignore[no-any-return]


def read(data: bytes) -> Pages:
    return read_pages(Finished(data, "a.pdf", Location("a.pdf")), [])


def labels_of(pages: Pages) -> list[str]:
    return [page.label for page in pages.pages]


@pytest.mark.parametrize("place", PLACES)
@pytest.mark.parametrize(
    "content", ["counter(page)", "'– ' counter(page) ' –'", "'Lamps' ' ' counter(page)"]
)
def test_numbers_are_found_wherever_they_stand(place: str, content: str) -> None:
    found = read(pdf_of(place, content))
    assert labels_of(found) == ["", *"123456"]
    assert found.doubt is None


def test_a_front_in_roman_numerals_is_found() -> None:
    found = read(pdf_of("@bottom-center", "counter(page)", front=4))
    assert labels_of(found) == ["i", "ii", "iii", "iv", "v", *"123456"]


def test_labels_go_before_what_is_printed() -> None:
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(pdf_of("@bottom-center", "counter(page)"))) as pdf:
        style = pikepdf.Dictionary(S=pikepdf.Name.D, St=10)
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array([0, style]))
        pdf.save(buffer)
    found = read(buffer.getvalue())
    assert labels_of(found) == [str(number) for number in range(10, 17)]
    assert found.doubt is not None
    assert found.doubt[0] == 'the page labelled "11" shows "1"; the EPUB has the labels'


def test_lines_are_those_at_the_edges(tmp_path: Path) -> None:
    lines = "<br>".join(f"line {n} <sup>{n}</sup>" for n in range(12))
    HTML(string=f"<style>@page{{@top-left{{content:'head'}}}}</style>{lines}").write_pdf(
        tmp_path / "a.pdf"
    )
    with pdfium.PdfDocument(tmp_path / "a.pdf") as pdf:
        found = outer_lines(pdf[0])
    assert found[0] == "head"
    assert [line.split()[1] for line in found[1:]] == ["0", "1", "9", "10", "11"]
    assert len(found) == 2 * OUTER
