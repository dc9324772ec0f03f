"""Shortcodes of pictures become HTML that Python-Markdown takes along wherever they stand.

Text to text. A figure is written as ``<span>``s, which may stand in a paragraph, an item or a
cell, so that what its author wrote is read as Markdown there; ``markup.figures`` makes the
``<figure>`` of it. Addresses that only a site's generator could read are made plain.
"""

import re

from bookbuild.shortcodes import find_shortcodes
from bookbuild.shortcodes.families import VERBATIM
from bookbuild.shortcodes.parts import Shortcode, clean_source, is_picture_file

# Class names that no manuscript can write: their first character is none of Unicode's.
FIGURE, CAPTION = "\ufdd3figure", "\ufdd3caption"
SPECIAL = re.compile(r"[^\w\s/.,:;%?=+~-]")  # what Markdown or HTML may take for a mark
BLANK_LINE = re.compile(r"[ \t]*\n(?:[ \t>]*\n)+[ \t]*")
INDENT = re.compile(r"\n[ \t>]+")
REMOTE = re.compile(r"[a-z][a-z0-9+.-]*:|//", re.IGNORECASE)
# ![alt](a.jpg "title" width=300px), of MultiMarkdown, and ![alt](a.jpg =300x200), of others.
TARGET = re.compile(
    r"""(?P<verbatim>"""
    + VERBATIM
    + r""")
    |   (?P<picture>!\[[^\[\]\n]*\]\([ \t]*(?:<[^<>\n]*>|[^\s()"']+)(?:\s+(?:"[^"\n]*"|'[^'\n]*'))?)
        (?P<sizes>(?:\s+(?:(?:width|height)=["']?\d+(?:px|%)?["']?|=\d*%?x?\d*%?))+)[ \t]*\)
    """,
    re.VERBOSE | re.DOTALL | re.MULTILINE | re.IGNORECASE,
)
PROGRAM = re.compile(
    r"(?P<code>(?<!`)(?P<ticks>`+)(?!`).*?(?<!`)(?P=ticks)(?!`))|<Figure\b(?=[^<>]*=\{)"
)
SIZE = re.compile(
    r"(?P<name>width|height)=[\"']?(?P<value>\d+%?)|=(?P<width>\d*%?)x?(?P<height>\d*)"
)
# {{ site.baseurl }} and the like, at the beginning of a link's or a picture's address.
ADDRESS = re.compile(
    r"""(?P<before>\]\([ \t]*<?|\b(?:src|href)\s*=\s*["']?)"""
    r"""(?P<liquid>(?:\{\{[^{}\n]*\}\}|\{%[^{}\n]*%\})+)"""
)


def expand(text: str) -> str:
    """Return ``text`` with its shortcodes of pictures as HTML, each on one line or a few."""
    if "{" in text:
        text = ADDRESS.sub(lambda found: found["before"] + _plain(found["liquid"]), text)
    if "![" in text:
        text = TARGET.sub(_with_attributes, text)
    pieces, place = [], 0
    for code in find_shortcodes(text):
        pieces += [_without_programs(text[place : code.start]), _html(code, text)]
        place = code.end
    return "".join([*pieces, _without_programs(text[place:])])


def _without_programs(text: str) -> str:
    """Keep as text a ``<Figure>`` whose picture only a program knows: it may have a caption."""
    if "={" not in text:
        return text
    return PROGRAM.sub(lambda found: found["code"] or found[0].replace("<", "&lt;"), text)


def _plain(liquid: str) -> str:
    """Return what Liquid says of an address; what only the site knows stays as it is."""
    plain = clean_source(liquid)
    return liquid if "{" in plain else plain


def _with_attributes(found: re.Match[str]) -> str:
    """Write the size of a picture as ``attr_list`` reads it."""
    if found["verbatim"] is not None:
        return found[0]
    sizes = {}
    for size in SIZE.finditer(found["sizes"]):
        if size["name"]:
            sizes[size["name"].lower()] = size["value"]
        else:
            sizes |= {name: size[name] for name in ("width", "height") if size[name]}
    return f"{found['picture']}){{{' '.join(f'{name}={size}' for name, size in sizes.items())}}}"


def _html(code: Shortcode, text: str) -> str:
    """Return the shortcode as inline HTML."""
    if code.is_inline:
        return _picture(code, text)
    kind = f"{FIGURE} gallery" if code.is_gallery else FIGURE
    names = " ".join(
        [kind, *_said("class", code, text).replace("#", " ").replace(".", " ").split()]
    )
    name = _said("id", code, text).strip().lstrip("#")
    opening = f'<span class="{_escaped(names)}"{_attribute("id", name)}>'
    link = _said("link", code, text)
    picture = _picture(code, text) if "src" in code.parts else ""
    # A larger copy of the picture is not in the book.
    if picture and link and (REMOTE.match(link) or not is_picture_file(link)):
        picture = f'<a href="{_escaped(clean_source(link))}">{picture}</a>'
    inside = expand(text[slice(*code.inside)].strip()) if code.inside else ""
    inside = BLANK_LINE.sub("<br />\n", inside)
    words = _caption(code, text)
    caption = f'<span class="{CAPTION}">{words}</span>' if words else ""
    return f"{opening}{picture}{inside}{caption}</span>"


def _picture(code: Shortcode, text: str) -> str:
    said = {name: _said(name, code, text) for name in ("alt", "hover", "width", "height")}
    source = clean_source(text[slice(*code.parts["src"])])
    attributes = _attribute("title", said.pop("hover"))
    attributes += "".join(_attribute(name, value) for name, value in said.items())
    return f'<img src="{_escaped(source)}"{attributes} />'


def _caption(code: Shortcode, text: str) -> str:
    """Return title, caption and source of a figure, which are Markdown, one behind the other."""
    printed = {
        name: INDENT.sub("\n", BLANK_LINE.sub("<br />\n", text[slice(*span)].strip()))
        for name, span in code.printed(text)
    }
    if "title" in printed and len(printed) > 1:
        printed["title"] = f"<strong>{printed['title']}</strong><br />\n"
    if "attr" in printed and (link := _said("attrlink", code, text)):
        printed["attr"] = f'<a href="{_escaped(link)}">{printed["attr"]}</a>'
    return " ".join(printed.values()).replace("\n ", "\n")


def _said(name: str, code: Shortcode, text: str) -> str:
    span = code.parts.get(name)
    return " ".join(text[slice(*span)].split()) if span else ""


def _attribute(name: str, value: str) -> str:
    value = re.sub(r"\\(?=[\"'`\\])", "", value)
    return f' {name}="{_escaped(value)}"' if value else ""


def _escaped(value: str) -> str:
    """Write what Markdown and HTML may take for a mark as references."""
    return SPECIAL.sub(lambda found: f"&#{ord(found[0])};", value)
