"""What every part of an EPUB needs to know of the whole, such as the file that holds an element."""

from collections.abc import Mapping
from dataclasses import dataclass

from bookbuild.model import Asset, Book
from bookbuild.wording import Wording
from bookbuild.xhtml import Element

XHTML_TYPE = "application/xhtml+xml"
STYLES = "styles/book.css"
INDEX = "speakers"  # id of the index of speakers
FIGURES = "figures"  # id of the list of figures


@dataclass(frozen=True, slots=True)
class Package:
    """The whole of an EPUB, as its parts see it."""

    book: Book
    homes: Mapping[str, str]  # id of an element → file that holds it
    wording: Wording
    # Name of a drawing → the same made of pixels. It alone goes into the package: old readers show
    # no drawings, and of those that do, some find none that a <source> names.
    pixels: Mapping[str, Asset]
    cover: Asset | None
    # Id and label of each mark where a page of the print edition begins, in reading order.
    breaks: tuple[tuple[str, str], ...] = ()

    def address(self, target: str) -> str:
        """Return where the element ``target`` is, from the root of the package.

        A whole section is its file: to some readers a link to an element is a note to show.
        """
        home = self.homes[target]
        return home if home == file_of(target) else f"{home}#{target}"


def homes_of(root: Element) -> dict[str, str]:
    """Return the file of every id; a section is the file ``text/<its id>.xhtml``."""
    homes = {}
    for section in root.iterfind("body/section"):
        for node in section.iter():
            if isinstance(node.tag, str) and (name := node.get("id")):
                homes[name] = file_of(section.get("id", ""))
    return homes


def file_of(section_id: str) -> str:
    """Return the name of the content document of a section."""
    return f"text/{section_id}.xhtml"
