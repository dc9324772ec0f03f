"""Stylesheets as data: the text of a sheet becomes its rules, each with its place. Owns tinycss2.

What a rule is written like is kept: a sheet is taken apart and put together again without changing
a letter of what stays.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from typing import Any

import tinycss2
from tinycss2.color4 import Color, parse_color

Token = Any  # tinycss2 has no types
SPACE = ("whitespace", "comment")
LINE_END = re.compile(r"[\n\f]")  # by CSS; all others the readers of files have replaced
RGB_SPACES = ("srgb", "hsl", "hwb")
# As a part of white: the contrast with black is the 4.5:1 that WCAG 2.2 asks for (1.4.3).
LIGHT_GREY = 0.457
COMBINATORS = (">", "+", "~")
FUNCTIONS_OF_SELECTORS = ("is", "where", "has", "not", "matches")


@dataclass(frozen=True, slots=True)
class Declaration:
    """A property and its value. ``tokens`` are those of the value, also inside of functions."""

    name: str  # in lower case
    text: str  # of the value
    tokens: tuple[Token, ...]
    important: bool
    line: int
    column: int

    @property
    def functions(self) -> set[str]:
        """The functions that the value calls, in lower case."""
        return {token.lower_name for token in self.tokens if token.type == "function"}

    @property
    def words(self) -> set[str]:
        """The key words of the value, in lower case."""
        return {token.lower_value for token in self.tokens if token.type == "ident"}

    @property
    def lengths(self) -> list[tuple[float, str]]:
        """The numbers with a unit, and percentages, in their order."""
        found = []
        for token in self.tokens:
            if token.type == "dimension":
                found.append((float(token.value), str(token.lower_unit)))
            elif token.type == "percentage":
                found.append((float(token.value), "%"))
        return found


@dataclass(frozen=True, slots=True)
class Part:
    """What is said of one element in a selector, between two combinators."""

    element: str = ""  # in lower case; "*"; empty: any
    classes: tuple[str, ...] = ()
    pseudos: tuple[str, ...] = ()  # with their colons, in lower case; "(" ends those with arguments
    more: tuple[str, ...] = ()  # "#" an id, "[" an attribute, "|" a namespace


@dataclass(frozen=True, slots=True)
class Selector:
    """One selector of a rule: which elements it is about, from the outermost to the subject."""

    text: str
    parts: tuple[Part, ...]
    arguments: tuple[tuple[str, str], ...] = ()  # the pseudo-classes that take selectors, and these


@dataclass(frozen=True, slots=True)
class Piece:
    """A stretch of a sheet at its outermost: a rule, a comment or space. ``text`` is as written."""

    kind: str  # "rule", "at-rule", "comment", "space", "error"
    text: str
    line: int
    column: int
    keyword: str = ""  # of an at-rule, in lower case
    condition: str = ""  # what stands between that and its block
    selectors: tuple[Selector, ...] = ()
    content: tuple[Token, ...] | None = None  # of the block

    @property
    def declarations(self) -> tuple[Declaration, ...]:
        """The declarations of a rule, or of an at-rule such as @font-face."""
        return tuple(_declarations(self.content or ()))

    @property
    def inner(self) -> tuple["Piece", ...]:
        """The rules within an at-rule such as @media; within a rule, those that are nested."""
        return tuple(_inner(self.content or ()))


KINDS = {
    "qualified-rule": "rule",
    "at-rule": "at-rule",
    "comment": "comment",
    "whitespace": "space",
}


@lru_cache(maxsize=8)  # an edition looks at each sheet for several things
def pieces(sheet: str) -> tuple[Piece, ...]:
    """Take ``sheet`` apart; the texts of the pieces together are the sheet."""
    nodes = tinycss2.parse_stylesheet(sheet)
    if sheet and not nodes:  # but "<!--", which is no rule's
        return (Piece("space", sheet, 1, 1),)
    starts = _starts(sheet, nodes)
    ends = [*starts[1:], len(sheet)] if starts else []
    return tuple(
        _piece(node, sheet[start:end]) for node, start, end in zip(nodes, starts, ends, strict=True)
    )


def joined(selectors: Sequence[Selector], piece: Piece) -> str:
    """Return the rule ``piece`` with these selectors of its own only."""
    block = tinycss2.serialize(piece.content)
    return f"{', '.join(selector.text for selector in selectors)} {{{block}}}"


def without_variables(piece: Piece) -> str:
    """Return the rule ``piece`` without the variables it sets; empty where it does nothing else."""
    kept = [each for each in piece.declarations if not each.name.startswith("--")]
    if len(kept) == len(piece.declarations) or piece.inner:
        return piece.text
    lines = "; ".join(f"{each.name}: {each.text}{'!important' * each.important}" for each in kept)
    return f"{', '.join(each.text for each in piece.selectors)} {{ {lines} }}" if kept else ""


def is_dark_grey(colour: str) -> bool:
    """Whether a colour is black or a grey such as "#333", which is hard to read on black."""
    parsed = parse_color(colour)
    if not isinstance(parsed, Color) or parsed.space not in RGB_SPACES:
        return False
    red, green, blue = (round(float(part), 3) for part in parsed.to("srgb").coordinates)
    return red == green == blue and red * parsed.alpha < LIGHT_GREY


def shade_on(colour: str, ground: float) -> str:
    """Return as "#rrggbb" what ``colour`` looks like on black (0) or white (1); or nothing."""
    parsed = parse_color(colour)
    if not isinstance(parsed, Color) or parsed.space not in RGB_SPACES:
        return ""
    alpha = parsed.alpha
    parts = (part * alpha + ground * (1 - alpha) for part in parsed.to("srgb").coordinates)
    return "#" + "".join(f"{round(min(1, max(0, part)) * 255):02x}" for part in parts)


def is_translucent(colour: str) -> bool:
    """Whether what is behind ``colour`` shows through it."""
    parsed = parse_color(colour)
    return isinstance(parsed, Color) and parsed.alpha < 1


def _starts(sheet: str, nodes: Sequence[Token]) -> list[int]:
    """Return where each node begins in the sheet, from their lines and columns."""
    lines = [0]
    for line in LINE_END.split(sheet):
        lines.append(lines[-1] + len(line) + 1)
    found = [lines[node.source_line - 1] + node.source_column - 1 for node in nodes]
    return [0, *found[1:]] if found else []  # what is no rule has the place where it breaks off


def _piece(node: Token, text: str) -> Piece:
    kind = KINDS.get(node.type, "error")
    place = (node.source_line, node.source_column)
    if kind == "rule":
        selectors = tuple(_selectors(node.prelude))
        return Piece(kind, text, *place, selectors=selectors, content=tuple(node.content))
    if kind == "at-rule":
        content = None if node.content is None else tuple(node.content)
        condition = tinycss2.serialize(node.prelude).strip()
        return Piece(kind, text, *place, node.lower_at_keyword, condition, content=content)
    return Piece(kind, text, *place)


def _inner(content: Sequence[Token]) -> Iterator[Piece]:
    for node in tinycss2.parse_blocks_contents(list(content)):
        if node.type in ("qualified-rule", "at-rule"):
            yield _piece(node, node.serialize())


def _declarations(content: Sequence[Token]) -> Iterator[Declaration]:
    for node in tinycss2.parse_blocks_contents(list(content)):
        if node.type == "declaration":
            name = node.name if node.name.startswith("--") else node.lower_name
            text = tinycss2.serialize(node.value).strip()
            place = (node.source_line, node.source_column)
            yield Declaration(name, text, tuple(_flat(node.value)), node.important, *place)


def _flat(tokens: Sequence[Token]) -> Iterator[Token]:
    for token in tokens:
        if token.type not in SPACE:
            yield token
        if token.type == "function":
            yield from _flat(token.arguments)


# -- selectors ------------------------------------------------------------------------------------


def _selectors(prelude: Sequence[Token]) -> Iterator[Selector]:
    """Yield the selectors of a rule, which commas part."""
    current: list[Token] = []
    for token in [*prelude, None]:
        if token is None or token == ",":
            text = tinycss2.serialize([part for part in current if part.type != "comment"]).strip()
            yield Selector(text, tuple(_parts(current)), tuple(_arguments(current)))
            current = []
        else:
            current.append(token)


def _parts(tokens: Sequence[Token]) -> Iterator[Part]:
    compound: list[Token] = []
    for token in tokens:
        if token.type == "comment":
            continue
        if token.type == "whitespace" or (token.type == "literal" and token.value in COMBINATORS):
            if compound:
                yield _part(compound)
            compound = []
        else:
            compound.append(token)
    if compound:
        yield _part(compound)


def _part(tokens: Sequence[Token]) -> Part:
    element, before = "", ""
    classes, pseudos, more = [], [], []
    for token in tokens:
        if before == "." and token.type == "ident":
            classes.append(token.value)
        elif before in (":", "::") and token.type in ("ident", "function"):
            pseudos.append(f"{before}{_pseudo(token)}")
        elif token.type == "ident":
            element = token.lower_value
        elif token == "*":
            element = "*"
        elif sign := _sign(token):
            more.append(sign)
        before = _joint(token, before)
    return Part(element, tuple(classes), tuple(pseudos), tuple(more))


def _pseudo(token: Token) -> str:
    return f"{token.lower_name}(" if token.type == "function" else str(token.lower_value)


def _sign(token: Token) -> str:
    """Return what stands for an id, an attribute, a namespace or the rule around this one."""
    if token.type == "literal":
        return str(token.value) if token.value in ("|", "||", "&") else ""
    return {"hash": "#", "[] block": "["}.get(token.type, "")


def _joint(token: Token, before: str) -> str:
    """Return the dot or the colons that a name after ``token`` belongs to."""
    if token.type != "literal":
        return ""
    return f"{before}{token.value}" if before == ":" else str(token.value)


def _arguments(tokens: Sequence[Token]) -> Iterator[tuple[str, str]]:
    for token in tokens:
        if token.type == "function" and token.lower_name in FUNCTIONS_OF_SELECTORS:
            yield token.lower_name, tinycss2.serialize(token.arguments).strip()
