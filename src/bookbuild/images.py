"""A picture's file becomes an ``Asset``: read, checked, upright, and of a size that readers bear.

Owns Pillow, with ``writers.pdf.picture``.
"""

import io
import re
import struct
import warnings
from collections.abc import Sequence
from pathlib import Path

from PIL import Image, ImageFile, ImageOps, UnidentifiedImageError

from bookbuild.model import Asset
from bookbuild.xhtml import Element, parse_xml, replace, serialise_xml, text_of

# What Pillow may open: it knows more, and hands some of it (EPS) to another program.
OPENED = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
# What reading systems show without a fallback; the rest is converted.
KEPT = {"JPEG": ("jpg", "image/jpeg"), "PNG": ("png", "image/png"), "GIF": ("gif", "image/gif")}
KNOWN = "JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP or SVG"
MODES = {
    "JPEG": ("RGB", "L"),
    "PNG": ("RGB", "RGBA", "L", "LA", "P", "1", "I;16"),
    "GIF": ("P", "L", "RGB"),
}
SAVED = {"JPEG": ("RGB", "L"), "PNG": MODES["PNG"]}
MOST_PIXELS = 5_600_000  # Apple Books refuses more in one picture
SVG_SIZE = (600, 400)  # where a drawing does not say how large it is
SVG = "http://www.w3.org/2000/svg"
SVG_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<[?!s]")  # a declaration, a comment, or the drawing
REACHES_OUT = re.compile(r"@import|url\(\s*[\"']?(?!#|data:)", re.IGNORECASE)
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
    if SVG_START.match(data):
        return _read_drawing(data, stem)
    try:
        with warnings.catch_warnings():
            warnings.simplefilter("ignore")  # what Pillow can read in spite of them, it reads
            warnings.simplefilter("error", Image.DecompressionBombWarning)
            ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint wants what is cut short, too
            return _read_raster(data, stem)
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PictureError("is too large to be opened safely") from None
    except UnidentifiedImageError:
        raise PictureError(f"is no picture that bookbuild knows ({KNOWN})") from None
    except (OSError, SyntaxError, ValueError, RuntimeError, struct.error):
        raise PictureError("is damaged or cut short") from None


def _read_raster(data: bytes, stem: str) -> Asset:
    with Image.open(io.BytesIO(data), formats=OPENED) as picture:
        form = picture.format or ""
        picture.load()
        upright = picture.getexif().get(ORIENTATION, 1) == 1
        fits = picture.width * picture.height <= MOST_PIXELS
        if form in KEPT and picture.mode in MODES[form] and upright and fits:
            suffix, media_type = KEPT[form]
            return Asset(f"images/{stem}.{suffix}", media_type, data, *picture.size)
        return _convert(picture, form, stem)


def _convert(picture: Image.Image, form: str, stem: str) -> Asset:
    """Turn the picture upright, scale it down if it must be, and save it as JPEG or PNG.

    A colour profile stays with the colours that it describes.
    """
    made = fit(ImageOps.exif_transpose(picture), most_pixels=MOST_PIXELS)
    is_photo = form in ("JPEG", "MPO", "WEBP", "AVIF") and not made.has_transparency_data
    kind = "JPEG" if is_photo else "PNG"
    saved = made if made.mode in SAVED[kind] else _repaint(made, kind)
    profile = picture.info.get("icc_profile") if saved.mode == made.mode else None
    buffer = io.BytesIO()
    saved.save(buffer, kind, quality=90, optimize=kind == "PNG", icc_profile=profile)
    suffix, media_type = KEPT[kind]
    return Asset(f"images/{stem}.{suffix}", media_type, buffer.getvalue(), *made.size)


def _repaint(picture: Image.Image, kind: str) -> Image.Image:
    """Return ``picture`` in red, green and blue, as transparent as it was if ``kind`` can be."""
    is_clear = picture.has_transparency_data and kind == "PNG"
    return picture.convert("RGBA" if is_clear else "RGB")


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
    for node in list(root.iter()):
        if node.getparent() is not None and (not isinstance(node.tag, str) or _is_unfit(node)):
            replace(node, None)
    for node in root.iter():
        for name, value in list(node.attrib.items()):
            local = str(name).rpartition("}")[2].lower()
            leaves = local == "href" and not str(value).strip().startswith(("#", "data:"))
            if local.startswith("on") or leaves or REACHES_OUT.search(str(value)):
                del node.attrib[name]


def _is_unfit(node: Element) -> bool:
    local = str(node.tag).rpartition("}")[2].lower()
    is_style = local == "style" and REACHES_OUT.search(text_of(node))
    return local in ("script", "foreignobject") or bool(is_style)


def _size(root: Element) -> tuple[int, int]:
    """The drawing's width and height in CSS pixels, from its attributes or its viewBox."""
    given = [root.get(key, "").strip().removesuffix("px") for key in ("width", "height")]
    box = root.get("viewBox", "").replace(",", " ").split()
    sizes = (_lengths(given), _lengths(box[2:]), SVG_SIZE)
    return next(size for size in sizes if size is not None)


def _lengths(texts: Sequence[str]) -> tuple[int, int] | None:
    """Return two lengths of at least a pixel each, or None where ``texts`` are no such."""
    try:
        width, height = (max(1, round(float(text))) for text in texts if float(text) > 0)
    except (ValueError, OverflowError):
        return None
    return width, height
