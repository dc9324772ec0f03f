"""The fonts that go into an EPUB, and the rules by which its pages use them.

Each face holds the characters that are set in it, and what reading systems add: the hyphens of
broken words, the marks of lists, capitals.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from pathlib import Path

from bookbuild.cache import Cache
from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.faces import SHARED, Face, needed_characters
from bookbuild.fontfiles import FontError
from bookbuild.fonts import is_of_region
from bookbuild.model import Asset, Book, Document
from bookbuild.rules import BAD_FONT, UNEMBEDDED_CHARACTER
from bookbuild.slugs import Names, slug
from bookbuild.textfiles import shown_path
from bookbuild.writers.epub.cascade import Setting, set_text
from bookbuild.writers.epub.fontcuts import BOLD, Cut, EmbeddedFont, cut_font, name_to_embed
from bookbuild.writers.epub.styles import all_styles
from bookbuild.writers.epub.typefaces import SAMPLES, chosen_faces, family_rules
from bookbuild.xhtml import text_of

ROOM = "fonts"  # of the cache
MEDIA_TYPES = {"ttf": "font/ttf", "otf": "font/otf"}  # EPUB 3.2 §3.2.2: EPUBCheck 4.2 knows them
SEMIBOLD = 550  # of a variable font, what is asked for from here on is set in bold
# A reading system breaks words, numbers lists and writes labels without asking the book.
ALWAYS = frozenset(range(0x20, 0x7F)) | frozenset(map(ord, "\u00a0\u00ad‐‑–—‘’“”…•◦▪"))
SPACES = frozenset(map(ord, " \u00a0\u3000"))
# Apple shows embedded fonts where the metadata says so, and in older versions where a file of the
# container does (Apple Books Asset Guide, Fonts).
IBOOKS = "http://vocabulary.itunes.apple.com/rdf/ibooks/vocabulary-extensions-1.0/"
DISPLAY_OPTIONS = {
    "META-INF/com.apple.ibooks.display-options.xml": (
        b'<?xml version="1.0" encoding="utf-8"?>\n<display_options><platform name="*">'
        b'<option name="specified-fonts">true</option></platform></display_options>\n'
    )
}
WEIGHTS = {"400": "normal", "700": "bold"}  # old engines read no numbers
# A declaration that names families, but not a value with braces or quotes left open.
FONT = re.compile(r"\bfont(?:-family)?\s*:[^;{}]*", re.IGNORECASE)
FEW = 5  # characters are named; of more, the first


@dataclass(frozen=True, slots=True)
class Embedded:
    """The font files, the rules that belong into the stylesheet; all may be none.

    ``container``: what stands outside the package, by name. ``names``: what families are called
    here, by the names that they have elsewhere; some viewers go by those in the fonts.
    """

    files: tuple[Asset, ...] = ()
    rules: str = ""
    container: Mapping[str, bytes] = field(default_factory=dict)
    names: Mapping[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True)
class _Slot:
    """A place among the faces of a family: a face in one weight."""

    face: Face
    weight: int  # of a variable font; 0: the font has but one

    @property
    def source(self) -> tuple[object, ...]:
        """What two slots share that are one font under two names."""
        face = self.face
        return face.package, face.file, face.number, face.is_beside_han, self.weight


def embedded_fonts(document: Document, report: Report) -> Embedded:
    """Return the fonts that ``[epub] embed-fonts`` asks for, as far as the text is set in them."""
    book = document.book
    if not book.config.epub.embed_fonts:
        return Embedded()
    marked = (node.get("lang", "") for node in document.root.iter())
    languages = list(dict.fromkeys([book.config.language, *filter(None, marked)]))
    faces = chosen_faces(book, text_of(document.root), languages, report)
    rules = family_rules(faces, book.config.language, languages)
    settings = set_text(document.root, all_styles(document, rules))
    uses, lacking = _uses(settings, faces)
    if lacking:
        report(_lacking(sorted(lacking), book))
    fonts = _make(uses, book, report)
    if not fonts:
        return Embedded()
    names = {slot.face.family: name_to_embed(slot.face) for slot in fonts}
    return _packed(fonts, rules, {old: new for old, new in names.items() if old != new})


def with_own_names(sheets: Sequence[Asset], fonts: Embedded) -> list[Asset]:
    """Return stylesheets in which the families are called as the embedded fonts are."""
    if not fonts.names:
        return list(sheets)
    longest_first = sorted(fonts.names, key=len, reverse=True)
    known = {family.casefold(): name for family, name in fonts.names.items()}
    pattern = re.compile(rf"\b(?:{'|'.join(map(re.escape, longest_first))})(?!\w)", re.IGNORECASE)

    def rename(found: re.Match[str]) -> str:
        return pattern.sub(lambda name: known[name[0].casefold()], found[0])

    return [
        replace(sheet, content=FONT.sub(rename, sheet.data.decode()).encode()) for sheet in sheets
    ]


def _uses(
    settings: Mapping[Setting, frozenset[str]], faces: Sequence[Face]
) -> tuple[dict[_Slot, set[Setting | int]], set[str]]:
    """Return which characters stand in each slot, with what they are set as, and those in none.

    What a device has its own faces for, Chinese or Korean for instance, is not looked for.
    """
    families: dict[str, list[Face]] = defaultdict(list)
    for face in faces:
        families[face.family].append(face)
    uses: dict[_Slot, set[Setting | int]] = defaultdict(set)
    lacking: set[str] = set()
    for setting, characters in settings.items():
        slots = [_slot(families[name], setting) for name in setting.families if name in families]
        left = needed_characters("".join(characters)) if slots else frozenset()
        for slot in slots:
            if here := left & _offered(slot.face):
                uses[slot] |= {setting, *here}
                left -= here
        if any(slot.face.is_beside_han for slot in slots):
            left -= SHARED  # the face for Han has them
        lacking.update(char for char in map(chr, left) if not is_of_region(char))
    return uses, lacking


def _slot(faces: Sequence[Face], setting: Setting) -> _Slot:
    """Return the face of a family that CSS chooses (CSS Fonts 3 §5.2): first by style."""
    alike = [face for face in faces if (face.style != "normal") is setting.is_italic] or faces
    chosen = min(
        alike,
        key=lambda face: (bool(face.stretch), abs(int(face.weight or "0") - setting.weight)),
    )
    if chosen.weight:
        return _Slot(chosen, 0)
    return _Slot(chosen, BOLD if setting.weight >= SEMIBOLD else 400)


def _offered(face: Face) -> frozenset[int]:
    return face.characters - SHARED if face.is_beside_han else face.characters


def _lacking(characters: Sequence[str], book: Book) -> Diagnostic:
    """Say which characters no embedded font has, and where the first of them stands."""
    named = ", ".join(f'"{char}" U+{ord(char):04X}' for char in characters[:FEW])
    more = f" and {len(characters) - FEW} more" if len(characters) > FEW else ""
    message = f"no embedded font has {named}{more}: readers see them in a font of their device"
    hint = 'with embed-fonts = ["all"] in book/book.toml, those of the PDF come along'
    return Diagnostic(UNEMBEDDED_CHARACTER, _place(characters, book), message, hint)


def _place(characters: Iterable[str], book: Book) -> Location:
    wanted = set(characters)
    for chapter in book.chapters:
        for number, line in enumerate(chapter.source.text.split("\n"), 1):
            if here := wanted.intersection(line):
                return Location(chapter.source.path, number, min(map(line.index, here)) + 1)
    return Location("the EPUB")


# -- the files ------------------------------------------------------------------------------------


def _make(
    uses: Mapping[_Slot, set[Setting | int]], book: Book, report: Report
) -> dict[_Slot, EmbeddedFont]:
    """Cut the font of each slot; slots of one source share it."""
    shared: dict[tuple[object, ...], set[Setting | int]] = defaultdict(set)
    for slot, wanted in uses.items():
        shared[slot.source] |= wanted
    fonts: dict[_Slot, EmbeddedFont] = {}
    cache = Cache(book.project.root, ROOM)
    for slot in uses:
        try:
            fonts[slot] = cut_font(_cut(slot, shared[slot.source]), cache)
        except FontError as error:
            message = f'the font "{slot.face.family}" {error}; the EPUB goes without it'
            hint = "put a whole one into fonts/"
            place = Location(shown_path(book.project, Path(slot.face.file)))
            report(Diagnostic(BAD_FONT, place, message, hint))
    cache.save()
    return fonts


def _cut(slot: _Slot, wanted: Iterable[Setting | int]) -> Cut:
    used = {one for one in wanted if isinstance(one, int)}
    capitals = {ord(char) for code in used if len(char := chr(code).upper()) == 1}
    is_latin = not SAMPLES & slot.face.characters
    characters = used | capitals | SPACES | (ALWAYS if is_latin else frozenset())
    features = {tag for one in wanted if isinstance(one, Setting) for tag in one.features}
    offered = _offered(slot.face) | SPACES
    return Cut(slot.face, slot.weight, frozenset(characters & offered), tuple(sorted(features)))


def _packed(fonts: Mapping[_Slot, EmbeddedFont], rules: str, names: Mapping[str, str]) -> Embedded:
    """Give the fonts their names in the package, and declare them."""
    taken, files, lines = Names(), dict[tuple[object, ...], Asset](), list[str]()
    ordered = sorted(fonts, key=lambda slot: (slot.face.family, slot.weight, _descriptors(slot)))
    for slot in ordered:
        font = fonts[slot]
        if slot.source not in files:
            href = f"fonts/{taken.take(slug(font.name) or 'font')}.{font.ending}"
            files[slot.source] = Asset(href, MEDIA_TYPES[font.ending], font.data)
            notice = " ".join(font.notice.split()).replace("*/", "")
            lines.append(f"/* {font.name}: {notice} */")
        lines.append(_rule(slot, files[slot.source].href))
    return Embedded(tuple(files.values()), "\n".join([*lines, rules]), DISPLAY_OPTIONS, names)


def _rule(slot: _Slot, href: str) -> str:
    family = slot.face.family.replace("\\", r"\\").replace('"', r"\"")
    described = "; ".join(_descriptors(slot))
    return f'@font-face {{ font-family: "{family}"; {described}; src: url("../{href}"); }}'


def _descriptors(slot: _Slot) -> tuple[str, ...]:
    face = slot.face
    weight = face.weight or str(slot.weight)
    return tuple(_described(face, weight))


def _described(face: Face, weight: str) -> Iterator[str]:
    yield f"font-weight: {WEIGHTS.get(weight, weight)}"
    yield f"font-style: {face.style}"
    if face.stretch:
        yield f"font-stretch: {face.stretch}"
