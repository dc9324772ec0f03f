"""A TOML file of the author's, some of its lines changed and every other byte as it was.

Byte order mark, encoding and line ends stay. What is changed, ``rosterfile`` and ``altfile`` say.
"""

import codecs
import re
from collections import Counter
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.rules import BROKEN_TOML
from bookbuild.tomlplaces import KeyPath, parse_toml

LINE_END = re.compile("\r\n?|\n|\u2028|\u2029")  # what ``textfiles`` takes for one
ENCODINGS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
# Lines above which the comparison may pass over what stands in every entry, such as `en = ""`: to
# weigh each of these against all others took 20 s for 500 pictures.
LARGE = 800

Places = Mapping[KeyPath, tuple[int, int]]


class EditError(Exception):
    """The file cannot take what is to be added; the text says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line that was added (``+``), or taken out for one that was (``-``)."""

    sign: str
    text: str


def edit(data: bytes, change: Callable[[str], str]) -> tuple[bytes, tuple[Change, ...]]:
    """Return ``data`` as ``change`` makes it of its text, and the lines that differ.

    The text that ``change`` gets and gives has plain line ends and no byte order mark.
    """
    mark, encoding, raw = _decode(data)
    old = LINE_END.split(raw)
    new = change("\n".join(old)).split("\n")
    is_large = len(old) > LARGE
    opcodes = SequenceMatcher(None, old, new, autojunk=is_large).get_opcodes()
    text = _with_line_ends(raw, new, opcodes)
    return mark + text.encode(encoding), tuple(_changes(old, new, opcodes))


def text_in(data: bytes) -> str:
    """Return the text of a file, with plain line ends and no byte order mark."""
    return LINE_END.sub("\n", _decode(data)[2])


def _decode(data: bytes) -> tuple[bytes, str, str]:
    """Return the byte order mark, the encoding and the text of a file."""
    mark = next((mark for mark in ENCODINGS if data.startswith(mark)), b"")
    encoding = ENCODINGS.get(mark, "utf-8")
    return mark, encoding, data.removeprefix(mark).decode(encoding)


def change_lines(changes: Sequence[Change]) -> list[str]:
    """Return changes as lines to be shown, without the empty ones at their end.

    The empty line before a table may count as the one behind it.
    """
    lines = [f"{change.sign} {change.text}".rstrip() for change in changes]
    while lines and lines[-1] == "+":
        lines.pop()
    return lines


def read_values(text: str) -> dict[str, Any]:
    """Return the values of a TOML text.

    Raises:
        EditError: it is not TOML.
    """
    found: list[Diagnostic] = []
    values = parse_toml(Source("", text), BROKEN_TOML, found.append)
    if values is None:
        raise EditError("; ".join(fault.message for fault in found))
    return values


def span(lines: Sequence[str], places: Places, key: KeyPath) -> tuple[int, int]:
    """Return where a table begins and ends, as lines from 0, without what belongs to the next."""
    own = [line for path, (line, _) in places.items() if path[: len(key)] == key]
    later = [line for line, _ in places.values() if line > max(own)]
    start, limit = min(own) - 1, min(later, default=len(lines) + 1) - 1
    end = _end_of_table(lines, max(own), limit)
    while end < limit and not is_toml(lines[start:end]):
        end += 1  # a text of several lines may look like comments
    return start, end


def _end_of_table(lines: Sequence[str], start: int, limit: int) -> int:
    """Comments before ``limit`` belong to what follows, unless they touch this table alone."""
    end = limit
    while end > start and _is_silent(lines[end - 1]):
        end -= 1
    below = end
    while below < limit and lines[below].strip():
        below += 1
    return end if below == limit and limit < len(lines) else below


def _is_silent(line: str) -> bool:
    return not line.strip() or line.lstrip().startswith("#")


def is_toml(lines: Sequence[str]) -> bool:
    """Whether ``lines`` are TOML by themselves."""
    return parse_toml(Source("", "\n".join(lines)), BROKEN_TOML, lambda _: None) is not None


# -- the lines as they were -----------------------------------------------------------------------


def _with_line_ends(raw: str, new: Sequence[str], opcodes: Sequence[Any]) -> str:
    """Return the lines with the ends that they had, and new ones with the commonest of these."""
    ends = LINE_END.findall(raw)
    common = Counter(ends).most_common(1)[0][0] if ends else "\n"
    had = {
        after + offset: before + offset
        for tag, before, stop, after, _ in opcodes
        if tag == "equal"
        for offset in range(stop - before)
    }
    made = [
        line + (ends[had[number]] if had.get(number, len(ends)) < len(ends) else common)
        for number, line in enumerate(new[:-1])
    ]
    return "".join([*made, *new[-1:]])


def _changes(old: Sequence[str], new: Sequence[str], opcodes: Sequence[Any]) -> Iterator[Change]:
    for tag, start, stop, after, end in opcodes:
        if tag != "equal":
            yield from (Change("-", line) for line in old[start:stop])
            yield from (Change("+", line) for line in new[after:end])
