"""Whose names stand on the cover: the people who answer, those who speak most often first."""

from collections import Counter

from bookbuild.model import Book, Speaker, Turn
from bookbuild.names import names_nobody, names_several
from bookbuild.turns import fold

ANSWERING = ("interviewee", "guest")
NOT_NAMED = ("interviewer", "host", "narrator", "audience")


def people_of(book: Book) -> tuple[str, ...]:
    """Return the names of those who answer; where no role says who does, of all but who ask.

    Who is an author is named as such. A letter or a "Guest 2" is no name.
    """
    turns = turns_of(book)
    people = [one for one in book.roster.speakers if turns[one.id] and _is_named(one, book)]
    answering = [one for one in people if one.role in ANSWERING]
    others = [one for one in people if one.role not in NOT_NAMED]
    often = sorted(answering or others, key=lambda speaker: -turns[speaker.id])
    return tuple(dict.fromkeys(speaker.name for speaker in often))


def turns_of(book: Book) -> Counter[str]:
    """Count how often each person of the roster speaks, alone or with others."""
    return Counter(
        person
        for chapter in book.chapters
        for block in chapter.blocks
        if isinstance(block, Turn) and block.is_start
        for person in (block.speaker.id, *block.speaker.members)
    )


def _is_named(speaker: Speaker, book: Book) -> bool:
    authors = set(map(fold, book.config.author_names))
    is_author = any(fold(label) in authors for label in (speaker.name, *speaker.aliases))
    is_several = speaker.is_joint or bool(speaker.members) or names_several(speaker.name)
    return not (is_author or is_several or names_nobody(speaker.name))
