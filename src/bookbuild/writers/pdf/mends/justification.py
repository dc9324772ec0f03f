"""Chinese and Japanese lines that are flush on both sides, which WeasyPrint leaves torn.

WeasyPrint stretches only spaces, and text in full width has next to none. Here what a line lacks
is shared out among all its characters, glyph by glyph, so that the eye does not see it. Written
against WeasyPrint 70.0: ``text.line_break.Layout`` holds the glyphs of one text box,
``layout.inline.justify_line`` is called for each line that is to be filled.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from itertools import pairwise
from typing import Any

from weasyprint.formatting_structure import boxes
from weasyprint.layout import inline
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break
from weasyprint.text.ffi import TO_UNITS, ffi, pango

from bookbuild.language import has_word_spaces
from bookbuild.writers.pdf.autospace import GAP, HAN, OPENS

GAP_EM = 0.2  # between Han and Latin: a quarter em or less (CLREQ §3.2.2), as wide as a space
MOST_EM = 0.42  # by which two characters may be parted; a line that needs more stays short
MOST_SPACE_EM = 0.18  # by which a space may grow: then it is not yet half an em wide
SPACE_SHARE = 2.0  # a space between words may take twice as much as two characters of Han
MARK_SHARE = 2.0  # so may what follows a mark, which has white of its own there
ROUNDING_EM = 0.0005  # WeasyPrint cuts every distance to thousandths of an em: so it rounds
WIDE = re.compile(rf"[{HAN}\u3000-\u303f\uff01-\uff60—…“”‘’·]")
FIXED_WIDTH = ("code", "kbd", "samp")
CLOSING = frozenset("。，、；：？！”’）》」』】〕〉］｝．,.;:?!)")
UNBROKEN = frozenset("—…─")  # twice in a row they are one mark

_justify_spaces = inline.justify_line


@dataclass(frozen=True, slots=True)
class _Seam:
    """The place after a character of a line: its text box, and the character's end in bytes.

    ``share`` is its part of what a line lacks, ``most`` what it bears, in pixels.
    """

    box: Any
    end: int
    share: float
    most: float


class _Layout(line_break.Layout):  # type: ignore[misc]  # WeasyPrint has no types
    """The glyphs of a text box, with gaps at their marks and stretched where they are told to be.

    ``stretch``: end of a character in bytes → pixels to add after it.
    """

    stretch: dict[int, float] | None = None
    _is_stretched = False

    def set_text(self, text: str, justify: bool = False) -> None:  # noqa: FBT001, FBT002
        super().set_text(text, justify)
        self._is_stretched = False
        if GAP in self.text:
            self._widen_gaps()

    def get_first_line(self) -> tuple[Any, int | None]:
        line, resume_at = super().get_first_line()
        if self.stretch and not self._is_stretched:
            rounding = ROUNDING_EM * self.style["font_size"]
            for glyph, end in _clusters(line):
                if added := self.stretch.get(end):
                    glyph.geometry.width += round((added + rounding) * TO_UNITS)
            self._is_stretched = True
        return line, resume_at

    def _widen_gaps(self) -> None:
        """Give every mark of a gap its width; at the ends of a text, Pango gives half of it."""
        data = self.text.encode()
        mark = GAP.encode()
        attributes = pango.pango_layout_get_attributes(self.layout)
        if attributes == ffi.NULL:
            attributes = ffi.gc(pango.pango_attr_list_new(), pango.pango_attr_list_unref)
        for found in re.finditer(mark, data):
            is_edge = found.start() == 0 or found.end() == len(data)
            width = GAP_EM * self.style["font_size"] * (2 if is_edge else 1)
            attribute = pango.pango_attr_letter_spacing_new(round(width * TO_UNITS))
            attribute.start_index, attribute.end_index = found.end() - 3, found.end()
            pango.pango_attr_list_change(attributes, attribute)
        pango.pango_layout_set_attributes(self.layout, attributes)


def mend_justification() -> None:
    """Let WeasyPrint fill Chinese and Japanese lines; to call it twice changes nothing."""
    line_break.Layout = _Layout
    inline.justify_line = _justify_line
    Stream.show_text = _show_text


def _show_text(stream: Any, text: str) -> None:
    """Write the glyphs of a run and their distances, but no empty string among them.

    After one of these, PDFium (Chrome, Edge) forgets the distance that ends the run.
    """
    super(Stream, stream).show_text(text.replace("<>", " "))


def _justify_line(context: Any, line: Any, missing: float) -> None:
    """Fill ``line``, which is ``missing`` pixels short, as its language is filled."""
    texts = [box for box in _text_boxes(line) if box.text]
    if not any(_is_full_width(box) and WIDE.search(box.text) for box in texts):
        _justify_spaces(context, line, missing)
        return
    stretch = {id(box): dict[int, float]() for box in texts}
    missing += _take_last_gap(texts[-1], stretch)
    for seam, added in _shared_out(list(_seams(texts)), missing):
        stretch[id(seam.box)][seam.end] = added
    for box in texts:
        box.pango_layout.stretch = stretch[id(box)]
    _move(line, {key: sum(added.values()) for key, added in stretch.items()}, 0)


def _shared_out(seams: list[_Seam], missing: float) -> Iterator[tuple[_Seam, float]]:
    """Yield what each seam gets of ``missing`` pixels; nothing where that is more than they bear.

    Seams that are full leave the rest to the others.
    """
    full: list[_Seam] = []
    while open_seams := [seam for seam in seams if seam not in full]:
        left = missing - sum(seam.most for seam in full)
        unit = left / sum(seam.share for seam in open_seams)
        over = [seam for seam in open_seams if unit * seam.share > seam.most]
        if not over:
            yield from ((seam, seam.most) for seam in full)
            yield from ((seam, unit * seam.share) for seam in open_seams)
            return
        full += over


def _take_last_gap(box: Any, stretch: dict[int, dict[int, float]]) -> float:
    """Close the gap that ends a line; return its width in pixels."""
    if not box.text.endswith(GAP):
        return 0
    width = float(GAP_EM * box.style["font_size"])
    stretch[id(box)][len(box.text.encode())] = -width
    return width


def _seams(texts: list[Any]) -> Iterator[_Seam]:
    """Yield the places of a line where it may be stretched."""
    for (box, char, end), (_, following, _) in pairwise(_characters(texts)):
        size = box.style["font_size"]
        if box.element_tag in FIXED_WIDTH:
            continue
        if char == " ":
            yield _Seam(box, end, SPACE_SHARE, MOST_SPACE_EM * size)
        elif _may_part(char, following) and _is_full_width(box):
            share = MARK_SHARE if char in CLOSING else 1
            yield _Seam(box, end, share, MOST_EM * size)


def _characters(texts: list[Any]) -> Iterator[tuple[Any, str, int]]:
    """Yield every character that has a width: its box, itself, its end in the box's bytes."""
    for box in texts:
        end = 0
        for char in box.text:
            end += len(char.encode())
            if char not in GAP:
                yield box, char, end


def _may_part(char: str, following: str) -> bool:
    """Whether a line may be stretched between two characters: they are wide, and no unit."""
    if char in OPENS or following in CLOSING or char == following in UNBROKEN:
        return False
    return WIDE.match(char) is not None and WIDE.match(following) is not None


def _move(box: Any, added: dict[int, float], x_advance: float) -> float:
    """Widen the text boxes within ``box`` and push along what follows; return how far."""
    before = x_advance
    box.position_x += x_advance
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            child.position_x += x_advance
            child.width += added.get(id(child), 0)
            x_advance += added.get(id(child), 0)
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            x_advance = _move(child, added, x_advance)
        elif child.is_in_normal_flow():
            child.translate(x_advance, 0)
    box.width += x_advance - before
    return x_advance


def _text_boxes(box: Any) -> Iterator[Any]:
    """Yield the text boxes of a line that stand in it, not those that float or are placed."""
    for child in box.children:
        if isinstance(child, boxes.TextBox):
            yield child
        elif isinstance(child, boxes.InlineBox) and child.is_in_normal_flow():
            yield from _text_boxes(child)


def _is_full_width(box: Any) -> bool:
    return not has_word_spaces(box.style["lang"] or "")


def _clusters(line: Any) -> Iterator[tuple[Any, int]]:
    """Yield the last glyph of each cluster of a line, and where its characters end, in bytes."""
    run = line.runs[0]
    while run != ffi.NULL:
        item, glyphs = run.data.item, run.data.glyphs
        starts = [glyphs.log_clusters[place] for place in range(glyphs.num_glyphs)]
        for place, start in enumerate(starts):
            end = starts[place + 1] if place + 1 < len(starts) else item.length
            if end != start:
                yield glyphs.glyphs[place], item.offset + end
        run = run.next
