"""The builders that the tests share: a book's files, and the finished book."""

from collections.abc import Callable, Mapping
from pathlib import Path

import pytest

from bookbuild.build import Result, build
from bookbuild.projects import find_projects

Files = Mapping[str, str | bytes]


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite what the tests expect from what is"
    )


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Files], Path]:
    """Write files, by their paths in a book's folder, and return the folder."""

    def write(files: Files) -> Path:
        for name, content in files.items():
            file = tmp_path / name
            file.parent.mkdir(parents=True, exist_ok=True)
            file.write_bytes(content.encode() if isinstance(content, str) else content)
        return tmp_path

    return write


@pytest.fixture
def build_book(project: Callable[[Files], Path]) -> Callable[..., Result]:
    """Write files as ``project`` does and build the book in the formats named."""

    def build_files(files: Files, *formats: str) -> Result:
        (found,) = find_projects([project(files)])
        return build(found, formats)

    return build_files
