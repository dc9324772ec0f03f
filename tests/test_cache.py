"""``cache.py``: what is kept between builds, what is trusted, and that nothing depends on it."""

import hashlib
import json
import os
import time
from pathlib import Path

import pytest

from bookbuild.cache import KEPT_BUILDS, Cache, Kept

FACTS = {"kind": "JPEG", "size": [4, 3]}


@pytest.fixture
def root(tmp_path: Path) -> Path:
    (tmp_path / "a.jpg").write_bytes(b"first")
    return tmp_path


def content(kept: Kept | None) -> bytes | None:
    if kept is None:
        return None
    return kept.content if isinstance(kept.content, bytes) else kept.content.read_bytes()


def room(root: Path) -> Path:
    return root / ".bookbuild" / "pictures"


def pieces(root: Path) -> list[Path]:
    return [file for file in sorted(room(root).iterdir()) if file.name != "index.json"]


def build(root: Path, *keys: str) -> list[bytes | None]:
    """Ask for ``keys`` as a build does, and make what is not there; return what was there."""
    cache = Cache(root, "pictures")
    cache.fingerprint(root / "a.jpg")
    had = [content(cache.get(key)) for key in keys]
    for key, found in zip(keys, had, strict=True):
        if found is None:
            cache.put(key, key.encode() * 3, FACTS)
    cache.save()
    return had


def test_what_one_build_keeps_the_next_one_has(root: Path) -> None:
    assert build(root, "one", "two") == [None, None]
    assert build(root, "one", "two") == [b"oneoneone", b"twotwotwo"]
    kept = Cache(root, "pictures").get("one")
    assert kept is not None
    assert kept.facts == FACTS


def test_rooms_know_nothing_of_each_other(root: Path) -> None:
    build(root, "one")
    assert Cache(root, "cover").get("one") is None


def test_git_and_backups_pass_the_folder_by(root: Path) -> None:
    build(root, "one")
    assert (root / ".bookbuild/.gitignore").read_text() == "*\n"
    tag = (root / ".bookbuild/CACHEDIR.TAG").read_bytes()
    assert tag.startswith(b"Signature: 8a477f597d28d172789f06886806bc55")


def test_a_book_without_pictures_gets_no_folder(tmp_path: Path) -> None:
    Cache(tmp_path, "pictures").save()
    assert list(tmp_path.iterdir()) == []


def test_two_keys_of_one_content_are_one_file(root: Path) -> None:
    cache = Cache(root, "pictures")
    cache.put("one", b"same", FACTS)
    cache.put("two", b"same", FACTS)
    assert len(pieces(root)) == 1


# -- what is trusted ------------------------------------------------------------------------------


def settle(root: Path) -> None:
    """Let the clock of the file system go on, and the index be younger than all files."""
    time.sleep(0.02)
    cache = Cache(root, "pictures")
    cache._was_unsure = True
    cache.fingerprint(root / "a.jpg")
    cache.save()


def test_a_file_that_looks_as_it_did_is_not_read(
    root: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    before = Cache(root, "pictures").fingerprint(root / "a.jpg")
    build(root, "one")
    settle(root)
    cache = Cache(root, "pictures")

    def refuse(*_: object) -> None:
        raise AssertionError("the file is read")

    monkeypatch.setattr(Path, "open", refuse)
    assert cache.fingerprint(root / "a.jpg") == before


def test_a_change_that_puts_size_and_time_back_is_seen(root: Path) -> None:
    file = root / "a.jpg"
    build(root, "one")
    settle(root)
    before, state = Cache(root, "pictures").fingerprint(file), file.stat()
    time.sleep(0.02)
    file.write_bytes(b"other")
    os.utime(file, ns=(state.st_atime_ns, state.st_mtime_ns))
    assert Cache(root, "pictures").fingerprint(file) != before


def test_a_file_as_young_as_the_index_is_read_again(root: Path) -> None:
    file, index = root / "a.jpg", room(root) / "index.json"
    build(root, "one")
    known = json.loads(index.read_bytes())
    state = file.stat()
    numbers = [state.st_size, state.st_mtime_ns, state.st_ctime_ns, state.st_ino]
    known["files"]["a.jpg"] = [*numbers, "0" * 64]  # as if it had changed in the same instant
    index.write_text(json.dumps(known))
    os.utime(index, ns=(state.st_mtime_ns, state.st_mtime_ns))
    assert Cache(root, "pictures").fingerprint(file) != "0" * 64
    os.utime(index, ns=(state.st_mtime_ns, state.st_mtime_ns + 10**12))
    assert Cache(root, "pictures").fingerprint(file) == "0" * 64


# -- damage ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "index",
    [
        b"",
        b"\xff\x00",
        b"[]",
        b"{}",
        b'{"form": 99, "files": {}, "results": {}, "ages": {}}',
        b'{"form": 1, "files": {"a.jpg": 1}, "results": {}, "ages": {}}',
        b'{"form": 1, "files": {}, "results": {"one": ["../../a.jpg", {}]}, "ages": {}}',
        b'{"form": 1, "files": {}, "results": {}, "ages": {"one": "x"}}',
    ],
)
def test_a_damaged_index_is_made_anew(index: bytes, root: Path) -> None:
    build(root, "one")
    (room(root) / "index.json").write_bytes(index)
    assert build(root, "one") == [None]
    assert build(root, "one") == [b"oneoneone"]


def test_a_damaged_piece_is_made_anew(root: Path) -> None:
    build(root, "one", "two")
    pieces(root)[0].write_bytes(b"damage")
    pieces(root)[1].unlink()
    assert build(root, "one", "two") == [None, None]
    assert build(root, "one", "two") == [b"oneoneone", b"twotwotwo"]


@pytest.mark.parametrize("what", ["a file", "no folder"])
def test_where_nothing_can_be_written_there_is_no_cache(what: str, root: Path) -> None:
    place = root / ".bookbuild"
    place.write_bytes(b"") if what == "a file" else place.symlink_to(root / "gone" / "gone")
    cache = Cache(root, "pictures")
    digest = hashlib.sha256(b"data").hexdigest()
    assert cache.put("one", b"data", FACTS) == Kept(b"data", digest, FACTS)
    cache.save()
    assert not place.is_dir()


# -- growing and shrinking ------------------------------------------------------------------------


def test_what_no_build_uses_goes_after_a_while(root: Path) -> None:
    build(root, "one", "two")
    for number in range(KEPT_BUILDS):
        assert len(pieces(root)) == 2, number
        build(root, "one")
    build(root, "one")
    assert [content(Cache(root, "pictures").get(key)) for key in ("one", "two")] == [
        b"oneoneone",
        None,
    ]
    assert len(pieces(root)) == 1
    assert json.loads((room(root) / "index.json").read_bytes())["ages"] == {}


def test_a_file_that_nobody_knows_goes_as_well(root: Path) -> None:
    build(root, "one")
    (room(root) / "left-behind.1234-5").write_bytes(b"half")
    for _ in range(KEPT_BUILDS + 1):
        build(root, "one")
    assert len(pieces(root)) == 1


def test_a_build_at_the_same_time_takes_nothing_away(root: Path) -> None:
    slow = Cache(root, "pictures")
    kept = slow.put("slow", b"slow", FACTS)
    build(root, "quick")
    build(root, "quick")
    assert content(kept) == b"slow"
    slow.save()
    assert build(root, "slow", "quick")[0] == b"slowslowslow"[:4]


def test_nothing_is_written_when_nothing_has_changed(root: Path) -> None:
    build(root, "one")
    time.sleep(0.02)
    build(root, "one")
    before = (room(root) / "index.json").stat()
    build(root, "one")
    after = (room(root) / "index.json").stat()
    assert (after.st_ino, after.st_mtime_ns) == (before.st_ino, before.st_mtime_ns)
