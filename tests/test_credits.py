"""``writers/credits.py``: who is named in the metadata, and for what."""

from dataclasses import replace
from pathlib import Path

import pytest

from bookbuild.document import build_document
from bookbuild.model import Book, Roster
from bookbuild.sources import load_book
from bookbuild.writers.credits import MOST_SPEAKERS, credits_of
from composing import ignore
from making import SETTINGS, project_of

NOBODY = "[[speakers]]\nname = 'Nobody Here'\n"


def _book(folder: Path, settings: str, text: str) -> Book:
    files = {"book/book.toml": SETTINGS + settings, "book/a.md": text}
    book = load_book(project_of(folder, files), ignore)
    assert book is not None
    return book


def _credits(book: Book) -> list[str]:
    return [
        " ".join([one.kind, one.name, *one.roles, one.sort_as]).strip()
        for one in credits_of(build_document(book, ignore))
    ]


def _talk(*names: str) -> str:
    return "".join(f"**{name}:** Word {number}?\n\n" for number, name in enumerate(names))


@pytest.mark.parametrize(
    ("role", "relator"),
    [
        ("interviewer", "ivr"),
        ("interviewee", "ive"),
        ("host", "hst"),
        ("guest", "ive"),
        ("narrator", "nrt"),
        ("", "ivr"),  # the one who asks
    ],
)
def test_what_a_speaker_does(role: str, relator: str, tmp_path: Path) -> None:
    roster = f"[[speakers]]\nname = 'Ana Costa'\nrole = '{role}'\n{NOBODY}"
    book = _book(tmp_path, roster, _talk("Ana Costa"))
    assert _credits(book) == [f"contributor Ana Costa {relator} Costa, Ana"]


def test_an_author_who_speaks_is_named_once(tmp_path: Path) -> None:
    settings = (
        'authors = ["Jonas  REED", "Ada"]\n'
        'contributors = [{ name = "Noor Haddad", role = "edt" }]\n'
        "[[speakers]]\nname = 'Jonas Reed'\nrole = 'host'\n"
        "[[speakers]]\nname = 'Noor'\naliases = ['Noor Haddad']\nrole = 'interviewer'\n"
    )
    assert _credits(_book(tmp_path, settings, _talk("Jonas Reed", "Noor"))) == [
        "creator Jonas  REED aut hst Reed, Jonas",
        "creator Ada aut",
        "contributor Noor Haddad edt ivr",
    ]


def test_the_authors_word_for_sorting_comes_first(tmp_path: Path) -> None:
    settings = (
        'authors = [{ name = "Mary Ann Lee", sort = "Ann Lee, Mary" }, "Jonas Reed", "Kim Ko"]\n'
        'contributors = [{ name = "Yard Press", role = "pbl" }, { name = "Ed Itor", sort = "E" }]\n'
        "[[speakers]]\nname = 'Jonas Reed'\nsort = 'Reed Jonas'\nrole = 'host'\n"
        "[[speakers]]\nname = 'Kim Ko'\nsort = 'Kim Ko'\nrole = 'guest'\n"
    )
    assert _credits(_book(tmp_path, settings, _talk("Jonas Reed", "Kim Ko"))) == [
        "creator Mary Ann Lee aut Ann Lee, Mary",
        "creator Jonas Reed aut hst Reed Jonas",
        "creator Kim Ko aut ive",
        "contributor Yard Press pbl",
        "contributor Ed Itor ctb E",
    ]


def test_who_is_nobody_is_not_named(tmp_path: Path) -> None:
    roster = "[[speakers]]\nname = 'Third row'\nrole = 'audience'\n"
    for name in ("Q", "A", "Interviewer", "Ana and Luis", "Bea"):
        roster += f"[[speakers]]\nname = '{name}'\n"
    text = _talk("Q", "A", "Interviewer", "Third row", "Ana and Luis", "Bea")
    assert _credits(_book(tmp_path, roster + NOBODY, text)) == ["contributor Bea ive"]


def test_of_a_joint_label_the_members_are_named(tmp_path: Path) -> None:
    roster = "".join(f"[[speakers]]\nname = '{name}'\n" for name in ("Both", "Ana", "Luis"))
    book = _book(tmp_path, roster, _talk("Both"))
    both, *members = book.roster.speakers
    joint = replace(both, is_joint=True, members=tuple(one.id for one in members))
    joined = replace(book, roster=Roster((joint, *members)))
    assert _credits(joined) == ["contributor Ana spk", "contributor Luis spk"]


def test_of_a_crowd_those_who_speak_most(tmp_path: Path) -> None:
    names = [f"Ana N{chr(97 + n // 26)}{chr(97 + n % 26)}" for n in range(MOST_SPEAKERS + 5)]
    roster = "".join(f"[[speakers]]\nname = '{name}'\n" for name in names)
    found = _credits(_book(tmp_path, roster, _talk(*names, *names[5:])))
    assert len(found) == MOST_SPEAKERS
    assert found[0].startswith(f"contributor {names[5]} ")
