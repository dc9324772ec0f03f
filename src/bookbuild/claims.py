"""A claim of conformance in ``[accessibility]`` against what the book holds.

Whoever examines an EPUB sees more than a program does; but what the program sees for certain, the
author should know before readers do. Clauses are those of WCAG 2.2.
"""

from collections.abc import Iterator

from bookbuild.devicestyles import forced_choices
from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.model import Document
from bookbuild.rules import DOUBTFUL_CLAIM
from bookbuild.wording import WORDINGS, wording_key
from bookbuild.xhtml import classes

# Properties whose forced values the clauses of the levels forbid; of faces there is none.
SIZES = {"font", "font-size", "letter-spacing", "line-height", "word-spacing"}
LOOKS = {"background", "background-color", "color", "text-align"}
FORCED = "bookbuild check says where (CSS-004)"
MENDED = "mend it, or take the claim out of [accessibility]"


def contradictions(document: Document) -> Iterator[Diagnostic]:
    """Yield a warning for each thing in ``document`` that the author's claim forbids."""
    book = document.book
    level = book.config.accessibility.conforms_to
    place = Location("book/book.toml", *book.places.get(("accessibility", "conforms-to"), (0, 0)))
    for least, fault, hint in _faults(document) if level else ():
        if len(level) >= len(least):
            message = f'conforms-to = "{level}", but {fault}'
            yield Diagnostic(DOUBTFUL_CLAIM, place, message, hint)


def _faults(document: Document) -> Iterator[tuple[str, str, str]]:
    """Yield the level that forbids a fault, the fault, and how to mend it."""
    if bare := len(document.undescribed):
        hint = "bookbuild check lists them; bookbuild check --write makes entries for them"
        yield "A", f"{_count(bare, 'picture')} without a description of yours (1.1.1)", hint
    missing = [node for node in document.root.iter("span") if "missing" in classes(node)]
    if missing:
        yield "A", f"{_count(len(missing), 'picture')} that could not be shown (1.1.1)", MENDED
    headless = [table for table in document.root.iter("table") if table.find(".//th") is None]
    if headless:
        hint = "write the first row, or the first column, as <th>"
        yield "A", f"{_count(len(headless), 'table')} without a header cell (1.3.1)", hint
    language = document.book.config.language
    if wording_key(language) is None:
        known = ", ".join(WORDINGS)
        fault = f'what bookbuild writes is in English, not in "{language}" (3.1.2)'
        yield "AA", fault, f"bookbuild has words of its own in {known}"
    forced = forced_choices(document.book)
    if sizes := sorted(forced & SIZES):
        fault = f"your styles fix size or spacing of the text: {', '.join(sizes)} (1.4.4, 1.4.12)"
        yield "AA", fault, FORCED
    if looks := sorted(forced & LOOKS):
        fault = f"your styles fix colour or alignment of the text: {', '.join(looks)} (1.4.8)"
        yield "AAA", fault, FORCED
    entries = [one.colour for one in document.book.config.speakers if one.colour]
    if entries:
        fault = "speakers' colours are made to contrast by 4.5:1, and this level asks 7:1 (1.4.6)"
        yield "AAA", fault, "take the colours out of [[speakers]]"


def _count(number: int, thing: str) -> str:
    return f"there is 1 {thing}" if number == 1 else f"there are {number} {thing}s"
