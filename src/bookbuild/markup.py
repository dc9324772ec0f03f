"""A chapter's Markdown becomes clean elements that know the block they come from.

Owns Python-Markdown and nh3. Python-Markdown keeps no line numbers, so a sentinel paragraph is put
before each block; the chapter is converted once, and the sentinels are read off the tree.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from html.parser import HTMLParser

import markdown
import nh3

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import BlockKind, Chapter
from bookbuild.rules import REMOVED_MARKUP
from bookbuild.xhtml import Element, classes, parse_html, replace, text_nodes

# Noncharacters of Unicode: ``sources`` has taken them out of the author's text.
SENTINEL = re.compile("\ufdd0(\\d+)\ufdd1")
EXTENSIONS = (
    "abbr",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "pymdownx.superfences",
    "pymdownx.tasklist",
    "pymdownx.tilde",
    "pymdownx.caret",
)
SETTINGS = {
    "footnotes": {"USE_DEFINITION_ORDER": False},  # numbered in the order of their calls
    "pymdownx.highlight": {"use_pygments": False},
    "pymdownx.caret": {"insert": False},
    "pymdownx.tilde": {"subscript": True},
}

TAGS = frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd del"
    " details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img input ins"
    " kbd li main mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table"
    " tbody td tfoot th thead time tr u ul var wbr".split()
)
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    "img": {"src", "alt", "width", "height"},
    "input": {"type", "checked"},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "abbr", "style"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
# Elements that a cell of a book has no use for but that say nothing by themselves.
SILENT = frozenset({"html", "body", "font", "center", "tt", "big", "nav", "picture", "source"})
# Class names of the intermediate document: a manuscript cannot forge them.
OURS = frozenset(
    "turn speaker interviewer interviewee host guest narrator audience interview chapter titlepage"
    " colophon contents part opening credit note noteref missing placeholder quote-source".split()
)
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")
LIST_MARKER = re.compile(r"(?P<indent>[ \t]*)(?P<marker>[*+-]|\d{1,9}[.)])(?P<gap>[ \t]+)(?=\S)")
FENCE = re.compile(r"[ \t]*(?P<fence>`{3,}|~{3,})")


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of the outermost level, and the number of the chapter's block it comes from."""

    node: Element
    block: int


@dataclass(frozen=True, slots=True)
class Body:
    """A converted chapter: its pieces in order and the list of its notes, if it has any."""

    pieces: tuple[Piece, ...]
    notes: Element | None


def convert(chapter: Chapter, report: Report) -> Body:
    """Return the chapter as elements of the allow-list, none of which carries our own names."""
    markup = _markdown().convert("\n\n".join(_marked(chapter)))
    _report_removed(markup, chapter, report)
    root = parse_html(_clean(markup))
    _drop_names(root)
    notes = next((node for node in root.iter("div") if "footnote" in classes(node)), None)
    if notes is not None:
        replace(notes, None)
    return Body(tuple(_pieces(root)), notes)


def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=EXTENSIONS, extension_configs=SETTINGS)


def _marked(chapter: Chapter) -> Iterator[str]:
    for number, block in enumerate(chapter.blocks):
        yield f"\ufdd0{number}\ufdd1"
        yield settle_list(block.text) if block.kind is BlockKind.LIST else block.text


def _pieces(root: Element) -> Iterator[Piece]:
    """Yield the elements between the sentinels; text that stands bare becomes a paragraph."""
    number = 0
    for child in list(root):
        found = SENTINEL.fullmatch((child.text or "").strip()) if child.tag == "p" else None
        if found and not len(child):
            number = int(found[1])
        else:
            _forget_sentinels(child)
            yield Piece(child, number)
        if (tail := SENTINEL.sub("", child.tail or "").strip()) != "":
            yield Piece(_paragraph(tail), number)
        child.tail = None


def _paragraph(text: str) -> Element:
    return parse_html(f"<p>{nh3.clean_text(text)}</p>")[0]


def _forget_sentinels(node: Element) -> None:
    """Take out the sentinels that an element of raw HTML has swallowed."""
    for owner, place in list(text_nodes(node)):
        if (text := getattr(owner, place)) and SENTINEL.search(text):
            setattr(owner, place, SENTINEL.sub("", text))
    for paragraph in list(node.iter("p")):
        if paragraph is not node and not len(paragraph) and not (paragraph.text or "").strip():
            replace(paragraph, None)


# -- cleaning -------------------------------------------------------------------------------------


def _clean(markup: str) -> str:
    return nh3.clean(
        markup,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        url_schemes=SCHEMES,
        link_rel=None,
    )


def _drop_names(root: Element) -> None:
    """Drop the class names that are ours, and turn the alignment of cells into class names."""
    for node in root.iter():
        kept = [name for name in classes(node) if name not in OURS]
        if (style := node.attrib.pop("style", None)) and (found := ALIGNMENT.search(style)):
            kept.append(f"align-{found[1]}")
        if kept:
            node.set("class", " ".join(kept))
        else:
            node.attrib.pop("class", None)


class _Unknown(HTMLParser):
    """Collects the tags outside the allow-list, each with the block that it stands in."""

    def __init__(self) -> None:
        super().__init__()
        self.block = 0
        self.found: list[tuple[int, str]] = []

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if tag not in TAGS and tag not in SILENT:
            self.found.append((self.block, tag))

    def handle_data(self, data: str) -> None:
        for mark in SENTINEL.finditer(data):
            self.block = int(mark[1])


def _report_removed(markup: str, chapter: Chapter, report: Report) -> None:
    parser = _Unknown()
    parser.feed(markup)
    parser.close()
    for number, tag in dict.fromkeys(parser.found):
        block = chapter.blocks[number]
        lines = block.text.lower().split("\n")
        offset = next((n for n, line in enumerate(lines) if f"<{tag}" in line), 0)
        message = f"a book cannot hold <{tag}>; what it says is kept as text"
        if tag in ("script", "style"):
            message = f"a book cannot hold <{tag}>; it is left out"
        place = Location(chapter.source.path, block.line + offset, 1)
        report(Diagnostic(REMOVED_MARKUP, place, message))


# -- lists ----------------------------------------------------------------------------------------


def settle_list(text: str) -> str:
    """Indent a list as Python-Markdown wants it: four columns a level, whatever the author's.

    Authors write to CommonMark (§5.2), where an item's content may begin two columns in.
    """
    columns: list[int] = []  # where the content of each open item begins, in the author's columns
    settled: list[str] = []
    fence, shift, after_blank = "", 0, False
    for line in text.expandtabs(4).split("\n"):
        indent = len(line) - len(line.lstrip())
        found = None if fence else LIST_MARKER.match(line)
        if not line.strip():
            settled.append("")
            after_blank = True
            continue
        if found or (after_blank and not fence):
            columns = [column for column in columns if column <= indent]
        if found:
            shift = 4 * len(columns) - indent
            columns.append(indent + len(found["marker"]) + min(len(found["gap"]), 4))
            marker = found["marker"].replace(")", ".")
            line = f"{line[:indent]}{marker}{found['gap']}{line[found.end() :]}"
        elif not fence and after_blank:
            extra = indent - (columns[-1] if columns else 0)
            shift = 4 * len(columns) + (extra if extra >= 4 else 0) - indent
        fence = _fence_after(line, fence)
        settled.append(" " * max(0, indent + shift) + line.lstrip())
        after_blank = False
    return "\n".join(settled)


def _fence_after(line: str, fence: str) -> str:
    """Return the fence that is open after ``line``, given the one that was open before it."""
    found = FENCE.match(line)
    if not found:
        return fence
    if not fence:
        return found["fence"]
    closes = found["fence"].startswith(fence) and not line.strip().strip(fence[0])
    return "" if closes else fence
