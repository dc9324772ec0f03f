"""What there is to judge a label by: where it stands, what surrounds it, what the chapter says."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, field
from functools import cached_property

from bookbuild.model import BlockKind
from bookbuild.speakers.heads import Head
from bookbuild.speakers.mentions import Mention
from bookbuild.speakers.names import CASELESS, looks_like_name, parts
from bookbuild.turns import QUESTION

SHORT_VALUE = 40  # characters: a date or a place after "Date:" is not longer
ASKED_NEAR, ASKED_WITHIN = 40, 160  # characters from the end of what is said
QUESTION_MARK = re.compile(r"[?？؟]")
# A remark, or the next line of credits: 周岚 编辑：阿木
REMARK_BEHIND = re.compile(r"\s*(?:[(（\[]|[,，]\s).*|[\s|/]+[^\s:：]{1,12}\s?[:：].*")
MOST_COUNTED = 3  # of the scores are told to the editor


@dataclass(frozen=True)  # without slots: what is asked for often is kept
class Candidate:
    """A head in its place: the block's number, the kind of what holds it, and what surrounds it."""

    head: Head
    line: int
    block: int
    kind: BlockKind
    is_inner: bool  # it stands in the middle of a line
    said: str  # the text that follows, as far as it is needed

    @cached_property
    def key(self) -> str:
        return self.head.key

    @cached_property
    def asks(self) -> bool:
        end = self.said.rstrip()[-ASKED_WITHIN:]
        return bool(QUESTION.search(end[-ASKED_NEAR:]) or QUESTION_MARK.search(end))


@dataclass(slots=True)
class Verdict:
    """What speaks for and against a label, by name; ``total`` decides."""

    key: str
    name: str
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(self.scores.values())

    def why(self) -> str:
        """Return what counts most, as words."""
        best = sorted(self.scores.items(), key=lambda item: -abs(item[1]))[:MOST_COUNTED]
        return ", ".join(name for name, score in best if score)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a chapter says beside its labels: names it gives, people that are listed for it."""

    mentions: Sequence[Mention] = ()
    listed: frozenset[str] = frozenset()  # labels of the roster, folded
    known: tuple[str, ...] = ()  # names of the roster
    opening: str = ""  # title and introduction
    coverage: float = 0.0  # the share of the text that has a label at its head
    asking: frozenset[int] = frozenset()  # blocks without a label that ask


def value_name(item: Candidate) -> str:
    """Return the name alone behind a label, as in "Interviewer: Ana Costa"; or nothing."""
    value = REMARK_BEHIND.sub("", item.said.split("\n")[0]).strip(" *_.")
    is_short = 1 < len(value) <= SHORT_VALUE and len(value.split()) <= 4
    if not is_short or item.asks or value[-1] in "。！？" or not looks_like_name(value):
        return ""
    return value if len(parts(value)) > 1 or CASELESS.search(value) else ""
