"""One file of Markdown becomes a ``Chapter``: its front matter, title, credit, language, blocks."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

from bookbuild.detection import contradicting_language, guess_language
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.frontmatter import FrontMatter
from bookbuild.language import normalise_tag
from bookbuild.markup import plain_text
from bookbuild.model import BlockKind, Chapter, Prose, Source
from bookbuild.rules import EMPTY_CHAPTER
from bookbuild.shortcodes import plain_pictures
from bookbuild.slugs import slug
from bookbuild.textfiles import shown_name
from bookbuild.turns import split_blocks

CREDIT = re.compile(
    r">\s*(?P<label>[^\s:：][^:：\n]{0,30})[:：]\s*<?(?P<address>https?://[^\s<>]+)>?\s*"
)
HIGHEST = re.compile(r" {0,3}(?:#(?!#)|[^\n]+\n {0,3}=+[ \t]*$)")
# What prints no word: definitions, rules, comments and pictures.
WORDLESS = re.compile(
    r"(?:\s|<!--.*?-->|\[?!\[[^\]]*\](?:\([^)]*\)|\[[^\]]*\])(?:\]\([^)]*\))?|\{[^}]*\})*",
    re.DOTALL,
)

# Ids of the sections that the build makes itself, and those that Kobo's form of a book has.
RESERVED = frozenset(
    "titlepage colophon contents contents-title cover contributors contributors-title speakers"
    " speakers-title figures figures-title book-columns book-inner kobostylehacks".split()
)

Removed = tuple[tuple[int, str], ...]
"""Pairs of line and text: what was taken out of a chapter."""


@dataclass(frozen=True, slots=True)
class Manuscript:
    """A chapter's file, read but not yet a chapter."""

    path: Path
    source: Source
    matter: FrontMatter
    part: str = ""  # title of the part that book.toml lists it under


def make_chapter(
    manuscript: Manuscript, chapter_id: str, *, declared: str, report: Report
) -> Chapter:
    """Return the chapter that ``manuscript`` holds; nobody speaks in it yet.

    ``declared`` is the book's language, or empty.
    """
    matter = manuscript.matter
    blocks = list(split_blocks(matter.body, first_line=matter.first_line))
    if not blocks:
        report(
            Diagnostic(EMPTY_CHAPTER, Location(manuscript.source.path), "this chapter has no text")
        )
    credit, removed = _take_credit(blocks, matter.source)
    title, title_line = _title_of(blocks, matter.title, manuscript.path)
    return Chapter(
        f"ch-{chapter_id}" if chapter_id in RESERVED else chapter_id,
        title,
        manuscript.source,
        tuple(blocks),
        title_line=title_line,
        language=_language_of(matter, blocks, declared),
        origin=matter.source or (credit["address"] if credit else ""),
        origin_label=credit["label"].strip() if credit else "",
        date=matter.date,
        portrait=matter.portrait,
        declares=tuple(key for key in ("title", "language") if getattr(matter, key)),
        speakers=matter.speakers,
        people=matter.people,
        authors=matter.authors,
        part=manuscript.part,
        removed=removed,
    )


def _take_credit(blocks: list[Prose], declared: str) -> tuple[re.Match[str] | None, Removed]:
    """Take the quotation that gives the original's address out of the first blocks.

    It stays where the front matter has ``declared`` another.
    """
    for position, block in enumerate(blocks[:3]):
        found = CREDIT.fullmatch(block.text) if block.kind is BlockKind.QUOTE else None
        if found and declared in ("", found["address"]):
            del blocks[position]
            return found, ((block.line, block.text),)
        if block.kind is not BlockKind.HEADING:
            break
    return None, ()


def _title_of(blocks: Sequence[Prose], declared: str, path: Path) -> tuple[str, int]:
    """Return the chapter's title, and the line of the heading that prints it (0: none does).

    Only a heading that the chapter opens with can print it: another would have to leave its place.
    """
    headings = [block for block in blocks if block.kind is BlockKind.HEADING]
    opening = next((block for block in blocks if _prints_words(block)), None)
    title = plain_text(opening.text) if opening in headings else ""
    wanted = plain_text(f"# {declared}") if declared else title
    if opening and title and slug(title) == slug(wanted):
        return title, opening.line
    if not wanted:
        highest = [heading.text for heading in headings if HIGHEST.match(heading.text)]
        wanted = plain_text(highest[0]) if len(highest) == 1 else ""
    return wanted or _name_of(path), 0


def _prints_words(block: Prose) -> bool:
    is_silent = block.kind in (BlockKind.DEFINITION, BlockKind.RULE)
    return not is_silent and not WORDLESS.fullmatch(plain_pictures(block.text))


def _name_of(path: Path) -> str:
    return shown_name(path.stem).replace("-", " ").replace("_", " ").strip()


def _language_of(matter: FrontMatter, blocks: Sequence[Prose], declared: str) -> str:
    """Return the language that the chapter declares, or else clearly shows, or else the book's.

    Empty where nothing tells.
    """
    if matter.language:
        return normalise_tag(matter.language)
    text = "\n".join(block.text for block in blocks if block.kind is not BlockKind.CODE)
    if not declared:
        return guess_language(text)
    return contradicting_language(text, declared) or normalise_tag(declared)
