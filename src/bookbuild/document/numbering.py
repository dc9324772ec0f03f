"""The numbers of figures, given by the build in each chapter's language."""

import re
from collections.abc import Collection, Iterable, Iterator
from copy import deepcopy
from dataclasses import dataclass, field

from bookbuild.bookconfig import FiguresConfig
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.document.alternatives import first_sentence
from bookbuild.document.captions import WRITTEN
from bookbuild.document.links import FIGURE_ID, line_of, words_of
from bookbuild.document.matter import Entry
from bookbuild.model import Chapter
from bookbuild.rules import SAME_NUMBER
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, element, replace, text_of

PART = re.compile(r"(?P<base>\d[\d.–-]*)(?P<letter>[a-z])")  # 2a and 2b are parts of one figure
NUMBER = "figure-number"  # the class of what says the number in a caption


@dataclass(frozen=True, slots=True)
class Gallery:
    """A chapter's section and its figures, ``written`` by the numbers that the author gave them.

    ``words``: what the author calls figures in their captions.
    """

    chapter: Chapter
    section: Element
    wording: Wording
    written: dict[str, Element] = field(default_factory=dict)
    words: set[str] = field(default_factory=set)

    def figures(self) -> Iterator[Element]:
        """Yield the figures of the text; the portrait is none."""
        return (one for one in self.section.iter("figure") if one.get("data-generated") is None)


def note_written(gallery: Gallery, report: Report) -> None:
    """Keep which figures have numbers of the author's; of two with one number, the first."""
    for figure in gallery.figures():
        word, _, number = figure.attrib.pop(WRITTEN, "").rpartition(" ")
        if not number:
            continue
        gallery.words.add(word)
        if number in gallery.written:
            message = f"two figures of this chapter have the number {number}"
            hint = "the build numbers them anew, but a reference by this number finds the first"
            place = Location(gallery.chapter.source.path, line_of(figure), 1)
            report(Diagnostic(SAME_NUMBER, place, message, hint))
            number = f"{number} again"
        gallery.written[number] = figure


def number_figures(
    galleries: Iterable[Gallery], wanted: Collection[str], config: FiguresConfig
) -> None:
    """Write its number into the caption of each figure that is to have one.

    ``wanted``: ids of figures whose number something refers to.
    """
    number = 0
    for gallery in galleries:
        if config.count == "chapter":
            number = 0
        written = {figure: given for given, figure in gallery.written.items()}
        base = ""  # of the number before, if it had a letter: 2 of 2a
        for figure in gallery.figures():
            is_labelled = figure in written or figure.get("id") in wanted or _is_named(figure)
            if is_labelled or (config.numbers == "all" and _is_captioned(figure)):
                part = PART.fullmatch(written.get(figure, ""))
                number += part is None or part["base"] != base
                base = part["base"] if part else ""
                text = f"{number}{part['letter']}" if part else number
                _label(figure, gallery.wording.figure.format(text), gallery.wording.colon)


def number_of(figure: Element) -> str:
    """Return the number that the build gave a figure, such as "Figure 2"; empty: none."""
    spans = figure.iterfind("figcaption//span")
    found = next((span for span in spans if span.get("class") == NUMBER), None)
    return text_of(found).rstrip(" :：\u00a0") if found is not None else ""


def listed_figures(sections: Iterable[Element], config: FiguresConfig) -> list[Entry]:
    """Return the entries of a list of figures: all that have a caption.

    Where each chapter counts anew, they stand below its title.
    """
    entries: list[Entry] = []
    by_chapter = list(sections)
    for section in by_chapter:
        figures = [
            Entry(figure.get("id", ""), _entry_text(figure), language=section.get("lang", ""))
            for figure in section.iter("figure")
            if _is_captioned(figure) and figure.get("data-generated") is None
        ]
        if figures and config.count == "chapter" and len(by_chapter) > 1:
            title = next(section.iter("h1"))
            entries.append(
                Entry(section.get("id", ""), words_of(title), figures, section.get("lang", ""))
            )
        else:
            entries += figures
    return entries


def _entry_text(figure: Element) -> str:
    """Return the number of a figure and the first sentence of its caption."""
    caption = deepcopy(figure.find("figcaption"))
    assert caption is not None, "it is captioned"
    label = number_of(figure)
    for span in list(caption.iter("span")):
        if span.get("class") == NUMBER:
            colon = text_of(span)[len(label) :]
            label += f"{colon} " if (span.tail or "").startswith(" ") else colon
            replace(span, None)
    words = first_sentence(words_of(caption))
    return f"{label}{words}"


def _is_named(figure: Element) -> bool:
    """Whether the author's id, which follows the chapter's, says that it is a figure."""
    return bool(FIGURE_ID.match(figure.get("id", "").partition("--")[2]))


def _is_captioned(figure: Element) -> bool:
    caption = figure.find("figcaption")
    return caption is not None and bool(text_of(caption).strip())


def _label(figure: Element, label: str, colon: str) -> None:
    """Put ``label`` at the head of the caption, which is made if there is none."""
    caption = figure.find("figcaption")
    if caption is None:
        caption = element("figcaption")
        figure.append(caption)
    mark = colon if text_of(caption).strip() else ""
    first = next(iter(caption), None)
    is_inside = first is not None and first.tag == "p" and not (caption.text or "").strip()
    holder = first if first is not None and is_inside else caption
    span = element("span", {"class": NUMBER, "data-generated": ""}, label + mark.rstrip(" "))
    span.tail = (" " if mark.endswith(" ") else "") + (holder.text or "").lstrip()
    holder.text = None
    holder.insert(0, span)
