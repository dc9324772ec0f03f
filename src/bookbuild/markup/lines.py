"""Lines that the author broke within Chinese or Japanese text are joined without a space."""

import re
from itertools import pairwise

from bookbuild.xhtml import Element, text_nodes

# Han, kana, and full-width marks; not Hangul, whose words have spaces (CSS Text 3 §4.1.3).
WIDE = r"[\u2e80-\u303f\u3040-\u30ff\u3400-\u9fff\uf900-\ufaff\uff01-\uff60\U00020000-\U0003ffff]"
BREAK = re.compile(f"(?<={WIDE})[ \\t]*\\n[ \\t]*(?={WIDE})")
AT_END = re.compile(f"(?<={WIDE})[ \\t]*\\n[ \\t]*$")
AT_START = re.compile(f"^[ \\t]*\\n[ \\t]*(?={WIDE})")
WIDE_START, WIDE_END = re.compile(WIDE), re.compile(f"{WIDE}$")


def join_lines(root: Element) -> None:
    """Take out the line breaks between two wide characters, but in code.

    Browsers and reading systems would show each of them as a space.
    """
    pieces = [
        (owner, place)
        for owner, place in text_nodes(root)
        if getattr(owner, place) and not _is_verbatim(owner, place)
    ]
    for owner, place in pieces:
        setattr(owner, place, BREAK.sub("", getattr(owner, place)))
    for (owner, place), (following, where) in pairwise(pieces):
        before, after = getattr(owner, place), getattr(following, where)
        if WIDE_START.match(after):
            setattr(owner, place, AT_END.sub("", before))
        elif WIDE_END.search(before):
            setattr(following, where, AT_START.sub("", after))


def _is_verbatim(owner: Element, place: str) -> bool:
    inside = [owner, *owner.iterancestors()] if place == "text" else list(owner.iterancestors())
    return any(node.tag in ("code", "pre", "kbd", "samp") for node in inside)
