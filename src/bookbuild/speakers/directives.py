"""The editor's own words in the text: ``<!-- speaker: Ana -->`` and ``<!-- narration -->``.

Each settles the one block that follows it, or at the head of which it stands.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import BlockKind, Prose
from bookbuild.rules import BAD_DIRECTIVE

COMMENT = re.compile(r"\s*<!--\s*(?P<text>.*?)\s*-->", re.DOTALL)
SPEAKER = re.compile(r"speaker\s*[:：]\s*(?P<name>\S.*)", re.IGNORECASE)
NARRATION = re.compile(r"narration", re.IGNORECASE)
NEARLY = re.compile(r"(?:speak\w*|narrat\w*|说话人|發言人|旁白)\b[^\n]{0,60}", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Directive:
    """What the editor says of a block, on ``line``: who speaks it; an empty ``name``: nobody."""

    name: str
    line: int


def find_directives(blocks: Sequence[Prose], path: str, report: Report) -> dict[int, Directive]:
    """Return the directives by the number of the block that each settles; odd ones are reported."""
    settled: dict[int, Directive] = {}
    waiting: Directive | None = None
    for number, block in enumerate(blocks):
        own = list(_directives(block, path, report))
        for directive in own:
            if waiting is not None:
                report(_without_block(waiting, path))
            waiting = directive
        if waiting is not None and _prints(block):
            settled[number] = waiting
            waiting = None
    if waiting is not None:
        report(_without_block(waiting, path))
    return settled


def _directives(block: Prose, path: str, report: Report) -> Iterator[Directive]:
    """Yield the directives at the head of ``block``."""
    if block.kind not in (BlockKind.HTML, BlockKind.PARAGRAPH):
        return
    place = 0
    while found := COMMENT.match(block.text, place):
        line = block.line + block.text.count("\n", 0, found.start())
        if named := SPEAKER.fullmatch(found["text"]):
            yield Directive(" ".join(named["name"].split()), line)
        elif NARRATION.fullmatch(found["text"]):
            yield Directive("", line)
        elif NEARLY.fullmatch(found["text"]):
            message = f'"{found["text"]}" is no directive; it says nothing'
            hint = "write <!-- speaker: Name --> or <!-- narration --> before a block"
            report(Diagnostic(BAD_DIRECTIVE, Location(path, line, 1), message, hint))
        place = found.end()


def _prints(block: Prose) -> bool:
    """Whether anything but comments stands in ``block``."""
    is_silent = block.kind in (BlockKind.RULE, BlockKind.DEFINITION)
    return not is_silent and bool(COMMENT.sub("", block.text).strip())


def _without_block(directive: Directive, path: str) -> Diagnostic:
    what = f"speaker: {directive.name}" if directive.name else "narration"
    message = f'the directive "{what}" stands before no block'
    hint = "put it on a line of its own, before the block that it settles"
    return Diagnostic(BAD_DIRECTIVE, Location(path, directive.line, 1), message, hint)
