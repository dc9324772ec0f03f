"""``references.py`` and ``numbering.py``: which figures have numbers, and what says them."""

from dataclasses import replace
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.bookconfig import FiguresConfig
from bookbuild.diagnostics import Diagnostic
from bookbuild.document import build_document
from bookbuild.model import Document
from bookbuild.words import check_document
from bookbuild.xhtml import classes, text_of
from composing import chapter_section, read_book, show_found

LABELLED = "![a](a.png)\n\n**Figure 4:** A press.\n\n"
CAPTIONED = '![b](a.png "A yard")\n\n'
BARE = "![c](a.png)\n\n"
NAMED = "![d](a.png){#fig:d}\n\n"


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    folder = tmp_path_factory.mktemp("figures")
    Image.new("RGB", (60, 40)).save(folder / "a.png")
    return folder


def composed(folder: Path, *texts: str, **settings: object) -> Document:
    """Return the document of these chapters; no word is lost in it."""
    found: list[Diagnostic] = []
    book = read_book(*texts, report=found.append, folder=folder)
    figures = FiguresConfig(**settings)  # type: ignore[arg-type]  # as the cases name them
    book = replace(book, config=replace(book.config, figures=figures))
    document = build_document(book, found.append)
    check_document(document, found.append)
    assert show_found(found, "MRK", "FIG-012", "LNK") == ""
    return document


def captions(document: Document, name: str = "a") -> list[str]:
    section = chapter_section(document, name)
    return [text_of(caption) for caption in section.iter("figcaption")]


def references(document: Document, name: str = "a") -> list[tuple[str, str]]:
    links = chapter_section(document, name).iter("a")
    return [
        (text_of(link), link.get("href", ""))
        for link in links
        if "figure-reference" in classes(link)
    ]


@pytest.mark.parametrize(
    ("numbers", "expected"),
    [
        ("labelled", ["Figure 1: A press.", "A yard", "Figure 2"]),
        ("all", ["Figure 1: A press.", "Figure 2: A yard", "Figure 3"]),
        ("as-written", ["Figure 4: A press.", "A yard"]),
        ("none", ["A press.", "A yard"]),
    ],
)
def test_which_figures_have_numbers(folder: Path, numbers: str, expected: list[str]) -> None:
    text = LABELLED + CAPTIONED + BARE + NAMED
    assert captions(composed(folder, text, numbers=numbers)) == expected


def test_numbers_begin_in_each_chapter_or_with_the_book(folder: Path) -> None:
    by_chapter = composed(folder, LABELLED, LABELLED)
    assert captions(by_chapter, "b") == ["Figure 1: A press."]
    by_book = composed(folder, LABELLED, LABELLED, count="book")
    assert captions(by_book, "b") == ["Figure 2: A press."]


@pytest.mark.parametrize(
    ("language", "caption"),
    [
        ("de", "Abb. 1: A press."),
        ("zh-Hans", "图 1：A press."),
        ("fr", "Figure 1\u00a0: A press."),
        ("ko", "그림 1: A press."),
        ("tlh", "Figure 1: A press."),
    ],
)
def test_numbers_are_in_the_language_of_the_chapter(
    folder: Path, language: str, caption: str
) -> None:
    text = f"---\nlanguage: {language}\n---\n\n{LABELLED}"
    assert captions(composed(folder, text)) == [caption]


def test_a_reference_by_number_finds_the_figure_of_its_own_chapter(folder: Path) -> None:
    text = f"{LABELLED}See Figure 4, and Figures 4 and 9; Figs. 4.\n"
    document = composed(folder, text, text, count="book")
    assert references(document) == [("Figure 1", "#a-fig-7f0712"), ("Figs. 1", "#a-fig-7f0712")]
    assert references(document, "b") == [
        ("Figure 2", "#b-fig-7f0712"),
        ("Figs. 2", "#b-fig-7f0712"),
    ]


def test_a_reference_by_id_finds_the_figure_of_any_chapter(folder: Path) -> None:
    document = composed(folder, NAMED, "See [@fig:d], [](a.md#fig:d) and [this](a.md#fig:d).\n")
    assert references(document, "b") == [("Figure 1 (a)", "#a--fig-d")] * 2
    by_book = composed(folder, NAMED, "See [@fig:d].\n", count="book")
    assert references(by_book, "b") == [("Figure 1", "#a--fig-d")]


def test_a_link_without_words_to_a_chapter_says_its_title(folder: Path) -> None:
    document = composed(folder, "# One\n\nSee [](b.md).\n", "# Two\n\nText.\n")
    assert "See Two." in text_of(chapter_section(document))


def test_a_link_that_a_website_hung_on_a_heading_says_nothing(folder: Path) -> None:
    text = '# One\n\n## <a href="#yard"></a>The yard {#yard}\n\nSee [](#yard).\n'
    section = chapter_section(composed(folder, text))
    assert [text_of(heading) for heading in section.iter("h2")] == ["The yard"]
    assert "See The yard." in text_of(section)


@pytest.mark.parametrize(
    ("numbers", "said"),
    [("as-written", "Figure 4"), ("none", "A press")],
)
def test_a_reference_to_a_figure_without_a_number(folder: Path, numbers: str, said: str) -> None:
    text = "![a](a.png){#x}\n\n**Figure 4:** A press.\n\nSee [](#x).\n"
    assert references(composed(folder, text, numbers=numbers)) == [(said, "#a--x")]


@pytest.mark.parametrize(
    ("text", "said"),
    [
        ("Of the 4, Figure 4 shows 14. *Figure 4*!", ["Figure 1", "Figure 1"]),
        ("Write `Figure 4`; see Figure 4.", ["Figure 1"]),
        ("Figure 4 of the paper, and our Figure 4.", ["Figure 1"]),
        ("[Figure 4 of theirs](https://example.org); see Figure 4.", ["Figure 1"]),
        ("Figure 4a, Figure 4.1, and Figure 4.", ["Figure 1"]),
        ("- Figure 4a\n- see Figure 4", ["Figure 1"]),
        ("A note.[^1]\n\n[^1]: See Figure 4, and [@fig:d].", ["Figure 1", "Figure 2"]),
        ("in Figure\n4, fig.4, Fig. n° 4", ["Figure\n1", "fig.1", "Fig. n° 1"]),
        ("如图4所示，图4中有人，图4是门", ["图1", "图1", "图1"]),
        ("In Figure 4, 2 people laugh; in Figure 4 and 3 others weep.", ["Figure 1", "Figure 1"]),
        ("Figures 4, 4, and 4; Abb. 4 sowie 4.", ["Figures 1", "1", "1", "Abb. 1", "1"]),
        ("See Figure 4–4.", ["Figure 1", "1"]),
    ],
)
def test_a_number_that_changes_stands_for_the_words_that_it_replaces(
    folder: Path, text: str, said: list[str]
) -> None:
    """No word is lost by it, whatever stands around it."""
    document = composed(folder, f"{LABELLED}{NAMED}{text}\n")
    assert [words for words, _ in references(document)] == said


def test_words_for_figures_are_those_of_the_captions(folder: Path) -> None:
    labelled = LABELLED.replace("Figure 4", "Photo 4")
    document = composed(folder, f"{labelled}See photo 4 and Image 4.\n")
    assert references(document) == [("photo 1", "#a-fig-7f0712")]
    assert references(composed(folder, f"{LABELLED}See photo 4.\n")) == []


def test_a_caption_that_names_its_figure_says_its_number(folder: Path) -> None:
    text = "![a](a.png)\n\nFigure 4: unlike Figure 4 before.\n"
    document = composed(folder, text)
    assert captions(document) == ["Figure 1: unlike Figure 1 before."]
    assert references(document) == []


def test_a_link_without_words_to_a_heading_says_it(folder: Path) -> None:
    document = composed(folder, "## The yard {#fig-yard}\n\nSee [](#fig-yard).\n")
    assert "See The yard." in text_of(chapter_section(document))


@pytest.mark.parametrize(
    "text",
    [
        "The map of 图 5 is 地图4.",
        "Figure 4 of the paper, Figure 40, Figure 4%, figure four, 2 figures.",
        "`Figure 4` and ana@fig:d.org",
        "Figure 4 of Smith, Figure 4 in [the paper](https://example.org), (Darwin 1859, Figure 4)",
        "Abb. 4 in seinem Buch, Figure 4 in chapter 4, licence plate 4, Figures 4, 5 and 6",
        "He writes “Figure 4”, 'Figure 4' and «Figure 4»; a label is *Figure 4:* and so on.",
    ],
)
def test_what_is_no_reference(folder: Path, text: str) -> None:
    assert references(composed(folder, LABELLED + text)) == []


def test_the_list_of_figures(folder: Path) -> None:
    first, second = f"# One\n\n{LABELLED}{BARE}", f"# Two\n\n{CAPTIONED}"
    document = composed(folder, first, second, listed=True)
    listed = document.root.find("body/section[@id='figures']")
    assert listed is not None
    links = [(text_of(link), link.get("href")) for link in listed.iter("a")]
    assert links == [
        ("One", "#a"),
        ("Figure 1: A press.", "#a-fig-7f0712"),
        ("Two", "#b"),
        ("A yard", "#b-fig-7f0712"),
    ]


def test_no_list_of_no_figures(folder: Path) -> None:
    document = composed(folder, BARE, listed=True)
    assert document.root.find("body/section[@id='figures']") is None
