"""What the content of a PDF is: a tree of structure elements, as plain values (ISO 32000-1 §14.7).

``tags.boxes`` makes it from the pages as they were laid out, ``tags.writing`` writes it into the
finished file.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Mark:
    """A piece of a page's content: the page, from 0, and the number that it is marked with."""

    page: int
    number: int


@dataclass(slots=True)
class Annotation:
    """An active area of a page, by its object number in the file; ``text`` says what it does.

    ``joined``: areas within it that do the same, so that a reader need not pass each of them.
    """

    page: int
    number: int
    target: str
    text: str = ""
    joined: list[int] = field(default_factory=list)


@dataclass(slots=True)
class Node:
    """A structure element.

    ``texts``: entries such as ``Alt``, ``E`` and ``Lang``. ``attributes``: by their owner, such as
    ``Table``; a text is a name of the standard's.
    """

    type: str
    kids: list["Node | Mark | Annotation"] = field(default_factory=list)
    texts: dict[str, str] = field(default_factory=dict)
    attributes: dict[str, Mapping[str, str | int | tuple[float, ...]]] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Sheet:
    """A page. ``artifacts``: the marks of what is no content, each with its kind.

    ``folio``: the page's number as it is printed, or empty.
    """

    artifacts: Mapping[int, str]
    folio: str


@dataclass(frozen=True, slots=True)
class Structure:
    """The structure of a whole PDF."""

    root: Node
    sheets: tuple[Sheet, ...]
