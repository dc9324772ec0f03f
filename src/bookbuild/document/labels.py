"""The labels of the turns, set as the book's layout wants them.

Run in and hanging, the label opens the first paragraph; on its own line it is a paragraph. In the
layout ``question`` the one who asks and the one who answers have no label to see: the section's
``aria-label`` has the name. A label hidden by a style would come out on reading systems that take
no such style (``position``, ``clip``), and others would not speak it (``display: none``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field

from bookbuild.bookconfig import BookConfig
from bookbuild.document.brackets import TIMESTAMP
from bookbuild.document.naming import label_names
from bookbuild.model import Turn
from bookbuild.wording import Wording
from bookbuild.xhtml import Element, element

ASKING = ("interviewer", "host", "audience")
FULL_WIDTH = "（【〔［"  # brackets that bring their own space
GENERATED = {"data-generated": ""}


@dataclass(frozen=True, slots=True)
class Spoken:
    """A turn on the tree: its section, the block that opened it, whether it is another's rest.

    ``timed``: the elements within it that open with a time, and their blocks.
    """

    section: Element
    turn: Turn
    is_continued: bool
    timed: list[tuple[Element, Turn]] = field(default_factory=list)


@dataclass(frozen=True, slots=True)
class House:
    """How labels are printed: the book's settings, the words and the language of the chapter."""

    config: BookConfig
    wording: Wording
    language: str


def print_labels(parts: Sequence[Spoken], house: House) -> None:
    """Print the label of each turn, with its id, into its section, which is named by it."""
    starts = [part for part in parts if not part.is_continued]
    bare = _bare_speakers(starts) if house.config.turns == "question" else frozenset()
    names = label_names([part.turn for part in starts], house.config.labels, house.language)
    label_id = ""
    for part in parts:
        _print_times(part, house)
        name = "" if part.is_continued else next(names)
        part.section.set("role", "group")  # not a landmark, of which nobody wants hundreds
        if part.is_continued:
            part.section.set("data-continued", "")
        if part.turn.speaker.id in bare:
            part.section.set("aria-label", part.turn.speaker.name)
            _open_with(part.section, _remarks(part.turn, house))
            continue
        if not part.is_continued:
            label_id = f"{part.section.get('id')}-label"
            _print_label(part, name, label_id, house)
        part.section.set("aria-labelledby", label_id)


def time_of(turn: Turn, house: House) -> str:
    """Return the time that the block opens with, as it is printed; empty if none is."""
    if not house.config.timestamps:
        return ""
    bare = turn.label.strip(" :：")[1:-1] if not turn.written else ""
    return turn.time or (bare.strip() if TIMESTAMP.fullmatch(bare) else "")


def _print_times(part: Spoken, house: House) -> None:
    """Set the times within a turn in front of the words that they belong to."""
    for node, turn in part.timed:
        time = _timestamp(time_of(turn, house))
        if node.tag == "p":
            _insert(node, [time])
        else:
            node.addprevious(element("p", GENERATED, time))


def _bare_speakers(parts: Iterable[Spoken]) -> frozenset[str]:
    """Return the ids of those who need no label: the only one who asks, the only one who answers.

    Who asks is known by the roles. If nobody is said to ask, everybody has a label.
    """
    people = {part.turn.speaker.id: part.turn.speaker.role for part in parts}
    asking = {name for name, role in people.items() if role in ASKING}
    answering = {name for name, role in people.items() if role not in (*ASKING, "narrator")}
    if not asking:
        return frozenset()
    return frozenset().union(*(group for group in (asking, answering) if len(group) == 1))


def _print_label(part: Spoken, name: str, label_id: str, house: House) -> None:
    section, turn = part.section, part.turn
    is_own_line = house.config.turns == "own-line"
    attributes = {"class": "speaker", "id": label_id, **GENERATED}
    remark = _remark(turn, house)
    space = " " if remark is not None and turn.remark[0] not in FULL_WIDTH else ""
    colon, gap = _colon(house)
    time = _time(turn, house)
    content = (f"{name}{space}", remark, " " if time is not None else "", time, colon)
    if not is_own_line and len(section) and section[0].tag == "p":
        _insert(section[0], [element("span", attributes, *content)], gap)
    else:
        section.insert(0, element("p", attributes, *content))


def _colon(house: House) -> tuple[str, str]:
    """Return what a label ends with, and what stands between it and the words.

    A label that hangs ends with its space: after it, the space would move the words off the edge
    of the lines below.
    """
    colon = house.wording.colon
    if house.config.turns == "own-line":
        return "", ""
    if house.config.turns == "hanging":
        return colon, ""
    return colon.rstrip(), colon[len(colon.rstrip()) :]


def _remarks(turn: Turn, house: House) -> list[Element]:
    """Return what a label says beside the name, where the name is not printed."""
    time = _time(turn, house) if turn.is_start else None  # else it stands in the paragraph
    return [piece for piece in (_remark(turn, house), time) if piece is not None]


def _remark(turn: Turn, house: House) -> Element | None:
    if not turn.remark or not house.config.directions:
        return None
    return element("span", {"class": "direction", **GENERATED}, turn.remark)


def _time(turn: Turn, house: House) -> Element | None:
    time = time_of(turn, house)
    return _timestamp(time) if time else None


def _timestamp(time: str) -> Element:
    return element("span", {"class": "timestamp", **GENERATED}, f"[{time.strip('[]()')}]")


def _open_with(section: Element, pieces: Sequence[Element]) -> None:
    """Set ``pieces`` in front of the first paragraph, or into one before another block."""
    if not pieces:
        return
    if not len(section) or section[0].tag != "p":
        section.insert(0, element("p", GENERATED))
    _insert(section[0], pieces)


def _insert(paragraph: Element, pieces: Sequence[Element], space: str = " ") -> None:
    """Set ``pieces`` in front of the words of ``paragraph``, with ``space`` after the first."""
    text, paragraph.text = (paragraph.text or "").lstrip(), None
    has_words = bool(text) or len(paragraph) > 0
    for place, piece in enumerate(pieces):
        piece.tail = " " if place else space
        paragraph.insert(place, piece)
    pieces[-1].tail = f"{pieces[-1].tail}{text}" if has_words else None
