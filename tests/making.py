"""Books made in a test: files go in, a project, a finished book or its faults come out."""

import io
import zipfile
from collections.abc import Mapping
from pathlib import Path

import pytest
from PIL import Image

from bookbuild.build import Result, build
from bookbuild.diagnostics import BuildError, Diagnostic
from bookbuild.fonts import EAST_ASIAN, EXTRAS
from bookbuild.model import Project
from bookbuild.projects import find_projects

Files = Mapping[str, str | bytes]

SETTINGS = 'title = "Talks"\nlanguage = "en"\ndate = 2024-05-31\n'  # so that nothing is chosen


def write_files(folder: Path, files: Files) -> Path:
    """Write files, by their paths in ``folder``, and return the folder."""
    for name, content in files.items():
        file = folder / name
        file.parent.mkdir(parents=True, exist_ok=True)
        file.write_bytes(content.encode() if isinstance(content, str) else content)
    return folder


def project_of(folder: Path, files: Files) -> Project:
    """Write ``files`` and return the one project that they make."""
    (project,) = find_projects([write_files(folder, files)])
    return project


def build_files(folder: Path, files: Files, *formats: str) -> Result:
    """Write ``files`` and build the book that they make in the formats named."""
    return build(project_of(folder, files), formats)


def faults_of(folder: Path, files: Files, *formats: str) -> list[str]:
    """Return what there is to say of the book that ``files`` make, built or not."""
    try:
        found = build_files(folder, files, *formats).found
    except BuildError as error:
        found = error.found
    return [said(fault) for fault in found]


def said(fault: Diagnostic) -> str:
    """Return a fault on one line: place, code and message."""
    return f"{fault.location} {fault.rule.code} {fault.message}"


def edition_of(result: Result, form: str) -> bytes:
    """Return the bytes of one edition."""
    return next(edition.data for edition in result.editions if edition.format == form)


def unpacked(epub: bytes) -> dict[str, bytes]:
    """Return the files of an EPUB by their names, in the order of the archive."""
    with zipfile.ZipFile(io.BytesIO(epub)) as archive:
        return {name: archive.read(name) for name in archive.namelist()}


def picture(form: str = "PNG", *, mode: str = "RGB", size: tuple[int, int] = (40, 30)) -> bytes:
    """Return a picture, its upper left quarter light and the rest dark."""
    image = Image.new("L", size, 40)
    image.paste(220, (0, 0, size[0] // 2, size[1] // 2))
    buffer = io.BytesIO()
    made = image.convert(mode)
    if mode == "RGBA":
        made.putalpha(128)
    made.save(buffer, form)
    return buffer.getvalue()


def needs_fonts(*scripts: str) -> pytest.MarkDecorator:
    """Skip a test, or a case of one, where the fonts for these scripts are not installed."""
    missing = [EXTRAS[script] for script in scripts if EAST_ASIAN[script][0].path is None]
    return pytest.mark.skipif(bool(missing), reason=f"extras not installed: {', '.join(missing)}")
