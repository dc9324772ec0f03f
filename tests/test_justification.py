"""Chinese and Japanese lines, measured in the finished PDF: flush, even, rightly broken."""

import inspect
from pathlib import Path

import pypdfium2 as pdfium
import pytest
from weasyprint.layout import inline
from weasyprint.pdf.stream import Stream
from weasyprint.text import line_break

from bookbuild.writers.pdf.mends.justification import mend_justification
from making import SETTINGS, build_files, edition_of, needs_fonts
from measuring import Line, lines_of, right_edge

SIZE_PT = 10.5
CLOSING = "。，、；：？！”’）》」』"
OPENING = "（“‘《「『"

# Sentences that break in awkward places: quotations, titles, brackets, dashes, words in Latin.
SIMPLIFIED = (
    "老周说：“铅字比人老实。”他把一盘字推过来，让我找“永”字；我找了一刻钟，没有找到。",
    "后来换了照排机，再后来换了 PostScript，机器一年比一年小（最小的一台只有饭盒那么大）。",
    "《印厂夜话》第 12 页写过这件事——写得不全，漏了两个人、一场雨，还有 1983 年的那个冬天……",
    "有人问他：“你后悔吗？”“后悔什么？”他反问，“后悔没有早点学会 TeX 和 Python 吗？”",
    "我们在 Makefile 里写了“make book”，它就排一本书，跟从前在车间里喊一声“开机”差不多。",
    "稿子送来时，作者往往还在改：标题改三遍，人名改两遍，标点改到付印的前一刻！",
)
TRADITIONAL = (
    "老闆娘說：「字要排得勻，人要做得正。」她把《字譜》翻到第 7 頁，指給我看那個『龍』字。",
    "那年工廠搬到郊外（離城 20 公里），我們每天坐第一班車去，車上總有人唱歌……",
    "後來大家都用 InDesign 了——說是快，其實只是換了一種慢法；校對還是校對，人還是人。",
)
JAPANESE = (
    "祖父は「活字は嘘をつかない」と言って、小さな箱から一本ずつ拾い上げた。",
    "その本（全 3 巻）は Linotype で組まれ、1961 年の春に『街の声』という題で出た……",
    "私は何度も聞いた、なぜ毎朝五時に来るのかと。すると、彼はただ笑って、インクの缶を開けた。",
)
LANGUAGES = {
    "zh-Hans": SIMPLIFIED,
    "zh-Hant": TRADITIONAL,
    "ja": JAPANESE,
}


def _chapter(sentences: tuple[str, ...]) -> str:
    """Return forty paragraphs, in each the sentences in another order."""
    count = len(sentences)
    paragraphs = [
        "".join(sentences[(number * 5 + place * (number % 3 + 1)) % count] for place in range(7))
        for number in range(40)
    ]
    return "# 一\n\n" + "\n\n".join(paragraphs)


def _lines(folder: Path, language: str, trim: str) -> tuple[list[list[Line]], list[Line]]:
    """Return the lines of each page, and all of them."""
    settings = (
        SETTINGS.replace('"en"', f'"{language}"') + f'[pdf]\ntrim = "{trim}"\ncover = false\n'
    )
    files = {"book/book.toml": settings, "book/a.md": _chapter(LANGUAGES[language])}
    document = pdfium.PdfDocument(edition_of(build_files(folder, files, "pdf"), "pdf"))
    pages = [lines_of(page, SIZE_PT) for page in list(document)[4:]]
    document.close()
    return pages, [line for page in pages for line in page]


CASES = [
    pytest.param(language, trim, marks=needs_fonts(language), id=f"{language} {trim}")
    for language, trim in (
        ("zh-Hans", "a5"),
        ("zh-Hans", "a6"),
        ("zh-Hant", "a5"),
        ("ja", "a5"),
    )
]


@pytest.mark.parametrize(("language", "trim"), CASES)
def test_lines_are_flush_even_and_rightly_broken(tmp_path: Path, language: str, trim: str) -> None:
    pages, lines = _lines(tmp_path, language, trim)
    count = sum(line.is_full for line in lines)
    assert count > 100
    torn = [line.text for line in lines if line.is_full and line.gap > 0.5]
    assert len(torn) <= count / 100, torn
    short = [
        line.text
        for page in pages
        for line in page
        if line.is_full and abs(line.right - right_edge(page)) > 1
    ]
    assert len(short) <= count / 50, short
    assert [line.text for line in lines if line.text[0] in CLOSING] == []
    assert [line.text for line in lines if line.text[-1] in OPENING] == []


def test_weasyprint_is_built_as_the_mending_expects() -> None:
    signatures = {
        line_break.create_layout: "text style context max_width justification_spacing",
        line_break.Layout.set_text: "self text justify",
        line_break.Layout.get_first_line: "self",
        inline.text_align: "context line available_width last",
        inline.justify_line: "context line",
        Stream.show_text: "text",
    }
    mend_justification()
    for function, names in signatures.items():
        assert set(names.split()) <= {"self", *inspect.signature(function).parameters}
    assert "justify_line(context, line, offset)" in inspect.getsource(inline.text_align)
    assert "Layout(style" in inspect.getsource(line_break.create_layout)
