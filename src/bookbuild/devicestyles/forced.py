"""Styles that take a choice from the reader: colours, faces, sizes and spacing of the text.

A reader of e-books sets these: by night, in large type, in a face that suits weak eyes.
"""

import re
from collections.abc import Iterator

from bookbuild.devicestyles.findings import Block, Finding, at
from bookbuild.devicestyles.legibility import GROUNDS, Fault, is_tint, unread_text
from bookbuild.rules import FORCED_STYLE
from bookbuild.stylesheets import Declaration, Part, Selector

# What most of the text is: elements, and the classes of turns and of what holds them.
BODY_ELEMENTS = {"html", "body", "main", "article", "section", "div", "p", "li", "span", "*"}
BODY_CLASSES = {"chapter", "turn", "interviewer", "interviewee", "host", "guest", "audience"}
BODY_CLASSES |= {"run-in", "own-line", "hanging", "question"}
BESIDE = {":before", ":after", ":first-letter", ":first-line"}  # of CSS 2, with one colon
# "Body text must use defaults" (Kindle Publishing Guidelines §10.3.1, before 9.3.2).
CHOICES = {
    "color": "colour",
    "background": "background",
    "background-color": "background",
    "font": "face and size",
    "line-height": "line spacing",
}
FONT_FAMILY = "font-family"  # on <body> alone a reader's choice wins (KPG, "Customizing Fonts")
COLOURS = {"color", *GROUNDS}
NOTHING = re.compile(r"0*\.?0+[a-z%]*", re.IGNORECASE)
ROOTS = {"html", "body"}
NEUTRAL = {"inherit", "initial", "unset", "revert", "currentcolor", "transparent", "none", "normal"}
IMPORTANT = {*CHOICES, FONT_FAMILY, "font-size", "text-align", "letter-spacing", "word-spacing"}
ABSOLUTE = {"px", "pt", "pc", "in", "cm", "mm", "q"}
OTHERS = "what is for paper alone: @media print; for the web page alone: custom-screen.css"


def forced(block: Block) -> Iterator[Finding]:
    """Yield what a rule decides in the reader's place."""
    is_body = any(map(is_body_text, block.selectors))
    for declaration in block.declarations:
        fault = (
            _important(declaration)
            or _size(declaration, block)
            or (is_body and _choice(declaration, block))
            or (not block.setting.schemed and _unread(declaration, block))
        )
        if fault:
            yield at(FORCED_STYLE, declaration, *fault)


def is_body_text(selector: Selector) -> bool:
    """Whether a selector is about the running text as a whole, or one person's part in it."""
    if not selector.parts or not _is_body(selector.parts[-1]):
        return False
    return all(_is_body(part) or _is_state(part) for part in selector.parts)


def _is_body(part: Part) -> bool:
    is_beside = any("::" in each or each in BESIDE for each in part.pseudos)
    is_special = is_beside or any(sign in part.more for sign in "#|[")
    is_known = part.element in BODY_ELEMENTS or (not part.element and bool(part.classes))
    is_root = ":root" in part.pseudos
    return is_root or (is_known and not is_special and BODY_CLASSES.issuperset(part.classes))


def _is_state(part: Part) -> bool:
    return not part.element and not part.classes and set(part.pseudos) == {":lang("}


def _important(declaration: Declaration) -> Fault | None:
    """Many reading systems set the reader's choice without "!important", and lose."""
    if not declaration.important or declaration.name not in IMPORTANT:
        return None
    return 'wins over the reader\'s choice by "!important"', 'leave out "!important"'


def _size(declaration: Declaration, block: Block) -> Fault | None:
    """Return the fault of a size of type, if it has one.

    RMSDK does not scale px and pt; a percentage on the root makes Kobo's readers forget the size
    that is set (Kobo's guidelines, "Setting Font Sizes").
    """
    if declaration.name not in ("font-size", "font", "line-height"):
        return None
    if declaration.name == "font-size" and NOTHING.fullmatch(declaration.text):
        return "hides the text in every size of type", 'give the size in "em"'
    units = {unit for _, unit in declaration.lengths}
    if units & ABSOLUTE:
        return "does not grow with the reader's size of type", 'give the size in "em"'
    of_roots = any(part.element in ROOTS for each in block.selectors for part in each.parts[-1:])
    if "%" in units and declaration.name == "font-size" and of_roots:
        return "makes some e-readers forget the reader's size of type", "leave the base size alone"
    return None


def _choice(declaration: Declaration, block: Block) -> Fault | None:
    name, is_neutral = declaration.name, declaration.words & NEUTRAL
    if is_neutral or declaration.text == "0" or (_is_for_scheme(block) and name in COLOURS):
        return None
    if name in GROUNDS and is_tint(declaration.text):
        return None
    if name in CHOICES:
        return f"sets the {CHOICES[name]} of the text, which is the reader's choice", _advice(name)
    if name == FONT_FAMILY and not _is_first_impression(declaration, block):
        return "sets the face of the text, which is the reader's choice", _advice(name)
    return None


def _advice(name: str) -> str:
    if name == FONT_FAMILY:
        return f"leave it out, or embed the face ([epub] embed-fonts) and name it on body; {OTHERS}"
    return f"leave it out; {OTHERS}"


def _is_first_impression(declaration: Declaration, block: Block) -> bool:
    """Whether a face comes along, and is asked for where a reader's choice wins."""
    subjects = {part.element for each in block.selectors for part in each.parts[-1:]}
    first = declaration.text.split(",")[0].strip("\"' ").casefold()
    return subjects <= ROOTS and first in block.setting.families


def _is_for_scheme(block: Block) -> bool:
    """Whether a rule sets both colours for those who read by night, or by day."""
    return block.setting.schemed and "color" in block.names and bool(block.names & GROUNDS)


def _unread(declaration: Declaration, block: Block) -> Fault | None:
    """Return the fault of a ground without a colour of text, or of a colour without a ground."""
    names, palette = block.names, block.setting.palette
    if declaration.words & NEUTRAL:
        return None
    if declaration.name in GROUNDS and "color" not in names and not is_tint(declaration.text):
        return (
            "is a background on which the text may vanish by night",
            'set "color" with it, or a border',
        )
    if declaration.name == "color" and not names & GROUNDS:
        return unread_text(declaration, block.selectors, palette)
    return None
