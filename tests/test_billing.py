"""``billing.py``: what people did for the book, in its language."""

from pathlib import Path

import pytest

from bookbuild.billing import ALIKE, BILLINGS, billed
from bookbuild.bookconfig import Contributor
from bookbuild.document import build_document
from bookbuild.relators import RELATORS
from bookbuild.sources import load_book
from bookbuild.wording import WORDINGS
from bookbuild.xhtml import text_of
from composing import ignore
from making import SETTINGS, project_of


def test_every_language_has_every_billing() -> None:
    assert list(BILLINGS) == list(WORDINGS)
    assert {tuple(billings) for billings in BILLINGS.values()} == {tuple(BILLINGS["en"])}
    assert RELATORS.keys() >= BILLINGS["en"].keys() | ALIKE.keys()
    assert BILLINGS["en"].keys() >= set(ALIKE.values())


@pytest.mark.parametrize("language", BILLINGS)
def test_a_billing_is_one_of_its_language_and_of_its_role(language: str) -> None:
    texts = BILLINGS[language].values()
    assert [text for text in texts if text.format("XYZ").count("XYZ") != 1] == []
    assert len(set(texts)) == len(texts)
    english = set(BILLINGS["en"].values())
    assert language == "en" or [text for text in texts if text in english] == []


@pytest.mark.parametrize(
    ("language", "people", "lines"),
    [
        ("en", "Ines Vogt trl", "Translated by Ines Vogt"),
        ("en-GB", "Ines trl, Paul trl", "Translated by Ines, Paul"),
        ("en", "Ines trl, Ed edt, Paul trl", "Translated by Ines, Paul|Edited by Ed"),
        ("en", "Ann wfw, Bo aui, Cy aft", "Foreword by Ann, Bo|Afterword by Cy"),
        ("en", "Ann ctb", "With contributions by Ann"),
        ("en", "Ann vfx, Bo crr, Cy ill", "Ann, Bo|Illustrated by Cy"),
        ("en", "{} trl, {0} vfx", "Translated by {}|{0}"),
        ("nl", "Ann trl", "Translated by Ann"),
        ("de-AT", "Ann trl", "Übersetzt von Ann"),
        ("fr", "Aimée pht, Bo pht", "Photographies\u00a0: Aimée, Bo"),
        ("zh", "林岚 trl, 阿木 trl, 陈 pht", "翻译：林岚、阿木|摄影：陈"),
        ("ja", "佐藤 ivr", "聞き手：佐藤"),
        ("en", "", ""),
    ],
)
def test_each_thing_that_was_done_has_a_line(language: str, people: str, lines: str) -> None:
    pairs = [one.rsplit(maxsplit=1) for one in people.split(", ") if one]
    made = billed([Contributor(name, role) for name, role in pairs], language)
    assert "|".join(made) == lines


def test_the_colophon_has_the_lines(tmp_path: Path) -> None:
    people = 'contributors = [{ name = "Ines", role = "trl" }, { name = "Bo", role = "cov" }]\n'
    files = {"book/book.toml": SETTINGS + people, "book/a.md": "# A\n\nIt rained.\n"}
    book = load_book(project_of(tmp_path, files), ignore)
    assert book is not None
    (colophon,) = build_document(book, ignore).root.iterfind("body/section[@id='colophon']")
    lines = [text_of(node) for node in colophon.iterfind("p[@class='contributor']")]
    assert lines == ["Translated by Ines", "Cover by Bo"]
