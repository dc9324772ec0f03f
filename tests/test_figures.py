"""``figures.py``: pictures become figures, each with its asset, its caption, its alternative."""

from io import BytesIO
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.document.alternatives import first_sentence
from cases import Case, read_cases
from composing import compose, show_found, show_text

CASES = read_cases("figures.md")
SIZES = {"big.png": (600, 400), "tall.png": (400, 600), "wide.png": (900, 300)}
NAMES = ("a.png", "b.png", "a b.png", "c(1).png", "图.png", "img/Map.png")


@pytest.fixture(scope="module")
def folder(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder of pictures, most of 60 by 40 pixels and each of another colour."""
    return fill(tmp_path_factory.mktemp("pictures"))


def fill(folder: Path) -> Path:
    """Put the pictures into ``folder``."""
    (folder / "img").mkdir()
    for name, size in SIZES.items():
        Image.new("RGB", size, (90, 140, 200)).save(folder / name)
    for number, name in enumerate(NAMES):
        data = BytesIO()
        Image.new("RGB", (60, 40), (20 * number, 100, 200)).save(data, "PNG")
        (folder / name).write_bytes(data.getvalue())
    (folder / "broken.png").write_bytes(b"no picture")
    return folder


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_figures(case: Case, folder: Path) -> None:
    assert shown(case.input, folder).splitlines() == case.expected.splitlines()


def shown(text: str, folder: Path) -> str:
    document, found = compose(text, folder=folder)
    return f"{show_text(document)}\n{show_found(found, 'FIG')}"


def test_a_picture_used_twice_is_one_asset(folder: Path) -> None:
    document, _ = compose(
        "![One](a.png) ![two](./a.png)\n", "![Three](img/../a.png)\n", folder=folder
    )
    assert [asset.href for asset in document.assets] == ["images/a.png"]


def test_every_picture_names_an_asset(folder: Path) -> None:
    text = "\n\n".join(f"![x](<{name}>)" for name in (*NAMES, "broken.png", "none.png"))
    document, _ = compose(text, folder=folder)
    named = [picture.get("src", "") for picture in document.root.iter("img")]
    assert sorted(named) == sorted(asset.href for asset in document.assets)
    assert len(named) == len(NAMES)


def test_a_picture_in_a_title_is_placed_once(folder: Path) -> None:
    document, found = compose("---\nportrait: b.png\n---\n# ![One](a.png) Two\n", folder=folder)
    assert show_found(found, "FIG") == ""
    assert [one.get("src") for one in document.root.iter("img")] == ["images/b.png", "images/a.png"]


def test_a_reference_is_at_fault_where_it_is_defined(folder: Path) -> None:
    _, found = compose("# A\n\n![x][it]\n\nWords.\n\n[it]: none.png\n", folder=folder)
    assert show_found(found, "FIG") == 'FIG-001:7 the picture "none.png" does not exist'


@pytest.mark.parametrize(
    ("caption", "sentence"),
    [
        ("Figure 1: A press. It is old.", "A press."),
        ("Fig. 2a. A press", "A press"),
        ("图 1：印刷机。很旧。", "印刷机。"),
        ("写真3 印刷機", "印刷機"),
        ("A press of 1.5 tons! Yes.", "A press of 1.5 tons!"),
        ("Figure 4", "Figure 4"),
    ],
)
def test_the_first_sentence_of_a_caption(caption: str, sentence: str) -> None:
    assert first_sentence(caption) == sentence
