"""The NCX of older reading systems (OPF 2.0.1 §2.4.1), as EbookLib writes it, is put right.

EbookLib counts neither levels nor pages, and gives entries that hold others ids of its own.
"""

from collections.abc import Iterable

from bookbuild.writers.epub.package import Text
from bookbuild.xhtml import XML_LANG, Element, parse_xml, serialise_xml

POINT, PAGE, CONTENT = "{*}navPoint", "{*}pageTarget", "{*}content"


def mend_ncx(data: bytes, texts: Iterable[Text], language: str) -> bytes:
    """Say how deep it is, how many pages it lists, its language, and the order of its entries."""
    root = parse_xml(data)
    root.set(XML_LANG, language)
    numbers = [int(page.get("value", "0")) for page in root.iter(PAGE)]
    facts = {
        "dtb:depth": max((_depth(point) for point in root.iter(POINT)), default=0),
        "dtb:totalPageCount": len(numbers),
        "dtb:maxPageNumber": max(numbers, default=0),
    }
    for meta in root.iter("{*}meta"):
        if meta.get("name") in facts:
            meta.set("content", str(facts[meta.get("name", "")]))
    for number, point in enumerate(root.iter(POINT), 1):
        point.set("id", f"point-{number}")
    _number(root, texts)
    return serialise_xml(root)


def _depth(point: Element) -> int:
    return 1 + sum(1 for _ in point.iterancestors(POINT))


def _number(root: Element, texts: Iterable[Text]) -> None:
    """Give each entry its place in reading order; those of one target have the same."""
    places = {place: number for number, place in enumerate(_places(texts))}
    entries = {
        entry: places.get(content.get("src", ""), 0)
        for entry in root.iter(POINT, PAGE)
        if (content := entry.find(CONTENT)) is not None
    }
    order = {place: number for number, place in enumerate(sorted(set(entries.values())), 1)}
    for entry, place in entries.items():
        entry.set("playOrder", str(order[place]))


def _places(texts: Iterable[Text]) -> Iterable[str]:
    """Yield every address that an entry may lead to, in reading order."""
    for text in texts:
        yield text.file
        for node in text.section.iter():
            if name := node.get("id"):
                yield f"{text.file}#{name}"
