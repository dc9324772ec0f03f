"""``cli.py`` and ``runs.py``: what is printed, what is written, and the exit status."""

import json
import os
import re
import subprocess
import sys
from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.testing import CliRunner, Result

from bookbuild import __version__
from bookbuild.cli import main
from making import SETTINGS, Files, write_files

GOOD: Files = {"book/book.toml": SETTINGS + 'name = "talks"\n', "book/a.md": "# A\n\nIt rained.\n"}
WARNED: Files = {**GOOD, "book/b.md": "# B\n\nIt [rained](no.md).\n"}
BROKEN: Files = {**WARNED, "book/c.md": b"# C\n\xff\n"}
COMMANDS = ("html", "epub", "pdf", "build")
MAGIC = {"html": b"<!DOCTYPE html>", "epub": b"PK", "pdf": b"%PDF-"}

Run = Callable[..., Result]


@pytest.fixture
def run(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Run:
    """Run the program in a folder of its own; an exception of ours fails the test."""
    monkeypatch.chdir(tmp_path)

    def run_main(*arguments: str, files: Files = GOOD) -> Result:
        write_files(tmp_path, files)
        return CliRunner().invoke(main, arguments, catch_exceptions=False)

    return run_main


def program(
    *arguments: str, folder: Path, python: tuple[str, ...] = (), **environment: str
) -> subprocess.CompletedProcess[str]:
    """Run the program as a user does, in a process of its own."""
    source = Path(__file__).parent.parent / "src"
    command = [sys.executable, *python, "-m", "bookbuild", *arguments]
    environment = {**os.environ, "PYTHONPATH": str(source), **environment}
    return subprocess.run(
        command, cwd=folder, env=environment, capture_output=True, text=True, check=False
    )


# -- commands -------------------------------------------------------------------------------------


@pytest.mark.parametrize("form", MAGIC)
def test_a_command_writes_its_format_to_dist(form: str, run: Run) -> None:
    done = run(form)
    assert (done.exit_code, done.stderr) == (0, "")
    assert Path(f"dist/talks.{form}").read_bytes().startswith(MAGIC[form])
    assert done.stdout.startswith(f"dist/talks.{form}  (")
    assert [file.name for file in Path("dist").iterdir()] == [f"talks.{form}"]


def test_build_writes_every_format(run: Run) -> None:
    done = run("build", "-o", "out")
    assert done.exit_code == 0
    assert sorted(file.name for file in Path("out").iterdir()) == [
        "talks.epub",
        "talks.html",
        "talks.pdf",
    ]
    pages, (html, epub, pdf) = " pages)", done.stdout.splitlines()
    assert (html.endswith(pages), epub.endswith(pages), pdf.endswith(pages)) == (False, False, True)


@pytest.mark.parametrize(
    ("arguments", "written"),
    [
        (["html", "-o", "x.htm"], "x.htm"),
        (["html", "-o", "new/"], "new/talks.html"),
        (["html", ".", "--output", "book"], "book/talks.html"),
        (["html", "book", "-o", "x"], "x"),
        (["html", "book/a.md"], "dist/a.html"),
        (["html", "book/a.md", "-o", "y/"], "y/a.html"),
    ],
)
def test_outputs_go_where_they_are_told(arguments: list[str], written: str, run: Run) -> None:
    done = run(*arguments)
    assert done.exit_code == 0
    assert Path(written).is_file()
    assert done.stdout.startswith(f"{written}  (")


def test_several_folders_are_several_books(run: Run) -> None:
    files = {f"{name}/book/{file}": text for name in "xy" for file, text in PAGES[name].items()}
    done = run("html", "x", "y", "-o", "out/", files=files)
    assert done.exit_code == 0
    assert sorted(file.name for file in Path("out").iterdir()) == ["x.html", "y.html"]


PAGES = {name: {"book.toml": f'{SETTINGS}name = "{name}"', "a.md": "# A\n\nB.\n"} for name in "xy"}


def test_a_good_book_is_written_beside_a_broken_one(run: Run) -> None:
    files = {"x/a.md": b"\xff", "y/book/book.toml": SETTINGS, "y/book/a.md": "# A\n\nB.\n"}
    done = run("html", "x", "y", "-o", "out/", files=files)
    assert done.exit_code == 1
    assert "SRC-002" in done.stderr
    assert Path("out/y.html").is_file()
    assert not Path("out/x.html").exists()


# -- a wrong command line -------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["html", "nowhere"], "there is no nowhere"),
        (["html", "book", "book/a.md"], "name either folders"),
        (["html", "note.txt"], "is no Markdown file"),
        (["html", "book", "x", "-o", "one.html"], "several books cannot go into one file"),
        (["html", "-o", "book/a.md"], "is a source of this book"),
        (["build", "-o", "note.txt"], "is a file; a folder is wanted"),
        (["html", "--format", "xml"], "'xml' is not one of 'text', 'json'"),
        (["html", "--colour"], "No such option"),
        (["print"], "No such command"),
        (
            ["html", "-o", "note.txt/x.html"],
            "cannot write note.txt/x.html: part of its path is a file",
        ),
        (
            ["build", "-o", "note.txt/x"],
            "cannot write note.txt/x/talks.html: part of its path is a file",
        ),
        (["html", "-o", "/proc/x.html"], "cannot write /proc/x.html: "),
    ],
)
def test_a_wrong_command_line_is_2_and_writes_nothing(
    arguments: list[str], message: str, run: Run
) -> None:
    files = {**GOOD, "x/a.md": "# X\n\nY.\n", "note.txt": "mine"}
    done = run(*arguments, files=files)
    assert (done.exit_code, done.stdout) == (2, "")
    assert message in done.stderr.splitlines()[-1]
    assert "Traceback" not in done.stderr
    assert not Path("dist").exists()
    assert Path("book/a.md").read_text("utf-8") == GOOD["book/a.md"]
    assert Path("note.txt").read_text("utf-8") == "mine"


# -- faults of the book ---------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "options", "status"),
    [
        (GOOD, [], 0),
        (WARNED, [], 0),
        (WARNED, ["--strict"], 1),
        (GOOD, ["--strict"], 0),
        (BROKEN, [], 1),
        ({"a.txt": ""}, [], 1),
    ],
)
def test_the_exit_status(files: Files, options: list[str], status: int, run: Run) -> None:
    done = run("html", *options, files=files)
    assert done.exit_code == status
    assert Path("dist").exists() is (status == 0)
    assert ("nothing was built" in done.stdout) is (status == 1)


def test_an_earlier_output_stays_when_a_build_fails(run: Run) -> None:
    run("html", "-o", "out/")
    before = Path("out/talks.html").read_bytes()
    assert run("html", "-o", "out/", files=BROKEN).exit_code == 1
    assert Path("out/talks.html").read_bytes() == before
    assert [file.name for file in Path("out").iterdir()] == ["talks.html"]


def test_faults_go_to_standard_error_with_place_and_hint(run: Run) -> None:
    done = run("html", files=BROKEN)
    assert done.stderr == (
        "book/b.md:3:4: warning[LNK-001] "
        'the link "no.md" leads to nothing in the book\n'
        "  help: links go to chapters of this book (name.md, name.md#heading) "
        "or to https:// addresses\n"
        "book/c.md:2:1: error[SRC-002] not UTF-8: byte 0xff\n"
        "  help: save the file with the encoding UTF-8\n"
    )


@pytest.mark.parametrize("files", [GOOD, WARNED, BROKEN, {"a.md": "# A\n\nIt rained.\n"}])
def test_json_says_the_same_as_text(files: Files, run: Run) -> None:
    faults = json.loads(run("html", "--format", "json", files=files).stderr)
    lines = run("html", files=files).stderr.splitlines()
    heads = [
        f"{':'.join([fault['path'], *(str(fault[n]) for n in ('line', 'column') if fault[n])])}: "
        f"{fault['severity']}[{fault['code']}] {fault['message']}"
        for fault in faults
    ]
    assert heads == [line for line in lines if not line.startswith("  help: ")]
    hints = [fault["hint"] for fault in faults if fault["hint"]]
    assert hints == [line[8:] for line in lines if line.startswith("  help: ")]


def test_quiet_shows_warnings_but_neither_notes_nor_outputs(run: Run) -> None:
    files = {"a.md": "# A\n\nIt [rained](no.md).\n"}
    loud, quiet = run("html", files=files), run("html", "-q", files=files)
    assert "note[" in loud.stderr
    assert "note[" not in quiet.stderr
    assert "warning[LNK-001]" in quiet.stderr
    assert (quiet.exit_code, quiet.stdout) == (0, "")


def test_verbose_says_what_is_being_done(run: Run) -> None:
    done = run("html", "-v")
    assert done.stderr.splitlines() == ["reading …", "composing …", "writing html …"]


def test_verbose_does_not_spoil_json(run: Run) -> None:
    assert json.loads(run("html", "-v", "--format", "json").stderr) == []


# -- help -----------------------------------------------------------------------------------------


def test_the_version(run: Run) -> None:
    assert run("--version").stdout == f"bookbuild, version {__version__}\n"


@pytest.mark.parametrize("command", sorted(main.commands))
def test_help_explains_every_option(command: str, run: Run) -> None:
    text = run(command, "-h").stdout
    options = [
        option for option in main.commands[command].params if isinstance(option, click.Option)
    ]
    names = [name for option in options for name in option.opts]
    assert [name for name in (*names, "--help") if name not in text] == []
    assert "Examples:" in text
    assert re.search(r"Exit status: 0 (built|read|sound), 1 faults[^.]*\s2 wrong command", text)


def test_help_names_every_command(run: Run) -> None:
    text = run("--help").stdout
    assert [name for name in main.commands if f"\n  {name} " not in text] == []
    assert sorted(main.commands) == sorted((*COMMANDS, "check", "speakers"))


def test_without_a_command_there_is_help(run: Run) -> None:
    done = run()
    assert done.exit_code == 2
    assert "Usage:" in done.stderr


# -- as a process ---------------------------------------------------------------------------------


def loaded(said: str) -> set[str]:
    """Return the packages that ``-X importtime`` names."""
    lines = (line for line in said.splitlines() if line.startswith("import time:"))
    return {line.rpartition("|")[2].strip().split(".")[0] for line in lines}


def test_help_loads_no_engine_and_takes_no_time(tmp_path: Path) -> None:
    before = os.times()
    done = program("--help", folder=tmp_path, python=("-X", "importtime"))
    after = os.times()
    assert done.returncode == 0
    heavy = {
        "lxml",
        "weasyprint",
        "ebooklib",
        "rich",
        "PIL",
        "markdown",
        "nh3",
        "fontTools",
        "yaml",
    }
    assert loaded(done.stderr) & {"click", *heavy} == {"click"}
    seconds = after.children_user - before.children_user
    assert seconds + after.children_system - before.children_system < 0.3


@pytest.mark.parametrize(
    ("form", "absent", "present"),
    [
        ("html", {"weasyprint", "ebooklib", "rich"}, {"lxml"}),
        ("epub", {"rich"}, {"ebooklib", "weasyprint"}),  # which draws the cover
        ("pdf", {"ebooklib", "rich"}, {"weasyprint"}),
    ],
)
def test_a_command_loads_its_own_engine_alone(
    form: str, absent: set[str], present: set[str], tmp_path: Path
) -> None:
    write_files(tmp_path, GOOD)
    done = program(form, folder=tmp_path, python=("-X", "importtime"))
    assert done.returncode == 0
    packages = loaded(done.stderr)
    assert packages & absent == set()
    assert present <= packages


def test_a_real_process_has_its_status_and_streams(tmp_path: Path) -> None:
    write_files(tmp_path, BROKEN)
    done = program("html", folder=tmp_path)
    assert done.returncode == 1
    assert done.stdout == f"{tmp_path.name}: nothing was built: 1 error, 1 warning\n"
    assert done.stderr.count("[SRC-002]") == 1
    assert "\x1b" not in done.stderr


def test_names_in_any_encoding_are_no_trouble(tmp_path: Path) -> None:
    folder = tmp_path / os.fsdecode(b"caf\xe9 \xe4\xbd\xa0")
    try:
        write_files(folder, {"a.md": "# A\n\nIt [rained](no.md) ![x](x.png).\n"})
        write_files(folder, {os.fsdecode(b"\xe9.md"): "# E\n\n[x](a.md) [y](b.md).\n"})
    except OSError:
        pytest.skip("this file system takes UTF-8 names alone")
    done = program("build", str(folder), "-o", "out/", folder=tmp_path)
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
    assert len(list((tmp_path / "out").iterdir())) == 3


@pytest.mark.parametrize("language", ["C", "en_US.ISO-8859-1"])
def test_a_poor_locale_is_no_trouble(language: str, tmp_path: Path) -> None:
    write_files(tmp_path, {"你好.md": "# 你好\n\n**张三：**好 [x](没有.md)。\n"})
    arguments = ("html", "-v", "你好.md")
    done = program(*arguments, folder=tmp_path, LC_ALL=language, PYTHONIOENCODING="ascii")
    assert "Traceback" not in done.stderr
    assert done.returncode == 0
