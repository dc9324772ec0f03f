"""``writers/pdf/tags``: what the content of the PDF is to those who do not see it."""

import io
import re
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest
from pikepdf import Array, Dictionary, Name

from bookbuild.build import Result
from bookbuild.writers.pdf.tags import Node
from bookbuild.writers.pdf.tags.growing import _close_gaps
from cases import Case, read_cases
from making import SETTINGS, Files, build_files, edition_of, picture
from tagged import Tagged, artifacts, read_tags, show_tags

CASES = read_cases("tags.md")
ROWS = "\n".join(f"| row {n} | [link {n}](https://example.org/{n}) |" for n in range(60))
LONG = "The yard was wet until noon, and nobody came for the stone that had been cut. " * 30
BOOK: Files = {
    "book/book.toml": SETTINGS,
    "book/a.md": f"# The yard\n\n**Ann:** {LONG}\n\n**Bo:** {LONG}[^1]\n\n[^1]: Notes. {LONG}\n",
    "book/b.md": f"# The table\n\n| [Head](https://example.org) | Next |\n|---|---|\n{ROWS}\n",
    "book/c.md": "# The bell\n\n![A bell](bell.png)\n\n*Figure 1: [Seen *twice*](#the-bell).*\n",
    "book/bell.png": picture(),
}


@pytest.fixture(scope="module")
def data(tmp_path_factory: pytest.TempPathFactory) -> bytes:
    return edition_of(build_files(tmp_path_factory.mktemp("book"), BOOK, "pdf"), "pdf")


@pytest.fixture(scope="module")
def root(data: bytes) -> Tagged:
    return read_tags(data)


# -- elements -------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_elements(case: Case, build_book: Callable[..., Result]) -> None:
    text = f"# A\n\n{case.input}"
    files = {"book/book.toml": SETTINGS, "book/a.md": text, "book/bell.png": picture()}
    chapter = read_tags(edition_of(build_book(files, "pdf"), "pdf")).kids[-1]
    assert isinstance(chapter, Tagged)
    shown = "\n".join(show_tags(kid) for kid in chapter.kids[1:] if isinstance(kid, Tagged))
    assert shown.splitlines() == case.expected.splitlines()


def test_the_contents_are_a_table_of_contents_without_its_leaders(root: Tagged) -> None:
    (contents,) = root.all("TOC")
    assert show_tags(contents).splitlines() == [
        "TOC",
        "  TOCI",
        "    Reference",
        "      Link → The yard",
        '        "The yard 5"',
        "  TOCI",
        "    Reference",
        "      Link → The table",
        f'        "The table {_folio_of("The table", root)}"',
        "  TOCI",
        "    Reference",
        "      Link → The bell",
        f'        "The bell {_folio_of("The bell", root)}"',
    ]


def test_the_index_is_one_and_its_pages_are_references(tmp_path: Path) -> None:
    roster = "index = true\n[[speakers]]\nname = 'Ann'\naliases = ['安']\nnote = 'Cuts *slate*.'\n"
    files = {"book/book.toml": SETTINGS + roster, "book/a.md": "# The yard\n\n**Ann:** Wet.\n"}
    tags = read_tags(edition_of(build_files(tmp_path, files, "pdf"), "pdf"))
    shown = [show_tags(kid) for kid in tags.kids[-2:] if isinstance(kid, Tagged)]
    assert "\n".join(shown).splitlines() == BACK_MATTER.splitlines()


BACK_MATTER = """\
Sect
  H1
    "Contributors"
  L
    LI
      Lbl
        "Ann"
      LBody
        P
          "Cuts slate."
Index
  H1
    "Index of speakers"
  L
    LI
      LBody
        Span Lang=zh-Hans
          "安"
        ", see "
        Reference
          Link → Ann
            "Ann"
    LI
      LBody
        "Ann"
        L
          LI
            LBody
              Reference
                Link → The yard
                  "The yard 5"
"""


def _folio_of(title: str, root: Tagged) -> int:
    heading = next(node for node in root.all("H1") if node.text == title)
    return next(page for page, _ in _marks(heading)) - 1  # after the cover and its back


def _marks(node: Tagged) -> list[tuple[int, str]]:
    return [kid for inner in node.walk() for kid in inner.kids if isinstance(kid, tuple)]


def test_what_goes_on_on_the_next_page_is_one_paragraph(root: Tagged) -> None:
    spoken = [node for node in root.all("P") if "The yard was wet" in node.text]
    assert [node.text.count("yard") for node in spoken] == [30, 30, 30]  # two turns and a note
    assert any(len({page for page, _ in _marks(node)}) == 2 for node in spoken)


def test_a_table_over_pages_is_one_and_its_head_is_read_once(root: Tagged, data: bytes) -> None:
    (table,) = root.all("Table")
    assert len({page for page, _ in _marks(table)}) > 2
    assert [cell.text.strip() for cell in table.all("TH")] == ["Head", "Next"]
    assert [cell.text.strip() for cell in table.all("TD")][::2] == [f"row {n}" for n in range(60)]
    seen = [text for page in artifacts(data) for _, text in page if "Head" in text]
    assert len(seen) == len({page for page, _ in _marks(table)}) - 1


def _table(head: str, rows: str, foot: str) -> str:
    """Return a table of HTML, its foot written before its rows."""
    head = f"<thead><tr>{head}</tr></thead>" if head else ""
    return f"<table>{head}<tfoot><tr>{foot}</tr></tfoot><tbody>{rows}</tbody></table>"


CELLS = "".join(f"<tr><td>row {n}</td><td>of oak</td></tr>" for n in range(60))
TALL = f"<tr><td>row {LONG * 2}</td><td>of oak</td></tr>"


@pytest.mark.parametrize(
    "table",
    [
        _table("<th>Head</th><th>Next</th>", CELLS, "<td>Foot</td><td>Last</td>"),
        _table("<th>Head</th><th>Next</th>", f"{TALL}{CELLS}", "<td>Foot</td><td>Last</td>"),
        _table("", CELLS, "<td>Foot</td><td>Last</td>"),
    ],
    ids=["with a head", "a row that leaves its head no room", "without a head"],
)
def test_a_table_over_pages_is_read_from_head_to_foot(
    table: str, build_book: Callable[..., Result]
) -> None:
    files = {"book/book.toml": SETTINGS, "book/a.md": f"# A\n\n{table}\n"}
    chapter = read_tags(edition_of(build_book(files, "pdf"), "pdf")).kids[-1]
    assert isinstance(chapter, Tagged)
    text = chapter.text
    places = [text.find(word) for word in ("Head", "row 0", "row 59", "Foot")]
    assert places[1:] == sorted(places[1:])
    assert -1 not in places[1:]
    assert places[0] < min(text.find("row"), places[1])


def test_the_language_is_that_of_the_document(root: Tagged) -> None:
    assert root.said == {"/Lang": "en"}
    assert [node for node in root.walk() if node.said.get("/Lang")] == [root]


@pytest.mark.parametrize(
    ("levels", "closed"),
    [("123", "123"), ("13", "12"), ("1332", "1222"), ("1242", "1232"), ("31", "11"), ("", "")],
)
def test_headings_leave_no_gap(levels: str, closed: str) -> None:
    headings = [Node(f"H{level}") for level in levels]
    _close_gaps(headings)
    assert "".join(node.type[1:] for node in headings) == closed


# -- pages ----------------------------------------------------------------------------------------


def test_running_heads_and_folios_are_artifacts(data: bytes, root: Tagged) -> None:
    kinds = {text: kind for page in artifacts(data) for kind, text in page if text.strip(". ")}
    assert kinds["The table"] == "Header"
    assert {kind for text, kind in kinds.items() if text.isdigit()} == {"Footer"}
    assert root.text.count("The table") == 2  # in the contents and above its chapter


def test_every_mark_has_an_element_and_every_element_its_marks(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        held = _held(pdf)
        for number, page in enumerate(pdf.pages):
            marks = {int(mark) for mark in re.findall(rb"MCID (\d+)", page.Contents.read_bytes())}
            row = list(parents[int(page.StructParents)])
            assert marks == {mark for mark, element in enumerate(row) if element is not None}
            for mark in marks:
                assert held[number, mark] == row[mark].objgen
        assert len(held) == sum(
            len(re.findall(rb"MCID", p.Contents.read_bytes())) for p in pdf.pages
        )


def _held(pdf: pikepdf.Pdf) -> dict[tuple[int, int], tuple[int, int]]:
    """Return the element that each mark of each page is in."""
    numbers = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
    held = {}
    for element in pdf.objects:
        if isinstance(element, Dictionary) and element.get("/Type") == Name.StructElem:
            kids = element.get("/K", Array())
            for kid in list(kids) if isinstance(kids, Array) else [kids]:
                if not isinstance(kid, Dictionary):
                    held[numbers[element.Pg.objgen], int(kid)] = element.objgen
                elif kid.get("/Type") == Name.MCR:
                    held[numbers[kid.Pg.objgen], int(kid.MCID)] = element.objgen
    return held


def test_every_active_area_is_in_a_link_that_says_what_it_is(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        said = []
        for page in pdf.pages:
            assert page.Tabs == Name.S
            for area in page.get("/Annots", Array()):
                element = parents[int(area.StructParent)]
                kids = [kid for kid in element.K if isinstance(kid, Dictionary)]
                assert str(element.S) == "/Link"
                assert area.objgen in [kid.Obj.objgen for kid in kids if "/Obj" in kid]
                said.append(str(area.Contents))
    assert {"The bell", "1", "Back to the text", "link 59", "Seen twice"} <= set(said)
    assert said.count("Seen twice") == said.count("link 59") == 1


def test_the_active_area_of_a_linked_picture_is_all_of_it(
    build_book: Callable[..., Result],
) -> None:
    text = "# A\n\n[![A bell](bell.png)](https://example.org)\n"
    files = {"book/book.toml": SETTINGS, "book/a.md": text, "book/bell.png": picture()}
    with pikepdf.open(io.BytesIO(edition_of(build_book(files, "pdf"), "pdf"))) as pdf:
        (area,) = pdf.pages[-1].Annots
        (figure,) = (item for item in pdf.objects if _is(item, "/Figure"))
        inner, outer = figure.A.BBox, area.Rect
        assert all(float(a) <= float(b) + 0.01 for a, b in zip(outer[:2], inner[:2], strict=True))
        assert all(float(a) >= float(b) - 0.01 for a, b in zip(outer[2:], inner[2:], strict=True))


def _is(item: object, kind: str) -> bool:
    return isinstance(item, Dictionary) and item.get("/S") == kind


def test_what_is_translucent_is_content_too(build_book: Callable[..., Result]) -> None:
    style = (
        "h1 { opacity: 0.5 } p { opacity: 0.9 } p strong { display: inline-block; opacity: 0.5 }"
    )
    files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\nIt **rained**.\n"}
    made = build_book({**files, "styles/custom.css": style}, "pdf")
    with pikepdf.open(io.BytesIO(edition_of(made, "pdf"))) as pdf:
        numbers = pdf.Root.StructTreeRoot.ParentTree.Nums
        parents = {int(numbers[n]): numbers[n + 1] for n in range(0, len(numbers), 2)}
        paragraph = [item for item in pdf.objects if _is(item, "/P")][-1]
        assert len({mark.Stm.objgen for mark in paragraph.K}) == 2
        for mark in paragraph.K:
            assert b"<</MCID %d>>" % mark.MCID in mark.Stm.read_bytes()
            assert parents[int(mark.Stm.StructParents)][int(mark.MCID)].objgen == paragraph.objgen


def test_notes_can_be_found_by_their_names(data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        (kid,) = pdf.Root.StructTreeRoot.IDTree.Kids
        name, note = kid.Names
        assert (str(name), note.S, note.ID) == ("a-note-1", Name.Note, name)


def test_no_structure_type_is_our_own(root: Tagged, data: bytes) -> None:
    with pikepdf.open(io.BytesIO(data)) as pdf:
        assert "/RoleMap" not in pdf.Root.StructTreeRoot
    standard = (
        "Document Sect Div P H1 H2 TOC TOCI Reference Link Note Lbl Figure Caption Table THead"
    )
    assert {node.type for node in root.walk()} <= {*standard.split(), "TBody", "TR", "TH", "TD"}


ROMAN = """
@page front:left { @bottom-left { content: counter(page, lower-roman) } }
@page front:right { @bottom-right { content: counter(page, lower-roman) } }
.chapter { counter-reset: page 1 }
"""


@pytest.mark.parametrize("style", ["", ROMAN], ids=["as it is", "front matter in Roman numbers"])
def test_page_labels_are_the_folios(style: str, build_book: Callable[..., Result]) -> None:
    files = BOOK if not style else {**BOOK, "styles/custom.css": style}
    data = edition_of(build_book(files, "pdf"), "pdf")
    document = pdfium.PdfDocument(data)
    labels = [document.get_page_label(page) for page in range(len(document))]
    document.close()
    printed = [[text for kind, text in page if kind == "Footer"] for page in artifacts(data)]
    assert [label for label, folio in zip(labels, printed, strict=True) if folio] == [
        folio for (folio,) in filter(None, printed)
    ]
    assert ("iii" in labels) == bool(style)
    assert "" not in labels
