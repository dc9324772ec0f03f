"""The designed cover as the EPUB's picture: what an earlier build drew, or drawn anew."""

import hashlib
import json
from collections.abc import Iterator
from importlib.metadata import version

from bookbuild import __version__
from bookbuild.cache import Cache
from bookbuild.cover import HEIGHT_PX, WIDTH_PX, Fit, designed_cover, words_of
from bookbuild.cover.voices import strokes_of
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.faces import Face
from bookbuild.fonts import faces_for
from bookbuild.model import Asset, Book
from bookbuild.rules import UNMADE_COVER
from bookbuild.writers.loading import HINT, load_weasyprint
from bookbuild.xhtml import serialise_plain, text_of

RECIPE = 1  # to be raised when another picture is made of the same words and styles
ROOM = "covers"  # of the cache
SHEETS = ("base", "print", "cover", "custom")


def designed_picture(book: Book, report: Report) -> Asset | None:
    """Return the cover that is made of the book's words; None where nothing here can draw it."""
    cache, key = Cache(book.project.root, ROOM), _key(book)
    if (kept := cache.get(key)) is not None:
        cache.save()
        return Asset("cover/cover.jpg", "image/jpeg", kept.content, WIDTH_PX, HEIGHT_PX)
    if lacking := load_weasyprint():
        message = f"{lacking}; the EPUB has no cover"
        hint = f'{HINT}; or name a picture in book/book.toml: cover = "img/cover.jpg"'
        report(Diagnostic(UNMADE_COVER, Location("the EPUB"), message, hint))
        return None
    from bookbuild.writers.pdf.picture import cover_jpeg  # noqa: PLC0415  loads WeasyPrint

    found: list[Diagnostic] = []
    data = cover_jpeg(book, found.append)
    for fault in found:
        report(fault)
    if not found:  # else the next build must find the fault again
        cache.put(key, data, {})
        cache.save()
    return Asset("cover/cover.jpg", "image/jpeg", data, WIDTH_PX, HEIGHT_PX)


def _key(book: Book) -> str:
    """Return the name of all that the picture depends on."""
    words = words_of(book)
    section = designed_cover(book, words, Fit(shown=len(words.people)), (WIDTH_PX, HEIGHT_PX))
    strokes = [(one.place, one.height, one.is_asking) for one in strokes_of(book)]
    faces = faces_for(text_of(section), [book.config.language], book.fonts)
    made_by = [RECIPE, __version__, *map(version, ("weasyprint", "pypdfium2", "pillow"))]
    sheets = [book.theme.sheets[name] for name in SHEETS]
    parts = [made_by, serialise_plain(section), strokes, list(_files(faces)), sheets]
    return hashlib.sha256(json.dumps(parts).encode()).hexdigest()


def _files(faces: tuple[Face, ...]) -> Iterator[tuple[str, int]]:
    """Yield what tells one release of a font from another."""
    for face in faces:
        path = face.path
        yield face.file, path.stat().st_size if path is not None else 0
