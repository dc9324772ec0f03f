"""Which way text runs, said where it turns: the attribute ``dir`` (HTML §3.2.6.4).

The pages of the PDF have none: WeasyPrint sets lines, not pages, from the right.
"""

from bookbuild.language import is_from_right
from bookbuild.xhtml import Element

VERBATIM = ("pre", "code", "kbd", "samp")  # are written from the left in every language


def set_directions(node: Element, around: str = "ltr") -> None:
    """Give ``dir`` to whatever in ``node`` is in a language that runs against ``around``."""
    here = around
    if language := node.get("lang"):
        here = "rtl" if is_from_right(language) else "ltr"
    if node.tag in VERBATIM:
        here = "ltr"
    if here != around:
        node.set("dir", here)
    for child in node.iterchildren("*"):
        set_directions(child, here)
