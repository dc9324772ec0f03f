"""``coverpicture.py``: the EPUB's designed cover is drawn once for the same words and styles."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.cache import Cache
from bookbuild.model import Asset, Book
from bookbuild.sources import load_book
from bookbuild.writers.epub.coverpicture import ROOM, _key, designed_picture
from composing import ignore
from making import SETTINGS, project_of

TALK = "# Rain\n\n**Ana:** Who came?\n\n**Ben:** Nobody.\n\n**Ana:** And then?\n\n**Ben:** You.\n"
Load = Callable[..., Book]


@pytest.fixture
def load(tmp_path: Path) -> Load:
    def loaded(settings: str = "", talk: str = TALK, style: str = "") -> Book:
        files = {"book/book.toml": SETTINGS + settings, "book/1.md": talk}
        files["styles/custom.css"] = style
        book = load_book(project_of(tmp_path, files), ignore)
        assert book is not None
        return book

    return loaded


def drawn(book: Book) -> Asset:
    asset = designed_picture(book, ignore)
    assert asset is not None
    return asset


def test_what_was_drawn_is_kept(load: Load, tmp_path: Path) -> None:
    first, again = drawn(load()), drawn(load())
    assert isinstance(again.content, Path)
    assert again.content.is_relative_to(tmp_path / ".bookbuild" / ROOM)
    assert again.data == first.data
    assert (again.width_px, again.height_px) == (1600, 2560)


def test_what_is_kept_is_what_is_shown(load: Load, tmp_path: Path) -> None:
    """It is not drawn again: what lies there counts."""
    book = load()
    cache = Cache(tmp_path, ROOM)
    cache.put(_key(book), b"a picture", {})
    cache.save()
    assert drawn(book).data == b"a picture"


@pytest.mark.parametrize(
    "change",
    [
        {"settings": 'subtitle = "Talks in the wet"\n'},
        {"settings": 'authors = ["Cy Reed"]\n'},
        {"settings": 'cover-style = "dark"\n'},
        {"talk": TALK.replace("Nobody.", "Nobody, since it rained all day and all night.")},
        {"talk": TALK.replace("Ben", "Bo")},
        {"style": ".cover { --ground: #fff; }"},
    ],
)
def test_another_cover_has_another_name(load: Load, change: dict[str, str]) -> None:
    assert _key(load()) != _key(load(**change))


def test_what_the_cover_does_not_show_changes_nothing(load: Load) -> None:
    assert _key(load()) == _key(load('rights = "CC0"\n'))


def test_a_cover_with_a_fault_is_not_kept(load: Load, tmp_path: Path) -> None:
    """The next build has to tell of it as well."""
    book, told = load('subtitle = "\\ue042"\n'), []
    for _ in range(2):
        found: list[object] = []
        assert designed_picture(book, found.append) is not None
        told.append(len(found))
    assert told == [1, 1]
    assert not (tmp_path / ".bookbuild" / ROOM).exists()
