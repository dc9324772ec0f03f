"""The pipeline: a project becomes a book, a document and its editions."""

from collections.abc import Iterable
from dataclasses import dataclass, replace

from bookbuild.allowances import accept, unused
from bookbuild.claims import contradictions
from bookbuild.devicestyles import check_styles
from bookbuild.diagnostics import BuildError, Diagnostic, Progress, Severity
from bookbuild.document import build_document
from bookbuild.model import Document, Edition, Project
from bookbuild.pagination import paginate
from bookbuild.rules import INFERRED_SPEAKER, UNSPOKEN_TEXT
from bookbuild.sources import load_book
from bookbuild.words import check_document, check_edition
from bookbuild.writers import WRITERS

ORDER = ("html", "pdf", "epub", "kepub")  # of writing: an EPUB has the page numbers of the PDF
PAGED = ("epub", "kepub")


@dataclass(frozen=True, slots=True)
class Result:
    """The editions of a book, the stem of their file names, and what there is to say about it."""

    name: str
    editions: tuple[Edition, ...]
    found: tuple[Diagnostic, ...]


@dataclass(frozen=True, slots=True)
class Proof:
    """A book before any edition: its document, None where it cannot be read, and its faults."""

    document: Document | None
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
    proof = compose(project, strict=strict, progress=progress)
    if (document := proof.document) is None:
        raise BuildError(_sorted(proof.found))
    found, allow = list(proof.found), document.book.config.allow
    _stop_at_faults(accept(found, allow), strict=strict)
    made: dict[str, Edition] = {}
    names = tuple(formats)
    for name in sorted(names, key=ORDER.index):
        progress(f"writing {name}")
        is_paged = name in PAGED
        paged = paginate(document, made.get("pdf"), found.append) if is_paged else document
        made[name] = WRITERS[name](paged, found.append)
        check_edition(document, made[name], found.append)
    editions = tuple(made[name] for name in names)
    left = [*accept(found, allow), *unused(found, document.book, names)]
    _stop_at_faults(left, strict=strict)
    return Result(document.book.config.name, editions, _sorted(left))


def check(project: Project, *, strict: bool = False, progress: Progress = str) -> Proof:
    """Read and compose ``project`` as ``build`` does, and return all that there is to say of it."""
    proof = compose(project, strict=strict, progress=progress)
    if proof.document is None:
        return replace(proof, found=_sorted(proof.found))
    book = proof.document.book
    found = [*proof.found, *check_styles(book)]
    left = [*accept(found, book.config.allow), *unused(found, book, ())]
    return replace(proof, found=_sorted(left))


def compose(project: Project, *, strict: bool, progress: Progress) -> Proof:
    """Make the document that all editions share; its faults are all there, in the order found."""
    found: list[Diagnostic] = []
    progress("reading")
    if (book := load_book(project, found.append)) is None:
        return Proof(None, tuple(found))
    if strict and book.roster.complete:
        found[:] = map(_sharpened, found)
    progress("composing")
    document = build_document(book, found.append, progress)
    found += contradictions(document)
    if not stops(accept(found, book.config.allow), strict=strict):
        check_document(document, found.append)  # a faulty book may well lack words
    return Proof(document, tuple(found))


def stops(found: Iterable[Diagnostic], *, strict: bool) -> bool:
    """Whether any of ``found`` stops a build."""
    stopping = (Severity.ERROR, Severity.WARNING) if strict else (Severity.ERROR,)
    return any(fault.rule.severity in stopping for fault in found)


def _stop_at_faults(found: Iterable[Diagnostic], *, strict: bool) -> None:
    left = _sorted(found)
    if stops(left, strict=strict):
        raise BuildError(left)


def _sharpened(fault: Diagnostic) -> Diagnostic:
    """Return a note on who speaks, or whether, as a warning; any other fault as it is."""
    if fault.rule not in (INFERRED_SPEAKER, UNSPOKEN_TEXT):
        return fault
    return replace(fault, rule=replace(fault.rule, severity=Severity.WARNING))


def _sorted(found: Iterable[Diagnostic]) -> tuple[Diagnostic, ...]:
    return tuple(sorted(dict.fromkeys(found), key=lambda fault: fault.sort_key))
