"""What is known of a chapter's blocks before it is decided who speaks them."""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.speakers.cues import Cues

NOBODY = -1


@dataclass(frozen=True, slots=True)
class Anchor:
    """What is known of a block: who speaks it (``NOBODY``: nobody), and how surely.

    ``is_fixed``: a label or the editor says so; else the way it is set does.
    """

    person: int
    certainty: float = 1.0
    is_fixed: bool = True
    is_passed: bool = False  # nobody's, and the turn around it goes on: a caption, narration


@dataclass(frozen=True, slots=True)
class Habits:
    """What a chapter's labelled turns tell of the others.

    ``askers`` and ``answerers``: people by number. ``asking_style``: how the words of questions
    are set off. ``gaps``: the share of questions that no labelled answer follows, though text does;
    ``missing_questions``: the share of answers after which the question has no label.
    """

    people: int
    askers: frozenset[int]
    answerers: tuple[int, ...]
    asking_style: str = ""
    gaps: float = 0.0
    missing_questions: float = 0.0
    length: float = 1.0  # paragraphs of a turn after its first, on an average
    is_closed: bool = False  # the last words thank
    dashes: frozenset[int] = frozenset()  # blocks that begin with a dash: another one speaks
    names: Mapping[int, tuple[str, ...]] = field(default_factory=dict)  # how people are called


@dataclass(slots=True)
class Step:
    """A block with what may be decided of it."""

    states: tuple[int, ...]  # who may speak it
    cues: Cues
    anchor: Anchor | None
    is_open: bool  # a paragraph or the like; headings, rules and figures only pass the talk on
    after_heading: bool = False
    after_rule: bool = False
    is_last: bool = False  # no label follows
    has_dash: bool = False  # somebody else begins to speak
    is_annex: bool = False  # a list, code, a table: or what a colon announces
    called: frozenset[int] = frozenset()  # whom it speaks of by name
    before: "Step | None" = None  # the open one near before it
    scores: dict[int, dict[str, float]] = field(default_factory=dict)
    sums: dict[int, float] = field(default_factory=dict)  # of the scores

    @property
    def is_set_as_question(self) -> bool:
        """Whether the way it is set says who speaks it, and no label."""
        return self.anchor is not None and not self.anchor.is_fixed

    @property
    def has_asked(self) -> bool:
        return self.cues.asks or self.cues.asks_inside or self.is_set_as_question
