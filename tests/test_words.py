"""``words``: what is lost, added or moved on the way to an edition is found, and nothing else."""

import random
import re
from collections.abc import Sequence
from copy import deepcopy
from dataclasses import replace
from pathlib import Path

import pytest
from click.testing import CliRunner
from hypothesis import HealthCheck, given, settings
from hypothesis import strategies as st

from bookbuild.cli import main
from bookbuild.diagnostics import Diagnostic
from bookbuild.document import build_document
from bookbuild.model import Document, Edition
from bookbuild.projects import find_projects
from bookbuild.sources import load_book
from bookbuild.words import check_document, check_edition
from bookbuild.words.comparison import compare
from bookbuild.words.letters import Letters, letters, plain_letters
from bookbuild.writers import WRITERS
from bookbuild.xhtml import Element, text_nodes, text_of
from bookbuild.xhtml import replace as put
from composing import compose, ignore
from making import SETTINGS, Files, faults_of, picture, project_of, said, write_files
from test_document import DEFINITIONS, INPUTS, PIECES
from test_document import _number as number_words
from test_document import said as said_words

ROOT = Path(__file__).parent.parent

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
    [("é m̃", "em"), ("➀", "1"), ("한국", "한국"), ("שלום a", "שלוםa"), ("กิ", "ก")],
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
        ".speaker { text-transform: uppercase; position: relative; z-index: 2 }",
        "p::first-letter { font-size: 3em; float: left }",
        ".speaker { display: none }",
        "figcaption { position: relative; opacity: 0.5; font-variant: small-caps }",
        "blockquote { float: right; width: 40% }",
        ".chapter { break-before: auto } .contents { break-before: auto }",
        "ol { list-style-type: upper-roman } ul { list-style: '☞' }",
        "@page { size: 60mm 80mm }",
        "pre, code { white-space: pre; overflow: hidden }",
    ],
)
def test_a_style_that_keeps_the_words_is_let_be(style: str, tmp_path: Path) -> None:
    assert _words_of(tmp_path, _book(EVERYTHING, style), "pdf") == []


# What is called where: "a: b c" is a note that calls two others; the text calls those before.
NOTES = {
    "a note in a note": ("a c", "a: b", "b:", "c:"),
    "a chain": ("a e", "a: b", "b: c", "c: d", "d:", "e:"),
    "a tree": ("a f", "a: b e", "b: c d", "c:", "d: a", "e: f", "f: b"),
    "one that the text calls later": ("a b c", "a: c", "b:", "c:"),
    "one that two notes call": ("a b", "a: c", "b: c d", "c:", "d:"),
    "one that calls itself": ("a b", "a: a", "b:"),
    "one that only itself calls": ("b", "a: a", "b:"),
    "two that only each other call": ("c", "a: b", "b: a", "c:"),
    "one that nothing calls, and what it calls": ("c", "a: b", "b:", "c:"),
}


@pytest.mark.parametrize("calls", NOTES.values(), ids=NOTES)
def test_notes_that_notes_call_keep_their_words(calls: Sequence[str], tmp_path: Path) -> None:
    in_text, *notes = calls
    text = " ".join(f"Words[^{name}]" for name in in_text.split())
    for note in notes:
        name, *called = note.replace(":", "").split()
        inside = "".join(f" calls[^{other}]" for other in called)
        text += f"\n\n[^{name}]: Note {name}{inside} and ends.\n\n    With {name} again."
    assert _words_of(tmp_path, _book(f"# A\n\n{text}\n"), *FORMATS) == []


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


JOINED = {
    "Arabic": "كَانَ الْمَطَرُ يَنْزِلُ عَلَى الْمَدِينَةِ الْقَدِيمَةِ",
    "Hebrew": "הגשם ירד על העיר העתיקה",
    "Hindi": "पुराने शहर पर बारिश हो रही थी",
    "Thai": "ฝนกำลังตกเหนือเมืองเก่า",
}


@pytest.mark.parametrize("text", JOINED.values(), ids=JOINED)
def test_letters_that_join_are_read_as_they_are_written(text: str, tmp_path: Path) -> None:
    whole = f"# A\n\nSome *{text}* there, \u202e{text}\u202c.\n\n{text}\n"
    assert _words_of(tmp_path, _book(whole), "pdf") == []
    (fault,) = _words_of(tmp_path, _book(whole, "p:last-child { display: none }"), "pdf")
    assert f'lost words: "{text}"' in fault


ABOUT = "[[speakers]]\nname = 'Ada'\nnote = 'Along the river, it had been raining.'\n"
NO_BREAKS = ".contributors, .index { break-before: auto }"


def _with_back_matter(style: str) -> Files:
    settings = f"{SETTINGS}index = true\n{ABOUT}[[speakers]]\nname = 'Bea'\n"
    return {**_book(TALK, style), "book/book.toml": settings}


@pytest.mark.parametrize("style", ["", NO_BREAKS, ".index { display: none }"])
def test_what_stands_behind_the_chapters_is_no_word_too_many(style: str, tmp_path: Path) -> None:
    assert _words_of(tmp_path, _with_back_matter(style), *FORMATS) == []


@pytest.mark.parametrize("style", ["", NO_BREAKS])
def test_words_are_missed_though_they_stand_behind_the_chapters(style: str, tmp_path: Path) -> None:
    hiding = f"{style} .turn p + p {{ display: none }}"
    (fault,) = _words_of(tmp_path, _with_back_matter(hiding), "pdf")
    assert 'lost words: "It had been raining."' in fault


def test_a_title_of_the_front_matter_may_not_be_hidden(tmp_path: Path) -> None:
    text = "---\ntitle: Front title\n---\n\nIt rained.\n"
    assert _words_of(tmp_path / "a", _book(text), "html", "epub", "pdf") == []
    (fault,) = _words_of(tmp_path / "b", _book(text, "h1 { display: none }"), "pdf")
    assert 'lost words: "Front title"' in fault


def test_a_style_may_hide_the_labels(tmp_path: Path) -> None:
    talk = "# A\n\n**Ines:** At night?\n\n**Arkwright:** Yes. Tea?\n\n**Bea:** Tea.\n"
    assert _words_of(tmp_path, _book(talk, ".speaker { display: none }"), "pdf") == []


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
            node.get("data-generated") is not None or node.get("class") == "missing-alt"
            for node in ([owner] if place == "text" else []) + list(owner.iterancestors())
        )
    ]


@pytest.mark.parametrize("form", FORMATS)
def test_whatever_word_is_lost_or_added_is_found(
    form: str, made: tuple[Document, dict[str, Edition]]
) -> None:
    document, editions = made
    for seed in range(80):
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


# -- the document ---------------------------------------------------------------------------------


def _lost(document: Document) -> list[str]:
    found: list[Diagnostic] = []
    check_document(document, found.append)
    return [said(fault) for fault in found]


@pytest.mark.parametrize("text", INPUTS.values(), ids=INPUTS)
def test_what_a_manuscript_says_is_in_the_document(text: str) -> None:
    assert _lost(compose(text, text)[0]) == []


@settings(deadline=None, max_examples=150, suppress_health_check=[HealthCheck.too_slow])
@given(st.lists(st.sampled_from(PIECES), min_size=1, max_size=12))
def test_a_manuscript_of_any_pieces_is_in_the_document(pieces: Sequence[str]) -> None:
    assert _lost(compose(number_words("\n\n".join(pieces) + DEFINITIONS))[0]) == []


@pytest.mark.parametrize(
    "text",
    [
        "```js\na\n````\n\nb",
        " ```js\n a\n  ```\n\nb",
        "[a `]` b](https://example.org/c)",
        "![a [b] c](x.png) d",
        "[a][b  C] d\n\n[b c]: https://example.org (e)",
        "[a][b]",
        "a [b]\n\n[c]:\n  https://example.org/d\n[e]:\n  https://example.org/f",
        "a <b title='c > d'>e</b> <https://example.org/f> <g@example.org> <h i>",
        "a <!-- b --> c\n\n<!--\nd\n\ne -->\n\nf",
        "1. a\n2. b\n\n   10) c\n\n- 3. d",
        "1984. A year",
        "- `a\n- [b](https://example.org/c`d)",
        "<div>\n[a](https://example.org/b)\n</div>",
        "> [^1]: a\n\nb[^1]",
        "**Ada:** a\n**Bea:** b\n\n**Ada:**\n\n- c\n\n**Bea:** d",
        "Ａ １ ﬁ e&#x301; &eacute; &amp; &nbsp;b",
        "a\\\nb  \nc *d*e **f*g* h***",
        "<table><tfoot><tr><td>a b</td></tr></tfoot><tbody><tr><td>c d</td></tr></tbody></table>",
        '<div lang="ar" dir="rtl" id="k">\n\nSenor road always morning u9492\n\n'
        "**Ada:** river children\n\n"
        "</div>\n\n**Ada:** **well morning always u9635** and table never "
        '<a href="https://example.org/?a=1&b=9637">letters always u9637 </a>\n',
        "<h2>a</h6>\n\n<div>\n\nb [c](https://example.org/d)\n\n</div>\n\n<h6>e</h2>",
    ],
)
def test_what_is_no_text_is_not_missed(text: str) -> None:
    assert _lost(compose(text)[0]) == []


def test_a_tag_that_is_never_closed_is_named_as_the_cause() -> None:
    found: list[Diagnostic] = []
    check_document(compose("# A\n\nThe tag <script> is bad.\n")[0], found.append)
    assert ["never closed" in fault.hint for fault in found] == [True]


def test_what_the_converter_loses_is_found() -> None:
    lost = _lost(compose("a\n\nb <script>c\n\nd")[0])
    assert 'a.md:3:1 MRK-003 the conversion lost words: "c" after "a b"' in " ".join(lost)


@pytest.mark.parametrize("seed", range(3))
def test_whatever_word_the_document_loses_or_adds_is_found(
    seed: int, made: tuple[Document, dict[str, Edition]]
) -> None:
    document, _ = made
    for step in range(100):
        changed = _with_one_word_changed(document.root, 100 * seed + step)
        found = _lost(replace(document, root=changed))
        assert any((" added words" if step % 2 else " lost words") in fault for fault in found)


def test_a_document_whose_words_are_moved_is_found(
    made: tuple[Document, dict[str, Edition]],
) -> None:
    document, _ = made
    root = deepcopy(document.root)
    section = next(node for node in root.iter("section") if node.get("id") == "a")
    paragraph = next(node for node in section.iter("p") if text_of(node).startswith("It was far"))
    put(paragraph, None)
    section.append(paragraph)
    (fault,) = _lost(replace(document, root=root))
    assert fault.startswith('book/a.md:16:1 MRK-003 the conversion moved words: "It was far')


def test_the_manual_loses_no_word_of_any_paragraph() -> None:
    (project,) = find_projects([ROOT])
    book = load_book(project, ignore)
    assert book is not None
    document = build_document(book, ignore)
    assert _lost(document) == []
    paragraphs = [
        node
        for section in document.root.iterfind("body/section[@data-matter='body']")
        for node in section.iter("p", "li", "td", "pre")
        if _says(node)
    ]
    assert len(paragraphs) > 500
    for number in range(0, len(paragraphs), 29):
        root = deepcopy(document.root)
        place = document.root.getroottree().getpath(paragraphs[number])
        (paragraph,) = root.getroottree().xpath(place)
        put(paragraph, None)
        assert any(" lost words: " in fault for fault in _lost(replace(document, root=root))), place


def _says(node: Element) -> bool:
    return any(map(str.isalnum, "".join(said_words(node))))  # marks alone are no words
