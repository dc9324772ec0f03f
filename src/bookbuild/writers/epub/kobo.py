"""Content documents become Kobo's own: its readers keep their place by spans around sentences.

The form is that of the books which Kobo sells, as kepubify and calibre describe it: two ``<div>``
around the body, a numbered ``<span>`` around every sentence and picture, one rule for the outer
margins. Not a character is added or taken away.
"""

import re
from collections.abc import Iterator

from bookbuild.writers.epub.shares import size_of
from bookbuild.xhtml import (
    XHTML,
    Element,
    append,
    classes,
    element,
    insert_behind,
    parse_xml,
    serialise,
)

OUTER, INNER = "book-columns", "book-inner"  # ids that the readers look for
SPAN = "koboSpan"
SPAN_SIZE = len(f'<span class="{SPAN}" id="kobo.1000.1"></span>')  # bytes
STYLE_ID = "kobostylehacks"
STYLE = f"div#{INNER} {{ margin-top: 0; margin-bottom: 0; }}"

# Elements that begin a new paragraph in the numbers of the spans.
BLOCKS = frozenset("p ol ul dl table h1 h2 h3 h4 h5 h6 figure blockquote".split())
# What is left as it is: white space counts there, or nothing is read.
WHOLE = frozenset("pre svg math script style audio video".split())
# One piece each: a base and its reading, and what may hold no element (HTML §4.5.14).
JOINED = ("ruby", "time")

CLOSING = "\"'”’»›)\\]」』）】》〉〕］｝"
# Full-width marks and those of other scripts end a sentence by themselves; a point does before a
# space, but not behind an initial; a narrow "!" or "?" does as well before Han and kana.
SENTENCE_END = re.compile(
    rf"[。！？｡।॥؟۔։።፧။។]+[{CLOSING}]*\s*"
    rf"|(?:(?<!\b[A-Z])\.|[.!?…]*[!?…]|\.\.+)[{CLOSING}]*\s+"
    rf"|[!?]+[{CLOSING}]*(?=[\u3040-\u9fff])"
)


def kobo_form(page: bytes) -> bytes:
    """Return a content document in Kobo's form."""
    root = parse_xml(page)
    for node in root.iter():
        if isinstance(node.tag, str):
            node.tag = node.tag.removeprefix(f"{{{XHTML}}}")
    head, body = root[0], root[1]
    head.append(element("style", {"type": "text/css", "id": STYLE_ID}, STYLE))
    inner = element("div", {"id": INNER})
    inner.text, body.text = body.text, None
    inner.extend(list(body))
    body.append(element("div", {"id": OUTER}, inner))
    _Numbering().mark(inner)
    return serialise(root).encode()


def kobo_size(node: Element) -> int:
    """Return about how many bytes ``node`` takes in a file of Kobo's form."""
    texts = (text for text in node.itertext() if text.strip())
    return size_of(node) + SPAN_SIZE * sum(1 for text in texts for _ in sentences(text))


def sentences(text: str) -> Iterator[str]:
    """Yield the sentences of ``text``, each with the space behind it; joined they are the text."""
    start = 0
    for found in SENTENCE_END.finditer(text):
        if not text[found.end() : found.end() + 1].islower():  # else an abbreviation, or a pause
            yield text[start : found.end()]
            start = found.end()
    if start < len(text):
        yield text[start:]


class _Numbering:
    """Puts the spans into one content document: ``kobo.<paragraph>.<piece>``, both from 1."""

    def __init__(self) -> None:
        self._paragraph, self._piece = 0, 0
        self._is_new = True  # the next span is the first of a paragraph

    def mark(self, node: Element) -> None:
        """Put spans around all that is shown in ``node``."""
        if node.tag in BLOCKS:
            self._is_new = True
        children = list(node)  # the spans are none of them
        self._mark_text(node, "text")
        for child in children:
            holder = self._mark_child(child)
            self._mark_text(holder, "tail")

    def _mark_child(self, node: Element) -> Element:
        """Mark ``node``, and return what stands in its place."""
        if node.tag in JOINED:
            return self._wrap(node)
        if node.tag == "img":
            if not _is_wrapped(node):
                return node
            self._is_new = True
            return self._wrap(node)
        if isinstance(node.tag, str) and node.tag not in WHOLE and node.get("hidden") is None:
            self.mark(node)
        return node

    def _mark_text(self, owner: Element, place: str) -> None:
        """Put each sentence of a piece of text, such as the tail of ``owner``, into a span."""
        text = getattr(owner, place) or ""
        if not text.strip():
            return  # a line break between elements, or the space between two words
        setattr(owner, place, None)
        for sentence in sentences(text):
            span = self._span()
            append(span, sentence)
            insert_behind(owner, place, span)
            owner, place = span, "tail"

    def _wrap(self, node: Element) -> Element:
        span, parent = self._span(), node.getparent()
        assert parent is not None, "what is marked stands in the body"
        span.tail, node.tail = node.tail, None
        parent.replace(node, span)
        span.append(node)
        return span

    def _span(self) -> Element:
        if self._is_new:
            self._paragraph, self._piece, self._is_new = self._paragraph + 1, 0, False
        self._piece += 1
        name = f"kobo.{self._paragraph}.{self._piece}"
        return element("span", {"class": SPAN, "id": name})


def _is_wrapped(picture: Element) -> bool:
    """Whether a picture has a span of its own.

    An ornament says nothing, and pictures in a row stand apart by rules for neighbours, which a
    span would hide from each other; their caption has its spans.
    """
    parent = picture.getparent()
    return "decorative" not in classes(picture) and (parent is None or "row" not in classes(parent))
