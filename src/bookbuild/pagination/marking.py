"""Marks in the document's tree say where a page begins: empty elements that change nothing else.

A mark stands where phrasing content may (HTML §3.2.5.2.5) and before whatever its words are in: a
reader who goes to a page hears and sees it from its first word on.
"""

import re
from collections.abc import Iterator

from bookbuild.document.matter import GENERATED
from bookbuild.markup.nesting import INLINE
from bookbuild.pagination.flow import WHOLE, Flow
from bookbuild.slugs import Names
from bookbuild.xhtml import Element, classes, element, insert_behind

ROLE = "doc-pagebreak"
# In these no mark may stand, or none does well: a link with a mark in it is one that some readers
# do not follow, and a formula or ruby is one thing.
WHOLES = frozenset({"a", "abbr", "button", "label", "math", "picture", "ruby", "sub", "sup", "svg"})
NOT_SAFE = re.compile(r"[^A-Za-z0-9.-]+")


def page_break(label: str, number: int, names: Names) -> Element:
    """Return the mark of a page. ``number``: counted from 1, for a label without ASCII letters."""
    safe = NOT_SAFE.sub("-", label).strip("-.") or f"no-{number}"
    attributes = {"id": names.take(f"page-{safe}"), "role": ROLE, "aria-label": label}
    return element("span", attributes | GENERATED)


def put(mark: Element, flow: Flow, place: int) -> bool:
    """Put ``mark`` before the character at ``place``; False where nothing may stand there.

    Of several marks the last goes first, or ``flow`` is no longer true.
    """
    run = flow.run_at(place)
    parent = run.owner if run.place == "text" else run.owner.getparent()
    before = run.owner if run.place == WHOLE else None
    for outer in _outwards(parent):
        if outer.tag == "nav":  # EPUB 3.3 §7.3 lets nothing in but links and their lists
            return False
        if outer.tag in WHOLES or (_is_opened(outer) and _is_first(flow, outer, place)):
            before = outer
    if before is None:
        _part(run.owner, run.place, place - run.start, mark)
    elif (parent := before.getparent()) is not None:
        parent.insert(parent.index(before), mark)
    return True


def _outwards(node: Element | None) -> Iterator[Element]:
    while node is not None:
        yield node
        node = node.getparent()


def _is_opened(node: Element) -> bool:
    """Whether a mark stands before ``node`` rather than as the first thing in it.

    A chapter's title is a place that readers go to: its page comes before it, and what is said of
    the heading is not the number. Pictures that stand in a row are all that the row holds.
    """
    return node.tag in INLINE or node.tag == "h1" or "row" in classes(node)


def _is_first(flow: Flow, node: Element, place: int) -> bool:
    return not flow.text[flow.entries[node] : place].strip()


def _part(owner: Element, place: str, offset: int, mark: Element) -> None:
    """Put ``mark`` into a piece of text."""
    text = (owner.text if place == "text" else owner.tail) or ""
    mark.tail = text[offset:]
    if place == "text":
        owner.text = text[:offset]
    else:
        owner.tail = text[:offset]
    insert_behind(owner, place, mark)
