"""What the build prints itself is cut off the head of an element: a turn's or caption's label."""

from bookbuild.xhtml import Element, replace, text_nodes, text_of

# What held nothing but a label, and goes with it.
EMPTIED = ("a", "abbr", "b", "code", "em", "i", "small", "span", "strong", "u")


def cut_label(node: Element, label: str) -> None:
    """Take the characters of ``label`` off the head of ``node``, and emphasis that this empties.

    White space counts for nothing: the converter may have changed it. Nor do marks of emphasis
    that the author opened and never closed.
    """
    wanted = "".join(label.split())
    emptied = [child for child in node.iter(*EMPTIED) if text_of(child)]
    for owner, place in list(text_nodes(node)):
        text = (getattr(owner, place) or "").lstrip()
        while wanted and text[:1] in ("*", "_", wanted[0]):
            wanted, text = wanted.removeprefix(text[0]), text[1:].lstrip()
        setattr(owner, place, text)
        if not wanted or text:
            break
    for child in reversed(emptied):
        if not text_of(child) and not len(child) and child.get("id") is None:
            replace(child, None)
    strip_start(node)


def strip_start(node: Element) -> None:
    """Take white space and emptied line breaks off the head of ``node``."""
    node.text = (node.text or "").lstrip()
    while not node.text and len(node) and node[0].tag == "br":
        replace(node[0], None)
        node.text = (node.text or "").lstrip()
