"""TOML text → its values, and where in the text each of its keys stands.

``tomllib`` gives the values and no places, so a second walk over the text finds these.
Owns tomllib.
"""

import re
import tomllib
from bisect import bisect_right
from itertools import accumulate
from operator import itemgetter
from typing import Any

from bookbuild.diagnostics import Diagnostic, Location, Report, Rule
from bookbuild.model import Source

KeyPath = tuple[str | int, ...]
"""The names that lead to a value, and for an item of a list its number, from 0."""

_ERROR_PLACE = re.compile(r" \(at (?:line (\d+), column (\d+)|end of document)\)$")

# The start of what tomllib says → what an author can do about it.
_ADVICE = {
    "Invalid value": 'put a text between straight quotes: title = "…"',
    "Invalid statement": "each line is a key = value, a [table] or a # comment",
    "Expected newline": 'one key to a line; inside a text, write \\" for a quote',
    "Expected '='": 'write key = "value"; a key with spaces needs quotes',
    "Unescaped": "write \\\\ for a backslash, or put the text between single quotes",
    "Illegal character": 'close the text on its line, or put it between """ and """',
    "Unterminated string": "close the text with the quote that opens it",
    "Expected \"'": "close the text with the quote that opens it",
    "Unclosed inline table": "put a comma between two keys, and a } after the last",
    "Unclosed array": "put a comma between two items, and a ] after the last",
    "Cannot overwrite": "this key stands twice, delete one",
    "Duplicate inline table key": "this key stands twice, delete one",
    "Cannot declare": "this table stands twice, put its keys together",
}

_STRING = r'"(?:\\.|[^"\\\n])*"' + r"|'[^'\n]*'"
_LONG_STRING = r'"""(?:\\.|[^\\])*?"{3,5}' + r"|'''.*?'{3,5}"
_PART = rf"(?:[\w-]+|{_STRING})"
_KEY = rf"{_PART}(?:[ \t]*\.[ \t]*{_PART})*"
_TOKENS = (
    rf"(?P<long>{_LONG_STRING})"
    rf"|(?P<key>{_KEY})[ \t]*="
    rf"|(?P<string>{_STRING})"
    r"|(?P<open>[\[{])|(?P<close>[\]}])|(?P<comma>,)"
    r"|#[^\n]*|\s"
    r"|(?P<bare>[^][{},#\s\"']+|.)"
)
_TOKEN = re.compile(_TOKENS, re.ASCII | re.DOTALL)
# A list may hold a line such as ["a"], so a header is one only outside of all brackets.
_STATEMENT = re.compile(
    rf"^[ \t]*(?P<header>\[\[?)[ \t]*(?P<name>{_KEY})[ \t]*\]\]?|{_TOKENS}",
    re.ASCII | re.DOTALL | re.MULTILINE,
)


def parse_toml(source: Source, rule: Rule, report: Report) -> dict[str, Any] | None:
    """Return the values in ``source``; None: it is not TOML, which is reported as ``rule``."""
    try:
        return tomllib.loads(source.text)
    except tomllib.TOMLDecodeError as error:
        place, message = _error_place(str(error), source.text), _ERROR_PLACE.sub("", str(error))
    except RecursionError:
        place, message = (0, 0), "lists or tables nest too deeply"
    except ValueError:  # int() refuses more than some thousand digits
        place, message = (0, 0), "a number has too many digits"
    hint = next((hint for start, hint in _ADVICE.items() if message.startswith(start)), "")
    message = message[0].lower() + message[1:]
    report(Diagnostic(rule, Location(source.path, *place), message, hint))
    return None


def key_places(text: str) -> dict[KeyPath, tuple[int, int]]:
    """Return the line and column, from 1, of each key, table and item of a list in ``text``.

    In the order of the text, which must be good TOML. A key is where its name starts, within an
    inline table too; a table is at its header, and one that has none at the first of its keys.
    """
    text = text.replace("\r\n", "\n")
    starts = _line_starts(text)
    walk = _Walk()
    position = 0
    while token := (_TOKEN if walk.brackets else _STATEMENT).match(text, position):
        walk.step(token)
        position = token.end()
    in_order = sorted(walk.found.items(), key=itemgetter(1))
    return {key: _place(offset, starts) for key, offset in in_order}


class _Walk:
    """A walk over TOML text, token by token: where it is, and what it has found on its way."""

    def __init__(self) -> None:
        self.found: dict[KeyPath, int] = {}  # to its offset in the text
        self.table: KeyPath = ()  # that the last header opened
        self.value: KeyPath = ()  # whose value comes next
        self.brackets: list[tuple[str, KeyPath]] = []  # open lists and inline tables
        self.last: dict[KeyPath, int] = {}  # of [[tables]], the number of the last

    def step(self, token: re.Match[str]) -> None:
        """Go past ``token``, noting the key that it names or the value that it starts."""
        kind, start = token.lastgroup, token.start()
        if kind == "name":
            self._enter_table(token)
        elif kind == "key":
            self._enter_key(_names(token["key"]), start)
        elif kind == "close":
            self.brackets.pop()
        elif kind == "comma":
            self._next_item()
        elif kind:
            self.found.setdefault(self.value, start)
            self._open(token["open"])

    def _enter_table(self, token: re.Match[str]) -> None:
        *outer, name = _names(token["name"])
        start = token.start("header")
        path: KeyPath = ()
        for part in outer:
            path = self._latest((*path, part))
            self.found.setdefault(path, start)
        path = (*path, name)
        self.found.setdefault(path, start)
        if token["header"] == "[[":
            self.last[path] = self.last.get(path, -1) + 1
        self.table = self._latest(path)
        # A table may have keys before its header: [a.b] and then [a].
        self.found[self.table] = start

    def _enter_key(self, names: list[str], start: int) -> None:
        path = self.brackets[-1][1] if self.brackets else self.table
        for name in names:
            path = (*path, name)
            self.found.setdefault(path, start)
        self.value = path

    def _open(self, bracket: str | None) -> None:
        if bracket == "[":
            self.value = (*self.value, 0)
        if bracket:
            self.brackets.append((bracket, self.value))

    def _next_item(self) -> None:
        bracket, path = self.brackets[-1]
        *outer, number = path
        if bracket == "[" and isinstance(number, int):
            self.value = (*outer, number + 1)
            self.brackets[-1] = bracket, self.value

    def _latest(self, path: KeyPath) -> KeyPath:
        return (*path, self.last[path]) if path in self.last else path


def _names(key: str) -> list[str]:
    """Return the parts of a dotted ``key``, unquoted: tomllib knows every escape."""
    names: list[str] = []
    table: Any = tomllib.loads(f"{key} = 0")
    while table:
        ((name, table),) = table.items()
        names.append(name)
    return names


def _error_place(message: str, text: str) -> tuple[int, int]:
    found = _ERROR_PLACE.search(message)
    if found and found[1]:
        return int(found[1]), int(found[2])
    text = text.replace("\r\n", "\n")
    return _place(len(text), _line_starts(text))


def _line_starts(text: str) -> list[int]:
    return [0, *accumulate(len(line) + 1 for line in text.split("\n"))][:-1]


def _place(offset: int, starts: list[int]) -> tuple[int, int]:
    line = bisect_right(starts, offset)
    return line, offset - starts[line - 1] + 1
