"""``pictures/formats.py``: what a file is, and what its name says."""

import pytest

from bookbuild.pictures.formats import SUFFIXES, PictureError, belies, called, is_drawing
from bookbuild.pictures.remarks import VOWELS


@pytest.mark.parametrize(
    ("data", "fault", "hint"),
    [
        (b"", "is empty", ""),
        (b" \n\x00", "is empty", ""),
        (b"<!DOCTYPE html><html></html>", "is a web page, no picture", "save the picture itself"),
        (b"\n<HTML>", "is a web page, no picture", "save the picture itself"),
        (
            b"version https://git-lfs.github.com/spec/v1\n",
            "is only a note of Git LFS",
            "git lfs pull",
        ),
    ],
)
def test_what_is_saved_by_mistake(data: bytes, fault: str, hint: str) -> None:
    with pytest.raises(PictureError) as caught:
        is_drawing(data)
    assert str(caught.value).startswith(fault)
    assert hint in caught.value.hint


@pytest.mark.parametrize(
    ("name", "kind", "is_wrong"),
    [
        ("a.jpg", "JPEG", False),
        ("a.JPEG", "JPEG", False),
        ("a.b.png", "PNG", False),
        ("a.png", "JPEG", True),
        ("a.svg", "PNG", True),
        ("a.md", "PNG", True),
        ("a", "PNG", False),
        (".png", "JPEG", False),
        ("a.heic", "HEIF", False),
    ],
)
def test_a_name_that_says_something_else(name: str, kind: str, *, is_wrong: bool) -> None:
    assert belies(name, kind) is is_wrong


def test_every_format_has_a_name_that_people_write() -> None:
    assert [called(kind) for kind in SUFFIXES] == (
        "JPEG PNG GIF WebP AVIF TIFF BMP HEIC SVG".split()
    )
    assert set(VOWELS) <= set(SUFFIXES)
