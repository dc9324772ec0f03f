"""The book and its interviews as JSON-LD in the terms of schema.org, for who looks for them.

schema.org has no interview: it is a ``Chapter`` of the genre, and who asked and who answered are
contributors in a ``Role``, named as MARC's relators are. What the author did not say is left out.
"""

import json
from collections.abc import Iterable, Mapping
from typing import Any

from bookbuild.document.appearances import appearances
from bookbuild.identifiers import check_address, doi_address, isbn_13
from bookbuild.model import Book, Chapter, Document, Speaker
from bookbuild.relators import RELATORS
from bookbuild.writers.accessibility import HAZARD, Access, access_of
from bookbuild.writers.credits import RELATORS as BY_ROLE
from bookbuild.writers.credits import Credit, credits_of, is_company, speakers_of
from bookbuild.xhtml import Element

Node = dict[str, Any]

# The relators that schema.org has a property for; the others are roles of a contributor.
PROPERTIES: Mapping[str, str] = {
    "aut": "author",
    "edt": "editor",
    "ill": "illustrator",
    "trl": "translator",
}
GENRE = "Interview"


def book_description(document: Document) -> str:
    """Return what the page says of itself to machines: JSON that no element of HTML can end."""
    text = json.dumps(_book(document), ensure_ascii=False, indent=1)
    return text.replace("<", "\\u003c").replace(">", "\\u003e").replace("&", "\\u0026")


def _book(document: Document) -> Node:
    book, config = document.book, document.book.config
    made: Node = {
        "@context": "https://schema.org",
        "@type": "Book",
        "name": config.title,
        "alternateName": config.subtitle,
        "inLanguage": config.language,
        **_people(credits_of(document)),
        "publisher": _named("Organization", config.publisher),
        "datePublished": config.date.isoformat() if config.date else "",
        "dateModified": book.stamp if config.modified else "",
        "isbn": isbn_13(config.isbn) if config.isbn else "",
        "identifier": [one for one in (config.identifier, doi_address(config.doi)) if one],
        "description": config.description,
        "keywords": list(config.subjects),
        "isBasedOn": _original(config.source, ""),
        **_rights(config.rights),
        **_series(book),
        "bookFormat": "https://schema.org/EBook",
        **_access(access_of(document, has_cover=False)),
        "hasPart": _chapters(document),
    }
    return _kept(made)


def _kept(node: Node) -> Node:
    """Return ``node`` without what nothing is known of."""
    return {name: value for name, value in node.items() if value not in ("", [], {}, None)}


def _named(kind: str, name: str) -> Node:
    return {"@type": kind, "name": name} if name else {}


def _people(credited: Iterable[Credit]) -> Node:
    """Return each property with its people, in the order of the credits."""
    found: dict[str, list[Node]] = {}
    for credit in credited:
        person = _named("Organization" if is_company(credit.name) else "Person", credit.name)
        for role in credit.roles:
            name = PROPERTIES.get(role, "contributor")
            found.setdefault(name, []).append(person if role in PROPERTIES else _role(role, person))
    return dict(found)


def _role(relator: str, person: Node) -> Node:
    """Return ``person`` as a contributor who did one thing (schema.org/Role)."""
    return {"@type": "Role", "roleName": RELATORS[relator], "contributor": person}


def _rights(rights: str) -> Node:
    """A licence has an address; whatever else is said of rights is a notice."""
    return {"license" if check_address(rights) is None else "copyrightNotice": rights}


def _series(book: Book) -> Node:
    if (series := book.config.series) is None:
        return {}
    return {"isPartOf": _named("BookSeries", series.name), "position": series.number or ""}


def _access(access: Access) -> Node:
    sufficient = [
        {"@type": "ItemList", "itemListElement": list(modes)} for modes in access.sufficient
    ]
    return {
        "accessMode": list(access.modes),
        "accessModeSufficient": sufficient,
        "accessibilityFeature": list(access.features),
        "accessibilityHazard": [HAZARD],
        "accessibilitySummary": access.summary,
    }


# -- the interviews -------------------------------------------------------------------------------


def _chapters(document: Document) -> list[Node]:
    book, people = document.book, speakers_of(document)
    found = appearances(document.root.iterfind("body/section"), book.roster)
    sections = {node.get("id", ""): node for node in document.root.iterfind("body/section")}
    return [
        _chapter(
            chapter,
            [one for one in people if chapter.id in found[one.id]],
            sections[chapter.id],
            book.config.language,
        )
        for chapter in book.chapters
    ]


def _chapter(chapter: Chapter, speakers: list[Speaker], section: Element, language: str) -> Node:
    day = chapter.date.isoformat() if chapter.date else ""
    is_interview = any(node.get("role") == "doc-qna" for node in section.iter("section"))
    roles = [_role(BY_ROLE[one.role], _named("Person", one.name)) for one in speakers]
    made: Node = {
        "@type": "Chapter",
        "@id": f"#{chapter.id}",
        "name": chapter.title,
        "genre": GENRE if is_interview else "",
        "inLanguage": chapter.language or language,
        "author": [_named("Person", name) for name in chapter.authors],
        "contributor": roles,
        "datePublished": day if not chapter.origin else "",
        "isBasedOn": _original(chapter.origin, day),
    }
    return _kept(made)


def _original(origin: str, day: str) -> Node:
    """Return where and when something first appeared: at an address, or as the author puts it."""
    if not origin:
        return {}
    where = "url" if check_address(origin) is None else "name"
    return _kept({"@type": "CreativeWork", where: origin, "datePublished": day})
