"""The intermediate document as an EPUB 3.3 package. Owns EbookLib, with its neighbours.

EbookLib assembles the package document and the NCX; content documents, nav and styles are our own
bytes, because its ``EpubHtml`` rewrites markup.
"""

from collections.abc import Callable, Sequence
from typing import IO

from ebooklib import epub

from bookbuild.diagnostics import Report
from bookbuild.model import Asset, Document, Edition
from bookbuild.wording import wording_for
from bookbuild.writers.epub.archive import add_files, assemble, pack
from bookbuild.writers.epub.content import content_documents
from bookbuild.writers.epub.coverpicture import designed_picture
from bookbuild.writers.epub.embedding import IBOOKS, Embedded, embedded_fonts, styles_with
from bookbuild.writers.epub.kobo import kobo_form
from bookbuild.writers.epub.metadata import identifier, statements
from bookbuild.writers.epub.navigation import guide, ncx_entries
from bookbuild.writers.epub.package import STYLES, Package, homes_of


class _Part(epub.EpubItem):  # type: ignore[misc]  # EbookLib has no types
    """A file of the package, as it is; EbookLib writes ``properties`` into the manifest.

    A picture that lies on the disk is left there until the archive is packed.
    """

    def __init__(self, uid: str, asset: Asset, properties: Sequence[str] = ()) -> None:
        content = asset.content if isinstance(asset.content, bytes) else b""
        super().__init__(uid, asset.href, asset.media_type, content)
        self.properties = list(properties)
        self.is_linear = True


def write(document: Document, report: Report) -> Edition:
    """Return the EPUB: a content document a section, nav, NCX, landmarks, cover."""
    return Edition("epub", _packed(document, report, lambda page: page))


def write_kepub(document: Document, report: Report) -> Edition:
    """Return the same EPUB in Kobo's form."""
    return Edition("kepub", _packed(document, report, kobo_form))


def _packed(
    document: Document, report: Report, form: Callable[[bytes], bytes]
) -> bytes | IO[bytes]:
    """Return the archive; ``form`` gives each content document the form it is to have."""
    book = document.book
    wording = wording_for(book.config.language)
    fonts = embedded_fonts(document, report)
    cover = book.cover or designed_picture(book, report)
    package = Package(book, homes_of(document.root), wording, document.pixels, cover)
    made = epub.EpubBook()
    made.set_identifier(identifier(book))
    made.set_language(book.config.language)
    made.title = book.config.title  # for the NCX; the statements have it for the package
    for statement in statements(document, has_cover=cover is not None):
        made.add_metadata(*statement)
    if cover is not None:
        made.add_item(_Part("cover-image", cover, ["cover-image"]))
    made.add_item(_Part("css", Asset(STYLES, "text/css", styles_with(document, fonts).encode())))
    _add_fonts(made, fonts)
    pictures = [package.pixels.get(asset.href, asset) for asset in document.assets]
    for number, asset in enumerate(pictures, 1):
        made.add_item(_Part(f"picture-{number}", asset))
    for text in content_documents(document, package):
        uid = f"text-{text.id}"  # no chapter can be called "ncx"
        page = Asset(text.file.href, text.file.media_type, form(text.file.data))
        made.add_item(_Part(uid, page, text.properties))
        made.spine.append(uid)
    made.add_item(epub.EpubNcx())
    made.toc = tuple(ncx_entries(document.root, package))
    made.guide = list(guide(package))
    archive = add_files(assemble(made, document, report), fonts.container)
    if cover is not None:
        pictures.append(cover)
    return pack(archive, pictures, book.config.language)


def _add_fonts(made: epub.EpubBook, fonts: Embedded) -> None:
    for number, font in enumerate(fonts.files, 1):
        made.add_item(_Part(f"font-{number}", font))
    if fonts.files:
        made.add_prefix("ibooks", IBOOKS)
        made.add_metadata(None, "meta", "true", {"property": "ibooks:specified-fonts"})
