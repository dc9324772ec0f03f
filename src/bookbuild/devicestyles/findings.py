"""What the checks of a stylesheet look at, a rule with its block, and what they find there."""

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.devicestyles.legibility import NO_PALETTE, Palette
from bookbuild.diagnostics import Rule
from bookbuild.stylesheets import Declaration, Piece, Selector


@dataclass(frozen=True, slots=True)
class Finding:
    """A fault of a stylesheet. Lines and columns count from 1; ``name`` is that of a property."""

    rule: Rule
    line: int
    column: int
    message: str
    hint: str
    name: str = ""


@dataclass(frozen=True, slots=True)
class Setting:
    """Where the rules hold that stand in @supports and @media; by default everywhere.

    ``guarded``: what does not know their styles skips them. ``wide``: no telephone has a screen
    like that. ``schemed``: by night alone, or by day alone. ``palette``: the colours of the sheet
    around them; ``families``: the fonts that come along, in lower case.
    """

    guarded: bool = False
    wide: bool = False
    schemed: bool = False
    palette: Palette = NO_PALETTE
    families: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Block:
    """A rule of a stylesheet, and where it holds."""

    piece: Piece
    declarations: tuple[Declaration, ...]
    setting: Setting = Setting()

    @property
    def selectors(self) -> tuple[Selector, ...]:
        return self.piece.selectors

    @property
    def names(self) -> set[str]:
        """The properties that the rule sets."""
        return {declaration.name for declaration in self.declarations}

    def with_fallback(self) -> Iterator[tuple[Declaration, bool]]:
        """Yield each declaration, and whether the same property is set before it."""
        seen: set[str] = set()
        for declaration in self.declarations:
            yield declaration, declaration.name in seen
            seen.add(declaration.name)


def shown(declaration: Declaration) -> str:
    """Return a declaration as a message quotes it: on one line, and not too long."""
    text = " ".join(declaration.text.split())
    return f'"{declaration.name}: {text if len(text) <= 60 else f"{text[:57]}…"}"'


def at(rule: Rule, declaration: Declaration, harm: str, hint: str) -> Finding:
    """Return what is wrong with one declaration."""
    place = (declaration.line, declaration.column)
    return Finding(rule, *place, f"{shown(declaration)} {harm}", hint, declaration.name)
