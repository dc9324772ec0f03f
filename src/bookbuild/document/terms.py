"""Definition lists: terms one after the other are one list, though each is a block of its own.

It is put together on the tree, when it is known who speaks: a term may be a label.
"""

from bookbuild.model import BlockKind, Chapter
from bookbuild.xhtml import Element


def join_terms(body: Element, chapter: Chapter) -> None:
    """Join the lists of ``body`` whose blocks follow one another in the text; each keeps its line.

    Those of the author's HTML stay as they are: he has said where each of them ends.
    """
    blocks = {
        block.line: number
        for number, block in enumerate(chapter.blocks)
        if block.kind is BlockKind.LIST
    }
    for node in list(body.iter("dl")):
        before, number = node.getprevious(), blocks.get(_last_line(node))
        if before is None or before.tag != "dl" or number is None:
            continue
        if blocks.get(_last_line(before)) == number - 1 and node.keys() == ["data-line"]:
            _append(node, before)


def _last_line(listed: Element) -> int:
    """Return the line of the block that a list ends with; 0: nothing says it."""
    own = listed.get("data-line", "0")
    return int(listed[-1].get("data-line", own) if len(listed) else own)


def _append(node: Element, before: Element) -> None:
    """Move what ``node`` holds to the end of ``before``."""
    for child in list(node):
        child.set("data-line", node.get("data-line", ""))
        before.append(child)
    parent = node.getparent()
    assert parent is not None, "what stands behind something has a parent"
    parent.remove(node)
