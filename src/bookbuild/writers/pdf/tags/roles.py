"""Which structure types the elements of the document become (ISO 32000-1 §14.8.4)."""

from collections.abc import Iterator
from itertools import takewhile
from xml.etree import ElementTree as ET

# From the outermost to the one that holds the content. What is not here leaves no trace.
TYPES: dict[str, tuple[str, ...]] = {
    "html": ("Document",),
    "section": ("Sect",),
    "article": ("Art",),
    "aside": ("Div",),
    "div": ("Div",),
    "details": ("Div",),
    "figure": ("Div",),  # of the picture and its caption: what is inside Figure is not read aloud
    "blockquote": ("BlockQuote",),
    "p": ("P",),
    "pre": ("P",),
    "summary": ("P",),
    **{f"h{level}": (f"H{level}",) for level in range(1, 7)},
    **dict.fromkeys(("ul", "ol", "dl"), ("L",)),
    "li": ("LI", "LBody"),
    "dt": ("LI", "Lbl"),
    "dd": ("LBody",),
    "table": ("Table",),
    "thead": ("THead",),
    "tbody": ("TBody",),
    "tfoot": ("TFoot",),
    "tr": ("TR",),
    "th": ("TH",),
    "td": ("TD",),
    "caption": ("Caption",),
    "figcaption": ("Caption",),
    "img": ("Figure",),
    "a": ("Link",),
    "q": ("Quote",),
    **dict.fromkeys(("code", "kbd", "samp"), ("Code",)),
}
# A table that names no header is no table to a reader who hears it (ISO 14289-1 §7.5): its rows are
# the items of a list.
OF_PLAIN_TABLE: dict[str, tuple[str, ...]] = {
    "table": ("L",),
    **dict.fromkeys(("thead", "tbody", "tfoot"), ()),
    "tr": ("LI", "LBody"),
    "td": ("Div",),
}
BY_ROLE: dict[tuple[str, str], tuple[str, ...]] = {
    ("a", "doc-noteref"): ("Reference", "Link"),
    ("aside", "doc-footnote"): ("Note",),
    ("section", "doc-index"): ("Index",),
}
LABEL_OF_NOTE = "notemark"

# They group what stands on lines of its own, and hold no text themselves (§14.8.4.2).
GROUPING = frozenset("Document Part Art Sect Index Div BlockQuote Caption".split())
# Where a note may stand: beside the block that calls it, never inside.
HOSTS = (GROUPING - {"Caption"}) | {"LBody", "Note", "TD"}
INLINE = frozenset("Span Quote Code Link Reference".split())

NUMBERINGS = {
    "decimal": "Decimal",
    "disc": "Disc",
    "circle": "Circle",
    "square": "Square",
    "lower-roman": "LowerRoman",
    "upper-roman": "UpperRoman",
    "lower-alpha": "LowerAlpha",
    "lower-latin": "LowerAlpha",
    "upper-alpha": "UpperAlpha",
    "upper-latin": "UpperAlpha",
}


def types_of(element: ET.Element, above: tuple[ET.Element, ...]) -> tuple[str, ...]:
    """Return the types that ``element`` becomes; ``above``: its ancestors, the nearest first."""
    roles = {outer.get("role") for outer in above}
    is_contents = "doc-toc" in roles
    key = (element.tag, element.get("role", ""))
    match element.tag:
        case "a" if not element.get("href"):
            return ()
        case _ if key in BY_ROLE:
            return BY_ROLE[key]
        case "a" if roles & {"doc-toc", "doc-index"} or element.get("class") == "page-reference":
            return ("Reference", "Link")
        case "ol" | "ul" if is_contents:
            return ("TOC",)
        case "li" if is_contents:
            return ("TOCI",)
        case "img" if not element.get("alt"):
            return ()
        case tag if tag in OF_PLAIN_TABLE and _is_plain_table(element, above):
            return OF_PLAIN_TABLE[tag]
        case tag:
            return TYPES.get(tag, ()) or _inline(element)


def _is_plain_table(element: ET.Element, above: tuple[ET.Element, ...]) -> bool:
    tables = (node for node in (element, *above) if node.tag == "table")
    return next(tables).find(".//th") is None


def _inline(element: ET.Element) -> tuple[str, ...]:
    is_said = bool(element.get("lang")) or (element.tag == "abbr" and bool(element.get("title")))
    return ("Span",) if is_said else ()


def is_ornament(element: ET.Element) -> bool:
    """Whether a picture says nothing."""
    return element.tag == "img" and not element.get("alt")


def is_note_label(element: ET.Element) -> bool:
    """Whether ``element`` is the number of a note."""
    return element.get("class") == LABEL_OF_NOTE


def scope_of(cell: ET.Element, above: tuple[ET.Element, ...]) -> str:
    """Return what a header cell is the header of (ISO 32000-1, table 349).

    Where the author does not say, it is the column if no data stand beside it.
    """
    asked = cell.get("scope", "")
    if asked:
        return "Row" if asked.startswith("row") else "Column"
    row, *outer = above
    groups = list(takewhile(lambda node: node.tag != "table", outer))
    if any(group.tag == "thead" for group in groups):
        return "Column"
    is_first = next(outer[len(groups)].iter("tr")) is row
    says_more = any(other.tag == "td" and (words(other) or not is_first) for other in row)
    return "Row" if says_more else "Column"


def ancestors(element: ET.Element, parents: dict[ET.Element, ET.Element]) -> Iterator[ET.Element]:
    """Yield the ancestors of ``element``, the nearest first."""
    while (parent := parents.get(element)) is not None:
        yield parent
        element = parent


def words(element: ET.Element) -> str:
    """Return what ``element`` says: its text, and the alternatives of its pictures."""
    said = [element.text or ""]
    for child in element:
        said += [child.get("alt", ""), words(child), child.tail or ""]
    return " ".join("".join(said).split())
