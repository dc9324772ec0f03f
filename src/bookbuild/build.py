"""The pipeline: a project becomes a book, a document and its editions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bookbuild.allowances import accept, unused
from bookbuild.diagnostics import BuildError, Diagnostic, Progress, Severity
from bookbuild.document import build_document
from bookbuild.model import Edition, Project
from bookbuild.rules import INFERRED_SPEAKER, UNSPOKEN_TEXT
from bookbuild.sources import load_book
from bookbuild.words import check_document, check_edition
from bookbuild.writers import WRITERS


@dataclass(frozen=True, slots=True)
class Result:
    """The editions of a book, the stem of their file names, and what there is to say about it."""

    name: str
    editions: tuple[Edition, ...]
    found: tuple[Diagnostic, ...]


def build(
    project: Project, formats: Iterable[str], *, strict: bool = False, progress: Progress = str
) -> Result:
    """Build ``project`` in each of ``formats`` (the keys of ``WRITERS``).

    ``strict``: warnings stop the build as errors do, and where the author has listed the people, so
    does what no label settles. ``progress`` is told what is being done.

    Raises:
        BuildError: the book has faults that stop it; nothing was made.
    """
    found: list[Diagnostic] = []
    progress("reading")
    if (book := load_book(project, found.append)) is None:
        raise BuildError(_sorted(found))
    if strict and book.roster.complete:
        found[:] = map(_sharpened, found)
    progress("composing")
    document = build_document(book, found.append, progress)
    allow = book.config.allow
    _stop_at_faults(accept(found, allow), strict=strict)
    check_document(document, found.append)  # a faulty book may well lack words
    _stop_at_faults(accept(found, allow), strict=strict)
    editions = []
    names = tuple(formats)
    for name in names:
        progress(f"writing {name}")
        editions.append(WRITERS[name](document, found.append))
        check_edition(document, editions[-1], found.append)
    left = [*accept(found, allow), *unused(found, book, names)]
    _stop_at_faults(left, strict=strict)
    return Result(book.config.name, tuple(editions), _sorted(left))


def _stop_at_faults(found: Iterable[Diagnostic], *, strict: bool) -> None:
    stopping = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    if any(fault.rule.severity in stopping for fault in found):
        raise BuildError(_sorted(found))


def _sharpened(fault: Diagnostic) -> Diagnostic:
    """Return a note on who speaks, or whether, as a warning; any other fault as it is."""
    if fault.rule not in (INFERRED_SPEAKER, UNSPOKEN_TEXT):
        return fault
    return replace(fault, rule=replace(fault.rule, severity=Severity.WARNING))


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: fault.sort_key))
