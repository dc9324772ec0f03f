"""The intermediate document as an EPUB 3.3 package. Owns EbookLib, with its neighbours.

EbookLib assembles the package document and the NCX; content documents, nav and styles are our own
bytes, because its ``EpubHtml`` rewrites markup.
"""

from collections.abc import Sequence

from ebooklib import epub

from bookbuild.diagnostics import Report
from bookbuild.model import Asset, Document, Edition
from bookbuild.wording import wording_for
from bookbuild.writers.epub.archive import assemble, pack
from bookbuild.writers.epub.content import content_documents
from bookbuild.writers.epub.coverpicture import designed_picture
from bookbuild.writers.epub.metadata import identifier, statements
from bookbuild.writers.epub.navigation import guide, ncx_entries
from bookbuild.writers.epub.package import STYLES, Package, homes_of
from bookbuild.writers.epub.pagelist import breaks_of
from bookbuild.writers.epub.styles import stylesheet


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
    book = document.book
    wording = wording_for(book.config.language)
    cover = book.cover or designed_picture(book, report)
    homes, breaks = homes_of(document.root), breaks_of(document.root)
    package = Package(book, homes, wording, document.pixels, cover, breaks)
    made = epub.EpubBook()
    made.set_identifier(identifier(book))
    made.set_language(book.config.language)
    made.title = book.config.title  # for the NCX; the statements have it for the package
    for statement in statements(document, has_cover=cover is not None):
        made.add_metadata(*statement)
    if cover is not None:
        made.add_item(_Part("cover-image", cover, ["cover-image"]))
    made.add_item(_Part("css", Asset(STYLES, "text/css", stylesheet(document))))
    pictures = [package.pixels.get(asset.href, asset) for asset in document.assets]
    for number, asset in enumerate(pictures, 1):
        made.add_item(_Part(f"picture-{number}", asset))
    for text in content_documents(document, package):
        uid = f"text-{text.id}"  # no chapter can be called "ncx"
        made.add_item(_Part(uid, text.file, text.properties))
        made.spine.append(uid)
    made.add_item(epub.EpubNcx())
    made.toc = tuple(ncx_entries(document.root, package))
    made.guide = list(guide(package))
    archive = assemble(made, document, report)
    if cover is not None:
        pictures.append(cover)
    return Edition("epub", pack(archive, pictures, package))
