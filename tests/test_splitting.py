"""``writers/epub/splitting.py``: chapters that are too long for one file."""

import re
from collections.abc import Mapping
from dataclasses import replace
from pathlib import Path

import pytest
from lxml import etree

from bookbuild.diagnostics import Diagnostic
from bookbuild.pagination.marking import is_mark
from bookbuild.writers.epub.kobo import kobo_form, kobo_size
from bookbuild.writers.epub.package import Text
from bookbuild.writers.epub.shares import LIMIT, size_of
from bookbuild.writers.epub.splitting import texts_of
from bookbuild.xhtml import Element, element, serialise, text_of
from composing import compose, ignore
from making import SETTINGS, build_files, edition_of, unpacked

# 8 kB of rain, in words that differ, so that a lost one is seen.
RAIN = " ".join(f"drop{number}" for number in range(1000))
TURNS = 100  # of that length: four files


def talk(*, heading_at: int = -1, note_at: int = -1, turns: int = TURNS) -> str:
    """Return a long conversation with a heading before one turn, and a note called in another."""
    pieces = ["# Rain"]
    for number in range(turns):
        if number == heading_at:
            pieces.append("## The flood")
        call = "[^wet]" if number == note_at else ""
        pieces.append(f"**{'Ada' if number % 2 else 'Ben'}:** Turn {number}{call} {RAIN}")
    return "\n\n".join([*pieces, "[^wet]: It was wet.", ""])


def split(text: str) -> tuple[list[Text], list[Diagnostic]]:
    """Return the texts of a chapter, and what there is to say."""
    document, _ = compose(text)
    found: list[Diagnostic] = []
    sheets = [one for one in texts_of(document, found.append) if one.name.startswith("a")]
    return sheets, found


def first_words(section: Element) -> str:
    return " ".join(text_of(section).split()[:3])


# -- where ----------------------------------------------------------------------------------------


def test_a_chapter_that_fits_stays_whole() -> None:
    sheets, _ = split(talk(turns=20))
    assert [(one.name, one.title, one.number) for one in sheets] == [("a", "Rain", 1)]


def test_a_long_chapter_is_cut_between_turns_into_equal_files() -> None:
    sheets, found = split(talk())
    assert [one.name for one in sheets] == ["a", "a-2", "a-3", "a-4"]
    assert all(one.title == "Rain" for one in sheets)
    sizes = [size_of(one.section) for one in sheets]
    assert max(sizes) <= LIMIT
    assert max(sizes) < 1.2 * min(sizes)
    assert all(re.match(r"(Ada|Ben): Turn", first_words(one.section)) for one in sheets[1:])
    assert found == []


def test_a_cut_would_rather_lie_before_a_heading() -> None:
    sheets, _ = split(talk(heading_at=28))
    assert text_of(sheets[1].section).startswith("The flood")


def test_no_heading_ends_a_file() -> None:
    text = "# Rain\n\n" + "\n\n".join(f"## Day {n}\n\n### Hour\n\n{RAIN}" for n in range(80))
    for sheet in split(text)[0]:
        assert [node.tag for node in sheet.section][-1] == "p"
        if sheet.number > 1:
            assert sheet.section[0].tag == "h2"


def marked(*, heading_at: int = -1, row_at: int = -1) -> Element:
    """Return a long chapter of prose in which every block has the mark of a page before it.

    At one place it has a heading before the block; or a heading, and a block of its own behind it.
    """
    blocks: list[Element] = []
    for number in range(TURNS):
        if number in (heading_at, row_at):
            blocks += [page_mark(f"h{number}"), element("h2", None, "Flood")]
        tag = "div" if number == row_at else "p"
        blocks += [page_mark(str(number)), element(tag, None, RAIN)]
    section = element("section", {"id": "a"}, *blocks)
    return element("html", None, element("body", None, section))


def page_mark(label: str) -> Element:
    return element("span", {"id": f"page-{label}", "role": "doc-pagebreak", "aria-label": label})


@pytest.mark.parametrize("place", range(20, 32))
def test_the_mark_of_a_page_begins_a_file_with_what_it_stands_before(place: int) -> None:
    document, _ = compose("# Rain\n")
    for root in (marked(heading_at=place), marked(row_at=place)):
        sections = [one.section for one in texts_of(replace(document, root=root), ignore)]
        assert len(sections) == 4
        for section in sections[1:]:
            assert section[0].get("role") == "doc-pagebreak"
        for section in sections:
            assert section[-1].tag in ("p", "div")
            assert [node.tag for node in section][-2:][0] == "span"


def test_a_cut_would_rather_lie_before_the_mark_of_a_heading() -> None:
    document, _ = compose("# Rain\n")
    root = marked(heading_at=28)
    second = list(texts_of(replace(document, root=root), ignore))[1].section
    assert [node.tag for node in second][:3] == ["span", "h2", "span"]


def test_a_monologue_is_cut_between_its_blocks() -> None:
    text = "# Rain\n\n**Ben:** Why?\n\n**Ada:** " + "\n\n".join([RAIN] * TURNS)
    sheets, _ = split(text)
    assert len(sheets) == 4
    for sheet in sheets[1:]:
        (turn,) = sheet.section.iterfind("section/section")
        assert (turn.get("data-speaker"), turn.get("data-continued")) == ("Ada", "")
        assert (turn.get("aria-label"), turn.get("aria-labelledby")) == ("Ada", None)
        assert turn.get("id") is None


def test_text_without_turns_is_cut_between_its_paragraphs() -> None:
    sheets, _ = split("# Rain\n\n" + "\n\n".join([RAIN] * TURNS))
    assert [len(one.section) for one in sheets] == [26, 25, 25, 25]


def test_what_an_author_wrapped_is_cut_too() -> None:
    inside = "\n\n".join([RAIN] * TURNS)
    sheets, _ = split(f'# Rain\n\n<div markdown="1" id="all" class="wet">\n\n{inside}\n\n</div>\n')
    assert len(sheets) == 4
    wrappers = [next(one.section.iterfind("div")) for one in sheets]
    assert [node.get("class") for node in wrappers] == ["wet"] * 4
    assert [node.get("id") for node in wrappers] == ["a--all", None, None, None]


def test_a_long_list_is_cut_between_its_items_and_goes_on_counting() -> None:
    items = "\n".join(f"{number}. {RAIN}" for number in range(4, 4 + TURNS))
    sheets, found = split(f"# Rain\n\nIn order:\n\n{items}\n\nDone.\n")
    lists = [next(one.section.iterfind("ol")) for one in sheets]
    assert len(lists) == 4
    counted = 4
    for part in lists:
        assert part.get("start") == str(counted)
        counted += len(part)
    assert (counted, found) == (4 + TURNS, [])


@pytest.mark.parametrize("attribute", ['value="9"', ""])
def test_a_list_that_counts_otherwise_stays_whole(attribute: str) -> None:
    is_backwards = "" if attribute else " reversed"
    items = f"<li {attribute}>{RAIN}</li>" * 50
    sheets, found = split(f"# Rain\n\n<ol{is_backwards}>{items}</ol>\n")
    assert sum(len(list(one.section.iter("ol"))) for one in sheets) == 1
    assert [fault.message.partition(" of ")[0] for fault in found] == ["a list"]


def test_no_file_is_too_long_where_it_could_be_cut() -> None:
    """Behind a block that is nearly as long as a file may be, though the shares lie elsewhere."""
    few, many = "\n\n".join([RAIN] * 23), " ".join([RAIN] * 33)
    sheets, found = split(f"# Rain\n\n{few}\n\n{many}\n\n{few}\n")
    assert len(sheets) > 2
    assert max(size_of(one.section) for one in sheets) <= LIMIT
    assert found == []


def test_what_is_repeated_counts_in_each_file() -> None:
    calls = [f"**Ada:** {RAIN}[^{number % 9}]\n\n**Ben:** Yes." for number in range(TURNS)]
    notes = [f"[^{number}]: {RAIN} {RAIN}" for number in range(9)]
    sheets, _ = split("\n\n".join(["# Rain", *calls, *notes, ""]))
    assert len(sheets) > 4
    assert sum(len(list(one.section.iter("aside"))) for one in sheets) > 5 * len(sheets)
    assert max(size_of(one.section) for one in sheets) <= LIMIT


def test_a_form_that_takes_more_room_is_cut_more_often() -> None:
    """As Kobo's does, with a span around each sentence."""
    short = " ".join(["It rained."] * 800)
    document, _ = compose("# Rain\n\n" + "\n\n".join([short] * 30))
    (whole,) = (one for one in texts_of(document, ignore) if one.name == "a")
    parts = [one for one in texts_of(document, ignore, kobo_size) if one.name.startswith("a")]
    assert len(parts) > 3
    assert size_of(whole.section) <= LIMIT
    for part in parts:
        page = element("html", None, element("head"), element("body", None, part.section))
        converted = kobo_form(serialise(page).encode())
        assert abs(len(converted) - kobo_size(part.section)) < 0.05 * len(converted) < 0.05 * LIMIT


# -- what goes along ------------------------------------------------------------------------------


def test_wrappers_are_repeated_and_their_ids_are_not() -> None:
    sheets, _ = split(talk())
    assert [one.section.get("id") for one in sheets] == ["a", None, None, None]
    assert {one.section.get("role") for one in sheets} == {"doc-chapter"}
    assert {one.section[-1].get("role") for one in sheets[:-1]} == {"doc-qna"}
    assert [len(list(one.section.iter("h1"))) for one in sheets] == [1, 0, 0, 0]


@pytest.mark.parametrize(("note_at", "home"), [(3, 0), (40, 1), (99, 3)])
def test_a_note_stands_in_the_file_that_calls_it(note_at: int, home: int) -> None:
    sheets, _ = split(talk(note_at=note_at))
    assert [len(list(one.section.iter("aside"))) for one in sheets].index(1) == home
    assert sheets[home].section[-1].tag == "aside"


def annotated() -> str:
    """Return a long chapter with a note in a note, one called twice, and one never."""
    calls = {1: "[^one]", 40: "[^two]", 99: "[^one]"}
    turns = [f"**Ada:** {RAIN}{calls.get(number, '')}\n\n**Ben:** Yes." for number in range(TURNS)]
    notes = "[^one]: First[^deep].\n\n[^two]: Second.\n\n[^deep]: Deep.\n\n[^none]: Uncalled.\n"
    return "\n\n".join(["# Rain", *turns, notes])


def test_notes_of_notes_and_repeated_calls_go_with_the_first() -> None:
    sheets, _ = split(annotated())
    texts = [[text_of(note) for note in one.section.iter("aside")] for one in sheets]
    assert texts == [
        ["1 First2.", "2 Deep."],
        ["3 Second."],
        [],
        ["1 First2.", "2 Deep.", "4 Uncalled."],
    ]


def test_a_note_that_is_repeated_belongs_to_the_call_of_its_own_file() -> None:
    sheets, _ = split(annotated())
    ids = [str(node.get("id")) for one in sheets for node in one.section.iter() if node.get("id")]
    assert len(ids) == len(set(ids))
    for sheet in sheets:
        here = {node.get("id"): node for node in sheet.section.iter("*")}
        calls = [a for a in sheet.section.iter("a") if a.get("role") == "doc-noteref"]
        backs = [a for a in sheet.section.iter("a") if a.get("role") == "doc-backlink"]
        assert all(link.get("href", "")[1:] in here for link in (*calls, *backs))
        for back in backs:
            call = here[back.get("href", "")[1:]]
            assert text_of(call) == text_of(back)
            assert back in list(here[call.get("href", "")[1:]].iter("a"))
        assert sheet.section[-1].tag == "aside" or not backs


def test_no_page_begins_in_a_note_that_is_repeated() -> None:
    document, _ = compose(annotated())
    (note,) = (node for node in document.root.iter("aside") if text_of(node) == "1 First2.")
    note[0].append(page_mark("9"))
    sheets = list(texts_of(document, ignore))
    labels = [node for one in sheets for node in one.section.iter("span") if is_mark(node)]
    assert len(labels) == 1


def test_no_file_has_the_name_of_another_or_of_an_id() -> None:
    document, _ = compose(talk(), folder=Path())
    next(document.root.iter("p")).set("id", "a-2")
    names = [one.name for one in texts_of(document, ignore) if one.name.startswith("a")]
    assert names == ["a", "a-2-2", "a-3", "a-4"]


def test_what_is_cut_loses_no_element() -> None:
    text = talk(heading_at=28, note_at=40)
    document, _ = compose(text)
    section = next(node for node in document.root.iter("section") if node.get("id") == "a")
    sheets, _ = split(text)
    for tag in ("p", "h2", "aside", "span", "a"):
        assert sum(len(list(one.section.iter(tag))) for one in sheets) == len(
            list(section.iter(tag))
        )


def test_what_cannot_be_cut_is_told() -> None:
    code = "\n".join(f"    {RAIN}" for _ in range(90))
    sheets, found = split(f"# Rain\n\nSee:\n\n{code}\n\nDone.\n")
    assert len(sheets) in (1, 2, 3)
    (fault,) = found
    assert (fault.rule.code, fault.location.line) == ("EPB-005", 5)
    assert fault.message.startswith("a block of code of 7")


# -- the EPUB -------------------------------------------------------------------------------------


@pytest.fixture(scope="module")
def files(tmp_path_factory: pytest.TempPathFactory) -> dict[str, bytes]:
    book = {
        "book/book.toml": f'{SETTINGS}chapters = ["a.md", "a-2.md", "sun.md"]\n',
        "book/a.md": talk(heading_at=28, note_at=40),
        "book/a-2.md": "# Wind\n",
        "book/sun.md": "# Sun\n\nSee [the flood](a.md#the-flood), and [rain](a.md).\n",
    }
    result = build_files(tmp_path_factory.mktemp("long"), book, "epub")
    assert [fault.rule.code for fault in result.found if fault.rule.code.startswith("MRK")] == []
    return unpacked(edition_of(result, "epub"))


def hrefs(data: bytes) -> list[str]:
    return [str(found) for found in etree.fromstring(data).xpath("//@href")]


def test_the_spine_has_all_files_and_the_nav_the_first(files: Mapping[str, bytes]) -> None:
    texts = {name for name in files if name.startswith("EPUB/text/a")}
    assert texts == {f"EPUB/text/{name}.xhtml" for name in ("a", "a-2", "a-2-2", "a-3", "a-4")}
    nav = hrefs(files["EPUB/text/contents.xhtml"])
    assert "a.xhtml" in nav
    assert "a-2.xhtml" in nav  # the other chapter
    assert not {"a-2-2.xhtml", "a-3.xhtml", "a-4.xhtml"} & set(nav)


def test_files_of_one_chapter_have_titles_of_their_own(files: Mapping[str, bytes]) -> None:
    pages = [etree.fromstring(files[f"EPUB/text/{name}.xhtml"]) for name in ("a", "a-2-2", "a-3")]
    assert [page.findtext(".//{*}title") for page in pages] == ["Rain", "Rain (2)", "Rain (3)"]


def test_no_word_of_notes_is_missed_that_files_keep_in_another_order(tmp_path: Path) -> None:
    made = build_files(tmp_path, {"book/book.toml": SETTINGS, "book/a.md": annotated()}, "epub")
    assert [fault.rule.code for fault in made.found if fault.rule.code.startswith("MRK")] == []
    files = unpacked(edition_of(made, "epub"))
    last = hrefs(files["EPUB/text/a-4.xhtml"])
    assert "#a-note-1-2" in last  # called again, and repeated
    assert "a.xhtml#a-note-1" not in last


def test_links_find_the_file_that_has_their_target(files: Mapping[str, bytes]) -> None:
    assert hrefs(files["EPUB/text/sun.xhtml"])[1:] == ["a-2-2.xhtml#a--the-flood", "a.xhtml"]
