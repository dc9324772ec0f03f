"""What of the author's stylesheets e-readers drop, and what harms who reads on them.

Only what reaches the EPUB is looked at: not what is for paper. The built-in theme has no fault.
"""

from collections.abc import Iterable, Iterator

from bookbuild.devicestyles.dropped import dropped, dropped_condition, dropped_font
from bookbuild.devicestyles.findings import Block, Finding
from bookbuild.devicestyles.forced import forced
from bookbuild.devicestyles.fragile import fragile
from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.model import Book
from bookbuild.rules import DROPPED_STYLE
from bookbuild.stylesheets import Piece, pieces

CHECKS = (dropped, forced, fragile)
IN_EPUB = ("base", "epub", "custom", "custom-epub")
OF_PAPER = ("page", "charset", "import")  # at-rules that the EPUB does without


def check_styles(book: Book) -> Iterator[Diagnostic]:
    """Yield the faults of the stylesheets that the author wrote, as far as the EPUB has them."""
    theme = book.theme
    for name in IN_EPUB:
        if path := theme.own.get(name):
            for found in find_harm(theme.sheets[name]):
                place = Location(path, found.line, found.column)
                yield Diagnostic(found.rule, place, found.message, found.hint)


def find_harm(sheet: str) -> list[Finding]:
    """Return what harm a stylesheet does in e-readers, in the order of its lines."""
    found = _look(pieces(sheet), guarded=False)
    return sorted(found, key=lambda each: (each.line, each.column, each.rule.code))


def is_for_paper(piece: Piece) -> bool:
    """Whether an at-rule is about pages and paper alone, and no e-reader has a use for it."""
    if piece.kind != "at-rule":
        return False
    media = {each.strip().lower() for each in piece.condition.split(",")}
    return piece.keyword in OF_PAPER or (
        piece.keyword == "media" and all(each.split()[:1] == ["print"] for each in media)
    )


def _look(rules: Iterable[Piece], *, guarded: bool) -> Iterator[Finding]:
    for piece in rules:
        if piece.kind == "rule":
            yield from _look_at_rule(piece, guarded=guarded)
        elif piece.kind == "error":
            message = "the stylesheet breaks off within a rule, which is dropped"
            hint = "close its braces"
            yield Finding(DROPPED_STYLE, piece.line, piece.column, message, hint)
        elif piece.kind == "at-rule" and not is_for_paper(piece):
            yield from _look_at_condition(piece, guarded=guarded)


def _look_at_rule(piece: Piece, *, guarded: bool) -> Iterator[Finding]:
    block = Block(piece, piece.declarations, guarded)
    for check in CHECKS:
        yield from check(block)
    for nested in piece.inner:
        if nested.kind == "rule" and not guarded:
            message = (
                "a rule within a rule is dropped by old e-readers, and so may be the outer one"
            )
            hint = "write it below, with its whole selector"
            yield Finding(DROPPED_STYLE, nested.line, nested.column, message, hint)


def _look_at_condition(piece: Piece, *, guarded: bool) -> Iterator[Finding]:
    if fault := dropped_condition(piece.keyword, piece.condition):
        message = f'"@{piece.keyword} {piece.condition}": {fault[0]}'
        yield Finding(DROPPED_STYLE, piece.line, piece.column, message, fault[1])
    if piece.keyword == "font-face":
        yield from dropped_font(Block(piece, piece.declarations))
    else:
        is_guard = piece.keyword == "supports" and fault is None
        yield from _look(piece.inner, guarded=guarded or is_guard)
