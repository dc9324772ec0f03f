"""Who speaks in a book, how much and under which labels, and what was decided of each block.

A ``Book`` in, plain rows out; nothing here decides who speaks, and nothing prints. A word is what
stands between spaces or dashes; of Han and kana every character counts as one. Of a block
only the words are counted, no picture and no address.
"""

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Location
from bookbuild.language import HAN, KANA
from bookbuild.model import Book, Chapter, Prose, Speaker, Turn
from bookbuild.turns import fold

LONGEST_START = 60  # characters of a block that are shown

# What Markdown holds beside the words: pictures, addresses, comments and tags, calls of notes.
_SILENT = re.compile(
    r"!\[[^\]]*\](?:\([^)\n]*\)|\[[^\]\n]*\])|\]\([^)\n]*\)|https?://\S+"
    r"|<!--.*?-->|<[^>\n]*>|\[\^[^\]\n]*\]",
    re.DOTALL,
)
_GAP = re.compile(r"[\s—–…/]+")
_COLON = " \u00a0\u202f:："


@dataclass(frozen=True, slots=True)
class LabelUse:
    """A label of one speaker: how often it stands, where first, and how sure it is at its best.

    ``is_given``: the author wrote down that it is theirs, or it is a part of their name.
    """

    written: str
    count: int
    place: Location
    certainty: float
    is_given: bool


@dataclass(frozen=True, slots=True)
class SpeakerRow:
    """What one speaker says in all; ``share`` is the part of the words that all say, 0 to 1."""

    speaker: Speaker
    labels: tuple[LabelUse, ...]  # the commonest first
    turns: int
    words: int
    share: float


@dataclass(frozen=True, slots=True)
class BlockRow:
    """What was decided about one block: ``speaker`` is empty where nobody speaks it."""

    line: int
    start: str
    speaker: str
    label: str
    reason: str
    detail: str
    certainty: float
    is_inferred: bool


@dataclass(frozen=True, slots=True)
class ChapterRows:
    """The blocks of one chapter."""

    path: str
    title: str
    blocks: tuple[BlockRow, ...]


@dataclass(frozen=True, slots=True)
class Census:
    """All that there is to say of who speaks in some chapters of a book."""

    title: str
    is_complete: bool
    speakers: tuple[SpeakerRow, ...]
    chapters: tuple[ChapterRows, ...]


def take_census(book: Book, chapters: Sequence[Chapter]) -> Census:
    """Count who speaks in ``chapters`` of ``book``."""
    return Census(
        book.config.title,
        book.roster.complete,
        tuple(_speaker_rows(book, chapters)),
        tuple(explain(chapter) for chapter in chapters),
    )


def explain(chapter: Chapter) -> ChapterRows:
    """Return what was decided about each block of ``chapter``, and why."""
    rows = tuple(_block_row(block) for block in chapter.blocks if not is_comment(block))
    return ChapterRows(chapter.source.path, chapter.title, rows)


def label_uses(book: Book, chapters: Iterable[Chapter]) -> dict[str, tuple[LabelUse, ...]]:
    """Return the labels in ``chapters`` by the ids of their speakers, the commonest first.

    Two spellings that differ in case, width or spaces alone are one label.
    """
    found: dict[str, dict[str, list[tuple[Turn, Location]]]] = {}
    for chapter in chapters:
        for turn in turns_of(chapter):
            if written := label_of(turn):
                uses = found.setdefault(turn.speaker.id, {}).setdefault(fold(written), [])
                uses.append((turn, Location(chapter.source.path, turn.line)))
    given = _given_labels(book)
    return {
        speaker: tuple(sorted(_uses(labels, given), key=lambda use: -use.count))
        for speaker, labels in found.items()
    }


def turns_of(chapter: Chapter) -> Iterator[Turn]:
    """Yield the blocks of ``chapter`` that somebody speaks."""
    return (block for block in chapter.blocks if isinstance(block, Turn))


def label_of(turn: Turn) -> str:
    """Return the name that stands in the label of ``turn``; empty where none stands there."""
    has_more = turn.time or turn.remark
    return turn.written or ("" if has_more else turn.label.rstrip(_COLON))


def first_words(block: Prose) -> str:
    """Return the first words of ``block`` as they stand in the file."""
    text = " ".join(block.text[: 4 * LONGEST_START].split())
    return text if len(text) <= LONGEST_START else f"{text[: LONGEST_START - 1].rstrip()}…"


def words_of(turn: Turn) -> int:
    """Return how many words are spoken in ``turn``; its label is none of them."""
    return count_words(_without_label(turn.text, turn.label))


def count_words(text: str) -> int:
    """Return how many words a reader sees of a piece of Markdown, but for its pictures."""
    apart = _SILENT.sub(" ", text)
    apart = KANA.sub(" x ", HAN.sub(" x ", apart))
    return sum(any(map(str.isalnum, word)) for word in _GAP.split(apart))


def _without_label(text: str, label: str) -> str:
    """Cut the letters of ``label`` off the head of ``text``, whatever marks stand among them."""
    wanted = [char for char in label if char.isalnum()]
    if not wanted:
        return text
    for place, char in enumerate(text):
        if char == wanted[0]:
            wanted.pop(0)
        elif char.isalnum():
            return text  # something else stands there
        if not wanted:
            return text[place + 1 :]
    return text


# -- the speakers ---------------------------------------------------------------------------------


def _speaker_rows(book: Book, chapters: Sequence[Chapter]) -> Iterator[SpeakerRow]:
    """Yield a row for each speaker, in the order of the roster.

    A person whom the roster lists and who never speaks in the book has one too.
    """
    turns: dict[str, list[Turn]] = {}
    for chapter in chapters:
        for turn in turns_of(chapter):
            turns.setdefault(turn.speaker.id, []).append(turn)
    words = {key: sum(map(words_of, said)) for key, said in turns.items()}
    labels, all_words = label_uses(book, chapters), sum(words.values())
    is_whole = len(chapters) == len(book.chapters)
    for speaker in book.roster.speakers:
        if speaker.id in turns or is_whole:
            said = words.get(speaker.id, 0)
            starts = sum(turn.is_start for turn in turns.get(speaker.id, ()))
            share = said / all_words if all_words else 0.0
            yield SpeakerRow(speaker, labels.get(speaker.id, ()), starts, said, share)


def _given_labels(book: Book) -> dict[str, set[str]]:
    """Return the labels, folded, that the author gave to people, by their names."""
    entries = [entry for chapter in book.chapters for entry in chapter.speakers]
    given: dict[str, set[str]] = {}
    for entry in (*book.config.speakers, *entries):
        given.setdefault(entry.name, set()).update(map(fold, entry.aliases))
    return given


def _uses(
    labels: Mapping[str, Sequence[tuple[Turn, Location]]], given: Mapping[str, set[str]]
) -> Iterator[LabelUse]:
    for key, uses in labels.items():
        (first, place), speaker = uses[0], uses[0][0].speaker
        is_given = key in given.get(speaker.name, ()) or _is_part(label_of(first), speaker.name)
        certainty = max(turn.certainty for turn, _ in uses)
        written = _commonest([label_of(turn) for turn, _ in uses])
        yield LabelUse(written, len(uses), place, certainty, is_given or speaker.is_joint)


def _commonest(spellings: Sequence[str]) -> str:
    return max(spellings, key=spellings.count)  # of equals the first


def _is_part(label: str, name: str) -> bool:
    """Whether every word of ``label`` is one of ``name``."""
    words = {fold(word) for word in name.split()} | {fold(name)}
    return fold(label) == fold(name) or {fold(word) for word in label.split()} <= words


# -- one block ------------------------------------------------------------------------------------


def is_comment(block: Prose) -> bool:
    """Whether a block is a comment, a directive for one: nobody reads it."""
    text = block.text.strip()
    return text.startswith("<!--") and text.find("-->") == len(text) - len("-->")


def _block_row(block: Prose) -> BlockRow:
    turn = block if isinstance(block, Turn) else None
    return BlockRow(
        block.line,
        first_words(block),
        turn.speaker.name if turn else "",
        turn.label if turn else "",
        block.reason.value,
        block.detail,
        block.certainty,
        turn is not None and turn.is_inferred,
    )
