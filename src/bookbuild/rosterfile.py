"""The roster in book.toml: what is added goes in, and every other byte stays as it was.

TOML as bytes in, as bytes out. Only the tables that gain something are written anew, each by
itself: tomlkit reorders a file whose [[speakers]] stand apart, and gives a comment before the next
header to the table above it. Owns tomlkit.
"""

import codecs
import re
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass
from difflib import SequenceMatcher
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from bookbuild.diagnostics import Diagnostic
from bookbuild.enrolment import Entry
from bookbuild.model import Source
from bookbuild.rules import BROKEN_TOML
from bookbuild.tomlplaces import KeyPath, key_places, parse_toml

LINE_END = re.compile("\r\n?|\n|\u2028|\u2029")  # what ``textfiles`` takes for one
ENCODINGS = {
    codecs.BOM_UTF8: "utf-8",
    codecs.BOM_UTF16_LE: "utf-16-le",
    codecs.BOM_UTF16_BE: "utf-16-be",
}
LONG_TEXT = re.compile("\"{3}|'{3}")

Places = Mapping[KeyPath, tuple[int, int]]


class RosterError(Exception):
    """The file cannot take the roster; the text says why."""


@dataclass(frozen=True, slots=True)
class Change:
    """A line that was added (``+``), or taken out for one that was (``-``)."""

    sign: str
    text: str


def add_entries(data: bytes, entries: Sequence[Entry]) -> tuple[bytes, tuple[Change, ...]]:
    """Return ``data``, a book.toml, with ``entries`` in its roster, and the lines that changed.

    Byte order mark, encoding and line ends stay as they are.

    Raises:
        RosterError: the file is not TOML, or the roster is written in a way that we cannot add to.
    """
    mark = next((mark for mark in ENCODINGS if data.startswith(mark)), b"")
    encoding = ENCODINGS.get(mark, "utf-8")
    raw = data.removeprefix(mark).decode(encoding)
    old = LINE_END.split(raw)
    new = _add("\n".join(old), entries).split("\n")
    opcodes = SequenceMatcher(None, old, new, autojunk=False).get_opcodes()
    text = _with_line_ends(raw, new, opcodes)
    return mark + text.encode(encoding), tuple(_changes(old, new, opcodes))


def _add(text: str, entries: Sequence[Entry]) -> str:
    values = _parse(text)
    listed = values.get("speakers", [])
    if not isinstance(listed, list) or not all(isinstance(person, dict) for person in listed):
        raise RosterError('"speakers" is no list of tables')
    places = key_places(text)
    try:
        if _is_inline(text, places):
            made = _add_to_array(text, places, values, entries)
        else:
            made = _add_tables(text, places, values, entries)
    except TOMLKitError as error:
        raise RosterError(f"its roster cannot be added to: {error}") from None
    if _parse(made) != _added(values, entries):
        raise RosterError("its roster cannot be added to; write [[speakers]] tables")
    return made


def _parse(text: str) -> dict[str, Any]:
    found: list[Diagnostic] = []
    values = parse_toml(Source("", text), BROKEN_TOML, found.append)
    if values is None:
        raise RosterError("; ".join(fault.message for fault in found))
    return values


def _added(values: dict[str, Any], entries: Sequence[Entry]) -> dict[str, Any]:
    """Return what the file must hold in the end."""
    wanted = deepcopy(values)
    for entry in entries:
        if entry.is_new:
            wanted.setdefault("speakers", []).append(_fields(entry))
        else:
            person = wanted["speakers"][_number(values, entry)]
            person["aliases"] = [*person.get("aliases", []), *entry.aliases]
    return wanted


def _number(values: Mapping[str, Any], entry: Entry) -> int:
    """Return which of the speakers, from 0, ``entry`` adds to: the first of that name."""
    names = [str(person["name"]).strip() for person in values["speakers"]]
    return names.index(entry.name)


def _fields(entry: Entry) -> dict[str, Any]:
    fields = {"name": entry.name, "aliases": list(entry.aliases), "role": entry.role}
    return {key: value for key, value in fields.items() if value}


# -- [[speakers]] tables --------------------------------------------------------------------------


def _add_tables(
    text: str, places: Places, values: Mapping[str, Any], entries: Sequence[Entry]
) -> str:
    lines = text.split("\n")
    new = [entry for entry in entries if entry.is_new]
    missing = {_number(values, entry): entry.aliases for entry in entries if not entry.is_new}
    count = len(values.get("speakers", ()))
    for number in range(count - 1, -1, -1):
        start, end = _span(lines, places, ("speakers", number))
        if number == count - 1:
            lines[end:end] = _tables(new, before=True, after=lines[end : end + 1])
        if aliases := missing.get(number):
            lines[start:end] = _with_aliases(lines[start:end], aliases)
    if new and not count:
        while lines and not lines[-1].strip():
            lines.pop()
        lines += _tables(new, before=bool(lines), after=[])
    return "\n".join(lines)


def _tables(entries: Sequence[Entry], *, before: bool, after: Sequence[str]) -> list[str]:
    """Return new tables as lines, with the empty ones between them and what stands around."""
    lines: list[str] = []
    for entry in entries:
        if lines or before:
            lines.append("")
        lines += ["[[speakers]]", *tomlkit.dumps(_fields(entry)).rstrip("\n").split("\n")]
    is_apart = bool(after) and not after[0].strip()
    return lines if is_apart or not entries else [*lines, ""]


def _span(lines: Sequence[str], places: Places, key: KeyPath) -> tuple[int, int]:
    """Return where a table begins and ends, as lines from 0, without what belongs to the next."""
    own = [line for path, (line, _) in places.items() if path[: len(key)] == key]
    later = [line for line, _ in places.values() if line > max(own)]
    start, limit = min(own) - 1, min(later, default=len(lines) + 1) - 1
    end = _end_of_table(lines, max(own), limit)
    while end < limit and not _is_toml(lines[start:end]):
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


def _is_toml(lines: Sequence[str]) -> bool:
    return parse_toml(Source("", "\n".join(lines)), BROKEN_TOML, lambda _: None) is not None


def _with_aliases(table: Sequence[str], aliases: Sequence[str]) -> list[str]:
    """Return a table with more aliases; where it has none, they stand below a name of one line."""
    text = "\n".join(table)
    name, _ = key_places(text)["speakers", 0, "name"]
    line = f"aliases = {tomlkit.item(list(aliases)).as_string()}"
    made = [*table[:name], line, *table[name:]]
    if not LONG_TEXT.search(table[name - 1]) and _is_toml(made):
        return made
    document = tomlkit.parse(f"{text}\n")
    people: Any = document["speakers"]
    _extend(people[0], aliases)
    return tomlkit.dumps(document).removesuffix("\n").split("\n")


def _extend(person: Any, aliases: Sequence[str]) -> None:
    if "aliases" in person:
        _append(person["aliases"], aliases)
    else:
        person["aliases"] = list(aliases)


# -- speakers = [{…}] -----------------------------------------------------------------------------


def _is_inline(text: str, places: Places) -> bool:
    line, column = places.get(("speakers",), (0, 0))
    return bool(line) and not text.split("\n")[line - 1].startswith("[", column - 1)


def _add_to_array(
    text: str, places: Places, values: Mapping[str, Any], entries: Sequence[Entry]
) -> str:
    lines = text.split("\n")
    start, end = _span(lines, places, ("speakers",))
    document = tomlkit.parse("\n".join([*lines[start:end], ""]))
    people: Any = document["speakers"]
    for entry in entries:
        if not entry.is_new:
            _extend(people[_number(values, entry)], entry.aliases)
    _append(people, [_inline(entry) for entry in entries if entry.is_new])
    lines[start:end] = tomlkit.dumps(document).removesuffix("\n").split("\n")
    return "\n".join(lines)


def _inline(entry: Entry) -> Any:
    fields = (f"{key} = {tomlkit.item(value).as_string()}" for key, value in _fields(entry).items())
    return tomlkit.value(f"{{ {', '.join(fields)} }}")


def _append(array: Array, items: Sequence[Any]) -> None:
    """Add ``items`` on the line of ``array``, or each on a line of its own where it has several.

    ``Array.append`` puts no comma before an item where a comment ends the one before it.
    """
    written = array.as_string()
    for item in items:
        if "\n" in written:
            array.add_line(item, indent=_indent(written))
        else:
            array.append(item)


def _indent(written: str) -> str:
    found = re.search(r"\n([ \t]*)[^\s\]#]", written)
    return found[1] if found else "    "


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
