"""What holds blocks: quotations, lists, definition lists and tables; and headings.

A block in, the pieces of what it holds out, each with the head that may be its label.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace
from itertools import pairwise

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.emphasis import plain_head
from bookbuild.speakers.heads import Head, read_head
from bookbuild.speakers.lexicon.remarks import SPEAKER_HEADS
from bookbuild.speakers.paragraphs import Piece, of_paragraph
from bookbuild.turns import DESCRIPTION, LIST_ITEM, TABLE_RULE, fold, split_blocks

QUOTE_MARK = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
CAPTION_MARK = re.compile(r"^ {0,3}>>+[ \t]*", re.MULTILINE)  # ">> MONA:", on every line
ITEM = re.compile(r"(?P<mark> {0,3}(?:[*+-]|\d{1,9}[.)])[ \t]+)(?=\S)")
DESCRIPTION_MARK = re.compile(r"^ {0,3}:[ \t]{1,3}")
HEADING_MARK = re.compile(r" {0,3}#{1,6}[ \t]*(?P<text>[^\n]*?)(?:[ \t]+#+)?[ \t]*$")
BETWEEN_CELLS = re.compile(r"(?<!\\)\|")
WORD = re.compile(r"[^\W\d_]{2}")
FULL_WIDTH = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
LONGEST_NAME = 60  # characters of a heading that may be a name, with its time
WORDY_CELL = 25  # characters, on an average, from which on a column holds what is said


def whole(block: Prose) -> tuple[Piece, ...]:
    """Return a block as one piece."""
    return (Piece(block),)


def nested(text: str, line: int) -> Iterator[Piece]:
    """Yield the pieces of the blocks in ``text``, which begins on ``line``."""
    for inner in split_blocks(text, first_line=line):
        if inner.kind is BlockKind.PARAGRAPH:
            yield from of_paragraph(inner)
        else:
            yield Piece(inner)


def of_heading(block: Prose) -> tuple[Piece, ...]:
    """Return a heading with its head, where it is short enough for a name."""
    found = HEADING_MARK.match(block.text.split("\n")[0])
    text = found["text"] if found else block.text.split("\n")[0]
    head = name_alone(text, "heading") if len(text) <= LONGEST_NAME else None
    return (Piece(block, head if head and not head.aside else None),)


def of_quotation(block: Prose) -> tuple[Piece, ...]:
    """Return the pieces of what is quoted."""
    mark = CAPTION_MARK if all(map(CAPTION_MARK.match, block.text.split("\n"))) else QUOTE_MARK
    return tuple(nested(mark.sub("", block.text), block.line))


def of_list(block: Prose) -> tuple[Piece, ...]:
    """Return the pieces of a list's items, or of a definition list's terms."""
    lines = block.text.split("\n")
    if any(DESCRIPTION.match(line) for line in lines) and not LIST_ITEM.match(lines[0]):
        return _of_definitions(block)
    made: list[Piece] = []
    for start, end in _items(lines):
        found = ITEM.match(lines[start])
        width = found.end() if found else 0
        first = lines[start][width:]
        rest = [_dedented(line, width) for line in lines[start + 1 : end]]
        made += nested("\n".join([first, *rest]), block.line + start)
    return tuple(made)


def of_table(block: Prose) -> tuple[Piece, ...]:
    """Return a piece for each row: the last column is what is said, those before it the label."""
    lines = block.text.split("\n")
    rule = next((n for n, line in enumerate(lines) if TABLE_RULE.match(line)), None)
    if rule is None:
        return whole(block)
    rows = [(number, _cells(line)) for number, line in enumerate(lines) if number > rule]
    width = max((len(cells) for _, cells in rows), default=0)
    if width not in (2, 3) or not rows:
        return whole(block)
    said = sum(_width(cells[-1]) for _, cells in rows) / len(rows)
    worded = sum(bool(WORD.search(cells[-1])) for _, cells in rows)
    is_headed = any(fold(cell) in SPEAKER_HEADS for cell in _cells(lines[0])[:-1])
    is_headed = is_headed and 2 * worded >= len(rows)  # else it counts something
    if said < WORDY_CELL and not is_headed:
        return whole(block)
    ending = "column" if is_headed else "cell"
    made: list[Piece] = []
    for number, cells in rows:
        *label, words = (*cells, *[""] * (width - len(cells)))
        head = name_alone(" ".join(filter(None, label)), ending)
        text = " ".join(filter(None, [*label, words.strip()]))
        made.append(Piece(Prose(text, block.line + number), head))
    return tuple(made)


def labelled(term: str, said: str, line: int, kind: BlockKind) -> Iterator[Piece]:
    """Yield the blocks of ``said``; the first begins with ``term``, its label."""
    head = name_alone(term, "term") if term else None
    if kind is BlockKind.HTML:
        yield Piece(Prose(f"<p>{term} {said.strip()}</p>", line, kind), head)
        return
    first, *rest = split_blocks(said, first_line=line) or (Prose("", line),)
    parting = " " if first.kind is BlockKind.PARAGRAPH else "\n\n"
    yield Piece(replace(first, text=f"{term}{parting if term else ''}{first.text}"), head)
    yield from (Piece(inner) for inner in rest)


def name_alone(text: str, ending: str) -> Head | None:
    """Return the head of a text that is a label and nothing else, such as a cell or a term."""
    shown = plain_head(text).text.strip()
    bare = shown.rstrip(" :：")
    head = read_head(f"{bare}:") if bare else None
    if head is None or head.rest:
        return None
    return replace(head, text=shown, ending=ending, is_alone=False)


def _of_definitions(block: Prose) -> tuple[Piece, ...]:
    """Return a piece for each description; its term is its label."""
    made: list[Piece] = []
    lines = block.text.split("\n")
    term, term_line, number = "", 0, 0
    while number < len(lines):
        line = lines[number]
        end = number + 1
        if DESCRIPTION.match(line):
            end = _description_end(lines, number)
            rest = [_dedented(line, 4) for line in lines[number + 1 : end]]
            said = "\n".join([DESCRIPTION_MARK.sub("", line), *rest])
            first, *more = labelled(term, said, block.line + number, block.kind)
            if term:
                first = replace(first, prose=replace(first.prose, line=block.line + term_line))
            made += [first, *more]
            term = ""
        elif line.strip():
            term, term_line = line.strip(), number
        number = end
    return tuple(made)


def _description_end(lines: Sequence[str], start: int) -> int:
    """Return the line behind the description that begins on line ``start``."""
    for number in range(start + 1, len(lines)):
        line = lines[number]
        goes_on = not line.strip() or line.startswith((" ", "\t"))
        if not goes_on or DESCRIPTION.match(line):
            return number
    return len(lines)


def _items(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    first = next(len(line) - len(line.lstrip()) for line in lines if ITEM.match(line))
    starts = [
        number
        for number, line in enumerate(lines)
        if ITEM.match(line) and len(line) - len(line.lstrip()) <= first
    ]
    yield from pairwise([*starts, len(lines)])


def _dedented(line: str, width: int) -> str:
    blank = len(line) - len(line.lstrip())
    return line[min(blank, width) :] if blank < 4 or width >= 4 else line[4:]


def _width(text: str) -> int:
    """Return how wide a text is: a full-width character counts as two, as it says more."""
    return len(text) + len(FULL_WIDTH.findall(text))


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|").strip() for cell in BETWEEN_CELLS.split(inner)]
