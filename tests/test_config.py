"""``config.py``: what is said about each book.toml in tests/data/config.md, and what is kept."""

import re
from dataclasses import MISSING, fields, is_dataclass

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from bookbuild.bookconfig import BookConfig
from bookbuild.config import CHECKS, LANGUAGE_TAG, TRIMS, read_config, trim_size_mm
from bookbuild.diagnostics import Diagnostic
from bookbuild.model import Source
from cases import Case, read_cases

CASES = read_cases("config.md")
WORDS = {
    "{known}": ", ".join(field.name.replace("_", "-") for field in fields(BookConfig)),
    "{trims}": ", ".join(TRIMS),
}


def outcome(text: str) -> str:
    """Return what reading ``text`` reports, and then what is not as in an empty file."""
    found: list[Diagnostic] = []
    config = read_config(Source("book.toml", text), found.append)
    lines = [said(fault) for fault in found]
    lines += ["None"] if config is None else [f"{n} = {v}" for n, v in changes(config).items()]
    return "".join(f"{line}\n" for line in lines)


def said(fault: Diagnostic) -> str:
    place = str(fault.location).removeprefix("book.toml:")
    words = f"{place} {fault.rule.severity}[{fault.rule.code}] {fault.message}"
    return f"{words} / {fault.hint}" if fault.hint else words


def changes(table: object) -> dict[str, str]:
    assert is_dataclass(table)
    values = {field.name: (getattr(table, field.name), field) for field in fields(table)}
    return {name: written(value) for name, (value, of) in values.items() if value != of.default}


def written(value: object) -> str:
    if is_dataclass(value):
        return "{" + ", ".join(f"{name}: {text}" for name, text in changes(value).items()) + "}"
    if isinstance(value, tuple):
        return "[" + ", ".join(map(written, value)) + "]"
    return repr(value) if isinstance(value, str) else str(value)


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
@pytest.mark.parametrize("line_end", ["\n", "\r\n"], ids=["lf", "crlf"])
def test_settings(case: Case, line_end: str) -> None:
    expected = case.expected
    for placeholder, words in WORDS.items():
        expected = expected.replace(placeholder, words)
    assert outcome(case.input.replace("\n", line_end)) == expected


@pytest.mark.parametrize(
    ("title", "text", "said_first"),
    [
        ("a byte order mark", '\ufefftitle = "x"', "1:1 error[CFG-001] invalid statement"),
        ("no line end at the end", "title =", "1:8 error[CFG-001] invalid value"),
        ("nested too deeply", "a = " + "[" * 9999, "book.toml error[CFG-001] lists or tables nest"),
        ("too many digits", "a = " + "1" * 9999, "book.toml error[CFG-001] a number has too many"),
        ("deep nesting", "titel = " + "[" * 99 + "]" * 99, '1:1 warning[CFG-002] unknown key "ti'),
        ("a huge number", "title = 0x" + "f" * 9999, '1:1 error[CFG-003] "title" must be a text'),
        ("a huge text", f'isbn = "{"9" * 9999}"', f'1:1 error[CFG-004] isbn "{"9" * 59}…" is not'),
        ("a huge key", f"{'x' * 9999} = 1", f'1:1 warning[CFG-002] unknown key "{"x" * 59}…"'),
        ("a lone carriage return", "a = 1\rb = 2", "1:6 error[CFG-001] expected newline"),
        ("a long name", f'name = "{"书" * 99}"', f'1:1 error[CFG-004] name "{"书" * 59}…" cannot'),
    ],
)
def test_odd_files(title: str, text: str, said_first: str) -> None:
    assert outcome(text).startswith(said_first), title


NAMES = sorted({field.name for table, _ in CHECKS for field in fields(table)})
VALUES = """
"" | "x" | "Ana" | "2024-05-01" | 1 | 1.5 | true | 2024-05-01 | 12:00:00 | [] | ["a", 1] | {} | [{}]
{ name = "A", role = "trl" } | [{ name = "Ana" }, { name = "ana", role = 1 }] | [[1]] | [[], ["a"]]
{ trim = "x" } | [{ title = "A", chapters = ["a"] }] | [{ code = "no", path = "a", reason = "" }]
"""


@settings(deadline=None)
@given(
    st.dictionaries(st.sampled_from(NAMES), st.sampled_from(re.split(r" \| |\n", VALUES.strip())))
)
def test_any_value_of_any_key_gives_settings(values: dict[str, str]) -> None:
    found: list[Diagnostic] = []
    text = "\n".join(f"{name} = {value}" for name, value in values.items())
    assert isinstance(read_config(Source("book.toml", text), found.append), BookConfig)
    assert found == sorted(found, key=lambda fault: fault.sort_key)
    assert all(1 <= fault.location.line <= len(values) for fault in found)
    assert all((fault.message + fault.hint).isprintable() for fault in found)


def test_every_check_is_of_a_setting() -> None:
    for table, name in CHECKS:
        assert name in {field.name for field in fields(table)}


def test_every_default_passes_its_check() -> None:
    for (table, name), check in CHECKS.items():
        default = next(field.default for field in fields(table) if field.name == name)
        assert default in ("", None, MISSING) or check(default) is None


@pytest.mark.parametrize(
    ("trim", "size_mm"),
    [
        ("a4", (210, 297)),
        ("A5", (148, 210)),
        ("a6", (105, 148)),
        ("b5", (176, 250)),
        ("b6", (125, 176)),
        ("jis-b5", (182, 257)),
        ("jis-b6", (128, 182)),
        ("letter", (215.9, 279.4)),
        ("5x8in", (127, 203.2)),
        ("5.5x8.5in", (139.7, 215.9)),
        ("6 x 9 in", (152.4, 228.6)),
        (" 6X9IN ", (152.4, 228.6)),
        ("148×210mm", (148, 210)),
        ("14.8x21cm", (148, 210)),
        ("210x148mm", (210, 148)),
        ("50x500mm", (50, 500)),
        ("49.9x100mm", None),
        ("100x500.1mm", None),
        ("0x0mm", None),
        ("9" * 999 + "x9mm", None),
        ("6x9", None),
        ("6inx9in", None),
        ("6,5x9in", None),
        ("-6x9in", None),
        ("1e2x90mm", None),
        ("٦x٩in", None),
        ("a5 landscape", None),
        ("", None),
    ],
)
def test_page_sizes(trim: str, size_mm: tuple[float, float] | None) -> None:
    assert trim_size_mm(trim) == size_mm


@pytest.mark.parametrize(
    "tag",
    "en EN zh-Hans zh-Hant-TW es-419 sl-rozaj-biske de-1996 zh-cmn-Hans-CN en-a-bbb-x-a-ccc"
    " x-whatever i-klingon en-GB-oed fil de-CH-x-phonebk hy-Latn-IT-arevela"
    " de-1901-u-co-phonebk".split(),
)
def test_language_tags(tag: str) -> None:
    assert LANGUAGE_TAG.fullmatch(tag)


@pytest.mark.parametrize(
    "tag",
    ["e", "english", "en_US", "en-", "-en", "en--US", "en US", "en-x", "de-419-DE", "中文", "ſl"],
)
def test_no_language_tags(tag: str) -> None:
    assert not LANGUAGE_TAG.fullmatch(tag)


@pytest.mark.parametrize(
    ("isbn", "is_right"),
    [
        ("9780306406157", True),
        ("978 0 306 40615 7", True),
        ("979-10-90636-07-1", True),
        ("0-306-40615-2", True),
        ("0-8044-2957-X", True),
        ("080442957x", True),
        ("080442957X ", True),
        ("0804429571", False),
        ("0-306-40615-3", False),
        ("9780306406158", False),
        ("9870306406157", False),
        ("977-0-306-40615-7", False),
        ("X804429570", False),
        ("ISBN 9780306406157", False),
        ("٩780306406157", False),
    ],
)
def test_isbns(isbn: str, is_right: bool) -> None:  # noqa: FBT001
    assert (outcome(f'isbn = "{isbn}"') == f"isbn = '{isbn.strip()}'\n") is is_right


@pytest.mark.parametrize(
    ("name", "is_right"),
    [
        ("talks", True),
        ("n" * 200, True),
        ("n" * 201, False),
        ("Über das Maß 1.2", True),
        ("对话", True),
        ("v1..2", True),
        ("console", True),
        ("..", False),
        (".hidden", False),
        ("end.", False),
        ("a/b", False),
        ("a\\\\b", False),
        ("a\\tb", False),
        ("a?", False),
        ("con", False),
        ("Lpt1.old", False),
    ],
)
def test_names_of_files(name: str, is_right: bool) -> None:  # noqa: FBT001
    assert (outcome(f'name = "{name}"') == f"name = '{name}'\n") is is_right
