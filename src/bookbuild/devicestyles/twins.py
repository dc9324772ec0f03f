"""What today's styles were called before: an EPUB says them in both ways, so that all engines know.

A stylesheet as text in and out; what the author wrote in both ways stays as it is.
"""

from collections.abc import Iterable, Iterator, Mapping

from bookbuild.devicestyles.mending import is_for_paper
from bookbuild.stylesheets import LINE_END, Declaration, Piece, pieces

# A property of today, and what says the same to an engine of then.
OLDER = {
    "break-before": ("page-break-before",),  # Kobo's guidelines, "Page Breaks"; EPUB 3.3 §6.3.1.2
    "break-after": ("page-break-after",),
    "break-inside": ("page-break-inside",),
    "font-variant-caps": ("font-variant",),  # Kobo's guidelines, "Small Caps"
    "overflow-wrap": ("word-wrap",),
    "hyphens": ("-webkit-hyphens", "-epub-hyphens"),  # EPUB 3.3, appendix of prefixed properties
    "text-emphasis": ("-webkit-text-emphasis", "-epub-text-emphasis"),
    "text-emphasis-style": ("-webkit-text-emphasis-style", "-epub-text-emphasis-style"),
    "text-emphasis-color": ("-webkit-text-emphasis-color", "-epub-text-emphasis-color"),
    "text-emphasis-position": ("-webkit-text-emphasis-position",),
    "writing-mode": ("-webkit-writing-mode", "-epub-writing-mode"),
    "text-combine-upright": ("-webkit-text-combine", "-epub-text-combine"),
    "inline-size": ("width",),
    "block-size": ("height",),
    "inset": ("top", "right", "bottom", "left"),
    **{
        f"{box}-{way}": tuple(f"{box}-{side}" for side in sides)
        for box in ("margin", "padding", "border")
        for way, sides in {
            "inline": ("left", "right"),
            "inline-start": ("left", "right"),
            "inline-end": ("left", "right"),
            "block": ("top", "bottom"),
            "block-start": ("top",),
            "block-end": ("bottom",),
        }.items()
    },
}
# Of these the older say just the same, in these values.
BREAKS = {"page": "always", "avoid-page": "avoid"}
BREAKS |= {each: each for each in ("auto", "avoid", "always", "left", "right")}
EMPHASIS = {"none": "none", "dot": "dot", "circle": "circle", "sesame": "sesame"}
SAME: Mapping[str, Mapping[str, str]] = {
    "break-before": BREAKS,
    "break-after": BREAKS,
    "break-inside": {"auto": "auto", "avoid": "avoid", "avoid-page": "avoid"},
    "overflow-wrap": {"normal": "normal", "break-word": "break-word", "anywhere": "break-word"},
    "hyphens": {each: each for each in ("none", "manual", "auto")},
    "text-emphasis": EMPHASIS,
    "text-emphasis-style": EMPHASIS,
    "writing-mode": {each: each for each in ("horizontal-tb", "vertical-rl", "vertical-lr")},
    "text-combine-upright": {"none": "none", "all": "horizontal"},
}


def with_twins(sheet: str) -> str:
    """Return ``sheet`` with the older twin before each style that stands there without one."""
    lines = [0]
    for line in LINE_END.split(sheet):
        lines.append(lines[-1] + len(line) + 1)
    made, done = [], 0
    for declaration in _alone(pieces(sheet)):
        start = lines[declaration.line - 1] + declaration.column - 1
        end = " !important" if declaration.important else ""
        twins = "".join(f"{name}: {value}{end}; " for name, value in twins_of(declaration).items())
        made += [sheet[done:start], twins]
        done = start
    return "".join([*made, sheet[done:]])


def twins_of(declaration: Declaration) -> dict[str, str]:
    """Return the older properties that say just what ``declaration`` says, with their values."""
    value = SAME.get(declaration.name, {}).get(declaration.text.lower())
    return dict.fromkeys(OLDER[declaration.name], value) if value else {}


def _alone(rules: Iterable[Piece]) -> Iterator[Declaration]:
    """Yield the styles without a twin in their rule, unless they are guarded."""
    for piece in rules:
        if piece.kind == "rule":
            names = {each.name for each in piece.declarations}
            for each in piece.declarations:
                if twins_of(each) and not names & stand_ins(each.name):
                    yield each
        elif piece.keyword == "media" and not is_for_paper(piece):
            yield from _alone(piece.inner)


def stand_ins(name: str) -> set[str]:
    """Return the properties of which any says to old engines what ``name`` says."""
    shorthand = {name.split("-")[0]} if "-inline" in name or "-block" in name else set()
    return {*OLDER.get(name, ()), *shorthand}
