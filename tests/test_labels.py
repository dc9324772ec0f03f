"""``writers/tags/labels.py``: what the pages are called."""

import pytest

from bookbuild.writers.pdf.tags.labels import Label, page_labels, read_folio


@pytest.mark.parametrize(
    ("folio", "label"),
    [
        ("1", Label("D", 1)),
        ("1984", Label("D", 1984)),
        ("i", Label("r", 1)),
        ("xlviii", Label("r", 48)),
        ("MCMXCIX", Label("R", 1999)),
        ("A-3", Label("", prefix="A-3")),
        ("0", Label("", prefix="0")),
        ("iiii", Label("", prefix="iiii")),
        ("Iv", Label("", prefix="Iv")),
        ("一", Label("", prefix="一")),
    ],
)
def test_a_folio_is_read(folio: str, label: Label) -> None:
    assert read_folio(folio) == label


@pytest.mark.parametrize(
    ("folios", "ranges"),
    [
        ("", []),
        ("1 2 3", [(0, "D1")]),
        ("- - 3 - 5", [(0, "D1")]),  # blank pages count
        ("- - -", [(0, "D1")]),  # no page is numbered
        ("- ii iii - 1 2", [(0, "r1"), (4, "D1")]),
        ("1 2 1 2", [(0, "D1"), (2, "D1")]),
        ("- - 1 2", [(0, "r1"), (2, "D1")]),  # what comes before page 1
        ("- - - 2 3", [(0, "r1"), (2, "D1")]),
        ("1 A-3 A-4 5", [(0, "D1"), (1, "A-3"), (2, "A-4"), (3, "D5")]),
        ("A-3 - 1", [(0, "A-3"), (1, "r2"), (2, "D1")]),
        ("A-3 -", [(0, "A-3"), (1, "D2")]),
    ],
)
def test_pages_are_labelled(folios: str, ranges: list[tuple[int, str]]) -> None:
    made = page_labels(["" if folio == "-" else folio for folio in folios.split()])
    shown = [(page, label.prefix or f"{label.style}{label.number}") for page, label in made]
    assert shown == ranges
