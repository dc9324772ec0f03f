"""Colours as they are meant: what a picture's ICC profile says, said in sRGB. Owns ImageCms."""

import io
from functools import lru_cache

from PIL import Image, ImageCms

# The perceptual intent is for pictures; of profiles that are mere matrices, all do the same.
INTENT = ImageCms.Intent.RELATIVE_COLORIMETRIC
FLAGS = ImageCms.Flags.BLACKPOINTCOMPENSATION
TOLERANCE = 2  # levels of 255 between two profiles that nobody can tell apart
STEPS = range(0, 256, 51)


def as_srgb(picture: Image.Image, profile: bytes) -> Image.Image:
    """Return a picture in RGB, L or CMYK as RGB or L in sRGB; without a profile it is so already.

    A profile that is damaged, or one for other colours, says nothing.
    """
    if picture.mode == "LAB":
        lab = ImageCms.ImageCmsProfile(ImageCms.createProfile("LAB"))
        return _transform(picture, lab)
    if profile and picture.mode in ("RGB", "L", "CMYK"):
        try:
            made = _transform(picture, ImageCms.ImageCmsProfile(io.BytesIO(profile)))
        except (ImageCms.PyCMSError, OSError, ValueError):
            made = picture
        picture = made.convert("L") if picture.mode == "L" else made
    return picture if picture.mode in ("RGB", "L") else picture.convert("RGB")


@lru_cache(maxsize=32)
def is_srgb(profile: bytes, mode: str) -> bool:
    """Whether nobody sees a difference if ``profile`` is left out of an RGB or L picture."""
    if not profile:
        return True
    colours = [(red, green, blue) for red in STEPS for green in STEPS for blue in STEPS]
    probe = Image.new("RGB", (len(colours), 1))
    probe.putdata(colours)
    probe = probe if mode == "RGB" else Image.linear_gradient("L")
    made = as_srgb(probe, profile)
    pairs = zip(probe.tobytes(), made.tobytes(), strict=True)
    return all(abs(before - after) <= TOLERANCE for before, after in pairs)


def _transform(picture: Image.Image, profile: ImageCms.ImageCmsProfile) -> Image.Image:
    # Made for each picture: two threads must not share a transform.
    srgb = ImageCms.createProfile("sRGB")
    made = ImageCms.profileToProfile(
        picture, profile, srgb, renderingIntent=INTENT, outputMode="RGB", flags=FLAGS
    )
    assert made is not None, "it returns a picture unless it is told to change the one it has"
    return made
