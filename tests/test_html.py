"""``writers/html.py``: one page that needs nothing else."""

import re
from pathlib import Path

import pytest
from lxml import html

from bookbuild.build import build
from bookbuild.projects import find_projects
from making import SETTINGS, Files, build_files, edition_of, picture

YARD = Path(__file__).parent / "books" / "yard" / "in"
BOOK: Files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\n![A yard](b.png)\n"}
EVIL = "p { content: '</style><script>alert(1)</script>' } /* </STYLE> <!-- */"


@pytest.fixture(scope="module")
def page() -> html.HtmlElement:
    (project,) = find_projects([YARD])
    return html.document_fromstring(edition_of(build(project, ["html"]), "html"))


def page_of(folder: Path, files: Files) -> html.HtmlElement:
    data = edition_of(
        build_files(folder, {**BOOK, "book/b.png": picture(), **files}, "html"), "html"
    )
    return html.document_fromstring(data)


def test_it_is_a_whole_page_of_html5(page: html.HtmlElement) -> None:
    assert page.getroottree().docinfo.doctype == "<!DOCTYPE html>"
    assert page.findtext("head/title") == "The Yard & the Mill"
    assert page.get("lang") == "en"
    (charset,) = page.xpath("head/meta/@charset")
    assert charset == "utf-8"


def test_it_refers_to_no_file(page: html.HtmlElement) -> None:
    sources, links = page.xpath("//@src"), page.xpath("//@href")
    assert len(sources) == 3
    assert len(links) > 10
    assert all(source.startswith("data:image/") for source in sources)
    assert [link for link in links if not link.startswith(("#", "https://"))] == []
    assert page.xpath("//link | //iframe | //object | //embed") == []
    assert page.xpath("//script/@type") == ["application/ld+json"]  # which no browser runs


def test_every_link_inside_finds_its_target(page: html.HtmlElement) -> None:
    ids = [node.get("id") for node in page.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    inside = [link[1:] for link in page.xpath("//a/@href") if link.startswith("#")]
    assert len(inside) > 10
    assert [link for link in inside if link not in ids] == []


def test_what_names_an_id_finds_it(page: html.HtmlElement) -> None:
    ids = set(page.xpath("//@id"))
    named = [name for value in page.xpath("//@aria-labelledby") for name in value.split()]
    assert named
    assert set(named) <= ids


def test_the_body_holds_sections_alone(page: html.HtmlElement) -> None:
    kinds = [section.get("class") for section in page.xpath("body/*")]
    assert kinds == "titlepage colophon contents part chapter part chapter index".split()
    matter = dict.fromkeys(section.get("data-matter") for section in page.xpath("body/*"))
    assert list(matter) == ["front", "body", "back"]


def test_print_styles_are_for_print(tmp_path: Path) -> None:
    files = {
        "styles/classic/base.css": "p { color: #111 }",
        "styles/classic/screen.css": "p { color: #222 }",
        "styles/classic/print.css": "@page { size: a5 }",
        "styles/custom.css": "p { color: #444 }",
    }
    (style,) = page_of(tmp_path, files).iter("style")
    assert " ".join(str(style.text).split()) == (
        "p { color: #111 } p { color: #222 } @media print { @page { size: a5 } } p { color: #444 }"
    )


@pytest.mark.parametrize(("form", "kind"), [("PNG", "png"), ("JPEG", "jpeg"), ("GIF", "png")])
def test_a_picture_is_inlined_as_what_it_is(form: str, kind: str, tmp_path: Path) -> None:
    (image,) = page_of(tmp_path, {"book/b.png": picture(form)}).iter("img")
    assert str(image.get("src")).startswith(f"data:image/{kind};base64,")


def test_no_style_can_end_its_element(tmp_path: Path) -> None:
    root = page_of(tmp_path, {"styles/custom.css": EVIL})
    assert root.xpath("//script/@type") == ["application/ld+json"]
    (style,) = root.iter("style")
    assert str(style.text).rstrip().endswith("<\\/STYLE> <!-- */")
    assert [section.get("id") for section in root.xpath("body/*")][:2] == ["titlepage", "colophon"]


def test_no_style_reaches_outside(tmp_path: Path) -> None:
    sheet = "@import 'a.css'; p { background: url(https://example.org/a.png) }"
    (style,) = page_of(tmp_path, {"styles/custom.css": sheet}).iter("style")
    assert re.findall(r"@import|url\((?!['\"]?data:)", str(style.text)) == []


def test_the_page_suits_a_telephone(page: html.HtmlElement) -> None:
    (content,) = page.xpath("head/meta[@name='viewport']/@content")
    assert content == "width=device-width, initial-scale=1"
    assert "prefers-color-scheme: dark" in str(page.findtext("head/style"))
