"""``markup.py``, with ``dialect``, ``tags`` and ``nesting``: Markdown becomes clean elements."""

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.markup import convert, plain_text
from bookbuild.markup.dialect import settle
from bookbuild.turns import split_blocks
from cases import Case, read_cases
from composing import compose, ignore, read_chapter, show, show_found, show_text

CASES = read_cases("markup.md")
RAW_CASES = read_cases("raw-html.md")
SHORTCODE_CASES = read_cases("shortcodes.md")
DIALECT_CASES = read_cases("dialect.md")
ALL_CASES = CASES | RAW_CASES | SHORTCODE_CASES


@pytest.mark.parametrize("case", ALL_CASES.values(), ids=ALL_CASES)
def test_elements(case: Case) -> None:
    assert shown_elements(case.input).splitlines() == case.expected.splitlines()


def shown_elements(text: str) -> str:
    found: list[Diagnostic] = []
    body = convert(read_chapter(text, found.append), found.append)
    return f"{show(piece.node for piece in body.pieces)}\n{show_found(found, 'MRK')}"


@pytest.mark.parametrize("case", DIALECT_CASES.values(), ids=DIALECT_CASES)
def test_dialect(case: Case) -> None:
    assert settled(case.input).splitlines() == case.expected.splitlines()


def settled(text: str) -> str:
    return "\n\n".join(settle(block) for block in split_blocks(text))


@pytest.mark.parametrize("case", ALL_CASES.values(), ids=ALL_CASES)
def test_each_piece_knows_its_block(case: Case) -> None:
    chapter = read_chapter(case.input, ignore)
    blocks = [piece.block for piece in convert(chapter, ignore).pieces]
    assert blocks == sorted(blocks)
    for piece in convert(chapter, ignore).pieces:
        first = "".join("".join(piece.node.itertext()).split())[:1]
        assert not first.isalnum() or first in chapter.blocks[piece.block].text


@pytest.mark.parametrize(
    ("text", "plain"),
    [
        ("# One *two* `<three>` &amp; four", "One two <three> & four"),
        ("One [two](three.md) ![four](five.png)\n===", "One two"),
        ("# One[^1] {#two .three}", "One"),
        ("# C#", "C#"),
        ("# 1984. *One*", "1984. One"),
        ("# \\*One\\*", "*One*"),
    ],
)
def test_what_a_reader_sees_of_a_heading(text: str, plain: str) -> None:
    (block,) = split_blocks(text)
    assert plain_text(settle(block)) == plain


@pytest.mark.parametrize(
    ("text", "kept"),
    [
        pytest.param("> " * 400 + "One", "One", id="quotations"),
        pytest.param("".join("  " * n + f"- {n}\n" for n in range(300)), "299", id="lists"),
        pytest.param("*" * 5000 + "One" + "*" * 5000, "One", id="marks"),
        pytest.param("[" * 2000 + "One" + "]" * 2000, "One", id="brackets"),
        pytest.param("字" * 20_000, "字" * 20_000, id="a long word"),
        pytest.param("\n".join(f"**{n}** [a](b.md)" for n in range(3000)), "2999", id="lines"),
    ],
)
def test_what_is_deep_or_long_is_kept(text: str, kept: str) -> None:
    assert kept in show_text(compose(text)[0])


def test_a_style_that_is_never_closed_hides_no_other_fault() -> None:
    _, found = compose("# A\n\n## <style>\n\nBefore <math>mx</math> after.\n")
    assert show_found(found, "MRK").splitlines() == [
        "MRK-001:3 a book cannot hold <style>; it is left out",
        "MRK-001:5 a book cannot hold <math>; it is left out",
    ]
