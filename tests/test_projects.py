"""``projects.py``: what the command line names, sorted into books."""

import os
from pathlib import Path

import pytest

from bookbuild.model import Project
from bookbuild.projects import SourceError, find_projects
from making import write_files

TEXT = "# A\n\nText.\n"


def found(folder: Path, *sources: str) -> tuple[Project, ...]:
    return find_projects([folder / source for source in sources])


@pytest.mark.parametrize(
    ("files", "source", "root", "folder", "has_settings"),
    [
        (["p/book/book.toml", "p/book/a.md"], "p", "p", "p/book", True),
        (["p/book/book.toml", "p/book/a.md"], "p/book", "p", "p/book", True),
        (["p/book/book.toml", "p/README.md"], "p", "p", "p/book", True),
        (["p/book/a.md"], "p", "p", "p/book", False),
        (["p/book/a.md", "p/b.md"], "p", "p", "p", False),
        (["p/a.md"], "p", "p", "p", False),
        (["p/a.MARKDOWN"], "p", "p", "p", False),
        (["book/a.md"], "book", "book", "book", False),
        (["p/notes.txt"], "p", "p", "p", False),
    ],
)
def test_a_folder_is_one_book(
    files: list[str], source: str, root: str, folder: str, *, has_settings: bool, tmp_path: Path
) -> None:
    write_files(tmp_path, dict.fromkeys(files, ""))
    (project,) = found(tmp_path, source)
    assert (project.root, project.folder) == (tmp_path / root, tmp_path / folder)
    assert (project.config_file is not None) is has_settings
    assert project.files == ()


def test_several_files_are_one_book(tmp_path: Path) -> None:
    write_files(tmp_path, {"x/a.md": TEXT, "x/y/b.md": TEXT})
    (project,) = found(tmp_path, "x/y/b.md", "x/a.md", "x/a.md")
    assert project.root == project.folder == tmp_path / "x"
    assert project.files == (tmp_path / "x/y/b.md", tmp_path / "x/a.md")


def test_several_folders_are_several_books(tmp_path: Path) -> None:
    write_files(tmp_path, {"x/a.md": TEXT, "y/a.md": TEXT})
    assert [project.root.name for project in found(tmp_path, "x", "y")] == ["x", "y"]


@pytest.mark.parametrize(
    ("sources", "fault"),
    [
        (["x", "a.md"], "not both"),
        (["nowhere"], "there is no "),
        (["a.md", "nowhere.md"], "there is no "),
        (["a.txt"], "is no Markdown file"),
        (["a.md", "a.txt"], "is no Markdown file"),
    ],
)
def test_what_is_no_book_is_refused(sources: list[str], fault: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"x/a.md": TEXT, "a.md": TEXT, "a.txt": TEXT})
    with pytest.raises(SourceError, match=fault):
        found(tmp_path, *sources)


@pytest.mark.skipif(os.geteuid() == 0, reason="nothing is closed to the superuser")
def test_a_closed_folder_is_refused(tmp_path: Path) -> None:
    (tmp_path / "x").mkdir(mode=0)
    with pytest.raises(SourceError, match="cannot be read: Permission denied"):
        found(tmp_path, "x")


def test_a_place_is_named_from_where_the_user_stands(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    write_files(tmp_path, {"a.md": TEXT})
    monkeypatch.chdir(tmp_path)
    (project,) = find_projects([Path()])
    assert project.root == tmp_path
