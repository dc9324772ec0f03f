"""The finished PDF whose pages are looked for."""

from dataclasses import dataclass
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.rules import NO_PAGES

HINT = "name the finished PDF of this very book"


@dataclass(frozen=True, slots=True)
class Finished:
    """A PDF: its bytes, the name of its file, and how one speaks of it where it is at fault.

    ``is_fresh``: this run has made it, so that its labels are what is printed.
    """

    data: bytes
    name: str
    where: Location
    is_fresh: bool = False


def read_finished(file: Path, report: Report) -> Finished | None:
    """Return what the author names; None where it cannot be read, which is reported."""
    where = Location(str(file))
    try:
        return Finished(file.read_bytes(), file.name, where)
    except OSError as error:
        report(Diagnostic(NO_PAGES, where, f"the file cannot be read: {error.strerror}"))
        return None
