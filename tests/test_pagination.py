"""``pagination``: where the pages of a PDF begin in the document."""

import io
import re
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import get_args

import pikepdf
import pypdfium2 as pdfium
import pytest
from click.testing import CliRunner
from lxml import etree
from weasyprint import CSS, HTML

from bookbuild.bookconfig import TurnLayout
from bookbuild.build import Result, build
from bookbuild.cli import main
from bookbuild.diagnostics import BuildError
from bookbuild.document import build_document
from bookbuild.markup import HEADINGS
from bookbuild.pagination.flow import Flow, read_flow
from bookbuild.pagination.marking import is_mark
from bookbuild.pagination.pages import PICTURE, Page
from bookbuild.pagination.paging import mark_pages
from bookbuild.words.letters import plain_letters
from bookbuild.writers import WRITERS
from bookbuild.xhtml import Element, classes
from cases import Case, read_cases
from composing import compose, ignore, read_book, show
from engines import epubcheck
from making import (
    SETTINGS,
    Files,
    build_files,
    edition_of,
    picture,
    project_of,
    unpacked,
    write_files,
)
from pagebreaks import FIRST, disagreements, words_at_breaks, words_of

XHTML = "{http://www.w3.org/1999/xhtml}"
TYPE = "{http://www.idpf.org/2007/ops}type"
TARGETS = ".//{*}pageTarget/{*}content"
HYPHEN = re.compile("[\u2010\ufffe]\r?\n")  # at the end of a line, as pdfium reads it
STYLES = re.compile("<style.*?</style>", re.DOTALL)
CASES = read_cases("pagination.md")
PAGE = re.compile(r"^--- (\S+)\n", re.MULTILINE)
MARKS = re.compile(r'<span id="([^"]+)" role="doc-pagebreak" aria-label="([^"]*)"')
MARK = re.compile(r'<span id="([^"]+)" role="doc-pagebreak" aria-label="([^"]+)"[^>]*/>')


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_pages(case: Case) -> None:
    assert shown(case.input).splitlines() == case.expected.splitlines()


def shown(text: str) -> str:
    """Return the chapter with its marks as [labels], and what there is to say of the pages."""
    manuscript, *written = PAGE.split(text)
    document, _ = compose(manuscript)
    pages = [page_of(*pair) for pair in zip(written[::2], written[1::2], strict=True)]
    root, fault = mark_pages(document.root, pages)
    said = [f"{fault.rule.code} {fault.message}"] if fault else []
    if root is None:
        return "\n".join(said)
    (chapter,) = (node for node in root.iter("section") if node.get("id") == "a")
    made = MARK.sub(lambda mark: f"[{mark[2]}]", show(_plain(chapter)))
    return "\n".join([made, *said])


def page_of(label: str, text: str) -> Page:
    """Return a page: (picture) stands for one, and what is below a line of underscores, notes."""
    body, _, notes = text.partition("____\n")
    letters = PICTURE.join(map(plain_letters, body.split("(picture)")))
    return Page(label, letters, plain_letters(notes))


def _plain(chapter: Element) -> Iterator[Element]:
    """Yield what the chapter holds, without the attributes that say nothing here."""
    for node in chapter.iter():
        if node.get("role") != "doc-pagebreak":
            kept = {"class": "speaker"} if "speaker" in classes(node) else {}
            node.attrib.clear()
            node.attrib.update(kept)
    yield from chapter


# -- what is read aloud ---------------------------------------------------------------------------

NAMED = """\
# The bell

Before it all there was a meadow with two ponds, and a goat.

## How it was cast

**Ana Lund:** Who *cast* the bell of the harbour?

**Ben Holm (laughs):** A founder whose name is lost, [in a shed behind the church](https://example.org/).

- It was brass.

### Of its weight

**Ana Lund:**

> Two tons, they say.

<table><caption>Bells of the coast and their weights</caption>
<thead><tr><th>Bell</th><th>Weight in tons</th></tr></thead>
<tbody><tr><td>Big Arne</td><td>nine</td></tr></tbody></table>

<details><summary>More of the founder</summary><p>He drank tea.</p></details>

![A bell in a shed](bell.png)

Figure 1: The bell before it was hung, with two boys.

<figure><figcaption>Another bell that came from the islands</figcaption>
<img src="bell.png" alt="It"></figure>

**Ben Holm:** That is all.
"""
LAYOUTS = get_args(TurnLayout)


@pytest.mark.parametrize("layout", LAYOUTS)
@pytest.mark.parametrize("size", [4, 5, 7, 11, 17])
def test_no_number_of_a_page_is_part_of_a_name(
    layout: TurnLayout, size: int, tmp_path: Path
) -> None:
    """Pages of so many letters begin everywhere, and nothing has another name than without."""
    plain = set_in(layout, tmp_path)
    letters = read_flow(plain.iterfind("body/section")).letters
    pieces = [letters[at : at + size] for at in range(0, len(letters), size)]
    marked, _ = mark_pages(plain, [Page(f"{n}", piece) for n, piece in enumerate(pieces, 1)])
    assert marked is not None
    assert names_in(marked) == names_in(plain)
    labels = [int(node.get("aria-label", "")) for node in marked.iter("span") if is_mark(node)]
    assert labels == sorted(labels)
    assert len(labels) > len(pieces) // 2


@pytest.mark.parametrize("layout", LAYOUTS)
def test_styles_know_the_first_of_a_turn(layout: TurnLayout, tmp_path: Path) -> None:
    plain = set_in(layout, tmp_path)
    flow = read_flow(plain.iterfind("body/section"))
    marked, _ = mark_pages(plain, [Page(f"{n}", word) for n, word in enumerate(words_in(flow))])
    assert marked is not None
    firsts = [
        [turn[0].tag for turn in root.iter("section") if turn.get("role") == "group"]
        for root in (plain, marked)
    ]
    assert firsts[0] == firsts[1]


def words_in(flow: Flow) -> list[str]:
    return [plain_letters(word) for word in flow.text.split() if plain_letters(word)]


def set_in(layout: TurnLayout, folder: Path) -> Element:
    """Return the document that ``NAMED`` becomes in a layout of turns."""
    write_files(folder, {"bell.png": picture()})
    book = read_book(NAMED, report=ignore, folder=folder)
    config = replace(book.config, turns=layout)
    return build_document(replace(book, config=config), ignore).root


def names_in(root: Element) -> list[str]:
    """Return the name of each element that has one, as assistive technology computes it.

    By what labels it, or by what is in it (Accessible Name and Description Computation 1.2).
    """
    by_id = {node.get("id"): node for node in root.iter("*")}
    naming = (*HEADINGS, "caption", "figcaption", "summary", "th", "a")
    labels = [
        by_id[name]
        for node in root.iter("*")
        for name in (node.get("aria-labelledby") or "").split()
    ]
    return [name_of(node) for node in (*labels, *root.iter(*naming))]


def name_of(node: Element) -> str:
    said = node.get("aria-label")
    inner = (f"{name_of(child)}{child.tail or ''}" for child in node)
    return said or f"{node.text or ''}{''.join(inner)}"


# -- whole books ----------------------------------------------------------------------------------


STREET = """\
# The street

**Ana:** {question}

**Ben:** {answer}

![Two lamps](lamps.png)

**Ana:** And the lamps?[^1]

**Ben:** {answer}

[^1]: There were forty of them.
"""
"""An interview of some pages; its words are numbered, so that none is like another."""


def street(more: str = "") -> Files:
    """Return the files of a book of some pages. ``more``: settings."""
    question = " ".join(f"when{number} was{number} it{number}" for number in range(40))
    answer = " ".join(f"lantern{number} by{number} neighbourhood{number}" for number in range(400))
    text = STREET.replace("{answer}", answer, 1).replace("{question}", question)
    text = text.replace("{answer}", answer.replace("lantern", "lamp"))
    settings = f'{SETTINGS}name = "talks"\n{more}'
    return {"book/book.toml": settings, "book/a.md": text, "book/lamps.png": picture()}


@pytest.fixture(scope="module")
def street_book(tmp_path_factory: pytest.TempPathFactory) -> Result:
    return build_files(tmp_path_factory.mktemp("street"), street(), *WRITERS)


def test_the_words_at_each_page_break_are_the_first_of_the_page(street_book: Result) -> None:
    assert len(disagreements(street_book)) == 0


def test_readers_find_the_pages_in_the_nav_and_in_the_ncx(street_book: Result) -> None:
    files = unpacked(edition_of(street_book, "epub"))
    labels = [label for label, _ in words_at_breaks(edition_of(street_book, "epub"))]
    assert labels == sorted(labels, key=int)
    assert len(labels) >= 8
    nav = etree.fromstring(files["EPUB/text/contents.xhtml"])
    listed = nav.findall(f".//{XHTML}nav[@role='doc-pagelist']//{XHTML}a")
    assert [link.text for link in listed] == labels
    ncx = etree.fromstring(files["EPUB/toc.ncx"])
    assert [page.get("value") for page in ncx.iter("{*}pageTarget")] == labels
    marks = {
        f"{name.rpartition('/')[2]}#{mark.get('id')}"
        for name, data in files.items()
        if name.endswith(".xhtml")
        for mark in etree.fromstring(data).iter(f"{XHTML}span")
        if mark.get("role") == "doc-pagebreak" and mark.get(TYPE) == "pagebreak"
    }
    assert {link.get("href") for link in listed} == marks
    assert {page.get("src", "").rpartition("/")[2] for page in ncx.iterfind(TARGETS)} == marks


def test_the_package_says_whose_pages_they_are(street_book: Result, tmp_path: Path) -> None:
    package = unpacked(edition_of(street_book, "epub"))["EPUB/content.opf"].decode()
    assert '<meta property="pageBreakSource">Talks (PDF)</meta>' in package
    for feature in ("pageBreakMarkers", "pageNavigation"):
        assert f'<meta property="schema:accessibilityFeature">{feature}</meta>' in package
    for number, isbn in enumerate(("978-0-306-40615-7", "0-306-40615-2")):
        files = street(f'[pdf]\nisbn = "{isbn}"\n')
        made = build_files(tmp_path / str(number), files, "pdf", "epub")
        package = unpacked(edition_of(made, "epub"))["EPUB/content.opf"].decode()
        assert '<meta property="pageBreakSource">urn:isbn:9780306406157</meta>' in package


def test_an_old_checker_meets_no_property_that_it_does_not_know(tmp_path: Path) -> None:
    made = build_files(tmp_path, street('[epub]\nepubcheck = "4.2"\n'), "pdf", "epub")
    package = unpacked(edition_of(made, "epub"))["EPUB/content.opf"].decode()
    assert "pageBreakSource" not in package
    assert '<dc:source id="page-source">Talks (PDF)</dc:source>' in package
    assert '<meta refines="#page-source" property="source-of">pagination</meta>' in package


def test_an_epub_by_itself_has_no_pages_and_none_has_them_on_request(tmp_path: Path) -> None:
    alone = edition_of(build_files(tmp_path / "a", street(), "epub"), "epub")
    files = street('[epub]\npages = "none"\n')
    silent = edition_of(build_files(tmp_path / "b", files, *WRITERS), "epub")
    assert alone == silent
    assert b"pagebreak" not in b"".join(unpacked(alone).values())
    assert b"page-list" not in b"".join(unpacked(alone).values())


def test_epubcheck_has_nothing_to_say_of_pages(street_book: Result) -> None:
    assert epubcheck(edition_of(street_book, "epub")) == []


# -- finished PDFs --------------------------------------------------------------------------------

ELSEWHERE = """
@page { size: 6in 9in; margin: 20mm; @top-left { content: "A Street of Lamps " counter(page) }
  @bottom-center { content: "Lantern Street Press" } }
body { font: 11pt/1.4 "Source Serif 4", serif; hyphens: auto; text-align: justify }
aside { float: footnote }
"""


def test_a_pdf_of_another_house_gives_its_pages(street_book: Result, tmp_path: Path) -> None:
    page = STYLES.sub("", edition_of(street_book, "html").decode())
    pdf = tmp_path / "street.pdf"
    HTML(string=page).write_pdf(pdf, stylesheets=[CSS(string=ELSEWHERE)])
    made = paged(tmp_path, pdf)
    assert [fault for fault in made.found if fault.rule.code.startswith("EPB")] == []
    document = pdfium.PdfDocument(pdf)
    texts = [one.get_textpage().get_text_range() for one in document]
    document.close()
    found = list(words_at_breaks(edition_of(made, "epub")))
    assert [label for label, _ in found] == [str(number) for number in range(1, len(texts) + 1)]
    assert len(texts) >= 6
    for text, (label, words) in list(zip(texts, found, strict=True))[2:]:
        head = words_of(f"A Street of Lamps {label}")
        shown = [word for word in words_of(HYPHEN.sub("", text)) if word not in head]
        assert words[1:] == shown[1:FIRST], label  # the first may have begun on the page before
        assert words[0].endswith(shown[0]), label


def test_a_pdf_of_ours_gives_the_same_as_in_the_run_that_made_it(
    street_book: Result, tmp_path: Path
) -> None:
    pdf = tmp_path / "talks.pdf"
    pdf.write_bytes(edition_of(street_book, "pdf"))
    made = edition_of(paged(tmp_path, pdf), "epub")
    assert unpacked(made) == unpacked(edition_of(street_book, "epub"))


def renamed(whole: bytes, label: str, title: str) -> bytes:
    """Return a PDF whose pages all have the prefix ``label``, under another title."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        prefix = pikepdf.Dictionary(P=pikepdf.String(label))
        labels = [item for number in range(len(pdf.pages)) for item in (number, prefix)]
        pdf.Root.PageLabels = pikepdf.Dictionary(Nums=pikepdf.Array(labels))
        if "/Metadata" in pdf.Root:
            del pdf.Root.Metadata
        pdf.docinfo["/Title"] = title
        pdf.save(buffer)
    return buffer.getvalue()


@pytest.mark.parametrize(
    ("label", "shown", "title", "source"),
    [
        ("a\x01b", "ab", "Lamps\x02", "Lamps (PDF)"),
        ("a\ufffe", "a", "\x01", "street.pdf"),
        ("  ", "7", " \n ", "street.pdf"),
        ("a\nb\tc", "a b c", "Lamps\nof\tthe <street>", "Lamps of the &lt;street&gt; (PDF)"),
        ("第", "第", "Lamps", "Lamps (PDF)"),
        ("x" * 3000, "x" * 3000, "y" * 3000, f"{'y' * 3000} (PDF)"),
    ],
    ids=["control", "noncharacter", "space", "line end", "Han", "long"],
)
def test_odd_labels_and_titles_are_made_clean(
    label: str, shown: str, title: str, source: str, street_book: Result, tmp_path: Path
) -> None:
    pdf = tmp_path / "street.pdf"
    pdf.write_bytes(renamed(edition_of(street_book, "pdf"), label, title))
    epub = edition_of(paged(tmp_path, pdf), "epub")
    files = unpacked(epub)
    marks = MARKS.findall(b"".join(files.values()).decode("utf-8", "ignore"))
    assert shown in [found for _, found in marks]
    assert max(len(name) for name, _ in marks) < 80
    assert f">{source}</meta>" in files["EPUB/content.opf"].decode()
    assert epubcheck(epub) == []


def paged(folder: Path, pdf: Path) -> Result:
    """Return the EPUB of the street with the pages of ``pdf``."""
    project = replace(project_of(folder / "paged", street()), pages_from=pdf)
    return build(project, ["epub"])


def broken(kind: str, whole: bytes) -> bytes:
    """Return a file that gives no pages."""
    if kind == "locked":
        buffer = io.BytesIO()
        with pikepdf.open(io.BytesIO(whole)) as pdf:
            pdf.save(buffer, encryption=pikepdf.Encryption(user="key", owner="key"))
        return buffer.getvalue()
    if kind == "empty":
        buffer = io.BytesIO()
        with pikepdf.new() as pdf:
            pdf.add_blank_page()
            pdf.save(buffer)
        return buffer.getvalue()
    return whole[: len(whole) // 3] if kind == "cut" else b"# A manuscript\n"


@pytest.mark.parametrize(
    ("kind", "said"),
    [
        ("cut", "the file is damaged"),
        ("locked", "the file is locked with a password"),
        ("empty", "the file has no text"),
        ("text", "the file is no PDF"),
    ],
)
def test_a_file_without_pages_stops_the_build(
    kind: str, said: str, street_book: Result, tmp_path: Path
) -> None:
    pdf = tmp_path / "street.pdf"
    pdf.write_bytes(broken(kind, edition_of(street_book, "pdf")))
    with pytest.raises(BuildError) as caught:
        paged(tmp_path, pdf)
    faults = [fault for fault in caught.value.found if fault.rule.code == "EPB-002"]
    assert [fault.message for fault in faults] == [said]


def without_labels(whole: bytes) -> bytes:
    """Return a PDF as a printer's or a viewer's program writes it again."""
    buffer = io.BytesIO()
    with pikepdf.open(io.BytesIO(whole)) as pdf:
        del pdf.Root.PageLabels, pdf.Root.StructTreeRoot, pdf.Root.MarkInfo
        del pdf.docinfo["/Creator"]
        pdf.save(buffer)
    return buffer.getvalue()


def test_pages_without_labels_have_the_numbers_that_are_printed(
    street_book: Result, tmp_path: Path
) -> None:
    pdf = tmp_path / "street.pdf"
    pdf.write_bytes(without_labels(edition_of(street_book, "pdf")))
    made = paged(tmp_path, pdf)
    assert list(words_at_breaks(edition_of(made, "epub"))) == list(
        words_at_breaks(edition_of(street_book, "epub"))
    )
    assert [fault for fault in made.found if fault.rule.code.startswith("EPB")] == []


def test_a_file_that_is_not_there_stops_the_build(tmp_path: Path) -> None:
    with pytest.raises(BuildError, match="the file cannot be read: No such file"):
        paged(tmp_path, tmp_path / "none.pdf")


def test_several_books_have_no_pages_of_one_pdf(tmp_path: Path) -> None:
    write_files(tmp_path, {"one/a.md": "# One\n", "two/a.md": "# Two\n"})
    sources = [str(tmp_path / "one"), str(tmp_path / "two")]
    done = CliRunner().invoke(main, ["epub", *sources, "--pages-from", "street.pdf"])
    assert done.exit_code == 2
    assert "several books do not have the pages of one PDF: street.pdf" in done.stderr
