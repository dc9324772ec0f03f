"""Styles that make text unreadable somewhere: on a narrow screen, in large type, on paging."""

import re
from collections.abc import Iterator

from bookbuild.devicestyles.findings import Block, Finding, at
from bookbuild.rules import FRAGILE_STYLE
from bookbuild.stylesheets import Declaration, Selector

# Kobo's guidelines, "Using em units for Margins": more leaves a few letters a line in large type.
MOST_EMS = 2
MOST_EMS_BESIDE = 4  # room for an initial, or a picture as small as one
# CSS px: the text of a telephone's screen is about as wide. "Image dimensions should be set in
# percentages instead of pixels" (Kobo's guidelines, "Image Formatting").
WIDEST_PX = 300
WIDEST_SCREEN_PX = 450  # of a telephone held upright; the text has less
EM_PX = 16  # in a condition, whatever the size of type (Media Queries 3 §1.3)
LEAST_WIDTH = re.compile(
    r"\(\s*min-(?:device-)?width\s*:\s*(?P<size>[\d.]*\d)(?P<unit>px|pt|pc|in|cm|mm|r?em)\s*\)"
)
PX = {"px": 1.0, "pt": 96 / 72, "pc": 16.0, "in": 96.0, "cm": 96 / 2.54, "mm": 96 / 25.4}
SIDES = ("margin-left", "margin-right", "padding-left", "padding-right")
# "Avoid using negative values … content can display with the edge cut off. If you want to use
# text-indent: -2em you also need to apply padding-left: 2em." (KDP help, "HTML and CSS Guidelines")
MAKE_ROOM = {"margin", "margin-left", "padding", "padding-left"}
WORD = re.compile(r"[^\W_]")


def fragile(block: Block) -> Iterator[Finding]:
    """Yield what of a rule breaks on some e-readers."""
    yield from _injected(block)
    for declaration in block.declarations:
        fault = (
            _position(declaration)
            or (not block.setting.wide and _narrowing(declaration, block))
            or _negative(declaration, block)
            or _scrolled(declaration)
            or _words(declaration)
        )
        if fault:
            yield at(FRAGILE_STYLE, declaration, *fault)


def is_wide(condition: str) -> bool:
    """Whether a condition of @media leaves out every telephone held upright."""
    least = LEAST_WIDTH.finditer(condition.lower())
    found = [float(each["size"]) * PX.get(each["unit"], EM_PX) for each in least]
    return "," not in condition and any(px > WIDEST_SCREEN_PX for px in found)


Fault = tuple[str, str]


def _injected(block: Block) -> Iterator[Finding]:
    """Kobo puts every sentence into a <span> and the text into a <div>: "Styling div tags"."""
    for selector in block.selectors:
        if name := _bare(selector):
            place = (block.piece.line, block.piece.column)
            message = f'"{selector.text}": Kobo puts <{name}> elements of its own into the text'
            hint = f"name the element by a class, as in {name}.aside"
            yield Finding(FRAGILE_STYLE, *place, message, hint)


def _bare(selector: Selector) -> str:
    """Return the element that a selector is about without saying which; Kobo's divs are outmost."""
    *before, subject = selector.parts or (None,)
    if subject is None or subject.classes or subject.pseudos or subject.more:
        return ""
    outmost = all(part.element in ("html", "body") for part in before if part is not None)
    return (
        subject.element
        if subject.element == "span" or (subject.element == "div" and outmost)
        else ""
    )


def _position(declaration: Declaration) -> Fault | None:
    """EPUB 3.3 §6.3.1.1 warns of these, and Apple's asset guide refuses them in flowing books."""
    found = declaration.words & {"fixed", "absolute", "sticky"}
    if declaration.name != "position" or not found:
        return None
    return "takes text out of its place, where pages cut it off", "let it stand where it is written"


def _narrowing(declaration: Declaration, block: Block) -> Fault | None:
    """Return what is too much for the screen of a telephone."""
    return (
        _wide_margin(declaration)
        or _fixed_width(declaration, block)
        or _beside(declaration, block)
        or _unbroken(declaration)
    )


def _wide_margin(declaration: Declaration) -> Fault | None:
    wide = [value for value, unit in _sideways(declaration) if unit == "em" and value > MOST_EMS]
    if not wide:
        return None
    return "leaves little of a telephone's line in large type", "write a percentage, or at most 2em"


def _sideways(declaration: Declaration) -> list[tuple[float, str]]:
    """Return the lengths that a declaration sets on the left and on the right."""
    if declaration.name in SIDES:
        return declaration.lengths
    if declaration.name not in ("margin", "padding") or declaration.functions:
        return []
    values = [_length(token) for token in declaration.tokens]
    return values[1::2] or values  # top, right, bottom, left


def _length(token: object) -> tuple[float, str]:
    value, unit = getattr(token, "value", 0), getattr(token, "lower_unit", "")
    return (float(value), unit) if unit else (0.0, "")


def _negative(declaration: Declaration, block: Block) -> Fault | None:
    below = [unit for value, unit in declaration.lengths if value < 0 and unit != "%"]
    if declaration.name == "text-indent" and below and not block.names & MAKE_ROOM:
        harm = "begins the line outside the page on some e-readers"
        return harm, 'make room in the same rule, as with "padding-left"'
    if any(value < 0 for value, _ in _sideways(declaration)):
        return "is cut off at the edge on Kindle", "move the rest in, rather than this out"
    return None


def _fixed_width(declaration: Declaration, block: Block) -> Fault | None:
    name = declaration.name
    if name not in ("width", "min-width") or (name == "width" and _is_bounded(block)):
        return None
    if not any(value * PX.get(unit, 0) > WIDEST_PX for value, unit in declaration.lengths):
        return None
    return "is wider than a telephone's screen", "write a percentage"


def _beside(declaration: Declaration, block: Block) -> Fault | None:
    """Return the fault of a column of text that leaves too little to the text beside it."""
    floats = any(
        each.words & {"left", "right"} for each in block.declarations if each.name == "float"
    )
    if not floats or declaration.name not in ("width", "min-width") or _is_bounded(block):
        return None
    if not any(value > MOST_EMS_BESIDE for value, unit in declaration.lengths if unit == "em"):
        return None
    harm = "leaves little of a telephone's line beside it in large type"
    return harm, "write a percentage, or let the text stand below"


def _unbroken(declaration: Declaration) -> Fault | None:
    if declaration.name != "white-space" or "pre" not in declaration.words:
        return None
    return "cuts off lines that are longer than the screen", 'write "pre-wrap"'


def _is_bounded(block: Block) -> bool:
    """Whether nothing becomes wider than what it stands in."""
    limits = [each.lengths for each in block.declarations if each.name == "max-width"]
    return bool(limits) and all(unit == "%" and size <= 100 for size, unit in limits[-1])


def _scrolled(declaration: Declaration) -> Fault | None:
    """Nothing scrolls on paper-white screens; Ace takes such a box for one no key can reach."""
    found = declaration.name.startswith("overflow") and declaration.words & {"auto", "scroll"}
    if declaration.name == "overflow-wrap" or not found:
        return None
    return "hides what e-readers cannot scroll to", "let lines break: white-space: pre-wrap"


def _words(declaration: Declaration) -> Fault | None:
    """What a style writes is not searched, not read aloud, not copied, and in RMSDK not there."""
    if declaration.name != "content":
        return None
    strings = [token.value for token in declaration.tokens if token.type == "string"]
    if not any(WORD.search(string) for string in strings):
        return None
    return "writes words that some e-readers do not show", "write them into the text"
