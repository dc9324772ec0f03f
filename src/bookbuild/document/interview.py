"""The turns of a chapter, grouped on its tree: sections with labels in a ``doc-qna`` section."""

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.model import Chapter, Prose, Turn
from bookbuild.slugs import Names, fingerprint
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, element, replace, text_nodes, text_of


@dataclass(frozen=True, slots=True)
class _Spoken:
    """A section under construction, with the turn that opened it."""

    section: Element
    turn: Turn
    is_continued: bool


def group_turns(body: Element, chapter: Chapter, wording: Wording, names: Names) -> None:
    """Put the elements of each turn of ``body`` into a section, and all of them into one.

    ``names`` are the ids of the whole book. Every child of ``body`` names its block in
    ``data-block``; that attribute goes.
    """
    spoken: list[_Spoken] = []
    children: list[Element] = []
    for node, block, is_first in _with_blocks(body, chapter):
        node.tail = None
        if not isinstance(block, Turn):
            children.append(node)
        elif not is_first or _continues(block, children, spoken):
            spoken[-1].section.append(node)
        else:
            section = _section(block, node)
            spoken.append(_Spoken(section, block, is_continued=not block.is_start))
            children.append(section)
    _name(spoken, chapter, wording, names)
    body[:] = _wrap(children)


def _with_blocks(body: Element, chapter: Chapter) -> Iterator[tuple[Element, Prose, bool]]:
    """Yield each child, its block, and whether it is the block's first."""
    before = -1
    for node in list(body):
        number = int(node.attrib.pop("data-block"))
        yield node, chapter.blocks[number], number != before
        before = number


def _continues(block: Turn, children: list[Element], spoken: list[_Spoken]) -> bool:
    is_open = bool(spoken) and bool(children) and children[-1] is spoken[-1].section
    return is_open and not block.is_start


def _section(turn: Turn, first: Element) -> Element:
    """Open the section of ``turn`` and take its label out of the first element."""
    names = " ".join(["turn", turn.speaker.role]).strip()
    section = element("section", {"class": names, "data-speaker": turn.speaker.name})
    section.set("data-line", str(turn.line))
    if not turn.label and turn.is_start:
        section.set("data-inferred", "")
    if turn.label:
        cut_label(first, turn.label)
    if text_of(first).strip() or len(first):
        section.append(first)
    return section


def cut_label(node: Element, label: str) -> None:
    """Take the characters of ``label`` off the head of ``node``, and emphasis that this empties.

    White space counts for nothing: the converter may have changed it. Nor do marks of emphasis
    that the author opened and never closed.
    """
    wanted = "".join(label.split())
    for owner, place in list(text_nodes(node)):
        text = (getattr(owner, place) or "").lstrip()
        while wanted and text[:1] in ("*", "_", wanted[0]):
            wanted, text = wanted.removeprefix(text[0]), text[1:].lstrip()
        setattr(owner, place, text)
        if not wanted or text:
            break
    for child in reversed(list(node.iter("strong", "em", "b", "i", "u", "abbr"))):
        if not text_of(child) and not len(child):
            replace(child, None)
    _strip_start(node)


def _strip_start(node: Element) -> None:
    """Take white space and emptied line breaks off the head of ``node``."""
    node.text = (node.text or "").lstrip()
    while not node.text and len(node) and node[0].tag == "br":
        replace(node[0], None)
        node.text = (node.text or "").lstrip()


def _name(spoken: list[_Spoken], chapter: Chapter, wording: Wording, names: Names) -> None:
    """Give each section its id, and print its label; a continued turn points to the one before."""
    label_id = ""
    for part in spoken:
        words = fingerprint("".join(char for char in text_of(part.section) if char.isalnum()))
        name = names.take(f"{chapter.id}-{part.turn.speaker.id}-{words}")
        part.section.set("id", name)
        if part.is_continued:
            part.section.set("data-continued", "")
        else:
            label_id = f"{name}-label"
            _print_label(part.section, part.turn.speaker.name, label_id, wording)
        part.section.set("aria-labelledby", label_id)


def _print_label(section: Element, name: str, label_id: str, wording: Wording) -> None:
    """Set the label in front of the first paragraph, or on its own line before another block."""
    attributes = {"class": "speaker", "id": label_id, "data-generated": ""}
    text = f"{name}{wording.colon.rstrip()}"
    if len(section) and section[0].tag == "p":
        label = element("span", attributes, text)
        space = wording.colon[len(wording.colon.rstrip()) :]
        label.tail = f"{space}{(section[0].text or '').lstrip()}"
        section[0].text = None
        section[0].insert(0, label)
    else:
        section.insert(0, element("p", attributes, text))


def _wrap(children: list[Element]) -> list[Element]:
    """Put everything from the first turn to the last into a ``doc-qna`` section."""
    turns = [place for place, node in enumerate(children) if node.get("data-speaker") is not None]
    if not turns:
        return children
    first, last = turns[0], turns[-1] + 1
    interview = element("section", {"class": "interview", "role": "doc-qna"})
    interview.extend(children[first:last])
    return [*children[:first], interview, *children[last:]]
