"""A picture's file becomes an ``Asset``: read, checked, upright, and of a size that readers bear.

Owns Pillow, with ``cover``.
"""

import io
import struct
import warnings
from pathlib import Path

from PIL import Image, ImageOps, UnidentifiedImageError

from bookbuild.model import Asset
from bookbuild.xhtml import Element, parse_xml, serialise_xml

# What reading systems show without a fallback; the rest is converted.
KEPT = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "GIF": ("gif", "image/gif")}
MODES = {
    "JPEG": ("RGB", "L"),
    "PNG": ("RGB", "RGBA", "L", "LA", "P", "1", "I;16"),
    "GIF": ("P", "L", "RGB"),
}
MOST_PIXELS = 5_600_000  # Apple Books refuses more in one picture
SVG_SIZE = (600, 400)  # where a drawing does not say how large it is
SVG = "http://www.w3.org/2000/svg"
ORIENTATION = 0x0112  # the EXIF tag


class PictureError(Exception):
    """A picture cannot be used; the text says why, as the rest of a sentence."""


def read_picture(path: Path, stem: str) -> Asset:
    """Return the picture in ``path`` as an asset named ``images/<stem>`` and its suffix.

    Raises:
        PictureError: the file is not a whole picture of a known kind.
        OSError: the file cannot be read.
    """
    data = path.read_bytes()
    if not data.strip():
        raise PictureError("is empty")
    if path.suffix.lower() == ".svg" or data.lstrip()[:5] in (b"<svg ", b"<?xml"):
        return _read_drawing(data, stem)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            return _read_raster(data, stem)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PictureError("is too large to be opened safely") from None
    except UnidentifiedImageError:
        raise PictureError("is not a picture that bookbuild knows") from None
    except (OSError, SyntaxError, ValueError, EOFError, struct.error):
        raise PictureError("is damaged or cut short") from None


def _read_raster(data: bytes, stem: str) -> Asset:
    with Image.open(io.BytesIO(data)) as picture:
        form = picture.format or ""
        picture.load()
        upright = picture.getexif().get(ORIENTATION, 1) == 1
        fits = picture.width * picture.height <= MOST_PIXELS
        if form in KEPT and picture.mode in MODES[form] and upright and fits:
            suffix, media_type = KEPT[form]
            return Asset(f"images/{stem}.{suffix}", media_type, data, *picture.size)
        return _convert(picture, form, stem)


def _convert(picture: Image.Image, form: str, stem: str) -> Asset:
    """Turn the picture upright, scale it down if it must be, and save it as JPEG or PNG."""
    made = fit(ImageOps.exif_transpose(picture), most_pixels=MOST_PIXELS)
    buffer = io.BytesIO()
    if form in ("JPEG", "MPO") or (form == "WEBP" and not made.has_transparency_data):
        made.convert("L" if made.mode == "L" else "RGB").save(buffer, "JPEG", quality=90)
        suffix, media_type = KEPT["JPEG"]
    else:
        flat = made if made.mode in MODES["PNG"] else made.convert("RGBA")
        flat.save(buffer, "PNG", optimize=True)
        suffix, media_type = KEPT["PNG"]
    return Asset(f"images/{stem}.{suffix}", media_type, buffer.getvalue(), *made.size)


def fit(picture: Image.Image, *, most_pixels: int) -> Image.Image:
    """Return ``picture`` scaled down to at most so many pixels; never scaled up."""
    scale = (most_pixels / (picture.width * picture.height)) ** 0.5
    if scale >= 1:
        return picture
    if picture.mode in ("P", "1"):
        picture = picture.convert("RGBA" if picture.has_transparency_data else "RGB")
    size = (max(1, int(picture.width * scale)), max(1, int(picture.height * scale)))
    return picture.resize(size, Image.Resampling.LANCZOS)


# -- drawings -------------------------------------------------------------------------------------


def _read_drawing(data: bytes, stem: str) -> Asset:
    try:
        root = parse_xml(data)
    except ValueError:
        raise PictureError("is not well-formed SVG") from None
    if root.tag != f"{{{SVG}}}svg":
        raise PictureError("is not SVG")
    _clean_drawing(root)
    return Asset(f"images/{stem}.svg", "image/svg+xml", serialise_xml(root), *_size(root))


def _clean_drawing(root: Element) -> None:
    """Take out what runs or reaches outside: scripts, foreign markup, handlers, addresses."""
    for node in list(root.iter(f"{{{SVG}}}script", f"{{{SVG}}}foreignObject")):
        parent = node.getparent()
        if parent is not None:
            parent.remove(node)
    for node in root.iter(f"{{{SVG}}}*"):
        for name, value in list(node.attrib.items()):
            local = str(name).rpartition("}")[2]
            reaches_out = local == "href" and not str(value).startswith(("#", "data:"))
            if local.startswith("on") or reaches_out:
                del node.attrib[name]


def _size(root: Element) -> tuple[int, int]:
    """The drawing's width and height in CSS pixels, from its attributes or its viewBox."""
    try:
        width, height = (
            float(str(root.get(key)).removesuffix("px")) for key in ("width", "height")
        )
    except ValueError:
        try:
            _, _, width, height = (
                float(n) for n in root.get("viewBox", "").replace(",", " ").split()
            )
        except ValueError:
            width, height = SVG_SIZE
    return round(width) or SVG_SIZE[0], round(height) or SVG_SIZE[1]
