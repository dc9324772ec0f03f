"""The stylesheets of a theme: the book's own before the built-in ones."""

from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Theme
from bookbuild.rules import UNKNOWN_THEME, UNREADABLE_FILE

SHEETS = ("base", "print", "screen", "epub")
HERE = Path(__file__).resolve().parent
# In a wheel the themes lie in the package; in a checkout they lie beside src/.
BUILT_IN = (HERE / "styles", HERE.parent.parent / "styles")


def find_theme(name: str, root: Path, place: Location, report: Report) -> Theme:
    """Return the theme ``name`` of the project at ``root``, its custom.css as the last sheet.

    ``place`` is where the author named it.
    A theme of the book's own may lack sheets; it takes these from the built-in one of its name.
    """
    folders = [folder / name for folder in (root / "styles", *BUILT_IN) if (folder / name).is_dir()]
    if not folders or name != Path(name).name:
        hint = f"themes: {', '.join(theme_names(root))}"
        report(Diagnostic(UNKNOWN_THEME, place, f'no theme "{name}"', hint))
        return Theme(name, {})
    sheets = {sheet: _read_first(folders, f"{sheet}.css", report) for sheet in SHEETS}
    return Theme(name, {**sheets, "custom": _read_first([root / "styles"], "custom.css", report)})


def theme_names(root: Path) -> list[str]:
    """The names of all the themes that a project at ``root`` can use."""
    places = [place for place in (root / "styles", *BUILT_IN) if place.is_dir()]
    return sorted(
        {folder.name for place in places for folder in place.iterdir() if folder.is_dir()}
    )


def _read_first(folders: list[Path], name: str, report: Report) -> str:
    for folder in folders:
        if (file := folder / name).is_file():
            try:
                return file.read_text(encoding="utf-8")
            except (OSError, UnicodeDecodeError) as error:
                message = f"cannot read this stylesheet: {error}"
                report(Diagnostic(UNREADABLE_FILE, Location(f"styles/{name}"), message))
    return ""
