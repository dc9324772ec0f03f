"""The files of an EPUB become its archive, the same bytes for the same files.

EbookLib's own archive carries the clock: what it wrote is packed again. Owns EbookLib, with
its neighbours.
"""

import io
import logging
import zipfile
from collections.abc import Iterable, Mapping, Sequence
from tempfile import TemporaryFile
from typing import IO

from ebooklib import epub

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Asset, Document
from bookbuild.rules import EPUB_ENGINE
from bookbuild.writers.epub.ncx import mend_ncx
from bookbuild.writers.epub.package import Package
from bookbuild.writers.epub.pagelist import with_page_targets
from bookbuild.xhtml import XML_LANG, parse_xml, serialise_xml

# Zip stores local time; 1980-01-01 is the earliest it can hold, and the same everywhere.
EPOCH = (1980, 1, 1, 0, 0, 0)
# What is packed already is stored as it is.
PACKED = ("image/jpeg", "image/png")
MOST_IN_MEMORY = 64_000_000  # bytes of pictures; an EPUB with more is made on the disk


def assemble(made: epub.EpubBook, document: Document, report: Report) -> bytes:
    """Let EbookLib write the package; what it logs becomes diagnostics."""
    buffer, said = io.BytesIO(), _Collector()
    logger = logging.getLogger()
    logger.addHandler(said)
    try:
        epub.EpubWriter(buffer, made, {"mtime": document.book.modified}).write()
    finally:
        logger.removeHandler(said)
    for message in said.messages:
        text = (message[:1].lower() + message[1:]).rstrip(".")
        report(Diagnostic(EPUB_ENGINE, Location("book/book.toml"), text))
    return buffer.getvalue()


def add_files(archive: bytes, files: Mapping[str, bytes]) -> bytes:
    """Add files that EbookLib has no place for, by their names."""
    buffer = io.BytesIO(archive)
    with zipfile.ZipFile(buffer, "a") as grown:
        for name, data in files.items():
            grown.writestr(name, data)
    return buffer.getvalue()


def pack(archive: bytes, pictures: Sequence[Asset], package: Package) -> bytes | IO[bytes]:
    """Pack the files again: ``mimetype`` first and stored (OCF 3.3 §4.2), no clock, no machine.

    The pictures come from where they lie, one after the other.
    """
    language = package.book.config.language
    by_name = {f"EPUB/{asset.href}": asset for asset in pictures}
    is_small = sum(asset.size for asset in pictures) <= MOST_IN_MEMORY
    buffer = io.BytesIO() if is_small else TemporaryFile()  # noqa: SIM115  it is handed on
    with zipfile.ZipFile(io.BytesIO(archive)) as old, zipfile.ZipFile(buffer, "w") as new:
        for name in _in_order(old.namelist()):
            asset = by_name.get(name)
            entry = zipfile.ZipInfo(name, EPOCH)
            entry.create_system, entry.external_attr = 3, 0o644 << 16
            is_stored = name == "mimetype" or (asset is not None and asset.media_type in PACKED)
            entry.compress_type = zipfile.ZIP_STORED if is_stored else zipfile.ZIP_DEFLATED
            data = old.read(name) if asset is None else asset.data
            if name.endswith(".opf"):
                data = _name_language(data, language)
            elif name.endswith(".ncx"):
                data = mend_ncx(with_page_targets(data, package), package.texts, language)
            new.writestr(entry, data, compresslevel=9)
    return buffer.getvalue() if isinstance(buffer, io.BytesIO) else buffer


def _name_language(package: bytes, language: str) -> bytes:
    """Say what language the package document itself is in; EbookLib cannot."""
    root = parse_xml(package)
    root.set(XML_LANG, language)
    return serialise_xml(root)


def _in_order(names: Iterable[str]) -> list[str]:
    return sorted(
        names, key=lambda name: (name != "mimetype", not name.startswith("META-INF"), name)
    )


class _Collector(logging.Handler):
    """Keeps what a logger is told."""

    def __init__(self) -> None:
        super().__init__(logging.WARNING)
        self.messages: list[str] = []

    def emit(self, record: logging.LogRecord) -> None:
        self.messages.append(record.getMessage())
