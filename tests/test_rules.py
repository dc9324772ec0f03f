"""Every rule by an example: ``tests/rules/<code>`` holds a book and what is said of it.

``in/`` is the book, ``expected.txt`` all that the command line prints of its faults, and
``command``, where it is not ``html``, the command that shows them, with its options.
"""

import json
from collections.abc import Mapping
from contextlib import chdir
from pathlib import Path
from typing import Any

import pytest
from click.testing import CliRunner

from bookbuild.cli import main

FOLDERS = sorted(folder for folder in Path(__file__).with_name("rules").iterdir())

each_rule = pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)


@each_rule
def test_a_fault_is_reported_as_expected(
    folder: Path, tmp_path: Path, request: pytest.FixtureRequest
) -> None:
    said = _run(folder, tmp_path)
    expected = folder / "expected.txt"
    if request.config.getoption("update_golden"):
        expected.write_text(said, "utf-8")
    assert said == expected.read_text("utf-8")
    assert f"[{folder.name}]" in said


@each_rule
def test_json_holds_the_same(folder: Path, tmp_path: Path) -> None:
    faults = json.loads(_run(folder, tmp_path, "--format", "json"))
    assert "".join(map(_as_text, faults)) == (folder / "expected.txt").read_text("utf-8")


def _run(folder: Path, out: Path, *options: str) -> str:
    """Return what the command of ``folder`` prints on standard error."""
    command = folder / "command"
    words = command.read_text("utf-8").split() if command.exists() else ["html"]
    runner = CliRunner(env={"SOURCE_DATE_EPOCH": None})
    arguments = [*words, "in", "--output", f"{out}/", *options]
    with chdir(folder):
        done = runner.invoke(main, arguments, catch_exceptions=False)
    assert done.exit_code in (0, 1), done.output
    return done.stderr


def _as_text(fault: Mapping[str, Any]) -> str:
    numbers = [str(fault[key]) for key in ("line", "column") if fault[key]]
    place = ":".join([fault["path"], *numbers])
    hint = f"\n  help: {fault['hint']}" if fault["hint"] else ""
    return f"{place}: {fault['severity']}[{fault['code']}] {fault['message']}{hint}\n"
