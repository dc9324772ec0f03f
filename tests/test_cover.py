"""``cover.py``: a plain cover for any title."""

import io
from pathlib import Path

import pytest
from PIL import Image, ImageChops

from bookbuild.cover import GROUND, HEIGHT, MARGIN, WIDTH, _pieces, plain_cover
from bookbuild.diagnostics import Diagnostic
from bookbuild.sources import load_book
from making import needs_fonts, project_of

WORD = "Donaudampfschifffahrtselektrizitätenhauptbetriebswerkbauunterbeamtengesellschaft"


def cover(folder: Path, **settings: object) -> tuple[bytes, list[Diagnostic]]:
    lines = [f"{key} = {value!r}".replace("'", '"') for key, value in settings.items()]
    found: list[Diagnostic] = []
    files = {"book/book.toml": "\n".join(lines), "book/a.md": "# A\n\nText.\n"}
    book = load_book(project_of(folder, files), lambda _: None)
    assert book is not None
    return plain_cover(book, found.append).data, found


def inked(data: bytes) -> Image.Image:
    """Return the cover's ink as a mask: what differs clearly from the ground."""
    image = Image.open(io.BytesIO(data))
    ground = Image.new("RGB", image.size, GROUND)
    return ImageChops.difference(image, ground).convert("L").point(lambda value: 255 * (value > 40))


def ink_box(data: bytes, top: int = 0, bottom: int = HEIGHT) -> tuple[int, int, int, int] | None:
    mask = inked(data)
    mask.paste(0, (0, 0, WIDTH, top))
    mask.paste(0, (0, bottom, WIDTH, HEIGHT))
    return mask.getbbox()


def test_every_store_takes_it(tmp_path: Path) -> None:
    data, found = cover(tmp_path, title="Hands", authors=["Ann Bell"])
    image = Image.open(io.BytesIO(data))
    assert (image.format, image.mode, image.size) == ("JPEG", "RGB", (1600, 2560))
    assert found == []


def test_the_same_book_has_the_same_cover(tmp_path: Path) -> None:
    assert cover(tmp_path, title="Hands") == cover(tmp_path, title="Hands")


@pytest.mark.parametrize(
    ("title", "language"),
    [
        ("Hands", "en"),
        ("The hands of the people who made the things in this room, and what they said", "en"),
        ("word " * 300, "en"),
        (WORD, "de"),
        (WORD * 20, "de"),
        pytest.param("人" * 300, "zh-Hans", marks=needs_fonts("zh-Hans")),
        pytest.param("，。" * 90, "zh-Hans", marks=needs_fonts("zh-Hans")),
        ("WWWWWWWWWWWW MMMMMMMMMMMMMM", "en"),
    ],
)
def test_a_title_stays_inside(title: str, language: str, tmp_path: Path) -> None:
    authors, subtitle = [title[:80]] * 9, title
    data, found = cover(
        tmp_path, title=title, subtitle=subtitle, authors=authors, language=language
    )
    box = ink_box(data)
    assert found == []
    assert box is not None
    assert (box[0] >= MARGIN - 8, box[2] <= WIDTH - MARGIN + 8) == (True, True)
    assert (box[1] >= 400, box[3] <= HEIGHT - 200) == (True, True)


def test_title_subtitle_and_authors_do_not_touch(tmp_path: Path) -> None:
    long = "many words about the hands of those who work " * 40
    whole, _ = cover(tmp_path, title=long, subtitle=long, authors=[long])
    ink = inked(whole)
    filled = [ink.crop((0, y, WIDTH, y + 1)).getbbox() is not None for y in range(450, HEIGHT)]
    gaps = "".join("x" if row else " " for row in filled).strip().split("x" * 1)
    assert sum(len(gap) > 55 for gap in gaps) >= 2  # px: lines of one text stand closer


def test_the_first_size_that_fits_is_the_largest(tmp_path: Path) -> None:
    short, long = (cover(tmp_path, title=title)[0] for title in ("Hands", "Hands " * 30))
    (_, top, _, low), first_line = ink_box(short, 450) or (0, 0, 0, 0), 450 + 190 * 2
    assert low - top > 100
    assert ink_box(long, first_line) is not None


@pytest.mark.parametrize(
    ("text", "pieces"),
    [
        ("one two", ["one ", "two"]),
        ("“one” two", ["“one” ", "two"]),
        ("关于慢", ["关", "于", "慢"]),
        ("关于“慢”的", ["关", "于", "“慢”", "的"]),
        ("《慢》（二）", ["《慢》", "（二）"]),
        ("慢：AI 录", ["慢：", "AI ", "录"]),
        ("，慢", ["，", "慢"]),
        ("", []),
    ],
)
def test_lines_end_where_they_may(text: str, pieces: list[str]) -> None:
    assert _pieces(text) == pieces


@pytest.mark.parametrize(
    ("title", "language"),
    [
        pytest.param("采访录", "zh-Hans", marks=needs_fonts("zh-Hans")),
        pytest.param("訪談錄", "zh-Hant", marks=needs_fonts("zh-Hant")),
        pytest.param("聞き書き", "ja", marks=needs_fonts("ja")),
        pytest.param("대담집", "ko", marks=needs_fonts("ko")),
    ],
)
def test_east_asian_titles_are_set(title: str, language: str, tmp_path: Path) -> None:
    data, found = cover(tmp_path, title=title, language=language)
    assert found == []
    assert ink_box(data, 450) is not None


def test_text_that_no_font_has_is_left_out_and_reported(tmp_path: Path) -> None:
    data, found = cover(tmp_path, title="ᏣᎳᎩ", authors=["Ann Bell"], language="chr")
    assert ink_box(data, 450, 2000) is None
    assert ink_box(data, 2000) is not None
    (fault,) = found
    assert (fault.rule.code, fault.location.path) == ("FNT-002", "book/book.toml")
    assert '"ᏣᎳᎩ"' in fault.message
    assert 'cover = "img/cover.jpg"' in fault.hint
