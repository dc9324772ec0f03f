"""``speakers/forms.py``: questions without a label, known by how they are set."""

import pytest

from bookbuild.speakers.forms import Start, dash_turns, find_questions
from bookbuild.turns import split_blocks

ASKED = (
    "When did you build your first kiln?",
    "And who helped you?",
    "Would you do it again?",
)
ANSWERS = (
    "In the spring of the flood. I was twenty.",
    "Nobody, at first. My brother came in May.",
    "I would, and I would begin earlier.",
)
INTRODUCTION = "An interview with Tom Adeyemi, who builds kilns."
NAMED = Start("Tom Adeyemi on clay", has_name=True, has_names=True)
NAMELESS = Start("On clay", has_name=False, has_names=False)


def talk(form: str, *before: str) -> str:
    """Return an interview whose questions are set as ``form`` says, with {} for the question."""
    pairs = zip(ASKED, ANSWERS, strict=True)
    return "\n\n".join([*before, *(f"{form.format(one)}\n\n{two}" for one, two in pairs)])


def questions(text: str, start: Start = NAMELESS, *, has_answers: bool = False) -> dict[int, str]:
    blocks = split_blocks(text)
    found = find_questions(blocks, [False] * len(blocks), start, has_answers=has_answers)
    return {number: question.form for number, question in found.items()}


@pytest.mark.parametrize(
    ("form", "name"),
    [
        ("**{}**", "bold"),
        ("__{}__", "bold"),
        ("***{}***", "bold"),
        ("<p><strong>{}</strong></p>", "bold"),
        ("*{}*", "italic"),
        ("_{}_", "italic"),
        ("## {}", "heading"),
        ("> {}", "quotation"),
        ("— {}", "dash"),
        ("**1. {}**", "bold"),
        ("Q1. {}", "number"),
        ("1. {}", "number"),
        ("- {}", "item"),
    ],
)
def test_a_form(form: str, name: str) -> None:
    assert questions(talk(form, INTRODUCTION)) == {1: name, 3: name, 5: name}


def test_bare_questions_are_no_form() -> None:
    assert questions(talk("{}", INTRODUCTION)) == {}


def test_two_questions_are_too_few() -> None:
    text = talk("**{}**", INTRODUCTION).partition("**Would")[0]
    assert questions(text) == {}


def test_it_must_be_a_talk() -> None:
    text = talk("**{}**")
    for answer in ANSWERS:
        text = text.replace(answer, "Clay comes from the rivers.")
    assert questions(text) == {}
    assert questions(text, has_answers=True) == {0: "bold", 2: "bold", 4: "bold"}


def test_a_name_in_the_title_speaks_for_a_talk() -> None:
    assert questions(talk("**{}**"), NAMED) == {0: "bold", 2: "bold", 4: "bold"}


@pytest.mark.parametrize(
    "title", ["Frequently asked questions", "FAQ", "Häufige Fragen", "常见问题", "よくある質問"]
)
def test_a_list_of_answers_is_no_talk(title: str) -> None:
    assert (
        questions(talk("**{}**", f"# {title}"), Start(title, has_name=False, has_names=False)) == {}
    )


def test_most_blocks_of_a_form_must_ask() -> None:
    topics = "\n\n".join(f"**Of the kiln, part {number}.**\n\nIt burns." for number in range(6))
    assert questions(f"{talk('**{}**', INTRODUCTION)}\n\n{topics}\n\n**And then?**\n\nRain.") == {}


def test_questions_that_nobody_answers_are_no_form() -> None:
    assert questions(INTRODUCTION + "".join(f"\n\n**{one}**" for one in ASKED)) == {}


def test_where_the_answers_ask_as_much_nothing_is_marked() -> None:
    text = talk("**{}**", INTRODUCTION)
    for answer in ANSWERS:
        text = text.replace(answer, "Who knows?")
    assert questions(text) == {}


def test_a_request_among_questions_is_one() -> None:
    text = talk("**{}**", INTRODUCTION) + "\n\n**Tell us about your brother.**\n\nHe sings."
    assert 7 not in questions(text)  # behind the last that asks it may be anything
    assert 7 in questions(text + "\n\n**And your sister?**\n\nShe does not.")


def test_intertitles_between_questions_are_none() -> None:
    text = talk("## {}", INTRODUCTION).replace("## And", "## The second kiln\n\n## And")
    assert questions(text) == {1: "heading", 4: "heading", 6: "heading"}


def test_labelled_blocks_are_left_alone() -> None:
    blocks = split_blocks(talk("**{}**", INTRODUCTION))
    labelled = [number == 1 for number in range(len(blocks))]
    assert 1 not in find_questions(blocks, labelled, NAMED, has_answers=True)


def test_certainty_is_no_knowledge() -> None:
    blocks = split_blocks(talk("**{}**", INTRODUCTION))
    found = find_questions(blocks, [False] * len(blocks), NAMED, has_answers=True)
    assert all(0.5 < question.certainty < 1 for question in found.values())


def test_behind_dashes_everybody_speaks() -> None:
    lines = [line for pair in zip(ASKED, ANSWERS, strict=True) for line in pair]
    spoken = split_blocks("\n\n".join(f"— {line}" for line in lines))
    assert list(dash_turns(spoken, [False] * len(spoken))) == [0, 1, 2, 3, 4, 5]
    asked = split_blocks(talk("— {}"))
    assert list(dash_turns(asked, [False] * len(asked))) == []
