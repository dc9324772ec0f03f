"""``wording.py``: the words of the build's own, complete in every language."""

from dataclasses import fields

import pytest

from bookbuild.wording import WORDINGS, Wording, wording_for, wording_key

NAMES = [field.name for field in fields(Wording)]
WITH_A_NAME = ("figure", "missing_picture", "on_page", "others", "portrait", "see")

each_language = pytest.mark.parametrize("language", WORDINGS)


@each_language
def test_every_word_is_there(language: str) -> None:
    words = {name: getattr(WORDINGS[language], name) for name in NAMES}
    assert [name for name, word in words.items() if not word.strip()] == []


@each_language
def test_a_name_is_put_in_where_there_is_one_and_nowhere_else(language: str) -> None:
    for name in NAMES:
        word = getattr(WORDINGS[language], name)
        assert (word.format("XYZ").count("XYZ")) == (1 if name in WITH_A_NAME else 0), name


@each_language
def test_a_sentence_ends_as_one(language: str) -> None:
    words = WORDINGS[language]
    assert words.no_description[-1] == words.made_with[-1] in ".。"


@pytest.mark.parametrize("language", [tag for tag in WORDINGS if tag != "en"])
def test_nothing_was_left_in_english(language: str) -> None:
    alike = [
        name for name in NAMES if getattr(WORDINGS[language], name) == getattr(WORDINGS["en"], name)
    ]
    # International, or the same word in French, German, Spanish or Portuguese.
    assert set(alike) <= {"colon", "comma", "isbn", "original", "colophon", "figure", "on_page"}


@pytest.mark.parametrize(
    ("tag", "key"),
    [
        ("en", "en"),
        ("en-GB", "en"),
        ("EN", "en"),
        ("pt-BR", "pt"),
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh-TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("ja-JP", "ja"),
        ("nl", None),
        ("yue", None),
    ],
)
def test_a_language_is_known_by_its_tag(tag: str, key: str | None) -> None:
    assert wording_key(tag) == key
    assert wording_for(tag) is WORDINGS[key or "en"]
