"""``speakers/mentions.py``: the names that a text gives."""

import pytest

from bookbuild.speakers.mentions import find_names


def test_names_of_a_text_are_weighed_by_where_they_stand() -> None:
    found = find_names(
        [
            ("Tom Adeyemi builds kilns. Mona Keller (MK) went to see him. Tom Adeyemi laughed.", 2),
            ("Tom Adeyemi on clay", 3),
        ]
    )
    assert [(one.name, one.weight, one.short) for one in found] == [
        ("Tom Adeyemi", 5, ""),  # once a text
        ("Mona Keller", 2, "MK"),
    ]


@pytest.mark.parametrize(
    ("text", "name"),
    [
        ("They asked Dr. Mona Keller about it.", "Mona Keller"),
        ("Mona van der Lind brennt Ton.", "Mona van der Lind"),
        ("今天我们采访大卫·奥斯汀的朋友", "大卫·奥斯汀"),
        ("高橋実さんに聞きました", "高橋実"),
    ],
)
def test_a_name_in_running_text(text: str, name: str) -> None:
    assert name in [mention.name for mention in find_names([(text, 1)])]


@pytest.mark.parametrize(
    "text", ["Nobody knows.", "the river was late", "It is a Kiln.", "我们在河边。", ""]
)
def test_no_name_in_running_text(text: str) -> None:
    assert find_names([(text, 1)]) == ()
