"""``writers/epub/metadata.py`` with ``conformance.py`` and ``writers/accessibility.py``.

What the package document says of the golden book is in ``test_epub.py``.
"""

import tomllib
from collections.abc import Mapping
from dataclasses import fields, is_dataclass
from pathlib import Path
from typing import Any, get_args, get_type_hints

import pytest
from lxml import etree

from bookbuild.bookconfig import BookConfig
from bookbuild.build import build
from bookbuild.document import build_document
from bookbuild.model import Document
from bookbuild.projects import find_projects
from bookbuild.sources import load_book
from bookbuild.wording import WORDINGS
from bookbuild.writers.accessibility import ALWAYS
from bookbuild.writers.epub.metadata import identifier, statements
from bookbuild.xhtml import XML_LANG, element
from composing import ignore
from making import SETTINGS, Files, edition_of, faults_of, picture, project_of, unpacked

EVERY_SETTING = Path(__file__).parent / "data" / "books" / "every-setting"
NAMES = {"opf": "http://www.idpf.org/2007/opf", "dc": "http://purl.org/dc/elements/1.1/"}
TALK = "# A\n\n**Ana Costa:** Why?\n\n**Bo Fir:** It rained.\n"
ENGLISH = WORDINGS["en"]
CLAIM = '[accessibility]\nconforms-to = "AA"\ncertifier = "Canal Readers"\n'


def document_of(folder: Path, text: str = TALK, settings: str = "") -> Document:
    """Return the document of a book of one chapter, which may show p.png."""
    toml = settings if settings.startswith("title") else SETTINGS + settings
    files: Files = {"book/book.toml": toml, "book/a.md": text, "book/p.png": picture()}
    book = load_book(project_of(folder, files), ignore)
    assert book is not None
    return build_document(book, ignore)


def stated(document: Document, name: str) -> list[str]:
    """Return the texts of a property or element."""
    return [
        text
        for _, tag, text, attributes in statements(document, has_cover=True)
        if name in (tag, attributes.get("property"))
    ]


def said(package: Any, path: str) -> list[str]:
    return [str(found) for found in package.xpath(path, namespaces=NAMES)]


# -- what the author says -------------------------------------------------------------------------


def test_one_book_uses_every_key() -> None:
    values = tomllib.loads((EVERY_SETTING / "book" / "book.toml").read_text("utf-8"))
    assert _unused(BookConfig, values) == ["chapters"]  # which [[parts]] exclude


def _unused(kind: Any, values: Mapping[str, Any], home: str = "") -> list[str]:
    """Return the keys of ``kind`` that ``values`` has not."""
    found = []
    for field in fields(kind):
        name, wanted = field.name.replace("_", "-"), get_type_hints(kind)[field.name]
        below = next((one for one in (wanted, *get_args(wanted)) if is_dataclass(one)), None)
        if name not in values:
            found.append(home + name)
        elif below is not None and not field.metadata:
            given = values[name] if isinstance(values[name], list) else [values[name]]
            tables = [one for one in given if isinstance(one, dict)]
            merged = {key: value for table in tables for key, value in table.items()}
            found += _unused(below, merged, f"{home}{name}.")
    return found


@pytest.fixture(scope="module")
def every() -> Any:
    (project,) = find_projects([EVERY_SETTING])
    data = edition_of(build(project, ["epub"]), "epub")
    return etree.fromstring(unpacked(data)["EPUB/content.opf"])


@pytest.mark.parametrize(
    ("path", "values"),
    [
        (
            "//dc:identifier/text()",
            [
                "urn:isbn:9780306406157",
                "urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427",
                "https://doi.org/10.1000/182(a&b)",
            ],
        ),
        ("//opf:meta[@property='identifier-type' and @refines='#id']/text()", ["15"]),
        ("//opf:meta[@property='identifier-type' and @refines='#identifier-3']/text()", ["06"]),
        ("//dc:language/text()", ["en-GB", "de"]),
        ("//opf:meta[@property='file-as' and @refines='#title']/text()", ["Everything, all & <>"]),
        ("//dc:creator/text()", ["Ann Author", "Bo Bauer"]),
        ("//opf:meta[@refines='#creator-1' and @property='file-as']/text()", ["Author, Ann"]),
        ("//opf:meta[@refines='#creator-2' and @property='file-as']/text()", ["Bauer-Bo"]),
        ("//opf:meta[@refines='#contributor-4' and @property='role']/text()", ["pbl"]),
        (
            "//opf:meta[@refines='#contributor-4' and @property='file-as']/text()",
            ["Yard, Press of the"],
        ),
        ("//opf:meta[@property='dcterms:modified']/text()", ["2024-03-02T08:30:00Z"]),
        (
            "//opf:meta[@property='dcterms:conformsTo' and @id='conformance']/text()",
            ["EPUB Accessibility 1.1 - WCAG 2.1 Level AA"],
        ),
        (
            "//opf:meta[@property='a11y:certifiedBy' and @refines='#conformance']/text()",
            ["A & B <readers>"],
        ),
        ("//opf:meta[@property='dcterms:date' and @refines='#certifier']/text()", ["2024-03-01"]),
        ("//opf:link[@refines='#certifier'][1]/@href", ["https://example.org/badge?a&b"]),
        (
            "//opf:link[@rel='a11y:certifierReport']/@href",
            ["https://example.org/report?a&b"],
        ),
        (
            "//opf:meta[@property='schema:accessibilitySummary']/text()",
            ["Read & <heard> by many."],
        ),
    ],
)
def test_every_key_reaches_the_package_document(path: str, values: list[str], every: Any) -> None:
    assert said(every, path) == values


def test_a_credential_that_is_no_address_is_a_text(tmp_path: Path) -> None:
    document = document_of(tmp_path, settings=f'{CLAIM}credential = "A+ reader"\n')
    assert stated(document, "a11y:certifierCredential") == ["A+ reader"]
    assert stated(document, "link") == []


@pytest.mark.parametrize(
    ("settings", "first"),
    [
        ('identifier = "urn:nbn:de:7"\ndoi = "10.1000/1"\n', "urn:nbn:de:7"),
        ('doi = "10.1000/1"\n', "https://doi.org/10.1000/1"),
    ],
)
def test_without_an_isbn_the_authors_identifier_is_the_books(
    settings: str, first: str, tmp_path: Path
) -> None:
    document = document_of(tmp_path, settings=settings)
    assert identifier(document.book) == first
    assert first not in stated(document, "identifier")


def test_a_company_is_not_turned_round(tmp_path: Path) -> None:
    settings = 'authors = ["Lantern Street Press", "The Yard", "Ana Costa", "Ada"]\n'
    assert stated(document_of(tmp_path, "# A\n\nB.\n", settings), "file-as") == ["Costa, Ana"]


# -- what follows from the book -------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "settings", "has", "lacks"),
    [
        (TALK, "", ALWAYS, ("index", "alternativeText", "rubyAnnotations", "pageNavigation")),
        (TALK, "index = true\n", ("index",), ()),
        ("# A\n\n<ruby>東<rt>ひがし</rt></ruby> B.\n", "", ("rubyAnnotations",), ()),
        ("# A\n\n![A gate](p.png)\n", "", ("alternativeText",), ()),
        ("# A\n\n![](p.png)\n", "", (), ("alternativeText",)),
        ("# A\n\n![](p.png)\n\n*A gate.*\n", "", (), ("alternativeText",)),
        ("# A\n\n![A gate](p.png) ![](p.png)\n", "", (), ("alternativeText",)),
        ("# A\n\n![A gate](p.png)\n\n![B](gone.png)\n", "", (), ("alternativeText",)),
        ("# A\n\nB ![](p.png){.decorative}\n", "", (), ("alternativeText",)),
    ],
)
def test_a_feature_is_named_where_it_is(
    text: str, settings: str, has: tuple[str, ...], lacks: tuple[str, ...], tmp_path: Path
) -> None:
    found = stated(document_of(tmp_path, text, settings), "schema:accessibilityFeature")
    assert set(has) <= set(found)
    assert not set(lacks) & set(found)
    assert len(found) == len(set(found))


def test_pages_are_named_where_they_are_marked(tmp_path: Path) -> None:
    document = document_of(tmp_path)
    (paragraph, *_) = document.root.iter("p")
    paragraph.insert(0, element("span", {"role": "doc-pagebreak", "id": "page-1"}))
    features = stated(document, "schema:accessibilityFeature")
    assert {"pageBreakMarkers", "pageNavigation"} <= set(features)
    (summary,) = stated(document, "schema:accessibilitySummary")
    assert summary.endswith(ENGLISH.pages_marked)


@pytest.mark.parametrize(
    ("text", "modes", "sufficient"),
    [
        (TALK, ["textual"], ["textual"]),
        ("# A\n\n![A gate](p.png)\n", ["textual", "visual"], ["textual,visual", "textual"]),
        ("# A\n\n![](p.png)\n", ["textual", "visual"], ["textual,visual"]),
        ("# A\n\nB ![](p.png){.decorative}\n", ["textual"], ["textual"]),
    ],
)
def test_what_is_enough_to_read_it(
    text: str, modes: list[str], sufficient: list[str], tmp_path: Path
) -> None:
    document = document_of(tmp_path, text)
    assert stated(document, "schema:accessMode") == modes
    assert stated(document, "schema:accessModeSufficient") == sufficient
    assert stated(document, "schema:accessibilityHazard") == ["none"]


@pytest.mark.parametrize(
    ("text", "settings", "sentences"),
    [
        ("# A\n\nB.\n", "", [ENGLISH.summary]),
        (TALK, "", [ENGLISH.summary, ENGLISH.named]),
        (
            TALK + "\n![](p.png)\n\nB.[^1]\n\n[^1]: C.\n",
            "",
            [ENGLISH.summary, ENGLISH.named, ENGLISH.undescribed, ENGLISH.notes_linked],
        ),
        ("# A\n\n![A gate](p.png)\n", "", [ENGLISH.summary, ENGLISH.described]),
        (
            TALK,
            'turns = "question"\n[[speakers]]\nname = "Ana Costa"\nrole = "interviewer"\n'
            '[[speakers]]\nname = "Bo Fir"\n',
            [ENGLISH.summary, ENGLISH.named_aloud],
        ),
        (TALK, '[accessibility]\nsummary = "All of it."\n', ["All of it."]),
    ],
)
def test_the_summary_says_what_is_so(
    text: str, settings: str, sentences: list[str], tmp_path: Path
) -> None:
    document = document_of(tmp_path, text, settings)
    assert stated(document, "schema:accessibilitySummary") == [" ".join(sentences)]


@pytest.mark.parametrize(
    ("language", "tag"), [("fr", None), ("zh-Hans", None), ("nl", "en"), ("yue", "en")]
)
def test_the_summary_says_its_language_where_it_is_another(
    language: str, tag: str | None, tmp_path: Path
) -> None:
    document = document_of(tmp_path, settings=SETTINGS.replace('"en"', f'"{language}"'))
    ((_, _, summary, attributes),) = (
        one
        for one in statements(document, has_cover=True)
        if one[3].get("property") == "schema:accessibilitySummary"
    )
    assert attributes.get(XML_LANG) == tag
    words = WORDINGS[tag or language]
    space = "" if language.startswith("zh") else " "
    assert summary == words.summary + space + words.named


# -- what is claimed ------------------------------------------------------------------------------


def test_nothing_is_claimed_unless_somebody_stands_behind_it(tmp_path: Path) -> None:
    document = document_of(tmp_path)
    assert stated(document, "dcterms:conformsTo") == stated(document, "a11y:certifiedBy") == []


@pytest.mark.parametrize(
    ("settings", "faults"),
    [
        (CLAIM, []),
        ('[accessibility]\nsummary = "All of it."\n', []),
        ('[accessibility]\nconforms-to = "AA"\n', ["5:1 CFG-015"]),
        ('[accessibility]\ncertifier = "Bo"\n', ["5:1 CFG-015"]),
        ('[accessibility]\nwcag = "2.0"\ndate = 2024-01-01\n', ["5:1 CFG-015", "6:1 CFG-015"]),
        ('[accessibility]\nconforms-to = "AAAA"\ncertifier = "Bo"\n', ["5:1 CFG-004"]),
        (f'{CLAIM}report = "report.html"\n', ["7:1 CFG-004"]),
    ],
)
def test_a_claim_is_whole(settings: str, faults: list[str], tmp_path: Path) -> None:
    files = {"book/book.toml": SETTINGS + settings, "book/a.md": "# A\n\nB.\n"}
    found = [fault.removeprefix("book/book.toml:") for fault in faults_of(tmp_path, files, "html")]
    assert [" ".join(fault.split()[:2]) for fault in found] == faults


@pytest.mark.parametrize(
    ("level", "text", "found"),
    [
        ("AAA", TALK, 0),
        ("A", "# A\n\n![](p.png)\n", 1),
        ("A", "# A\n\n![A gate](p.png)\n", 0),
        ("A", "# A\n\n![A](gone.png)\n", 1),
        ("A", "# A\n\n<table><tr><td>B</td></tr></table>\n", 1),
        ("A", "# A\n\n| B |\n|---|\n| C |\n", 0),
    ],
)
def test_what_contradicts_a_claim_is_told(
    level: str, text: str, found: int, tmp_path: Path
) -> None:
    settings = SETTINGS + CLAIM.replace('"AA"', f'"{level}"')
    files: Files = {"book/book.toml": settings, "book/a.md": text, "book/p.png": picture()}
    faults = [fault for fault in faults_of(tmp_path, files, "html") if "ACC-002" in fault]
    assert len(faults) == found, faults
    assert all(fault.startswith("book/book.toml:5:1 ") for fault in faults)


# -- what the author's styles take away -----------------------------------------------------------

FORCED = "body{font-size:12px !important; line-height:1.2 !important}"
NIGHT = "body{color:#000; background:#fff}"


@pytest.mark.parametrize(
    ("sheet", "level", "clauses"),
    [
        (FORCED, "A", []),
        (FORCED, "AA", ["1.4.4, 1.4.12)"]),
        (NIGHT, "AA", []),
        (NIGHT, "AAA", ["1.4.8)"]),
        (".box{margin:0}", "AAA", []),
        ("p{font-family:Georgia}", "AAA", []),
        ("@media print{p{font-size:9pt}}", "AAA", []),
    ],
)
def test_styles_that_take_a_choice_contradict_a_claim(
    sheet: str, level: str, clauses: list[str], tmp_path: Path
) -> None:
    files: Files = {
        "book/book.toml": SETTINGS + CLAIM.replace('"AA"', f'"{level}"'),
        "book/a.md": TALK,
        "styles/custom.css": sheet,
    }
    found = [fault for fault in faults_of(tmp_path, files, "html") if "ACC-002" in fault]
    assert [fault.rpartition(" (")[2] for fault in found] == clauses


@pytest.mark.parametrize(
    ("sheet", "is_free"), [(FORCED, False), (NIGHT, False), (".box{margin:0}", True)]
)
def test_a_text_whose_styles_are_forced_is_not_said_to_be_free(
    sheet: str, *, is_free: bool, tmp_path: Path
) -> None:
    (tmp_path / "styles").mkdir()
    (tmp_path / "styles" / "custom.css").write_text(sheet)
    document = document_of(tmp_path)
    features = stated(document, "schema:accessibilityFeature")
    assert ("displayTransformability" in features) is is_free
    (summary,) = stated(document, "schema:accessibilitySummary")
    assert summary.startswith(ENGLISH.summary if is_free else ENGLISH.fixed)
