"""The alt.toml files of a book: each is read once, and what none of them says is kept in mind."""

import os
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from pathlib import Path

from bookbuild.alternatives import FILE_NAME, AltFile, Entry, key_of, read_alternatives
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Chapter, Project, Undescribed
from bookbuild.rules import BROKEN_ALTERNATIVES, UNUSED_ALTERNATIVE
from bookbuild.tables import shown, suggestion
from bookbuild.textfiles import read_source

OWN = "an alt.toml speaks of the pictures beside it"


@dataclass(slots=True)
class AltFiles:
    """What the alt.toml files of ``project`` say, whose language is ``language``.

    ``undescribed``: the pictures that lack words of the author's, as they are come upon.
    """

    project: Project
    language: str
    report: Report
    undescribed: list[Undescribed] = field(default_factory=list)
    _by_folder: dict[Path, AltFile | None] = field(default_factory=dict)
    _needed: set[Path] = field(default_factory=set)

    def entry(self, picture: Path) -> Entry | None:
        """Return what is said of a picture of the book, and count the entry as needed."""
        self._needed.add(picture)
        file = self.beside(picture)
        return file.entries.get(key_of(picture.name)) if file is not None else None

    def beside(self, picture: Path) -> AltFile | None:
        """Return the alt.toml in the folder of ``picture``; None: there is none."""
        folder = picture.parent
        if folder not in self._by_folder:
            self._by_folder[folder] = self._read(folder / FILE_NAME)
        return self._by_folder[folder]

    def shown_beside(self, picture: Path) -> str:
        """Return the alt.toml in the folder of ``picture``, there or not, as one would type it."""
        root = self.project.root.resolve()
        return (picture.parent.relative_to(root) / FILE_NAME).as_posix()

    def report_unused(self, chapters: Iterable[Chapter]) -> None:
        """Report the entries that speak of no picture of the book, when all pictures are known."""
        for folder in self._likely_folders(chapters):
            self.beside(folder / FILE_NAME)
        for folder, file in self._by_folder.items():
            if file is not None and file.entries:
                names = _names_in(folder)
                for key, entry in file.entries.items():
                    self._report_unused(key, entry, names)

    def _report_unused(self, key: str, entry: Entry, names: Mapping[str, Path]) -> None:
        """Report an entry that no picture needs. ``names``: the files of its folder."""
        if key not in names:
            message = f'there is no "{shown(key)}" beside this file'
            hint = suggestion(key, names, "move the entry into the folder of the picture: " + OWN)
        elif names[key] not in self._needed and not self.project.files:
            message = f'no chapter shows "{shown(key)}"'
            hint = "delete the entry, unless a chapter that is left out needs it"
        else:  # files that are named one by one may be a part of a book
            return
        self.report(Diagnostic(UNUSED_ALTERNATIVE, entry.place, message, hint))

    def _read(self, path: Path) -> AltFile | None:
        if not os.path.lexists(path):
            return None
        root = self.project.root.resolve()
        name = path.relative_to(root).as_posix()
        if not path.resolve().is_relative_to(root):
            hint = "copy it into the project: a book is built from its own files alone"
            message = "is a link that leads out of the project"
            self.report(Diagnostic(BROKEN_ALTERNATIVES, Location(name), message, hint))
            return AltFile(name, {}, is_whole=False)
        source = read_source(self.project, self.project.root / name, self.report)
        if source is None:
            return AltFile(name, {}, is_whole=False)
        return read_alternatives(source, self.language, self.report)

    def _likely_folders(self, chapters: Iterable[Chapter]) -> Iterator[Path]:
        """Yield where an alt.toml may lie that no picture has led to."""
        root = self.project.root.resolve()
        homes = {self.project.folder.resolve()}
        homes |= {(root / chapter.source.path).parent.resolve() for chapter in chapters}
        for home in sorted(homes):
            if home.is_relative_to(root):
                yield from (home, home / "img")


def _names_in(folder: Path) -> dict[str, Path]:
    """Return the files in ``folder`` by how their names are compared."""
    try:
        files = sorted(folder.iterdir())
    except OSError:  # we may open its files, but not list them
        return {}
    return {key_of(file.name): file for file in files if file.name != FILE_NAME}
