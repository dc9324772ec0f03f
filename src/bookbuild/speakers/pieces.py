"""Where a block may begin to be somebody else's: at its lines, items, cells, inner paragraphs.

A block in, its pieces out, each with the head that may be a label. Lists, quotations, tables and
HTML are opened only if labels of speakers stand in them: ``cut`` does so once these are known.
"""

import re
from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import groupby, pairwise

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.heads import Head, plain_head, read_head, read_time
from bookbuild.turns import DESCRIPTION, LIST_ITEM, TABLE_RULE, fold, split_blocks

# A label in the middle of a line: set in bold after white space, or behind a line break.
BREAK = re.compile(r"<br[ \t]*/?>[ \t]*", re.IGNORECASE)
INNER_LABEL = re.compile(
    r"(?<=[\s。！？!?.…”」』）)])(?=(?:\*{2,3}|_{2,3})[^\s*_][^*_\n]{0,60}?(?:[:：.—–](?:\*{2,3}|_{2,3})|(?:\*{2,3}|_{2,3})[ \t]?[:：]))"
    r"|(?<=[\s。！？!?.…”」』）)])(?=<(?:strong|b)>[^<>\n]{1,60}?(?:[:：]</(?:strong|b)>|</(?:strong|b)>[ \t]?[:：]))"
)
RUN_ON = re.compile(
    r"(?<=[.?!…。？！”\"»)])[ \t]*(?<=[\s。？！”])(?P<name>[^\W\d_][^\s:：.?!。？！]*(?: [^\s:：.?!]+){0,3})\s?[:：](?!//)"
)
HARD_BREAK = re.compile(r"(?:[ \t]|\\|<br[ \t]*/?>)+$")  # says nothing at a turn's end
QUOTE_MARK = re.compile(r"^ {0,3}>[ \t]?", re.MULTILINE)
ITEM = re.compile(r"(?P<mark> {0,3}(?:[*+-]|\d{1,9}[.)])[ \t]+)(?=\S)")
PARAGRAPH_TAG = re.compile(r"\s*<p\b[^>]*>(?P<inner>.*)</p>\s*", re.IGNORECASE | re.DOTALL)
WRAPPER = re.compile(
    r"\s*<(?P<tag>div|section|article|blockquote|ul|ol|main)\b[^>]*>(?P<inner>.*)</(?P=tag)>\s*",
    re.IGNORECASE | re.DOTALL,
)
INNER_ELEMENT = re.compile(
    r"<(?P<tag>p|div|li|section|blockquote|h[1-6]|pre|figure|table|ul|ol)\b[^>]*>.*?</(?P=tag)>",
    re.IGNORECASE | re.DOTALL,
)
HTML_LIST = re.compile(r"\s*<dl\b[^>]*>(?P<inner>.*)</dl>\s*", re.IGNORECASE | re.DOTALL)
HTML_TERM = re.compile(
    r"<dt\b[^>]*>(?P<term>.*?)</dt>\s*(?P<said>(?:<dd\b[^>]*>.*?</dd>\s*)+)",
    re.IGNORECASE | re.DOTALL,
)
HTML_SAID = re.compile(r"<dd\b[^>]*>(.*?)</dd>", re.IGNORECASE | re.DOTALL)
HEADING_MARK = re.compile(r" {0,3}#{1,6}[ \t]*(?P<text>[^\n]*?)(?:[ \t]+#+)?[ \t]*$")
LONGEST_NAME = 60  # characters of a heading that may be a name, with its time
SPEAKER_HEADS = frozenset(
    fold(word)
    for word in (
        "speaker|speakers|who|name|person|voice|sprecher|sprecherin|wer|intervenant|locuteur|qui|nom|hablante|quién|nombre|orador|falante|quem|nome|chi"
        "|говорящий|кто|имя|mówca|kto|spreker|wie|发言人|说话人|發言人|講者|姓名|人物|話者|発言者|名前|화자|발언자|이름|المتحدث|דובר"
    ).split("|")
)
WORDY_CELL = 25  # characters, on an average, from which on a column holds what is said


@dataclass(frozen=True, slots=True)
class Piece:
    """A part of a block, with the head that may be its label. ``start``: place in the block."""

    prose: Prose
    head: Head | None = None
    start: int = 0


def pieces(block: Prose) -> tuple[Piece, ...]:
    """Return the parts of ``block``, cut wherever a turn may begin."""
    return OPENERS.get(block.kind, _whole)(block)


def cut(block: Prose, own: Sequence[Piece], known: Collection[str]) -> tuple[Piece, ...]:
    """Return the parts of ``block`` that begin with a label in ``known``, folded.

    A block that holds no such label stays whole; ``own`` are its ``pieces``.
    """
    labelled = [piece for piece in own if piece.head and piece.head.key in known]
    if block.kind is BlockKind.PARAGRAPH or (block.kind is BlockKind.HTML and _is_paragraph(block)):
        more = [
            piece for piece in _run_on(block, known) if piece.start not in [p.start for p in own]
        ]
        return _cut_paragraph(block, [*own, *more], [*labelled, *more])
    if not labelled:
        return (Piece(block),)
    if block.kind is BlockKind.HEADING:
        return tuple(own)
    headed = [piece for piece in own if piece.head and piece.head.name]
    if 2 * len(labelled) < len(headed):
        return (Piece(block),)
    return tuple(_cut_nested(own, labelled))


def _cut_nested(own: Sequence[Piece], labelled: Sequence[Piece]) -> Iterator[Piece]:
    """Yield the blocks that an opened one holds, each cut at its labels."""
    for _, group in groupby(own, key=lambda piece: id(piece.prose)):
        inner = list(group)
        known = [piece for piece in inner if piece in labelled]
        if len(inner) == 1:
            yield inner[0] if known else replace(inner[0], head=None)
        else:
            yield from _cut_paragraph(inner[0].prose, inner, known)


# -- paragraphs -----------------------------------------------------------------------------------


def _cut_paragraph(
    block: Prose, own: Sequence[Piece], labelled: Sequence[Piece]
) -> tuple[Piece, ...]:
    """Cut a paragraph before each of the labels in it that is a speaker's."""
    if not own or len(own) == 1:
        return tuple(own)
    starts = {piece.start: piece for piece in labelled}
    if 0 not in starts:
        starts = {
            0: replace(own[0], head=None if own[0] not in labelled else own[0].head),
            **starts,
        }
    edges = [*sorted(starts), len(inner_text(block))]
    return tuple(
        replace(starts[start], prose=_slice(block, start, end)) for start, end in pairwise(edges)
    )


def after_label(text: str, label: str) -> str:
    """Return ``text`` behind its label; marks of emphasis and links may stand within that."""
    letters = len([char for char in label if not char.isspace()])
    seen = 0
    for place, char in enumerate(text):
        if seen >= letters:
            return text[place:]
        if not char.isspace() and char not in "*_\\<>":
            seen += 1
    return ""


def unlabelled(piece: Piece) -> Prose:
    """Return a piece as a block whose words begin after its label."""
    if piece.head is None:
        return piece.prose
    return replace(piece.prose, text=after_label(piece.prose.text, piece.head.text))


def _run_on(block: Prose, known: Collection[str]) -> Iterator[Piece]:
    """Yield the plain labels in the midst of a paragraph; only known ones are labels there."""
    text = inner_text(block)
    for found in RUN_ON.finditer(text):
        if fold(found["name"]) in known:
            head = read_head(text[found.start("name") :].split("\n", 1)[0])
            if head is not None and head.key == fold(found["name"]):
                yield Piece(block, head, found.start("name"))


def inner_text(block: Prose) -> str:
    """Return the text of a block, without the tags of an HTML paragraph around it."""
    found = PARAGRAPH_TAG.fullmatch(block.text) if block.kind is BlockKind.HTML else None
    return found["inner"] if found else block.text


def _slice(block: Prose, start: int, end: int) -> Prose:
    text = inner_text(block)
    said = text[start:end]
    if end < len(text):
        said = HARD_BREAK.sub("", said.rstrip("\n"))
    line = block.line + block.text.count("\n", 0, block.text.find(text) + start)
    if block.kind is BlockKind.HTML:
        said = f"<p>{said}</p>"
    return replace(block, text=said, line=line)


def _of_paragraph(block: Prose) -> tuple[Piece, ...]:
    text = inner_text(block)
    starts = {0}
    starts |= {place + 1 for place, char in enumerate(text[:-1]) if char == "\n"}
    starts |= {found.end() for found in BREAK.finditer(text) if found.end() < len(text)}
    starts |= {found.start() for found in INNER_LABEL.finditer(text)}
    made: list[Piece] = []
    for start in sorted(starts):
        line = text[start:].split("\n", 1)[0]
        head = read_time(line) or read_head(line) or (_bare_name(text) if not start else None)
        if made and not LETTER.search(text, made[-1].start, start):
            if made[-1].head is not None:
                continue  # a time belongs to the label behind it
            made.pop()
        if start == 0 or head or not made:
            made.append(Piece(block, _joined(head, text[start:]), start))
    return tuple(made)


def _bare_name(text: str) -> Head | None:
    """Return a name alone on a paragraph's first line, though nothing sets it off."""
    first, found, rest = text.partition("\n")
    name = first.rstrip(" \\")
    if not found or not BARE.fullmatch(name) or len(rest) < 2 * len(name):
        return None
    head = read_head(f"{name}:")
    return replace(head, text=name, ending="line") if head is not None else None


LETTER = re.compile(r"[^\W\d_]")
BARE = re.compile(r"[^\W\d_][\w .’'・·-]{1,28}")


def _joined(head: Head | None, text: str) -> Head | None:
    """A time before a name is the name's; a label alone on its line goes on where the next ends."""
    if head is None or head.ending != "time" or head.is_alone is False:
        return _with_name(head, text)
    return head


def _with_name(head: Head | None, text: str) -> Head | None:
    if head is None or head.ending != "time" or not head.rest:
        return head
    named = read_head(text.split("\n", 1)[0])
    return named if named is not None and named.ending in ("colon", "line") else head


# -- what holds blocks ----------------------------------------------------------------------------


def _whole(block: Prose) -> tuple[Piece, ...]:
    return (Piece(block),)


def _nested(text: str, line: int) -> Iterator[Piece]:
    """Yield the pieces of the blocks in ``text``, which begins on ``line``."""
    for inner in split_blocks(text, first_line=line):
        if inner.kind is BlockKind.PARAGRAPH:
            yield from _of_paragraph(inner)
        else:
            yield Piece(inner)


def _of_quote(block: Prose) -> tuple[Piece, ...]:
    return tuple(_nested(QUOTE_MARK.sub("", block.text), block.line))


def _of_list(block: Prose) -> tuple[Piece, ...]:
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
        made += _nested("\n".join([first, *rest]), block.line + start)
    return tuple(made)


def _items(lines: Sequence[str]) -> Iterator[tuple[int, int]]:
    starts = [number for number, line in enumerate(lines) if ITEM.match(line)]
    yield from pairwise([*starts, len(lines)])


def _dedented(line: str, width: int) -> str:
    blank = len(line) - len(line.lstrip())
    return line[min(blank, width) :] if blank < 4 or width >= 4 else line[4:]


def _of_definitions(block: Prose) -> tuple[Piece, ...]:
    """Return a piece for each description; its term is its label."""
    made: list[Piece] = []
    lines = block.text.split("\n")
    term, term_line, number = "", 0, 0
    while number < len(lines):
        line = lines[number]
        if not DESCRIPTION.match(line):
            if line.strip():
                term, term_line = line.strip(), number
            number += 1
            continue
        end = number + 1
        while (
            end < len(lines)
            and (not lines[end].strip() or lines[end].startswith((" ", "\t")))
            and not DESCRIPTION.match(lines[end])
        ):
            end += 1
        rest = [_dedented(line, 4) for line in lines[number + 1 : end]]
        said = "\n".join([DESCRIPTION_MARK.sub("", line), *rest])
        made += _labelled(term, said, block.line + (term_line if term else number), block.kind)
        term = ""
        number = end
    return tuple(made)


DESCRIPTION_MARK = re.compile(r"^ {0,3}:[ \t]{1,3}")


def _labelled(term: str, said: str, line: int, kind: BlockKind) -> Iterator[Piece]:
    """Yield the blocks of ``said``; the first begins with ``term``, its label."""
    head = _name_alone(term, "term") if term else None
    if kind is BlockKind.HTML:
        yield Piece(Prose(f"<p>{term} {said.strip()}</p>", line, kind), head)
        return
    first, *rest = split_blocks(said, first_line=line) or (Prose("", line),)
    parting = " " if first.kind is BlockKind.PARAGRAPH else "\n\n"
    yield Piece(replace(first, text=f"{term}{parting if term else ''}{first.text}"), head)
    yield from (Piece(inner) for inner in rest)


def _name_alone(text: str, ending: str) -> Head | None:
    """Return the head of a text that is a label and nothing else, such as a cell or a term."""
    shown = plain_head(text).text.strip()
    bare = shown.rstrip(" :：")
    head = read_head(f"{bare}:") if bare else None
    if head is None or head.rest:
        return None
    return replace(head, text=shown, ending=ending, is_alone=False)


def _of_heading(block: Prose) -> tuple[Piece, ...]:
    found = HEADING_MARK.match(block.text.split("\n")[0])
    text = found["text"] if found else block.text.split("\n")[0]
    head = _name_alone(text, "heading") if len(text) <= LONGEST_NAME else None
    return (Piece(block, head if head and not head.aside else None),)


def _of_html(block: Prose) -> tuple[Piece, ...]:
    if _is_paragraph(block):
        return _of_paragraph(block)
    if found := HTML_LIST.fullmatch(block.text):
        return tuple(_of_html_list(block, found))
    found = WRAPPER.fullmatch(block.text)
    if found is None:
        return _whole(block)
    offset = found.start("inner")
    if not INNER_ELEMENT.search(found["inner"]):
        return _of_wrapped_text(block, found)
    made: list[Piece] = []
    place = 0
    for element in INNER_ELEMENT.finditer(found["inner"]):
        before = found["inner"][place : element.start()].strip()
        place = element.end()
        if before and not before.startswith("</"):
            return _whole(block)
        line = block.line + block.text.count("\n", 0, offset + element.start())
        text = element[0]
        if element["tag"].lower() == "li":
            text = re.sub(r"^<li\b[^>]*>|</li>$", "", text, flags=re.IGNORECASE)
            text = text if INNER_ELEMENT.search(text) else f"<p>{text.strip()}</p>"
        made += _of_html(Prose(text, line, BlockKind.HTML))
    return _whole(block) if found["inner"][place:].strip() else tuple(made)


def _of_wrapped_text(block: Prose, found: re.Match[str]) -> tuple[Piece, ...]:
    """Return a wrapper that holds bare text as a paragraph."""
    if found["tag"].lower() in ("ul", "ol"):
        return _whole(block)
    line = block.line + block.text.count("\n", 0, found.start("inner"))
    inner = found["inner"].strip()
    if "markdown=" in block.text.split(">", 1)[0]:
        return tuple(_nested(found["inner"].strip("\n"), line))
    return _of_paragraph(Prose(f"<p>{inner}</p>", line, BlockKind.HTML))


def _of_html_list(block: Prose, found: re.Match[str]) -> Iterator[Piece]:
    for entry in HTML_TERM.finditer(found["inner"]):
        line = block.line + block.text.count("\n", 0, found.start("inner") + entry.start())
        term = entry["term"].strip()
        for said in HTML_SAID.findall(entry["said"]):
            yield from _labelled(term, said, line, BlockKind.HTML)
            term = ""


def _is_paragraph(block: Prose) -> bool:
    found = PARAGRAPH_TAG.fullmatch(block.text)
    return found is not None and "</p>" not in found["inner"].lower()


# -- tables ---------------------------------------------------------------------------------------


def _of_table(block: Prose) -> tuple[Piece, ...]:
    """Return a piece for each row: the last column is what is said, those before it the label."""
    lines = block.text.split("\n")
    rule = next((n for n, line in enumerate(lines) if TABLE_RULE.match(line)), None)
    if rule is None:
        return _whole(block)
    rows = [(number, _cells(line)) for number, line in enumerate(lines) if number > rule]
    width = max((len(cells) for _, cells in rows), default=0)
    if width not in (2, 3) or not rows:
        return _whole(block)
    said = sum(len(cells[-1]) for _, cells in rows) / len(rows)
    is_headed = any(fold(cell) in SPEAKER_HEADS for cell in _cells(lines[0])[:-1])
    if said < WORDY_CELL and not is_headed:
        return _whole(block)
    ending = "column" if is_headed else "cell"
    made: list[Piece] = []
    for number, cells in rows:
        *label, words = (*cells, *[""] * (width - len(cells)))
        head = _name_alone(" ".join(filter(None, label)), ending)
        text = " ".join(filter(None, [*label, words.strip()]))
        made.append(Piece(Prose(text, block.line + number), head))
    return tuple(made)


def _cells(row: str) -> list[str]:
    inner = row.strip().removeprefix("|")
    inner = inner[:-1] if inner.endswith("|") and not inner.endswith("\\|") else inner
    return [cell.replace("\\|", "|").strip() for cell in re.split(r"(?<!\\)\|", inner)]


def dropped_lines(block: Prose) -> Iterator[tuple[int, str]]:
    """Yield the lines of an opened block that no piece of it has: the head of a table."""
    if block.kind is BlockKind.TABLE:
        for number, line in enumerate(block.text.split("\n")):
            yield block.line + number, line
            if TABLE_RULE.match(line):
                return


OPENERS: Mapping[BlockKind, Callable[[Prose], tuple[Piece, ...]]] = {
    BlockKind.PARAGRAPH: _of_paragraph,
    BlockKind.QUOTE: _of_quote,
    BlockKind.LIST: _of_list,
    BlockKind.HEADING: _of_heading,
    BlockKind.HTML: _of_html,
    BlockKind.TABLE: _of_table,
}
