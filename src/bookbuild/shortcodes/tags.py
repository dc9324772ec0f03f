"""The tag of a shortcode: its parameters, named or not, and what stands between two of them.

A place in the text in, places out. A tag that is not closed, or a quotation in it, is none.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

Span = tuple[int, int]
"""Where something begins and ends."""

# In values: a variable or a path of Liquid's; the end of a tag, or of a paragraph, ends them.
LIQUID = r"\{\{(?:(?!\}\}|\n\s*\n).)*\}\}|\{%-?\s*link\b[^{}]*%\}"
BREAK = r"(?!\n\s*\n|[>%]\}\}|(?<!\{)%\})"
PARAMETER = re.compile(
    rf"""[\s,]*(?:(?P<key>[A-Za-z_][\w-]*)\s*(?:=|:(?!//))\s*)?
    (?: "(?P<double>(?:{LIQUID}|\\.|{BREAK}[^"\\])*)"
    |   '(?P<single>(?:{LIQUID}|\\.|{BREAK}[^'\\])*)'
    |   `(?P<tick>(?:{BREAK}[^`])*)`
    |   (?P<bare>(?:{LIQUID}|\[[^\[\]\n]*\]|{BREAK}(?!/?>|\\\])[^\s"'`{{}},()\]])+)
    |   \{{\s*(?P<script>(?:[^{{}}\n]|\{{[^{{}}\n]*\}})*)\}}
    )""",
    re.VERBOSE | re.DOTALL,
)
ENDS = {
    "hugo": re.compile(r"\s*(?P<void>/?)\s*[>%]\}\}"),
    "tera": re.compile(r"[\s,]*\)(?P<void>)\s*-?\}\}"),
    "liquid": re.compile(r"\s*(?P<void>/?)\s*-?%\}"),
    "mdx": re.compile(r"\s*(?P<void>/?)>"),
    "wordpress": re.compile(r"\s*(?P<void>)\\?\]"),
}
LONGEST = 3000  # characters of a tag: one that is never closed shall not take long
QUOTED = re.compile(r"""(?P<mark>["'`])(?P<text>(?:(?!(?P=mark)).)*)(?P=mark)""", re.DOTALL)
NUMBER = re.compile(r"\s*\d+\s*$")


@dataclass(frozen=True, slots=True)
class Tag:
    """Where the values of a tag stand: by their keys, in lower case, and those without a key."""

    named: Mapping[str, Span]
    others: Sequence[Span]
    end: int
    is_void: bool  # it says itself that nothing is to close it


def read_tag(text: str, start: int, family: str) -> Tag | None:
    """Return the tag whose parameters begin at ``start``; None where it is broken."""
    named: dict[str, Span] = {}
    others: list[Span] = []
    last = start + LONGEST
    while (end := ENDS[family].match(text, start)) is None:
        found = PARAMETER.match(text, start, last)
        if found is None:
            return None
        start = found.end()
        if (span := _value(found)) is None:
            continue
        if found["key"]:
            named.setdefault(found["key"].lower().replace("-", "_"), span)
        else:
            others.append(span)
    return Tag(named, others, end.end(), bool(end["void"]))


def _value(found: re.Match[str]) -> Span | None:
    """Return where a value stands; None where it is known to a program alone."""
    if found["script"] is None:
        return found.span(found.lastgroup or "bare")
    if quoted := QUOTED.search(found.string, *found.span("script")):
        return quoted.span("text")
    return found.span("script") if NUMBER.match(found["script"]) else None


def find_inside(
    text: str, tag: Tag, closing: re.Pattern[str], again: re.Pattern[str]
) -> tuple[Span | None, int]:
    """Return what stands between ``tag`` and its ``closing``, and where all of it ends.

    ``again`` is what opens another of the kind, to which a closing behind it belongs.
    """
    found = None if tag.is_void else closing.search(text, tag.end)
    if found is None or again.search(text, tag.end, found.start()):
        return None, tag.end
    return (tag.end, found.start()), found.end()
