"""``titles.py``: which titles begin with an article, and which only seem to."""

import pytest

from bookbuild.titles import title_to_sort


@pytest.mark.parametrize(
    ("language", "title", "sorted_as"),
    [
        ("en", "The Yard & the Mill", "Yard & the Mill, The"),
        ("en-GB", "An Hour by the Gate", "Hour by the Gate, An"),
        ("en", "A Lock", "Lock, A"),
        ("en", "A is for Anchor", ""),
        ("en", "A to Z of Locks", ""),
        ("en", "A For Anchor", ""),
        ("en", "The Is in Theology", "Is in Theology, The"),
        ("en", "There and Back", ""),
        ("en", "The", ""),
        ("fr", "L’eau et le canal", "eau et le canal, L’"),
        ("fr", "Les voix du port", "voix du port, Les"),
        ("fr", "Les plus belles voix", ""),
        ("es", "El muelle", "muelle, El"),
        ("es", "Los que hablan", ""),
        ("de", "Die Werft", "Werft, Die"),
        ("de", "Das 20. Jahrhundert", "20. Jahrhundert, Das"),
        ("de", "Das war die Werft", ""),
        ("pt", "Os barcos", "barcos, Os"),
        ("pt", "A caminho do mar", ""),
        ("pt", "O que se diz", ""),
        ("it", "L'acqua", "acqua, L'"),
        ("it", "I remi", "remi, I"),
        ("nl", "Het slot", "slot, Het"),
        ("nl", "Het was een slot", ""),
        ("fr", "The Yard", ""),
        ("zh-Hans", "The Yard", ""),
        ("zh-Hans", "慢的对话", ""),
    ],
)
def test_an_article_goes_behind_where_it_is_one(language: str, title: str, sorted_as: str) -> None:
    assert title_to_sort(title, language) == sorted_as
