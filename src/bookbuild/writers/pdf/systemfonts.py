"""The fonts of this machine, for a book that names some. Shares WeasyPrint with ``pdf.engine``."""

from collections.abc import Iterator
from difflib import get_close_matches
from pathlib import Path

from weasyprint.text.ffi import ffi, fontconfig

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.faces import Face
from bookbuild.fontfiles import SUFFIXES, FontError, family_names, read_faces
from bookbuild.model import Book
from bookbuild.rules import SYSTEM_FONT, UNKNOWN_FONT


def system_faces(book: Book, report: Report) -> tuple[Face, ...]:
    """Return the faces of the families of this machine that ``book.toml`` names.

    A family that is used is noted; one that is not installed is reported with what is near.
    """
    wanted = book.config.pdf.fonts
    if not wanted:
        return ()
    installed = _installed_families()
    faces: list[Face] = []
    for number, family in enumerate(wanted):
        key = ("pdf", "fonts", number)
        place = Location("book/book.toml", *book.places.get(key, (0, 0)))
        found = _faces_of(family, installed.get(family.casefold(), []))
        if found:
            message = f'"{family}" is a font of this machine: elsewhere the PDF may differ'
            hint = "put its files into fonts/, and the book has them with it"
            report(Diagnostic(SYSTEM_FONT, place, message, hint))
        else:
            message = f'no font of this machine is called "{family}"'
            report(Diagnostic(UNKNOWN_FONT, place, message, _near(family, installed)))
        faces += found
    return tuple(faces)


def _near(family: str, installed: dict[str, list[Path]]) -> str:
    near = get_close_matches(family.casefold(), installed, n=1)
    if near:
        names = {name.casefold(): name for _, name in family_names(installed[near[0]][0])}
        return f'did you mean "{names.get(near[0], near[0])}"?'
    return "fc-list : family tells the names of those that are installed"


def _faces_of(family: str, files: list[Path]) -> list[Face]:
    """Return the faces in ``files`` that belong to ``family``, under the name that is asked for."""
    faces: list[Face] = []
    for file in files:
        try:
            read = read_faces(file)
        except FontError:
            continue
        names = {
            number for number, name in family_names(file) if name.casefold() == family.casefold()
        }
        faces += [face for face in read if face.number in names]
    return faces


def _installed_families() -> dict[str, list[Path]]:
    """Return the files of each family that fontconfig finds here, by its folded name."""
    config = ffi.gc(fontconfig.FcInitLoadConfigAndFonts(), fontconfig.FcConfigDestroy)
    fonts = fontconfig.FcConfigGetFonts(config, fontconfig.FcSetSystem)
    found: dict[str, set[Path]] = {}
    for index in range(fonts.nfont if fonts != ffi.NULL else 0):
        (file, *_) = _texts(fonts.fonts[index], b"file") or [""]
        if Path(file).suffix.lower() in SUFFIXES:
            for family in _texts(fonts.fonts[index], b"family"):
                found.setdefault(family.casefold(), set()).add(Path(file))
    return {family: sorted(files) for family, files in sorted(found.items())}


def _texts(pattern: object, name: bytes) -> list[str]:
    return list(_each_text(pattern, name))


def _each_text(pattern: object, name: bytes) -> Iterator[str]:
    text, number = ffi.new("FcChar8 **"), 0
    while fontconfig.FcPatternGetString(pattern, name, number, text) == fontconfig.FcResultMatch:
        yield ffi.string(text[0]).decode("utf-8", "replace")
        number += 1
