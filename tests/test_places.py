"""``document/places.py``: where a picture lies, by the names that are really there."""

import os
import unicodedata
from pathlib import Path

import pytest

from bookbuild.document.places import NoPictureError, Places
from bookbuild.model import Chapter, Project, Source

FILES = (
    "book/a.png",
    "book/img/Map.png",
    "book/my picture.jpg",
    "book/100%.jpg",
    "book/50%25.jpg",
    "book/a#1.png",
    "book/c(1).png",
    "book/图 片.png",
    f"book/{unicodedata.normalize('NFD', 'café.png')}",
    "styles/s.png",
)


@pytest.fixture
def root(tmp_path: Path) -> Path:
    root = tmp_path / "project"
    for name in FILES:
        (root / name).parent.mkdir(parents=True, exist_ok=True)
        (root / name).write_bytes(b"x")
    (tmp_path / "secret.png").write_bytes(b"x")
    (tmp_path / "away").mkdir()
    (root / "book/out.png").symlink_to(tmp_path / "secret.png")
    (root / "book/away").symlink_to(tmp_path / "away")
    (root / "book/lost.png").symlink_to(root / "gone.png")
    (root / "book/in.png").symlink_to("img/Map.png")
    os.mkfifo(root / "book/pipe.png")
    return root


def find(root: Path, src: str) -> str:
    """Return where ``src`` lies, or the rule, message and hint of why it lies nowhere."""
    chapter = Chapter("a", "A", Source("book/a.md", ""), ())
    try:
        path = Places(Project(root, root / "book")).find(chapter, src)
    except NoPictureError as fault:
        return " | ".join(filter(None, (fault.rule.code, fault.message, fault.hint)))
    return unicodedata.normalize("NFC", path.relative_to(root.resolve()).as_posix())


@pytest.mark.parametrize(
    ("src", "path"),
    [
        ("a.png", "book/a.png"),
        ("./img/../a.png", "book/a.png"),
        ("/img/Map.png", "book/img/Map.png"),
        ("../styles/s.png", "styles/s.png"),
        ("my picture.jpg", "book/my picture.jpg"),
        ("my%20picture.jpg", "book/my picture.jpg"),
        ("100%.jpg", "book/100%.jpg"),
        ("100%25.jpg", "book/100%.jpg"),
        ("50%25.jpg", "book/50%25.jpg"),  # as it stands goes before what it may mean
        ("a#1.png", "book/a#1.png"),
        ("a.png?raw=true", "book/a.png"),
        ("a.png#top", "book/a.png"),
        ("c(1).png", "book/c(1).png"),
        ("图 片.png", "book/图 片.png"),
        ("%E5%9B%BE%20%E7%89%87.png", "book/图 片.png"),
        ("café.png", "book/café.png"),
        ("caf%C3%A9.png", "book/café.png"),
        ("cafe\u0301.png", "book/café.png"),
        ("in.png", "book/in.png"),
    ],
)
def test_found(src: str, path: str, root: Path) -> None:
    assert find(root, src) == path


COPY = "copy it into the project: a book is built from its own files alone"
REMOTE = "a build never uses the network: save the picture beside the chapter"


@pytest.mark.parametrize(
    ("src", "said"),
    [
        ("A.png", 'FIG-001 | the picture "A.png" does not exist | did you mean "a.png"?'),
        (
            "img/map.png",
            'FIG-001 | the picture "img/map.png" does not exist | did you mean "Map.png"?',
        ),
        ("IMG/Map.png", 'FIG-001 | the picture "IMG/Map.png" does not exist | did you mean "img"?'),
        (
            "img/Mapp.jpg",
            'FIG-001 | the picture "img/Mapp.jpg" does not exist | did you mean "Map.png"?',
        ),
        (
            "zzz.png?x",
            'FIG-001 | the picture "zzz.png?x" does not exist'
            " | put the file there, or mend its name",
        ),
        ("q/a.png", 'FIG-001 | the picture "q/a.png" does not exist | there is no folder "q"'),
        (
            "a.png/b",
            'FIG-001 | the picture "a.png/b" does not exist | "a.png" is a file, no folder',
        ),
        ("lost.png", 'FIG-001 | the picture "lost.png" is a symbolic link that leads nowhere'),
        ("img", 'FIG-002 | the picture "img" is a folder'),
        ("img/", 'FIG-002 | the picture "img/" is a folder'),
        ("pipe.png", 'FIG-002 | the picture "pipe.png" is no file of data'),
        (
            "https://a.org/b.png",
            f'FIG-003 | the picture "https://a.org/b.png" is not in the project | {REMOTE}',
        ),
        (
            "//a.org/b.png",
            f'FIG-003 | the picture "//a.org/b.png" is not in the project | {REMOTE}',
        ),
        ("C:\\a.png", f'FIG-004 | the picture "C:\\a.png" lies outside the project | {COPY}'),
        (
            "file:///a.png",
            f'FIG-004 | the picture "file:///a.png" lies outside the project | {COPY}',
        ),
        (
            "../../secret.png",
            f'FIG-004 | the picture "../../secret.png" lies outside the project | {COPY}',
        ),
        (
            "out.png",
            'FIG-004 | the picture "out.png" lies outside the project: "out.png" is a symbolic'
            f" link that leads out of the project | {COPY}",
        ),
        (
            "away/a.png",
            'FIG-004 | the picture "away/a.png" lies outside the project: "away" is a symbolic'
            f" link that leads out of the project | {COPY}",
        ),
    ],
)
def test_not_found(src: str, said: str, root: Path) -> None:
    assert find(root, src) == said


@pytest.mark.parametrize("src", ["", "?", "#x"])
def test_nothing_is_named(src: str, root: Path) -> None:
    assert find(root, src).startswith("FIG-001 | ")


@pytest.mark.parametrize("src", ["a\x00.png", "x" * 5000 + ".png", "a\ud800.png", "%ff.png", "%"])
def test_odd_names_do_no_harm(src: str, root: Path) -> None:
    assert find(root, src).startswith("FIG-001 | ")
    assert len(find(root, src)) < 200
