"""Who speaks: the blocks of the chapters become turns, each with its speaker and the reason.

In one direction: heads of lines (``heads``) in the parts of blocks (``pieces``), what speaks for
each label (``weighing``), people (``people``), blocks without a label (``forms``, ``sequence``).
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace

from bookbuild.bookconfig import SpeakerEntry
from bookbuild.diagnostics import Report
from bookbuild.model import Chapter, Roster
from bookbuild.speakers.company import Company
from bookbuild.speakers.reading import read_chapter
from bookbuild.speakers.turning import make_turns


def find_speakers(
    chapters: Sequence[Chapter], entries: Sequence[SpeakerEntry], report: Report
) -> tuple[Roster, tuple[Chapter, ...]]:
    """Return everybody who speaks in the book, and the chapters with their turns."""
    listed = _unique([*entries, *(entry for chapter in chapters for entry in chapter.speakers)])
    company = Company(listed)
    read = [
        read_chapter(chapter, _unique([*chapter.speakers, *entries]), report)
        for chapter in chapters
    ]
    casts = [company.admit(found.people) for found in read]
    speakers = company.speakers()
    done = tuple(
        make_turns(chapter, found, [speakers[number] for number in cast], report)
        for chapter, found, cast in zip(chapters, read, casts, strict=True)
    )
    return Roster(speakers, complete=bool(listed)), done


def _unique(entries: Iterable[SpeakerEntry]) -> list[SpeakerEntry]:
    """One entry a name: the first counts, the aliases of all are kept."""
    kept: dict[str, SpeakerEntry] = {}
    for entry in entries:
        first = kept.setdefault(entry.name, entry)
        aliases = tuple(dict.fromkeys([*first.aliases, *entry.aliases]))
        kept[entry.name] = replace(
            first, aliases=aliases, role=first.role or entry.role, short=first.short or entry.short
        )
    return list(kept.values())
