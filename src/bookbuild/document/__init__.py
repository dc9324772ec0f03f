"""A ``Book`` becomes the intermediate document: one XHTML tree that every writer relies on.

The contract: ``<body>`` holds only sections, each a content document of the EPUB; turns, figures
and notes are marked up by what they are; ids are ASCII and unique in the book; what the build
writes itself carries ``data-generated``.
"""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, field

from bookbuild.diagnostics import Location, Progress, Report
from bookbuild.document import matter
from bookbuild.document.alternatives import cover_alternative
from bookbuild.document.altfiles import AltFiles
from bookbuild.document.contents import contents_entries, usual_depth
from bookbuild.document.contributors import contributors
from bookbuild.document.directions import Editing
from bookbuild.document.figures import make_figures
from bookbuild.document.foreign import mark_foreign
from bookbuild.document.index import speaker_index
from bookbuild.document.interview import Stage, group_turns
from bookbuild.document.labels import House
from bookbuild.document.links import HEADINGS, Anchors, name_anchors, resolve_links
from bookbuild.document.notes import Desk, check_notes, make_notes
from bookbuild.document.numbering import listed_figures
from bookbuild.document.pictures import Shelf, wanted_pictures
from bookbuild.document.quotations import attribute_quotations
from bookbuild.document.references import Secretary, refer_to_figures
from bookbuild.document.studio import Studio
from bookbuild.document.terms import join_terms
from bookbuild.markup import convert
from bookbuild.model import Book, Chapter, Document
from bookbuild.pictures.drawings import Lettering
from bookbuild.slugs import Names, identifier
from bookbuild.textfiles import shown_path
from bookbuild.wording import Wording, wording_for
from bookbuild.xhtml import Element, element

# Ids of the sections around the chapters, and of their titles.
OWN_IDS = (
    "titlepage colophon contents contents-title contributors contributors-title speakers"
    " speakers-title figures figures-title".split()
)


@dataclass(frozen=True, slots=True)
class _Workshop:
    """What the chapters of one book share while they are made."""

    book: Book
    shelf: Shelf
    anchors: Anchors
    alternatives: AltFiles
    report: Report
    left_out: dict[str, list[tuple[int, str]]] = field(default_factory=dict)


def build_document(book: Book, report: Report, progress: Progress = str) -> Document:
    """Return the intermediate document of ``book`` and the pictures that it shows."""
    shelf = Shelf(book.project, book.config, Lettering(book.config.language, book.fonts))
    alternatives = AltFiles(book.project, book.config.language, report)
    anchors = Anchors(names=_names_taken(book))
    shop = _Workshop(book, shelf, anchors, alternatives, report)
    converted = [_convert(chapter, shop) for chapter in book.chapters]
    pairs = list(zip(book.chapters, converted, strict=True))
    wanted = (picture for chapter, trees in pairs for picture in wanted_pictures(chapter, trees))
    shelf.prepare(wanted, progress)
    sections = [_section(chapter, trees, shop) for chapter, trees in pairs]
    for section, chapter in zip(sections, book.chapters, strict=True):
        resolve_links(section, chapter, shop.anchors, report)
    refer_to_figures(sections, Secretary(book, shop.anchors, report))
    body = element("body")
    body.extend(_assemble(sections, shop))
    root = element("html", {"lang": book.config.language}, _head(book), body)
    left_out = {name: tuple(pieces) for name, pieces in shop.left_out.items()}
    cover_alt = _describe_cover(shop)
    alternatives.report_unused(book.chapters)
    return Document(
        book,
        root,
        shelf.assets(),
        left_out,
        print_assets=shelf.print_assets(),
        pixels=shelf.pixels(),
        cover_alt=cover_alt,
        undescribed=tuple(alternatives.undescribed),
    )


def _describe_cover(shop: _Workshop) -> str:
    """Return what the author says of the cover that he brings; empty: nothing, or there is none."""
    book, project = shop.book, shop.book.project
    if not book.config.cover or project.config_file is None:
        return ""
    named = project.folder / book.config.cover
    path = named.parent.resolve() / named.name
    if not path.is_relative_to(project.root.resolve()):  # a link out there may lead back in here
        return ""
    if book.cover is None:  # it is damaged, but what is said of it stays needed
        shop.alternatives.entry(path)
        return ""
    place = Location(shown_path(project, project.config_file), *book.places.get(("cover",), ()))
    return cover_alternative(path, place, shop.alternatives)


def _names_taken(book: Book) -> Names:
    """Return the ids of the book with those that its sections have of themselves."""
    names = Names()
    for name in (*OWN_IDS, *(chapter.id for chapter in book.chapters)):
        names.take(name)
    return names


def _head(book: Book) -> Element:
    return element(
        "head",
        None,
        element("meta", {"charset": "utf-8"}),
        element("title", None, book.config.title),
        element("meta", {"name": "generator", "content": matter.generator()}),
        *(
            element("meta", {"name": "author", "content": name})
            for name in book.config.author_names
        ),
    )


def _assemble(chapters: list[Element], shop: _Workshop) -> Iterator[Element]:
    book, names = shop.book, shop.anchors.names
    wording = wording_for(book.config.language)
    body = list(_with_parts(book, chapters, names))
    back = list(_back_matter(chapters, shop, wording))
    yield matter.title_page(book, wording)
    yield matter.colophon(book, wording)
    yield matter.contents(contents_entries(body, back), usual_depth(body), wording)
    if book.config.figures.listed and (figures := listed_figures(chapters, book.config.figures)):
        yield matter.figure_list(figures, wording)
    yield from (*body, *back)


def _back_matter(chapters: list[Element], shop: _Workshop, wording: Wording) -> Iterator[Element]:
    """Yield what comes after the chapters: who the people are, and where they speak."""
    about = contributors(shop.book, chapters, wording, (shop.anchors, shop.report))
    index = speaker_index(shop.book, chapters, wording, shop.anchors.names)
    yield from (section for section in (about, index) if section is not None)


def _with_parts(book: Book, chapters: list[Element], names: Names) -> Iterator[Element]:
    """Yield the chapters, each part's opening page before its first."""
    current = ""
    for section, chapter in zip(chapters, book.chapters, strict=True):
        if chapter.part and chapter.part != current:
            part_id = names.take(identifier(f"part {chapter.part}", "part"))
            yield matter.part(part_id, chapter.part)
        current = chapter.part
        yield section


# -- one chapter ----------------------------------------------------------------------------------


def _section(chapter: Chapter, trees: Sequence[Element], shop: _Workshop) -> Element:
    """Return the section of ``chapter`` from its text and its notes, which are put at the end."""
    editing = Editing(shop.book.config, shop.left_out.setdefault(chapter.id, []))
    wording = wording_for(chapter.language or shop.book.config.language)
    body, notes = trees
    studio = Studio(
        chapter,
        shop.shelf,
        shop.anchors.names,
        wording,
        shop.book.config.figures,
        shop.alternatives,
        shop.report,
    )
    for root in (body, notes):
        make_figures(root, studio)
        attribute_quotations(root)
    heading = _take_title(body, chapter)
    language = chapter.language or shop.book.config.language
    house = House(shop.book.config, wording, language)
    group_turns(body, Stage(chapter, house, editing, shop.anchors.names))
    join_terms(body, chapter)
    mark_foreign((heading, body, notes), language)
    _nest_headings((body, notes))
    section = element("section", {"id": chapter.id, "class": "chapter", "data-matter": "body"})
    section.set("role", "doc-chapter")
    if chapter.language:
        section.set("lang", chapter.language)
    opening = matter.opening(chapter, heading, wording)
    for portrait in opening.iterfind("figure"):
        make_figures(portrait, studio)  # but not what a title holds: it is made
    section.append(opening)
    section.extend([*body, *notes])
    return section


def _convert(chapter: Chapter, shop: _Workshop) -> tuple[Element, Element]:
    """Return the chapter's text and its notes, each in a ``<div>``, with anchors named."""
    wording = wording_for(chapter.language or shop.book.config.language)
    converted = convert(chapter, shop.report)
    body, notes = element("div"), element("div")
    for piece in converted.pieces:
        piece.node.set("data-block", str(piece.block))
        piece.node.set("data-line", str(chapter.blocks[piece.block].line))
        body.append(piece.node)
    roots = [body] if converted.notes is None else [body, converted.notes]
    name_anchors(roots, chapter, shop.anchors, shop.report)
    check_notes(body, converted.notes, chapter, shop.report)
    notes.extend(make_notes(body, converted.notes, Desk(chapter, shop.anchors.names, wording)))
    return body, notes


def _take_title(body: Element, chapter: Chapter) -> Element:
    """Take the heading that is the chapter's title out of ``body``, or make one."""
    for node in body if chapter.title_line else ():
        if node.tag in HEADINGS and node.get("data-line") == str(chapter.title_line):
            body.remove(node)
            del node.attrib["data-block"]
            node.tag, node.tail = "h1", None
            return node
    return element("h1", {"data-generated": ""}, chapter.title)


def _nest_headings(roots: Iterable[Element]) -> None:
    """Renumber the headings below the chapter's title so that no level is left out."""
    open_levels: list[int] = []  # the author's levels of the headings that are open
    for node in (node for root in roots for node in root.iter(*HEADINGS)):
        level = int(str(node.tag)[1])
        open_levels = [*(known for known in open_levels if known < level), level]
        node.tag = f"h{min(1 + len(open_levels), 6)}"
