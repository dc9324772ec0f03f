"""``document/labels.py``: labels, remarks and times of turns, in each layout."""

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import Any

import pypdfium2 as pdfium
import pytest

from bookbuild.build import Result
from bookbuild.document import build_document
from bookbuild.model import Document, Prose, Reason, Speaker, Turn
from bookbuild.words import check_document
from bookbuild.xhtml import Element, text_of
from composing import chapter_section, ignore, read_book, show

ADA = Speaker("ada", "Ada Lee", role="interviewer")
BEA = Speaker("bea", "Bea Moss", role="interviewee")
CY = Speaker("cy", "Cy Reed", role="guest")
LAYOUTS = ("run-in", "own-line", "hanging", "question")

Block = tuple[str, Speaker | None, dict[str, Any]]


def said(text: str, speaker: Speaker, label: str = "", **more: str) -> Block:
    """A block of a manuscript that opens with ``label``."""
    return text, speaker, {"reason": Reason.LABEL, "label": label, **more}


def goes_on(text: str, speaker: Speaker, label: str = "", **more: str) -> Block:
    return text, speaker, {"reason": Reason.GOES_ON, "label": label, **more}


def narrated(text: str) -> Block:
    return text, None, {}


def compose(blocks: Sequence[Block], language: str = "en", **settings: Any) -> Document:
    """Return the document of a chapter whose blocks are spoken as given, no word of it lost."""
    front = "" if language == "en" else f"---\nlanguage: {language}\n---\n"
    book = read_book(front + "\n\n".join(text for text, _, _ in blocks) + "\n", report=ignore)
    (chapter,) = book.chapters
    spoken = [
        Prose(block.text, block.line, block.kind) if who is None else _turn(block, who, more)
        for block, (_, who, more) in zip(chapter.blocks, blocks, strict=True)
    ]
    chapter = replace(chapter, blocks=tuple(spoken))
    config = replace(book.config, **settings)
    document = build_document(replace(book, config=config, chapters=(chapter,)), ignore)
    found: list[object] = []
    check_document(document, found.append)
    assert found == []
    return document


def _turn(block: Prose, speaker: Speaker, more: dict[str, Any]) -> Turn:
    return Turn(block.text, block.line, block.kind, speaker=speaker, **more)


def turns_of(document: Document) -> list[Element]:
    return [node for node in chapter_section(document).iter("section") if node.get("data-speaker")]


TALK = [
    said("**Ada:** One?", ADA, "Ada:"),
    said("**Bea:** Two.", BEA, "Bea:"),
    said("**Ada:** Three?", ADA, "Ada:"),
    said("**Bea:** 4.", BEA, "Bea:"),
]


def texts(blocks: Sequence[Block], **settings: Any) -> list[str]:
    return [" ".join(text_of(turn).split()) for turn in turns_of(compose(blocks, **settings))]


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_section_has_the_layout_as_its_class(layout: str) -> None:
    section = chapter_section(compose(TALK, turns=layout))
    (interview,) = [node for node in section if node.get("role") == "doc-qna"]
    assert interview.get("class") == f"interview {layout}"


def test_labels_follow_the_house_rule() -> None:
    assert texts(TALK, labels="full")[2:] == ["Ada Lee: Three?", "Bea Moss: 4."]
    assert texts(TALK, labels="short") == [
        *("Ada Lee: One?", "Bea Moss: Two.", "Ada: Three?", "Bea: 4."),
    ]
    assert texts(TALK, labels="initials")[2:] == ["AL: Three?", "BM: 4."]


def test_a_label_on_its_own_line_is_a_paragraph_without_a_colon() -> None:
    first = turns_of(compose(TALK, turns="own-line"))[0]
    assert [(node.tag, node.get("class"), text_of(node)) for node in first] == [
        ("p", "speaker", "Ada Lee"),
        ("p", None, "One?"),
    ]


def test_a_label_that_hangs_holds_its_space() -> None:
    first = turns_of(compose(TALK, turns="hanging"))[0]
    label = first[0][0]
    assert (label.get("class"), label.text, label.tail) == ("speaker", "Ada Lee: ", "One?")


def test_questions_need_no_labels_where_two_people_talk() -> None:
    turns = turns_of(compose(TALK, turns="question"))
    assert [text_of(turn) for turn in turns] == ["One?", "Two.", "Three?", "4."]
    assert [turn.get("aria-label") for turn in turns] == ["Ada Lee", "Bea Moss"] * 2
    assert {turn.get("aria-labelledby") for turn in turns} == {None}


def test_those_who_are_more_than_one_have_labels() -> None:
    blocks = [*TALK, said("**Cy:** Five.", CY, "Cy:")]
    assert texts(blocks, turns="question") == [
        *("One?", "Bea Moss: Two.", "Three?", "Bea Moss: 4.", "Cy Reed: Five."),
    ]


def test_labels_stay_where_nobody_is_known_to_ask() -> None:
    nobody = [(text, replace(who, role="") if who else None, more) for text, who, more in TALK[:2]]
    assert texts(nobody, turns="question") == ["Ada Lee: One?", "Bea Moss: Two."]


# -- remarks and times ----------------------------------------------------------------------------

REMARK = said(
    "**Ada (laughing) [0:01:34]:** One?",
    ADA,
    "Ada (laughing) [0:01:34]:",
    written="Ada",
    remark="(laughing)",
    time="0:01:34",
)


def test_a_remark_and_a_time_are_marked_as_what_they_are() -> None:
    (turn,) = turns_of(compose([REMARK]))
    assert show(turn) == (
        f'<p><span class="speaker" id="{turn.get("id")}-label" data-generated="">Ada Lee '
        '<span class="direction" data-generated="">(laughing)</span> '
        '<span class="timestamp" data-generated="">[0:01:34]</span>:</span> One?</p>'
    )


@pytest.mark.parametrize(
    ("layout", "text"),
    [
        ("run-in", "Ada Lee (laughing) [0:01:34]: One?"),
        ("own-line", "Ada Lee (laughing) [0:01:34]One?"),
        ("hanging", "Ada Lee (laughing) [0:01:34]: One?"),
        ("question", "(laughing) [0:01:34] One?"),
    ],
)
def test_they_stand_in_every_layout(layout: str, text: str) -> None:
    assert texts([REMARK], turns=layout) == [text]


def test_they_go_by_the_settings() -> None:
    assert texts([REMARK], directions=False) == ["Ada Lee [0:01:34]: One?"]
    assert texts([REMARK], timestamps=False) == ["Ada Lee (laughing): One?"]
    assert texts([REMARK], directions=False, timestamps=False) == ["Ada Lee: One?"]


def test_a_remark_in_wide_brackets_has_its_own_space() -> None:
    block = said("**林（笑）：** 好。", ADA, "林（笑）：", written="林", remark="（笑）")
    (turn,) = turns_of(compose([block], "zh-Hans"))
    assert text_of(turn) == "Ada Lee（笑）：好。"


TIMED = [
    said("**Ada:** One.", ADA, "Ada:"),
    goes_on("(00:01:17): Two.", ADA, "(00:01:17):"),
    goes_on("[00:02:00]", ADA, "[00:02:00]", time="[00:02:00]"),
    goes_on("Three.", ADA),
]


def test_a_paragraph_may_open_with_a_time_or_be_one() -> None:
    (turn,) = turns_of(compose(TIMED))
    assert [text_of(node) for node in turn] == [
        *("Ada Lee: One.", "[00:01:17] Two.", "[00:02:00]", "Three."),
    ]
    times = [node for node in turn.iter("span") if node.get("class") == "timestamp"]
    assert [node.get("data-generated") for node in times] == ["", ""]


def test_no_time_leaves_no_empty_paragraph() -> None:
    (turn,) = turns_of(compose(TIMED, timestamps=False))
    assert [text_of(node) for node in turn] == ["Ada Lee: One.", "Two.", "Three."]


# -- turns that something interrupts --------------------------------------------------------------


@pytest.mark.parametrize("layout", LAYOUTS)
def test_the_rest_of_an_interrupted_turn_is_continued(layout: str) -> None:
    blocks = [TALK[0], TALK[1], narrated("It rained."), goes_on("More.", BEA)]
    turns = turns_of(compose(blocks, turns=layout))
    assert [turn.get("data-continued") for turn in turns] == [None, None, ""]
    assert text_of(turns[2]) == "More."
    assert turns[2].get("aria-labelledby") == turns[1].get("aria-labelledby")
    assert turns[2].get("aria-label") == turns[1].get("aria-label")


@pytest.mark.parametrize("between", [narrated("## Later"), TALK[0]])
def test_what_follows_a_heading_or_somebody_else_is_no_rest(between: Block) -> None:
    turns = turns_of(compose([TALK[0], TALK[1], between, goes_on("More.", BEA)]))
    assert turns[-1].get("data-continued") is None
    assert text_of(turns[-1]) == "Bea Moss: More."


def test_a_rest_whose_beginning_fell_silent_begins_itself() -> None:
    blocks = [
        TALK[0],
        said("**Bea:** [laughs]", BEA, "Bea:"),
        narrated("Rain."),
        goes_on("M.", BEA),
    ]
    turns = turns_of(compose(blocks, directions=False))
    assert [text_of(turn) for turn in turns] == ["Ada Lee: One?", "Bea Moss: M."]
    assert turns[1].get("data-continued") is None


# -- what the editions make of it -----------------------------------------------------------------

BOOK = """title = "Talks"
language = "en"
date = 2024-05-31
turns = "{}"
labels = "short"
[[speakers]]
name = "Ada Lee"
role = "interviewer"
[[speakers]]
name = "Bea Moss"
role = "interviewee"
"""
LONG = "All day it rained on the yard and on the mill and on the road to the sea. "
OPENINGS = ["- a\n- b", "> a", "```\na\n```", "| a | b |\n|--|--|\n| c | d |"]
MARKS = {
    "talks",
    "rain",
    "\u2022",
    *map(str, range(100)),
}  # heads, folios, marks of lists: drawn last
CHAPTER = "# Rain\n\n" + "".join(
    f"**Ada Lee:** Why?\n\n**Bea Moss:**\n\n{opening}\n\n{LONG * (number % 5)}\n\n"
    for number, opening in enumerate(OPENINGS * 16)
)


@pytest.mark.parametrize("layout", LAYOUTS)
def test_no_label_stands_alone_at_the_foot_of_a_page(
    layout: str, build_book: Callable[..., Result]
) -> None:
    files = {"book/book.toml": BOOK.format(layout), "book/1.md": CHAPTER}
    result = build_book(files, "pdf", "epub", "html")
    assert [fault.message for fault in result.found] == []
    pages = pdfium.PdfDocument(result.editions[0].data)
    labels = {"ada", "ada:", "bea", "bea:", "ada lee:", "bea moss:"}
    for page in pages:
        text = page.get_textpage().get_text_range().lower()
        lines = [line for line in map(str.strip, text.split("\r\n")) if line not in MARKS]
        assert lines[-1:] == [] or lines[-1] not in labels
    pages.close()


@pytest.mark.parametrize("layout", ["run-in", "question"])
def test_a_running_head_can_name_the_speaker(
    layout: str, build_book: Callable[..., Result]
) -> None:
    style = "@page :left { @top-left { content: string(speaker) } }"
    style += "@page :right { @top-right { content: string(speaker) } }"
    files = {
        "book/book.toml": BOOK.format(layout),
        "book/1.md": f"# A\n\n**Ada Lee:** One?\n\n**Bea Moss:** {LONG * 60}",
        "styles/custom.css": style,
    }
    (edition,) = build_book(files, "pdf").editions
    pages = pdfium.PdfDocument(edition.data)
    assert "bea moss" in pages[len(pages) - 1].get_textpage().get_text_range().lower()
    pages.close()
