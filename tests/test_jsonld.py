"""``writers/jsonld.py``: what the page says of itself to machines."""

import json
from pathlib import Path
from typing import Any

import pytest
from lxml import html

from bookbuild.build import build
from bookbuild.projects import find_projects
from making import SETTINGS, Files, build_files, edition_of

YARD = Path(__file__).parent / "books" / "yard" / "in"
EVERY_SETTING = Path(__file__).parent / "data" / "books" / "every-setting"
TALK = "# A\n\n**Ana Costa:** Why?\n\n**Bo Fir:** It rained.\n"


def description_of(data: bytes) -> Any:
    """Return what the only script of a page holds."""
    (script,) = html.document_fromstring(data.decode()).iter("script")
    assert script.get("type") == "application/ld+json"
    return json.loads(str(script.text))


def describe(folder: Path, settings: str = "", text: str = TALK) -> Any:
    files: Files = {"book/book.toml": SETTINGS + settings, "book/a.md": text}
    return description_of(edition_of(build_files(folder, files, "html"), "html"))


@pytest.fixture(scope="module")
def every() -> Any:
    (project,) = find_projects([EVERY_SETTING])
    return description_of(edition_of(build(project, ["html"]), "html"))


@pytest.mark.parametrize(
    ("key", "value"),
    [
        ("@context", "https://schema.org"),
        ("@type", "Book"),
        ("name", "All & <everything>"),
        ("alternateName", "A test"),
        ("inLanguage", "en-GB"),
        ("publisher", {"@type": "Organization", "name": "A & B"}),
        ("editor", [{"@type": "Person", "name": "Ed Itor"}]),
        ("datePublished", "2024-02-29"),
        ("dateModified", "2024-03-02T08:30:00Z"),
        ("isbn", "9780306406157"),
        ("isBasedOn", {"@type": "CreativeWork", "url": "https://example.org/?a&b"}),
        (
            "identifier",
            [
                "urn:uuid:1b4e28ba-2fa1-11d2-883f-0016d3cca427",
                "https://doi.org/10.1000/182(a&b)",
            ],
        ),
        ("description", "What < it is"),
        ("keywords", ["Talk", "R & D"]),
        ("copyrightNotice", "© All"),
        ("isPartOf", {"@type": "BookSeries", "name": "Talks"}),
        ("position", 2),
        ("accessMode", ["textual", "visual"]),
        ("accessibilitySummary", "Read & <heard> by many."),
    ],
)
def test_the_book_is_described(key: str, value: Any, every: Any) -> None:
    assert every[key] == value


def test_a_company_is_no_person(every: Any) -> None:
    kinds = {
        one["contributor"]["name"]: one["contributor"]["@type"] for one in every["contributor"]
    }
    assert kinds == {"Press of the Yard": "Organization", "Anna": "Person", "Bob": "Person"}


def test_who_asks_and_who_answers_are_told_apart(tmp_path: Path) -> None:
    roster = "[[speakers]]\nname = 'Ana Costa'\nrole = 'interviewer'\n"
    roster += "[[speakers]]\nname = 'Bo Fir'\nrole = 'interviewee'\n"
    (chapter,) = describe(tmp_path, roster)["hasPart"]
    assert (chapter["@type"], chapter["@id"], chapter["genre"]) == ("Chapter", "#a", "Interview")
    roles = [(one["roleName"], one["contributor"]["name"]) for one in chapter["contributor"]]
    assert roles == [("interviewer", "Ana Costa"), ("interviewee", "Bo Fir")]


def test_a_chapter_says_where_it_first_appeared() -> None:
    (project,) = find_projects([YARD])
    first, second = description_of(edition_of(build(project, ["html"]), "html"))["hasPart"]
    assert first["isBasedOn"]["url"] == "https://example.org/letter-cutter"
    assert first["inLanguage"] == "en"
    assert second["@id"].startswith("#ch-")


def test_what_nobody_speaks_is_no_interview(tmp_path: Path) -> None:
    (chapter,) = describe(tmp_path, text="---\nauthor: Ada\ndate: 2020-01-02\n---\n# A\n\nB.\n")[
        "hasPart"
    ]
    assert "genre" not in chapter
    assert "contributor" not in chapter
    assert chapter["author"] == [{"@type": "Person", "name": "Ada"}]
    assert chapter["datePublished"] == "2020-01-02"


def test_what_the_author_did_not_say_is_left_out(tmp_path: Path) -> None:
    made = describe(tmp_path, text="# A\n\nB.\n")
    empty = [key for key, value in made.items() if value in ("", [], {}, None)]
    assert empty == []
    assert not made.keys() & {"author", "publisher", "isbn", "isPartOf", "license", "identifier"}


def test_a_licence_with_an_address_is_a_licence(tmp_path: Path) -> None:
    address = "https://creativecommons.org/licenses/by/4.0/"
    assert describe(tmp_path, f'rights = "{address}"\n')["license"] == address


@pytest.mark.parametrize("title", ["</script><b>bold</b>", "<!-- <script>", "]]> &lt;/script> & B"])
def test_no_title_ends_the_script(title: str, tmp_path: Path) -> None:
    settings = SETTINGS.replace('"Talks"', f"'{title}'")
    files = {"book/book.toml": settings, "book/a.md": TALK}
    data = edition_of(build_files(tmp_path, files, "html"), "html")
    assert description_of(data)["name"] == title
    page = html.document_fromstring(data.decode())
    assert len(page.xpath("head/script")) == len(page.xpath("//script")) == 1
    assert page.xpath("//b") == []


def test_it_is_the_same_twice(tmp_path: Path) -> None:
    assert describe(tmp_path / "one") == describe(tmp_path / "two")
