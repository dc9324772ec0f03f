"""The contents: parts, chapters, and all the headings in them; each edition cuts what it lists.

An entry of a heading says its level in ``data-depth``: 1 is a chapter, 2 an ``<h2>`` in it. A part
has none, since it is never cut. The list itself says the depth of an edition that sets none.
"""

from collections.abc import Iterator, Sequence

from bookbuild.document.links import HEADINGS, words_of
from bookbuild.document.matter import Entry
from bookbuild.xhtml import Element, classes, replace

DEPTH = "data-depth"


def contents_entries(body: Sequence[Element], back: Sequence[Element]) -> list[Entry]:
    """Return the entries for the sections of the book's body, in their parts, and its back matter.

    Behind the parts, the back matter stands on their level.
    """
    entries: list[Entry] = []
    below: list[Entry] | None = None
    for section in body:
        if "part" in classes(section):
            below = []
            entries.append(_entry(section, below, depth=0))
        else:
            (entries if below is None else below).append(_entry(section, _headings(section)))
    return [*entries, *(_entry(section) for section in back)]


def usual_depth(body: Sequence[Element]) -> int:
    """Return how deep the contents are where nothing is set: one chapter shows its headings."""
    return 2 if len(body) == 1 else 1


def cut_contents(root: Element, depth: int | None = None) -> None:
    """Cut the contents below ``root`` down to ``depth``; None: to the usual one."""
    for listed in root.iterfind(".//nav/ol"):
        usual = int(listed.attrib.pop(DEPTH, "1"))
        for item in list(listed.iter("li")):
            if int(item.attrib.pop(DEPTH, "0")) > (depth or usual):
                replace(item, None)
        for below in list(listed.iter("ol")):
            if not len(below):
                replace(below, None)


def _entry(section: Element, below: Sequence[Entry] = (), depth: int = 1) -> Entry:
    heading = next(section.iter("h1"), None)
    title = words_of(heading) if heading is not None else ""
    language = _language(section if heading is None else heading)
    return Entry(section.get("id", ""), title, below, language, depth)


def _language(node: Element) -> str:
    """Return the language of ``node``; empty: it is the book's."""
    around = (node, *node.iterancestors())
    return next((language for one in around if (language := one.get("lang"))), "")


def _headings(section: Element) -> list[Entry]:
    """Return the headings of a chapter, each with those below it; notes have none to go to."""
    root: list[Entry] = []
    lists: dict[int, list[Entry]] = {1: root}  # by the level of the heading that they belong to
    for node in _outside_notes(section):
        level = int(str(node.tag)[1])
        if level > 1:
            below: list[Entry] = []
            above = max(known for known in lists if known < level)
            entry = Entry(node.get("id", ""), words_of(node), below, _language(node), level)
            lists[above].append(entry)
            lists = {known: found for known, found in lists.items() if known < level}
            lists[level] = below
    return root


def _outside_notes(section: Element) -> Iterator[Element]:
    for node in section.iter(*HEADINGS):
        if not any(around.get("role") == "doc-footnote" for around in node.iterancestors()):
            yield node
