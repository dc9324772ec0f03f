"""``outputs.py``: where the editions of a book go, and how they get there whole."""

from collections.abc import Sequence
from pathlib import Path

import pytest

from bookbuild.build import Result
from bookbuild.model import Edition
from bookbuild.outputs import Output, OutputError, Target
from bookbuild.projects import find_projects
from making import Files, write_files

RESULT = Result("talks", (Edition("html", b"page"), Edition("pdf", b"leaves", pages=4)), ())
PAGE = Result("talks", RESULT.editions[:1], ())
ALL, ONE = ("html", "epub", "pdf"), ("html",)
PROJECT: Files = {"p/book/book.toml": "", "p/book/a.md": "# A\n", "p/book/i.PNG": "x"}


@pytest.fixture(autouse=True)
def _stand_in_a_folder_of_our_own(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    write_files(tmp_path, PROJECT)
    monkeypatch.chdir(tmp_path)


def target(out: str, formats: Sequence[str] = ONE, source: str = "p") -> Target:
    (project,) = find_projects([Path(source)])
    return Target(project, formats, out)


def left(folder: Path) -> list[str]:
    return sorted(file.name for file in folder.iterdir())


@pytest.mark.parametrize(
    ("out", "formats", "source", "places"),
    [
        ("", ALL, "p", ["p/dist/talks.html", "p/dist/talks.pdf"]),
        ("", ALL, "p/book/a.md", ["dist/talks.html", "dist/talks.pdf"]),
        ("o", ALL, "p", ["o/talks.html", "o/talks.pdf"]),
        ("o.pdf", ALL, "p", ["o.pdf/talks.html", "o.pdf/talks.pdf"]),
        ("p", ALL, "p", ["p/talks.html", "p/talks.pdf"]),
    ],
)
def test_all_formats_go_to_a_folder(
    out: str, formats: Sequence[str], source: str, places: list[str]
) -> None:
    made = target(out, formats, source)
    made.check()
    outputs = made.write(RESULT)
    assert outputs == (Output(Path(places[0]), 4, 0), Output(Path(places[1]), 6, 4))
    assert [Path(place).read_bytes() for place in places] == [b"page", b"leaves"]


@pytest.mark.parametrize(
    ("out", "place"),
    [
        ("o.html", "o.html"),
        ("o", "o"),
        ("o/", "o/talks.html"),
        ("p", "p/talks.html"),
        ("new/folder/o.htm", "new/folder/o.htm"),
        ("", "p/dist/talks.html"),
    ],
)
def test_one_format_goes_to_a_file_or_a_folder(out: str, place: str) -> None:
    made = target(out)
    made.check()
    made.write(PAGE)
    assert Path(place).read_bytes() == b"page"


def test_a_later_build_replaces_an_earlier_one_wherever_it_lies() -> None:
    for out in ("o.html", "page.htm", "p/book/o.html", "p/page", "p/"):
        for _ in range(2):
            made = target(out)
            made.check()
            made.write(PAGE)


@pytest.mark.parametrize(
    ("out", "source"),
    [
        ("p/book/a.md", "p"),
        ("p/book/book.toml", "p"),
        ("p/book/i.PNG", "p"),
        ("p/book/../book/a.md", "p"),
        ("p/book/a.md", "p/book/a.md"),
        ("link.md", "p"),
    ],
)
def test_a_source_is_never_overwritten(out: str, source: str) -> None:
    Path("link.md").symlink_to("p/book/a.md")
    with pytest.raises(OutputError, match="is a source of this book"):
        target(out, source=source).check()


def test_a_folder_is_wanted_for_several_formats() -> None:
    Path("o").write_text("mine", "utf-8")
    with pytest.raises(OutputError, match="o is a file; a folder is wanted"):
        target("o", ALL).check()


@pytest.mark.parametrize(
    "out", ["file/o.html", "file/deeper/o.html", "x" * 300, f"{'x' * 300}/", "dir/"]
)
def test_what_cannot_be_written_is_said_and_leaves_nothing(out: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"file": "mine", "dir/talks.html/x": "mine"})
    before = left(tmp_path)
    with pytest.raises(OutputError, match=r"^cannot write .*: [A-Zp]"):
        target(out).write(PAGE)
    assert left(tmp_path) == before
    assert (tmp_path / "file").read_text("utf-8") == "mine"
    assert left(tmp_path / "dir") == ["talks.html"]


def test_all_editions_are_replaced_or_none(tmp_path: Path) -> None:
    write_files(tmp_path, {"o/talks.html": "old", "o/talks.pdf/x": "mine"})
    with pytest.raises(OutputError, match=r"cannot write o.talks.pdf: Is a directory"):
        target("o", ALL).write(RESULT)
    assert (tmp_path / "o/talks.html").read_text("utf-8") == "old"
    assert left(tmp_path / "o") == ["talks.html", "talks.pdf"]


def test_a_long_name_that_fits_is_written() -> None:
    name = "录" * 80  # 240 bytes; most file systems take 255
    (output,) = target("o/").write(Result(name, PAGE.editions, ()))
    assert output.path.name == f"{name}.html"


def test_two_books_do_not_go_into_one_file() -> None:
    first = target("o/").write(PAGE)
    with pytest.raises(OutputError, match="is another book already"):
        target("o/").write(PAGE, first)


def test_a_path_outside_is_shown_whole(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    made = target(str(tmp_path / "o.html"))
    monkeypatch.chdir(tmp_path / "p" / "book")
    assert made.write(PAGE)[0].path == tmp_path / "o.html"


def test_kobos_form_keeps_its_ending() -> None:
    target("o.kepub.epub", ("kepub",)).check()
    target("o/", ("kepub",)).check()
    with pytest.raises(OutputError, match=r"^o\.epub: a Kobo knows its own form by the ending"):
        target("o.epub", ("kepub",)).check()
