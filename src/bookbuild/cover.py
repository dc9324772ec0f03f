"""A plain cover for a book that brings none: title, subtitle and authors on a quiet ground.

A JPEG of 1600 × 2560 pixels, which every store takes. Owns Pillow, with ``pictures``.
"""

import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from PIL import Image, ImageDraw, ImageFont

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.fonts import face_that_sets, how_to_install, missing_extra
from bookbuild.model import Asset, Book
from bookbuild.rules import UNSET_COVER
from bookbuild.wording import wording_for

WIDTH, HEIGHT = 1600, 2560
MARGIN = 180
MEASURE = WIDTH - 2 * MARGIN
GROUND, INK, QUIET = (246, 243, 236), (34, 34, 38), (110, 104, 96)
TITLE_SIZES = (190, 164, 142, 122, 104, 88, 74, 62)  # px; the first that fits is taken
SMALL = 66
# How high each may be, so that a long title, subtitle and list of authors leave each other room.
TITLE_PX, SMALL_PX = 1100, 280
LEADING = 1.3
OPENING, CLOSING = "“‘「『（《〈【(", "，。、；：？！）》〉】」』”’"


@dataclass(frozen=True, slots=True)
class _Setting:
    """Lines of a text in a face, and their pitch in pixels."""

    font: ImageFont.FreeTypeFont
    lines: Sequence[str]
    pitch: int

    @property
    def height(self) -> int:
        return self.pitch * len(self.lines)

    def draw(self, draw: ImageDraw.ImageDraw, top: int, fill: tuple[int, int, int]) -> int:
        """Draw the lines and return where the next may begin."""
        for number, line in enumerate(self.lines):
            draw.text((MARGIN, top + number * self.pitch), line, font=self.font, fill=fill)
        return top + self.height


def plain_cover(book: Book, report: Report) -> Asset:
    """Return the cover; text that no installed font can set is left out of it, and reported."""
    config = book.config
    image = Image.new("RGB", (WIDTH, HEIGHT), GROUND)
    draw = ImageDraw.Draw(image)
    draw.rectangle((MARGIN, 430, MARGIN + 220, 442), fill=INK)
    top = 520
    if title := _title(book, report):
        top = title.draw(draw, top, INK) + 60
    if subtitle := _small(book, "subtitle", config.subtitle, report):
        subtitle.draw(draw, top, QUIET)
    names = wording_for(config.language).comma.join(config.authors)
    if authors := _small(book, "authors", names, report):
        authors.draw(draw, HEIGHT - 260 - authors.height, INK)
    buffer = io.BytesIO()
    image.save(buffer, "JPEG", quality=90)
    return Asset("cover/cover.jpg", "image/jpeg", buffer.getvalue(), WIDTH, HEIGHT)


def _title(book: Book, report: Report) -> _Setting | None:
    """Set the title in the largest size that fits."""
    for size in TITLE_SIZES:
        font = _font(book, book.config.title, size, bold=True)
        if font is None:
            break
        lines, pitch = _wrap(book.config.title, font), round(size * LEADING)
        if len(lines) * pitch <= TITLE_PX or size == TITLE_SIZES[-1]:
            return _Setting(font, _cut(lines, TITLE_PX // pitch, font), pitch)
    _report_unset(book, "title", book.config.title, report)
    return None


def _small(book: Book, key: str, text: str, report: Report) -> _Setting | None:
    if not text:
        return None
    if (font := _font(book, text, SMALL)) is None:
        _report_unset(book, key, text, report)
        return None
    pitch = round(SMALL * LEADING)
    return _Setting(font, _cut(_wrap(text, font), SMALL_PX // pitch, font), pitch)


def _report_unset(book: Book, key: str, text: str, report: Report) -> None:
    hint = 'make a cover yourself, and name it in book/book.toml: cover = "img/cover.jpg"'
    if extra := next(filter(None, (missing_extra(c, book.config.language) for c in text)), ""):
        hint = f"{how_to_install(extra)}; or {hint}"
    message = f'no font has all of "{text}"; the cover leaves it out'
    place = Location(book.chapters[0].source.path)
    if (key,) in book.places:
        place = Location("book/book.toml", *book.places[(key,)])
    report(Diagnostic(UNSET_COVER, place, message, hint))


def _font(book: Book, text: str, size: int, *, bold: bool = False) -> ImageFont.FreeTypeFont | None:
    """Return the face for ``text`` at a size, or None where no installed font has it all."""
    face = face_that_sets(text, [book.config.language], book.fonts, bold=bold)
    if face is None:
        return None
    font = ImageFont.truetype(io.BytesIO(face.read()), size)
    _set_weight(font, 700 if bold else 400)
    return font


def _set_weight(font: ImageFont.FreeTypeFont, weight: int) -> None:
    """Set a variable font to a weight, as near as it comes; other fonts have one weight."""
    try:
        axes = font.get_variation_axes()
    except OSError:  # not a variable one
        return
    font.set_variation_by_axes([_position(axis, weight) for axis in axes])


def _position(axis: Mapping[str, Any], weight: int) -> float:
    if axis["name"] == b"Weight":
        return float(min(max(weight, axis["minimum"]), axis["maximum"]))
    return float(axis["default"])


def _cut(lines: Sequence[str], most: int, font: ImageFont.FreeTypeFont) -> Sequence[str]:
    """Return at most so many lines; an ellipsis stands for the rest."""
    if len(lines) <= most:
        return lines
    last = lines[most - 1]
    while font.getlength(f"{last}…") > MEASURE:
        last = last[:-1]
    return [*lines[: most - 1], f"{last}…"]


def _wrap(text: str, font: ImageFont.FreeTypeFont) -> list[str]:
    """Break ``text`` into lines: at spaces, beside Chinese, Japanese and Korean, or where it must.

    A word that is too long for a line of its own is broken anywhere.
    """
    lines, line = [], ""
    for piece in _pieces(text):
        for part in [piece] if font.getlength(piece.rstrip()) <= MEASURE else piece:
            if line.strip() and font.getlength((line + part).rstrip()) > MEASURE:
                lines.append(line.strip())
                line = ""
            line += part
    return [*lines, line.strip()] if line.strip() else lines


def _pieces(text: str) -> list[str]:
    """Cut ``text`` where a line may end: no closing mark begins one, no opening mark ends one."""
    pieces: list[str] = []
    for char in text:
        before = pieces[-1][-1] if pieces else " "
        may_break = before == " " or _is_wide(char) or _is_wide(before)
        if not pieces or (may_break and char not in CLOSING and before not in OPENING):
            pieces.append(char)
        else:
            pieces[-1] += char
    return pieces


def _is_wide(char: str) -> bool:
    return ord(char) >= 0x2E80  # where the scripts begin that set no spaces between words
