"""The text of a chapter, cut into its blocks.

Markdown in, blocks with line numbers out. Who speaks them is decided in ``speakers``; what they
look like, in ``markup``.
"""

import re
import unicodedata
from collections.abc import Callable, Sequence
from functools import lru_cache

from bookbuild.model import BlockKind, Prose
from bookbuild.shortcodes import end_of_shortcode

# The constructs of Markdown that a block can open with (CommonMark 0.31 §4 and §5).
FENCE = re.compile(r" {0,3}(?P<fence>`{3,}(?=[^`]*$)|~{3,})")
# "#标题" and "##Title" count as headings too, "#tag" and "#1" do not.
HEADING = re.compile(r" {0,3}(?:#{1,6}(?=[ \t]|$)|#{2,6}(?=\w)|#(?=[^\W\da-zA-Z]))")
RULE = re.compile(r" {0,3}(?P<mark>[*_-])[ \t]*(?:(?P=mark)[ \t]*){2,}$")
LIST_ITEM = re.compile(r" {0,3}(?:[*+-]|\d{1,9}[.)])[ \t]+\S")
INTERRUPTING_ITEM = re.compile(
    r" {0,3}(?:[*+-]|1[.)])[ \t]+\S"
)  # the items that may end a paragraph
QUOTE = re.compile(r" {0,3}>")
DEFINITION = re.compile(r" {0,3}(?:\[[^\]\n]+\]:|\*\[[^\]\n]+\]:)(?=\s|$)")
NOTE = re.compile(r" {0,3}\[\^[^\]\n]+\]:")
LINK_TITLE = re.compile(r"[ \t]+(?:\"[^\"]*\"|'[^']*'|\([^)]*\))[ \t]*$")  # below a link's address
OPEN_DEFINITION = re.compile(r" {0,3}\[[^\]\n]+\]:[ \t]*")  # its address is on the next line
DESCRIPTION = re.compile(r" {0,3}:[ \t]{1,3}\S")  # the second half of a definition list
INDENTED = re.compile(r"(?: {4}|\t)[ \t]*\S")
HANGING = re.compile(r"(?: {2}|\t)[ \t]*\S")
TABLE_RULE = re.compile(
    r" {0,3}(?=[^|\n]*\|)\|?[ \t]*:?-+:?[ \t]*(?:\|[ \t]*:?-+:?[ \t]*)*\|?[ \t]*$"
)
SETEXT = re.compile(r" {0,3}(?:=+|-+)[ \t]*$")
HEADING_NAME = re.compile("h[1-6]", re.IGNORECASE)
HTML_BLOCK = re.compile(
    r" {0,3}<(?:(?P<comment>!--)|(?P<tag>address|article|aside|blockquote|center|details|dialog|dir"
    r"|div|dl|fieldset|figure|footer|form|h[1-6]|header|hr|iframe|main|menu|nav|ol|p|pre|script"
    r"|section|style|summary|table|ul|video|audio|svg|math|object)\b)",
    re.IGNORECASE,
)

LONGEST_TAG = 2000  # characters of a tag of HTML; what goes on for longer is none

# What a figure is called before its number, and what a table is.
FIGURE_WORDS = (
    r"figure|fig\.?|illustration|photo(?:graph)?|plate|image|picture|exhibit|abbildung|abb\.?|bild"
    r"|figura|quadro|imagen|imagem|immagine|foto|figuur|afbeelding|afb\.?|figur|kuva|рис(?:унок|\.)?"
    r"|мал(?:юнок|\.)|фото|rys(?:unek|\.)?|obr(?:ázek|\.)|şekil|resim|hình|gambar|εικόνα|σχήμα|תמונה"
    r"|איור|شكل|صورة|图片|圖片|图|圖|図|그림|사진|写真|照片"
)
TABLE_WORDS = r"table|tabelle|tabla|tabela|tableau|图表|圖表|表|표"
# What opens a caption: Figure 1, Fig. 2a, 图 3, Abb. 4 … A number must follow.
CAPTION = re.compile(
    rf"(?P<word>(?P<table>{TABLE_WORDS})|{FIGURE_WORDS})"
    r"\s*(?P<number>\d+(?:[.\-–]\d+)*[a-z]?|(?<=[图圖図表])[一二三四五六七八九十]{1,3}(?=\s*[:：]))(?!\w)",
    re.IGNORECASE,
)


# The end of a question, whatever closes behind it.
QUESTION = re.compile(
    r"(?:[?？؟]|(?:(?<=[Ͱ-Ͽἀ-῿])|(?<=[Ͱ-Ͽἀ-῿]»))[;\u037e]"  # in Greek, a semicolon asks
    r"|(?:です|ます|した|しょう|せん|ない|の)か[。．.]?|[吗嗎呢][。.]?"
    r"|[가-힣](?:나|는가|은가|인가|까|냐)[.]?)[\"'”’»」』）)\]*_~\s]*$"
)


def split_blocks(text: str, *, first_line: int = 1) -> tuple[Prose, ...]:
    """Cut ``text`` at the blocks of the outermost level; no line is lost but blank ones.

    Blocks that Markdown joins across blank lines (items of a list, a note and its indented
    paragraphs) stay one block. ``first_line`` is the number of the first line of ``text``.
    """
    lines = text.split("\n")
    blocks: list[Prose] = []
    position = 0
    while position < len(lines):
        if not lines[position].strip():
            position += 1
            continue
        kind, end = _read_block(lines, position, blocks[-1] if blocks else None)
        block = Prose("\n".join(lines[position:end]).rstrip(), first_line + position, kind)
        _add(blocks, block, joins=kind is BlockKind.LIST and _is_description(lines[position]))
        position = end
    return tuple(blocks)


@lru_cache(maxsize=1 << 14)
def fold(label: str) -> str:
    """Return what two spellings of one label have in common: no case, width, space or mark."""
    text = unicodedata.normalize("NFKC", label).casefold()
    return "".join(char for char in text if char.isalnum())


# -- one block ------------------------------------------------------------------------------------


def _read_block(lines: Sequence[str], start: int, before: Prose | None) -> tuple[BlockKind, int]:
    """Return the kind of the block that begins at ``start`` and the line after its last."""
    line = lines[start]
    if (end := _end_of_fence(lines, start)) is not None:
        return BlockKind.CODE, end
    shortcode = end_of_shortcode(lines, start)
    if shortcode is not None and shortcode[1]:  # no line below it goes on with it
        return BlockKind.PARAGRAPH, shortcode[0]
    for opening, kind, end_of in OPENINGS:
        if opening.match(line):
            return kind, end_of(lines, start)
    if _opens_table(lines, start):
        return BlockKind.TABLE, _end_of_table(lines, start)
    if _is_description(line) and before is not None and before.kind is BlockKind.PARAGRAPH:
        return BlockKind.LIST, _end_of_list(lines, start)
    return _read_paragraph(lines, start)


def _read_paragraph(lines: Sequence[str], start: int) -> tuple[BlockKind, int]:
    if (
        start + 1 < len(lines)
        and SETEXT.match(lines[start + 1])
        and lines[start + 1].strip() != "-"
    ):
        return BlockKind.HEADING, start + 2
    if start + 1 < len(lines) and _is_description(lines[start + 1]):
        return BlockKind.LIST, _end_of_list(lines, start)
    return BlockKind.PARAGRAPH, _end_of_paragraph(lines, start)


def _is_description(line: str) -> bool:
    return DESCRIPTION.match(line) is not None


def _add(blocks: list[Prose], block: Prose, *, joins: bool) -> None:
    """Add ``block``; a description after a blank line belongs to the term before it."""
    if joins and blocks and blocks[-1].kind is BlockKind.PARAGRAPH:
        term = blocks.pop()
        block = Prose(f"{term.text}\n\n{block.text}", term.line, BlockKind.LIST)
    blocks.append(block)


def _end_of_paragraph(lines: Sequence[str], start: int) -> int:
    """The line after the last one before a blank line or the opening of another construct."""
    is_quote = QUOTE.match(lines[start]) is not None
    shown = end_of_shortcode(lines, start)
    end = shown[0] if shown is not None else start + 1
    for position in range(start + 1, len(lines)):
        line = lines[position]
        if position < end:  # within a shortcode
            continue
        if (shown := end_of_shortcode(lines, position)) is not None:
            end = shown[0]
            continue
        if not line.strip() or HEADING.match(line) or _opens_fence(lines, position):
            return position
        if RULE.match(line) and (is_quote or not SETEXT.match(line)):
            return position
        if is_quote:
            continue
        if INTERRUPTING_ITEM.match(line) or QUOTE.match(line) or _opens_table(lines, position):
            return position
    return len(lines)


def _opens_table(lines: Sequence[str], position: int) -> bool:
    """Whether a head and the rule below it stand there (GFM 0.29 §4.10)."""
    has_rule = position + 1 < len(lines) and bool(TABLE_RULE.match(lines[position + 1]))
    return has_rule and "|" in lines[position]


def _end_of_table(lines: Sequence[str], start: int) -> int:
    end = start + 2
    while end < len(lines) and "|" in lines[end] and lines[end].strip():
        end += 1
    return end


def _end_of_hanging(lines: Sequence[str], start: int) -> int:
    """The line after the last indented line from ``start``, with the blank ones between them."""
    end = start
    for position in range(start, len(lines)):
        if INDENTED.match(lines[position]):
            end = position + 1
        elif lines[position].strip():
            break
    return end


def _end_of_definition(lines: Sequence[str], start: int) -> int:
    """The line after a definition: of a link, on up to three lines, or of a whole note."""
    end = start + 1
    if not NOTE.match(lines[start]):
        if OPEN_DEFINITION.fullmatch(lines[start]) and end < len(lines) and lines[end].strip():
            end += 1
        return end + 1 if end < len(lines) and LINK_TITLE.match(lines[end]) else end
    while end < len(lines) and lines[end].strip() and not DEFINITION.match(lines[end]):
        end += 1
    if end < len(lines) and DEFINITION.match(lines[end]):
        return end
    return _end_of_hanging(lines, end)


def _end_of_list(lines: Sequence[str], start: int) -> int:
    """The line after the last item; after a blank line only items and indented lines go on."""
    end, position, after_blank = start, start, False
    sign = _sign_of_item(lines[start])
    while position < len(lines):
        line = lines[position]
        if not line.strip():
            after_blank = True
        elif position > start and _ends_list(line, sign, after_blank=after_blank):
            break
        else:
            fenced = _end_of_fence(lines, position, indent=None)
            position = end = fenced if fenced is not None else position + 1
            after_blank = False
            continue
        position += 1
    return end


def _ends_list(line: str, sign: str, *, after_blank: bool) -> bool:
    """Whether ``line`` is no part of a list whose items have ``sign``: * + - . or )."""
    if RULE.match(line) or HEADING.match(line):
        return True
    if LIST_ITEM.match(line):
        is_outer = not line.startswith((" ", "\t"))
        return after_blank and is_outer and sign not in ("", _sign_of_item(line))
    return after_blank and not HANGING.match(line) and not _is_description(line)


def _sign_of_item(line: str) -> str:
    return line.lstrip().lstrip("0123456789")[:1] if LIST_ITEM.match(line) else ""


def _opens_fence(lines: Sequence[str], position: int) -> bool:
    return _end_of_fence(lines, position) is not None


def _end_of_fence(lines: Sequence[str], start: int, indent: int | None = 3) -> int | None:
    """The line after the fence that closes the one at ``start``; None where there is none.

    ``indent``: how far the fence may be indented; None: as far as it likes, as in a list.
    """
    line = lines[start] if indent is not None else lines[start].lstrip()
    if (opening := FENCE.match(line)) is None:
        return None
    mark = opening["fence"]
    closing = re.compile(rf"\s*{re.escape(mark[0])}{{{len(mark)},}}\s*$")
    for position in range(start + 1, len(lines)):
        if closing.match(lines[position]):
            return position + 1
    return None


def _end_of_html(lines: Sequence[str], start: int) -> int:
    """The line after the element's end, or after the paragraph where it is never closed."""
    match = HTML_BLOCK.match(lines[start])
    assert match is not None, "called on the first line of an HTML block only"
    if match["comment"]:
        return _first_line_with(lines, start, re.compile("-->")) or len(lines)
    name = HEADING_NAME.sub("h[1-6]", match["tag"])  # the end of any heading closes one
    depth, tag, is_open = 0, "", False
    for position in range(start, len(lines)):
        line = tag + lines[position]
        cut = line.rfind("<") if line.rfind("<") > line.rfind(">") else len(line)
        tag = f"{line[cut:]} " if cut < len(line) else ""  # goes on in the next line
        is_open = is_open or not tag
        depth += open_elements(line[:cut], name)
        if depth <= 0 and is_open:
            return position + 1
        if len(tag) > LONGEST_TAG:
            break
    return _end_of_paragraph(lines, start)


def open_elements(text: str, tag: str) -> int:
    """Return how many more elements of this name, a pattern, open than close in ``text``."""
    marks = re.finditer(rf"<(?P<end>/?){tag}\b[^>]*?(?P<void>/?)>", text, re.IGNORECASE)
    return sum(-1 if mark["end"] else 0 if mark["void"] else 1 for mark in marks)


def _first_line_with(lines: Sequence[str], start: int, pattern: re.Pattern[str]) -> int | None:
    for position in range(start, len(lines)):
        if pattern.search(lines[position]):
            return position + 1
    return None


def _end_of_line(_: Sequence[str], start: int) -> int:
    return start + 1


# What opens a block, by its first line; the first that fits counts.
OPENINGS: tuple[tuple[re.Pattern[str], BlockKind, Callable[[Sequence[str], int], int]], ...] = (
    (INDENTED, BlockKind.CODE, _end_of_hanging),
    (RULE, BlockKind.RULE, _end_of_line),
    (HEADING, BlockKind.HEADING, _end_of_line),
    (DEFINITION, BlockKind.DEFINITION, _end_of_definition),
    (HTML_BLOCK, BlockKind.HTML, _end_of_html),
    (LIST_ITEM, BlockKind.LIST, _end_of_list),
    (QUOTE, BlockKind.QUOTE, _end_of_paragraph),
)
