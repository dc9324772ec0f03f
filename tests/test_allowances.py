"""``allowances.py``: the faults that an author accepts."""

from collections.abc import Sequence
from datetime import UTC, datetime
from pathlib import Path

import pytest

from bookbuild.allowances import WRITERS as FOUND_BY
from bookbuild.allowances import accept, unused
from bookbuild.bookconfig import Allowance, BookConfig
from bookbuild.diagnostics import Diagnostic, Location, Rule
from bookbuild.model import Book, Project, Roster, Theme
from bookbuild.rules import (
    FOREIGN_STYLE,
    MISSING_CHAPTER,
    MISSING_PICTURE,
    NO_DESCRIPTION,
    PDF_ENGINE,
    RULES,
)
from bookbuild.writers import WRITERS

MOMENT = datetime(2024, 5, 31, tzinfo=UTC)
ALL = ("html", "epub", "pdf")


def fault(rule: Rule, path: str) -> Diagnostic:
    return Diagnostic(rule, Location(path, 4, 1), "what is wrong")


def idle(found: list[Diagnostic], entry: Allowance, formats: Sequence[str]) -> list[Diagnostic]:
    config = BookConfig(allow=(entry,))
    project, theme = Project(Path(), Path()), Theme("classic", {})
    places: dict[tuple[str | int, ...], tuple[int, int]] = {("allow", 0): (7, 1)}
    book = Book(project, config, Roster(), (), theme, MOMENT, places=places)
    return list(unused(found, book, formats))


def allow(code: str, path: str) -> Allowance:
    return Allowance(code, path, "it is meant so")


@pytest.mark.parametrize(
    ("code", "path", "is_accepted"),
    [
        ("FIG-001", "book/01-a.md", True),
        ("missing-picture", "book/01-a.md", True),
        ("FIG-001", "01-a.md", True),
        ("FIG-001", "book/*.md", True),
        ("FIG-001", "*", True),
        ("FIG-001", "0?-a.md", True),
        ("FIG-001", "book/02-b.md", False),
        ("FIG-001", "a.md", False),
        ("FIG-001", "BOOK/01-A.md", False),
        ("FIG-002", "*", False),
        ("FIG", "*", False),
    ],
)
def test_a_fault_is_accepted_by_its_rule_and_its_file(
    code: str, path: str, *, is_accepted: bool
) -> None:
    found = fault(MISSING_PICTURE, "book/01-a.md")
    assert (accept([found], [allow(code, path)]) == []) is is_accepted
    assert (idle([found], allow(code, path), ALL) == []) is is_accepted


def test_an_error_is_never_accepted() -> None:
    found = fault(MISSING_CHAPTER, "book/book.toml")
    assert accept([found], [allow("CFG-006", "*")]) == [found]


def test_the_rest_stays_in_its_order() -> None:
    found = [fault(NO_DESCRIPTION, "b.md"), fault(MISSING_PICTURE, "a.md"), fault(PDF_ENGINE, "a")]
    assert accept(found, [allow("FIG-001", "*")]) == [found[0], found[2]]


def test_an_allowance_that_accepts_nothing_is_told() -> None:
    (found,) = idle([], allow("FIG-001", "book/a.md"), ALL)
    assert (found.rule.code, str(found.location)) == ("CFG-009", "book/book.toml:7:1")
    assert found.message == 'no FIG-001 is found in "book/a.md" any more'


@pytest.mark.parametrize(
    ("code", "formats", "is_told"),
    [
        ("PDF-001", ["html"], False),
        ("pdf-engine", ["html", "epub"], False),
        ("PDF-001", ["pdf"], True),
        ("EPB-001", ["pdf"], False),
        ("epub-engine", ["epub"], True),
        ("bad-style", ["html"], False),
        ("FIG-001", ["html"], True),
    ],
)
def test_a_fault_that_another_writer_would_find_may_be_there(
    code: str, formats: list[str], *, is_told: bool
) -> None:
    assert bool(idle([], allow(code, "*"), formats)) is is_told


def test_one_allowance_accepts_many_faults() -> None:
    found = [fault(FOREIGN_STYLE, f"styles/{name}.css") for name in "abc"]
    entry = allow("CSS-001", "styles/*")
    assert accept(found, [entry]) == idle(found, entry, ALL) == []


def test_what_writers_find_are_rules_or_their_areas() -> None:
    assert FOUND_BY.keys() <= {code for rule in RULES for code in (rule.code, rule.code[:3])}
    assert {form for forms in FOUND_BY.values() for form in forms} <= set(WRITERS)
