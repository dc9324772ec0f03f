"""``alternatives.py`` and the document's: what alt.toml says, and what pictures say at last."""

import unicodedata
from pathlib import Path

import pytest

from bookbuild.alternatives import Entry, read_alternatives
from bookbuild.build import check
from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.model import Source
from cases import Case, read_cases
from making import (
    SETTINGS,
    Files,
    build_files,
    edition_of,
    faults_of,
    picture,
    project_of,
    said,
    unpacked,
)

CASES = read_cases("alternatives.md")
PNG = picture()
BOOK: Files = {"book/book.toml": SETTINGS, "book/img/a.png": PNG, "book/img/b.png": PNG}
LEFT_OUT = "delete the entry, unless a chapter that is left out needs it"
NO_ALT = "# A\n\nIt rained.\n\n![](img/a.png)\n"


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_what_alt_toml_says(case: Case) -> None:
    found: list[Diagnostic] = []
    file = read_alternatives(Source("alt.toml", case.input), "en", found.append)
    lines = [shown(name, entry) for name, entry in file.entries.items()]
    lines += [f"{fault.rule.code}:{fault.location.line} {fault.message}" for fault in found]
    assert lines == case.expected.splitlines()


def shown(name: str, entry: Entry) -> str:
    texts = [f"{tag}: {text}" for tag, text in entry.texts.items()]
    marks = ["decorative"] * entry.is_decorative + ["gap"] * entry.has_gaps
    return " | ".join([name, *texts, *marks]) if texts or marks else f"{name} |"


@pytest.mark.parametrize(
    ("language", "text"),
    [
        ("zh-Hans", "简"),
        ("zh-Hant", "中"),
        ("en-GB", "English"),
        ("en-Latn-GB", "English"),
        ("EN", "English"),
        ("pt-BR", "Brasil"),
        ("pt", ""),
        ("fr", ""),
    ],
)
def test_the_nearest_language_serves(language: str, text: str) -> None:
    texts = {"zh": "中", "zh-hans": "简", "en": "English", "pt-br": "Brasil"}
    assert Entry(Location("alt.toml"), texts).text_in(language) == text


def pictures_of(tmp_path: Path, files: Files) -> list[str]:
    """Return the pictures of the page that ``files`` make: what each says, ``*`` if we say it."""
    document = check(project_of(tmp_path, files)).document
    assert document is not None
    return [
        f"{'*' if one.get('data-generated') is not None else ''}{one.get('alt')}"
        for one in document.root.iter("img")
    ]


@pytest.mark.parametrize(
    ("text", "entry", "expected"),
    [
        ("![](img/a.png)", '"a.png" = "A gate"', "A gate"),
        ("![A door](img/a.png)", '"a.png" = "A gate"', "A door"),
        ("![](img/a.png){.decorative}", '"a.png" = "A gate"', ""),
        ("![](img/a.png)", '"a.png" = { decorative = true }', ""),
        ("![A door](img/a.png)", '"a.png" = { decorative = true }', "A door"),
        ("![](img/a.png)", '"a.png" = ""', "*A picture without a description."),
        ("![](img/a.png)", '"a.png" = { fr = "Un" }', "*A picture without a description."),
        ("![](img/a.png)\n\n**Figure 1:** A gate. Old.", "", "*A gate."),
        ("![](img/a.png)\n\n**Figure 1:** A gate.", '"a.png" = "Iron"', "Iron"),
        ("Text ![](img/../img/a.png) text", '"a.png" = "A gate"', "A gate"),
        ('<img src="img/a.png">', '"a.png" = "A gate"', "A gate"),
    ],
)
def test_what_a_picture_says(text: str, entry: str, expected: str, tmp_path: Path) -> None:
    files = {**BOOK, "book/a.md": f"# A\n\n{text}\n", "book/img/alt.toml": entry}
    assert pictures_of(tmp_path, files) == [expected]


def test_an_ornament_of_alt_toml_is_no_figure(tmp_path: Path) -> None:
    alt = '"a.png" = { decorative = true }'
    document = check(
        project_of(tmp_path, {**BOOK, "book/a.md": NO_ALT, "book/img/alt.toml": alt})
    ).document
    assert document is not None
    (one,) = document.root.iter("img")
    assert (one.get("role"), one.get("class")) == ("presentation", "decorative")
    assert next(document.root.iter("figure"), None) is None


def test_each_chapter_takes_its_language(tmp_path: Path) -> None:
    files = {
        **BOOK,
        "book/1.md": NO_ALT,
        "book/2.md": "---\nlanguage: zh-CN\n---\n# 二\n\n下雨。\n\n![](img/a.png)\n",
        "book/3.md": "---\nlanguage: fr\n---\n# Trois\n\nIl pleut.\n\n![](img/a.png)\n",
        "book/img/alt.toml": '["a.png"]\nen = "A gate"\nzh-Hans = "门"\n',
    }
    assert pictures_of(tmp_path, files) == ["A gate", "门", "*Une image sans description."]
    (fault,) = check(project_of(tmp_path, files)).found
    assert said(fault) == 'book/3.md:8:1 FIG-005 the picture "img/a.png" has no description'
    assert fault.hint.startswith('book/img/alt.toml says it in "en" and "zh-Hans"; say it in "fr"')


def test_a_picture_is_called_what_alt_toml_calls_it(tmp_path: Path) -> None:
    data = picture()
    names = ("pier number two", "half 50%", "a%20b", "été")
    pictures = {f"book/img/{name}.png": data for name in names}
    text = "\n\n".join(
        f"![](<img/{name}.png>)"
        for name in ("pier%20number%20two", "half 50%25", "a%2520b", "%C3%A9t%C3%A9")
    )
    found = check(project_of(tmp_path, {**BOOK, "book/a.md": f"# A\n\n{text}\n", **pictures})).found
    told = [fault.message for fault in found if fault.rule.code == "FIG-005"]
    assert told == [f'the picture "img/{name}.png" has no description' for name in names]


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ("![](img/a.png)\n![](img/a.png)", [3, 4]),
        ("![](img/a.png) ![](img/a.png)", [3]),
        ("- ![](img/a.png)\n- x ![](img/a.png)\n\n![](img/a.png)", [3, 4, 6]),
        ("Words\nand ![](img/b.png) words\nand ![](img/a.png)", [4, 5]),
        ("![][it]\n\nWords.\n\n[it]: img/a.png", [3]),
        ("| x |\n|---|\n| ![](img/a.png) |", [5]),
        ("Words.[^1]\n\n![](img/a.png)\n\n[^1]: A note: ![](img/a.png)", [5, 7]),
        ('<figure>\n<img src="img/a.png">\n</figure>', [4]),
    ],
)
def test_each_place_is_told_once(text: str, lines: list[int], tmp_path: Path) -> None:
    found = faults_of(tmp_path, {**BOOK, "book/a.md": f"# A\n\n{text}\n"}, "html")
    assert [line for line in found if "FIG-005" not in line] == []
    assert [int(line.split(":")[1]) for line in found] == lines


def test_the_portrait_may_be_described(tmp_path: Path) -> None:
    chapter = (
        "---\ntitle: A\nportrait: img/a.png\nspeakers: [{name: Ada, role: guest}]\n---\n"
        "**Ada:** I am.\n\n**Bo:** So?\n"
    )
    files = {**BOOK, "book/a.md": chapter}
    assert pictures_of(tmp_path, files) == ["*Portrait: Ada"]
    assert [line for line in faults_of(tmp_path, files, "html") if "FIG" in line] == []
    described = {**files, "book/img/alt.toml": '"a.png" = "Ada at her desk"'}
    assert pictures_of(tmp_path, described) == ["Ada at her desk"]


def test_names_may_be_composed_in_two_ways(tmp_path: Path) -> None:
    parted = unicodedata.normalize("NFD", "été.png")
    files: Files = {
        "book/book.toml": SETTINGS,
        f"book/{parted}": PNG,
        "book/a.md": f"# A\n\nIt rained.\n\n![](<{parted}>)\n",
        "book/alt.toml": '"été.png" = "Summer"\n',
    }
    assert pictures_of(tmp_path, files) == ["Summer"]
    assert check(project_of(tmp_path, files)).found == ()


def test_a_link_is_described_where_it_stands(tmp_path: Path) -> None:
    project = project_of(tmp_path, {**BOOK, "book/a.md": NO_ALT.replace("a.png", "link.png")})
    (tmp_path / "book/img/link.png").symlink_to("b.png")
    (tmp_path / "book/img/alt.toml").write_text('"link.png" = "A gate"\n', "utf-8")
    assert check(project).found == ()


# -- entries that are about nothing ---------------------------------------------------------------


def test_an_entry_that_is_about_no_picture_is_noted(tmp_path: Path) -> None:
    files = {
        **BOOK,
        "book/a.md": NO_ALT,
        "book/img/alt.toml": '"a.png" = "A"\n"b.png" = "B"\n"A.png" = ""\n"img/a.png" = "C"\n',
        "book/alt.toml": '"a.png" = "A"\n',
    }
    assert faults_of(tmp_path, files, "html") == [
        'book/alt.toml:1:1 FIG-011 there is no "a.png" beside this file',
        'book/img/alt.toml:2:1 FIG-011 no chapter shows "b.png"',
        'book/img/alt.toml:3:1 FIG-011 there is no "A.png" beside this file',
        'book/img/alt.toml:4:1 FIG-011 there is no "img/a.png" beside this file',
    ]
    hints = [fault.hint for fault in check(project_of(tmp_path, files)).found]
    assert hints[1:3] == [LEFT_OUT, 'did you mean "a.png"?']


def test_a_damaged_picture_needs_its_entry(tmp_path: Path) -> None:
    files = {**BOOK, "book/img/a.png": b"x", "book/a.md": NO_ALT}
    found = faults_of(tmp_path, {**files, "book/img/alt.toml": '"a.png" = "A"\n'}, "html")
    assert [line.split()[1] for line in found] == ["FIG-002"]


def test_a_chapter_by_itself_leaves_entries_for_others(tmp_path: Path) -> None:
    files = {**BOOK, "book/a.md": NO_ALT, "book/img/alt.toml": '"a.png" = "A"\n"b.png" = "B"\n'}
    project = project_of(tmp_path, files)
    assert check(project).found != ()
    loose = type(project)(project.folder, project.folder, files=(project.folder / "a.md",))
    assert [fault for fault in check(loose).found if fault.rule.code.startswith("FIG")] == []


# -- files at fault -------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("data", "code"), [(b'"a.png" = A', "FIG-009"), (b'"a.png" = "\xff"', "SRC-002")]
)
def test_of_a_file_at_fault_nothing_else_is_said(data: bytes, code: str, tmp_path: Path) -> None:
    files = {**BOOK, "book/a.md": NO_ALT, "book/img/alt.toml": data}
    assert [line.split()[1] for line in faults_of(tmp_path, files, "html")] == [code]


def test_a_folder_is_no_file(tmp_path: Path) -> None:
    files = {**BOOK, "book/a.md": NO_ALT, "book/img/alt.toml/x": ""}
    (found,) = faults_of(tmp_path, files, "html")
    assert found.startswith("book/img/alt.toml SRC-001 cannot be read")


def test_nothing_is_read_outside_the_project(tmp_path: Path) -> None:
    (tmp_path / "alt.toml").write_text('"a.png" = "A gate"\n', "utf-8")
    project = project_of(tmp_path / "in", {**BOOK, "book/a.md": NO_ALT})
    (tmp_path / "in/book/img/alt.toml").symlink_to(tmp_path / "alt.toml")
    (fault,) = check(project).found
    assert said(fault) == "book/img/alt.toml FIG-009 is a link that leads out of the project"


def test_a_picture_is_named_inside_the_project(tmp_path: Path) -> None:
    settings = f'{SETTINGS}cover = "out/b.png"\n'
    files = {**BOOK, "book/book.toml": settings, "book/a.md": NO_ALT.replace("img/", "out/")}
    project = project_of(tmp_path / "in", files)
    (tmp_path / "out").mkdir()
    for name in "ab":
        (tmp_path / f"out/{name}.png").symlink_to(tmp_path / f"in/book/img/{name}.png")
    (tmp_path / "in/book/out").symlink_to(tmp_path / "out")
    codes = [fault.rule.code for fault in check(project).found]
    assert codes == ["FIG-004"]


# -- the cover, and what the EPUB claims ----------------------------------------------------------

COVERED = {**BOOK, "book/book.toml": f'{SETTINGS}cover = "img/b.png"\n'}
DESCRIBED = NO_ALT.replace("![]", "![A gate]")


def test_the_cover_may_be_described(tmp_path: Path) -> None:
    files = {**COVERED, "book/a.md": DESCRIBED, "book/img/alt.toml": '"b.png" = "A hand"\n'}
    result = build_files(tmp_path, files, "epub")
    assert result.found == ()
    assert b'alt="A hand"' in unpacked_cover(edition_of(result, "epub"))


def test_a_damaged_cover_needs_its_entry(tmp_path: Path) -> None:
    alt = '"b.png" = "A hand"\n'
    files = {**COVERED, "book/img/b.png": b"x", "book/a.md": DESCRIBED, "book/img/alt.toml": alt}
    codes = [line.split()[1] for line in faults_of(tmp_path, files, "html")]
    assert codes == ["FIG-002"]


def test_a_cover_is_no_ornament(tmp_path: Path) -> None:
    alt = '"b.png" = { decorative = true }\n'
    files = {**COVERED, "book/a.md": DESCRIBED, "book/img/alt.toml": alt}
    assert faults_of(tmp_path, files, "epub") == [
        "book/img/alt.toml:1:1 FIG-010 a cover is no ornament"
    ]


def unpacked_cover(epub: bytes) -> bytes:
    return unpacked(epub)["EPUB/text/cover.xhtml"]


@pytest.mark.parametrize(
    ("files", "is_claimed"),
    [
        ({"book/a.md": DESCRIBED}, True),
        ({"book/a.md": NO_ALT, "book/img/alt.toml": '"a.png" = "A gate"'}, True),
        ({"book/a.md": DESCRIBED + "\n![](img/b.png){.decorative}\n"}, True),
        ({"book/a.md": "# A\n\nIt rained.\n"}, False),
        ({"book/a.md": "# A\n\nIt rained ![](img/a.png){.decorative}.\n"}, False),
        ({"book/a.md": NO_ALT}, False),
        ({"book/a.md": NO_ALT + "\n**Figure 1:** A gate.\n"}, False),
        ({"book/a.md": DESCRIBED + "\n![A lost one](img/none.png)\n"}, False),
        ({"book/a.md": f"---\nportrait: img/b.png\n---\n{DESCRIBED}"}, False),
        ({**COVERED, "book/a.md": DESCRIBED}, False),
        ({**COVERED, "book/a.md": DESCRIBED, "book/img/alt.toml": '"b.png" = "A hand"'}, True),
    ],
)
def test_the_epub_claims_alternatives_where_all_are_the_authors(
    files: Files, tmp_path: Path, *, is_claimed: bool
) -> None:
    result = build_files(tmp_path, {**BOOK, **files}, "epub")
    package = unpacked(edition_of(result, "epub"))["EPUB/content.opf"]
    assert (b">alternativeText<" in package) == is_claimed
