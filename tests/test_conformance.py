"""Whatever a book holds, the real checkers find nothing to say of its editions.

The books are the folders of ``tests/data/books``, each full of one kind of difficulty.
"""

import io
import zipfile
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest

from bookbuild.build import Result, build
from bookbuild.projects import find_projects
from engines import ace, epubcheck, verapdf

pytestmark = pytest.mark.conformance

ROOT = Path(__file__).parent.parent
BOOKS = sorted((ROOT / "tests" / "data" / "books").iterdir())


@pytest.mark.parametrize(
    "folder", [ROOT, *BOOKS], ids=["the manual", *(folder.name for folder in BOOKS)]
)
def test_epubcheck_has_nothing_to_say(folder: Path) -> None:
    (project,) = find_projects([folder])
    _assert_sound(build(project, ["epub"]))


@pytest.mark.parametrize(
    "folder", [ROOT, *BOOKS], ids=["the manual", *(folder.name for folder in BOOKS)]
)
def test_verapdf_has_nothing_to_say(folder: Path) -> None:
    (project,) = find_projects([folder])
    (edition,) = build(project, ["pdf"]).editions
    assert not (complaints := verapdf(edition.data)), "\n".join(map(str, complaints))


def test_ace_has_nothing_to_say_of_the_manual() -> None:
    (project,) = find_projects([ROOT])
    assert not (complaints := ace(_epub(build(project, ["epub"])))), "\n".join(map(str, complaints))


def test_characters_that_xml_cannot_hold_do_no_harm(build_book: Callable[..., Result]) -> None:
    text = (
        "# Odd\n\nBell\x07, form\x0cfeed, \ufffe, \U0001f600, e\u0301, &#0;, &#xFFFF;, &#xD800;.\n"
    )
    _assert_sound(build_book({"1.md": text}, "epub"))


def test_a_chapter_in_several_files_is_sound(build_book: Callable[..., Result]) -> None:
    rain = " ".join(f"drop{number}" for number in range(1000))
    turns = [f"**Ada:** {rain}\n\n## Day {day}\n\n**Ben:** Yes.[^{day}]" for day in range(50)]
    notes = [f"[^{day}]: On day {day}, see [the first](#day-1)." for day in range(50)]
    result = build_book({"rain.md": "\n\n".join(["# Rain", *turns, *notes, ""])}, "epub")
    assert b"(2)</title>" in zipfile.ZipFile(io.BytesIO(_epub(result))).read(
        "EPUB/text/rain-2.xhtml"
    )
    _assert_sound(result)


def test_epubcheck_would_say_it_of_a_broken_book(build_book: Callable[..., Result]) -> None:
    sound = _epub(build_book({"1.md": "# A walk\n\nIt rained.\n"}, "epub"))
    broken = _replace(sound, b"It rained.", b'It <a href="nowhere.xhtml">rained</a>.')
    (said,) = epubcheck(broken)
    assert (said.severity, said.code) == ("ERROR", "RSC-007")
    assert "nowhere.xhtml" in said.message


def test_ace_would_say_it_of_a_broken_book(build_book: Callable[..., Result]) -> None:
    sound = _epub(build_book({"1.md": "# A walk\n\nIt rained.\n"}, "epub"))
    broken = _replace(sound, b"It rained.", b"<img src='../cover/cover.jpg'/>")
    (said,) = ace(broken)
    assert (said.severity, said.code) == ("critical", "image-alt")
    assert said.place == "text/ch-1.xhtml img"


def test_verapdf_would_say_it_of_a_broken_book(build_book: Callable[..., Result]) -> None:
    (edition,) = build_book({"1.md": "# A walk\n\nIt rained.\n"}, "pdf").editions
    with pikepdf.open(io.BytesIO(edition.data)) as pdf:
        pdf.Root.StructTreeRoot.K[0].S = pikepdf.Name.Figure
        broken = io.BytesIO()
        pdf.save(broken)
    assert [said.code for said in verapdf(broken.getvalue())] == ["7.3 t1"]


def test_epubcheck_would_say_that_a_file_is_no_book_at_all() -> None:
    assert "FATAL" in {said.severity for said in epubcheck(b"no book")}


def _assert_sound(result: Result) -> None:
    complaints = epubcheck(_epub(result))
    assert not complaints, "\n".join(map(str, complaints))


def _epub(result: Result) -> bytes:
    (edition,) = result.editions
    return edition.data


def _replace(epub: bytes, old: bytes, new: bytes) -> bytes:
    """Return ``epub`` with ``old`` replaced in all its files, in one of which it must occur."""
    made = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(epub)) as source, zipfile.ZipFile(made, "w") as target:
        files = {entry: source.read(entry) for entry in source.infolist()}
        assert any(old in data for data in files.values())
        for entry, data in files.items():
            target.writestr(entry, data.replace(old, new))
    return made.getvalue()
