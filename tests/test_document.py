"""``document.py``: what every writer relies on holds, whatever the manuscript."""

import re
import unicodedata
from collections.abc import Iterator, Sequence
from itertools import count
from pathlib import Path

import pytest
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild.document.contents import cut_contents
from bookbuild.model import Document
from bookbuild.xhtml import Element, classes, serialise, text_of
from cases import read_cases
from composing import chapter_section, compose, show_text

# Pieces of a manuscript. Each ``w`` becomes a word with a number, each ``n`` one of a note; what
# is not printed (addresses, labels, attributes) is in other letters.
PIECES = (
    "w w\nw",
    "## w w",
    "## w {#xi .xc}",
    "w w\n---",
    "***",
    "**Ada:** w *w*",
    "**Bea:** w\n**Ada:** w",
    "Ada: w?",
    "**Ada: w *w* w?**",
    "**Bea:**\n\n- w\n- w",
    "*Bea*: w\\\nw  \nw",
    "- w\n  - w\n\n    w\n- [x] w",
    "1) w\n2) w\n   - w\n\n   ```xl\n   w\n   ```",
    "w:\n- w\n- w",
    "* w\n\n- w\n\n1. w",
    "> w\n> > w\n>\n> - w\n>   - w\n>\n> — w, *w*",
    "> w\nw",
    "| w | w |\n|---|:-:|\n| w | `w` | w |",
    "w | w\n--|--\nw | w",
    "```xl {1}\nw **w**\n\n# w\n```",
    "    w\n\n    w",
    "w\n: w\n\n    w\n\n: w",
    ": w",
    "w[^xn] w[^xn]",
    "[w](https://xa.org/x_y) ![](xp.png) [w *w*][xd] <b>w</b>",
    "[w](xnowhere.md) [w](#xi) [w]()",
    "w\n\n![w](xp.png)",
    "![](xp.png)\n\n**Figure 1:** w w",
    "![](xp.png)\n**Fig. 2:** w",
    "<div>w\n\nw **w**\n\n</div>",
    "<div class=xc>w",
    "<details>\n<summary>w</summary>\n\nw\n</details>",
    "<table><tr><td>w</td></tr></table>w",
    "<li>w</li><dd>w</dd><figcaption>w</figcaption>",
    "<span><p>w</p></span> w <u>w",
    "<section class=turn data-speaker=xs>w</section>",
    "w <script>xs</script> w <!-- xc --> <iframe>w</iframe>",
    "w <wq wr> w",
    "**w: w *w w",
    "\\*w\\* &amp; w&nbsp;w &#39;w",
    "#w\n#w w",
    "# C# w",
    "w ~~w~~ **w **w",
    "*[XAB]: xt\n\nw XAB",
)
DEFINITIONS = "\n\n[xd]: https://xa.org 'xt'\n\n[^xn]: n **n**\n\n    - n\n      - n\n"
WORD = re.compile(r"(?<![A-Za-z])[wn](?![A-Za-z])")
NUMBERED = re.compile(r"[wn]q\d+q")


def _number(text: str) -> str:
    """Give each word a number of its own."""
    numbers = count(1)
    return WORD.sub(lambda found: f"{found[0]}q{next(numbers)}q", text)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_no_word_is_lost_added_or_moved(pieces: Sequence[str]) -> None:
    text = _number("\n\n".join(pieces) + DEFINITIONS)
    document, _ = compose(text)
    section = chapter_section(document)
    notes = [node for node in section.iter("aside") if node.get("role") == "doc-footnote"]
    printed = " ".join(said(section, leaving=notes)) + " ".join(text_of(note) for note in notes)
    assert NUMBERED.findall(printed) == NUMBERED.findall(text)
    assert not re.search(r"\bx[a-z]+\b", " ".join(said(section))), "what is no text was printed"
    _check_contract(document)


def said(node: Element, leaving: Sequence[Element] = ()) -> Iterator[str]:
    """Yield the author's words: no text of the build's own, and the alternatives of pictures."""
    if node.get("data-generated") is None and node not in leaving:
        yield node.get("alt", "") if node.tag == "img" else node.text or ""
        for child in node:
            yield from said(child, leaving)
            yield child.tail or ""


TABLES = (
    "markup.md",
    "raw-html.md",
    "links.md",
    "foreign.md",
    "quotations.md",
    "speakers/shapes.md",
    "speakers/people.md",
)
INPUTS = {
    f"{table}: {title}": case.input for table in TABLES for title, case in read_cases(table).items()
}


@pytest.mark.parametrize("text", INPUTS.values(), ids=INPUTS)
def test_the_contract_holds(text: str) -> None:
    _check_contract(compose(text, text)[0])


def _check_contract(document: Document) -> None:
    root = document.root
    ids = [node.get("id", "") for node in root.iter() if node.get("id") is not None]
    assert len(ids) == len(set(ids))
    assert [name for name in ids if not re.fullmatch(r"[a-z][a-z0-9-]*", name)] == []
    named = [node.get("href", "")[1:] for node in root.iter("a") if node.get("href", "")[:1] == "#"]
    named += [name for node in root.iter() if (name := node.get("aria-labelledby"))]
    assert set(named) <= set(ids)
    (body,) = root.iter("body")
    assert {(child.tag, child.get("data-matter") is None) for child in body} == {("section", False)}
    assert [node.tag for node in root.iter("script", "style", "iframe", "input")] == []
    assert [name for node in root.iter() for name in node.attrib if name[:2] == "on"] == []
    assert [node.tag for node in root.iter() if {"style", "data-block"} & set(node.attrib)] == []
    for section in body:
        _check_headings(section)
    _check_speakers(document)
    assert not re.search("[\ufdd0-\ufdef]", serialise(root))


def _check_headings(section: Element) -> None:
    level = 0
    for node in section.iter("h1", "h2", "h3", "h4", "h5", "h6"):
        if "chapter" in classes(section):
            assert int(str(node.tag)[1]) <= level + 1
            level = int(str(node.tag)[1])


def _check_speakers(document: Document) -> None:
    people = {speaker.name for speaker in document.book.roster.speakers}
    assert {node.get("data-speaker") for node in document.root.iter("section")} <= {None, *people}
    for node in document.root.iter():
        is_turn = node.get("data-speaker") is not None
        assert ("turn" in classes(node)) == is_turn
        assert "speaker" not in classes(node) or node.get("data-generated") is not None


# Marks and tags that, put together anyhow, have broken the document before.
SCRAPS = (
    *"** * _ ` ``` ~~~ ~~ [ ] ( ) ![ ](x) [^1] [^1]: | |---| === --- *** : X word 字".split(),
    *"<div> </div> <p> <b> </b> <ul> <li> <table> <td> <!-- --> <script> </script>".split(),
    *"<details> <svg> <pre> <rt> <dl> <dt> <figure> <figcaption> <hr> &#0; {#b} *[X]: \\".split(),
    *("<a href=x>", "<a name=y>", "<span class=speaker>", "<img src=x.png>", "<div markdown>"),
    *("**Ada:** ", "Ada: ", "- ", "1. ", "> ", "## ", "[x] ", "{: #a }"),
    *("    ", "\t", "\n", "\n\n", "\u2028"),
)


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(SCRAPS), max_size=40).map("".join))
def test_the_contract_holds_whatever_is_thrown_at_it(text: str) -> None:
    _check_contract(compose(text, "[there](a.md#a)\n")[0])


# -- lines ----------------------------------------------------------------------------------------

BOOK = """---
title: Lines
---
Line 4.

## Line 6

**Ada:** Line 8.
**Bea:** Line 9.

- Line 11.

| Line 13 |
|---|

> Line 16.

![Line 18](x.png)

**Figure 1:** Line 20.

Call.[^1]

[^1]: Line 24.

**Ada:** Line 26.

**Bea:** Line 28.
"""


def test_every_block_knows_its_line() -> None:
    section = chapter_section(compose(BOOK)[0])
    for node in section.iter():
        found = re.search(r"Line (\d+)", text_of(node).strip())
        if found and node.get("data-line") and node.tag != "figure":
            assert node.get("data-line") == found[1], text_of(node)
    lines = [node.get("data-line") for node in section.iter() if node.get("data-line")]
    assert [line for line in lines if line] == [
        *("4", "6", "8", "8", "9", "9", "11", "13", "16", "18", "20", "22"),
        *("26", "26", "28", "28", "24"),
    ]


# -- turns ----------------------------------------------------------------------------------------


def _turn_ids(text: str) -> list[str]:
    section = chapter_section(compose(text)[0])
    return [node.get("id", "") for node in section.iter("section") if node.get("data-speaker")]


TALK = "**Ada:** One?\n\n**Bea:** Two.\n\n**Ada:** One?\n\n**Bea:** Three.\n"


def test_a_turn_has_an_id_of_its_chapter_speaker_and_text() -> None:
    first, second, third, fourth = _turn_ids(TALK)
    assert re.fullmatch(r"a-ada-[0-9a-f]{6}", first)
    assert re.fullmatch(r"a-bea-[0-9a-f]{6}", second)
    assert third == f"{first}-2"
    assert fourth != second


def test_the_ids_of_turns_survive_edits_elsewhere() -> None:
    edited = "# New\n\nAn opening.\n\n" + TALK.replace("Three.", "Four.") + "\n**Ada:** Five.\n"
    assert _turn_ids(edited)[:3] == _turn_ids(TALK)[:3]
    assert _turn_ids(edited)[3] != _turn_ids(TALK)[3]


def test_a_label_is_printed_as_the_roster_has_it() -> None:
    text = "---\nspeakers:\n  - {name: Ada Lee, aliases: [AL], role: host}\n---\n**AL:** *One*.\n"
    assert show_text(compose(text)[0]) == (
        '<section class="interview run-in" role="doc-qna">'
        '<section class="turn host" data-speaker="Ada Lee" id="a-ada-lee-8b1250"'
        ' role="group" aria-labelledby="a-ada-lee-8b1250-label">'
        '<p><span class="speaker" id="a-ada-lee-8b1250-label" data-generated="">Ada Lee:</span>'
        " <em>One</em>.</p></section></section>"
    )


def test_an_inferred_turn_says_so() -> None:
    section = chapter_section(
        compose("**Ada:** One?\n\nTwo.\n\n**Ada:** Three?\n\n**Bea:** 4.\n")[0]
    )
    inferred = [
        node.get("data-inferred") for node in section.iter("section") if node.get("data-speaker")
    ]
    assert inferred == [None, "", None, None]


def test_a_label_before_a_list_stands_on_its_own() -> None:
    section = chapter_section(compose("**Ada:**\n\n- One\n\n**Ada:** Two?\n")[0])
    turn = next(node for node in section.iter("section") if node.get("data-speaker"))
    assert [(child.tag, text_of(child)) for child in turn] == [("p", "Ada:"), ("ul", "One")]


def test_what_stands_around_the_interview_stays_outside() -> None:
    section = chapter_section(compose(f"# T\n\nBefore.\n\n{TALK}\n***\n\nAfter.\n")[0])
    assert [child.tag for child in section] == ["header", "p", "section", "hr", "p"]


# -- parts of the book ----------------------------------------------------------------------------


def test_the_contents_list_the_chapters() -> None:
    document, _ = compose("# One\n\n## x\n", "# Two\n", "Three.\n")
    cut_contents(document.root)
    (contents,) = (node for node in document.root.iter("nav"))
    entries = [(entry.get("href"), text_of(entry)) for entry in contents.iter("a")]
    assert entries == [("#a", "One"), ("#b", "Two"), ("#c", "c")]


def test_the_contents_of_one_chapter_list_its_headings() -> None:
    document, _ = compose("# One\n\n## x\n\n### y\n\n## z\n")
    cut_contents(document.root)
    (contents,) = (node for node in document.root.iter("nav"))
    assert [text_of(entry) for entry in contents.iter("a")] == ["One", "x", "z"]


@pytest.mark.parametrize("form", ["NFC", "NFD"])
def test_letters_stay_as_they_are_written(form: str) -> None:
    word = unicodedata.normalize(form, "Ångström")  # type: ignore[arg-type]  # the forms above
    assert word in show_text(compose(f"{word}.")[0])


@pytest.mark.parametrize(
    "text", ["", "\n\n", "---\ntitle: x\n---\n", "\u00a0", "<!-- x -->", "[a]: b"]
)
def test_a_chapter_without_text_is_a_chapter(text: str) -> None:
    section = chapter_section(compose(text)[0])
    assert [child.tag for child in section] == ["header"]


def test_the_same_manuscript_gives_the_same_document(tmp_path: Path) -> None:
    text = _number("\n\n".join(PIECES) + DEFINITIONS)
    first, second = (serialise(compose(text, folder=tmp_path)[0].root) for _ in range(2))
    assert first == second
