"""The stylesheet of an EPUB, out of those of its theme and the author's own."""

from bookbuild.colours import device_styles
from bookbuild.document.galleries import gallery_styles
from bookbuild.model import Document


def stylesheet(document: Document, families: str = "") -> str:
    """Return what the content documents are styled with; the author's own rules come last.

    ``families``: the rules for embedded fonts.
    """
    sheets, rows = document.book.theme.sheets, gallery_styles(document.root)
    colours = device_styles(document.book)
    styles = [sheets["base"], families, rows, sheets["epub"], colours, sheets["custom"]]
    return "\n".join(filter(None, styles))
