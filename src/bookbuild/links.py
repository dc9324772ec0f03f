"""Ids and links: every id is ASCII and unique in the book, every link inside it finds its target."""

import posixpath
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from urllib.parse import unquote

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Chapter
from bookbuild.rules import DEAD_LINK, DUPLICATE_ID
from bookbuild.slugs import Names, slug
from bookbuild.xhtml import Element, text_of, unwrap

EXTERNAL = re.compile(r"(?:https?|mailto|tel):", re.IGNORECASE)
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SPACES = re.compile(r"\s+")
NO_ANCHOR = re.compile(r"[^\w\- ]+")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What links can find: for each chapter's path its id, and its anchors as authors write them."""

    chapters: dict[str, str] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)  # (chapter id, anchor) → id
    names: Names = field(default_factory=Names)


def name_anchors(body: Element, chapter: Chapter, anchors: Anchors, report: Report) -> None:
    """Give the author's ids and all headings of a chapter ids that are unique in the book."""
    anchors.chapters[chapter.source.path] = chapter.id
    for node in body.iter():
        wanted = node.get("id") if isinstance(node.tag, str) else None
        if wanted is not None and not _is_ours(wanted, chapter):
            if (chapter.id, wanted) in anchors.ids:
                place = Location(chapter.source.path, _line_of(node), 1)
                message = f'the id "{wanted}" stands on two elements of this chapter'
                report(Diagnostic(DUPLICATE_ID, place, message, "a link could not tell them apart"))
            _name(node, wanted, chapter, anchors)
    for node in body.iter(*HEADINGS):
        if node.get("id") is None:
            _name(node, text_of(node), chapter, anchors)


def _is_ours(name: str, chapter: Chapter) -> bool:
    """Notes and figures have been named already."""
    return name.startswith((f"{chapter.id}-note", f"{chapter.id}-fig-"))


def _name(node: Element, wanted: str, chapter: Chapter, anchors: Anchors) -> None:
    name = anchors.names.take(f"{chapter.id}--{slug(wanted) or 'x'}")
    node.set("id", name)
    for key in (wanted, anchor(wanted), slug(wanted)):
        anchors.ids.setdefault((chapter.id, key), name)


def anchor(heading: str) -> str:
    """Return the anchor that Markdown tools commonly give a heading: ``some-words-of-it``."""
    return SPACES.sub("-", NO_ANCHOR.sub("", heading.strip().lower()))


def resolve_links(body: Element, chapter: Chapter, anchors: Anchors, report: Report) -> None:
    """Point links to chapters and anchors at their ids; a dead link keeps its text only."""
    for link in list(body.iter("a")):
        href = link.get("href")
        if href is None or EXTERNAL.match(href) or link.get("role", "").startswith("doc-"):
            continue
        if (target := _target(href, chapter, anchors)) is not None:
            link.set("href", f"#{target}")
            continue
        place = Location(chapter.source.path, _line_of(link), 1)
        message = f'the link "{href}" leads to nothing in the book'
        report(Diagnostic(DEAD_LINK, place, message, _hint(href, anchors.chapters)))
        unwrap(link)


def _target(href: str, chapter: Chapter, anchors: Anchors) -> str | None:
    path, _, fragment = unquote(href).partition("#")
    home: str | None = chapter.id
    if path:
        folder = posixpath.dirname(chapter.source.path)
        home = anchors.chapters.get(posixpath.normpath(posixpath.join(folder, path)))
    if home is None or not fragment:
        return home
    keys = (fragment, anchor(fragment), slug(fragment))
    return next((anchors.ids[home, key] for key in keys if (home, key) in anchors.ids), None)


def _hint(href: str, chapters: Mapping[str, str]) -> str:
    path, _, fragment = href.partition("#")
    if fragment and (not path or any(posixpath.basename(known) == path for known in chapters)):
        return (
            f'no heading or id there is called "{unquote(fragment)}"; the text of the link is kept'
        )
    return "links go to chapters of this book (name.md, name.md#heading) or to https:// addresses"


def _line_of(node: Element) -> int:
    holders = (node, *node.iterancestors())
    return next((int(line) for holder in holders if (line := holder.get("data-line"))), 0)
