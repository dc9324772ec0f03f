"""Golden books: ``tests/books/<case>/in`` is built, and its unpacked text compared with ``out``.

Markup is indented, so that a difference can be read; pictures and the stylesheet are named only.
"""

import re
from collections.abc import Iterator
from pathlib import Path

import pytest
from lxml import etree, html

from bookbuild.build import build
from bookbuild.projects import find_projects
from making import edition_of, said, unpacked

BOOKS = sorted(Path(__file__).with_name("books").iterdir())
DATA = re.compile(r'data:([a-z/+]+);base64,[^"]+')
MADE_WITH = re.compile(r"\b(bookbuild|Ebook-lib) \d+\.[\d.]+")
MARKUP = (".xhtml", ".opf", ".ncx", ".xml")


@pytest.mark.parametrize("book", BOOKS, ids=lambda book: book.name)
def test_a_golden_book(
    book: Path, request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", "1767225600")
    made = dict(_unpacked_book(book / "in"))
    if request.config.getoption("update_golden"):
        _rewrite(book / "out", made)
    expected = {
        file.relative_to(book / "out").as_posix(): file.read_text("utf-8")
        for file in (book / "out").rglob("*")
        if file.is_file()
    }
    assert sorted(made) == sorted(expected)
    for name, text in made.items():
        assert text == expected[name], name


def _unpacked_book(folder: Path) -> Iterator[tuple[str, str]]:
    """Yield the names and texts of what is compared."""
    (project,) = find_projects([folder])
    result = build(project, ["html", "epub"])
    yield "faults.txt", "".join(f"{said(fault)}\n" for fault in result.found)
    page = html.document_fromstring(edition_of(result, "html").decode())
    for style in page.iter("style"):
        style.text = "…"
    yield "page.html", _indented(page)
    files = unpacked(edition_of(result, "epub"))
    yield "epub.txt", "".join(f"{name}\n" for name in files)
    for name, data in files.items():
        if name.endswith(MARKUP) and not name.startswith("META-INF"):
            yield f"epub/{name}", _indented(etree.fromstring(data))


def _indented(root: etree._Element) -> str:
    etree.indent(root)
    text = DATA.sub(r"data:\1;…", etree.tostring(root, encoding="unicode"))
    return MADE_WITH.sub(r"\1 VERSION", text) + "\n"


def _rewrite(folder: Path, files: dict[str, str]) -> None:
    for old in sorted(folder.rglob("*"), reverse=True):
        old.rmdir() if old.is_dir() else old.unlink()
    for name, text in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_text(text, "utf-8")
