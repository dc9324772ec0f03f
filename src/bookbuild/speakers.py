"""Who speaks: labels and blocks become turns, each with its speaker and the reason we think so."""

import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import BlockKind, Chapter, Prose, Reason, Roster, Speaker, SpeakerEntry, Turn
from bookbuild.rules import INFERRED_SPEAKER
from bookbuild.slugs import Names, identifier
from bookbuild.strangers import find_strangers
from bookbuild.turns import CAPTION, QUESTION, Label, fold, read_label, split_at_lines

ASKERS = ("interviewer", "host")
HARD_BREAK = re.compile(r"(?:[ \t]|\\|<br[ \t]*/?>)+$")  # says nothing at a turn's end
Index = Mapping[str, Speaker]


def find_speakers(
    chapters: Sequence[Chapter], entries: Sequence[SpeakerEntry], report: Report
) -> tuple[Roster, tuple[Chapter, ...]]:
    """Return everybody who speaks in the book, and the chapters with their turns."""
    listed = _unique([*entries, *(entry for chapter in chapters for entry in chapter.speakers)])
    cast = {entry.name: speaker for entry, speaker in zip(listed, _identify(listed), strict=True)}
    found, done, names = dict(cast), [], Names([speaker.id for speaker in cast.values()])
    for chapter in chapters:
        own = _unique([*chapter.speakers, *entries])
        people = _index(cast[entry.name] for entry in own)
        index = dict(people)
        for key, name in find_strangers(chapter, people, report).items():
            if name not in found:
                found[name] = Speaker(names.take(identifier(name, "speaker")), name)
            index[key] = found[name]
        done.append(replace(chapter, blocks=tuple(_find_turns(chapter, index, report))))
    return Roster(tuple(found.values()), complete=bool(listed)), tuple(done)


# -- the people -----------------------------------------------------------------------------------


def _unique(entries: Iterable[SpeakerEntry]) -> list[SpeakerEntry]:
    """One entry a name: the first counts, the aliases of all are kept."""
    kept: dict[str, SpeakerEntry] = {}
    for entry in entries:
        first = kept.setdefault(entry.name, entry)
        aliases = tuple(dict.fromkeys([*first.aliases, *entry.aliases]))
        kept[entry.name] = replace(first, aliases=aliases, role=first.role or entry.role)
    return list(kept.values())


def _identify(entries: Iterable[SpeakerEntry]) -> Iterator[Speaker]:
    names = Names()
    for entry in entries:
        speaker_id = names.take(identifier(entry.name, "speaker"))
        yield Speaker(speaker_id, entry.name, entry.aliases, entry.role, entry.note, entry.short)


def _index(speakers: Iterable[Speaker]) -> dict[str, Speaker]:
    """Labels, folded, to people. A name counts before an alias, and the first before the next."""
    people = list(speakers)
    index: dict[str, Speaker] = {}
    names = [(speaker.name, speaker) for speaker in people]
    aliases = [(alias, speaker) for speaker in people for alias in speaker.aliases]
    for label, person in names + aliases:
        index.setdefault(fold(label), person)
    return index


# -- turns ----------------------------------------------------------------------------------------


def _find_turns(chapter: Chapter, index: Index, report: Report) -> Iterator[Prose]:
    pieces = [piece for block in chapter.blocks for piece in _split(block, index)]
    labelled = list(_label(pieces, index))
    for block in _answer(labelled):
        if isinstance(block, Turn) and block.reason is Reason.ANSWER:
            message = f'nobody is named here; taken as the answer of "{block.speaker.name}"'
            hint = f"write a label to settle it: **{block.speaker.name}:** …"
            place = Location(chapter.source.path, block.line, 1)
            report(Diagnostic(INFERRED_SPEAKER, place, message, hint))
        yield block


def _split(block: Prose, index: Index) -> Iterator[Prose]:
    """Cut a paragraph that holds several turns, each at the head of a line."""
    if block.kind is not BlockKind.PARAGRAPH:
        return iter((block,))
    lines = block.text.split("\n")
    starts = [number for number, line in enumerate(lines) if _speaker_of(line, index)]
    for start in starts[1:] if starts[:1] == [0] else starts:
        lines[start - 1] = HARD_BREAK.sub("", lines[start - 1])
    return split_at_lines(replace(block, text="\n".join(lines)), starts)


def _speaker_of(line: str, index: Index) -> tuple[Label, Speaker] | None:
    label = read_label(line)
    if label is None or (speaker := index.get(fold(label.name))) is None:
        return None
    return label, speaker


def _label(pieces: Iterable[Prose], index: Index) -> Iterator[Prose]:
    """Give each block to the speaker of the label before it; a heading or a rule ends a turn."""
    current: Speaker | None = None
    for piece in pieces:
        found = _speaker_of(piece.text, index) if piece.kind is BlockKind.PARAGRAPH else None
        if found:
            label, current = found
            yield _turn(piece, current, Reason.LABEL, label.text)
        elif piece.kind in (BlockKind.HEADING, BlockKind.RULE):
            current = None
            yield piece
        elif current is None or piece.kind is BlockKind.DEFINITION:
            yield piece
        else:
            yield _turn(piece, current, Reason.GOES_ON)


def _turn(block: Prose, speaker: Speaker, reason: Reason, label: str = "") -> Turn:
    return Turn(block.text, block.line, block.kind, speaker=speaker, reason=reason, label=label)


# -- answers without a label ----------------------------------------------------------------------


def _answer(blocks: list[Prose]) -> Iterator[Prose]:
    """Give to the other of two people what follows a question and is answered by nobody else.

    Between a question of the interviewer's and the next turn, heading or rule, running text
    without a label is the answer; unless the other one's own label comes there first.
    """
    if (pair := _pair(blocks)) is None:
        return iter(blocks)
    asker, other = pair
    answered = list(blocks)
    for start, block in enumerate(blocks):
        if isinstance(block, Turn) and block.label and block.speaker == asker:
            end = _end_of_turn(blocks, start)
            if not _is_speaker(blocks, end, other):
                _give(answered, start, end, other)
    return iter(answered)


def _pair(blocks: Iterable[Prose]) -> tuple[Speaker, Speaker] | None:
    """Return the one who asks and the one who answers, where exactly two people speak."""
    starts = [block for block in blocks if isinstance(block, Turn) and block.label]
    people = list(dict.fromkeys(turn.speaker for turn in starts))
    if len(people) != 2:
        return None
    first, second = people
    if (second.role in ASKERS) != (first.role in ASKERS):
        return (second, first) if second.role in ASKERS else (first, second)
    asked = Counter(turn.speaker.id for turn in starts if QUESTION.search(turn.text))
    return (first, second) if asked[first.id] >= asked[second.id] else (second, first)


def _end_of_turn(blocks: Sequence[Prose], start: int) -> int:
    end = start + 1
    while end < len(blocks) and _goes_on(blocks[end]):
        end += 1
    return end


def _goes_on(block: Prose) -> bool:
    if isinstance(block, Turn):
        return block.reason is Reason.GOES_ON
    return block.kind is BlockKind.DEFINITION


def _is_speaker(blocks: Sequence[Prose], position: int, speaker: Speaker) -> bool:
    block = blocks[position] if position < len(blocks) else None
    return isinstance(block, Turn) and block.speaker == speaker


def _give(blocks: list[Prose], start: int, end: int, speaker: Speaker) -> None:
    """Give what is said between the first question and ``end`` to ``speaker``."""
    turn = range(start, end)
    questions = [place for place in turn if QUESTION.search(blocks[place].text.rstrip())]
    first = next((p for p in turn if questions and p > questions[0] and _is_said(blocks[p])), None)
    if first is None:
        return
    for place in range(first, end):
        if isinstance(blocks[place], Turn):
            reason = Reason.ANSWER if place == first else Reason.GOES_ON
            blocks[place] = _turn(blocks[place], speaker, reason)


def _is_said(block: Prose) -> bool:
    return (
        isinstance(block, Turn) and block.kind is BlockKind.PARAGRAPH and _prints_words(block.text)
    )


def _prints_words(text: str) -> bool:
    """Whether a paragraph holds more than pictures and is no caption."""
    return not re.match(r"\s*\[?!\[", text) and not CAPTION.match(text.lstrip("*_ "))
