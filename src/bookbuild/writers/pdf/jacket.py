"""The cover set in type: how large the title can be, and how many names there is room for.

CSS cannot say "as large as fits" nor "lines of a length", and so it is tried out: one layout in
which each page is a cover that is set otherwise, and then the best is taken.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import takewhile
from math import inf
from typing import Any

from weasyprint.formatting_structure import boxes

from bookbuild.cover import (
    Company,
    Field,
    Fit,
    Words,
    designed_cover,
    draw_voices,
    page_mm,
    phrases_of,
    pictured_cover,
    words_of,
)
from bookbuild.cover.voices import strokes_of
from bookbuild.language import has_word_spaces
from bookbuild.model import Book
from bookbuild.writers.pdf.autospace import mark_gaps
from bookbuild.writers.pdf.engine import Press
from bookbuild.xhtml import Element, element

Box = Any  # WeasyPrint has no types

# How names are set, and how many are at most set so.
KINDS: tuple[tuple[Company, float], ...] = (("one", 1), ("few", 5), ("many", 10), ("crowd", inf))
MOST_NAMES = 28  # tried, where not all have room
SIZES = (24, 21, 18.5, 16.5, 14.5, 13, 11.5, 10.2, 9, 8, 7.1, 6.3, 5.6, 5, 4.4, 3.9, 3.4, 3, 2.6)
MEASURES = tuple(range(100, 45, -4))  # per cent
BATCH = 6  # covers that are laid out together
# Shares of the page's height: for a title that lets the page breathe, and for all the names.
TITLE_ROOM, FOOT_ROOM = 0.4, 0.42
MOST_LINES = 6  # of a title, before it is set smaller
SMALL_TITLE = 9  # from here down it may have as many lines as there is room for
LEAST_BY_VOICES = 7  # a size: a title is not set smaller only to make room for the voices
GAP = 7  # hundredths of the width, between the words and what stands below them
# Of the voices: they stand that far from the words, and are no higher and no lower than this.
ROOM, HIGHEST, LOWEST = 8.5, 62, 20
HIGHER = 2.5  # by each stroke
LEAST_OF_PHRASES, LEAST_OF_WORDS, LARGEST_BROKEN = 9, 5, 11.5  # sizes
MOST_PHRASES = 3  # of more, the lines would be of all lengths
SHORTEST_LINE = 1.7  # ems, of a title in phrases: no character stands alone
SLACK = 0.1  # hundredths of the width: no more than a rounding
MM = 96 / 25.4


@dataclass(frozen=True, slots=True)
class _Measured:
    """A cover as it was laid out, in hundredths of the page's width but for the lines."""

    head: float  # where the title and what is below it end
    foot: float  # where the names begin
    title: float  # the title's height
    lines: int
    width: float  # the widest line's
    measure: float
    shortest: float  # line of the title
    subtitle: int  # its lines
    page: float  # the page's height


def first_cover(book: Book, alt: str) -> Element:
    """Return the cover as long as nothing is tried out: it has all the words, for the fonts.

    ``alt``: what the author says of a cover of his own.
    """
    if book.cover is not None:
        return pictured_cover(book, book.cover, alt, page_mm(book))
    words = words_of(book)
    return designed_cover(book, words, Fit(shown=len(words.people)), page_mm(book))


def printed_cover(book: Book, press: Press, alt: str) -> Element:
    """Return the cover as it is to be printed. ``alt`` as for ``first_cover``."""
    size = _page_size(book, press)
    if book.cover is not None:
        return pictured_cover(book, book.cover, alt, size)
    return fitted_cover(book, press, words_of(book), size)


def fitted_cover(book: Book, press: Press, words: Words, size_mm: tuple[float, float]) -> Element:
    """Return the designed cover, on a page of this size, with its words as they fit."""
    trial = _Trial(book, press, words, size_mm)
    fit = trial.fit()
    made = _cover(book, words, fit, size_mm)
    (measured,) = trial.measure([fit])
    if trial.strokes and (field := _field(measured, len(trial.strokes))):
        draw_voices(made, trial.strokes, field)
    return made


def _cover(book: Book, words: Words, fit: Fit, size_mm: tuple[float, float]) -> Element:
    made = designed_cover(book, words, fit, size_mm)
    mark_gaps(made)
    return made


def _page_size(book: Book, press: Press) -> tuple[float, float]:
    """Return width and height of the page in mm, which the author's stylesheet may set."""
    if "@page" not in book.theme.sheets["custom"]:
        return page_mm(book)
    blank = designed_cover(book, Words("–"), Fit(), page_mm(book))
    page = press.lay_out(page_of([blank], book)).pages.pages[0]
    return round(page.width / MM, 3), round(page.height / MM, 3)


def _field(measured: _Measured, strokes: int) -> Field | None:
    """Return where the voices stand, few of them low; None where the words leave no room."""
    free = measured.foot - measured.head - 2 * ROOM
    if free < LOWEST:
        return None
    height = min(free, HIGHEST, LOWEST + HIGHER * strokes)
    return Field(measured.foot - ROOM - height, height)


class _Trial:
    """Tries out how the words of a cover fit."""

    def __init__(
        self, book: Book, press: Press, words: Words, size_mm: tuple[float, float]
    ) -> None:
        self.book, self.press, self.words, self.size_mm = book, press, words, size_mm
        self.strokes = strokes_of(book)

    def fit(self) -> Fit:
        """Return the best: all the names that fit, the largest title, lines of a length."""
        return self._balanced(self._largest(self._company()))

    def _company(self) -> Fit:
        """Return how many of the people can be named, and how: all of them, if that can be.

        Never all but one.
        """
        count = len(self.words.people)
        whole = [Fit(SIZES[-1], shown=count, company=kind) for kind, most in KINDS if count <= most]
        steps = range(min(count - 2, MOST_NAMES), 0, -1)
        tries = [*whole, *(replace(whole[-1], shown=step) for step in steps)]
        if count <= 1:
            return tries[0]
        fitting = (
            fit
            for fit, one in self._tried(tries, {})
            if one.page - one.foot <= FOOT_ROOM * one.page
        )
        return next(fitting, tries[-1])

    def _largest(self, fit: Fit) -> Fit:
        """Return the largest size at which the title fits; no word is broken if that can be.

        Where words have no spaces, whole phrases are worth a smaller size.
        """
        smallest = SIZES[-1]
        if not has_word_spaces(self.book.config.language):
            is_short = len(list(phrases_of(self.words.title))) <= MOST_PHRASES
            phrased: Fit = replace(fit, breaks="phrases")
            whole = self._first(phrased, LEAST_OF_PHRASES) if is_short else None
            return whole or self._first(fit, smallest) or replace(fit, title=smallest)
        words = self._first(fit, LEAST_OF_WORDS)
        broken: Fit = replace(fit, breaks="anywhere", title=smallest)
        return words or self._first(broken, smallest, LARGEST_BROKEN) or broken

    def _first(self, fit: Fit, least: float, most: float = SIZES[0]) -> Fit | None:
        """Return ``fit`` at the first size, from ``most`` to ``least``, at which the title fits."""
        tries = [replace(fit, title=size) for size in SIZES if least <= size <= most]
        seen: dict[Fit, _Measured] = {}
        for voices, smallest in ((2 * ROOM + LOWEST, LEAST_BY_VOICES), (GAP, least)):
            for one, measured in self._tried(tries, seen):
                room = voices if self.strokes else GAP
                if one.title >= smallest and _suits(one, measured, room):
                    return one
        return None

    def _tried(
        self, tries: Sequence[Fit], seen: dict[Fit, _Measured]
    ) -> Iterator[tuple[Fit, _Measured]]:
        """Yield ``tries`` with what comes of them, a few laid out at a time; ``seen`` keeps it."""
        for start in range(0, len(tries), BATCH):
            batch = tries[start : start + BATCH]
            if batch[0] not in seen:
                seen.update(zip(batch, self.measure(batch), strict=True))
            yield from ((fit, seen[fit]) for fit in batch)

    def _balanced(self, fit: Fit) -> Fit:
        """Return ``fit`` with the narrowest measures at which there are no more lines."""
        tries = [replace(fit, measure=measure, subtitle=measure) for measure in MEASURES]
        measured = self.measure(tries)
        first = measured[0]
        titles = takewhile(
            lambda at: at.lines == first.lines and at.width <= at.measure + SLACK, measured
        )
        subtitles = takewhile(lambda at: at.subtitle == first.subtitle, measured)
        narrowest, narrow = len(list(titles)), len(list(subtitles))
        return replace(
            fit, measure=MEASURES[max(0, narrowest - 1)], subtitle=MEASURES[max(0, narrow - 1)]
        )

    def measure(self, fits: Sequence[Fit]) -> list[_Measured]:
        """Lay out a cover for each of ``fits``, and return what came of them."""
        sections = [_cover(self.book, self.words, fit, self.size_mm) for fit in fits]
        laid_out = self.press.lay_out(page_of(sections, self.book))
        unit = min(self.size_mm[0], self.size_mm[1] / 1.3) / 100 * MM
        made = [_measured(page._page_box, unit) for page in laid_out.pages.pages]  # noqa: SLF001
        # An author's style may have hidden them, or have broken them over pages.
        return [made[min(number, len(made) - 1)] for number in range(len(fits))]


def _suits(fit: Fit, measured: _Measured, room: float) -> bool:
    """Whether the title can be set so, with this room below the words that go with it."""
    free = measured.foot - measured.head
    is_inside = measured.width <= measured.measure + SLACK
    is_even = fit.breaks != "phrases" or measured.shortest >= SHORTEST_LINE * fit.title
    is_calm = measured.title <= TITLE_ROOM * measured.page and measured.lines <= MOST_LINES
    return is_inside and is_even and free >= room and (is_calm or fit.title <= SMALL_TITLE)


def page_of(sections: Sequence[Element], book: Book) -> Element:
    """Return a document of ``sections`` and nothing else."""
    return element(
        "html",
        {"lang": book.config.language},
        element("head", None, element("title", None, book.config.title)),
        element("body", None, *sections),
    )


def _measured(page: Box, unit: float) -> _Measured:
    found = {name: box for box in _all(page) if (name := _class_of(box))}
    head, title, foot = (found.get(f"cover-{part}") for part in ("head", "title", "foot"))
    if head is None or title is None:  # hidden
        return _Measured(0, page.height / unit, 0, 0, 0, 0, 0, 0, page.height / unit)
    widths = _widths(title)
    return _Measured(
        head=(head.position_y + head.height) / unit,
        foot=(foot.position_y if foot is not None else page.height) / unit,
        title=title.height / unit,
        lines=len(_lines(title)),
        width=max(widths, default=0) / unit,
        shortest=min(widths, default=0) / unit,
        measure=title.width / unit,
        subtitle=len(_lines(found["cover-subtitle"])) if "cover-subtitle" in found else 0,
        page=page.height / unit,
    )


def _widths(block: Box) -> list[float]:
    """Return how wide the text of each line of ``block`` is."""
    sides: dict[int, list[float]] = {}
    for box in _all(block):
        if isinstance(box, boxes.TextBox) and box.text.strip():
            line = sides.setdefault(round(box.position_y), [])
            line += (box.position_x, box.position_x + box.width)
    return [max(line) - min(line) for line in sides.values()]


def _lines(block: Box) -> set[int]:
    """Return where the lines of ``block`` stand; those within a phrase are lines of its own."""
    return {round(box.position_y) for box in _all(block) if isinstance(box, boxes.LineBox)}


def _class_of(box: Box) -> str:
    """Return the name of the part of the cover that ``box`` is, the whole of it, or nothing."""
    if not isinstance(box, boxes.BlockBox) or box.element is None:
        return ""
    return next(iter((box.element.get("class") or "").split()), "")


def _all(box: Box) -> Iterator[Box]:
    box = getattr(box, "_box", box)  # of what stands in for a box that was taken out
    yield box
    for child in box.all_children():
        yield from _all(child)
