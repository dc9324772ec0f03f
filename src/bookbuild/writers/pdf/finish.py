"""What WeasyPrint leaves undone in a PDF, mended in the finished file. Owns pikepdf, with ``tags``.

Every path that makes a PDF ends here.
"""

import io
import struct
from collections.abc import Iterator
from typing import Any

import pikepdf
from fontTools.ttLib import TTFont

from bookbuild.writers.pdf.tags import Structure
from bookbuild.writers.pdf.tags.writing import write_structure

LAST_PREDEFINED_CHARSET = 2  # smaller numbers than any offset; glyphs are numbered as they come
RANGES = 3  # the format of an FDSelect


def finish(data: bytes, structure: Structure) -> bytes:
    """Return the PDF with its faults mended; the same bytes for the same input.

    ``structure``: what the marks in the file's pages are.
    """
    with pikepdf.open(io.BytesIO(data)) as pdf:
        write_structure(pdf, structure)
        for descriptor in _descriptors(pdf):
            _take_out_clock(descriptor)
        for font in _cid_fonts(pdf):
            _number_by_glyph(pdf, font.FontDescriptor)
        buffer = io.BytesIO()
        pdf.save(
            buffer, deterministic_id=True, object_stream_mode=pikepdf.ObjectStreamMode.generate
        )
    return buffer.getvalue()


def _descriptors(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Type") == "/FontDescriptor":
            yield item


def _take_out_clock(descriptor: pikepdf.Dictionary) -> None:
    """Date a font back to when it was made: WeasyPrint's subsets carry the hour of the build."""
    stream = descriptor.get("/FontFile2")
    if stream is None:
        return
    font = TTFont(io.BytesIO(stream.read_bytes()), recalcTimestamp=False)
    font["head"].modified = font["head"].created
    buffer = io.BytesIO()
    font.save(buffer, reorderTables=None)
    stream.write(buffer.getvalue())
    stream.Length1 = len(buffer.getvalue())


def _cid_fonts(pdf: pikepdf.Pdf) -> Iterator[pikepdf.Dictionary]:
    """Yield the fonts with PostScript outlines: all that set Chinese, Japanese and Korean."""
    for item in pdf.objects:
        if isinstance(item, pikepdf.Dictionary) and item.get("/Subtype") == "/CIDFontType0":
            yield item


def _number_by_glyph(pdf: pikepdf.Pdf, descriptor: pikepdf.Object) -> None:
    """Make a font's character ids its glyph numbers (ISO 32000-1 §9.7.4.2).

    WeasyPrint writes glyph numbers into the pages. A font that is keyed by character ids counts
    otherwise, and viewers that go by the book show other characters, or none.
    """
    stream = descriptor.get("/FontFile3")
    if stream is None or stream.get("/Subtype") != "/OpenType":
        return
    font = TTFont(io.BytesIO(stream.read_bytes()), lazy=True)
    top = font["CFF "].cff[0]
    if not hasattr(top, "ROS"):  # keyed by names, not by character ids
        return
    assert font.reader is not None, "a font that was read has a reader"
    table, offset = font.reader["CFF "], top.rawDict.get("charset", 0)
    if offset > LAST_PREDEFINED_CHARSET:
        table = _with_plain_charset(table, offset, font["maxp"].numGlyphs)
    bare = pdf.make_stream(_with_plain_selection(table, top))
    bare.Subtype = pikepdf.Name.CIDFontType0C
    descriptor.FontFile3 = bare


def _with_plain_charset(table: bytes, offset: int, glyphs: int) -> bytes:
    """Return a CFF table in which glyph ``n`` has the character id ``n`` (Adobe TN 5176 §13).

    Such a charset is one range, and the shortest there is: it fits in the place of any other.
    """
    left = glyphs - 2  # after .notdef and the first of the range
    if left < 1:
        charset = struct.pack(">BH", 0, 1)  # a list of one
    elif left < 256:
        charset = struct.pack(">BHB", 1, 1, left)
    else:
        charset = struct.pack(">BHH", 2, 1, left)
    return table[:offset] + charset + table[offset + len(charset) :]


def _with_plain_selection(table: bytes, top: Any) -> bytes:
    """Return a CFF table that lists its glyphs' parts one by one (Adobe TN 5176 §19, format 0).

    Some readers take the ranges of format 3 for others, and then every width for a wrong one.
    """
    offset = top.rawDict["FDSelect"]
    # An operand of four bytes, and the operator.
    old, new = (b"\x1d" + place.to_bytes(4) + b"\x0c\x25" for place in (offset, len(table)))
    if table[offset] != RANGES or table.count(old) != 1:
        return table
    return table.replace(old, new) + bytes([0, *top.FDSelect.gidArray])
