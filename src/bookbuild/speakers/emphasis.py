"""A line as a reader sees it: without its marks, and how far it is bold or italic."""

import re
from dataclasses import dataclass
from functools import lru_cache
from html import unescape

LONGEST_HEAD = 160  # characters of a line that are looked at; a label with name, role and time fits

# The marks of a line's head, in the order in which they are looked for.
MARK = re.compile(
    r"""\\(?P<escaped>[^\w\s])
    |   (?P<emphasis>\*{1,3}|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_]))
    |   (?P<picture>!\[)
    |   (?P<open>\[)(?=[^\]\n]*\](?:\(|\[))
    |   (?P<target>\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\]))
    |   <(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>
    |   (?P<entity>&(?:\#\d+|\#[xX][0-9A-Fa-f]+|\w+);)
    |   (?P<code>`)""",
    re.VERBOSE,
)
MARK_OPENING = re.compile(r"[\\*_!\[\]<&`]")  # quick to rule out a mark
BOLD, ITALIC = {"strong", "b"}, {"em", "i", "cite"}


@dataclass(frozen=True, slots=True)
class Plain:
    """A line as a reader sees it; ``bold`` and ``italic``: how far it is so from its start.

    ``goes_on``: a line break, code or a picture follows on the line.
    """

    text: str
    bold: int = 0
    italic: int = 0
    goes_on: bool = False


@lru_cache(maxsize=256)  # the same line is asked for by several readers in turn
def plain_head(line: str) -> Plain:
    """Return the beginning of ``line`` without its marks."""
    source = line[: 4 * LONGEST_HEAD].lstrip()
    said: list[str] = []
    size, place = 0, 0
    emphasis = _Emphasis()
    goes_on = False
    while place < len(source) and size < LONGEST_HEAD and not goes_on:
        opening = MARK_OPENING.search(source, place, place + LONGEST_HEAD)
        found = opening and MARK.search(source, opening.start(), place + LONGEST_HEAD)
        stretch = source[place : found.start() if found else place + LONGEST_HEAD]
        text = ""
        if found is not None:
            goes_on = bool(found["code"] or found["picture"] or found["tag"] in ("br", "BR"))
            text = found["escaped"] or (unescape(found["entity"]) if found["entity"] else "")
            emphasis.read(
                found, size + len(stretch), is_empty=not "".join([*said, stretch]).strip()
            )
        said += [stretch, text]
        size += len(stretch) + len(text)
        place = found.end() if found else place + LONGEST_HEAD
    whole = "".join(said)
    lead = len(whole) - len(whole.lstrip())
    bold, italic = (max(0, reach - lead) for reach in emphasis.reach(len(whole)))
    return Plain(whole.lstrip(), bold, italic, goes_on)


class _Emphasis:
    """How far a line is bold and italic from its start, mark by mark."""

    def __init__(self) -> None:
        self._open: set[str] = set()
        self._begun: set[str] = set()
        self._ends: dict[str, int] = {}

    def read(self, found: re.Match[str], place: int, *, is_empty: bool) -> None:
        """Take in the mark ``found`` at ``place``; ``is_empty``: nothing stands before it."""
        kinds, opens = self._kinds(found)
        for kind in kinds:
            if opens:
                self._open.add(kind)
                if is_empty:
                    self._begun.add(kind)
            else:
                self._open.discard(kind)
                if kind in self._begun:
                    self._ends.setdefault(kind, place)

    def reach(self, size: int) -> tuple[int, int]:
        """Return how far a line of ``size`` is bold, and how far italic."""
        bold, italic = (
            self._ends.get(kind, size) if kind in self._begun else 0 for kind in ("bold", "italic")
        )
        return bold, italic

    def _kinds(self, found: re.Match[str]) -> tuple[tuple[str, ...], bool]:
        if found["emphasis"]:
            kinds = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}[len(found["emphasis"])]
            return kinds, not self._open.issuperset(kinds)
        tag = (found["tag"] or "").lower()
        kind = "bold" if tag in BOLD else "italic" if tag in ITALIC else ""
        return ((kind,) if kind else ()), not found["end"]
