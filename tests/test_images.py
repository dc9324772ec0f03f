"""``images.py``: what becomes of a picture's file, and what is said of one that is no picture."""

import contextlib
import io
from pathlib import Path

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageCms, ImageStat

from bookbuild.images import MOST_PIXELS, PictureError, fit, read_picture
from bookbuild.model import Asset
from making import picture

SVG = (
    '<svg xmlns="http://www.w3.org/2000/svg" xmlns:xlink="http://www.w3.org/1999/xlink" {}>{}</svg>'
)
UNKNOWN = "is no picture that bookbuild knows (JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP or SVG)"


def read(tmp_path: Path, data: bytes, name: str = "a.png") -> Asset:
    (tmp_path / name).write_bytes(data)
    return read_picture(tmp_path / name, "a")


def drawing(tmp_path: Path, attributes: str, content: str = "") -> Asset:
    return read(tmp_path, SVG.format(attributes, content).encode(), "a.svg")


def opened(asset: Asset) -> Image.Image:
    return Image.open(io.BytesIO(asset.data))


# -- kinds ----------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("form", "mode", "media_type"),
    [
        ("PNG", "RGB", "image/png"),
        ("PNG", "RGBA", "image/png"),
        ("PNG", "P", "image/png"),
        ("PNG", "1", "image/png"),
        ("PNG", "I;16", "image/png"),
        ("JPEG", "RGB", "image/jpeg"),
        ("JPEG", "L", "image/jpeg"),
        ("GIF", "P", "image/gif"),
    ],
)
def test_what_every_reader_shows_is_kept_byte_for_byte(
    form: str, mode: str, media_type: str, tmp_path: Path
) -> None:
    data = picture(form, mode=mode)
    asset = read(tmp_path, data)
    assert (asset.data, asset.media_type) == (data, media_type)
    assert (asset.width_px, asset.height_px) == (40, 30)


@pytest.mark.parametrize(
    ("form", "mode", "becomes", "in_mode"),
    [
        ("WEBP", "RGB", "JPEG", "RGB"),
        ("WEBP", "RGBA", "PNG", "RGBA"),
        ("TIFF", "RGB", "PNG", "RGB"),
        ("TIFF", "CMYK", "PNG", "RGB"),
        ("TIFF", "I;16", "PNG", "I;16"),
        ("TIFF", "F", "PNG", "RGB"),
        ("TIFF", "1", "PNG", "1"),
        ("BMP", "RGB", "PNG", "RGB"),
        ("JPEG", "CMYK", "JPEG", "RGB"),
    ],
)
def test_the_rest_is_converted(
    form: str, mode: str, becomes: str, in_mode: str, tmp_path: Path
) -> None:
    asset = read(tmp_path, picture(form, mode=mode))
    made = opened(asset)
    assert (made.format, made.mode, made.size) == (becomes, in_mode, (40, 30))
    assert asset.href == {"PNG": "images/a.png", "JPEG": "images/a.jpg"}[becomes]
    light, dark = made.crop((0, 0, 20, 15)), made.crop((20, 15, 40, 30))
    assert ImageStat.Stat(light).mean[0] > ImageStat.Stat(dark).mean[0]


@pytest.mark.parametrize(
    ("orientation", "light"),
    [
        *((1, "upper left"), (2, "upper right"), (3, "lower right"), (4, "lower left")),
        *((5, "upper left"), (6, "upper right"), (7, "lower right"), (8, "lower left")),
    ],
)
def test_a_photograph_is_turned_upright(orientation: int, light: str, tmp_path: Path) -> None:
    photo, buffer = Image.open(io.BytesIO(picture())), io.BytesIO()
    exif = Image.Exif()
    exif[0x0112] = orientation
    photo.save(buffer, "JPEG", exif=exif)
    asset = read(tmp_path, buffer.getvalue(), "a.jpg")
    made = opened(asset).convert("L")
    wide = orientation < 5
    assert made.size == (asset.width_px, asset.height_px) == ((40, 30) if wide else (30, 40))
    assert made.getexif().get(0x0112, 1) == 1
    x, y = 5 if "left" in light else made.width - 5, 5 if "upper" in light else made.height - 5
    assert made.crop((x, y, x + 1, y + 1)).getextrema()[0] > 150  # type: ignore[operator]


@pytest.mark.parametrize(("mode", "stays"), [("RGB", True), ("CMYK", False)])
def test_a_profile_stays_with_the_colours_that_it_describes(
    mode: str, *, stays: bool, tmp_path: Path
) -> None:
    profile = ImageCms.ImageCmsProfile(ImageCms.createProfile("sRGB")).tobytes()
    exif, buffer = Image.Exif(), io.BytesIO()
    exif[0x0112] = 3  # so that the picture has to be saved again
    Image.new(mode, (4, 4)).save(buffer, "JPEG", icc_profile=profile, exif=exif)
    assert (opened(read(tmp_path, buffer.getvalue())).info.get("icc_profile") == profile) is stays


def test_a_picture_of_too_many_pixels_is_scaled_down(tmp_path: Path) -> None:
    asset = read(tmp_path, picture("PNG", mode="P", size=(4000, 1500)))
    assert MOST_PIXELS * 0.99 < asset.width_px * asset.height_px <= MOST_PIXELS
    assert asset.width_px / asset.height_px == pytest.approx(4000 / 1500, rel=0.001)
    assert opened(asset).size == (asset.width_px, asset.height_px)


def test_a_small_picture_is_never_scaled_up() -> None:
    small = Image.new("RGB", (4, 3))
    assert fit(small, most_pixels=1_000) is small


@pytest.mark.parametrize("size", [(5000, 1), (1, 5000)])
def test_a_line_scaled_down_keeps_a_pixel(size: tuple[int, int]) -> None:
    assert min(fit(Image.new("RGB", size), most_pixels=1_000).size) == 1


@pytest.mark.parametrize("name", ["a.svg", "a.jpg", "a.md", "a"])
def test_the_suffix_does_not_matter(name: str, tmp_path: Path) -> None:
    assert read(tmp_path, picture(), name).media_type == "image/png"


@pytest.mark.parametrize("start", ["", "\ufeff", "<?xml version='1.0'?>\n", "\n<!-- A -->\n"])
def test_a_drawing_is_known_by_its_first_bytes(start: str, tmp_path: Path) -> None:
    data = f"{start}{SVG.format('', '')}".encode()
    assert read(tmp_path, data, "a.png").media_type == "image/svg+xml"


# -- faults ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"", "is empty"),
        (b" \n", "is empty"),
        (b"just words", UNKNOWN),
        (b"%!PS-Adobe-3.0 EPSF-3.0\n%%BoundingBox: 0 0 9 9\nshowpage\n", UNKNOWN),
        (picture("PNG")[:60], "is damaged or cut short"),
        (picture("JPEG")[:400], "is damaged or cut short"),
        (picture("GIF")[:40], "is damaged or cut short"),
        (picture("TIFF")[:200], "is damaged or cut short"),
        (picture("AVIF")[:-20], "is damaged or cut short"),
        (b"<svg", "is not well-formed SVG"),
        (b"<html></html>", UNKNOWN),
        (b"<svg/>", "is not SVG"),
        (b"<!DOCTYPE html><html></html>", "is not SVG"),
    ],
)
def test_what_is_no_picture_is_refused(data: bytes, fault: str, tmp_path: Path) -> None:
    with pytest.raises(PictureError) as caught:
        read(tmp_path, data)
    assert str(caught.value) == fault


def test_a_decompression_bomb_is_not_opened(tmp_path: Path) -> None:
    buffer = io.BytesIO()
    Image.new("1", (20_000, 20_000)).save(buffer, "PNG")
    with pytest.raises(PictureError, match="too large to be opened safely"):
        read(tmp_path, buffer.getvalue())


def test_a_folder_cannot_be_read(tmp_path: Path) -> None:
    with pytest.raises(OSError, match="directory"):
        read_picture(tmp_path, "a")


SPOILT = [(form, picture(form)) for form in ("PNG", "JPEG", "GIF", "WEBP", "AVIF", "TIFF", "BMP")]


@settings(max_examples=150, deadline=None)
@given(st.sampled_from(SPOILT), st.data())
def test_a_spoilt_picture_is_read_or_refused(
    tmp_path_factory: pytest.TempPathFactory, spoilt: tuple[str, bytes], data: st.DataObject
) -> None:
    bytes_ = bytearray(spoilt[1])
    for place, value in data.draw(
        st.dictionaries(st.integers(0, 400), st.integers(0, 255))
    ).items():
        bytes_[place % len(bytes_)] = value
    file = tmp_path_factory.mktemp("spoilt") / "a"
    file.write_bytes(bytes_)
    with contextlib.suppress(PictureError):
        assert read_picture(file, "a").width_px > 0


# -- drawings -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        "<foreignObject><p>alert</p></foreignObject>",
        '<rect onload="alert(1)"/>',
        '<metadata><x xmlns="urn:x" onclick="alert(1)"/></metadata>',
        '<image xlink:href="https://example.org/alert.png"/>',
        '<use href="alert.svg#a"/>',
        '<a xlink:href=" javascript:alert(1)"><rect/></a>',
        "<style>@import 'alert.css';</style>",
        "<style>rect { fill: url(https://example.org/alert) }</style>",
        "<rect style=\"fill: url('alert.svg#a')\"/>",
        '<rect fill="url(alert.svg#a)"/>',
        "<?alert now?><!-- alert -->",
    ],
)
def test_nothing_in_a_drawing_runs_or_reaches_outside(content: str, tmp_path: Path) -> None:
    data = drawing(tmp_path, 'width="9" height="9"', f"<title>Kept</title>{content}").data
    assert b"alert" not in data
    assert b"<title>Kept</title>" in data


@pytest.mark.parametrize(
    "content",
    [
        '<use href="#a"/>',
        '<rect fill="url(#a)"/>',
        '<image href="data:image/png;base64,AAAA"/>',
        "<style>rect { fill: url(#a) }</style>",
        "<text>one<tspan>two</tspan>three</text>",
    ],
)
def test_what_stands_in_the_drawing_itself_stays(content: str, tmp_path: Path) -> None:
    assert content.encode() in drawing(tmp_path, "", content).data


def test_the_text_around_what_is_taken_out_stays(tmp_path: Path) -> None:
    assert b"<text>onetwo</text>" in drawing(tmp_path, "", "<text>one<!-- x -->two</text>").data


def test_an_entity_is_not_resolved(tmp_path: Path) -> None:
    lines = ['<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', SVG.format("", "&a;")]
    assert b"root" not in read(tmp_path, "".join(lines).encode(), "a.svg").data


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="80" height="60"', (80, 60)),
        ('width="80px" height=" 60px "', (80, 60)),
        ('width="80.4" height="0.2"', (80, 1)),
        ('viewBox="0 0 90 70"', (90, 70)),
        ('viewBox="-5,-5,90,70"', (90, 70)),
        ('width="100%" height="100%" viewBox="0 0 90 70"', (90, 70)),
        ('width="8cm" height="6cm" viewBox="0 0 90 70"', (90, 70)),
        ('width="80" viewBox="0 0 90 70"', (90, 70)),
        ('width="-80" height="60" viewBox="0 0 90 70"', (90, 70)),
        ('width="nan" height="inf"', (600, 400)),
        ('width="1e999" height="0"', (600, 400)),
        ('viewBox="0 0 9"', (600, 400)),
        ("", (600, 400)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int], tmp_path: Path) -> None:
    asset = drawing(tmp_path, attributes)
    assert (asset.width_px, asset.height_px) == size
