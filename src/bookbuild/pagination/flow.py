"""The document's tree as one run of text, each character with its place in the tree.

Blocks are parted by line ends; a picture is one character. Notes have a run of their own: on pages
they stand elsewhere.
"""

import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.markup.nesting import INLINE
from bookbuild.pagination.pages import PICTURE
from bookbuild.words.letters import plain_letters
from bookbuild.xhtml import Element

PARTS = ("thead", "tbody", "tfoot")  # of a table, in the order of print
ENTRY, WHOLE = "entry", "whole"  # places of an element that are no text of its own
APOSTROPHES = "'\u2019\u00ad\u2060"  # and what stands in a word without being seen
# Scripts that part no words: a line may end behind any of their characters, or nearly.
SPACELESS = (
    range(0x0E00, 0x0F00),  # Thai, Lao
    range(0x1000, 0x10A0),  # Burmese
    range(0x1780, 0x1800),  # Khmer
    range(0x2E80, 0xA000),  # Chinese and Japanese
    range(0xF900, 0xFB00),
    range(0x20000, 0x40000),
)


@dataclass(frozen=True, slots=True)
class Run:
    """A piece of text: the ``place`` of ``owner``, "text" or "tail"; or ``WHOLE``: a picture.

    ``start`` is where it begins in the flow.
    """

    owner: Element
    place: str
    start: int


@dataclass(frozen=True, slots=True)
class Flow:
    """A run of text, and the letters of it that are compared.

    ``counts``: the letters before each run; ``entries``: where each element begins in the text.
    """

    text: str
    letters: str
    runs: Sequence[Run]
    counts: Sequence[int]
    entries: Mapping[Element, int]

    def run_at(self, place: int) -> Run:
        """Return the run that holds the character at ``place``."""
        return self.runs[bisect_right(self.runs, place, key=lambda run: run.start) - 1]

    def place_of(self, letter: int) -> int:
        """Return where in the text the letter of this number stands."""
        number = bisect_right(self.counts, letter) - 1
        run, left = self.runs[number], letter - self.counts[number]
        place = run.start
        while left >= (size := len(_letters(self.text[place]))):
            left, place = left - size, place + 1
        return place

    def word_at(self, place: int) -> int:
        """Return where the word begins that holds the character at ``place``, with its quotes."""
        text = self.text
        while place and _is_joined(text[place - 1], text[place]):
            place -= 1
        block = text.rfind("\n", 0, place) + 1
        if not any(map(str.isalnum, text[block:place])) and PICTURE not in text[block:place]:
            return block  # nothing but marks, such as the dash of a dialogue
        start = max(text.rfind(" ", block, place) + 1, block)
        if not any(map(str.isalnum, text[start:place])):
            return start
        while unicodedata.category(text[place - 1]) in ("Ps", "Pi"):
            place -= 1
        return place


def read_flow(nodes: Iterable[Element]) -> Flow:
    """Return the text of ``nodes`` in reading order, without the notes in them."""
    runs, entries = [], {}
    texts, letters, counts = [], [], []
    length = count = 0
    for owner, place, text in (piece for node in nodes for piece in _pieces(node)):
        if place == ENTRY:
            entries[owner] = length
        elif place and text:
            runs.append(Run(owner, place, length))
            counts.append(count)
            letters.append(_letters(text))
            count += len(letters[-1])
        texts.append(text)
        length += len(text)
    return Flow("".join(texts), "".join(letters), runs, counts, entries)


def _letters(text: str) -> str:
    return text if text == PICTURE else plain_letters(text)


def _pieces(node: Element) -> Iterator[tuple[Element, str, str]]:
    """Yield the text in ``node``, its tail left out: whose it is, which of it, and the text.

    A line end at the edge of a block is nobody's. An element is an entry before its text.
    """
    if not isinstance(node.tag, str):
        return
    is_block = node.tag not in INLINE or node.tag == "br"
    if is_block:
        yield node, "", "\n"
    yield node, ENTRY, ""
    if node.tag == "img" and node.get("role") != "presentation":  # an ornament says nothing
        yield node, WHOLE, PICTURE
    yield node, "text", (node.text or "").translate(SPACES)
    for child in _children(node):
        if not _is_note(child):
            yield from _pieces(child)
        yield child, "tail", (child.tail or "").translate(SPACES)
    if is_block:
        yield node, "", "\n"


# A line end in the source is a space; so are the others, but no word is parted at a thin one.
SPACES = {ord(character): " " for character in "\n\r\t\u00a0"}


def _is_note(node: Element) -> bool:
    return node.tag == "aside" and node.get("role") == "doc-footnote"


def _children(node: Element) -> Iterable[Element]:
    """Return the children of ``node``; those of a table in the order of print."""
    if node.tag != "table":
        return node
    return sorted(node, key=lambda child: PARTS.index(child.tag) if child.tag in PARTS else -1)


def _is_joined(before: str, after: str) -> bool:
    """Whether two characters are of one word."""
    return _is_of_word(before) and _is_of_word(after)


def _is_of_word(character: str) -> bool:
    if any(ord(character) in script for script in SPACELESS):
        return False
    is_letter = character.isalnum() or unicodedata.category(character).startswith("M")
    return is_letter or character in APOSTROPHES
