"""The grammar of stylesheets that every engine can read: CSS 2.1 with the selectors of level 3.

So EPUBCheck reads them (its CSS-008). Where they differ, old engines lose the rest of the rule, or
of the sheet.
"""

import re
from collections.abc import Sequence

from bookbuild.stylesheets import FUNCTIONS_OF_SELECTORS, SPACE, Token

MARKUP = ("<!--", "-->")  # of a time when stylesheets stood in pages
# A selector with a letter for each token: i a name, f a function, # an id, [ an attribute.
SIMPLE = r"(?:#|\.i|\[|::?[if])"
COMPOUND = rf"(?:(?:[i*]?\|)?[i*]{SIMPLE}*|{SIMPLE}+)"
SELECTOR = re.compile(rf" *{COMPOUND}(?:(?: *> *| +){COMPOUND})* *")
RELATIVE = re.compile(rf" *>?{SELECTOR.pattern}")
ATTRIBUTE = re.compile(r" *(?:[i*]?\|)?i *(?:= *[is] *)?")
ARGUMENT = re.compile(r"[ isd>-]*[isd][ isd>-]*")  # of :lang(), :nth-child() and their like
LETTERS = {"ident": "i", "whitespace": " ", "comment": "", "string": "s"}
LETTERS |= {"number": "d", "dimension": "d", "percentage": "d"}
SIGNS = {sign: sign for sign in ".:*|,-"} | dict.fromkeys(">+~", ">")
SIGNS |= dict.fromkeys(("=", "~=", "|=", "^=", "$=", "*="), "=")

Stretch = Sequence[Token]
"""A statement with what ends it."""


def fault_of(stretch: Stretch) -> tuple[str, str] | None:
    """Return what keeps parsers from reading a declaration, and what to do."""
    name, *others = [token for token in without_end(stretch) if token.type not in SPACE] or [None]
    if name is None:
        return None
    unread = '"{}" cannot be read, and is left out', "close its brackets and quotation marks"
    if any(token.type == "error" for token in others):
        return unread
    if stretch[-1].type == "{} block" or name.type == "at-keyword":
        fault = "a rule within a rule: the EPUB goes without it, and old e-readers without both"
        return fault, "write it below, with its whole selector"
    if name.type != "ident" or others[:1] != [":"]:
        return '"{}" is no declaration, and left out', 'write it as in "margin: 0;"'
    if not is_readable(others[1:]):
        return unread
    if others[1:2] in ([], ["!"]) and not name.value.startswith("--"):
        return '"{}" has no value, and is left out', "give it one"
    return None


def without_end(stretch: Stretch) -> Stretch:
    """Return a statement without the semicolon behind it."""
    return stretch[:-1] if stretch[-1] == ";" else stretch


def is_readable(tokens: Sequence[Token]) -> bool:
    """Whether ``tokens`` can stand in a value, or before the block of an at-rule."""
    return all(map(_is_token_readable, tokens))


def _is_token_readable(token: Token) -> bool:
    if token.type in ("error", "{} block", "at-keyword") or token in (";", *MARKUP):
        return False
    if token.type == "url":
        return _is_within(token)
    if token.type == "function" and token.lower_name == "url":
        inner = [part for part in token.arguments if part.type not in SPACE]
        return [part.type for part in inner] == ["string"] and _is_within(inner[0])
    return is_readable(getattr(token, "content", None) or getattr(token, "arguments", None) or ())


def _is_within(address: Token) -> bool:
    """Whether nothing outside of the sheet is named; ``themes`` cannot see all that breaks off."""
    return str(address.value).lower().startswith(("data:", "#"))


# -- selectors ------------------------------------------------------------------------------------


def are_selectors(tokens: Sequence[Token], selector: re.Pattern[str] = SELECTOR) -> bool:
    """Whether every engine can take ``tokens`` for a list of selectors."""
    return all(map(selector.fullmatch, "".join(map(_letter, tokens)).split(",")))


def _letter(token: Token) -> str:
    """Return the letter for a token of a selector, "!" for one that belongs into none."""
    if token.type == "literal":
        return SIGNS.get(token.value, "!")
    if token.type == "[] block":
        return "[" if ATTRIBUTE.fullmatch("".join(map(_letter, token.content))) else "!"
    if token.type == "function":
        return "f" if _is_argument(token) else "!"
    is_id = token.type == "hash" and token.is_identifier
    return "#" if is_id else LETTERS.get(token.type, "!")


def _is_argument(function: Token) -> bool:
    if function.lower_name in FUNCTIONS_OF_SELECTORS:
        has = function.lower_name == "has"
        return are_selectors(function.arguments, RELATIVE if has else SELECTOR)
    return bool(ARGUMENT.fullmatch("".join(map(_letter, function.arguments))))
