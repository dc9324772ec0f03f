"""What refers to a figure becomes a link that says the number which the figure has now.

Authors refer by the number that they wrote ("see Figure 2") or by its id: ``[@fig:keras]``,
``@fig:keras``, ``[](#fig-keras)``. What the words had said before is left out of the book.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.document.captions import find_label, line_of_block
from bookbuild.document.links import Anchors, find_figure_id
from bookbuild.document.numbering import Gallery, note_written, number_figures, number_of
from bookbuild.model import Book
from bookbuild.rules import DEAD_FIGURE
from bookbuild.wording import wording_for
from bookbuild.xhtml import (
    Element,
    add_class,
    append,
    element,
    insert_behind,
    text_nodes,
    text_of,
    unwrap,
)

REFERENCE = "figure-reference"
CITED = re.compile(
    r"\[(?P<group>@fig(?:ure)?[:-][^\s\[\];,]+(?:\s*[;,]\s*@fig(?:ure)?[:-][^\s\[\];,]+)*)\]"
    r"|(?<![\w@/.])@(?P<lone>fig(?:ure)?[:-][\w.:-]*\w)",
    re.IGNORECASE,
)
NAME = re.compile(r"@([^\s\[\];,]+)")
NUMBER = r"\d+(?:\.\d+)*[a-z]?(?![\w%°])"
# A word for a figure and its number: "Figure 2", "Figs. 2 and 3", "图2".
MENTION = re.compile(
    r"(?:(?<!\w)(?:figures?|figs?\.?|illustrations?|plates?|abbildung(?:en)?|abb\.?|figuras?"
    r"|imagens?|imágenes|immagin[ei]|figuur|figuren|afbeelding(?:en)?|figur|kuva|рис(?:ун\w+|\.)?"
    r"|rys(?:un\w+|\.)?|obr(?:áz\w+|\.)?|şekil|hình|gambar)[ \u00a0]"
    r"|(?<![地意截视試试企])[图圖図]\s?|그림\s?)"
    rf"(?P<number>{NUMBER})(?!\s?[年月日号])",
    re.IGNORECASE,
)
MORE = re.compile(
    r"[ \u00a0]?(?:,|;|、|&|和|与|與|–|-|(?<=\s)(?:and|or|to|und|oder|bis|et|ou|à|y|o|e)(?=\s))"
    rf"[ \u00a0]?(?P<number>{NUMBER})",
    re.IGNORECASE,
)
# "Figure 2 of the paper" is another's.
ELSEWHERE = re.compile(
    r"\s+(?:of|in|from)\s+(?:the|their|our|his|her|that|this|my)\s+(?:[\w-]+\s+){0,2}"
    r"(?:paper|article|book|report|thesis|study|appendix)\b",
    re.IGNORECASE,
)
OPENING, CLOSING = "“‘„«‹「『\"'", "”’“»›」』\"'"
NO_TEXT = ("a", "code", "kbd", "pre", "samp")


@dataclass(frozen=True, slots=True)
class Secretary:
    """What references take: the book, where its ids are, what was left out, and whom to tell.

    ``left_out``: of each chapter by its id, pairs of line and text.
    """

    book: Book
    anchors: Anchors
    left_out: Mapping[str, list[tuple[int, str]]]
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
    empty = [link for gallery in galleries for link in _empty_links(gallery.section)]
    if book.config.figures.numbers not in ("as-written", "none"):
        meant = (figures.get(link.get("href", "")[1:]) for link in empty)
        wanted = {figure.get("id", "") for figure in meant if figure is not None}
        number_figures(galleries, wanted, book.config.figures)
    for link in empty:
        if (figure := figures.get(link.get("href", "")[1:])) is not None:
            _say(link, figure)
    for gallery in galleries:
        _mention(gallery, secretary)


# -- by id ----------------------------------------------------------------------------------------


def _cite(gallery: Gallery, figures: Mapping[str, Element], secretary: Secretary) -> None:
    """Make links without words of ``[@fig:a; @fig:b]`` and ``@fig:a``."""
    left_out = secretary.left_out[gallery.chapter.id]
    for owner, place in _texts(gallery.section):
        text = getattr(owner, place)
        for found in reversed(list(CITED.finditer(text))):
            names = NAME.findall(found[0])
            targets = [find_figure_id(name, gallery.chapter, secretary.anchors) for name in names]
            dead = next((n for n, to in zip(names, targets, strict=True) if to not in figures), "")
            if dead:
                _report_dead(dead, line_of_block(_holder(owner, place)), gallery, secretary.report)
                continue
            links = [element("a", {"href": f"#{target}"}) for target in targets]
            for link in links[:-1]:
                link.tail = gallery.wording.comma
            links[-1].tail = text[found.end() :]
            for link in reversed(links):
                insert_behind(owner, place, link)
            text = text[: found.start()]
            left_out.append((line_of_block(_holder(owner, place)), found[0]))
        setattr(owner, place, text)


def _report_dead(name: str, line: int, gallery: Gallery, report: Report) -> None:
    message = f'"@{name}" refers to no figure of the book'
    hint = f"give the figure that is meant this id: ![a description](img/name.jpg){{#{name}}}"
    report(Diagnostic(DEAD_FIGURE, Location(gallery.chapter.source.path, line, 1), message, hint))


def _empty_links(section: Element) -> list[Element]:
    """Return the links within the book that say nothing yet."""
    return [
        link
        for link in section.iter("a")
        if link.get("href", "").startswith("#")
        and not text_of(link).strip()
        and next(link.iter("img"), None) is None
    ]


def _say(link: Element, figure: Element) -> None:
    """Let ``link`` say the number of ``figure``, or else what its caption opens with."""
    caption = figure.find("figcaption")
    label = find_label(caption) if caption is not None else None
    words = number_of(figure) or (label.text.rstrip(" :：.．。)）|—–-") if label else "")
    if not words:
        words = text_of(caption).strip() if caption is not None else "\u2192"
    append(link, words)
    link.set("data-generated", "")
    add_class(link, REFERENCE)


# -- by number ------------------------------------------------------------------------------------


def _mention(gallery: Gallery, secretary: Secretary) -> None:
    """Make links of "Figure 2" where a figure of the chapter had this number."""
    if not gallery.written:
        return
    left_out = secretary.left_out[gallery.chapter.id]
    for link in list(gallery.section.iter("a")):
        _renew(link, gallery, left_out)
    for owner, place in _texts(gallery.section):
        text = getattr(owner, place)
        holder = _holder(owner, place)
        line, around = line_of_block(holder), set(holder.iterancestors("figure"))
        for chain in reversed(list(_chains(text, gallery))):
            if gallery.written.get(chain[0]["number"].lower()) in around:
                continue  # a caption speaks of its own figure
            made = _linked(text, chain, gallery)
            start, end = chain[0].start(), chain[-1].end()
            if text_of(made) != text[start:end]:
                made.set("data-generated", "")
                left_out.append((line, text[start:end]))
            made.tail = text[end:]
            insert_behind(owner, place, made)
            if made.get("data-generated") is None:
                unwrap(made)
            text = text[:start]
        setattr(owner, place, text)


def _chains(text: str, gallery: Gallery) -> Iterator[list[re.Match[str]]]:
    """Yield the numbers of figures that stand together: "Figures 2, 3 and 4"."""
    for first in MENTION.finditer(text):
        chain, more = [first], MORE.match(text, first.end())
        while more is not None:
            chain.append(more)
            more = MORE.match(text, more.end())
        while chain and chain[-1]["number"].lower() not in gallery.written:
            chain.pop()  # no figure's
        if chain and not _is_quoted(text, chain) and not ELSEWHERE.match(text, chain[-1].end()):
            yield chain


def _is_quoted(text: str, chain: Sequence[re.Match[str]]) -> bool:
    """Whether the words are spoken of: “Figure 2”, or "Figure 2:" as all of an element."""
    before, after = text[: chain[0].start()], text[chain[-1].end() :]
    is_label = not before.strip() and after.strip() in (":", "：")
    return is_label or (before[-1:] in OPENING and after[:1] in CLOSING and bool(before and after))


def _linked(text: str, chain: Sequence[re.Match[str]], gallery: Gallery) -> Element:
    """Return a ``<span>`` that says what ``chain`` says, with links and the numbers of today."""
    made, place = element("span"), chain[0].start()
    for number, found in enumerate(chain):
        figure = gallery.written.get(found["number"].lower())
        if figure is None:
            continue
        start = found.start("number") if number else found.start()
        append(made, text[place:start])
        said = text[start : found.start("number")] + _number_now(figure, found["number"])
        append(made, element("a", {"href": f"#{figure.get('id')}", "class": REFERENCE}, said))
        place = found.end()
    return made


def _number_now(figure: Element, written: str) -> str:
    now = re.search(r"\d+$", number_of(figure))
    return now[0] if now else written


def _renew(link: Element, gallery: Gallery, left_out: list[tuple[int, str]]) -> None:
    """Let a link of the author's that says the number its figure had say the one that it has."""
    said = text_of(link).strip()
    found = MENTION.fullmatch(said)
    figure = gallery.written.get(found["number"].lower()) if found is not None else None
    if found is None or figure is None or link.get("href") != f"#{figure.get('id')}":
        return
    add_class(link, REFERENCE)
    now = said[: found.start("number")] + _number_now(figure, found["number"])
    if now != said and not len(link):
        left_out.append((line_of_block(link), said))
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
