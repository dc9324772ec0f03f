"""How each family of programs writes its shortcodes; a reader for each.

A match of ``OPENING`` in, the shortcode out, or None where it is broken or shows no picture.
"""

import re
from collections.abc import Callable, Mapping, Sequence
from dataclasses import replace

from bookbuild.shortcodes.parts import (
    HAS_PICTURE,
    NAMES,
    SUFFIX,
    Shortcode,
    is_picture_file,
    parts_of,
)
from bookbuild.shortcodes.tags import LIQUID, QUOTED, Span, Tag, find_inside, read_tag

# What stands for itself: code, comments, marks that are escaped, what is to be shown as it is.
VERBATIM = r"""
    ^[ >\t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<fence>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*\n.*?
        ^[ >\t]*(?P=fence)[`~]*[ \t]*$
|   (?<!`)(?P<ticks>`+)(?!`)(?:(?!\n[ \t]*\n).)+?(?<!`)(?P=ticks)(?!`)
|   <!--.*?-->
|   <(?P<code>pre|code|script|style)\b[^>]*>.*?</(?P=code)>
|   \{%-?\s*raw\s*-?%\}.*?\{%-?\s*endraw\s*-?%\}
|   \\[^\w\s]
"""
OPENING = re.compile(
    r"""(?P<wordpress>\\?\[caption(?=[\s\]\\]))
    |   (?P<verbatim>"""
    + VERBATIM
    + r""")
    |   (?P<hugo>\{\{[<%]\s*(?P<called>[A-Za-z][\w/.-]*))
    |   (?P<tera>\{\{-?\s*(?P<function>[A-Za-z]\w*)\()
    |   (?P<liquid>\{%-?\s*(?P<tag>[A-Za-z][\w-]*))
    |   (?P<mdx><(?P<component>[A-Za-z]+)(?=[\s/]))
    |   (?P<obsidian>!\[\[(?P<path>[^\[\]|\n\#]+"""
    + SUFFIX
    + r""")(?P<rest>(?:[|\#][^\[\]|\n]*)*)\]\])
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
PICTURE_NAME = re.compile(r"fig|im(?:age|g)|picture|photo|fullwidth|maincolumn", re.IGNORECASE)
GALLERY_NAME = re.compile(r"galler|images?[-_]?(?:list|grid)|carousel|slide", re.IGNORECASE)
INCLUDED = re.compile(r"\s*(?P<mark>[\"']?)(?P<file>[\w./-]+)(?P=mark)(?=[\s,%])")
# Octopress and Hexo: {% img left /a.jpg 300 200 "title" "alt" %}
POSITIONED = re.compile(
    rf"""\s+(?:(?P<class>[A-Za-z][\w -]*?)\s+)??
    (?P<src>(?=\{{|[^\s"']*[/.])(?:{LIQUID}|[^\s"'%{{}}]|%(?!\}}))+)
    (?:\s+(?P<width>\d+%?)(?:px)?(?=\s))?(?:\s+(?P<height>\d+)(?:px)?(?=\s))?
    (?P<rest>(?:(?!%\}}|\n\s*\n).)*?)\s*-?%\}}""",
    re.VERBOSE | re.DOTALL,
)
# jekyll-picture-tag: {% picture a.jpg --alt A press --link /press %}
OPTION = re.compile(r"\s--(?P<name>[a-z-]+)\s+(?P<text>.*?)(?=\s+--[a-z]|\s*$)", re.DOTALL)
EMBEDDED = re.compile(r"[|#]([^|#]*)")
SIZE = re.compile(r"\s*(\d+)(?:x\d+)?\s*")
# What values without a key are.
HUGO = ("src", "caption", "alt")
LIQUID_TAG = ("src", "alt", "caption")  # Eleventy
TUFTE: Mapping[str, Sequence[str]] = {
    "fullwidth": ("src", "caption"),
    "maincolumn": ("src", "caption"),
    "marginfigure": ("id", "src", "caption"),
}


def _read_hugo(text: str, opening: re.Match[str]) -> Shortcode | None:
    name = opening["called"]
    if (tag := read_tag(text, opening.end(), "hugo")) is None:
        return None
    closing = re.compile(rf"\{{\{{[<%]\s*/\s*{re.escape(name)}\s*[>%]\}}\}}")
    again = re.compile(rf"\{{\{{[<%]\s*{re.escape(name)}\b")
    inside, end = find_inside(text, tag, closing, again)
    return _named(text, opening.start(), replace(tag, end=end), (name, HUGO, inside))


def _read_tera(text: str, opening: re.Match[str]) -> Shortcode | None:
    """Read a shortcode of Zola's: ``{{ figure(src="a.jpg", caption="A press") }}``."""
    if (tag := read_tag(text, opening.end(), "tera")) is None:
        return None
    return _named(text, opening.start(), tag, (opening["function"], HUGO, None))


def _read_liquid(text: str, opening: re.Match[str]) -> Shortcode | None:
    name, start = opening["tag"], opening.start()
    if name.startswith(("include", "render")):
        if (included := INCLUDED.match(text, opening.end())) is None:
            return None
        tag = read_tag(text, included.end(), "liquid")
        name = included["file"].rpartition("/")[2]
        return _hidden_title(_named(text, start, tag, (name, (), None)) if tag else None)
    if not PICTURE_NAME.search(name) and not GALLERY_NAME.search(name):
        return None
    tag = read_tag(text, opening.end(), "liquid")
    if tag is None or _is_positioned(text, opening, tag):
        return _read_positioned(text, opening)
    closing = re.compile(rf"\{{%-?\s*end_?{re.escape(name)}\s*-?%\}}")
    again = re.compile(rf"\{{%-?\s*{re.escape(name)}\b")
    inside, end = find_inside(text, tag, closing, again)
    how = (name, TUFTE.get(name, LIQUID_TAG), inside)
    found = _named(text, start, replace(tag, end=end), how)
    return _hidden_title(found) or _read_positioned(text, opening)


def _is_positioned(text: str, opening: re.Match[str], tag: Tag) -> bool:
    """Whether a tag has options, or values that are neither named nor quoted."""
    if OPTION.search(text, opening.end(), tag.end):
        return True
    is_bare = any(text[begin - 1] not in "\"'" for begin, _ in tag.others)
    return is_bare and not tag.named and opening["tag"] not in TUFTE


def _read_positioned(text: str, opening: re.Match[str]) -> Shortcode | None:
    """Read what Octopress, Hexo and jekyll-picture-tag name by position, quoted or not."""
    found = POSITIONED.match(text, opening.end())
    if found is None or not is_picture_file(found["src"]):
        return None
    given = ("class", "src", "width", "height")
    parts = {name: found.span(name) for name in given if found[name]}
    begin, end = found.span("rest")
    options = list(OPTION.finditer(text, begin, end))
    quoted = list(QUOTED.finditer(text, begin, end))
    if options:
        own = {option["name"]: option.span("text") for option in options}
        parts |= {name: span for name, span in own.items() if name in NAMES}
    elif quoted:
        parts["alt"] = quoted[-1].span("text")
        if len(quoted) > 1:
            parts["hover"] = quoted[0].span("text")
    elif text[begin:end].strip():
        parts["alt"] = (begin, end)
    return Shortcode(opening.start(), found.end(), parts)


def _read_mdx(text: str, opening: re.Match[str]) -> Shortcode | None:
    name = opening["component"]
    if not re.fullmatch("[A-Z]+[a-z][A-Za-z]*", name):
        return None
    if (tag := read_tag(text, opening.end(), "mdx")) is None:
        return None
    inside, end = find_inside(text, tag, re.compile(f"</{name}>"), re.compile(rf"<{name}\b"))
    found = _named(text, opening.start(), replace(tag, end=end), (name, (), inside))
    return _hidden_title(found) if found is None or "src" in found.parts else None


def _read_wordpress(text: str, opening: re.Match[str]) -> Shortcode | None:
    """Read a caption; its id and width are of no use, and the same picture twice has one id."""
    if (tag := read_tag(text, opening.end(), "wordpress")) is None:
        return None
    closing, again = re.compile(r"\\?\[/caption\\?\]"), re.compile(r"\\?\[caption\b")
    inside, end = find_inside(text, tag, closing, again)
    if inside is None or not HAS_PICTURE.search(text, *inside):
        return None
    caption = tag.named.get("caption")
    return Shortcode(opening.start(), end, {"caption": caption} if caption else {}, inside)


def _read_obsidian(text: str, opening: re.Match[str]) -> Shortcode:
    """Read an embedded file: behind its name may stand its size, or words for it."""
    parts = {"src": opening.span("path")}
    for piece in EMBEDDED.finditer(text, *opening.span("rest")):
        if size := SIZE.fullmatch(piece[1]):
            parts["width"] = (piece.start(1) + size.start(1), piece.start(1) + size.end(1))
        elif piece[0].startswith("|") and piece[1].strip():
            parts["alt"] = piece.span(1)
    return Shortcode(opening.start(), opening.end(), parts, is_inline=True)


def _named(
    text: str, start: int, tag: Tag, how: tuple[str, Sequence[str], Span | None]
) -> Shortcode | None:
    """Return what a tag shows; ``how``: its name, what stands in which position, what inside."""
    name, positions, inside = how
    holds = inside is not None and bool(HAS_PICTURE.search(text, *inside))
    parts = parts_of(text, tag, positions)
    if GALLERY_NAME.search(name):
        holds = holds or (inside is not None and bool(PICTURE_NAME.search(text, *inside)))
        parts = {role: span for role, span in parts.items() if role != "src"}
        return Shortcode(start, tag.end, parts, inside, is_gallery=True) if holds else None
    if not PICTURE_NAME.search(name) or not (holds or "src" in parts):
        return None
    return Shortcode(start, tag.end, parts, inside)


def _hidden_title(code: Shortcode | None) -> Shortcode | None:
    """Let the title be what is shown when somebody points at the picture: all but Hugo's is."""
    if code is None or "title" not in code.parts:
        return code
    parts = {"hover" if role == "title" else role: span for role, span in code.parts.items()}
    return replace(code, parts=parts)


READERS: Mapping[str, Callable[[str, re.Match[str]], Shortcode | None]] = {
    "wordpress": _read_wordpress,
    "hugo": _read_hugo,
    "tera": _read_tera,
    "liquid": _read_liquid,
    "mdx": _read_mdx,
    "obsidian": _read_obsidian,
}
