"""The index of speakers: each by the family name, with the chapters in which they speak.

The page numbers are the print stylesheet's.
"""

import re
import unicodedata
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from bookbuild.bookconfig import Author, Contributor, SpeakerEntry
from bookbuild.detection import detect_east_asian
from bookbuild.document.appearances import Appearances, appearances, members_of
from bookbuild.document.links import words_of
from bookbuild.document.matter import GENERATED
from bookbuild.language import HAN, is_east_asian
from bookbuild.model import Book, Speaker
from bookbuild.names import is_letter, is_rearranged, names_nobody, sort_form, sort_key
from bookbuild.slugs import Names
from bookbuild.turns import fold
from bookbuild.wording import Wording
from bookbuild.xhtml import Content, Element, append, element

DOT = re.compile("[·・•‧]")  # in a foreign name written in Han
FEWEST_CHAPTERS = 2  # with turns; in one chapter there is nothing to look up


@dataclass(frozen=True, slots=True)
class _Entry:
    """A line of the index: what it says, what sorts it, and where it leads.

    ``places``: links, each to a first turn. ``see``: the entries that have the places instead.
    """

    id: str
    person: str
    heading: Element
    sorted_by: str
    places: tuple[Element, ...] = ()
    see: tuple[str, ...] = ()


def speaker_index(
    book: Book, chapters: Sequence[Element], wording: Wording, names: Names
) -> Element | None:
    """Return the index, or None where the book is to have none, or nobody to list."""
    found = appearances(chapters, book.roster)
    spoken = {home for places in found.values() for home in places}
    wanted = book.config.index
    if wanted is False or (wanted is None and len(spoken) < FEWEST_CHAPTERS):
        return None
    entries = {entry.person: entry for entry in _people(book, chapters, found, names)}
    if not entries:
        return None
    others = _references(book, found, entries, names)
    ordered = sorted([*entries.values(), *others], key=lambda entry: sort_key(entry.sorted_by))
    title = element("h1", {"id": "speakers-title", **GENERATED}, wording.speakers)
    listed = element("ul", GENERATED)
    listed.extend(_item(entry, entries, wording) for entry in ordered)
    attributes = {"id": "speakers", "class": "index", "data-matter": "back", "role": "doc-index"}
    return element("section", {**attributes, "aria-labelledby": "speakers-title"}, title, listed)


def sort_name(speaker: Speaker, book: Book) -> str:
    """Return what sorts a speaker: what the author says, or else the name by its family name.

    Who is said to have made the book as well is sorted alike everywhere.
    """
    config = book.config
    entries: list[SpeakerEntry | Author | Contributor] = [*config.speakers]
    entries += (one for chapter in book.chapters for one in chapter.speakers)
    entries += [*config.authors, *config.contributors]
    labels = set(map(fold, (speaker.name, *speaker.aliases)))
    said = (entry.sort for entry in entries if entry.sort and fold(entry.name) in labels)
    return next(said, "") or sort_form(speaker.name, book.config.language)


def tongue(text: str, book: Book, home: str = "") -> dict[str, str]:
    """Return the ``lang`` of ``text`` where its script says that it is not the book's.

    ``home``: id of the chapter where it is at home; Han alone does not say whether it is Japanese.
    """
    shown = detect_east_asian(text)
    own = next((chapter.language for chapter in book.chapters if chapter.id == home), "")
    language = own if shown and is_east_asian(own) else shown
    return {"lang": language} if language and not is_east_asian(book.config.language) else {}


# -- entries --------------------------------------------------------------------------------------


def _people(
    book: Book, chapters: Sequence[Element], found: Appearances, names: Names
) -> Iterator[_Entry]:
    """Yield an entry for everybody who speaks; the Q and A of "question" and "answer" is nobody."""
    homes = {chapter.get("id", ""): chapter for chapter in chapters}
    for speaker in book.roster.speakers:
        if speaker.id in found and not members_of(speaker, book.roster):
            if is_letter(speaker.name):
                continue
            by = sort_name(speaker, book)
            text = by if is_rearranged(by, speaker.name) else speaker.name
            places = found[speaker.id]
            heading = _heading(text, book, next(iter(places)))
            yield _Entry(
                names.take(f"speakers-{speaker.id}"),
                speaker.id,
                heading,
                by,
                tuple(_place(homes[home], turns[0]) for home, turns in places.items()),
            )


def _heading(text: str, book: Book, home: str) -> Element:
    return element("span", {"class": "name", **tongue(text, book, home)}, text)


def _place(chapter: Element, turn: str) -> Element:
    heading = next(chapter.iter("h1"), None)
    title = words_of(heading) if heading is not None else ""
    text: Content = title or chapter.get("id", "")
    if language := chapter.get("lang"):
        text = element("span", {"lang": language}, text)
    return element("a", {"href": f"#{turn}"}, text)


def _references(
    book: Book, found: Appearances, entries: Iterable[str], names: Names
) -> Iterator[_Entry]:
    """Yield entries that lead to others: from joint labels, and from names in another script."""
    listed = set(entries)
    for speaker in book.roster.speakers:
        if speaker.id not in found:
            continue
        members = [one.id for one in members_of(speaker, book.roster) if one.id in listed]
        labels = [speaker.name] if members else list(_foreign_labels(speaker))
        see = tuple(members) or ((speaker.id,) if speaker.id in listed else ())
        for label in labels if see else ():
            # Without a dot the name is East Asian, and so is its order in Latin letters.
            is_own_form = bool(HAN.search(speaker.name)) and not DOT.search(speaker.name)
            form = label if is_own_form else sort_form(label, book.config.language)
            heading = _heading(form, book, next(iter(found[speaker.id])))
            yield _Entry(names.take(f"speakers-{speaker.id}"), speaker.id, heading, form, see=see)


def _foreign_labels(speaker: Speaker) -> Iterator[str]:
    script = _script(speaker.name)
    for alias in dict.fromkeys(speaker.aliases):
        if _script(alias) not in ("", script) and not names_nobody(alias):
            yield alias


def _script(text: str) -> str:
    """Return the script of the first letter by the name that Unicode has for it, or nothing."""
    first = next(filter(str.isalpha, text), "")
    return unicodedata.name(first, "").partition(" ")[0] if first else ""


# -- markup ---------------------------------------------------------------------------------------


def _item(entry: _Entry, entries: dict[str, _Entry], wording: Wording) -> Element:
    attributes = {"id": entry.id, "data-person": entry.person}
    item = element("li", attributes, entry.heading)
    if entry.see:
        item.append(_see([entries[person] for person in entry.see], wording))
    else:
        listed = element("ul")
        listed.extend(element("li", None, place) for place in entry.places)
        item.append(listed)
    return item


def _see(targets: Sequence[_Entry], wording: Wording) -> Element:
    before, _, after = wording.see.partition("{}")
    made = element("span", {"class": "see"}, before)
    for number, target in enumerate(targets):
        append(made, wording.comma if number else None)
        made.append(element("a", {"href": f"#{target.id}"}, _copy(target.heading)))
    append(made, after)
    return made


def _copy(heading: Element) -> Content:
    """Return what a heading says, in its language, for a link to it."""
    if (language := heading.get("lang")) is None:
        return heading.text
    return element("span", {"lang": language}, heading.text)
