"""The faults that an author accepts in ``[[allow]]``: they are taken out of what was found."""

from collections.abc import Iterable, Sequence
from fnmatch import fnmatchcase

from bookbuild.diagnostics import Diagnostic, Location, Severity
from bookbuild.model import Allowance
from bookbuild.rules import UNUSED_ALLOWANCE


def accept(found: Iterable[Diagnostic], allow: Sequence[Allowance]) -> list[Diagnostic]:
    """Return what is left of ``found``. An error cannot be accepted."""
    return [fault for fault in found if not any(_accepts(entry, fault) for entry in allow)]


def unused(found: Iterable[Diagnostic], allow: Sequence[Allowance]) -> list[Diagnostic]:
    """Return a warning for each allowance that accepts nothing of ``found``, all of a run's faults."""
    faults = list(found)
    idle = [entry for entry in allow if not any(_accepts(entry, fault) for fault in faults)]
    return [_unused(entry) for entry in idle]


def _accepts(allowance: Allowance, fault: Diagnostic) -> bool:
    """The path of an allowance may hold ``*``, and may leave out ``book/``."""
    is_named = allowance.code in (fault.rule.code, fault.rule.name)
    is_there = fnmatchcase(fault.location.path, allowance.path) or fnmatchcase(
        fault.location.path, f"book/{allowance.path}"
    )
    return is_named and is_there and fault.rule.severity is not Severity.ERROR


def _unused(allowance: Allowance) -> Diagnostic:
    message = f'nothing is found that [[allow]] "{allowance.code}" in "{allowance.path}" accepts'
    return Diagnostic(UNUSED_ALLOWANCE, Location("book/book.toml"), message, "take it out")
