"""The intermediate document as a PDF for print and screen. Owns WeasyPrint.

The tree is handed over as it is: serialised and parsed again as HTML, a note that holds paragraphs
could not stand inside the paragraph that calls it.
"""

import re
from collections.abc import Iterator, Mapping
from xml.etree import ElementTree as ET

import cssselect2
import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bookbuild.colours import printed_styles
from bookbuild.config import trim_size_mm
from bookbuild.diagnostics import Report
from bookbuild.document.galleries import gallery_styles
from bookbuild.faces import Face
from bookbuild.fonts import faces_for
from bookbuild.model import Asset, Document, Edition
from bookbuild.writers.fontconfig import private_fonts
from bookbuild.writers.pdf.finish import finish
from bookbuild.writers.pdf.fontfaces import fallback_families, font_face_rules, font_files
from bookbuild.writers.pdf.lacking import foreign_faces
from bookbuild.writers.pdf.log import failure, listen
from bookbuild.writers.pdf.mends import load_font_configuration, mend_weasyprint
from bookbuild.writers.pdf.preparation import prepare_tree
from bookbuild.writers.pdf.systemfonts import system_faces
from bookbuild.writers.pdf.tags.boxes import remember_marks, structure_of
from bookbuild.xhtml import Element, parse_xml, serialise_plain, text_of

# A place that is nowhere: the fetcher serves what lies under it and nothing else.
BASE = "https://book.invalid/"
# What WeasyPrint raises at styles that it has no layout for, footnotes in columns for instance.
FAILURES = (ArithmeticError, AssertionError, AttributeError, LookupError, TypeError, ValueError)
ESCAPE = re.compile(r"\\(0{0,2}[0-9A-Fa-f]{2,4}|0?[1-9A-Fa-f][0-9A-Fa-f]{4})")  # in CSS


class _Tree(weasyprint.HTML):  # type: ignore[misc]  # WeasyPrint has no types
    """A document that is a tree already."""

    def __init__(self, root: Element, fetcher: URLFetcher) -> None:
        plain = ET.fromstring(serialise_plain(root))
        self.base_url = BASE
        self.url_fetcher = fetcher
        self.media_type = "print"
        self.wrapper_element = cssselect2.ElementWrapper.from_html_root(
            plain, content_language=None
        )
        self.etree_element = self.wrapper_element.etree_element


class _Fetcher(URLFetcher):  # type: ignore[misc]
    """Serves the book's pictures and fonts, and refuses the rest of the world."""

    def __init__(self, files: Mapping[str, Asset]) -> None:
        super().__init__(allowed_protocols=("data",))
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(BASE)
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if name not in self._files:
            raise ValueError(f"a build reads nothing outside the book: {url}")
        file = self._files[name]
        return URLFetcherResponse(url, file.data, {"Content-Type": file.media_type})


def write(document: Document, report: Report) -> Edition:
    """Return the PDF: tagged, with bookmarks; WeasyPrint's log becomes diagnostics.

    It is empty where WeasyPrint fails at the author's stylesheet, which is reported.
    """
    mend_weasyprint()
    root = prepare_tree(document)
    own = (*document.book.fonts, *system_faces(document.book, report))
    faces = faces_for(_printed(root, document), _languages(root), own)
    for fault in foreign_faces(root, document.book, faces):
        report(fault)
    with private_fonts(fallback_families(faces)), listen(root, document, report) as place:
        try:
            return _print(root, document, faces, place)
        except FAILURES as error:
            if not document.book.theme.sheets["custom"].strip():
                raise
            report(failure(error))
    return Edition("pdf", b"")


def _print(root: Element, document: Document, faces: tuple[Face, ...], place: list[str]) -> Edition:
    """Lay out ``root`` and write it. ``place`` is told the stylesheet that is being read."""
    fetcher = _Fetcher(_files(document, faces))
    fonts = load_font_configuration()
    sheets = []
    for path, sheet in _sheets(document, faces):
        place[0] = path
        sheets.append(
            weasyprint.CSS(string=sheet, base_url=BASE, url_fetcher=fetcher, font_config=fonts)
        )
    place[0] = ""
    tree = _Tree(root, fetcher)
    laid_out = tree.render(
        font_config=fonts,
        stylesheets=sheets,
        presentational_hints=True,  # width and height of pictures, as the author set them
        pdf_variant="pdf/ua-1",
        pdf_tags=True,
    )
    laid_out = remember_marks(laid_out)
    data = laid_out.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    structure = structure_of(laid_out, tree.etree_element)
    return Edition("pdf", finish(data, structure), pages=len(laid_out.pages))


def page_rules(width_mm: float, height_mm: float, bleed: str) -> str:
    """Return the size of the pages, and for styles the same as variables.

    ``bleed``: what is printed beyond each edge and cut off, such as "3mm"; empty: nothing.
    """
    size = f"{width_mm:g}mm {height_mm:g}mm"
    variables = f"--trim-width: {width_mm:g}mm; --trim-height: {height_mm:g}mm"
    page = f"@page {{ size: {size}; bleed: {bleed or 0} }}"
    return f"{page}\n:root {{ {variables}; --bleed: {bleed or '0mm'} }}"


def _languages(root: Element) -> list[str]:
    return list(dict.fromkeys(node.get("lang", "") for node in root.iter() if node.get("lang")))


def _printed(root: Element, document: Document) -> str:
    """Return all the text that fonts are needed for: also in drawings and stylesheets."""
    drawings = [asset.data for asset in document.assets if asset.media_type == "image/svg+xml"]
    sheets = [
        ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), sheet)
        for sheet in document.book.theme.sheets.values()
    ]
    return "".join([text_of(root), *(text_of(parse_xml(data)) for data in drawings), *sheets])


def _files(document: Document, faces: tuple[Face, ...]) -> dict[str, Asset]:
    """Return what the page may fetch: pictures as large as they print, and fonts."""
    pictures = {asset.href: asset for asset in (*document.assets, *document.print_assets)}
    fonts = {name: Asset(name, *file) for name, file in font_files(faces).items()}
    return {**pictures, **fonts}


def _sheets(document: Document, faces: tuple[Face, ...]) -> Iterator[tuple[str, str]]:
    """Yield the stylesheets with their paths: fonts, trim, theme, and the author's own last."""
    theme = document.book.theme
    yield "", font_face_rules(faces)
    size = trim_size_mm(document.book.config.pdf.trim)
    assert size is not None, "config has checked the trim"
    yield "", page_rules(*size, document.book.config.pdf.bleed)
    for name in ("base", "print"):
        yield f"styles/{theme.name}/{name}.css", theme.sheets[name]
    yield "", gallery_styles(document.root)
    yield "", printed_styles(document.book)
    yield "styles/custom.css", theme.sheets["custom"]
