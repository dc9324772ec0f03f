"""The roster in book.toml: what is added goes in, and every other byte stays as it was.

TOML as bytes in, as bytes out. Only the tables that gain something are written anew, each by
itself: tomlkit reorders a file whose [[speakers]] stand apart, and gives a comment before the next
header to the table above it. Owns tomlkit, with ``altfile``.
"""

import re
from collections.abc import Mapping, Sequence
from copy import deepcopy
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError
from tomlkit.items import Array

from bookbuild.enrolment import Entry
from bookbuild.tomledits import Change, EditError, Places, edit, is_toml, read_values, span
from bookbuild.tomlplaces import key_places

LONG_TEXT = re.compile("\"{3}|'{3}")


def add_entries(data: bytes, entries: Sequence[Entry]) -> tuple[bytes, tuple[Change, ...]]:
    """Return ``data``, a book.toml, with ``entries`` in its roster, and the lines that changed.

    Byte order mark, encoding and line ends stay as they are.

    Raises:
        EditError: the file is not TOML, or the roster is written in a way that we cannot add to.
    """
    return edit(data, lambda text: _add(text, entries))


def _add(text: str, entries: Sequence[Entry]) -> str:
    values = read_values(text)
    listed = values.get("speakers", [])
    if not isinstance(listed, list) or not all(isinstance(person, dict) for person in listed):
        raise EditError('"speakers" is no list of tables')
    places = key_places(text)
    try:
        if _is_inline(text, places):
            made = _add_to_array(text, places, values, entries)
        else:
            made = _add_tables(text, places, values, entries)
    except TOMLKitError as error:
        raise EditError(f"its roster cannot be added to: {error}") from None
    if read_values(made) != _added(values, entries):
        raise EditError("its roster cannot be added to; write [[speakers]] tables")
    return made


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
        start, end = span(lines, places, ("speakers", number))
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


def _with_aliases(table: Sequence[str], aliases: Sequence[str]) -> list[str]:
    """Return a table with more aliases; where it has none, they stand below a name of one line."""
    text = "\n".join(table)
    name, _ = key_places(text)["speakers", 0, "name"]
    line = f"aliases = {tomlkit.item(list(aliases)).as_string()}"
    made = [*table[:name], line, *table[name:]]
    if not LONG_TEXT.search(table[name - 1]) and is_toml(made):
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
    start, end = span(lines, places, ("speakers",))
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
