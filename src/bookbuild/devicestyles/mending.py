"""A stylesheet without what no parser can read, and what that is. Shares tinycss2."""

import re
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise

import tinycss2

from bookbuild.devicestyles.findings import Finding
from bookbuild.devicestyles.grammar import (
    MARKUP,
    Stretch,
    are_selectors,
    fault_of,
    is_readable,
    without_end,
)
from bookbuild.rules import DROPPED_STYLE
from bookbuild.stylesheets import LINE_END, SPACE, Piece, Token

OF_PAPER = ("page", "charset", "import")  # at-rules that the EPUB does without
# At-rules around declarations; others are around rules. Those of animations name no elements.
OF_DECLARATIONS = ("font-face", "counter-style", "property", "viewport", "font-feature-values")
KEYFRAMES = "keyframes"
END = "end"  # put behind a sheet: where something is open, it falls into that
OPENING = {"{} block": "{", "[] block": "[", "() block": "("}
CLOSING = {"{} block": "}", "[] block": "]", "() block": ")", "function": ")"}
SHOWN = re.compile(r"[})\]]*[^{};]*")
MOST_SHOWN = 60  # characters
HINTS = {'"': "close the quotation mark", "'": "close the quotation mark"}
HINTS |= {sign: f'take out the "{sign}"' for sign in "};)]"}

Say = Callable[[Token, str, str], None]
"""Is told where something breaks, how, and what mends it; "{}" is for what stands there."""


@dataclass(frozen=True, slots=True)
class Mended:
    """What is left of a sheet, closed at its end, and what was wrong with it."""

    text: str
    found: tuple[Finding, ...]


@lru_cache(maxsize=16)  # an edition has few sheets, and asks for each several times
def mended(sheet: str) -> Mended:
    """Return ``sheet`` without what cannot be read; what can be is kept as it was written."""
    found: list[Finding] = []
    lines = LINE_END.split(sheet)

    def say(token: Token, fault: str, hint: str) -> None:
        line, column = token.source_line, token.source_column
        message = fault.replace("{}", _shown(lines[line - 1][column - 1 :]))
        found.append(Finding(DROPPED_STYLE, line, column, message, hint))

    closed = _closed(sheet, say)
    stretches = list(_stretches(tinycss2.parse_component_value_list(closed)))
    starts = [*(_offset(lines, stretch[0]) for stretch in stretches), len(closed)]
    texts = [closed[start:end] for start, end in pairwise(starts)]
    made = [_sound(part, text, say) for part, text in zip(stretches, texts, strict=True)]
    return Mended("".join(made), tuple(found))


def is_for_paper(piece: Piece) -> bool:
    """Whether an at-rule is about pages and paper alone, and no e-reader has a use for it."""
    return piece.kind == "at-rule" and _concerns_paper(piece.keyword, piece.condition)


def _concerns_paper(keyword: str, condition: str) -> bool:
    media = [each.strip().lower() for each in condition.split(",")]
    is_printed = all(each.split()[:1] == ["print"] for each in media)
    return keyword in OF_PAPER or (keyword == "media" and is_printed)


def _shown(line: str) -> str:
    found = SHOWN.match(line)
    shown = " ".join(found[0].split()) if found and found[0] else line[:1]
    return shown if len(shown) <= MOST_SHOWN else f"{shown[: MOST_SHOWN - 1]}…"


def _offset(lines: Sequence[str], token: Token) -> int:
    line, column = int(token.source_line), int(token.source_column)
    return sum(len(each) + 1 for each in lines[: line - 1]) + column - 1


# -- what is open at the end ----------------------------------------------------------------------


def _closed(sheet: str, say: Say) -> str:
    """Return ``sheet`` with its brackets closed, and without a comment that never ends."""
    while found := _open(sheet):
        last = found[-1]
        if last.type == "comment":
            say(last, "a comment is never closed: all that follows is lost", 'write "*/"')
            sheet = sheet[: len(sheet) - len(last.value) + len(END) - 1]
        elif last.type == "error":  # an address without quotes has taken in what follows
            say(last, '"url(" is never closed: all that follows is lost', 'write ")"')
            sheet = sheet[: _offset(LINE_END.split(sheet), last)]
        else:
            for token in found:
                sign = OPENING.get(token.type) or f"{token.name}("
                close = CLOSING[token.type]
                say(token, f'"{sign}" is never closed', f'write "{close}" where it ends')
            sheet += "\n" + "".join(CLOSING[token.type] for token in reversed(found))
    return sheet


def _open(sheet: str) -> list[Token]:
    """Return what is open at the end of ``sheet``, from the outermost to the inmost."""
    found = []
    tokens = tinycss2.parse_component_value_list(f"{sheet}\n{END}")
    while tokens and tokens[-1].type != "ident":
        found.append(tokens[-1])
        tokens = getattr(tokens[-1], "content", None) or getattr(tokens[-1], "arguments", None)
    return found


# -- rules ----------------------------------------------------------------------------------------


def _stretches(tokens: Sequence[Token], *, of_rules: bool = True) -> Iterator[Stretch]:
    """Yield each space or comment between statements, and each statement with what ends it.

    ``of_rules``: a semicolon ends none but at-rules.
    """
    current: list[Token] = []
    for token in tokens:
        current.append(token)
        is_end = token == ";" and (not of_rules or current[0].type == "at-keyword")
        if token.type == "{} block" or is_end or (len(current) == 1 and _is_space(token)):
            yield current
            current = []
    if current:
        yield current


def _is_space(token: Token) -> bool:
    return token.type in SPACE or token in MARKUP


def _sound(stretch: Stretch, text: str, say: Say) -> str:
    """Return what can be read of a part of a sheet that is written as ``text``."""
    first, last = stretch[0], stretch[-1]
    if _is_space(first):
        return "" if first in MARKUP else text
    if first.type == "at-keyword":
        return _sound_at_rule(stretch, text, say)
    if last.type != "{} block":
        say(first, *_rest(first))
        return ""
    if not are_selectors(stretch[:-1]):
        fault = '"{}" is no selector that all can read: the EPUB goes without the rule'
        hint = 'write it as in "h2, .box > p"'
        say(first, fault, HINTS.get(tinycss2.serialize([first])[:1], hint))
        return ""
    kept = _declarations(last.content, say)
    head = tinycss2.serialize(stretch[:-1]).strip()
    return text if kept is None else _written(head, kept)


def _sound_at_rule(stretch: Stretch, text: str, say: Say) -> str:
    first, last = stretch[0], stretch[-1]
    ends = last.type == "{} block" or last == ";"
    prelude = stretch[1:-1] if ends else stretch[1:]
    if not is_readable(prelude):
        fault = '"{}" cannot be read: the EPUB goes without it, and all that stands in it'
        say(first, fault, "close its brackets")
        return ""
    if not ends:
        say(first, '"{}": the stylesheet breaks off within it', 'write ";" behind it')
        return ""
    condition = tinycss2.serialize(prelude).strip()
    if _concerns_paper(first.lower_value, condition) or first.lower_value.endswith(KEYFRAMES):
        return text
    if last == ";":
        return text
    head = f"@{first.value} {condition}".rstrip()
    if first.lower_value in OF_DECLARATIONS:
        kept = _declarations(last.content, say)
        return text if kept is None else _written(head, kept)
    inner = list(_stretches(last.content))
    texts = [tinycss2.serialize(part) for part in inner]
    made = [_sound(part, written, say) for part, written in zip(inner, texts, strict=True)]
    left = "".join(made)
    return text if made == texts else f"{head} {{{left}}}" * bool(left.strip())


def _rest(token: Token) -> tuple[str, str]:
    """Return what is wrong with the end of a sheet that is no rule, and what to do."""
    if token.type == "error":
        return '"{}" closes nothing', "take it out"
    return '"{}": the stylesheet breaks off within a rule', "close its braces, or take it out"


def _written(head: str, declarations: Sequence[str]) -> str:
    return f"{head} {{ {'; '.join(declarations)} }}" if declarations else ""


# -- declarations ---------------------------------------------------------------------------------


def _declarations(content: Sequence[Token], say: Say) -> list[str] | None:
    """Return the declarations that can be read; None: all can, as they are written."""
    kept, is_whole = [], True
    for stretch in _stretches(content, of_rules=False):
        if fault := fault_of(stretch):
            say(stretch[0], *fault)
        elif stretch[0] != ";" and not _is_space(stretch[0]):
            kept.append(tinycss2.serialize(without_end(stretch)).strip())
        is_whole = is_whole and fault is None and stretch[0] != ";"
    return None if is_whole else kept
