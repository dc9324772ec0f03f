"""What is said of words that are lost, moved or added: one fault for each kind and chapter."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Diagnostic, Location, Rule
from bookbuild.model import Chapter
from bookbuild.words.comparison import compare
from bookbuild.words.letters import Letters
from bookbuild.words.passages import Passages

LOST, MOVED, ADDED = "lost", "moved", "added"


@dataclass(frozen=True, slots=True)
class Finding:
    """Letters of ``wanted`` that are lost or moved, or ``added`` ones at a place in it."""

    kind: str
    wanted: Passages
    start: int
    end: int
    added: str = ""
    is_note: bool = False

    @property
    def chapter(self) -> Chapter:
        return self.wanted.at(self.start).chapter

    @property
    def size(self) -> int:
        """How many letters of the author's it is about."""
        return len(self.added) or self.wanted.own_letters(self.start, self.end)

    @property
    def letters(self) -> str:
        return self.added or self.wanted.text[self.start : self.end]


def find(wanted: Passages, found: Letters, *, is_note: bool = False) -> Iterator[Finding]:
    """Yield what is lost and what is added, each for itself."""
    for part in compare(wanted, found):
        if wanted.own_letters(part.start, part.end):
            yield Finding(LOST, wanted, *_own(wanted, part.start, part.end), is_note=is_note)
        if part.added:
            yield Finding(ADDED, wanted, part.end, part.end, part.added, is_note)


def _own(wanted: Passages, start: int, end: int) -> tuple[int, int]:
    """Leave out what is not the author's at both ends."""
    while not wanted.own_letters(start, start + 1):
        start += 1
    while not wanted.own_letters(end - 1, end):
        end -= 1
    return start, end


def settle_moves(findings: Iterable[Finding]) -> list[Finding]:
    """Return ``findings`` with what is lost here and added there as moved.

    A note that stands elsewhere is where its edition has its notes.
    """
    kept = list(findings)
    for lost in [finding for finding in kept if finding.kind == LOST]:
        same = (finding for finding in kept if finding.added == lost.letters)
        if (added := next(same, None)) is not None:
            is_note = lost.is_note or added.is_note
            kept.remove(added)
            place = kept.index(lost)
            kept[place : place + 1] = [] if is_note else [replace(lost, kind=MOVED)]
    return kept


def judge(findings: Iterable[Finding], rule: Rule, where: str, hint: str) -> Iterator[Diagnostic]:
    """Yield the faults: of each chapter and kind the first place, and how many there are.

    ``where``: what was compared, such as "the PDF".
    """
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.chapter.id, finding.kind), []).append(finding)
    for group in groups.values():
        yield Diagnostic(rule, _place(group[0]), _message(group, where), hint)


def _place(finding: Finding) -> Location:
    line = finding.wanted.at(finding.start).line
    path = finding.chapter.source.path
    return Location(path, line, 1) if line else Location(path)


def _message(group: Sequence[Finding], where: str) -> str:
    first = group[0]
    words = first.added or first.wanted.show(first.start, first.end)
    before = first.wanted.show_before(first.start, first.chapter)
    after = f' after "{before}"' if before else ""
    letters = sum(finding.size for finding in group)
    count = f"{letters} letter{'s' if letters != 1 else ''}"
    places = f" at {len(group)} places of this chapter" if len(group) > 1 else ""
    return f'{where} {first.kind} words: "{words}"{after} ({count}{places})'
