"""Where the pages of a PDF begin in the document: marks for the EPUB, which has no pages itself."""

from bookbuild.diagnostics import Location, Report
from bookbuild.model import Document, Edition
from bookbuild.pagination.finished import Finished, read_finished


def paginate(document: Document, made: Edition | None, report: Report) -> Document:
    """Return ``document`` with marks where the pages begin of the PDF that it is to agree with.

    That is the file that the command line names, or else the one just ``made``, if the settings
    say so.
    """
    file, config = document.book.project.pages_from, document.book.config
    if file is not None:
        finished = read_finished(file, report)
    elif made is not None and made.content and config.epub.pages == "screen":
        finished = Finished(made.data, f"{config.name}.pdf", Location("the PDF"), is_fresh=True)
    else:
        finished = None
    if finished is None:
        return document
    from bookbuild.pagination import paging  # noqa: PLC0415  loads pikepdf

    return paging.with_marks(document, finished, report)
