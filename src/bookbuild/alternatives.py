"""``alt.toml``, beside the pictures that it speaks of: what each shows, in one language or more.

"gate.jpg" = "A gate of wrought iron"    # in the book's language

["keras.png"]
en = "The red K of Keras"
zh-Hans = "红色的 K"

["vine.svg"]
decorative = true
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Any
from unicodedata import normalize

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.language import broader_tags, fold_tag, is_tag
from bookbuild.model import Source
from bookbuild.pictures.formats import SUFFIXES as PICTURES
from bookbuild.rules import BAD_ALTERNATIVE, BROKEN_ALTERNATIVES
from bookbuild.tables import CALLED, shown
from bookbuild.textfiles import UNPRINTABLE
from bookbuild.tomlplaces import KeyPath, key_places, parse_toml

FILE_NAME = "alt.toml"
DECORATIVE = "decorative"
# A name without quotes is two keys to TOML, the second of which is a suffix.
SUFFIXES = frozenset(suffix[1:] for known in PICTURES.values() for suffix in known)
TAGS = 'a key is the tag of a language, such as "en" or "zh-Hans", or "decorative"'
MISPLACED = "a picture that has no table of its own belongs above the first of the tables"
QUOTES = 'put the name of the file between quotes: "{}"'


@dataclass(frozen=True, slots=True)
class Entry:
    """What is said of one picture. ``texts`` are by language tag, folded; none of them is empty.

    ``tags``: the same languages as the author spells them.
    """

    place: Location
    texts: Mapping[str, str]
    tags: tuple[str, ...] = ()
    is_decorative: bool = False
    has_gaps: bool = False  # a text that is still to be written

    def text_in(self, language: str) -> str:
        """Return the text that serves a chapter in ``language``; empty: there is none."""
        return next(filter(None, map(self.texts.get, broader_tags(language))), "")


@dataclass(frozen=True, slots=True)
class AltFile:
    """The entries of an alt.toml by the names of their pictures, as ``key_of`` gives them.

    ``path`` is as the author would type it; ``is_whole``: it could be read to its end.
    """

    path: str
    entries: Mapping[str, Entry]
    is_whole: bool = True


def key_of(name: str) -> str:
    """Return a picture's name as names are compared: macOS parts letters and their marks."""
    return normalize("NFC", name)


def read_alternatives(source: Source, language: str, report: Report) -> AltFile:
    """Return what ``source`` says of pictures; a plain text is in ``language``, the book's."""
    values = parse_toml(source, BROKEN_ALTERNATIVES, report)
    if values is None:
        return AltFile(source.path, {}, is_whole=False)
    reading = _Reading(source.path, key_places(source.text), language, report)
    entries = ((key_of(name), reading.entry(name, value)) for name, value in values.items())
    return AltFile(source.path, {name: entry for name, entry in entries if entry is not None})


@dataclass(frozen=True, slots=True)
class _Reading:
    """One reading of a file: where its keys stand, and whom to tell."""

    path: str
    places: Mapping[KeyPath, tuple[int, int]]
    language: str
    report: Report

    def entry(self, name: str, value: Any) -> Entry | None:
        """Return what is said of a picture; None where ``name`` is none's."""
        if not isinstance(value, dict):
            text = self._text((name,), value)
            return self._made(name, {} if text is None else {self.language: text})
        if whole := _parted_name(name, value):
            self._complain((name,), f'"{shown(name)}" is no file', QUOTES.format(shown(whole)))
            return None
        texts = dict(self._texts(name, value))
        is_decorative = self._is_decorative(name, value)
        if is_decorative and any(texts.values()):
            hint = "delete one of the two; until then the text stands"
            self._complain((name, DECORATIVE), f'"{shown(name)}" is decorative and described', hint)
            is_decorative = False
        return self._made(name, texts, is_decorative=is_decorative)

    def _made(self, name: str, texts: Mapping[str, str], *, is_decorative: bool = False) -> Entry:
        said = {tag: text for tag, text in texts.items() if text}
        return Entry(
            Location(self.path, *self.places.get((name,), (0, 0))),
            {fold_tag(tag): text for tag, text in said.items()},
            tuple(said),
            is_decorative,
            has_gaps=len(said) < len(texts),
        )

    def _texts(self, name: str, table: Mapping[str, Any]) -> Iterator[tuple[str, str]]:
        """Yield the tags and texts of a table that are such, each language once."""
        known: set[str] = set()
        for tag, value in table.items():
            key = (name, tag)
            if tag == DECORATIVE:
                continue
            if not is_tag(tag):
                self._complain(
                    key, f'"{shown(tag)}" is no language', MISPLACED if "." in tag else TAGS
                )
            elif fold_tag(tag) in known:
                hint = "delete one of them; the first is taken"
                self._complain(key, f'two texts for "{shown(name)}" in "{shown(tag)}"', hint)
            elif (text := self._text(key, value)) is not None:
                known.add(fold_tag(tag))
                yield tag, text

    def _is_decorative(self, name: str, table: Mapping[str, Any]) -> bool:
        value = table.get(DECORATIVE, False)
        if not isinstance(value, bool):
            hint = f"write {DECORATIVE} = true"
            self._complain((name, DECORATIVE), f'"{DECORATIVE}" must be true or false', hint)
        return value is True

    def _text(self, key: KeyPath, value: object) -> str | None:
        """Return a text on one line; None: it is none, or no book can print it."""
        label = shown(str(key[-1]))
        if not isinstance(value, str):
            hint = "write what the picture shows between straight quotes"
            self._complain(key, f'"{label}" must be a text, not {CALLED[type(value)]}', hint)
            return None
        if bad := UNPRINTABLE.search(value):
            self._complain(key, f'"{label}" holds what no book can print: U+{ord(bad[0]):04X}')
            return None
        return " ".join(value.split())

    def _complain(self, key: KeyPath, message: str, hint: str = "") -> None:
        near = (key[:length] for length in range(len(key), 0, -1))
        place = next((self.places[path] for path in near if path in self.places), (0, 0))
        self.report(Diagnostic(BAD_ALTERNATIVE, Location(self.path, *place), message, hint))


def _parted_name(name: str, table: Mapping[str, Any]) -> str:
    """Return the name that TOML took apart at its full stops; empty: it is whole."""
    if "." in name:
        return ""
    for part, value in table.items():
        if part.lower() in SUFFIXES:
            return f"{name}.{part}"
        if isinstance(value, dict) and (rest := _parted_name(part, value)):
            return f"{name}.{rest}"
    return ""
