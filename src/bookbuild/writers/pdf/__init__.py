"""The intermediate document as a PDF for print and screen."""

from bookbuild.cover import COVER, back_of_cover
from bookbuild.diagnostics import Report
from bookbuild.document.galleries import gallery_styles
from bookbuild.fonts import faces_for
from bookbuild.model import Asset, Document, Edition
from bookbuild.wording import wording_for
from bookbuild.writers.fontconfig import private_fonts
from bookbuild.writers.pdf.engine import (
    FAILURES,
    Press,
    files_of,
    languages_of,
    printed_text,
    sheets_of,
)
from bookbuild.writers.pdf.finish import finish
from bookbuild.writers.pdf.fontfaces import fallback_families
from bookbuild.writers.pdf.jacket import first_cover, printed_cover
from bookbuild.writers.pdf.lacking import foreign_faces
from bookbuild.writers.pdf.log import failure, listen
from bookbuild.writers.pdf.mends import mend_weasyprint
from bookbuild.writers.pdf.preparation import prepare_tree
from bookbuild.writers.pdf.systemfonts import system_faces
from bookbuild.writers.pdf.tags.boxes import remember_marks, structure_of
from bookbuild.xhtml import Element


def write(document: Document, report: Report) -> Edition:
    """Return the PDF: tagged, with bookmarks; WeasyPrint's log becomes diagnostics.

    It is empty where WeasyPrint fails at the author's stylesheet, which is reported.
    """
    mend_weasyprint()
    book, root = document.book, prepare_tree(document)
    if book.config.pdf.cover:
        root[1].insert(0, back_of_cover())
        root[1].insert(0, first_cover(book, document.cover_alt))
    assets = _assets(document)
    own = (*book.fonts, *system_faces(book, report))
    faces = faces_for(printed_text(root, book, assets), languages_of(root), own)
    for fault in foreign_faces(root, book, faces):
        report(fault)
    with private_fonts(fallback_families(faces)), listen(root, document, report) as place:
        try:
            sheets = sheets_of(book, faces, gallery_styles(document.root))
            return _print(root, document, Press(sheets, files_of(assets, faces), place))
        except FAILURES as error:
            if not book.theme.sheets["custom"].strip():
                raise
            report(failure(error))
    return Edition("pdf", b"")


def _assets(document: Document) -> tuple[Asset, ...]:
    """Return the pictures, as large as they print."""
    cover = () if document.book.cover is None else (document.book.cover,)
    return (*document.assets, *document.print_assets, *cover)


def _print(root: Element, document: Document, press: Press) -> Edition:
    """Lay out ``root`` and write it."""
    if document.book.config.pdf.cover:
        root[1][0] = printed_cover(document.book, press, document.cover_alt)
    laid_out = press.lay_out(root)
    pages = remember_marks(laid_out.pages)
    data = pages.write_pdf(pdf_variant="pdf/ua-1", pdf_tags=True)
    word = wording_for(document.book.config.language).cover
    structure = structure_of(pages, laid_out.root, {COVER: word})
    return Edition("pdf", finish(data, structure), pages=len(pages.pages))
