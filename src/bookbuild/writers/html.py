"""The intermediate document as one self-contained page for a browser."""

from base64 import b64encode
from collections.abc import Mapping
from copy import deepcopy

from bookbuild.colours import screen_styles
from bookbuild.diagnostics import Report
from bookbuild.document.contents import cut_contents
from bookbuild.document.galleries import gallery_styles
from bookbuild.model import Asset, Document, Edition
from bookbuild.writers.bidi import set_directions
from bookbuild.writers.jsonld import book_description
from bookbuild.xhtml import Element, element, serialise_html


def write(document: Document, report: Report) -> Edition:
    """Return the page: the very tree, its styles and pictures inlined."""
    root = deepcopy(document.root)
    cut_contents(root)
    head = root[0]
    head.append(
        element("meta", {"name": "viewport", "content": "width=device-width, initial-scale=1"})
    )
    head.append(element("style", None, stylesheet(document)))
    description = {"type": "application/ld+json"}
    head.append(element("script", description, book_description(document)))
    set_directions(root)
    _inline_pictures(root, {asset.href: asset for asset in document.assets})
    return Edition("html", serialise_html(root).encode())


def stylesheet(document: Document) -> str:
    """Return the theme for the screen, with the print styles under ``@media print``."""
    sheets, colours = document.book.theme.sheets, screen_styles(document.book)
    printed, rows = f"@media print {{\n{sheets['print']}\n}}", gallery_styles(document.root)
    own = [sheets["custom"], sheets["custom-screen"]]
    styles = "\n".join([sheets["base"], rows, sheets["screen"], printed, colours, *own])
    return styles.replace("</", "<\\/")  # no style may end its element


def _inline_pictures(root: Element, assets: Mapping[str, Asset]) -> None:
    for picture in root.iter("img"):
        asset = assets[picture.get("src", "")]
        data = b64encode(asset.data).decode("ascii")
        picture.set("src", f"data:{asset.media_type};base64,{data}")
