"""``contents.py``: what the contents list, and how deep each edition cuts them."""

import pytest

from bookbuild.document.contents import cut_contents
from bookbuild.xhtml import Element, text_of
from composing import compose

CHAPTER = "# One\n\n## a\n\n### b\n\n#### c\n\n## d\n"


def listed(*chapters: str, depth: int | None = None) -> str:
    """Return the contents as lists in brackets."""
    document, _ = compose(*chapters)
    cut_contents(document.root, depth)
    (nav,) = document.root.iter("nav")
    assert not [node for node in nav.iter() if node.get("data-depth")]
    return _shown(nav[0])


def _shown(entries: Element) -> str:
    items = []
    for item in entries:
        below = item.find("ol")
        items.append(text_of(item[0]) + ("" if below is None else f" [{_shown(below)}]"))
    return ", ".join(items)


@pytest.mark.parametrize(
    ("depth", "expected"),
    [
        (None, "One, Two"),
        (1, "One, Two"),
        (2, "One [a, d], Two [e]"),
        (3, "One [a [b], d], Two [e]"),
        (4, "One [a [b [c]], d], Two [e]"),
        (6, "One [a [b [c]], d], Two [e]"),
    ],
)
def test_contents_are_as_deep_as_is_said(depth: int | None, expected: str) -> None:
    assert listed(CHAPTER, "# Two\n\n## e\n", depth=depth) == expected


@pytest.mark.parametrize(
    ("depth", "expected"), [(None, "One [a, d]"), (1, "One"), (3, "One [a [b], d]")]
)
def test_a_single_chapter_shows_its_headings(depth: int | None, expected: str) -> None:
    assert listed(CHAPTER, depth=depth) == expected


def test_headings_of_notes_are_not_listed() -> None:
    text = "# One\n\nx[^1]\n\n## a\n\n[^1]: # b\n\n    ## c\n"
    assert listed(text, depth=6) == "One [a]"


def test_headings_of_notes_leave_no_level_out() -> None:
    document, _ = compose("# One\n\nx[^1]\n\n[^1]: # b\n\n    ### c\n")
    section = next(node for node in document.root.iter("section") if node.get("id") == "a")
    assert [node.tag for node in section.iter("h1", "h2", "h3")] == ["h1", "h2", "h3"]


def test_entries_say_their_language() -> None:
    document, _ = compose("# One\n\n## x\n", "---\nlanguage: zh-Hans\n---\n# 二\n\n## 甲\n")
    cut_contents(document.root, 2)
    (nav,) = document.root.iter("nav")
    assert [(text_of(link), link.get("lang")) for link in nav.iter("a")] == [
        ("One", "en"),
        ("x", "en"),
        ("二", "zh-Hans"),
        ("甲", "zh-Hans"),
    ]
