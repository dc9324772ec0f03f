"""The document as WeasyPrint is to have it: notes at their calls, gaps marked, no sizes of ours."""

import re
from copy import deepcopy
from itertools import pairwise

from bookbuild.document.appearances import appearances
from bookbuild.document.contents import cut_contents
from bookbuild.model import Document
from bookbuild.wording import wording_for
from bookbuild.writers.columns import PAGE, keep_words_whole
from bookbuild.writers.pdf.autospace import mark_gaps
from bookbuild.xhtml import Element, classes, element, replace, text_nodes

TURNS = "data-turns"  # on a link of the index: the ids of all the turns that it stands for
PAGE_REFERENCE = "page-reference"
BLOCKS = ("p", "li", "dd", "dt", "figure", "td", "th")
SPACE = re.compile(r"[ \t\n]+")


def prepare_tree(document: Document) -> Element:
    """Return the tree of ``document`` changed for print; the document keeps its own."""
    root = deepcopy(document.root)
    cut_contents(root)
    move_notes(root)
    _name_turns(root, document)
    _tell_pages(root, document)
    keep_words_whole(root, PAGE)
    mark_gaps(root)
    _forget_sizes(root, document)
    _date(root, document)
    return root


def _date(root: Element, document: Document) -> None:
    """Say when the book was last changed, where its author does; WeasyPrint reads it there."""
    if document.book.config.modified:
        stamp = document.book.stamp
        root[0].append(element("meta", {"name": "dcterms.modified", "content": stamp}))


def move_notes(root: Element) -> None:
    """Move every note to its first call, where ``float: footnote`` takes it to the foot.

    One that only notes call stands behind the note before it, as its number says, and not inside:
    WeasyPrint would lay out the foot of a page while it lays out the foot of the page.
    """
    notes = {
        node.get("id", ""): node
        for node in root.iter("aside")
        if node.get("role") == "doc-footnote"
    }
    placed: set[str] = set()
    for call in _calls(root):
        target = call.get("href", "")[1:]
        if target in notes and target not in placed and not _in_note(call):
            holder = call.getparent()
            assert holder is not None, "a call stands in its <sup>"
            _put_behind(holder, notes[target])
            placed.add(target)
    inner: set[str] = set()  # called in the notes that have their place
    for (before, _), (name, note) in pairwise([("", root), *notes.items()]):
        if name in inner and name not in placed:
            _put_behind(notes[before], note)
            placed.add(name)
        if name in placed:
            inner.update(call.get("href", "")[1:] for call in _calls(note))


def _calls(node: Element) -> list[Element]:
    return [link for link in node.iter("a") if link.get("role") == "doc-noteref"]


def _in_note(call: Element) -> bool:
    return any(node.get("role") == "doc-footnote" for node in call.iterancestors("aside"))


def _put_behind(node: Element, note: Element) -> None:
    replace(note, None)
    _fold_space(note)
    note.tail, node.tail = node.tail, None
    node.addnext(note)


def _name_turns(root: Element, document: Document) -> None:
    """Let the links of the index say what they stand for: its pages are counted from that."""
    found = appearances(root.iterfind("body/section"), document.book.roster)
    for item in root.iterfind("body/section/ul/li[@data-person]"):
        homes = found[item.get("data-person", "")].values()
        for link, turns in zip(item.iterfind("ul/li/a"), homes, strict=False):
            link.set(TURNS, " ".join(turns))


def _tell_pages(root: Element, document: Document) -> None:
    """Put the page of its figure behind each reference, but for one that stands beside it."""
    for section in root.iterfind("body/section"):
        language = section.get("lang") or document.book.config.language
        before, _, after = wording_for(language).on_page.partition("{}")
        places = {block: number for number, block in enumerate(section.iter(*BLOCKS))}
        homes = {block.get("id"): number for block, number in places.items()}
        for link in list(section.iter("a")):
            here = next((places[node] for node in link.iterancestors(*BLOCKS)), None)
            if "figure-reference" not in classes(link) or here is None:
                continue
            there = homes.get(link.get("href", "")[1:])
            is_range = (link.tail or "").strip() in ("–", "-")
            if is_range or (there is not None and abs(there - here) <= 1):
                continue
            page = element("a", {"class": PAGE_REFERENCE, "href": link.get("href", "")})
            page.set("data-before", before)
            page.set("data-after", after)
            page.tail, link.tail = link.tail, None
            link.addnext(page)


def _forget_sizes(root: Element, document: Document) -> None:
    """Leave a picture's size to the stylesheet, but for the width where the author set one.

    WeasyPrint distorts a picture whose width and height are both given and then limited.
    """
    sizes = {asset.href: (str(asset.width_px), str(asset.height_px)) for asset in document.assets}
    for picture in root.iter("img"):
        given = picture.get("width"), picture.attrib.pop("height", None)
        if given == sizes.get(picture.get("src", "")):
            del picture.attrib["width"]


def _fold_space(note: Element) -> None:
    """Fold the line breaks of a note's text: WeasyPrint keeps them in what floats to the foot."""
    for owner, place in list(text_nodes(note)):
        text = getattr(owner, place)
        if text and not any(node.tag == "pre" for node in (owner, *owner.iterancestors())):
            setattr(owner, place, SPACE.sub(" ", text))
