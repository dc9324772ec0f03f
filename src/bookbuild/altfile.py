"""What an alt.toml lacks goes in, with empty texts; every other byte stays as it was.

TOML as bytes in, as bytes out. Only an entry that gains a language is written anew, by itself.
Owns tomlkit, with ``rosterfile``.
"""

from collections.abc import Iterable, Mapping, Sequence
from copy import deepcopy
from dataclasses import dataclass, replace
from itertools import groupby
from operator import attrgetter
from typing import Any

import tomlkit
from tomlkit.exceptions import TOMLKitError

from bookbuild.alternatives import DECORATIVE, key_of
from bookbuild.language import broader_tags, fold_tag
from bookbuild.model import Undescribed
from bookbuild.tables import shown
from bookbuild.tomledits import Change, EditError, edit, read_values, span, text_in
from bookbuild.tomlplaces import key_places

HEAD = (
    "# What the pictures in this folder show, for those who cannot see them: a sentence or two,",
    "# between the quotes. An empty text counts as none.",
)
ORNAMENT = '# A mere ornament has none: "vine.svg" = { decorative = true }'
ORNAMENT_IN_TABLE = "# A mere ornament has none; write below its name: decorative = true"


@dataclass(frozen=True, slots=True)
class Gap:
    """A text that is to be written: of which picture, in which language; what one knows it by."""

    name: str
    language: str
    notes: tuple[str, ...] = ()


def gaps_of(pictures: Iterable[Undescribed]) -> tuple[Gap, ...]:
    """Return the texts that the pictures of one folder lack, sorted by name and language."""
    notes: dict[tuple[str, str], dict[tuple[str, str], list[int]]] = {}
    for one in pictures:
        known = notes.setdefault((one.path.name, one.language), {})
        known.setdefault((one.place.path, one.about), []).append(one.place.line)
    return tuple(
        Gap(*key, tuple(_note(*place, sorted({*lines})) for place, lines in known.items()))
        for key, known in sorted(notes.items())
    )


def _note(path: str, about: str, lines: Sequence[int]) -> str:
    """Return a comment that says where a picture stands, and what one knows it by."""
    numbers = ", ".join(str(line) for line in lines if line)
    known = [f"# {_printable(path)}", f"line{'s' if len(lines) > 1 else ''} {numbers}"]
    place = ", ".join(known if numbers else known[:1])
    return f"{place}: {shown(about)}" if about else place


def _printable(text: str) -> str:
    return "".join(char if char.isprintable() else "?" for char in text)


def missing(data: bytes, gaps: Iterable[Gap], language: str) -> tuple[Gap, ...]:
    """Return those of ``gaps`` that ``data``, an alt.toml, has no place for.

    ``language`` is the book's. What has an entry in the language of a gap, be it empty, has one;
    an ornament needs none, and what is at fault is its author's to mend.

    Raises:
        EditError: the file is not TOML.
    """
    return tuple(_missing(read_values(text_in(data)), gaps, language))


def add_gaps(data: bytes, gaps: Iterable[Gap], language: str) -> tuple[bytes, tuple[Change, ...]]:
    """Return ``data``, an alt.toml, with empty texts for what it is missing, and its new lines.

    Raises:
        EditError: the file is not TOML, or an entry is written in a way that we cannot add to.
    """
    return edit(data, lambda text: _add(text, gaps, language))


def _missing(values: Mapping[str, Any], gaps: Iterable[Gap], language: str) -> list[Gap]:
    """Return the gaps that are not there, each with the name as the file spells it."""
    names = {key_of(name): name for name in values}
    named = (replace(gap, name=names.get(key_of(gap.name), gap.name)) for gap in gaps)
    return [gap for gap in named if not _is_there(values.get(gap.name), gap, language)]


def _add(text: str, gaps: Iterable[Gap], language: str) -> str:
    values = read_values(text)
    lacking = _missing(values, gaps, language)
    if not lacking:
        return text
    new = [gap for gap in lacking if gap.name not in values]
    is_plain = _is_plain(text, new, language)
    try:
        made = _with_texts(text, [gap for gap in lacking if gap.name in values], language)
    except TOMLKitError as error:
        raise EditError(f"its entries cannot be added to: {error}") from None
    made = _with_entries(made, new, is_plain=is_plain)
    if read_values(made) != _added(values, lacking, language, is_plain=is_plain):
        raise EditError('its entries cannot be added to; write ["name.jpg"] and the texts below it')
    return made


def _is_there(value: Any, gap: Gap, language: str) -> bool:
    """Whether an entry's value has a place for the text, or must not have one."""
    tags = broader_tags(gap.language)
    if isinstance(value, dict):
        return value.get(DECORATIVE) is True or any(fold_tag(tag) in tags for tag in value)
    return fold_tag(language) in tags if isinstance(value, str) else value is not None


def _is_plain(text: str, new: Sequence[Gap], language: str) -> bool:
    """Whether new entries can do without a table: all are in one language, and none follows one."""
    lines = text.split("\n")
    has_tables = any(
        lines[line - 1].startswith("[", column - 1)
        for key, (line, column) in key_places(text).items()
        if len(key) == 1
    )
    return not has_tables and all(gap.language == language for gap in new)


def _added(
    values: Mapping[str, Any], gaps: Sequence[Gap], language: str, *, is_plain: bool
) -> dict[str, Any]:
    """Return what the file must hold in the end."""
    wanted = dict(values)
    for gap in gaps:
        value = wanted.get(gap.name, "" if is_plain else {})
        if isinstance(value, str) and gap.name in values:
            value = {language: value}
        wanted[gap.name] = {**value, gap.language: ""} if isinstance(value, dict) else value
    return wanted


# -- entries that lack a language -----------------------------------------------------------------


def _with_texts(text: str, gaps: Sequence[Gap], language: str) -> str:
    """Return ``text`` with more texts in entries that it has."""
    lines, places = text.split("\n"), key_places(text)
    by_name = {name: list(texts) for name, texts in groupby(gaps, attrgetter("name"))}
    # From the end of the file: what is above stays where it was found.
    for name in sorted(by_name, key=lambda name: places[name,], reverse=True):
        start, end = span(lines, places, (name,))
        entry = lines[start:end]
        add = _add_below if entry[0].lstrip().startswith("[") else _add_inside
        lines[start:end] = add(entry, by_name[name], language)
    return "\n".join(lines)


def _add_below(table: Sequence[str], gaps: Sequence[Gap], _: str) -> list[str]:
    return [*table, *_texts(gaps)]


def _add_inside(entry: Sequence[str], gaps: Sequence[Gap], language: str) -> list[str]:
    """Return an entry with more texts in its braces; a plain text, in ``language``, gets these."""
    name = gaps[0].name
    document: Any = tomlkit.parse("\n".join([*entry, ""]))
    value = document[name]
    if isinstance(value, str):
        table = tomlkit.inline_table()
        table[language] = deepcopy(value)  # or it loses its comment, which the table inherits
        document[name] = table
    for gap in gaps:
        document[name][gap.language] = ""
    notes = [note for gap in gaps for note in gap.notes]
    return [*notes, *tomlkit.dumps(document).removesuffix("\n").split("\n")]


# -- new entries ----------------------------------------------------------------------------------


def _with_entries(text: str, gaps: Sequence[Gap], *, is_plain: bool) -> str:
    """Return ``text`` with new entries at its end, in the order of ``gaps``."""
    if not gaps:
        return text
    lines = text.rstrip("\n").split("\n") if text.strip() else _head(is_plain=is_plain)
    for name, texts in groupby(gaps, attrgetter("name")):
        lines.append("")
        if is_plain:
            lines += [line for gap in texts for line in (*gap.notes, _pair(name))]
        else:
            lines.append(f"[{_quoted(name)}]")
            lines += _texts(texts)
    return "\n".join([*lines, ""])


def _texts(gaps: Iterable[Gap]) -> list[str]:
    return [line for gap in gaps for line in (*gap.notes, _pair(gap.language))]


def _head(*, is_plain: bool) -> list[str]:
    return [*HEAD, ORNAMENT if is_plain else ORNAMENT_IN_TABLE]


def _pair(key: str) -> str:
    return f'{key if key.replace("-", "").isalnum() and key.isascii() else _quoted(key)} = ""'


def _quoted(text: str) -> str:
    return tomlkit.item(text).as_string()
