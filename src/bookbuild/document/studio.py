"""What it takes to make the figures of one chapter, and where each of its pictures stands."""

from dataclasses import dataclass
from urllib.parse import unquote

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
    alternatives: AltFiles
    report: Report


def place_of(picture: Element, src: str, chapter: Chapter) -> Location:
    """Return where a picture stands that the author calls ``src``."""
    return Location(chapter.source.path, line_of(picture, src, chapter), 1)


def line_of(picture: Element, src: str, chapter: Chapter) -> int:
    """Return the line of the file that names the picture, or else that its block begins at.

    Of several lines of a block that name it, each is another use: the first of them is the first.
    """
    holders = [picture, *picture.iterancestors()]
    holder = next((node for node in holders if node.get("data-line")), None)
    begin = int(holder.get("data-line", "1")) if holder is not None else 1
    lines = chapter.source.text.split("\n")
    end = min((one.line for one in chapter.blocks if one.line > begin), default=len(lines) + 1)
    name = unquote(src)
    uses = [
        number
        for number in range(begin, end)
        for _ in range(unquote(lines[number - 1]).count(name) if name else 0)
    ]
    earlier = 0 if holder is None else _uses_before(picture, holder)
    return uses[min(earlier, len(uses) - 1)] if uses else begin


def _uses_before(picture: Element, holder: Element) -> int:
    """Return how often the same picture stands before this one in its block."""
    pictures = list(holder.iter("img"))
    before = pictures[: pictures.index(picture)]
    return sum(one.get("src") == picture.get("src") for one in before)
