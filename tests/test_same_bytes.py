"""The same book gives the same bytes: in whatever folder, on whatever machine, at whatever hour."""

import os
import shutil
import subprocess
import sys
from pathlib import Path

import pytest

from making import SETTINGS, write_files

ROOT = Path(__file__).parent.parent
MACHINES = (
    {"TZ": "Asia/Tokyo", "LANG": "C", "LC_ALL": "C", "PYTHONHASHSEED": "1", "USER": "somebody"},
    {"TZ": "America/Lima", "LANG": "de_DE.UTF-8", "LC_ALL": "", "PYTHONHASHSEED": "2"},
)
FOLDERS = ("here", "a folder/with a long name/書")
FILE_TIMES = (86_400.0, 1_700_000_000.5)  # seconds since 1970
BOOKS = {
    "the manual": ROOT / "book",
    "a golden book": ROOT / "tests" / "books" / "yard" / "in" / "book",
}


@pytest.mark.parametrize("source", BOOKS.values(), ids=BOOKS)
def test_two_machines_build_the_same(tmp_path: Path, source: Path) -> None:
    _check(tmp_path, source)


def test_the_folder_of_a_book_without_a_name_leaves_no_trace(tmp_path: Path) -> None:
    files = {"book.toml": SETTINGS, "a.md": "# A\n\n**Ann:** Yes.\n\n**Bo:** No.\n"}
    _check(tmp_path, write_files(tmp_path / "source", files))


def _check(tmp_path: Path, source: Path) -> None:
    made = [_built(tmp_path / f"machine {number}", number, source) for number in (0, 1)]
    assert sorted(made[0]) == [".epub", ".html", ".pdf"]
    assert [form for form in made[0] if made[0][form] != made[1][form]] == []


def _built(home: Path, number: int, source: Path) -> dict[str, bytes]:
    """Return the files that a machine makes of a copy of ``source``, by their suffixes."""
    folder, out, scratch = home / FOLDERS[number], home / "out", home / "tmp"
    for place in (folder, scratch):
        place.mkdir(parents=True)
    shutil.copytree(source, folder / "book")
    for path in sorted((folder / "book").rglob("*"), reverse=number == 1):
        os.utime(path, (FILE_TIMES[number], FILE_TIMES[number]))
    own = {"PYTHONPATH": str(ROOT / "src"), "HOME": str(home), "TMPDIR": str(scratch)}
    command = [sys.executable, "-m", "bookbuild", "build", "-q", "-o", str(out)]
    environment = {**os.environ, **MACHINES[number], **own}
    subprocess.run(command, cwd=folder, env=environment, check=True, capture_output=True)
    return {file.suffix: file.read_bytes() for file in out.iterdir()}
