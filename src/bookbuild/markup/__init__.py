"""A chapter's Markdown becomes clean elements that know the block they come from.

Owns Python-Markdown and nh3. Python-Markdown keeps no line numbers, so a sentinel paragraph is put
before each block; the chapter is converted once, and what it made is cut at the sentinels.
"""

import re
import string
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

import markdown
import nh3
from markdown.extensions import Extension
from markdown.inlinepatterns import (
    DoubleTagInlineProcessor,
    SimpleTagInlineProcessor,
    SubstituteTagInlineProcessor,
)

from bookbuild.diagnostics import Report
from bookbuild.markup.dialect import settle
from bookbuild.markup.figures import settle_figures
from bookbuild.markup.lines import join_lines
from bookbuild.markup.nesting import settle_nesting
from bookbuild.markup.tags import (
    ATTRIBUTES,
    LEFT_OUT,
    LINK_MARK,
    NOTE_MARK,
    SCHEMES,
    SENTINEL,
    TAGS,
    check_tags,
)
from bookbuild.model import Chapter
from bookbuild.xhtml import (
    Element,
    add_class,
    classes,
    element,
    parse_html,
    replace,
    text_of,
    unwrap,
)

EXTENSIONS = (
    "abbr",
    "attr_list",
    "def_list",
    "footnotes",
    "md_in_html",
    "sane_lists",
    "tables",
    "pymdownx.highlight",
    "pymdownx.superfences",
)
SETTINGS: Mapping[str, Mapping[str, object]] = {
    # ``notes`` puts them into the order of their calls; Python-Markdown fails at odd ones.
    "footnotes": {"USE_DEFINITION_ORDER": True, "SEPARATOR": NOTE_MARK},
    "pymdownx.highlight": {"use_pygments": False, "css_class": ""},
}
# What Python-Markdown puts in the place of a tag, and forgets in the alternative of a picture.
LEFT_BEHIND = re.compile("\x02[a-z]*:?\\d*\x03|[\x02\x03]")
HARD_BREAK = r"\\\n"
# Emphasis, the outer before the inner. White space alone decides whether a mark opens or closes:
# the rule of CommonMark (§6.2) about punctuation would leave **强调：**后 alone. What is between
# holds no mark that can only open; underscores stay within words.
EMPHASIS = (
    # ***a***, first: between Han characters, its end looks like the beginning of another.
    (r"(?<!\*)(\*{3})(?=[^\s*])([^*]+)(?<=\S)\*{3}(?!\*)", "strong,em"),
    # ***a* b** and ***a** b*: two that open together and close apart.
    (r"(?<!\*)(\*{3})(?=[^\s*])([^*]+?)(?<=\S)\*(?!\*)((?:(?!\*\*).)+?)\*\*(?!\*)", "strong,em"),
    (r"(?<!\*)(\*{3})(?=[^\s*])([^*]+?)(?<=\S)\*\*(?!\*)([^*]+?)(?<=\S)\*(?!\*)", "em,strong"),
    (r"(?<!\*)(\*{3})(?=[^\s*])((?:(?!(?<!\S)\*+\S).)+?)(?<=[^\s*])\*{3}(?!\*)", "strong,em"),
    # **a *b***: the inner closes first.
    (
        r"(?<!\*)(\*\*)(?=[^\s*])([^*]*(?:\*(?=[^\s*])[^*]+\*[^*]+)*\*(?=[^\s*])[^*]+\*)\*\*(?!\*)",
        "strong",
    ),
    (r"(\*\*)(?=[^\s*])((?:(?!(?<!\S)\*\*\S).)+?)(?<=\S)\*\*", "strong"),
    (r"(?<!\w)(__)(?=\S)(.+?)(?<=\S)__(?!\w)", "strong"),
    # **bold **: what editors export when a space was selected too.
    (r"(\*\*)(?=[^\s*])([^*\n]+\s)\*\*(?!\*)", "strong"),
    (r"(?<!\*)(\*)(?=[^\s*])((?:(?!(?<!\S)\*\S).)+?)(?<=[^\s*])\*(?!\*)", "em"),
    (r"(?<!\w)(_)(?=[^\s_])(.+?)(?<=[^\s_])_(?!\w)", "em"),
    (r"(~~)(?=\S)(.+?)(?<=\S)~~", "del"),
)

# Class names of the intermediate document: a manuscript cannot forge them.
OURS = frozenset(
    "turn speaker interviewer interviewee host guest narrator audience interview chapter titlepage"
    " colophon contents part opening credit date note first-note noteref notemark missing"
    " missing-alt attribution task-list task-list-item book-title cover portrait"
    " run-in own-line hanging question direction timestamp index contributors see".split()
)
WRITTEN_PICTURES = frozenset({"data"})  # addresses that are pictures themselves
EMPHATIC = {"i": "em", "b": "strong"}  # what says how it looks, and what says what it is
HEADINGS = ("h1", "h2", "h3", "h4", "h5", "h6")
ALIGNMENT = re.compile(r"text-align:\s*(left|right|center)")
# What a short text may hold.
SHORT = frozenset("a abbr bdi bdo br cite code del em q s span strong sub sup u".split())
NOTE_CALL = re.compile(r"\[\^[^\]\s]+\]")
TASK = re.compile(r"\[(?P<done>[ xX])\]\s")


@dataclass(frozen=True, slots=True)
class Piece:
    """An element of the outermost level, and the number of the chapter's block it comes from."""

    node: Element
    block: int


@dataclass(frozen=True, slots=True)
class Body:
    """A converted chapter: its pieces in order and the list of its notes, if it has any.

    Ids of notes and of their calls contain ``NOTE_MARK``; no other id does.
    """

    pieces: tuple[Piece, ...]
    notes: Element | None


def convert(chapter: Chapter, report: Report) -> Body:
    """Return the chapter as elements of the allow-list, none of which carries our own names."""
    markup = LEFT_BEHIND.sub("", _markdown().convert("\n\n".join(_marked(chapter))))
    markup = check_tags(markup, chapter, report)
    before, *cut = SENTINEL.split(markup)
    pieces = [*_pieces(before, 0)]
    for number, piece in zip(cut[::2], cut[1::2], strict=True):
        pieces += _pieces(piece, int(number))
    lists = [piece for piece in pieces if _is_note_list(piece.node)]
    kept = tuple(piece for piece in pieces if piece not in lists)
    return Body(kept, lists[0].node if lists else None)


def plain_text(text: str) -> str:
    """Return what a reader sees of a piece of Markdown, such as a heading, on one line."""
    root = parse_html(_clean(_markdown().convert(NOTE_CALL.sub("", text))))
    return " ".join(text_of(root).split())


def short_text(text: str) -> list[Element]:
    """Return a few lines of Markdown as paragraphs that hold words, emphasis and links alone."""
    root = parse_html(_clean(_markdown().convert(NOTE_CALL.sub("", text))))
    _name_emphasis(root)
    for node in list(root.iterdescendants()):
        if node.tag == "img":
            replace(node, element("span", None, node.get("alt", "")))
        elif node.getparent() is root:
            node.tag = "p"
            node.attrib.clear()
        elif node.tag not in SHORT:
            unwrap(node)
    return [node for node in root if text_of(node).strip()]


def _markdown() -> markdown.Markdown:
    return markdown.Markdown(extensions=[*EXTENSIONS, _Habits()], extension_configs=SETTINGS)


class _Habits(Extension):
    """What authors write that Python-Markdown does not read, and emphasis, where 3.11 errs."""

    def extendMarkdown(self, md: markdown.Markdown) -> None:  # noqa: N802  its name there
        md.ESCAPED_CHARS = list(string.punctuation)  # CommonMark §2.4
        patterns = md.inlinePatterns
        for name in [name for name in ("em_strong", "em_strong2") if name in patterns]:
            patterns.deregister(name)
        patterns.register(SubstituteTagInlineProcessor(HARD_BREAK, "br"), "hard_break", 185)
        for number, (pattern, tags) in enumerate(EMPHASIS):
            kind = DoubleTagInlineProcessor if "," in tags else SimpleTagInlineProcessor
            patterns.register(kind(pattern, tags), f"emphasis{number}", 60 - number)


def _marked(chapter: Chapter) -> Iterator[str]:
    for number, block in enumerate(chapter.blocks):
        yield f"\ufdd0{number}\ufdd1"
        yield settle(block)
    yield f"\ufdd0{max(0, len(chapter.blocks) - 1)}\ufdd1"  # the notes follow


def _pieces(markup: str, number: int) -> Iterator[Piece]:
    root = parse_html(_clean(markup, WRITTEN_PICTURES))
    _settle_names(root)
    _name_emphasis(root)
    _tick(root)
    settle_figures(root)
    settle_nesting(root)
    join_lines(root)
    for child in list(root):
        if _shows(child):
            child.tail = None
            yield Piece(child, number)


def _shows(node: Element) -> bool:
    """Whether a reader sees, or a link finds, anything of ``node``."""
    if text_of(node).strip() or node.tag not in ("div", "p", *HEADINGS):
        return True
    return any(inner.tag in ("hr", "img", "table") or inner.get("id") for inner in node.iter())


def _is_note_list(node: Element) -> bool:
    return any(NOTE_MARK in item.get("id", "") for item in node.iter("li"))


# -- cleaning -------------------------------------------------------------------------------------


def _clean(markup: str, schemes: frozenset[str] = frozenset()) -> str:
    return nh3.clean(
        markup,
        tags=set(TAGS),
        attributes={tag: set(names) for tag, names in ATTRIBUTES.items()},
        clean_content_tags=set(LEFT_OUT),
        url_schemes=SCHEMES | schemes,
        link_rel=None,
    ).replace("<wbr>", "\u200b")  # the parser would take what follows for its content


def _settle_names(root: Element) -> None:
    """Drop the class names that are ours; make ids of old anchors, classes of cells' alignment."""
    for node in root.iter():
        kept = [name for name in classes(node) if name not in OURS]
        if LINK_MARK in kept:  # its words are none of the author's text
            kept.remove(LINK_MARK)
            node.set("data-generated", "")
        if (style := node.attrib.pop("style", None)) and (found := ALIGNMENT.search(style)):
            kept.append(f"align-{found[1]}")
        if kept:
            node.set("class", " ".join(kept))
        else:
            node.attrib.pop("class", None)
        if (name := node.attrib.pop("name", None)) and node.get("id") is None:
            node.set("id", name)


def _name_emphasis(root: Element) -> None:
    """Let slanted and bold text of an author's HTML say that it is emphasis, as Markdown's does.

    What is slanted in one script is not in another: Chinese is emphasised by dots.
    """
    for node in root.iter(*EMPHATIC):
        node.tag = EMPHATIC[str(node.tag)]


def _tick(root: Element) -> None:
    """Print the boxes of task lists: nobody can tick them in a book."""
    for item in root.iter("li"):
        first = item[0] if len(item) and item[0].tag == "p" and not _text(item) else item
        if (box := TASK.match(_text(first))) is None:
            continue
        mark = element("span", {"data-generated": ""}, "\u2610" if box["done"] == " " else "\u2611")
        mark.tail = f" {_text(first)[box.end() :]}"
        first.text = None
        first.insert(0, mark)
        add_class(item, "task-list-item")
        if (parent := item.getparent()) is not None and "task-list" not in classes(parent):
            add_class(parent, "task-list")


def _text(node: Element) -> str:
    return (node.text or "").lstrip()
