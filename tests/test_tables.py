"""``tables.py``: annotations say what fits, whatever the dataclass."""

from dataclasses import dataclass, field
from datetime import date
from typing import Literal

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.rules import BROKEN_TOML
from bookbuild.tables import Reading, read_table, shown, suggestion
from bookbuild.tomlplaces import key_places, parse_toml


@dataclass(frozen=True)
class Leaf:
    kind: Literal["oak", "elm"]
    days: tuple[date, ...] = ()


@dataclass(frozen=True)
class Branch:
    leaves: tuple[Leaf, ...] = ()
    leaf: Leaf | None = None


@dataclass(frozen=True)
class Tree:
    is_old: bool = False
    height: int | None = None
    rings: tuple[int, ...] = (1,)
    names: tuple[tuple[str, ...], ...] = ()
    branch: Branch = Branch()
    branches: tuple[Branch, ...] = field(default_factory=lambda: (Branch(),))


OAK = Leaf("oak")
CASES: dict[str, tuple[str, Tree, list[str]]] = {
    "yes and no": ("is-old = true", Tree(is_old=True), []),
    "yes in words": (
        'is-old = "yes"',
        Tree(),
        ['"is-old" must be a yes/no value (true or false), not a text / write is-old = true'],
    ),
    "a number or none": ("height = 0", Tree(height=0), []),
    "a number is not yes": (
        "is-old = 1\nheight = true",
        Tree(),
        [
            '"is-old" must be a yes/no value (true or false), not a number / write is-old = true',
            '"height" must be a whole number, not a yes/no value (true or false)'
            " / write height = 1",
        ],
    ),
    "numbers": (
        "rings = [1, 2.5, 3]",
        Tree(rings=(1, 3)),
        ['item 2 of "rings" must be a whole number, not a decimal number / write rings = [1]'],
    ),
    "one number for a list": (
        "rings = 1",
        Tree(),
        ['"rings" must be a list of whole numbers, not a number / write rings = [1]'],
    ),
    "an empty list leaves the default": ("rings = []\nbranches = []", Tree(), []),
    "lists in a list": (
        'names = [["a", 1], [], "b"]',
        Tree(names=(("a",),)),
        [
            'item 2 of item 1 of "names" must be a text, not a number / write names = ["1"]',
            'item 3 of "names" must be a list of texts, not a text / write names = [["b"]]',
        ],
    ),
    "tables in tables": (
        '[branch.leaf]\nkind = "oak"\n[[branch.leaves]]\nkind = "oak"',
        Tree(branch=Branch((OAK,), OAK)),
        [],
    ),
    "faults far inside": (
        '[[branches]]\n[[branches]]\n[[branches.leaves]]\nkind = "oka"\n[[branches.leaves]]\n'
        'kind = "oak"\ndays = ["2024-05-01", 2024-05-02T10:00:00, 3]\ndasy = 1',
        Tree(
            branches=(
                Branch(),
                Branch((Leaf("oak", (date(2024, 5, 1), date(2024, 5, 2))),)),
            )
        ),
        [
            'unknown kind "oka" / did you mean "oak"?',
            'unknown key "dasy" in [[branches.leaves]] / did you mean "days"?',
            'item 3 of "days" in [[branches.leaves]] must be a date, not a number'
            " / write days = [2024-05-01]",
        ],
    ),
    "a table that lacks a key is left out": (
        "branch.leaf.days = []",
        Tree(),
        ['[branch.leaf] has no "kind" / write kind = "…"'],
    ),
    "no table": (
        "branch.leaf = 1\nbranch.leaves = 2",
        Tree(),
        [
            '"leaves" in [branch] must be a list of tables, not a number'
            " / write [[branch.leaves]] on a line of its own, and its keys below",
            '"leaf" in [branch] must be a table, not a number'
            " / write [branch.leaf] on a line of its own, and its keys below",
        ],
    ),
}


@pytest.mark.parametrize(("text", "tree", "messages"), CASES.values(), ids=CASES)
def test_tables(text: str, tree: Tree, messages: list[str]) -> None:
    found: list[Diagnostic] = []
    source = Source("tree.toml", text)
    values = parse_toml(source, BROKEN_TOML, found.append) or {}
    reading = Reading(source.path, key_places(text), Tree, {}, found.append)
    assert read_table(Tree, values, (), reading) == tree
    assert [f"{fault.message} / {fault.hint}" for fault in found] == messages


def test_a_key_that_the_file_itself_needs() -> None:
    found: list[Diagnostic] = []
    reading = Reading("leaf.toml", key_places(""), Leaf, {}, found.append)
    assert read_table(Leaf, {}, (), reading) is None
    assert [(str(fault.location), fault.message) for fault in found] == [
        ("leaf.toml", 'the file has no "kind"')
    ]


@pytest.mark.parametrize(
    ("word", "said"),
    [("titel", 'did you mean "title"?'), ("ISBN", 'did you mean "isbn"?'), ("x", "no"), ("", "no")],
)
def test_suggestions(word: str, said: str) -> None:
    assert suggestion(word, ["title", "isbn"], "no") == said


@pytest.mark.parametrize(
    ("text", "as_shown"),
    [("a b", "a b"), ("a\nb\x07\u2028", "a\\u000ab\\u0007\\u2028"), ("x" * 61, "x" * 59 + "…")],
)
def test_what_a_message_shows_is_short_and_on_one_line(text: str, as_shown: str) -> None:
    assert shown(text) == as_shown
