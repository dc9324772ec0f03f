"""The shapes in which interviews mark who speaks, and how each is written as Markdown.

A shape is two patterns, for what asks and what answers, and what holds the turns. In a pattern
stand ``{label}``, ``{text}``, ``{time}`` and ``{number}``.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass

CASED = ("en", "de", "fr", "es", "ru")
EAST_ASIAN = ("zh", "ja")
ALL = (*CASED, *EAST_ASIAN, "ko", "ar")
# How labels name people; behind a comma, from their second turn on. "part": what the asker is.
NAMES = ("full", "first", "full, first", "full, initials", "initials", "part")
LETTERS = ("letters",)
STEADY = (*(way for way in NAMES if ", " not in way), "letters")  # one label for each person


@dataclass(frozen=True, slots=True)
class Turn:
    """What one says: ``parts`` are blocks of Markdown, the first of them a paragraph."""

    who: int
    label: str
    parts: tuple[str, ...]
    number: int  # of the turns of the talk, from 1
    asks: bool = False


@dataclass(frozen=True, slots=True)
class Entry:
    """Some text in a file: its first line, who speaks it, whether that is where they begin."""

    line: int
    who: int | None
    text: str
    is_start: bool = False


class Page:
    """A file under construction, and what is to be found in it."""

    def __init__(self) -> None:
        self.lines: list[str] = []
        self.entries: list[Entry] = []
        self.dropped: list[str] = []  # what no reader sees: the head of a table of turns

    def add(
        self, text: str, who: int | None = None, *, gap: bool = True, start: bool = False
    ) -> None:
        """Add lines, by default behind a blank one, that are ``who``'s."""
        if gap:
            self.part()
        self.entries.append(Entry(len(self.lines) + 1, who, text, start))
        self.lines += text.split("\n")

    def add_turn(self, turn: Turn, text: str, *, gap: bool = True) -> None:
        """Add the beginning of a turn."""
        self.add(text, turn.who, gap=gap, start=True)

    def part(self) -> None:
        """Add a blank line, but at the beginning."""
        if self.lines and self.lines[-1]:
            self.lines.append("")

    def frame(self, text: str) -> None:
        """Add lines that say nothing."""
        self.lines += text.split("\n")


Writer = Callable[[Page, Sequence[tuple[Turn, str]]], None]  # turns, with their first paragraphs


# -- what holds turns -----------------------------------------------------------------------------


def _paragraphs(page: Page, turns: Sequence[tuple[Turn, str]]) -> None:
    """Write turns as paragraphs, parted by blank lines."""
    for turn, first in turns:
        page.add_turn(turn, first)
        for part in turn.parts[1:]:
            page.add(part, turn.who)


def _hanging(opening: str, indent: str, *, gap: bool) -> Writer:
    """Return a writer of turns that each begin with ``opening``; their other lines are indented."""

    def write(page: Page, turns: Sequence[tuple[Turn, str]]) -> None:
        page.part()
        for turn, first in turns:
            text = "\n\n".join([first, *turn.parts[1:]])
            lines = [f"{indent}{line}".rstrip() for line in text.split("\n")]
            page.add_turn(turn, opening + "\n".join(lines).removeprefix(indent), gap=gap)

    return write


def _definitions(page: Page, turns: Sequence[tuple[Turn, str]]) -> None:
    for turn, first in turns:
        page.add_turn(turn, first)
        for part in turn.parts[1:]:
            page.add("\n".join(f"    {line}" for line in part.split("\n")), turn.who)


def _html(page: Page, turns: Sequence[tuple[Turn, str]]) -> None:
    for turn, first in turns:
        page.add_turn(turn, f"<p>{first}</p>")
        for part in turn.parts[1:]:
            page.add(f"<p>{part}</p>", turn.who)


def _framed(tag: str, write: Callable[[Page, Turn, str], None]) -> Writer:
    """Return a writer of turns within one element of HTML."""

    def write_all(page: Page, turns: Sequence[tuple[Turn, str]]) -> None:
        page.part()
        page.frame(f"<{tag}>")
        for turn, first in turns:
            write(page, turn, first)
        page.frame(f"</{tag}>")

    return write_all


def _html_paragraphs(page: Page, turn: Turn, first: str) -> None:
    page.add_turn(turn, f"<p>{first}</p>", gap=False)
    for part in turn.parts[1:]:
        page.add(f"<p>{part}</p>", turn.who, gap=False)


def _html_definition(page: Page, turn: Turn, first: str) -> None:
    page.add_turn(turn, first, gap=False)
    for part in turn.parts[1:]:
        page.add(f"<dd>{part}</dd>", turn.who, gap=False)


def _table(head: str) -> Writer:
    def write(page: Page, turns: Sequence[tuple[Turn, str]]) -> None:
        page.part()
        rule = "|".join("---" for _ in head.split("|")[1:-1])
        page.frame(f"{head}\n|{rule}|")
        page.dropped.append(head)
        for turn, first in turns:
            page.add_turn(turn, first, gap=False)

    return write


def _joined(parting: str) -> Writer:
    """Return a writer of turns in one paragraph; ``parting`` is between two of them."""

    def write(page: Page, turns: Sequence[tuple[Turn, str]]) -> None:
        page.part()
        for number, (turn, first) in enumerate(turns):
            last = number + 1 == len(turns)
            text = first if last else first + parting
            if "\n" in parting or not number:
                page.add_turn(turn, text.rstrip("\n"), gap=False)
            else:
                page.entries.append(Entry(len(page.lines), turn.who, text, is_start=True))
                page.lines[-1] += text

    return write


# -- the shapes -----------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Shape:
    """How turns are marked. ``answer``: the pattern of answers, where it is another one.

    ``tongues``: the languages that it is usual in. ``labels``: the ways to name people that it
    allows. ``people``, ``parts``: the most people of a talk, blocks of a turn; ``least``: fewest
    turns of each: more than one where a label taken alone might be anything. ``breaks``: what may
    stand between turns; ``inserts``: within answers.
    """

    question: str
    answer: str = ""
    write: Writer = _paragraphs
    tongues: tuple[str, ...] = ALL
    labels: tuple[str, ...] = (*NAMES, "letters")
    people: int = 5
    parts: int = 4
    breaks: tuple[str, ...] = ("heading", "rule")
    inserts: tuple[str, ...] = ("list", "quotation", "code", "figure")
    least: int = 1
    capitals: bool = False
    timed: bool = True  # where there are times, they stand in the labels

    @property
    def is_labelled(self) -> bool:
        """Whether every turn has a label."""
        return "{label}" in self.question and "{label}" in (self.answer or self.question)

    def is_labelled_at(self, turn: Turn) -> bool:
        """Whether ``turn`` has a label."""
        return "{label}" in self.pattern(turn)

    def pattern(self, turn: Turn) -> str:
        """Return the pattern of ``turn``."""
        return self.question if turn.asks else self.answer or self.question

    def cased(self, label: str) -> str:
        """Return ``label`` in capitals, where this shape has them."""
        return label.upper() if self.capitals else label

    def begin(self, turn: Turn) -> str:
        """Return the first paragraph of ``turn``, with its label."""
        pattern = self.pattern(turn)
        time = f"{turn.number // 4:02}:{turn.number * 13 % 60:02}"
        return pattern.format(
            label=turn.label, text=turn.parts[0], time=time, number=(turn.number + 1) // 2
        )


QUOTES = _hanging("> ", "> ", gap=True)
ITEMS, LOOSE_ITEMS = _hanging("- ", "    ", gap=False), _hanging("- ", "    ", gap=True)
STARRED, NUMBERED = _hanging("* ", "    ", gap=False), _hanging("1. ", "    ", gap=False)
TABLE, TIMETABLE = _table("| Who | What |"), _table("| Time | Who | What |")
DIVISION, HTML_LIST = _framed("div", _html_paragraphs), _framed("dl", _html_definition)
TEXT = ("list", "code", "figure")  # what is inserted where quotations would be questions
LABELLED: Mapping[str, Shape] = {
    "bold, colon inside": Shape("**{label}:** {text}"),
    "bold, colon outside": Shape("**{label}**: {text}"),
    "bold with underscores": Shape("__{label}:__ {text}"),
    "bold, space before the colon": Shape("**{label} :** {text}"),
    "bold, space before an outer colon": Shape("**{label}** : {text}"),
    "bold, wide colon inside": Shape("**{label}：**{text}", tongues=EAST_ASIAN),
    "bold, wide colon outside": Shape("**{label}**：{text}", tongues=EAST_ASIAN),
    "bold, wide colon and a space": Shape("**{label}：** {text}", tongues=EAST_ASIAN),
    "bold, no space": Shape("**{label}:**{text}"),
    "bold, no colon": Shape("**{label}** {text}", labels=NAMES, least=2),
    "bold, stop": Shape("**{label}.** {text}", labels=NAMES, least=2),
    "bold and italic": Shape("***{label}:*** {text}"),
    "italic, colon inside": Shape("*{label}:* {text}"),
    "italic, colon outside": Shape("_{label}_: {text}"),
    "italic, wide colon": Shape("*{label}：*{text}", tongues=EAST_ASIAN),
    "plain": Shape("{label}: {text}"),
    "plain, space before the colon": Shape("{label} : {text}"),
    "plain, wide colon": Shape("{label}：{text}", tongues=EAST_ASIAN),
    "plain, wide colon and a space": Shape("{label}： {text}", tongues=EAST_ASIAN),
    "capitals": Shape("{label}: {text}", tongues=CASED, capitals=True),
    "capitals, stop": Shape("{label}. {text}", tongues=CASED, capitals=True, labels=NAMES, least=2),
    "letters, stop": Shape("{label}. {text}", tongues=CASED, labels=LETTERS),
    "numbered letters": Shape("**{label}{number}:** {text}", labels=LETTERS, tongues=CASED),
    "dash": Shape("{label} — {text}", labels=NAMES, least=2),
    "bold, dash": Shape("**{label}** — {text}", labels=NAMES, least=2),
    "brackets": Shape("[{label}] {text}", labels=NAMES, least=2),
    "wide brackets": Shape("【{label}】{text}", tongues=EAST_ASIAN, least=2),
    "own line, bold": Shape("**{label}:**\n{text}"),
    "own line, bold, no colon": Shape("**{label}**\n{text}", least=2),
    "own line, hard break": Shape("**{label}:**  \n{text}"),
    "own line, plain": Shape("{label}:\n{text}", least=2),
    "own line, bare": Shape("{label}\n{text}", labels=("full", "full, first"), least=2),
    "own paragraph, bold": Shape("**{label}:**\n\n{text}"),
    "own paragraph, bold, no colon": Shape("**{label}**\n\n{text}", least=2),
    "own paragraph, italic": Shape("*{label}*\n\n{text}", least=2),
    "own paragraph, plain": Shape("{label}:\n\n{text}", least=2),
    "time before": Shape("[{time}] {label}: {text}"),
    "time before, bold": Shape("**[00:{time}] {label}:** {text}"),
    "time behind": Shape("{label} [{time}]: {text}"),
    "time in round brackets, bold": Shape("**{label}** ({time}): {text}"),
    "time behind the colon": Shape("**{label}:** [{time}] {text}", timed=False),
    "time, own line": Shape("{label} 00:{time}\n{text}"),
    "time, own line, bold": Shape("**{label}** ({time})\n{text}"),
    "time, own paragraph": Shape("{label} (00:{time})\n\n{text}"),
    "heading": Shape("### {label}\n\n{text}", labels=STEADY, least=2),
    "heading, colon": Shape("## {label}:\n\n{text}", labels=STEADY, least=2),
    "definition list": Shape("{label}\n:   {text}", write=_definitions, least=2),
    "HTML paragraphs": Shape("<strong>{label}:</strong> {text}", write=_html, inserts=()),
    "HTML paragraphs, outer colon": Shape("<b>{label}</b>: {text}", write=_html, inserts=()),
    "HTML division": Shape("<b>{label}:</b> {text}", write=DIVISION, inserts=()),
    "HTML definition list": Shape(
        "<dt>{label}</dt>\n<dd>{text}</dd>", write=HTML_LIST, inserts=(), least=2
    ),
    "HTML in Markdown": Shape("<b>{label}:</b> {text}"),
    "block quotes": Shape("**{label}:** {text}", write=QUOTES),
    "block quotes, plain": Shape("{label}: {text}", write=QUOTES),
    "table": Shape("| {label} | {text} |", write=TABLE, parts=1),
    "table, bold": Shape("| **{label}** | {text} |", write=TABLE, parts=1),
    "table, times": Shape("| {time} | {label} | {text} |", write=TIMETABLE, parts=1),
    "list": Shape("**{label}:** {text}", write=ITEMS, parts=1),
    "list, plain": Shape("{label}: {text}", write=STARRED, parts=1),
    "list, loose": Shape("**{label}:** {text}", write=LOOSE_ITEMS),
    "list, numbered": Shape("**{label}:** {text}", write=NUMBERED, parts=1),
    "run on": Shape("**{label}:** {text}", write=_joined(" "), parts=1),
    "run on, outer colon": Shape("**{label}**: {text}", write=_joined(" "), parts=1),
    "run on, wide colon": Shape(
        "**{label}：**{text}", write=_joined(" "), parts=1, tongues=EAST_ASIAN
    ),
    "run on, lines": Shape("**{label}:** {text}", write=_joined("\n"), parts=1),
    "run on, hard breaks": Shape("**{label}:** {text}", write=_joined("  \n"), parts=1),
    "run on, HTML breaks": Shape("**{label}:** {text}", write=_joined("<br>\n"), parts=1),
    "run on, plain lines": Shape("{label}: {text}", write=_joined("\n"), parts=1),
    "run on, plain hard breaks": Shape("{label}: {text}", write=_joined("\\\n"), parts=1),
}
UNLABELLED: Mapping[str, Shape] = {
    "bold questions": Shape("**{text}**", "{text}", people=2),
    "italic questions": Shape("*{text}*", "{text}", people=2),
    "italic questions with underscores": Shape("_{text}_", "{text}", people=2),
    "HTML questions": Shape("<b>{text}</b>", "{text}", people=2, write=_html, parts=3, inserts=()),
    "questions as headings": Shape("### {text}", "{text}", people=2, breaks=("rule",)),
    "questions behind dashes": Shape("— {text}", "{text}", people=2),
    "dashes": Shape("— {text}", people=2),
    "dashes, short": Shape("– {text}", people=2),
    "questions as block quotes": Shape("> {text}", "{text}", people=2, inserts=TEXT),
    "numbered questions": Shape("{number}. {text}", "{text}", people=2),
    "numbered bold questions": Shape("**{number}. {text}**", "{text}", people=2),
}
HALF_LABELLED: Mapping[str, Shape] = {
    "only questions labelled": Shape("**{label}:** {text}", "{text}", people=2, labels=NAMES),
    "only answers labelled": Shape("**{text}**", "**{label}:** {text}", people=2, labels=NAMES),
    "labels and bold questions": Shape(
        "**{label}: {text}**", "**{label}:** {text}", people=2, labels=NAMES
    ),
}
SHAPES: Mapping[str, Shape] = {**LABELLED, **UNLABELLED, **HALF_LABELLED}
