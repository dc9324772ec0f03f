"""Short ways from a manuscript to what the program makes of it, without files but pictures."""

import re
from collections.abc import Iterable, Iterator
from datetime import UTC, datetime
from pathlib import Path

from lxml import etree

from bookbuild.bookconfig import BookConfig
from bookbuild.chapters import Manuscript, make_chapter
from bookbuild.diagnostics import Diagnostic, Report
from bookbuild.document import build_document
from bookbuild.frontmatter import read_front_matter
from bookbuild.model import Book, Chapter, Document, Project, Source, Theme
from bookbuild.speakers import find_speakers
from bookbuild.xhtml import Element

MOMENT = datetime(2024, 5, 31, tzinfo=UTC)
LINE = re.compile(r' data-line="\d+"')


def ignore(fault: Diagnostic) -> None:
    """Report to nobody."""


def read_chapter(text: str, report: Report, *, name: str = "a", language: str = "en") -> Chapter:
    """Return the chapter that ``text`` is, in a book in ``language``; nobody speaks in it yet."""
    source = Source(f"{name}.md", text)
    manuscript = Manuscript(Path(source.path), source, read_front_matter(source, report))
    return make_chapter(manuscript, name, declared=language, report=report)


def read_book(*texts: str, report: Report, folder: Path = Path()) -> Book:
    """Return the English book of these chapters: a, b, c … Its pictures lie in ``folder``."""
    chapters = [read_chapter(text, report, name=chr(97 + n)) for n, text in enumerate(texts)]
    config = BookConfig(title="Talks", language="en", name="talks")
    roster, spoken = find_speakers(chapters, (), report)
    return Book(Project(folder, folder), config, roster, spoken, Theme("classic", {}), MOMENT)


def compose(*texts: str, folder: Path = Path()) -> tuple[Document, list[Diagnostic]]:
    """Return the intermediate document of these chapters, and what there is to say about them."""
    found: list[Diagnostic] = []
    book = read_book(*texts, report=found.append, folder=folder)
    return build_document(book, found.append), found


def chapter_section(document: Document, name: str = "a") -> Element:
    (section,) = (node for node in document.root.iter("section") if node.get("id") == name)
    return section


def show(nodes: Iterable[Element]) -> str:
    """Return elements as XHTML, one below the other, without their line numbers."""
    return "\n".join(LINE.sub("", etree.tostring(node, encoding="unicode")) for node in nodes)


def show_text(document: Document) -> str:
    """Return what the first chapter holds below its title."""
    return show(child for child in chapter_section(document) if child.get("class") != "opening")


def show_found(found: Iterable[Diagnostic], *areas: str) -> str:
    """Return the faults of these areas (TRN, FIG …), each on a line: code, line, message."""
    return "\n".join(_lines(found, areas))


def _lines(found: Iterable[Diagnostic], areas: tuple[str, ...]) -> Iterator[str]:
    for fault in sorted(found, key=lambda fault: fault.sort_key):
        if fault.rule.code.startswith(areas):
            yield f"{fault.rule.code}:{fault.location.line} {fault.message}"
