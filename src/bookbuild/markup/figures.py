"""Figures that a manuscript writes as HTML become ``<figure>``s, each with its caption.

A tree before its nesting is settled. Made of: the spans of ``markup.shortcodes``; boxes and tables
of old blogs that hold a picture and its caption; pictures that wait for a script to show them.
"""

import re

from bookbuild.markup.shortcodes import CAPTION, FIGURE
from bookbuild.markup.tags import WAITING
from bookbuild.xhtml import Element, classes, element, replace, text_of, unwrap

PLACEHOLDER = re.compile(r"(?:data:|about:|#|$)|.*\b(?:placeholder|blank|spacer|transparent)\.\w+$")
PIXELS = re.compile(r"\s*(?P<number>\d+)(?:\.\d+)?\s*(?:px)?\s*", re.IGNORECASE)
SHOWN = 48  # characters of a picture that is written into the text, in what is said of it
CAPTION_NAME = re.compile(r"(?:^|[-_])(?:fig)?caption(?:$|[-_])", re.IGNORECASE)
SLANTED = ("em", "figcaption", "i", "small", "sub", "sup")
BOXES = ("dl", "div", "p", "section")
AMID = ("a", "dd", "dt", "h1", "h2", "h3", "h4", "h5", "h6", "li", "summary", "td", "th")
PHRASES = frozenset("b del em i ins mark q s small span strong sub sup u".split())


def settle_figures(root: Element) -> None:
    """Make figures of all that is one below ``root``."""
    _settle_addresses(root)
    for node in reversed(list(root.iter("span"))):
        if FIGURE in classes(node):
            _settle_shortcode(node)
    for box in reversed(list(root.iterdescendants(*BOXES))):
        _settle_box(box)
    for table in list(root.iter("table")):
        _settle_table(table)
    _settle_loose(root)
    for paragraph in list(root.iterfind(".//figure/p")):
        if _is_picture(paragraph):
            unwrap(paragraph)


# -- pictures -------------------------------------------------------------------------------------


def _settle_addresses(root: Element) -> None:
    for picture in root.iter("img"):
        _settle_source(picture)
        _settle_size(picture)
    for link in root.iter("a"):
        if link.get("href", "").lower().startswith("data:"):
            del link.attrib["href"]


def _settle_source(picture: Element) -> None:
    """Take the address that a script would take; shorten one that is the picture itself."""
    waiting = [value for name in WAITING if (value := picture.attrib.pop(name, "").strip())]
    if waiting and PLACEHOLDER.match(picture.get("src", "").strip()):
        picture.set("src", waiting[0].split()[0].rstrip(","))
    source = picture.get("src", "")
    if source.lower().startswith("data:") and len(source) > SHOWN:
        picture.set("src", f"{source[:SHOWN]}…")


def _settle_size(picture: Element) -> None:
    """Write a size in pixels as HTML has it."""
    for name in ("width", "height"):
        if found := PIXELS.fullmatch(picture.get(name, "")):
            picture.set(name, found["number"])


def _is_picture(node: Element) -> bool:
    """Whether ``node`` is a picture, or holds nothing but pictures: a link, a paragraph."""
    if node.tag == "img":
        return True
    return next(node.iter("img"), None) is not None and not text_of(node).strip()


# -- shortcodes -----------------------------------------------------------------------------------


def _settle_shortcode(node: Element) -> None:
    """Make a figure of the span that a shortcode has become, and give it a place."""
    _leave_phrases(node)
    parent = node.getparent()
    assert parent is not None, "what is below the root has a parent"
    is_in_text = parent.tag == "p" and text_of(parent).strip() != text_of(node).strip()
    shown, caption = _parted(node)
    kept = [name for name in classes(node) if name != FIGURE]
    if not shown:  # HTML that is not well-formed has taken the picture elsewhere
        node.attrib.clear()
        if caption is not None:
            node.text, node[:] = caption.text, list(caption)
        unwrap(node)
        return
    in_figure = next(node.iterancestors("figure"), None) is not None or FIGURE in classes(parent)
    is_mere = caption is None and "gallery" not in kept
    if is_mere and (in_figure or is_in_text or parent.tag in AMID):
        node[:], node.text = shown, None
        unwrap(node)
        return
    figure = element("figure", {"class": " ".join(kept)} if kept else None, *shown, caption)
    if name := node.get("id"):
        figure.set("id", name)
    replace(node, figure)
    if parent.tag == "p":
        _split(parent, figure)


def _parted(node: Element) -> tuple[list[Element], Element | None]:
    """Return the pictures of ``node`` and all the rest as its caption, if there is any."""
    shown: list[Element] = []
    caption = element("figcaption", None, node.text)
    for child in list(node):
        tail, child.tail = child.tail, None
        if child.tag == "figure" or _is_picture(child):
            shown.append(child)
            _say(caption, tail)
        elif CAPTION in classes(child):
            _say(caption, " " if text_of(caption).strip() else "")
            caption.append(child)
            child.tail = tail
            child.attrib.clear()
            unwrap(child)
        else:
            caption.append(child)
            child.tail = tail
    _trim(caption)
    return shown, caption if text_of(caption).strip() else None


def _say(node: Element, text: str | None) -> None:
    if len(node):
        node[-1].tail = (node[-1].tail or "") + (text or "")
    else:
        node.text = (node.text or "") + (text or "")


def _trim(caption: Element) -> None:
    """Take white space and line breaks off both ends of a caption."""
    caption.text = (caption.text or "").lstrip()
    while not caption.text and len(caption) and caption[0].tag == "br":
        replace(caption[0], None)
        caption.text = (caption.text or "").lstrip()
    while len(caption) and not (caption[-1].tail or "").strip():
        caption[-1].tail = None
        if caption[-1].tag != "br":
            return
        replace(caption[-1], None)
    if len(caption):
        caption[-1].tail = (caption[-1].tail or "").rstrip()
    else:
        caption.text = caption.text.rstrip()


def _leave_phrases(node: Element) -> None:
    """Take the emphasis away that stands around a figure."""
    while (parent := node.getparent()) is not None and parent.tag in PHRASES:
        if FIGURE in classes(parent):
            return
        unwrap(parent)


def _split(paragraph: Element, figure: Element) -> None:
    """Let ``figure`` stand between what its paragraph says before it and after it."""
    behind, paragraph.tail = paragraph.tail, None
    after = element("p", None, figure.tail)
    after.extend(list(figure.itersiblings()))
    figure.tail = None
    paragraph.addnext(figure)
    for part in (paragraph, after):
        _trim(part)
    last = figure
    if after.text or len(after):
        figure.addnext(after)
        last = after
    last.tail = behind
    if not paragraph.text and not len(paragraph):
        _hand_over(paragraph, figure)
        replace(paragraph, None)


def _hand_over(old: Element, figure: Element) -> None:
    """Give a figure what the element that it takes the place of said of it."""
    for name, value in old.attrib.items():
        if name == "class":
            figure.set("class", " ".join(dict.fromkeys([*classes(figure), *value.split()])))
        elif figure.get(name) is None:
            figure.set(name, value)


# -- boxes and tables -----------------------------------------------------------------------------


def _settle_box(box: Element) -> None:
    """Make a figure of a box that holds pictures, and a caption that says to be one."""
    pictures, caption = _sorted(box)
    if caption is None or (box.tag == "p" and next(box.iterancestors("figure"), None) is not None):
        return
    if box.tag == "p" and box.find("br") is None and not _is_named(caption):
        return  # what Markdown has on the next line
    _become_figure(box, pictures, caption)


def _settle_loose(root: Element) -> None:
    """Make a figure of what stands in no box, such as in one that HTML has given up."""
    pictures, caption = _sorted(root)
    if caption is not None and caption.tag in SLANTED:
        figure = element("figure", None, *root)
        root[:] = [figure]
        root.text = None
        _become_figure(figure, pictures, caption)


def _sorted(box: Element) -> tuple[list[Element], Element | None]:
    """Return the pictures in a box and the caption, if the box holds these and nothing else."""
    children = [child for child in box if child.tag != "br"]
    pictures = [child for child in children if _is_picture(child)]
    others = [child for child in children if child not in pictures]
    is_bare = not any((text or "").strip() for text in (box.text, *(child.tail for child in box)))
    if pictures and is_bare and len(others) == 1:
        caption = others[0]
        return pictures, caption if caption.tag in SLANTED or _is_named(caption) else None
    return pictures, None


def _is_named(node: Element) -> bool:
    return node.tag == "figcaption" or any(map(CAPTION_NAME.search, classes(node)))


def _become_figure(box: Element, pictures: list[Element], words: Element) -> None:
    """Turn ``box`` into a figure that holds ``pictures`` and, as their caption, ``words``."""
    caption = words if words.tag == "figcaption" else _captioned(words)
    for picture in pictures:
        picture.tail = None
    caption.tail = None
    box.tag, box.text = "figure", None
    box[:] = [*pictures, caption]
    for paragraph in pictures:
        if paragraph.tag in ("p", "div", "center"):
            unwrap(paragraph)


def _captioned(words: Element) -> Element:
    """Return the caption that ``words`` are: a box for it falls away, emphasis stays."""
    inline = words.tag in SLANTED
    caption = element("figcaption", None, words if inline else words.text)
    if not inline:
        caption.extend(list(words))
        if name := words.get("id"):
            caption.set("id", name)
    _trim(caption)
    return caption


def _settle_table(table: Element) -> None:
    """Make a figure of a table of one column that holds a picture and, below it, a caption."""
    cells = list(table.iter("td", "th", "caption"))
    rows = list(table.iter("tr"))
    is_column = 1 <= len(cells) <= 2 and len(cells) >= len(rows) and table.find("thead") is None
    if not is_column or not _is_picture(cells[0]):
        if len(cells) == 1:
            _settle_box(cells[0])
            if cells[0].tag == "figure":
                replace(table, cells[0])
        return
    if len(cells) == 2 and (len(rows) < 2 and cells[1].tag != "caption"):
        return
    pictures = list(cells[0])
    figure = element("figure", {"class": value} if (value := table.get("class")) else None)
    if len(cells) == 1:
        figure.extend(pictures)
    else:
        figure.extend([*pictures, _captioned(cells[1])])
    for child in figure:
        child.tail = None
    replace(table, figure)
