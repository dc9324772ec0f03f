"""The tables of tests/data: cases of a few lines of plain text.

A case is a title, a line with a full stop, the input, a full stop, what is expected, a full stop.
Whatever stands between two cases is for the reader alone.
"""

import re
from pathlib import Path
from typing import NamedTuple

CASE = re.compile(r"^(.+)\n\.\n((?:.*\n)*?)\.\n((?:.*\n)*?)\.$", re.MULTILINE)


class Case(NamedTuple):
    title: str
    input: str
    expected: str


def read_cases(name: str) -> dict[str, Case]:
    """Return the cases of a table of tests/data by their titles, which differ."""
    text = (Path(__file__).parent / "data" / name).read_text(encoding="utf-8")
    cases = {found[1]: Case(*found.groups()) for found in CASE.finditer(text)}
    assert text.splitlines().count(".") == 3 * len(cases), f"{name}: a full stop is missing"
    return cases
