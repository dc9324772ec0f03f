"""``inspection.py``: what ``bookbuild check`` prints and writes, and its exit status."""

import json
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bookbuild.build import build
from bookbuild.cli import main
from bookbuild.projects import find_projects
from making import SETTINGS, Files, picture, write_files
from test_cli import program

PNG = picture()
TEXT = "# A\n\nIt rained.\n\n![](img/b.png)\n\n![](img/a.png)\n\n**Figure 1:** A gate.\n"
SOUND: Files = {"book/book.toml": SETTINGS, "book/a.md": "# A\n\nIt rained.\n"}
BOOK: Files = {
    "book/book.toml": SETTINGS,
    "book/a.md": TEXT,
    "book/img/a.png": PNG,
    "book/img/b.png": PNG,
}
CHINESE = "---\nlanguage: zh\n---\n# 二\n\n下雨。\n\n![](img/a.png)\n"

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``bookbuild check`` in a folder called ``hands``; an exception of ours fails the test."""
    folder = tmp_path / "hands"
    folder.mkdir()
    monkeypatch.chdir(folder)

    def run_main(*arguments: str, files: Files = BOOK) -> Result:
        write_files(folder, files)
        return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)

    return run_main


def again(*arguments: str) -> Result:
    return CliRunner().invoke(main, ["check", *arguments], catch_exceptions=False)


def data_of(done: Result) -> list[dict[str, Any]]:
    books: list[dict[str, Any]] = json.loads(done.stdout)["books"]
    return books


# -- what is shown --------------------------------------------------------------------------------


def test_the_faults_go_to_standard_output_and_are_counted(run: Run) -> None:
    done = run()
    assert (done.exit_code, done.stderr) == (0, "")
    lines = done.stdout.splitlines()
    assert lines[0] == 'book/a.md:5:1: warning[FIG-005] the picture "img/b.png" has no description'
    assert lines[1].startswith("  help: say what it shows: ![a description](…), or in book/img/alt")
    assert lines[2].startswith("book/a.md:7:1: note[FIG-006]")
    assert lines[-1] == "hands: 1 warning, 1 note"
    there = (file for file in Path().rglob("*") if ".bookbuild" not in file.parts)  # but the cache
    assert sorted(file.name for file in there) == (
        ["a.md", "a.png", "b.png", "book", "book.toml", "img"]
    )


def test_a_sound_book_has_nothing_to_mend(run: Run) -> None:
    assert run(files=SOUND).stdout == "hands: nothing to mend\n"
    assert again("-q").stdout == ""


def test_quiet_leaves_out_notes(run: Run) -> None:
    assert re.findall(r"\w+\[.*?\]", run("-q").stdout) == ["warning[FIG-005]"]


def test_json_is_one_document_that_says_the_same(run: Run) -> None:
    done = run("--format", "json", "-v")
    assert done.stderr == ""
    (book,) = data_of(done)
    assert (book["name"], book["counts"]) == ("hands", {"error": 0, "warning": 1, "note": 1})
    assert [(fault["code"], fault["line"]) for fault in book["faults"]] == [
        ("FIG-005", 5),
        ("FIG-006", 7),
    ]
    assert "written" not in book


def test_several_books_are_told_apart(run: Run) -> None:
    files = {f"{name}/{path}": data for name in "xy" for path, data in BOOK.items()}
    done = run("x", "y", files={**files, "y/book/a.md": "# A\n\nB.\n"})
    assert [line for line in done.stdout.splitlines() if re.match("[xy]:", line)] == [
        "x: 1 warning, 1 note",
        "y: nothing to mend",
    ]
    assert [book["name"] for book in data_of(again("x", "y", "--format", "json"))] == ["x", "y"]


LOST = "# A\n\nIt rained. [x](no.md) <script>x</script>\n"
ALLOWED = '[[allow]]\ncode = "{}"\npath = "a.md"\nreason = "seen"\n'


@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        (SOUND, [], 0),
        (SOUND, ["--strict"], 0),
        (BOOK, [], 0),
        (BOOK, ["--strict"], 1),
        ({**BOOK, "book/book.toml": SETTINGS + ALLOWED.format("FIG-005")}, ["--strict"], 0),
        ({**SOUND, "book/book.toml": SETTINGS + ALLOWED.format("FIG-005")}, ["--strict"], 1),
        ({**SOUND, "book/book.toml": SETTINGS + ALLOWED.format("PDF-001")}, ["--strict"], 0),
        ({**SOUND, "book/book.toml": "title = \n"}, [], 1),
        ({**SOUND, "book/b.md": b"\xff"}, [], 1),
        ({"a.txt": ""}, [], 1),
    ],
)
def test_the_exit_status(files: Files, options: list[str], status: int, run: Run) -> None:
    assert run(*options, files=files).exit_code == status


def test_what_a_build_finds_a_check_finds(run: Run) -> None:
    run(files={**BOOK, "book/b.md": LOST, "book/book.toml": f"{SETTINGS}titel = 1\n"})
    (project,) = find_projects([Path()])
    (book,) = data_of(again("--format", "json"))
    expected = [(fault.rule.code, fault.location.line) for fault in build(project, ["html"]).found]
    assert [(fault["code"], fault["line"]) for fault in book["faults"]] == expected


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "there is no nowhere"),
        (["book", "book/a.md"], "name either folders"),
        (["--output", "x"], "No such option"),
    ],
)
def test_a_wrong_command_line_is_2(arguments: list[str], message: str, run: Run) -> None:
    done = run(*arguments)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_poor_encoding_is_no_trouble(encoding: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"a.md": "# 你好\n\n![](门.png)\n"})
    told, data = (
        program("check", "a.md", *options, folder=tmp_path, PYTHONIOENCODING=encoding)
        for options in ((), ("--format", "json"))
    )
    assert (told.returncode, data.returncode) == (0, 0)
    assert "FIG-001" in told.stdout
    faults = json.loads(data.stdout)["books"][0]["faults"]
    assert 'the picture "门.png" does not exist' in [fault["message"] for fault in faults]


# -- what is written ------------------------------------------------------------------------------

HEAD = """\
# What the pictures in this folder show, for those who cannot see them: a sentence or two,
# between the quotes. An empty text counts as none.
"""
MADE = f"""\
{HEAD}# A mere ornament has none: "vine.svg" = {{ decorative = true }}

# book/a.md, line 7: A gate.
"a.png" = ""

# book/a.md, line 5
"b.png" = ""
"""


def test_write_adds_what_is_missing_and_shows_it(run: Run) -> None:
    done = run("--write")
    assert done.exit_code == 0
    assert Path("book/img/alt.toml").read_text("utf-8") == MADE
    lines = done.stdout.splitlines()
    assert lines[-1] == "hands: 1 warning, 1 note"
    assert lines.index("book/img/alt.toml: added 2 entries") < lines.index('+ "a.png" = ""')
    assert sorted(file.name for file in Path("book/img").iterdir()) == (
        ["a.png", "alt.toml", "b.png"]
    )


def test_a_second_run_changes_nothing(run: Run) -> None:
    run("--write")
    before = Path("book/img/alt.toml").stat()
    done = again("--write")
    assert "hands: no entry is missing in an alt.toml\n" in done.stdout
    assert "write what it shows into its entry in book/img/alt.toml" in done.stdout
    after = Path("book/img/alt.toml").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)
    assert data_of(again("--write", "--format", "json"))[0]["written"] == []


def test_what_is_filled_in_is_described(run: Run) -> None:
    run("--write")
    file = Path("book/img/alt.toml")
    file.write_text(file.read_text("utf-8").replace('= ""', '= "A gate"'), "utf-8")
    assert again("--strict").stdout == "hands: nothing to mend\n"


def test_each_folder_and_each_language_has_its_own(run: Run) -> None:
    files = {
        **BOOK,
        "book/zh/img/a.png": PNG,
        "book/b.md": CHINESE + "\n![](zh/img/a.png)\n",
        "book/img/alt.toml": '# Mine.\n"a.png" = "A gate" # iron\n',
    }
    done = run("--write", "--format", "json", files=files)
    (book,) = data_of(done)
    assert book["written"] == [
        {
            "path": "book/img/alt.toml",
            "added": [
                {"file": "a.png", "language": "zh-Hans"},
                {"file": "b.png", "language": "en"},
            ],
        },
        {"path": "book/zh/img/alt.toml", "added": [{"file": "a.png", "language": "zh-Hans"}]},
    ]
    assert Path("book/img/alt.toml").read_text("utf-8") == (
        '# Mine.\n# book/b.md, line 8\n"a.png" = {en = "A gate", zh-Hans = ""} # iron\n'
        '\n# book/a.md, line 5\n"b.png" = ""\n'
    )
    assert Path("book/zh/img/alt.toml").read_text("utf-8") == (
        f"{HEAD}# A mere ornament has none; write below its name: decorative = true\n"
        '\n["a.png"]\n# book/b.md, line 10\nzh-Hans = ""\n'
    )
    again("--write")
    assert data_of(again("--write", "--format", "json"))[0]["written"] == []


def test_the_cover_and_a_portrait_have_entries(run: Run) -> None:
    files = {
        **BOOK,
        "book/book.toml": f'{SETTINGS}cover = "img/b.png"\n',
        "book/a.md": "---\nportrait: img/a.png\n---\n# A\n\nIt rained.\n",
    }
    assert run("--write", files=files).exit_code == 0
    text = Path("book/img/alt.toml").read_text("utf-8")
    assert '# book/a.md, line 2: the portrait\n"a.png" = ""\n' in text
    assert '# book/book.toml, line 4: the cover\n"b.png" = ""\n' in text


def test_what_is_missing_or_an_ornament_has_no_entry(run: Run) -> None:
    text = "# A\n\n![](img/none.png) ![](img/a.png){.decorative} ![A gate](img/b.png)\n"
    assert "no entry is missing" in run("--write", files={**BOOK, "book/a.md": text}).stdout
    assert not Path("book/img/alt.toml").exists()


def test_files_by_themselves_have_it_beside_their_pictures(run: Run) -> None:
    run("--write", "book/a.md")
    text = MADE.replace("book/a.md", "a.md")
    assert Path("book/img/alt.toml").read_text("utf-8") == text


@pytest.mark.parametrize(
    "files",
    [
        {"book/img/alt.toml": '"a.png" = A\n'},
        {"book/book.toml": "language = 3\n"},
        {"book/book.toml": "language =\n"},
    ],
)
def test_nothing_is_written_to_a_book_that_has_errors(files: Files, run: Run) -> None:
    before = files.get("book/img/alt.toml")
    done = run("--write", files={**BOOK, **files})
    assert done.exit_code == 1
    assert done.stderr == "Error: hands: nothing was written to a book that has errors\n"
    file = Path("book/img/alt.toml")
    assert (file.read_text("utf-8") if file.exists() else None) == before


def test_a_file_that_may_not_be_written_stays(run: Run) -> None:
    write_files(Path(), {"book/img/alt.toml": "# Mine.\n"})
    Path("book/img/alt.toml").chmod(0o444)
    done = run("--write")
    assert done.exit_code == 2
    assert "cannot write book/img/alt.toml: it is read-only" in done.stderr
    assert Path("book/img/alt.toml").read_text("utf-8") == "# Mine.\n"


def test_a_file_that_is_a_link_stays_one(run: Run) -> None:
    write_files(Path(), {"texts/alt.toml": "# Mine.\n", "book/img/a.png": PNG})
    Path("texts/alt.toml").chmod(0o640)
    Path("book/img/alt.toml").symlink_to("../../texts/alt.toml")
    assert run("--write").exit_code == 0
    assert Path("book/img/alt.toml").is_symlink()
    assert "b.png" in Path("texts/alt.toml").read_text("utf-8")
    assert stat.S_IMODE(Path("texts/alt.toml").stat().st_mode) == 0o640


def test_pictures_with_odd_names_can_be_written_of(run: Run) -> None:
    names = ["门.png", "a b.png", 'q"t.png', "a.b.png", "50%.png"]
    text = "# A\n\n" + "\n\n".join(f"![](<img/{name.replace('%', '%25')}>)" for name in names)
    files = {**BOOK, **{f"book/img/{name}": PNG for name in names}, "book/a.md": f"{text}\n"}
    assert run("--write", files=files).exit_code == 0
    file = Path("book/img/alt.toml")
    file.write_text(file.read_text("utf-8").replace('= ""', '= "A gate"'), "utf-8")
    assert again("--strict").stdout == "hands: nothing to mend\n"
