"""The metadata of an EPUB's package document (EPUB 3.3 §5.5): what the author said, and no more."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from bookbuild.identifiers import doi_address, isbn_13
from bookbuild.model import Book, Document
from bookbuild.titles import title_to_sort
from bookbuild.writers.accessibility import HAZARD, access_of
from bookbuild.writers.credits import credits_of
from bookbuild.writers.epub.conformance import conformance
from bookbuild.writers.epub.statements import Statement, refine
from bookbuild.xhtml import XML_LANG

UNIQUE = "id"  # as EbookLib calls the identifier that is the book's own
# What an identifier is, in ONIX code list 5.
ISBN_13, DOI = "15", "06"


def statements(document: Document, *, has_cover: bool) -> Iterator[Statement]:
    """Yield every statement about the book but its own identifier, its language and its age."""
    book = document.book
    yield from _identifiers(book)
    yield from _titles(book)
    yield from _people(document)
    yield from (("DC", "language", tag, {}) for tag in languages(book)[1:])
    yield from (("DC", name, text, {}) for name, text in _facts(book))
    yield from _series(book)
    yield from _pages(document)
    yield from _access(document, has_cover=has_cover)
    yield from conformance(book.config.accessibility)
    if has_cover:  # as EPUB 2 names it: some stores look nowhere else
        yield None, "meta", "", {"name": "cover", "content": "cover-image"}


def identifier(book: Book) -> str:
    """Return the book's identifier: what the author gives, else a UUID of its name and title.

    A name that the author did not write is that of a folder, which may be any: then it is the
    authors who tell two books of one title apart.
    """
    if given := _given_identifiers(book):
        return given[0][0]
    config = book.config
    name = config.name if ("name",) in book.places else ", ".join(config.author_names)
    return uuid5(NAMESPACE_URL, f"bookbuild:{name}:{config.title}").urn


def languages(book: Book) -> list[str]:
    """Return the languages that the book is in: its own, then others that chapters are in."""
    tags = [book.config.language, *(chapter.language for chapter in book.chapters)]
    return list({tag.casefold(): tag for tag in tags if tag}.values())


def _given_identifiers(book: Book) -> list[tuple[str, str]]:
    """Return the identifiers of the author's, each with its kind, the one that shops want first."""
    config = book.config
    given = [
        (f"urn:isbn:{isbn_13(config.isbn)}" if config.isbn else "", ISBN_13),
        (config.identifier, ""),
        (doi_address(config.doi), DOI),
    ]
    return [(text, kind) for text, kind in given if text]


def _identifiers(book: Book) -> Iterator[Statement]:
    for number, (text, kind) in enumerate(_given_identifiers(book)):
        uid = f"identifier-{number + 1}" if number else UNIQUE
        if number:
            yield "DC", "identifier", text, {"id": uid}
        if kind:
            yield refine(uid, "identifier-type", kind, scheme="onix:codelist5")


def _titles(book: Book) -> Iterator[Statement]:
    config = book.config
    yield "DC", "title", config.title, {"id": "title"}
    if sort_as := config.sort or title_to_sort(config.title, config.language):
        yield refine("title", "file-as", sort_as)
    if config.subtitle:
        yield refine("title", "title-type", "main")
        yield "DC", "title", config.subtitle, {"id": "subtitle"}
        yield refine("subtitle", "title-type", "subtitle")


def _people(document: Document) -> Iterator[Statement]:
    """Yield everybody who made the book or speaks in it, and what they did as MARC relators."""
    for number, credit in enumerate(credits_of(document), 1):
        uid = f"{credit.kind}-{number}"
        yield "DC", credit.kind, credit.name, {"id": uid}
        for role in credit.roles:
            yield refine(uid, "role", role, scheme="marc:relators")
        if credit.sort_as:
            yield refine(uid, "file-as", credit.sort_as)


def _series(book: Book) -> Iterator[Statement]:
    if (series := book.config.series) is None:
        return
    yield None, "meta", series.name, {"property": "belongs-to-collection", "id": "series"}
    yield refine("series", "collection-type", "series")
    if series.number:
        yield refine("series", "group-position", str(series.number))


def _pages(document: Document) -> Iterator[Statement]:
    """Yield whose pages the marks are those of (EPUB 3.4, pageBreakSource)."""
    if not (source := document.page_source):
        return
    if document.book.config.epub.epubcheck == "4.2":  # as it was said before (EPUB 3.3 §D.3.8)
        yield "DC", "source", source, {"id": "page-source"}
        yield refine("page-source", "source-of", "pagination")
    else:
        yield None, "meta", source, {"property": "pageBreakSource"}


def _facts(book: Book) -> Iterator[tuple[str, str]]:
    """Yield the Dublin Core elements that are plain text."""
    config = book.config
    plain = {
        "publisher": config.publisher,
        "rights": config.rights,
        "description": config.description,
    }
    yield from ((name, text) for name, text in plain.items() if text)
    if config.date:
        yield "date", config.date.isoformat()
    origins = [config.source, *(chapter.origin for chapter in book.chapters)]
    yield from (("source", origin) for origin in dict.fromkeys(origins) if origin)
    yield from (("subject", subject) for subject in config.subjects)


def _access(document: Document, *, has_cover: bool) -> Iterator[Statement]:
    """Yield how the book can be read, by whom, and what helps (EPUB Accessibility 1.1 §2.2)."""
    access = access_of(document, has_cover=has_cover)
    said = [("accessMode", mode) for mode in access.modes]
    said += [("accessModeSufficient", ",".join(modes)) for modes in access.sufficient]
    said += [("accessibilityFeature", feature) for feature in access.features]
    said.append(("accessibilityHazard", HAZARD))
    for name, value in said:
        yield None, "meta", value, {"property": f"schema:{name}"}
    tongue = {XML_LANG: access.language} if access.language else {}
    summary = {"property": "schema:accessibilitySummary", **tongue}
    yield None, "meta", access.summary, summary
