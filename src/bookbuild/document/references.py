"""What refers to a figure becomes a link that says the number which the figure has now.

Authors refer by the number that they wrote ("see Figure 2") or by its id: ``[@fig:keras]``,
``@fig:keras``, ``[](#fig-keras)``. What the words said before is kept in ``data-was``.
"""

import re
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.bookconfig import FiguresConfig
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.document.alternatives import first_sentence
from bookbuild.document.captions import WAS, find_label
from bookbuild.document.links import HEADINGS, Anchors, find_figure_id, line_of, words_of
from bookbuild.document.mentions import BEFORE_LINK, MENTION, Chain, find_mentions
from bookbuild.document.numbering import Gallery, note_written, number_figures, number_of
from bookbuild.model import Book
from bookbuild.rules import DEAD_FIGURE
from bookbuild.wording import wording_for
from bookbuild.xhtml import (
    Element,
    add_class,
    append,
    classes,
    element,
    insert_behind,
    text_nodes,
    text_of,
    unwrap,
)

REFERENCE = "figure-reference"
HOME = "figure-home"  # the class of the chapter that stands behind a number of another chapter's
CITED = re.compile(
    r"\[(?:@fig(?:ure)?[:-][^\s\[\];,]+(?:\s*[;,]\s*@fig(?:ure)?[:-][^\s\[\];,]+)*)\]"
    r"|(?<![\w@/.])@fig(?:ure)?[:-][\w.:-]*\w",
    re.IGNORECASE,
)
NAME = re.compile(r"@([^\s\[\];,]+)")
NUMBERED = re.compile(r"\d+[a-z]?$")
NO_TEXT = ("a", "code", "kbd", "pre", "samp")


@dataclass(frozen=True, slots=True)
class Secretary:
    """What references take: the book, where its ids are, and whom to tell."""

    book: Book
    anchors: Anchors
    report: Report


def refer_to_figures(sections: Sequence[Element], secretary: Secretary) -> None:
    """Number the figures of all chapters, and make links of what refers to them.

    The links within the book lead to ``#id`` already.
    """
    book = secretary.book
    galleries = [
        Gallery(chapter, section, wording_for(chapter.language or book.config.language))
        for chapter, section in zip(book.chapters, sections, strict=True)
    ]
    figures = {
        name: one
        for gallery in galleries
        for one in gallery.figures()
        for node in reversed([*one.iter()])
        if (name := node.get("id")) is not None
    }
    for gallery in galleries:
        note_written(gallery, secretary.report)
        _cite(gallery, figures, secretary)
    empty = [(link, gallery) for gallery in galleries for link in _empty_links(gallery.section)]
    if book.config.figures.numbers not in ("as-written", "none"):
        meant = (figures.get(link.get("href", "")[1:]) for link, _ in empty)
        wanted = {figure.get("id", "") for figure in meant if figure is not None}
        number_figures(galleries, wanted, book.config.figures)
    for link, gallery in empty:
        if (figure := figures.get(link.get("href", "")[1:])) is not None:
            _say(link, figure, gallery, book.config.figures)
        else:
            _say_target(link, _target_of(link, sections), gallery, secretary.report)
    for gallery in galleries:
        _mention(gallery)


# -- by id ----------------------------------------------------------------------------------------


def _cite(gallery: Gallery, figures: Mapping[str, Element], secretary: Secretary) -> None:
    """Make links without words of ``[@fig:a; @fig:b]`` and ``@fig:a``."""
    for owner, place in _texts(gallery.section):
        text = getattr(owner, place)
        for found in reversed(list(CITED.finditer(text))):
            names = NAME.findall(found[0])
            targets = [find_figure_id(name, gallery.chapter, secretary.anchors) for name in names]
            if dead := [number for number, to in enumerate(targets) if to not in figures]:
                name, is_known = names[dead[0]], targets[dead[0]] is not None
                place_of = _place(_holder(owner, place), gallery)
                secretary.report(_dead(f"@{name}", place_of, is_known=is_known))
                continue
            made = element("span", {"data-generated": "", WAS: found[0]})
            for number, target in enumerate(targets):
                append(made, gallery.wording.comma if number else None)
                made.append(element("a", {"href": f"#{target}"}))
            made.tail = text[found.end() :]
            insert_behind(owner, place, made)
            text = text[: found.start()]
        setattr(owner, place, text)


def _dead(name: str, place: Location, *, is_known: bool) -> Diagnostic:
    mark = f"{{#{name.removeprefix('@')}}}"
    hint = f"give the figure that is meant this id: ![a description](img/name.jpg){mark}"
    if is_known:
        hint = "what has this id is no figure: a picture is one in a paragraph of its own"
    return Diagnostic(DEAD_FIGURE, place, f'"{name}" refers to no figure of the book', hint)


def _place(node: Element, gallery: Gallery) -> Location:
    return Location(gallery.chapter.source.path, line_of(node), 1)


def _empty_links(section: Element) -> list[Element]:
    """Return the links within the book that say nothing yet.

    In a heading such a link is what a website hangs the heading's address on: it says nothing.
    """
    return [
        link
        for link in section.iter("a")
        if link.get("href", "").startswith("#")
        and not text_of(link).strip()
        and next(link.iter("img"), None) is None
        and next(link.iterancestors(*HEADINGS), None) is None
    ]


def _say(link: Element, figure: Element, gallery: Gallery, config: FiguresConfig) -> None:
    """Let ``link`` say the number of ``figure``, or else what its caption opens with."""
    caption = figure.find("figcaption")
    label = find_label(caption) if caption is not None else None
    number = NUMBERED.search(number_of(figure))
    words = gallery.wording.figure.format(number[0]) if number else ""
    if not words and label is not None:
        words = label.text.rstrip(" :：.．。)）|—–-")
    if not words:
        words = first_sentence(text_of(caption)).rstrip(".。") if caption is not None else "\u2192"
    append(link, words)
    link.set("data-generated", "")
    add_class(link, REFERENCE)
    around = (one for one in figure.iterancestors("section") if "chapter" in classes(one))
    home = next(around, gallery.section)
    if config.count == "chapter" and home is not gallery.section:
        title = words_of(next(home.iter("h1")))
        before, after = ("（", "）") if gallery.wording.colon == "：" else (" (", ")")
        link.append(element("span", {"class": HOME}, f"{before}{title}{after}"))


def _target_of(link: Element, sections: Iterable[Element]) -> Element:
    """Return what a link within the book leads to: a chapter's section, or something in it."""
    name = link.get("href", "")[1:]
    return next(node for section in sections for node in section.iter() if node.get("id") == name)


def _say_target(link: Element, target: Element, gallery: Gallery, report: Report) -> None:
    """Let a link without words to what is no figure say what is there, if that has a title."""
    link.set("data-generated", "")
    heading = next(target.iter("h1"), None) if target.tag == "section" else target
    if heading is not None and heading.tag in HEADINGS:
        append(link, words_of(heading))
        return
    name = link.get("href", "").rpartition("--")[2]
    report(_dead(name, _place(link, gallery), is_known=True))
    append(link, target.get("alt") or "\u2192")


# -- by number ------------------------------------------------------------------------------------


def _mention(gallery: Gallery) -> None:
    """Make links of "Figure 2" where a figure of the chapter had this number."""
    if not gallery.written:
        return
    for link in list(gallery.section.iter("a")):
        _renew(link, gallery)
    for owner, place in _texts(gallery.section):
        for chain in reversed(list(_meant(owner, place, gallery))):
            _put(chain, owner, place, gallery)


def _meant(owner: Element, place: str, gallery: Gallery) -> Iterator[Chain]:
    """Yield what a piece of text mentions, but "Figure 2 of" before the name of another book."""
    text = getattr(owner, place)
    for chain in find_mentions(text, gallery.written, gallery.words):
        if not (BEFORE_LINK.fullmatch(text[chain[-1][1] :]) and _is_before_link(owner, place)):
            yield chain


def _put(chain: Chain, owner: Element, place: str, gallery: Gallery) -> None:
    """Put links into a piece of text that has this chain as its last."""
    text, start, end = getattr(owner, place), chain[0][0], chain[-1][1]
    made = _linked(text, chain, gallery, set(_holder(owner, place).iterancestors("figure")))
    is_same = text_of(made) == text[start:end]
    if is_same and not len(made):
        return
    if not is_same:
        made.set("data-generated", "")
        made.set(WAS, text[start:end])
    made.tail = text[end:]
    setattr(owner, place, text[:start])
    insert_behind(owner, place, made)
    if is_same and not made.text:
        unwrap(made)


def _is_before_link(owner: Element, place: str) -> bool:
    following = next(iter(owner), None) if place == "text" else owner.getnext()
    return following is not None and following.tag in ("a", "em", "i", "cite")


def _linked(text: str, chain: Chain, gallery: Gallery, around: Collection[Element]) -> Element:
    """Return a ``<span>`` that says what ``chain`` says, with links and the numbers of today.

    A caption speaks of its own figure, which is ``around``, without a link.
    """
    made, place = element("span"), chain[0][0]
    for start, end, number in chain:
        figure = gallery.written[number]
        append(made, text[place:start])
        said = text[start : end - len(number)] + _number_now(figure, text[end - len(number) : end])
        is_own = figure in around
        link = element("a", {"href": f"#{figure.get('id')}", "class": REFERENCE}, said)
        append(made, said if is_own else link)
        place = end
    return made


def _number_now(figure: Element, written: str) -> str:
    now = NUMBERED.search(number_of(figure))
    return now[0] if now else written


def _renew(link: Element, gallery: Gallery) -> None:
    """Let a link of the author's that says the number its figure had say the one that it has."""
    said = text_of(link).strip()
    found = MENTION.fullmatch(said)
    number = (found["number"] or found["wide_number"]).lower() if found is not None else ""
    figure = gallery.written.get(number)
    if figure is None or link.get("href") != f"#{figure.get('id')}":
        return
    if REFERENCE not in classes(link):
        add_class(link, REFERENCE)
    now = said[: -len(number)] + _number_now(figure, said[-len(number) :])
    if now != said and not len(link):
        link.set(WAS, said)
        link.text = now
        link.set("data-generated", "")


def _texts(section: Element) -> list[tuple[Element, str]]:
    """Return the pieces of running text of a section."""
    return [
        (owner, place)
        for owner, place in text_nodes(section)
        if getattr(owner, place) and _is_running(_holder(owner, place))
    ]


def _holder(owner: Element, place: str) -> Element:
    """Return the element that a piece of text stands in."""
    parent = owner.getparent()
    return owner if place == "text" or parent is None else parent


def _is_running(node: Element) -> bool:
    return not any(
        outer.tag in NO_TEXT or outer.get("data-generated") is not None
        for outer in (node, *node.iterancestors())
    )
