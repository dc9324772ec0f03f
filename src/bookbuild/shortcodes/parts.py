"""What a shortcode shows: its picture, the words that are printed with it, and how to show it."""

import re
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.shortcodes.tags import Span, Tag

SUFFIX = r"\.(?:avif|bmp|gif|heic|jfif|jpe?g|png|svg|tiff?|webp)"
PICTURE_FILE = re.compile(rf"{SUFFIX}(?:[?#]\S*)?$", re.IGNORECASE)
HAS_PICTURE = re.compile(r"<img\b|!\[", re.IGNORECASE)
# {{ site.baseurl }}, {{ "/img/a.jpg" | relative_url }}, {% link img/a.jpg %}: where a site lies is
# nothing to a book.
PLACE = re.compile(
    r"""\{\{-?\s*(?:site\.(?:base_?url|url|github\.url)|["'](?P<path>[^"'{}]*)["'])\s*
        (?:\|[^{}]*)?\}\}
    |   \{%-?\s*link\s+(?P<file>[^\s{}]+)\s*-?%\}""",
    re.VERBOSE,
)

# The names that a part goes by in shortcodes; the first that is given counts.
SOURCES = "src image_path path image img file filename name url link href".split()
SURE_SOURCES = ("src", "image_path")  # name a picture whatever its suffix
NAMES: Mapping[str, Sequence[str]] = {
    "alt": ("alt", "alt_text", "alttext"),
    "title": ("title",),
    "caption": ("caption", "description", "desc", "cap"),
    "attr": ("attr", "attribution", "credit", "credits"),
    "attrlink": ("attrlink", "attr_link"),
    "link": ("link", "href", "url"),
    "class": ("class", "classes", "classname"),
    "id": ("id",),
    "width": ("width",),
    "height": ("height",),
}
PRINTED = ("title", "caption", "attr")


@dataclass(frozen=True, slots=True)
class Shortcode:
    """A picture, or several in one gallery, by places in the text that shows them.

    ``parts``: src and the names above; and ``hover``, a title that is not printed. ``inside``: what
    stands between its two tags.
    """

    start: int
    end: int
    parts: Mapping[str, Span] = field(default_factory=dict)
    inside: Span | None = None
    is_gallery: bool = False
    is_inline: bool = False  # a mere picture, as Markdown has it

    def printed(self, text: str) -> Iterator[tuple[str, Span]]:
        """Yield the parts that are words of ``text``, by name and place, as they are printed."""
        said: set[str] = set()
        for name in PRINTED:
            if (span := self.parts.get(name)) and (words := text[slice(*span)].strip()) not in said:
                said.add(words)
                yield name, span


def clean_source(value: str) -> str:
    """Return the path in a value of Liquid or in quotation marks of another language."""
    path = PLACE.sub(_path, value).strip()
    return re.sub(r"\\(?=[\"'`\\])", "", path)


def _path(found: re.Match[str]) -> str:
    if found["file"]:
        return f"/{found['file'].lstrip('/')}"
    return found["path"] or ""


def is_picture_file(value: str) -> bool:
    """Whether ``value`` names a picture by its suffix."""
    return bool(PICTURE_FILE.search(clean_source(value)))


def parts_of(text: str, tag: Tag, positions: Sequence[str]) -> dict[str, Span]:
    """Return where the parts of a tag's figure stand; without ``src`` where it names none.

    ``positions``: what the values without a key are, in their order.
    """
    named = {key: span for key, span in tag.named.items() if text[slice(*span)].strip()}
    source = next((key for key in SOURCES if _is_source(key, text, named)), "")
    parts = {"src": named.pop(source)} if source else {}
    for role, names in NAMES.items():
        if (key := next((name for name in names if name in named), None)) is not None:
            parts[role] = named[key]
    for role, span in zip(positions, tag.others, strict=False):
        if role != "src" or is_picture_file(text[slice(*span)]):
            parts.setdefault(role, span)
    return parts


def _is_source(key: str, text: str, named: Mapping[str, Span]) -> bool:
    if key not in named:
        return False
    begin, end = named[key]
    is_quoted = text[begin - 1 : begin] in ("'", '"', "`")
    return (key in SURE_SOURCES and is_quoted) or is_picture_file(text[begin:end])
