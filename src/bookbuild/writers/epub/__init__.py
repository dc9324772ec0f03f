"""The intermediate document as an EPUB 3.3 package. Owns EbookLib, with its neighbours.

EbookLib assembles the package document and the NCX; content documents, nav and styles are our own
bytes, because its ``EpubHtml`` rewrites markup.
"""

from collections.abc import Callable, Iterable, Sequence
from dataclasses import dataclass, replace
from typing import IO

from ebooklib import epub

from bookbuild.devicestyles import check_styles
from bookbuild.diagnostics import Report
from bookbuild.language import is_from_right
from bookbuild.model import Asset, Document, Edition
from bookbuild.wording import wording_for
from bookbuild.writers.epub.archive import add_files, assemble, pack
from bookbuild.writers.epub.content import (
    ContentDocument,
    classes_of,
    content_documents,
    cover_text,
)
from bookbuild.writers.epub.coverpicture import designed_picture
from bookbuild.writers.epub.embedding import IBOOKS, Embedded, embedded_fonts, with_own_names
from bookbuild.writers.epub.kobo import kobo_form, kobo_size
from bookbuild.writers.epub.links import localise_links
from bookbuild.writers.epub.metadata import identifier, statements
from bookbuild.writers.epub.navigation import complete_contents, guide, ncx_entries
from bookbuild.writers.epub.package import Package, homes_of
from bookbuild.writers.epub.pagelist import breaks_of
from bookbuild.writers.epub.shares import Measure, size_of
from bookbuild.writers.epub.splitting import texts_of
from bookbuild.writers.epub.styles import style_names, stylesheets


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
    return Edition("epub", _packed(document, report, _Form(lambda page: page, size_of)))


def write_kepub(document: Document, report: Report) -> Edition:
    """Return the same EPUB in Kobo's form."""
    return Edition("kepub", _packed(document, report, _Form(kobo_form, kobo_size)))


@dataclass(frozen=True, slots=True)
class _Form:
    """How content documents are written, and how much of a file an element then takes."""

    convert: Callable[[bytes], bytes]
    measure: Measure


def _packed(document: Document, report: Report, form: _Form) -> bytes | IO[bytes]:
    """Return the archive, its content documents in ``form``."""
    for fault in check_styles(document.book):
        report(fault)
    fonts, package = embedded_fonts(document, report), _package(document, report, form.measure)
    made = epub.EpubBook()
    _describe(made, document, has_cover=package.cover is not None)
    made.toc = tuple(ncx_entries(package))
    made.guide = list(guide(package))
    localise_links(package)
    texts = [_formed(text, form.convert) for text in content_documents(package)]
    styles = stylesheets(document, classes_of(texts), fonts.rules)
    pictures = [package.pixels.get(asset.href, asset) for asset in document.assets]
    _add(made, "css", with_own_names(styles, fonts))
    _add_fonts(made, fonts)
    _add(made, "picture", pictures)
    if package.cover is not None:
        made.add_item(_Part("cover-image", package.cover, ["cover-image"]))
        pictures.append(package.cover)
    for text in texts:
        uid = f"text-{text.id}"  # no chapter can be called "ncx"
        made.add_item(_Part(uid, text.file, text.properties))
        made.spine.append(uid)
    made.add_item(epub.EpubNcx())
    return pack(add_files(assemble(made, document, report), fonts.container), pictures, package)


def _formed(text: ContentDocument, convert: Callable[[bytes], bytes]) -> ContentDocument:
    return replace(text, file=replace(text.file, content=convert(text.file.data)))


def _package(document: Document, report: Report, measure: Measure) -> Package:
    """Return what goes into the package: its texts, the contents among them complete."""
    book = document.book
    cover = book.cover or designed_picture(book, report)
    front = [] if cover is None else [cover_text(cover, document)]
    texts = [*front, *texts_of(document, report, measure)]
    package = Package(
        book,
        texts,
        homes_of(texts),
        wording_for(book.config.language),
        document.pixels,
        cover,
        style_names(document),
        breaks_of(document.root),
    )
    complete_contents(package)
    return package


def _describe(made: epub.EpubBook, document: Document, *, has_cover: bool) -> None:
    book = document.book
    made.set_identifier(identifier(book))
    made.set_language(book.config.language)
    if is_from_right(book.config.language):
        made.set_direction("rtl")  # of the pages, as they are turned
    made.title = book.config.title  # for the NCX; the statements have it for the package
    for statement in statements(document, has_cover=has_cover):
        made.add_metadata(*statement)


def _add(made: epub.EpubBook, kind: str, files: Iterable[Asset]) -> None:
    for number, file in enumerate(files, 1):
        made.add_item(_Part(f"{kind}-{number}", file))


def _add_fonts(made: epub.EpubBook, fonts: Embedded) -> None:
    _add(made, "font", fonts.files)
    if fonts.files:
        made.add_prefix("ibooks", IBOOKS)
        made.add_metadata(None, "meta", "true", {"property": "ibooks:specified-fonts"})
