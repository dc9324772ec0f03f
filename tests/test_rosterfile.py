"""``rosterfile.py``: what is added to a book.toml, and that nothing else changes."""

import codecs
import tomllib
from collections.abc import Sequence
from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.enrolment import Entry
from bookbuild.rosterfile import add_entries
from bookbuild.tomledits import EditError
from cases import Case, read_cases

CASES = read_cases("roster.md")
NEW = Entry("New Person", ("New", "N. P."), "host", is_new=True)
ANA = Entry("Ana", ("Anna",), "", is_new=False)


def entries_for(text: str) -> list[Entry]:
    people = tomllib.loads(text).get("speakers", [])
    return [NEW, ANA] if any(person["name"] == "Ana" for person in people) else [NEW]


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_a_roster_gains_what_it_lacks(case: Case) -> None:
    before, after = (text.replace("⏎\n", "\r\n") for text in (case.input, case.expected))
    data, _ = add_entries(before.encode(), entries_for(before))
    assert data.decode() == after


@pytest.mark.parametrize(
    ("mark", "encoding"),
    [
        (b"", "utf-8"),
        (codecs.BOM_UTF8, "utf-8"),
        (codecs.BOM_UTF16_LE, "utf-16-le"),
        (codecs.BOM_UTF16_BE, "utf-16-be"),
    ],
)
def test_the_encoding_stays(mark: bytes, encoding: str) -> None:
    before = mark + 'title = "谈话"\n'.encode(encoding)
    data, _ = add_entries(before, [NEW])
    assert data.startswith(before)
    text = data.removeprefix(mark).decode(encoding)
    assert tomllib.loads(text)["speakers"][0]["name"] == "New Person"


def test_what_changed_is_told_line_by_line() -> None:
    text = b'[[speakers]]\nname = "Ana"\naliases = ["Anne"]\n'
    _, changes = add_entries(text, [NEW, ANA])
    assert [f"{change.sign} {change.text}" for change in changes] == [
        '- aliases = ["Anne"]',
        '+ aliases = ["Anne", "Anna"]',
        "+ [[speakers]]",
        '+ name = "New Person"',
        '+ aliases = ["New", "N. P."]',
        '+ role = "host"',
        "+ ",
    ]


@pytest.mark.parametrize("text", ["title =", 'speakers = "Ana"\n', "[speakers]\nname = 'A'\n"])
def test_a_file_that_cannot_take_a_roster_is_an_error(text: str) -> None:
    with pytest.raises(EditError):
        add_entries(text.encode(), [NEW])


# -- any file -------------------------------------------------------------------------------------

NAMES = st.text(
    st.characters(codec="utf-8", exclude_categories=["C", "Zl", "Zp"]), min_size=1, max_size=8
)
SPEAKER = st.sampled_from(
    [
        '[[speakers]]\nname = "{}"\n',
        '[[speakers]] # who\nname = "{}" # is that\naliases = []\n',
        '  [[ speakers ]]\n  aliases = [\n    "x", # y\n    "z"\n  ]\n  name = "{}"\n',
        '[["speakers"]]\n"name" = "{}"\nnote = """\n# a\n\n# b"""\n',
    ]
)
OTHER = st.sampled_from(["", "\n", "# a note\n", "\n# -- part --\n\n", "# one\n\n# two\n"])
TABLE = st.sampled_from(
    ['[[allow]]\ncode = "x"\n', "[[parts]]\n# none\n", "[[parts]]\nx.y = [[]]\n"]
)
HEADS = st.sampled_from(["", 'title = "T"\n', "# first\n", "pdf.trim = 'a5' # [[speakers]]\n\n"])


@st.composite
def files(draw: st.DrawFn) -> str:
    """Return a book.toml whose speakers A, B, C … stand anywhere, as authors write them."""
    parts = [draw(HEADS)]
    for name in "ABC"[: draw(st.integers(0, 3))]:
        parts += [draw(SPEAKER).format(name), draw(OTHER), draw(st.just("") | TABLE), draw(OTHER)]
    return "".join(parts).replace("\n", draw(st.sampled_from(["\n", "\r\n"])))


@st.composite
def additions(draw: st.DrawFn, text: str) -> list[Entry]:
    listed = [person["name"] for person in tomllib.loads(text).get("speakers", [])]
    old = draw(st.lists(st.sampled_from(listed), unique=True)) if listed else []
    new = draw(st.lists(NAMES.filter(lambda name: name not in listed), unique=True, max_size=3))
    aliases = st.lists(NAMES, unique=True, min_size=1, max_size=3).map(tuple)
    return [
        *(Entry(name, draw(aliases), "", is_new=False) for name in old),
        *(Entry(name, draw(aliases), "guest", is_new=True) for name in new),
    ]


@given(st.data())
def test_every_file_keeps_its_lines_and_gains_the_entries(data: st.DataObject) -> None:
    text = data.draw(files())
    entries = data.draw(additions(text))
    made = add_entries(text.encode(), entries)[0].decode()
    new = [replace(entry, is_new=False) for entry in entries if entry.is_new]
    assert values(made) == [*gained(text, entries), *new]
    left = iter(made.splitlines(keepends=True))
    kept = [line for line in text.splitlines(keepends=True) if not is_changed(line)]
    assert [line for line in kept if line not in left] == []  # in their order


def is_changed(line: str) -> bool:
    """Whether an alias may have been added to a line, or a comma before one."""
    return line.lstrip().startswith(("aliases", '"z"')) or not line.endswith("\n")


def values(text: str) -> list[Entry]:
    listed = tomllib.loads(text).get("speakers", [])
    return [
        Entry(
            person["name"], tuple(person.get("aliases", ())), person.get("role", ""), is_new=False
        )
        for person in listed
    ]


def gained(text: str, entries: Sequence[Entry]) -> list[Entry]:
    more = {entry.name: entry.aliases for entry in entries if not entry.is_new}
    return [
        Entry(one.name, one.aliases + more.get(one.name, ()), one.role, is_new=False)
        for one in values(text)
    ]
