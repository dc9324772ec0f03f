"""Quotations that end with who said it: the attribution becomes the quotation's footer."""

import re

from bookbuild.xhtml import Element, element, replace, text_of

# Two hyphens are a dash on typewriters.
DASH = re.compile(r"\s*(?:[—–―]{1,2}|--)\s*\S")
LONGEST = 200  # characters; a name and a title, not another paragraph of the quotation


def attribute_quotations(body: Element) -> None:
    """Set ``> — Name, *Title*``, the last line of a quotation, as its ``<footer>``.

    Where other lines open with a dash as well, people are talking.
    """
    for quotation in list(body.iter("blockquote")):
        lines = text_of(quotation).strip().split("\n")
        last = quotation[-1] if len(lines) > 1 else None
        if last is None or last.tag != "p" or any(DASH.match(line) for line in lines[:-1]):
            continue
        if DASH.match(lines[-1]) and len(lines[-1]) <= LONGEST:
            footer = _cut_last_line(last)
            _cite(footer)
            quotation.append(footer)


def _cut_last_line(paragraph: Element) -> Element:
    """Move the last line of ``paragraph`` into a footer; a paragraph of one line goes."""
    places = [(paragraph, "text"), *((child, "tail") for child in paragraph)]
    for owner, place in reversed(places):
        head, end, line = (getattr(owner, place) or "").rpartition("\n")
        if end:
            break
    footer = element("footer", None, line)
    footer.extend(list(paragraph) if place == "text" else list(owner.itersiblings()))
    setattr(owner, place, head.rstrip())
    if owner.tag == "br" and not owner.tail:
        replace(owner, None)
    if not text_of(paragraph).strip():
        replace(paragraph, None)
    return footer


def _cite(footer: Element) -> None:
    """Mark the title of a work: what is emphasised after the name."""
    for work in footer:
        if work.tag in ("em", "i") and not DASH.match(text_of(work)):
            work.tag = "cite"
