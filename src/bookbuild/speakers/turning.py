"""Decisions become turns: blocks with their speaker, label and reason; doubts are told."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import replace

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import BlockKind, Chapter, Prose, Reason, Speaker, Turn
from bookbuild.rules import DOUBTFUL_LABEL, INFERRED_SPEAKER, UNKNOWN_SPEAKER, UNSPOKEN_TEXT
from bookbuild.speakers.cast import Person
from bookbuild.speakers.cues import cues_of
from bookbuild.speakers.furniture import BELOW_PICTURE
from bookbuild.speakers.heads import Head
from bookbuild.speakers.lexicon.roles import ROLE_OF
from bookbuild.speakers.reading import Found
from bookbuild.speakers.sequence import Decision
from bookbuild.speakers.steps import NOBODY
from bookbuild.turns import fold

SURE = 0.8  # certainty from which on a block that nobody speaks is no news


def make_turns(chapter: Chapter, found: Found, cast: Sequence[Speaker], report: Report) -> Chapter:
    """Return ``chapter`` with its blocks as turns. ``cast``: the speakers by number."""
    blocks = tuple(_blocks(found, cast))
    path = chapter.source.path
    for fault in (
        *_strangers(found, cast, path),
        *_doubts(found, path),
        *_inferred(found, blocks, path),
        *_unspoken(found, blocks, path),
    ):
        report(fault)
    return replace(chapter, blocks=blocks, removed=(*chapter.removed, *found.removed))


def _blocks(found: Found, cast: Sequence[Speaker]) -> Iterator[Prose]:
    speaker, is_new = NOBODY, True
    for number, (piece, decision) in enumerate(zip(found.pieces, found.decisions, strict=True)):
        if why := _no_turn(found, number, is_new=is_new):
            is_new = is_new or _parts_turns(piece.prose)
            yield replace(piece.prose, detail=why)
        elif decision.person == NOBODY:
            yield _prose(found, number, decision)
            if number not in found.directives:
                speaker = NOBODY
        else:
            is_start = is_new or decision.person != speaker or _is_labelled(found, number)
            reason = _reason(found, number, speaker, is_start=is_start)
            yield _turn(found, number, cast[decision.person], reason)
            speaker, is_new = decision.person, False


def _no_turn(found: Found, number: int, *, is_new: bool) -> str:
    """Return why a block is no turn's, whoever speaks around it; nothing where it may be."""
    block = found.pieces[number].prose
    cues = cues_of(block)
    if number in found.anchors:
        return ""
    if block.kind in (BlockKind.RULE, BlockKind.HEADING, BlockKind.DEFINITION):
        return f"a {block.kind} is nobody's"
    if cues.is_intertitle:
        return "reads like a heading"
    if cues.is_remark:
        return "a remark or a stage direction"
    if number in found.furniture:
        return found.furniture[number]
    # such as a figure after a rule
    return "stands between turns" if is_new and not cues.is_text else ""


def _parts_turns(block: Prose) -> bool:
    """Whether the same one who goes on behind a block begins a new turn."""
    return block.kind in (BlockKind.RULE, BlockKind.HEADING) or cues_of(block).is_intertitle


def _is_labelled(found: Found, number: int) -> bool:
    head = found.pieces[number].head
    return (head is not None and bool(head.name)) or number in found.questions


def _prose(found: Found, number: int, decision: Decision) -> Prose:
    prose = found.pieces[number].prose
    if number in found.directives:
        return replace(prose, reason=Reason.DIRECTIVE, certainty=1.0)
    started = any(place <= number for place in found.anchors)
    is_early = bool(found.anchors) and not started
    detail = decision.why or ("stands before the first turn" if is_early else "")
    return replace(prose, detail=detail, certainty=round(decision.certainty, 2))


def _turn(found: Found, number: int, speaker: Speaker, reason: Reason) -> Turn:
    piece, decision = found.pieces[number], found.decisions[number]
    head, prose = piece.head, piece.prose
    return Turn(
        prose.text,
        prose.line,
        prose.kind,
        reason=reason,
        detail=_detail(found, number, decision),
        certainty=round(decision.certainty, 2),
        speaker=speaker,
        label=_label_of(head) if head else "",
        written=head.name if head else "",
        time=head.time if head else "",
        remark=_remark_of(head, found.people[decision.person]) if head else "",
    )


def _reason(found: Found, number: int, before: int, *, is_start: bool) -> Reason:
    head = found.pieces[number].head
    if number in found.directives:
        return Reason.DIRECTIVE if is_start else Reason.GOES_ON
    if head is not None and head.name:
        return Reason.LABEL
    if not is_start:
        return Reason.GOES_ON
    if found.decisions[number].person == before and number not in found.questions:
        return Reason.RESUMES
    asks = found.people[found.decisions[number].person].role in ("interviewer", "host")
    return Reason.QUESTION if asks else Reason.ANSWER


def _detail(found: Found, number: int, decision: Decision) -> str:
    head = found.pieces[number].head
    if number in found.questions and (head is None or not head.name):
        return f"set as the questions are: {found.questions[number].form}"
    if head is None or not head.name:
        return decision.why
    person = found.people[decision.person]
    why = person.reasons.get(head.key, "") if head.key != fold(person.name) else ""
    verdict = found.verdicts.get(head.key)
    merged = f'"{head.name}" {why} {person.name}' if why else ""
    return merged or (verdict.why() if verdict else "")


def _label_of(head: Head) -> str:
    """Return the label's text, with a second one that says the same: "Ana: Ana:"."""
    again = re.match(rf"\s*{re.escape(head.name)}\s*[:：]", head.rest) if head.name else None
    return f"{head.text} {again[0].strip()}" if again else head.text


def _remark_of(head: Head, person: Person) -> str:
    """Return the remark of a label, but for another name or the part of its speaker."""
    if head.aside:
        return f"({head.aside})"
    inner = fold(head.remark[1:-1]) if head.remark else ""
    is_known = inner in ROLE_OF or inner in person.keys
    return "" if is_known else head.remark


# -- what is told ---------------------------------------------------------------------------------


def _strangers(found: Found, cast: Sequence[Speaker], path: str) -> Iterator[Diagnostic]:
    """Yield a warning for each label that the roster lacks, where there is one."""
    seen: set[str] = set()
    for number, decision in enumerate(found.decisions):
        label, line = _named(found, number)
        if not found.is_listed or not label or decision.person == NOBODY:
            continue
        entry = found.people[decision.person].entry
        known = {fold(name) for name in (entry.name, *entry.aliases)} if entry else set()
        if fold(label) not in known | seen:
            seen.add(fold(label))
            name = cast[decision.person].name if entry else ""
            yield _stranger(label, name, Location(path, line, 1))


def _named(found: Found, number: int) -> tuple[str, int]:
    """Return whom a directive or a label names for a block, and its line; or nothing."""
    if directive := found.directives.get(number):
        return directive.name, directive.line
    piece = found.pieces[number]
    return piece.head.name if piece.head is not None else "", piece.prose.line


def _stranger(label: str, known: str, place: Location) -> Diagnostic:
    message = f'speaker "{label}" is not in the roster'
    hint = f'add "{label}" to [[speakers]], as a name or an alias'
    if known:
        message += f'; taken as "{known}"'
        hint = f'if that is right, add "{label}" to the aliases of "{known}"'
    return Diagnostic(UNKNOWN_SPEAKER, place, message, hint)


def _doubts(found: Found, path: str) -> Iterator[Diagnostic]:
    for item in found.doubted:
        message = f'"{item.head.text}" looks like a label; it is taken as text'
        hint = f'if somebody speaks here, add "{item.head.name}" to the speakers'
        yield Diagnostic(DOUBTFUL_LABEL, Location(path, item.line, 1), message, hint)


def _inferred(found: Found, blocks: Sequence[Prose], path: str) -> Iterator[Diagnostic]:
    """Yield a note for each turn without a label; one for all questions of a form."""
    told: set[str] = set()
    for number, block in enumerate(blocks):
        if not isinstance(block, Turn) or not block.is_inferred:
            continue
        place = Location(path, block.line, 1)
        form = found.questions[number].form if number in found.questions else ""
        if found.questions and not found.is_listed:
            if form and form not in told:
                told.add(form)
                yield _by_form(form, len(found.questions), block.speaker.name, place)
            if form or _follows_form(found, number):
                continue
        yield _without_label(block, place)


def _unspoken(found: Found, blocks: Sequence[Prose], path: str) -> Iterator[Diagnostic]:
    """Yield a note for text among the turns that is nobody's, though it may be somebody's."""
    spoken = [number for number, block in enumerate(blocks) if isinstance(block, Turn)]
    for number, block in enumerate(blocks):
        is_after = bool(spoken) and number > spoken[0]
        is_among = is_after and number < spoken[-1]
        is_doubtful = is_after and block.certainty < SURE
        is_open = (
            block.reason is Reason.NOBODY and cues_of(block).is_text and number not in found.anchors
        )
        if is_open and (is_among or is_doubtful):
            why = found.furniture.get(number, "nobody is named here")
            fate = "its caption" if why == BELOW_PICTURE else "nobody's"
            message = f"{why}; taken as {fate}"
            hint = "write a label before it; or <!-- narration -->, if that is right"
            yield Diagnostic(UNSPOKEN_TEXT, Location(path, block.line, 1), message, hint)


def _follows_form(found: Found, number: int) -> bool:
    return any(place in found.questions for place in range(max(0, number - 3), number))


def _by_form(form: str, count: int, name: str, place: Location) -> Diagnostic:
    message = (
        f'{count} questions without a label are known by their form ({form}); taken as "{name}"'
    )
    hint = "list the people under [[speakers]], or settle a block: <!-- speaker: Name -->"
    return Diagnostic(INFERRED_SPEAKER, place, message, hint)


def _without_label(turn: Turn, place: Location) -> Diagnostic:
    what = "the question" if turn.reason is Reason.QUESTION else "the answer"
    message = f'nobody is named here; taken as {what} of "{turn.speaker.name}"'
    hint = f"write a label to settle it: **{turn.speaker.name}:** …"
    return Diagnostic(INFERRED_SPEAKER, place, message, hint)
