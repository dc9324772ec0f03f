"""A stylesheet without the rules that a book has no use for, otherwise as it was written."""

from collections.abc import Callable, Collection, Iterator, Sequence

from bookbuild.stylesheets import Piece, Selector, joined, pieces

RULES = ("rule", "at-rule")

Keep = Callable[[Piece], str]
"""Returns what is left of a rule; empty: nothing."""


def rewritten(sheet: str, keep: Keep) -> str:
    """Return ``sheet`` with its rules as ``keep`` leaves them, and without comments on none."""
    made, is_gap = "", False
    for group in _groups(pieces(sheet)):
        left = _left_of(group, keep)
        if is_gap and left.startswith("\n"):
            made = made.rstrip("\n")
        made += left
        is_gap = not left
    return made.strip("\n")


def used_part(piece: Piece, used: Collection[str]) -> str:
    """Return a rule without the selectors for classes that are not among ``used``."""
    if piece.kind == "at-rule":
        return _used_rules(piece, used)
    kept = [selector for selector in piece.selectors if _is_used(selector, used)]
    if len(kept) == len(piece.selectors):
        return piece.text
    return joined(kept, piece) if kept else ""


def _used_rules(piece: Piece, used: Collection[str]) -> str:
    """Return an at-rule with those of its rules that are for something."""
    inner = piece.inner
    kept = [text for each in inner if (text := used_part(each, used))]
    if kept == [each.text for each in inner]:
        return piece.text
    lines = "\n".join(kept)
    return f"@{piece.keyword} {piece.condition} {{\n{lines}\n}}" if kept else ""


def _is_used(selector: Selector, used: Collection[str]) -> bool:
    return all(name in used for part in selector.parts for name in part.classes)


def _groups(found: Sequence[Piece]) -> Iterator[list[Piece]]:
    """Yield rules with the comment above them; a blank line and a comment begin a group."""
    group: list[Piece] = []
    for number, piece in enumerate(found):
        begins_line = number == 0 or "\n" in found[number - 1].text
        is_heading = piece.kind == "comment" and begins_line and len(group) > 1
        if is_heading or (piece.kind == "space" and "\n\n" in piece.text):
            yield group
            group = []
        group.append(piece)
    yield group


def _left_of(group: Sequence[Piece], keep: Keep) -> str:
    """Return what is left of a group; nothing where all its rules go."""
    rules = {id(piece): keep(piece) for piece in group if piece.kind in RULES}
    if rules and not any(rules.values()):
        return ""
    left, is_gone = [], False
    for piece in group:
        if piece.kind in RULES:
            is_gone = not rules[id(piece)]
            left.append(rules[id(piece)])
        elif not is_gone:
            left.append(piece.text)
        elif piece.kind == "space" and "\n" in piece.text:
            is_gone = False  # with its line
    text = "".join(left)
    return text.rstrip("\n") if is_gone else text
