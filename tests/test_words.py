"""``words``: what is lost, added or moved on the way to an edition is found, and nothing else."""

import random
import re
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner

from bookbuild.cli import main
from bookbuild.diagnostics import Diagnostic
from bookbuild.document import build_document
from bookbuild.model import Document, Edition
from bookbuild.sources import load_book
from bookbuild.words import check_edition
from bookbuild.words.comparison import compare
from bookbuild.words.letters import Letters, letters, plain_letters
from bookbuild.writers import WRITERS
from bookbuild.xhtml import Element, text_nodes, text_of
from bookbuild.xhtml import replace as put
from composing import ignore
from making import SETTINGS, Files, faults_of, picture, project_of, said, write_files

# -- letters --------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("one", "other"),
    [
        ("Co-operate", "cooperate"),
        ("hyphen\u00adation", "hyphenation"),
        ("ﬁrst, Ｆｕｌｌ ２", "first full 2"),
        ("STRASSE", "Straße"),
        ("Ångström", "A\u030angstro\u0308m"),
        ("⼈\u200b文", "人文"),
        ("µ", "μ"),
    ],
)
def test_typography_is_no_difference(one: str, other: str) -> None:
    assert letters(one) == letters(other)


@pytest.mark.parametrize(("one", "other"), [("é", "e"), ("m", "n"), ("12", "21"), ("字", "宇")])
def test_another_letter_is_a_difference(one: str, other: str) -> None:
    assert letters(one) != letters(other)


@pytest.mark.parametrize(
    ("text", "expected"),
    [("é m̃", "em"), ("➀", "1"), ("한국", "한국"), ("שלום a", "a"), ("ไทย", "")],
)
def test_a_page_shows_letters_one_by_one(text: str, expected: str) -> None:
    assert plain_letters(text) == expected


# -- comparison -----------------------------------------------------------------------------------


def _differences(wanted: str, found: str) -> list[tuple[str, str]]:
    """Return what is missing and what is added; what stands in brackets may be left out."""
    sides = [
        Letters((piece.strip("[]"), piece[:1] != "[") for piece in re.split(r"(\[.*?\])", text))
        for text in (wanted, found)
    ]
    return [(sides[0].text[part.start : part.end], part.added) for part in compare(*sides)]


LINE = "thequickbrownfoxjumpsoverthelazydogandwentontobarkattheotherfox"


@pytest.mark.parametrize(
    ("wanted", "found", "expected"),
    [
        ("", "", []),
        (LINE, LINE, []),
        (LINE, "", [(LINE, "")]),
        ("", LINE, [("", LINE)]),
        (f"{LINE}lost{LINE}", LINE * 2, [("lost", "")]),
        (LINE * 2, f"{LINE}more{LINE}", [("", "more")]),
        (f"{LINE}lost{LINE}", f"{LINE}17{LINE}", [("lost", "17")]),
        (f"{LINE}[may]{LINE}", LINE * 2, []),
        (f"{LINE}[ada]ada{LINE}", f"{LINE}ada{LINE}", []),
        (f"{LINE}ada[ada]{LINE}", f"{LINE}ada{LINE}", []),
        (LINE * 2, f"{LINE}[1]{LINE}", []),
        (f"{LINE}[may]lost{LINE}", LINE * 2, [("maylost", "")]),
        (f"q{LINE}the{LINE * 40}end", f"q{LINE}end", [(f"the{LINE * 40}", "")]),
    ],
)
def test_differences(wanted: str, found: str, expected: list[tuple[str, str]]) -> None:
    assert _differences(wanted, found) == expected


# -- editions that are sound ----------------------------------------------------------------------

FORMATS = ("html", "epub", "pdf")
EVERYTHING = (Path(__file__).parent / "data" / "words.md").read_text("utf-8")


def _words_of(folder: Path, files: Files, *formats: str) -> list[str]:
    faults = faults_of(folder, files, *formats)
    return [fault for fault in faults if "MRK-003" in fault or "CSS-002" in fault]


def _book(text: str, style: str = "") -> Files:
    texts = {"book/book.toml": SETTINGS, "book/a.md": text, "styles/custom.css": style}
    return {**texts, "book/x.png": picture()}


def test_a_sound_book_keeps_its_words_in_every_edition(tmp_path: Path) -> None:
    assert _words_of(tmp_path, _book(EVERYTHING), *FORMATS) == []


@pytest.mark.parametrize(
    "style",
    [
        ".speaker { text-transform: uppercase }",
        ".turn p { font-variant: small-caps; letter-spacing: 2pt }",
        "p::first-letter { font-size: 3em; float: left }",
        "p::first-line { font-weight: bold }",
        ".speaker { display: none }",
        ".speaker { position: relative; z-index: 2 }",
        ".turn { position: relative; opacity: 0.5 }",
        "blockquote { float: right; width: 40% }",
        ".opening { display: none } .opening { display: block }",
        ".chapter { break-before: auto } .contents { break-before: auto }",
        "ol { list-style-type: upper-roman } ul { list-style: '☞' }",
        "@page { size: 60mm 80mm }",
        "pre, code { white-space: pre; overflow: hidden }",
        "h1 { string-set: chapter content(text); bookmark-label: 'x' }",
    ],
)
def test_a_style_that_keeps_the_words_is_let_be(style: str, tmp_path: Path) -> None:
    assert _words_of(tmp_path, _book(EVERYTHING, style), "pdf") == []


# -- editions that lost something -----------------------------------------------------------------

HIDING = ".turn p:last-child { display: none }"
TALK = """# A walk

**Ada:** Where did you go?

**Bea:** Along the river.

It had been raining.

## At the mill

**Ada:** And what did you find there?

**Bea:** A wheel.[^1]

[^1]: Of oak.
"""


def test_a_style_that_hides_words_stops_the_build(tmp_path: Path) -> None:
    folder = write_files(tmp_path, _book(TALK, HIDING))
    done = CliRunner().invoke(main, ["build", str(folder)], catch_exceptions=False)
    assert done.exit_code == 1
    assert (
        'book/a.md:3:1: error[MRK-003] the PDF lost words: "Where did you go?" after'
        ' "A walk Ada:" (62 letters at 4 places of this chapter)' in done.stderr
    )
    assert "styles/custom.css" in done.stderr
    assert not (folder / "dist").exists()


@pytest.mark.parametrize(
    ("style", "expected"),
    [
        (".turn p { visibility: hidden }", "lost"),
        (
            "h2 { display: none }",
            'lost words: "At the mill" after "…he river. It had been raining."',
        ),
        (".note p { display: none }", 'lost words: "Of oak."'),
        ("h2 { font-size: 0 }", 'lost words: "At the mill"'),
        ("h2::after { content: ' (twice)' }", 'CSS-002 the PDF added words: "twice"'),
        (".speaker::before { content: 'Q' }", "CSS-002"),
    ],
)
def test_what_a_style_does_to_words_is_told(style: str, expected: str, tmp_path: Path) -> None:
    (fault,) = _words_of(tmp_path, _book(TALK, style), "pdf")
    assert expected in fault


@pytest.fixture(scope="module")
def made(tmp_path_factory: pytest.TempPathFactory) -> tuple[Document, dict[str, Edition]]:
    """A book with everything in it, and its editions."""
    project = project_of(tmp_path_factory.mktemp("words"), _book(EVERYTHING))
    book = load_book(project, ignore)
    assert book is not None
    document = build_document(book, ignore)
    return document, {name: WRITERS[name](document, ignore) for name in FORMATS}


def _check(document: Document, edition: Edition) -> list[str]:
    found: list[Diagnostic] = []
    check_edition(document, edition, found.append)
    return [said(fault) for fault in found]


@pytest.mark.parametrize("form", FORMATS)
def test_a_chapter_cut_short_is_found(form: str, made: tuple[Document, dict[str, Edition]]) -> None:
    document, editions = made
    cut = deepcopy(document.root)
    paragraph = next(node for node in cut.iter("p") if text_of(node).startswith("Inside"))
    put(paragraph, None)
    (fault,) = _check(document, WRITERS[form](replace(document, root=cut), ignore))
    assert fault.startswith("book/a.md:54:1 MRK-003")
    assert 'lost words: "Inside & out." after' in fault
    assert _check(document, editions[form]) == []


def _own(root: Element) -> list[tuple[Element, str]]:
    """Return the pieces of the author's text in the chapter of a document."""
    section = next(node for node in root.iter("section") if node.get("id") == "a")
    return [
        (owner, place)
        for owner, place in text_nodes(section)
        if plain_letters(getattr(owner, place) or "")
        and not any(
            node.get("data-generated") is not None
            for node in ([owner] if place == "text" else []) + list(owner.iterancestors())
        )
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_whatever_word_is_lost_or_added_is_found(
    form: str, made: tuple[Document, dict[str, Edition]]
) -> None:
    document, editions = made
    for seed in range(100):
        changed = _with_one_word_changed(document.root, seed)
        found = _check(replace(document, root=changed), editions[form])
        assert ["MRK-003" in fault for fault in found] == [True]
        assert ("lost" if seed % 2 else "added") in found[0]


def _with_one_word_changed(document: Element, seed: int) -> Element:
    """Return a document with a word more, which the edition has lost, or less, which it has."""
    chance = random.Random(seed)
    root = deepcopy(document)
    owner, place = chance.choice(_own(root))
    words = getattr(owner, place).split(" ")
    number = chance.choice([n for n, word in enumerate(words) if plain_letters(word)])
    if seed % 2:
        words.insert(number, "Wort")
    else:
        del words[number]
    setattr(owner, place, " ".join(words))
    return root
