"""The structure tree of a finished PDF as text, with the words that each element holds."""

import io
from collections.abc import Iterator
from dataclasses import dataclass, field

import pikepdf
import pypdfium2 as pdfium
from pikepdf import Array, Dictionary, Name
from pypdfium2 import raw

# What is shown of an element, beside its type.
ENTRIES = ("/Lang", "/Alt", "/E", "/ID")
ATTRIBUTES = ("/Scope", "/ColSpan", "/RowSpan", "/ListNumbering")


@dataclass
class Tagged:
    """An element as it is in the file. ``kids``: elements, and texts with their pages."""

    type: str
    said: dict[str, str]
    kids: list["Tagged | tuple[int, str]"] = field(default_factory=list)
    links: list[str] = field(default_factory=list)  # /Contents of the annotations

    def walk(self) -> Iterator["Tagged"]:
        """Yield the element and all below it."""
        yield self
        for kid in self.kids:
            if isinstance(kid, Tagged):
                yield from kid.walk()

    def all(self, kind: str) -> list["Tagged"]:
        """Return the elements of a type."""
        return [node for node in self.walk() if node.type == kind]

    @property
    def text(self) -> str:
        """Return the words in it, in reading order."""
        return "".join(kid.text if isinstance(kid, Tagged) else kid[1] for kid in self.kids)


def read_tags(data: bytes) -> Tagged:
    """Return the root of the structure tree of a PDF."""
    with pikepdf.open(io.BytesIO(data)) as pdf:
        return _Reader(pdf, marked_texts(data)).read(pdf.Root.StructTreeRoot.K[0], None)


def marked_texts(data: bytes) -> list[dict[int, str]]:
    """Return, for each page, the text that each mark of it holds."""
    document = pdfium.PdfDocument(data)
    pages = []
    for page in document:
        textpage, texts = page.get_textpage(), dict[int, str]()
        for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT, raw.FPDF_PAGEOBJ_IMAGE]):
            mark = raw.FPDFPageObj_GetMarkedContentID(item)
            if mark >= 0:
                texts[mark] = texts.get(mark, "") + _text(item, textpage)
        pages.append(texts)
    document.close()
    return pages


def artifacts(data: bytes) -> list[list[tuple[str, str]]]:
    """Return, for each page, the texts that are no content, each after its kind."""
    document = pdfium.PdfDocument(data)
    pages = []
    with pikepdf.open(io.BytesIO(data)) as pdf:
        for page, sheet in zip(document, pdf.pages, strict=True):
            textpage = page.get_textpage()
            texts = [
                _text(item, textpage)
                for item in page.get_objects(filter=[raw.FPDF_PAGEOBJ_TEXT])
                if raw.FPDFPageObj_GetMarkedContentID(item) < 0
            ]
            pages.append(list(zip(_kinds(sheet), texts, strict=True)))
    document.close()
    return pages


def _kinds(page: pikepdf.Page) -> Iterator[str]:
    """Yield, for each text that is no content, the /Subtype of the artifact, or else its /Type."""
    kinds: list[str] = []  # of the sequences that are open; a mark has none
    for instruction in pikepdf.parse_content_stream(page):
        match str(instruction.operator):
            case "BDC" | "BMC":
                said = [*instruction.operands, Dictionary()][1]
                assert isinstance(said, Dictionary)
                kind = str(said.get("/Subtype", said.get("/Type", "")))
                kinds.append("" if "/MCID" in said else kind.lstrip("/") or "Artifact")
            case "EMC":
                kinds.pop()
            case "Tj" | "TJ":
                (kind,) = kinds  # all is marked, and nothing twice
                yield from [kind] if kind else []


def _text(item: pdfium.PdfObject, textpage: pdfium.PdfTextPage) -> str:
    if item.type != raw.FPDF_PAGEOBJ_TEXT:
        return ""
    length = raw.FPDFTextObj_GetText(item, textpage, None, 0)
    buffer = (raw.FPDF_WCHAR * (length // 2))()
    raw.FPDFTextObj_GetText(item, textpage, buffer, length)
    return bytes(buffer).decode("utf-16-le").rstrip("\0")


class _Reader:
    def __init__(self, pdf: pikepdf.Pdf, texts: list[dict[int, str]]) -> None:
        self.pages = {page.obj.objgen: number for number, page in enumerate(pdf.pages)}
        self.texts = texts

    def read(self, element: pikepdf.Object, page: pikepdf.Object | None) -> Tagged:
        page = element.get("/Pg", page)
        said = {name: str(element[name]) for name in ENTRIES if name in element}
        owners = element.get("/A", Array())
        for owner in [owners] if isinstance(owners, Dictionary) else list(owners):
            said |= {name: str(owner[name]).lstrip("/") for name in ATTRIBUTES if name in owner}
        made = Tagged(str(element.S).lstrip("/"), said)
        kids = element.get("/K", Array())
        for kid in list(kids) if isinstance(kids, Array) else [kids]:
            self._take(kid, made, page)
        return made

    def _take(self, kid: pikepdf.Object | int, made: Tagged, page: pikepdf.Object | None) -> None:
        if isinstance(kid, Dictionary) and kid.get("/Type") == Name.OBJR:
            made.links.append(str(kid.Obj.Contents))
        elif isinstance(kid, Dictionary) and kid.get("/Type") != Name.MCR:
            made.kids.append(self.read(kid, page))
        else:
            mark = kid if isinstance(kid, int) else kid.MCID
            page = kid.Pg if isinstance(kid, Dictionary) else page
            assert page is not None, "a mark is on some page"
            number = self.pages[page.objgen]
            made.kids.append((number, self.texts[number].get(int(mark), "")))


def show_tags(node: Tagged, depth: int = 0) -> str:
    """Return an element and what is below it, a line for each, and for each run of text."""
    said = "".join(f" {name.lstrip('/')}={value}" for name, value in node.said.items())
    links = "".join(f" → {text}" for text in node.links)
    lines, words = [f"{'  ' * depth}{node.type}{said}{links}"], ""
    for kid in [*node.kids, None]:
        if isinstance(kid, tuple):
            words += kid[1]
            continue
        if words.strip():
            lines.append(f'{"  " * (depth + 1)}"{words}"')
        words = ""
        if kid is not None:
            lines.append(show_tags(kid, depth + 1))
    return "\n".join(lines)
