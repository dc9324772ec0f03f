"""``speakers/sequence.py``: who most likely speaks what has no label."""

from collections.abc import Mapping
from dataclasses import replace

import pytest

from bookbuild.speakers.sequence import Decision, decide
from bookbuild.speakers.steps import NOBODY, Anchor, Habits
from bookbuild.turns import split_blocks

MONA, TOM = 0, 1  # who asks, and who answers
HABITS = Habits(2, frozenset({MONA}), (TOM,))
QUESTION = "And who helped you with the first of them?"
ANSWER = "Nobody, at first. My brother came in May, and I was glad of it."
FACT = "The river was brown, and the road was under water for weeks."


def people(texts: list[str], anchors: Mapping[int, Anchor], habits: Habits = HABITS) -> list[int]:
    return [decision.person for decision in decisions(texts, anchors, habits)]


def decisions(
    texts: list[str], anchors: Mapping[int, Anchor], habits: Habits = HABITS
) -> tuple[Decision, ...]:
    return decide(split_blocks("\n\n".join(texts)), anchors, habits)


def labels(**places: int) -> dict[int, Anchor]:
    return {int(name[1:]): Anchor(person) for name, person in places.items()}


def test_labels_are_fixed() -> None:
    anchors = labels(b0=MONA, b1=TOM, b2=MONA, b3=TOM)
    assert people([ANSWER, QUESTION, ANSWER, QUESTION], anchors) == [MONA, TOM, MONA, TOM]


def test_nobody_speaks_before_the_first_label() -> None:
    assert people([FACT, ANSWER, QUESTION, ANSWER], labels(b2=MONA, b3=TOM))[:2] == [
        NOBODY,
        NOBODY,
    ]


@pytest.mark.parametrize(
    "text", [FACT, ANSWER, "- clay\n- stones", "> Because it is there.", "    x = 1"]
)
def test_a_turn_goes_on(text: str) -> None:
    anchors = labels(b0=MONA, b1=TOM, b3=MONA, b4=TOM)
    assert people([QUESTION, ANSWER, text, QUESTION, ANSWER], anchors)[2] == TOM


def test_an_answer_without_a_label_where_these_are_often_missing() -> None:
    anchors = labels(b0=MONA, b1=TOM, b2=MONA, b4=MONA, b6=MONA, b7=TOM)
    texts = [QUESTION, ANSWER, QUESTION, ANSWER, QUESTION, ANSWER, QUESTION, ANSWER]
    assert people(texts, anchors, replace(HABITS, gaps=0.5))[3:6] == [TOM, MONA, TOM]


def test_what_follows_a_statement_is_no_answer() -> None:
    anchors = labels(b0=MONA, b1=TOM, b2=MONA, b4=TOM)
    texts = [QUESTION, ANSWER, "You were twenty then.", QUESTION, ANSWER]
    assert people(texts, anchors)[3] == MONA


def test_a_question_set_as_the_others_are() -> None:
    texts = ["**When was it?**", ANSWER, f"**{QUESTION}**", ANSWER, "**And then?**", ANSWER]
    habits = replace(HABITS, asking_style="bold", missing_questions=0.5)
    assert people(texts, labels(b0=MONA, b1=TOM, b3=TOM, b4=MONA, b5=TOM), habits)[2] == MONA


def test_a_form_is_an_anchor_that_is_not_fixed() -> None:
    anchors = {n: Anchor(MONA, 0.8, is_fixed=False) for n in (0, 2, 4)}
    texts = [f"**{QUESTION}**", ANSWER, f"**{QUESTION}**", ANSWER, f"**{QUESTION}**", ANSWER]
    habits = replace(HABITS, asking_style="bold", gaps=1.0)
    made = decisions(["An introduction.", *texts], {n + 1: a for n, a in anchors.items()}, habits)
    assert [one.person for one in made] == [NOBODY, MONA, TOM, MONA, TOM, MONA, TOM]
    assert all(made[n].certainty <= 0.8 for n in (1, 3, 5))


def test_headings_rules_and_figures_pass_the_talk_on() -> None:
    texts = [QUESTION, ANSWER, "![A kiln](kiln.png)", ANSWER, QUESTION, ANSWER]
    anchors = labels(b0=MONA, b1=TOM, b4=MONA, b5=TOM)
    assert people(texts, anchors)[1:4] == [TOM, TOM, TOM]


def test_the_end_of_an_article_is_nobodys() -> None:
    texts = [
        QUESTION,
        ANSWER,
        QUESTION,
        ANSWER,
        "---",
        "Subscribe to our newsletter, or follow us.",
    ]
    anchors = labels(b0=MONA, b1=TOM, b2=MONA, b3=TOM)
    assert people(texts, anchors)[-1] == NOBODY
    texts[-2:] = ["I have told you all that I know, and my brother knows the rest of it."]
    assert people(texts, anchors)[-1] == TOM


def test_a_sponsor_in_the_middle_is_nobody() -> None:
    texts = [
        QUESTION,
        ANSWER,
        "*This episode is brought to you by Clay & Co.*",
        QUESTION,
        ANSWER,
    ]
    assert people(texts, labels(b0=MONA, b1=TOM, b3=MONA, b4=TOM))[2] == NOBODY


def test_behind_a_dash_another_one_speaks() -> None:
    texts = ["A talk.", f"— {QUESTION}", f"— {ANSWER}", f"— {QUESTION}", f"— {ANSWER}"]
    anchors = {n: Anchor(MONA, 0.8, is_fixed=False) for n in (1, 3)}
    habits = replace(HABITS, dashes=frozenset(range(1, 5)), gaps=1.0)
    assert people(texts, anchors, habits) == [NOBODY, MONA, TOM, MONA, TOM]


def test_the_editors_nobody_is_final() -> None:
    anchors = {**labels(b0=MONA, b1=TOM, b3=MONA, b4=TOM), 2: Anchor(NOBODY)}
    texts = [QUESTION, ANSWER, "I was twenty.", QUESTION, ANSWER]
    assert people(texts, anchors)[2] == NOBODY


def test_certainty_is_a_probability_and_labels_are_sure() -> None:
    made = decisions(
        [QUESTION, ANSWER, FACT, QUESTION, ANSWER], labels(b0=MONA, b1=TOM, b3=MONA, b4=TOM)
    )
    assert all(0 < one.certainty <= 1 for one in made)
    assert [round(made[n].certainty, 6) for n in (0, 1, 3, 4)] == [1, 1, 1, 1]
    assert made[2].certainty < 1


def test_a_label_that_is_doubtful_stays_so() -> None:
    made = decisions([QUESTION, ANSWER], {0: Anchor(MONA, 0.7), 1: Anchor(TOM)})
    assert made[0].certainty == pytest.approx(0.7)


def test_a_chapter_of_nothing() -> None:
    assert decide((), {}, HABITS) == ()
    assert people([FACT], {}) == [NOBODY]


def test_a_long_chapter_loses_no_block_and_no_number_runs_over() -> None:
    texts = [QUESTION, ANSWER] * 2000
    anchors = {n: Anchor(n % 2) for n in range(0, 4000, 7)}
    made = decisions(texts, anchors)
    assert len(made) == 4000
    assert all(0 <= one.certainty <= 1 for one in made)
