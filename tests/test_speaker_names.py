"""``speakers/names.py``: what looks like a name, what it is made of, and who speak together."""

import pytest

from bookbuild.speakers.names import is_part, looks_like_name, members, parts, without_title


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
    ("name", "words"),
    [
        ("Mona Keller", ("mona", "keller")),
        ("Dr. Mona van der Lind", ("mona", "lind")),
        ("J. M. Lind", ("j", "m", "lind")),
        ("Jean-Paul Ott", ("jeanpaul", "ott")),
        ("Éva Ott", ("eva", "ott")),
        ("卡塔琳娜·林德", ("卡塔琳娜", "林德")),
    ],
)
def test_the_words_of_a_name(name: str, words: tuple[str, ...]) -> None:
    assert parts(name) == words


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
