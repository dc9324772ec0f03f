"""``speakers/names.py``: what looks like a name, what is alike, which names a text gives."""

import pytest

from bookbuild.speakers.names import (
    find_names,
    initials,
    is_foreign_pair,
    is_initials_of,
    is_misspelt,
    is_part,
    looks_like_name,
    members,
    name_likeness,
    parts,
    sounds_like,
    without_title,
)


@pytest.mark.parametrize(
    "text",
    "Mona|Mona Keller|MONA KELLER|Dr. Mona Keller|Mona van der Lind|J. M. Lind|Keller-Ott|O’Hara"
    "|Ольга|林岚|卡塔琳娜·林德|佐藤さん|김민지|ليلى حداد".split("|"),
)
def test_a_name(text: str) -> None:
    assert looks_like_name(text)


@pytest.mark.parametrize(
    "text",
    "mona|Note|An interview|What remains|1984|以下是问题|我们的书|窯のことは".split("|"),
)
def test_no_name(text: str) -> None:
    assert not looks_like_name(text)


@pytest.mark.parametrize(
    ("name", "bare"),
    [
        ("Dr. Mona Keller", "Mona Keller"),
        ("Prof. Dr. Lind", "Lind"),
        ("Herr Brandt", "Brandt"),
        ("Mme de la Tour", "de la Tour"),
        ("周教授", "周"),
        ("佐藤さん", "佐藤"),
        ("Mona Keller", "Mona Keller"),
        ("Dr.", "Dr."),  # a title alone is all that there is
        ("老师", "老师"),
    ],
)
def test_titles_come_off(name: str, bare: str) -> None:
    assert without_title(name) == bare


@pytest.mark.parametrize(
    ("name", "words", "letters"),
    [
        ("Mona Keller", ("mona", "keller"), "MK"),
        ("Dr. Mona van der Lind", ("mona", "lind"), "ML"),
        ("J. M. Lind", ("j", "m", "lind"), "JML"),
        ("Jean-Paul Ott", ("jeanpaul", "ott"), "JPO"),
        ("Éva Ott", ("eva", "ott"), "ÉO"),
        ("卡塔琳娜·林德", ("卡塔琳娜", "林德"), "卡林"),
    ],
)
def test_the_words_of_a_name_and_its_initials(
    name: str, words: tuple[str, ...], letters: str
) -> None:
    assert (parts(name), initials(name)) == (words, letters)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Frank", "Frank Mayhew"),
        ("Mayhew", "Frank Mayhew"),
        ("FRANK", "Frank Mayhew"),
        ("Dr. Mayhew", "Frank Mayhew"),
        ("Daniel K.", "Daniel Kowalczyk"),
        ("de la Tour", "Léa de la Tour"),
        ("Jean-Paul", "Jean-Paul Ott"),
        ("Mo", "Mona “Mo” Lind"),
        ("Ольга", "Ольга Ветрова"),
        ("ليلى", "ليلى حداد"),
        ("阿德里安", "阿德里安·奥特"),
        ("奥特", "阿德里安·奥特"),
        ("林老师", "林岚"),
        ("도현", "윤도현"),
    ],
)
def test_a_part_of_a_name(label: str, name: str) -> None:
    assert is_part(label, name)
    assert not is_part(name, label)


@pytest.mark.parametrize(
    ("label", "name"),
    [
        ("Frank", "Frank"),  # all of it
        ("Fran", "Frank Mayhew"),
        ("Lind", "Anna Lindner"),
        ("Daniel B.", "Daniel Kowalczyk"),
        ("Frank Reed", "Frank Mayhew"),
        ("Paul", "Jean-Paul Ott"),
        ("윤", "윤도현"),  # a family name without a title may be anybody's
        ("周老师", "林岚"),
        ("Dr.", "Dr. Mona Keller"),
    ],
)
def test_no_part_of_a_name(label: str, name: str) -> None:
    assert not is_part(label, name)


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


@pytest.mark.parametrize(
    ("label", "names"),
    [
        ("Ana and Luis", ("Ana", "Luis")),
        ("Ana & Luis", ("Ana", "Luis")),
        ("Ana/Luis", ("Ana", "Luis")),
        ("Ana, Luis", ("Ana", "Luis")),
        ("Ana und Luis", ("Ana", "Luis")),
        ("Ana y Luis", ("Ana", "Luis")),
        ("周默、许诺", ("周默", "许诺")),
        ("周默和许诺", ("周默", "许诺")),
        ("アンナとリンド", ("アンナ", "リンド")),
        ("Mona", ()),
        ("Clay and water", ()),
        ("Andy Sand", ()),
        ("Keller-Ott", ()),
    ],
)
def test_a_joint_label(label: str, names: tuple[str, ...]) -> None:
    assert tuple(members(label)) == names


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
