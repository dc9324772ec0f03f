"""The HTML that a book can hold, and what becomes of the rest that a manuscript brings.

Tags that HTML does not know are no tags: ``List<String>`` and ``<your name>`` are words.
"""

import re
from collections.abc import Sequence
from html.parser import HTMLParser
from itertools import pairwise

from bookbuild.diagnostics import Diagnostic, Location, Report
from bookbuild.model import Chapter
from bookbuild.rules import REMOVED_MARKUP

# Noncharacters of Unicode around a block's number: ``textfiles`` has taken them out of the author's
# text. Python-Markdown makes a paragraph of them.
SENTINEL = re.compile("(?:<p>)?\ufdd0(\\d+)\ufdd1(?:</p>)?")
NOTE_MARK = "\ufdd2"  # in the ids of notes and their calls, so that nobody else's look like them

TAGS = frozenset(
    "a abbr address article aside b bdi bdo blockquote br caption cite code col colgroup data dd"
    " del details dfn div dl dt em figcaption figure footer h1 h2 h3 h4 h5 h6 header hr i img ins"
    " kbd li main mark ol p pre q rp rt ruby s samp section small span strong sub summary sup table"
    " tbody td tfoot th thead time tr u ul var wbr".split()
)
WAITING = ("data-src", "data-lazy-src", "data-original", "data-srcset", "srcset")
ATTRIBUTES = {
    "*": {"class", "id", "lang", "dir", "title"},
    "a": {"href", "name"},
    "blockquote": {"cite"},
    "col": {"span"},
    "colgroup": {"span"},
    "data": {"value"},
    "del": {"cite", "datetime"},
    # Where a picture lies until a script shows it; ``markup.figures`` takes it from there.
    "img": {"src", "alt", "width", "height", *WAITING},
    "ins": {"cite", "datetime"},
    "li": {"value"},
    "ol": {"start", "type", "reversed"},
    "q": {"cite"},
    "td": {"colspan", "rowspan", "style"},
    "th": {"colspan", "rowspan", "scope", "style"},
    "time": {"datetime"},
}
SCHEMES = {"http", "https", "mailto", "tel"}
# Elements of HTML that a book leaves out with all they hold.
LEFT_OUT = frozenset({"math", "script", "style", "svg", "template"})
# Elements of HTML that a book cannot hold; what they hold stays.
UNFIT = frozenset(
    "applet area audio base button canvas datalist dialog embed fieldset form frame frameset iframe"
    " input label legend link map marquee menu meta meter noscript object optgroup option output"
    " param progress search select slot textarea title track video".split()
)
# Elements that say nothing by themselves, so that their loss says nothing either.
SILENT = frozenset(
    "acronym big center dir font head hgroup html body nav nobr picture source strike tt".split()
)


def check_tags(markup: str, chapter: Chapter, report: Report) -> str:
    """Report the tags that a book cannot hold, and keep as text what only looks like a tag."""
    parser = _Tags(markup)
    for number, tag in dict.fromkeys(parser.unfit):
        block = chapter.blocks[number]
        lines = block.text.lower().split("\n")
        offset = next((n for n, line in enumerate(lines) if f"<{tag}" in line), 0)
        fate = "it is left out" if tag in LEFT_OUT else "what it says is kept as text"
        place = Location(chapter.source.path, block.line + offset, 1)
        hint = "say it in words, in a picture or by a link; or take it out"
        report(Diagnostic(REMOVED_MARKUP, place, f"a book cannot hold <{tag}>; {fate}", hint))
    edges = [0, *parser.no_tags, len(markup)]
    kept = [markup[start:end] for start, end in pairwise(edges)]
    return "&lt;".join([kept[0], *(piece[1:] for piece in kept[1:])])


class _Tags(HTMLParser):
    """Finds the tags of HTML that are unfit, by block, and where something else looks like one."""

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.unfit: list[tuple[int, str]] = []
        self.no_tags: list[int] = []
        self._block = 0
        self._inside = ""  # an element that is left out, tags and all
        self._lines = [0, *(found.end() for found in re.finditer("\n", markup))]
        self.feed(markup)
        self.close()

    def set_cdata_mode(self, elem: str, *_: object, **__: object) -> None:
        """Look for tags in a ``<style>``, too: one that is never closed would hide all others."""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if self._inside:
            return
        if tag in LEFT_OUT or (tag in UNFIT and tag not in TAGS):
            self.unfit.append((self._block, tag))
            self._inside = tag if tag in LEFT_OUT else ""
        elif tag not in TAGS and tag not in SILENT:
            self._keep()

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside = "" if tag == self._inside else self._inside
        elif tag not in TAGS | SILENT | UNFIT | LEFT_OUT:
            self._keep()

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        for mark in SENTINEL.finditer(data):
            self._block = int(mark[1])
            self._inside = ""

    def _keep(self) -> None:
        line, column = self.getpos()
        self.no_tags.append(self._lines[line - 1] + column)
