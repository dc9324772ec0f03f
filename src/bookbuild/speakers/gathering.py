"""Every label of a chapter in its place, and the names that the chapter gives."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from bookbuild.bookconfig import SpeakerEntry
from bookbuild.model import BlockKind, Chapter, Prose
from bookbuild.speakers.cues import cues_of
from bookbuild.speakers.evidence import Candidate, Setting, value_name
from bookbuild.speakers.labels import UNNAMED_PERSON, letter_of
from bookbuild.speakers.lexicon.remarks import COMMENTS
from bookbuild.speakers.lexicon.roles import ROLE_OF
from bookbuild.speakers.likeness import is_initials_of
from bookbuild.speakers.mentions import Mention, find_names
from bookbuild.speakers.names import is_part
from bookbuild.speakers.paragraphs import Piece, after_label, inner_text
from bookbuild.turns import fold

# How much a name counts by where it stands.
IN_TITLE, IN_MATTER, IN_INTRODUCTION, IN_FIRST_TURNS = 3, 4, 2, 1
INTRODUCTION = 30  # blocks before the first turn in which names are looked for
FIRST_TURNS = 6
SAID = 2000  # characters of a turn that are looked at
LONGEST_VALUE = 80  # characters of a name above the talk, with what is said of it
END_OF_SENTENCE = frozenset(".!?。！？…")
LINK = re.compile(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)?\)|<https?://[^>]*>|https?://\S+")
TAG = re.compile(r"</?[a-zA-Z][^<>]*>")
MARKS = re.compile(r"[*_`\[\]#>]+")


def gather_labels(chapter: Chapter, parts: Sequence[Sequence[Piece]]) -> tuple[Candidate, ...]:
    """Return every head with a name, in order, with what is said after it.

    ``parts`` are the pieces of each block. The chapter's title is no label, unless it comes back.
    """
    made, blocks = [], chapter.blocks
    end = first_comment(blocks)
    for number, (block, own) in enumerate(zip(blocks[:end], parts[:end], strict=True)):
        for place, piece in enumerate(own):
            if piece.head is not None and piece.head.name:
                before = inner_text(piece.prose)[: piece.start]
                is_inner = bool(before) and not before.endswith(("\n", ">"))
                line = piece.prose.line + before.count("\n")
                said = _said(blocks, number, own, place)
                made.append(Candidate(piece.head, line, number, block.kind, is_inner, said))
    counts = Counter(item.key for item in made)
    titles = [item for item in made if item.line == chapter.title_line and counts[item.key] == 1]
    return tuple(item for item in made if item not in titles)


def find_cast(labels: Sequence[Candidate]) -> tuple[Candidate, ...]:
    """Return the lines above the talk that say whose a label is: "Interviewer: Ana Costa".

    Only those whose labels come back: they name somebody, and nobody speaks them.
    """
    counts, found = Counter(item.key for item in labels), []
    for item in labels:
        value = item.said.split("\n")[0].strip(" *_")
        if item.asks or len(value) > LONGEST_VALUE or value[-1:] in END_OF_SENTENCE:
            break
        short = _short(item)
        is_back = counts[fold(short)] + (short != item.head.name) > 1
        if is_back and _may_stand_for(short, value_name(item)):
            counts[fold(short)] = 0  # the first of them
            found.append(item)
        elif counts[item.key] > 1:  # somebody speaks
            break
    return tuple(found)


def _short(item: Candidate) -> str:
    """Return what a line above the talk says to be short for a name: its label, or initials."""
    remark = item.head.remark[1:-1].strip()
    return remark if remark and is_initials_of(remark, value_name(item)) else item.head.name


def _may_stand_for(label: str, name: str) -> bool:
    """Whether ``label`` is a part in the talk, or short for ``name``; no name: it is not."""
    is_part_in_talk = fold(label) in ROLE_OF or UNNAMED_PERSON.fullmatch(label) is not None
    is_short = bool(letter_of(label)) or is_part(label, name) or is_initials_of(label, name)
    return bool(name) and (is_part_in_talk or is_short)


def first_comment(blocks: Sequence[Prose]) -> int:
    """Return the number of the heading above the readers' comments; the end if there is none.

    What stands in the first half of a chapter is no such heading.
    """
    for number in range(len(blocks) // 2, len(blocks)):
        block = blocks[number]
        is_heading = block.kind is BlockKind.HEADING and not cues_of(block).asks
        if is_heading and COMMENTS.search(block.text.lower()):
            return number
    return len(blocks)


def coverage(blocks: Sequence[Prose], labels: Sequence[Candidate]) -> float:
    """Return the share of the text, from the first label to the last, that has one at its head.

    A label alone in its block counts for the next block as well.
    """
    if not labels:
        return 0.0
    headed = {item.block for item in labels}
    alone = [item for item in labels if item.head.is_alone or item.head.ending == "heading"]
    headed |= {item.block + 1 for item in alone}
    inside = range(labels[0].block, labels[-1].block + 1)
    texts = [number for number in inside if cues_of(blocks[number]).is_text or number in headed]
    return sum(number in headed for number in texts) / max(1, len(texts))


def _asking(blocks: Sequence[Prose], labels: Sequence[Candidate]) -> Iterator[int]:
    """Yield the blocks without a head that ask, or begin with the dash of speech."""
    headed = {item.block for item in labels}
    for number, block in enumerate(blocks):
        if number not in headed and (cues_of(block).asks or cues_of(block).has_dash):
            yield number


def find_setting(
    chapter: Chapter,
    labels: Sequence[Candidate],
    entries: Sequence[SpeakerEntry],
    stated: Sequence[Candidate] = (),
) -> Setting:
    """Return the names that the chapter gives, and the labels of its rosters, ``entries``.

    ``stated``: lines above the talk that say whose a label is.
    """
    first = _first_turn(chapter.blocks, labels)
    texts = [(chapter.title, IN_TITLE)]
    for block in chapter.blocks[: min(first, INTRODUCTION)]:
        is_heading = block.kind is BlockKind.HEADING or cues_of(block).is_html_heading
        texts.append((linkless(block.text), IN_TITLE if is_heading else IN_INTRODUCTION))
    turns = chapter.blocks[first : first + FIRST_TURNS]
    texts += [(linkless(block.text[:SAID]), IN_FIRST_TURNS) for block in turns]
    opening = "\n".join(text for text, weight in texts if weight >= IN_INTRODUCTION)
    named = [Mention(entry.name, IN_MATTER) for entry in chapter.people if entry.role]
    named += [Mention(value_name(item), IN_MATTER, _short(item)) for item in stated]
    listed = {fold(label) for entry in entries for label in (entry.name, *entry.aliases)}
    known = tuple(entry.name for entry in entries)
    return Setting(
        (*named, *find_names(texts)),
        frozenset(listed),
        known,
        opening,
        coverage(chapter.blocks, labels),
        frozenset(_asking(chapter.blocks, labels)),
    )


def linkless(text: str) -> str:
    """Return ``text`` without addresses, tags and marks, so that names stand free."""
    bare = TAG.sub("", LINK.sub("", text)) if "<" in text else LINK.sub("", text)
    return MARKS.sub("\u2063", bare)  # a mark between two words parts them


def _first_turn(blocks: Sequence[Prose], labels: Sequence[Candidate]) -> int:
    """Return the block with the first label that comes back: there the talk begins."""
    inline = [item for item in labels if item.kind is not BlockKind.HEADING]
    repeated = Counter(item.key for item in inline)
    return next((item.block for item in inline if repeated[item.key] > 1), len(blocks))


def _said(blocks: Sequence[Prose], number: int, own: Sequence[Piece], place: int) -> str:
    """Return what follows a label: the rest of its piece; the next block where it stands alone."""
    piece = own[place]
    assert piece.head is not None, "only pieces with a head are asked for"
    later = (
        other
        for other in own[place + 1 :]
        if other.head and (other.head.name or other.head.is_notice)
    )
    end = next((other.start for other in later if other.prose is piece.prose), None)
    words = after_label(inner_text(piece.prose)[piece.start : end], piece.head.text)
    is_alone = not words.strip("*_ \n") and place + 1 == len(own)
    if is_alone and number + 1 < len(blocks):
        following = blocks[number + 1]
        return "" if following.kind is BlockKind.HEADING else following.text[:SAID]
    return words[:SAID]
