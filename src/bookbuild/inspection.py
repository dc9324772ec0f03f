"""One run of ``bookbuild check``: shows what there is to say of the books, writes no edition.

What alt.toml files lack, it adds to them where it is asked to.
"""

import sys
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from pathlib import Path
from typing import Any, NoReturn

import click

from bookbuild.alternatives import FILE_NAME
from bookbuild.altfile import Gap, add_gaps, gaps_of, missing
from bookbuild.build import Proof, check, stops
from bookbuild.diagnostics import Severity
from bookbuild.model import Document, Project, Undescribed
from bookbuild.outputs import OutputError, rewrite
from bookbuild.projects import SourceError, find_projects
from bookbuild.runs import (
    FAULTS,
    WRONG_COMMAND,
    Options,
    as_data,
    as_text,
    counted,
    name_of,
    progress_of,
    say,
    say_data,
    shown_faults,
)
from bookbuild.tomledits import Change, EditError, change_lines


@dataclass(frozen=True, slots=True)
class Written:
    """What became of an alt.toml. ``trouble`` says why nothing was written."""

    path: str
    gaps: tuple[Gap, ...] = ()
    changes: tuple[Change, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Finding:
    """What is to be said of one book."""

    project: Project
    proof: Proof
    written: tuple[Written, ...] | None = None  # None: it was not asked for
    trouble: str = ""

    @property
    def troubles(self) -> list[str]:
        """Why nothing was written, of the book or of one file."""
        of_files = [file.trouble for file in self.written or ()]
        return [trouble for trouble in (self.trouble, *of_files) if trouble]


def inspect(sources: Sequence[Path], *, write: bool, **arguments: Any) -> NoReturn:
    """Check every book that ``sources`` name, and exit with what came of it."""
    options = Options(out="", **arguments)
    try:
        projects = find_projects(sources or (Path(),))
    except SourceError as error:
        raise click.UsageError(str(error)) from None
    findings = []
    for project in projects:
        with progress_of(options) as progress:
            proof = check(project, strict=options.strict, progress=progress)
        findings.append(_written(project, proof) if write else Finding(project, proof))
    _show(findings, options)
    for trouble in (trouble for one in findings for trouble in one.troubles):
        click.echo(f"Error: {trouble}", err=True)
    sys.exit(max(_status(finding, options) for finding in findings))


def _status(finding: Finding, options: Options) -> int:
    if any(file.trouble for file in finding.written or ()):
        return WRONG_COMMAND
    return FAULTS if stops(finding.proof.found, strict=options.strict) else 0


# -- what alt.toml files lack ---------------------------------------------------------------------


def _written(project: Project, proof: Proof) -> Finding:
    """Add what the alt.toml files of a book lack, but where it has errors: it may be misread."""
    if proof.document is None or stops(proof.found, strict=False):
        trouble = f"{name_of(project)}: nothing was written to a book that has errors"
        return Finding(project, proof, trouble=trouble)
    return Finding(project, proof, tuple(_write(proof.document)))


def _write(document: Document) -> Iterator[Written]:
    """Write the entries that are missing, folder by folder, and yield what came of it."""
    book = document.book
    root = book.project.root.resolve()
    pictures = sorted(document.undescribed, key=_folder_of)
    for folder, lacking in groupby(pictures, _folder_of):
        file = folder / FILE_NAME
        path = file.relative_to(root).as_posix()
        try:
            before = file.read_bytes() if file.exists() else b""
            if gaps := missing(before, gaps_of(lacking), book.config.language):
                data, changes = add_gaps(before, gaps, book.config.language)
                rewrite(file, data)
                yield Written(path, gaps, changes)
        except (EditError, OutputError) as error:
            yield Written(path, trouble=f"{path}: {error}")


def _folder_of(picture: Undescribed) -> Path:
    return picture.path.parent


# -- what is shown --------------------------------------------------------------------------------


def _show(findings: Sequence[Finding], options: Options) -> None:
    """Print the findings on standard output: as one JSON document, or as text."""
    if options.is_json:
        say_data({"books": [_as_data(finding, options) for finding in findings]})
    else:
        say("".join(_as_text(finding, options) for finding in findings))


def _as_data(finding: Finding, options: Options) -> dict[str, Any]:
    found = finding.proof.found
    severities = [fault.rule.severity for fault in found]
    data: dict[str, Any] = {
        "name": name_of(finding.project),
        "counts": {severity.value: severities.count(severity) for severity in Severity},
        "faults": [as_data(fault) for fault in shown_faults(found, options)],
    }
    if finding.written is not None:
        data["written"] = [
            {
                "path": file.path,
                "added": [{"file": gap.name, "language": gap.language} for gap in file.gaps],
            }
            for file in finding.written
        ]
    return data


def _as_text(finding: Finding, options: Options) -> str:
    """Return the diagnostics of a book, what was written, and how many diagnostics there are."""
    found, name = finding.proof.found, name_of(finding.project)
    lines = [as_text(fault) for fault in shown_faults(found, options)]
    for file in finding.written or ():
        if not file.trouble:
            entries = f"{len(file.gaps)} entr{'ies' if len(file.gaps) > 1 else 'y'}"
            lines += [f"{file.path}: added {entries}", *change_lines(file.changes)]
    if finding.written == ():
        lines.append(f"{name}: no entry is missing in an {FILE_NAME}")
    if not options.quiet:
        lines.append(f"{name}: {counted(found, Severity) or 'nothing to mend'}")
    return "".join(f"{line}\n" for line in lines)
