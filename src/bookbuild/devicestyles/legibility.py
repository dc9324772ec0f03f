"""Colours that cannot be read by night or by day, on a ground that is the reader's choice."""

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from bookbuild.colours import LEAST_CONTRAST, WHITE, contrast, readable
from bookbuild.stylesheets import (
    Declaration,
    Part,
    Piece,
    Selector,
    is_dark_grey,
    is_translucent,
    shade_on,
)

BLACK = "#000000"
# By night, where text in a colour stands out by its colour as well (WCAG 2.2 §1.4.3: large text).
LEAST_BY_NIGHT = 3.0
LEAST_ON_TINT = 7.0  # of black on white with a tint: what a reader chose may be less than black
GROUNDS = {"background", "background-color"}
ORNAMENTS = {"before", "after", "marker"}
SCHEME = re.compile(r"prefers-color-scheme\s*:\s*(?P<scheme>dark|light)", re.IGNORECASE)

Fault = tuple[str, str]


@dataclass(frozen=True, slots=True)
class Palette:
    """What a sheet says of colours in other rules.

    ``paired``: selectors with a colour of their own by night ("dark") or by day ("light").
    ``grounded``: the classes of what has both a colour and a ground.
    """

    paired: frozenset[tuple[str, str]] = frozenset()
    grounded: frozenset[str] = frozenset()


NO_PALETTE = Palette()


def palette_of(rules: Iterable[Piece]) -> Palette:
    """Return what the rules of a sheet say of colours, for each other."""
    paired: set[tuple[str, str]] = set()
    grounded: set[str] = set()
    for piece, scheme in _with_scheme(rules, ""):
        names = {each.name for each in piece.declarations}
        if "color" in names and scheme:
            paired |= {(selector.text, scheme) for selector in piece.selectors}
        if "color" in names and names & GROUNDS:
            grounded |= {
                name
                for each in piece.selectors
                for part in each.parts[-1:]
                for name in part.classes
            }
    return Palette(frozenset(paired), frozenset(grounded))


def _with_scheme(rules: Iterable[Piece], scheme: str) -> Iterator[tuple[Piece, str]]:
    for piece in rules:
        if piece.kind == "rule":
            yield piece, scheme
        elif piece.keyword in ("media", "supports"):
            found = SCHEME.search(piece.condition)
            yield from _with_scheme(piece.inner, found["scheme"].lower() if found else scheme)


def is_tint(colour: str) -> bool:
    """Whether text in black on white and in white on black can be read through ``colour``."""
    return is_translucent(colour) and all(
        contrast(shade_on(colour, ground) or text, text) >= LEAST_ON_TINT
        for ground, text in ((1, BLACK), (0, WHITE))
    )


def unread_text(
    declaration: Declaration, selectors: Iterable[Selector], palette: Palette
) -> Fault | None:
    """Return what is wrong with a colour of text that has no ground beside it, if it can be seen.

    Kobo's guidelines, "Background Colors"; by night, apps turn the text's own colour round and
    leave those that a book sets.
    """
    chosen = list(selectors)
    if all(_is_on_ground(each, palette) or _is_ornament(each) for each in chosen):
        return None
    paired = {
        scheme
        for scheme in ("dark", "light")
        if all((each.text, scheme) in palette.paired for each in chosen)
    }
    colour = declaration.text
    if "dark" not in paired and (fault := _unread_by_night(colour)):
        return fault
    return None if "light" in paired else _unread_by_day(colour)


def _is_on_ground(selector: Selector, palette: Palette) -> bool:
    return any(name in palette.grounded for part in selector.parts for name in part.classes)


def _is_ornament(selector: Selector) -> bool:
    """Whether a selector is about a line, or what a style puts beside the text."""
    subject = selector.parts[-1] if selector.parts else Part()
    beside = {pseudo.lstrip(":") for pseudo in subject.pseudos} & ORNAMENTS
    return subject.element == "hr" or bool(beside)


def _unread_by_night(colour: str) -> Fault | None:
    if is_dark_grey(colour):
        return "may be black on black by night", "leave it out: italics or size set text apart too"
    shade = shade_on(colour, 0)
    if not shade or (found := contrast(shade, BLACK)) >= LEAST_BY_NIGHT:
        return None
    harm = f"is hard to read by night: its contrast on black is {_ratio(found)}:1"
    hint = "or give it another in @media (prefers-color-scheme: dark)"
    return harm, f'leave it out, write "{readable(shade, [BLACK])}", {hint}'


def _unread_by_day(colour: str) -> Fault | None:
    shade = shade_on(colour, 1)
    if not shade or (found := contrast(shade, WHITE)) >= LEAST_CONTRAST:
        return None
    harm = f"is hard to read by day: its contrast on white is {_ratio(found)}:1"
    return harm, f'leave it out, write "{readable(shade, [WHITE])}", or set a background with it'


def _ratio(contrast: float) -> float:
    return int(contrast * 10) / 10  # never rounded up to what passes
