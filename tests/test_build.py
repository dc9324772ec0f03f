"""``build.py``: the pipeline as a whole, and what stops it."""

from pathlib import Path

import pytest

from bookbuild.build import build
from bookbuild.diagnostics import BuildError, Severity
from making import SETTINGS, Files, build_files, faults_of, project_of

GOOD: Files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\nIt rained.\n"}
WARNED: Files = {**GOOD, "book/a.md": "# A\n\nIt [rained](nowhere.md).\n"}


def test_a_sound_book_has_no_faults(tmp_path: Path) -> None:
    result = build_files(tmp_path, GOOD, "html", "epub")
    assert result.found == ()
    assert [edition.format for edition in result.editions] == ["html", "epub"]
    assert result.name == tmp_path.name


def test_the_faults_of_all_stages_are_told_together(tmp_path: Path) -> None:
    files: Files = {
        "book/book.toml": f'{SETTINGS}titel = "x"\nauthors = 3\ntheme = "none"\n'
        'cover = "none.jpg"\nchapters = ["a.md", "b.md", "z.md"]\n',
        "book/a.md": '# A\n\n![x](none.png) [dead](none.md) a note[^1]\n\n<i id="x">i</i>\n',
        "book/b.md": b"# B\n\n\xff\n",
    }
    codes = [line.split()[1] for line in faults_of(tmp_path, files, "html")]
    assert sorted(codes) == sorted(
        "CFG-002 CFG-003 CFG-006 CFG-008 FIG-001 FIG-001 LNK-001 NTE-001 SRC-002".split()
    )


def test_faults_are_sorted_by_place_and_told_once(tmp_path: Path) -> None:
    files = {
        **GOOD,
        "book/b.md": "# B\n\n[x](none.md)\n",
        "book/a.md": "# A\n\n[x](none.md) [x](none.md)\n\n[y](none.md)\n",
    }
    places = [line.split()[0] for line in faults_of(tmp_path, files, "html")]
    assert places == ["book/a.md:3:1", "book/a.md:5:1", "book/b.md:3:1"]


def test_warnings_stop_a_strict_build_alone(tmp_path: Path) -> None:
    project = project_of(tmp_path, WARNED)
    assert len(build(project, ["html"]).editions) == 1
    with pytest.raises(BuildError, match="leads to nothing") as caught:
        build(project, ["html"], strict=True)
    assert [fault.rule.severity for fault in caught.value.found] == [Severity.WARNING]


def test_notes_stop_nothing(tmp_path: Path) -> None:
    result = build(project_of(tmp_path, {"a.md": "# A\n\nIt rained.\n"}), ["html"], strict=True)
    assert {fault.rule.severity for fault in result.found} == {Severity.NOTE}


ROSTER = "[[speakers]]\nname = 'Ana'\n\n[[speakers]]\nname = 'Ben'\n"
ACCEPTED = "[[allow]]\ncode = 'TRN-002'\npath = 'a.md'\nreason = 'seen'\n"
UNLABELLED = """# A

**Ben:** Why slate?

**Ana:** It was there.

**Ben:** And when did you begin?

I was nine years old, I think.

**Ben:** So young?

**Ana:** Others are older.
"""


NARRATED = UNLABELLED.replace(
    "I was nine years old, I think.", "**Ana:** At nine.\n\n*The kettle boils. Ana gets up.*"
)
SETTLED = NARRATED.replace("*The", "<!-- narration -->\n*The")


@pytest.mark.parametrize(
    ("settings", "text", "stops"),
    [
        ("", UNLABELLED, False),
        (ROSTER, UNLABELLED, True),
        (ROSTER + ACCEPTED, UNLABELLED, False),
        (ROSTER, NARRATED, True),
        (ROSTER, SETTLED, False),
    ],
)
def test_what_no_label_settles_stops_a_strict_build_with_a_roster(
    tmp_path: Path, settings: str, text: str, *, stops: bool
) -> None:
    files: Files = {"book/book.toml": SETTINGS + settings, "book/a.md": text}
    project = project_of(tmp_path, files)
    assert {fault.rule.severity for fault in build(project, ["html"]).found} <= {Severity.NOTE}
    if stops:
        with pytest.raises(BuildError, match="nobody is named here"):
            build(project, ["html"], strict=True)
    else:
        build(project, ["html"], strict=True)


def test_an_accepted_fault_stops_nothing(tmp_path: Path) -> None:
    allowed = '[[allow]]\ncode = "dead-link"\npath = "a.md"\nreason = "later"\n'
    project = project_of(tmp_path, {**WARNED, "book/book.toml": SETTINGS + allowed})
    assert build(project, ["html"], strict=True).found == ()


def test_an_allowance_for_another_format_stops_nothing(tmp_path: Path) -> None:
    allowed = '[[allow]]\ncode = "PDF-001"\npath = "*"\nreason = "harmless"\n'
    project = project_of(tmp_path, {**GOOD, "book/book.toml": SETTINGS + allowed})
    assert build(project, ["html", "epub"], strict=True).found == ()


def test_no_writer_is_called_for_a_book_with_an_error(tmp_path: Path) -> None:
    steps: list[str] = []
    project = project_of(tmp_path, {**GOOD, "book/b.md": b"\xff"})
    with pytest.raises(BuildError):
        build(project, ["html"], progress=steps.append)
    assert steps == ["reading", "composing"]


def test_progress_says_what_is_being_done(tmp_path: Path) -> None:
    steps: list[str] = []
    build(project_of(tmp_path, GOOD), ["html", "epub"], progress=steps.append)
    assert steps == ["reading", "composing", "writing html", "writing epub"]


def test_whoever_is_listed_in_latin_letters_is_not_taken_by_a_chinese_alias(
    tmp_path: Path,
) -> None:
    """英子 sounds like Hanna to a machine, but Ines Vogt is called so in Latin letters."""
    people = '[[speakers]]\nname = "Ines Vogt"\naliases = ["英子"]\nrole = "interviewer"\n'
    text = "# Hats\n\n**Ines Vogt:** When?\n\n**Hanna Boehm:** At fourteen.\n"
    files: Files = {"book/book.toml": f"{SETTINGS}{people}", "book/a.md": text}
    (fault,) = build_files(tmp_path, files, "html").found
    assert fault.message == 'speaker "Hanna Boehm" is not in the roster'


def test_a_numbered_list_in_a_note_adds_no_words(tmp_path: Path) -> None:
    text = "# Hats\n\n**Ann Lee:** What?[^1]\n\n**Bob:** Many.\n\n[^1]: Hats:\n\n    1. straw\n"
    assert build_files(tmp_path, {**GOOD, "book/a.md": text}, "pdf").found == ()
