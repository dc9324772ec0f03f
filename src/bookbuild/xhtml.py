"""The markup of the intermediate document, as elements: making, reading and writing them.

Owns lxml. Trees carry no namespace; ``serialise`` adds XHTML's.
"""

import re
from collections.abc import Iterator, Mapping
from copy import deepcopy

from lxml import etree
from lxml import html as lxml_html
from lxml.etree import _Element

Element = _Element

XHTML = "http://www.w3.org/1999/xhtml"
EPUB = "http://www.idpf.org/2007/ops"
XML_LANG = "{http://www.w3.org/XML/1998/namespace}lang"
EPUB_TYPE = f"{{{EPUB}}}type"

# Characters that XML cannot hold (XML 1.0 §2.2); in HTML they may come as references.
FORBIDDEN = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\ufffe\uffff]")

Content = Element | str | None


def element(tag: str, attributes: Mapping[str, str] | None = None, *content: Content) -> Element:
    """Return ``<tag>`` with its attributes and, in order, its content; None is left out."""
    made = etree.Element(tag, dict(attributes or {}))
    for piece in content:
        append(made, piece)
    return made


def append(parent: Element, piece: Content) -> None:
    """Add text or an element at the end of ``parent``."""
    if isinstance(piece, str):
        _append_text(parent, piece)
    elif piece is not None:
        parent.append(piece)


def _append_text(parent: Element, text: str) -> None:
    if len(parent):
        parent[-1].tail = (parent[-1].tail or "") + text
    else:
        parent.text = (parent.text or "") + text


def parse_html(markup: str) -> Element:
    """Return a ``<div>`` that holds ``markup``, a clean fragment of HTML."""
    parser = lxml_html.HTMLParser(huge_tree=True)  # or it drops what is nested deeply
    text = FORBIDDEN.sub("", markup)
    return lxml_html.fragment_fromstring(text, create_parent="div", parser=parser)


def serialise(root: Element) -> str:
    """Return ``root``, a whole page, as an XHTML document; void elements are closed."""
    page = etree.Element(f"{{{XHTML}}}{root.tag!s}", root.attrib, nsmap={None: XHTML, "epub": EPUB})
    page.text = root.text
    page.extend(deepcopy(child) for child in root)
    for node in page.iterdescendants(etree.Element):
        node.tag = f"{{{XHTML}}}{node.tag!s}"
    markup = etree.tostring(page, encoding="unicode")
    return f'<?xml version="1.0" encoding="utf-8"?>\n<!DOCTYPE html>\n{markup}\n'


def serialise_html(root: Element) -> str:
    """Return ``root``, a whole page, as HTML5 for a browser."""
    markup = etree.tostring(root, encoding="unicode", method="html")
    return f"<!DOCTYPE html>\n{markup}\n"


def serialise_plain(root: Element) -> str:
    """Return ``root`` as XML without a namespace, for an engine that reads a tree."""
    return etree.tostring(root, encoding="unicode")


def text_of(node: Element) -> str:
    """Return the text of ``node`` in reading order, its own tail left out."""
    return "".join(node.itertext())


def text_nodes(node: Element) -> Iterator[tuple[Element, str]]:
    """Yield each piece of text inside ``node`` as the element and ``"text"`` or ``"tail"``."""
    yield node, "text"
    for child in node:
        yield from text_nodes(child)
        yield child, "tail"


def classes(node: Element) -> list[str]:
    """Return the class names of ``node``."""
    return (node.get("class") or "").split()


def add_class(node: Element, name: str) -> None:
    """Give ``node`` the class ``name`` as well."""
    node.set("class", " ".join([*classes(node), name]))


def replace(old: Element, new: Element | None) -> None:
    """Put ``new`` in the place of ``old``, or nothing; the text that follows ``old`` stays."""
    parent = old.getparent()
    assert parent is not None, "the root of a tree cannot be replaced"
    if new is not None:
        new.tail = None
        parent.insert(parent.index(old), new)
    tail, before = old.tail, old.getprevious()
    parent.remove(old)
    if tail and before is not None:
        before.tail = (before.tail or "") + tail
    elif tail:
        parent.text = (parent.text or "") + tail


def unwrap(node: Element) -> None:
    """Take ``node`` away and leave what it holds in its place."""
    parent = node.getparent()
    assert parent is not None, "the root of a tree cannot be unwrapped"
    index = parent.index(node)
    held, before, tail = list(node), node.getprevious(), node.tail
    lead = node.text or ""
    parent.remove(node)
    if before is not None:
        before.tail = (before.tail or "") + lead
    else:
        parent.text = (parent.text or "") + lead
    for offset, child in enumerate(held):
        parent.insert(index + offset, child)
    if tail:
        last = parent[index + len(held) - 1] if index + len(held) else None
        if last is not None:
            last.tail = (last.tail or "") + tail
        else:
            parent.text = (parent.text or "") + tail


def insert_behind(owner: Element, place: str, node: Element) -> None:
    """Put ``node`` directly behind a piece of text; its own tail goes with it.

    The piece is the ``place`` ("text" or "tail") of ``owner``.
    """
    if place == "text":
        owner.insert(0, node)
        return
    parent = owner.getparent()
    assert parent is not None, "what has a tail has a parent"
    tail, owner.tail = owner.tail, None
    parent.insert(parent.index(owner) + 1, node)
    owner.tail = tail


def parse_xml(data: bytes) -> Element:
    """Return the root of an XML file; no entity is resolved, nothing is fetched.

    Raises:
        ValueError: it is not well-formed.
    """
    parser = etree.XMLParser(resolve_entities=False, no_network=True, remove_pis=True)
    try:
        return etree.fromstring(data, parser)
    except etree.XMLSyntaxError as error:
        raise ValueError(str(error)) from None


def serialise_xml(root: Element) -> bytes:
    """Return ``root`` as an XML file in UTF-8."""
    return etree.tostring(root, encoding="utf-8", xml_declaration=True)


def tidy_namespaces(root: Element) -> None:
    """Drop the declarations of namespaces that nothing in ``root`` is in."""
    etree.cleanup_namespaces(root)


def parse_page(markup: str) -> Element:
    """Return the root of a whole page of HTML5, as a browser would read it."""
    return lxml_html.document_fromstring(markup, parser=lxml_html.HTMLParser(huge_tree=True))
