"""Footnotes of a chapter: from Python-Markdown's list to notes as the document holds them.

A note is an ``<aside role="doc-footnote">`` at the end of its chapter, its call an
``<a role="doc-noteref">`` (DPUB-ARIA 1.1). A note's own number comes first and leads back.
"""

import re

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import BlockKind, Chapter
from bookbuild.rules import UNDEFINED_NOTE, UNUSED_NOTE
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, classes, element, replace, text_nodes

CALL_ID = re.compile(r"fnref(?P<repeat>\d*):(?P<name>.+)", re.DOTALL)
UNDEFINED = re.compile(r"\[\^([^\]\s]+)\]")
VERBATIM = ("code", "pre", "kbd", "samp")


def make_notes(body: Element, notes: Element | None, chapter: Chapter, wording: Wording) -> list[Element]:
    """Rewrite the calls in ``body`` and return the notes, in the order of their calls."""
    if notes is None:
        return []
    items = [item for item in notes.iter("li") if item.get("id", "").startswith("fn:")]
    numbers = {item.get("id", "")[3:]: number for number, item in enumerate(items, 1)}
    called = {}
    for call in list(body.iter("sup")):
        if (found := CALL_ID.fullmatch(call.get("id", ""))) and found["name"] in numbers:
            number = numbers[found["name"]]
            name = f"{chapter.id}-noteref-{number}{'-' + found['repeat'] if found['repeat'] else ''}"
            called.setdefault(number, name)
            replace(call, _call(name, chapter, number))
    return [
        _note(item, chapter, number, (called.get(number, ""), wording.back_to_text))
        for number, item in enumerate(items, 1)
    ]


def _call(name: str, chapter: Chapter, number: int) -> Element:
    link = element(
        "a",
        {"role": "doc-noteref", "id": name, "href": f"#{chapter.id}-note-{number}", "data-generated": ""},
        str(number),
    )
    return element("sup", {"class": "noteref"}, link)


def _note(item: Element, chapter: Chapter, number: int, back: tuple[str, str]) -> Element:
    """Return the note; ``back`` is the id of its first call and what a link there is called."""
    for link in list(item.iter("a")):
        if "footnote-backref" in classes(link):
            if (parent := link.getparent()) is not None and link.getprevious() is None:
                parent.text = (parent.text or "").rstrip("\u00a0")
            replace(link, None)
    note = element("aside", {"role": "doc-footnote", "class": "note", "id": f"{chapter.id}-note-{number}"})
    note.extend([child for child in item if len(child) or (child.text or "").strip()])
    first = note[0] if len(note) and note[0].tag == "p" else None
    if first is None:
        first = element("p")
        note.insert(0, first)
    mark = _mark(number, *back)
    mark.tail = f" {(first.text or '').lstrip()}"
    first.text = None
    first.insert(0, mark)
    return note


def _mark(number: int, target: str, title: str) -> Element:
    """Return the number of a note, as a link to its call where there is one."""
    if not target:
        return element("span", {"class": "notemark", "data-generated": ""}, str(number))
    named = {"role": "doc-backlink", "href": f"#{target}", "title": title}
    return element("a", {**named, "class": "notemark", "data-generated": ""}, str(number))


def check_notes(body: Element, notes: Element | None, chapter: Chapter, report: Report) -> None:
    """Report calls to notes that are not there, and notes that nothing calls."""
    for owner, place in text_nodes(body):
        inside = owner if place == "text" else owner.getparent()
        text = getattr(owner, place) or ""
        if "[^" in text and not _is_verbatim(inside):
            for found in UNDEFINED.finditer(text):
                _report(UNDEFINED_NOTE, found[1], chapter, report)
    calls = {node.get("id", "").partition(":")[2] for node in body.iter("sup")}
    for item in notes.iter("li") if notes is not None else ():
        name = item.get("id", "").removeprefix("fn:")
        if item.get("id", "").startswith("fn:") and name not in calls:
            _report(UNUSED_NOTE, name, chapter, report)


def _is_verbatim(node: Element | None) -> bool:
    return node is not None and any(n.tag in VERBATIM for n in (node, *node.iterancestors()))


def _report(rule: object, name: str, chapter: Chapter, report: Report) -> None:
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
