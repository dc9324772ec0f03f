"""What WeasyPrint logs becomes diagnostics: it may do no more than log."""

import logging
import re
from collections.abc import Iterator
from contextlib import contextmanager

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Document
from bookbuild.rules import ENGINE_FAILURE, FOREIGN_STYLE, PDF_ENGINE
from bookbuild.writers.pdf.lacking import lacking_characters
from bookbuild.xhtml import Element

STYLE_PLACE = re.compile(r" at (\d+):(\d+)")
LACKING = re.compile(r"^\.notdef glyph .*\(U\+([0-9A-F]+)\)$", re.DOTALL)
SPACE = re.compile(r"[ \t\n]+")
LOG = logging.getLogger("weasyprint")


@contextmanager
def listen(root: Element, document: Document, report: Report) -> Iterator[list[str]]:
    """Turn what WeasyPrint logs meanwhile into diagnostics. ``root`` is the tree that it prints.

    Yields a list of one item, to be set to the stylesheet that is being read.
    """
    place, known = [""], _ornaments(root)
    collector = _Collector(place)
    was_propagating, LOG.propagate = LOG.propagate, False
    others, LOG.handlers = LOG.handlers, [collector]
    try:
        yield place
    finally:
        LOG.handlers, LOG.propagate = others, was_propagating
    lacking = set()
    for sheet, message in collector.said:
        if character := LACKING.search(message):
            lacking.add(chr(int(character[1], 16)))
        elif message not in known:
            report(_complaint(sheet, message))
    for fault in lacking_characters(lacking, document.book):
        report(fault)


@contextmanager
def hush() -> Iterator[None]:
    """Let WeasyPrint log nothing meanwhile: what it reads has its faults told elsewhere."""
    was_disabled, LOG.disabled = LOG.disabled, True
    try:
        yield
    finally:
        LOG.disabled = was_disabled


def failure(error: Exception) -> Diagnostic:
    """Return what made the engine fail at a book with styles of its own."""
    text = SPACE.sub(" ", f"{type(error).__name__}: {error}")
    message = f"WeasyPrint fails at a style of this book, with {text}"
    hint = "take the rules out one by one until the PDF is made, and write that one otherwise"
    return Diagnostic(ENGINE_FAILURE, Location("styles/custom.css"), message, hint)


class _Collector(logging.Handler):
    """Keeps what WeasyPrint says, each with the stylesheet that was being read."""

    def __init__(self, place: list[str]) -> None:
        super().__init__(logging.WARNING)
        self.place = place
        self.said: dict[tuple[str, str], None] = {}

    def emit(self, record: logging.LogRecord) -> None:
        self.said[self.place[0], record.getMessage()] = None


def _ornaments(root: Element) -> frozenset[str]:
    """Return what WeasyPrint says of pictures that are ornament: they need no description."""
    names = {
        picture.get("src") for picture in root.iter("img") if picture.get("role") == "presentation"
    }
    return frozenset(f'Image "{name}" has no required alt description' for name in names)


def _complaint(sheet: str, message: str) -> Diagnostic:
    """Return what WeasyPrint said as a diagnostic: of a stylesheet, or of the whole."""
    found = STYLE_PLACE.search(message)
    line, column = (int(found[1]), int(found[2])) if found and sheet else (0, 0)
    text = SPACE.sub(" ", STYLE_PLACE.sub("", message)).rstrip(".").replace(" `,", "`,")
    text = (text[:1].lower() + text[1:]).replace("`", '"')
    rule = FOREIGN_STYLE if sheet else PDF_ENGINE
    return Diagnostic(rule, Location(sheet or "the PDF", line, column), text)
