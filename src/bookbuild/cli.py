"""The command line: parses, calls ``build``, shows what was found, writes files, exits.

Owns Click and Rich. Exit status: 0 built, 1 faults in the book, 2 wrong command line.
"""

import json
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import click

from bookbuild import __version__
from bookbuild.build import Progress, build
from bookbuild.diagnostics import BuildError, Diagnostic, Severity
from bookbuild.outputs import Output, OutputError, Target
from bookbuild.projects import SourceError, find_projects
from bookbuild.writers import WRITERS

EXAMPLES = """
\b
Examples:
  bookbuild build                       the book of this folder, in every format
  bookbuild epub interview.md           one interview, no configuration
  bookbuild pdf interviews/ -o out.pdf  a folder of interviews, to a file
  bookbuild build a.md b.md -o out/     two interviews as one book

\b
A SOURCE is a project (a folder with book/book.toml), a folder of Markdown
files, or Markdown files; the default is this folder. Several files are one
book, several folders are several books. Faults are shown with file and line;
warnings do not stop a build, unless --strict is given.

\b
Exit status: 0 built, 1 faults in the book, 2 wrong command line.
"""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}
FILE_HELP = "A file; or a folder, if it is one or ends in /.  [default: dist/]"
FOLDER_HELP = "A folder.  [default: dist/]"

Command = TypeVar("Command", bound=Callable[..., None])


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for beside the sources."""

    out: str
    strict: bool
    quiet: bool
    verbose: bool
    form: str  # of the diagnostics: text or json

    @property
    def is_json(self) -> bool:
        return self.form == "json"


def _options(out_help: str) -> Callable[[Command], Command]:
    """Return a decorator that gives a command its sources and the options that all share."""
    parameters = (
        click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]..."),
        click.option("-o", "--output", "out", default="", metavar="OUT", help=out_help),
        click.option("--strict", is_flag=True, help="Let warnings stop the build, as errors do."),
        click.option("-q", "--quiet", is_flag=True, help="Show errors and warnings only."),
        click.option("-v", "--verbose", is_flag=True, help="Say what is being done."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="How to show the diagnostics, on standard error.",
        ),
    )

    def decorate(command: Command) -> Command:
        for parameter in reversed(parameters):
            command = parameter(command)
        return command

    return decorate


@click.group(
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(__version__, prog_name="bookbuild")
def main() -> None:
    """Turn interviews in Markdown into a book: EPUB, PDF and a web page."""


@main.command("html", epilog=EXAMPLES)
@_options(FILE_HELP)
def html(**arguments: Any) -> None:
    """Write the book as one web page that needs nothing else."""
    run(("html",), **arguments)


@main.command("epub", epilog=EXAMPLES)
@_options(FILE_HELP)
def epub(**arguments: Any) -> None:
    """Write the book as an EPUB for reading systems."""
    run(("epub",), **arguments)


@main.command("pdf", epilog=EXAMPLES)
@_options(FILE_HELP)
def pdf(**arguments: Any) -> None:
    """Write the book as a PDF for print and screen."""
    run(("pdf",), **arguments)


@main.command("build", epilog=EXAMPLES)
@_options(FOLDER_HELP)
def build_all(**arguments: Any) -> None:
    """Write the book in every format."""
    run(tuple(WRITERS), **arguments)


def run(formats: Sequence[str], sources: Sequence[Path], **arguments: Any) -> None:
    """Build every book that ``sources`` name; exit with 1 if one of them has faults."""
    options = Options(**arguments)
    targets = _targets(sources or (Path(),), formats, options.out)
    found: list[Diagnostic] = []
    outputs: list[Output] = []
    has_failed = False
    for target in targets:
        try:
            with _progress(options) as progress:
                result = build(target.project, formats, strict=options.strict, progress=progress)
            found += result.found
            outputs += target.write(result)
        except BuildError as error:
            found += error.found
            has_failed = True
        except OutputError as error:
            raise click.ClickException(str(error)) from None
    _show(found, options)
    if not options.quiet:
        _show_outputs(outputs)
    sys.exit(1 if has_failed else 0)


def _targets(sources: Sequence[Path], formats: Sequence[str], out: str) -> list[Target]:
    """Return where each book goes, or say what is wrong with the command line."""
    try:
        targets = [Target(project, formats, out) for project in find_projects(sources)]
        for target in targets:
            target.check()
    except (SourceError, OutputError) as error:
        raise click.UsageError(str(error)) from None
    if len(targets) > 1 and targets[0].is_file:
        raise click.UsageError(f"several books cannot go into one file: {out}")
    return targets


# -- what is shown --------------------------------------------------------------------------------


@contextmanager
def _progress(options: Options) -> Iterator[Progress]:
    """Show what is being done: as a spinner on a terminal, as lines with ``-v``."""
    if options.verbose and not options.is_json:
        yield lambda step: click.echo(f"{step} …", err=True)
    elif sys.stderr.isatty() and not (options.quiet or options.is_json):
        from rich.console import Console  # noqa: PLC0415  slow to load

        with Console(stderr=True).status("reading …") as status:
            yield lambda step: status.update(f"{step} …")
    else:
        yield lambda _: None


def _show(found: Sequence[Diagnostic], options: Options) -> None:
    """Print the diagnostics on standard error."""
    least = (Severity.ERROR, Severity.WARNING) if options.quiet else tuple(Severity)
    shown = [fault for fault in found if fault.rule.severity in least]
    if options.is_json:
        data = [as_data(fault) for fault in shown]
        click.echo(json.dumps(data, ensure_ascii=False, indent=2), err=True)
        return
    for fault in shown:
        click.echo(as_text(fault), err=True)


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
        click.echo(f"{output.path}  ({_size(output.size)}{pages})")


def _size(size: int) -> str:
    return f"{size / 1e6:.1f} MB" if size >= 1_000_000 else f"{max(1, round(size / 1000))} kB"
