"""``altfile.py``: what is added to an alt.toml, and that nothing else changes."""

import codecs
import tomllib
from pathlib import Path

import pytest
import tomlkit
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.altfile import Gap, add_gaps, gaps_of, missing
from bookbuild.diagnostics import Location
from bookbuild.model import Undescribed
from bookbuild.tomledits import EditError
from cases import Case, read_cases

CASES = read_cases("altfile.md")
IMG = Path("book/img")
PICTURES = (
    Undescribed(IMG / "b.png", "en", Location("book/1.md", 9, 1)),
    Undescribed(IMG / "b.png", "en", Location("book/1.md", 5, 1)),
    Undescribed(IMG / "a.png", "en", Location("book/1.md", 3, 1), "Figure 1: A gate"),
    Undescribed(IMG / "a.png", "zh-Hans", Location("book/2.md", 8, 1)),
)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_file_gains_what_it_lacks(case: Case) -> None:
    before, after = (text.replace("⏎\n", "\r\n") for text in (case.input, case.expected))
    gaps = gaps_of(PICTURES if "two languages" in case.title else PICTURES[:3])
    data, _ = add_gaps(before.encode(), gaps, "en")
    assert data.decode() == after
    assert missing(data, gaps, "en") == ()
    assert add_gaps(data, gaps, "en") == (data, ())


def test_what_is_missing_is_told() -> None:
    found = missing(b'"a.png" = "A gate"\n', gaps_of(PICTURES), "en")
    assert [(gap.name, gap.language) for gap in found] == [("a.png", "zh-Hans"), ("b.png", "en")]


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [(codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le")],
)
def test_the_encoding_stays(mark: bytes, encoding: str) -> None:
    before = mark + '"门.png" = "门"\n'.encode(encoding)
    data, _ = add_gaps(before, [Gap("a.png", "en")], "en")
    assert data.startswith(before)
    text = data.removeprefix(mark).decode(encoding)
    assert tomllib.loads(text) == {"门.png": "门", "a.png": ""}


def test_what_changed_is_told_line_by_line() -> None:
    _, changes = add_gaps(b'"a.png" = "A"\n', [Gap("a.png", "fr"), Gap("b.png", "en")], "en")
    assert [f"{change.sign} {change.text}".rstrip() for change in changes] == [
        '- "a.png" = "A"',
        '+ "a.png" = {en = "A", fr = ""}',
        '+ "b.png" = ""',
        "+",
    ]


def test_a_file_that_is_not_toml_is_left_alone() -> None:
    with pytest.raises(EditError):
        add_gaps(b'"a.png" = A\n', [Gap("b.png", "en")], "en")


@given(
    st.lists(
        st.tuples(
            st.text(st.characters(exclude_categories=["Cs", "Cc"]), min_size=1),
            st.sampled_from(["en", "zh-Hans", "fr"]),
        ),
        max_size=6,
    ),
    st.dictionaries(
        st.text(st.characters(codec="utf-8", exclude_categories=["Cs", "Cc"]), min_size=1),
        st.one_of(st.text(st.characters(exclude_categories=["Cs", "Cc"])), st.integers()),
        max_size=4,
    ),
)
def test_whatever_is_there_a_second_time_adds_nothing(
    wanted: list[tuple[str, str]], there: dict[str, str | int]
) -> None:
    before = tomlkit.dumps(there).encode()
    gaps = [Gap(*one) for one in sorted(set(wanted))]
    data, _ = add_gaps(before, gaps, "en")
    made = tomllib.loads(data.decode())
    assert made.keys() >= there.keys()
    assert add_gaps(data, gaps, "en") == (data, ())
