"""Where Chinese and Japanese text may be spaced and broken, marked in the tree for print.

Between Han and Latin a line has a gap that nobody types (CLREQ §3.2.2, JLREQ §3.2.6), a curly
quotation mark lets the line break on its outer side, and the call of a note stays with what it
follows. WeasyPrint knows none of these: here they become characters without width.
"""

import re
from dataclasses import dataclass
from itertools import pairwise

from bookbuild.language import has_word_spaces
from bookbuild.xhtml import Element, classes

BREAK = "\u200b"  # zero width space: the line may end here
JOIN = "\u2060"  # word joiner: it may not
GAP = JOIN + BREAK  # together, which no author writes: a gap, after which the line may end

INLINE = frozenset(
    "a abbr b bdi bdo cite code data del dfn em i ins kbd mark q s samp small span strong time u "
    "var".split()
)
VERBATIM = ("code", "kbd", "pre", "samp")
HAN = r"\u2e80-\u2fdf\u3005-\u3007\u3021-\u3029\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff"
HAN += r"\U00020000-\U0003ffff"
LATIN = r"0-9A-Za-z\u00c0-\u024f\u0370-\u03ff\u0400-\u04ff"
HAN_BEFORE_LATIN = re.compile(rf"(?<=[{HAN}])(?=[{LATIN}])")
LATIN_BEFORE_HAN = re.compile(rf"(?<=[{LATIN}])(?=[{HAN}])")
# A curly quotation mark, on its outer side; not where another mark forbids it.
OPENS = "（“‘《「『【〔〈［｛"
BEFORE_QUOTE = re.compile(rf"(?<=[{HAN}。，、；：？！）》」』】〕〉…—”’])(?=[“‘])")
AFTER_QUOTE = re.compile(rf"(?<=[”’])(?=[{HAN}{OPENS}])|(?<=”)(?=[{LATIN}])")
IS_HAN = re.compile(rf"[{HAN}]")
IS_LATIN = re.compile(rf"[{LATIN}]")


@dataclass(slots=True)
class _Piece:
    """A stretch of text: the element that has it, where, and whether in a full-width language."""

    owner: Element
    place: str
    is_han: bool

    @property
    def text(self) -> str:
        return getattr(self.owner, self.place) or ""

    @text.setter
    def text(self, value: str) -> None:
        setattr(self.owner, self.place, value)


def mark_gaps(root: Element) -> None:
    """Put the marks into all text of ``root`` whose language is Chinese or Japanese."""
    language = root.get("lang", "")
    for run in _runs(root, language):
        for piece in run:
            if piece.is_han:
                piece.text = _marked(piece.text)
        for left, right in pairwise(run):
            _mark_between(left, right)
    for call in root.iter("sup"):
        if "noteref" in classes(call):
            call.text = JOIN + (call.text or "")


def _marked(text: str) -> str:
    for seam in (HAN_BEFORE_LATIN, LATIN_BEFORE_HAN):
        text = seam.sub(GAP, text)
    for seam in (BEFORE_QUOTE, AFTER_QUOTE):
        text = seam.sub(BREAK, text)
    return text


def _mark_between(left: _Piece, right: _Piece) -> None:
    """Mark the seam of two pieces, on the side whose language is set in full width."""
    before, after = left.text[-1:], right.text[:1]
    if left.is_han and IS_HAN.match(before) and IS_LATIN.match(after):
        left.text += GAP
    elif right.is_han and IS_LATIN.match(before) and IS_HAN.match(after):
        right.text = GAP + right.text
    elif right.is_han and BEFORE_QUOTE.search(before + after):
        right.text = BREAK + right.text
    elif left.is_han and AFTER_QUOTE.search(before + after):
        left.text += BREAK


def _runs(root: Element, language: str) -> list[list[_Piece]]:
    """Return the pieces that follow each other on a line, block by block."""
    runs: list[list[_Piece]] = [[]]
    _collect(root, language, runs)
    return runs


def _collect(node: Element, language: str, runs: list[list[_Piece]]) -> None:
    """Add the text in ``node`` to the last of ``runs``; a block in it begins one, and ends it."""
    language = node.get("lang", language)
    is_han = not has_word_spaces(language) and node.tag not in VERBATIM
    _add(runs[-1], _Piece(node, "text", is_han))
    for child in node:
        if child.tag == "aside":  # a note: it floats away, and the line goes on
            around = runs.pop()
            runs.append([])
            _collect(child, language, runs)
            runs.append(around)
        elif child.tag in INLINE:
            _collect(child, language, runs)
        else:
            runs.append([])
            _collect(child, language, runs)
            runs.append([])
        _add(runs[-1], _Piece(child, "tail", is_han))


def _add(run: list[_Piece], piece: _Piece) -> None:
    if piece.text:
        run.append(piece)
