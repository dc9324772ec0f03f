"""Ids and links: every id is ASCII and unique in the book, every link in it finds its target."""

import posixpath
import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from urllib.parse import quote, unquote

from bookbuild.diagnostics import Diagnostic, Report
from bookbuild.findspots import find_in_block
from bookbuild.markup.tags import NOTE_MARK
from bookbuild.model import Chapter
from bookbuild.rules import DEAD_LINK, DUPLICATE_ID
from bookbuild.slugs import Names, slug
from bookbuild.xhtml import Element, classes, text_of, unwrap

EXTERNAL = re.compile(r"(?:https?://[^\s/?#]|mailto:.|tel:.)", re.IGNORECASE)
# What no URL contains (URL Standard, "URL code points").
NO_URL = re.compile(r"[\s\"<>\\^`{|}\[\]]|%(?![0-9A-Fa-f]{2})")
FIGURE_ID = re.compile(r"fig(?:ure)?[:_-]", re.IGNORECASE)  # says what it is of, as in Quarto
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
SPACES = re.compile(r"\s+")
NO_ANCHOR = re.compile(r"[^\w\- ]+")


@dataclass(frozen=True, slots=True)
class Anchors:
    """What links can find: each chapter's id by its path, and its anchors as authors write them."""

    chapters: dict[str, str] = field(default_factory=dict)
    ids: dict[tuple[str, str], str] = field(default_factory=dict)  # (chapter id, anchor) → id
    names: Names = field(default_factory=Names)


def name_anchors(
    roots: Sequence[Element], chapter: Chapter, anchors: Anchors, report: Report
) -> None:
    """Give the author's ids and all headings of a chapter ids that are unique in the book."""
    anchors.chapters[chapter.source.path] = chapter.id
    nodes = [node for root in roots for node in root.iterdescendants()]
    for node in nodes:
        wanted = node.get("id")
        if wanted is not None and NOTE_MARK not in wanted:
            if (chapter.id, wanted) in anchors.ids:
                place = find_in_block(chapter, line_of(node), _written_id(wanted))
                message = f'the id "{wanted}" stands on two elements of this chapter'
                report(
                    Diagnostic(
                        DUPLICATE_ID,
                        place,
                        message,
                        "rename one of them: a link could not tell them apart",
                    )
                )
            _name(node, wanted, chapter, anchors)
    for node in nodes:
        if node.tag in HEADINGS and node.get("id") is None:
            _name(node, words_of(node), chapter, anchors)


def words_of(heading: Element) -> str:
    """Return the text of a heading on one line, without the numbers of its notes."""
    return " ".join("".join(_words(heading)).split())


def _words(node: Element) -> Iterator[str]:
    is_call = NOTE_MARK in node.get("id", "") or "noteref" in classes(node)
    if not is_call:
        yield node.text or ""
        for child in node:
            yield from _words(child)
            yield child.tail or ""


def _name(node: Element, wanted: str, chapter: Chapter, anchors: Anchors) -> None:
    name = anchors.names.take(f"{chapter.id}--{slug(wanted) or 'x'}")
    node.set("id", name)
    for key in dict.fromkeys((wanted, anchor(wanted), slug(wanted))):
        _add(key, name, chapter, anchors)


def _add(key: str, name: str, chapter: Chapter, anchors: Anchors) -> None:
    """Let links find ``name`` by ``key``, or where that is taken by ``key-1`` as on GitHub."""
    free, number = key, 0
    while (chapter.id, free) in anchors.ids:
        number += 1
        free = f"{key}-{number}"
    anchors.ids[chapter.id, free] = name


def anchor(heading: str) -> str:
    """Return the anchor that Markdown tools commonly give a heading: ``some-words-of-it``."""
    return SPACES.sub("-", NO_ANCHOR.sub("", heading.strip().lower()))


def resolve_links(body: Element, chapter: Chapter, anchors: Anchors, report: Report) -> None:
    """Point links to chapters and anchors at their ids; a dead link keeps its text only."""
    for link in list(body.iter("a")):
        href = link.get("href")
        if link.get("role", "").startswith("doc-") or (href is None and link.get("id")):
            continue
        if href is not None and EXTERNAL.match(href.strip()):
            link.set("href", _as_url(href))
        elif href and (target := _target(href, chapter, anchors)) is not None:
            link.set("href", f"#{target}")
        else:
            message = f'the link "{href or text_of(link)}" leads to nothing in the book'
            place = find_in_block(chapter, line_of(link), *_written_link(link))
            report(Diagnostic(DEAD_LINK, place, message, _hint(href or "", anchors.chapters)))
            _take_away(link)


def _written_id(name: str) -> re.Pattern[str]:
    return re.compile(rf"(?:\{{#|\b(?:id|name)\s*=\s*[\"']?){re.escape(name)}(?![\w-])")


def _written_link(link: Element) -> Iterator[re.Pattern[str]]:
    """Yield what a link looks like in the text, the surest first: its words may hold marks."""
    words, href = re.escape(text_of(link)), re.escape(link.get("href", ""))
    end = r"(?=[\s<>()\"']|$)" if href else ""  # of an address that is none, nothing is left
    yield re.compile(rf"\[{words}\]\(\s*<?{href}{end}")
    yield re.compile(rf"\[{words}\]\[")
    if href:
        yield re.compile(rf"<a\b[^>]*[\s\"'=]{href}{end}|(?<=\()<?{href}{end}", re.IGNORECASE)


def _take_away(link: Element) -> None:
    """Leave the text of a dead link, and its id, which other links may lead to."""
    if link.get("id") is None:
        unwrap(link)
    else:
        link.attrib.pop("href", None)


def _as_url(href: str) -> str:
    """Escape what no URL contains, and all fragment marks but the first."""
    url, mark, fragment = NO_URL.sub(lambda found: quote(found[0]), href.strip()).partition("#")
    return f"{url}{mark}{fragment.replace('#', '%23')}"


def find_figure_id(name: str, chapter: Chapter, anchors: Anchors) -> str | None:
    """Return the id that an author's ``name`` has become: in ``chapter``, or else in another."""
    homes = dict.fromkeys([chapter.id, *anchors.chapters.values()])
    keys = [(home, key) for home in homes for key in (name, slug(name))]
    return next((anchors.ids[key] for key in keys if key in anchors.ids), None)


def _target(href: str, chapter: Chapter, anchors: Anchors) -> str | None:
    path, _, fragment = unquote(href).partition("#")
    home: str | None = chapter.id
    if path:
        folder = posixpath.dirname(chapter.source.path)
        home = anchors.chapters.get(posixpath.normpath(posixpath.join(folder, path)))
    if home is None or not fragment:
        return home
    keys = (fragment, anchor(fragment), slug(fragment))
    found = next((anchors.ids[home, key] for key in keys if (home, key) in anchors.ids), None)
    if found is None and not path and FIGURE_ID.match(fragment):  # these are found anywhere
        return find_figure_id(fragment, chapter, anchors)
    return found


def _hint(href: str, chapters: Mapping[str, str]) -> str:
    path, _, fragment = href.partition("#")
    if not path and FIGURE_ID.match(unquote(fragment)):
        mark = f"{{#{unquote(fragment)}}}"
        return f"no figure of the book has this id; give it one: ![a description](img/a.jpg){mark}"
    if fragment and (not path or any(posixpath.basename(known) == path for known in chapters)):
        return (
            f'no heading or id there is called "{unquote(fragment)}"; the text of the link is kept'
        )
    return "links go to chapters of this book (name.md, name.md#heading) or to https:// addresses"


def line_of(node: Element) -> int:
    """Return the line of the file at which the block of ``node`` begins; 0: nothing says it."""
    holders = (node, *node.iterancestors())
    return next((int(line) for holder in holders if (line := holder.get("data-line"))), 0)
