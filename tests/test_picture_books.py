"""A book with every kind of picture and every fault of one: what is said, and what leaves it."""

import base64
import io
import re
import unicodedata
import zipfile
from collections.abc import Iterator
from hashlib import sha256
from pathlib import Path

import pikepdf
import pytest
from PIL import Image

from bookbuild.build import Result, build, check
from bookbuild.projects import find_projects
from bookbuild.writers.epub import archive
from engines import epubcheck, verapdf
from making import Files, edition_of, said, unpacked, write_files
from photographs import (
    SECRETS,
    animation,
    bomb,
    coded,
    half_clear,
    jpeg,
    photograph,
    png,
    srgb_profile,
    svg,
    tiff,
    wide_profile,
)

INNER = base64.b64encode(jpeg()).decode()
DRAWING = svg(
    "<metadata>comment-secret-name</metadata><script>alert(1)</script><foreignObject/>"
    '<g xmlns:i="urn:inkscape" i:export-filename="iptc-secret-place"/>'
    f'<image width="40" height="30" href="data:image/jpeg;base64,{INNER}"/><text y="50">Hill</text>'
)
GOOD: dict[str, bytes] = {
    "photo.jpg": jpeg(photograph((640, 480))),
    **{f"held-{number}.jpg": jpeg(orientation=number) for number in range(1, 9)},
    "large.jpg": jpeg(photograph((3000, 2000))),
    "wide.jpg": jpeg(photograph((3200, 1600))),
    "grey.jpg": jpeg(photograph(mode="L")),
    "press.jpg": jpeg(photograph(mode="CMYK")),
    "srgb.jpg": jpeg(profile=srgb_profile()),
    "gamut.jpg": jpeg(profile=wide_profile()),
    "two.jpg": coded("MPO", save_all=True, append_images=[photograph()]),
    "plain.png": png(),
    "clear.png": png(half_clear()),
    "palette.png": png(photograph(mode="P"), transparency=0),
    "deep.png": png(photograph(mode="L").convert("I").point(lambda n: n * 257).convert("I;16")),
    "still.gif": coded("GIF"),
    "moving.gif": animation("GIF"),
    "moving.webp": animation("WEBP"),
    "moving.png": animation("PNG"),
    "lossy.webp": coded("WEBP"),
    "new.avif": coded("AVIF"),
    "scan.tif": tiff(),
    "old.bmp": coded("BMP"),
    "drawn.svg": DRAWING,
    "my picture.jpg": jpeg(photograph((200, 150))),
    "100%.jpg": jpeg(photograph((201, 150))),
    "照片 一.jpg": jpeg(photograph((202, 150))),
    unicodedata.normalize("NFD", "café.jpg"): jpeg(photograph((203, 150))),
    "gate.png": jpeg(photograph((204, 150))),
}
BAD: dict[str, bytes] = {
    "empty.jpg": b"",
    "cut.jpg": jpeg(photograph((640, 480)))[:9000],
    "words.png": b"only words",
    "page.png": b"<!DOCTYPE html><p>Not found</p>",
    "bomb.png": bomb(),
    "broken.svg": b"<svg xmlns='http://www.w3.org/2000/svg'>",
}
NAMED = [
    "folder.png",
    "Plain.png",
    "gone.png",
    "https://example.org/far.jpg",
    "../../out.jpg",
    "link.jpg",
]
KNOWN = "(JPEG, PNG, GIF, WebP, AVIF, TIFF, BMP, HEIC or SVG)"
FAULTS = [
    'FIG-002 the picture "empty.jpg" is empty',
    'FIG-002 the picture "cut.jpg" is damaged or cut short',
    f'FIG-002 the picture "words.png" is no picture that bookbuild knows {KNOWN}',
    'FIG-002 the picture "page.png" is a web page, no picture',
    'FIG-002 the picture "bomb.png" is too large to be opened safely',
    'FIG-002 the picture "broken.svg" is not well-formed SVG',
    'FIG-002 the picture "folder.png" is a folder',
    'FIG-001 the picture "Plain.png" does not exist',
    'FIG-001 the picture "gone.png" does not exist',
    'FIG-003 the picture "https://example.org/far.jpg" is not in the project',
    'FIG-004 the picture "../../out.jpg" lies outside the project',
    'FIG-004 the picture "link.jpg" lies outside the project: "link.jpg" is a symbolic link that'
    " leads out of the project",
]
REMARKS = {
    "moving.gif": 'FIG-008 of the animation "moving.gif" the first frame alone is shown',
    "moving.webp": 'FIG-008 of the animation "moving.webp" the first frame alone is shown',
    "moving.png": 'FIG-008 of the animation "moving.png" the first frame alone is shown',
    "gate.png": 'FIG-007 the picture "gate.png" is a JPEG',
}
SMALL = 'title = "T"\nlanguage = "en"\ndate = 2024-05-31\n'
SETTINGS = 'title = "Walks"\nlanguage = "en"\ndate = 2024-05-31\ncover = "cover.jpg"\n'


def manuscript() -> str:
    """Return a chapter that shows each picture in a paragraph of its own, the bad ones as well."""
    names = [unicodedata.normalize("NFC", name) for name in GOOD]
    lines = [f"![Picture {number}]({name})" for number, name in enumerate(names, 1)]
    lines += [f"![Bad {number}]({name})" for number, name in enumerate([*BAD, *NAMED], 1)]
    lines += ["![Across the page](wide.jpg){.full-width}", "![Again](photo.jpg)"]
    return (
        "# A walk\n\n**Ana:** We walked.\n\n" + "\n\n".join(lines) + "\n\n**Ana:** We came home.\n"
    )


def write_book(folder: Path) -> Path:
    root = folder / "project"
    (folder / "out.jpg").write_bytes(jpeg())
    files: dict[str, bytes] = {f"book/{name}": data for name, data in {**GOOD, **BAD}.items()}
    files["book/cover.jpg"] = jpeg(photograph((1700, 2600)))
    files["book/book.toml"] = SETTINGS.encode()
    files["book/walk.md"] = manuscript().encode()
    write_files(root, files)
    (root / "book/folder.png").mkdir()
    (root / "book/link.jpg").symlink_to(folder / "out.jpg")
    return root


def built(root: Path, *formats: str) -> Result:
    (project,) = find_projects([root])
    return build(project, formats)


def digest(result: Result, form: str) -> str:
    """Of an edition: a difference between megabytes would take half an hour to print."""
    return sha256(edition_of(result, form)).hexdigest()


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    return write_book(tmp_path_factory.mktemp("pictures"))


@pytest.fixture(scope="module")
def result(folder: Path) -> Result:
    return built(folder, "html", "epub", "pdf")


# -- what is said ---------------------------------------------------------------------------------


def test_each_fault_is_named_at_its_line_and_hides_no_other(result: Result) -> None:
    lines = manuscript().split("\n")
    bad = [number for number, line in enumerate(lines, 1) if line.startswith("![Bad")]
    expected = [f"book/walk.md:{line}:1 {fault}" for line, fault in zip(bad, FAULTS, strict=True)]
    for name, remark in REMARKS.items():
        (line,) = (number for number, text in enumerate(lines, 1) if f"({name})" in text)
        expected.append(f"book/walk.md:{line}:1 {remark}")
    assert sorted(map(said, result.found)) == sorted(expected)


def test_a_check_says_of_pictures_what_a_build_says_and_all_of_it_once(
    folder: Path, result: Result
) -> None:
    (project,) = find_projects([folder])
    checked = [said(fault) for fault in check(project).found if fault.rule.code[:3] == "FIG"]
    assert checked == [said(fault) for fault in result.found if fault.rule.code[:3] == "FIG"]
    assert len(checked) == len(set(checked)) > len(BAD)


def test_bad_pictures_leave_a_placeholder_in_each_edition(result: Result) -> None:
    page = edition_of(result, "html").decode()
    text = unpacked(edition_of(result, "epub"))["EPUB/text/walk.xhtml"].decode()
    for made in (page, text):
        assert made.count('class="missing"') == len(FAULTS)
        assert "A picture is missing here: bomb.png" in made


# -- what leaves the house ------------------------------------------------------------------------


def pieces(form: str, data: bytes) -> Iterator[bytes]:
    """Yield all the bytes of an edition, out of every box that they are packed in."""
    if form == "epub":
        with zipfile.ZipFile(io.BytesIO(data)) as archive:
            yield from (archive.read(name) for name in archive.namelist())
    elif form == "html":
        yield data
        yield from (base64.b64decode(text) for text in re.findall(rb";base64,([\w+/=]+)", data))
    else:
        with pikepdf.open(io.BytesIO(data)) as pdf:
            for item in pdf.objects:
                if isinstance(item, pikepdf.Stream):
                    yield item.read_raw_bytes()
                    filters = str(item.get("/Filter", ""))
                    yield b"" if "DCT" in filters else item.read_bytes()
    yield data


@pytest.mark.parametrize("form", ["html", "epub", "pdf"])
def test_nothing_private_survives(form: str, result: Result) -> None:
    found = [
        secret
        for piece in pieces(form, edition_of(result, form))
        for inner in (piece, *map(base64.b64decode, re.findall(rb";base64,([\w+/]+=*)", piece)))
        for secret in (*(text.encode() for text in SECRETS), b"Exif\0\0", b"eXIf", b"photoshop")
        if secret in inner
    ]
    assert found == []


def test_the_search_would_find_it(folder: Path) -> None:
    data = b"".join((folder / "book" / name).read_bytes() for name in GOOD)
    assert [secret for secret in SECRETS if secret.encode() not in data] == []


# -- what is in the editions ----------------------------------------------------------------------


def pictures(result: Result) -> dict[str, bytes]:
    files = unpacked(edition_of(result, "epub"))
    return {name: data for name, data in files.items() if name.startswith("EPUB/images/")}


def test_an_epub_holds_jpeg_and_png_within_limits(result: Result) -> None:
    for name, data in pictures(result).items():
        image = Image.open(io.BytesIO(data))
        assert (image.format, image.mode) in {
            ("JPEG", "RGB"),
            ("JPEG", "L"),
            ("PNG", "RGB"),
            ("PNG", "L"),
            ("PNG", "P"),
        }, name
        assert max(image.size) <= 2000, name
    text = unpacked(edition_of(result, "epub"))["EPUB/text/walk.xhtml"].decode()
    named = re.findall(r'src="\.\./(images/[^"]+)"', text)
    assert len(named) == len(GOOD) + 2
    assert {f"EPUB/{name}" for name in named} == set(pictures(result))


def test_a_drawing_is_made_of_pixels_for_readers_that_show_no_other(result: Result) -> None:
    text = unpacked(edition_of(result, "epub"))["EPUB/text/walk.xhtml"].decode()
    assert re.search(r'src="../images/drawn.png" width="80" height="60"', text)
    assert Image.open(io.BytesIO(pictures(result)["EPUB/images/drawn.png"])).size == (240, 180)
    assert "data:image/svg+xml;base64," in edition_of(result, "html").decode()


def test_a_drawing_that_no_font_can_set_stays_one(tmp_path: Path) -> None:
    files: Files = {
        "book/book.toml": SMALL,
        "book/a.md": "# A\n\n![A view](v.svg)\n",
        "book/v.svg": svg("<text>\U000e9999</text>"),
    }
    assert list(pictures(built(write_files(tmp_path, files), "epub"))) == ["EPUB/images/v.svg"]


def test_a_picture_across_the_page_prints_with_more_pixels(result: Result) -> None:
    sizes = set()
    with pikepdf.open(io.BytesIO(edition_of(result, "pdf"))) as pdf:
        for item in pdf.objects:
            if isinstance(item, pikepdf.Stream) and item.get("/Subtype") == "/Image":
                sizes.add((int(item["/Width"]), int(item["/Height"])))
    assert (2480, 1240) in sizes  # 300 in an inch of the longer side of A5
    assert (2000, 1333) in sizes  # within the measure
    wide = Image.open(io.BytesIO(pictures(result)["EPUB/images/wide.jpg"]))
    assert wide.size == (2000, 1000)


def test_the_setting_limits_the_pictures_of_the_epub(tmp_path: Path) -> None:
    files: Files = {
        "book/book.toml": f"{SMALL}[epub]\npicture-px = 300\n",
        "book/a.md": "# A\n\n![A view](v.jpg)\n",
        "book/v.jpg": jpeg(photograph((640, 480))),
    }
    (data,) = pictures(built(write_files(tmp_path, files), "epub")).values()
    assert Image.open(io.BytesIO(data)).size == (300, 225)


def test_one_picture_under_two_names_is_stored_once(tmp_path: Path) -> None:
    data = jpeg()
    files: Files = {
        "book/book.toml": SMALL,
        "book/a.md": "# A\n\n![One](one.jpg)\n\n![Two](two.jpg)\n\n![One](./one.jpg)\n",
        "book/one.jpg": data,
        "book/two.jpg": data.replace(b"comment-secret-name", b"comment-secret-nota"),
    }
    result = built(write_files(tmp_path, files), "epub", "html")
    assert list(pictures(result)) == ["EPUB/images/one.jpg"]


# -- the cache ------------------------------------------------------------------------------------


def test_the_same_bytes_with_a_cache_and_without(
    result: Result, folder: Path, tmp_path: Path
) -> None:
    warm = built(folder, "html", "epub")
    bare = write_book(tmp_path)
    (bare / ".bookbuild").write_bytes(b"")  # so that there can be no cache
    without = built(bare, "html", "epub")
    assert (folder / ".bookbuild/pictures/index.json").is_file()
    assert digest(result, "html") == digest(warm, "html") == digest(without, "html")
    assert digest(warm, "epub") == digest(without, "epub")


def test_a_large_epub_is_made_on_the_disk(folder: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    in_memory = built(folder, "epub")
    monkeypatch.setattr(archive, "MOST_IN_MEMORY", 1000)
    (edition,) = built(folder, "epub").editions
    assert not isinstance(edition.content, bytes)
    with edition.content:
        assert sha256(edition.data).hexdigest() == digest(in_memory, "epub")
        assert sha256(edition.file.read()).hexdigest() == digest(in_memory, "epub")


# -- conformance ----------------------------------------------------------------------------------


@pytest.mark.conformance
def test_epubcheck_has_nothing_to_say(result: Result) -> None:
    assert epubcheck(edition_of(result, "epub")) == []


@pytest.mark.conformance
def test_verapdf_has_nothing_to_say(result: Result) -> None:
    assert verapdf(edition_of(result, "pdf")) == []
