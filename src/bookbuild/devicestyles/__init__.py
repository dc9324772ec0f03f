"""What of the author's stylesheets e-readers drop, and what harms who reads on them.

Only what reaches the EPUB is looked at: not what is for paper. The built-in theme has no fault.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace

from bookbuild.devicestyles.dropped import dropped, dropped_condition, dropped_font
from bookbuild.devicestyles.findings import Block, Finding, Setting
from bookbuild.devicestyles.forced import forced
from bookbuild.devicestyles.fragile import fragile, is_wide
from bookbuild.devicestyles.legibility import palette_of
from bookbuild.devicestyles.mending import is_for_paper, mended
from bookbuild.devicestyles.properties import misspelt
from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.fonts import LATIN
from bookbuild.model import Book
from bookbuild.rules import DROPPED_STYLE, FORCED_STYLE
from bookbuild.stylesheets import Piece, pieces

CHECKS = (dropped, forced, fragile, misspelt)
SCHEME = "prefers-color-scheme"
IN_EPUB = ("base", "epub", "custom", "custom-epub")


def check_styles(book: Book) -> Iterator[Diagnostic]:
    """Yield the faults of the stylesheets that the author wrote, as far as the EPUB has them."""
    theme = book.theme
    for name in IN_EPUB:
        if path := theme.own.get(name):
            for found in find_harm(theme.sheets[name], _families(book)):
                place = Location(path, found.line, found.column)
                yield Diagnostic(found.rule, place, found.message, found.hint)


def forced_choices(book: Book) -> set[str]:
    """Return the properties by which the author's styles take a choice from readers."""
    theme, families = book.theme, _families(book)
    sheets = [theme.sheets[name] for name in IN_EPUB if name in theme.own]
    found = [each for sheet in sheets for each in find_harm(sheet, families)]
    return {each.name for each in found if each.rule is FORCED_STYLE}


def _families(book: Book) -> frozenset[str]:
    """Return what the fonts are called that come along, in lower case."""
    wanted = book.config.epub.embed_fonts
    of_theme = (*LATIN, *book.fonts) if {"theme", "all"}.intersection(wanted) else ()
    return frozenset(name.casefold() for name in (*wanted, *(face.family for face in of_theme)))


def find_harm(sheet: str, families: frozenset[str] = frozenset()) -> list[Finding]:
    """Return what harm a stylesheet does in e-readers, in the order of its lines.

    ``families``: the fonts that come along, in lower case.
    """
    broken = mended(sheet).found
    setting = Setting(palette=palette_of(pieces(sheet)), families=families)
    # What is left out for a fault of its grammar has no other that matters there.
    taken = {(each.rule, each.line, each.column) for each in broken}
    found = [
        each
        for each in _look(pieces(sheet), setting)
        if (each.rule, each.line, each.column) not in taken
    ]
    return sorted([*broken, *found], key=lambda each: (each.line, each.column, each.rule.code))


def _look(rules: Iterable[Piece], setting: Setting) -> Iterator[Finding]:
    for piece in rules:
        if piece.kind == "rule":
            block = Block(piece, piece.declarations, setting)
            for check in CHECKS:
                yield from check(block)
        elif piece.kind == "at-rule" and not is_for_paper(piece):
            yield from _look_at_condition(piece, setting)


def _look_at_condition(piece: Piece, setting: Setting) -> Iterator[Finding]:
    if fault := dropped_condition(piece.keyword, piece.condition):
        message = f'"@{piece.keyword} {piece.condition}": {fault[0]}'
        yield Finding(DROPPED_STYLE, piece.line, piece.column, message, fault[1])
    if piece.keyword == "font-face":
        yield from dropped_font(Block(piece, piece.declarations))
        return
    if piece.keyword == "supports" and fault is None:
        setting = replace(setting, guarded=True)
    if piece.keyword == "media":
        wide, schemed = setting.wide or is_wide(piece.condition), SCHEME in piece.condition.lower()
        setting = replace(setting, wide=wide, schemed=setting.schemed or schemed)
    yield from _look(piece.inner, setting)
