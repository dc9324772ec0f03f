"""The formats of a book, and the functions that write them. An engine is loaded when it is called."""

from collections.abc import Callable

from bookbuild.diagnostics import Report
from bookbuild.model import Document, Edition


def _html(document: Document, report: Report) -> Edition:
    from bookbuild.writers import html  # noqa: PLC0415

    return html.write(document, report)


def _epub(document: Document, report: Report) -> Edition:
    from bookbuild.writers import epub  # noqa: PLC0415

    return epub.write(document, report)


def _pdf(document: Document, report: Report) -> Edition:
    from bookbuild.writers import pdf  # noqa: PLC0415

    return pdf.write(document, report)


WRITERS: dict[str, Callable[[Document, Report], Edition]] = {
    "html": _html,
    "epub": _epub,
    "pdf": _pdf,
}
