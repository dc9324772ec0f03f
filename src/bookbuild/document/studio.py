"""What it takes to make the figures of one chapter, and where each of its pictures stands."""

from dataclasses import dataclass
from urllib.parse import unquote

from bookbuild.bookconfig import FiguresConfig
from bookbuild.diagnostics import Location, Report
from bookbuild.document.altfiles import AltFiles
from bookbuild.document.pictures import Shelf
from bookbuild.model import Chapter
from bookbuild.slugs import Names
from bookbuild.wording import Wording
from bookbuild.xhtml import Element


@dataclass(frozen=True, slots=True)
class Studio:
    """What it takes to make the figures of one chapter. ``names``: the ids of the whole book."""

    chapter: Chapter
    shelf: Shelf
    names: Names
    wording: Wording
    config: FiguresConfig
    alternatives: AltFiles
    report: Report


def place_of(picture: Element, src: str, chapter: Chapter) -> Location:
    """Return where a picture stands that the author calls ``src``.

    Of several lines of a block that name it, each is another use: the first of them is the first.
    """
    block, begin, end = _block_of(picture, chapter)
    uses = _lines_naming(src, chapter, range(begin, end))
    earlier = 0 if block is None else _uses_before(picture, block)
    line = uses[min(earlier, len(uses) - 1)] if uses else begin
    return Location(chapter.source.path, line, 1)


def place_of_name(picture: Element, src: str, chapter: Chapter) -> Location:
    """Return where the file of a picture is named: there, or at the definition of a reference."""
    _, begin, end = _block_of(picture, chapter)
    below = range(begin, chapter.source.text.count("\n") + 2)
    if _lines_naming(src, chapter, range(begin, end)) or not _lines_naming(src, chapter, below):
        return place_of(picture, src, chapter)
    return Location(chapter.source.path, _lines_naming(src, chapter, below)[0], 1)


def _block_of(picture: Element, chapter: Chapter) -> tuple[Element | None, int, int]:
    """Return the element of the block around a picture, its first line, and the next block's."""
    holders = [picture, *picture.iterancestors()]
    block = next((node for node in holders if node.get("data-line")), None)
    begin = int(block.get("data-line", "1")) if block is not None else 1
    last = chapter.source.text.count("\n") + 1
    return (
        block,
        begin,
        min((one.line for one in chapter.blocks if one.line > begin), default=last + 1),
    )


def _lines_naming(src: str, chapter: Chapter, lines: range) -> list[int]:
    """Return those of ``lines`` that name a picture, each as often as it does."""
    texts, name = chapter.source.text.split("\n"), unquote(src)
    return [
        number
        for number in lines
        for _ in range(unquote(texts[number - 1]).count(name) if name else 0)
    ]


def _uses_before(picture: Element, holder: Element) -> int:
    """Return how often the same picture stands before this one in its block."""
    pictures = list(holder.iter("img"))
    before = pictures[: pictures.index(picture)]
    return sum(one.get("src") == picture.get("src") for one in before)
