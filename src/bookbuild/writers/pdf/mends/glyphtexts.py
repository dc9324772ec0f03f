"""What the glyphs of a PDF stand for, so that all scripts can be copied and read aloud.

WeasyPrint gives the text of a cluster to the last of its glyphs and nothing to the others (seen in
70.0): a letter that once stood below an accent is lost from there on, in Thai and in the scripts
of India most of all.
"""

import io
import re
import unicodedata
from itertools import groupby
from typing import Any

from fontTools.ttLib import TTFont
from weasyprint import draw
from weasyprint.pdf import fonts
from weasyprint.text import line_break
from weasyprint.text.ffi import ffi, pango

NOTHING = "\u200b"  # viewers that find no text at all make a letter of the glyph's number

# What joins or varies the character before it, and has no glyph of its own then.
JOINING = re.compile("[\u200d\u20e3\ufe00-\ufe0f\U000e0020-\U000e007f]")

# Scripts whose letters join, stack or run from right to left: the glyphs of a page come in another
# order and number than the characters. Hebrew to N'Ko, India to Myanmar, old Korean, South-East
# Asia, the forms of Hebrew and Arabic letters, the old scripts of the Near East.
INTRICATE = (
    range(0x0590, 0x10A0),
    range(0x1100, 0x1200),
    range(0x1700, 0x1800),
    range(0x1900, 0x1CC0),
    range(0xA800, 0xAC00),
    range(0xD7B0, 0xD800),
    range(0xFB1D, 0xFE00),
    range(0xFE70, 0xFF00),
    range(0x10800, 0x12000),
)
LONGEST_CLUSTER = 30  # characters; the longest emoji are families of ten
# Marks that change the direction of what follows.
TURNING = re.compile("[\u061c\u200e\u200f\u202a-\u202e\u2066-\u2069]")

_draw_text = draw.draw_text
_init = fonts.Font.__init__
_Layout = line_break.Layout
_first_line = _Layout.get_first_line


def mend_glyph_texts() -> None:
    """Let each glyph stand for its own character; to call it twice changes nothing."""
    fonts.Font.__init__ = _init_with_texts
    _Layout.get_first_line = _get_first_line
    draw.draw_text = _draw_with_text


def _draw_with_text(stream: Any, box: Any, *arguments: Any) -> None:
    """Draw a text, and say what it is where its glyphs cannot (ISO 32000-1 §14.9.4).

    Arabic letters share glyphs and differ in their dots; elsewhere glyphs stand in another order.
    """
    if not _is_intricate(box.text):
        _draw_text(stream, box, *arguments)
        return
    text = f"\ufeff{box.text}".encode("utf-16-be").hex()
    stream.begin_marked_content("Span", f"<</ActualText <{text}>>>")
    _draw_text(stream, box, *arguments)
    stream.end_marked_content()


def _is_intricate(text: str) -> bool:
    if text.isascii():
        return False
    return bool(TURNING.search(text)) or any(
        ord(char) in script for char in text for script in INTRICATE
    )


def _get_first_line(layout: Any) -> tuple[Any, int | None]:
    """Return the first line of a text; each cluster ends with a glyph that is drawn.

    WeasyPrint does not draw empty glyphs, and their text is lost: that of ``1\ufe0f\u20e3`` was.
    """
    line, resume_at = _first_line(layout)
    if JOINING.search(layout.text):
        run = line.runs[0]
        while run != ffi.NULL:
            _end_clusters(run.data.glyphs)
            run = run.next
    return line, resume_at


def _end_clusters(string: Any) -> None:
    for _, places in groupby(range(string.num_glyphs), lambda place: string.log_clusters[place]):
        *before, last = (string.glyphs[place] for place in places)
        drawn = [glyph for glyph in before if glyph.glyph != pango.PANGO_GLYPH_EMPTY]
        if drawn and last.glyph == pango.PANGO_GLYPH_EMPTY:
            _swap(drawn[-1], last)


def _swap(one: Any, other: Any) -> None:
    """Exchange two glyphs of a line with their widths and places."""
    one.glyph, other.glyph = other.glyph, one.glyph
    for name in ("width", "x_offset", "y_offset"):
        here, there = getattr(one.geometry, name), getattr(other.geometry, name)
        setattr(one.geometry, name, there)
        setattr(other.geometry, name, here)


def _init_with_texts(font: Any, *arguments: Any) -> None:
    _init(font, *arguments)
    font.to_unicode = _Texts(font)


class _Texts(dict[int, str]):
    """The text of each glyph (ISO 32000-1 §9.10.3), told in the order in which they are drawn.

    Glyphs that are given no text wait for the end of their cluster.
    """

    def __init__(self, font: Any) -> None:
        super().__init__()
        self._font = font
        self._waiting: list[int] = []
        self._own: dict[int, str] | None = None

    def __contains__(self, glyph: object) -> bool:
        # Asked whether the glyph needs a text. All are to be told: a letter that is known may stand
        # in a cluster whose accent is not.
        return False

    def __setitem__(self, glyph: int, text: str) -> None:
        if not text:
            self._waiting.append(glyph)
            self._learn(glyph, NOTHING)
            return
        if len(text) > LONGEST_CLUSTER:  # all that an ellipsis stands for
            text = "…"
        waiting, self._waiting = self._waiting, []
        if waiting:
            text = self._share(glyph, text, waiting)
        self._learn(glyph, text)

    def _share(self, glyph: int, text: str, waiting: list[int]) -> str:
        """Give the glyphs of a cluster their characters in its ``text``, and one what is left.

        Returns the text of its last ``glyph``.
        """
        left, known = unicodedata.normalize("NFKD", text), {}
        for other in (glyph, *waiting):
            if (own := self._character(other)) and own in left:
                left, known[other] = left.replace(own, "", 1), own
        for other in waiting:
            self._learn(other, known.get(other, NOTHING))
        unknown = [other for other in waiting if self[other] == NOTHING]
        if left and unknown and glyph in known:
            self._learn(unknown[0], left)
        return known.get(glyph) or left or text

    def _learn(self, glyph: int, text: str) -> None:
        if self.get(glyph, NOTHING) == NOTHING:
            super().__setitem__(glyph, text)

    def _character(self, glyph: int) -> str:
        """Return the character that the font itself has this glyph for, decomposed, or nothing."""
        if self._own is None:
            source = io.BytesIO(self._font.file_content)
            with TTFont(source, fontNumber=self._font.index, lazy=True) as font:
                number = font.getGlyphID
                pairs = sorted((font.getBestCmap() or {}).items(), reverse=True)
                self._own = {number(name): chr(code) for code, name in pairs}
        return unicodedata.normalize("NFKD", self._own.get(glyph, ""))
