"""The alternative of each picture: what the author says it shows; never invented, lack is told.

An alternative in the text is nearest and comes first, then the one in alt.toml. Where there is
neither, the first sentence of the caption serves, or words that say that nothing is said; both
carry ``data-generated``.
"""

import re
from pathlib import Path
from urllib.parse import unquote

from bookbuild.alternatives import Entry
from bookbuild.diagnostics import Diagnostic, Location
from bookbuild.document.altfiles import AltFiles
from bookbuild.document.places import NoPictureError
from bookbuild.document.studio import Studio, place_of
from bookbuild.model import Undescribed
from bookbuild.rules import BAD_ALTERNATIVE, CAPTION_AS_ALT, NO_DESCRIPTION
from bookbuild.turns import CAPTION
from bookbuild.xhtml import Element, add_class, classes, text_of

# A sentence ends at its mark and a space, or at a full-width mark.
SENTENCE = re.compile(r".+?(?:[.!?…](?=\s|$)|[。！？]|$)", re.DOTALL)


def mark_ornaments(body: Element, studio: Studio) -> None:
    """Give the pictures that alt.toml calls decorative the class that says so in the text."""
    for picture in body.iter("img"):
        try:
            path = studio.shelf.locate(studio.chapter, picture.get("src", ""))
        except NoPictureError:  # reported where it is placed
            continue
        entry = studio.alternatives.entry(path)
        is_ornament = entry is not None and entry.is_decorative and not _is_described(picture)
        if is_ornament and "decorative" not in classes(picture):
            add_class(picture, "decorative")


def describe(picture: Element, src: str, studio: Studio) -> None:
    """Settle the alternative of a picture that the author calls ``src`` and that is there."""
    if "decorative" in classes(picture):
        picture.set("alt", "")
        picture.set("role", "presentation")
    elif not _is_described(picture):
        _describe_from_file(picture, src, studio)


def _is_described(picture: Element) -> bool:
    """Whether the author's text says what the picture shows."""
    return bool(picture.get("alt", "").strip()) and picture.get("data-generated") is None


def _describe_from_file(picture: Element, src: str, studio: Studio) -> None:
    path = studio.shelf.locate(studio.chapter, src)
    entry = studio.alternatives.entry(path)
    language = studio.chapter.language or studio.alternatives.language
    if entry is not None and (text := entry.text_in(language)):
        picture.set("alt", text)
        picture.attrib.pop("data-generated", None)
        return
    place = place_of(picture, src, studio.chapter)
    is_portrait = picture.get("data-generated") is not None
    caption = _caption_of(picture)
    about = "the portrait" if is_portrait else caption
    studio.alternatives.undescribed.append(Undescribed(path, language, place, about))
    if is_portrait:  # whose name serves
        return
    picture.set("alt", first_sentence(caption) if caption else studio.wording.no_description)
    picture.set("data-generated", "")
    file = studio.alternatives.beside(path)
    if file is None or file.is_whole:  # else nobody knows what it says
        rule = CAPTION_AS_ALT if caption else NO_DESCRIPTION
        fault = "is described by its caption alone" if caption else "has no description"
        hint = _advice(path, language, studio, is_ornament_likely=not caption)
        studio.report(Diagnostic(rule, place, f'the picture "{_shown(src, path)}" {fault}', hint))


def _shown(src: str, path: Path) -> str:
    """Return what an author calls ``src`` with the name of its file, as alt.toml wants it."""
    return src if src.endswith(path.name) else unquote(src)


def _caption_of(picture: Element) -> str:
    figure = next(picture.iterancestors("figure"), None)
    caption = figure.find("figcaption") if figure is not None else None
    return " ".join(text_of(caption).split()) if caption is not None else ""


def _advice(path: Path, language: str, studio: Studio, *, is_ornament_likely: bool) -> str:
    """Say how to describe a picture in ``language``, by what its alt.toml has of it."""
    files = studio.alternatives
    name, entry = files.shown_beside(path), files.entry(path)
    ornament = "; if it is mere ornament, add {.decorative}" if is_ornament_likely else ""
    if entry is not None and entry.tags:
        known = " and ".join(f'"{tag}"' for tag in entry.tags)
        return f'{name} says it in {known}; say it in "{language}" there, too{ornament}'
    if entry is not None and entry.has_gaps:
        return f"write what it shows into its entry in {name}{ornament}"
    return (
        "say what it shows: ![a description](…), or in "
        f"{name}, whose entries bookbuild check --write adds{ornament}"
    )


def first_sentence(caption: str) -> str:
    """Return the first sentence of a caption, its label (Figure 1:) left out."""
    text = " ".join(caption.split())
    if (found := CAPTION.match(text)) is not None:
        text = text[found.end() :].lstrip(" :：.．。)）|—–-") or text
    sentence = SENTENCE.match(text)
    return sentence[0].strip() if sentence else text


def cover_alternative(picture: Path, place: Location, files: AltFiles) -> str:
    """Return what alt.toml says of the author's cover, named at ``place``; empty: nothing."""
    entry: Entry | None = files.entry(picture)
    if entry is not None and entry.is_decorative:
        hint = "say what it shows, beside the title that stands on it"
        message = "a cover is no ornament"
        files.report(Diagnostic(BAD_ALTERNATIVE, entry.place, message, hint))
    text = entry.text_in(files.language) if entry is not None else ""
    if not text:
        files.undescribed.append(Undescribed(picture, files.language, place, "the cover"))
    return text
