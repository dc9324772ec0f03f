"""``chapters.py``: a chapter's title, credit, language and blocks."""

import pytest

from bookbuild.diagnostics import Diagnostic
from cases import Case, read_cases
from composing import chapter_section, compose, ignore, read_chapter, show, show_found

CASES = read_cases("chapters.md")


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_chapters(case: Case) -> None:
    assert shown(case.input).splitlines() == case.expected.splitlines()


def shown(text: str) -> str:
    found: list[Diagnostic] = []
    chapter = read_chapter(text, found.append, name="a-file_name")
    lines = [f"title: {chapter.title} ({chapter.title_line or 'no line'})"]
    if chapter.origin:
        lines.append(f"origin: {chapter.origin} ({chapter.origin_label or 'no label'})")
    lines += [f"removed: {line} {removed}" for line, removed in chapter.removed]
    lines += [f"{block.line} {block.kind}" for block in chapter.blocks]
    return "\n".join([*lines, show_found(found, "SRC", "MRK")])


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        ("Il pleut sur la ville et je ne sais pas pourquoi il pleut.", "", "fr"),
        ("Il pleut sur la ville et je ne sais pas pourquoi il pleut.", "en", "fr"),
        ("Il pleut, said Ann, and laughed.", "en", "en"),
        ("他说这是一个很好的想法，我们都这么认为。", "", "zh-Hans"),
        ("他說這是一個很好的想法，我們都這麼認為。", "", "zh-Hant"),
        ("これは日本語の文章です。", "en", "ja"),
        ("He said that this was a very good thought.", "zh-Hans", "en"),
        ("---\nlanguage: zh_TW\n---\nHello.", "en", "zh-Hant"),
        ("---\nlanguage: DE\n---\nHello.", "", "de"),
        ("```\nif x: return y and z or the other thing\n```", "", ""),
        ("", "de", "de"),
    ],
)
def test_languages(text: str, declared: str, language: str) -> None:
    assert read_chapter(text, ignore, language=declared).language == language


@pytest.mark.parametrize("name", ["titlepage", "colophon", "contents", "cover"])
def test_a_chapter_keeps_off_the_ids_of_other_sections(name: str) -> None:
    assert read_chapter("One.", ignore, name=name).id == f"ch-{name}"


def test_what_a_chapter_opens_with() -> None:
    text = "---\ndate: 2024-05-31\n---\n# One\n\n> Source: https://example.org\n\nTwo.\n"
    opening = chapter_section(compose(text)[0])[0]
    assert show([opening]) == (
        '<header class="opening"><h1 id="a--one">One</h1>'
        '<p class="date" data-generated=""><time>2024-05-31</time></p>'
        '<p class="credit" data-generated="">Source: '
        '<a href="https://example.org">https://example.org</a></p></header>'
    )
