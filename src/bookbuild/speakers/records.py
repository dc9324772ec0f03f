"""What records of courts, captions and chats have beside labels with a name.

The pieces of all blocks in, the same out; their heads say who is meant, or that nobody speaks.
Such a head alone says little: what it means is told by the others of its chapter.
"""

import re
from collections.abc import Sequence
from dataclasses import replace

from bookbuild.speakers.heads import Head
from bookbuild.speakers.labels import letter_of
from bookbuild.speakers.paragraphs import Piece

EXAMINED_BY = re.compile(
    r"B(?:Y|y) (?P<name>(?:MR|MRS|MS|MISS|DR|Mr|Mrs|Ms|Miss|Dr|THE)\b\.? ?\S.*)"
)
WITNESS, STRANGER = "THE WITNESS", "Speaker"  # so such records call them
FEWEST_NICKS = 2

Parts = list[tuple[Piece, ...]]


def settle_heads(parts: Parts) -> Parts:
    """Return ``parts`` with the meaning of heads that have no name, or that of a letter."""
    heads = [piece.head for own in parts for piece in own if piece.head is not None]
    if any(head.ending in ("notice", "change") for head in heads):
        parts = _settled(parts, heads)
    if any(_is_examination(head) for head in heads):
        parts = _examined(parts)
    return parts


def _is_examination(head: Head) -> bool:
    """Whether a line says who examines: "BY MR. LIND:", and not who wrote."""
    return head.is_alone and head.ending == "colon" and bool(EXAMINED_BY.fullmatch(head.name))


def _settled(parts: Parts, heads: Sequence[Head]) -> Parts:
    """Return ``parts`` with notices only in the log of a chat, and with strangers in captions.

    A change without a name is a stranger's where most have a name; elsewhere it tells nothing.
    """
    is_log = sum(head.is_nick for head in heads) >= FEWEST_NICKS
    named = sum(bool(head.name) and ">>" in head.text for head in heads)
    is_captioned = named > sum(head.ending == "change" for head in heads)

    def settled(head: Head) -> Head | None:
        if head.is_notice and head.time and not is_log:
            return replace(head, ending="time")
        if head.ending == "change" and is_captioned:
            return replace(head, name=STRANGER, ending="colon")
        if head.ending == "change":
            text = head.text.rstrip("> ")
            return replace(head, text=text, ending="time") if head.time else None
        return head

    return [
        tuple(replace(piece, head=piece.head and settled(piece.head)) for piece in own)
        for own in parts
    ]


def _examined(parts: Parts) -> Parts:
    """Return ``parts`` with the one who examines for each Q, and the witness for each A.

    Who examines stands in a line of its own, which nobody speaks: "BY MR. LIND:".
    """
    made: Parts = []
    examiner = ""
    for own in parts:
        examined = []
        for piece in own:
            head = piece.head
            if head and head.is_alone and (found := EXAMINED_BY.fullmatch(head.name)):
                examiner = found["name"]
            examined.append(replace(piece, head=_meant(head, examiner)) if head else piece)
        made.append(tuple(examined))
    return made


def _meant(head: Head, examiner: str) -> Head:
    """Return a head with the name that it stands for under examination by ``examiner``."""
    if head.is_alone and EXAMINED_BY.fullmatch(head.name):
        return replace(head, name="", ending="notice")
    meant = {"q": examiner, "a": WITNESS}.get(letter_of(head.name), "") if examiner else ""
    return replace(head, name=meant) if meant else head
