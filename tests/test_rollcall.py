"""``rollcall.py``: what ``bookbuild speakers`` prints and writes, and its exit status."""

import json
import re
import stat
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner, Result

from bookbuild.cli import main
from making import SETTINGS, Files, write_files
from test_cli import program

TALK = """\
# Talk

**Jonas:** When did you begin?

**Ada Winter:** With the alphabet.

**Jonas:** And when are you done?

When the light goes.
"""
CLEAR = TALK.replace("\n\nWhen the light", "\n\n**Ada Winter:** When the light")
ROSTER = '\n[[speakers]]\nname = "Ada Winter"\n\n[[speakers]]\nname = "Jonas"\n'
BOOK: Files = {"book/book.toml": SETTINGS, "book/talk.md": TALK}
SETTLED: Files = {"book/book.toml": SETTINGS + ROSTER, "book/talk.md": CLEAR}

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run ``bookbuild speakers`` in a folder of its own; an exception of ours fails the test."""
    monkeypatch.chdir(tmp_path)

    def run_main(*arguments: str, files: Files = BOOK) -> Result:
        write_files(tmp_path, files)
        return CliRunner().invoke(main, ["speakers", *arguments], catch_exceptions=False)

    return run_main


def data_of(done: Result) -> list[dict[str, Any]]:
    books: list[dict[str, Any]] = json.loads(done.stdout)["books"]
    return books


# -- what is shown --------------------------------------------------------------------------------


def test_the_speakers_go_to_standard_output(run: Run) -> None:
    done = run()
    assert (done.exit_code, done.stderr) == (0, "")
    lines = [line.split() for line in done.stdout.splitlines()]
    assert lines[0] == "Talks: 2 speakers, no roster yet".split()
    assert "Jonas interviewer 2 9 56 % Jonas 2 book/talk.md:3".split() in lines
    assert "Ada Winter interviewee 2 7 44 % Ada Winter 1 book/talk.md:5".split() in lines
    assert lines[-1] == "bookbuild speakers --write puts them into book/book.toml".split()
    (doubt,) = [line for line in done.stdout.splitlines() if "book/talk.md:9" in line]
    assert "Ada Winter: answers the question before it: “When the light goes.”" in doubt


def test_json_is_one_document_that_says_the_same(run: Run) -> None:
    done = run("--format", "json")
    assert json.loads(done.stderr) == []
    (book,) = data_of(done)
    assert (book["title"], book["complete"]) == ("Talks", False)
    assert [(one["name"], one["turns"], one["words"]) for one in book["speakers"]] == [
        ("Jonas", 2, 9),
        ("Ada Winter", 2, 7),
    ]
    assert book["speakers"][0]["labels"] == [
        {
            "label": "Jonas",
            "count": 2,
            "path": "book/talk.md",
            "line": 3,
            "certainty": 0.96,
            "given": True,
        }
    ]
    (doubt,) = book["doubts"]
    assert (doubt["kind"], doubt["path"], doubt["line"]) == ("inferred", "book/talk.md", 9)


def test_explain_shows_each_block(run: Run) -> None:
    lines = [line.split() for line in run("--explain", "book/talk.md").stdout.splitlines()]
    assert lines[0] == "book/talk.md: Talk".split()
    assert [line[0] for line in lines[4:-1]] == ["1", "3", "5", "7", "9"]
    start = "3 **Jonas:** When did you begin? Jonas its label: comes back,".split()
    assert (lines[5][: len(start)], lines[5][-2:]) == (start, ["96", "%"])
    (book,) = data_of(run("--explain", "--format", "json"))
    (chapter,) = book["chapters"]
    last = chapter["blocks"][-1]
    assert (last["line"], last["speaker"], last["inferred"]) == (9, "Ada Winter", True)
    assert chapter["blocks"][0]["speaker"] is None


@pytest.mark.parametrize(
    ("sources", "titles"),
    [
        (["x"], ["X"]),
        (["x", "y"], ["X", "Y"]),
        (["x/a.md", "x/c.md"], ["X"]),
        (["y/book/b.md"], ["Y"]),
        (["y/book"], ["Y"]),
    ],
)
def test_sources_are_those_of_every_command(
    sources: list[str], titles: list[str], run: Run
) -> None:
    files = {
        "x/a.md": TALK.replace("# Talk", "# X"),
        "x/c.md": TALK,
        "y/book/book.toml": SETTINGS.replace("Talks", "Y"),
        "y/book/b.md": TALK,
    }
    found = [book["title"] for book in data_of(run(*sources, "--format", "json", files=files))]
    assert found == titles


def test_a_chapter_is_read_with_its_project(run: Run) -> None:
    files = {
        **SETTLED,
        "book/other.md": "# Other\n\n**Bea:** Who? [x](y.png)\n\n**Cid:** Me.\n\n**Bea:** You.\n",
    }
    done = run("book/talk.md", "--format", "json", files=files)
    (book,) = data_of(done)
    assert [one["name"] for one in book["speakers"]] == ["Ada Winter", "Jonas"]
    assert book["doubts"] == []  # Bea and Cid are another chapter's
    assert data_of(run("book/other.md", "--format", "json", files=files))[0]["doubts"]


def test_faults_of_reading_go_to_standard_error(run: Run) -> None:
    files = {**BOOK, "book/book.toml": SETTINGS + "colour = 1\n", "book/bad.md": b"\xff"}
    done = run(files=files)
    assert done.exit_code == 1
    assert re.findall(r"\w+\[.*?\]", done.stderr) == ["error[SRC-002]", "warning[CFG-002]"]
    assert "Jonas" in done.stdout
    assert run("talk.md", files={"talk.md": TALK}).stderr == ""  # a title is chosen: who asks?
    assert run("-v", files=BOOK).stderr.startswith("reading …\n")


def test_what_is_said_of_turns_is_told_once(run: Run) -> None:
    text = f"{TALK}\n**Jon:** So.\n\n**Ada:** Yes.\n\n**Rita:** No.\n"
    done = run(files={**SETTLED, "book/talk.md": text})
    assert done.stderr == ""
    assert done.stdout.count('speaker "Rita" is not in the roster') == 1
    assert 'the label "Jon"' not in done.stdout  # told by TRN-001 already


@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        (BOOK, [], 0),
        (BOOK, ["--strict"], 1),
        (SETTLED, ["--strict"], 0),
        ({**SETTLED, "book/book.toml": SETTINGS + ROSTER + "colour = 1\n"}, ["--strict"], 1),
        ({"book/book.toml": "title = \n", "book/a.md": "# A\n\nB.\n"}, [], 1),
        ({"a.txt": ""}, [], 1),
    ],
)
def test_the_exit_status(files: Files, options: list[str], status: int, run: Run) -> None:
    assert run(*options, files=files).exit_code == status


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["nowhere"], "there is no nowhere"),
        (["--explain", "--write"], "ask one at a time"),
        (["book/draft.md"], "book/draft.md is no chapter of the book in"),
        (["--output", "x"], "No such option"),
    ],
)
def test_a_wrong_command_line_is_2(arguments: list[str], message: str, run: Run) -> None:
    done = run(*arguments, files={**BOOK, "book/draft.md": "---\ndraft: true\n---\n# D\n"})
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr


@pytest.mark.parametrize("encoding", ["ascii", "latin-1"])
def test_a_poor_encoding_is_no_trouble(encoding: str, tmp_path: Path) -> None:
    text = "# 你好\n\n**张三：**好？\n\n**李四：**好。\n\n**张三：**好。\n"
    write_files(tmp_path, {"a.md": text})
    told, data = (
        program("speakers", "a.md", *options, folder=tmp_path, PYTHONIOENCODING=encoding)
        for options in ((), ("--format", "json"))
    )
    assert (told.returncode, data.returncode) == (0, 0)
    assert "2 speakers, no roster yet" in told.stdout
    assert json.loads(data.stdout)["books"][0]["speakers"][0]["name"] == "张三"


# -- what is written ------------------------------------------------------------------------------


def test_write_adds_the_roster_and_shows_it(run: Run) -> None:
    done = run("--write")
    assert done.exit_code == 0
    assert done.stdout.endswith(
        "book/book.toml: added 2 speakers\n"
        '+ [[speakers]]\n+ name = "Jonas"\n+ role = "interviewer"\n+\n'
        '+ [[speakers]]\n+ name = "Ada Winter"\n+ role = "interviewee"\n'
    )
    text = Path("book/book.toml").read_text("utf-8")
    assert text == (
        SETTINGS + '\n[[speakers]]\nname = "Jonas"\nrole = "interviewer"\n'
        '\n[[speakers]]\nname = "Ada Winter"\nrole = "interviewee"\n'
    )
    assert sorted(file.name for file in Path("book").iterdir()) == ["book.toml", "talk.md"]


def test_a_second_run_changes_nothing(run: Run) -> None:
    run("--write")
    before = Path("book/book.toml").stat()
    done = CliRunner().invoke(main, ["speakers", "--write"], catch_exceptions=False)
    assert done.stdout.endswith("book/book.toml: nothing to add; it stays as it is\n")
    after = Path("book/book.toml").stat()
    assert (after.st_mtime_ns, after.st_ino) == (before.st_mtime_ns, before.st_ino)


def test_a_build_with_the_roster_has_the_same_speakers(run: Run) -> None:
    before = data_of(run("--write", "--format", "json"))[0]
    after = data_of(CliRunner().invoke(main, ["speakers", "--format", "json"]))[0]
    assert before.pop("written") == {
        "path": "book/book.toml",
        "added": [
            {"name": "Jonas", "aliases": [], "role": "interviewer", "new": True},
            {"name": "Ada Winter", "aliases": [], "role": "interviewee", "new": True},
        ],
        "left_out": [],
    }
    for speaker in (*before["speakers"], *after["speakers"]):
        for label in speaker["labels"]:
            del label["certainty"]  # what the roster has is certain
    assert after == {**before, "complete": True}


def test_a_label_that_was_taken_as_somebodys_becomes_an_alias(run: Run) -> None:
    text = CLEAR.replace("Ada Winter", "Ada Wintre")
    done = run("--write", files={**SETTLED, "book/talk.md": text})
    assert "book/book.toml: added 1 alias\n" in done.stdout
    assert '+ aliases = ["Ada Wintre"]\n' in done.stdout
    again = CliRunner().invoke(main, ["speakers", "--strict"])
    assert (again.exit_code, again.stderr) == (0, "")


def test_a_book_without_settings_gets_them(run: Run) -> None:
    assert run("--write", files={"book/talk.md": TALK}).exit_code == 0
    assert Path("book/book.toml").read_text("utf-8").startswith('[[speakers]]\nname = "Jonas"\n')


def test_one_chapter_writes_its_own_people_alone(run: Run) -> None:
    other = "# Other\n\n**Bea:** Who?\n\n**Cid:** Me.\n\n**Bea:** You.\n"
    run("--write", "book/other.md", files={**BOOK, "book/other.md": other})
    text = Path("book/book.toml").read_text("utf-8")
    assert ("Bea" in text, "Jonas" in text) == (True, False)


def test_what_is_left_out_is_said(run: Run) -> None:
    chapter = "---\nspeakers: [{{name: {}, aliases: [A]}}]\n---\n# C\n\n**A:** So?\n"
    files = {
        "book/book.toml": SETTINGS + ROSTER,
        "book/a.md": chapter.format("Bea"),
        "book/b.md": chapter.format("Cid"),
    }
    assert "nothing to add" in run("--write", files=files).stdout


def test_a_file_that_is_a_link_stays_one(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path, {"kept.toml": SETTINGS, "book/talk.md": TALK})
    Path("kept.toml").chmod(0o640)
    Path("book/book.toml").symlink_to("../kept.toml")
    assert run("--write", files={}).exit_code == 0
    assert Path("book/book.toml").is_symlink()
    assert "Jonas" in Path("kept.toml").read_text("utf-8")
    assert stat.S_IMODE(Path("kept.toml").stat().st_mode) == 0o640


@pytest.mark.parametrize(
    ("arguments", "files", "status", "message"),
    [
        (["talk.md"], {"talk.md": TALK}, 2, "talk.md is in no project"),
        (["in"], {"in/talk.md": TALK}, 2, "in/ is in no project"),
        ([], {**BOOK, "book/book.toml": "title = \n"}, 1, "book/book.toml:1:9: error[CFG-001]"),
        ([], {**BOOK, "book/book.toml": "title = 1\n"}, 1, "nothing was written"),
    ],
)
def test_where_no_roster_can_go_nothing_is_written(
    arguments: list[str], files: Files, status: int, message: str, run: Run
) -> None:
    done = run("--write", *arguments, files=files)
    assert done.exit_code == status
    assert message in done.stderr
    written = {str(file): file.read_text("utf-8") for file in Path().rglob("*.*") if file.is_file()}
    assert written == files


def test_a_file_that_may_not_be_written_is_said_and_stays(run: Run, tmp_path: Path) -> None:
    write_files(tmp_path, BOOK)
    Path("book/book.toml").chmod(0o444)
    done = run("--write", files={})
    assert (done.exit_code, done.stderr) == (
        2,
        "Error: cannot write book/book.toml: it is read-only\n",
    )
    assert Path("book/book.toml").read_text("utf-8") == SETTINGS
