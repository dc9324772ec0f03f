"""The formats of a book and the functions that write them; an engine is loaded when called."""

import warnings
from collections.abc import Callable

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Document, Edition
from bookbuild.rules import MISSING_LIBRARY
from bookbuild.writers.fontconfig import private_fonts

Writer = Callable[[Document, Report], Edition]


def _html(document: Document, report: Report) -> Edition:
    from bookbuild.writers import html  # noqa: PLC0415

    return html.write(document, report)


def _epub(document: Document, report: Report) -> Edition:
    from bookbuild.writers import epub  # noqa: PLC0415

    return epub.write(document, report)


def _pdf(document: Document, report: Report) -> Edition:
    try:
        # WeasyPrint looks for fonts when it is loaded, and warns where there are none.
        with private_fonts(), warnings.catch_warnings():
            warnings.filterwarnings("ignore", "No fonts configured", UserWarning)
            from bookbuild.writers import pdf  # noqa: PLC0415
    except OSError as error:  # what WeasyPrint raises where Pango is not installed
        hint = "apt install libpango-1.0-0 libpangoft2-1.0-0, or on macOS: brew install pango"
        message = f"the PDF engine lacks a library of the system: {error}".split("\n")[0]
        report(Diagnostic(MISSING_LIBRARY, Location("the PDF"), message, hint))
        return Edition("pdf", b"")
    return pdf.write(document, report)


WRITERS: dict[str, Writer] = {"html": _html, "epub": _epub, "pdf": _pdf}
