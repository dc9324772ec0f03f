"""``document/naming.py``: what the labels say."""

import re
from typing import get_args

import pytest

from bookbuild.bookconfig import LabelStyle
from bookbuild.document.naming import label_names
from bookbuild.model import Reason, Speaker, Turn
from bookbuild.slugs import Names, identifier
from cases import Case, read_cases

CASES = read_cases("naming.md")
PERSON = re.compile(r"(?P<name>.+?)(?: => (?P<short>.+))?(?: \| (?P<role>.+))?")


def turn(speaker: Speaker, label: str = "", written: str = "") -> Turn:
    return Turn("x", 1, speaker=speaker, reason=Reason.LABEL, label=label, written=written)


def people(text: str) -> list[Speaker]:
    ids, made = Names(), []
    for line in text.splitlines():
        found = PERSON.fullmatch(line)
        assert found is not None
        name, short = found["name"], found["short"] or ""
        person = Speaker(ids.take(identifier(name, "s")), name, short=short)
        made.append(Speaker(person.id, name, role="audience", short=short) if found[3] else person)
    return made


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_speakers_are_named(case: Case) -> None:
    turns = [turn(person) for person in people(case.input)]
    styles: list[tuple[LabelStyle, str]]
    styles = [("short", "en"), ("initials", "en"), ("initials", "zh-Hans")]
    short, initials, chinese = (
        ", ".join(list(label_names([*turns, *turns], style, language))[len(turns) :])
        for style, language in styles
    )
    assert f"{short}\n{initials}\n{chinese}\n" == case.expected


@pytest.mark.parametrize("style", get_args(LabelStyle))
def test_the_first_turn_of_each_has_the_full_name(style: LabelStyle) -> None:
    ada, bea = people("Ada Lee\nBea Moss\n")
    turns = [turn(ada, "A:"), turn(bea, "B:"), turn(ada, "A:"), turn(bea, "B:")]
    names = list(label_names(turns, style, "en"))
    assert names[:2] == ["Ada Lee", "Bea Moss"]
    assert (names[2:] == ["Ada Lee", "Bea Moss"]) == (style == "full")


def test_labels_are_printed_as_they_were_written() -> None:
    (ada,) = people("Ada Lee\n")
    turns = [
        turn(ada),
        turn(ada, "Ada:"),
        turn(ada, "ADA （笑）：", "ADA"),
        turn(ada),
        turn(ada, "**A** :"),
    ]
    names = list(label_names(turns, "as-written", "en"))
    assert names == ["Ada Lee", "Ada", "ADA", "Ada Lee", "**A"]


def test_a_joint_speaker_keeps_the_whole_name() -> None:
    both = Speaker("both", "Ada Bea", is_joint=True, members=("ada", "bea"))
    assert list(label_names([turn(both)] * 2, "initials", "en")) == ["Ada Bea", "Ada Bea"]
