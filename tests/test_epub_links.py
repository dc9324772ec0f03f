"""``writers/epub/links.py``: no link that Kobo mistakes for a note."""

import posixpath
from collections.abc import Iterator, Mapping
from pathlib import Path

import pytest
from lxml import etree

from making import SETTINGS, Files, build_files, edition_of, picture, unpacked

ONE = """# One

Forward: [heading](#the-second-half), [turn](#turn), [list](#list), [table](#table),
[figure](#fig:press), [short](#tiny), [whole](two.md), [there](two.md#elsewhere).[^note]

## The second half

Back: [itself](#the-second-half).

- <span id="list">A list that is long enough.</span>

<table id="table"><tbody><tr><td>A cell that is long enough.</td></tr></tbody></table>

![A press](img/press.png "The press of the yard"){#fig:press}

<p id="tiny">Eight.</p>

<div id="turn"><p>A block that is long enough.</p></div>

[^note]: A note that is long enough.
"""
TWO = (
    "# Two\n\n## Elsewhere and long\n\n[back](one.md#turn)\n\n<p id='elsewhere'>Long enough.</p>\n"
)


@pytest.fixture(scope="module")
def pages(tmp_path_factory: pytest.TempPathFactory) -> dict[str, etree._Element]:
    settings = f'{SETTINGS}chapters = ["one.md", "two.md"]\n[epub]\ncontents-depth = 2\n'
    book: Files = {
        "book/book.toml": settings,
        "book/one.md": ONE,
        "book/two.md": TWO,
        "book/img/press.png": picture(),
    }
    result = build_files(tmp_path_factory.mktemp("links"), book, "epub")
    files = unpacked(edition_of(result, "epub"))
    package = etree.fromstring(files["EPUB/content.opf"])
    items = {node.get("id"): node.get("href") for node in package.iter("{*}item")}
    spine = [str(items[node.get("idref")]) for node in package.iter("{*}itemref")]
    return {name: etree.fromstring(files[f"EPUB/{name}"]) for name in spine}


def links(pages: Mapping[str, etree._Element], page: str) -> dict[str, str]:
    """Return where the links of a page lead, by their texts."""
    found = pages[f"text/{page}.xhtml"].iter("{*}a")
    return {"".join(link.itertext()): str(link.get("href")) for link in found if link.get("href")}


def test_links_that_lead_forward_lead_to_nothing_to_show(
    pages: Mapping[str, etree._Element],
) -> None:
    found = links(pages, "one")
    assert found["heading"] == "#one--the-second-half-at"
    assert found["itself"] == "#one--the-second-half"
    assert found["turn"] == "#one--turn-at"
    assert found["short"] == "#one--tiny"
    assert found["whole"] == "two.xhtml"
    assert found["there"] == "two.xhtml#two--elsewhere-at"
    assert links(pages, "two")["back"] == "one.xhtml#one--turn"


def test_the_nav_leads_to_nothing_to_show(pages: Mapping[str, etree._Element]) -> None:
    found = links(pages, "contents")
    assert found["One"] == "one.xhtml"
    assert found["The second half"] == "one.xhtml#one--the-second-half-at"


def test_what_is_led_to_is_empty_and_begins_its_target(
    pages: Mapping[str, etree._Element],
) -> None:
    page = pages["text/one.xhtml"]
    by_id = {str(node.get("id")): node for node in page.iter() if node.get("id")}
    landing = by_id["one--turn-at"]
    assert (etree.QName(landing).localname, landing.text, landing.tail) == (
        "span",
        None,
        "A block that is long enough.",
    )
    parent = by_id["one--table-at"].getparent()
    assert parent is not None
    assert etree.QName(parent).localname == "td"
    target = links(pages, "one")["figure"]
    assert etree.QName(by_id[target[1:]]).localname == "img"


def test_no_forward_link_but_a_call_finds_nine_letters(
    pages: Mapping[str, etree._Element],
) -> None:
    """The conditions are those of Kobo's guidelines."""
    order = list(_in_order(pages))
    places = {place: number for number, (_, _, place) in enumerate(order) if "#" in place}
    count = 0
    for number, (name, node, _) in enumerate(order):
        href = node.get("href", "")
        if etree.QName(node).localname != "a" or "#" not in href or ":" in href:
            continue
        file, _, fragment = href.partition("#")
        target = f"{posixpath.join('text', file) if file else name}#{fragment}"
        text = "".join(order[places[target]][1].itertext()).strip()
        if places[target] > number and node.get("role") != "doc-noteref":
            assert len(text) < 9, href
            count += 1
    assert count >= 8


def _in_order(
    pages: Mapping[str, etree._Element],
) -> Iterator[tuple[str, etree._Element, str]]:
    for name, page in pages.items():
        for node in page.iter(etree.Element):
            yield name, node, f"{name}#{node.get('id')}" if node.get("id") else ""


def test_ids_stay_unique(pages: Mapping[str, etree._Element]) -> None:
    ids = [str(node.get("id")) for _, node, _ in _in_order(pages) if node.get("id")]
    assert len(ids) == len(set(ids))


def test_an_id_of_the_authors_is_not_taken(tmp_path: Path) -> None:
    text = "# A\n\n[x](#b)\n\n## b\n\nLong enough.\n\n<p id='b-at'>Mine.</p>\n\n## b at\n"
    result = build_files(tmp_path, {"book/book.toml": SETTINGS, "book/a.md": text}, "epub")
    page = etree.fromstring(unpacked(edition_of(result, "epub"))["EPUB/text/a.xhtml"])
    ids = page.xpath("//@id")
    assert len(ids) == len(set(ids))
