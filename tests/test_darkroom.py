"""``pictures/darkroom.py``: many orders at once, with a cache and without one."""

import json
import os
from pathlib import Path

import pytest

from bookbuild.cache import Cache
from bookbuild.pictures.darkroom import Order, Picture, prepare
from bookbuild.pictures.drawings import Lettering
from bookbuild.pictures.formats import PictureError
from photographs import bomb, coded, jpeg, photograph, png, svg, tiff

FILES = {
    "a.jpg": jpeg(photograph((300, 200)), orientation=8),
    "b.png": png(photograph(mode="RGBA")),
    "c.tif": tiff(photograph(mode="CMYK")),
    "d.gif": coded("GIF"),
    "e.svg": svg("<text y='20'>Hill</text>"),
    "f.webp": coded("WEBP"),
}
BAD = {"empty.png": b"", "bomb.png": bomb(), "words.jpg": b"words", "cut.jpg": FILES["a.jpg"][:999]}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    for name, data in {**FILES, **BAD}.items():
        (tmp_path / name).write_bytes(data)
    (tmp_path / "folder.png").mkdir()
    return tmp_path


def orders(root: Path) -> list[Order]:
    names = [*FILES, *BAD, "folder.png", "gone.png"]
    return [Order(root / name, 200, Lettering("en")) for name in names]


def made(root: Path, said: list[str] | None = None) -> list[tuple[object, ...] | str]:
    """Return all that is made of all orders, as one can compare it."""
    progress = (lambda _: None) if said is None else said.append
    found = prepare(orders(root), Cache(root, "pictures"), progress).values()
    return [str(one) if isinstance(one, PictureError) else contents(one) for one in found]


def contents(picture: Picture | None) -> tuple[object, ...]:
    if picture is None:
        return ()
    data = picture.content if isinstance(picture.content, bytes) else picture.content.read_bytes()
    size = picture.width_px, picture.height_px
    return data, picture.media_type, size, picture.kind, contents(picture.pixels)


def test_one_bad_picture_hides_no_other(root: Path) -> None:
    found = made(root)
    assert [bool(one) and isinstance(one, tuple) for one in found[: len(FILES)]] == [True] * 6
    assert found[len(FILES) :] == [
        "is empty",
        "is too large to be opened safely",
        "is no picture that bookbuild knows (JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP, HEIC or SVG)",
        "is damaged or cut short",
        "cannot be read: Is a directory",
        "cannot be read: No such file or directory",
    ]


def test_the_same_comes_of_it_with_a_cache_and_without(
    root: Path, tmp_path_factory: pytest.TempPathFactory
) -> None:
    cold, warm = made(root), made(root)
    bare = tmp_path_factory.mktemp("bare")
    for name, data in {**FILES, **BAD}.items():
        (bare / name).write_bytes(data)
    (bare / "folder.png").mkdir()
    (bare / ".bookbuild").write_bytes(b"")  # so that there can be no cache
    assert cold == warm == made(bare)
    assert not isinstance(
        prepare(orders(bare), Cache(bare, "pictures"), str)[orders(bare)[0]], PictureError
    )


def test_progress_is_told_of_what_is_made(root: Path) -> None:
    cold: list[str] = []
    made(root, cold)
    assert cold[-1] == f"pictures {len(orders(root))} of {len(orders(root))}"
    for name in (*BAD, "folder.png"):
        (root / name).rmdir() if name == "folder.png" else (root / name).unlink()
    warm: list[str] = []
    good = [order for order in orders(root) if order.path.name in FILES]
    prepare(good, Cache(root, "pictures"), warm.append)
    assert warm == []


def test_a_changed_picture_is_made_anew(root: Path) -> None:
    order = Order(root / "a.jpg", 100)
    before = prepare([order], Cache(root, "pictures"), str)[order]
    state = (root / "a.jpg").stat()
    (root / "a.jpg").write_bytes(jpeg(photograph((90, 90))))
    os.utime(root / "a.jpg", ns=(state.st_atime_ns, state.st_mtime_ns))
    after = prepare([order], Cache(root, "pictures"), str)[order]
    assert isinstance(before, Picture)
    assert isinstance(after, Picture)
    assert (before.width_px, after.width_px) == (66, 90)


def test_a_cache_that_is_cleared_is_filled_again(root: Path) -> None:
    prepare(orders(root), Cache(root, "pictures"), str)
    for file in (root / ".bookbuild" / "pictures").glob("*"):
        file.unlink()
    assert all(
        isinstance(one, Picture)
        for one in prepare(orders(root)[:6], Cache(root, "pictures"), str).values()
    )


def test_a_cache_that_says_something_else_is_not_believed(root: Path) -> None:
    before = made(root)
    index = root / ".bookbuild/pictures/index.json"
    known = json.loads(index.read_bytes())
    for _, facts in known["results"].values():
        facts.clear()
    index.write_text(json.dumps(known))
    assert made(root) == before


def test_each_limit_makes_a_picture_of_its_own(root: Path) -> None:
    wanted = [Order(root / "a.jpg", px) for px in (100, 50, 0)]
    found = prepare(wanted, Cache(root, "pictures"), str)
    widths = [one.width_px for one in found.values() if isinstance(one, Picture)]
    assert widths == [66, 33, 200]


def test_only_a_drawing_is_made_of_pixels_as_well(root: Path) -> None:
    found = prepare(orders(root), Cache(root, "pictures"), str)
    with_pixels = [
        order.path.name
        for order, one in found.items()
        if isinstance(one, Picture) and one.pixels is not None
    ]
    assert with_pixels == ["e.svg"]
