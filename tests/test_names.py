"""``names.py``: names as an index lists them, and in which order."""

import pytest

from bookbuild.names import (
    is_letter,
    is_rearranged,
    names_nobody,
    names_several,
    sort_form,
    sort_key,
)
from cases import Case, read_cases

CASES = read_cases("names.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_forms(case: Case) -> None:
    pairs = [line.rpartition(": ") for line in case.input.splitlines()]
    forms = [sort_form(name, language or "en") for language, _, name in pairs]
    assert forms == case.expected.splitlines()


@pytest.mark.parametrize(
    "forms",
    [
        ("Åkesson, Mia", "al-Barghouti, Mourid", "Çelik, Ada", "Zola, Émile"),
        ("Lee Kuan", "Lee, Zoe", "Leeds, Ann", "O'Brien, Al", "Odd, Bo"),
        # Lín, Ōu (as a family name, not Qū), Zēng, Zhōu, Latin among them.
        ("林岚", "Mills, Ann", "区大为", "欧阳娜", "曾国", "Zhang, Yi", "周砚"),
        ("Zola, Émile", "Ахматова, Анна", "Ёлкин, Пётр", "Жуков, Юрий"),
        ("강민", "김민수", "박서준"),
    ],
)
def test_the_order(forms: tuple[str, ...]) -> None:
    assert sorted(sorted(forms, key=len), key=sort_key) == list(forms)


@pytest.mark.parametrize("label", ["Q", "a", "Q.", "问", "В"])
def test_letters(label: str) -> None:
    assert is_letter(label)
    assert names_nobody(label)


@pytest.mark.parametrize(
    "label",
    ["Interviewer", "SPEAKER 2", "Audience member", "主持人", "嘉宾A", "聞き手", "Frage", "Q"],
)
def test_labels_that_name_nobody(label: str) -> None:
    assert names_nobody(label)


@pytest.mark.parametrize(
    "label", ["Ana", "QA", "林", "Christopher Guest", "Host Maria", "7", "", "Ed"]
)
def test_labels_that_name_somebody(label: str) -> None:
    assert not names_nobody(label)


def test_a_form_may_be_the_name_rearranged_or_how_it_is_read() -> None:
    assert is_rearranged("García Márquez, Gabriel", "Gabriel García Márquez")
    assert not is_rearranged("はやし らん", "林蘭")


@pytest.mark.parametrize(
    ("label", "is_so"),
    [
        ("Ana and Luis", True),
        ("Ana & Luis", True),
        ("Ana/Luis", True),
        ("Ana und Luis", True),
        ("Ana y Luis", True),
        ("Andy Anders", False),
        ("José Ortega y Gasset", False),
    ],
)
def test_labels_of_several(label: str, *, is_so: bool) -> None:
    assert names_several(label) == is_so
