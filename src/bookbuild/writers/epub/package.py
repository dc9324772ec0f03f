"""What every part of an EPUB needs to know of the whole, such as the file that holds an element."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.model import Asset, Book
from bookbuild.wording import Wording
from bookbuild.xhtml import Element

XHTML_TYPE = "application/xhtml+xml"
STYLES = "styles/book.css"
COVER = "cover"  # id of the section that shows the cover
CONTENTS = "contents"  # id of the section with the contents, which becomes the nav
INDEX = "speakers"  # id of the index of speakers
FIGURES = "figures"  # id of the list of figures


@dataclass(frozen=True, slots=True)
class Text:
    """What one content document holds: a section of the document, or a part of a long one.

    ``name`` is that of its file and of its item in the manifest. ``number`` counts the texts of
    the section from 1. The section is this edition's own, and may be changed.
    """

    name: str
    title: str
    section: Element
    number: int = 1

    @property
    def file(self) -> str:
        return file_of(self.name)


@dataclass(frozen=True, slots=True)
class Package:
    """The whole of an EPUB, as its parts see it."""

    book: Book
    texts: Sequence[Text]  # in reading order
    homes: Mapping[str, str]  # id of an element → file that holds it
    wording: Wording
    # Name of a drawing → the same made of pixels. It alone goes into the package: old readers show
    # no drawings, and of those that do, some find none that a <source> names.
    pixels: Mapping[str, Asset]
    cover: Asset | None
    styles: tuple[str, ...] = (STYLES,)  # the stylesheets, in their order
    # Id and label of each mark where a page of the print edition begins, in reading order.
    breaks: tuple[tuple[str, str], ...] = ()

    def address(self, target: str) -> str:
        """Return where the element ``target`` is, from the root of the package.

        A whole section is its file: to some readers a link to an element is a note to show.
        """
        home = self.homes[target]
        return home if home == file_of(target) else f"{home}#{target}"


def homes_of(texts: Iterable[Text]) -> dict[str, str]:
    """Return the file of every id."""
    homes = {}
    for text in texts:
        for node in text.section.iter():
            if isinstance(node.tag, str) and (name := node.get("id")):
                homes[name] = text.file
    return homes


def file_of(name: str) -> str:
    """Return the name of the content document of a text; a section's first has its id."""
    return f"text/{name}.xhtml"
