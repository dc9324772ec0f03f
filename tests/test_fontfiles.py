"""``fontfiles.py``, ``faces.py``: the fonts that an author puts beside the book."""

import io
from collections.abc import Callable
from pathlib import Path

import pikepdf
import pytest
from fontTools.ttLib import TTFont

from bookbuild.build import Result
from bookbuild.faces import Face, needed_characters
from bookbuild.fontfiles import FontError, read_faces
from fontmaking import collection, font, packed, postscript_font
from making import SETTINGS, Files, build_files, edition_of, faults_of

BELL = "\u16a0\u16a1"  # two runes, which no font of ours has
PLAIN = font("Bell", BELL)


def face_of(tmp_path: Path, data: bytes, name: str = "a.ttf") -> Face:
    (tmp_path / name).write_bytes(data)
    (face,) = read_faces(tmp_path / name)
    return face


def embedded(data: bytes) -> set[str]:
    """Return the names of the fonts in a PDF, without the letters that mark a subset."""
    with pikepdf.open(io.BytesIO(data)) as document:
        items = [item for item in document.objects if isinstance(item, pikepdf.Dictionary)]
        fonts = [item for item in items if item.get("/Type") == "/FontDescriptor"]
        assert all("/FontFile2" in one or "/FontFile3" in one for one in fonts)
        return {str(one.FontName).partition("+")[2] for one in fonts}


@pytest.mark.parametrize(
    ("style", "weight", "slant"),
    [
        ("Regular", "400", "normal"),
        ("Bold", "700", "normal"),
        ("Italic", "400", "italic"),
        ("Bold Italic", "700", "italic"),
    ],
)
def test_a_face_is_what_its_file_says(style: str, weight: str, slant: str, tmp_path: Path) -> None:
    face = face_of(tmp_path, font("Bell", BELL, style=style))
    assert (face.family, face.weight, face.style, face.stretch) == ("Bell", weight, slant, "")
    assert face.characters == set(map(ord, f" {BELL}"))


KINDS: dict[str, Callable[[], bytes]] = {
    "a.ttf": lambda: PLAIN,
    "a.otf": lambda: postscript_font("Bell", BELL),
    "a.woff": lambda: packed(PLAIN, "woff"),
    "a.woff2": lambda: packed(PLAIN, "woff2"),
    "a.ttc": lambda: collection(PLAIN),
}


@pytest.mark.parametrize("name", KINDS)
def test_every_kind_of_file_is_read(name: str, tmp_path: Path) -> None:
    face = face_of(tmp_path, KINDS[name](), name)
    assert face.family == "Bell"
    with TTFont(io.BytesIO(face.read())) as plain:
        assert plain.flavor is None
        assert set(plain.getBestCmap()) == set(map(ord, f" {BELL}"))


def test_a_collection_has_several_faces(tmp_path: Path) -> None:
    (tmp_path / "a.ttc").write_bytes(collection(PLAIN, font("Gong", "A")))
    bell, gong = read_faces(tmp_path / "a.ttc")
    assert (bell.family, gong.family) == ("Bell", "Gong")
    with TTFont(io.BytesIO(gong.read())) as plain:
        assert plain["name"].getDebugName(1) == "Gong"


@pytest.mark.parametrize("length", range(0, len(PLAIN) - 4, 37))
def test_a_file_that_is_cut_short_is_no_font(length: int, tmp_path: Path) -> None:
    with pytest.raises(FontError):
        face_of(tmp_path, PLAIN[:length])


@pytest.mark.parametrize(
    "data", [b"", b"ttcf", b"OTTO", b"wOFF" + bytes(60), b"wOF2" + bytes(60), bytes(200)]
)
def test_what_is_no_font_is_told_apart(data: bytes, tmp_path: Path) -> None:
    with pytest.raises(FontError):
        face_of(tmp_path, data)


def test_spaces_and_invisible_characters_need_no_glyph() -> None:
    text = "a\u200d \u00a0\u3000\ufe0f\ufeff\u00ad\u2060\u200f\u202e\U000e0041\n"
    assert needed_characters(text) == {ord("a")}


# -- in a book ------------------------------------------------------------------------------------


def built(tmp_path: Path, text: str, more: Files) -> Result:
    files: Files = {"book/book.toml": SETTINGS, "book/a.md": f"# A\n\n{text}\n", **more}
    return build_files(tmp_path, files, "pdf")


@pytest.mark.parametrize("name", KINDS)
def test_a_font_of_the_books_own_has_what_ours_lack(name: str, tmp_path: Path) -> None:
    result = built(tmp_path, f"It says {BELL}.", {f"fonts/{name}": KINDS[name]()})
    assert result.found == ()
    assert "Bell" in embedded(edition_of(result, "pdf"))


def test_a_font_of_the_books_own_is_there_for_its_styles(tmp_path: Path) -> None:
    text = "It rained."
    fonts: Files = {
        "fonts/a.ttf": font('My "Bell"', text),
        "fonts/more/Bell [x] 100%.ttf": font('My "Bell"', text, style="Bold"),
        "styles/custom.css": "p { font-family: 'My \"Bell\"' } em { font-weight: bold }",
    }
    result = built(tmp_path, "It *rained*.", fonts)
    assert result.found == ()
    names = embedded(edition_of(result, "pdf"))
    assert {name for name in names if "Bell" in name} == {'My-"Bell"', 'My-"Bell"-Bold'}


@pytest.mark.parametrize("name", KINDS)
def test_the_same_fonts_give_the_same_bytes(
    name: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """A font that is written anew would carry the time of the build."""
    made = []
    for number in range(2):
        monkeypatch.setattr("time.time", lambda n=number: 1_800_000_000 + 5_000 * n)
        folder = tmp_path / str(number)
        more = {f"fonts/{name}": KINDS[name]()}
        made.append(edition_of(built(folder, f"It says {BELL}.", more), "pdf"))
    assert made[0] == made[1]


def test_a_folder_of_markdown_has_its_fonts_beside_the_chapters(tmp_path: Path) -> None:
    files: Files = {"a.md": f"# A\n\nIt says {BELL}.\n", "fonts/bell.ttf": PLAIN}
    result = build_files(tmp_path, files, "pdf")
    assert "Bell" in embedded(edition_of(result, "pdf"))


@pytest.mark.parametrize(
    ("fs_type", "times"),
    [(0, 0), (2, 1), (4, 0), (8, 0), (6, 0), (0x100, 1), (0x200, 1)],
)
def test_a_font_that_may_not_be_embedded_is_told(fs_type: int, times: int, tmp_path: Path) -> None:
    files: Files = {
        "book/book.toml": SETTINGS,
        "book/a.md": "# A\n\nIt rained.\n",
        "fonts/bell.ttf": font("Bell", BELL, fs_type=fs_type),
        "fonts/OFL.txt": "Not a font, and no fault.",
        "fonts/._bell.ttf": "Nor this.",
    }
    told = 'fonts/bell.ttf FNT-004 the font "Bell" says that it may not be embedded in a PDF'
    assert faults_of(tmp_path, files, "pdf") == [told] * times


def test_a_cover_is_set_in_a_font_of_the_books_own(tmp_path: Path) -> None:
    files: Files = {
        "book/book.toml": SETTINGS.replace("Talks", BELL),
        "book/a.md": "# A\n\nIt rained.\n",
        "fonts/bell.woff2": packed(PLAIN, "woff2"),
    }
    assert faults_of(tmp_path, files, "epub") == []
