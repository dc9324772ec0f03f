"""One run of ``bookbuild speakers``: reads the books, shows who speaks, writes the roster."""

import sys
from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any, NoReturn

import click

from bookbuild.allowances import accept
from bookbuild.castlist import cast_list, census_data, explanation, explanation_data, render
from bookbuild.census import Census, take_census
from bookbuild.diagnostics import Diagnostic, Severity
from bookbuild.doubts import Doubt, find_doubts
from bookbuild.enrolment import Enrolment, enrol
from bookbuild.model import Book, Chapter, Project
from bookbuild.outputs import OutputError, rewrite
from bookbuild.projects import SourceError, find_projects, project_around
from bookbuild.rosterfile import add_entries
from bookbuild.runs import (
    FAULTS,
    WRONG_COMMAND,
    Options,
    progress_of,
    say,
    say_data,
    show_faults,
)
from bookbuild.sources import load_book
from bookbuild.textfiles import shown_path
from bookbuild.tomledits import Change, EditError, change_lines


@dataclass(frozen=True, slots=True)
class Request:
    """What is asked of ``bookbuild speakers`` beside what every command can be asked."""

    explain: bool
    write: bool


@dataclass(frozen=True, slots=True)
class Written:
    """What became of a book.toml. ``trouble`` says why nothing was written."""

    path: str = ""
    enrolment: Enrolment = field(default_factory=Enrolment)
    changes: tuple[Change, ...] = ()
    trouble: str = ""


@dataclass(frozen=True, slots=True)
class Answer:
    """What is to be shown of one book. ``home``: where its roster can go; empty: nowhere."""

    census: Census
    doubts: tuple[Doubt, ...]
    home: str
    written: Written | None = None


def call_roll(sources: Sequence[Path], *, explain: bool, write: bool, **arguments: Any) -> NoReturn:
    """Show who speaks in every book that ``sources`` name, and exit with what came of it."""
    options, request = Options(out="", **arguments), Request(explain, write)
    if explain and write:
        raise click.UsageError("--explain and --write are two questions; ask one at a time")
    found: list[Diagnostic] = []
    answers: list[Answer] = []
    for project, files in _projects(sources or (Path(),)):
        with progress_of(options) as progress:
            progress("reading")
            answer = _answer(project, files, request, found)
        answers += [answer] if answer else []
    show_faults(sorted(found, key=lambda fault: fault.sort_key), options)
    _show(answers, request, options)
    troubles = [one.written.trouble for one in answers if one.written and one.written.trouble]
    for trouble in troubles:
        click.echo(f"Error: {trouble}", err=True)
    if write and _has_errors(found):
        click.echo("Error: nothing was written to a book that has errors", err=True)
    sys.exit(WRONG_COMMAND if troubles else _status(found, answers, options))


def _projects(sources: Sequence[Path]) -> list[tuple[Project, frozenset[Path]]]:
    """Return the books, each with those of its chapters that were named; none: all of them.

    A file in a project is read with its project: what is shown is what a build of it does.
    """
    around = [project_around(source) for source in sources if source.is_file()]
    if len(around) == len(sources) and len(set(around)) == 1 and around[0]:
        return [(around[0], frozenset(source.resolve() for source in sources))]
    try:
        return [(project, frozenset()) for project in find_projects(sources)]
    except SourceError as error:
        raise click.UsageError(str(error)) from None


def _answer(
    project: Project, files: frozenset[Path], request: Request, report: list[Diagnostic]
) -> Answer | None:
    """Return what there is to say of a book; None: it cannot be read. Its faults are reported."""
    found: list[Diagnostic] = []
    book = load_book(project, found.append)
    if book is None:
        report += found
        return None
    chapters = _chosen(book, files)
    found = accept(_about(found, book, chapters), book.config.allow)
    doubts = [fault for fault in found if _is_doubt(fault)]
    report += [fault for fault in found if fault not in doubts and not _is_beside(fault)]
    census = take_census(book, chapters)
    told = find_doubts(book, chapters, census.speakers, doubts)
    file = _roster_file(project)
    answer = Answer(census, told, shown_path(project, file) if file else "")
    if request.write and not _has_errors(found):
        return replace(answer, written=_write(book, chapters))
    return answer


def _chosen(book: Book, files: frozenset[Path]) -> tuple[Chapter, ...]:
    root = book.project.root
    chosen = [one for one in book.chapters if (root / one.source.path).resolve() in files]
    if files and len(chosen) < len(files):
        missing = files - {(root / one.source.path).resolve() for one in chosen}
        name = shown_path(book.project, min(missing))
        raise click.UsageError(f"{name} is no chapter of the book in {root.name}")
    return tuple(chosen) or book.chapters


def _about(
    found: Iterable[Diagnostic], book: Book, chapters: Sequence[Chapter]
) -> list[Diagnostic]:
    """Leave out what is said of chapters that were not asked for."""
    chosen = {chapter.source.path for chapter in chapters}
    others = {chapter.source.path for chapter in book.chapters} - chosen
    return [fault for fault in dict.fromkeys(found) if fault.location.path not in others]


def _is_doubt(fault: Diagnostic) -> bool:
    return fault.rule.code.startswith("TRN") and fault.rule.severity is not Severity.ERROR


def _is_beside(fault: Diagnostic) -> bool:
    """Whether a note has nothing to do with who speaks, such as the choice of a title."""
    return fault.rule.severity is Severity.NOTE and not fault.rule.code.startswith("TRN")


def _has_errors(found: Iterable[Diagnostic]) -> bool:
    return any(fault.rule.severity is Severity.ERROR for fault in found)


def _status(found: Iterable[Diagnostic], answers: Iterable[Answer], options: Options) -> int:
    """Return the exit status; with --strict, a doubt counts as a warning does in a build."""
    is_doubtful = any(answer.doubts for answer in answers)
    is_warned = any(fault.rule.severity is Severity.WARNING for fault in found)
    fails = options.strict and (is_doubtful or is_warned)
    return FAULTS if fails or _has_errors(found) else 0


# -- the roster in book.toml ----------------------------------------------------------------------


def _roster_file(project: Project) -> Path | None:
    """Return the book.toml of a project, there or not; None where none would be read."""
    if project.folder.name != "book":
        return None
    return project.config_file or project.folder / "book.toml"


def _write(book: Book, chapters: Sequence[Chapter]) -> Written:
    """Put who speaks into the roster, or say why that cannot be."""
    file = _roster_file(book.project)
    if file is None:
        return Written(trouble=_homeless(book.project))
    path = shown_path(book.project, file)
    enrolment = enrol(book, chapters)
    if not enrolment.entries:
        return Written(path, enrolment)
    try:
        data, changes = add_entries(_read(file), enrolment.entries)
        rewrite(file, data)
    except EditError as error:
        return Written(path, trouble=f"{path}: {error}")
    except OutputError as error:
        return Written(path, trouble=str(error))
    return Written(path, enrolment, changes)


def _homeless(project: Project) -> str:
    """Say where the roster can go where no book.toml is read."""
    name, way = f"{project.root.name}/", "put its chapters into a folder book/ in it"
    if project.files:
        name, way = project.files[0].name, "put it into a folder book/"
    way += ", or list the speakers in a chapter's front matter"
    return f"{name} is in no project, so there is no book.toml to write to: {way}"


def _read(file: Path) -> bytes:
    return file.read_bytes() if file.exists() else b""


# -- what is shown --------------------------------------------------------------------------------


def _show(answers: Sequence[Answer], request: Request, options: Options) -> None:
    """Print the answers on standard output: as one JSON document, or as text."""
    if options.is_json:
        books = [_as_data(answer, request) for answer in answers]
        say_data({"books": books})
        return
    for answer in answers:
        shown = (
            [explanation(chapter) for chapter in answer.census.chapters]
            if request.explain
            else [cast_list(answer.census, answer.doubts)]
        )
        say("".join(map(render, shown)))
        if answer.written and not answer.written.trouble:
            say(_as_text(answer.written))
        elif answer.home and not (request.explain or answer.census.is_complete):
            say(f"bookbuild speakers --write puts them into {answer.home}\n")


def _as_data(answer: Answer, request: Request) -> dict[str, Any]:
    data = census_data(answer.census, answer.doubts)
    if request.explain:
        data["chapters"] = [explanation_data(chapter) for chapter in answer.census.chapters]
    if answer.written:
        data["written"] = _written_data(answer.written)
    return data


def _written_data(written: Written) -> dict[str, Any]:
    enrolment = written.enrolment
    added = [
        {"name": entry.name, "aliases": entry.aliases, "role": entry.role, "new": entry.is_new}
        for entry in enrolment.entries
    ]
    left = [{"label": one.label, "why": one.why} for one in enrolment.omissions]
    return {"path": written.path, "added": added if written.changes else [], "left_out": left}


def _as_text(written: Written) -> str:
    lines = [f"{written.path}: {_counted(written)}"]
    lines += change_lines(written.changes)
    lines += [f"not written: “{one.label}”: {one.why}" for one in written.enrolment.omissions]
    return "".join(f"{line}\n" for line in lines)


def _counted(written: Written) -> str:
    entries = written.enrolment.entries
    people = sum(entry.is_new for entry in entries)
    aliases = sum(len(entry.aliases) for entry in entries if not entry.is_new)
    counts = [f"{people} speaker{'s' if people > 1 else ''}"] if people else []
    counts += [f"{aliases} alias{'es' if aliases > 1 else ''}"] if aliases else []
    return f"added {' and '.join(counts)}" if counts else "nothing to add; it stays as it is"
