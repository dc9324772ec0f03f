"""Where in a chapter's file something of a block stands, which the elements do not know."""

import re

from bookbuild.diagnostics import Location
from bookbuild.model import Chapter


def find_in_block(chapter: Chapter, line: int, *sought: re.Pattern[str]) -> Location:
    """Return where in the block that begins at ``line`` the first of ``sought`` that is there is.

    Where none is, as with what a reference stands for, it is the block's beginning.
    """
    lines = chapter.source.text.split("\n")
    following = (block.line for block in chapter.blocks if block.line > line)
    end = min([*following, len(lines) + 1]) if line > 0 else 0
    for pattern in sought:
        for number in range(line, end):
            if found := pattern.search(lines[number - 1]):
                return Location(chapter.source.path, number, found.start() + 1)
    return Location(chapter.source.path, line, 1)
