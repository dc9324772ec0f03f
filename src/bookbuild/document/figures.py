"""Pictures of the converted text: each that stands by itself becomes a figure with its caption."""

import re
from collections.abc import Iterator
from copy import deepcopy
from dataclasses import dataclass
from itertools import dropwhile, groupby
from pathlib import Path
from urllib.parse import unquote

from bookbuild.diagnostics import Diagnostic
from bookbuild.document.alternatives import describe, mark_ornaments
from bookbuild.document.captions import (
    attach,
    block_of,
    find_label,
    is_slanted,
    is_slanted_caption,
    join_captions,
    reads_like_caption,
    take_label,
)
from bookbuild.document.galleries import SHARE, arrange, drop_placements, settle_classes
from bookbuild.document.places import NoPictureError
from bookbuild.document.studio import Studio, place_of, place_of_name
from bookbuild.model import Asset, Chapter, Turn
from bookbuild.slugs import fingerprint
from bookbuild.turns import QUESTION
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, append, classes, element, replace, text_of, unwrap

PERCENT = re.compile(r"((?:100|[1-9]?[0-9])(?:\.[0-9]+)?)\s*%")
LONGEST = 200  # characters of a caption that stands directly below its picture
KEPT = ("data-block", "data-line", "lang", "dir")  # of a paragraph, by all that is made of it


def make_figures(body: Element, studio: Studio) -> None:
    """Turn pictures that stand by themselves into ``<figure>``s, each with its caption.

    Then every picture gets its asset, its size and its alternative, or its place is marked.
    """
    mark_ornaments(body, studio)
    for paragraph in list(body.iter("p")):
        if _shows_pictures(paragraph):
            _lift_pictures(paragraph, studio.chapter)
    join_captions(body, studio.chapter)
    for figure in body.iter("figure"):
        _settle(figure, studio)
    for picture in list(body.iter("img")):
        _place(picture, studio)
    for figure in body.iter("figure"):
        if next(figure.iter("img"), None) is None:
            drop_placements(figure)
        arrange(figure)


def _shows_pictures(paragraph: Element) -> bool:
    """Whether it holds pictures that are no ornaments: these stay in their paragraph."""
    if paragraph.getparent() is None:
        return False
    return any("decorative" not in classes(picture) for picture in paragraph.iter("img"))


# -- paragraphs -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True, eq=False)
class _Line:
    """A line of a paragraph as its author broke it: what stands there, and what it begins after."""

    pieces: list[Element | str]
    after_break: bool = False  # a <br>, not just a new line of the source

    @property
    def is_picture(self) -> bool:
        """Whether nothing stands there but pictures, which may be links.

        Not ornaments alone: these stay in their paragraph.
        """
        nodes = [piece for piece in self.pieces if isinstance(piece, Element)]
        is_bare = not any(isinstance(piece, str) and piece.strip() for piece in self.pieces)
        return is_bare and all(map(_holds_picture, nodes)) and any(map(_is_picture, nodes))

    @property
    def is_plate(self) -> bool:
        """Whether it is a picture that has a page of its own."""
        return self.is_picture and any(
            "full-bleed" in classes(node)
            for piece in self.pieces
            if isinstance(piece, Element)
            for node in piece.iter("img")
        )

    @property
    def is_empty(self) -> bool:
        return not any(piece.strip() if isinstance(piece, str) else True for piece in self.pieces)


def _lift_pictures(paragraph: Element, chapter: Chapter) -> None:
    """Take the pictures that stand on lines of their own out of their paragraph."""
    if next(paragraph.iterancestors("figure"), None) is not None:
        if not text_of(paragraph).strip():
            unwrap(paragraph)
        return
    has_caption = _is_captioned(paragraph)
    lines = [line for line in _lines(deepcopy(paragraph)) if not line.is_empty]
    if has_caption:
        lines[:1] = _parted(lines[0])
    runs = [(kind[0], list(run)) for kind, run in groupby(_apart(lines), _kind)]
    if not any(is_picture for is_picture, _ in runs):
        return
    made = [_figure(run) if is_picture else _text(run) for is_picture, run in runs]
    _share_attributes(paragraph, made)
    for node in made:
        paragraph.addprevious(node)
    replace(paragraph, None)
    is_spoken = isinstance(block_of(made[0], chapter), Turn)
    if [node.tag for node in made] == ["figure", "p"] and _captions(made[1], is_spoken=is_spoken):
        attach(*made)


def _apart(lines: list[_Line]) -> Iterator[_Line]:
    """Yield lines so that each plate has one of its own."""
    for line in lines:
        if line.is_plate:
            yield from (_Line([piece]) for piece in line.pieces if isinstance(piece, Element))
        else:
            yield line


def _kind(line: _Line) -> tuple[bool, _Line | None]:
    """Return what lines have in common that become one: no two plates do."""
    return line.is_picture, line if line.is_plate else None


def _is_captioned(paragraph: Element) -> bool:
    """Whether it opens with pictures, and all the rest can only be their caption."""
    rest = deepcopy(paragraph)
    for child in list(rest):
        if not _is_picture(child) or (rest.text or "").strip():
            break
        replace(child, None)
    return len(rest) < len(paragraph) and (find_label(rest) is not None or is_slanted_caption(rest))


def _captions(text: Element, *, is_spoken: bool) -> bool:
    """Whether the text directly below a picture, in its paragraph, is its caption.

    Among turns it may as well be what somebody says.
    """
    if find_label(text) is not None or is_slanted(text):
        return True
    words = text_of(text).strip()
    is_short = len(words) <= LONGEST and not QUESTION.search(words)
    return is_short and (not is_spoken or reads_like_caption(text))


def _lines(paragraph: Element) -> Iterator[_Line]:
    line = _Line([])
    for piece in _pieces(paragraph):
        if isinstance(piece, str):
            first, *rest = piece.split("\n")
            line.pieces.append(first)
            for text in rest:
                if not (line.after_break and line.is_empty):  # the end of the line of the <br>
                    yield line
                    line = _Line([])
                line.pieces.append(text)
        elif piece.tag == "br":
            yield line
            line = _Line([], after_break=True)
        else:
            line.pieces.append(piece)
    yield line


def _pieces(node: Element) -> Iterator[Element | str]:
    """Yield what ``node`` holds; elements lose their tails, which follow as text."""
    yield node.text or ""
    for child in list(node):
        tail, child.tail = child.tail, None
        yield child
        yield tail or ""


def _parted(line: _Line) -> list[_Line]:
    """Part a line behind the pictures that it opens with."""
    rest = dropwhile(
        lambda piece: not piece.strip() if isinstance(piece, str) else _is_picture(piece),
        line.pieces,
    )
    text = list(rest)
    return [
        _Line(line.pieces[: len(line.pieces) - len(text)], line.after_break),
        *([_Line(text)] if text else []),
    ]


def _is_picture(node: Element) -> bool:
    """Whether ``node`` is a picture, or holds nothing but pictures: a link, emphasis."""
    is_ornament = node.tag == "img" and "decorative" in classes(node)
    return _holds_picture(node) and not is_ornament


def _holds_picture(node: Element) -> bool:
    return next(node.iter("img"), None) is not None and not text_of(node).strip()


def _figure(lines: list[_Line]) -> Element:
    pictures = (piece for line in lines for piece in line.pieces)
    return element("figure", None, *(node for node in pictures if not isinstance(node, str)))


def _text(lines: list[_Line]) -> Element:
    made = element("p")
    for number, line in enumerate(lines):
        if number:
            append(made, element("br") if line.after_break else None)
            append(made, "\n")
        for piece in line.pieces:
            append(made, piece)
    return made


def _share_attributes(paragraph: Element, made: list[Element]) -> None:
    """Give the first of what a paragraph becomes all its attributes, the others what places it."""
    for number, node in enumerate(made):
        for name, value in paragraph.attrib.items():
            if number == 0 or name in KEPT:
                node.set(name, value)


# -- figures --------------------------------------------------------------------------------------


def _settle(figure: Element, studio: Studio) -> None:
    """Give a figure its caption's number and title, its classes, and an id."""
    _take_title(figure)
    take_label(figure, is_cut=studio.config.numbers != "as-written")
    settle_classes(figure)
    if figure.get("id") is None:
        first = next(figure.iter("img"), None)
        stem = fingerprint(first.get("src", "") if first is not None else text_of(figure))
        figure.set("id", studio.names.take(f"{studio.chapter.id}-fig-{stem}"))


def _take_title(figure: Element) -> None:
    """Make a caption of the title of a figure's only picture, or of an alternative with a number.

    A figure with a caption keeps it. Neither is text of the manuscript: the caption is the build's.
    """
    pictures = list(figure.iter("img"))
    if figure.find("figcaption") is not None or len(pictures) != 1:
        return
    alternative = element("p", {"data-generated": ""}, pictures[0].get("alt", ""))
    if title := pictures[0].attrib.pop("title", "").strip():
        attach(figure, element("p", {"data-generated": ""}, title))
    elif find_label(alternative) is not None:
        attach(figure, alternative)


# -- pictures -------------------------------------------------------------------------------------


def _place(picture: Element, studio: Studio) -> None:
    """Give a picture its asset and its alternative, or put a placeholder there."""
    src = picture.get("src", "")
    try:
        asset = studio.shelf.fetch(studio.chapter, src)
    except NoPictureError as fault:
        place = place_of_name(picture, src, studio.chapter)
        studio.report(Diagnostic(fault.rule, place, fault.message, fault.hint))
        _put_placeholder(picture, src, studio.wording)
        return
    for rule, message, hint in studio.shelf.remarks(studio.chapter, src):
        studio.report(Diagnostic(rule, place_of(picture, src, studio.chapter), message, hint))
    picture.set("src", asset.href)
    _measure(picture, asset)
    describe(picture, src, studio)


def _measure(picture: Element, asset: Asset) -> None:
    """Set width and height in CSS pixels; where the author gave one, the other follows.

    A width in percent is a share of the line.
    """
    if (share := PERCENT.fullmatch(picture.get("width", "").strip())) is not None:
        picture.set(SHARE, f"{float(share[1]):g}")
    width, height = (
        int(size) if (size := picture.get(name, "")).isdecimal() else 0
        for name in ("width", "height")
    )
    if not width and not height:
        width = asset.width_px
    width = width or max(1, round(asset.width_px * height / max(1, asset.height_px)))
    height = height or max(1, round(asset.height_px * width / max(1, asset.width_px)))
    picture.set("width", str(width))
    picture.set("height", str(height))


def _put_placeholder(picture: Element, src: str, wording: Wording) -> None:
    text = wording.missing_picture.format(Path(unquote(src)).name or src)
    holder = element("span", {"class": "missing"}, element("span", {"data-generated": ""}, text))
    if alt := picture.get("alt", "").strip():
        holder[0].tail = " "
        holder.append(element("span", {"class": "missing-alt"}, alt))
    if (name := picture.get("id")) is not None:
        holder.set("id", name)
    replace(picture, holder)
