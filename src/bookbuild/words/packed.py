"""The sections of a finished EPUB or page, read back from its bytes."""

import zipfile
from collections.abc import Iterator
from typing import IO

from bookbuild.xhtml import Element, classes, parse_page, parse_xml, text_of

NOTE = "doc-footnote"
REPEATED = "data-repeated"  # on a note that stands in another file as well


def read_epub(file: IO[bytes]) -> Iterator[Element]:
    """Yield the sections of an EPUB in the order of its spine, without namespaces.

    One that several files share is whole again, its notes at the end in the order of their numbers:
    a note that a note calls stands in the file of that one. What is repeated there is left out.
    """
    whole: list[Element] = []
    for section in _files(file):
        if section.get("id") is None and whole:
            whole[-1].extend(list(section))
        else:
            whole.append(section)
    for section in whole:
        notes = [node for node in section if node.get("role") == NOTE]
        for note in [note for note in notes if note.get(REPEATED) is not None]:
            notes.remove(note)
            section.remove(note)
        section.extend(sorted(notes, key=_number))
    yield from whole


def _files(file: IO[bytes]) -> Iterator[Element]:
    with zipfile.ZipFile(file) as archive:
        home = next(name for name in archive.namelist() if name.endswith(".opf"))
        package = parse_xml(archive.read(home))
        files = {node.get("id"): node.get("href", "") for node in package.iter("{*}item")}
        folder = home.rpartition("/")[0]
        for reference in package.iter("{*}itemref"):
            name = f"{folder}/{files[reference.get('idref')]}".lstrip("/")
            yield from _sections(parse_xml(archive.read(name)))


def read_html(file: IO[bytes]) -> Iterator[Element]:
    """Yield the sections of a page for a browser."""
    yield from _sections(parse_page(file.read().decode()))


def _number(note: Element) -> int:
    mark = next(node for node in note.iter() if "notemark" in classes(node))
    return int(text_of(mark))


def _sections(page: Element) -> Iterator[Element]:
    for node in page.iterdescendants("{*}*"):
        node.tag = str(node.tag).rpartition("}")[2]
    # Kobo's form has two <div> around them.
    yield from page.iterfind("body/section")
    yield from page.iterfind("body/div/div/section")
