"""``language.py``: what language a text is in."""

import pytest

from bookbuild.language import (
    broader_tags,
    detect_language,
    is_east_asian,
    is_from_right,
    is_korean,
    normalise_tag,
)


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("She told me that the press had been standing in the barn for years.", "en"),
        ("Elle m'a dit que la presse était dans la grange depuis des années.", "fr"),
        ("Sie sagte mir, dass die Presse seit Jahren in der Scheune stand.", "de"),
        ("Me dijo que la prensa llevaba años en el granero de su abuelo.", "es"),
        ("Ela me disse que a prensa estava no celeiro há muitos anos.", "pt"),
        ("她告诉我，这台印刷机在谷仓里放了很多年。", "zh-Hans"),
        ("她告訴我，這台印刷機在穀倉裡放了很多年。", "zh-Hant"),
        ("その印刷機は何年も納屋にあったと彼女は言った。", "ja"),
        ("カタカナ ダケ ノ ブン デス", "ja"),
        ("그녀는 그 인쇄기가 오랫동안 헛간에 있었다고 말했다.", "ko"),
        ("我们用 Python 和 Markdown 做书，也用 EPUB 和 PDF。", "zh-Hans"),
        ("The Chinese word for book is 书, and for paper it is 纸.", "en"),
        ("", "en"),
        ("1984 … 42", "en"),
        ("https://example.org/les-memes-mots-en-francais-et-encore-et-encore", "en"),
        ("Xyzzy", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_short_text_does_not_narrow_the_choice_for_the_next() -> None:
    assert detect_language("Il pleut sur la ville aujourd'hui.") == "fr"
    swedish = "Hon berättade för mig att tryckpressen hade stått i ladan i många år och att ingen "
    assert detect_language(swedish + "hade rört den sedan hennes farfar dog en vinter.") == "sv"


def test_a_long_text_is_sampled() -> None:
    assert detect_language("这是中文。" * 200_000) == "zh-Hans"


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
