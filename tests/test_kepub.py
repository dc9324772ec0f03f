"""``writers/epub/kobo.py``: Kobo's form of a book, its spans, its name."""

import re
from collections.abc import Callable, Mapping
from pathlib import Path

import pytest
from click.testing import CliRunner
from lxml import etree

from bookbuild.build import Result, build
from bookbuild.cli import main
from bookbuild.projects import find_projects
from bookbuild.writers.epub.kobo import kobo_form, sentences
from cases import Case, read_cases
from engines import epubcheck
from making import edition_of, unpacked

YARD = Path(__file__).parent / "books" / "yard" / "in"
XHTML = "{http://www.w3.org/1999/xhtml}"
SPAN = re.compile(
    r'<span class="koboSpan" id="kobo\.(\d+\.\d+)">((?:(?!</?span).)*?)</span>', re.DOTALL
)
PAGE = (
    '<html xmlns="http://www.w3.org/1999/xhtml" xmlns:epub="http://www.idpf.org/2007/ops">'
    '<head><title>A</title></head><body epub:type="bodymatter">{}</body></html>'
)


@pytest.mark.parametrize("case", read_cases("sentences.md").values(), ids=lambda case: case.title)
def test_sentences(case: Case) -> None:
    found = list(sentences(case.input.removesuffix("\n")))
    assert "".join(f"|{sentence}|\n" for sentence in found) == case.expected


@pytest.mark.parametrize("case", read_cases("kepub.md").values(), ids=lambda case: case.title)
def test_spans(case: Case) -> None:
    made = kobo_form(PAGE.format(case.input.removesuffix("\n")).encode()).decode()
    found = re.search('<div id="book-inner">(.*)</div></div></body>', made, re.DOTALL)
    assert found
    assert SPAN.sub(r"[\1:\2]", found[1]) + "\n" == case.expected


def test_a_page_has_the_two_divisions_and_the_rule_for_its_margins() -> None:
    made = etree.fromstring(kobo_form(PAGE.format("<p>A walk.</p>").encode()))
    (style,) = made.iter(f"{XHTML}style")
    assert style.get("id") == "kobostylehacks"
    (body,) = made.iter(f"{XHTML}body")
    assert body.get("{http://www.idpf.org/2007/ops}type") == "bodymatter"
    assert [node.get("id") for node in body.iter() if node.get("id")] == [
        "book-columns",
        "book-inner",
        "kobo.1.1",
    ]


# -- the whole book -------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def editions() -> Mapping[str, Result]:
    (project,) = find_projects([YARD])
    return {name: build(project, [name]) for name in ("epub", "kepub")}


def test_it_has_the_files_of_the_epub_and_their_words(editions: Mapping[str, Result]) -> None:
    plain, kobo = (unpacked(edition_of(made, name)) for name, made in editions.items())
    assert list(plain) == list(kobo)
    for name, data in plain.items():
        if name.endswith(".xhtml"):
            before, after = (etree.fromstring(pages) for pages in (data, kobo[name]))
            bodies = (page.find(f"{XHTML}body") for page in (before, after))
            one, other = ("".join(body.itertext()) for body in bodies if body is not None)
            assert one == other
        else:
            assert kobo[name] == data


def test_every_span_has_a_name_of_its_own_in_its_file(editions: Mapping[str, Result]) -> None:
    for name, data in unpacked(edition_of(editions["kepub"], "kepub")).items():
        ids = re.findall(rb'\bid="([^"]*)"', data) if name.endswith(".xhtml") else []
        assert len(ids) == len(set(ids)), name


def test_two_builds_give_the_same_bytes(editions: Mapping[str, Result]) -> None:
    (project,) = find_projects([YARD])
    again = build(project, ["kepub"])
    assert edition_of(again, "kepub") == edition_of(editions["kepub"], "kepub")


@pytest.mark.conformance
def test_epubcheck_has_nothing_to_say(editions: Mapping[str, Result]) -> None:
    assert epubcheck(edition_of(editions["kepub"], "kepub")) == []


def test_no_chapter_has_an_id_that_kobo_looks_for(project: Callable[..., Path]) -> None:
    chapters = ("book-columns", "book-inner", "kobostylehacks")
    folder = project({f"{name}.md": f"# {name}\n\n[It](book-inner.md)\n" for name in chapters})
    (found,) = find_projects([folder])
    files = unpacked(edition_of(build(found, ["kepub"]), "kepub"))
    for name in chapters:
        page = files[f"EPUB/text/ch-{name}.xhtml"]
        ids = [node.get("id") for node in etree.fromstring(page).iter() if node.get("id")]
        assert len(ids) == len(set(ids))
        assert b'href="ch-book-inner.xhtml"' in page


def test_the_file_is_called_as_kobo_wants_it(project: Callable[..., Path]) -> None:
    folder = project({"walk.md": "# A walk\n\nIt rained.\n"})
    out = folder / "out"
    done = CliRunner().invoke(main, ["epub", "--kepub", str(folder), "-o", f"{out}/"])
    assert done.exit_code == 0, done.output
    assert [file.name.partition(".")[2] for file in out.iterdir()] == ["kepub.epub"]


def test_a_file_that_is_named_is_called_just_so(project: Callable[..., Path]) -> None:
    folder = project({"walk.md": "# A walk\n\nIt rained.\n"})
    out = folder / "book.kepub.epub"
    done = CliRunner().invoke(main, ["epub", "--kepub", str(folder), "-o", str(out)])
    assert done.exit_code == 0, done.output
    assert b"koboSpan" in b"".join(unpacked(out.read_bytes()).values())
