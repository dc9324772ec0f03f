"""Pictures in a chapter's tree become figures, each with asset, caption and alternative."""

import re
from pathlib import Path
from urllib.parse import unquote

from bookbuild.diagnostics import Diagnostic
from bookbuild.document.alternatives import describe, mark_ornaments
from bookbuild.document.pictures import NoPictureError
from bookbuild.document.studio import Studio, place_of_name
from bookbuild.model import Asset
from bookbuild.slugs import fingerprint
from bookbuild.turns import CAPTION
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, classes, element, replace, text_of, unwrap

# After the number of a caption: a mark; or, in scripts that set none, nothing.
AFTER_NUMBER = re.compile(r"\s*[:：.．。)）|—–-]|$")


def make_figures(body: Element, studio: Studio) -> None:
    """Turn each paragraph that holds nothing but pictures into a ``<figure>``, with its caption.

    Then every picture gets its asset, its size and its alternative, or its place is marked.
    """
    mark_ornaments(body, studio)
    for paragraph in list(body.iter("p")):
        if not _holds_pictures_alone(paragraph) or paragraph.getparent() is None:
            continue
        if next(paragraph.iterancestors("figure"), None) is not None:
            unwrap(paragraph)
        else:
            _make_figure(paragraph)
    for figure in body.iter("figure"):
        if figure.get("id") is None:
            first = next(figure.iter("img"), None)
            stem = fingerprint(first.get("src", "") if first is not None else text_of(figure))
            figure.set("id", studio.names.take(f"{studio.chapter.id}-fig-{stem}"))
    for picture in list(body.iter("img")):
        _place(picture, studio)


def _holds_pictures_alone(paragraph: Element) -> bool:
    """Whether a paragraph opens with a picture and says nothing else but a caption.

    Ornaments are no figures: they stay in their paragraph.
    """
    pictures = list(paragraph.iter("img"))
    if all("decorative" in classes(picture) for picture in pictures):
        return False
    if (paragraph.text or "").strip():
        return False
    return not text_of(paragraph).strip() or is_caption(paragraph)


def is_caption(node: Element) -> bool:
    """Whether the text of ``node`` opens with a caption's label: a word, a number and a mark."""
    text = text_of(node).strip()
    found = CAPTION.match(text)
    if not found:
        return False
    first = next((child for child in node if child.tag in ("strong", "em", "b", "i")), None)
    is_marked = first is not None and bool(CAPTION.match(text_of(first).strip()))
    rest = text[found.end() :]
    return is_marked or bool(AFTER_NUMBER.match(rest)) or not found["word"].isascii()


def _make_figure(paragraph: Element) -> None:
    figure = element("figure", dict(paragraph.attrib))
    caption = element("figcaption")
    for child in list(paragraph):
        holds_picture = child.tag == "img" or next(child.iter("img"), None) is not None
        if holds_picture:
            tail, child.tail = child.tail, None
            figure.append(child)
            _say(caption, tail)
        elif child.tag != "br" or len(caption) or (caption.text or "").strip():
            caption.append(child)
    following = paragraph.getnext()
    replace(paragraph, figure)
    if not text_of(caption).strip() and following is not None and _captions(following):
        caption = _as_caption(following)
        replace(following, None)
    if text_of(caption).strip():
        caption.text = (caption.text or "").lstrip()
        figure.append(caption)


def _as_caption(paragraph: Element) -> Element:
    caption = element("figcaption", None, paragraph.text)
    caption.extend(list(paragraph))
    for name in ("id", "lang", "dir", "data-line"):
        if (value := paragraph.get(name)) is not None:
            caption.set(name, value)
    return caption


def _say(node: Element, text: str | None) -> None:
    if text and text.strip():
        node.text = (node.text or "") + text


def _captions(node: Element) -> bool:
    return node.tag == "p" and next(node.iter("img"), None) is None and is_caption(node)


def _place(picture: Element, studio: Studio) -> None:
    """Give a picture its asset and its alternative, or put a placeholder there."""
    src = picture.get("src", "")
    try:
        asset = studio.shelf.fetch(studio.chapter, src)
    except NoPictureError as fault:
        place = place_of_name(picture, src, studio.chapter)
        studio.report(Diagnostic(fault.rule, place, fault.message, fault.hint))
        _put_placeholder(picture, src, studio.wording)
        return
    picture.set("src", asset.href)
    _measure(picture, asset)
    describe(picture, src, studio)


def _measure(picture: Element, asset: Asset) -> None:
    """Set width and height in CSS pixels; where the author gave one, the other follows."""
    width, height = (
        int(size) if (size := picture.get(name, "")).isdecimal() else 0
        for name in ("width", "height")
    )
    if not width and not height:
        width = asset.width_px
    width = width or max(1, round(asset.width_px * height / max(1, asset.height_px)))
    height = height or max(1, round(asset.height_px * width / max(1, asset.width_px)))
    picture.set("width", str(width))
    picture.set("height", str(height))


def _put_placeholder(picture: Element, src: str, wording: Wording) -> None:
    text = wording.missing_picture.format(Path(unquote(src)).name or src)
    holder = element("span", {"class": "missing"}, element("span", {"data-generated": ""}, text))
    if alt := picture.get("alt", "").strip():
        holder[0].tail = " "
        holder.append(element("span", {"class": "missing-alt"}, alt))
    if (name := picture.get("id")) is not None:
        holder.set("id", name)
    replace(picture, holder)
