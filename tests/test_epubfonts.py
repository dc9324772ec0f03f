"""``writers/epub/embedding.py`` and its neighbours: the fonts that go into an EPUB."""

import io
import re
from collections.abc import Callable, Mapping
from pathlib import Path
from shutil import rmtree

import pytest
from fontTools.ttLib import TTFont
from fontTools.ttLib.tables.DefaultTable import DefaultTable

from bookbuild.build import Result
from bookbuild.fonts import LATIN
from bookbuild.writers.epub.cascade import Setting, set_text
from bookbuild.writers.epub.fontcuts import free_name
from bookbuild.xhtml import element, parse_html
from cases import Case, read_cases
from engines import epubcheck
from fontmaking import font, packed
from making import build_files, edition_of, faults_of, needs_fonts, said, unpacked

SETTINGS = 'title = "A walk"\nlanguage = "{}"\ndate = 2026-01-01\n[epub]\nembed-fonts = [{}]\n'
TEXT = """# A walk

**Ana:** It *rained* — and **how**. “Type `go`.”

**Luis:** Yes, ***really***.

**Ana:** And then?

**Luis:** We went in.
"""
FACE = re.compile(
    r'@font-face \{ font-family: "([^"]+)"; font-weight: (\w+); font-style: (\w+);'
    r' src: url\("\.\./(fonts/[a-z0-9-]+\.\w+)"\); \}'
)
WEIGHTS = {"normal": "400", "bold": "700"}
Files = Mapping[str, str | bytes]
Build = Callable[[Files], Result]


def book(*names: str, text: str = TEXT, language: str = "en", **more: str | bytes) -> Files:
    """Return the files of a book that embeds fonts; ``more``: further ones, in fonts/."""
    listed = ", ".join(f'"{name}"' for name in names)
    files: dict[str, str | bytes] = {
        "book/book.toml": SETTINGS.format(language, listed),
        "book/walk.md": text,
    }
    return files | {f"fonts/{name}.ttf": data for name, data in more.items()}


def faces(files: Mapping[str, bytes]) -> dict[tuple[str, str, str], TTFont]:
    """Return the fonts of an EPUB by family, weight and style, as its stylesheet declares them."""
    sheet = files["EPUB/styles/book.css"].decode()
    return {
        (family, WEIGHTS[weight], style): TTFont(io.BytesIO(files[f"EPUB/{file}"]))
        for family, weight, style, file in FACE.findall(sheet)
    }


def characters(found: TTFont) -> set[str]:
    return {chr(code) for code in found.getBestCmap()}


def name(found: TTFont, number: int) -> str:
    return str(found["name"].getDebugName(number))


def rule(files: Mapping[str, bytes], selector: str) -> str:
    sheet = files["EPUB/styles/book.css"].decode()
    found = re.search(rf"^{re.escape(selector)} \{{ font-family: (.*); \}}$", sheet, re.MULTILINE)
    return found[1] if found else ""


@pytest.fixture(scope="module")
def shop(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return tmp_path_factory.mktemp("shop")


@pytest.fixture
def make(shop: Path) -> Build:
    """Build the EPUB of a book in a place that keeps the fonts of those before it."""
    for old in ("book", "fonts", "styles"):
        rmtree(shop / old, ignore_errors=True)
    return lambda files: build_files(shop, files, "epub")


# -- the cascade ----------------------------------------------------------------------------------


@pytest.mark.parametrize("case", read_cases("cascade.md").values(), ids=lambda case: case.title)
def test_cascade(case: Case) -> None:
    sheet, _, markup = case.input.partition("---\n")
    root = element("html", {"lang": "en"}, element("body", None, parse_html(markup.strip())))
    found = {shown(setting): text for setting, text in set_text(root, sheet).items()}
    lines = [
        f"{one}: {''.join(sorted(text)).strip()}\n"
        for one, text in sorted(found.items())
        if not "".join(text).isspace() and text
    ]
    assert "".join(lines) == case.expected


def shown(setting: Setting) -> str:
    words = [", ".join(setting.families), str(setting.weight)]
    words += ["italic"] if setting.is_italic else []
    return " ".join([*words, *sorted(setting.features)])


# -- the theme's faces ----------------------------------------------------------------------------


@pytest.fixture(scope="module")
def made(shop: Path) -> Result:
    return build_files(shop, book("theme"), "epub")


@pytest.fixture(scope="module")
def files(made: Result) -> Mapping[str, bytes]:
    return unpacked(edition_of(made, "epub"))


def test_a_book_embeds_no_font_unless_it_is_asked_to(make: Build) -> None:
    plain = unpacked(edition_of(make(book()), "epub"))
    assert not [file for file in plain if "font" in file or "apple" in file]
    assert b"@font-face" not in plain["EPUB/styles/book.css"]
    assert b"ibooks" not in plain["EPUB/content.opf"]


def test_the_faces_that_the_text_is_set_in_are_there_and_no_others(
    files: Mapping[str, bytes],
) -> None:
    assert sorted(faces(files)) == [
        ("Book Code Pro", "400", "normal"),
        ("Book Sans 3", "400", "normal"),  # the colophon
        ("Book Sans 3", "700", "normal"),  # the labels
        ("Book Serif 4", "400", "italic"),
        ("Book Serif 4", "400", "normal"),
        ("Book Serif 4", "700", "italic"),
        ("Book Serif 4", "700", "normal"),
    ]


def test_a_font_is_one_weight_of_what_the_book_needs(files: Mapping[str, bytes]) -> None:
    for (_, weight, style), found in faces(files).items():
        assert not set(found.keys()) & {"fvar", "gvar", "HVAR", "MVAR", "STAT", "avar", "DSIG"}
        assert found["OS/2"].usWeightClass == int(weight)
        bits = found["OS/2"].fsSelection & 0b1100001
        is_bold, is_italic = weight == "700", style == "italic"
        assert bits == is_bold << 5 | is_italic << 0 | (not (is_bold or is_italic)) << 6
        assert found["head"].macStyle == is_bold | is_italic << 1
    serif = faces(files)["Book Serif 4", "400", "normal"]
    assert set("Itrained—“”") <= characters(serif)
    assert set("-‐… \u00a0") <= characters(serif)  # a reading system breaks words and cuts titles
    assert not set("éжα") & characters(serif)


def test_a_changed_font_has_no_reserved_name_and_keeps_its_licence(
    files: Mapping[str, bytes],
) -> None:
    for found in faces(files).values():
        for number in (1, 3, 4, 6):
            assert "source" not in name(found, number).casefold()
        assert "Adobe" in name(found, 0)
        assert "SIL Open Font License" in name(found, 13)
        assert "Source" in name(found, 10)
    assert name(faces(files)["Book Serif 4", "700", "italic"], 4) == "Book Serif 4 Bold Italic"
    sheet = files["EPUB/styles/book.css"].decode()
    assert re.search(r"/\* Book Serif 4 Regular: © .*Adobe.* \*/", sheet)


def test_the_author_s_styles_name_families_as_in_every_edition(make: Build) -> None:
    styles = (
        'h1 { font-family: "source sans 3", Georgia }\n'
        ".a { font: 1em/1.2 'Source Serif 4'; content: \"Source Serif 4\" }\n"
    )
    made = unpacked(edition_of(make({**book("theme"), "styles/custom.css": styles}), "epub"))
    assert ("Book Sans 3", "700", "normal") in faces(made)
    sheet = made["EPUB/styles/custom.css"].decode()
    assert 'h1 { font-family: "Book Sans 3", Georgia }' in sheet
    assert ".a { font: 1em/1.2 'Book Serif 4'; content: \"Source Serif 4\" }" in sheet


@pytest.mark.parametrize(
    ("family", "notice", "expected"),
    [
        ("Book Sans 3", "© Adobe, with Reserved Font Name ‘Source’", "Book Sans 3"),
        ("Mill Road", 'Copyright A. B., with Reserved Font Names "Mill" and "Lane".', "Book Road"),
        ("Mill Road", "(c) 2010 A. B., with Reserved Font Name Mill Road.", "Book"),
        ("Lane", "Copyright A. B., with Reserved Font Name 'Mill'", "Lane"),
        ("Mill", "Copyright A. B.", "Mill"),
    ],
)
def test_a_free_name(family: str, notice: str, expected: str) -> None:
    assert free_name(family, notice) == expected


def test_the_time_of_a_font_is_that_of_its_maker(files: Mapping[str, bytes]) -> None:
    (serif,) = {
        face.path for face in LATIN if face.family == "Source Serif 4" and face.style == "normal"
    }
    assert serif is not None
    with TTFont(serif, lazy=True) as original:
        wanted = original["head"].modified
    assert faces(files)["Book Serif 4", "400", "normal"]["head"].modified == wanted


def test_the_manifest_lists_the_fonts_by_their_own_types(files: Mapping[str, bytes]) -> None:
    listed = re.findall(
        rb'<item href="(fonts/[^"]+)" id="font-\d+" media-type="font/ttf"',
        files["EPUB/content.opf"],
    )
    assert sorted(file.decode() for file in listed) == sorted(
        file.removeprefix("EPUB/") for file in files if "/fonts/" in file
    )
    assert len(listed) == 7


def test_apple_is_told_that_the_book_has_fonts(files: Mapping[str, bytes]) -> None:
    package = files["EPUB/content.opf"]
    assert b'<meta property="ibooks:specified-fonts">true</meta>' in package
    assert b"ibooks: http://vocabulary.itunes.apple.com/rdf/ibooks/" in package
    options = files["META-INF/com.apple.ibooks.display-options.xml"]
    assert b'<option name="specified-fonts">true</option>' in options


def test_the_styles_ask_and_do_not_insist(files: Mapping[str, bytes]) -> None:
    sheet = files["EPUB/styles/book.css"].decode()
    assert rule(files, "html") == '"Book Serif 4", serif'
    sans = '"Book Sans 3", sans-serif'
    assert rule(files, ".opening p, .speaker, figcaption, table, .colophon") == sans
    assert not re.search(r"font-family[^;]*!important", sheet)


def test_the_same_bytes_with_a_cache_and_without(make: Build, tmp_path: Path) -> None:
    text = book("Source Code Pro")
    made = [build_files(tmp_path, text, "epub"), build_files(tmp_path, text, "epub"), make(text)]
    assert list((tmp_path / ".bookbuild" / "fonts").iterdir())
    assert len({edition_of(one, "epub") for one in made}) == 1


def test_small_capitals_come_along_where_they_are_used(make: Build) -> None:
    settings = SETTINGS.format("en", '"theme"').replace("[epub]", 'turns = "own-line"\n[epub]')
    text = {**book("theme"), "book/book.toml": settings}
    serif = faces(unpacked(edition_of(make(text), "epub")))
    features = {
        key: {record.FeatureTag for record in found["GSUB"].table.FeatureList.FeatureRecord}
        for key, found in serif.items()
        if "GSUB" in found
    }
    assert "smcp" in features["Book Serif 4", "400", "normal"]
    assert "smcp" not in features["Book Serif 4", "700", "normal"]


# -- other languages ------------------------------------------------------------------------------


def test_latin_beside_han_leaves_the_marks_that_they_share(make: Build) -> None:
    text = "# 散步\n\n**安娜：** 下雨了——“OK”。\n"
    result = make(book("theme", text=text, language="zh-Hans"))
    assert "FNT-008" not in [fault.rule.code for fault in result.found]
    made = unpacked(edition_of(result, "epub"))
    latin = faces(made)["Book Serif 4 beside Han", "400", "normal"]
    assert "O" in characters(latin)
    assert not set("“”—…") & characters(latin)
    assert rule(made, "html").startswith('"Book Serif 4 beside Han", "Songti SC", ')
    assert not [file for file in made if file.endswith(".otf")]


def test_each_language_has_its_own_families(make: Build) -> None:
    text = 'It says <span lang="zh-Hant">雨 “A”</span> and <span lang="ja">雨</span>.\n'
    made = unpacked(edition_of(make(book("theme", text=text)), "epub"))
    assert rule(made, "html") == '"Book Serif 4", serif'
    assert '"Songti TC"' in rule(made, '[lang|="zh-Hant"]')
    assert '"Hiragino Mincho ProN"' in rule(made, '[lang|="ja"]')


@needs_fonts("zh-Hans")
@pytest.mark.parametrize("names", [("all",), ("Noto Serif SC", "Noto Sans SC")])
def test_han_is_embedded_where_it_is_named(names: tuple[str, ...], make: Build) -> None:
    text = "# 散步\n\n下雨了，**真的**。\n"
    made = unpacked(edition_of(make(book(*names, text=text, language="zh-Hans")), "epub"))
    song = faces(made)["Noto Serif SC", "400", "normal"]
    assert set("下雨了，。") <= characters(song)
    assert "真" not in characters(song)  # in bold, that is in Hei
    assert "真" in characters(faces(made)["Noto Serif SC", "700", "normal"])
    assert b'media-type="font/otf"' in made["EPUB/content.opf"]


def test_all_brings_what_the_theme_lacks(make: Build) -> None:
    text = "# A walk\n\nשלום to all. → So.\n"
    result = make(book("all", text=text))
    assert "FNT-008" not in [fault.rule.code for fault in result.found]
    made = unpacked(edition_of(result, "epub"))
    assert "ש" in characters(faces(made)["Noto Sans Hebrew", "400", "normal"])
    assert '"Noto Sans Hebrew"' in rule(made, "html")


# -- the author's own -----------------------------------------------------------------------------


def test_a_font_of_the_author_s_is_embedded_where_it_is_used(make: Build) -> None:
    own = book("theme", text="# Abba\n\nCafé.\n", Mill=font("Mill", "Abaé"), Idle=font("Idle", "A"))
    own = {**own, "styles/custom.css": 'h1 { font-family: "Mill" }\n'}
    made = faces(unpacked(edition_of(make(own), "epub")))
    (mill,) = (found for (family, _, _), found in made.items() if family == "Mill")
    assert characters(mill) >= set("Aba")
    assert "é" not in characters(mill)
    assert "Idle" not in {family for family, _, _ in made}


def test_a_font_of_the_author_s_stands_in_for_the_theme(make: Build) -> None:
    own = book("theme", text="# A\n\nIt is ⴰ.\n", Tifinagh=font("Mill Tifinagh", "ⴰ"))
    result = make(own)
    assert "FNT-008" not in [fault.rule.code for fault in result.found]
    made = unpacked(edition_of(result, "epub"))
    assert "ⴰ" in characters(faces(made)["Mill Tifinagh", "400", "normal"])


def test_a_compressed_font_is_embedded_as_a_plain_one(make: Build) -> None:
    own = {
        **book("Mill", text="# A\n\nBab.\n"),
        "fonts/mill.woff2": packed(font("Mill", "ABab."), "woff2"),
        "styles/custom.css": 'p { font-family: "Mill" }\n',
    }
    made = unpacked(edition_of(make(own), "epub"))
    (file,) = (data for name, data in made.items() if "/fonts/" in name)
    assert TTFont(io.BytesIO(file)).flavor is None


def test_han_of_the_author_s_comes_along_only_by_name(make: Build) -> None:
    song = font("Mill Song", "一下雨")
    text = "# 散步\n\n下雨一\n"
    styles = {"styles/custom.css": 'p { font-family: "Mill Song" }\n'}
    for names, is_there in ((("theme",), False), (("theme", "mill song"), True)):
        own = {**book(*names, text=text, language="zh-Hans", Song=song), **styles}
        made = faces(unpacked(edition_of(make(own), "epub")))
        assert ("Mill Song" in {family for family, _, _ in made}) is is_there


def test_a_font_that_may_not_be_embedded_is_left_out(make: Build) -> None:
    own = {
        **book("theme", text="# A\n\nBab.\n", Mill=font("Mill", "ABab.", fs_type=2)),
        "styles/custom.css": 'p { font-family: "Mill" }\n',
    }
    result = make(own)
    assert "Mill" not in {one for one, _, _ in faces(unpacked(edition_of(result, "epub")))}
    found = [said(fault) for fault in result.found if fault.rule.code == "FNT-004"]
    assert [line for line in found if "the EPUB goes without it" in line]


def test_a_font_that_cannot_be_taken_apart_is_left_out(make: Build) -> None:
    broken = TTFont(io.BytesIO(font("Mill", "ABab.")))
    broken["GSUB"] = DefaultTable("GSUB")
    broken["GSUB"].data = b"\0\1\0\0\xff\xff\xff\xff\xff\xff"
    saved = io.BytesIO()
    broken.save(saved)
    own = {
        **book("Mill", text="# A\n\nBab.\n", Mill=saved.getvalue()),
        "styles/custom.css": 'p { font-family: "Mill" }\n',
    }
    result = make(own)
    assert not faces(unpacked(edition_of(result, "epub")))
    found = [said(fault) for fault in result.found if fault.rule.code == "FNT-003"]
    assert found == [
        'fonts/Mill.ttf FNT-003 the font "Mill" has a table that cannot be read; '
        "the EPUB goes without it"
    ]


# -- what is wrong --------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("wanted", "message", "hint"),
    [
        ("Sorce Serif 4", 'no font is called "Sorce Serif 4"', 'did you mean "Source Serif 4"?'),
        ("al", 'no font is called "al"', 'did you mean "all"?'),
        ("Zzyzx", 'no font is called "Zzyzx"', 'write "theme", "all", or the name of a family'),
    ],
)
def test_a_family_that_is_not_there(wanted: str, message: str, hint: str, make: Build) -> None:
    result = make(book("theme", wanted))
    (fault,) = (fault for fault in result.found if fault.rule.code == "FNT-006")
    assert str(fault.location) == "book/book.toml:5:25"
    assert fault.message == f"{message}; the EPUB goes without it"
    assert fault.hint.startswith(hint)


def test_what_no_embedded_font_has_is_noted_once_with_its_place(tmp_path: Path) -> None:
    text = "# A walk\n\nIt rained.\nSo שלום, and א.\n"
    found = faults_of(tmp_path, book("theme", text=text), "epub")
    (note,) = (line for line in found if "FNT-008" in line)
    assert note.startswith("book/walk.md:4:4")
    assert '"א" U+05D0' in note


@pytest.mark.conformance
@pytest.mark.parametrize("form", ["epub", "kepub"])
def test_epubcheck_has_nothing_to_say(form: str, shop: Path) -> None:
    text = TEXT + '\nIt says <span lang="zh">雨</span>, שלום.\n'
    assert epubcheck(edition_of(build_files(shop, book("all", text=text), form), form)) == []
