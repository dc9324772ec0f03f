"""Elements that stand where HTML does not allow them find a place, and lose attributes it refuses.

A manuscript may hold any HTML; an EPUB holds what the content models of HTML allow (HTML §3.2.5),
and EPUBCheck looks. The text stays in its order, whatever becomes of the elements around it.
"""

import re
from collections.abc import Iterable

from bookbuild.language import TAG
from bookbuild.xhtml import Element, element, unwrap

INLINE = frozenset(
    "a abbr b bdi bdo br cite code data del dfn em i img ins kbd mark q ruby rp rt s samp small"
    " span strong sub sup time u var wbr".split()
)
TRANSPARENT = frozenset({"a", "del", "ins"})  # hold what their parent may hold
TEXT_ONLY = tuple("caption dt h1 h2 h3 h4 h5 h6 p pre summary".split())  # hold no blocks
# Elements that live in certain parents only, and what becomes of them elsewhere.
HOMES = {
    "dd": ("dl",),
    "dt": ("dl",),
    "figcaption": ("figure",),
    "li": ("ol", "ul"),
    "summary": ("details",),
}
# Elements that do not stand in one another, and what an inner one becomes.
OUTERMOST = {
    "address": (("address",), "div"),
    "dfn": (("dfn",), "span"),
    "footer": (("footer", "header"), "div"),
    "header": (("footer", "header"), "div"),
    "main": (("div", "main"), "div"),  # whatever it stands in
}
OPENINGS = {"details": "summary", "dl": "dt"}  # the first element inside
TABLE_PARTS = ("caption", "col", "colgroup", "tbody", "tfoot", "thead", "tr")
NUMBER = re.compile(r"[1-9]\d{0,2}")
DATETIME = re.compile(
    r"\d{4}(?:-\d{2}(?:-\d{2}(?:[T ]\d{2}:\d{2}(?::\d{2})?(?:Z|[+-]\d{2}:\d{2})?)?)?)?"
)
# Attributes that HTML gives a form; other values are dropped.
FORMS = {
    "cite": re.compile(r"https?://[^\s<>\"{}|\\^`]+"),
    "colspan": NUMBER,
    "datetime": DATETIME,
    "dir": re.compile("ltr|rtl|auto"),
    "lang": TAG,
    "rowspan": NUMBER,
    "scope": re.compile("row|col|rowgroup|colgroup"),
    "span": NUMBER,
    "start": re.compile(r"-?\d{1,9}"),
    "type": re.compile("[1aAiI]"),
}
# Elements that say nothing without one attribute.
NEEDED = {"bdo": "dir", "data": "value", "time": "datetime"}


def settle_nesting(root: Element) -> None:
    """Rename, unwrap and wrap until the tree below ``root``, a ``<div>``, obeys HTML."""
    for node in list(root.iterdescendants()):
        _settle_attributes(node)
    for node in list(root.iterdescendants()):
        if node.getparent() is not None:
            _settle_home(node)
            _settle_content(node)
    for node in list(root.iterdescendants(*TEXT_ONLY)):
        _flatten(node)
    _gather(root, "p")


def _settle_attributes(node: Element) -> None:
    for name, form in FORMS.items():
        if name in node.attrib and not form.fullmatch(node.attrib[name]):
            del node.attrib[name]
    if node.tag == "li":
        parent = node.getparent()
        is_numbered = parent is not None and parent.tag == "ol"
        if not (is_numbered and re.fullmatch(r"-?\d{1,9}", node.get("value", ""))):
            node.attrib.pop("value", None)
    if "reversed" in node.attrib:
        node.set("reversed", "reversed")
    if (needed := NEEDED.get(str(node.tag))) and needed not in node.attrib:
        node.tag = "span"


def _settle_home(node: Element) -> None:
    """Make a plain block of an element outside the only parents that it may have."""
    parent = node.getparent()
    homes = HOMES.get(str(node.tag))
    if homes and (parent is None or parent.tag not in homes):
        node.tag = "div"
    elif node.tag in ("rp", "rt") and not _is_inside(node, "ruby"):
        node.tag = "span"
    elif node.tag == "figcaption" and not _is_at_edge(node):
        node.tag = "div"
    elif node.tag in OUTERMOST and _is_inside(node, *OUTERMOST[node.tag][0]):
        node.tag = OUTERMOST[node.tag][1]


def _is_inside(node: Element, *tags: str) -> bool:
    return next(node.iterancestors(*tags), None) is not None


def _is_at_edge(caption: Element) -> bool:
    """Whether a caption is its figure's first child, or its last and only caption."""
    parent = caption.getparent()
    is_only = next(caption.itersiblings("figcaption", preceding=True), None) is None
    if caption.getprevious() is None and parent is not None and not _text(parent):
        return True
    return caption.getnext() is None and not (caption.tail or "").strip() and is_only


def _settle_content(node: Element) -> None:
    """Settle what an element holds, if HTML is particular about it."""
    if node.tag in ("ol", "ul"):
        _gather(node, "li", but=("li",))
    elif node.tag in OPENINGS and not _opens_well(node):
        node.tag = "div"
    elif node.tag == "ruby" and not _is_ruby(node):
        node.tag = "span"
    elif node.tag == "table" and next(node.iter("td", "th"), None) is None:
        for part in node.iter("table", *TABLE_PARTS):
            part.tag = "div"
    elif node.tag in INLINE - TRANSPARENT and _has_block(node):
        unwrap(node)


def _opens_well(node: Element) -> bool:
    """Whether a list of definitions or details begin with what they must begin with."""
    opens = len(node) > 0 and node[0].tag == OPENINGS[str(node.tag)] and not _text(node)
    return opens and (node.tag != "dl" or _holds(node, "dt", "dd"))


def _is_ruby(node: Element) -> bool:
    """Whether each text has a reading above it."""
    children = list(node)
    if not children or next(node.iter("rt"), None) is None:
        return False
    has_base = bool(_text(node)) or children[0].tag not in ("rp", "rt")
    return has_base and children[-1].tag in ("rp", "rt") and not (children[-1].tail or "").strip()


def _flatten(node: Element) -> None:
    """Turn the blocks inside an element of text into spans."""
    for inner in node.iterdescendants():
        if inner.tag not in INLINE:
            inner.tag = "span"


def _holds(node: Element, *tags: str) -> bool:
    return all(child.tag in tags and not (child.tail or "").strip() for child in node)


def _text(node: Element) -> str:
    return (node.text or "").strip()


def _has_block(node: Element) -> bool:
    return any(inner.tag not in INLINE for inner in node.iterdescendants())


def _gather(parent: Element, tag: str, but: Iterable[str] = ()) -> None:
    """Put each run of what may not stand in ``parent`` into a ``<tag>`` of its own.

    Without ``but``, the tags that may stand there, these are text and inline elements.
    """
    kept = frozenset(but)
    children, run = list(parent), element(tag, None, parent.text)
    parent.text, parent[:] = None, []
    for child in children:
        if child.tag in kept if kept else child.tag not in INLINE or _has_block(child):
            tail, child.tail = child.tail, None
            _append_run(parent, run)
            parent.append(child)
            run = element(tag, None, tail)
        else:
            run.append(child)
    _append_run(parent, run)


def _append_run(parent: Element, run: Element) -> None:
    if len(run) or (run.text or "").strip():
        parent.append(run)
