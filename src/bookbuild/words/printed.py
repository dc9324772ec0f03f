"""The text of a PDF as its structure tree reads it (ISO 32000-1 §14.7): body, and notes apart.

What the tree does not reach (running heads, folios) is no text of the book. Shares pikepdf with
``writers.pdf``, which makes the file.
"""

import io
import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field, replace
from functools import lru_cache
from typing import Any

import pikepdf

TEXT = "BDC BMC EMC Tf TJ Tj Do"  # the operators that mark and show text
SHORT_MARK = 2  # characters
NO_TEXT = ("/Artifact", "/Figure")  # content marked so shows no letters of the text
CHARACTERS = re.compile(rb"beginbfchar(.*?)endbfchar", re.DOTALL)
RANGES = re.compile(rb"beginbfrange(.*?)endbfrange", re.DOTALL)
PAIR = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]*)>")
TRIPLE = re.compile(rb"<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>\s*<([0-9A-Fa-f]+)>")
# What a structure that somebody's tool has damaged makes of reading it.
DAMAGES = (pikepdf.PdfError, AttributeError, LookupError, TypeError, ValueError)

Key = tuple[int, int]  # number and generation of an object
Node = Any  # an object of a PDF: a dictionary, an array or a number


@dataclass(frozen=True, slots=True)
class Piece:
    """A piece of text. ``section`` is the last that began up to its page.

    ``page`` counts from 0. ``is_mark``: it is the mark of a list's item; ``is_reference``: it says
    where something stands; ``is_picture``: it is a picture, whose text is none of the book's.
    """

    text: str
    section: str
    page: int
    is_note: bool = False
    is_mark: bool = False
    is_reference: bool = False
    is_picture: bool = False


def counts(piece: Piece) -> bool:
    """Whether a mark is a number, or the like: "1." or "iv."; a term may be a mark as well.

    So is what refers to a page.
    """
    text = piece.text.strip()
    if piece.is_reference:
        return True
    return piece.is_mark and (not text[-1:].isalnum() or len(text) <= SHORT_MARK)


def read_pdf(data: bytes, sections: Iterable[str]) -> list[Piece]:
    """Return the text of a tagged PDF from the first of ``sections``, destinations in it, on.

    It comes in the order of the structure tree.

    Raises:
        DAMAGES: the file is none that we made, or is damaged.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        homes = list(_homes(pdf, [page.obj.objgen for page in pdf.pages], sections))
    return [replace(one, section=home) for one in _read(data) if (home := homes[one.page])]


@lru_cache(maxsize=1)  # it is slow, and who looks for the pages reads what the gate has read
def _read(data: bytes) -> tuple[Piece, ...]:
    """Return all the text of a tagged PDF, of no section so far."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        fonts: dict[Key, _Font] = {}
        pages = {page.obj.objgen: _Page(page, fonts) for page in pdf.pages}
        number = {page: number for number, page in enumerate(pages)}
        return tuple(
            Piece(
                pages[place.page].text(place.mcid),
                "",
                number[place.page],
                place.is_note,
                place.is_mark,
                place.is_reference,
                place.is_picture,
            )
            for place in _content(pdf.Root.StructTreeRoot)
        )


def _homes(pdf: pikepdf.Pdf, pages: Sequence[Key], sections: Iterable[str]) -> Iterator[str]:
    """Yield for each page the last section that began up to there; none before the first."""
    root: Node = pdf.Root
    names = root.get("/Names", pikepdf.Dictionary()).get("/Dests")
    places = pikepdf.NameTree(names) if names is not None else {}
    begun = {places[name][0].objgen: name for name in sections if name in places}
    home = ""
    for page in pages:
        home = begun.get(page, home)
        yield home


# -- the structure tree ---------------------------------------------------------------------------


@dataclass(frozen=True, slots=True)
class _Place:
    """Where a piece of marked content stands, and what it belongs to."""

    page: Key = (0, 0)
    mcid: int = 0
    is_note: bool = False
    is_mark: bool = False
    is_reference: bool = False
    is_picture: bool = False


def _content(root: Node) -> Iterator[_Place]:
    """Yield all marked content in reading order."""
    for whole in _kids(root):
        yield from _leaves(whole, _Place())


def _leaves(node: Node, within: _Place) -> Iterator[_Place]:
    kind = str(node.get("/S", ""))
    here = replace(
        within,
        page=node.Pg.objgen if "/Pg" in node else within.page,
        is_note=within.is_note or kind == "/Note",
        is_mark=within.is_mark or kind == "/Lbl",
        is_reference=within.is_reference or kind == "/Reference",
        is_picture=within.is_picture or kind == "/Figure",
    )
    for kid in _kids(node):
        if isinstance(kid, int):
            yield replace(here, mcid=kid)
        elif kid.get("/Type") == "/MCR":
            page = kid.Pg.objgen if "/Pg" in kid else here.page
            yield replace(here, page=page, mcid=int(kid.MCID))
        elif kid.get("/Type") != "/OBJR":
            yield from _leaves(kid, here)


def _kids(node: Node) -> list[Node]:
    """Return what ``/K`` holds, which may be one thing without an array."""
    kids = node.get("/K", ())
    return list(kids) if isinstance(kids, pikepdf.Array | tuple) else [kids]


# -- a page ---------------------------------------------------------------------------------------


@dataclass(slots=True)
class _Page:
    """A page, whose text is read when it is asked for."""

    page: pikepdf.Page
    fonts: dict[Key, "_Font"]
    _texts: dict[int | None, list[str]] = field(default_factory=lambda: defaultdict(list))
    _is_read: bool = False

    def text(self, mcid: int) -> str:
        """Return what the marked content of this number shows."""
        if not self._is_read:
            self._is_read = True
            self._read(self.page.obj, [None])
        return "".join(self._texts.get(mcid, ()))

    def _read(self, stream: Node, marked: list[int | None]) -> None:
        """Read the text of a page or of a form; ``marked`` ends with the content that is open."""
        resources = stream.get("/Resources", self.page.obj.get("/Resources", {}))
        font = None
        for instruction in pikepdf.parse_content_stream(stream, TEXT):
            operands: Node = instruction.operands
            match str(instruction.operator):
                case "BDC" | "BMC":
                    marked.append(self._open(operands, marked[-1]))
                case "EMC":
                    marked.pop()
                case "Tf":
                    font = self._font(resources.Font[operands[0]])
                case "Do":
                    form = resources.XObject[operands[0]]
                    if form.get("/Subtype") == "/Form":
                        self._read(form, marked)
                case _:
                    if font is not None and marked[-1] is not None:
                        self._texts[marked[-1]].append(font.decode(operands[0]))

    def _open(self, operands: Any, outer: int | None) -> int | None:
        """Return the number of the marked content that opens; None where it shows no text.

        Text that is said to stand for what is shown is taken in its place (ISO 32000-1 §14.9.4).
        """
        said = operands[1] if len(operands) > 1 else None
        if isinstance(said, pikepdf.Dictionary) and "/ActualText" in said:
            self._texts[outer].append(str(said.ActualText))
            return None
        return _mcid(operands, outer)

    def _font(self, dictionary: pikepdf.Dictionary) -> "_Font":
        if dictionary.objgen not in self.fonts:
            self.fonts[dictionary.objgen] = _Font(dictionary)
        return self.fonts[dictionary.objgen]


def _mcid(operands: Any, outer: int | None) -> int | None:
    """Return the number of the marked content that opens; None where it shows no text."""
    if str(operands[0]) in NO_TEXT:
        return None
    if len(operands) > 1 and isinstance(operands[1], pikepdf.Dictionary):
        return int(operands[1].MCID) if "/MCID" in operands[1] else outer
    return outer


# -- fonts ----------------------------------------------------------------------------------------


class _Font:
    """What the glyphs of a font stand for."""

    def __init__(self, dictionary: pikepdf.Dictionary) -> None:
        self._size = 2 if dictionary.get("/Subtype") == "/Type0" else 1  # bytes a glyph
        self._letters = _to_unicode(dictionary)

    def decode(self, shown: Node) -> str:
        """Return the characters of a string, or of an array with strings in it."""
        pieces = shown if isinstance(shown, pikepdf.Array) else [shown]
        codes = b"".join(bytes(piece) for piece in pieces if isinstance(piece, pikepdf.String))
        size, letters = self._size, self._letters
        return "".join(
            letters.get(int.from_bytes(codes[at : at + size]), "")
            for at in range(0, len(codes), size)
        )


def _to_unicode(dictionary: pikepdf.Dictionary) -> dict[int, str]:
    """Read a font's ToUnicode map (ISO 32000-1 §9.10.3)."""
    if "/ToUnicode" not in dictionary:
        return {}
    data = dictionary.ToUnicode.read_bytes()
    found = {
        int(code, 16): bytes.fromhex(text.decode()).decode("utf-16-be", "replace")
        for block in CHARACTERS.findall(data)
        for code, text in PAIR.findall(block)
    }
    for block in RANGES.findall(data):
        for low, high, text in TRIPLE.findall(block):
            first = int(text, 16)
            for code in range(int(low, 16), int(high, 16) + 1):
                found[code] = chr(first + code - int(low, 16))
    return found
