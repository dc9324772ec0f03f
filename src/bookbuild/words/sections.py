"""The sections of the intermediate document, and of pages made of it, become passages.

The text of notes is kept apart: every edition has its own place for them.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from bookbuild.document.captions import WAS
from bookbuild.markup.nesting import INLINE
from bookbuild.model import Chapter, Document
from bookbuild.words.passages import Passage
from bookbuild.xhtml import Element, classes

TITLE = "header/h1"
PARTS = ("thead", "tbody", "tfoot")  # of a table, in the order of print


@dataclass(frozen=True, slots=True)
class Section:
    """A section of the book's body: its chapter (that of a part's page is the next), its text."""

    id: str
    chapter: Chapter
    body: tuple[Passage, ...]
    notes: tuple[Passage, ...]


def read_sections(
    document: Document, *, with_titles: bool = False, as_written: bool = False
) -> list[Section]:
    """Return the sections of the document's body in their order.

    ``with_titles``: a title that the author wrote into the front matter is own text as well.
    ``as_written``: where the build's words stand for the author's, these are read.
    """
    sections: list[Section] = []
    chapters = {chapter.id: chapter for chapter in document.book.chapters}
    waiting = iter(document.book.chapters)
    following = next(waiting)
    for node in document.root.iterfind("body/section"):
        if node.get("data-matter") == "body":
            name = node.get("id", "")
            chapter = chapters.get(name, following)
            title = node.find(TITLE) if with_titles and "title" in chapter.declares else None
            reader = SectionReader(chapter, title, as_written=as_written)
            sections.append(reader.read_section(node))
            if name in chapters:
                following = next(waiting, following)
    return sections


@dataclass(frozen=True, slots=True)
class SectionReader:
    """Reads a section of a chapter. ``title``: a heading that is own text, whoever set it.

    ``as_written``: where the build's words stand for the author's, these are read.
    """

    chapter: Chapter
    title: Element | None = None
    as_written: bool = field(default=False, kw_only=True)

    def read_section(self, node: Element) -> Section:
        """Return the text of one section."""
        notes = [note for note in node.iter() if _is_note(note)]
        body = tuple(self._read(node, 0, is_own=True))
        inside = [Passage("", self.chapter, 0)]
        for note in notes:
            inside += self._read(note, 0, is_own=True, is_note=True)
        return Section(node.get("id", ""), self.chapter, body, tuple(inside))

    def _read(
        self, node: Element, line: int, *, is_own: bool, is_note: bool = False
    ) -> Iterator[Passage]:
        """Yield the passages of ``node`` in reading order, its own tail left out."""
        if not isinstance(node.tag, str) or (_is_note(node) and not is_note):
            return
        line = int(node.get("data-line") or line)
        gap = "" if node.tag in INLINE else " "  # between the last word and the first
        if self.as_written and (was := node.get(WAS)):
            yield Passage(f"{gap}{was}", self.chapter, line, is_own)
        is_own = is_own and (node.get("data-generated") is None or node is self.title)
        is_own = is_own and "missing-alt" not in classes(node)  # no text but for want of a picture
        if gap or node.text:
            yield Passage(f"{gap}{node.text or ''}", self.chapter, line, is_own)
        for child in node if self.as_written else _children(node):
            yield from self._read(child, line, is_own=is_own)
            if child.tail:
                yield Passage(child.tail, self.chapter, line, is_own)


def _is_note(node: Element) -> bool:
    return node.get("role") == "doc-footnote"


def _children(node: Element) -> Iterable[Element]:
    """Return the children of ``node``; those of a table in the order of print."""
    if node.tag != "table":
        return node
    return sorted(node, key=lambda child: PARTS.index(child.tag) if child.tag in PARTS else -1)
