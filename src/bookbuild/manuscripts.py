"""Which files of a project are its chapters, and in which order."""

import difflib
import re
from collections.abc import Callable, Iterator, Sequence
from pathlib import Path

from bookbuild.chapters import Manuscript
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.frontmatter import read_front_matter
from bookbuild.model import Project
from bookbuild.projects import is_markdown
from bookbuild.rules import (
    DRAFT_LEFT_OUT,
    DUPLICATE_CHAPTER,
    MISSING_CHAPTER,
    OUTSIDE_CHAPTER,
    README_LEFT_OUT,
    UNLISTED_CHAPTER,
)
from bookbuild.settings import Settings
from bookbuild.textfiles import read_source, shown_path

DIGITS = re.compile(r"(\d+)")


def load_manuscripts(project: Project, settings: Settings, report: Report) -> list[Manuscript]:
    """Return the chapters' files in their order, drafts left out."""
    if settings.config.chapters or settings.config.parts:
        listed = _listed(project, settings, report)
        _report_unlisted(project, [file for file, _ in listed], report)
        return _read_manuscripts(project, listed, report)
    files = project.files or _all_markdown(project, report)
    manuscripts = _read_manuscripts(project, [(file, "") for file in files], report)
    return sorted(manuscripts, key=_order_of(manuscripts))


def _listed(project: Project, settings: Settings, report: Report) -> list[tuple[Path, str]]:
    """Return the chapters that book.toml lists, each with its part."""
    listed: dict[Path, str] = {}
    for name, part, place in _named(settings):
        path = (project.folder / name).resolve()
        if not path.is_relative_to(project.root.resolve()):
            message = f'chapter "{name}" lies outside the project'
            report(Diagnostic(OUTSIDE_CHAPTER, place, message, "copy it into book/"))
        elif not path.is_file():
            _report_missing(project, name, place, report)
        elif path in listed:
            message = f'chapter "{name}" is listed twice'
            report(Diagnostic(DUPLICATE_CHAPTER, place, message, "take one of them out"))
        else:
            listed[path] = part
    return [
        (project.root / path.relative_to(project.root.resolve()), listed[path]) for path in listed
    ]


def _named(settings: Settings) -> Iterator[tuple[str, str, Location]]:
    """Yield the chapters named in book.toml: path, title of the part, place in the file."""
    config = settings.config
    for number, name in enumerate(config.chapters):
        yield name, "", settings.at("chapters", number)
    for index, part in enumerate(config.parts):
        for number, name in enumerate(part.chapters):
            yield name, part.title, settings.at("parts", index, "chapters", number)


def _report_missing(project: Project, name: str, place: Location, report: Report) -> None:
    present = sorted(file.name for file in project.folder.iterdir() if is_markdown(file))
    near = difflib.get_close_matches(name, present, n=1)
    hint = f"chapters in book/: {', '.join(present)}" if present else "book/ holds no .md file"
    hint = f'did you mean "{near[0]}"?' if near else hint
    report(Diagnostic(MISSING_CHAPTER, place, f'chapter "{name}" does not exist', hint))


def _report_unlisted(project: Project, listed: Sequence[Path], report: Report) -> None:
    """Say which chapters the book lacks: a list that was not brought up to date loses them."""
    names = {file.resolve() for file in listed}
    for file in _markdown_of(project.folder):
        if file.resolve() not in names and not _is_readme(file):
            message = "book.toml does not list this chapter; it is left out"
            hint = "list it, or begin the name of its file with an underscore"
            place = Location(shown_path(project, file))
            report(Diagnostic(UNLISTED_CHAPTER, place, message, hint))


def _markdown_of(folder: Path) -> list[Path]:
    return [
        file
        for file in sorted(folder.iterdir())
        if is_markdown(file) and not file.is_dir() and not file.name.startswith((".", "_"))
    ]


def _is_readme(file: Path) -> bool:
    return file.stem.lower() == "readme"


def _all_markdown(project: Project, report: Report) -> list[Path]:
    files = []
    for file in _markdown_of(project.folder):
        if _is_readme(file):
            message = "a README is no chapter; it is left out"
            hint = "list it under chapters in book.toml, or name it on the command line"
            report(Diagnostic(README_LEFT_OUT, Location(shown_path(project, file)), message, hint))
        else:
            files.append(file)
    return files


def _read_manuscripts(
    project: Project, files: Sequence[tuple[Path, str]], report: Report
) -> list[Manuscript]:
    manuscripts = []
    for path, part in files:
        if (source := read_source(project, path, report)) is None:
            continue
        matter = read_front_matter(source, report)
        if matter.draft:
            message = "marked as a draft; it is left out"
            report(Diagnostic(DRAFT_LEFT_OUT, Location(source.path), message))
        else:
            manuscripts.append(Manuscript(path, source, matter, part))
    return manuscripts


def _order_of(manuscripts: Sequence[Manuscript]) -> Callable[[Manuscript], tuple[object, ...]]:
    """Return the key to sort by: ``order``, else ``date`` where all have it, else the file's name.

    Numbered files keep the order of their numbers whatever their dates.
    """
    if any(manuscript.matter.order is not None for manuscript in manuscripts):
        return lambda manuscript: (
            manuscript.matter.order is None,
            manuscript.matter.order or 0,
            *natural_key(manuscript.path),
        )
    numbered = all(manuscript.path.name[:1].isdigit() for manuscript in manuscripts)
    if not numbered and all(manuscript.matter.date is not None for manuscript in manuscripts):
        return lambda manuscript: (manuscript.matter.date, *natural_key(manuscript.path))
    return lambda manuscript: natural_key(manuscript.path)


def natural_key(path: Path) -> tuple[object, ...]:
    """Return a key by which chapter 2 comes before chapter 10."""
    pieces = DIGITS.split(path.name.casefold())
    return tuple(int(piece) if piece.isdecimal() else piece for piece in pieces)
