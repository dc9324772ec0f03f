"""The pictures that chapters name: where each lies in the project, and its asset."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field
from pathlib import Path
from typing import NamedTuple

from bookbuild.bookconfig import BookConfig
from bookbuild.cache import Cache
from bookbuild.config import trim_size_mm
from bookbuild.diagnostics import Progress, Rule
from bookbuild.document.places import NoPictureError, Places
from bookbuild.model import Asset, Chapter, Project
from bookbuild.pictures.darkroom import Order, Picture, prepare
from bookbuild.pictures.drawings import Lettering
from bookbuild.pictures.formats import PictureError
from bookbuild.pictures.remarks import remarks_on
from bookbuild.rules import BAD_PICTURE
from bookbuild.slugs import Names, identifier
from bookbuild.tables import shown
from bookbuild.xhtml import Element, classes

# Classes of pictures that print wider than the measure.
WIDE = frozenset({"full-width", "full-bleed"})
PRINT_PPI = 300
INCH_MM = 25.4


class Wanted(NamedTuple):
    """A picture that a chapter names, and whether it prints wider than the measure."""

    chapter: Chapter
    src: str
    is_wide: bool = False


@dataclass(slots=True)
class Shelf:
    """The pictures of a project, each made once however often it is used."""

    project: Project
    config: BookConfig = field(default_factory=BookConfig)
    lettering: Lettering = field(default_factory=lambda: Lettering("en"))
    _places: Places = field(init=False)
    _made: dict[Path, Picture | PictureError] = field(default_factory=dict)
    _large: dict[Path, Picture] = field(default_factory=dict)
    _assets: dict[str, Asset] = field(default_factory=dict)  # by the digest of the content
    _print_assets: dict[str, Asset] = field(default_factory=dict)
    _pixels: dict[str, Asset] = field(default_factory=dict)
    _names: Names = field(default_factory=Names)
    _said: set[Path] = field(default_factory=set)

    def __post_init__(self) -> None:
        self._places = Places(self.project)

    def prepare(self, wanted: Iterable[Wanted], progress: Progress = str) -> None:
        """Make all the pictures that are wanted; ``fetch`` will say which cannot be had."""
        orders: dict[Path, Order] = {}
        large: dict[Path, Order] = {}
        for chapter, src, is_wide in wanted:
            try:
                path = self.locate(chapter, src).resolve()
            except NoPictureError:
                continue
            orders[path] = Order(path, self.config.epub.picture_px, self.lettering)
            if is_wide:
                large[path] = Order(path, self._print_px())
        if not orders:
            return
        cache = Cache(self.project.root, "pictures")
        made = prepare([*orders.values(), *large.values()], cache, progress)
        self._made.update((path, made[order]) for path, order in orders.items())
        for path, order in large.items():
            if isinstance(found := made[order], Picture):
                self._large[path] = found

    def fetch(self, chapter: Chapter, src: str) -> Asset:
        """Return the picture that ``chapter`` calls ``src``.

        Raises:
            NoPictureError: it cannot be had; the fault says which rule speaks of it, and why.
        """
        path = self.locate(chapter, src).resolve()
        if path not in self._made:
            self.prepare([Wanted(chapter, src)])
        found = self._made[path]
        if isinstance(found, PictureError):
            message = f'the picture "{shown(src)}" {found}'
            raise NoPictureError(BAD_PICTURE, message, found.hint)
        return self._asset(path, found)

    def remarks(self, chapter: Chapter, src: str) -> Iterator[tuple[Rule, str, str]]:
        """Yield rule, message and hint of what there is to say of a picture; once for each file."""
        path = self.locate(chapter, src).resolve()
        found = self._made[path]
        if path not in self._said and isinstance(found, Picture):
            self._said.add(path)
            yield from remarks_on(path.name, found)

    def locate(self, chapter: Chapter, src: str) -> Path:
        """Return the file that ``chapter`` calls ``src``, in its true folder; it may be a link.

        Raises:
            NoPictureError: there is none that the book may show.
        """
        return self._places.find(chapter, src)

    def assets(self) -> tuple[Asset, ...]:
        """Return all the pictures that were used, in the order of their names."""
        return tuple(sorted(self._assets.values(), key=lambda asset: asset.href))

    def print_assets(self) -> tuple[Asset, ...]:
        """Return those that print larger, under the same names."""
        return tuple(asset for _, asset in sorted(self._print_assets.items()))

    def pixels(self) -> dict[str, Asset]:
        """Return drawings made of pixels, by the names of the drawings."""
        return dict(sorted(self._pixels.items()))

    def _asset(self, path: Path, found: Picture) -> Asset:
        """Return the asset of a picture; two files that are alike are one."""
        key = found.digest
        if key not in self._assets:
            stem = self._names.take(identifier(path.stem, "img"))
            self._assets[key] = made = _as_asset(found, f"images/{stem}")
            if found.pixels is not None:
                self._pixels[made.href] = _as_asset(found.pixels, f"images/{stem}")
        asset, large = self._assets[key], self._large.get(path)
        if large is not None and large.width_px > found.width_px:
            self._print_assets[asset.href] = _as_asset(large, asset.href, is_named=True)
        return asset

    def _print_px(self) -> int:
        """Return how many pixels the longer side of a page takes."""
        size_mm = trim_size_mm(self.config.pdf.trim)
        assert size_mm is not None, "config has checked the trim"
        return round(max(size_mm) / INCH_MM * PRINT_PPI)


def wanted_pictures(chapter: Chapter, trees: Iterable[Element]) -> Iterator[Wanted]:
    """Yield the pictures that a chapter names: in its text, and its portrait."""
    if chapter.portrait:
        yield Wanted(chapter, chapter.portrait)
    for tree in trees:
        for picture in tree.iter("img"):
            holders = (picture, *picture.iterancestors("figure"))
            is_wide = any(WIDE & set(classes(holder)) for holder in holders)
            yield Wanted(chapter, picture.get("src", ""), is_wide)


def _as_asset(picture: Picture, name: str, *, is_named: bool = False) -> Asset:
    href = name if is_named else f"{name}.{picture.suffix}"
    return Asset(href, picture.media_type, picture.content, picture.width_px, picture.height_px)
