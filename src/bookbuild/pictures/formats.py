"""What a picture's file is: by what is in it, whatever its name says. Owns Pillow, with others."""

import re
import struct
import warnings
import zlib
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from importlib.util import find_spec
from io import BytesIO
from pathlib import PurePath

from PIL import Image, ImageFile, UnidentifiedImageError

# What Pillow may open: it knows more, and hands some of it (EPS) to another program.
OPENED = ("JPEG", "PNG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")
HEIC = "HEIF"  # as the package that reads it calls it
DRAWING = "SVG"
KNOWN = "JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP, HEIC or SVG"
# What a format is called, and how the names of its files end.
CALLED = {"WEBP": "WebP", HEIC: "HEIC"}
SUFFIXES: Mapping[str, tuple[str, ...]] = {
    "JPEG": (".jpg", ".jpeg", ".jpe", ".jfif", ".mpo"),
    "PNG": (".png", ".apng"),
    "GIF": (".gif",),
    "WEBP": (".webp",),
    "AVIF": (".avif", ".avifs"),
    "TIFF": (".tif", ".tiff"),
    "BMP": (".bmp", ".dib"),
    HEIC: (".heic", ".heif", ".hif"),
    DRAWING: (".svg",),
}
ANIMATED = ("GIF", "PNG", "WEBP", "AVIF")  # formats whose further pictures are an animation
# How files begin that Pillow refuses without a word where the rest is missing.
STARTS = (b"\xff\xd8\xff", b"\x89PNG", b"GIF8", b"RIFF", b"BM", b"II*\x00", b"MM\x00*")
SVG_START = re.compile(rb"(?:\xef\xbb\xbf)?\s*<(?:[?!]|svg\b|[\w.-]+:svg\b)", re.IGNORECASE)
HEIC_START = re.compile(rb".{4}ftyp(?:.{4})*?(?:he[iv][cxms]|hevc)", re.DOTALL)
# What people save by mistake: how it begins, what it is, and what to do.
MISTAKES = (
    (
        re.compile(rb"\s*(?:<!doctype html|<html)", re.IGNORECASE),
        "is a web page, no picture",
        "save the picture itself, not the page that shows it",
    ),
    (
        re.compile(rb"version https://git-lfs"),
        "is only a note of Git LFS where the picture lies",
        "run: git lfs pull",
    ),
)
# What Pillow raises at files that are damaged.
DAMAGE = (
    *(OSError, SyntaxError, ValueError, LookupError, TypeError, ArithmeticError, EOFError),
    *(RuntimeError, MemoryError, struct.error, zlib.error),
)


class PictureError(Exception):
    """A picture cannot be used; the text says why, as the rest of a sentence."""

    def __init__(self, why: str, hint: str = "") -> None:
        super().__init__(why)
        self.hint = hint


def is_drawing(data: bytes) -> bool:
    """Whether a file is to be read as SVG.

    Raises:
        PictureError: it is empty, or no picture at all.
    """
    if not data.strip(b"\x00\t\n\r "):
        raise PictureError("is empty")
    for start, what, hint in MISTAKES:
        if start.match(data):
            raise PictureError(what, hint)
    return bool(SVG_START.match(data))


@contextmanager
def opened(data: bytes) -> Iterator[Image.Image]:
    """Open a picture of pixels, none of which is decoded yet; damage becomes a ``PictureError``.

    Raises:
        PictureError: it is of no known kind, damaged, or larger than one can open safely.
    """
    is_heic = bool(HEIC_START.match(data[:64]))
    if is_heic:
        _learn_heic()
    ImageFile.LOAD_TRUNCATED_IMAGES = False  # WeasyPrint wants what is cut short, too
    try:
        with Image.open(BytesIO(data), formats=(HEIC,) if is_heic else OPENED) as picture:
            yield picture
    except (Image.DecompressionBombWarning, Image.DecompressionBombError):
        raise PictureError("is too large to be opened safely") from None
    except UnidentifiedImageError:
        if is_heic or data.startswith(STARTS):
            raise PictureError("is damaged or cut short") from None
        raise PictureError(f"is no picture that bookbuild knows ({KNOWN})") from None
    except DAMAGE:
        raise PictureError("is damaged or cut short") from None


def check_size(picture: Image.Image) -> None:
    """Refuse a picture that is about to be decoded to more pixels than memory bears.

    A file of a few bytes can say that it holds billions (a "decompression bomb").

    Raises:
        PictureError: it is as large as that.
    """
    if picture.width * picture.height > (Image.MAX_IMAGE_PIXELS or 0):
        size = f"{picture.width} by {picture.height} pixels"
        raise PictureError(f"is too large to be opened safely: {size}")


@contextmanager
def without_warnings() -> Iterator[None]:
    """Let Pillow read what it can in spite of small faults. For all threads: call it in one."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        yield


def kind_of(picture: Image.Image) -> str:
    """Return the format of an open picture, a key of ``SUFFIXES``."""
    kind = picture.format or ""
    return "JPEG" if kind == "MPO" else kind  # a JPEG with more than one picture


def is_animated(picture: Image.Image) -> bool:
    """Whether an open picture moves."""
    return kind_of(picture) in ANIMATED and bool(getattr(picture, "is_animated", False))


def belies(name: str, kind: str) -> bool:
    """Whether the suffix of a file's name says that it is something else than ``kind``."""
    suffix = PurePath(name).suffix.lower()
    return bool(suffix) and suffix not in SUFFIXES[kind]


def called(kind: str) -> str:
    """Return the name of a format as people write it."""
    return CALLED.get(kind, kind)


def _learn_heic() -> None:
    """Let Pillow read HEIC, if the package for it is installed."""
    if find_spec("pillow_heif") is None:
        hint = 'pip install "bookbuild[heic]"; or save the picture as JPEG'
        raise PictureError("is HEIC, which needs one more package to be read", hint)
    from pillow_heif import register_heif_opener  # noqa: PLC0415  slow to load

    register_heif_opener(thumbnails=False)
