"""The stylesheets of an EPUB, out of those of its theme and the author's own.

There are up to three, each a file: an engine that chokes on one, as Adobe's does on styles of
today, has the others yet. The theme's comes first; then the author's; then what depends on the
screen, of both (@media, @supports). Rules for paper are left out, and what cannot be parsed.
"""

from collections.abc import Collection, Iterable, Iterator

from bookbuild.colours import device_styles
from bookbuild.devicestyles.mending import is_for_paper, mended
from bookbuild.devicestyles.twins import with_twins
from bookbuild.document.galleries import gallery_styles
from bookbuild.model import Asset, Document
from bookbuild.stylesheets import Piece, pieces, without_variables
from bookbuild.writers.epub.package import STYLES
from bookbuild.writers.epub.pruning import rewritten, used_part

CUSTOM = "styles/custom.css"
CONDITIONS = "styles/screens.css"
PLAIN = ("font-face", "namespace")  # at-rules that every engine reads, or skips


def style_names(document: Document) -> tuple[str, ...]:
    """Return the names of the stylesheets, in the order in which content documents link them."""
    theme, own = _of_theme(document), _of_author(document)
    there = {STYLES: True, CUSTOM: bool(_plain(theme, own)), CONDITIONS: any(_others(theme, own))}
    return tuple(name for name, is_there in there.items() if is_there)


def stylesheets(document: Document, used: Collection[str], families: str = "") -> list[Asset]:
    """Return the stylesheets, the theme's without rules for classes that are not ``used``.

    ``families``: the rules for embedded fonts.
    """
    theme, own = _of_theme(document, families), _of_author(document)
    texts = {
        STYLES: rewritten(theme, lambda piece: used_part(piece, used) if _is_plain(piece) else ""),
        CUSTOM: _plain(theme, own),
        CONDITIONS: "\n".join(_others(theme, own, used)),
    }
    return [Asset(name, "text/css", f"{texts[name]}\n".encode()) for name in style_names(document)]


def all_styles(document: Document, families: str) -> str:
    """Return what the text is styled with: the rules of the theme, and after them the author's."""
    return f"{_of_theme(document, families)}\n{_of_author(document)}"


def _of_theme(document: Document, families: str = "") -> str:
    rows, colours = gallery_styles(document.root), device_styles(document.book)
    base, own = _sheets(document, "base", "epub")
    styles = [base, families, rows, own, colours]
    return "\n".join(filter(None, styles))


def _of_author(document: Document) -> str:
    return "\n\n".join(filter(None, _sheets(document, "custom", "custom-epub")))


def _sheets(document: Document, *names: str) -> list[str]:
    """Return sheets of the theme, each without what none can read, and with what old ones know."""
    return [with_twins(mended(document.book.theme.sheets[name]).text) for name in names]


def _plain(theme: str, own: str) -> str:
    """Return the author's rules that depend on nothing.

    Variables that nothing here uses are left out: themes of the other editions are written with
    them, and no old engine has to stumble over them.
    """
    has_variables = "var(" in theme + own
    return rewritten(own, lambda piece: _plain_part(piece, has_variables=has_variables))


def _plain_part(piece: Piece, *, has_variables: bool) -> str:
    if not _is_plain(piece):
        return ""
    is_whole = has_variables or piece.kind != "rule"
    return piece.text if is_whole else without_variables(piece)


def _is_plain(piece: Piece) -> bool:
    return piece.kind != "at-rule" or piece.keyword in PLAIN


def _others(theme: str, own: str, used: Collection[str] | None = None) -> Iterator[str]:
    """Yield the rules that depend on something; of the theme's, those for what is ``used``."""
    for piece in _conditional(pieces(theme)):
        if text := piece.text if used is None else used_part(piece, used):
            yield text
    for piece in _conditional(pieces(own)):
        yield piece.text


def _conditional(found: Iterable[Piece]) -> Iterator[Piece]:
    return (piece for piece in found if not _is_plain(piece) and not is_for_paper(piece))
