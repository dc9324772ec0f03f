"""``writers/epub.py``, ``writers/package.py``: the package and its parts agree with each other.

EPUBCheck reads the same books in ``test_conformance.py``.
"""

import io
import posixpath
import zipfile
from collections.abc import Iterator, Mapping
from pathlib import Path
from urllib.parse import unquote

import pytest
from ebooklib import epub as ebooklib
from lxml import etree
from PIL import Image

from bookbuild.build import Result, build
from bookbuild.diagnostics import Diagnostic
from bookbuild.document import build_document
from bookbuild.projects import find_projects
from bookbuild.sources import load_book
from bookbuild.writers.epub import archive
from bookbuild.writers.epub.content import name_kinds
from bookbuild.writers.epub.ncx import mend_ncx
from bookbuild.writers.epub.package import Text
from bookbuild.xhtml import element
from making import SETTINGS, build_files, edition_of, picture, project_of, said, unpacked

YARD = Path(__file__).parent / "books" / "yard" / "in"
EPUB_TYPE = "{http://www.idpf.org/2007/ops}type"
NAMES = {
    "opf": "http://www.idpf.org/2007/opf",
    "dc": "http://purl.org/dc/elements/1.1/",
    "x": "http://www.w3.org/1999/xhtml",
    "ncx": "http://www.daisy.org/z3986/2005/ncx/",
    "c": "urn:oasis:names:tc:opendocument:xmlns:container",
}


@pytest.fixture(scope="module")
def yard() -> Result:
    (project,) = find_projects([YARD])
    return build(project, ["epub"])


@pytest.fixture(scope="module")
def files(yard: Result) -> dict[str, bytes]:
    return unpacked(edition_of(yard, "epub"))


@pytest.fixture(scope="module")
def package(files: Mapping[str, bytes]) -> etree._Element:
    return etree.fromstring(files["EPUB/content.opf"])


def find(root: etree._Element, path: str) -> list[str]:
    return [str(found) for found in root.xpath(path, namespaces=NAMES)]


def texts(files: Mapping[str, bytes]) -> Iterator[tuple[str, etree._Element]]:
    """Yield the content documents."""
    for name, data in files.items():
        if name.endswith(".xhtml"):
            yield name, etree.fromstring(data)


def manifest(package: etree._Element) -> dict[str, str]:
    """Return the paths of the manifest by their ids."""
    items = package.iterfind("opf:manifest/opf:item", NAMES)
    return {item.attrib["id"]: f"EPUB/{item.attrib['href']}" for item in items}


# -- the archive ----------------------------------------------------------------------------------


def test_mimetype_comes_first_and_is_stored(yard: Result) -> None:
    data = edition_of(yard, "epub")
    with zipfile.ZipFile(io.BytesIO(data)) as archive:
        first = archive.infolist()[0]
        entries = archive.infolist()[1:]
    stored = {entry.filename for entry in entries if entry.compress_type == zipfile.ZIP_STORED}
    assert (first.filename, first.compress_type, first.extra) == ("mimetype", 0, b"")
    assert data[30:58] == b"mimetypeapplication/epub+zip"
    # What is coded already grows when it is deflated.
    assert stored == {entry.filename for entry in entries if entry.filename.endswith(".png")}
    assert {entry.compress_type for entry in entries} == {zipfile.ZIP_STORED, zipfile.ZIP_DEFLATED}


def test_the_container_names_the_package(files: Mapping[str, bytes]) -> None:
    container = etree.fromstring(files["META-INF/container.xml"])
    assert find(container, "//c:rootfile/@full-path") == ["EPUB/content.opf"]


def test_names_of_files_are_safe_everywhere(files: Mapping[str, bytes]) -> None:
    assert len({name.lower() for name in files}) == len(files)
    assert [name for name in files if not name.isascii() or " " in name] == []


# -- references -----------------------------------------------------------------------------------


def test_the_manifest_lists_every_file_once(
    files: Mapping[str, bytes], package: etree._Element
) -> None:
    listed = find(package, "opf:manifest/opf:item/@href")
    inside = {name for name in files if name.startswith("EPUB/") and not name.endswith(".opf")}
    assert sorted(f"EPUB/{name}" for name in listed) == sorted(inside)
    ids = find(package, "//@id")
    assert len(ids) == len(set(ids))
    assert {meta[1:] for meta in find(package, "//@refines")} <= set(ids)


def test_every_reference_in_every_file_resolves(files: Mapping[str, bytes]) -> None:
    markup = {name: data for name, data in files.items() if name.endswith((".xhtml", ".ncx"))}
    ids = {name: set(find(etree.fromstring(data), "//@id")) for name, data in markup.items()}
    count = 0
    for name, data in markup.items():
        for reference in find(etree.fromstring(data), "//@href | //@src"):
            if reference.startswith("https://"):
                continue
            path, _, fragment = unquote(reference).partition("#")
            target = posixpath.normpath(posixpath.join(posixpath.dirname(name), path))
            target = target if path else name
            assert target in files, f"{name}: {reference}"
            assert not fragment or fragment in ids[target], f"{name}: {reference}"
            count += 1
    assert count > 25


def test_ids_are_unique_in_the_book_and_short_of_surprises(files: Mapping[str, bytes]) -> None:
    ids = [name for _, root in texts(files) for name in find(root, "//@id")]
    assert len(ids) == len(set(ids))
    assert all(name.isascii() and name[0].isalpha() and ":" not in name for name in ids)


def test_labels_find_their_elements(files: Mapping[str, bytes]) -> None:
    for name, root in texts(files):
        ids = set(find(root, "//@id"))
        assert set(find(root, "//@aria-labelledby")) <= ids, name


# -- orders ---------------------------------------------------------------------------------------


def test_spine_nav_ncx_guide_and_landmarks_agree(
    files: Mapping[str, bytes], package: etree._Element
) -> None:
    listed = manifest(package)
    spine = [listed[ref] for ref in find(package, "opf:spine/opf:itemref/@idref")]
    assert [posixpath.basename(name).split(".")[0] for name in spine] == (
        "cover titlepage colophon contents part-stone ch-01-yard part-water ch-02-mill"
        " speakers".split()
    )
    (nav_path,) = find(package, "//opf:item[@properties='nav']/@href")
    nav = etree.fromstring(files[f"EPUB/{nav_path}"])
    ncx = etree.fromstring(files["EPUB/toc.ncx"])
    toc = find(nav, "//x:nav[@role='doc-toc']//x:a/@href")
    assert [f"EPUB/text/{href}" for href in toc] == spine
    assert [f"EPUB/{src}" for src in find(ncx, "//ncx:content/@src")] == spine
    labels = find(nav, "//x:nav[@role='doc-toc']//x:a/text()")
    assert find(ncx, "//ncx:navLabel/ncx:text/text()") == labels
    landmarks = find(nav, "//x:nav[@id='landmarks']//x:a/@href")
    guide = find(package, "opf:guide/opf:reference/@href")
    assert [f"text/{href}" for href in landmarks] == guide
    assert [f"EPUB/{href}" for href in guide] == [spine[0], spine[3], spine[5], spine[8]]


def test_contents_are_as_deep_as_the_book(files: Mapping[str, bytes]) -> None:
    nav = etree.fromstring(files["EPUB/text/contents.xhtml"])
    ncx = etree.fromstring(files["EPUB/toc.ncx"])
    chapters = ["The last letter cutter", "The mill that never stopped"]
    assert find(nav, "//x:li/x:ol/x:li/x:a/text()") == chapters
    assert find(ncx, "//ncx:navPoint/ncx:navPoint/ncx:navLabel/ncx:text/text()") == chapters


# -- metadata -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("path", "values"),
    [
        ("//dc:title/text()", ["The Yard & the Mill", "Two conversations"]),
        ("//dc:identifier/text()", ["urn:isbn:9783161484100"]),
        ("//dc:language/text()", ["en"]),
        ("//dc:creator/text()", ["Pilar Etxeberria", "Jonas Reed"]),
        ("//dc:contributor/text()", ["Yusuf Demirel", "Ada Winter", "Otto Baum"]),
        ("//dc:publisher/text()", ["Lantern Street Press"]),
        ("//dc:date/text()", ["2026-03-02"]),
        ("//dc:rights/text()", ["All rights reserved."]),
        ("//dc:subject/text()", ["Work", "Slate"]),
        ("//dc:source/text()", ["https://example.org/yard", "https://example.org/letter-cutter"]),
        ("//opf:meta[@property='title-type']/text()", ["main", "subtitle"]),
        ("//opf:meta[@property='role']/text()", ["aut", "aut", "ivr", "trl", "ive", "ive"]),
        (
            "//opf:meta[@property='file-as']/text()",
            [
                "Yard & the Mill, The",
                "Etxeberria, Pilar",
                "Reed, Jonas",
                "Demirel, Yusuf",
                "Winter, Ada",
                "Baum, Otto",
            ],
        ),
        ("//opf:meta[@refines='#creator-2' and @property='role']/text()", ["aut", "ivr"]),
        ("//opf:meta[@property='belongs-to-collection']/text()", ["Trades"]),
        ("//opf:meta[@property='group-position']/text()", ["4"]),
        ("//opf:meta[@property='dcterms:modified']/text()", ["2026-03-02T00:00:00Z"]),
        ("//opf:meta[@property='schema:accessMode']/text()", ["textual", "visual"]),
        ("/opf:package/@xml:lang", ["en"]),
    ],
)
def test_the_package_says_what_the_author_said(
    path: str, values: list[str], package: etree._Element
) -> None:
    assert find(package, path) == values


def test_description_is_text_and_no_markup(package: etree._Element) -> None:
    (description,) = find(package, "//dc:description/text()")
    assert description.endswith("<em>not</em> with ours.")


@pytest.mark.parametrize("named", ['name = "talks"', ""], ids=["named", "of a folder"])
def test_a_book_without_isbn_has_an_identifier_that_stays(named: str, tmp_path: Path) -> None:
    book = {"book/book.toml": f"{SETTINGS}{named}", "book/a.md": "# A\n\nB.\n"}
    made = [
        etree.fromstring(unpacked(edition_of(result, "epub"))["EPUB/content.opf"])
        for result in (
            build_files(tmp_path / "one", book, "epub"),
            build_files(tmp_path / "two", {**book, "book/a.md": "# A\n\nMore.\n"}, "epub"),
        )
    ]
    first, second = (find(root, "//dc:identifier/text()") for root in made)
    assert first == second
    assert first[0].startswith("urn:uuid:")


# -- content --------------------------------------------------------------------------------------


def test_every_document_says_its_language_title_and_matter(files: Mapping[str, bytes]) -> None:
    for name, root in texts(files):
        assert root.get("lang") == root.get("{http://www.w3.org/XML/1998/namespace}lang") == "en"
        assert find(root, "x:head/x:title/text()"), name
        (body,) = root.iterfind("x:body", NAMES)
        assert body.get(EPUB_TYPE) in ("frontmatter", "bodymatter", "backmatter"), name


def test_a_phrase_in_another_language_is_marked_for_both(files: Mapping[str, bytes]) -> None:
    root = etree.fromstring(files["EPUB/text/ch-01-yard.xhtml"])
    assert find(root, "//x:span[@lang='fr']/@xml:lang") == ["fr"]


def test_kinds_are_named_for_reading_systems(files: Mapping[str, bytes]) -> None:
    root = etree.fromstring(files["EPUB/text/ch-01-yard.xhtml"])
    kinds = {str(node.get(EPUB_TYPE)) for node in root.iter() if node.get(EPUB_TYPE)}
    assert kinds == {"bodymatter", "chapter", "qna", "noteref", "footnote"}


def test_contents_go_as_deep_as_is_set_in_nav_and_ncx(tmp_path: Path) -> None:
    settings = f"{SETTINGS}[epub]\ncontents-depth = 3\n"
    text = "# A\n\n## B\n\n### C\n\n#### D\n\n### E\n"
    made = build_files(tmp_path, {"book/book.toml": settings, "book/a.md": text}, "epub")
    files = unpacked(edition_of(made, "epub"))
    nav = etree.fromstring(files["EPUB/text/contents.xhtml"])
    ncx = etree.fromstring(files["EPUB/toc.ncx"])
    assert find(nav, "//x:nav[@role='doc-toc']//x:li[not(@hidden)]/x:a/text()") == list("ABCE")
    assert find(nav, "//@data-depth") == []
    assert find(ncx, "//ncx:text/text()")[-4:] == list("ABCE")
    assert find(ncx, "//ncx:meta[@name='dtb:depth']/@content") == ["3"]


def test_the_nav_hides_what_print_does_not_list(files: Mapping[str, bytes]) -> None:
    nav = etree.fromstring(files["EPUB/text/contents.xhtml"])
    hidden = find(nav, "//x:nav[@role='doc-toc']//x:li[@hidden='hidden']/x:a/text()")
    assert hidden == ["Cover", "Title page", "Colophon", "Contents"]


def test_the_ncx_counts_its_levels_and_entries(files: Mapping[str, bytes]) -> None:
    ncx = etree.fromstring(files["EPUB/toc.ncx"])
    metas = {
        node.get("name"): node.get("content")
        for node in ncx.iterfind(".//ncx:head/ncx:meta", NAMES)
    }
    assert metas == {
        "dtb:uid": "urn:isbn:9783161484100",
        "dtb:depth": "2",
        "dtb:totalPageCount": "0",
        "dtb:maxPageNumber": "0",
    }
    points = list(ncx.iterfind(".//ncx:navPoint", NAMES))
    assert [point.get("playOrder") for point in points] == [str(n + 1) for n in range(len(points))]
    assert len({point.get("id") for point in points}) == len(points)


def test_pages_and_entries_of_an_ncx_share_one_order() -> None:
    section = element("section", None, element("h2", {"id": "h"}), element("span", {"id": "p2"}))
    data = b"""<ncx xmlns="http://www.daisy.org/z3986/2005/ncx/"><head>
    <meta name="dtb:totalPageCount" content="0"/><meta name="dtb:maxPageNumber" content="0"/></head>
    <navMap><navPoint id="a"><content src="text/a.xhtml"/></navPoint>
    <navPoint id="b"><content src="text/a.xhtml#h"/></navPoint></navMap>
    <pageList><pageTarget value="1" type="normal"><content src="text/a.xhtml"/></pageTarget>
    <pageTarget value="2" type="normal"><content src="text/a.xhtml#p2"/></pageTarget></pageList>
    </ncx>"""
    root = etree.fromstring(mend_ncx(data, [Text("a", "A", section)], "en"))
    assert find(root, "//@playOrder") == ["1", "2", "1", "3"]
    assert find(root, "//@content") == ["2", "2"]


def test_a_note_that_nothing_calls_is_not_hidden(tmp_path: Path) -> None:
    text = "# A\n\nB.[^1]\n\n[^1]: Called.\n\n[^2]: Uncalled.\n"
    made = build_files(tmp_path, {"book/book.toml": SETTINGS, "book/a.md": text}, "epub")
    page = etree.fromstring(unpacked(edition_of(made, "epub"))["EPUB/text/a.xhtml"])
    notes = list(page.iterfind(".//x:*[@role='doc-footnote']", NAMES))
    assert [(etree.QName(note).localname, note.get(EPUB_TYPE)) for note in notes] == [
        ("aside", "footnote"),
        ("div", None),
    ]
    assert [note.get("class") for note in notes] == ["note first-note", "note"]


def test_calls_hold_no_markup_and_come_before_their_notes(files: Mapping[str, bytes]) -> None:
    for name, root in texts(files):
        nodes = {node: number for number, node in enumerate(root.iter())}
        by_id = {node.get("id"): node for node in nodes}
        for call in root.iterfind(".//x:a[@role='doc-noteref']", NAMES):
            (around,) = call.iterancestors("{*}sup")
            assert (len(call), around.getchildren()) == (0, [call]), name
            assert nodes[by_id[call.get("href", "")[1:]]] > nodes[call], name


def test_page_breaks_say_what_they_are() -> None:
    section = element("section", {"id": "a"}, element("span", {"role": "doc-pagebreak"}))
    name_kinds(section)
    assert section[0].get(EPUB_TYPE) == "pagebreak"


def test_what_an_author_set_apart_is_no_landmark(tmp_path: Path) -> None:
    """Of these a page may have one each, as far as checkers know: axe, landmark-unique."""
    text = "<aside><p>A.</p></aside>\n\n<blockquote><p>B.</p><footer>C</footer></blockquote>\n\n"
    files = {"book/book.toml": SETTINGS, "book/a.md": f"# A\n\n{text}<header>D</header>\n"}
    made = build_files(tmp_path, files, "epub")
    page = etree.fromstring(unpacked(edition_of(made, "epub"))["EPUB/text/a.xhtml"])
    roles = {etree.QName(node).localname: node.get("role") for node in page.iter("{*}*")}
    assert (roles["aside"], roles["footer"]) == ("note", "presentation")
    assert find(page, "//x:header/@role") == ["presentation"]


def test_titles_of_files_leave_out_the_numbers_of_notes(tmp_path: Path) -> None:
    text = "# A rainy day[^1]\n\nB.\n\n[^1]: In May.\n"
    made = build_files(tmp_path, {"book/book.toml": SETTINGS, "book/a.md": text}, "epub")
    page = etree.fromstring(unpacked(edition_of(made, "epub"))["EPUB/text/a.xhtml"])
    assert find(page, "x:head/x:title/text()") == ["A rainy day"]


def test_notes_stay_with_their_calls(files: Mapping[str, bytes]) -> None:
    for name, root in texts(files):
        calls = set(find(root, "//x:a[@role='doc-noteref']/@href"))
        notes = {f"#{uid}" for uid in find(root, "//x:aside[@role='doc-footnote']/@id")}
        assert calls == notes, name


def test_the_cover_is_found_both_ways(files: Mapping[str, bytes], package: etree._Element) -> None:
    (uid,) = find(package, "//opf:meta[@name='cover']/@content")
    (by_property,) = find(package, "//opf:item[@properties='cover-image']/@id")
    assert uid == by_property
    page = etree.fromstring(files["EPUB/text/cover.xhtml"])
    assert find(page, "//x:img/@src") == [f"../{manifest(package)[uid].removeprefix('EPUB/')}"]
    assert find(page, "//x:img/@alt") == ["Cover: The Yard & the Mill"]


def test_a_book_without_a_cover_gets_a_plain_one(tmp_path: Path) -> None:
    result = build_files(tmp_path, {"book/book.toml": SETTINGS, "book/a.md": "# A\n\nB.\n"}, "epub")
    cover = Image.open(io.BytesIO(unpacked(edition_of(result, "epub"))["EPUB/cover/cover.jpg"]))
    assert cover.size == (1600, 2560)


def test_no_name_of_the_authors_is_taken(tmp_path: Path) -> None:
    """Chapters and pictures may be called as parts of an EPUB are."""
    names = "cover css ncx nav contents titlepage colophon landmarks picture-1 cover-image id title"
    book = {f"{name}.md": f"# {name}\n\n![A](img/cover.png) B.\n" for name in names.split()}
    result = build_files(tmp_path, {**book, "img/cover.png": picture()}, "epub")
    files = unpacked(edition_of(result, "epub"))
    package = etree.fromstring(files["EPUB/content.opf"])
    spine = find(package, "opf:spine/opf:itemref/@idref")
    assert len(set(spine)) == len(spine) == 4 + len(book)
    ids = find(package, "//@id")
    assert len(ids) == len(set(ids))
    listed = manifest(package)
    assert len({listed[uid] for uid in spine}) == len(spine)
    assert find(package, f"//opf:item[@id='{find(package, 'opf:spine/@toc')[0]}']/@href") == [
        "toc.ncx"
    ]


def test_what_the_engine_logs_is_told(tmp_path: Path) -> None:
    found: list[Diagnostic] = []
    files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\nB.\n"}
    book = load_book(project_of(tmp_path, files), found.append)
    assert book is not None
    made = ebooklib.EpubBook()
    made.add_metadata("OPF", "meta", "\x07", {"name": "rain"})  # no XML can hold it
    archive.assemble(made, build_document(book, found.append), found.append)
    (fault,) = found
    assert said(fault) == "book/book.toml EPB-001 could not create metadata"
