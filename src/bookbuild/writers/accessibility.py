"""How a book can be read, by whom, and what helps: computed from what the document holds.

EPUB Accessibility 1.1 §2.2, in the terms of the accessibility vocabulary of schema.org
(w3.org/community/reports/a11y-discov-vocab). What a term says must be so: of ``annotations`` and
``transcript`` there are none, and that a file is ``unlocked`` is for the shop to say, which may
lock it after us.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from bookbuild.devicestyles import forced_choices
from bookbuild.language import has_word_spaces
from bookbuild.model import Document
from bookbuild.wording import Wording, wording_for, wording_key
from bookbuild.xhtml import classes

# What every book of ours has: contents that link, headings without gaps, DPUB-ARIA roles, turns in
# the order of the talk; and colours and sizes that the reader sets, unless a style of the author's
# sets them.
TRANSFORMABLE = "displayTransformability"
ALWAYS = ("tableOfContents", "readingOrder", "structuralNavigation", TRANSFORMABLE, "ARIA")
HAZARD = "none"  # nothing flashes, moves or sounds: animations are shown as a still
TEXT, PICTURES = "textual", "visual"


@dataclass(frozen=True, slots=True)
class Access:
    """The accessibility metadata of one edition.

    ``sufficient``: each set of modes that is enough to read all of it. ``language``: of the
    summary, where it is not the book's.
    """

    modes: tuple[str, ...]
    sufficient: tuple[tuple[str, ...], ...]
    features: tuple[str, ...]
    summary: str
    language: str = ""


def access_of(document: Document, *, has_cover: bool) -> Access:
    """Return what is true of an edition. ``has_cover``: whether it shows the cover's picture."""
    is_described = are_described(document, has_cover=has_cover)
    modes: tuple[str, ...] = (TEXT,)
    sufficient: tuple[tuple[str, ...], ...] = ((TEXT,),)
    if _has_pictures(document):
        modes = (TEXT, PICTURES)
        sufficient = (modes, (TEXT,)) if is_described else (modes,)
    forced = [TRANSFORMABLE] if forced_choices(document.book) else []
    features = (*(name for name in ALWAYS if name not in forced), *_features(document))
    if is_described:
        features = (*features, "alternativeText")
    said = document.book.config.accessibility.summary
    if said:
        return Access(modes, sufficient, features, said)
    language = document.book.config.language
    summary = _summary(document, wording_for(language), is_described=is_described)
    tongue = "" if wording_key(language) else "en"
    return Access(modes, sufficient, features, summary, tongue)


def are_described(document: Document, *, has_cover: bool) -> bool:
    """Whether there are pictures, and the author says of every one what it shows.

    Our words for what nobody described are no description. Nor is the title on a cover that the
    author brings, for it may show anything; on the cover that we make, it is all that there is.
    """
    pictures = [one for one in document.root.iter("img") if one.get("role") != "presentation"]
    is_lacking = any("missing" in classes(node) for node in document.root.iter("span"))
    is_covered = not has_cover or document.book.cover is None or bool(document.cover_alt)
    said = all(picture.get("data-generated") is None for picture in pictures)
    return bool(pictures) and said and is_covered and not is_lacking


def _has_pictures(document: Document) -> bool:
    return any(one.get("role") != "presentation" for one in document.root.iter("img"))


def _features(document: Document) -> Iterator[str]:
    """Yield the features that some books have and others lack."""
    if _has_role(document, "doc-index"):
        yield "index"
    if _has_role(document, "doc-pagebreak"):
        yield "pageBreakMarkers"
        yield "pageNavigation"  # the page list leads to the markers
    if any(ruby.find(".//rt") is not None for ruby in document.root.iter("ruby")):
        yield "rubyAnnotations"


def _has_role(document: Document, role: str) -> bool:
    return any(node.get("role") == role for node in document.root.iter())


# -- in words -------------------------------------------------------------------------------------


def _summary(document: Document, wording: Wording, *, is_described: bool) -> str:
    """Return a few sentences of facts."""
    language = document.book.config.language
    is_spaced = wording_key(language) is None or has_word_spaces(language)
    is_free = not forced_choices(document.book)
    said = [wording.summary if is_free else wording.fixed, _voices(document, wording)]
    if _has_pictures(document):
        said.append(wording.described if is_described else wording.undescribed)
    if _has_role(document, "doc-noteref"):
        said.append(wording.notes_linked)
    if _has_role(document, "doc-pagebreak"):
        said.append(wording.pages_marked)
    return (" " if is_spaced else "").join(filter(None, said))


def _voices(document: Document, wording: Wording) -> str:
    """Say how one tells who speaks: by printed names, or by what screen readers are told."""
    turns = [node for node in document.root.iter("section") if "turn" in classes(node)]
    if not turns:
        return ""
    is_bare = any(turn.get("aria-label") for turn in turns)
    return wording.named_aloud if is_bare else wording.named
