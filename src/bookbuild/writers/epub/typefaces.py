"""The fonts that the author wants embedded: which faces they are, and what is set in which.

The rules name families as the author knows them; what they are called in the EPUB, where a licence
reserves their names, is another matter (``embedding.styles_with``).
"""

from collections.abc import Iterable, Iterator, Sequence
from difflib import get_close_matches
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.faces import Face
from bookbuild.fontfiles import forbids_embedding
from bookbuild.fonts import (
    EAST_ASIAN,
    EXTRAS,
    LATIN,
    SUPPLEMENTS,
    faces_for,
    how_to_install,
    script_of_language,
)
from bookbuild.model import Book
from bookbuild.rules import EMBEDDING_FORBIDDEN, UNKNOWN_FONT
from bookbuild.textfiles import shown_path

THEME, ALL = "theme", "all"
BESIDE_HAN = " beside Han"
SAMPLES = frozenset(map(ord, "一あ가"))  # what no face but an East Asian one has

# What is set in which kind of face, as in print: text, what is about it, code.
SERIF, SANS, MONO = "serif", "sans-serif", "monospace"
FAMILIES = {SERIF: "Source Serif 4", SANS: "Source Sans 3", MONO: "Source Code Pro"}
IN_SANS = (".opening p", ".speaker", ".timestamp", "figcaption", "table", ".colophon")
IN_SERIF = (".speaker .direction", ".own-line .speaker")  # within these, and beside them
IN_MONO = ("pre", "code", "kbd", "samp")
# Latin in Korean takes the marks of its own face; these leave them to the full-width one.
HAN_SCRIPTS = ("zh-Hans", "zh-Hant", "ja")

# The faces that devices have: Apple's, Noto as on Android, Microsoft's.
ON_DEVICES = {
    "zh-Hans": (
        ("Songti SC", "Noto Serif CJK SC", "STSong", "SimSun"),
        ("PingFang SC", "Noto Sans CJK SC", "Microsoft YaHei"),
    ),
    "zh-Hant": (
        ("Songti TC", "Noto Serif CJK TC", "PMingLiU"),
        ("PingFang TC", "Noto Sans CJK TC", "Microsoft JhengHei"),
    ),
    "ja": (
        ("Hiragino Mincho ProN", "Noto Serif CJK JP", "Yu Mincho"),
        ("Hiragino Sans", "Noto Sans CJK JP", "Yu Gothic"),
    ),
    "ko": (
        ("AppleMyungjo", "Noto Serif CJK KR", "Batang"),
        ("Apple SD Gothic Neo", "Noto Sans CJK KR", "Malgun Gothic"),
    ),
}


def chosen_faces(
    book: Book, text: str, languages: Sequence[str], report: Report
) -> tuple[Face, ...]:
    """Return the faces that ``[epub] embed-fonts`` names; what cannot be had is reported."""
    wanted = book.config.epub.embed_fonts
    faces: list[Face] = []
    for number, name in enumerate(wanted):
        if name == THEME:
            faces += [*_unreplaced(LATIN, book.fonts), *filter(_is_small, book.fonts)]
        elif name == ALL:
            faces += faces_for(text, languages, book.fonts)
        else:
            key = ("epub", "embed-fonts", number)
            place = Location("book/book.toml", *book.places.get(key, (0, 0)))
            faces += _named(name, book.fonts, place, report)
    chosen = dict.fromkeys(face for face in faces if face.path is not None)
    return tuple(face for face in chosen if _may_be_embedded(face, book, report))


def _unreplaced(faces: Iterable[Face], own: Sequence[Face]) -> Iterator[Face]:
    replaced = {face.family for face in own}
    return (face for face in faces if face.family not in replaced)


def _is_small(face: Face) -> bool:
    """Whether a face is none of the large ones for Chinese, Japanese or Korean."""
    return not SAMPLES & face.characters


def _named(name: str, own: Sequence[Face], place: Location, report: Report) -> list[Face]:
    """Return the faces of a family, with those that are the same beside Han."""
    known = [*own, *_unreplaced((*LATIN, *_east_asian(), *SUPPLEMENTS), own)]
    asked = name.casefold()
    found = [face for face in known if face.family.removesuffix(BESIDE_HAN).casefold() == asked]
    if any(face.path is not None for face in found):
        return found
    if found:
        extra = next((EXTRAS[key] for key, faces in EAST_ASIAN.items() if found[0] in faces), "")
        hint = how_to_install(extra) if extra else "install bookbuild with all its fonts"
        message = f'the font "{name}" is not installed; the EPUB goes without it'
    else:
        families = {face.family.casefold(): face.family for face in known}
        near = get_close_matches(asked, [THEME, ALL, *families], n=1)
        hint = (
            'write "theme", "all", or the name of a family: one in fonts/, or one of the theme\'s'
        )
        hint = f'did you mean "{families.get(near[0], near[0])}"?' if near else hint
        message = f'no font is called "{name}"; the EPUB goes without it'
    report(Diagnostic(UNKNOWN_FONT, place, message, hint))
    return []


def _may_be_embedded(face: Face, book: Book, report: Report) -> bool:
    if face.package or not forbids_embedding(face):  # those of packages all may
        return True
    message = f'the font "{face.family}" may not be embedded; the EPUB goes without it'
    hint = "ask its maker for a licence to embed it, or take another"
    place = Location(shown_path(book.project, Path(face.file)))
    report(Diagnostic(EMBEDDING_FORBIDDEN, place, message, hint))
    return False


# -- the styles -----------------------------------------------------------------------------------


def family_rules(faces: Sequence[Face], language: str, languages: Sequence[str]) -> str:
    """Return the rules that set a book in ``faces``, each language in its own.

    They ask for it on the root element: whatever face a reader chooses wins. ``language`` is the
    book's, ``languages`` are all that its text is marked with.
    """
    others = sorted({tag for tag in languages if tag != language})  # "zh" before "zh-Hant"
    stacks = _Stacks(faces)
    rules = [
        *_rules_of(stacks, language, ""),
        *(
            rule
            for tag in (([language, *others]) if others else [])
            for rule in _rules_of(stacks, tag, tag)
        ),
    ]
    return "\n".join(rules)


def _east_asian() -> Iterator[Face]:
    return (face for faces in EAST_ASIAN.values() for face in faces)


# Families that are asked for in their own kind; all others stand in for what these lack.
OF_A_KIND = frozenset(face.family for face in (*LATIN, *_east_asian()))


class _Stacks:
    """The families to be asked for, one after the other, for each kind of face and script."""

    def __init__(self, faces: Sequence[Face]) -> None:
        self._families = tuple(dict.fromkeys(face.family for face in faces))

    def stack(self, kind: str, script: str) -> str:
        """Return a value of ``font-family``; empty where no embedded face would be in it."""
        first = FAMILIES[kind]
        wanted = [f"{first}{BESIDE_HAN}" if script in HAN_SCRIPTS and kind != MONO else first]
        devices: tuple[str, ...] = ()
        shape = "Serif" if kind == SERIF else "Sans"
        if script:
            (full,) = {face.family for face in EAST_ASIAN[script] if f" {shape} " in face.family}
            wanted.append(full)
            devices = ON_DEVICES[script][0 if kind == SERIF else 1]
        else:  # Han in a text that says nothing of it
            wanted += [face.family for face in _east_asian() if f" {shape} " in face.family]
        embedded = [family for family in dict.fromkeys(wanted) if family in self._families]
        rest = [family for family in self._families if family not in OF_A_KIND]
        if not embedded and not rest:
            return ""
        return ", ".join([*map(_quoted, (*embedded, *devices, *rest)), kind])


def _rules_of(stacks: _Stacks, language: str, tag: str) -> Iterator[str]:
    """Yield the rules for a language; ``tag``: for what is marked with it, empty: for all."""
    script = script_of_language(language)
    whole = [f'[lang|="{tag}"]'] if tag else ["html"]
    parts = ((SANS, IN_SANS), (SERIF, IN_SERIF), (MONO, IN_MONO))
    within = [(kind, _marked(names, tag) if tag else names) for kind, names in parts]
    for kind, selectors in ((SERIF, whole), *within):
        if stack := stacks.stack(kind, script):
            yield f"{', '.join(selectors)} {{ font-family: {stack}; }}"


def _marked(selectors: Iterable[str], tag: str) -> list[str]:
    """Return the selectors for what is in a language, or holds something that is."""
    return [f"{one}:lang({tag})" for one in selectors] + [
        f'{one} [lang|="{tag}"]' for one in selectors
    ]


def _quoted(family: str) -> str:
    text = family.replace("\\", r"\\").replace('"', r"\"")
    return f'"{text}"'
