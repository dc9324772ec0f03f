"""``tomlplaces.py``: where the keys of a TOML text stand."""

import tomllib
from collections.abc import Iterator

import pytest
from hypothesis import given, reject, settings
from hypothesis import strategies as st

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from bookbuild.rules import BROKEN_FRONT_MATTER
from bookbuild.tomlplaces import KeyPath, key_places, parse_toml
from cases import Case, read_cases

CASES = read_cases("tomlplaces.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_places(case: Case, line_end: str) -> None:
    places = key_places(case.input.replace("\n", line_end)).items()
    found = [f"{line}:{column} {' '.join(map(str, key))}" for key, (line, column) in places]
    assert found == case.expected.splitlines()


KEYS = st.sampled_from(["a", "b", "a.b", '"a b"', "'a'", "b . a", "1", '""', '"\\u0061"', '"=["'])
SCALARS = st.sampled_from(
    ["1", "true", "'#'", '"\\"]"', '"""\na = 1\n[b]"""', "'''\n'''''", "2024-05-01 10:00:00"]
)
GAPS = st.sampled_from([", ", ",\n", " , # a = 1 ]\n"])
VALUES = st.recursive(
    SCALARS,
    lambda inner: (
        st.builds(lambda gap, items: f"[{gap.join(items)}]", GAPS, st.lists(inner))
        | st.builds("{{ {} = {} }}".format, KEYS, inner)
    ),
    max_leaves=5,
)
LINES = (
    st.builds("{} = {}".format, KEYS, VALUES)
    | st.builds("  {}={} # b = [".format, KEYS, VALUES)
    | st.builds("[{}]".format, KEYS)
    | st.builds("[[ {} ]]".format, KEYS)
)


@settings(deadline=None)
@given(st.lists(LINES, max_size=6).map("\n".join))
def test_every_value_has_a_place_and_every_place_a_value(text: str) -> None:
    try:
        values = tomllib.loads(text)
    except tomllib.TOMLDecodeError:
        reject()
    assert set(key_places(text)) == set(keys(values))


def keys(value: object, at: KeyPath = ()) -> Iterator[KeyPath]:
    items: list[tuple[str | int, object]] = []
    if isinstance(value, dict):
        items = list(value.items())
    elif isinstance(value, list):
        items = list(enumerate(value))
    for key, inner in items:
        yield (*at, key)
        yield from keys(inner, (*at, key))


def test_what_is_not_toml_is_reported_as_the_rule_asked_for() -> None:
    found: list[Diagnostic] = []
    assert parse_toml(Source("a.md", "a = 1\nb = ?"), BROKEN_FRONT_MATTER, found.append) is None
    assert [(fault.rule, str(fault.location)) for fault in found] == [
        (BROKEN_FRONT_MATTER, "a.md:2:5")
    ]
