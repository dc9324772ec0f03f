"""The numbers that are printed on pages: what these are called where the file does not say it.

Many programs write no page labels. Then a folio is a number by itself in one of the outermost
lines, or in one that another page has as well but for its numbers. Chapters, years and notes have
numbers there too; but those of pages go up by one with each sheet, and so most of them agree.

What is counted without being printed has its number, as a printer counts: the opening of a chapter,
or the title page before contents on page 5. What stands before page 1 has none, if no run of Roman
numerals leads up to it: nobody can cite it by a number, and one of ours would be on no paper.
"""

import re
from collections import Counter
from collections.abc import Callable, Iterable, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.tables import shown

LEAST = 3  # pages that must agree
MOST_ALONE = 2  # numbers of a line that has nothing else, such as 12/300; more are of a table
DIGITS = 4
WORD = re.compile(r"\d+|[^\W\d_]+")
TENS = ("", "x", "xx", "xxx", "xl", "l", "lx", "lxx", "lxxx", "xc")
ONES = ("", "i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix")
ROMANS = [f"{'c' * n}{tens}{ones}" for n in range(4) for tens in TENS for ones in ONES]
VALUES = {numeral: value for value, numeral in enumerate(ROMANS) if value}

NOT_AGREED = "it has no page labels, and the numbers on its pages do not agree; sheets are counted"
HINT = "have the program that made the PDF write page labels, if other numbers are printed"
RELABEL = "make the PDF anew with labels that are printed on its pages, or with none"

Doubt = tuple[str, str] | None  # a message and a hint
Words = Mapping[int, Sequence[str]]  # number of a sheet, from 1 → words that may be its folio


@dataclass(frozen=True, slots=True)
class Folios:
    """What the sheets of a PDF are called in print; empty: nothing.

    ``printed``: numbers, from 0, of the sheets that show it.
    """

    labels: tuple[str, ...]
    printed: tuple[int, ...]


@dataclass(frozen=True, slots=True)
class _Style:
    """A way to write numbers."""

    read: Callable[[str], int | None]
    write: Callable[[int], str]


@dataclass(frozen=True, slots=True)
class _Run:
    """Pages that are counted in one go: sheet ``offset`` + 1 is page 1; ``printed`` show it."""

    style: _Style
    offset: int
    printed: frozenset[int]

    def label(self, sheet: int) -> str:
        return self.style.write(sheet - self.offset) if sheet > self.offset else ""


def _arabic(word: str) -> int | None:
    return int(word) if word.isdecimal() and len(word) <= DIGITS else None


def _roman(value: int) -> str:
    return ROMANS[value] if value < len(ROMANS) else ""


ARABIC = _Style(_arabic, str)
LOWER = _Style(VALUES.get, _roman)
UPPER = _Style(
    lambda word: VALUES.get(word.lower()) if word.isupper() else None,
    lambda value: _roman(value).upper(),
)


def page_labels(given: Sequence[str], sheets: Sequence[Iterable[str]]) -> tuple[list[str], Doubt]:
    """Return what the pages are called, and what tells against it.

    ``given``: what the file calls them, empty: nothing; ``sheets``: their outermost lines. What it
    says goes before what is printed.
    """
    folios, counted = read_folios(sheets), [str(n) for n in range(1, len(given) + 1)]
    if any(given):
        labels = [label or count for label, count in zip(given, counted, strict=True)]
        return labels, _contradiction(labels, folios) if folios else None
    if folios:
        return list(folios.labels), None
    return counted, (NOT_AGREED, HINT) if _shows_others(sheets) else None


def _contradiction(labels: Sequence[str], folios: Folios) -> Doubt:
    """Return what there is to say where most pages that show a number have another as label."""
    others = [
        n
        for n in folios.printed
        if folios.labels[n].casefold() not in WORD.findall(labels[n].casefold())
    ]
    if len(others) < LEAST or 2 * len(others) <= len(folios.printed):
        return None
    first, label = folios.labels[others[0]], shown(labels[others[0]])
    return f'the page labelled "{label}" shows "{first}"; the EPUB has the labels', RELABEL


def read_folios(sheets: Sequence[Iterable[str]]) -> Folios | None:
    """Return what the sheets are called by their outermost lines; None where these do not agree."""
    words = _words(sheets)
    body = _run(words, ARABIC)
    if body is None and any(_numbers(found, ARABIC) for found in words.values()):
        return None
    start = min(body.printed) if body else len(sheets) + 1
    before = {n: found for n, found in words.items() if n < start}
    front = _run(before, LOWER) or _run(before, UPPER)
    if not (body or front):
        return None
    labels = tuple(_label(n, front, body) for n in words)
    printed = sorted(n - 1 for run in (front, body) if run for n in run.printed)
    return Folios(labels, tuple(printed))


def _label(sheet: int, front: _Run | None, body: _Run | None) -> str:
    """Return the number of a sheet; the front goes on up to page 1, or as far as it is printed."""
    if front and (body is None or sheet <= max(body.offset, *front.printed)):
        return front.label(sheet)
    return body.label(sheet) if body else ""


def _shows_others(sheets: Sequence[Iterable[str]]) -> bool:
    """Whether there are numbers in the outermost lines that are not those of the sheets."""
    numbers = {n: _numbers(found, ARABIC) for n, found in _words(sheets).items()}
    return any(found and n not in found for n, found in numbers.items())


def _words(sheets: Sequence[Iterable[str]]) -> Words:
    """Return the words of the lines that are a number alone or on two sheets, by their sheets."""
    lines = {n: [WORD.findall(line) for line in found] for n, found in enumerate(sheets, 1)}
    homes = Counter(key for found in lines.values() for key in set(map(_key, found)))
    return {
        n: [
            word
            for line in found
            if (homes[key] > 1 if (key := _key(line)) else len(line) <= MOST_ALONE)
            for word in line
        ]
        for n, found in lines.items()
    }


def _key(line: Iterable[str]) -> tuple[str, ...]:
    """Return the words of a line that are no numbers."""
    folded = map(str.casefold, line)
    return tuple(word for word in folded if not word.isdecimal() and word not in VALUES)


def _numbers(words: Iterable[str], style: _Style) -> set[int]:
    return {value for word in words if (value := style.read(word))}


def _run(words: Words, style: _Style) -> _Run | None:
    """Return the run that enough pages are of, and most of those that have a number at all.

    None also where as many of the others are of another: nobody knows then which are right.
    """
    numbers = {n: found for n, line in words.items() if (found := _numbers(line, style))}
    offset, count = _commonest(numbers)
    others = {n: found for n, found in numbers.items() if n - offset not in found}
    if count < LEAST or count <= len(others) or _commonest(others)[1] >= LEAST:
        return None
    return _Run(style, offset, frozenset(numbers.keys() - others.keys()))


def _commonest(numbers: Mapping[int, Iterable[int]]) -> tuple[int, int]:
    """Return by how much the most sheets are ahead of their numbers, and how many they are."""
    offsets = Counter(n - value for n, found in numbers.items() for value in found)
    return max(offsets.items(), key=lambda item: (item[1], -item[0]), default=(0, 0))
