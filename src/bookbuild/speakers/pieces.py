"""Where a block may begin to be somebody else's: at its lines, items, cells, inner paragraphs.

A block in, its pieces out, each with the head that may be a label. Lists, quotations, tables and
HTML are opened only if labels of speakers stand in them: ``cut`` does so once these are known.
"""

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import replace
from itertools import groupby

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.containers import of_heading, of_list, of_quotation, of_table, whole
from bookbuild.speakers.elements import of_html
from bookbuild.speakers.paragraphs import (
    Piece,
    cut_paragraph,
    is_paragraph,
    of_paragraph,
    run_on,
    unlabelled,
)
from bookbuild.turns import TABLE_RULE

OPENERS: Mapping[BlockKind, Callable[[Prose], tuple[Piece, ...]]] = {
    BlockKind.PARAGRAPH: of_paragraph,
    BlockKind.QUOTE: of_quotation,
    BlockKind.LIST: of_list,
    BlockKind.HEADING: of_heading,
    BlockKind.HTML: of_html,
    BlockKind.TABLE: of_table,
}


def pieces(block: Prose) -> tuple[Piece, ...]:
    """Return the parts of ``block``, cut wherever a turn may begin."""
    return OPENERS.get(block.kind, whole)(block)


def cut(block: Prose, own: Sequence[Piece], known: Collection[str]) -> tuple[Piece, ...]:
    """Return the parts of ``block`` that begin with a label in ``known``, folded.

    A block that holds no such label stays whole; ``own`` are its ``pieces``.
    """
    labelled = [piece for piece in own if piece.head and piece.head.key in known]
    if block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.HTML and is_paragraph(block)):
        more = [
            piece for piece in run_on(block, known) if piece.start not in [p.start for p in own]
        ]
        notices = [piece for piece in own if piece.head and piece.head.is_notice]
        return cut_paragraph(block, [*own, *more], [*labelled, *notices, *more])
    if not labelled or all(map(_is_mere_label, own)):
        return (Piece(block),)  # a list of names is no talk
    if block.kind is BlockKind.HEADING:
        return tuple(own)
    headed = [piece for piece in own if piece.head and piece.head.name]
    if 2 * len(labelled) < len(headed):
        return (Piece(block),)
    return tuple(_cut_nested(own, labelled))


def dropped_lines(block: Prose) -> Iterator[tuple[int, str]]:
    """Yield the lines of an opened block that no piece of it has: the head of a table."""
    if block.kind is BlockKind.TABLE:
        for number, line in enumerate(block.text.split("\n")):
            yield block.line + number, line
            if TABLE_RULE.match(line):
                return


def _is_mere_label(piece: Piece) -> bool:
    """Whether a label is all that a piece holds, so that nothing is said in it."""
    is_alone = piece.head is not None and piece.head.is_alone
    return is_alone and not unlabelled(piece).text.strip("*_ \n")


def _cut_nested(own: Sequence[Piece], labelled: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the blocks that an opened one holds, each cut at its labels."""
    for _, group in groupby(own, key=lambda piece: id(piece.prose)):
        inner = list(group)
        known = [piece for piece in inner if piece in labelled]
        if len(inner) == 1:
            yield inner[0] if known else replace(inner[0], head=None)
        else:
            yield from cut_paragraph(inner[0].prose, inner, known)
