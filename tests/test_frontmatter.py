"""``frontmatter.py``: what stands before a chapter's text."""

from dataclasses import fields

import pytest

from bookbuild.bookconfig import SpeakerEntry
from bookbuild.diagnostics import Diagnostic
from bookbuild.frontmatter import FrontMatter, read_front_matter
from bookbuild.model import Source
from cases import Case, read_cases
from composing import ignore, show_found

CASES = read_cases("frontmatter.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_front_matter(case: Case) -> None:
    assert shown(case.input).splitlines() == case.expected.splitlines()


def shown(text: str) -> str:
    found: list[Diagnostic] = []
    matter = read_front_matter(Source("a.md", text), found.append)
    values = {field.name: getattr(matter, field.name) for field in fields(matter)}
    lines = [f"{matter.first_line} {matter.body!r}"]
    for field in fields(FrontMatter):
        value = values[field.name]
        if field.name not in ("body", "first_line") and value != field.default:
            lines.append(f"{field.name}: {_plain(value)}")
    return "\n".join([*lines, show_found(found, "SRC")])


def _plain(value: object) -> str:
    if not isinstance(value, tuple):
        return str(value)
    return "; ".join(_entry(entry) for entry in value)


def _entry(entry: SpeakerEntry) -> str:
    parts = [entry.name, ", ".join(entry.aliases), entry.role, entry.note]
    return " | ".join(parts).rstrip("| ")


def test_a_windows_file_and_one_without_an_end() -> None:
    matter = read_front_matter(Source("a.md", "---\ntitle: One\n---"), ignore)
    assert (matter.title, matter.body) == ("One", "")
