"""The command line: commands, options and their help. What a command does is in ``runs``.

Exit status: 0 built, 1 faults in the book, 2 wrong command line.
"""

from collections.abc import Callable
from pathlib import Path
from typing import Any, TypeVar

import click

from bookbuild import __version__

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
Exit status: 0 built, 1 faults in the book, 2 wrong command line or an
output that cannot be written.
"""
FILE_HELP = "A file; or a folder, if it is one or ends in /.  [default: dist/]"
FOLDER_HELP = "A folder.  [default: dist/]"

Command = TypeVar("Command", bound=Callable[..., None])


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
    _run("html", **arguments)


@main.command("epub", epilog=EXAMPLES)
@_options(FILE_HELP)
def epub(**arguments: Any) -> None:
    """Write the book as an EPUB for reading systems."""
    _run("epub", **arguments)


@main.command("pdf", epilog=EXAMPLES)
@_options(FILE_HELP)
def pdf(**arguments: Any) -> None:
    """Write the book as a PDF for print and screen."""
    _run("pdf", **arguments)


@main.command("build", epilog=EXAMPLES)
@_options(FOLDER_HELP)
def build_all(**arguments: Any) -> None:
    """Write the book in every format."""
    _run("html", "epub", "pdf", **arguments)


def _run(*formats: str, **arguments: Any) -> None:
    from bookbuild.runs import run  # noqa: PLC0415  slow to load, and help does without

    run(formats, **arguments)
