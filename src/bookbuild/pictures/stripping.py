"""A JPEG or PNG without its metadata, its picture not touched: bytes to bytes.

What a camera and a program wrote about the place, the time, the people and themselves goes, and so
does all that follows the end of the picture: second pictures and the films of telephones.
"""

import re
import struct
import zlib

PNG_START = b"\x89PNG\r\n\x1a\n"
# What it takes to show a picture (PNG, third edition, §11.2, §11.3.1); ``sRGB`` says its colours.
PNG_KEPT = (b"IHDR", b"PLTE", b"IDAT", b"IEND", b"tRNS", b"sRGB")
# A marker of JPEG that ends a run of coded data (ITU-T T.81 §B.1.1): no restart, no stuffed byte.
END_OF_RUN = re.compile(rb"\xff+([^\x00\xff\xd0-\xd7])")
EOI, SOS, APP0, APP14, COM = 0xD9, 0xDA, 0xE0, 0xEE, 0xFE
APPS = range(0xE0, 0xF0)
# JFIF 1.02 without a size in inches and without a thumbnail (T.871 §10.1).
JFIF = b"\xff\xe0\x00\x10JFIF\x00\x01\x02\x00\x00\x01\x00\x01\x00\x00"
ADOBE_BYTES = 14  # of the segment that says how the colours are coded (T.872 §6.5.3)


def strip_jpeg(data: bytes) -> bytes:
    """Return a JPEG with the segments that it takes to decode it, and nothing else.

    Raises:
        ValueError: it is no JPEG from end to end.
    """
    if data[:2] != b"\xff\xd8":
        raise ValueError("no start of an image")
    kept, place = [data[:2]], 2
    while place < len(data):
        marker, place = _marker(data, place)
        if marker == EOI:
            break
        end = place + _length(data, place)
        kept.append(_kept_segment(marker, data[place:end]))
        place = end
        if marker == SOS:
            found = END_OF_RUN.search(data, place)
            run_end = found.start() if found else len(data)
            kept.append(data[place:run_end])
            place = run_end
    return b"".join([*kept, b"\xff\xd9"])


def strip_png(data: bytes) -> bytes:
    """Return a PNG with the chunks that it takes to show it; of an animation, the still picture.

    Raises:
        ValueError: it is no PNG from end to end.
    """
    if not data.startswith(PNG_START):
        raise ValueError("no signature")
    kept, place = [PNG_START], len(PNG_START)
    while place < len(data):
        if place + 12 > len(data):
            raise ValueError("a chunk is cut short")
        size, name = struct.unpack_from(">I4s", data, place)
        end = place + 12 + size
        if end > len(data):
            raise ValueError("a chunk is cut short")
        if name in PNG_KEPT:
            body = data[place + 4 : end - 4]
            kept += [data[place : place + 4], body, struct.pack(">I", zlib.crc32(body))]
        place = end
        if name == b"IEND":
            break
    return b"".join(kept)


def _marker(data: bytes, place: int) -> tuple[int, int]:
    """Return the marker at ``place`` and where its segment begins; bytes of filling may precede."""
    while data[place : place + 1] == b"\xff":
        place += 1
    if data[place - 1 : place] != b"\xff" or place >= len(data):
        raise ValueError("a marker is missing")
    return data[place], place + 1


def _length(data: bytes, place: int) -> int:
    length = int.from_bytes(data[place : place + 2], "big")
    if length < 2 or place + length > len(data):
        raise ValueError("a segment is cut short")
    return length


def _kept_segment(marker: int, segment: bytes) -> bytes:
    """Return what stays of a segment, whose length comes first."""
    if marker == APP0 and segment[2:7] == b"JFIF\x00":
        return JFIF
    if marker == APP14 and segment[2:7] == b"Adobe" and len(segment) >= ADOBE_BYTES:
        segment = ADOBE_BYTES.to_bytes(2, "big") + segment[2:ADOBE_BYTES]
    elif marker in APPS or marker == COM:
        return b""
    return bytes((0xFF, marker)) + segment
