"""A note that another file of its chapter calls as well is repeated there.

Reading systems show a note beside its call only if both are in one file; from another, the call
would lead away to a place that the reader has left.
"""

from copy import deepcopy

from bookbuild.pagination.marking import is_mark
from bookbuild.slugs import Names
from bookbuild.words.packed import REPEATED
from bookbuild.xhtml import Element, replace

NOTE, CALL, BACK = "doc-footnote", "doc-noteref", "doc-backlink"


def repeat_notes(part: Element, section: Element, names: Names) -> None:
    """Give ``part`` of ``section`` copies of the notes that it calls and another part holds."""
    notes = {note.get("id", ""): note for note in section if note.get("role") == NOTE}
    here = {note.get("id", ""): note for note in part if note.get("role") == NOTE}
    own, copies = frozenset(here), dict[str, str]()  # id of a note → id of its copy
    waiting = list(part.iter("a"))
    for call in waiting:  # it grows by the calls in the copies
        name = call.get("href", "")[1:]
        if call.get("role") != CALL or name in own or name not in notes:
            continue
        if name not in copies:
            here[name] = _copy(notes[name], call.get("id", ""), names)
            copies[name] = here[name].get("id", "")
            waiting += here[name].iter("a")
        call.set("href", f"#{copies[name]}")
    part.extend(here[name] for name in notes if copies and name in here)


def _copy(note: Element, call_id: str, names: Names) -> Element:
    """Return a copy of ``note`` whose ids are its own, and which leads back to the call."""
    made = deepcopy(note)
    made.tail = None
    made.set(REPEATED, "")
    for mark in [node for node in made.iter("span") if is_mark(node)]:
        replace(mark, None)  # no page begins twice
    for node in made.iter("*"):
        if name := node.get("id"):
            node.set("id", names.take(name))
        if node.get("role") == BACK:
            node.set("href", f"#{call_id}")
    return made
