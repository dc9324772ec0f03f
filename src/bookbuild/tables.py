"""Tables of a TOML file → frozen dataclasses; whatever does not fit is reported and left out.

The annotations say what fits: str, int, bool, date, datetime, Literal, ``X | None``,
``tuple[X, ...]``, and a dataclass for a table; where one of its fields is ``ALONE``, a text may
stand for the table. So a new setting is one new field, and nothing here; in the file, hyphens join
the words of its name.
"""

import json
from collections.abc import Callable, Iterable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from datetime import UTC, date, datetime, time
from difflib import get_close_matches
from types import NoneType, UnionType
from typing import Any, Literal, Union, get_args, get_origin, get_type_hints

from bookbuild.diagnostics import Diagnostic, Location, Report, Rule
from bookbuild.rules import BAD_VALUE, MISSING_KEY, UNKNOWN_KEY, WRONG_TYPE
from bookbuild.tomlplaces import KeyPath
from bookbuild.xhtml import FORBIDDEN

Check = Callable[[str], tuple[str, str] | None]
"""Says what is wrong with a text, such as "is not a date", and how to mend it; None: nothing."""

HUGE = 10**15

CALLED = {
    str: "a text",
    int: "a number",
    float: "a decimal number",
    bool: "a yes/no value (true or false)",
    date: "a date",
    datetime: "a date",
    time: "a time of day",
    list: "a list",
    dict: "a table",
}
PLURALS = {
    str: "texts",
    int: "whole numbers",
    bool: "yes/no values",
    date: "dates",
    list: "lists",
    dict: "tables",
}


@dataclass(frozen=True, slots=True)
class Reading:
    """One reading of a file: its keys' places, what its texts must pass, and whom to tell.

    ``root`` is what the whole file becomes; ``checks`` are by table and key.
    """

    path: str
    places: Mapping[KeyPath, tuple[int, int]]
    root: type[Any]
    checks: Mapping[tuple[type[Any], str], Check]
    report: Report

    def complain(self, rule: Rule, key: KeyPath, message: str, hint: str = "") -> None:
        """Report a fault at ``key``, or at the nearest table around it that has a place."""
        around = (key[:length] for length in range(len(key), -1, -1))
        line, column = next((self.places[near] for near in around if near in self.places), (0, 0))
        self.report(Diagnostic(rule, Location(self.path, line, column), message, hint))

    def accepts(self, table: type[Any], key: KeyPath, value: object) -> bool:
        """Run the check on the value of ``key`` in a ``table``, and report what it finds."""
        name = str(key[-1])
        check = self.checks.get((table, _field_name(name)))
        # Python writes no number of thousands of digits, and nobody means one.
        text = str(max(-HUGE, min(value, HUGE))) if isinstance(value, int) else value
        fault = check(text) if check and isinstance(text, str) else None
        if fault:
            self.complain(BAD_VALUE, key, f'{name} "{shown(str(text))}" {fault[0]}', fault[1])
        return fault is None


def read_table(kind: type[Any], table: dict[str, Any], key: KeyPath, reading: Reading) -> Any:
    """Return ``table`` as a ``kind``, faulty keys at their defaults; None if it lacks a needed one.

    A blank text and an empty list count as left out.
    """
    _report_unknown(kind, table, key, reading)
    types = get_type_hints(kind)
    needed = {field.name for field in fields(kind) if _is_needed(field)}
    values: dict[str, Any] = {}
    for field, wanted in types.items():
        name = key_of(field)
        here = (*key, name)
        if name not in table or _is_blank(wanted, table[name]):
            if field in needed:
                _report_missing(wanted, here, reading)
            continue
        value = _read(wanted, table[name], here, reading)
        if value is not None and reading.accepts(kind, here, value):
            values[field] = value
    return kind(**values) if needed <= values.keys() else None


def key_of(field: str) -> str:
    """Return the key of a field: ``picture-px`` for ``picture_px``, as TOML's own files write."""
    return field.replace("_", "-")


def suggestion(word: str, options: Iterable[str], otherwise: str) -> str:
    """Return ``did you mean …`` with the option that is nearest to ``word``, if one is near."""
    folded = {option.casefold(): option for option in options}
    near = get_close_matches(word.casefold(), folded, n=1)
    return f'did you mean "{folded[near[0]]}"?' if near else otherwise


def shown(text: str) -> str:
    """Return ``text`` as a message may quote it: on one line, short, and visible."""
    text = text if len(text) <= 60 else text[:59] + "…"
    return "".join(char if char.isprintable() else f"\\u{ord(char):04x}" for char in text)


# -- values: each reader takes the annotation, the value, its key and the reading ------------------


def _read(kind: Any, value: Any, key: KeyPath, reading: Reading) -> Any:
    """Return ``value`` as the annotation ``kind``; None if it is of another type."""
    kind = _present(kind)
    if type(value) is str and (name := _alone(kind)):
        text = _read_text(str, value, key, reading)
        return kind(**{name: text}) if text else text
    wanted = _toml_type(kind)
    if wanted in DAYS:
        value = DAYS[wanted](value)
    # Not isinstance: a bool is an int, and a datetime a date, to Python only.
    if type(value) is not wanted:
        message = f"{_label(key)} must be {_called(kind)}, not {CALLED[type(value)]}"
        reading.complain(WRONG_TYPE, key, message, _how_to_write(kind, value, key))
        return None
    reader = READERS.get(wanted)
    return reader(kind, value, key, reading) if reader else value


def _read_text(kind: Any, value: str, key: KeyPath, reading: Reading) -> str | None:
    text, choices = value.strip(), get_args(kind)
    if bad := set(FORBIDDEN.findall(text)):
        codes = ", ".join(f"U+{ord(char):04X}" for char in sorted(bad))
        reading.complain(BAD_VALUE, key, f"{_label(key)} holds what no book can print: {codes}")
        return None
    if choices and text not in choices:
        hint = suggestion(text, choices, f"write one of: {', '.join(filter(None, choices))}")
        reading.complain(BAD_VALUE, key, f'unknown {key[-1]} "{shown(text)}"', hint)
        return None
    return text


def _read_list(kind: Any, value: list[Any], key: KeyPath, reading: Reading) -> Any:
    """Return the items that fit; None if no item does."""
    item_kind, _ = get_args(kind)
    read = [_read(item_kind, item, (*key, n), reading) for n, item in enumerate(value)]
    return tuple(item for item in read if item is not None and item != "") or None


def _as_date(value: Any) -> Any:
    """Return the date in a date and time, or in an ISO 8601 text; else ``value`` as it is."""
    if isinstance(value, datetime):
        return value.date()
    try:
        return date.fromisoformat(value.strip()) if isinstance(value, str) else value
    except ValueError:
        return value


def _as_moment(value: Any) -> Any:
    """Return the moment in UTC of a date, of a date and time, or of an ISO 8601 text.

    A day begins at midnight, and a time without an offset is one of UTC: no machine's zone counts.
    """
    try:
        value = datetime.fromisoformat(value.strip()) if isinstance(value, str) else value
        if type(value) is date:
            return datetime.combine(value, time(), UTC)
        is_zoned = isinstance(value, datetime) and value.tzinfo is not None
        return value.astimezone(UTC) if is_zoned else value.replace(tzinfo=UTC)
    except OverflowError:  # in the first year or the last, at the edge of the calendar
        return value.replace(tzinfo=UTC)
    except (AttributeError, TypeError, ValueError):
        return value


DAYS: Mapping[Any, Callable[[Any], Any]] = {date: _as_date, datetime: _as_moment}

READERS: Mapping[type[Any], Callable[[Any, Any, KeyPath, Reading], Any]] = {
    str: _read_text,
    list: _read_list,
    dict: read_table,
}


# -- annotations -----------------------------------------------------------------------------------


def _field_name(written: str) -> str:
    return written.replace("-", "_")


def _is_needed(field: Any) -> bool:
    return field.default is MISSING and field.default_factory is MISSING


def _is_blank(kind: Any, value: object) -> bool:
    if isinstance(value, str):
        return not value.strip()
    return value == [] and _toml_type(_present(kind)) is list


def _present(kind: Any) -> Any:
    """Return ``X`` for ``X | None``."""
    if get_origin(kind) in (UnionType, Union):
        return next(option for option in get_args(kind) if option is not NoneType)
    return kind


def _alone(kind: Any) -> str:
    """Return the field that a text may give instead of a whole table; empty: there is none."""
    known = fields(kind) if is_dataclass(kind) else ()
    return next((field.name for field in known if field.metadata.get("alone")), "")


def _advised(kind: Any) -> Any:
    """Return what an author is told to write for a ``kind``."""
    return str if _alone(_present(kind)) else _present(kind)


def _toml_type(kind: Any) -> type[Any]:
    """Return the type of value that TOML has for an annotation without None."""
    if is_dataclass(kind):
        return dict
    by_origin: dict[Any, type[Any]] = {tuple: list, Literal: str}
    wanted: type[Any] = by_origin.get(get_origin(kind), kind)
    return wanted


# -- words -----------------------------------------------------------------------------------------


def _report_unknown(kind: type[Any], table: Iterable[str], key: KeyPath, reading: Reading) -> None:
    known = [key_of(field.name) for field in fields(kind)]
    at_root = {key_of(field.name) for field in fields(reading.root)}
    for name in (name for name in table if name not in known):
        hint = suggestion(name, known, f"known here: {', '.join(known)}")
        if name in at_root:
            hint = f'"{name}" belongs above the first [table] of the file'
        here = (*key, name)
        reading.complain(UNKNOWN_KEY, here, f"unknown key {_label(here)}", hint)


def _report_missing(kind: Any, key: KeyPath, reading: Reading) -> None:
    hint = _how_to_write(_present(kind), None, key)
    if key in reading.places:
        reading.complain(BAD_VALUE, key, f"{_label(key)} is empty", hint)
    else:
        reading.complain(MISSING_KEY, key, f'{_header(key[:-1])} has no "{key[-1]}"', hint)


def _label(key: KeyPath) -> str:
    *outer, last = key
    if isinstance(last, int):
        return f"item {last + 1} of {_label(tuple(outer))}"
    return f'"{shown(last)}"' + (f" in {_header(tuple(outer))}" if outer else "")


def _header(key: KeyPath) -> str:
    if not key:
        return "the file"
    name = ".".join(part for part in key if isinstance(part, str))
    return f"[[{name}]]" if isinstance(key[-1], int) else f"[{name}]"


def _called(kind: Any) -> str:
    wanted = _toml_type(_advised(kind))
    if wanted is list:
        return f"a list of {PLURALS[_toml_type(_advised(get_args(kind)[0]))]}"
    return "a whole number" if wanted is int else CALLED[wanted]


def _how_to_write(kind: Any, value: object, key: KeyPath) -> str:
    """Say how to write ``key``, with what is left of ``value``."""
    kind = _advised(kind)
    if _toml_type(kind) is dict:
        return f"write {_header(key)} on a line of its own, and its keys below"
    if _toml_type(kind) is list and is_dataclass(_advised(get_args(kind)[0])):
        return _how_to_write(get_args(kind)[0], value, (*key, 0))
    example = _example(kind, value)
    *_, name = (part for part in key if isinstance(part, str))
    return f"write {name} = " + (f"[{example}]" if isinstance(key[-1], int) else example)


def _example(kind: Any, value: object) -> str:
    wanted = _toml_type(kind)
    if wanted is list:
        return f"[{_example(_advised(get_args(kind)[0]), value)}]"
    if wanted is str:
        return json.dumps(_as_text(value), ensure_ascii=False)
    if wanted is int and isinstance(value, str) and value.isdecimal():
        return value
    return {int: "1", bool: "true"}.get(wanted, "2024-05-01")


def _as_text(value: object) -> str:
    is_number = type(value) is int and abs(value) < 10**15  # an ISBN without quotes, a year
    return shown(str(value)) if is_number or isinstance(value, str | date) else "…"
