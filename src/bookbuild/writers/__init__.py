"""The formats of a book and the functions that write them; an engine is loaded when called."""

from collections.abc import Callable

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Document, Edition
from bookbuild.rules import MISSING_LIBRARY
from bookbuild.writers.loading import HINT, load_weasyprint

Writer = Callable[[Document, Report], Edition]


def _html(document: Document, report: Report) -> Edition:
    from bookbuild.writers import html  # noqa: PLC0415

    return html.write(document, report)


def _epub(document: Document, report: Report) -> Edition:
    from bookbuild.writers import epub  # noqa: PLC0415

    return epub.write(document, report)


def _kepub(document: Document, report: Report) -> Edition:
    from bookbuild.writers import epub  # noqa: PLC0415

    return epub.write_kepub(document, report)


def _pdf(document: Document, report: Report) -> Edition:
    if lacking := load_weasyprint():
        report(Diagnostic(MISSING_LIBRARY, Location("the PDF"), lacking, HINT))
        return Edition("pdf", b"")
    from bookbuild.writers import pdf  # noqa: PLC0415

    return pdf.write(document, report)


WRITERS: dict[str, Writer] = {"html": _html, "epub": _epub, "kepub": _kepub, "pdf": _pdf}
