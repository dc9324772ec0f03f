"""The stylesheets of a theme: the book's own before the built-in ones."""

import difflib
import re
from collections.abc import Sequence
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Project, Theme
from bookbuild.rules import FOREIGN_STYLE, UNKNOWN_THEME
from bookbuild.textfiles import read_source, shown_path

SHEETS = ("base", "print", "screen", "epub", "cover")
# The author's own rules: for every edition, and for one (paper has "@media print").
CUSTOM = ("custom", "custom-screen", "custom-epub")
FALLBACK, BORROWED = "classic", ("cover",)  # what a theme that lacks these has them from
HERE = Path(__file__).resolve().parent
# In a wheel the themes lie in the package; in a checkout they lie beside src/.
BUILT_IN = (HERE / "styles", HERE.parent.parent / "styles")

COMMENT = re.compile(r"/\*.*?(?:\*/|$)", re.DOTALL)
# An address of another file. What stands in the stylesheet itself may stay: data:, and #ids.
ADDRESS = re.compile(
    r"""(?P<rule>@import\b[^;]*;?)
    |   url\(\s*(?:"(?!data:|\#)[^"]*" | '(?!data:|\#)[^']*' | (?!["']|data:|\#)[^)]*)\s*\)""",
    re.VERBOSE | re.IGNORECASE,
)


def find_theme(name: str, project: Project, place: Location, report: Report) -> Theme:
    """Return the theme ``name`` of ``project``, with the author's custom.css and its like.

    ``place`` is where the author named it.
    A theme of the book's own may lack sheets; it takes these from the built-in one of its name. One
    without a cover has that of the theme "classic".
    """
    own = project.root / "styles"
    if name not in (names := theme_names(project.root)):
        near = difflib.get_close_matches(name, names, n=1)
        hint = f'did you mean "{near[0]}"?' if near else f"themes: {', '.join(names)}"
        report(Diagnostic(UNKNOWN_THEME, place, f'no theme is called "{name}"', hint))
        return Theme(name, dict.fromkeys((*SHEETS, *CUSTOM), ""))
    folders = [folder / name for folder in (own, *BUILT_IN)]
    borrowed = [folder / FALLBACK for folder in BUILT_IN]
    files = {}
    for sheet in SHEETS:
        homes = [*folders, *borrowed] if sheet in BORROWED else folders
        files[sheet] = _first([home / f"{sheet}.css" for home in homes])
    files |= {sheet: _first([own / f"{sheet}.css"]) for sheet in CUSTOM}
    sheets = {sheet: _read(file, project, report) for sheet, file in files.items()}
    written = {
        sheet: shown_path(project, file)
        for sheet, file in files.items()
        if file is not None and file.is_relative_to(own)
    }
    return Theme(name, sheets, written)


def theme_names(root: Path) -> list[str]:
    """The names of all the themes that a project at ``root`` can use."""
    places = [place for place in (root / "styles", *BUILT_IN) if place.is_dir()]
    return sorted(
        {folder.name for place in places for folder in place.iterdir() if folder.is_dir()}
    )


def _first(files: Sequence[Path]) -> Path | None:
    return next((file for file in files if file.is_file()), None)


def _read(file: Path | None, project: Project, report: Report) -> str:
    source = read_source(project, file, report) if file is not None else None
    if file is None or source is None:
        return ""
    return _self_contained(source.text, shown_path(project, file), report)


def _self_contained(sheet: str, shown: str, report: Report) -> str:
    """Take out the addresses of other files, which no edition holds, and say where they stood."""
    bare = COMMENT.sub(lambda comment: re.sub(r"[^\n]", " ", comment[0]), sheet)
    for found in reversed(list(ADDRESS.finditer(bare))):
        start = found.start()
        line, column = bare.count("\n", 0, start) + 1, start - bare.rfind("\n", 0, start)
        message = f"{' '.join(found[0].split())} reaches outside the book; it is left out"
        hint = "a stylesheet stands alone: write rules here, and a small picture as url(data:…)"
        report(Diagnostic(FOREIGN_STYLE, Location(shown, line, column), message, hint))
        lost = "\n" * found[0].count("\n")  # so that the lines below keep their numbers
        sheet = f"{sheet[:start]}{lost if found['rule'] else f'none{lost}'}{sheet[found.end() :]}"
    return sheet
