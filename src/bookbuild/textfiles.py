"""Text files as the program reads them: UTF-8, any line ends, nothing that no book can print."""

import os
import re
from pathlib import Path

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Project, Source
from bookbuild.rules import CONTROL_CHARACTER, UNDECODABLE_FILE, UNREADABLE_FILE

# Control characters and noncharacters: XML 1.0 §2.2 forbids or discourages them.
LINE_END = re.compile("\r\n?|\u2028|\u2029")  # the last two come from layout programs
UNPRINTABLE = re.compile("[\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ufdd0-\ufdef\ufffe\uffff]")


def read_source(project: Project, path: Path, report: Report) -> Source | None:
    """Read a text file: UTF-8, with any line ends. None where it cannot be read."""
    shown = shown_path(project, path)
    try:
        text = _decode(path.read_bytes())
    except OSError as error:
        message = f"cannot be read: {error.strerror}"
        report(Diagnostic(UNREADABLE_FILE, Location(shown), message))
        return None
    except UnicodeDecodeError as error:
        line = len((error.object[: error.start] + b".").splitlines())
        message = f"not UTF-8: byte {error.object[error.start]:#04x}"
        hint = "save the file with the encoding UTF-8"
        report(Diagnostic(UNDECODABLE_FILE, Location(shown, line, 1), message, hint))
        return None
    return Source(shown, _printable(text, shown, report))


def shown_name(name: str) -> str:
    """Return a file's name as text: on Linux it may hold bytes that are none."""
    return os.fsencode(name).decode("utf-8", "replace")


def _decode(data: bytes) -> str:
    encoding = "utf-16" if data[:2] in (b"\xff\xfe", b"\xfe\xff") else "utf-8-sig"
    return LINE_END.sub("\n", data.decode(encoding))


def _printable(text: str, shown: str, report: Report) -> str:
    """Take out what XML cannot hold, and say for each line where the first of it stood."""
    if not UNPRINTABLE.search(text):
        return text
    for number, line in enumerate(text.split("\n"), 1):
        if found := UNPRINTABLE.findall(line):
            column = line.index(found[0]) + 1
            rest = f" (and {len(found) - 1} more on this line)" if len(found) > 1 else ""
            message = f"character U+{ord(found[0]):04X} cannot be printed; it is left out{rest}"
            hint = "delete it: such characters come along when text is copied out of a PDF"
            report(Diagnostic(CONTROL_CHARACTER, Location(shown, number, column), message, hint))
    return UNPRINTABLE.sub("", text)


def shown_path(project: Project, path: Path) -> str:
    """``path`` as the author would type it from the project's root."""
    try:
        return path.relative_to(project.root).as_posix()
    except ValueError:
        return Path(os.path.relpath(path, project.root)).as_posix()
