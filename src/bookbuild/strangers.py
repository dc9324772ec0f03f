"""Labels that no roster knows: which of them name a speaker, and whom."""

import difflib
import re
from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import BlockKind, Chapter, Prose, Speaker
from bookbuild.rules import DOUBTFUL_LABEL, UNKNOWN_SPEAKER
from bookbuild.turns import CAPTION, QUESTION, Label, fold, read_label

# Labels that open a remark, not a turn, whatever their number.
REMARKS = frozenset(
    "note notes nb ps update updates edit source sources warning tip example examples"
    " important summary link links credit credits photo image picture references tldr see also"
    " author date published tags category 原文 译文 注 注意 注释 来源 链接 更新 例如 比如 译者注"
    " 编者按 作者 日期 标签".split(" ")
) | {"editor's note", "see also"}
# Small words within names.
PARTICLES = frozenset(
    "al and bin da das de del der den di do dos du e el et ibn la le und van von y".split()
)
# Close enough to be a misspelling of a known label: tried on pairs such as Ana/Anna, Jon/John.
NEAR = 0.75


@dataclass(frozen=True, slots=True)
class _Candidate:
    """A label outside the roster, where it stands, and whether a question follows it."""

    label: Label
    line: int
    asks: bool

    @property
    def key(self) -> str:
        return fold(self.label.name)

    @property
    def is_in_capitals(self) -> bool:
        return self.label.name.isupper()


def find_strangers(
    chapter: Chapter, people: Mapping[str, Speaker], report: Report
) -> dict[str, str]:
    """Return the labels, folded, of speakers whom ``people`` lacks, each with a name.

    ``people`` are the labels of the roster, folded. Beside a roster every stranger is reported,
    and one whose label resembles a person's gets that name. What looks like a label and is taken
    as text is reported too.
    """
    candidates = list(_candidates(chapter.blocks))
    found = [item for item in candidates if item.key not in people]
    names = _name(found, people, is_talk=_is_talk(candidates, chapter.blocks))
    first = {item.key: item for item in reversed(found)}
    for key in names if people else ():
        kin = _kin(first[key].label.name, people)
        names[key] = kin.name if kin else names[key]
        report(_stranger(first[key], kin, chapter))
    for item in found:
        is_likely = item.label.is_marked or people or len(found) > 1
        if item.key not in names and is_likely and _is_name_like(item.label.name):
            report(_doubt(item, chapter))
    return names


def _name(
    found: list[_Candidate], people: Mapping[str, Speaker], *, is_talk: bool
) -> dict[str, str]:
    """Return the labels, folded, that name speakers, with the name as it was first written."""
    names: dict[str, str] = {}
    for item in found:
        if _speaks(item, found, people):
            names.setdefault(item.key, item.label.name)
    names |= _parts(found, names.values())
    for item in found if is_talk else ():
        if _is_name_like(item.label.name):
            names.setdefault(item.key, item.label.name)
    return names


def _is_talk(candidates: Sequence[_Candidate], blocks: Iterable[Prose]) -> bool:
    """Whether most paragraphs open with a label, of two or more, and somebody asks."""
    paragraphs = [block for block in blocks if block.kind is BlockKind.PARAGRAPH]
    is_most = 2 * len(candidates) > len(paragraphs)
    has_several = len({item.key for item in candidates}) > 1
    return is_most and has_several and any(item.asks for item in candidates)


def _candidates(blocks: Iterable[Prose]) -> Iterator[_Candidate]:
    """Yield what may be a name at the head of a line of running text."""
    for block in blocks:
        if block.kind is BlockKind.PARAGRAPH:
            for offset, line in enumerate(block.text.split("\n")):
                label = read_label(line)
                if label is not None and _may_be_name(label):
                    asks = bool(QUESTION.search(block.text.rstrip()))
                    yield _Candidate(label, block.line + offset, asks)


def _may_be_name(label: Label) -> bool:
    """Captions and remarks are no names, nor is a lead-in: a plain line that ends in a colon."""
    if label.is_tight or CAPTION.match(label.name) or label.name.casefold() in REMARKS:
        return False
    return label.is_marked or (not label.is_alone and _is_name_like(label.name))


def _is_name_like(name: str) -> bool:
    """Up to five words with capitals, or a few characters of a script that has none."""
    words = [word for word in re.split(r"[\s.]+", name) if word and word not in PARTICLES]
    if name.isascii() or any(char.isupper() for char in name):
        return 1 <= len(words) <= 5 and all(
            word[0].isupper() or word[0].isdigit() for word in words
        )
    return max(map(len, re.split("[·・\\s]", name))) <= 6


def _speaks(item: _Candidate, found: list[_Candidate], people: Mapping[str, Speaker]) -> bool:
    """Whether a label names a speaker.

    It does if it comes twice. If it comes once, it does if it is set off and the chapter is an
    interview: there is a roster, a label that is set off comes twice, or one of two of them asks.
    In capitals, it does beside a name in capitals that comes twice.
    """
    counts = Counter(other.key for other in found)
    if counts[item.key] > 1:
        return True
    if not _is_name_like(item.label.name):
        return False
    if people and _kin(item.label.name, people):
        return True
    if item.label.is_marked:
        marked = [other for other in found if other.label.is_marked]
        asks = len({other.key for other in marked}) > 1 and any(other.asks for other in marked)
        return bool(people) or asks or any(counts[other.key] > 1 for other in marked)
    capitals = [other for other in found if other.is_in_capitals and counts[other.key] > 1]
    return item.is_in_capitals and bool(capitals)


def _parts(found: Iterable[_Candidate], names: Iterable[str]) -> dict[str, str]:
    """Return labels that are part of just one of ``names``: Frank, where Frank Mayhew speaks."""
    known = {fold(name): name for name in names}
    parts: dict[str, str] = {}
    for item in found:
        whole = [name for name in known.values() if _is_part(item.label.name, name)]
        if item.key not in known and len(whole) == 1:
            parts[item.key] = whole[0]
    return parts


def _is_part(label: str, name: str) -> bool:
    words = {fold(word) for word in re.split(r"[\s·・.-]+", label)} - {""}
    return words < {fold(word) for word in re.split(r"[\s·・.-]+", name)}


def _kin(label: str, people: Mapping[str, Speaker]) -> Speaker | None:
    """Return the one person of whose name ``label`` is a part, or else a misspelling."""
    whole = {person.id: person for person in people.values() if _is_part(label, person.name)}
    if len(whole) == 1:
        return next(iter(whole.values()))
    near = difflib.get_close_matches(fold(label), people, n=1, cutoff=NEAR)
    return people[near[0]] if near and not whole else None


def _stranger(item: _Candidate, kin: Speaker | None, chapter: Chapter) -> Diagnostic:
    message = f'speaker "{item.label.name}" is not in the roster'
    hint = f'add "{item.label.name}" to [[speakers]], as a name or an alias'
    if kin:
        message += f'; taken as "{kin.name}"'
        hint = f'if that is right, add "{item.label.name}" to the aliases of "{kin.name}"'
    return Diagnostic(UNKNOWN_SPEAKER, Location(chapter.source.path, item.line, 1), message, hint)


def _doubt(item: _Candidate, chapter: Chapter) -> Diagnostic:
    message = f'"{item.label.text}" looks like a label; it is taken as text'
    hint = f'if somebody speaks here, add "{item.label.name}" to the speakers'
    return Diagnostic(DOUBTFUL_LABEL, Location(chapter.source.path, item.line, 1), message, hint)
