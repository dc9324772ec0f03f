"""A finished edition is compared with the document that it was made of."""

import re
from collections.abc import Collection, Iterator, Sequence

from bookbuild.diagnostics import Report
from bookbuild.model import Document, Edition
from bookbuild.rules import ADDED_WORDS, LOST_WORDS
from bookbuild.words.comparison import common
from bookbuild.words.letters import Letters, letters, plain_letters
from bookbuild.words.packed import read_epub, read_html
from bookbuild.words.passages import Fold, Passages
from bookbuild.words.printed import Piece, counts, read_pdf
from bookbuild.words.sections import Section, SectionReader, read_sections
from bookbuild.words.verdicts import ADDED, LOST, Finding, find, judge, settle_moves

OURS = "this is a fault of bookbuild's, not of the book's: please report it with these words"
HIDDEN = (
    'a style may hide them: look for "display: none" or "visibility: hidden" in styles/custom.css'
)
STYLED = 'a "content" in a stylesheet writes them; if they are meant, allow this fault in book.toml'
CONTENT = re.compile(r"\bcontent\s*:([^;}]*)")
STRING = re.compile(r"\"((?:[^\"\\]|\\.)*)\"|'((?:[^'\\]|\\.)*)'", re.DOTALL)
ALIKE = 2  # letters that one font may draw by the same glyphs as others, such as 戸 and the radical

# How an edition is read back, and what a fault of it is said to be in.
READERS = {
    "epub": (read_epub, "the EPUB"),
    "kepub": (read_epub, "the EPUB"),
    "html": (read_html, "the page"),
}


def check_edition(document: Document, edition: Edition, report: Report) -> None:
    """Report the words of ``document`` that ``edition`` lost, moved or added."""
    sections = read_sections(document, with_titles=True)
    if edition.format == "pdf":
        _check_pdf(document, sections, edition, report)
        return
    read, where = READERS[edition.format]
    found = [
        SectionReader(sections[0].chapter).read_section(node)
        for node in read(edition.file)
        if node.get("data-matter") == "body"
    ]
    findings = [
        *find(_bodies(sections), _bodies(found)),
        *find(_notes(sections), _notes(found), is_note=True),
    ]
    for fault in judge(settle_moves(findings), LOST_WORDS, where, OURS):
        report(fault)


def _bodies(sections: Sequence[Section], fold: Fold = letters) -> Passages:
    return Passages((passage for section in sections for passage in section.body), fold)


def _notes(sections: Sequence[Section], fold: Fold = letters) -> Passages:
    return Passages((passage for section in sections for passage in section.notes), fold)


# -- the PDF --------------------------------------------------------------------------------------


def _check_pdf(
    document: Document, sections: Sequence[Section], edition: Edition, report: Report
) -> None:
    nodes = document.root.iterfind("body/section")
    back = [node.get("id", "") for node in nodes if node.get("data-matter") == "back"]
    pieces = read_pdf(edition.data, [*(section.id for section in sections), *back])
    findings = _compare(sections, list(_without_back(pieces, back)))
    meant = _written_by_styles(document)
    styled = [one for one in findings if one.kind == ADDED and meant.fullmatch(one.added)]
    other = [one for one in findings if one not in styled]
    for fault in judge(other, LOST_WORDS, "the PDF", HIDDEN if _has_own_styles(document) else OURS):
        report(fault)
    for fault in judge(styled, ADDED_WORDS, "the PDF", STYLED):
        report(fault)


def _compare(sections: Sequence[Section], pieces: Sequence[Piece]) -> list[Finding]:
    wanted, notes = _bodies(sections, plain_letters), _notes(sections, plain_letters)
    body = [piece for piece in pieces if not piece.is_note]
    front, homes = _front(wanted, body), {section.id for section in sections}
    feet = Letters(
        (plain_letters(piece.text), not counts(piece)) for piece in pieces if piece.is_note
    )
    texts = Letters(
        (
            plain_letters(piece.text),
            number >= front and piece.section in homes and not counts(piece),
        )
        for number, piece in enumerate(body)
    )
    found = [*find(wanted, texts), *find(notes, feet, is_note=True)]
    return settle_moves(_settle_glyphs(found))


def _without_back(pieces: Sequence[Piece], back: Collection[str]) -> Iterator[Piece]:
    """Yield ``pieces`` up to the first page of the back matter: the last chapter may end there."""
    last = min((piece.page for piece in pieces if piece.section in back), default=None)
    return (piece for piece in pieces if last is None or piece.page <= last)


def _front(wanted: Letters, body: Sequence[Piece]) -> int:
    """Return how many pieces stand before the first chapter, where a page holds contents too.

    The contents begin with the title that the chapter begins with.
    """
    best, front, text = 0, 0, ""
    starts = [number for number, piece in enumerate(body) if piece.page == body[0].page]
    for number in reversed(starts):
        text = plain_letters(body[number].text) + text
        if (same := common(text, wanted.text)) > best:
            best, front = same, number
    return front


def _settle_glyphs(found: Sequence[Finding]) -> list[Finding]:
    """Return ``found`` without what comes from the way that glyphs are written to a page.

    A glyph that stands for two characters is read as the one that the font showed first.
    """
    kept: list[Finding] = []
    for one in found:
        before = kept[-1] if kept else one
        if (
            one.kind == ADDED
            and before.kind == LOST
            and before.end == one.start
            and len(one.letters) == len(before.letters) <= ALIKE
            and not (one.letters + before.letters).isascii()
        ):
            kept.pop()
        else:
            kept.append(one)
    return kept


def _has_own_styles(document: Document) -> bool:
    return bool(document.book.theme.own)


def _written_by_styles(document: Document) -> re.Pattern[str]:
    """Return what the words match that the author's stylesheet puts on the pages by itself."""
    written = CONTENT.findall(document.book.theme.sheets.get("custom", ""))
    words = [
        re.escape(letters(string))
        for declaration in written
        for strings in STRING.findall(declaration)
        for string in strings
        if letters(string)
    ]
    numbers = [r"\d"] if any("counter" in declaration for declaration in written) else []
    return re.compile(f"(?:{'|'.join([*words, *numbers])})+" if words or numbers else "(?!)")
