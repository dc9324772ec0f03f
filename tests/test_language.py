"""``language.py``: tags of languages."""

import pytest

from bookbuild.language import (
    broader_tags,
    is_east_asian,
    is_from_right,
    is_korean,
    is_near,
    normalise_tag,
)


@pytest.mark.parametrize(
    ("tag", "normal"),
    [
        ("zh", "zh-Hans"),
        ("zh-CN", "zh-Hans"),
        ("zh_TW", "zh-Hant"),
        ("zh-Hant-HK", "zh-Hant"),
        ("ZH-hans", "zh-Hans"),
        ("EN-us", "en-us"),
        ("pt_BR", "pt-BR"),
        ("fr", "fr"),
    ],
)
def test_tags(tag: str, normal: str) -> None:
    assert normalise_tag(tag) == normal


@pytest.mark.parametrize(
    ("tag", "east_asian", "korean"),
    [
        ("zh-Hans", True, False),
        ("ja", True, False),
        ("ko-KR", True, True),
        ("en", False, False),
        ("", False, False),
        ("zha", False, False),
    ],
)
def test_kinds_of_languages(tag: str, east_asian: bool, korean: bool) -> None:  # noqa: FBT001
    assert (is_east_asian(tag), is_korean(tag)) == (east_asian, korean)


@pytest.mark.parametrize(
    ("tag", "tags"),
    [
        ("en", ["en"]),
        ("en-Latn-GB", ["en-latn-gb", "en-latn", "en"]),
        ("PT_br", ["pt-br", "pt"]),
        ("zh-CN", ["zh-hans", "zh"]),
        ("zh-Hant", ["zh-hant", "zh"]),
        ("zh", ["zh"]),
    ],
)
def test_a_tag_becomes_less_and_less_specific(tag: str, tags: list[str]) -> None:
    assert list(broader_tags(tag)) == tags


@pytest.mark.parametrize(
    ("tag", "expected"),
    [
        ("ar", True),
        ("he-IL", True),
        ("iw", True),
        ("en", False),
        ("zh-Hans", False),
        ("ku", False),
        ("ku-Arab", True),
        ("ar-Latn", False),
        ("az-Arab-IR", True),
    ],
)
def test_languages_from_the_right(tag: str, *, expected: bool) -> None:
    assert is_from_right(tag) is expected


@pytest.mark.parametrize(
    ("one", "other", "expected"),
    [
        ("nb", "sv-FI", True),
        ("pt-BR", "gl", True),
        ("en-GB", "en", True),
        ("cs", "SK", True),
        ("fr", "en", False),
        ("uk", "ru", False),
        ("he", "yi", False),
    ],
)
def test_languages_that_are_near(one: str, other: str, *, expected: bool) -> None:
    assert is_near(one, other) is is_near(other, one) is expected
