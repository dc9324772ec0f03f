"""Markdown as authors write it, CommonMark and GitHub's, becomes what Python-Markdown reads alike.

Text to text, block by block: the layout of lists, the info strings of fences, the width of tables,
HTML that is never closed. No word comes or goes.
"""

import re
from collections.abc import Callable, Mapping, Sequence

from bookbuild.markup.shortcodes import expand
from bookbuild.model import BlockKind, Prose
from bookbuild.shortcodes.parts import HAS_PICTURE
from bookbuild.turns import DESCRIPTION, HEADING, open_elements, split_blocks

LIST_MARKER = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[*+-]|\d{1,9}[.)])(?P<gap>[ \t]+)(?=\S)")
FENCE = re.compile(r"(?P<lead>[ \t]*)(?P<fence>`{3,}(?=[^`]*$)|~{3,})(?P<info>.*)$")
INFO = re.compile(r"\s*\{?\s*\.?(?P<language>[A-Za-z][\w+#.-]*)")  # ```python, ``` {.python #id}
CLOSING_HASH = re.compile(r"(?<=[^\s#\\])(?P<hashes>#+)[ \t]*$")  # of "# C#": part of its word
HASHTAG = re.compile(r"(?m)^([ ]{0,3})#(?=[A-Za-z0-9])")
LONG_RUN = re.compile(r"\*{40,}|_{40,}")  # an ornament, not emphasis twenty deep
QUOTE_MARK = re.compile(r"^ {0,3}> ?")
DEEP_QUOTE = re.compile(r"(?m)^((?: {0,3}> ?){20})(?: {0,3}> ?)+")
NOTE = re.compile(r"(?P<label> {0,3}\[\^[^\]\n]+\]:)[ \t]*")
UP_TO_FOUR = re.compile(r"^(?:\t| {1,4})")
LAST_PIPE = re.compile(r"(?<!\\)(?:\\\\)*\|$")
PIPE = re.compile(r"(?<!\\)\|")
CODE = re.compile(r"(`+)(?!`).*?(?<!`)\1(?!`)")
ESCAPED_TAG = re.compile(
    r"(?P<before>(?<!\\)(?:\\\\)*)\\<(?=[a-zA-Z/!?])|(?P<code>`+)(?!`).*?(?<!`)(?P=code)(?!`)"
)
# Elements in which a blank line means, to authors, that Markdown goes on (CommonMark 0.31 §4.6).
CONTAINER = re.compile(
    r" {0,3}<(?:article|aside|blockquote|center|details|div|figure|footer|h[1-6]|header|p|section)"
    r"\b(?![^>]*\bmarkdown\b)(?=[^>]*>)",
    re.IGNORECASE,
)
MARKDOWN_INSIDE = re.compile(r"\n[ \t]*\n {0,3}[^<\s]")
ELEMENT = re.compile(r" {0,3}<(?P<tag>[a-z][a-z0-9]*)", re.IGNORECASE)
HEADING_TAG = re.compile(r"<(?P<end>/?)h(?P<level>[1-6])\b", re.IGNORECASE)
VOID = ("hr", "br", "img", "source", "col", "wbr")
# Of a quotation, or a note, what is inside is settled block by block.
AS_WRITTEN = (BlockKind.CODE, BlockKind.QUOTE, BlockKind.DEFINITION)
# A figure with its caption, of which no part is verbatim, and that says nothing of Markdown itself.
OPEN_FIGURE = re.compile(r"<figure\b(?![^>]*\bmarkdown\b)(?=[^>]*>)", re.IGNORECASE)
OPEN_CAPTION = re.compile(r"\n?[ \t]*<figcaption\b(?![^>]*\bmarkdown\b)(?=[^>]*>)", re.IGNORECASE)
VERBATIM = re.compile(r"<pre\b|```|~~~|\bmarkdown=[\"']?(?:0|span)", re.IGNORECASE)
INDENT = re.compile(r"^[ \t]+", re.MULTILINE)
NO_SCRIPT = re.compile(
    r"\s*<noscript\b[^>]*>(?P<inner>(?:\s|<(?:img|/?a)\b[^>]*>)*)</noscript>", re.IGNORECASE
)
SOURCE = re.compile(r"<img\b[^>]*?\ssrc\s*=\s*[\"']?(?P<src>[^\"'\s>]+)", re.IGNORECASE)
DEEPEST = 20  # levels of lists and quotations; nobody reads more, and engines fall over


def settle(block: Prose) -> str:
    """Return the text of ``block`` as Python-Markdown wants it."""
    is_settled_inside = block.kind in AS_WRITTEN
    text = block.text if is_settled_inside else expand(_drop_copies(block.text))
    return SETTLERS.get(block.kind, str)(text)


def _settle_all(text: str) -> str:
    return "\n\n".join(settle(block) for block in split_blocks(text))


# -- paragraphs, headings, code -------------------------------------------------------------------


def _settle_paragraph(text: str) -> str:
    """Escape what only Python-Markdown takes for a heading, half a definition list or emphasis."""
    text = "\n".join(_escape_fence(line) for line in text.split("\n"))
    text = LONG_RUN.sub(lambda found: f"\\{found[0][0]}" * len(found[0]), text)
    text = HASHTAG.sub(r"\1\\#", text)
    text = _escape_tags(text)
    return text.replace(":", "&#58;", 1) if DESCRIPTION.match(text) else text


def _escape_tags(text: str) -> str:
    r"""Write the mark of ``\<script>`` so that nobody takes it for a tag; code stays as it is."""
    return ESCAPED_TAG.sub(_escape_tag, text)


def _escape_tag(found: re.Match[str]) -> str:
    return found[0] if found["code"] else f"{found['before']}&lt;"


def _escape_fence(line: str) -> str:
    """Print a fence that is never closed; Python-Markdown would overlook the fences after it."""
    if (found := FENCE.match(line)) is None:
        return line
    marks = f"&#{ord(found['fence'][0])};" * len(found["fence"])
    return f"{found['lead']}{marks}{found['info']}"


def _settle_heading(text: str) -> str:
    if not HEADING.match(text):
        return text
    return CLOSING_HASH.sub(lambda found: "\\#" * len(found["hashes"]), text)


def _settle_code(text: str) -> str:
    """Close a fence as it was opened: longer or further in, only CommonMark sees the end (§4.5)."""
    first, _, rest = text.partition("\n")
    if (fence := FENCE.match(first)) is not None and rest:
        inside, end, _ = rest.rpartition("\n")
        rest = f"{inside}{end}{fence['lead']}{fence['fence']}"
    return f"{_plain_fence(first)}\n{rest}"


def _plain_fence(line: str) -> str:
    """Reduce what stands behind an opening fence to the name of a language."""
    if (fence := FENCE.match(line)) is None:
        return line
    language = INFO.match(fence["info"])
    return f"{fence['lead']}{fence['fence']}{language['language'] if language else ''}"


# -- lists ----------------------------------------------------------------------------------------


def settle_list(text: str) -> str:
    """Indent a list as Python-Markdown wants it: four columns a level, whatever the author's.

    Authors write to CommonMark (§5.2), where an item's content may begin two columns in.
    """
    lines = text.expandtabs(4).split("\n")
    layout = _ListLayout(lines)
    return "\n".join(layout.settle(number, line) for number, line in enumerate(lines))


class _ListLayout:
    """Where the next line of a list belongs, given the lines before it."""

    def __init__(self, lines: Sequence[str]) -> None:
        self.lines = lines
        self.columns: list[int] = []  # where the content of each open item begins, as written
        self.shift = 0  # how far the item's lines move to the right
        self.fence = ""  # the fence that is open
        self.after_blank = False
        self.in_paragraph = False  # one that Python-Markdown would let swallow an item

    def settle(self, number: int, line: str) -> str:
        """Return ``line``, the one of this number, where it belongs, perhaps after a blank one."""
        if not line.strip():
            self.after_blank = True
            return ""
        if self.fence:
            self.fence = "" if _closes(line, self.fence) else self.fence
            return self._shifted(line)
        if (marker := LIST_MARKER.match(line)) is not None:
            return self._item(line, marker)
        if (fence := FENCE.match(line)) is not None:
            rest = self.lines[number + 1 :]
            self.fence = (
                fence["fence"] if any(_closes(below, fence["fence"]) for below in rest) else ""
            )
            line = _plain_fence(line) if self.fence else _escape_fence(line)
        return self._text(line)

    def _item(self, line: str, marker: re.Match[str]) -> str:
        indent, text = len(marker["indent"]), HASHTAG.sub(r"\1\\#", line[marker.end() :])
        self.columns = [column for column in self.columns if column <= indent]
        self.shift = self._column - indent
        self.columns.append(marker.end("marker") + min(len(marker["gap"]), 4))
        blank = "\n" if self.in_paragraph and not self.after_blank else ""
        self.after_blank = self.in_paragraph = False
        sign = marker["marker"].replace(")", ".")
        return blank + self._shifted(f"{marker['indent']}{sign}{marker['gap']}{text}")

    def _text(self, line: str) -> str:
        indent, is_description = len(line) - len(line.lstrip()), bool(DESCRIPTION.match(line))
        joins = is_description and self.in_paragraph and not self.after_blank
        if self.after_blank:
            self.columns = [column for column in self.columns if column <= indent]
            extra = indent - (self.columns[-1] if self.columns else 0)
            self.shift = self._column + (extra if extra >= 4 else 0) - indent
            self.in_paragraph = bool(self.columns)
        if is_description:
            self.columns, self.shift, self.in_paragraph = [2], 0, False
        self.after_blank = False
        return ("\n" if joins else "") + self._shifted(line)

    @property
    def _column(self) -> int:
        return 4 * min(len(self.columns), DEEPEST)

    def _shifted(self, line: str) -> str:
        self.after_blank = False
        text = line.lstrip()
        return " " * max(0, len(line) - len(text) + self.shift) + text


def _closes(line: str, fence: str) -> bool:
    mark = line.strip()
    return mark.startswith(fence) and not mark.strip(fence[0])


# -- tables, quotations, notes, HTML --------------------------------------------------------------


def _settle_table(text: str) -> str:
    """Give every row its outer bars, and the head as many cells as the longest row."""
    rows = [_with_bars(row.strip()) for row in text.split("\n")]
    widths = [len(PIPE.findall(CODE.sub("", row))) for row in rows]
    missing = max(widths) - widths[0]
    if widths[0] == widths[1] and missing:
        rows[0] += " |" * missing
        rows[1] += "---|" * missing
    return "\n".join(rows)


def _with_bars(row: str) -> str:
    opened = row if row.startswith("|") else f"| {row}"
    return opened if len(opened) > 1 and LAST_PIPE.search(opened) else f"{opened} |"


def _settle_quote(text: str) -> str:
    lines = DEEP_QUOTE.sub(r"\1", text).split("\n")
    inner = _settle_all("\n".join(QUOTE_MARK.sub("", line, count=1) for line in lines))
    return "\n".join(f"> {line}" if line.strip() else ">" for line in inner.split("\n"))


def _settle_definition(text: str) -> str:
    """Settle the paragraphs of a note, which stand four columns in."""
    if (found := NOTE.match(text)) is None:
        return text
    first, *rest = text[found.end() :].split("\n")
    inner = _settle_all("\n".join([first, *(UP_TO_FOUR.sub("", line) for line in rest)]))
    body = "\n".join(f"    {line}" if line.strip() else "" for line in inner.split("\n"))
    return f"{found['label']} {body.lstrip()}" if first.strip() else f"{found['label']}\n\n{body}"


def _settle_html(text: str) -> str:
    """Let Markdown go on inside a container after a blank line, and close what stays open."""
    text = _settle_figure(text)
    if (opening := CONTAINER.match(text)) and MARKDOWN_INSIDE.search(text):
        text = f'{text[: opening.end()]} markdown="1"{text[opening.end() :]}'
    element = ELEMENT.match(text)
    if element is None or element["tag"].lower() in VOID:
        return text
    text = _pair_headings(text) if text.lstrip().startswith(("<h", "<H")) else text
    return text + f"\n</{element['tag']}>" * max(0, open_elements(text, element["tag"]))


def _pair_headings(text: str) -> str:
    """Close each heading with its own tag: in HTML, the end of any other closes it as well."""
    levels: list[str] = []

    def paired(found: re.Match[str]) -> str:
        if not found["end"]:
            levels.append(found["level"])
        elif levels and found["level"] not in levels:
            return f"</h{levels.pop()}"
        elif levels:
            del levels[levels.index(found["level"]) :]
        return found[0]

    return HEADING_TAG.sub(paired, text)


def _settle_figure(text: str) -> str:
    """Let what a figure and its caption hold be Markdown, though no blank line says so."""
    is_figure = text.lstrip()[:7].lower() == "<figure" and HAS_PICTURE.search(text)
    if not is_figure or VERBATIM.search(text):
        return text
    text = OPEN_FIGURE.sub('<figure markdown="1"', INDENT.sub("", text))
    return OPEN_CAPTION.sub('\n<figcaption markdown="span"', text)


def _drop_copies(text: str) -> str:
    """Leave out the copy of a picture for readers without scripts."""
    return NO_SCRIPT.sub(lambda found: _copy(found, text), text)


def _copy(found: re.Match[str], text: str) -> str:
    sources = SOURCE.findall(found["inner"])
    others = text[: found.start()] + text[found.end() :]
    is_copy = bool(sources) and all(source in others for source in sources)
    return "" if is_copy else found["inner"]


SETTLERS: Mapping[BlockKind, Callable[[str], str]] = {
    BlockKind.PARAGRAPH: _settle_paragraph,
    BlockKind.HEADING: _settle_heading,
    BlockKind.CODE: _settle_code,
    BlockKind.LIST: settle_list,
    BlockKind.TABLE: _settle_table,
    BlockKind.QUOTE: _settle_quote,
    BlockKind.DEFINITION: _settle_definition,
    BlockKind.HTML: _settle_html,
}
