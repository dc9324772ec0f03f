"""``stylesheets.py``: a stylesheet is taken apart, and nothing of it is lost."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.stylesheets import Part, is_dark_grey, joined, pieces, without_variables

SHEETS = sorted((Path(__file__).parent.parent / "styles").rglob("*.css"))


@pytest.mark.parametrize("sheet", SHEETS, ids=lambda path: path.stem)
def test_the_pieces_of_a_sheet_are_the_sheet(sheet: Path) -> None:
    text = sheet.read_text("utf-8")
    assert "".join(piece.text for piece in pieces(text)) == text


@given(st.text(alphabet="ab.{}:;,@/*\"'()[]<!->\\ \n漢𝒳", max_size=40))
def test_whatever_it_is_written_like(sheet: str) -> None:
    assert "".join(piece.text for piece in pieces(sheet)) == sheet


def test_an_empty_sheet_has_no_pieces() -> None:
    assert pieces("") == ()


def test_a_piece_knows_its_place() -> None:
    found = pieces("/* 漢字 */\n\n  .a {}\n@page { margin: 0 }")
    assert [(piece.kind, piece.line, piece.column) for piece in found if piece.kind != "space"] == [
        ("comment", 1, 1),
        ("rule", 3, 3),
        ("at-rule", 4, 1),
    ]


def test_a_selector_is_read_from_the_outermost_element_to_its_subject() -> None:
    (piece,) = pieces('html .a.b > P#c:NOT(.d, .e) + *[x="y"]::before, q|r {}')
    first, second = piece.selectors
    assert first.parts == (
        Part("html"),
        Part("", ("a", "b")),
        Part("p", (), (":not(",), ("#",)),
        Part("*", (), ("::before",), ("[",)),
    )
    assert first.arguments == (("not", ".d, .e"),)
    assert second.parts == (Part("r", more=("|",)),)


def test_a_declaration_has_its_value_in_parts() -> None:
    (piece,) = pieces(".a { Margin: 1em AUTO calc(2px + 3%) !important }")
    (declaration,) = piece.declarations
    assert (declaration.name, declaration.important) == ("margin", True)
    assert declaration.lengths == [(1.0, "em"), (2.0, "px"), (3.0, "%")]
    assert (declaration.words, declaration.functions) == ({"auto"}, {"calc"})


def test_a_rule_can_lose_some_of_its_selectors() -> None:
    (piece,) = pieces(".a, .b /* and */ .c,\n.d { margin: 0 }")
    assert joined([piece.selectors[0], piece.selectors[2]], piece) == ".a, .d { margin: 0 }"


@pytest.mark.parametrize(
    ("rule", "left"),
    [
        (".a { margin: 0 }", ".a { margin: 0 }"),
        (".a { --b: 1em }", ""),
        (".a,\n.c { --b: 1em; margin: 0!important; color: red }", ".a, .c {"),
    ],
)
def test_a_rule_can_lose_its_variables(rule: str, left: str) -> None:
    (piece,) = pieces(rule)
    made = without_variables(piece)
    assert made.startswith(left)
    assert "--" not in made
    assert (".c" not in rule) or made == ".a, .c { margin: 0!important; color: red }"


def test_a_rule_with_rules_in_it_stays_as_it_is() -> None:
    (piece,) = pieces(".a { --b: 1em; .c { margin: 0 } }")
    assert without_variables(piece) == piece.text


@pytest.mark.parametrize(
    "colour",
    ["black", "#333", "#80808080", "rgb(10, 10, 10)", "hsl(0 0% 20%)", "hwb(0 20% 80%)", "#747474"],
)
def test_dark_greys(colour: str) -> None:
    assert is_dark_grey(colour)


@pytest.mark.parametrize("colour", ["white", "#334", "#777", "currentColor", "inherit", "red", "x"])
def test_what_is_no_dark_grey(colour: str) -> None:
    assert not is_dark_grey(colour)
