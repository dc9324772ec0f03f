"""Marks in the document's tree say where a page begins: empty elements that change nothing else.

A mark stands where phrasing content may (HTML §3.2.5.2.5) and before whatever its words are in: a
reader who goes to a page hears and sees it from its first word on. It stands in nothing that names
something else, such as a turn or a table: the number would be read as part of the name.
"""

import re
from collections.abc import Iterator

from bookbuild.document.matter import GENERATED
from bookbuild.markup import HEADINGS
from bookbuild.markup.nesting import INLINE
from bookbuild.pagination.flow import WHOLE, Flow
from bookbuild.slugs import Names
from bookbuild.xhtml import Element, classes, element, insert_behind

ROLE = "doc-pagebreak"
# In these no mark may stand, or none does well: a link with a mark in it is one that some readers
# do not follow, and a formula or ruby is one thing.
WHOLES = frozenset({"a", "abbr", "button", "label", "math", "picture", "ruby", "sub", "sup", "svg"})
# Nor in these, which give something a name: what follows them, what they are in, or their columns.
NAMES = frozenset({"caption", "figcaption", "summary", "thead", *HEADINGS})
NOT_SAFE = re.compile(r"[^A-Za-z0-9.-]+")
LONGEST = 60  # characters of a label in an id


def page_break(label: str, number: int, names: Names) -> Element:
    """Return the mark of a page. ``number``: counted from 1, for a label without ASCII letters."""
    safe = NOT_SAFE.sub("-", label)[:LONGEST].strip("-.") or f"no-{number}"
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
        is_opened = _is_opened(outer) and _is_first(flow, outer, place)
        if is_opened or _is_whole(outer) or _is_named_by(outer, before):
            before = outer
    if before is None:
        _part(run.owner, run.place, place - run.start, mark)
    else:
        _set_before(before, mark)
    return True


def is_mark(node: Element) -> bool:
    """Whether ``node`` is the mark of a page."""
    return node.get("role") == ROLE


def _outwards(node: Element | None) -> Iterator[Element]:
    while node is not None:
        yield node
        node = node.getparent()


def _is_whole(node: Element) -> bool:
    """Whether a page that begins anywhere in ``node`` is marked before it.

    Pictures that stand in a row are all that the row holds: styles tell the first from the others.
    """
    names = classes(node)
    return node.tag in WHOLES or node.tag in NAMES or "speaker" in names or "row" in names


def _is_opened(node: Element) -> bool:
    """Whether a page that begins with ``node`` is marked before it, not as the first thing in it.

    The first cell of a table may be the head of a column, which is said with every cell of it.
    """
    return node.tag in INLINE or node.tag == "table"


def _is_named_by(node: Element, inner: Element | None) -> bool:
    """Whether ``inner`` names ``node``, or its columns, and nothing can stand before it in there.

    Before the label of a turn it could; but styles know the label by being the first.
    """
    if inner is None or inner.getparent() is not node:
        return False
    is_label = inner.tag == "p" and "speaker" in classes(inner)
    is_name = is_label or (inner.tag in NAMES and inner.tag not in HEADINGS)
    return inner.tag == "thead" or (is_name and node[0] is inner)


def _is_first(flow: Flow, node: Element, place: int) -> bool:
    return not flow.text[flow.entries[node] : place].strip()


def _set_before(node: Element, mark: Element) -> None:
    """Put ``mark`` before ``node``, and before the marks of later pages that begin there too."""
    before = node.getprevious()
    while before is not None and is_mark(before) and not before.tail:
        node, before = before, before.getprevious()
    parent = node.getparent()
    assert parent is not None, "sections stand in the body"
    parent.insert(parent.index(node), mark)


def _part(owner: Element, place: str, offset: int, mark: Element) -> None:
    """Put ``mark`` into a piece of text."""
    text = (owner.text if place == "text" else owner.tail) or ""
    mark.tail = text[offset:]
    if place == "text":
        owner.text = text[:offset]
    else:
        owner.tail = text[:offset]
    insert_behind(owner, place, mark)
