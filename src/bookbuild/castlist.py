"""A census as it is shown: tables for the eye, plain data for JSON. Owns Rich, with ``runs``."""

from collections.abc import Iterator, Sequence
from typing import Any

from rich.box import SIMPLE_HEAD
from rich.console import Console, Group, RenderableType
from rich.table import Column, Table
from rich.text import Text

from bookbuild.census import SURE, BlockRow, Census, ChapterRows, Doubt, DoubtKind, SpeakerRow
from bookbuild.diagnostics import Location

MOST_SURE = 10  # inferred turns of a chapter that are shown one by one, if all are sure enough
WIDEST = 10_000  # columns: a pipe has no edge


def cast_list(census: Census) -> RenderableType:
    """Return the speakers of a book and what is doubtful about them."""
    if not census.speakers:
        parts: list[RenderableType] = [Text(f"{census.title}: nobody speaks")]
    else:
        parts = [_heading(f"{census.title}: {_people(census)}"), _speakers(census)]
    if census.doubts:
        parts += [_heading("Doubtful"), _doubts(census)]
    return Group(*parts)


def explanation(chapter: ChapterRows) -> RenderableType:
    """Return each block of a chapter with its speaker, the reason and how sure that is."""
    table = _table(_number("Line"), "Block", "Speaker", "Why", _number("Sure"))
    for block in chapter.blocks:
        speaker = Text(block.speaker or "–", "" if block.speaker else "dim")
        style = "yellow" if block.is_inferred or block.certainty < SURE else ""
        sure = Text(_percent(block.certainty), style)
        table.add_row(Text(str(block.line)), Text(block.start), speaker, Text(_why(block)), sure)
    return Group(_heading(f"{chapter.path}: {chapter.title}"), table)


def render(shown: RenderableType) -> str:
    """Return what is shown as text, as wide as the terminal; in a pipe, as wide as it is."""
    console = Console(highlight=False, markup=False, emoji=False)
    if not console.is_terminal:
        console = Console(highlight=False, markup=False, emoji=False, width=WIDEST)
    with console.capture() as capture:
        console.print(shown)
    return "".join(f"{line.rstrip()}\n" for line in capture.get().splitlines())


def census_data(census: Census) -> dict[str, Any]:
    """Return a census as data for JSON, without the chapters' blocks."""
    return {
        "title": census.title,
        "complete": census.is_complete,
        "speakers": [_speaker_data(row) for row in census.speakers],
        "doubts": [_doubt_data(doubt) for doubt in census.doubts],
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


# -- tables ---------------------------------------------------------------------------------------


def _speakers(census: Census) -> Table:
    counts = [_number(name) for name in ("Turns", "Words", "Share")]
    table = _table("Speaker", "Role", *counts, "Label", _number("Times"), "First")
    for row in census.speakers:
        _add_speaker(table, row)
    return table


def _add_speaker(table: Table, row: SpeakerRow) -> None:
    """Add a row for each label; who it is stands in the first."""
    person = row.speaker
    head = (
        Text(person.name, "bold"),
        Text("together" if person.members else person.role),
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


def _doubts(census: Census) -> Table:
    table = _table("Place", _number("Sure"), "What")
    for doubt in _shown_doubts(census.doubts):
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
    count = sum(not row.speaker.members for row in census.speakers)
    people = f"{count} speaker{'s' if count != 1 else ''}"
    return f"{people}, listed in the roster" if census.is_complete else f"{people}, no roster yet"


def _percent(share: float) -> str:
    return "< 1 %" if 0 < share < 0.005 else f"{100 * share:.0f} %"


def _why(block: BlockRow) -> str:
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
