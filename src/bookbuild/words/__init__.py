"""No word of the author's is lost and none added, from the manuscripts to each edition.

Chapters are compared as sequences of letters: the document with the manuscripts, an edition with
the document. Notes are compared apart. What the build itself wrote may be left out.
"""

from bookbuild.diagnostics import Report
from bookbuild.model import Document, Edition
from bookbuild.words.documents import check_document

__all__ = ("check_document", "check_edition")


def check_edition(document: Document, edition: Edition, report: Report) -> None:
    """Report the words of ``document`` that ``edition`` lost, moved or added."""
    if not edition.content:  # its writer has said why
        return
    from bookbuild.words import editions  # noqa: PLC0415  loads pikepdf

    editions.check_edition(document, edition, report)
