"""Where the pages of a PDF begin in the document: marks for the EPUB, which has no pages itself."""

from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Document, Edition
from bookbuild.rules import NO_PAGES

HINT = "name the finished PDF of this very book"


@dataclass(frozen=True, slots=True)
class Printed:
    """A PDF: its bytes, the name of its file, and how one speaks of it where it is at fault."""

    data: bytes
    name: str
    where: Location


def paginate(document: Document, made: Edition | None, report: Report) -> Document:
    """Return ``document`` with marks where the pages begin of the PDF that it is to agree with.

    That is the file that the command line names, or else the one just ``made``, if the settings
    say so.
    """
    file, config = document.book.project.pages_from, document.book.config
    if file is not None:
        printed = _read(file, report)
    elif made is not None and made.content and config.epub.pages == "screen":
        printed = Printed(made.data, f"{config.name}.pdf", Location("the PDF"))
    else:
        return document
    if printed is None:
        return document
    from bookbuild.pagination import paging  # noqa: PLC0415  loads pikepdf

    return paging.with_marks(document, printed, report)


def _read(file: Path, report: Report) -> Printed | None:
    where = Location(str(file))
    try:
        return Printed(file.read_bytes(), file.name, where)
    except OSError as error:
        report(Diagnostic(NO_PAGES, where, f"the file cannot be read: {error.strerror}", HINT))
        return None
