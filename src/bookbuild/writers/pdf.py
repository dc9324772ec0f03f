"""The intermediate document as a PDF for print and screen. Owns WeasyPrint.

The tree is handed over as it is: serialised and parsed again as HTML, a note that holds paragraphs
could not stand inside the paragraph that calls it.
"""

import logging
import re
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from copy import deepcopy
from xml.etree import ElementTree as ET

import cssselect2
import weasyprint
from weasyprint.urls import URLFetcher, URLFetcherResponse

from bookbuild.config import trim_size_mm
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.faces import Face
from bookbuild.fonts import faces_for
from bookbuild.model import Document, Edition
from bookbuild.rules import FOREIGN_STYLE, PDF_ENGINE
from bookbuild.writers.autospace import mark_gaps
from bookbuild.writers.finish import finish
from bookbuild.writers.fontconfig import private_fonts
from bookbuild.writers.fontfaces import fallback_families, font_face_rules, font_files
from bookbuild.writers.fontfaults import load_font_configuration, mend_font_axes
from bookbuild.writers.glyphtexts import mend_glyph_texts
from bookbuild.writers.justification import mend_justification
from bookbuild.writers.lacking import lacking_characters
from bookbuild.writers.linebreaks import mend_line_breaks
from bookbuild.writers.systemfonts import system_faces
from bookbuild.writers.tags.boxes import remember_marks, structure_of
from bookbuild.xhtml import Element, parse_xml, replace, serialise_plain, text_nodes, text_of

# A place that is nowhere: the fetcher serves what lies under it and nothing else.
BASE = "https://book.invalid/"
STYLE_PLACE = re.compile(r" at (\d+):(\d+)")
LACKING = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)
SPACE = re.compile(r"[ \t\n]+")
ESCAPE = re.compile(r"\\(0{0,2}[0-9A-Fa-f]{2,4}|0?[1-9A-Fa-f][0-9A-Fa-f]{4})")  # in CSS
LOG = logging.getLogger("weasyprint")


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

    def __init__(self, files: Mapping[str, tuple[str, bytes]]) -> None:
        super().__init__(allowed_protocols=("data",))
        self._files = files

    def fetch(self, url: str, headers: Mapping[str, str] | None = None) -> URLFetcherResponse:
        name = url.removeprefix(BASE)
        if url.startswith("data:"):
            return super().fetch(url, headers)
        if name not in self._files:
            raise ValueError(f"a build reads nothing outside the book: {url}")
        media_type, data = self._files[name]
        return URLFetcherResponse(url, data, {"Content-Type": media_type})


def write(document: Document, report: Report) -> Edition:
    """Return the PDF: tagged, with bookmarks; WeasyPrint's log becomes diagnostics."""
    mend_line_breaks()
    mend_justification()
    mend_font_axes()
    mend_glyph_texts()
    root = deepcopy(document.root)
    move_notes(root)
    mark_gaps(root)
    _forget_sizes(root, document)
    own = (*document.book.fonts, *system_faces(document.book, report))
    faces = faces_for(_printed(root, document), _languages(root), own)
    fetcher = _Fetcher(_files(document, faces))
    with (
        private_fonts(fallback_families(faces)),
        _diagnostics(report, document, _ornaments(root)) as place,
    ):
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


def move_notes(root: Element) -> None:
    """Move every note to its first call, where ``float: footnote`` takes it to the foot."""
    notes = {
        node.get("id", ""): node
        for node in root.iter("aside")
        if node.get("role") == "doc-footnote"
    }
    for call in list(root.iter("a")):
        target = call.get("href", "")[1:]
        if call.get("role") == "doc-noteref" and target in notes:
            note = notes.pop(target)
            replace(note, None)
            holder = call.getparent()
            assert holder is not None, "a call stands in its <sup>"
            _fold_space(note)
            note.tail, holder.tail = holder.tail, None
            holder.addnext(note)


def _forget_sizes(root: Element, document: Document) -> None:
    """Leave a picture's size to the stylesheet, but for the width where the author set one.

    WeasyPrint distorts a picture whose width and height are both given and then limited.
    """
    sizes = {asset.href: (str(asset.width_px), str(asset.height_px)) for asset in document.assets}
    for picture in root.iter("img"):
        given = picture.get("width"), picture.attrib.pop("height", None)
        if given == sizes.get(picture.get("src", "")):
            del picture.attrib["width"]


def _fold_space(note: Element) -> None:
    """Fold the line breaks of a note's text: WeasyPrint keeps them in what floats to the foot."""
    for owner, place in list(text_nodes(note)):
        text = getattr(owner, place)
        if text and not any(node.tag == "pre" for node in (owner, *owner.iterancestors())):
            setattr(owner, place, SPACE.sub(" ", text))


def _languages(root: Element) -> list[str]:
    return list(dict.fromkeys(node.get("lang", "") for node in root.iter() if node.get("lang")))


def _ornaments(root: Element) -> frozenset[str]:
    """Return what WeasyPrint says of pictures that are ornament: they need no description."""
    names = {
        picture.get("src") for picture in root.iter("img") if picture.get("role") == "presentation"
    }
    return frozenset(f'Image "{name}" has no required alt description' for name in names)


def _printed(root: Element, document: Document) -> str:
    """Return all the text that fonts are needed for: also in drawings and stylesheets."""
    drawings = [asset.data for asset in document.assets if asset.media_type == "image/svg+xml"]
    sheets = [
        ESCAPE.sub(lambda escape: chr(int(escape[1], 16)), sheet)
        for sheet in document.book.theme.sheets.values()
    ]
    return "".join([text_of(root), *(text_of(parse_xml(data)) for data in drawings), *sheets])


def _files(document: Document, faces: tuple[Face, ...]) -> dict[str, tuple[str, bytes]]:
    pictures = {asset.href: (asset.media_type, asset.data) for asset in document.assets}
    return {**pictures, **font_files(faces)}


def _sheets(document: Document, faces: tuple[Face, ...]) -> Iterator[tuple[str, str]]:
    """Yield the stylesheets with their paths: fonts, trim, theme, and the author's own last."""
    theme = document.book.theme
    yield "", font_face_rules(faces)
    size = trim_size_mm(document.book.config.pdf.trim)
    assert size is not None, "config has checked the trim"
    yield "", f"@page {{ size: {size[0]:g}mm {size[1]:g}mm }}"
    for name in ("base", "print"):
        yield f"styles/{theme.name}/{name}.css", theme.sheets[name]
    yield "styles/custom.css", theme.sheets["custom"]


# -- the engine's log -----------------------------------------------------------------------------


class _Collector(logging.Handler):
    """Keeps what WeasyPrint says, each with the stylesheet that was being read."""

    def __init__(self, place: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.place = place
        self.said: dict[tuple[str, str], None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.said[self.place[0], record.getMessage()] = None


@contextmanager
def _diagnostics(report: Report, document: Document, known: frozenset[str]) -> Iterator[list[str]]:
    """Turn what WeasyPrint logs meanwhile into diagnostics, but for the messages ``known``.

    Yields a list of one item, to be set to the stylesheet that is being read.
    """
    place = [""]
    collector = _Collector(place)
    was_propagating, LOG.propagate = LOG.propagate, False
    others, LOG.handlers = LOG.handlers, [collector]
    try:
        yield place
    finally:
        LOG.handlers, LOG.propagate = others, was_propagating
    lacking = set()
    for sheet, message in collector.said:
        if character := LACKING.search(message):
            lacking.add(chr(int(character[1], 16)))
        elif message not in known:
            report(_complaint(sheet, message))
    for fault in lacking_characters(lacking, document.book):
        report(fault)


def _complaint(sheet: str, message: str) -> Diagnostic:
    """Return what WeasyPrint said as a diagnostic: of a stylesheet, or of the whole."""
    found = STYLE_PLACE.search(message)
    line, column = (int(found[1]), int(found[2])) if found and sheet else (0, 0)
    text = SPACE.sub(" ", STYLE_PLACE.sub("", message)).rstrip(".").replace(" `,", "`,")
    text = (text[:1].lower() + text[1:]).replace("`", '"')
    rule = FOREIGN_STYLE if sheet else PDF_ENGINE
    return Diagnostic(rule, Location(sheet or "the PDF", line, column), text)
