"""Blocks of HTML: paragraphs, lists of terms, and elements that hold either."""

import re
from collections.abc import Iterator

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.containers import labelled, nested, whole
from bookbuild.speakers.paragraphs import Piece, is_paragraph, of_paragraph

WRAPPER = re.compile(
    r"\s*<(?P<tag>div|section|article|blockquote|ul|ol|main)\b[^>]*>(?P<inner>.*)</(?P=tag)>\s*",
    re.IGNORECASE | re.DOTALL,
)
INNER_ELEMENT = re.compile(
    r"<(?P<tag>p|div|li|section|blockquote|h[1-6]|pre|figure|table|ul|ol)\b[^>]*>.*?</(?P=tag)>",
    re.IGNORECASE | re.DOTALL,
)
ITEM_TAG = re.compile(r"^<li\b[^>]*>|</li>$", re.IGNORECASE)
HTML_LIST = re.compile(r"\s*<dl\b[^>]*>(?P<inner>.*)</dl>\s*", re.IGNORECASE | re.DOTALL)
HTML_TERM = re.compile(
    r"<dt\b[^>]*>(?P<term>.*?)</dt>\s*(?P<said>(?:<dd\b[^>]*>.*?</dd>\s*)+)",
    re.IGNORECASE | re.DOTALL,
)
HTML_SAID = re.compile(r"<dd\b[^>]*>(.*?)</dd>", re.IGNORECASE | re.DOTALL)


def of_html(block: Prose) -> tuple[Piece, ...]:
    """Return the pieces of a block of HTML; one with text between its elements stays whole."""
    if is_paragraph(block):
        return of_paragraph(block)
    if found := HTML_LIST.fullmatch(block.text):
        return tuple(_of_term_list(block, found))
    found = WRAPPER.fullmatch(block.text)
    if found is None:
        return whole(block)
    offset = found.start("inner")
    if not INNER_ELEMENT.search(found["inner"]):
        return _of_wrapped_text(block, found)
    made: list[Piece] = []
    place = 0
    for element in INNER_ELEMENT.finditer(found["inner"]):
        before = found["inner"][place : element.start()].strip()
        place = element.end()
        if before and not before.startswith("</"):
            return whole(block)
        line = block.line + block.text.count("\n", 0, offset + element.start())
        made += of_html(Prose(_opened(element), line, BlockKind.HTML))
    return whole(block) if found["inner"][place:].strip() else tuple(made)


def _opened(element: re.Match[str]) -> str:
    """Return an element as a block of its own; of an item, what it holds."""
    if element["tag"].lower() != "li":
        return element[0]
    text = ITEM_TAG.sub("", element[0])
    return text if INNER_ELEMENT.search(text) else f"<p>{text.strip()}</p>"


def _of_wrapped_text(block: Prose, found: re.Match[str]) -> tuple[Piece, ...]:
    """Return a wrapper that holds bare text as a paragraph."""
    if found["tag"].lower() in ("ul", "ol"):
        return whole(block)
    line = block.line + block.text.count("\n", 0, found.start("inner"))
    inner = found["inner"].strip()
    if "markdown=" in block.text.split(">", 1)[0]:
        return tuple(nested(found["inner"].strip("\n"), line))
    return of_paragraph(Prose(f"<p>{inner}</p>", line, BlockKind.HTML))


def _of_term_list(block: Prose, found: re.Match[str]) -> Iterator[Piece]:
    for entry in HTML_TERM.finditer(found["inner"]):
        start = found.start("inner")
        line = block.line + block.text.count("\n", 0, start + entry.start())
        term = entry["term"].strip()
        for said in HTML_SAID.finditer(found["inner"], entry.start("said"), entry.end("said")):
            if not term:  # the first has its term's line
                line = block.line + block.text.count("\n", 0, start + said.start())
            yield from labelled(term, said[1], line, BlockKind.HTML)
            term = ""
