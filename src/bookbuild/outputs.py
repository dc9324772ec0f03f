"""Where the editions of a book go, and how they get there whole."""

import os
from collections.abc import Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from errno import EISDIR
from io import BytesIO
from itertools import chain
from pathlib import Path
from shutil import copyfileobj
from stat import S_IWUSR
from typing import IO

from bookbuild.build import Result
from bookbuild.model import Project
from bookbuild.pictures.formats import SUFFIXES

# What a book is read from: settings, chapters, styles and pictures.
SOURCES = frozenset([".toml", ".md", ".markdown", ".css", *chain(*SUFFIXES.values())])

# What follows the name of a book, where it is not the format.
ENDINGS = {"kepub": "kepub.epub"}  # a Kobo reader knows its own form by this name


class OutputError(Exception):
    """An edition cannot go where it is to go; the text says why."""


@dataclass(frozen=True, slots=True)
class Output:
    """A file that was written; ``pages`` is 0 where the format has none."""

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
        is_folder = self.out.endswith(("/", os.sep)) or _is_folder(Path(self.out))
        return bool(self.out) and len(self.formats) == 1 and not is_folder

    def check(self) -> None:
        """Refuse, before anything is built, to write over a source or into a file as a folder.

        Raises:
            OutputError: the output cannot be written as asked.
        """
        path = Path(self.out)
        if self.is_file:
            self._refuse_source(path)
            ending = f".{ENDINGS.get(self.formats[0], '')}"
            if self.formats[0] in ENDINGS and not path.name.endswith(ending):
                raise OutputError(f"{path}: a Kobo knows its own form by the ending {ending}")
        elif self.out and path.is_file():
            raise OutputError(f"{self.out} is a file; a folder is wanted")

    def write(self, result: Result, earlier: Sequence[Output] = ()) -> tuple[Output, ...]:
        """Write the editions, all beside their places and then renamed: nobody sees half a book.

        ``earlier``: what this run wrote of other books.

        Raises:
            OutputError: a file cannot be written, or is a source of the book.
        """
        files = {self._place(result.name, made.format): made.file for made in result.editions}
        for path in files:
            self._refuse_source(path)
            if path.resolve() in {output.path.resolve() for output in earlier}:
                raise OutputError(f"{path} is another book already; give one of them a name")
        _write(files)
        pages = (made.pages for made in result.editions)
        return tuple(
            Output(_shown(path), path.stat().st_size, count)
            for path, count in zip(files, pages, strict=True)
        )

    def _place(self, name: str, form: str) -> Path:
        if self.is_file:
            return Path(self.out)
        is_project = self.project.folder != self.project.root
        dist = self.project.root / "dist" if is_project else Path("dist")
        return (Path(self.out) if self.out else dist) / f"{name}.{ENDINGS.get(form, form)}"

    def _refuse_source(self, path: Path) -> None:
        """Refuse a path at which the book itself is read."""
        target = path.resolve()
        places = [self.project.folder, self.project.root / "styles"]
        is_inside = any(target.is_relative_to(place.resolve()) for place in places)
        is_named = target in {file.resolve() for file in self.project.files}
        if is_named or (is_inside and target.suffix.lower() in SOURCES):
            raise OutputError(f"{path} is a source of this book; name another output")


def rewrite(path: Path, data: bytes) -> None:
    """Write over one of the author's own files, whole or not at all, and keep its permissions.

    What is there is the file that a symbolic link leads to.

    Raises:
        OutputError: the file cannot be written.
    """
    target = path.resolve()
    mode = target.stat().st_mode if target.exists() else None
    # A folder lets us replace a file that we may not write to, and root may do anything.
    if mode is not None and not (mode & S_IWUSR and os.access(target, os.W_OK)):
        raise OutputError(f"cannot write {_shown(path)}: it is read-only")
    _write({target: BytesIO(data)})
    if mode is not None:
        target.chmod(mode)


def _write(files: Mapping[Path, IO[bytes]]) -> None:
    """Write all the files or none: what was there before stays where one cannot be written."""
    beside = {path: path.with_name(f".bookbuild-{os.getpid()}{path.suffix}") for path in files}
    path = Path()
    try:
        for path, content in files.items():
            path.parent.mkdir(parents=True, exist_ok=True)
            if _is_folder(path):
                raise IsADirectoryError(EISDIR, os.strerror(EISDIR))
            with beside[path].open("wb") as file:
                copyfileobj(content, file)
        for path, made in beside.items():
            made.replace(path)
    except (FileExistsError, NotADirectoryError):
        raise OutputError(f"cannot write {path}: part of its path is a file, no folder") from None
    except OSError as error:
        raise OutputError(f"cannot write {path}: {error.strerror}") from None
    finally:
        for made in beside.values():
            with suppress(OSError):  # it is not there, or could not be
                made.unlink()


def _is_folder(path: Path) -> bool:
    try:
        return path.is_dir()
    except OSError:  # a name that is too long, or a folder that we may not look into
        return False


def _shown(path: Path) -> Path:
    """The path from where the user stands, or the whole of it where that is shorter."""
    relative = Path(os.path.relpath(path))
    return path if relative.parts[:1] == ("..",) else relative
