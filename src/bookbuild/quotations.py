"""Quotations that end with who said it: the attribution becomes the quotation's footer."""

import re

from bookbuild.xhtml import Element, element, replace, text_of

# Two hyphens are a dash on typewriters. A space or a capital follows, or it is a list or a remark.
DASH = re.compile(r"\s*(?:[—–―]{1,2}|--)\s*(?=\S)")
LONGEST = 200  # characters; a name and a title, not another paragraph of the quotation


def attribute_quotations(body: Element) -> None:
    """Set ``> — Name, *Title*``, the last line of a quotation, as its ``<footer>``."""
    for quotation in list(body.iter("blockquote")):
        last = quotation[-1] if len(quotation) else None
        if last is None or last.tag != "p" or (last.tail or "").strip():
            continue
        footer = _whole(last) if len(quotation) > 1 else None
        if footer is None:
            footer = _last_line(last)
        if footer is not None:
            _cite(footer)
            quotation.append(footer)


def _whole(paragraph: Element) -> Element | None:
    """Make a footer of the last paragraph if it is one line that opens with a dash."""
    if not _is_attribution(text_of(paragraph)) or next(paragraph.iter("br"), None) is not None:
        return None
    footer = element("footer", None, paragraph.text)
    footer.extend(list(paragraph))
    replace(paragraph, None)
    return footer


def _last_line(paragraph: Element) -> Element | None:
    """Cut the last line off a paragraph if it opens with a dash: at a line break or a line's end."""
    pieces: list[Element | None] = [None, *paragraph]
    for position in range(len(pieces) - 1, -1, -1):
        node = pieces[position]
        text = (paragraph.text if node is None else node.tail) or ""
        head, end, line = text.rpartition("\n")
        after = pieces[position + 1 :]
        if node is not None and node.tag == "br" and not end:
            head, line = "", text
        elif not end:
            continue
        footer = element("footer", None, line)
        if not _is_attribution(line + "".join(_with_tail(child) for child in after if child is not None)):
            return None
        footer.extend([child for child in after if child is not None])
        _set_text(paragraph, node, head.rstrip())
        return footer
    return None
