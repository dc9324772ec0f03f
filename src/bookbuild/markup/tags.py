"""The HTML that a book can hold, and what becomes of the rest that a manuscript brings.

Tags that HTML does not know are no tags: ``List<String>`` and ``<your name>`` are words.
"""

import re
from collections.abc import Mapping, Sequence
from html import escape
from html.parser import HTMLParser

from bookbuild.diagnostics import Diagnostic, Report
from bookbuild.findspots import find_in_block
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


# What plays something from elsewhere, and where it says from where; a <source> in it may say it.
PLAYERS = {
    "audio": "src",
    "embed": "src",
    "frame": "src",
    "iframe": "src",
    "object": "data",
    "video": "src",
}
ABSOLUTE = re.compile(r"(?:https?:)?//[^\s/?#]\S*", re.IGNORECASE)
# The class of a link that stands for a player; like ``NOTE_MARK``, nobody else has it.
LINK_MARK = "\ufdd3"
KEPT, LINKED, GONE = "what it says is kept as text", "a link stands for it", "it is left out"


def check_tags(markup: str, chapter: Chapter, report: Report) -> str:
    """Report the tags that a book cannot hold, and keep as text what only looks like a tag.

    What plays something from elsewhere becomes a link there.
    """
    parser = _Tags(markup)
    linked = set(parser.linked)
    for number, tag in dict.fromkeys(parser.unfit):
        fate = GONE if tag in LEFT_OUT else LINKED if (number, tag) in linked else KEPT
        line = chapter.blocks[number].line
        place = find_in_block(chapter, line, re.compile(rf"<{tag}\b", re.IGNORECASE))
        hint = "say it in words, in a picture or by a link; or take it out"
        report(Diagnostic(REMOVED_MARKUP, place, f"a book cannot hold <{tag}>; {fate}", hint))
    made, done = [], 0
    for start, end, text in parser.changes:
        made += [markup[done:start], text]
        done = end
    return "".join([*made, markup[done:]])


def _link(address: str, words: str) -> str:
    href = escape(f"https:{address}" if address.startswith("//") else address)
    return f'<a class="{LINK_MARK}" href="{href}">{escape(" ".join(words.split())) or href}</a>'


class _Tags(HTMLParser):
    """Finds the tags of HTML that are unfit, by block, and where something else looks like one.

    ``changes``: where which stretch of the markup is to become what, in their order.
    """

    def __init__(self, markup: str) -> None:
        super().__init__()
        self.unfit: list[tuple[int, str]] = []
        self.linked: list[tuple[int, str]] = []
        self.changes: list[tuple[int, int, str]] = []
        self._markup, self._block = markup, 0
        self._inside = ""  # an element that is left out, tags and all
        self._player = ("", "")  # one whose address is not known yet, and what it is called
        self._is_link = False  # within one of the author's, which holds no other
        self._lines = [0, *(found.end() for found in re.finditer("\n", markup))]
        self.feed(markup)
        self.close()

    def set_cdata_mode(self, elem: str, *_: object, **__: object) -> None:
        """Look for tags in a ``<style>``, too: one that is never closed would hide all others."""

    def handle_starttag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        if self._inside:
            return
        self._is_link = self._is_link or tag == "a"
        if tag in LEFT_OUT or (tag in UNFIT and tag not in TAGS):
            self.unfit.append((self._block, tag))
            self._inside = tag if tag in LEFT_OUT else ""
            self._play(tag, dict(attrs))
        elif tag == "source" and self._player[0]:
            self._link_to(dict(attrs).get("src"))
        elif tag not in TAGS and tag not in SILENT:
            self._keep()

    def handle_endtag(self, tag: str) -> None:
        if self._inside:
            self._inside = "" if tag == self._inside else self._inside
        elif tag == "a":
            self._is_link = False
        elif tag == self._player[0]:
            self._player = ("", "")
        elif tag not in TAGS | SILENT | UNFIT | LEFT_OUT:
            self._keep()

    def handle_startendtag(self, tag: str, attrs: Sequence[tuple[str, str | None]]) -> None:
        self.handle_starttag(tag, attrs)
        self._inside = "" if tag == self._inside else self._inside

    def handle_data(self, data: str) -> None:
        for mark in SENTINEL.finditer(data):
            self._block = int(mark[1])
            self._inside, self._player, self._is_link = "", ("", ""), False

    def _play(self, tag: str, attributes: Mapping[str, str | None]) -> None:
        """Link to what a player plays, or wait for a ``<source>`` that says it."""
        if tag in PLAYERS:
            self._player = (tag, attributes.get("title") or attributes.get("aria-label") or "")
            self._link_to(attributes.get(PLAYERS[tag]))

    def _link_to(self, address: str | None) -> None:
        found = (address or "").strip()
        if ABSOLUTE.fullmatch(found) and not self._is_link:
            tag, words = self._player
            follows = self._markup[self._offset + len(self.get_starttag_text() or "") :][:1]
            space = " " if follows.isalnum() else ""
            self.changes.append((self._offset, self._offset, _link(found, words) + space))
            self.linked.append((self._block, tag))
            self._player = ("", "")

    def _keep(self) -> None:
        self.changes.append((self._offset, self._offset + 1, "&lt;"))

    @property
    def _offset(self) -> int:
        line, column = self.getpos()
        return self._lines[line - 1] + column
