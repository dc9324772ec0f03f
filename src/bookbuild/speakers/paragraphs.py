"""Paragraphs, of Markdown or HTML: at which places in them somebody else may begin to speak.

A paragraph in, its pieces out, each with the head that may be a label.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.heads import Head, read_head, read_notice, read_time
from bookbuild.speakers.lexicon.names import TITLES
from bookbuild.turns import QUESTION, fold

LINE_END = re.compile("\n")
BREAK = re.compile(r"<br[ \t]*/?>[ \t]*", re.IGNORECASE)
# A label in the middle of a line: set in bold after white space, or behind a line break.
INNER_LABEL = re.compile(
    r"""(?<=[\s。！？!?.…”」』）)])
    (?: (?=(?:\*{2,3}|_{2,3})[^\s*_][^*_\n]{0,60}?
            (?:[:：.—–](?:\*{2,3}|_{2,3})|(?:\*{2,3}|_{2,3})[ \t]?[:：]))
    |   (?=<(?:strong|b)>[^<>\n]{1,60}?(?:[:：]</(?:strong|b)>|</(?:strong|b)>[ \t]?[:：]))
    )""",
    re.VERBOSE,
)
# A plain label behind the end of a sentence.
RUN_ON = re.compile(
    r"""(?<=[.?!…。？！”\"»)])[ \t]*(?<=[\s。？！”])
        (?P<name>(?:[^\W\d_]{1,4}\.[ ])?[^\W\d_][^\s:：.?!。？！]*(?:[ ][^\s:：.?!]+){0,3})\s?[:：]
        (?!//)(?!\s*[a-zà-ÿа-я])""",
    re.VERBOSE,
)
HARD_BREAK = re.compile(r"(?:[ \t]|\\|<br[ \t]*/?>)+$")  # says nothing at a turn's end
PARAGRAPH_TAG = re.compile(r"\s*<p\b[^>]*>(?P<inner>.*)</p>\s*", re.IGNORECASE | re.DOTALL)
LETTER = re.compile(r"[^\W\d_]")
ASKED_NEAR = 40  # characters from the end
BARE = re.compile(r"[^\W\d_][\w .’'・·-]{1,28}")


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block, with the head that may be its label. ``start``: place in the block."""

    prose: Prose
    head: Head | None = None
    start: int = 0


def of_paragraph(block: Prose) -> tuple[Piece, ...]:
    """Return the parts of a paragraph: its first line, and whatever else may begin with a label."""
    text = inner_text(block)
    made: list[Piece] = []
    for start in sorted(_starts(text)):
        line = text[start:].split("\n", 1)[0]
        head = read_notice(line) or read_time(line) or read_head(line)
        head = head or (_bare_name(text) if not start else None)
        if made and not LETTER.search(text, made[-1].start, start):
            before = made.pop()
            if before.head is not None and (head is None or before.head.name or not head.name):
                made.append(before)
                continue
            if before.head is not None and head is not None:  # a time on the line before its label
                head = replace(head, text=f"{before.head.text} {head.text}", time=before.head.time)
                made.append(Piece(block, _joined(head, text[start:]), before.start))
                continue
        if start == 0 or head or not made:
            made.append(Piece(block, _joined(head, text[start:]), start))
    return tuple(made)


def cut_paragraph(
    block: Prose, own: Sequence[Piece], labelled: Sequence[Piece]
) -> tuple[Piece, ...]:
    """Cut a paragraph before each of the labels in it that is a speaker's."""
    if not own or len(own) == 1:
        return tuple(own)
    starts = {piece.start: piece for piece in labelled}
    if 0 not in starts:
        first = own[0] if own[0] in labelled else replace(own[0], head=None)
        starts = {0: first, **starts}
    edges = [*sorted(starts), len(inner_text(block))]
    return tuple(
        replace(starts[start], prose=_slice(block, start, end)) for start, end in pairwise(edges)
    )


def after_label(text: str, label: str) -> str:
    """Return ``text`` behind its label; marks of emphasis and links may stand within that."""
    letters = sum(_counts(char) for char in label)
    seen = 0
    for place, char in enumerate(text):
        if seen >= letters:
            said = text[place:]
            return said.lstrip("\\>") if label.endswith(">") else said
        seen += _counts(char)
    return ""


def _counts(char: str) -> bool:
    """Whether a character of a label is neither white space nor a mark."""
    return not char.isspace() and char not in "#*_\\<>"


def unlabelled(piece: Piece) -> Prose:
    """Return a piece as a block whose words begin after its label."""
    if piece.head is None:
        return piece.prose
    return replace(piece.prose, text=after_label(piece.prose.text, piece.head.text))


def inner_text(block: Prose) -> str:
    """Return the text of a block, without the tags of an HTML paragraph around it."""
    found = PARAGRAPH_TAG.fullmatch(block.text) if block.kind is BlockKind.HTML else None
    return found["inner"] if found else block.text


def is_paragraph(block: Prose) -> bool:
    """Whether a block of HTML is one paragraph and no more."""
    found = PARAGRAPH_TAG.fullmatch(block.text)
    return found is not None and "</p>" not in found["inner"].lower()


def run_on(block: Prose, known: Collection[str]) -> Iterator[Piece]:
    """Yield the plain labels in the midst of a paragraph; only known ones are labels there."""
    text = inner_text(block)
    for found in RUN_ON.finditer(text):
        last = text[: found.start("name")].split()[-1].strip(".")
        is_sentence = len(last) > 2 and fold(last) not in TITLES  # no "Dr.", no initial
        if is_sentence and fold(found["name"]) in known:
            head = read_head(text[found.start("name") :].split("\n", 1)[0])
            if head is not None and head.key == fold(found["name"]):
                yield Piece(block, head, found.start("name"))


def _starts(text: str) -> set[int]:
    """Return where somebody may begin to speak: at lines, at labels within them."""
    starts = {0} | {found.end() for found in LINE_END.finditer(text, 0, len(text) - 1)}
    if "<" in text:
        starts |= {found.end() for found in BREAK.finditer(text) if found.end() < len(text)}
    if any(mark in text for mark in ("**", "__", "<")):
        starts |= {found.start() for found in INNER_LABEL.finditer(text)}
    return starts


def _slice(block: Prose, start: int, end: int) -> Prose:
    text = inner_text(block)
    said = text[start:end]
    if end < len(text):
        said = HARD_BREAK.sub("", said.rstrip("\n"))
    line = block.line + block.text.count("\n", 0, block.text.find(text) + start)
    if block.kind is BlockKind.HTML:
        said = f"<p>{said}</p>"
    return replace(block, text=said, line=line)


def _bare_name(text: str) -> Head | None:
    """Return a name alone on a paragraph's first line, though nothing sets it off."""
    first, found, rest = text.partition("\n")
    name = first.rstrip(" \\")
    is_short = len(rest) < 1.25 * len(name) and not QUESTION.search(rest.rstrip()[-ASKED_NEAR:])
    if not found or not BARE.fullmatch(name) or is_short:
        return None
    head = read_head(f"{name}:")
    return replace(head, text=name, ending="line") if head is not None else None


def _joined(head: Head | None, text: str) -> Head | None:
    """A time before a name is the name's; a label alone on its line goes on where the next ends."""
    if head is None or head.ending != "time" or head.is_alone is False:
        return _with_name(head, text)
    return head


def _with_name(head: Head | None, text: str) -> Head | None:
    if head is None or head.ending != "time" or not head.rest:
        return head
    named = read_head(text.split("\n", 1)[0])
    is_named = named is not None and (named.ending in ("colon", "line", "change") or named.is_nick)
    return named if is_named else head
