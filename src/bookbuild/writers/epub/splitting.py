"""Sections become texts, each for a content document; one that is too long becomes several.

What wraps the text (the section, the interview in it, a turn) is repeated in each, its id in the
first alone. Notes go along with their first calls, and are repeated where they are called again.
"""

from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from itertools import accumulate

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.document.links import HEADINGS, line_of, words_of
from bookbuild.model import Document
from bookbuild.pagination.marking import is_mark
from bookbuild.rules import LONG_BLOCK
from bookbuild.slugs import Names
from bookbuild.wording import wording_for
from bookbuild.writers.epub.package import Text
from bookbuild.writers.epub.repeats import repeat_notes
from bookbuild.xhtml import Element, classes, element, serialise_plain, text_of

# Bytes of XHTML. RMSDK and the e-ink devices that are built on it lay out a whole file at a time,
# and refuse one of more than about 300 kB; others only grow slow.
LIMIT = 300_000
# A section is cut into equal shares of at most so much; a cut may lie a sixth of a share before
# or behind, where there is a better place for it, and the longest file still keeps to the limit.
SHARE = LIMIT * 3 // 4
SLACK = 6
FAR_BEYOND = 2 * LIMIT  # of a block that nothing can cut: what the author is told

# How well a file begins with a block; less is better. Headings have the number of their level.
TURN, BLOCK, NEVER = 7, 8, 9
OPENED = ("article", "blockquote", "div", "main", "section")  # whose blocks may be parted
CALLED = {"table": "table", "pre": "block of code", "ul": "list", "ol": "list", "dl": "list"}
SHOWN = 40  # characters of a block, in a message


@dataclass(frozen=True, slots=True)
class _Block:
    """What is never cut. ``size``: bytes, with the notes that are called from it first."""

    node: Element
    size: int
    rank: int


def texts_of(document: Document, report: Report) -> Iterator[Text]:
    """Yield the texts of all sections in reading order."""
    names = Names(str(node.get("id")) for node in document.root.iter() if node.get("id"))
    for section in document.root.iterfind("body/section"):
        name, title = section.get("id", ""), _title_of(section, document)
        parts = [deepcopy(section)]
        parts[0].tail = None
        if size_of(section) > LIMIT and section.find("nav") is None:
            parts = list(_split(section, document, report))
            for part in parts:
                repeat_notes(part, section, names)
        for number, part in enumerate(parts, 1):
            own = name if number == 1 else names.take(f"{name}-{number}")
            yield Text(own, title, part, number)


def size_of(node: Element) -> int:
    """Return how many bytes ``node`` takes in a file."""
    return len(serialise_plain(node).encode())


def _title_of(section: Element, document: Document) -> str:
    if "colophon" in classes(section):  # its heading is the book's title, as on the title page
        return wording_for(document.book.config.language).colophon
    heading = next(section.iter("h1", "h2"), None)
    return (words_of(heading) if heading is not None else "") or document.book.config.title


def _split(section: Element, document: Document, report: Report) -> Iterator[Element]:
    """Yield copies of ``section``, each with its share of the blocks."""
    notes = [node for node in section if node.get("role") == "doc-footnote"]
    leaves = list(_leaves(section, BLOCK))
    owners = _owners([node for node, _ in leaves], notes)
    blocks = _measured(section, leaves, owners)
    for path in (one.source.path for one in document.book.chapters if one.id == section.get("id")):
        _report_long(blocks, path, report)
    starts = _cuts(blocks)
    homes = {
        block.node: sum(start <= place for start in starts) for place, block in enumerate(blocks)
    }
    homes |= {note: homes[owner] for note, owner in owners.items()}
    for number in range(len(starts) + 1):
        part = _part(section, number, homes)
        if part is not None:
            _name_again(part, section)
            yield part


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
    return BLOCK if any(map(_is_turn, (around, *around.iterancestors()))) else TURN


def _is_turn(node: Element) -> bool:
    return node.get("data-speaker") is not None


def _is_opened(node: Element) -> bool:
    """Whether the blocks of ``node`` may be parted: an interview, a turn, what is far too long."""
    if node.get("role") == "doc-qna" or _is_turn(node):
        return len(node) > 0
    if node.tag not in OPENED or size_of(node) <= SHARE // SLACK:
        return False
    texts = (node.text, *(child.tail for child in node))
    return len(node) > 0 and not any((text or "").strip() for text in texts)


def _owners(leaves: Sequence[Element], notes: Sequence[Element]) -> dict[Element, Element]:
    """Return the block that each note goes along with: that of its first call, in text or note."""
    by_id = {note.get("id"): note for note in notes}
    owners: dict[Element, Element] = {}
    waiting = [(leaf, leaf) for leaf in leaves]
    for place, owner in waiting:  # it grows by the notes that are found
        for call in place.iter("a"):
            note = by_id.get(call.get("href", "")[1:])
            if call.get("role") == "doc-noteref" and note is not None and note not in owners:
                owners[note] = owner
                waiting.append((note, owner))
    return {note: owners.get(note, leaves[-1]) for note in notes} if leaves else {}


def _measured(
    section: Element,
    leaves: Sequence[tuple[Element, int]],
    owners: Mapping[Element, Element],
) -> list[_Block]:
    """Return the blocks. What wraps some of them counts with the first."""
    sizes = {node: size_of(node) for node, _ in leaves}
    for note, owner in owners.items():
        sizes[owner] += size_of(note)
    for node, _ in leaves:
        inner = node
        for around in node.iterancestors():
            if around is section or around[0] is not inner:
                break
            sizes[node] += size_of(_shell(around))
            inner = around
    return [_Block(node, sizes[node], rank) for node, rank in leaves]


def _cuts(blocks: Sequence[_Block]) -> list[int]:
    """Return the numbers of the blocks that a further file begins with."""
    ends = list(accumulate(block.size for block in blocks))
    if not ends:
        return []
    count = -(-ends[-1] // SHARE)
    share = ends[-1] / count
    places = {n: ends[n - 1] for n in range(1, len(blocks)) if blocks[n].rank < NEVER}
    cuts: list[int] = []
    for number in range(1, count):
        free = [place for place in places if not cuts or place > cuts[-1]]
        near = [n for n in free if abs(places[n] - number * share) <= share / SLACK]
        if near:
            cuts.append(min(near, key=lambda n: (blocks[n].rank, abs(places[n] - number * share))))
        elif free:
            cuts.append(min(free, key=lambda n: abs(places[n] - number * share)))
    return cuts


def _report_long(blocks: Sequence[_Block], path: str, report: Report) -> None:
    for block in blocks:
        if block.size > FAR_BEYOND:
            words = " ".join(text_of(block.node).split())[:SHOWN].strip()
            called = CALLED.get(str(block.node.tag), "block")
            message = f'a {called} of {block.size // 1000} kB stays in one file: "{words}…"'
            hint = f"old devices bear {LIMIT // 1000} kB in a file: make several of it"
            place = Location(path, line_of(block.node), 1)
            report(Diagnostic(LONG_BLOCK, place, message, hint))


# -- cutting --------------------------------------------------------------------------------------


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
    return made


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
