"""The pictures that chapters name: where each lies in the project, and its asset."""

import re
from dataclasses import dataclass, field
from pathlib import Path
from urllib.parse import unquote

from bookbuild.diagnostics import Rule
from bookbuild.images import PictureError, read_picture
from bookbuild.model import Asset, Chapter, Project
from bookbuild.rules import BAD_PICTURE, MISSING_PICTURE, OUTSIDE_PICTURE, REMOTE_PICTURE
from bookbuild.slugs import Names, identifier

REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)


@dataclass(slots=True)
class Shelf:
    """The pictures of a project, each read once however often it is used."""

    project: Project
    _by_path: dict[Path, Asset | PictureError] = field(default_factory=dict)
    _names: Names = field(default_factory=Names)

    def fetch(self, chapter: Chapter, src: str) -> Asset:
        """Return the picture that ``chapter`` calls ``src``.

        Raises:
            NoPictureError: it cannot be had; the fault says which rule speaks of it, and why.
        """
        path = self.locate(chapter, src).resolve()
        if path not in self._by_path:
            self._by_path[path] = self._read(path)
        found = self._by_path[path]
        if isinstance(found, PictureError):
            raise NoPictureError(BAD_PICTURE, f'the picture "{src}" {found}')
        return found

    def assets(self) -> tuple[Asset, ...]:
        """Return all the pictures that were used, in the order of their names."""
        used = (asset for asset in self._by_path.values() if isinstance(asset, Asset))
        return tuple(sorted(used, key=lambda asset: asset.href))

    def locate(self, chapter: Chapter, src: str) -> Path:
        """Return the file that ``chapter`` calls ``src``, in its true folder; it may be a link.

        Raises:
            NoPictureError: there is none that the book may show.
        """
        if REMOTE.match(src):
            hint = "a build never uses the network: save the picture beside the chapter"
            raise NoPictureError(REMOTE_PICTURE, f'the picture "{src}" is not in the project', hint)
        root, name = self.project.root.resolve(), unquote(src).split("?")[0].split("#")[0]
        if not name:
            hint = "write its file between the round brackets: ![a description](img/name.jpg)"
            raise NoPictureError(MISSING_PICTURE, "a picture without a file", hint)
        folder = (self.project.root / chapter.source.path).parent
        path = self.project.folder / name.lstrip("/") if name.startswith("/") else folder / name
        path = path.parent.resolve() / path.name
        if not all(place.is_relative_to(root) for place in (path, path.resolve())):
            hint = "copy it into the project: a book is built from its own files alone"
            raise NoPictureError(
                OUTSIDE_PICTURE, f'the picture "{src}" lies outside the project', hint
            )
        if path.is_dir():
            raise NoPictureError(BAD_PICTURE, f'the picture "{src}" is a folder')
        if not path.is_file():
            raise NoPictureError(
                MISSING_PICTURE, f'the picture "{src}" does not exist', _hint(path)
            )
        return path

    def _read(self, path: Path) -> Asset | PictureError:
        try:
            return read_picture(path, self._names.take(identifier(path.stem, "img")))
        except PictureError as error:
            return error
        except OSError as error:
            return PictureError(f"cannot be read: {error.strerror}")


class NoPictureError(Exception):
    """A picture cannot stand in the book."""

    def __init__(self, rule: Rule, message: str, hint: str = "") -> None:
        super().__init__(message)
        self.rule, self.message, self.hint = rule, message, hint


def _hint(path: Path) -> str:
    """Name the file that the author may have meant: the same name in another case."""
    folder = path.parent
    if not folder.is_dir():
        return f'there is no folder "{folder.name}"'
    same = [file.name for file in folder.iterdir() if file.name.casefold() == path.name.casefold()]
    return f'did you mean "{same[0]}"?' if same else "put the file there, or mend its name"
