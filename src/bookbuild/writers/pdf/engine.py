"""WeasyPrint as the writers use it: a tree goes in, pages come out, and nothing else is read.

Owns WeasyPrint, with those that mend it.

The tree is handed over as it is: serialised and parsed again as HTML, a note that holds paragraphs
could not stand inside the paragraph that calls it.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bookbuild.colours import printed_styles
from bookbuild.config import trim_size_mm
from bookbuild.faces import Face
from bookbuild.model import Asset, Book
from bookbuild.stylesheets import Piece, pieces
from bookbuild.writers.pdf.fontfaces import font_face_rules, font_files
from bookbuild.writers.pdf.mends import load_font_configuration
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


class Fetcher(URLFetcher):  # type: ignore[misc]
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


@dataclass(frozen=True, slots=True)
class LaidOut:
    """The pages of a tree, and its elements as their boxes name them."""

    pages: Any
    root: ET.Element


class Press:
    """Sheets and fonts, read once, for all the trees of a book. For ``private_fonts`` to be in."""

    def __init__(
        self,
        sheets: Iterable[tuple[str, str]],
        files: Mapping[str, Asset],
        place: list[str],
    ) -> None:
        """Read ``sheets``, with their paths; ``place`` is told which is being read."""
        self._fetcher, self._fonts = Fetcher(files), load_font_configuration()
        self._sheets = []
        for path, sheet in sheets:
            place[0] = path
            self._sheets.append(
                weasyprint.CSS(
                    string=sheet, base_url=BASE, url_fetcher=self._fetcher, font_config=self._fonts
                )
            )
        place[0] = ""

    def lay_out(self, root: Element) -> LaidOut:
        """Lay out ``root``, to be written as PDF/UA."""
        tree = _Tree(root, self._fetcher)
        pages = tree.render(
            font_config=self._fonts,
            stylesheets=self._sheets,
            presentational_hints=True,  # width and height of pictures, as the author set them
            pdf_variant="pdf/ua-1",
            pdf_tags=True,
        )
        return LaidOut(pages, tree.etree_element)


def languages_of(root: Element) -> list[str]:
    """Return the languages that ``root`` is marked with, each once."""
    return list(dict.fromkeys(node.get("lang", "") for node in root.iter() if node.get("lang")))


def printed_text(root: Element, book: Book, assets: Iterable[Asset]) -> str:
    """Return all the text that fonts are needed for: also in drawings and stylesheets."""
    drawings = [asset.data for asset in assets if asset.media_type == "image/svg+xml"]
    sheets = [
        ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), sheet)
        for sheet in book.theme.sheets.values()
    ]
    return "".join([text_of(root), *(text_of(parse_xml(data)) for data in drawings), *sheets])


def files_of(assets: Iterable[Asset], faces: Sequence[Face]) -> dict[str, Asset]:
    """Return pictures and fonts by the names that styles give them; of two alike, the last."""
    pictures = {asset.href: asset for asset in assets}
    return pictures | {name: Asset(name, *file) for name, file in font_files(faces).items()}


def page_rules(width_mm: float, height_mm: float, bleed: str) -> str:
    """Return the size of the pages, and for styles the same as variables.

    ``bleed``: what is printed beyond each edge and cut off, such as "3mm"; empty: nothing.
    """
    size = f"{width_mm:g}mm {height_mm:g}mm"
    variables = f"--trim-width: {width_mm:g}mm; --trim-height: {height_mm:g}mm"
    page = f"@page {{ size: {size}; bleed: {bleed or 0} }}"
    return f"{page}\n:root {{ {variables}; --bleed: {bleed or '0mm'} }}"


def sheets_of(book: Book, faces: Sequence[Face], rows: str = "") -> Iterator[tuple[str, str]]:
    """Yield the stylesheets with their paths: fonts, trim, theme, and the author's own last.

    ``rows``: the rules for the rows of pictures.
    """
    theme = book.theme
    yield "", font_face_rules(faces)
    size = trim_size_mm(book.config.pdf.trim)
    assert size is not None, "config has checked the trim"
    yield "", page_rules(*size, book.config.pdf.bleed)
    for name in ("base", "print", "cover"):
        yield f"styles/{theme.name}/{name}.css", theme.sheets[name]
    yield "", rows
    yield "", printed_styles(book)
    yield "styles/custom.css", "".join(map(_for_pages, pieces(theme.sheets["custom"])))


def _for_pages(piece: Piece) -> str:
    """Return a rule as it is, or the lines alone of one that asks what screen it is on.

    WeasyPrint knows no such conditions and complains of them; they are meant for others.
    """
    asks = piece.keyword == "media" and "(" in piece.condition and "print" not in piece.condition
    return "\n" * piece.text.count("\n") if asks else piece.text
