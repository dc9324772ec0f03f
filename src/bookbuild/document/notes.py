"""Footnotes of a chapter: from Python-Markdown's list to notes as the document holds them.

A note is an ``<aside role="doc-footnote">`` at the end of its chapter, its call an
``<a role="doc-noteref">`` (DPUB-ARIA 1.1). A note's own number comes first and leads back.
"""

import re
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Location, Report, Rule
from bookbuild.markup.tags import NOTE_MARK
from bookbuild.model import BlockKind, Chapter, Prose
from bookbuild.rules import DUPLICATE_ID, UNDEFINED_NOTE, UNUSED_NOTE
from bookbuild.slugs import Names
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, classes, element, replace, text_nodes

CALL_ID = re.compile(f"fnref(?P<repeat>\\d*){NOTE_MARK}(?P<name>.+)", re.DOTALL)
UNDEFINED = re.compile(r"\[\^([^\]\s]+)\]")
DEFINED = re.compile(r" {0,3}\[\^(?P<name>[^\]\n]+)\]:")
VERBATIM = ("code", "pre", "kbd", "samp")


@dataclass(frozen=True, slots=True)
class Desk:
    """What it takes to make the notes of one chapter. ``names``: the ids of the whole book."""

    chapter: Chapter
    names: Names
    wording: Wording


def make_notes(body: Element, notes: Element | None, desk: Desk) -> list[Element]:
    """Rewrite the calls in ``body`` and in the notes; return these in the order of their calls."""
    items = {_name(item): item for item in _in_order(_items(notes), body)}
    ids = {
        name: desk.names.take(f"{desk.chapter.id}-note-{number}")
        for number, name in enumerate(items, 1)
    }
    called = _rewrite_calls([body, *items.values()], ids, desk)
    lines = {name: block.line for name, block in _definitions(desk.chapter)}
    return [
        _note(
            items[name],
            {"id": note_id, "data-line": str(lines.get(name, 0))},
            _mark(number, called.get(name, ""), desk.wording.back_to_text),
        )
        for number, (name, note_id) in enumerate(ids.items(), 1)
    ]


def _rewrite_calls(
    roots: Iterable[Element], ids: Mapping[str, str], desk: Desk
) -> Mapping[str, str]:
    """Make the calls links to notes, by name; return the id of each note's first call."""
    numbers = {name: number for number, name in enumerate(ids, 1)}
    called: dict[str, str] = {}
    for node in [node for root in roots for node in root.iterdescendants()]:
        found = CALL_ID.fullmatch(node.get("id", ""))
        if found and node.tag == "sup" and found["name"] in ids:
            name = found["name"]
            call_id = desk.names.take(f"{desk.chapter.id}-noteref-{numbers[name]}")
            called.setdefault(name, call_id)
            replace(node, _call(call_id, ids[name], numbers[name]))
        elif NOTE_MARK in node.get("id", ""):
            del node.attrib["id"]
    return called


def _items(notes: Element | None) -> list[Element]:
    items = notes.iter("li") if notes is not None else ()
    return [item for item in items if NOTE_MARK in item.get("id", "")]


def _in_order(items: list[Element], body: Element) -> list[Element]:
    """Sort notes by their first calls in the text; what nothing calls is last.

    A note that only notes call follows the first of these: so they stand at the foot of a page.
    """
    waiting = {_name(item): item for item in items}
    in_text = dict.fromkeys(_called_in(body))
    ordered: dict[str, Element] = {}
    for first in [*in_text, *waiting]:
        open_names = [first]  # a stack: notes may call each other as often as they like
        while open_names:
            name = open_names.pop()
            if name in waiting and name not in ordered:
                ordered[name] = waiting[name]
                inner = [called for called in _called_in(waiting[name]) if called not in in_text]
                open_names += reversed(inner)
    return list(ordered.values())


def _called_in(root: Element) -> list[str]:
    return [_name(node) for node in root.iter("sup") if CALL_ID.match(node.get("id", ""))]


def _name(item: Element) -> str:
    return item.get("id", "").partition(NOTE_MARK)[2]


def _call(call_id: str, note_id: str, number: int) -> Element:
    attributes = {"role": "doc-noteref", "id": call_id, "href": f"#{note_id}", "data-generated": ""}
    return element("sup", {"class": "noteref"}, element("a", attributes, str(number)))


def _note(item: Element, attributes: Mapping[str, str], mark: Element) -> Element:
    """Return the note, its number first; Python-Markdown's links back go."""
    for link in list(item.iter("a")):
        if "footnote-backref" in classes(link):
            before, parent = link.getprevious(), link.getparent()
            if before is not None:
                before.tail = (before.tail or "").rstrip()
            elif parent is not None:
                parent.text = (parent.text or "").rstrip()
            replace(link, None)
    note = element("aside", {"role": "doc-footnote", "class": "note", **attributes})
    note.extend([child for child in item if len(child) or (child.text or "").strip()])
    for child in note:
        child.tail = None
    if not len(note) or note[0].tag != "p":
        note.insert(0, element("p"))
    mark.tail = f" {(note[0].text or '').lstrip()}"
    note[0].text = None
    note[0].insert(0, mark)
    return note


def _mark(number: int, target: str, title: str) -> Element:
    """Return the number of a note, as a link to its first call where there is one."""
    if not target:
        return element("span", {"class": "notemark", "data-generated": ""}, str(number))
    named = {"role": "doc-backlink", "href": f"#{target}", "title": title}
    return element("a", {**named, "class": "notemark", "data-generated": ""}, str(number))


def check_notes(body: Element, notes: Element | None, chapter: Chapter, report: Report) -> None:
    """Report calls to notes that are not there, notes that nothing calls, and notes of one name."""
    roots = [body, *_items(notes)]
    for owner, place in (piece for root in roots for piece in text_nodes(root)):
        inside = owner if place == "text" else owner.getparent()
        text = getattr(owner, place) or ""
        if "[^" in text and not _is_verbatim(inside):
            for found in UNDEFINED.finditer(text):
                _report(UNDEFINED_NOTE, found[1], chapter, report)
    calls = {
        node.get("id", "").partition(NOTE_MARK)[2] for root in roots for node in root.iter("sup")
    }
    for item in _items(notes):
        if _name(item) not in calls:
            _report(UNUSED_NOTE, _name(item), chapter, report)
    _check_names(chapter, report)


def _check_names(chapter: Chapter, report: Report) -> None:
    """Report the second of two notes of one name: Python-Markdown would drop the first."""
    seen: set[str] = set()
    for name, block in _definitions(chapter):
        if name in seen:
            message = f'the note "{name}" is written twice'
            place = Location(chapter.source.path, block.line, 1)
            report(Diagnostic(DUPLICATE_ID, place, message, "give one of them another name"))
        seen.add(name)


def _definitions(chapter: Chapter) -> Iterator[tuple[str, Prose]]:
    """Yield the name and the block of each note."""
    for block in chapter.blocks:
        found = DEFINED.match(block.text) if block.kind is BlockKind.DEFINITION else None
        if found:
            yield found["name"], block


def _is_verbatim(node: Element | None) -> bool:
    return node is not None and any(n.tag in VERBATIM for n in (node, *node.iterancestors()))


def _report(rule: Rule, name: str, chapter: Chapter, report: Report) -> None:
    is_use = rule is UNDEFINED_NOTE
    for block in chapter.blocks:
        if (block.kind is BlockKind.DEFINITION) != is_use and f"[^{name}]" in block.text:
            offset = block.text[: block.text.index(f"[^{name}]")].count("\n")
            place = Location(chapter.source.path, block.line + offset, 1)
            break
    else:
        place = Location(chapter.source.path)
    if is_use:
        hint = f"write the note in a paragraph of its own: [^{name}]: …"
        report(Diagnostic(UNDEFINED_NOTE, place, f'there is no note "{name}"', hint))
    else:
        hint = f"call it where it belongs: [^{name}]"
        report(Diagnostic(UNUSED_NOTE, place, f'nothing calls the note "{name}"', hint))
