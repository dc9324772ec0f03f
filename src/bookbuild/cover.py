"""A plain cover for a book that brings none: title, subtitle and authors on a quiet ground.

A JPEG of 1600 × 2560 pixels, which every store takes. Owns Pillow, with ``images``.
"""

import io
from dataclasses import dataclass

from PIL import Image, ImageDraw, ImageFont

from bookbuild.fonts import face_that_sets
from bookbuild.model import Asset, Book
from bookbuild.wording import wording_for

WIDTH, HEIGHT = 1600, 2560
MARGIN = 180
GROUND, INK, QUIET = (246, 243, 236), (34, 34, 38), (110, 104, 96)
TITLE_SIZES = (190, 164, 142, 122, 104, 88, 74, 62)  # px; the first that fits in six lines is taken
MOST_LINES = 6
SMALL = 66


@dataclass(frozen=True, slots=True)
class _Type:
    """A face at a size, or None where no installed font has the characters."""

    font: ImageFont.FreeTypeFont

    def width(self, text: str) -> float:
        return self.font.getlength(text)


def plain_cover(book: Book) -> Asset:
    """Return the cover; text that no installed font can set is left out of it."""
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((MARGIN, 430, MARGIN + 220, 442), fill=INK)
    bottom = _draw_title(draw, book)
    if face := _type(book, book.config.subtitle, SMALL):
        for line in _wrap(book.config.subtitle, face):
            draw.text((MARGIN, bottom), line, font=face.font, fill=QUIET)
            bottom += round(SMALL * 1.4)
    authors = wording_for(book.config.language).comma.join(book.config.authors)
    if face := _type(book, authors, SMALL):
        lines = _wrap(authors, face)
        top = HEIGHT - 260 - round(len(lines) * SMALL * 1.4)
        for number, line in enumerate(lines):
            draw.text((MARGIN, top + round(number * SMALL * 1.4)), line, font=face.font, fill=INK)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return Asset("images/cover.jpg", "image/jpeg", buffer.getvalue(), WIDTH, HEIGHT)


def _draw_title(draw: ImageDraw.ImageDraw, book: Book) -> int:
    """Draw the title in the largest size that fits; return where the next line may begin."""
    top, title = 520, book.config.title
    for size in TITLE_SIZES:
        if (face := _type(book, title, size, bold=True)) is None:
            return top
        lines = _wrap(title, face)
        if len(lines) <= MOST_LINES or size == TITLE_SIZES[-1]:
            for line in lines:
                draw.text((MARGIN, top), line, font=face.font, fill=INK)
                top += round(size * 1.25)
            break
    return top + 60


def _type(book: Book, text: str, size: int, *, bold: bool = False) -> _Type | None:
    face = face_that_sets(text, [book.config.language], bold=bold) if text else None
    if face is None or face.path is None:
        return None
    font = ImageFont.truetype(str(face.path), size)
    if face.path.suffix == ".ttf":  # the variable ones
        font.set_variation_by_name("Bold" if bold else "Regular")
    return _Type(font)


def _wrap(text: str, face: _Type) -> list[str]:
    """Break ``text`` into lines, at spaces, or before any character outside the Latin script."""
    lines, line = [], ""
    for piece in _pieces(text):
        if line.strip() and face.width((line + piece).rstrip()) > WIDTH - 2 * MARGIN:
            lines.append(line.strip())
            line = ""
        line += piece
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Cut ``text`` where a line may end; no mark that closes or pauses begins one."""
    pieces: list[str] = []
    for char in text:
        is_word = char.isascii() or ord(char) < 0x2E80
        opens = (
            not pieces or pieces[-1].endswith(" ") or not is_word or ord(pieces[-1][-1]) >= 0x2E80
        )
        if opens and char not in "，。、；：？！）》」』”’":
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces
