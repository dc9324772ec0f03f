"""``slugs.py``: names that are safe in files and anchors."""

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from bookbuild.slugs import Names, fingerprint, identifier, slug


@pytest.mark.parametrize(
    ("text", "made"),
    [
        ("One two", "one-two"),
        ("  One -- two!  ", "one-two"),
        ("François", "francois"),
        ("弗朗索瓦", "fu-lang-suo-wa"),
        ("佐藤さん", "zuo-tengsan"),
        ("김민수", "gim-min-su"),
        ("Ωmega Straße", "omega-strasse"),
        ("C++ & C#", "c-c"),
        ("１２３", "123"),
        ("…", ""),
        ("", ""),
        ("x" * 100, "x" * 60),
        ("One " * 20, "one-" * 14 + "one"),
    ],
)
def test_slugs(text: str, made: str) -> None:
    assert slug(text) == made


@pytest.mark.parametrize(
    ("text", "made"), [("One", "one"), ("1984", "ch-1984"), ("…", "ch"), ("第一", "di-yi")]
)
def test_identifiers(text: str, made: str) -> None:
    assert identifier(text, "ch") == made


@given(st.text())
def test_an_identifier_is_a_name_of_xml(text: str) -> None:
    assert re.fullmatch(r"[a-z][a-z0-9-]*", identifier(text, "x"))


def test_fingerprints() -> None:
    assert fingerprint("One") == "8b1250"
    assert fingerprint("one") != fingerprint("One")


def test_names_are_used_once() -> None:
    names = Names()
    wanted = ["a", "a", "a-2", "a", "b"]
    assert [names.take(name) for name in wanted] == ["a", "a-2", "a-2-2", "a-3", "b"]
