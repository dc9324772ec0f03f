"""The turns of a chapter, grouped on its tree: sections with labels in a ``doc-qna`` section."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from bookbuild.document.cutting import cut_label
from bookbuild.document.directions import Editing, is_empty, mark_directions
from bookbuild.document.labels import House, Spoken, print_labels, time_of
from bookbuild.model import Chapter, Prose, Turn
from bookbuild.slugs import Names, fingerprint
from bookbuild.xhtml import Element, element, text_nodes, text_of, unwrap

HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
EMPHASIS = ("strong", "em", "b", "i")
DASH = re.compile(r"^\s*[—–―-]{1,2}\s*(?=\S)")


@dataclass(frozen=True, slots=True)
class Stage:
    """What the turns of a chapter are set with. ``names`` are the ids of the whole book."""

    chapter: Chapter
    house: House
    editing: Editing
    names: Names


def group_turns(body: Element, stage: Stage) -> None:
    """Put the elements of each turn of ``body`` into a section, and all of them into one.

    Every child of ``body`` names its block in ``data-block``; that attribute goes.
    """
    spoken: list[Spoken] = []
    children: list[Element] = []
    for node, block, is_first in _with_blocks(body, stage.chapter):
        node.tail = None
        if not isinstance(block, Turn):
            children.append(node)
            continue
        if is_first and not _continues(block, children, spoken):
            section = _section(block)
            spoken.append(Spoken(section, block, is_continued=_is_rest(block, children, spoken)))
            children.append(section)
        _add(node, block if is_first else None, spoken[-1], stage.house)
    _name(spoken, stage)
    sections = [part.section for part in spoken]
    told = [node for node in children if spoken and _stands_among(node, sections, children)]
    looked_at = {*sections, *told}
    silent = [  # in their order, since what is taken out is looked for in the order of the text
        node for node in children if node in looked_at and _falls_silent(node, stage.editing)
    ]
    print_labels(_without(silent, spoken), stage.house)
    kept = [node for node in children if node not in silent]
    body[:] = _wrap(kept, stage.house.config.turns)


def _with_blocks(body: Element, chapter: Chapter) -> Iterator[tuple[Element, Prose, bool]]:
    """Yield each child, its block, and whether it is the block's first."""
    before = -1
    for node in list(body):
        number = int(node.attrib.pop("data-block"))
        yield node, chapter.blocks[number], number != before
        before = number


def _continues(block: Turn, children: list[Element], spoken: list[Spoken]) -> bool:
    """Whether ``block`` belongs into the section that is open."""
    is_open = bool(spoken) and children[-1] is spoken[-1].section
    return is_open and not block.is_start and spoken[-1].turn.speaker == block.speaker


def _is_rest(block: Turn, children: list[Element], spoken: list[Spoken]) -> bool:
    """Whether ``block`` goes on with the last turn, which something other than a heading broke."""
    if block.is_start or not spoken or spoken[-1].turn.speaker != block.speaker:
        return False
    between = children[children.index(spoken[-1].section) + 1 :]
    return not any(node.tag in HEADINGS for node in between)


def _section(turn: Turn) -> Element:
    """Open the section of ``turn``."""
    names = " ".join(["turn", turn.speaker.role]).strip()
    section = element("section", {"class": names, "data-speaker": turn.speaker.name})
    section.set("data-line", str(turn.line))
    if not turn.label and turn.is_start:
        section.set("data-inferred", "")
    return section


def _add(node: Element, opening: Turn | None, part: Spoken, house: House) -> None:
    """Add an element to its turn, without its label. ``opening``: the block that it opens."""
    if opening is not None and opening.label:
        cut_label(node, opening.label)
    elif opening is not None and opening.is_inferred:
        drop_mark(node)
    if opening is not None and not opening.is_start and time_of(opening, house):
        part.timed.append((node, opening))
    elif opening is not None and opening.label and is_empty(node):
        return
    part.section.append(node)


def drop_mark(node: Element) -> None:
    """Take off ``node`` what showed that a turn begins where no label did: emphasis of all, a dash.

    The printed label, or the style of questions, says it from now on.
    """
    if len(node) == 1 and node[0].tag in EMPHASIS:
        is_all = not (node.text or "").strip() and not (node[0].tail or "").strip()
        if is_all and node[0].get("id") is None:
            unwrap(node[0])
    first = next(iter(text_nodes(node)), None)
    if first is not None and node.tag == "p":
        owner, place = first
        setattr(owner, place, DASH.sub("", getattr(owner, place) or ""))


def _name(spoken: list[Spoken], stage: Stage) -> None:
    """Give each section its id; the settings of the book do not change it."""
    for part in spoken:
        words = fingerprint("".join(char for char in text_of(part.section) if char.isalnum()))
        name = f"{stage.chapter.id}-{part.turn.speaker.id}-{words}"
        part.section.set("id", stage.names.take(name))


def _stands_among(node: Element, sections: list[Element], children: list[Element]) -> bool:
    """Whether ``node`` is told between two turns, or follows the last at once."""
    if node in sections:
        return False
    first, last = children.index(sections[0]), children.index(sections[-1])
    return first < children.index(node) <= last + 1


def _falls_silent(node: Element, editing: Editing) -> bool:
    """Edit the directions of a turn, or of what is told; whether nothing is left of it then."""
    was_empty = is_empty(node)
    mark_directions(node, editing)
    return is_empty(node) and not was_empty


def _without(silent: list[Element], spoken: list[Spoken]) -> list[Spoken]:
    """Return the turns that say something; one whose beginning fell silent begins itself."""
    kept: list[Spoken] = []
    for part in spoken:
        if part.section not in silent:
            follows = bool(kept) and kept[-1].turn.speaker == part.turn.speaker
            kept.append(replace(part, is_continued=part.is_continued and follows))
    return kept


def _wrap(children: list[Element], layout: str) -> list[Element]:
    """Put everything from the first turn to the last into a ``doc-qna`` section."""
    turns = [place for place, node in enumerate(children) if node.get("data-speaker") is not None]
    if not turns:
        return children
    first, last = turns[0], turns[-1] + 1
    interview = element("section", {"class": f"interview {layout}", "role": "doc-qna"})
    interview.extend(children[first:last])
    return [*children[:first], interview, *children[last:]]
