"""Speakers' colours: how well they can be read, and the styles that give them to labels.

What a reader's device shows behind the text differs, so each colour is made as dark, or as light,
as it must be to stand out from its ground by 4.5:1 (WCAG 2.2 §1.4.3), in its own hue.
"""

import colorsys
import re
from collections.abc import Callable, Iterable, Iterator

from bookbuild.bookconfig import SpeakerEntry
from bookbuild.model import Book

COLOUR = re.compile(r"#(?:[0-9a-fA-F]{3}|[0-9a-fA-F]{6})")
LEAST_CONTRAST = 4.5
WHITE = "#ffffff"
LIGHT = (WHITE, "#fdfcf9", "#f8f1e3")  # paper, the page of the theme, sepia as in Apple Books
DARK = ("#121212", "#17171a", "#000000")
STEPS = 255

Rgb = tuple[float, float, float]


def contrast(one: str, other: str) -> float:
    """Return the contrast of two colours, 1 to 21, as WCAG 2.2 defines it."""
    darker, lighter = sorted((_luminance(one), _luminance(other)))
    return (lighter + 0.05) / (darker + 0.05)


def readable(colour: str, grounds: Iterable[str]) -> str:
    """Return ``colour``, or the nearest of its hue that can be read on all ``grounds``.

    The grounds are all light, or all dark.
    """
    behind = list(grounds)
    hue, lightness, saturation = colorsys.rgb_to_hls(*_rgb(colour))
    is_dark = _luminance(behind[0]) < 0.18  # where black and white contrast alike
    for step in range(STEPS + 1):
        changed = step / STEPS
        made = min(1, lightness + changed) if is_dark else max(0, lightness - changed)
        shade = _hex(colorsys.hls_to_rgb(hue, made, saturation)) if step else _long(colour)
        if all(contrast(shade, ground) >= LEAST_CONTRAST for ground in behind):
            return shade
    raise AssertionError("black or white can be read on any ground")


def find_pale(colour: str) -> tuple[str, str] | None:
    """Say that ``colour`` is hard to read on white, and which is not; None: it is none, or fine."""
    if not COLOUR.fullmatch(colour) or (found := contrast(colour, WHITE)) >= LEAST_CONTRAST:
        return None
    ratio = int(found * 10) / 10  # never rounded up to what passes
    message = f'the colour "{colour}" has a contrast of {ratio}:1 on white; text needs 4.5:1'
    return message, f'the nearest that has it is "{readable(colour, [WHITE])}"'


def printed_styles(book: Book) -> str:
    """Return the rules for paper, which show each colour as the author wrote it."""
    return "".join(_rule(name, colour) for name, colour in _colours(book))


def screen_styles(book: Book) -> str:
    """Return the rules for a page whose ground is its own, by day and by night."""
    return _by_day_and_night(book, lambda colour: readable(colour, DARK))


def device_styles(book: Book) -> str:
    """Return the rules for reading systems, whose ground is theirs.

    By night it may be black, or white still: what the reader chose for the book and what for the
    device are two things. No colour but that of the text can be read on both.
    """
    return _by_day_and_night(book, lambda _: "inherit")


def _by_day_and_night(book: Book, by_night: Callable[[str], str]) -> str:
    colours = list(_colours(book))
    day = "".join(_rule(name, readable(colour, LIGHT)) for name, colour in colours)
    night = "".join(_rule(name, by_night(colour)) for name, colour in colours)
    return f"{day}@media (prefers-color-scheme: dark) {{\n{night}}}\n" if colours else ""


def _colours(book: Book) -> Iterator[tuple[str, str]]:
    """Yield names and colours; of several for one name, the first counts."""
    entries: list[SpeakerEntry] = [*book.config.speakers]
    entries += (entry for chapter in book.chapters for entry in chapter.speakers)
    seen: set[str] = set()
    for entry in entries:
        if entry.colour and entry.name not in seen:
            seen.add(entry.name)
            yield entry.name, entry.colour


def _rule(name: str, colour: str) -> str:
    text = "".join(char if char.isalnum() else f"\\{ord(char):x} " for char in name)
    return f'.turn[data-speaker="{text}"] .speaker {{ color: {colour}; }}\n'


def _long(colour: str) -> str:
    digits = colour[1:].lower()
    return f"#{digits if len(digits) == 6 else ''.join(char * 2 for char in digits)}"


def _rgb(colour: str) -> Rgb:
    digits = _long(colour)[1:]
    red, green, blue = (int(digits[at : at + 2], 16) / 255 for at in (0, 2, 4))
    return red, green, blue


def _hex(rgb: Rgb) -> str:
    return "#" + "".join(f"{round(part * 255):02x}" for part in rgb)


def _luminance(colour: str) -> float:
    """Return the relative luminance of a colour in sRGB (WCAG 2.2, "relative luminance")."""
    red, green, blue = (
        part / 12.92 if part <= 0.04045 else ((part + 0.055) / 1.055) ** 2.4
        for part in _rgb(colour)
    )
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue
