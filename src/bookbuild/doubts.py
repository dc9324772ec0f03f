"""What an editor should look at: places where who speaks is inferred, a close call, or unclear."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from enum import StrEnum

from bookbuild.allowances import accept
from bookbuild.census import SpeakerRow, first_words, is_comment
from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.model import Book, Chapter, Prose, Reason, Turn
from bookbuild.rules import INFERRED_SPEAKER

SURE = 0.8  # below, a decision is doubtful, whatever it rests on


class DoubtKind(StrEnum):
    """Why an editor should look at a place."""

    INFERRED = "inferred"  # no label stands there
    UNCERTAIN = "uncertain"  # the decision was a close one
    LABEL = "label"  # a label that is not like the name it stands for
    FAULT = "fault"  # what the reading itself reported


@dataclass(frozen=True, slots=True)
class Doubt:
    """A place to look at. ``certainty`` is None where there is nothing to measure it by."""

    kind: DoubtKind
    place: Location
    message: str
    certainty: float | None = None
    hint: str = ""


def find_doubts(
    book: Book,
    chapters: Sequence[Chapter],
    rows: Iterable[SpeakerRow],
    found: Iterable[Diagnostic],
) -> tuple[Doubt, ...]:
    """Return the doubts in the order of the chapters, none told twice.

    ``rows`` count who speaks; ``found`` is what the reading itself reported of the turns.
    """
    blocks = [doubt for chapter in chapters for doubt in _block_doubts(book, chapter)]
    faults = _others(map(_fault_doubt, found), blocks)
    labels = _others((doubt for row in rows for doubt in _label_doubts(row)), faults)
    order = {chapter.source.path: number for number, chapter in enumerate(chapters)}
    return tuple(
        sorted(
            blocks + faults + labels,
            key=lambda doubt: (order.get(doubt.place.path, len(order)), doubt.place.line),
        )
    )


def _others(doubts: Iterable[Doubt], known: Iterable[Doubt]) -> list[Doubt]:
    """Leave out the doubts whose places are known."""
    places = {doubt.place for doubt in known}
    return [doubt for doubt in doubts if doubt.place not in places]


def _fault_doubt(fault: Diagnostic) -> Doubt:
    place = Location(fault.location.path, fault.location.line)
    return Doubt(DoubtKind.FAULT, place, fault.message, hint=fault.hint)


def _block_doubts(book: Book, chapter: Chapter) -> Iterator[Doubt]:
    """Yield the places where no label stands or the decision was close, but what was accepted.

    What only goes on from a doubtful block is no doubt of its own, but where it is a closer call.
    """
    before, was_close = "", False  # who spoke the block before, if that was doubtful
    for block in chapter.blocks:
        if is_comment(block):
            continue
        speaker = block.speaker.name if isinstance(block, Turn) else ""
        is_inferred = isinstance(block, Turn) and block.is_inferred
        if not is_inferred and block.certainty >= SURE:
            before = ""
            continue
        is_close = block.certainty < SURE
        place = Location(chapter.source.path, block.line)
        goes_on = block.reason is Reason.GOES_ON or not speaker
        is_told = goes_on and before == (speaker or "-") and (was_close or not is_close)
        if not is_told and not _is_accepted(place, book):
            kind = DoubtKind.INFERRED if is_inferred else DoubtKind.UNCERTAIN
            yield Doubt(kind, place, _verdict(block, speaker), block.certainty)
        before, was_close = speaker or "-", is_close


def _is_accepted(place: Location, book: Book) -> bool:
    """Whether the author accepts in ``[[allow]]`` that a speaker is inferred there."""
    return not accept([Diagnostic(INFERRED_SPEAKER, place, "")], book.config.allow)


def _verdict(block: Prose, speaker: str) -> str:
    reason = "" if block.reason is Reason.NOBODY and block.detail else block.reason.value
    why = ", ".join(filter(None, [reason, block.detail]))
    return f"{speaker or 'nobody'}: {why}: “{first_words(block)}”"


def _label_doubts(row: SpeakerRow) -> Iterator[Doubt]:
    for use in row.labels:
        if not use.is_given:
            times = f"{use.count} times" if use.count > 1 else "once"
            message = f'the label "{use.written}" ({times}) is taken as {row.speaker.name}'
            yield Doubt(DoubtKind.LABEL, use.place, message, use.certainty)
