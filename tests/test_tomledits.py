"""``tomledits.py``: a TOML file with some lines changed, and every other byte as it was."""

import pytest

from bookbuild.tomledits import Change, EditError, change_lines, edit, read_values, span, text_in
from bookbuild.tomlplaces import key_places


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"", b"x = 1\n"),
        (b"a = 1\n", b"a = 1\nx = 1\n"),
        (b"a = 1\r\nb = 2\n\r\n", b"a = 1\r\nb = 2\n\r\nx = 1\r\n"),
        (b"\xef\xbb\xbfa = 1\n", b"\xef\xbb\xbfa = 1\nx = 1\n"),
        ("\ufeffa = 1\n".encode("utf-16-le"), "\ufeffa = 1\nx = 1\n".encode("utf-16-le")),
    ],
)
def test_bytes_that_are_not_changed_stay(before: bytes, after: bytes) -> None:
    assert edit(before, lambda text: f"{text}x = 1\n") == (after, (Change("+", "x = 1"),))
    assert edit(before, str) == (before, ())


def test_the_text_of_a_file_has_plain_line_ends() -> None:
    assert text_in("\ufeffa = 1\r\n".encode("utf-16-le")) == "a = 1\n"


def test_what_is_no_toml_is_said() -> None:
    with pytest.raises(EditError, match="invalid value"):
        read_values("a = b\n")


def test_changes_are_shown_without_the_empty_lines_at_their_end() -> None:
    assert change_lines([Change("-", "a"), Change("+", ""), Change("+", "b"), Change("+", "")]) == [
        "- a",
        "+",
        "+ b",
    ]


def test_a_table_ends_before_what_belongs_to_the_next() -> None:
    text = "[a]\nx = 1\n# of a\n\n# of b\n[b]\ny = 1\n"
    lines, places = text.split("\n"), key_places(text)
    assert (span(lines, places, ("a",)), span(lines, places, ("b",))) == ((0, 3), (5, 7))
