"""The pictures that a text shows by shortcodes, as blogs and wikis have them beside Markdown's own.

Text in, ``Shortcode``s out, by the places of their parts: Hugo's ``{{< figure … >}}``, Liquid's
``{% include figure … %}`` and its kin, WordPress's ``[caption …]``, MDX's ``<Figure … />``,
Obsidian's ``![[a.jpg]]``. What is broken, unknown or names no picture is none, and stays text.
"""

import re
from collections.abc import Iterator, Sequence

from bookbuild.shortcodes.families import OPENING, READERS
from bookbuild.shortcodes.parts import Shortcode

TRIGGER = re.compile(r"\{\{|\{%|\[caption|!\[\[|<[A-Z]+[a-z]")  # quick to rule out a shortcode
# Where one begins that may have the line, or several, for itself.
LINE_OPENING = re.compile(r" {0,3}(?:\{\{|\{%|\\?\[caption\b|<[A-Z]+[a-z])")
PICTURES = re.compile(
    r"<[^<>]*>|\[?!\[[^\]]*\](?:\([^()]*\)|\[[^\]]*\])(?:\]\([^()]*\))?(?:\{[^{}]*\})?"
)
LONGEST = 300  # lines of a gallery


def find_shortcodes(text: str, start: int = 0, end: int | None = None) -> Iterator[Shortcode]:
    """Yield the outermost shortcodes of pictures between two places of ``text``, in order."""
    last = len(text) if end is None else end
    if not TRIGGER.search(text, start, last):
        return
    while (opening := OPENING.search(text, start, last)) is not None:
        start = opening.end()
        family = next((name for name in READERS if opening[name]), None)
        found = READERS[family](text, opening) if family else None
        if found is not None and found.end <= last:
            yield found
            start = found.end


def end_of_shortcode(lines: Sequence[str], start: int) -> tuple[int, bool] | None:
    """Return the number behind the last line of the shortcode that line ``start`` begins with.

    And whether nothing stands behind it on that line. None where there is no shortcode.
    """
    if not LINE_OPENING.match(lines[start]):
        return None
    text = "\n".join(lines[start : start + LONGEST])
    found = next(find_shortcodes(text), None)
    if found is None or text[: found.start].strip():
        return None
    rest = text[found.end :].partition("\n")[0]
    return start + 1 + text.count("\n", 0, found.end), not rest.strip()


def plain_pictures(text: str) -> str:
    """Return ``text`` with pictures of Markdown's in the place of shortcodes.

    One that has words becomes a ``<figure>`` that holds them.
    """
    pieces, place = [], 0
    for code in find_shortcodes(text):
        words = [text[slice(*span)] for _, span in code.printed(text)]
        if code.inside is not None:
            words.append(PICTURES.sub("", plain_pictures(text[slice(*code.inside)])))
        shown = " ".join(filter(None, map(str.strip, words)))
        pieces += [text[place : code.start], f"<figure>{shown}</figure>" if shown else "![](a)"]
        place = code.end
    return "".join([*pieces, text[place:]]) if pieces else text
