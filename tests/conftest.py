"""The builders that the tests share: a book's files, and the finished book."""

from collections.abc import Callable
from pathlib import Path

import pytest

from bookbuild.build import Result
from making import Files, build_files, write_files


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption(
        "--update-golden", action="store_true", help="rewrite what the tests expect from what is"
    )


@pytest.fixture
def project(tmp_path: Path) -> Callable[[Files], Path]:
    """Write files, by their paths in a book's folder, and return the folder."""
    return lambda files: write_files(tmp_path, files)


@pytest.fixture
def build_book(tmp_path: Path) -> Callable[..., Result]:
    """Write files as ``project`` does and build the book in the formats named."""
    return lambda files, *formats: build_files(tmp_path, files, *formats)
