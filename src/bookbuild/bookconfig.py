"""What the author may say about the book: each key of ``book.toml`` with its type and default.

``config`` reads them. A new setting is a new field here, with its unit.
"""

import datetime
from dataclasses import dataclass, field
from typing import Literal

ROLES = ("interviewer", "interviewee", "host", "guest", "narrator", "audience")
Role = Literal["", "interviewer", "interviewee", "host", "guest", "narrator", "audience"]
LabelStyle = Literal["full", "short", "initials", "as-written"]
TurnLayout = Literal["run-in", "own-line", "hanging", "question"]
# Those that the author numbers or names, all that have a caption, just as the author wrote them.
FigureNumbers = Literal["labelled", "all", "as-written", "none"]
# Whose page numbers the EPUB has: those of the PDF made with it, or nobody's.
PageNumbers = Literal["screen", "none"]
# The program with which shops check an EPUB: that of today, or one that some have not replaced.
EpubCheck = Literal["5", "4.2"]
CoverStyle = Literal["light", "dark"]
# In the metadata of a field: a text may stand for the whole table, which then has this key alone.
ALONE = {"alone": True}


@dataclass(frozen=True, slots=True)
class SpeakerEntry:
    """A ``[[speakers]]`` table: a person of the roster, as the author wrote it."""

    name: str
    aliases: tuple[str, ...] = ()
    role: Role = ""
    note: str = ""
    short: str = ""  # what labels = "short" prints; empty: the given name
    sort: str = ""  # as the index sorts it; empty: by the family name, where one is seen
    colour: str = ""  # of the label: #rgb or #rrggbb


@dataclass(frozen=True, slots=True)
class Author:
    """Somebody who wrote the book: a name, or a table where the build would sort it wrongly."""

    name: str = field(metadata=ALONE)
    sort: str = ""  # as a catalogue sorts the name; empty: by the family name, where one is seen


@dataclass(frozen=True, slots=True)
class Contributor:
    """Somebody who had a hand in the book; ``role`` is a MARC relator code, such as ``edt``."""

    name: str
    role: str = "ctb"
    sort: str = ""  # as for an author


@dataclass(frozen=True, slots=True)
class Series:
    """The series that the book belongs to, and its number there; 0 means unnumbered."""

    name: str
    number: int = 0


@dataclass(frozen=True, slots=True)
class AccessibilityConfig:
    """The ``[accessibility]`` table: what somebody has examined, and who it was."""

    conforms_to: Literal["", "A", "AA", "AAA"] = ""  # a level of WCAG; empty: nothing is claimed
    wcag: Literal["2.2", "2.1", "2.0"] = "2.2"  # the version of WCAG
    certifier: str = ""  # who examined the EPUB: a name that readers know
    date: datetime.date | None = None  # when
    credential: str = ""  # what entitles the certifier to it, or its address
    report: str = ""  # address of what the certifier found
    summary: str = ""  # in the author's words, in place of what the build says of the book


@dataclass(frozen=True, slots=True)
class PartEntry:
    """A ``[[parts]]`` table: a part of the book, its chapters as paths relative to ``book/``."""

    title: str
    chapters: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Allowance:
    """A fault that the author accepts: ``code`` is a rule's code or name, ``path`` its file."""

    code: str
    path: str
    reason: str


@dataclass(frozen=True, slots=True)
class FiguresConfig:
    """The ``[figures]`` table."""

    numbers: FigureNumbers = "labelled"  # which figures have a number
    count: Literal["chapter", "book"] = "chapter"  # where it begins with 1
    listed: bool = False  # whether the book has a list of its figures


@dataclass(frozen=True, slots=True)
class PdfConfig:
    """The ``[pdf]`` table."""

    trim: str = "a5"  # a name (a5, 6x9in …) or width x height with a unit: mm, cm or in
    bleed: str = ""  # what is printed beyond the trim and cut off, with a unit; empty: nothing
    fonts: tuple[str, ...] = ()  # families of this machine that the PDF may use
    cover: bool = True  # whether the cover is the first page; presses want the inside alone
    isbn: str = ""  # of the printed book, which has one of its own


@dataclass(frozen=True, slots=True)
class EpubConfig:
    """The ``[epub]`` table; the web page has its pictures as well."""

    picture_px: int = 2000  # the longer side of a picture at most
    # Levels of headings that the contents list: 1 are chapters, 2 the headings in them …; None:
    # chapters, and in a book of one chapter its headings.
    contents_depth: int | None = None
    embed_fonts: tuple[str, ...] = ()  # "theme", "all" that the text needs, or names of families
    pages: PageNumbers = "screen"  # where both are made in one run
    epubcheck: EpubCheck = "5"  # nothing is in the EPUB that this version does not know


@dataclass(frozen=True, slots=True)
class BookConfig:
    """Everything in ``book.toml``. An empty text or tuple means that the author left it out."""

    title: str = ""
    sort: str = ""  # as a catalogue sorts the title; empty: without its article, where one is seen
    subtitle: str = ""
    language: str = ""  # BCP 47; empty: detected from the text
    authors: tuple[Author, ...] = ()
    contributors: tuple[Contributor, ...] = ()
    publisher: str = ""
    date: datetime.date | None = None  # the edition's
    modified: datetime.datetime | None = None  # when it was last corrected, in UTC; None: never
    isbn: str = ""
    doi: str = ""
    identifier: str = ""  # a URN or address that names the book for good; empty: one is made
    rights: str = ""
    description: str = ""
    source: str = ""
    subjects: tuple[str, ...] = ()
    series: Series | None = None
    chapters: tuple[str, ...] = ()  # relative to book/; empty: every *.md in natural order
    parts: tuple[PartEntry, ...] = ()
    cover: str = ""  # relative to book/; empty: one is designed
    cover_style: CoverStyle = "light"  # of the designed one
    theme: str = "classic"
    name: str = ""  # stem of the outputs
    speakers: tuple[SpeakerEntry, ...] = ()
    labels: LabelStyle = "full"  # how speakers are named after their first turn in a chapter
    turns: TurnLayout = "run-in"  # how a turn is set
    directions: bool = True  # whether stage directions such as [laughter] are printed
    timestamps: bool = True  # whether the times of a transcript are printed
    index: bool | None = None  # of speakers; None: where people speak in two chapters or more
    figures: FiguresConfig = FiguresConfig()
    pdf: PdfConfig = PdfConfig()
    epub: EpubConfig = EpubConfig()
    accessibility: AccessibilityConfig = AccessibilityConfig()
    allow: tuple[Allowance, ...] = ()

    @property
    def author_names(self) -> tuple[str, ...]:
        return tuple(author.name for author in self.authors)
