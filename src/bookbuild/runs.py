"""One run of the command line: builds the books, writes the editions, shows what was found.

Owns Click, with ``cli``, and Rich.
"""

import json
import sys
from collections.abc import Iterable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, replace
from pathlib import Path
from typing import Any, NoReturn

import click

from bookbuild.build import build
from bookbuild.diagnostics import BuildError, Diagnostic, Progress, Severity
from bookbuild.model import Project
from bookbuild.outputs import Output, OutputError, Target
from bookbuild.projects import SourceError, find_projects

FAULTS, WRONG_COMMAND = 1, 2  # exit statuses; 0: all is built
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for beside the sources."""

    out: str
    strict: bool
    quiet: bool
    verbose: bool
    form: str  # of the diagnostics: text or json
    pages_from: Path | None = None  # the PDF whose page numbers the EPUB is to have

    @property
    def is_json(self) -> bool:
        return self.form == "json"


def run(formats: Sequence[str], sources: Sequence[Path], **arguments: Any) -> NoReturn:
    """Build every book that ``sources`` name, and exit with what came of it."""
    options = Options(**arguments)
    found: list[Diagnostic] = []
    outputs: list[Output] = []
    status, trouble = 0, ""
    unbuilt: list[str] = []
    for target in _targets(sources or (Path(),), formats, options):
        try:
            with progress_of(options) as progress:
                result = build(target.project, formats, strict=options.strict, progress=progress)
            found += result.found
            outputs += target.write(result, outputs)
        except BuildError as error:
            found += error.found
            unbuilt.append(_verdict(target, error, strict=options.strict))
            status = FAULTS
        except OutputError as error:
            status, trouble = WRONG_COMMAND, str(error)
            break
    show_faults(found, options)
    if not options.quiet:
        _show_outputs(outputs)
        click.echo("".join(f"{verdict}\n" for verdict in unbuilt), nl=False)
    if trouble:
        click.echo(f"Error: {trouble}", err=True)
    sys.exit(status)


def _targets(sources: Sequence[Path], formats: Sequence[str], options: Options) -> list[Target]:
    """Return where each book goes, or say what is wrong with the command line."""
    out, pages_from = options.out, options.pages_from
    try:
        projects = [replace(one, pages_from=pages_from) for one in find_projects(sources)]
        targets = [Target(project, formats, out) for project in projects]
        for target in targets:
            target.check()
    except (SourceError, OutputError) as error:
        raise click.UsageError(str(error)) from None
    if len(targets) > 1 and targets[0].is_file:
        raise click.UsageError(f"several books cannot go into one file: {out}")
    if len(targets) > 1 and pages_from is not None:
        raise click.UsageError(f"several books do not have the pages of one PDF: {pages_from}")
    return targets


def _verdict(target: Target, error: BuildError, *, strict: bool) -> str:
    """Return the sentence that says why a book was not built."""
    severities = {fault.rule.severity for fault in error.found}
    counts = counted(error.found, (Severity.ERROR, Severity.WARNING))
    why = " (--strict)" if strict and Severity.ERROR not in severities else ""
    return f"{name_of(target.project)}: nothing was built: {counts}{why}"


def name_of(project: Project) -> str:
    """Return what a book is called where there are several: the name of its folder."""
    return click.format_filename(project.root.name)


def counted(found: Sequence[Diagnostic], severities: Iterable[Severity]) -> str:
    """Say how many faults there are of each of ``severities``; empty: none."""
    all_of = [fault.rule.severity for fault in found]
    return ", ".join(
        f"{count} {severity}{'s' if count > 1 else ''}"
        for severity in severities
        if (count := all_of.count(severity))
    )


# -- what is shown --------------------------------------------------------------------------------


@contextmanager
def progress_of(options: Options) -> Iterator[Progress]:
    """Show what is being done: as a spinner on a terminal, as lines with ``-v``."""
    if options.verbose and not options.is_json:
        yield lambda step: click.echo(f"{step} …", err=True)
    elif sys.stderr.isatty() and not (options.quiet or options.is_json):
        from rich.console import Console  # noqa: PLC0415  slow to load

        with Console(stderr=True).status("reading …") as status:
            yield lambda step: status.update(f"{step} …")
    else:
        yield lambda _: None


def show_faults(found: Sequence[Diagnostic], options: Options) -> None:
    """Print the diagnostics on standard error."""
    shown = shown_faults(found, options)
    if options.is_json:
        data = [as_data(fault) for fault in shown]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2), err=True)
        return
    for fault in shown:
        click.echo(as_text(fault), err=True)


def shown_faults(found: Iterable[Diagnostic], options: Options) -> list[Diagnostic]:
    """Return those of ``found`` that the user wants to see."""
    least = (Severity.ERROR, Severity.WARNING) if options.quiet else tuple(Severity)
    return [fault for fault in found if fault.rule.severity in least]


def say(text: str) -> None:
    """Print ``text``; what the terminal's encoding lacks becomes a question mark."""
    encoding = sys.stdout.encoding or "utf-8"
    click.echo(text.encode(encoding, "replace").decode(encoding), nl=False)


def say_data(data: dict[str, Any]) -> None:
    """Print ``data`` as one JSON document, in whatever encoding the terminal has."""
    is_ascii = not (sys.stdout.encoding or "utf-8").lower().startswith("utf")
    click.echo(json.dumps(data, ensure_ascii=is_ascii, indent=2))


def as_text(fault: Diagnostic) -> str:
    """Return a diagnostic as it is printed: place, severity, code and message; then the hint.

    It is coloured; ``click.echo`` takes the colour out where there is no terminal.
    """
    severity = f"{fault.rule.severity}[{fault.rule.code}]"
    severity = click.style(severity, fg=COLOURS[fault.rule.severity], bold=True)
    hint = f"\n  help: {fault.hint}" if fault.hint else ""
    return f"{fault.location}: {severity} {fault.message}{hint}"


def as_data(fault: Diagnostic) -> dict[str, object]:
    """Return a diagnostic as data for JSON; a line of 0 stands for the whole file."""
    return {
        "path": fault.location.path,
        "line": fault.location.line,
        "column": fault.location.column,
        "severity": fault.rule.severity.value,
        "code": fault.rule.code,
        "name": fault.rule.name,
        "message": fault.message,
        "hint": fault.hint,
    }


def _show_outputs(outputs: Sequence[Output]) -> None:
    for output in outputs:
        pages = f", {output.pages} page{'s' if output.pages != 1 else ''}" if output.pages else ""
        click.echo(f"{click.format_filename(output.path)}  ({_size(output.size)}{pages})")


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
