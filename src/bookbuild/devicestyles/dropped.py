"""Styles that some e-readers drop, and with them more than the author meant.

Adobe's engine (RMSDK, in Digital Editions, on Tolino, and in Kobo's readers for any file
that is not a kepub) knows CSS 2 and stopped in about 2013; Kobo's own, Kindle's and the apps that
carry an old browser know a little more. Where each fact comes from stands beside it.
"""

import re
from collections.abc import Iterator

from bookbuild.devicestyles.findings import Block, Finding, at
from bookbuild.devicestyles.twins import OLDER, stand_ins, twins_of
from bookbuild.rules import DROPPED_STYLE
from bookbuild.stylesheets import Selector

# RMSDK ignores the whole sheet that calls one (dvschultz/99problems issue 53: calc), or the book
# (its readers report "corrupted" at min).
FATAL_FUNCTIONS = ("calc", "min", "max", "clamp")
# Of what e-readers show, only those with a browser of today inside know these.
RECENT_FUNCTIONS = {
    "var": "a variable",
    "env": "env()",
    "color-mix": "color-mix()",
    "light-dark": "light-dark()",
    "color": "color()",
    "hwb": "hwb()",
    "lab": "lab()",
    "lch": "lch()",
    "oklab": "oklab()",
    "oklch": "oklch()",
}
# CSS Values 3 and 4; Standard Ebooks' build replaces them in the books it makes for all devices.
RECENT_UNITS = {"rem", "ch", "cap", "ic", "lh", "rlh", "vw", "vh", "vmin", "vmax", "vi", "vb"}
RECENT_UNITS |= {size + unit for size in "sld" for unit in ("vw", "vh", "vmin", "vmax")}
# Not in CSS 2, and with nothing that an old engine could take for it.
RECENT_WORDS = {
    "display": {"flex", "inline-flex", "grid", "inline-grid", "contents", "flow-root"},
    "text-align": {"start", "end", "match-parent"},
    "width": {"min-content", "max-content", "fit-content"},
    "max-width": {"min-content", "max-content", "fit-content"},
    "min-width": {"min-content", "max-content", "fit-content"},
    "white-space": {"break-spaces"},
}
INSTEAD = {
    "display": "say what it is without it: text and pictures one below the other, or a table",
    "text-align": 'write "left" or "right" before it in the same rule',
}
PAPER = "@media print if it is for paper alone"
OF_COLUMNS = {"column", "avoid-column", "region", "avoid-region"}  # no page breaks at all
PREFIX = re.compile(r"-(?:webkit|epub|moz|ms|o)-(.+)")
# What browsers once had under a prefix alone and CSS has now.
STANDARD = {
    *OLDER,
    *("border-radius", "box-shadow", "box-sizing", "column-count", "column-gap", "column-width"),
    *("line-break", "text-align-last", "text-orientation", "transform", "word-break"),
}

# An engine that cannot read one selector loses its whole rule (CSS 2.1 §4.1.7).
RECENT_PSEUDOS = {":has(", ":is(", ":where(", ":matches(", ":dir(", ":any-link", "::marker"}
RECENT_PSEUDOS |= {":focus-visible", ":focus-within", ":host", ":host(", "::part(", "::slotted("}
LIST = re.compile(r"[,\s>+~]")  # within :not(): Selectors 4; Selectors 3 takes one simple selector
NTH_OF = re.compile(r":nth-(?:last-)?child\([^)]*\bof\b", re.IGNORECASE)
FONTS = re.compile(r"woff(?!2)|opentype|truetype|[ot]tf", re.IGNORECASE)


def dropped(block: Block) -> Iterator[Finding]:
    """Yield what some e-readers drop of a rule, unless it is guarded."""
    if not block.setting.guarded:
        yield from _selectors(block)
        yield from _values(block)
        yield from _properties(block)


def _selectors(block: Block) -> Iterator[Finding]:
    for selector in block.selectors:
        if reason := _unread(selector):
            place = (block.piece.line, block.piece.column)
            others = " with all its selectors" if len(block.selectors) > 1 else ""
            message = f'"{selector.text}": old e-readers drop the rule{others}, for {reason}'
            hint = "name the elements by their classes, in a rule of their own"
            yield Finding(DROPPED_STYLE, *place, message, hint)


def _unread(selector: Selector) -> str:
    """Return what of a selector old engines cannot read; empty where they can."""
    pseudos = [pseudo for part in selector.parts for pseudo in part.pseudos]
    found = [f'"{pseudo.rstrip("(")}"' for pseudo in pseudos if pseudo in RECENT_PSEUDOS]
    signs = {sign for part in selector.parts for sign in part.more}
    if "|" in signs or "||" in signs:
        found.append("a namespace")  # Standard Ebooks' build puts classes in their place
    if any(name == "not" and LIST.search(inner.strip()) for name, inner in selector.arguments):
        found.append('a list in ":not"')
    if NTH_OF.search(selector.text):
        found.append("a selector of level 4")
    return ", ".join(found)


def _values(block: Block) -> Iterator[Finding]:
    for declaration, has_fallback in block.with_fallback():
        if declaration.functions & set(FATAL_FUNCTIONS):
            harm = "makes Adobe's engine drop the whole stylesheet"
            yield at(DROPPED_STYLE, declaration, harm, "write a plain length or a percentage")
        elif not has_fallback and not declaration.name.startswith("--"):
            new = [RECENT_FUNCTIONS[name] for name in declaration.functions & {*RECENT_FUNCTIONS}]
            new += [f'the unit "{unit}"' for _, unit in declaration.lengths if unit in RECENT_UNITS]
            new += [
                f'"{word}"'
                for word in declaration.words & RECENT_WORDS.get(declaration.name, set())
            ]
            if new:
                harm = f"is dropped by old e-readers, which do not know {min(new)}"
                hint = "give the same property a plain value before it, in the same rule"
                yield at(DROPPED_STYLE, declaration, harm, INSTEAD.get(declaration.name, hint))


def _properties(block: Block) -> Iterator[Finding]:
    names = block.names
    for declaration in block.declarations:
        name = declaration.name
        older, prefixed = OLDER.get(name, ()), PREFIX.fullmatch(name)
        is_said = bool(names & stand_ins(name) or twins_of(declaration))  # or there in the EPUB
        if older and not is_said and not declaration.words & OF_COLUMNS:
            harm = "is dropped by old e-readers, which do not know the property"
            say = " or ".join(f'"{each}"' for each in older)
            paper = f", or put it into {PAPER}" if name.startswith("break-") else ""
            yield at(DROPPED_STYLE, declaration, harm, f"write {say} beside it{paper}")
        elif prefixed and prefixed[1] in STANDARD and prefixed[1] not in names:
            harm = "is for the engines of one maker"
            yield at(DROPPED_STYLE, declaration, harm, f'write "{prefixed[1]}" beside it')


def dropped_font(block: Block) -> Iterator[Finding]:
    """Yield the fonts of a @font-face that e-readers cannot load (Kobo: "Supported Fonts")."""
    for declaration in block.declarations:
        is_source = declaration.name == "src" and "woff2" in declaration.text.lower()
        if is_source and not FONTS.search(declaration.text):
            harm = "is a WOFF2 font, which few e-readers load"
            yield at(DROPPED_STYLE, declaration, harm, "convert the font to TTF or OTF")


# -- conditions -----------------------------------------------------------------------------------

# Level 4: comparisons, "or", "not" within brackets.
MEDIA_4 = re.compile(r"[<>]|\)\s*or\s*\(|\(\s*not\b|\(\s*\(", re.IGNORECASE)
BLOCKS = (
    "layer",
    "container",
    "scope",
    "starting-style",
)  # at-rules whose rules are lost with them


def dropped_condition(keyword: str, condition: str) -> tuple[str, str] | None:
    """Return the harm that an at-rule around rules does, and what to write; None: it does none.

    @media and @supports keep their rules from engines that do not know them, which is their use.
    """
    if keyword in BLOCKS:
        return f"old e-readers drop all that stands in @{keyword}", "write its rules without it"
    if keyword == "supports" and re.match(r"not\b", condition, re.IGNORECASE):
        # What does not know a feature does not know @supports either (ADE 4.5, Kindle).
        hint = "write these rules without it, and what replaces them in @supports below"
        return "what lacks the feature mostly lacks @supports as well", hint
    if keyword == "media" and MEDIA_4.search(condition):
        return "old e-readers drop all that stands in it", 'write "(min-width: …) and (…)"'
    if keyword == "namespace":
        return "old e-readers do not know namespaces", "name elements by their classes"
    return None
