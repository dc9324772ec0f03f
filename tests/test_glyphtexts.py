"""``writers/pdf/mends/glyphtexts.py``: what is copied out where letters join."""

import io
import re
import unicodedata
from pathlib import Path

import pikepdf
import pypdfium2 as pdfium
import pytest

from making import SETTINGS, build_files, edition_of


def letters(text: str) -> list[str]:
    """Return the letters and marks, in no order: what a cluster is drawn from may be shuffled."""
    plain = unicodedata.normalize("NFKD", text)
    return sorted(char for char in plain if unicodedata.category(char)[0] in "LM")


@pytest.mark.parametrize(
    "text",
    [
        "नमस्ते हिन्दी में किताब क्षेत्र प्रकाशन",
        "สวัสดีครับ น้ำ ที่นี่ กำลัง",
        "q\u0301 q, x\u0302 x, cafe\u0301",
        "বাংলা ভাষা কি",
        "שלום עולם",
        "ሰላም ქართული Հայերեն office fjord",
    ],
)
def test_every_letter_can_be_copied(text: str, tmp_path: Path) -> None:
    files = {"book/book.toml": SETTINGS, "book/a.md": f"# 1\n\n{text}\n"}
    document = pdfium.PdfDocument(edition_of(build_files(tmp_path, files, "pdf"), "pdf"))
    copied = document[len(document) - 1].get_textpage().get_text_bounded()
    document.close()
    assert letters(copied) == letters(text)


def test_arabic_is_told_in_its_own_letters_and_order(tmp_path: Path) -> None:
    """Its letters share glyphs, so that text stands for them (ISO 32000-1 §14.9.4)."""
    texts = ("قبل تمر", "تمر قبل")
    files = {"book/book.toml": SETTINGS, "book/a.md": "# 1\n\n" + "\n\n".join(texts)}
    with pikepdf.open(io.BytesIO(edition_of(build_files(tmp_path, files, "pdf"), "pdf"))) as pdf:
        marked = [
            instruction.operands[1]
            for instruction in pikepdf.parse_content_stream(pdf.pages[-1], "BDC")
        ]
    assert [str(one.ActualText) for one in marked if "/ActualText" in one] == [*texts]


def test_an_ellipsis_stands_for_itself_alone(tmp_path: Path) -> None:
    title = "A title that is longer than any running head can hold, and goes on and on " * 2
    text = f"# {title}\n\n" + "It rained… And again… \n\n" * 60
    files = {"book/book.toml": SETTINGS, "book/a.md": text}
    data = edition_of(build_files(tmp_path, files, "pdf"), "pdf")
    with pikepdf.open(io.BytesIO(data)) as pdf:
        maps = [item.ToUnicode.read_bytes() for item in pdf.objects if _has_map(item)]
    texts = [text for one in maps for text in re.findall(rb"^<\w{4}> <(\w*)>$", one, re.MULTILINE)]
    assert b"2026" in texts
    assert max(map(len, texts)) <= 16


def _has_map(item: object) -> bool:
    return isinstance(item, pikepdf.Dictionary) and "/ToUnicode" in item
