"""A chapter's Markdown file as the words that it must print, read without the converter.

Only what certainly is no text is left out: addresses, tags, definitions, names of notes and the
like. Of what may be text or not, such as the number of a list's item, either is right.
"""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from html import unescape
from itertools import accumulate

from bookbuild.frontmatter import read_front_matter
from bookbuild.markup.tags import LEFT_OUT, SILENT, TAGS, UNFIT
from bookbuild.model import BlockKind, Chapter, Prose, Turn
from bookbuild.shortcodes import find_shortcodes
from bookbuild.shortcodes.parts import Shortcode
from bookbuild.words.letters import letters
from bookbuild.words.passages import Passage

KNOWN_TAGS = TAGS | SILENT | UNFIT | LEFT_OUT
NOTE = re.compile(r"^[ >]{0,6}\[\^(?P<name>[^\]\n]+)\]:", re.MULTILINE)
DEFINITION = re.compile(
    r" {0,3}\[(?P<label>[^\[\]]+)\]:[ ]*\n?[ ]*\S+[ ]*(?:\n[ ]*)?"
    r"(?:\"[^\n]*\"[ ]*|'[^\n]*'[ ]*|\([^\n]*\)[ ]*)?$",
    re.MULTILINE,
)
ABBREVIATION = re.compile(r" {0,3}\*\[[^\]\n]+\][ ]?:[ ]*\n?[^\n]*")
FENCE = re.compile(
    r"^[ >\t]*(?:(?:[-*+]|\d+[.)])[ \t]+)?(?P<mark>`{3,}(?=[^`\n]*$)|~{3,})[^\n]*$", re.MULTILINE
)
QUOTE_MARK = re.compile(r"^[ \t]*>[ \t>]*", re.MULTILINE)
BRACKET = re.compile(r"[\[\]]")
LABEL = re.compile(r"[ \n]?\[(?P<label>[^\]]*)\]")
# What is not simply text, in the order in which the dialect looks for it.
TOKEN = re.compile(
    r"""(?P<escape>\\[^\w\s])
    |   (?<!`)(?P<ticks>`+)(?!`)
        (?P<code>(?:(?!\n[ >\t]*(?:[-*+\#|]|\d+[.)]|\n)).)+?)(?<!`)(?P=ticks)(?!`)
    |   (?P<comment><!--.*?-->)
    |   <(?P<left_out>"""
    + "|".join(sorted(LEFT_OUT))
    + r""")\b[^>]*>.*?</(?P=left_out)\s*>
    |   <(?P<address>(?:https?|ftp|mailto|tel):[^\s<>]*|[^\s<>@]+@[^\s<>@]+)>
    |   </?(?P<tag>[A-Za-z][A-Za-z0-9]*)(?:\s(?:[^<>"']|"[^"]*"|'[^']*')*)?/?>
    |   (?P<note>\[\^[^\]\s]+\])
    |   (?P<picture>!\[)
    |   (?P<link>\](?:\(|[ \n]?\[))
    |   (?P<attributes>\{:?[^{}\n]*\})
    |   (?P<entity>&(?:\#\d+|\#[xX][0-9A-Fa-f]+|\w+);)
    |   (?:^|(?<=\n))[ >\t]*(?P<item>(?:(?:\d{1,9}[.)]|[-*+])[ \t]+)+(?:\[[ xX]\](?=\s))?)
    |   (?:^|(?<=\n))[ >\t]*(?P<inner>
            \[[^\^\]\n][^\]\n]*\]:[ \t]*\n?[ \t]*[^\s/\#.]*[/\#.]\S*[ \t]*(?=\n|$)
        |   (?:\[\^[^\]\n]+\]:|\*\[[^\]\n]+\][ ]?:)(?:(?!\n[ >\t]*\n).)*)
    """,
    re.VERBOSE | re.DOTALL,
)


Pieces = Iterator[tuple[str, int, bool]]
"""Text, where it begins, and whether it must be printed."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """The text of a chapter's file, and its notes by the line at which each is written."""

    body: tuple[Passage, ...]
    notes: Mapping[int, tuple[Passage, ...]]


def read_manuscript(chapter: Chapter) -> Manuscript:
    """Return what the chapter's file says."""
    chunks = list(_chunks(chapter))
    names = frozenset(found["name"] for chunk in chunks for found in NOTE.finditer(chunk.text))
    labels = frozenset(
        _folded(found["label"]) for chunk in chunks for found in DEFINITION.finditer(chunk.text)
    )
    body = [Passage("", chapter, 0)]
    notes: dict[int, tuple[Passage, ...]] = {}
    for chunk in chunks:
        reader = _Reader(chunk, names, labels)
        said = _passages(chapter, chunk, reader.read())
        if chunk.kind is BlockKind.DEFINITION and NOTE.match(chunk.text):
            notes[chunk.line] = tuple(said)
        else:
            body += _without_label(chunk, said)
    return Manuscript(tuple(body), notes)


def _chunks(chapter: Chapter) -> Iterator[Prose]:
    """Yield the lines of the file by its blocks; what no block has belongs to the one before.

    Left out are the front matter and what the build is known to have removed.
    """
    lines = chapter.source.text.split("\n")
    first = read_front_matter(chapter.source, lambda _: None).first_line
    for line, text in chapter.removed:
        size = text.count("\n") + 1
        lines[line - 1 : line - 1 + size] = [""] * size
    blocks = [Prose("", first), *chapter.blocks]
    ends = [*(block.line for block in blocks[1:]), len(lines) + 1]
    waiting: list[Prose] = []
    for block, end in zip(blocks, ends, strict=True):
        waiting.append(block)
        if end > block.line:  # the last of those that begin on one line
            text = "\n".join(lines[block.line - 1 : end - 1])
            yield from _parted(waiting, text)
            waiting = []
    yield from (replace(block, text="") for block in waiting)


def _parted(blocks: Sequence[Prose], text: str) -> Iterator[Prose]:
    """Part ``text`` before each of the ``blocks`` that begin in it."""
    place = 0
    for block, following in zip(blocks, [*blocks[1:], None], strict=True):
        head = (
            following.text.split("\n")[0].replace("<p>", "").replace("</p>", "")
            if following is not None
            else ""
        )
        end = text.find(head, place + 1) if head else -1
        end = len(text) if following is None else place if end < 0 else end
        yield replace(block, text=text[place:end])
        place = end


def _passages(chapter: Chapter, chunk: Prose, pieces: Pieces) -> list[Passage]:
    """Return a passage a line, or more where something may be missing."""
    made: list[Passage] = []
    for text, place, is_own in pieces:
        line = chunk.line + chunk.text.count("\n", 0, place)
        first, *rest = text.split("\n")
        if made and made[-1].line == line and made[-1].is_own == is_own:
            made[-1] = replace(made[-1], text=made[-1].text + first)
        else:
            made.append(Passage(first, chapter, line, is_own))
        made += [
            Passage(f" {text}", chapter, line + number, is_own)
            for number, text in enumerate(rest, 1)
        ]
    return made


def _without_label(chunk: Prose, said: list[Passage]) -> Iterator[Passage]:
    """Leave out the label of a turn, which the build prints as the roster has it."""
    left = letters(chunk.label) if isinstance(chunk, Turn) else ""
    skipped = _before_label(left, said)
    for passage in said:
        text, kept = passage.text, ""
        while (skipped or left) and text:
            head = letters(text[0])
            if skipped:
                kept += text[0]
                skipped = skipped.removeprefix(head)
            elif left.startswith(head):
                left = left.removeprefix(head)
            else:
                left = ""
                break
            text = text[1:]
        yield replace(passage, text=kept + text)


def _before_label(label: str, said: Sequence[Passage]) -> str:
    """Return the letters before a label: what may be text or not, or blocks of the same HTML.

    It begins a line rather than stand within one, as "Ada" does in "road always".
    """
    heads = [letters(passage.text) for passage in said]
    whole = "".join(heads)
    starts = accumulate(map(len, heads), initial=0)
    at = next((start for start in starts if whole.startswith(label, start)), whole.find(label))
    return whole[: max(at, 0)]


def _folded(label: str) -> str:
    return " ".join(label.split()).lower()


@dataclass(slots=True)
class _Reader:
    """Reads one block. ``names`` and ``labels``: the notes and the addresses that are defined."""

    chunk: Prose
    names: frozenset[str]
    labels: frozenset[str]
    _open: int = 0  # square brackets

    def read(self) -> Pieces:
        """Yield what the block says."""
        text, start = self.chunk.text, 0
        if self.chunk.kind is BlockKind.CODE:
            fence = FENCE.match(text)
            yield text[fence.end() if fence else 0 :], 0, True
            return
        if self.chunk.kind is BlockKind.DEFINITION:
            defined = NOTE.match(text) or DEFINITION.match(text) or ABBREVIATION.match(text)
            start = defined.end() if defined else 0
        for begin, end, is_code in _fences(text, start):
            if is_code:
                yield text[begin:end], begin, True
            else:
                yield from self._between(begin, end)

    def _between(self, start: int, end: int) -> Pieces:
        """Yield what stands between two places, without fences; of shortcodes, their words."""
        text = self.chunk.text
        if self.chunk.kind is BlockKind.QUOTE:  # its marks may stand within a shortcode
            text = QUOTE_MARK.sub(lambda found: " " * len(found[0]), text)
        for code in find_shortcodes(text, start, end):
            yield from self._inline(start, code.start)
            yield from self._shortcode(code)
            start = code.end
        yield from self._inline(start, end)

    def _shortcode(self, code: Shortcode) -> Pieces:
        """Yield the words of a shortcode in the order in which they are printed."""
        spans = [*code.printed(self.chunk.text)]
        inside = [code.inside] if code.inside else []
        for begin, end in [*inside, *(span for _, span in spans)]:
            yield from self._between(begin, end)
        if hover := code.parts.get("hover"):
            yield self.chunk.text[slice(*hover)], hover[0], False

    def _inline(self, start: int, end: int) -> Pieces:
        """Yield what stands between two places, without fences and shortcodes."""
        text = self.chunk.text
        while (found := TOKEN.search(text, start, end)) is not None:
            yield self._plain(start, found.start())
            said, is_own, start = self._token(found)
            yield said, found.start(), is_own
        yield self._plain(start, end)

    def _plain(self, start: int, end: int) -> tuple[str, int, bool]:
        text = self.chunk.text[start:end]
        if "\n\n" in text:
            self._open = 0
        for bracket in BRACKET.findall(text):
            self._open = self._open + 1 if bracket == "[" else max(0, self._open - 1)
        return text, start, True

    def _token(self, found: re.Match[str]) -> tuple[str, bool, int]:
        """Return what a token prints, whether it must, and where it ends."""
        kind, text, end = str(found.lastgroup), found[0], found.end()
        match kind:
            case "code" | "address":
                return found[kind], True, end
            case "entity":
                return unescape(text), True, end
            case "item" | "inner" | "attributes":
                return text, False, end
            case "tag":
                return ("" if found["tag"].lower() in KNOWN_TAGS else text), True, end
            case "note":
                return ("" if found["note"][2:-1] in self.names else text), True, end
            case "picture":
                return self._picture(found)
            case "link":
                return self._link(found)
            case _:  # of an escape, the mark; of a comment or what is left out with it, nothing
                return (text[1:] if kind == "escape" else ""), True, end

    def _picture(self, found: re.Match[str]) -> tuple[str, bool, int]:
        """Leave out a picture with its description, which is not printed."""
        text = self.chunk.text
        close = _closing(text, found.end(), "[]")
        if close is None:
            return found[0], True, found.end()
        after = self._target(close)
        if after is None and _folded(text[found.end() : close - 1]) in self.labels:
            after = close
        return ("", True, after) if after else (found[0], True, found.end())

    def _link(self, found: re.Match[str]) -> tuple[str, bool, int]:
        """Leave out where a link leads to; its text has been read."""
        after = self._target(found.start() + 1) if self._open else None
        self._open = max(0, self._open - 1)
        return "", True, after or found.start() + 1

    def _target(self, start: int) -> int | None:
        """Return where the target ends that begins at ``start``: (…) or [a defined label]."""
        text = self.chunk.text
        if text.startswith("(", start):
            return _closing(text, start + 1, "()")
        if found := LABEL.match(text, start):
            label = found["label"] or text[text.rindex("[", 0, start - 1) + 1 : start - 1]
            return found.end() if _folded(label) in self.labels else None
        return None


def _closing(text: str, start: int, brackets: str) -> int | None:
    """Return the place after the bracket that closes the one before ``start``; None without one."""
    depth = 1
    for found in re.finditer(rf"\\.|\n\s*\n|[{re.escape(brackets)}]", text[start:], re.DOTALL):
        if found[0].isspace():
            return None
        depth += {brackets[0]: 1, brackets[1]: -1}.get(found[0], 0)
        if not depth:
            return start + found.end()
    return None


def _fences(text: str, start: int) -> Iterator[tuple[int, int, bool]]:
    """Yield the stretches of ``text`` from ``start``, and whether each is the inside of a fence."""
    for opening in FENCE.finditer(text, start):
        if opening.start() < start:
            continue
        mark = re.escape(opening["mark"])
        closing = re.compile(rf"^[ >\t]*{mark}{mark[-1]}*[ \t]*$", re.MULTILINE)
        if (closed := closing.search(text, opening.end())) is not None:
            yield start, opening.start(), False
            yield opening.end(), closed.start(), True
            start = closed.end()
    yield start, len(text), False
