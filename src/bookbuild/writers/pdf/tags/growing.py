"""A structure tree that grows as the marks of the pages come in, one after the other.

An element becomes a structure element when the first of its content comes, and keeps all that comes
later: a paragraph on two pages is one paragraph.
"""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from xml.etree import ElementTree as ET

from bookbuild.writers.pdf.tags import Annotation, Mark, Node
from bookbuild.writers.pdf.tags.roles import (
    GROUPING,
    HOSTS,
    INLINE,
    NUMBERINGS,
    ancestors,
    is_note_label,
    is_ornament,
    scope_of,
    types_of,
    words,
)

Kid = Node | Mark | Annotation

HEADING = re.compile("H[1-6]")
FOOTNOTE = "doc-footnote"
PARTS_OF_TABLE = ("caption", "thead", "tbody", "tfoot")


class Tree:
    """The structure of a document, whose root element is ``root``."""

    def __init__(self, root: ET.Element) -> None:
        self._root = root
        self._parents = {child: parent for parent in root.iter() for child in parent}
        self._outer: dict[ET.Element, Node] = {}  # beside ``_inner``, where they are not the same
        self._inner: dict[ET.Element, Node] = {}
        self._of: dict[int, ET.Element] = {}  # the element of a node, by the node's id()
        self._loose: dict[int, Node] = {}  # the paragraph for text that stands in a group
        self._pages: dict[ET.Element, int] = {}
        self._notes: list[tuple[Node, ET.Element]] = []

    # Each of these takes in a piece of content, and says whether it is one.

    def text(self, element: ET.Element, mark: Mark) -> bool:
        """Take in text of ``element``."""
        self._add(self._inside(element), mark)
        return True

    def picture(self, element: ET.Element, mark: Mark, place: tuple[float, ...]) -> bool:
        """Take in a picture. ``place``: left, bottom, right and top, in points."""
        if is_ornament(element):
            return False
        node = self._inside(element)
        node.texts["Alt"] = element.get("alt", "")
        node.attributes["Layout"] = {"BBox": place}
        node.kids.append(mark)
        return True

    def label(self, element: ET.Element, mark: Mark, style: object) -> bool:
        """Take in the number or bullet of a list item. ``style``: its ``list-style-type``."""
        self._inside(element)
        item = self._outer.get(element)
        if item is None or item.type not in ("LI", "TOCI"):
            return self.text(element, mark)
        if not isinstance(first := item.kids[0], Node) or first.type != "Lbl":
            first = self._new("Lbl", element)
            item.kids.insert(0, first)
        first.kids.append(mark)
        listed = self._inside(self._parents[element])
        if listed.type == "L":
            listed.attributes["List"] = {"ListNumbering": NUMBERINGS.get(str(style), "None")}
        return True

    def cell(self, element: ET.Element, *, columns: int, rows: int) -> None:
        """Take in a cell of a table, which may be empty, and how many it spans."""
        node = self._inside(element)
        spans = {"ColSpan": columns, "RowSpan": rows}
        said: dict[str, str | int] = {name: n for name, n in spans.items() if n > 1}
        if node.type == "TH":
            said["Scope"] = scope_of(element, tuple(ancestors(element, self._parents)))
        if said:
            node.attributes["Table"] = said

    def annotation(self, element: ET.Element, annotation: Annotation) -> None:
        """Take in an active area that ``element`` makes, and give it the text of its link."""
        chain = (element, *ancestors(element, self._parents))
        link = next((node for node in chain if node.tag == "a" and node.get("href")), element)
        node = self._inside(link)
        if node.type != "Link":
            node = self._new("Link", element)
            self._add(self._inside(link), node)
        name = link.get("title") if link.get("role") == "doc-backlink" else words(link)
        annotation.text = name or annotation.target
        node.kids.append(annotation)

    def first_page(self, element: ET.Element, page: int) -> int:
        """Return the page on which ``element`` was first met."""
        return self._pages.setdefault(element, page)

    def finish(self) -> Node:
        """Return the whole, when all has come in."""
        root = self._inside(self._root)
        for node, element in self._notes:
            self._attach(node, element, root)
        for table in filter(self._is_table, nodes_of(root)):
            table.kids.sort(key=self._place_in_table)
        self._name_languages(root, "")
        _close_gaps(node for node in nodes_of(root) if HEADING.fullmatch(node.type))
        return root

    # -- where content belongs --------------------------------------------------------------------

    def _inside(self, element: ET.Element) -> Node:
        """Return the node that holds what stands in ``element``."""
        if element not in self._inner:
            self._inner[element] = self._make(element)
        return self._inner[element]

    def _make(self, element: ET.Element) -> Node:
        above = tuple(ancestors(element, self._parents))
        types = types_of(element, above)
        if is_note_label(element):
            types = ("Lbl", *(kind for kind in types if kind == "Link"))
        if not types:
            return self._inside(above[0])
        chain = [self._new(kind, element) for kind in types]
        for outer, inner in pairwise(chain):
            outer.kids.append(inner)
        self._outer[element] = chain[0]
        if element.tag == "abbr" and element.get("title"):
            chain[0].texts["E"] = element.get("title", "")
        self._put(chain[0], element, above)
        return chain[-1]

    def _put(self, node: Node, element: ET.Element, above: tuple[ET.Element, ...]) -> None:
        if node.type == "Note":
            node.texts["ID"] = element.get("id", "")
            self._notes.append((node, element))
        elif is_note_label(element):
            note = next(outer for outer in above if outer.get("role") == FOOTNOTE)
            self._inside(note).kids.insert(0, node)
        elif above:
            self._add(self._inside(above[0]), node)

    def _new(self, kind: str, element: ET.Element) -> Node:
        node = Node(kind)
        self._of[id(node)] = element
        return node

    def _add(self, parent: Node, kid: Kid) -> None:
        """Append ``kid`` where the standard lets it stand."""
        if parent.type in GROUPING and _is_inline(kid):
            parent = self._paragraph(parent)
        elif parent.type == "L" and isinstance(kid, Node) and kid.type == "LBody":
            parent = _item(parent)
        else:
            self._loose.pop(id(parent), None)
        parent.kids.append(kid)

    def _paragraph(self, group: Node) -> Node:
        """Return the paragraph that takes text which stands in a group as it is."""
        if id(group) not in self._loose:
            self._loose[id(group)] = Node("P")
            group.kids.append(self._loose[id(group)])
        return self._loose[id(group)]

    # -- when all has come in ---------------------------------------------------------------------

    def _attach(self, note: Node, element: ET.Element, root: Node) -> None:
        """Put a note after the block that calls it: read there, it tears no sentence apart.

        What a note calls comes after the whole note.
        """
        holders = _holders(root)
        call = self._call_of(element)
        inner = self._outer.get(call) if call is not None else None
        if inner is None or id(inner) not in holders:
            self._add(self._inside(self._parents[element]), note)
            return
        while (host := holders[id(inner)]).type not in HOSTS:
            inner = host
        at = next(place for place, kid in enumerate(host.kids) if kid is inner) + 1
        skips_text = _is_inline(inner)
        while at < len(host.kids) and _is_skipped(host.kids[at], skips_text=skips_text):
            at += 1
        host.kids.insert(at, note)

    def _is_table(self, node: Node) -> bool:
        element = self._of.get(id(node))
        return element is not None and element.tag == "table"

    def _place_in_table(self, kid: Kid) -> int:
        """Return where a part of a table is read, or a row of one, on whichever page it came first.

        The head comes later where the first row leaves it no room, and the foot is on each page.
        """
        element = self._of.get(id(kid))
        chain = () if element is None else (element, self._parents[element])
        part = next((node.tag for node in chain if node.tag in PARTS_OF_TABLE), "tbody")
        return PARTS_OF_TABLE.index(part)

    def _call_of(self, note: ET.Element) -> ET.Element | None:
        """Return what calls ``note`` first: a link in the text, or else a note before it."""
        target = f"#{note.get('id')}"
        notes: list[ET.Element] = []
        for node in self._root.iter("a"):
            if node.get("href") == target:
                above = ancestors(node, self._parents)
                around = next((outer for outer in above if outer.get("role") == FOOTNOTE), None)
                if around is None:
                    return node
                notes.append(around)
        return next((outer for outer in notes if outer is not note), None)

    def _name_languages(self, node: Node, inherited: str) -> None:
        element = self._of.get(id(node))
        if element is not None:
            chain = (element, *ancestors(element, self._parents))
            language = next((outer.get("lang", "") for outer in chain if outer.get("lang")), "")
            if language != inherited:
                node.texts["Lang"] = inherited = language
        for kid in node.kids:
            if isinstance(kid, Node):
                self._name_languages(kid, inherited)


def _close_gaps(headings: Iterable[Node]) -> None:
    """Leave out no level of heading (ISO 14289-1 §7.4.2), though a style may hide one."""
    open_levels: list[str] = []
    for heading in headings:
        open_levels = [*(level for level in open_levels if level < heading.type), heading.type]
        heading.type = f"H{len(open_levels)}"


def _item(listed: Node) -> Node:
    """Return the item that a definition goes to: its term's, or one of its own."""
    last = listed.kids[-1] if listed.kids else None
    if not isinstance(last, Node) or any(_is(kid, "LBody") for kid in last.kids):
        last = Node("LI")
        listed.kids.append(last)
    return last


def _holders(root: Node) -> dict[int, Node]:
    """Return what holds each node, by the node's id()."""
    return {id(kid): node for node in nodes_of(root) for kid in node.kids if isinstance(kid, Node)}


def nodes_of(root: Node) -> Iterator[Node]:
    """Yield ``root`` and all nodes below it, in reading order."""
    yield root
    for kid in root.kids:
        if isinstance(kid, Node):
            yield from nodes_of(kid)


def _is(kid: Kid, *kinds: str) -> bool:
    return isinstance(kid, Node) and kid.type in kinds


def _is_inline(kid: Kid) -> bool:
    return not isinstance(kid, Node) or kid.type in INLINE


def _is_skipped(kid: Kid, *, skips_text: bool) -> bool:
    return _is(kid, "Note") or (skips_text and _is_inline(kid))
