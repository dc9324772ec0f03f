"""The faults that an author accepts in ``[[allow]]``: they are taken out of what was found."""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from fnmatch import fnmatchcase

from bookbuild.bookconfig import Allowance
from bookbuild.diagnostics import Diagnostic, Location, Severity
from bookbuild.model import Book
from bookbuild.rules import RULES, UNUSED_ALLOWANCE

# Faults that only the writers of these formats can find, by their code or their area.
WRITERS: Mapping[str, tuple[str, ...]] = {
    "CSS": ("pdf",),
    "CSS-003": ("epub",),
    "CSS-004": ("epub",),
    "CSS-005": ("epub",),
    "EPB": ("epub",),
    "FIG-014": ("epub",),
    "FNT-002": ("epub",),
    "FNT-005": ("pdf",),
    "FNT-006": ("epub", "pdf"),
    "FNT-007": ("pdf",),
    "FNT-008": ("epub",),
    "PDF": ("pdf",),
}


def accept(found: Iterable[Diagnostic], allow: Sequence[Allowance]) -> list[Diagnostic]:
    """Return what is left of ``found``. An error cannot be accepted."""
    return [
        fault
        for fault in found
        if fault.rule.severity is Severity.ERROR
        or not any(_matches(entry, fault) for entry in allow)
    ]


def unused(found: Iterable[Diagnostic], book: Book, formats: Iterable[str]) -> Iterator[Diagnostic]:
    """Yield a warning for each allowance that accepts nothing of ``found``, all of a run's faults.

    ``formats`` are what was written: a fault that another writer would find may be there yet.
    """
    faults, written = list(found), {"epub" if name == "kepub" else name for name in formats}
    for number, entry in enumerate(book.config.allow):
        if written.issuperset(_writers(entry.code)) and not any(
            _matches(entry, fault) for fault in faults
        ):
            place = Location("book/book.toml", *book.places.get(("allow", number), (0, 0)))
            message = f'no {entry.code} is found in "{entry.path}" any more'
            yield Diagnostic(UNUSED_ALLOWANCE, place, message, "take this [[allow]] out")


def _writers(name: str) -> tuple[str, ...]:
    """Return the formats that a rule, by its code or its name, is found in; none: in any."""
    code = next((rule.code for rule in RULES if rule.name == name), name)
    return WRITERS.get(code, WRITERS.get(code[:3], ()))


def _matches(allowance: Allowance, fault: Diagnostic) -> bool:
    """The path of an allowance may hold ``*``, and may leave out ``book/``."""
    is_named = allowance.code in (fault.rule.code, fault.rule.name)
    is_there = fnmatchcase(fault.location.path, allowance.path) or fnmatchcase(
        fault.location.path, f"book/{allowance.path}"
    )
    return is_named and is_there
