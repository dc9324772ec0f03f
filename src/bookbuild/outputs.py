"""Where the editions of a book go, and how they get there whole."""

import os
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild.build import Result
from bookbuild.model import Project
from bookbuild.writers import WRITERS


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
        is_folder = self.out.endswith(("/", os.sep)) or Path(self.out).is_dir()
        return bool(self.out) and len(self.formats) == 1 and not is_folder

    def check(self) -> None:
        """Refuse, before anything is built, to write over a source or into a file as a folder.

        Raises:
            OutputError: the output cannot be written as asked.
        """
        path = Path(self.out)
        if self.is_file:
            self._refuse_source(path)
        elif self.out and path.exists() and not path.is_dir():
            raise OutputError(f"{self.out} is a file; a folder is wanted")

    def write(self, result: Result) -> Iterator[Output]:
        """Write the editions, each beside its place and then renamed: nobody sees half a file.

        Raises:
            OutputError: a file cannot be written, or is a source of the book.
        """
        paths = [self._place(result.name, edition.format) for edition in result.editions]
        for path in paths:
            self._refuse_source(path)
        for path, edition in zip(paths, result.editions, strict=True):
            _write(path, edition.data)
            yield Output(_shown(path), len(edition.data), edition.pages)

    def _place(self, name: str, form: str) -> Path:
        if self.is_file:
            return Path(self.out)
        is_project = self.project.folder != self.project.root
        dist = self.project.root / "dist" if is_project else Path("dist")
        return (Path(self.out) if self.out else dist) / f"{name}.{form}"

    def _refuse_source(self, path: Path) -> None:
        """Refuse a path at which the book itself is read."""
        target = path.resolve()
        if not target.is_file():
            return
        places = [self.project.folder, self.project.root / "styles"]
        is_inside = any(target.is_relative_to(place.resolve()) for place in places)
        is_edition = target.suffix.lstrip(".") in WRITERS
        is_named = target in {file.resolve() for file in self.project.files}
        if is_named or (is_inside and not is_edition):
            raise OutputError(f"{path} is a source of this book; name another output")


def _write(path: Path, data: bytes) -> None:
    beside = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        path.parent.mkdir(parents=True, exist_ok=True)
        beside.write_bytes(data)
        beside.replace(path)
    except OSError as error:
        beside.unlink(missing_ok=True)
        raise OutputError(f"cannot write {path}: {error.strerror}") from None


def _shown(path: Path) -> Path:
    """The path from where the user stands, or the whole of it where that is shorter."""
    relative = Path(os.path.relpath(path))
    return path if relative.parts[:1] == ("..",) else relative
