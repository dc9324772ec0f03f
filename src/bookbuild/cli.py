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
SPEAKER_EXAMPLES = """
\b
Examples:
  bookbuild speakers                        who speaks in the book of this folder
  bookbuild speakers interview.md           in one interview
  bookbuild speakers --explain book/01.md   each block of a chapter, and why
  bookbuild speakers --write                put the roster into book/book.toml

\b
A chapter of a project is read with its book.toml. --write adds people and
aliases, and changes nothing else. The result goes to standard output, faults
to standard error.

\b
Exit status: 0 read, 1 faults in the book (with --strict, doubts as well),
2 wrong command line or a book.toml that cannot be written.
"""
CHECK_EXAMPLES = """
\b
Examples:
  bookbuild check                       all that can be said of the book of this folder
  bookbuild check interview.md          of one interview
  bookbuild check --strict              is there anything to mend?
  bookbuild check --write               put a line into alt.toml for each picture without words

\b
The book is read and composed as in a build, and the result goes to standard
output. What the engines of the editions find, such as a character that no font
has or a style that does nothing, shows in a build alone. --write adds entries with
empty texts to the alt.toml beside the pictures, for you or a translator to
fill in, and changes nothing else.

\b
Exit status: 0 sound, 1 faults in the book that stop a build (with --strict,
warnings as well), 2 wrong command line or an alt.toml that cannot be written.
"""
FILE_HELP = "A file; or a folder, if it is one or ends in /.  [default: dist/]"
FOLDER_HELP = "A folder.  [default: dist/]"

STRICT_HELP = "Let warnings stop the build; with a roster, inferred speakers as well."
FORM_HELP = "How to show the diagnostics, on standard error."

Command = TypeVar("Command", bound=Callable[..., None])
Decorator = Callable[[Any], Any]


def _options(*own: Decorator, strict: str = STRICT_HELP, form: str = FORM_HELP) -> Decorator:
    """Return a decorator that gives a command its sources, its ``own`` options and the shared.

    ``strict`` and ``form`` are the help of these two.
    """
    parameters = (
        click.argument("sources", nargs=-1, type=click.Path(path_type=Path), metavar="[SOURCE]..."),
        *own,
        click.option("--strict", is_flag=True, help=strict),
        click.option("-q", "--quiet", is_flag=True, help="Show errors and warnings only."),
        click.option("-v", "--verbose", is_flag=True, help="Say what is being done."),
        click.option(
            "--format",
            "form",
            type=click.Choice(["text", "json"]),
            default="text",
            show_default=True,
            help=form,
        ),
    )

    def decorate(command: Command) -> Command:
        for parameter in reversed(parameters):
            command = parameter(command)
        return command

    return decorate


def _output(text: str) -> Decorator:
    return click.option("-o", "--output", "out", default="", metavar="OUT", help=text)


@click.group(
    epilog=EXAMPLES,
    context_settings={"help_option_names": ["-h", "--help"], "max_content_width": 88},
)
@click.version_option(__version__, prog_name="bookbuild")
def main() -> None:
    """Turn interviews in Markdown into a book: EPUB, PDF and a web page."""


@main.command("html", epilog=EXAMPLES)
@_options(_output(FILE_HELP))
def html(**arguments: Any) -> None:
    """Write the book as one web page that needs nothing else."""
    _run("html", **arguments)


@main.command("epub", epilog=EXAMPLES)
@_options(
    _output(FILE_HELP),
    click.option("--kepub", is_flag=True, help="Write it in Kobo's own form, NAME.kepub.epub."),
    click.option(
        "--pages-from",
        type=click.Path(path_type=Path),
        metavar="PDF",
        help="Give the EPUB the page numbers of this finished PDF of the book.",
    ),
)
def epub(*, kepub: bool, **arguments: Any) -> None:
    """Write the book as an EPUB for reading systems."""
    _run("kepub" if kepub else "epub", **arguments)


@main.command("pdf", epilog=EXAMPLES)
@_options(_output(FILE_HELP))
def pdf(**arguments: Any) -> None:
    """Write the book as a PDF for print and screen."""
    _run("pdf", **arguments)


@main.command("build", epilog=EXAMPLES)
@_options(_output(FOLDER_HELP))
def build_all(**arguments: Any) -> None:
    """Write the book in every format."""
    _run("html", "epub", "pdf", **arguments)


@main.command("speakers", epilog=SPEAKER_EXAMPLES)
@_options(
    click.option("--explain", is_flag=True, help="Show each block: who speaks it, why, how sure."),
    click.option("--write", is_flag=True, help="Add who speaks to the roster in book.toml."),
    strict="Exit with 1 where anything is doubtful.",
    form="How to show the speakers, and the diagnostics on standard error.",
)
def speakers(**arguments: Any) -> None:
    """Show who speaks, how much, and what is doubtful."""
    from bookbuild.rollcall import call_roll  # noqa: PLC0415  slow to load

    call_roll(**arguments)


@main.command("check", epilog=CHECK_EXAMPLES)
@_options(
    click.option("--write", is_flag=True, help="Add what alt.toml lacks, with empty texts."),
    strict="Exit with 1 where there are warnings, too.",
    form="How to show the result, on standard output.",
)
def check(**arguments: Any) -> None:
    """Show every fault of the book, and write no edition."""
    from bookbuild.inspection import inspect  # noqa: PLC0415  slow to load

    inspect(**arguments)


def _run(*formats: str, **arguments: Any) -> None:
    from bookbuild.runs import run  # noqa: PLC0415  slow to load, and help does without

    run(formats, **arguments)
