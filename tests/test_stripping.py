"""``pictures/stripping.py``: what stays of a JPEG or PNG, and that the picture is the same."""

import contextlib
import io

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st
from PIL import Image, ImageChops

from bookbuild.pictures.stripping import strip_jpeg, strip_png
from photographs import SECRETS, animation, jpeg, photograph, png

MANY = [
    ("JPEG", jpeg()),
    ("JPEG", jpeg(photograph(mode="L"))),
    ("JPEG", jpeg(photograph(mode="CMYK"))),
    ("PNG", png()),
    ("PNG", png(photograph(mode="P"))),
    ("PNG", png(photograph(mode="RGBA"))),
]


def coded(image: Image.Image, form: str, **options: object) -> bytes:
    buffer = io.BytesIO()
    image.save(buffer, form, **options)
    return buffer.getvalue()


def strip(form: str, data: bytes) -> bytes:
    return {"JPEG": strip_jpeg, "PNG": strip_png}[form](data)


def pixels(data: bytes) -> Image.Image:
    image = Image.open(io.BytesIO(data))
    image.load()
    return image


def is_same(one: bytes, other: bytes) -> bool:
    first, second = pixels(one), pixels(other)
    assert first.mode == second.mode
    return ImageChops.difference(first.convert("RGB"), second.convert("RGB")).getbbox() is None


@pytest.mark.parametrize(("form", "data"), MANY)
def test_nothing_private_stays_and_no_pixel_changes(form: str, data: bytes) -> None:
    assert all(secret.encode() in data or form == "PNG" for secret in SECRETS[:4])
    made = strip(form, data)
    assert [secret for secret in SECRETS if secret.encode() in made] == []
    assert b"Exif" not in made
    assert b"eXIf" not in made
    assert is_same(data, made)
    assert set(pixels(made).info) <= {
        "jfif",
        "jfif_version",
        "jfif_unit",
        "jfif_density",
        "adobe",
        "adobe_transform",
        "dpi",
    }


@pytest.mark.parametrize(("form", "data"), MANY)
def test_what_is_stripped_stays_so(form: str, data: bytes) -> None:
    made = strip(form, data)
    assert strip(form, made) == made


@pytest.mark.parametrize(
    "options",
    [{"progressive": True}, {"restart_marker_rows": 1}, {"subsampling": 0}, {"keep_rgb": True}],
)
def test_every_way_of_coding_a_jpeg(options: dict[str, object]) -> None:
    data = coded(photograph((300, 200)), "JPEG", **options)
    assert is_same(data, strip_jpeg(data + b"more"))
    assert b"more" not in strip_jpeg(data + b"more")


def test_the_second_picture_of_a_jpeg_goes() -> None:
    data = coded(photograph(), "MPO", save_all=True, append_images=[photograph().rotate(180)])
    made = strip_jpeg(data)
    assert data.count(b"\xff\xd8\xff") == 2
    assert made.count(b"\xff\xd8\xff") == 1
    assert is_same(data, made)


def test_an_animated_png_keeps_its_still_picture() -> None:
    made = pixels(strip_png(animation("PNG")))
    assert not getattr(made, "is_animated", False)
    assert made.convert("L").getpixel((0, 0)) == 230


@pytest.mark.parametrize(
    ("form", "data"),
    [
        ("JPEG", b""),
        ("JPEG", b"\xff\xd8\x00"),
        ("JPEG", b"\xff\xd8\xff\xe1\xff\xff"),
        ("JPEG", b"\xff\xd8\xff\xe1\x00\x01"),
        ("JPEG", b"\xff\xd8\xff"),
        ("PNG", b""),
        ("PNG", b"\x89PNG\r\n\x1a\n\x00"),
        ("PNG", b"\x89PNG\r\n\x1a\n\x7f\x00\x00\x00IDAT\x00\x00\x00\x00"),
    ],
)
def test_what_is_cut_short_is_refused(form: str, data: bytes) -> None:
    with pytest.raises(ValueError, match=r"no |missing|cut short"):
        strip(form, data)


@settings(max_examples=200)
@given(st.sampled_from(MANY), st.integers(0, 4000), st.binary(max_size=6))
def test_damage_gives_a_picture_or_an_error(
    picture: tuple[str, bytes], at: int, put: bytes
) -> None:
    form, data = picture
    spoilt = data[: at % len(data)] + put + data[at % len(data) + len(put) :]
    with contextlib.suppress(ValueError):
        assert strip(form, spoilt)[:2] == data[:2]
