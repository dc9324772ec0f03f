"""Captions: which paragraph belongs to which picture, and the numbers that authors write there.

A caption stands below its picture or above it, in its paragraph or in one of its own. It is known
by its label (Figure 1, 图 2, Abb. 3), by what the reading of the chapter says of it or by its form.
"""

import re
from dataclasses import dataclass

from bookbuild.document.cutting import cut_label
from bookbuild.model import BlockKind, Chapter, Prose, Turn
from bookbuild.speakers.furniture import BELOW_PICTURE, STOP
from bookbuild.speakers.lexicon.remarks import PICTURED
from bookbuild.turns import CAPTION, QUESTION
from bookbuild.xhtml import Element, element, replace, text_of

# After the number of a caption: a mark; or, in scripts that set none, nothing.
MARK = re.compile(r"(?:\s*[:：.．。)）|—–-])+|$")
MARKED = ("strong", "em", "b", "i")
SLANTED = ("em", "i", "small")
LONGEST = 160  # characters of a caption that only its form tells
WRITTEN = "data-written"  # on a figure while it is made: the number that its author gave it
# The words of the manuscript that stood where the build's own stand now: at the head of a caption,
# or in the place of what an element says.
WAS = "data-was"
BRACKETED = re.compile(r"[\[(（【〔].*[\])）】〕]", re.DOTALL)  # a stage direction


@dataclass(frozen=True, slots=True)
class Label:
    """What a caption opens with: ``text`` is all of it, mark and all; its word and its number.

    A table that is shown as a picture has a number of another kind, which is left as it is.
    """

    text: str
    word: str
    number: str
    is_table: bool


def find_label(node: Element) -> Label | None:
    """Return the label that the text of ``node`` opens with, if it opens with one."""
    text = text_of(node).strip()
    found = CAPTION.match(text)
    if not found:
        return None
    first = next((child for child in node if child.tag in MARKED), None)
    is_marked = first is not None and bool(CAPTION.match(text_of(first).strip()))
    mark = MARK.match(text, found.end())
    if not (mark or is_marked or not found["word"].isascii()):
        return None
    end = mark.end() if mark else found.end()
    is_table = found["table"] is not None
    return Label(text[:end], found["word"].lower(), found["number"].lower(), is_table)


def join_captions(body: Element, chapter: Chapter) -> None:
    """Give each figure of ``body`` that has no caption the paragraph beside it that is one.

    A labelled one may stand above as well. Between two figures it belongs to the one above, unless
    the chapter's captions stand above their figures.
    """
    labelled = [node for node in body.iter("p") if _is_text(node) and _labels_figure(node)]
    for node in labelled:
        above, below = _bare_figure(node.getprevious()), _bare_figure(node.getnext())
        figure = (
            below if above is None or (below is not None and _stands_above(labelled)) else above
        )
        if figure is not None:
            attach(figure, node)
    for figure in list(body.iter("figure")):
        following = figure.getnext()
        if _bare_figure(figure) is None or following is None or not _is_text(following):
            continue
        if _looks_like_one(following, chapter):
            attach(figure, following)


def _labels_figure(node: Element) -> bool:
    """Whether ``node`` has a label, and not that of a table beside it."""
    label = find_label(node)
    beside = [other.tag for other in (node.getprevious(), node.getnext()) if other is not None]
    return label is not None and not (label.is_table and "table" in beside)


def attach(figure: Element, paragraph: Element) -> None:
    """Make ``paragraph`` the caption of ``figure``."""
    caption = element("figcaption", None, paragraph.text)
    caption.extend(list(paragraph))
    caption.text = (caption.text or "").lstrip()
    for name in ("id", "lang", "dir", "data-line", "data-generated"):
        if (value := paragraph.get(name)) is not None:
            caption.set(name, value)
    if paragraph.getparent() is not None:
        replace(paragraph, None)
    figure.append(caption)


def take_label(figure: Element, *, is_cut: bool) -> None:
    """Keep word and number of a figure's caption in ``WRITTEN``, and cut its label off.

    Nothing is kept where there is none, or it is a table's.
    """
    caption = figure.find("figcaption")
    label = find_label(caption) if caption is not None else None
    if caption is None or label is None or label.is_table:
        return
    if is_cut:
        cut_label(caption, label.text)
        if caption.get("data-generated") is None:
            caption.set(WAS, label.text)
    figure.set(WRITTEN, f"{label.word} {label.number}")


def _stands_above(labelled: list[Element]) -> bool:
    """Whether more of the captions have a figure below them only than above them only."""
    votes = 0
    for node in labelled:
        above, below = _is_figure(node.getprevious()), _is_figure(node.getnext())
        votes += (below and not above) - (above and not below)
    return votes > 0


def _is_figure(node: Element | None) -> bool:
    return node is not None and node.tag == "figure"


def _bare_figure(node: Element | None) -> Element | None:
    """Return ``node`` if it is a figure with a picture and without a caption."""
    if node is None or node.tag != "figure" or node.find("figcaption") is not None:
        return None
    return node if next(node.iter("img"), None) is not None else None


def _is_text(node: Element) -> bool:
    return node.tag == "p" and next(node.iter("img"), None) is None


def _looks_like_one(paragraph: Element, chapter: Chapter) -> bool:
    """Whether the paragraph below a picture is its caption though it has no label."""
    block = block_of(paragraph, chapter)
    if block is None or isinstance(block, Turn) or block.kind is not BlockKind.PARAGRAPH:
        return False
    return block.detail == BELOW_PICTURE or is_slanted_caption(paragraph)


def is_slanted_caption(paragraph: Element) -> bool:
    """Whether all of ``paragraph`` is slanted, and reads like a caption.

    A whole sentence that does not speak of a picture may as well be the editor's note.
    """
    return is_slanted(paragraph) and reads_like_caption(paragraph)


def is_slanted(paragraph: Element) -> bool:
    """Whether all of ``paragraph`` is slanted, short, and neither asked nor a stage direction."""
    text = text_of(paragraph).strip()
    if len(paragraph) != 1 or paragraph[0].tag not in SLANTED or len(text) > LONGEST:
        return False
    if (paragraph.text or "").strip() or (paragraph[0].tail or "").strip():
        return False
    return not QUESTION.search(text) and not BRACKETED.fullmatch(text)


def reads_like_caption(node: Element) -> bool:
    """Whether what ``node`` says ends no sentence, or says where a picture is from."""
    text = text_of(node).strip()
    return not STOP.search(text) or bool(PICTURED.search(text.lower()))


def block_of(node: Element, chapter: Chapter) -> Prose | None:
    """Return the block of the chapter that ``node``, a child of the body, comes from."""
    number = node.get("data-block")
    return chapter.blocks[int(number)] if number is not None else None
