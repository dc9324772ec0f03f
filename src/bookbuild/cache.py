"""What earlier builds made and this one may use again: files in ``.bookbuild/`` of the project.

A room of the cache belongs to one part of the program. It holds pieces, named by the hash of what
is in them, and an index: which file of the author's has which hash, and which piece came of which
key. Nothing in it is needed: where it is damaged it is made anew, where it cannot be written there
is none, and a book is the same with and without it.
"""

import hashlib
import json
import os
import threading
from collections.abc import Mapping
from contextlib import suppress
from dataclasses import dataclass
from pathlib import Path
from typing import Any

FOLDER = ".bookbuild"
INDEX = "index.json"
FORM = 1  # of the index; another one is not read
# Builds that may pass a piece by before it goes. Several books can share a folder, and a build that
# runs at the same time must not lose what it has just found.
KEPT_BUILDS = 8
# Signature and reason: Cache Directory Tagging Specification (bford.info/cachedir). Programs that
# make backups pass such a folder by.
TAG = b"Signature: 8a477f597d28d172789f06886806bc55\n# Made by bookbuild; it may be deleted.\n"
HEX = frozenset("0123456789abcdef")

Facts = Mapping[str, Any]


@dataclass(frozen=True, slots=True)
class Kept:
    """What stands under a key: the file that holds it, or itself, and what is known about it.

    ``digest``: the SHA-256 of the content.
    """

    content: bytes | Path
    digest: str
    facts: Facts


class Cache:
    """One room of the cache of the project in ``root``. Any thread may ask it."""

    def __init__(self, root: Path, room: str) -> None:
        self._root = root
        self._folder = root / FOLDER / room
        self._is_open: bool | None = None  # None: nobody has wanted to write yet
        self._lock = threading.Lock()
        self._written_ns, index = _read_index(self._folder / INDEX)
        self._files: dict[str, list[Any]] = index["files"]  # path → size, times, inode, hash
        self._results: dict[str, list[Any]] = index["results"]  # key → hash of the piece, facts
        self._ages: dict[str, int] = index["ages"]  # of all of these, in builds
        self._before = json.dumps(index, sort_keys=True)
        self._used: set[str] = set()
        self._was_unsure = False

    def fingerprint(self, path: Path) -> str:
        """Return the SHA-256 of a file, without reading it if it looks as it did.

        Raises:
            OSError: it cannot be read.
        """
        name = os.path.relpath(path, self._root)
        self._used.add(name)
        known = self._files.get(name)
        if known is not None and known[:4] == (state := _state(path.stat())):
            if max(state[1:3]) < self._written_ns:
                return str(known[4])
            # As git does: what changed while the index was written may have changed again.
            self._was_unsure = True
        with path.open("rb") as file:
            state = _state(os.fstat(file.fileno()))
            made = hashlib.file_digest(file, "sha256").hexdigest()
        self._files[name] = [*state, made]
        return made

    def get(self, key: str) -> Kept | None:
        """Return what an earlier build put there; None: nothing, or it is damaged."""
        try:
            piece, facts = self._results[key]
            path = self._folder / piece
            if self.fingerprint(path) != piece:
                return None
        except (KeyError, OSError):
            return None
        self._used |= {key, piece}
        return Kept(path, piece, facts)

    def put(self, key: str, data: bytes, facts: Facts) -> Kept:
        """Keep ``data`` under ``key``; where nothing can be written, it is only handed back."""
        piece = hashlib.sha256(data).hexdigest()
        path = self._folder / piece
        if not self._can_write() or not _write(path, data):
            return Kept(data, piece, facts)
        self._results[key] = [piece, dict(facts)]
        self._used |= {key, piece}
        with suppress(OSError):  # somebody may clear the cache while we use it
            name = os.path.relpath(path, self._root)
            self._files[name] = [*_state(path.stat()), piece]
            self._used.add(name)
        return Kept(path, piece, facts)

    def save(self) -> None:
        """Write the index, and drop what no build has used for a while."""
        if self._is_open is None and not self._files:
            return
        self._grow_old()
        index = {"files": self._files, "results": self._results, "ages": self._ages}
        text = json.dumps(index, sort_keys=True)
        if (text != self._before or self._was_unsure) and self._can_write():
            _write(self._folder / INDEX, json.dumps({"form": FORM, **index}).encode())

    def _grow_old(self) -> None:
        pieces = {file.name for file in _listed(self._folder) if file.name != INDEX}
        names = {*self._files, *self._results, *pieces}
        self._ages = {
            name: age
            for name in sorted(names)
            if (age := 0 if name in self._used else self._ages.get(name, 0) + 1)
        }
        old = {name for name, age in self._ages.items() if age > KEPT_BUILDS}
        for piece in pieces & old:
            with suppress(OSError):
                (self._folder / piece).unlink()
        for table in (self._files, self._results, self._ages):
            for name in old & table.keys():
                del table[name]

    def _can_write(self) -> bool:
        """Make the folder, once, with what tells git and backups to leave it alone."""
        with self._lock:
            if self._is_open is None:
                self._is_open = _open(self._root / FOLDER, self._folder)
            return self._is_open


def _open(outer: Path, folder: Path) -> bool:
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError:
        return False
    notes = {"CACHEDIR.TAG": TAG, ".gitignore": b"*\n"}
    return os.access(folder, os.W_OK) and all(
        (outer / name).exists() or _write(outer / name, data) for name, data in notes.items()
    )


def _read_index(path: Path) -> tuple[int, dict[str, Any]]:
    """Return when the index was written, and what it says: nothing, if it is damaged."""
    try:
        with path.open("rb") as file:
            written_ns = os.fstat(file.fileno()).st_mtime_ns
            index = json.load(file)
        files, results, ages = (index[name] for name in ("files", "results", "ages"))
        is_sound = (
            index["form"] == FORM
            and all(len(known) == 5 for known in files.values())
            and all(_is_piece(piece) and facts is not None for piece, facts in results.values())
            and all(age > 0 for age in ages.values())
        )
    except (OSError, ValueError, LookupError, TypeError, AttributeError):
        is_sound = False
    if not is_sound:
        return 0, {"files": {}, "results": {}, "ages": {}}
    return written_ns, {"files": files, "results": results, "ages": ages}


def _is_piece(name: str) -> bool:
    """Whether ``name`` is one that we give: a file of this folder, never one elsewhere."""
    return len(name) == 64 and HEX.issuperset(name)


def _state(found: os.stat_result) -> list[int]:
    """Return what of a file changes when somebody writes to it, even if its time is put back."""
    return [found.st_size, found.st_mtime_ns, found.st_ctime_ns, found.st_ino]


def _listed(folder: Path) -> list[Path]:
    try:
        return sorted(folder.iterdir())
    except OSError:
        return []


def _write(path: Path, data: bytes) -> bool:
    """Write a file beside its place and rename it: nobody sees half of it. False: it cannot be."""
    beside = path.with_name(f"{path.name}.{os.getpid()}-{threading.get_ident()}")
    try:
        beside.write_bytes(data)
        beside.replace(path)
    except OSError:
        with suppress(OSError):
            beside.unlink()
        return False
    return True
