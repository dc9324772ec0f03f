"""``writers/pdf/mends/locators.py``: the index names the pages on which somebody speaks."""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path

import pypdfium2 as pdfium
import pytest

from bookbuild.writers.pdf.mends.locators import ranges
from making import SETTINGS, build_files, edition_of

ENTRY = re.compile(r"^(?P<title>Talk \w+)[ .]+(?P<pages>[\d–, ]+)$")
LENGTHS = (3, 40, 300, 5, 900, 20, 450, 8)  # words of the turns: some go over three pages


@pytest.mark.parametrize(
    ("numbers", "found"),
    [
        ([], []),
        ([7], [(7, 7)]),
        ([7, 8], [(7, 8)]),
        ([5, 7, 8, 9, 12], [(5, 5), (7, 9), (12, 12)]),
        ([7, 8, 1, 2], [(7, 8), (1, 2)]),
    ],
)
def test_ranges(numbers: list[int], found: list[tuple[int, int]]) -> None:
    assert ranges(numbers) == found


def _talk(title: str, *people: str) -> str:
    turns = (
        f"**{people[n % len(people)]}:** " + f"{people[n % len(people)].lower()} " * length
        for n, length in enumerate(LENGTHS)
    )
    return f"# Talk {title}\n\n" + "\n\n".join(f"{turn}end." for turn in turns) + "\n"


PLAIN = f"{SETTINGS}[pdf]\ncover = false\n"  # so that pages count as they are numbered
BOOK = {
    "book/a.md": _talk("One", "Ada", "Bea"),
    "book/b.md": _talk("Two", "Bea", "Cyd", "Ada") + "\n**Dot:** dot?\n",
    "book/c.md": _talk("Three", "Cyd", "Bea"),
}


def _texts(data: bytes) -> list[str]:
    document = pdfium.PdfDocument(data)
    texts = [page.get_textpage().get_text_bounded().replace("\r", "") for page in document]
    document.close()
    return texts


def _index(texts: list[str]) -> Iterator[tuple[str, str, set[int]]]:
    """Yield speaker, chapter and pages of each line of the index."""
    begin = next(
        n for n, text in enumerate(texts) if "\nIndex of speakers" in f"\n{text}" and n > 4
    )
    person = ""
    for line in "\n".join(texts[begin:]).split("\n"):
        if found := ENTRY.match(line.strip()):
            yield person, found["title"], set(_numbers(found["pages"]))
        elif line.strip() in ("Ada", "Bea", "Cyd", "Dot"):
            person = line.strip()


def _numbers(pages: str) -> Iterator[int]:
    for run in pages.strip().split(", "):
        first, _, last = run.partition("–")
        yield from range(int(first), int(last or first) + 1)


def _spoken(texts: list[str]) -> Mapping[tuple[str, str], set[int]]:
    """Return on which pages each speaker's words stand: they say nothing but their names."""
    spoken: dict[tuple[str, str], set[int]] = {}
    title = ""
    for number, text in enumerate(texts, 1):
        heading = re.match(r"(Talk \w+)\n", text)
        title = heading[1] if heading else title
        for word in set(re.findall(r"\b(?:ada|bea|cyd|dot)\b", text)) if title else ():
            spoken.setdefault((word.title(), title), set()).add(number)
    return spoken


@pytest.mark.parametrize(
    "style",
    [
        "",
        ".turn { break-before: page }",
        # The contents go over pages.
        ".contents a::after { content: target-counter(attr(href), page); display: block;"
        " padding-top: calc(1mm * 60) }",
    ],
)
def test_the_pages_are_those_on_which_they_speak(style: str, tmp_path: Path) -> None:
    files = {**BOOK, "book/book.toml": PLAIN, "styles/custom.css": style}
    result = build_files(tmp_path, files, "pdf")
    texts = _texts(edition_of(result, "pdf"))
    found = {(person, title): pages for person, title, pages in _index(texts)}
    assert found == _spoken(texts)
    assert len(found) == 8


def test_a_theme_may_say_it_otherwise(tmp_path: Path) -> None:
    style = (
        ".index li li a::after { content: ', pp. ' target-counter(attr(href), page, lower-roman) }"
    )
    files = {**BOOK, "book/book.toml": PLAIN, "styles/custom.css": style}
    texts = _texts(edition_of(build_files(tmp_path, files, "pdf"), "pdf"))
    assert re.search(r"Talk One, pp\. v–[ivx]+\n", "\n".join(texts))


def test_a_long_list_goes_on_on_the_next_line(tmp_path: Path) -> None:
    talk = "# Talk\n\n" + "".join(f"**{'AdaBea'[n % 2 * 3 :][:3]}:** {n}?\n\n" for n in range(60))
    files = {
        "book/a.md": talk,
        "book/book.toml": f"{SETTINGS}index = true\n[pdf]\ncover = false\ntrim = '90x120mm'\n",
        "styles/custom.css": ".turn { break-before: page; break-after: auto }",
    }
    texts = _texts(edition_of(build_files(tmp_path, files, "pdf"), "pdf"))
    first = next(number for number, text in enumerate(texts, 1) if "Ada: 0?" in text)
    pages = ", ".join(str(first + number) for number in range(0, 60, 2))
    assert pages in " ".join("\n".join(texts).split())
