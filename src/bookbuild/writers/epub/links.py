"""Links inside the book lead to the files that hold their targets.

Kobo shows what a link leads to as a note, whatever it is, if the link has a fragment and leads
forward to an element of 9 to 5000 characters (Kobo ePub Guidelines, "Footnotes/Endnotes"). Such a
link leads to something without text instead: the picture of a figure, or an empty element at the
beginning of its target.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from bookbuild.markup.nesting import INLINE
from bookbuild.slugs import Names
from bookbuild.writers.epub.package import Package, file_of
from bookbuild.xhtml import Element, element, text_of

FEWEST_LETTERS = 9  # of a target that Kobo takes for a note
UNSPEAKING = ("col", "colgroup")  # hold no text


@dataclass(frozen=True, slots=True)
class _Map:
    """Where everything is: the elements by their ids, and the number of each in reading order."""

    targets: Mapping[str, Element]
    order: Mapping[Element, int]
    names: Names
    landings: dict[str, str] = field(default_factory=dict)  # id of a target → id that is led to


def localise_links(package: Package) -> None:
    """Point every link inside the book at the file that holds its target."""
    nodes = [node for text in package.texts for node in text.section.iter()]
    order = {node: number for number, node in enumerate(nodes)}
    targets = {name: node for node in nodes if (name := node.get("id"))}
    known = _Map(targets, order, Names(targets))
    for text in package.texts:
        for link in list(text.section.iter("a")):
            target = link.get("href", "")[1:]
            if link.get("href", "").startswith("#") and target in package.homes:
                link.set("href", _address(link, text.file, package, known))


def _address(link: Element, here: str, package: Package, known: _Map) -> str:
    target = link.get("href", "")[1:]
    home = package.homes[target]
    name = home.rpartition("/")[2]
    if home == file_of(target):  # a whole section is its file
        return name
    file = "" if home == here else name
    if _looks_like_a_note(link, target, known):
        target = _landing(target, known)
    return f"{file}#{target}"


def _looks_like_a_note(link: Element, target: str, known: _Map) -> bool:
    """Whether Kobo would show the target of ``link`` as a note, and it is none."""
    node = known.targets[target]
    is_forward = known.order[node] > known.order[link]
    is_call = link.get("role") == "doc-noteref"
    return is_forward and not is_call and len(text_of(node).strip()) >= FEWEST_LETTERS


def _landing(target: str, known: _Map) -> str:
    """Return the id of something without text in the element ``target``."""
    if target not in known.landings:
        node = known.targets[target]
        picture = next(node.iter("img"), None) if node.tag == "figure" else None
        place = _beginning(node) if picture is None else picture
        name = place.get("id") if picture is not None else None
        if name is None:
            name = known.names.take(f"{target}-at")
            _mark(place, name)
        known.landings[target] = name
    return known.landings[target]


def _mark(place: Element, name: str) -> None:
    """Give a picture the id ``name``, and anything else an empty element of that id."""
    if place.tag == "img":
        place.set("id", name)
        return
    made = element("span", {"id": name})
    made.tail, place.text = place.text, None
    place.insert(0, made)


def _beginning(node: Element) -> Element:
    """Return the first element in ``node``, or itself, that holds words and no blocks."""
    while not (node.text or "").strip():
        inside = (child for child in node if child.tag not in UNSPEAKING)
        first = next(inside, None)
        if first is None or first.tag in INLINE or first.tag == "hr":
            break
        node = first
    return node
