"""Stage directions and times in what people say, marked as such, or taken out of the book.

``[laughter]`` and ``（笑）`` become ``<span class="direction">``, ``[00:12:03]`` becomes
``<span class="timestamp">``. No ``<time>``: 00:12:03 would be a time of day to it, and the place
in a recording is no duration either (HTML §4.5.14).
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from bookbuild.bookconfig import BookConfig
from bookbuild.document.brackets import BRACKET, TIME_INSIDE, Kind, inside_of, kind_of
from bookbuild.markup.nesting import INLINE
from bookbuild.xhtml import (
    Element,
    classes,
    element,
    insert_behind,
    replace,
    text_nodes,
    text_of,
    unwrap,
)

# What is no speech, though it may stand in a turn.
NO_SPEECH = ("a", "aside", "code", "figcaption", "h1", "kbd", "pre", "samp", "sup", "var")
EMPHASIS = ("b", "em", "i", "strong", "u")
OPEN, CLOSE = re.compile(r"[\[(（【〔［]\s*$"), re.compile(r"\s*[\])）】〕］]")
FILLED = ("audio", "hr", "img", "svg", "table", "td", "th", "video")  # not empty without text
CLOSING = re.compile(r"[\s.,;:!?…)\]}”’»。，、；：！？）】〕］」』]")


@dataclass(frozen=True, slots=True)
class Editing:
    """What is to be taken out, and what was: pairs of line and text."""

    config: BookConfig
    removed: list[tuple[int, str]] = field(default_factory=list)


def mark_directions(section: Element, editing: Editing) -> None:
    """Mark the directions and times of a turn, and take out those that the book shall not have."""
    _unwrap(section, _is_inside_bracket)
    for owner, place in list(text_nodes(section)):
        if BRACKET.search(getattr(owner, place) or "") and _is_speech(owner, place):
            _split(owner, place)
    _unwrap(section, _is_only_a_mark)
    for mark in list(section.iter("span")):
        if _is_unwanted(mark, editing.config):
            editing.removed.append((_line_of(mark), text_of(mark)))
            _take_out(mark, section)


def is_empty(node: Element) -> bool:
    """Whether nothing is left of ``node`` that a reader could see or a link find."""
    if text_of(node).strip():
        return False
    return not any(inner.tag in FILLED or inner.get("id") for inner in node.iterdescendants())


# -- marking --------------------------------------------------------------------------------------


def _unwrap(section: Element, is_needless: Callable[[Element], bool]) -> None:
    """Take away the emphasis that is no more than the way a mark is written."""
    for node in list(section.iter(*EMPHASIS)):
        if is_needless(node):
            unwrap(node)


def _is_inside_bracket(node: Element) -> bool:
    """Whether emphasis fills a bracket: ``[*laughs*]``."""
    before, parent = node.getprevious(), node.getparent()
    if len(node) or parent is None:
        return False
    left = (before.tail if before is not None else parent.text) or ""
    opened, closed = OPEN.search(left), CLOSE.match(node.tail or "")
    if not opened or not closed:
        return False
    found = BRACKET.fullmatch(f"{opened[0].strip()}{node.text or ''}{closed[0].strip()}")
    return found is not None and kind_of(found, is_alone=False, is_first=False) is not None


def _is_speech(owner: Element, place: str) -> bool:
    holder = owner if place == "text" else owner.getparent()
    assert holder is not None, "what has a tail has a parent"
    return not any(
        node.tag in NO_SPEECH or node.get("data-generated") is not None
        for node in (holder, *holder.iterancestors())
    )


def _split(owner: Element, place: str) -> None:
    """Put the marks in one piece of text into elements of their own."""
    text = getattr(owner, place)
    whole, before = _around(owner, place)
    marks = []
    for found in BRACKET.finditer(text):
        is_first = not before.strip() and not text[: found.start()].strip()
        is_alone = whole.strip().rstrip(".。") == found[0]
        kind = kind_of(found, is_alone=is_alone, is_first=is_first)
        if kind is not None:
            marks.append((found, kind))
    for found, kind in reversed(marks):
        mark = _mark(found, kind)
        mark.tail = text[found.end() :]
        text = text[: found.start()]
        insert_behind(owner, place, mark)
    setattr(owner, place, text)


def _around(owner: Element, place: str) -> tuple[str, str]:
    """Return the text of the block that a piece of text stands in, and what is before it there."""
    block = owner if place == "text" else owner.getparent()
    while block is not None and block.tag in INLINE:
        block = block.getparent()
    assert block is not None, "a turn is a block"
    before: list[str] = []
    for node, where in text_nodes(block):
        if node is owner and where == place:
            break
        before.append(getattr(node, where) or "")
    return text_of(block), "".join(before)


def _mark(found: re.Match[str], kind: Kind) -> Element:
    """Return the element of a mark; a time within a direction is marked as well."""
    name = "timestamp" if kind is Kind.TIMESTAMP else "direction"
    time = TIME_INSIDE.search(inside_of(found)) if kind is not Kind.TIMESTAMP else None
    if time is None:
        return element("span", {"class": name}, found[0])
    start = found.start(str(found.lastgroup)) - found.start() + time.start("time")
    end = start + len(time["time"])
    inner = element("span", {"class": "timestamp"}, found[0][start:end])
    mark = element("span", {"class": name}, found[0][:start], inner)
    inner.tail = found[0][end:]
    return mark


def _is_only_a_mark(node: Element) -> bool:
    """Whether emphasis holds a direction and nothing else: ``*[applause]*``."""
    has_one = len(node) == 1 and node[0].get("class") in ("direction", "timestamp")
    return has_one and not (node.text or "").strip() and not (node[0].tail or "").strip()


# -- taking out -----------------------------------------------------------------------------------


def _is_unwanted(mark: Element, config: BookConfig) -> bool:
    """Whether the book shall not have ``mark``. What nobody could hear is said all the same."""
    names = classes(mark)
    if "timestamp" in names:
        return not config.timestamps
    if "direction" not in names or config.directions:
        return False
    found = BRACKET.fullmatch(text_of(mark))
    return found is None or kind_of(found, is_alone=True, is_first=True) is not Kind.GAP


def _line_of(node: Element) -> int:
    lines = (outer.get("data-line") for outer in node.iterancestors())
    return int(next((line for line in lines if line), "0"))


def _take_out(mark: Element, section: Element) -> None:
    """Take ``mark`` out with a space too many, and what holds nothing without it."""
    parent, before, after = mark.getparent(), mark.getprevious(), mark.getnext()
    if parent is None:
        return  # it stood in another that is gone
    owner, place = (parent, "text") if before is None else (before, "tail")
    left, right = getattr(owner, place) or "", mark.tail or ""
    mark.tail = None
    parent.remove(mark)
    is_first = not left.strip() and (before is None or before.tag == "br")
    is_last = not right.strip() and (after is None or after.tag == "br")
    if is_first and parent.tag not in INLINE:
        right = right.lstrip()
        left = ""
    elif is_last and parent.tag not in INLINE:
        left, right = left.rstrip(), ""
    elif CLOSING.match(right):
        left = left.rstrip()
    setattr(owner, place, left + right)
    if is_first and is_last:
        _drop_break(before, after)
    _drop_empty(parent, section)


def _drop_break(before: Element | None, after: Element | None) -> None:
    """Drop one of the line breaks around a line that is empty now."""
    if before is not None:
        replace(before, None)
    elif after is not None:
        replace(after, None)


def _drop_empty(node: Element, section: Element) -> None:
    for outer in list(_up_to(node, section)):
        if outer.tag in FILLED or outer.get("id") or not is_empty(outer):
            return
        replace(outer, None)


def _up_to(node: Element, section: Element) -> Iterator[Element]:
    """Yield ``node`` and those around it, within ``section``."""
    for outer in (node, *node.iterancestors()):
        if outer is section:
            return
        yield outer
