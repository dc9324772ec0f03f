"""``speakers/likeness.py``: labels that may be one person's, by initials, spelling and sound."""

import pytest

from bookbuild.speakers.likeness import (
    initials,
    is_foreign_pair,
    is_initials_of,
    is_misspelt,
    name_likeness,
    sounds_like,
)


@pytest.mark.parametrize(
    ("name", "letters"),
    [
        ("Mona Keller", "MK"),
        ("Dr. Mona van der Lind", "ML"),
        ("J. M. Lind", "JML"),
        ("Jean-Paul Ott", "JPO"),
        ("Éva Ott", "ÉO"),
        ("卡塔琳娜·林德", "卡林"),
    ],
)
def test_the_initials_of_a_name(name: str, letters: str) -> None:
    assert initials(name) == letters


@pytest.mark.parametrize(
    ("label", "name", "answer"),
    [
        ("MK", "Mona Keller", True),
        ("M.K.", "Mona Keller", True),
        ("M. K.", "Mona Keller", True),
        ("ML", "Mona van der Lind", True),
        ("MVDL", "Mona van der Lind", True),
        ("JPO", "Jean-Paul Ott", True),
        ("JO", "Jean-Paul Ott", True),
        ("MO", "Mona Keller Ott", True),
        ("EO", "Éva Ott", True),
        ("ОВ", "Ольга Ветрова", True),
        ("KM", "Mona Keller", False),
        ("mk", "Mona Keller", False),
        ("MK", "Mona Keller Ott", False),
        ("M", "Mona Keller", False),
        ("MONA", "Mona Keller", False),
        ("OB", "Ольга Ветрова", False),
    ],
)
def test_initials(label: str, name: str, *, answer: bool) -> None:
    assert is_initials_of(label, name) == answer


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("Gehard", "Gerhard", True),
        ("Gerhrad", "Gerhard", True),
        ("Keler", "Keller", True),
        ("Fran ois", "François", True),
        ("Francois", "François", True),
        ("Anna", "Anya", False),
        ("Tom", "Tim", False),
        ("Marta", "Mark", False),
        ("Keller", "Kessler", False),
        ("Маша", "Даша", False),
        ("林岚", "林兰", False),  # a character is a word
    ],
)
def test_a_misspelling(one: str, other: str, *, answer: bool) -> None:
    assert is_misspelt(one, other) == is_misspelt(other, one) == answer


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("阿德里安", "Adrian", True),
        ("大卫", "David", True),
        ("文斯", "Vince", True),
        ("莫娜", "Mona", True),
        ("弗朗索瓦", "François", True),
        ("卡塔琳娜", "Katalin", True),
        ("アドリアン", "Adrian", True),
        ("모나", "Mona", True),
        ("Адриан", "Adrian", True),
        ("周默", "Zhou Mo", True),
        ("周默", "Mo Zhou", True),
        ("阿里", "Ricky", False),
        ("周默", "Adrian", False),
        ("林岚", "Zhou Mo", False),
        ("Ольга", "Tom", False),
        ("Adrian", "Adriaan", False),  # of one script: a matter of spelling
    ],
)
def test_one_name_in_two_scripts(one: str, other: str, *, answer: bool) -> None:
    assert sounds_like(one, other) == sounds_like(other, one) == answer


@pytest.mark.parametrize("latin", ["Zhou Mo", "Mo Zhou", "ZHOU MO", "Zhōu Mò"])
def test_pinyin_is_no_mere_likeness(latin: str) -> None:
    assert name_likeness("周默", latin) == name_likeness(latin, "周默") == 1.0


@pytest.mark.parametrize(
    ("one", "other", "answer"),
    [
        ("周默", "Zhou Mo", True),
        ("Ольга", "Olga", True),
        ("周默", "Ольга", False),
        ("Mona", "Zoë", False),
    ],
)
def test_a_foreign_pair_has_one_name_in_latin_letters(
    one: str, other: str, *, answer: bool
) -> None:
    assert is_foreign_pair(one, other) == answer
