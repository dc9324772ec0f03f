"""The metadata of an EPUB's package document (EPUB 3.3 §5.5): what the author said, and no more."""

from collections.abc import Iterator
from uuid import NAMESPACE_URL, uuid5

from bookbuild.language import has_word_spaces
from bookbuild.model import Book, Document
from bookbuild.wording import wording_for
from bookbuild.writers.credits import credits_of
from bookbuild.xhtml import classes

# What stands in ``<metadata>``: namespace ("DC", or None for ``<meta>``), name, text, attributes.
Statement = tuple[str | None, str, str, dict[str, str]]


def statements(document: Document, *, has_cover: bool) -> Iterator[Statement]:
    """Yield every statement about the book but identifier, language and the moment of change."""
    book = document.book
    yield from _titles(book)
    yield from _people(document)
    yield from (("DC", name, text, {}) for name, text in _facts(book))
    yield from _series(book)
    yield from _pages(document)
    for name, value in _access(document):
        yield None, "meta", value, {"property": f"schema:{name}"}
    if has_cover:  # as EPUB 2 names it: some stores look nowhere else
        yield None, "meta", "", {"name": "cover", "content": "cover-image"}


def identifier(book: Book) -> str:
    """Return the book's identifier: its ISBN, else a UUID that follows from its name and title.

    A name that the author did not write is that of a folder, which may be any: then it is the
    authors who tell two books of one title apart.
    """
    config = book.config
    if config.isbn:
        return f"urn:isbn:{''.join(char for char in config.isbn if char.isalnum())}"
    name = config.name if ("name",) in book.places else ", ".join(config.authors)
    return uuid5(NAMESPACE_URL, f"bookbuild:{name}:{config.title}").urn


def _titles(book: Book) -> Iterator[Statement]:
    config = book.config
    yield "DC", "title", config.title, {"id": "title"}
    if config.subtitle:
        yield _refine("title", "title-type", "main")
        yield "DC", "title", config.subtitle, {"id": "subtitle"}
        yield _refine("subtitle", "title-type", "subtitle")


def _people(document: Document) -> Iterator[Statement]:
    """Yield everybody who made the book or speaks in it, and what they did as MARC relators."""
    for number, credit in enumerate(credits_of(document), 1):
        uid = f"{credit.kind}-{number}"
        yield "DC", credit.kind, credit.name, {"id": uid}
        for role in credit.roles:
            yield _refine(uid, "role", role, scheme="marc:relators")
        if credit.sort_as:
            yield _refine(uid, "file-as", credit.sort_as)


def _series(book: Book) -> Iterator[Statement]:
    if (series := book.config.series) is None:
        return
    yield None, "meta", series.name, {"property": "belongs-to-collection", "id": "series"}
    yield _refine("series", "collection-type", "series")
    if series.number:
        yield _refine("series", "group-position", str(series.number))


def _pages(document: Document) -> Iterator[Statement]:
    """Yield whose pages the marks are those of (EPUB Accessibility 1.1 §3.5)."""
    if source := document.page_source:
        yield None, "meta", source, {"property": "pageBreakSource"}
        if source.startswith("urn:"):  # as it was said before there was that property
            yield "DC", "source", source, {"id": "page-source"}
            yield _refine("page-source", "source-of", "pagination")


def _refine(uid: str, name: str, value: str, **more: str) -> Statement:
    return None, "meta", value, {"refines": f"#{uid}", "property": name, **more}


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


def _access(document: Document) -> Iterator[tuple[str, str]]:
    """Yield how the book can be read, by whom, and what helps (EPUB Accessibility 1.1 §2.2)."""
    is_plain, is_described = not document.assets, _is_described(document)
    yield "accessMode", "textual"
    if not is_plain:
        yield "accessMode", "visual"
        yield "accessModeSufficient", "textual,visual"
    if is_plain or is_described:
        yield "accessModeSufficient", "textual"
    for feature in (
        "tableOfContents",
        "readingOrder",
        "structuralNavigation",
        "displayTransformability",
    ):
        yield "accessibilityFeature", feature
    if document.page_source:
        yield "accessibilityFeature", "pageBreakMarkers"
        yield "accessibilityFeature", "pageNavigation"
    if any(node.get("role") == "doc-index" for node in document.root.iterfind("body/section")):
        yield "accessibilityFeature", "index"
    if is_described:
        yield "accessibilityFeature", "alternativeText"
    yield "accessibilityHazard", "none"
    wording = wording_for(document.book.config.language)
    pictures = wording.described if is_described else wording.undescribed
    said = [wording.summary] if is_plain else [wording.summary, pictures]
    space = " " if has_word_spaces(document.book.config.language) else ""
    yield "accessibilitySummary", space.join(said)


def _is_described(document: Document) -> bool:
    """Whether there are pictures, and the author says of every one what it shows.

    Our words for what nobody described are no description. Nor is the title on a cover that the
    author brings, for it may show anything; on the cover that we make, it is all that there is.
    """
    root = document.root
    pictures = [one for one in root.iter("img") if one.get("role") != "presentation"]
    is_lacking = any("missing" in classes(node) for node in root.iter("span"))
    is_covered = document.book.cover is None or bool(document.cover_alt)
    said = all(picture.get("data-generated") is None for picture in pictures)
    return bool(pictures) and said and is_covered and not is_lacking
