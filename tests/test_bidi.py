"""``writers/bidi.py``: what is written from the right says so, in the page and in the EPUB."""

from pathlib import Path

import pytest
from lxml import etree, html

from bookbuild.writers.bidi import set_directions
from bookbuild.xhtml import parse_xml
from engines import epubcheck
from making import SETTINGS, build_files, edition_of, unpacked

HEBREW = (
    "---\nlanguage: he\n---\n\n# הנגר\n\n**רות:** מה בנית היום?\n\n"
    "**דן:** שולחן אחד ו-`make table`.\n"
)
ENGLISH = "# The carpenter\n\n**Ruth:** What did you build?\n\n**Dan:** A table.\n"


@pytest.mark.parametrize(
    ("given", "expected"),
    [
        ('<html lang="en"><p>a</p></html>', {}),
        ('<html lang="he"><p lang="he">a</p></html>', {"html": "rtl"}),
        ('<html lang="en"><section lang="ar"><p>a</p></section></html>', {"section": "rtl"}),
        ('<html lang="fa"><p lang="en">a</p></html>', {"html": "rtl", "p": "ltr"}),
        ('<html lang="ur"><pre>a</pre></html>', {"html": "rtl", "pre": "ltr"}),
        (
            '<html lang="ur"><p><code><b lang="ar">a</b></code></p></html>',
            {"html": "rtl", "code": "ltr", "b": "rtl"},
        ),
    ],
)
def test_directions(given: str, expected: dict[str, str]) -> None:
    root = parse_xml(given.encode())
    set_directions(root)
    found = {node.tag: node.get("dir") for node in root.iter() if node.get("dir")}
    assert found == expected


def test_a_chapter_from_the_right_in_a_book_from_the_left(tmp_path: Path) -> None:
    files = {"book/book.toml": SETTINGS, "book/1.md": ENGLISH, "book/2.md": HEBREW}
    made = build_files(tmp_path, files, "html", "epub")
    page = html.document_fromstring(edition_of(made, "html").decode())
    assert page.get("dir") is None
    assert page.xpath("//section[@lang='he']/@dir") == ["rtl"]
    assert page.xpath("//code/@dir") == ["ltr"]
    parts = unpacked(edition_of(made, "epub"))
    assert etree.fromstring(parts["EPUB/text/ch-1.xhtml"]).get("dir") is None
    assert etree.fromstring(parts["EPUB/text/ch-2.xhtml"]).get("dir") == "rtl"
    assert b"page-progression-direction" not in parts["EPUB/content.opf"]


def test_the_pages_of_a_book_from_the_right_are_turned_the_other_way(tmp_path: Path) -> None:
    settings = SETTINGS.replace('language = "en"', 'language = "he"')
    files = {"book/book.toml": settings, "book/1.md": HEBREW}
    epub = edition_of(build_files(tmp_path, files, "epub"), "epub")
    assert b'page-progression-direction="rtl"' in unpacked(epub)["EPUB/content.opf"]
    assert not epubcheck(epub)
