"""What can be said about a fault in a book: its rule, its place, a message and a hint.

The words only: nothing here decides what is a fault (``checks``), and nothing prints (``cli``).
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from enum import StrEnum


class Severity(StrEnum):
    """What a fault does to a build: stop it, stop it under ``--strict``, or inform."""

    ERROR = "error"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True)
class Rule:
    """One kind of fault. ``code`` is never reused; ``name`` names the fault, not the virtue."""

    code: str
    name: str
    severity: Severity
    summary: str


@dataclass(frozen=True, slots=True)
class Location:
    """A place in the author's files. Lines and columns count from 1; 0 means the whole file."""

    path: str
    line: int = 0
    column: int = 0

    def __str__(self) -> str:
        numbers = [str(number) for number in (self.line, self.column) if number]
        return ":".join([self.path, *numbers])


@dataclass(frozen=True, slots=True)
class Diagnostic:
    """One fault in the book. ``message`` is one line, lower case; advice goes in ``hint``."""

    rule: Rule
    location: Location
    message: str
    hint: str = ""

    @property
    def sort_key(self) -> tuple[str, int, int, str, str]:
        place = self.location
        return place.path, place.line, place.column, self.rule.code, self.message


Report = Callable[[Diagnostic], None]
Progress = Callable[[str], object]
"""Is told what is being done."""


class BuildError(Exception):
    """Nothing sensible can be made; ``found`` says why."""

    def __init__(self, found: Iterable[Diagnostic]) -> None:
        self.found = tuple(found)
        super().__init__("; ".join(fault.message for fault in self.found))
