"""A fault in WeasyPrint's line breaking, mended while it is there (seen in 70.0).

Text before an inline element (``An empty <code>``) ends with a space. Where all of it fits on the
line but for that space, WeasyPrint takes it for a word too long and hyphenates its first word, so
that the line holds two words, torn apart.
"""

from typing import Any

from weasyprint.layout import inline

COLLAPSING = ("normal", "pre-line")  # values of white-space at which a last space hangs

_split = inline.split_first_line


def mend_line_breaks() -> None:
    """Let WeasyPrint break lines as it should; to call it twice changes nothing."""
    inline.split_first_line = _split_first_line


def _split_first_line(
    text: str, style: Any, context: Any, max_width: Any, *more: Any, **named: Any
) -> Any:
    """Return the first line of ``text``: all of it, where nothing but its last space is too much.

    The arguments and the result are those of ``weasyprint.text.line_break.split_first_line``.
    """
    bare = text.rstrip(" ")
    if max_width is not None and bare not in ("", text) and style["white_space"] in COLLAPSING:
        _, _, resume, width, *_ = _split(bare, style, context, max_width, *more, **named)
        if resume is None and width <= max_width:
            max_width = None
    return _split(text, style, context, max_width, *more, **named)
