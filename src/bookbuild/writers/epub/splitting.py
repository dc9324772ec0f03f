"""Sections become texts, each for a content document; one that is too long becomes several.

What wraps the text (the section, the interview in it, a turn) is repeated in each, its id in the
first alone. Notes go along with their first calls, and are repeated where they are called again.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.document.links import HEADINGS, line_of, words_of
from bookbuild.model import Document
from bookbuild.pagination.marking import is_mark
from bookbuild.rules import LONG_BLOCK
from bookbuild.slugs import Names
from bookbuild.wording import wording_for
from bookbuild.writers.epub.package import Text
from bookbuild.writers.epub.repeats import repeat_notes
from bookbuild.writers.epub.shares import (
    BLOCK,
    LIMIT,
    NEVER,
    SHARE,
    SLACK,
    TURN,
    Block,
    Measure,
    cuts,
    size_of,
)
from bookbuild.xhtml import Element, classes, element, text_of

OPENED = ("article", "blockquote", "div", "main", "ol", "section", "ul")  # may be parted
LISTS = ("ol", "ul")
CALLED = {"table": "table", "pre": "block of code", "ul": "list", "ol": "list", "dl": "list"}
SHOWN = 40  # characters of a block, in a message


def texts_of(document: Document, report: Report, measure: Measure = size_of) -> Iterator[Text]:
    """Yield the texts of all sections in reading order; ``measure`` says which are too long."""
    names = Names(str(node.get("id")) for node in document.root.iter() if node.get("id"))
    for section in document.root.iterfind("body/section"):
        name, title = section.get("id", ""), _title_of(section, document)
        parts = [deepcopy(section)]
        parts[0].tail = None
        if measure(section) > LIMIT and section.find("nav") is None:
            blocks, notes = _blocks(section, measure)
            for path in (one.source.path for one in document.book.chapters if one.id == name):
                _report_long(blocks, path, report)
            parts = list(_split(section, blocks, cuts(blocks, notes)))
            for part in parts:
                repeat_notes(part, section, names)
        for number, part in enumerate(parts, 1):
            own = name if number == 1 else names.take(f"{name}-{number}")
            yield Text(own, title, part, number)


def _title_of(section: Element, document: Document) -> str:
    if "colophon" in classes(section):  # its heading is the book's title, as on the title page
        return wording_for(document.book.config.language).colophon
    heading = next(section.iter("h1", "h2"), None)
    return (words_of(heading) if heading is not None else "") or document.book.config.title


# -- what there is to cut -------------------------------------------------------------------------


def _leaves(node: Element, rank: int) -> Iterator[tuple[Element, int]]:
    """Yield what is not cut, and how well a file begins with it; the first has ``rank``.

    The mark of a page is one with what it stands before: a file begins with the two as with that.
    """
    before: Element | None = None
    marks: list[Element] = []
    for child in node:
        if not isinstance(child.tag, str) or child.get("role") == "doc-footnote":
            continue
        if is_mark(child):
            marks.append(child)
            continue
        own = rank if before is None else _rank(child, before, node)
        for mark in marks:
            yield mark, own
            own = NEVER
        marks = []
        if _is_opened(child):
            yield from _leaves(child, own)
        else:
            yield child, own
        before = child
    yield from ((mark, NEVER) for mark in marks)


def _rank(node: Element, before: Element, around: Element) -> int:
    if before.tag in HEADINGS or before.tag == "header" or "speaker" in classes(before):
        return NEVER  # what introduces a block stays with it
    if node.tag in HEADINGS:
        return int(str(node.tag)[1])
    is_within = around.tag in LISTS or any(map(_is_turn, (around, *around.iterancestors())))
    return BLOCK if is_within else TURN


def _is_turn(node: Element) -> bool:
    return node.get("data-speaker") is not None


def _is_opened(node: Element) -> bool:
    """Whether the blocks of ``node`` may be parted: an interview, a turn, what is far too long."""
    if node.get("role") == "doc-qna" or _is_turn(node):
        return len(node) > 0
    if node.tag not in OPENED or size_of(node) <= SHARE // SLACK or not _counts_up(node):
        return False
    texts = (node.text, *(child.tail for child in node))
    return len(node) > 0 and not any((text or "").strip() for text in texts)


def _counts_up(node: Element) -> bool:
    """Whether a later part of ``node``, if it is a list, can go on with its numbers."""
    has_own = any(item.get("value") is not None for item in node.iterchildren("li"))
    is_plain = node.get("reversed") is None and not has_own
    return node.tag != "ol" or (is_plain and node.get("start", "1").isdecimal())


def _blocks(section: Element, measure: Measure) -> tuple[list[Block], dict[Element, int]]:
    """Return the blocks of ``section`` and the sizes of its notes.

    What wraps some blocks counts with the first of them. A note that nothing calls goes with the
    last block.
    """
    notes = [node for node in section if node.get("role") == "doc-footnote"]
    leaves = list(_leaves(section, BLOCK))
    called = _called([node for node, _ in leaves], notes)
    if leaves:
        last = leaves[-1][0]
        known = set().union(*called.values())
        called[last] += tuple(note for note in notes if note not in known)
    blocks = [
        Block(node, measure(node) + _wrapping(node, section), rank, called[node])
        for node, rank in leaves
    ]
    return blocks, {note: measure(note) for note in notes}


def _called(
    leaves: Sequence[Element], notes: Sequence[Element]
) -> dict[Element, tuple[Element, ...]]:
    """Return the notes that each leaf calls, and those that they call in turn."""
    by_id = {note.get("id", ""): note for note in notes}
    direct = {
        node: {
            by_id[call.get("href", "")[1:]]: None
            for call in node.iter("a")
            if call.get("role") == "doc-noteref" and call.get("href", "")[1:] in by_id
        }
        for node in (*leaves, *notes)
    }
    called: dict[Element, tuple[Element, ...]] = {}
    for leaf in leaves:
        found = dict(direct[leaf])
        waiting = list(found)
        for note in waiting:  # it grows by the notes that are found
            waiting += [one for one in direct[note] if one not in found]
            found |= direct[note]
        called[leaf] = tuple(found)
    return called


def _wrapping(node: Element, section: Element) -> int:
    """Return the size of what wraps ``node`` and begins with it."""
    size = 0
    for around in node.iterancestors():
        if around is section or around[0] is not node:
            break
        size += size_of(_shell(around))
        node = around
    return size


def _report_long(blocks: Sequence[Block], path: str, report: Report) -> None:
    for block in blocks:
        if block.size > LIMIT:
            words = " ".join(text_of(block.node).split())[:SHOWN].strip()
            called = CALLED.get(str(block.node.tag), "block")
            message = f'a {called} of {block.size // 1000} kB stays in one file: "{words}…"'
            hint = f"old devices bear {LIMIT // 1000} kB in a file: make several of it"
            place = Location(path, line_of(block.node), 1)
            report(Diagnostic(LONG_BLOCK, place, message, hint))


# -- cutting --------------------------------------------------------------------------------------


def _split(section: Element, blocks: Sequence[Block], starts: Sequence[int]) -> Iterator[Element]:
    """Yield copies of ``section``, each with its share of the blocks, and the notes new in it."""
    homes: dict[Element, int] = {}
    for place, block in enumerate(blocks):
        homes[block.node] = sum(start <= place for start in starts)
        for note in block.notes:
            homes.setdefault(note, homes[block.node])
    for number in range(len(starts) + 1):
        part = _part(section, number, homes)
        if part is not None:
            _name_again(part, section)
            yield part


def _part(node: Element, number: int, homes: Mapping[Element, int]) -> Element | None:
    """Return a copy of ``node`` with what belongs into file ``number``; None: nothing does."""
    if node in homes:
        return deepcopy(node) if homes[node] == number else None
    inside = [homes[one] for one in node.iter() if one in homes]
    parts = [_part(child, number, homes) for child in node]
    if number not in inside:
        return None
    made = _shell(node)
    made.tail = node.tail if number == inside[-1] else None
    made.extend([part for part in parts if part is not None])
    if number != inside[0]:
        made.attrib.pop("id", None)
        if _is_turn(node):
            made.set("data-continued", "")
        if node.tag == "ol":
            made.set("start", str(int(node.get("start", "1")) + _begun(node, number, homes)))
    return made


def _begun(node: Element, number: int, homes: Mapping[Element, int]) -> int:
    """Return how many items of the list ``node`` stand in files before ``number``."""
    items = (
        [homes[one] for one in item.iter() if one in homes] for item in node.iterchildren("li")
    )
    return sum(min(found, default=number) < number for found in items)


def _shell(node: Element) -> Element:
    """Return ``node`` without what it holds."""
    return element(str(node.tag), {str(name): str(value) for name, value in node.attrib.items()})


def _name_again(part: Element, section: Element) -> None:
    """Say the names of what is labelled by an element of another file."""
    ids = {node.get("id") for node in part.iter()}
    for node in part.iter():
        label_id = node.get("aria-labelledby")
        if label_id is not None and label_id not in ids:
            del node.attrib["aria-labelledby"]
            labels = (text_of(one) for one in section.iter() if one.get("id") == label_id)
            if name := node.get("data-speaker") or next(labels, "").strip():
                node.set("aria-label", name)
