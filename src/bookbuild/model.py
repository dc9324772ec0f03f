"""The values that travel through a build, from the author's files to a finished edition.

Frozen, without behaviour but tiny properties: who makes them and who reads them is said in each.
"""

import datetime
from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from io import BytesIO
from pathlib import Path
from typing import IO

from bookbuild.bookconfig import BookConfig, Role, SpeakerEntry
from bookbuild.diagnostics import Location
from bookbuild.faces import Face
from bookbuild.xhtml import Element

# -- the author's files: ``sources`` makes these --------------------------------------------------


@dataclass(frozen=True, slots=True)
class Project:
    """Where a book's files lie. ``root`` holds styles/ and dist/, ``folder`` the chapters.

    ``pages_from``: the finished PDF whose page numbers the EPUB is to have, where the author names
    one; it may lie anywhere.
    """

    root: Path
    folder: Path
    config_file: Path | None = None
    files: tuple[Path, ...] = ()  # the chapters, where the command line names files
    pages_from: Path | None = None


@dataclass(frozen=True, slots=True)
class Source:
    """One text file: ``path`` as the author would type it from the project's root."""

    path: str
    text: str


@dataclass(frozen=True, slots=True)
class Asset:
    """A picture, font or stylesheet. ``href`` is its name inside the book; sizes are in pixels.

    ``content`` is a path where a file holds it, so that memory need not hold all of a book.
    """

    href: str
    media_type: str
    content: bytes | Path
    width_px: int = 0
    height_px: int = 0

    @property
    def data(self) -> bytes:
        return self.content if isinstance(self.content, bytes) else self.content.read_bytes()

    @property
    def size(self) -> int:
        """How many bytes it has."""
        if isinstance(self.content, bytes):
            return len(self.content)
        return self.content.stat().st_size


# -- who speaks: ``turns`` and ``speakers`` make these --------------------------------------------


@dataclass(frozen=True, slots=True)
class Speaker:
    """A person of the book. ``id`` is ASCII and unique; ``aliases`` are other printed labels.

    ``is_joint``: several who speak together, as "Ana and Luis"; ``members``: their ids, if known.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    role: Role = ""
    note: str = ""
    short: str = ""
    is_joint: bool = False
    members: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Roster:
    """All the people. ``complete``: the author listed them, so an unknown label is a fault."""

    speakers: tuple[Speaker, ...] = ()
    complete: bool = False


class BlockKind(StrEnum):
    """What a block of Markdown is, as far as turns care."""

    PARAGRAPH = "paragraph"
    HEADING = "heading"
    RULE = "rule"  # a thematic break
    LIST = "list"
    TABLE = "table"
    QUOTE = "quote"
    CODE = "code"
    HTML = "html"
    DEFINITION = "definition"  # of a note, a link or an abbreviation: prints nothing here


class Reason(StrEnum):
    """Why we think that a block is somebody's, or nobody's."""

    LABEL = "its label"
    DIRECTIVE = "the editor's word"
    GOES_ON = "goes on from the block before"
    RESUMES = "goes on after a heading or a rule"
    ANSWER = "answers the question before it"
    QUESTION = "asks what the next block answers"
    NOBODY = "nothing says that anybody speaks"


@dataclass(frozen=True, slots=True)
class Prose:
    """A block of a chapter that nobody speaks. ``line`` is its first line in the file, from 1.

    ``reason`` and ``detail`` say why we think so, ``certainty`` (0 to 1) how surely.
    """

    text: str
    line: int
    kind: BlockKind = BlockKind.PARAGRAPH
    reason: Reason = field(default=Reason.NOBODY, kw_only=True)
    detail: str = field(default="", kw_only=True)
    certainty: float = field(default=1.0, kw_only=True)


@dataclass(frozen=True, slots=True)
class Turn(Prose):
    """A block that somebody speaks.

    ``label`` is all that stands before the words, as a reader sees it: name, time, remark, colon;
    it is cut off the block. Of it, ``written`` is the name, ``time`` the timestamp without its
    brackets, ``remark`` how something is said, with its brackets. Each may be empty.
    """

    speaker: Speaker = field(kw_only=True)
    label: str = field(default="", kw_only=True)
    written: str = field(default="", kw_only=True)
    time: str = field(default="", kw_only=True)
    remark: str = field(default="", kw_only=True)

    @property
    def is_start(self) -> bool:
        return self.reason is not Reason.GOES_ON

    @property
    def is_inferred(self) -> bool:
        """Whether no label and no word of the editor's stands behind it."""
        return self.reason in (Reason.ANSWER, Reason.QUESTION)


# -- the book -------------------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class Chapter:
    """One interview. ``id`` is a slug that names anchors and files; it survives edits elsewhere.

    ``removed`` lists what was taken out of the text but for labels, which the turns keep: pairs
    of line and text, so that no word goes unaccounted for.
    """

    id: str
    title: str
    source: Source
    blocks: tuple[Prose, ...]
    title_line: int = 0  # of the heading that is the title; 0: no heading of the text is
    language: str = ""  # where it differs from the book's
    origin: str = ""  # address of the original
    origin_label: str = ""  # the word before it in the manuscript, such as 原文
    date: datetime.date | None = None
    portrait: str = ""
    declares: tuple[str, ...] = ()  # of title and language, those that the front matter gives
    speakers: tuple[SpeakerEntry, ...] = ()  # its own roster, from the front matter
    people: tuple[SpeakerEntry, ...] = ()  # whom the front matter names besides, as guest or author
    authors: tuple[str, ...] = ()  # who wrote the text, by the front matter
    part: str = ""  # title of the part that it stands in
    removed: tuple[tuple[int, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Theme:
    """The stylesheets of a theme by their name (base, print, screen, epub, cover, custom …).

    ``own`` are the paths of those that the author wrote.
    """

    name: str
    sheets: Mapping[str, str]
    own: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class Book:
    """All that the author said, and what the build chose where he was silent.

    ``config`` has a title, a language and a name; ``modified`` is the moment that the editions
    are dated with, never the clock's. ``places``: line and column of each key of book.toml.
    ``fonts``: the faces in ``fonts/``.
    """

    project: Project
    config: BookConfig
    roster: Roster
    chapters: tuple[Chapter, ...]
    theme: Theme
    modified: datetime.datetime
    cover: Asset | None = None
    places: Mapping[tuple[str | int, ...], tuple[int, int]] = field(default_factory=dict)
    fonts: tuple[Face, ...] = ()

    @property
    def stamp(self) -> str:
        """``modified`` as ISO 8601 and the W3C write it."""
        return self.modified.isoformat(timespec="seconds").replace("+00:00", "Z")


@dataclass(frozen=True, slots=True)
class Undescribed:
    """A picture that lacks words of the author's in ``language`` for what it shows, and where.

    ``path`` is its file; ``about`` what one knows it by, such as its caption.
    """

    path: Path
    language: str
    place: Location
    about: str = ""


@dataclass(frozen=True, slots=True)
class Document:
    """The intermediate document: all that a writer needs; it opens no file.

    ``left_out``: what the author's settings took out of each chapter, by its id: pairs of the line
    that its block begins at and text, in their order. ``print_assets``: pictures that print larger
    than ``assets`` has them, under the same names. ``pixels``: drawings made of pixels, for readers
    that show no others, by the names of the drawings. ``cover_alt``: what the author says of the
    cover; ``undescribed``: of which pictures he says nothing. ``page_source``: what has the pages
    whose beginnings are marked in the tree; empty: none are.
    """

    book: Book
    root: Element
    assets: tuple[Asset, ...]
    left_out: Mapping[str, tuple[tuple[int, str], ...]] = field(default_factory=dict)
    print_assets: tuple[Asset, ...] = ()
    pixels: Mapping[str, Asset] = field(default_factory=dict)
    cover_alt: str = ""
    undescribed: tuple[Undescribed, ...] = ()
    page_source: str = ""


@dataclass(frozen=True, slots=True)
class Edition:
    """One finished output; ``pages`` is 0 where the format has none.

    ``content`` is an open file where it may be too large for memory; who reads it, rewinds it.
    """

    format: str
    content: bytes | IO[bytes]
    pages: int = 0

    @property
    def data(self) -> bytes:
        if isinstance(self.content, bytes):
            return self.content
        self.content.seek(0)
        return self.content.read()

    @property
    def file(self) -> IO[bytes]:
        """A file to read it from, at its beginning."""
        if isinstance(self.content, bytes):
            return BytesIO(self.content)
        self.content.seek(0)
        return self.content
