"""A picture of pixels as every edition can show it: upright, in sRGB, on white, not too large.

What is so already keeps its coded data. It shares Pillow with the other modules of this package.
"""

import io
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from functools import cache

from PIL import Image, JpegImagePlugin

from bookbuild.pictures.formats import DAMAGE, HEIC, check_size, is_animated, kind_of, opened
from bookbuild.pictures.profiles import as_srgb, is_srgb
from bookbuild.pictures.stripping import strip_jpeg, strip_png

MOST_PIXELS = 5_600_000  # Apple Books refuses more in one picture
QUALITY = 90  # of a JPEG that is made anew, at most
MEDIA_TYPES = {"JPEG": "image/jpeg", "PNG": "image/png"}
ORIENTATION = 0x0112  # the EXIF tag: how the camera was held
UPRIGHT = {
    2: Image.Transpose.FLIP_LEFT_RIGHT,
    3: Image.Transpose.ROTATE_180,
    4: Image.Transpose.FLIP_TOP_BOTTOM,
    5: Image.Transpose.TRANSPOSE,
    6: Image.Transpose.ROTATE_270,
    7: Image.Transpose.TRANSVERSE,
    8: Image.Transpose.ROTATE_90,
}
SIDEWAYS = tuple(UPRIGHT[number] for number in (5, 6, 7, 8))  # width becomes height
LOSSY = ("JPEG", "AVIF", HEIC)
WITHOUT_LOSS, NEAR_START = b"VP8L", 1 << 16  # the chunk of a WebP that lost nothing, and where
# Modes in which a file can stay as it is.
PLAIN = {"JPEG": ("RGB", "L"), "PNG": ("RGB", "RGBA", "L", "LA", "P", "1")}
STRIPPERS: Mapping[str, Callable[[bytes], bytes]] = {"JPEG": strip_jpeg, "PNG": strip_png}
DEPTH_AT = 24  # the byte of a PNG that says how many bits a sample has (§11.2.1)
CLEAR = ("RGBA", "LA")  # modes of a PNG with an alpha channel, even if it hides nothing
COLOURED = {"P": "RGB", "1": "L"}  # what a mode becomes where colours are mixed
HALVED = 2  # how Pillow calls 4:2:0: colours in half the pixels each way
# A photograph has thousands of colours and no ground: tried on scans, charts and photographs.
SAMPLE_PX, MANY_COLOURS, MANY_GREYS, GROUND = 256, 4096, 128, 0.25


@dataclass(frozen=True, slots=True)
class Developed:
    """A picture that can go into a book; ``kind`` is what its file was.

    ``is_still``: it is the first frame of an animation.
    """

    data: bytes
    media_type: str
    width_px: int
    height_px: int
    kind: str
    is_still: bool = False


@dataclass(frozen=True, slots=True)
class _Negative:
    """An open picture, and what it must become. Sizes are those before it is turned upright."""

    picture: Image.Image
    kind: str
    stored: tuple[int, int]
    size: tuple[int, int]
    turn: Image.Transpose | None
    profile: bytes
    is_lossy: bool  # whether its coding has lost something already

    @property
    def is_large(self) -> bool:
        return self.size != self.stored


def develop(data: bytes, long_side_px: int = 0) -> Developed:
    """Return the picture in ``data``, its longer side at most ``long_side_px``; 0: no such limit.

    It has at most ``MOST_PIXELS``, and is never enlarged.

    Raises:
        PictureError: the file is not a whole picture of a known kind.
    """
    with opened(data) as picture:
        is_still = is_animated(picture)
        negative = _expose(picture, data, long_side_px)
        kept = _keep(negative, data)
        if not kept or negative.is_large or picture.mode in CLEAR:
            made, media_type = _remake(negative)
            # Smaller in pixels and larger in bytes: then what there was does better.
            if not kept or len(made) < len(kept):
                turned = negative.turn in SIDEWAYS
                size = negative.size[::-1] if turned else negative.size
                return Developed(made, media_type, *size, negative.kind, is_still)
        size = negative.stored
        return Developed(kept, MEDIA_TYPES[negative.kind], *size, negative.kind, is_still)


def fit(size: tuple[int, int], long_side_px: int = 0) -> tuple[int, int]:
    """Return ``size`` scaled down to the limits of ``develop``; never scaled up."""
    width, height = size
    scale = min(1.0, (MOST_PIXELS / (width * height)) ** 0.5)
    if long_side_px:
        scale = min(scale, long_side_px / max(size))
    return (max(1, int(width * scale + 1e-6)), max(1, int(height * scale + 1e-6)))


# -- looking --------------------------------------------------------------------------------------


def _expose(picture: Image.Image, data: bytes, long_side_px: int) -> _Negative:
    """Decode a picture; a JPEG no further than it takes, which is many times as fast."""
    kind = kind_of(picture)
    is_lossy = kind in LOSSY or (kind == "WEBP" and WITHOUT_LOSS not in data[:NEAR_START])
    if kind != "JPEG":  # the size and the orientation of a TIFF are settled when it is decoded
        check_size(picture)
        picture.load()
    stored = picture.size
    turn = UPRIGHT.get(_orientation(picture))
    profile = picture.info.get("icc_profile") or b""
    size = fit(stored, long_side_px)
    negative = _Negative(picture, kind, stored, size, turn, profile, is_lossy)
    if kind == "JPEG":
        is_done = _is_sound(negative) and not negative.is_large
        picture.draft(None, (1, 1) if is_done else negative.size)
        check_size(picture)
        picture.load()
    return negative


def _orientation(picture: Image.Image) -> int:
    try:
        return int(picture.getexif().get(ORIENTATION, 1))
    except DAMAGE:  # of the metadata alone
        return 1


def _keep(negative: _Negative, data: bytes) -> bytes:
    """Return the file without its metadata if its coded data can stay; empty: it cannot."""
    width, height = negative.stored
    strip = STRIPPERS.get(negative.kind)
    if strip is None or width * height > MOST_PIXELS or not _is_sound(negative):
        return b""
    if negative.kind == "PNG" and (data[DEPTH_AT] > 8 or not _is_opaque(negative.picture)):
        return b""
    try:
        return strip(data)
    except ValueError:  # Pillow has read it all the same
        return b""


def _is_sound(negative: _Negative) -> bool:
    """Whether a picture is upright, and its colours are what every reader takes them for."""
    mode = negative.picture.mode
    is_plain = mode in PLAIN[negative.kind] if negative.kind in PLAIN else False
    shown_as = "L" if mode in ("L", "LA", "1") else "RGB"
    return is_plain and negative.turn is None and is_srgb(negative.profile, shown_as)


def _is_opaque(picture: Image.Image) -> bool:
    if not picture.has_transparency_data:
        return True
    alpha = picture.convert("RGBA").getchannel("A").getextrema()
    return alpha == (255, 255)


# -- making ---------------------------------------------------------------------------------------


def _remake(negative: _Negative) -> tuple[bytes, str]:
    """Return the picture made anew, and its media type."""
    picture = _plain(negative.picture)
    as_jpeg = _suits_jpeg(picture, negative)
    if picture.mode == "P" and not negative.is_large:
        made = _repaint(picture, negative.profile)
    else:
        made = _on_white(_scaled(picture, negative.size))
        made = made if made.mode == "1" else as_srgb(made, negative.profile)
    if negative.turn is not None:
        made = made.transpose(negative.turn)
    made = made.copy() if made is negative.picture else made
    made.info.clear()  # or Pillow writes some of it again
    if as_jpeg:
        return _jpeg(made if made.mode in ("RGB", "L") else made.convert("RGB"), negative.picture)
    return _png(made)


def _plain(picture: Image.Image) -> Image.Image:
    """Return a picture in a mode that can be scaled: of 16 bits a sample the higher eight."""
    mode = picture.mode
    if mode.startswith(("I", "F")):
        low, high = (0, 0xFFFF) if mode.startswith("I;16") else _range(picture)
        scale = 255 / (high - low or 1)
        levels = picture.convert("F").point(lambda level: level * scale - low * scale)
        return levels.convert("L")
    same = {"RGBa": "RGBA", "La": "LA", "PA": "RGBA", "YCbCr": "RGB", "HSV": "RGB", "RGBX": "RGB"}
    return picture.convert(same[mode]) if mode in same else picture


def _range(picture: Image.Image) -> tuple[float, float]:
    """Return the levels of black and white where the mode of a picture does not say them."""
    low, high = picture.getextrema()
    assert isinstance(low, int | float) and isinstance(high, int | float), "it has one band"  # noqa: PT018
    if picture.mode == "I" and low >= 0 and high <= 0xFFFF:
        return 0, 0xFFFF if high > 0xFF else 0xFF
    return low, high


def _scaled(picture: Image.Image, size: tuple[int, int]) -> Image.Image:
    if picture.size == size:
        return picture
    if picture.mode in ("P", "1"):
        picture = picture.convert(
            "RGBA" if picture.has_transparency_data else COLOURED[picture.mode]
        )
    elif picture.has_transparency_data:
        picture = picture.convert("LA" if picture.mode in ("L", "LA") else "RGBA")
    return picture.resize(size, Image.Resampling.LANCZOS)


def _on_white(picture: Image.Image) -> Image.Image:
    """Return a picture without transparency: what was clear is white, as the page is in print."""
    if not picture.has_transparency_data:
        return picture.convert("RGB") if picture.mode == "P" else picture
    clear = picture.convert("RGBA")
    ground = Image.new("RGB", picture.size, "white")
    ground.paste(clear, mask=clear.getchannel("A"))
    return ground.convert("L") if picture.mode in ("L", "LA", "1") else ground


def _repaint(picture: Image.Image, profile: bytes) -> Image.Image:
    """Do to the palette what else would be done to every pixel."""
    made = picture.copy()
    made.apply_transparency()
    entries = 1 + max(int(level) for level in made.getextrema() if isinstance(level, int | float))
    colours = bytes(made.getpalette("RGBA") or ())[: 4 * entries]
    swatch = Image.frombytes("RGBA", (len(colours) // 4, 1), colours)
    made.putpalette(as_srgb(_on_white(swatch), profile).tobytes(), "RGB")
    return made


# -- saving ---------------------------------------------------------------------------------------


def _suits_jpeg(picture: Image.Image, negative: _Negative) -> bool:
    """Whether JPEG does no harm: to what was coded with losses before, and to photographs."""
    if negative.kind in ("JPEG", "PNG", "GIF"):
        return negative.kind == "JPEG"
    is_coded = negative.is_lossy and not picture.has_transparency_data
    return is_coded or _is_photograph(picture)


def _is_photograph(picture: Image.Image) -> bool:
    size = (min(SAMPLE_PX, picture.width), min(SAMPLE_PX, picture.height))
    sample = _on_white(picture.resize(size, Image.Resampling.NEAREST))
    colours = sample.getcolors(SAMPLE_PX**2) or []
    commonest = max(count for count, _ in colours) / (size[0] * size[1])
    many = MANY_GREYS if sample.mode == "L" else MANY_COLOURS
    return len(colours) > many and commonest < GROUND


def _jpeg(picture: Image.Image, source: Image.Image) -> tuple[bytes, str]:
    """Code a picture no finer than ``source`` was, whose losses no number of bytes brings back."""
    best = _best_tables(picture.mode)
    coarse: Mapping[int, list[int]] = getattr(source, "quantization", None) or {}
    tables = [
        [min(255, max(pair)) for pair in zip(table, coarse.get(number, table), strict=True)]
        for number, table in enumerate(best)
    ]
    is_jpeg = isinstance(source, JpegImagePlugin.JpegImageFile)
    sampling = JpegImagePlugin.get_sampling(source) if is_jpeg else HALVED
    sampling = HALVED if sampling < 0 else sampling
    buffer = io.BytesIO()
    picture.save(buffer, "JPEG", qtables=tables, subsampling=sampling, optimize=True)
    return buffer.getvalue(), MEDIA_TYPES["JPEG"]


@cache
def _best_tables(mode: str) -> list[list[int]]:
    """Return the quantisation tables of ``QUALITY``: one for grey, two for colours."""
    buffer = io.BytesIO()
    Image.new(mode, (8, 8)).save(buffer, "JPEG", quality=QUALITY)
    with Image.open(buffer) as picture:
        return [list(table) for _, table in sorted(picture.quantization.items())]  # type: ignore[attr-defined]


def _png(picture: Image.Image) -> tuple[bytes, str]:
    buffer = io.BytesIO()
    picture.save(buffer, "PNG", compress_level=9)
    return buffer.getvalue(), MEDIA_TYPES["PNG"]
