"""``writers/pdf/mends/glyphtexts.py``: what is copied out where letters join."""

import unicodedata
from pathlib import Path

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
