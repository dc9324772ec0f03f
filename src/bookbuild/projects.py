"""What the command line names, sorted into books: project folders, folders of Markdown, files."""

import os
from collections.abc import Sequence
from pathlib import Path

from bookbuild.model import Project

SUFFIXES = (".md", ".markdown")


class SourceError(Exception):
    """The sources named do not make books; the text says why."""


def find_projects(sources: Sequence[Path]) -> tuple[Project, ...]:
    """Return the books that ``sources`` name: each folder is one, all the files together are one.

    Raises:
        SourceError: a source is missing, is no Markdown, or files and folders are mixed.
    """
    for source in sources:
        if not source.exists():
            raise SourceError(f"there is no {source}")
    folders = [source for source in sources if source.is_dir()]
    files = [source for source in sources if not source.is_dir()]
    if folders and files:
        raise SourceError("name either folders, each a book, or the files of one book; not both")
    for file in files:
        if not is_markdown(file):
            raise SourceError(f"{file} is no Markdown file (.md)")
    try:
        return (_loose(files),) if files else tuple(_folder(folder) for folder in folders)
    except PermissionError as error:
        raise SourceError(f"{error.filename} cannot be read: {error.strerror}") from None


def project_around(file: Path) -> Project | None:
    """Return the project in whose ``book/`` a file lies; None: it lies in none."""
    for folder in file.resolve().parents:
        if folder.name == "book" and (folder / "book.toml").is_file():
            return _folder(folder)
    return None


def is_markdown(file: Path) -> bool:
    """Whether ``file`` is named as a Markdown file."""
    return file.suffix.lower() in SUFFIXES


def _loose(files: Sequence[Path]) -> Project:
    """Several files are one book; their pictures may lie anywhere below their common folder."""
    unique = tuple(dict.fromkeys(file.absolute() for file in files))
    root = Path(os.path.commonpath([file.parent for file in unique]))
    return Project(root, root, files=unique)


def _folder(folder: Path) -> Project:
    root = folder.absolute()
    if root.name == "book" and (root / "book.toml").is_file():
        root = root.parent  # somebody stands in book/ itself
    inner = root / "book"
    if (inner / "book.toml").is_file():
        return Project(root, inner, inner / "book.toml")
    if not _has_markdown(root) and inner.is_dir() and _has_markdown(inner):
        return Project(root, inner)
    return Project(root, root)


def _has_markdown(folder: Path) -> bool:
    return any(is_markdown(file) for file in folder.iterdir())
