"""``writers/fontconfig.py``, ``writers/pdf/systemfonts.py``: which fonts a PDF may use.

The machine of these tests has two fonts, made here: Bell, with two runes that ours lack, and
DejaVu Sans, with letters that any stylesheet asks for.
"""

import os
import subprocess
import sys
from pathlib import Path

import pytest

from bookbuild.writers.fontconfig import SET, UNSET, private_fonts
from fontmaking import font, system
from making import SETTINGS, Files, build_files, edition_of, faults_of, write_files
from test_fontfiles import BELL, embedded

LETTERS = "".join(map(chr, range(33, 127)))
BOOK: Files = {"book/book.toml": SETTINGS, "book/a.md": f"# A\n\nIt says {BELL}.\n"}
ADVICE = "book/a.md:3:9 FNT-001 no font has"
OURS = ("SourceSerif4", "SourceSans3", "SourceCodePro", "Noto")


@pytest.fixture(autouse=True)
def machine(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """A machine with these two fonts and no others."""
    fonts = [font("Bell", BELL + LETTERS), font("DejaVu Sans", BELL + LETTERS)]
    file = system(tmp_path / "machine", fonts)
    monkeypatch.setenv("FONTCONFIG_FILE", str(file))
    return file


def with_fonts(*families: str) -> Files:
    return {**BOOK, "book/book.toml": f"{SETTINGS}[pdf]\nfonts = {list(families)}\n"}


# -- no font of the machine -----------------------------------------------------------------------


@pytest.mark.parametrize(
    "families", ["Bell", '"DejaVu Sans"', "sans-serif", "monospace", "No Such Font", "emoji"]
)
def test_a_font_of_the_machine_is_not_used(families: str, tmp_path: Path) -> None:
    sheet = f"html, p, h1 {{ font-family: {families} !important }}"
    files = {**BOOK, "styles/custom.css": sheet}
    (fault,) = faults_of(tmp_path / "a", files, "pdf")
    assert fault.startswith(ADVICE)
    files["book/a.md"] = "# A\n\nIt rained.\n"
    names = embedded(edition_of(build_files(tmp_path / "b", files, "pdf"), "pdf"))
    assert [name for name in names if not name.startswith(OURS)] == []
    assert names


@pytest.mark.parametrize(
    ("families", "name"),
    [
        ("Arial", "SourceSans3"),
        ("DejaVu Sans, sans-serif", "SourceSans3"),
        ("monospace", "SourceCodePro"),
        ("Georgia", "SourceSerif4"),
        ("No Such Font", "SourceSerif4"),
    ],
)
def test_a_drawing_is_lettered_in_our_faces(families: str, name: str, tmp_path: Path) -> None:
    drawing = (
        '<svg xmlns="http://www.w3.org/2000/svg" width="90" height="20">'
        f'<text x="1" y="15" font-family="{families}" font-style="italic">{{}}</text></svg>'
    )
    files = {**BOOK, "book/a.md": "# A\n\n![A bell](a.svg)\n", "book/a.svg": drawing.format("A")}
    names = embedded(edition_of(build_files(tmp_path / "a", files, "pdf"), "pdf"))
    assert f"{name}-Italic" in names
    assert [name for name in names if not name.startswith(OURS)] == []
    files["book/a.svg"] = drawing.format("🙂")
    names = embedded(edition_of(build_files(tmp_path / "b", files, "pdf"), "pdf"))
    assert "NotoEmoji-Regular" in names


def test_the_machine_changes_nothing(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    files = {**BOOK, "book/a.md": "# A\n\nIt rained, *hard*. ★ `code` 🙂\n"}
    made = [edition_of(build_files(tmp_path / "a", files, "pdf"), "pdf")]
    for number, file in enumerate(("/nowhere/fonts.conf", "")):
        monkeypatch.setenv("FONTCONFIG_FILE", file)
        monkeypatch.setenv("SOURCE_DATE_EPOCH", "")
        made.append(edition_of(build_files(tmp_path / str(number), files, "pdf"), "pdf"))
    assert made[1:] == made[:1] * 2


def test_a_machine_without_fonts_is_no_reason_to_complain(tmp_path: Path) -> None:
    folder = write_files(tmp_path / "a", {**BOOK, "book/a.md": "# A\n\nIt rained.\n"})
    done = subprocess.run(
        [sys.executable, "-W", "error", "-m", "bookbuild", "pdf", str(folder), "-q", "-o", "a.pdf"],
        env={**os.environ, "FONTCONFIG_FILE": "/nowhere/fonts.conf", "FONTCONFIG_PATH": "/nowhere"},
        cwd=tmp_path,
        capture_output=True,
        check=False,
    )
    assert (done.returncode, done.stdout, done.stderr) == (0, b"", b"")


def test_the_environment_is_as_it_was(machine: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setenv("FONTCONFIG_PATH", "/somewhere")
    monkeypatch.delenv("PANGO_LANGUAGE", raising=False)
    before = dict(os.environ)
    with pytest.raises(KeyError), private_fonts(["Bell"]):  # noqa: PT012  it is left by an error
        assert {name: os.environ[name] for name in SET} == SET
        assert not set(UNSET) & set(os.environ)
        assert os.environ["FONTCONFIG_FILE"] != str(machine)
        assert "<string>Bell</string>" in Path(os.environ["FONTCONFIG_FILE"]).read_text()
        raise KeyError  # as a build may
    assert dict(os.environ) == before


# -- fonts of the machine that the book names -----------------------------------------------------


@pytest.mark.parametrize("family", ["Bell", "bell", "DejaVu Sans"])
def test_a_font_that_the_book_names_is_used_and_noted(family: str, tmp_path: Path) -> None:
    result = build_files(tmp_path / "a", with_fonts(family), "pdf")
    (fault,) = result.found
    assert (fault.rule.code, str(fault.location)) == ("FNT-005", "book/book.toml:5:10")
    assert fault.message == f'"{family}" is a font of this machine: elsewhere the PDF may differ'
    names = embedded(edition_of(result, "pdf"))
    wanted = family.title().replace(" ", "-") if family != "DejaVu Sans" else "DejaVu-Sans"
    assert {name for name in names if not name.startswith(OURS)} == {wanted}


def test_a_style_may_ask_for_a_font_that_the_book_names(tmp_path: Path) -> None:
    files = {
        **with_fonts("DejaVu Sans"),
        "book/a.md": "# A\n\nIt rained.\n",
        "styles/custom.css": 'p { font-family: "DejaVu Sans" !important }',
    }
    names = embedded(edition_of(build_files(tmp_path / "a", files, "pdf"), "pdf"))
    assert "DejaVu-Sans" in names


@pytest.mark.parametrize(
    ("family", "advice"),
    [
        ("DejaVuSans", 'did you mean "DejaVu Sans"?'),
        ("Zzyzx", "fc-list : family tells the names of those that are installed"),
    ],
)
def test_a_font_that_is_not_installed_is_told(family: str, advice: str, tmp_path: Path) -> None:
    files = {**with_fonts("Bell", family), "book/a.md": "# A\n\nIt rained.\n"}
    _, fault = build_files(tmp_path / "a", files, "pdf").found
    assert (fault.rule.code, str(fault.location)) == ("FNT-006", "book/book.toml:5:18")
    assert fault.message == f'no font of this machine is called "{family}"'
    assert fault.hint == advice
