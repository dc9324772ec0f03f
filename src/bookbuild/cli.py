"""The command line: parses, calls ``build``, shows what was found, writes files, exits.

Owns Click and Rich. Exit status: 0 built, 1 faults in the book, 2 wrong command line.
"""

import json
import os
import sys
from collections.abc import Callable, Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import NoReturn

import click

from bookbuild import __version__
from bookbuild.build import Progress, Result, build
from bookbuild.diagnostics import BuildError, Diagnostic, Severity
from bookbuild.model import Project
from bookbuild.projects import SourceError, find_projects
from bookbuild.writers import WRITERS

EXAMPLES = """
\b
Examples:
  bookbuild build                       the book of this folder, in every format
  bookbuild epub interview.md           one interview, no configuration
  bookbuild pdf book/ -o print.pdf      a folder of interviews, to a file
  bookbuild build a.md b.md -o out/     two interviews as one book

\b
A SOURCE is a project (a folder with book/book.toml), a folder of Markdown
files, or Markdown files. Several files are one book; several folders are
several books. Faults are shown with file and line; warnings do not stop a
build, unless --strict is given.
"""
COLOURS = {Severity.ERROR: "red", Severity.WARNING: "yellow", Severity.NOTE: "cyan"}


@dataclass(frozen=True, slots=True)
class Options:
    """What the user asked for beside the sources."""

    out: str
    strict: bool
    quiet: bool
    verbose: bool
    as_json: bool


@click.group(
    epilog=EXAMPLES, context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88}
)
@click.version_option(__version__, prog_name="bookbuild")
def main() -> None:
    """Turn interviews in Markdown into a book: EPUB, PDF and a web page."""


def _command(formats: Sequence[str], help_text: str, out_help: str) -> Callable[[str], None]:
    """Add a command that builds ``formats``; all commands take the same options."""

    def add(name: str) -> None:
        @main.command(name, help=help_text, epilog=EXAMPLES)
        @click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]...")
        @click.option("-o", "--output", "out", default="", metavar="OUT", help=out_help)
        @click.option("--strict", is_flag=True, help="Let warnings stop the build, as errors do.")
        @click.option("-q", "--quiet", is_flag=True, help="Show errors and warnings only.")
        @click.option("-v", "--verbose", is_flag=True, help="Show what is being done, and every note's hint.")
        @click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help="How to show the diagnostics, on standard error.",
        )
        def command(sources: tuple[Path, ...], form: str, **flags: object) -> None:
            options = Options(as_json=form == "json", **flags)  # type: ignore[arg-type]
            run(sources or (Path(),), formats, options)

    return add


FILE_HELP = "A file; or a folder, if it is one or ends in /.  [default: dist/]"
_command(["html"], "Write the book as one web page that needs nothing else.", FILE_HELP)("html")
_command(["epub"], "Write the book as an EPUB for reading systems.", FILE_HELP)("epub")
_command(["pdf"], "Write the book as a PDF for print and screen.", FILE_HELP)("pdf")
_command(list(WRITERS), "Write the book in every format.", "A folder.  [default: dist/]")("build")


def run(sources: Sequence[Path], formats: Sequence[str], options: Options) -> None:
    """Build every book that ``sources`` name; exit with 1 if one of them has faults."""
    try:
        projects = find_projects(sources)
    except SourceError as error:
        raise click.UsageError(str(error)) from None
    targets = [Target(project, formats, options.out) for project in projects]
    for target in targets:
        target.refuse_sources(targets)
    found: list[Diagnostic] = []
    outputs: list[Output] = []
    failed = False
    for target in targets:
        with _progress(options) as progress:
            try:
                result = build(target.project, formats, strict=options.strict, progress=progress)
                found += result.found
            except BuildError as error:
                found += error.found
                failed = True
                continue
        outputs += target.write(result)
    _show(found, options)
    if not options.quiet:
        _show_outputs(outputs)
    if failed:
        sys.exit(1)


# -- where the outputs go -------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written."""

    path: Path
    size: int
    pages: int


@dataclass(frozen=True, slots=True)
class Target:
    """Where the editions of one project go: ``out`` is what the user said, or empty."""

    project: Project
    formats: Sequence[str]
    out: str

    @property
    def is_file(self) -> bool:
        """Whether ``out`` names one file: not for several formats, not an existing folder."""
        is_folder = self.out.endswith(("/", os.sep)) or Path(self.out).is_dir()
        return bool(self.out) and len(self.formats) == 1 and not is_folder

    @property
    def folder(self) -> Path:
        if self.out:
            return Path(self.out)
        is_project = self.project.folder != self.project.root or self.project.config_file is not None
        return self.project.root / "dist" if is_project else Path("dist")

    def refuse_sources(self, targets: Sequence["Target"]) -> None:
        """Refuse to write several books into one file, or over what the book is made of."""
        if not self.out:
            return
        path = Path(self.out)
        if self.is_file and len(targets) > 1:
            raise click.UsageError(f"several books cannot go into one file: {self.out}")
        if not self.is_file and path.exists() and not path.is_dir():
            raise click.UsageError(f"{self.out} is a file; a folder is wanted")
        if self.is_file and _is_source(path, self.project):
            raise click.UsageError(f"{self.out} is a source of this book; name another output")

    def write(self, result: Result) -> Iterator[Output]:
        """Write each edition beside its place and rename it: a reader never sees half a file."""
        for edition in result.editions:
            path = Path(self.out) if self.is_file else self.folder / f"{result.name}.{edition.format}"
            if _is_source(path, self.project):
                raise click.UsageError(f"{path} is a source of this book; name another output")
            _write(path, edition.data)
            yield Output(path, len(edition.data), edition.pages)


def _is_source(path: Path, project: Project) -> bool:
    """Whether ``path`` is a file that the project is read from."""
    target = path.resolve()
    if not target.is_file():
        return False
    places = [project.folder, project.root / "styles"]
    inside = any(target.is_relative_to(place.resolve()) for place in places)
    is_edition = target.suffix.lstrip(".") in WRITERS
    return target in {file.resolve() for file in project.files} or (inside and not is_edition)


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        _fail(f"cannot write {path}: {error.strerror}")


def _fail(message: str) -> NoReturn:
    click.echo(f"Error: {message}", err=True)
    sys.exit(1)


# -- what is shown --------------------------------------------------------------------------------


@contextmanager
def _progress(options: Options) -> Iterator[Progress]:
    """Show what is being done: as a spinner on a terminal, as lines with ``-v``."""
    if options.verbose and not options.as_json:
        yield lambda step: click.echo(f"{step} …", err=True)
    elif sys.stderr.isatty() and not (options.quiet or options.as_json):
        from rich.console import Console  # noqa: PLC0415  slow to load

        with Console(stderr=True).status("reading") as status:
            yield lambda step: status.update(f"{step} …")
    else:
        yield lambda step: None


def _show(found: Sequence[Diagnostic], options: Options) -> None:
    """Print the diagnostics on standard error."""
    least = (Severity.ERROR, Severity.WARNING) if options.quiet else tuple(Severity)
    shown = [fault for fault in found if fault.rule.severity in least]
    if options.as_json:
        click.echo(json.dumps([as_data(fault) for fault in shown], ensure_ascii=False, indent=2), err=True)
        return
    for fault in shown:
        click.echo(as_text(fault, colour=sys.stderr.isatty()), err=True)


def as_text(fault: Diagnostic, *, colour: bool = False) -> str:
    """Return a diagnostic as it is printed: place, severity, code and message; then the hint."""
    severity = f"{fault.rule.severity}[{fault.rule.code}]"
    if colour:
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
