"""Characters that no font has become faults of the book, each with its place and what to do."""

import unicodedata
from collections.abc import Iterable, Iterator, Mapping, Sequence

from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.faces import Face, needed_characters
from bookbuild.fonts import (
    EXTRAS,
    how_to_install,
    is_installed,
    is_of_region,
    missing_extra,
    script_of_language,
)
from bookbuild.language import is_east_asian
from bookbuild.model import Book, Chapter
from bookbuild.rules import FOREIGN_FACE, MISSING_FONT
from bookbuild.xhtml import Element, text_of

FEW = 3  # characters are named in full; of more, the first
MOST_LINES = 5  # of one file with one advice; of more, only the first is told

OWN_FONT = (
    "put a font that has such characters into fonts/, for instance {family}; "
    'or name one of this machine in book/book.toml: [pdf] fonts = ["…"]'
)
PRIVATE = (
    "only the font that it was made for shows a private-use character: put that font into fonts/, "
    "or write it in other characters"
)
UNASSIGNED = "Unicode has no such character: write it in others, or delete it"
# The first words of a script's characters, where the free font is not named after the first.
FAMILIES: Mapping[str, str] = {
    "ANATOLIAN": "Noto Sans Anatolian Hieroglyphs",
    "BOX": "Noto Sans Mono",
    "CANADIAN": "Noto Sans Canadian Aboriginal",
    "CJK": "Jigmo",
    "COPTIC": "Noto Sans Coptic",
    "EGYPTIAN": "Noto Sans Egyptian Hieroglyphs",
    "IDEOGRAPHIC": "Jigmo",
    "LINEAR": "Noto Sans Linear B",
    "MEETEI": "Noto Sans Meetei Mayek",
    "NEW": "Noto Sans New Tai Lue",
    "OL": "Noto Sans Ol Chiki",
    "OLD": "a Noto Sans of the script",
    "PHAGS-PA": "Noto Sans PhagsPa",
    "TAI": "Noto Sans Tai Tham",
    "TIBETAN": "Noto Serif Tibetan",
    "TANGUT": "Noto Serif Tangut",
}


def lacking_characters(characters: Iterable[str], book: Book) -> Iterator[Diagnostic]:
    """Yield the faults that ``characters``, which no font has, are: one for each line of the text.

    Where a whole script is missing, the first line of a file speaks for the rest.
    """
    left = frozenset(characters)
    advised = set()
    for chapter in book.chapters:
        for fault in _faults_of(chapter, left, book):
            advised.add(fault.hint)
            yield fault
    seen = {char for chapter in book.chapters for char in left.intersection(chapter.source.text)}
    rest = [char for char in sorted(left - seen) if _advice(char, "") not in advised]
    if rest:
        message = f"no font has {_named(rest)}"
        yield Diagnostic(MISSING_FONT, _settings_place(rest, book), message, _advice(rest[0], ""))


def foreign_faces(root: Element, book: Book, faces: Sequence[Face]) -> Iterator[Diagnostic]:
    """Yield, once for each script, where text is set in the faces of another region.

    That is where its own are not installed and others have all its characters: Han is drawn
    otherwise in each region, so it can be read and looks wrong.
    """
    covered = frozenset[int]().union(*(face.characters for face in faces))
    told: set[str] = set()
    for chapter in book.chapters:
        (section,) = root.iterfind(f"body/section[@id='{chapter.id}']")
        for node in section.iter():
            language = node.get("lang") or (book.config.language if node is section else "")
            script = script_of_language(language)
            if not script or script in told or is_installed(script):
                continue
            needed = needed_characters("".join(filter(is_of_region, text_of(node))))
            if needed and needed <= covered:
                told.add(script)
                yield _foreign_face(script, Location(chapter.source.path, *_line_of(node)))


def _line_of(node: Element) -> tuple[int, ...]:
    """Return line and column where ``node`` begins, as far as the tree says."""
    around = (node, *node.iterdescendants(), *node.iterancestors())
    lines = [int(one.get("data-line", "0")) for one in around if one.get("data-line")]
    return (lines[0], 1) if lines else ()


def _foreign_face(script: str, place: Location) -> Diagnostic:
    message = f'no face for "{script}" is installed: its characters are those of another region'
    return Diagnostic(FOREIGN_FACE, place, message, how_to_install(EXTRAS[script]))


def _faults_of(chapter: Chapter, characters: frozenset[str], book: Book) -> Iterator[Diagnostic]:
    language = chapter.language or book.config.language
    lines: dict[str, dict[int, dict[str, int]]] = {}  # advice → line → characters, with columns
    for number, line in enumerate(chapter.source.text.split("\n"), 1):
        for char in sorted(characters.intersection(line), key=line.index):
            on_line = lines.setdefault(_advice(char, language), {}).setdefault(number, {})
            on_line[char] = line.index(char) + 1
    for advice, found in lines.items():
        is_many = len(found) > MOST_LINES
        more = f", here and on {len(found) - 1} more lines" if is_many else ""
        every = list(dict.fromkeys(char for here in found.values() for char in here))
        for number, here in list(found.items())[: 1 if is_many else None]:
            where = Location(chapter.source.path, number, next(iter(here.values())))
            message = f"no font has {_named(every if is_many else [*here])}{more}"
            yield Diagnostic(MISSING_FONT, where, message, advice)


def _named(characters: Sequence[str]) -> str:
    """Name characters as a message does: a few in full, of many the first."""
    if len(characters) <= FEW:
        return ", ".join(_full_name(char) for char in characters)
    shown = " ".join(char for char in characters[: 4 * FEW] if char.isprintable())
    codes = ", ".join(f"U+{ord(char):04X}" for char in characters[:FEW])
    return f"{len(characters)} characters ({codes} …{f': {shown} …' if shown else ''})"


def _full_name(char: str) -> str:
    quoted = f'"{char}" ' if char.isprintable() else ""
    return f"{quoted}U+{ord(char):04X} {unicodedata.name(char, '')}".rstrip()


def _advice(char: str, language: str) -> str:
    """Say what to install, or what else to do, for a character of a text in ``language``."""
    if extra := missing_extra(char, language if is_east_asian(language) else ""):
        return how_to_install(extra)
    category = unicodedata.category(char)
    if category == "Co":
        return PRIVATE
    if category == "Cn":
        return UNASSIGNED
    return OWN_FONT.format(family=_free_family(char, category))


def _free_family(char: str, category: str) -> str:
    """Name a free font that is likely to have ``char``."""
    if category.startswith("S"):
        return "Symbola or Noto Sans Symbols 2"
    word = unicodedata.name(char, "LATIN").split(" ")[0]
    return FAMILIES.get(word, f"Noto Sans {word.capitalize()}")


def _settings_place(characters: Sequence[str], book: Book) -> Location:
    """Return the key of book.toml whose value has one of ``characters``, if one has."""
    for key, place in book.places.items():
        value = getattr(book.config, str(key[0]), None) if len(key) == 1 else None
        if isinstance(value, str | tuple) and set(str(value)).intersection(characters):
            return Location("book/book.toml", *place)
    return Location("the PDF")
