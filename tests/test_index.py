"""``document/index.py``: who is listed, where and in which order; joint labels, settings."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.document import build_document
from bookbuild.model import Document, Roster
from bookbuild.sources import load_book
from bookbuild.xhtml import Element, text_of
from cases import Case, read_cases
from composing import chapter_section, compose, ignore, read_book
from making import SETTINGS, project_of

CASES = read_cases("index.md")
TALK = "**Maria Costa:** One?\n\n**Jonas Reed:** Two.\n"
BOTH = "**Maria Costa:** One?\n\n**Ana and Luis:** Two.\n\n**Ana:** Three.\n\n**Maria Costa:** 4?\n"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_the_index(case: Case) -> None:
    document, _ = compose(*case.input.split("=====\n"))
    assert list(_lines(document)) == case.expected.splitlines()


def _lines(document: Document) -> Iterator[str]:
    for item in document.root.iterfind("body/section[@role='doc-index']/ul/li"):
        heading = f"{text_of(item[0])}{_language(item[0])}"
        links = [_place(link, document) for link in item.iterfind("ul/li/a")]
        see = "".join(item[1].itertext()) + "".join(map(_language, item[1].iter("a")))
        yield f"{heading}: {' '.join(links)}" if links else f"{heading}{see}"


def _language(node: Element) -> str:
    languages = [inner.get("lang") for inner in node.iter() if inner.get("lang", "en") != "en"]
    return "".join(f" [{language}]" for language in languages)


def _place(link: Element, document: Document) -> str:
    chapter, _, _ = link.get("href", "")[1:].partition("-")
    turns = [
        node.get("id")
        for node in chapter_section(document, chapter).iter("section")
        if node.get("data-speaker")
    ]
    number = turns.index(link.get("href", "")[1:]) + 1
    return f"{chapter}.{number}{_language(link)}" if number > 1 else f"{chapter}{_language(link)}"


def test_a_joint_label_leads_to_its_members_who_have_its_turns() -> None:
    book = read_book(BOTH, BOTH.replace("**Ana:**", "**Luis:**"), report=ignore)
    ids = {speaker.name: speaker.id for speaker in book.roster.speakers}
    people = [
        replace(one, is_joint=True, members=(ids["Ana"], ids["Luis"]))
        if one.name == "Ana and Luis"
        else one
        for one in book.roster.speakers
    ]
    joined = replace(book, roster=Roster(tuple(people)))
    assert list(_lines(build_document(joined, ignore))) == [
        "Ana: a.2 b.2",
        "Ana and Luis, see Ana, Luis",
        "Costa, Maria: a b",
        "Luis: a.2 b.2",
    ]


def test_the_index_stands_behind_the_chapters_and_in_the_contents() -> None:
    document, _ = compose(f"# One\n\n{TALK}", f"# Two\n\n{TALK}")
    last = document.root.findall("body/section")[-1]
    assert (last.get("id"), last.get("role"), last.get("data-matter")) == (
        "speakers",
        "doc-index",
        "back",
    )
    (contents,) = document.root.iter("nav")
    assert [text_of(link) for link in contents.iter("a")] == ["One", "Two", "Index of speakers"]
    assert [text_of(link) for link in last.iter("a")] == ["One", "Two"] * 2


def test_behind_parts_it_belongs_to_none(tmp_path: Path) -> None:
    parts = '[[parts]]\ntitle = "P"\nchapters = ["a.md", "b.md"]\n'
    document = _document(tmp_path, parts, TALK, TALK)
    (contents,) = document.root.iter("nav")
    assert [text_of(link) for link in contents.iterfind("ol/li/a")] == ["P", "Index of speakers"]


@pytest.mark.parametrize(
    ("setting", "texts", "is_there"),
    [
        ("", (TALK, TALK), True),
        ("", (TALK,), False),
        ("index = true\n", (TALK,), True),
        ("index = false\n", (TALK, TALK), False),
        ("index = true\n", ("Nobody.\n",), False),
    ],
)
def test_the_author_decides(
    setting: str, texts: Sequence[str], tmp_path: Path, *, is_there: bool
) -> None:
    document = _document(tmp_path, setting, *texts)
    assert bool(list(_lines(document))) == is_there
    assert bool(document.root.findall("body/section[@id='speakers']")) == is_there


@pytest.mark.parametrize(
    ("setting", "listed"),
    [
        ("", ["Costa, Maria", "Reed, Jonas"]),
        (
            'authors = [{ name = "Maria Costa", sort = "Maria Costa" }]\n',
            ["Maria Costa", "Reed, Jonas"],
        ),
        (
            'contributors = [{ name = "jonas reed", sort = "An Reed, Jonas" }]\n',
            ["Jonas Reed", "Costa, Maria"],
        ),
        (
            'authors = [{ name = "Jonas Reed", sort = "An Reed, Jonas" }]\n'
            '[[speakers]]\nname = "Jonas Reed"\nsort = "Reed, Jonas"\n',
            ["Costa, Maria", "Reed, Jonas"],
        ),
    ],
)
def test_it_sorts_as_the_author_says(setting: str, listed: Sequence[str], tmp_path: Path) -> None:
    document = _document(tmp_path, setting, TALK, TALK)
    assert [line.partition(":")[0] for line in _lines(document)] == listed


def _document(folder: Path, settings: str, *texts: str) -> Document:
    files = {f"book/{name}.md": text for name, text in zip("abc", texts, strict=False)}
    files["book/book.toml"] = SETTINGS + settings
    book = load_book(project_of(folder, files), ignore)
    assert book is not None
    return build_document(book, ignore)


def test_no_chapter_takes_its_ids(tmp_path: Path) -> None:
    names = ("speakers", "speakers-title", "speakers-maria-costa", "contributors")
    files = {f"{name}.md": f"# {name}\n\n{TALK}" for name in names}
    book = load_book(project_of(tmp_path, files), ignore)
    assert book is not None
    root = build_document(book, ignore).root
    ids = [node.get("id") for node in root.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    (index,) = root.iterfind("body/section[@role='doc-index']")
    assert index.get("id") == "speakers"
    links = [link.get("href", "")[1:] for link in index.iter("a")]
    assert len(links) == 8
    assert set(links) <= set(ids)


def test_all_of_it_is_the_builds_own() -> None:
    document, _ = compose(TALK, TALK)
    (index,) = document.root.iterfind("body/section[@role='doc-index']")
    assert [child.get("data-generated") for child in index] == ["", ""]
    assert not re.search(r"data-turns", "".join(str(node.attrib) for node in index.iter()))
