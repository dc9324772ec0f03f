"""The sections of a finished EPUB or page, read back from its bytes."""

import zipfile
from collections.abc import Iterator
from typing import IO

from bookbuild.xhtml import Element, parse_page, parse_xml


def read_epub(file: IO[bytes]) -> Iterator[Element]:
    """Yield the sections of an EPUB in the order of its spine, without namespaces."""
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


def _sections(page: Element) -> Iterator[Element]:
    for node in page.iterdescendants("{*}*"):
        node.tag = str(node.tag).rpartition("}")[2]
    # Kobo's form has two <div> around them.
    yield from page.iterfind("body/section")
    yield from page.iterfind("body/div/div/section")
