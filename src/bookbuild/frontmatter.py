"""The front matter of a chapter (YAML between ``---``, TOML between ``+++``) and the text after it.

Real files come from Hugo, Jekyll and Obsidian with many keys of their own: unknown ones are let be.
Owns PyYAML.
"""

import datetime
import re
import tomllib
from collections.abc import Collection, Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

import yaml

from bookbuild.bookconfig import ROLES, Role, SpeakerEntry
from bookbuild.colours import COLOUR, find_pale
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.language import is_tag
from bookbuild.model import Source
from bookbuild.rules import BAD_FRONT_MATTER, BROKEN_FRONT_MATTER, LOW_CONTRAST
from bookbuild.xhtml import FORBIDDEN

FENCES = {"---": re.compile(r"(?:---|\.\.\.)[ \t]*$"), "+++": re.compile(r"\+\+\+[ \t]*$")}
YAML_KEY = re.compile(r"[\w\"'][\w \"'.-]*:(?:\s|$)")
# Keys of other programs that name people, with the part that these have in an interview.
PEOPLE: Mapping[str, Role] = {
    "interviewer": "interviewer",
    "interviewers": "interviewer",
    "interviewed_by": "interviewer",
    "interviewee": "interviewee",
    "interviewees": "interviewee",
    "subject": "interviewee",
    "host": "host",
    "hosts": "host",
    "cohosts": "host",
    "moderator": "host",
    "guest": "guest",
    "guests": "guest",
    "panelists": "guest",
    "participants": "",
    "author": "",
    "authors": "",
    "by": "",
}
AUTHORS = frozenset({"author", "authors", "by"})
# What tells front matter that is never closed from text below a thematic break.
OWN_KEY = re.compile(r"(?:title|date|order|source|portrait|speakers|draft|language)[ \t]*[:=]")
TOML_LINE = re.compile(r"line (\d+)")


WITH_ROLE = re.compile(r"(?P<name>[^()（）]+?)\s*[(（](?P<role>[a-zA-Z]+)[)）]")  # Ana Lind (host)


@dataclass(frozen=True, slots=True)
class FrontMatter:
    """What bookbuild reads of a chapter's front matter; ``body`` begins at ``first_line``."""

    body: str
    first_line: int = 1
    title: str = ""
    order: float | None = None
    date: datetime.date | None = None
    source: str = ""
    portrait: str = ""
    speakers: tuple[SpeakerEntry, ...] = ()
    people: tuple[SpeakerEntry, ...] = ()  # named as host, guest, author …: no roster
    authors: tuple[str, ...] = ()  # those of them who wrote the text
    draft: bool = False
    language: str = ""


@dataclass(frozen=True, slots=True)
class _Reader:
    """The values of one front matter, and where to complain about them."""

    path: str
    text: str
    values: Mapping[str, Any]
    report: Report = field(repr=False)

    def line_of(self, pattern: str) -> int:
        """Return the line in the file of what matches in the front matter."""
        found = re.search(pattern, self.text)
        return self.text.count("\n", 0, found.start()) + 2 if found else 1

    def look_at(self, entry: SpeakerEntry) -> None:
        """Report the colour of a speaker that is hard to read."""
        if entry.colour and (fault := find_pale(entry.colour)) is not None:
            line = self.line_of(re.escape(entry.colour))
            self.report(Diagnostic(LOW_CONTRAST, Location(self.path, line, 1), *fault))

    def complain(self, key: str, wanted: str) -> None:
        line = self.line_of(rf"(?m)^[\"']?{re.escape(key)}[\"']?\s*[:=]")
        message = f'"{key}" in the front matter must be {wanted}; it is left out'
        hint = f"mend it, or take the line out: {key} is one of the keys that bookbuild reads"
        self.report(Diagnostic(BAD_FRONT_MATTER, Location(self.path, line, 1), message, hint))


def read_front_matter(source: Source, report: Report) -> FrontMatter:
    """Split ``source`` at its front matter and read the keys that bookbuild knows."""
    opening, _, rest = source.text.partition("\n")
    lines = rest.split("\n")
    closing = FENCES.get(opening.rstrip())
    end = next((n for n, line in enumerate(lines) if closing and closing.match(line)), None)
    if end is None:
        if closing and OWN_KEY.match(rest):
            report(_unclosed(opening.rstrip(), source.path))
        return FrontMatter(source.text)
    text, body = "\n".join(lines[:end]), "\n".join(lines[end + 1 :])
    values = _parse(opening.rstrip(), text, source.path, report)
    if values is None:
        return FrontMatter(source.text)
    return _read(_Reader(source.path, text, values, report), body, first_line=end + 3)


def _parse(fence: str, text: str, path: str, report: Report) -> Mapping[str, Any] | None:
    """Return the values; None where the lines are text between two thematic breaks."""
    try:
        values = tomllib.loads(text) if fence == "+++" else yaml.safe_load(text)
    except (tomllib.TOMLDecodeError, yaml.YAMLError, ValueError, RecursionError) as error:
        if fence == "---" and not YAML_KEY.match(text.lstrip()):
            return None
        report(_broken(error, fence, path))
        return {}
    if values is None:
        return {}
    return values if isinstance(values, dict) else None


def _unclosed(fence: str, path: str) -> Diagnostic:
    hint = f"close it with a line that is nothing but {fence}"
    place = Location(path, 1, 1)
    return Diagnostic(BROKEN_FRONT_MATTER, place, "the front matter is never closed", hint)


def _broken(error: Exception, fence: str, path: str) -> Diagnostic:
    line, column = 1, 1
    if isinstance(error, yaml.MarkedYAMLError) and error.problem_mark is not None:
        line, column = error.problem_mark.line + 1, error.problem_mark.column + 1
    elif (found := TOML_LINE.search(str(error))) is not None:
        line = int(found[1])
    problem = getattr(error, "problem", None) or str(error).split("\n", 1)[0].split(" (at ")[0]
    language = "TOML" if fence == "+++" else "YAML"
    message = f"the front matter is not {language}: {problem}"
    hint = 'a value with a colon or a quotation mark in it wants quotes: title: "A: B"'
    if fence == "+++":
        hint = 'a text wants quotes: title = "A"; a list wants brackets: speakers = ["Ana", "Ben"]'
    return Diagnostic(BROKEN_FRONT_MATTER, Location(path, line + 1, column), message, hint)


def _read(reader: _Reader, body: str, *, first_line: int) -> FrontMatter:
    return FrontMatter(
        body,
        first_line,
        title=_text(reader, "title"),
        order=_number(reader, "order"),
        date=_date(reader, "date"),
        source=_text(reader, "source"),
        portrait=_text(reader, "portrait"),
        speakers=_speakers(reader),
        people=tuple(_people(reader.values)),
        authors=tuple(entry.name for entry in _people(_only(reader.values, AUTHORS))),
        draft=_truth(reader, "draft"),
        language=_language(reader),
    )


def _text(reader: _Reader, key: str) -> str:
    value = reader.values.get(key)
    if value is None:
        return ""
    if not isinstance(value, str | int | float | datetime.date):
        reader.complain(key, "a text")
    elif FORBIDDEN.search(str(value)):
        reader.complain(key, "a text without control characters")
    else:
        return str(value).strip()
    return ""


def _language(reader: _Reader) -> str:
    tag = _text(reader, "language")
    if not tag or is_tag(tag.replace("_", "-")):
        return tag
    reader.complain("language", "a language tag such as en, fr or zh-Hans")
    return ""


def _number(reader: _Reader, key: str) -> float | None:
    value = reader.values.get(key)
    if value is None or (isinstance(value, int | float) and not isinstance(value, bool)):
        return value
    reader.complain(key, "a number")
    return None


def _truth(reader: _Reader, key: str) -> bool:
    value = reader.values.get(key, False)
    if not isinstance(value, bool):
        reader.complain(key, "true or false")
    return value is True


def _date(reader: _Reader, key: str) -> datetime.date | None:
    value = reader.values.get(key)
    if isinstance(value, datetime.datetime):
        return value.date()
    if isinstance(value, str):
        try:
            return datetime.date.fromisoformat(value.strip()[:10])
        except ValueError:
            value = ...
    if value is None or isinstance(value, datetime.date):
        return value
    reader.complain(key, "a date such as 2024-05-31")
    return None


def _speakers(reader: _Reader) -> tuple[SpeakerEntry, ...]:
    """Read a list of names, of tables, or a table from name to aliases or to a table."""
    value = reader.values.get("speakers")
    if value is None:
        return ()
    if isinstance(value, dict):
        value = [_named(name, rest) for name, rest in value.items()]
    entries = [_speaker(item) for item in value] if isinstance(value, list) else [None]
    for entry in filter(None, entries):
        reader.look_at(entry)
    if None in entries:
        reader.complain(
            "speakers", "a list of names, or of tables with name, aliases, role and colour"
        )
    return tuple(entry for entry in entries if entry is not None)


def _people(values: Mapping[str, Any]) -> Iterator[SpeakerEntry]:
    """Yield the people whom keys of other programs name; what these hold otherwise is let be."""
    for key, value in values.items():
        role = PEOPLE.get(str(key).casefold().replace("-", "_"))
        if role is None:
            continue
        for item in value if isinstance(value, list) else [value]:
            name = item.get("name") if isinstance(item, dict) else item
            if isinstance(name, str) and name.strip():
                yield SpeakerEntry(re.sub(r"\s*[(（].*", "", name.strip()), (), role)


def _only(values: Mapping[str, Any], keys: Collection[str]) -> Mapping[str, Any]:
    return {key: value for key, value in values.items() if str(key).casefold() in keys}


def _named(name: object, rest: object) -> object:
    if isinstance(rest, dict):
        return {"name": name, **rest}
    return {"name": name, "aliases": [rest] if isinstance(rest, str) else rest or []}


def _speaker(item: object) -> SpeakerEntry | None:
    if isinstance(item, str) and item.strip():
        found = WITH_ROLE.fullmatch(item.strip())
        role = PEOPLE.get(found["role"].casefold()) if found else None
        return (
            SpeakerEntry(found["name"], (), role) if found and role else SpeakerEntry(item.strip())
        )
    if not isinstance(item, dict):
        return None
    name, aliases, role = item.get("name"), item.get("aliases", []), item.get("role", "")
    aliases = [aliases] if isinstance(aliases, str) else aliases
    if not isinstance(name, str) or not name.strip() or not isinstance(aliases, list):
        return None
    if role not in ("", *ROLES) or not all(isinstance(alias, str) for alias in aliases):
        return None
    more = {key: str(item.get(key) or "").strip() for key in ("note", "short", "sort", "colour")}
    if more["colour"] and not COLOUR.fullmatch(more["colour"]):
        return None
    return SpeakerEntry(name.strip(), tuple(aliases), role, **more)
