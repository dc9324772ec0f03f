"""The cover as a section of the document: title, subtitle, names, and the voices of the book.

The theme's ``cover.css`` says how it looks; what depends on how much room the words take is passed
in, for the writer of the PDF tries that out.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from bookbuild.config import trim_size_mm
from bookbuild.cover.people import people_of
from bookbuild.cover.voices import Stroke, strokes_of
from bookbuild.fonts import is_of_region
from bookbuild.language import HANGUL, has_word_spaces
from bookbuild.model import Asset, Book
from bookbuild.wording import wording_for
from bookbuild.xhtml import Element, element

WIDTH_PX, HEIGHT_PX = 1600, 2560  # of the EPUB's cover: what every store takes
COVER = "cover"  # class of the section, and name of its page
ENDS = ".?!…。？！"
# After these a phrase ends: a title in a script without spaces had best be broken there.
PHRASE_ENDS = frozenset("：；，、。？！—　")
BETWEEN_HANGUL = re.compile(f"(?<={HANGUL.pattern})(?={HANGUL.pattern})")
JOIN = "\u2060"  # word joiner: no line ends here
SHORT = 9  # characters of a phrase that is not broken
QUOTES = "“‘„«‹\"'"
LONG, LONG_AUTHORS = 90, 60  # characters of what is set smaller
MOST_OF_AUTHORS = 160  # characters
NEAR = 0.07  # of a page's proportion: a picture that comes so near fills the page, and is trimmed


Breaks = Literal["words", "phrases", "anywhere"]
Company = Literal["one", "few", "many", "crowd"]


@dataclass(frozen=True, slots=True)
class Words:
    """What a cover says. ``authors`` wrote the book, ``people`` answer in it."""

    title: str
    subtitle: str = ""
    authors: tuple[str, ...] = ()
    people: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Fit:
    """How the words are set; sizes in hundredths of the page's width.

    ``measure`` and ``subtitle`` are the shares of the width, in per cent, that title and subtitle
    may take, so that their lines are of a length. ``shown`` is how many of the people are named,
    and ``company`` how close they stand.
    ``breaks``: where lines of the title end, at words or, in a script without spaces, at any
    character; at the end of phrases alone; or within words, if one is longer than a line.
    """

    title: float = 20
    measure: float = 100
    subtitle: float = 100
    shown: int = 0
    company: Company = "few"
    breaks: Breaks = "words"


@dataclass(frozen=True, slots=True)
class Field:
    """The part of the page that the words leave free, in hundredths of the page's width."""

    top: float
    height: float


def words_of(book: Book) -> Words:
    """Return what the cover of ``book`` says."""
    config = book.config
    return Words(config.title, config.subtitle, config.author_names, people_of(book))


def page_mm(book: Book) -> tuple[float, float]:
    """Return width and height of the printed cover: the trim's."""
    size = trim_size_mm(book.config.pdf.trim)
    assert size is not None, "config has checked the trim"
    return size


def designed_cover(book: Book, words: Words, fit: Fit, size_mm: tuple[float, float]) -> Element:
    """Return the section with the words of a cover; the voices are drawn in by ``draw_voices``."""
    head = element("div", {"class": "cover-head"}, _title(words.title, fit, words.people))
    if words.subtitle:
        kind = "cover-subtitle long" if len(words.subtitle) > LONG else "cover-subtitle"
        head.append(_line(kind, _joined(words.subtitle)))
        head[-1].set("style", f"width: {fit.subtitle:g}%")
    foot = element("div", {"class": "cover-foot"}, _people(words.people, fit, book))
    if words.authors:
        foot.append(_authors(words.authors, book))
    kind = "designed" if strokes_of(book) else "designed silent"
    made = _section(book, size_mm, kind)
    made.extend((head, foot) if len(foot) else (head,))
    if direction_of(words.title) == "rtl":
        made.set("dir", "rtl")
    return made


def draw_voices(section: Element, strokes: Sequence[Stroke], field: Field) -> None:
    """Draw who speaks and how long into the part of the cover that is free."""
    place = f"top: calc(var(--u) * {field.top:.2f}); height: calc(var(--u) * {field.height:.2f})"
    drawn = element("div", {"class": "cover-voices", "style": place})
    side = "right" if section.get("dir") == "rtl" else "left"
    for stroke in strokes:
        kind = "asking" if stroke.is_asking else "answering"
        where = f"{side}: {stroke.place * 100:.3f}%; height: {stroke.height * 100:.2f}%"
        drawn.append(element("div", {"class": f"stroke {kind}", "style": where}))
    section.insert(1, drawn)


def pictured_cover(book: Book, picture: Asset, alt: str, size_mm: tuple[float, float]) -> Element:
    """Return the section with the author's own cover, which fills the page.

    ``alt``: what the author says that it shows; empty: nothing.
    """
    width, height = size_mm
    ratio = (picture.width_px or 1) / (picture.height_px or 1) / (width / height)
    kind = "filling" if abs(ratio - 1) <= NEAR else "whole"
    made = _section(book, size_mm, f"pictured {kind}")
    made.append(element("img", {"src": picture.href, "alt": alt or alt_of_picture(book)}))
    return made


def back_of_cover() -> Element:
    """Return the page behind the cover, which is empty, so that the book begins on a recto."""
    return element("section", {"class": "cover-back"})


def alt_of_picture(book: Book) -> str:
    """Return what stands for an author's cover: nobody but the author knows what it shows."""
    wording = wording_for(book.config.language)
    return f"{wording.cover}{wording.colon}{book.config.title}"


def alt_of_design(book: Book) -> str:
    """Return what stands for the designed cover: all that it says."""
    wording, words = wording_for(book.config.language), words_of(book)
    names = wording.comma.join(dict.fromkeys((*words.people, *words.authors)))
    stop = ". " if has_word_spaces(book.config.language) else "。"
    said = f"{wording.cover}{wording.colon}{words.title}"
    for piece in filter(None, (words.subtitle, names)):
        said += (" " if said[-1] in ENDS else stop) + piece
    return said


def direction_of(text: str) -> str:
    """Return ``rtl`` where the first letter of ``text`` is of a script from the right, or ltr."""
    kinds = (unicodedata.bidirectional(char) for char in text)
    strong = next((kind for kind in kinds if kind in ("L", "R", "AL")), "L")
    return "ltr" if strong == "L" else "rtl"


def _section(book: Book, size_mm: tuple[float, float], kind: str) -> Element:
    width, height = size_mm
    unit = min(width, height / 1.3) / 100  # of a page wider than it is high, the height counts
    style = f"--u: {unit:.4f}mm; width: {width:g}mm; height: {height:g}mm"
    kinds = f"{COVER} {book.config.cover_style} {kind}"
    return element("section", {"class": kinds, "lang": book.config.language, "style": style})


def _title(title: str, fit: Fit, names: Iterable[str]) -> Element:
    hangs = " hung" if title.startswith(tuple(QUOTES)) else ""
    made = _line(f"cover-title {fit.breaks}{hangs}", title)
    made.set("style", f"--title: {fit.title:g}; width: {fit.measure:g}%")
    if fit.breaks == "phrases":
        made.text = ""
        made.extend(_phrase(phrase, names) for phrase in phrases_of(title))
    elif fit.breaks == "words":
        made.text = _joined(title, names)
    return made


def _phrase(phrase: str, names: Iterable[str]) -> Element:
    kind = "phrase whole" if len(phrase) <= SHORT else "phrase"
    return element("span", {"class": kind}, _joined(phrase, names))


def _joined(text: str, names: Iterable[str] = ()) -> str:
    """Return ``text`` with its Korean words whole, and ``names`` that have no spaces.

    Engines break both wherever they break Chinese.
    """
    for name in names:
        if is_of_region(name[:1]):
            text = text.replace(name, JOIN.join(name))
    return BETWEEN_HANGUL.sub(JOIN, text)


def phrases_of(title: str) -> Iterator[str]:
    """Cut a title after the marks at which its lines had best end."""
    start = 0
    for at in range(1, len(title)):
        if title[at - 1] in PHRASE_ENDS and title[at] not in PHRASE_ENDS:
            yield title[start:at]
            start = at
    yield title[start:]


def _people(people: Sequence[str], fit: Fit, book: Book) -> Element | None:
    if not people:
        return None
    named, left = people[: fit.shown], len(people) - fit.shown
    made = element("p", {"class": f"cover-people {fit.company}"})
    for name in named:
        made.append(_name("name", name))
        made[-1].tail = " "
    if left > 0:
        others = wording_for(book.config.language).others.format(left)
        made.append(element("span", {"class": "others"}, others))
    return made


def _authors(authors: Sequence[str], book: Book) -> Element:
    """Return the line of the authors; of very many, the first and the number of the rest."""
    wording = wording_for(book.config.language)
    named = list(authors)
    while len(wording.comma.join(named)) > MOST_OF_AUTHORS and len(named) > 1:
        named.pop()
    if len(authors) - len(named) == 1 and len(named) > 1:
        named.pop()  # "and one other" is no shorter than a name
    text, left = wording.comma.join(named), len(authors) - len(named)
    if left:
        text += f" {wording.others.format(left)}"
    return _line("cover-authors long" if len(text) > LONG_AUTHORS else "cover-authors", text)


def _line(kind: str, text: str) -> Element:
    made = element("p", {"class": kind}, text)
    if direction_of(text) == "rtl":
        made.set("dir", "rtl")
    return made


def _name(kind: str, text: str) -> Element:
    made = element("span", {"class": kind}, text)
    if direction_of(text) == "rtl":
        made.set("dir", "rtl")
    return made
