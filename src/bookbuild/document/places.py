"""Where in the project a picture lies that a chapter names, and why it lies nowhere."""

import os
import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from difflib import get_close_matches
from pathlib import Path, PurePath
from urllib.parse import unquote

from bookbuild.diagnostics import Rule
from bookbuild.model import Chapter, Project
from bookbuild.rules import BAD_PICTURE, MISSING_PICTURE, OUTSIDE_PICTURE, REMOTE_PICTURE
from bookbuild.tables import shown

REMOTE = re.compile(r"[a-z][a-z0-9+.-]+:|//", re.IGNORECASE)
LOCAL = re.compile(r"(?:file:|[a-z]:)[\\/]", re.IGNORECASE)  # an address of one machine
QUERY = re.compile(r"[?#].*", re.DOTALL)
COPY = "copy it into the project: a book is built from its own files alone"


class NoPictureError(Exception):
    """A picture cannot stand in the book."""

    def __init__(self, rule: Rule, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


@dataclass(slots=True)
class Places:
    """The folders of a project as they are read, each once."""

    project: Project
    _entries: dict[Path, frozenset[str]] = field(default_factory=dict)
    _found: dict[tuple[str, str], Path] = field(default_factory=dict)

    def find(self, chapter: Chapter, src: str) -> Path:
        """Return the file that ``chapter`` calls ``src``, in its true folder; it may be a link.

        Raises:
            NoPictureError: there is none, or none that a book may hold.
        """
        folder = (self.project.root / chapter.source.path).parent
        key = (str(folder), src)
        if key not in self._found:
            self._found[key] = self._find(folder, src)
        return self._found[key]

    def _find(self, folder: Path, src: str) -> Path:
        named = f'the picture "{shown(src)}"'
        _refuse_address(src, named)
        fault = None
        for name in _readings(src):
            base = self.project.folder if name.startswith("/") else folder
            try:
                return self._walk(base, name.lstrip("/"), named)
            except NoPictureError as error:
                fault = error
        if fault is None:
            hint = "write its file between the round brackets: ![a description](img/name.jpg)"
            raise NoPictureError(MISSING_PICTURE, "a picture without a file", hint)
        raise fault

    def _walk(self, base: Path, name: str, named: str) -> Path:
        """Go from folder to folder, in each by the names that are really there.

        A file system that takes ``A.png`` for ``a.png`` must not hide that another one will not.
        """
        root = self.project.root.absolute()
        path = Path(os.path.normpath(base.absolute() / name))
        if not path.is_relative_to(root):
            raise NoPictureError(OUTSIDE_PICTURE, f"{named} lies outside the project", COPY)
        here, parts = root, path.relative_to(root).parts
        for number, part in enumerate(parts, 1):
            here = self._step(here, part, named, is_last=number == len(parts))
        if here.is_dir():
            raise NoPictureError(BAD_PICTURE, f"{named} is a folder")
        if not here.is_file():
            raise NoPictureError(BAD_PICTURE, f"{named} is no file of data")
        return here.parent.resolve() / here.name

    def _step(self, folder: Path, name: str, named: str, *, is_last: bool) -> Path:
        if not folder.is_dir():
            what = f'"{folder.name}" is a file, no folder'
            raise NoPictureError(MISSING_PICTURE, f"{named} does not exist", what)
        entries = self._list(folder, named)
        found = name if name in entries else _same_text(name, entries)
        if found is None:
            files = sorted(entry for entry in entries if (folder / entry).is_dir() is not is_last)
            otherwise = "put the file there, or mend its name"
            otherwise = otherwise if is_last else f'there is no folder "{shown(name)}"'
            hint = _advice(unicodedata.normalize("NFC", name), files, otherwise)
            raise NoPictureError(MISSING_PICTURE, f"{named} does not exist", hint)
        path = folder / found
        if path.is_symlink():
            self._follow(path, named)
        return path

    def _follow(self, path: Path, named: str) -> None:
        """Refuse a symbolic link that leads out of the project, or nowhere."""
        try:
            target = path.resolve(strict=True)
        except (OSError, RuntimeError):
            what = "is a symbolic link that leads nowhere"
            raise NoPictureError(MISSING_PICTURE, f"{named} {what}") from None
        if not target.is_relative_to(self.project.root.resolve()):
            what = f'"{shown(path.name)}" is a symbolic link that leads out of the project'
            raise NoPictureError(OUTSIDE_PICTURE, f"{named} lies outside the project: {what}", COPY)

    def _list(self, folder: Path, named: str) -> frozenset[str]:
        if folder not in self._entries:
            try:
                self._entries[folder] = frozenset(entry.name for entry in folder.iterdir())
            except OSError as error:
                why = f"{named} cannot be read: {error.strerror}"
                raise NoPictureError(BAD_PICTURE, why) from None
        return self._entries[folder]


def _refuse_address(src: str, named: str) -> None:
    if LOCAL.match(src):
        raise NoPictureError(OUTSIDE_PICTURE, f"{named} lies outside the project", COPY)
    if REMOTE.match(src):
        hint = "a build never uses the network: save the picture beside the chapter"
        raise NoPictureError(REMOTE_PICTURE, f"{named} is not in the project", hint)


def _readings(src: str) -> Iterator[str]:
    """Yield the names that ``src`` may mean: as it stands, decoded, and without a query.

    A file can be called ``100%.jpg`` or ``a#1.png``: what is there settles it.
    """
    names = (src, unquote(src), unquote(QUERY.sub("", src)))
    yield from dict.fromkeys(name for name in names if name)


def _advice(name: str, entries: Sequence[str], otherwise: str) -> str:
    """Say which entry is meant: by its case, or by what is most like it before the suffix."""
    same = [entry for entry in entries if entry.casefold() == name.casefold()]
    stems = {PurePath(entry).stem.casefold(): entry for entry in reversed(entries)}
    near = get_close_matches(PurePath(name).stem.casefold(), stems, n=1)
    meant = next(iter([*same, *(stems[stem] for stem in near)]), "")
    return f'did you mean "{shown(meant)}"?' if meant else otherwise


def _same_text(name: str, entries: frozenset[str]) -> str | None:
    """Return the entry that is ``name`` in other code points: macOS writes é as e and an accent."""
    wanted = unicodedata.normalize("NFC", name)
    same = (entry for entry in entries if unicodedata.normalize("NFC", entry) == wanted)
    return min(same, default=None)
