"""What stands at the page breaks of a finished EPUB, and on the pages of a PDF: words."""

import io
import re
import zipfile
from collections.abc import Iterator

import pypdfium2 as pdfium
from lxml import etree

from bookbuild.build import Result
from bookbuild.words.letters import plain_letters
from bookbuild.words.printed import counts, read_pdf
from making import edition_of, unpacked

WORD = re.compile(r"\w+")
WORDS = re.compile(r"[^\W\d]")
SPACELESS = re.compile("([\u3040-\u30ff\u3400-\u9fff])")
FIRST = 5  # words compared
ENOUGH = 200  # characters that hold as many
INLINE = "a b bdi bdo cite code em i ins kbd mark q rt ruby s small span strong sub sup u".split()


def disagreements(made: Result) -> list[str]:
    """Return the page breaks of an EPUB whose next words are not the first of the page in the PDF.

    A word that began on the page before is there whole.
    """
    epub, pdf = edition_of(made, "epub"), edition_of(made, "pdf")
    names = [name.rpartition("/")[2] for name in unpacked(epub) if name.endswith(".xhtml")]
    pages = words_of_pages(pdf, [name.removesuffix(".xhtml") for name in names])
    return [
        f"{label}: {pages[label]} on the page, {words} at the break"
        for label, words in words_at_breaks(epub)
        if not _agree(pages[label], words)
    ]


def _agree(shown: list[str], words: list[str]) -> bool:
    same = words[: len(shown)]
    return bool(shown) and same[1:] == shown[1:] and same[0].endswith(shown[0])


def words_of(text: str) -> list[str]:
    """Return the words of a text, each Chinese or Japanese character one of them."""
    parted = SPACELESS.sub(r" \1 ", text.replace("\u00ad", ""))
    return [plain_letters(word) for word in WORD.findall(parted) if plain_letters(word)]


def words_at_breaks(epub: bytes) -> Iterator[tuple[str, list[str]]]:
    """Yield the label of each page break and the first words behind it, in reading order."""
    marks: list[tuple[str, int]] = []
    pieces: list[str] = []
    for page in _pages(epub):
        _read(page, pieces, marks)
    for label, place in marks:
        yield label, words_of("".join(pieces[place : place + ENOUGH]))[:FIRST]


def words_of_pages(pdf: bytes, sections: list[str]) -> dict[str, list[str]]:
    """Return the first words of each page of a PDF of ours by its label, and of what follows.

    Running heads, folios and the heads of tables that a page repeats are no text of the book.
    """
    document = pdfium.PdfDocument(pdf)
    labels = [document.get_page_label(number) for number in range(len(document))]
    document.close()
    texts = [""] * len(labels)
    for piece in read_pdf(pdf, sections):
        is_number = counts(piece) and not (piece.is_reference and WORDS.search(piece.text))
        if not (piece.is_note or piece.is_picture or is_number):
            texts[piece.page] += f"{piece.text} "
    return {label: words_of(text)[:FIRST] for label, text in zip(labels, texts, strict=True)}


def _pages(epub: bytes) -> Iterator[etree._Element]:
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        package = etree.fromstring(archive.read("EPUB/content.opf"))
        files = {item.get("id"): item.get("href") for item in package.iter("{*}item")}
        for reference in package.iter("{*}itemref"):
            yield etree.fromstring(archive.read(f"EPUB/{files[reference.get('idref')]}"))


def _read(node: etree._Element, pieces: list[str], marks: list[tuple[str, int]]) -> None:
    name = etree.QName(node).localname
    if name == "head" or node.get("hidden") or node.get("role") == "doc-footnote":
        return
    if node.get("role") == "doc-pagebreak":
        marks.append((str(node.get("aria-label")), len(pieces)))
    gap = "" if name in INLINE else " "
    pieces.append(f"{gap}{node.text or ''}")
    for child in node:
        _read(child, pieces, marks)
        pieces.append(child.tail or "")
    pieces.append(gap)
