"""Which of the people found belong into the roster of book.toml, and with which labels."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from bookbuild.bookconfig import Role
from bookbuild.census import LabelUse, label_of, label_uses, turns_of
from bookbuild.model import Book, Chapter, Speaker
from bookbuild.turns import fold

# Below, a person or a label is more likely wrong than right, and the editor has to say so first.
LEAST_CERTAINTY = 0.5


@dataclass(frozen=True, slots=True)
class Entry:
    """What the roster lacks: a person (``is_new``), or aliases of one whom it lists."""

    name: str
    aliases: tuple[str, ...]
    role: Role
    is_new: bool


@dataclass(frozen=True, slots=True)
class Omission:
    """A name or a label that is not written, and why."""

    label: str
    why: str


@dataclass(frozen=True, slots=True)
class Enrolment:
    """What is to be added to the roster, and what is left to the editor."""

    entries: tuple[Entry, ...] = ()
    omissions: tuple[Omission, ...] = ()


def enrol(book: Book, chapters: Sequence[Chapter]) -> Enrolment:
    """Return what the roster of book.toml lacks of those who speak in ``chapters``.

    A person of a chapter's own roster stays there. A label that belongs to two people of the book
    is nobody's alias. Those who speak together are no person.
    """
    entries, omissions = [], []
    owners = _owners(book)
    people = _people(book, chapters)
    for speaker, certainty, uses in people:
        if certainty < LEAST_CERTAINTY and not _is_listed(speaker, book):
            omissions.append(Omission(speaker.name, _unsure(speaker.name)))
            continue
        aliases, left = _aliases(speaker, uses, owners)
        omissions += left
        if entry := _entry(speaker, aliases, book):
            entries.append(entry)
    return Enrolment(tuple(entries), tuple(omissions))


def _people(
    book: Book, chapters: Sequence[Chapter]
) -> Iterator[tuple[Speaker, float, Sequence[LabelUse]]]:
    """Yield those who speak outside of the chapters that list them: who, how surely, how called."""
    for speaker in book.roster.speakers:
        foreign = [one for one in chapters if not _is_own(speaker, one)]
        said = [turn for one in foreign for turn in turns_of(one) if turn.speaker.id == speaker.id]
        if said and not speaker.is_joint:
            uses = label_uses(book, foreign).get(speaker.id, ())
            yield speaker, max(turn.certainty for turn in said), uses


def _is_own(speaker: Speaker, chapter: Chapter) -> bool:
    return any(entry.name == speaker.name for entry in chapter.speakers)


def _is_listed(speaker: Speaker, book: Book) -> bool:
    return any(entry.name == speaker.name for entry in book.config.speakers)


def _owners(book: Book) -> dict[str, set[str]]:
    """Return whose each label of the book is: names by labels, folded."""
    owners: dict[str, set[str]] = {}
    names = {speaker.id: speaker.name for speaker in book.roster.speakers if not speaker.is_joint}
    for entry in book.config.speakers:
        for label in (entry.name, *entry.aliases):
            owners.setdefault(fold(label), set()).add(entry.name)
    for name in names.values():
        owners.setdefault(fold(name), set()).add(name)
    for chapter in book.chapters:
        for turn in turns_of(chapter):
            if turn.speaker.id in names and (label := fold(label_of(turn))):
                owners.setdefault(label, set()).add(turn.speaker.name)
    return owners


def _aliases(
    speaker: Speaker, uses: Sequence[LabelUse], owners: dict[str, set[str]]
) -> tuple[list[str], list[Omission]]:
    """Return the labels of ``speaker`` that are aliases, the commonest first, and the others."""
    aliases, left = [], []
    for use in uses:
        shared = sorted(owners.get(fold(use.written), set()) - {speaker.name})
        if fold(use.written) == fold(speaker.name):
            continue
        if use.certainty < LEAST_CERTAINTY:
            left.append(Omission(use.written, _unsure(speaker.name)))
        elif shared:
            left.append(Omission(use.written, f"{speaker.name} shares it with {shared[0]}"))
        else:
            aliases.append(use.written)
    return aliases, left


def _entry(speaker: Speaker, labels: Sequence[str], book: Book) -> Entry | None:
    known = [entry for entry in book.config.speakers if entry.name == speaker.name]
    given = {fold(alias) for entry in known for alias in entry.aliases}
    aliases = tuple(label for label in labels if fold(label) not in given)
    if known and not aliases:
        return None
    return Entry(speaker.name, aliases, speaker.role, is_new=not known)


def _unsure(name: str) -> str:
    return f"it is not sure enough that {name} speaks there"
