"""The intermediate document is compared with the manuscripts that it was made of."""

import re
from collections.abc import Iterable, Iterator

from bookbuild.diagnostics import Diagnostic, Report
from bookbuild.model import Document
from bookbuild.rules import LOST_WORDS
from bookbuild.words.letters import Letters, letters
from bookbuild.words.manuscript import read_manuscript
from bookbuild.words.omissions import leave_out
from bookbuild.words.passages import Passage, Passages
from bookbuild.words.sections import Section, read_sections
from bookbuild.words.verdicts import ADDED, Finding, find, judge, settle_moves

HINT = (
    "bookbuild misread what stands there: please report it; until it is mended, write the passage"
    " in a simpler way"
)
TAG_HINT = (
    "a tag that is never closed takes words away: close it, or, if its name is meant, write it in"
    " backticks: `<title>`"
)
TAG = re.compile(r"(?<![\\`])<[A-Za-z!?]")
NEAR = 4  # lines before and after


def check_document(document: Document, report: Report) -> None:
    """Report the words of the manuscripts that ``document`` lost, moved or added."""
    ids = {chapter.id for chapter in document.book.chapters}
    for section in read_sections(document, as_written=True):
        if section.id in ids:
            for fault in _check(section, document.left_out.get(section.id, ())):
                report(fault)


def _check(section: Section, left_out: Iterable[tuple[int, str]]) -> Iterator[Diagnostic]:
    manuscript = read_manuscript(section.chapter)
    lines = sorted(manuscript.notes)
    notes = [Passage("", section.chapter, 0)]
    notes += (passage for line in lines for passage in manuscript.notes[line])
    printed = sorted(
        (note for note in section.notes if note.line in manuscript.notes),
        key=lambda passage: passage.line,
    )
    findings = [
        *find(Passages(leave_out(manuscript.body, left_out)), _own(section.body)),
        *find(Passages(notes), _own(printed), is_note=True),
    ]
    made_up = [finding for finding in settle_moves(findings) if not _is_written(finding)]
    is_tagged = any(map(_has_tag, made_up))
    return judge(made_up, LOST_WORDS, "the conversion", TAG_HINT if is_tagged else HINT)


def _has_tag(finding: Finding) -> bool:
    """Whether a tag stands in the lines before: most often it is why words are lost."""
    line = finding.wanted.at(finding.start).line
    lines = finding.chapter.source.text.split("\n")[max(0, line - NEAR) : line + 1]
    return any(map(TAG.search, lines))


def _is_written(finding: Finding) -> bool:
    """Whether what is added stands in the file there, though not as text: a label, an address.

    If the converter prints it, nothing is lost, and nothing that the author did not write.
    """
    if finding.kind != ADDED:
        return False
    line = finding.wanted.at(finding.start).line
    near = range(max(1, line - NEAR), line + NEAR + 1)
    lines = finding.chapter.source.text.split("\n")[near.start - 1 : near.stop - 1]
    written = letters("".join(lines)).count(finding.added)
    return written > finding.wanted.letters_at(near).count(finding.added)


def _own(passages: Iterable[Passage]) -> Letters:
    return Letters((letters(passage.text), True) for passage in passages if passage.is_own)
