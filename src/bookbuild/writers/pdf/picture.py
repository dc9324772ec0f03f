"""The designed cover as a picture for the EPUB: the page of the PDF, in pixels.

Owns pypdfium2. What it makes depends on words, stylesheets and fonts alone.
"""

import io
from collections.abc import Callable, Sequence
from dataclasses import replace

import pypdfium2
from PIL import Image

from bookbuild.cover import HEIGHT_PX, WIDTH_PX, Fit, Words, designed_cover, words_of
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.faces import Face, needed_characters
from bookbuild.fonts import faces_for, how_to_install, missing_extra
from bookbuild.model import Book, Theme
from bookbuild.rules import UNSET_COVER
from bookbuild.writers.fontconfig import private_fonts
from bookbuild.writers.pdf.engine import FAILURES, Press, files_of, sheets_of
from bookbuild.writers.pdf.fontfaces import fallback_families
from bookbuild.writers.pdf.jacket import fitted_cover, page_of
from bookbuild.writers.pdf.log import hush
from bookbuild.writers.pdf.mends import mend_weasyprint
from bookbuild.xhtml import text_of

PX_PER_MM = 10
SIZE_MM = (WIDTH_PX / PX_PER_MM, HEIGHT_PX / PX_PER_MM)
SIZE = (
    f"@page cover {{ size: {SIZE_MM[0]:g}mm {SIZE_MM[1]:g}mm; bleed: 0 }}\n:root {{ --bleed: 0mm }}"
)
QUALITIES, MOST_BYTES = (92, 88, 84, 80, 75, 70), 400_000  # the first that is light enough
MM_PER_PT = 25.4 / 72
ADVICE = 'make a cover yourself, and name it in book/book.toml: cover = "img/cover.jpg"'


def cover_jpeg(book: Book, report: Report) -> bytes:
    """Return the designed cover of 1600 × 2560 pixels; the same bytes for the same words.

    Text that no font has is left out of it, and reported.
    """
    mend_weasyprint()
    words = words_of(book)
    section = designed_cover(book, words, Fit(shown=len(words.people)), SIZE_MM)
    faces = faces_for(text_of(section), [book.config.language], book.fonts)
    words = _settable(book, words, faces, report)
    with private_fonts(fallback_families(faces)), hush():
        try:
            page = _lay_out(book, words, faces)
        except FAILURES:
            if not book.theme.sheets["custom"].strip():
                raise
            # The author's stylesheet is for paper: there its fault is told.
            sheets = {**book.theme.sheets, "custom": ""}
            page = _lay_out(replace(book, theme=Theme(book.theme.name, sheets)), words, faces)
    return _drawn(page)


def _lay_out(book: Book, words: Words, faces: Sequence[Face]) -> bytes:
    sheets = [*sheets_of(book, faces), ("", SIZE)]
    press = Press(sheets, files_of((), faces), [""])
    section = fitted_cover(book, press, words, SIZE_MM)
    pages = press.lay_out(page_of([section], book)).pages
    data: bytes = pages.copy(pages.pages[:1]).write_pdf()
    return data


def _drawn(page: bytes) -> bytes:
    document = pypdfium2.PdfDocument(page)
    try:
        scale = PX_PER_MM * MM_PER_PT
        drawn = document[0].render(scale=scale).to_pil().convert("RGB")
    finally:
        document.close()
    if drawn.size != (WIDTH_PX, HEIGHT_PX):  # a stylesheet set another size
        drawn = drawn.resize((WIDTH_PX, HEIGHT_PX), Image.Resampling.LANCZOS)
    return _packed(drawn)


def _packed(drawn: Image.Image) -> bytes:
    data = b""
    for quality in QUALITIES:
        buffer = io.BytesIO()
        drawn.save(buffer, "JPEG", quality=quality, subsampling=0, optimize=True)
        data = buffer.getvalue()
        if len(data) <= MOST_BYTES:
            break
    return data


# -- what no font has -----------------------------------------------------------------------------


def _settable(book: Book, words: Words, faces: Sequence[Face], report: Report) -> Words:
    """Return ``words`` without what the faces lack characters for, which is reported."""
    known = frozenset[int]().union(*(face.characters for face in faces))

    def is_set(text: str, key: str) -> bool:
        if needed_characters(text) <= known:
            return True
        _report_unset(book, key, text, report)
        return False

    return Words(
        words.title if is_set(words.title, "title") else "",
        words.subtitle if is_set(words.subtitle, "subtitle") else "",
        _kept(words.authors, "authors", is_set),
        _kept(words.people, "speakers", is_set),
    )


def _kept(names: Sequence[str], key: str, is_set: Callable[[str, str], bool]) -> tuple[str, ...]:
    return tuple(name for name in names if is_set(name, key))


def _report_unset(book: Book, key: str, text: str, report: Report) -> None:
    extras = (missing_extra(char, book.config.language) for char in text)
    extra = next(filter(None, extras), "")
    hint = f"{how_to_install(extra)}; or {ADVICE}" if extra else ADVICE
    place = Location(book.chapters[0].source.path)
    if (key,) in book.places:
        place = Location("book/book.toml", *book.places[(key,)])
    message = f'no font has all of "{text}"; the cover leaves it out'
    report(Diagnostic(UNSET_COVER, place, message, hint))
