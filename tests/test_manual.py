"""The manual in ``book/``: the longest book that there is, and the one that must not be wrong."""

import re
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from lxml import html

from bookbuild.build import Result, build
from bookbuild.cli import main
from bookbuild.diagnostics import Severity
from bookbuild.projects import find_projects
from bookbuild.rules import RULES
from bookbuild.writers import WRITERS
from making import edition_of, said, unpacked, write_files
from pagebreaks import disagreements, words_at_breaks

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


def test_the_epub_has_the_pages_of_the_pdf(manual: Result) -> None:
    count = len(list(words_at_breaks(edition_of(manual, "epub"))))
    assert count >= 80
    assert len(found := disagreements(manual)) <= 0.02 * count, "\n".join(found)


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


# -- what the chapter on speakers shows is what the program prints --------------------------------

INTERVIEW = ROOT / "tests" / "data" / "manual" / "ana.md"
SETTINGS = 'title = "The yard"\nlanguage = "en"\ndate = 2026-01-01\n'
TERMINAL = {"FORCE_COLOR": "1", "NO_COLOR": "1", "TERM": "xterm", "COLUMNS": "64"}
STYLE = re.compile(r"\x1b\[[\d;?]*[A-Za-z]")
CERTAINTY = re.compile(r"(?<= )\d+ %(?=   )")  # a percent more or less makes no manual wrong


def printed(folder: Path, *arguments: str) -> str:
    """Return what ``bookbuild speakers`` prints of the interview, on a terminal of 64 columns."""
    files = {"book/book.toml": SETTINGS, "book/ana.md": INTERVIEW.read_text("utf-8")}
    write_files(folder, dict(files))
    done = CliRunner(env=TERMINAL).invoke(main, ["speakers", str(folder), *arguments])
    return "\n".join(line.rstrip() for line in STYLE.sub("", done.stdout).splitlines())


@pytest.mark.parametrize("arguments", [(), ("--write",)])
def test_the_manual_shows_what_the_program_prints(
    tmp_path: Path, arguments: tuple[str, ...]
) -> None:
    chapter = (ROOT / "book" / "02-who-speaks.md").read_text("utf-8")
    command = " ".join(["$ bookbuild speakers", *arguments])
    (block,) = re.findall(rf"(?ms)^```text\n{re.escape(command)}\n(.*?)^```$", chapter)
    output = CERTAINTY.sub("", printed(tmp_path, *arguments))
    assert CERTAINTY.sub("", block.removeprefix("…\n").strip("\n")) in output


def test_the_readme_shows_what_the_program_prints(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    readme = (ROOT / "README.md").read_text("utf-8")
    (interview,) = re.findall(r"(?ms)^```markdown\n(# .*?)^```$", readme)
    write_files(tmp_path, {"interview.md": interview})
    monkeypatch.chdir(tmp_path)
    done = CliRunner().invoke(main, ["speakers", "interview.md"])
    (table,) = re.findall(r"(?s)bookbuild speakers interview\.md\n(.*?)\n    …", readme)
    assert re.sub(r"(?m)^ {4}", "", table) in done.stdout
    built = CliRunner().invoke(main, ["html", "interview.md"])
    (notes,) = re.findall(r"(?s)bookbuild build interview\.md\n(.*?)\n    …", readme)
    assert [line for line in notes.split("\n") if line[4:] not in built.stderr] == []
