"""The manual in ``book/``: the longest book that there is, and the one that must not be wrong."""

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from lxml import html

from bookbuild.build import Result, build
from bookbuild.diagnostics import Severity
from bookbuild.projects import find_projects
from bookbuild.rules import RULES
from bookbuild.writers import WRITERS
from making import edition_of, said, unpacked

ROOT = Path(__file__).parent.parent
CHAPTERS = sorted(file for file in (ROOT / "book").glob("*.md"))


@pytest.fixture(scope="module")
def manual() -> Result:
    (project,) = find_projects([ROOT])
    return build(project, list(WRITERS))


def test_the_manual_has_neither_errors_nor_warnings(manual: Result) -> None:
    found = [said(fault) for fault in manual.found if fault.rule.severity is not Severity.NOTE]
    assert found == []
    assert [edition.format for edition in manual.editions] == list(WRITERS)


def test_every_chapter_is_in_every_edition(manual: Result) -> None:
    page = html.document_fromstring(edition_of(manual, "html").decode())
    titles = [" ".join(title.split()) for title in page.xpath("//header/h1/text()")]
    assert len(titles) == len(CHAPTERS) >= 9
    names = [name for name in unpacked(edition_of(manual, "epub")) if "/ch-" in name]
    assert len(names) == len(CHAPTERS)
    document = pdfium.PdfDocument(edition_of(manual, "pdf"))
    marks = {mark.get_title() for mark in document.get_toc()}
    assert [title for title in titles if title not in marks] == []
    document.close()


def test_every_question_has_somebody_who_asks_it(manual: Result) -> None:
    page = html.document_fromstring(edition_of(manual, "html").decode())
    for chapter in page.xpath("//section[@class='chapter']"):
        speakers = {turn.get("data-speaker") for turn in chapter.xpath(".//section[@data-speaker]")}
        assert len(speakers) >= 2, chapter.get("id")


def test_the_manual_lists_every_rule_as_it_is() -> None:
    text = (ROOT / "book" / "06-faults.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-Z]{3}-\d{3}) \| `([a-z-]+)` \|", text, re.MULTILINE)
    assert sorted(rows) == sorted((rule.code, rule.name) for rule in RULES)


def test_the_readme_lists_every_rule_as_it_is() -> None:
    text = (ROOT / "README.md").read_text("utf-8")
    rows = re.findall(r"^\| ([A-Z]{3}-\d{3}) \| ([a-z-]+) \| (\w+): (.*) \|$", text, re.MULTILINE)
    rules = [(rule.code, rule.name, rule.severity.value, rule.summary) for rule in RULES]
    assert sorted(rows) == sorted(rules)
