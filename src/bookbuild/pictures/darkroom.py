"""Many pictures at once: orders for files become pictures, those of earlier builds again."""

import hashlib
import json
import os
from collections.abc import Callable, Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor, as_completed
from dataclasses import asdict, dataclass, fields
from pathlib import Path

import PIL
import resvg_py
from PIL import features

from bookbuild.cache import Cache, Kept
from bookbuild.diagnostics import Progress
from bookbuild.pictures.drawings import Lettering, clean_drawing, rasterise
from bookbuild.pictures.formats import DRAWING, PictureError, is_drawing, without_warnings
from bookbuild.pictures.rasters import Developed, develop

# Of what this package makes: to be raised when the same file comes to make something else.
RECIPE = 1
SUFFIXES = {"image/jpeg": "jpg", "image/png": "png", "image/svg+xml": "svg"}
# What is kept of a picture beside its content.
FACTS = {field.name for field in fields(Developed)} - {"data"}
MOST_WORKERS = 4  # a photograph can take a hundred megabytes while it is made


@dataclass(frozen=True, slots=True)
class Order:
    """A picture that is wanted of a file: see ``rasters.develop``.

    ``lettering``: of a drawing, pixels are wanted as well.
    """

    path: Path
    long_side_px: int = 0
    lettering: Lettering | None = None


@dataclass(frozen=True, slots=True)
class Picture:
    """What has been made of an order: the picture, or the file of the cache that holds it.

    ``kind`` is what the author's file is; ``pixels`` a drawing made of pixels.
    """

    content: bytes | Path
    media_type: str
    width_px: int
    height_px: int
    kind: str
    is_still: bool = False
    digest: str = ""  # of the content: two files can come to the same
    pixels: "Picture | None" = None

    @property
    def suffix(self) -> str:
        return SUFFIXES[self.media_type]


Prepared = Mapping[Order, Picture | PictureError]


def prepare(orders: Iterable[Order], cache: Cache, progress: Progress) -> Prepared:
    """Return what becomes of each order; ``progress`` is told of those that had to be made."""
    wanted = tuple(dict.fromkeys(orders))
    made: dict[Order, Picture | PictureError] = {}
    # Pillow lets other threads run while it decodes, scales and codes.
    with without_warnings(), ThreadPoolExecutor(_workers()) as pool:
        waiting = {pool.submit(_make, order, cache): order for order in wanted}
        for number, future in enumerate(as_completed(waiting), 1):
            made[waiting[future]], is_new = future.result()
            if is_new:
                progress(f"pictures {number} of {len(wanted)}")
    cache.save()
    return {order: made[order] for order in wanted}


def _workers() -> int:
    return min(MOST_WORKERS, os.cpu_count() or 1)


def _make(order: Order, cache: Cache) -> tuple[Picture | PictureError, bool]:
    """Return what comes of an order, and whether it is new."""
    try:
        return _Bench(order, cache).make()
    except PictureError as error:
        return error, True
    except OSError as error:
        return PictureError(f"cannot be read: {error.strerror}"), True


@dataclass(slots=True)
class _Bench:
    """Where one order is worked on."""

    order: Order
    cache: Cache
    is_new: bool = False

    def make(self) -> tuple[Picture, bool]:
        order = self.order
        digest = self.cache.fingerprint(order.path)
        kept = self._kept(_key(digest, order.long_side_px), self._develop)
        assert kept is not None, "it is a picture, or an error has been raised"
        drawn = None
        if kept.facts["kind"] == DRAWING and order.lettering is not None:
            drawn = self._kept(_key(digest, _name(order.lettering)), lambda: self._rasterise(kept))
        pixels = _picture(drawn) if drawn is not None else None
        return _picture(kept, pixels), self.is_new

    def _kept(self, key: str, make: Callable[[], Developed | None]) -> Kept | None:
        """Return what the cache has under ``key``, or make it and put it there."""
        if (kept := self.cache.get(key)) is not None and kept.facts.keys() == FACTS:
            return kept
        self.is_new = True
        made = make()
        return None if made is None else self.cache.put(key, made.data, _facts(made))

    def _develop(self) -> Developed:
        data = self.order.path.read_bytes()
        return clean_drawing(data) if is_drawing(data) else develop(data, self.order.long_side_px)

    def _rasterise(self, kept: Kept) -> Developed | None:
        assert self.order.lettering is not None, "somebody wants pixels"
        return rasterise(_developed(kept), self.order.lettering)


def _key(*parts: object) -> str:
    """Return the name of what comes of ``parts`` by this recipe and these versions."""
    versions = [features.version(name) for name in ("jpg", "zlib", "littlecms2")]
    recipe = [RECIPE, PIL.__version__, *versions, resvg_py.__version__, *parts]
    return hashlib.sha256(json.dumps(recipe).encode()).hexdigest()


def _name(lettering: Lettering) -> list[object]:
    """Return what tells one lettering from another: the files of fonts by name and size."""
    sizes = [
        (face.family, face.weight, face.style, face.path.name, face.path.stat().st_size)
        for face in lettering.own
        if face.path is not None
    ]
    return [lettering.language, sizes]


def _facts(made: Developed) -> dict[str, object]:
    facts = asdict(made)
    del facts["data"]
    return facts


def _developed(kept: Kept) -> Developed:
    data = kept.content if isinstance(kept.content, bytes) else kept.content.read_bytes()
    return Developed(data, **kept.facts)


def _picture(kept: Kept, pixels: Picture | None = None) -> Picture:
    return Picture(kept.content, **kept.facts, digest=kept.digest, pixels=pixels)
