"""``pictures/rasters.py``: what becomes of a picture of pixels."""

import contextlib
import io
import struct
import warnings
from collections.abc import Iterator

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops, ImageStat

from bookbuild.pictures import formats
from bookbuild.pictures.formats import PictureError, without_warnings
from bookbuild.pictures.rasters import MOST_PIXELS, Developed, develop, fit
from making import picture
from photographs import (
    SECRETS,
    animation,
    bomb,
    coded,
    jpeg,
    photograph,
    png,
    srgb_profile,
    tiff,
    wide_profile,
)

KNOWN = "JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP, HEIC or SVG"


@pytest.fixture(autouse=True)
def _quiet() -> Iterator[None]:
    with without_warnings():
        yield


def shown(made: Developed) -> Image.Image:
    """Return the picture that was made, when all that is true of every picture has been checked."""
    image = Image.open(io.BytesIO(made.data))
    assert image.format == {"image/jpeg": "JPEG", "image/png": "PNG"}[made.media_type]
    assert image.size == (made.width_px, made.height_px)
    assert not image.has_transparency_data or image.getchannel("A").getextrema() == (255, 255)
    assert not {"exif", "icc_profile", "comment", "xmp", "photoshop", "transparency"} & set(
        image.info
    )
    assert image.info.get("dpi", (1, 1))[0] in (1, 72)
    assert [secret for secret in SECRETS if secret.encode() in made.data] == []
    return image


def distance(one: Image.Image, other: Image.Image) -> float:
    """Return how far two pictures are from each other, in levels of 255."""
    difference = ImageChops.difference(one.convert("RGB"), other.convert("RGB"))
    return max(ImageStat.Stat(difference).mean)


# -- what stays -----------------------------------------------------------------------------------


@pytest.mark.parametrize("data", [jpeg(), jpeg(photograph(mode="L")), jpeg(profile=srgb_profile())])
def test_a_jpeg_that_fits_keeps_its_coded_data(data: bytes) -> None:
    made = develop(data, 2000)
    image = shown(made)
    assert image.quantization == Image.open(io.BytesIO(data)).quantization  # type: ignore[attr-defined]
    assert distance(image, Image.open(io.BytesIO(data))) == 0
    assert len(made.data) < len(data)


@pytest.mark.parametrize("mode", ["RGB", "L", "P", "1"])
def test_a_png_that_fits_keeps_its_coded_data(mode: str) -> None:
    data = png(photograph(mode=mode))
    made = develop(data, 2000)
    image = shown(made)
    assert image.mode == mode
    assert b"".join(chunks(made.data, b"IDAT")) == b"".join(chunks(data, b"IDAT"))


def test_an_alpha_channel_that_hides_nothing_changes_nothing() -> None:
    opaque = photograph(mode="RGBA")
    assert distance(shown(develop(png(opaque))), opaque) == 0


def chunks(data: bytes, wanted: bytes) -> Iterator[bytes]:
    place = 8
    while place < len(data):
        size, name = struct.unpack_from(">I4s", data, place)
        if name == wanted:
            yield data[place + 8 : place + 8 + size]
        if name == b"IEND":
            return
        place += 12 + size


# -- what is converted ----------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "form"),
    [
        (coded("WEBP"), "JPEG"),
        (coded("WEBP", lossless=True), "JPEG"),
        (coded("WEBP", Image.new("RGB", (90, 60), "red"), lossless=True), "PNG"),
        (coded("AVIF"), "JPEG"),
        (tiff(photograph((400, 300))), "JPEG"),
        (tiff(Image.new("RGB", (90, 60), "red")), "PNG"),
        (tiff(photograph(mode="1")), "PNG"),
        (coded("BMP", photograph((400, 300))), "JPEG"),
        (coded("BMP", Image.new("RGB", (90, 60), "red")), "PNG"),
        (coded("GIF"), "PNG"),
        (tiff(photograph(mode="CMYK")), "JPEG"),
        (jpeg(photograph(mode="CMYK")), "JPEG"),
    ],
)
def test_the_rest_becomes_jpeg_or_png(data: bytes, form: str) -> None:
    image = shown(develop(data))
    assert image.format == form
    assert distance(image, Image.open(io.BytesIO(data)).convert("RGB")) < 12


def test_heic_is_read() -> None:
    heif = pytest.importorskip("pillow_heif")
    heif.register_heif_opener()
    made = develop(coded("HEIF"))
    assert (made.kind, made.media_type) == ("HEIF", "image/jpeg")
    assert distance(shown(made), photograph()) < 12


def test_heic_asks_for_the_package_that_reads_it(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(formats, "find_spec", lambda _: None)  # as where it is not installed
    start = b"\x00\x00\x00\x18ftypheic\x00\x00\x00\x00mif1heic"
    with pytest.raises(PictureError, match="is HEIC, which needs one more package") as caught:
        develop(start)
    assert 'pip install "bookbuild[heic]"' in caught.value.hint


@pytest.mark.parametrize("form", ["GIF", "WEBP", "PNG", "AVIF"])
def test_of_an_animation_the_first_frame_is_shown(form: str) -> None:
    made = develop(animation(form))
    assert made.is_still
    assert shown(made).convert("L").getpixel((5, 5)) == pytest.approx(230, abs=4)
    assert not develop(coded(form)).is_still


@pytest.mark.parametrize("kind", ["PNG", "TIFF"])
def test_sixteen_bits_become_eight_and_nothing_is_clipped(kind: str) -> None:
    levels = photograph(mode="L")
    deep = levels.convert("I").point(lambda level: level * 257).convert("I;16")
    image = shown(develop(coded(kind, deep)))
    assert image.mode == "L"
    assert distance(image, levels) < (6 if image.format == "JPEG" else 1)


def test_levels_without_bounds_are_spread() -> None:
    ramp = Image.linear_gradient("L").convert("F").point(lambda level: level * 0.5 - 7.0)
    image = shown(develop(coded("TIFF", ramp)))
    assert image.getextrema() == (0, 255)


@pytest.mark.parametrize("orientation", range(1, 9))
def test_a_photograph_is_turned_upright(orientation: int) -> None:
    corner = photograph((120, 90)).convert("L").convert("RGB")
    undo = {2: 0, 3: 3, 4: 1, 5: 5, 6: 2, 7: 6, 8: 4}  # Transpose that brings it back
    held = corner.transpose(Image.Transpose(undo[orientation])) if orientation > 1 else corner
    made = develop(jpeg(held, orientation=orientation, quality=95))
    assert (made.width_px, made.height_px) == (120, 90)
    assert distance(shown(made), corner) < 6


def test_a_turned_photograph_that_is_scaled_has_its_own_shape() -> None:
    made = develop(jpeg(photograph((300, 400)), orientation=6), 200)
    assert (made.width_px, made.height_px) == (200, 150)
    shown(made)


@pytest.mark.parametrize(
    ("image", "options"),
    [
        (photograph(mode="RGBA"), {}),
        (photograph(mode="LA"), {}),
        (photograph(mode="P"), {"transparency": 0}),
        (Image.new("RGB", (40, 30), (9, 9, 9)), {"transparency": (9, 9, 9)}),
        (Image.new("L", (40, 30), 9), {"transparency": 9}),
    ],
)
def test_what_is_clear_becomes_white(image: Image.Image, options: dict[str, object]) -> None:
    image = image.copy()
    if image.mode == "P":
        image.paste(0, (0, 0, 10, 10))
    elif not options:
        image.putalpha(Image.new("L", image.size, 255))
        image.paste((0, 0, 0, 0) if image.mode == "RGBA" else (0, 0), (0, 0, 10, 10))
    made = shown(develop(png(image, **options)))
    assert made.convert("RGB").getpixel((3, 3)) == (255, 255, 255)
    assert made.mode == {"RGBA": "RGB", "LA": "L"}.get(image.mode, image.mode)


def test_a_clear_gif_keeps_its_palette() -> None:
    image = Image.new("P", (40, 30), 1)
    image.putpalette([200, 0, 0, 0, 0, 200])
    image.paste(0, (0, 0, 10, 10))
    made = shown(develop(coded("GIF", image, transparency=0)))
    assert made.mode == "P"
    colours = [made.convert("RGB").getpixel(place) for place in ((3, 3), (30, 20))]
    assert colours == [(255, 255, 255), (0, 0, 200)]


# -- colours --------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", ["JPEG", "PNG"])
def test_a_wide_gamut_becomes_srgb(form: str) -> None:
    green = Image.new("RGB", (40, 30), (60, 180, 60))
    options: dict[str, object] = {"quality": 95} if form == "JPEG" else {}
    data = coded(form, green, icc_profile=wide_profile(), **options)
    red, value, blue = shown(develop(data)).convert("RGB").getpixel((5, 5))  # type: ignore[misc]
    assert (red < 40, value > 170, blue < 60) == (True, True, True)  # it takes a purer green


def test_a_palette_is_converted_as_its_pixels_would_be() -> None:
    green = Image.new("RGB", (40, 30), (60, 180, 60))
    in_pixels = develop(coded("PNG", green, icc_profile=wide_profile()))
    in_palette = shown(develop(coded("PNG", green.quantize(4), icc_profile=wide_profile())))
    assert in_palette.mode == "P"
    assert distance(in_palette, shown(in_pixels)) <= 1


@pytest.mark.parametrize("profile", [b"no profile", srgb_profile()[:200], wide_profile()])
@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_profile_that_says_nothing_is_dropped(profile: bytes, mode: str) -> None:
    image = shown(develop(jpeg(photograph(mode=mode), profile=profile)))
    assert image.mode == ("L" if mode == "L" else "RGB")


# -- sizes ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("size", "long_side_px", "fits"),
    [
        ((4000, 3000), 2000, (2000, 1500)),
        ((3000, 4000), 2000, (1500, 2000)),
        ((2000, 1500), 2000, (2000, 1500)),
        ((40, 30), 2000, (40, 30)),
        ((4000, 3000), 0, (2732, 2049)),
        ((9000, 1), 2000, (2000, 1)),
        ((1, 9000), 2000, (1, 2000)),
        ((4000, 4000), 10_000, (2366, 2366)),
    ],
)
def test_limits(size: tuple[int, int], long_side_px: int, fits: tuple[int, int]) -> None:
    assert fit(size, long_side_px) == fits
    assert fits[0] * fits[1] <= MOST_PIXELS


@pytest.mark.parametrize("mode", ["RGB", "L", "CMYK"])
def test_a_large_jpeg_is_scaled_down(mode: str) -> None:
    made = develop(jpeg(photograph((600, 400), mode)), 200)
    assert (made.width_px, made.height_px) == (200, 133)
    assert distance(shown(made), photograph((200, 133), mode).convert("RGB")) < 16


@pytest.mark.parametrize("mode", ["RGB", "RGBA", "P", "1", "L", "LA"])
def test_a_large_png_is_scaled_down(mode: str) -> None:
    made = develop(png(photograph((600, 400), mode)), 200)
    assert made.media_type == "image/png"
    shown(made)


def test_a_jpeg_is_coded_no_finer_than_it_was() -> None:
    coarse = jpeg(photograph((600, 400)), quality=30)
    before = Image.open(io.BytesIO(coarse)).quantization  # type: ignore[attr-defined]
    after = shown(develop(coarse, 300)).quantization  # type: ignore[attr-defined]
    assert all(new >= old for n in after for new, old in zip(after[n], before[n], strict=True))
    fine = shown(develop(jpeg(photograph((600, 400)), quality=98), 300))
    best = Image.open(io.BytesIO(coded("JPEG", photograph(), quality=90)))
    assert fine.quantization == best.quantization  # type: ignore[attr-defined]


def test_a_picture_that_would_grow_stays_as_it_was() -> None:
    chart = Image.new("1", (2400, 600), 1)
    for left in range(0, 2400, 7):
        chart.paste(0, (left, 0, left + 1, 600))
    made = develop(png(chart), 2000)  # in between, grey comes up and the bytes are many more
    assert (made.width_px, made.height_px) == (2400, 600)
    assert shown(made).mode == "1"


# -- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"just words", f"is no picture that bookbuild knows ({KNOWN})"),
        (b"%!PS-Adobe-3.0 EPSF-3.0\nshowpage\n", f"is no picture that bookbuild knows ({KNOWN})"),
        (picture("PNG")[:60], "is damaged or cut short"),
        (picture("PNG")[:9], "is damaged or cut short"),
        (jpeg()[:400], "is damaged or cut short"),
        (coded("JPEG", photograph((800, 600)))[:9000], "is damaged or cut short"),
        (picture("GIF")[:40], "is damaged or cut short"),
        (coded("WEBP")[:300], "is damaged or cut short"),
        (picture("TIFF")[:200], "is damaged or cut short"),
        (picture("AVIF")[:-20], "is damaged or cut short"),
        (bomb(), "is too large to be opened safely"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, fault: str) -> None:
    with pytest.raises(PictureError) as caught:
        develop(data, 2000)
    assert str(caught.value) == fault


def test_a_picture_of_more_pixels_than_memory_bears_is_not_decoded() -> None:
    buffer = io.BytesIO()
    Image.new("1", (12_000, 9_000)).save(buffer, "PNG")
    with pytest.raises(PictureError, match="12000 by 9000 pixels"):
        develop(buffer.getvalue())


def test_a_large_jpeg_is_decoded_at_a_fraction_of_its_size() -> None:
    buffer = io.BytesIO()
    Image.new("L", (12_000, 9_000), 128).save(buffer, "JPEG")
    made = develop(buffer.getvalue(), 2000)
    assert (made.width_px, made.height_px) == (2000, 1500)


SPOILT = [picture(form) for form in ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")]
SPOILT += [jpeg(orientation=6), png(), tiff(), animation("GIF"), animation("PNG")]


@settings(max_examples=300, deadline=None)
@given(st.sampled_from(SPOILT), st.dictionaries(st.integers(0, 900), st.integers(0, 255)))
def test_a_spoilt_picture_is_read_or_refused(data: bytes, changes: dict[int, int]) -> None:
    spoilt = bytearray(data)
    for place, value in changes.items():
        spoilt[place % len(spoilt)] = value
    with contextlib.suppress(PictureError), warnings.catch_warnings():
        assert develop(bytes(spoilt), 30).width_px > 0
