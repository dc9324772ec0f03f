"""``document/contributors.py``: who has a line about them, and what may stand in it."""

from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.document import build_document
from bookbuild.model import Document
from bookbuild.sources import load_book
from bookbuild.xhtml import Element, text_of
from composing import ignore, show
from making import SETTINGS, faults_of, project_of

TALK = "# One\n\n**Ada:** One?\n\n**Bea:** Two.\n"


def _section(document: Document) -> Element | None:
    return document.root.find("body/section[@id='contributors']")


def _compose(folder: Path, settings: str, text: str = TALK) -> Element | None:
    files = {"book/book.toml": SETTINGS + settings, "book/a.md": text, "book/b.md": "# Two\n\nX.\n"}
    book = load_book(project_of(folder, files), ignore)
    assert book is not None
    return _section(build_document(book, ignore))


def _speaker(name: str, note: str) -> str:
    return f"[[speakers]]\nname = \"{name}\"\nnote = '''{note}'''\n"


def test_those_who_speak_and_have_a_note_in_the_order_of_the_roster(tmp_path: Path) -> None:
    roster = [_speaker(name, f"{name}’s.") for name in ("Bea", "Nobody", "Ada")]
    section = _compose(tmp_path, "".join(roster))
    assert section is not None
    assert [text_of(node) for node in section.iter("h1", "dt", "dd")] == [
        *("Contributors", "Bea", "Bea’s.", "Ada", "Ada’s.")
    ]
    assert [child.get("data-generated") for child in section] == ["", ""]


def test_nobody_without_a_note(tmp_path: Path) -> None:
    assert _compose(tmp_path, _speaker("Ada", " ") + _speaker("Nobody", "Is here.")) is None


@pytest.mark.parametrize(
    ("note", "made"),
    [
        ("Cuts *slate*.", "<p>Cuts<em>slate</em>.</p>"),
        ("One.\n\nTwo.", "<p>One.</p><p>Two.</p>"),
        ("[Two](b.md)", '<p><a href="#b">Two</a></p>'),
        ("<https://a.org/>", '<p><a href="https://a.org/">https://a.org/</a></p>'),
        ("[No](c.md)", "<p>No</p>"),
        ("# A\n\n> B", "<p>A</p><p>B</p>"),
        ("- A\n- B", "<p>A B</p>"),
        ("![A](b.png)", "<p><span>A</span></p>"),
        ("A.[^1]", "<p>A.</p>"),
        ("A <script>x</script> <b>B</b>", "<p>A<strong>B</strong></p>"),
        ("出版社编辑。", "<p>出版社编辑。</p>"),
    ],
)
def test_what_a_note_may_hold(note: str, made: str, tmp_path: Path) -> None:
    section = _compose(tmp_path, _speaker("Ada", note))
    assert section is not None
    (words,) = section.iter("dd")
    assert " ".join(show(words).split()).replace("> ", ">").replace(" <", "<") == made
    assert words.get("lang") == ("zh-Hans" if note[0] == "出" else None)


def test_a_note_in_a_chapter_counts_as_well(tmp_path: Path) -> None:
    head = "---\nspeakers:\n  - {name: Ada, note: 'See [here](#one).'}\n---\n"
    section = _compose(tmp_path, "", head + TALK)
    assert section is not None
    assert [link.get("href") for link in section.iter("a")] == ["#a--one"]


def test_a_dead_link_is_told_with_its_line(tmp_path: Path) -> None:
    files = {
        "book/book.toml": SETTINGS + _speaker("Ada", "[No](c.md)") + _speaker("Bea", ""),
        "book/a.md": TALK,
    }
    assert faults_of(tmp_path, files, "html") == [
        'book/book.toml:6:1 LNK-001 the link "c.md" leads to nothing in the book'
    ]


def test_latin_words_in_a_chinese_book_say_their_language(tmp_path: Path) -> None:
    found: list[Diagnostic] = []
    roster = _speaker("Ada", "She makes radio for a living.") + _speaker("Bea", "诗人。")
    settings = 'title = "谈"\nlanguage = "zh-Hans"\ndate = 2024-05-31\n' + roster
    files = {"book/book.toml": settings, "book/a.md": "# 一\n\n**Ada**：一？\n\n**Bea**：二。\n"}
    book = load_book(project_of(tmp_path, files), found.append)
    assert book is not None
    section = _section(build_document(book, found.append))
    assert section is not None
    assert [node.get("lang") for node in section.iter("p")] == ["en", None]
    assert text_of(section[0]) == "人物简介"
