"""A census as it is shown: tables for the eye, plain data for JSON. Owns Rich, with ``runs``."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, ConsoleOptions, Group, RenderableType, RenderResult
from rich.measure import Measurement
from rich.table import Column, Table
from rich.text import Text

from bookbuild.census import BlockRow, Census, ChapterRows, SpeakerRow
from bookbuild.diagnostics import Location
from bookbuild.doubts import SURE, Doubt, DoubtKind
from bookbuild.model import Reason

MOST_SURE = 10  # inferred turns of a chapter that are shown one by one, if all are sure enough
WIDEST_START = 48  # columns of a block's first words
WIDEST = 10_000  # columns: a pipe has no edge


def cast_list(census: Census, doubts: Sequence[Doubt]) -> RenderableType:
    """Return the speakers of a book and what is doubtful about them."""
    if not census.speakers:
        parts: list[RenderableType] = [Text(f"{census.title}: nobody speaks")]
    else:
        parts = [_heading(f"{census.title}: {_people(census)}"), _Speakers(census.speakers)]
    if doubts:
        parts += [_heading("Doubtful"), _doubts(doubts)]
    return Group(*parts)


def explanation(chapter: ChapterRows) -> RenderableType:
    """Return each block of a chapter with its speaker, the reason and how sure that is."""
    table = _table(_number("Line"), "Block", "Speaker", "Why", _number("Sure"))
    for block in chapter.blocks:
        speaker = Text(block.speaker or "–", "" if block.speaker else "dim")
        style = "yellow" if block.is_inferred or block.certainty < SURE else ""
        sure = Text(_percent(block.certainty), style)
        start = Text(block.start)
        start.truncate(WIDEST_START, overflow="ellipsis")
        table.add_row(Text(str(block.line)), start, speaker, Text(_why(block)), sure)
    return Group(_heading(f"{chapter.path}: {chapter.title}"), table)


def render(shown: RenderableType) -> str:
    """Return what is shown as text, as wide as the terminal; in a pipe, as wide as it is."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=WIDEST)
    with console.capture() as capture:
        console.print(shown)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def census_data(census: Census, doubts: Sequence[Doubt]) -> dict[str, Any]:
    """Return a census as data for JSON, without the chapters' blocks."""
    return {
        "title": census.title,
        "complete": census.is_complete,
        "speakers": [_speaker_data(row) for row in census.speakers],
        "doubts": [_doubt_data(doubt) for doubt in doubts],
    }


def explanation_data(chapter: ChapterRows) -> dict[str, Any]:
    """Return the blocks of a chapter as data for JSON."""
    blocks = [
        {
            "line": block.line,
            "text": block.start,
            "speaker": block.speaker or None,
            "label": block.label,
            "reason": block.reason,
            "detail": block.detail,
            "certainty": round(block.certainty, 3),
            "inferred": block.is_inferred,
        }
        for block in chapter.blocks
    ]
    return {"path": chapter.path, "title": chapter.title, "blocks": blocks}


# -- the speakers ---------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Speakers:
    """The speakers as a table; where that is wider than the terminal, one below the other."""

    rows: tuple[SpeakerRow, ...]

    def __rich_console__(self, console: Console, options: ConsoleOptions) -> RenderResult:
        table = _speakers(self.rows)
        wanted = Measurement.get(console, options.update(width=WIDEST), table).maximum
        if wanted <= options.max_width:
            yield table
        else:
            yield Text()
            yield from map(_entry, self.rows)
            yield Text()


def _entry(row: SpeakerRow) -> Text:
    """Return what the table says of a speaker in lines that need little room."""
    role = _role(row)
    lines = [f"{_counted(row.turns, 'turn')}, {_counted(row.words, 'word')}, {_percent(row.share)}"]
    lines += [f"{use.written}: {use.count} ×, first at {use.place}" for use in row.labels]
    entry = Text.assemble((row.speaker.name, "bold"), f" ({role})" if role else "")
    for line in lines:
        entry.append(f"\n  {line}")
    return entry


def _speakers(rows: Iterable[SpeakerRow]) -> Table:
    counts = [_number(name) for name in ("Turns", "Words", "Share")]
    table = _table("Speaker", "Role", *counts, "Label", _number("Times"), "First")
    for row in rows:
        _add_speaker(table, row)
    return table


def _add_speaker(table: Table, row: SpeakerRow) -> None:
    """Add a row for each label; who it is stands in the first."""
    person = row.speaker
    head = (
        Text(person.name, "bold"),
        Text(_role(row)),
        Text(str(row.turns)),
        Text(str(row.words)),
        Text(_percent(row.share)),
    )
    if not row.labels:
        table.add_row(*head)
    for number, use in enumerate(row.labels):
        label = Text(use.written, "" if use.is_given else "yellow")
        first = head if number == 0 else ("",) * len(head)
        table.add_row(*first, label, Text(str(use.count)), Text(str(use.place)))


# -- blocks and doubts ----------------------------------------------------------------------------


def _doubts(doubts: Sequence[Doubt]) -> Table:
    table = _table("Place", _number("Sure"), "What")
    for doubt in _shown_doubts(doubts):
        sure = "" if doubt.certainty is None else _percent(doubt.certainty)
        help_ = f"\n{doubt.hint}" if doubt.hint else ""
        what = Text.assemble(doubt.message, (help_, "dim"))
        table.add_row(Text(str(doubt.place)), Text(sure), what)
    return table


def _shown_doubts(doubts: Sequence[Doubt]) -> Iterator[Doubt]:
    """Leave out of each chapter's sure enough guesses what comes after the first ten."""
    count: dict[str, int] = {}
    for doubt in doubts:
        path = doubt.place.path
        is_likely = doubt.kind is DoubtKind.INFERRED and (doubt.certainty or 0) >= SURE
        count[path] = count.get(path, 0) + is_likely
        if not is_likely or count[path] <= MOST_SURE:
            yield doubt
    for path, number in count.items():
        if number > MOST_SURE:
            more = f"{number - MOST_SURE} more turns without a label; --explain shows them"
            yield Doubt(DoubtKind.INFERRED, Location(path), more)


def _table(*columns: str | Column) -> Table:
    """Return a table whose cells are folded, never cut off."""
    made = [Column(Text(one), overflow="fold") if isinstance(one, str) else one for one in columns]
    return Table(*made, box=SIMPLE_HEAD, pad_edge=False, header_style="dim", padding=(0, 1))


def _number(name: str) -> Column:
    return Column(Text(name), justify="right", no_wrap=True)


# -- words ----------------------------------------------------------------------------------------


def _heading(text: str) -> Text:
    return Text(text, "bold")


def _people(census: Census) -> str:
    count = sum(not row.speaker.is_joint for row in census.speakers)
    state = "with a roster" if census.is_complete else "no roster yet"
    return f"{_counted(count, 'speaker')}, {state}"


def _role(row: SpeakerRow) -> str:
    return "together" if row.speaker.is_joint else row.speaker.role


def _counted(number: int, thing: str) -> str:
    return f"{number} {thing}{'s' if number != 1 else ''}"


def _percent(share: float) -> str:
    return "< 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def _why(block: BlockRow) -> str:
    if block.reason == Reason.NOBODY and block.detail:
        return block.detail
    return f"{block.reason}: {block.detail}" if block.detail else block.reason


# -- data -----------------------------------------------------------------------------------------


def _speaker_data(row: SpeakerRow) -> dict[str, Any]:
    labels = [
        {
            "label": use.written,
            "count": use.count,
            "path": use.place.path,
            "line": use.place.line,
            "certainty": round(use.certainty, 3),
            "given": use.is_given,
        }
        for use in row.labels
    ]
    return {
        "id": row.speaker.id,
        "name": row.speaker.name,
        "role": row.speaker.role,
        "members": list(row.speaker.members),
        "labels": labels,
        "turns": row.turns,
        "words": row.words,
        "share": round(row.share, 4),
    }


def _doubt_data(doubt: Doubt) -> dict[str, Any]:
    return {
        "kind": doubt.kind.value,
        "path": doubt.place.path,
        "line": doubt.place.line,
        "message": doubt.message,
        "hint": doubt.hint,
        "certainty": None if doubt.certainty is None else round(doubt.certainty, 3),
    }
