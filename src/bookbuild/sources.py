"""The files of a project become a ``Book``: its settings, chapters, speakers, theme and cover."""

import os
from collections import Counter
from collections.abc import Sequence
from dataclasses import replace
from datetime import UTC, datetime, time

from bookbuild.bookconfig import BookConfig
from bookbuild.cache import Cache
from bookbuild.chapters import make_chapter
from bookbuild.diagnostics import Diagnostic, Location, Report, Severity
from bookbuild.fontfiles import load_fonts
from bookbuild.language import is_near, normalise_tag
from bookbuild.manuscripts import load_manuscripts
from bookbuild.model import Asset, Book, Chapter, Project
from bookbuild.pictures.darkroom import Order, Picture, prepare
from bookbuild.pictures.drawings import Lettering
from bookbuild.pictures.remarks import remarks_on
from bookbuild.rules import (
    BAD_EPOCH,
    BAD_PICTURE,
    DATE_CHOSEN,
    EMPTY_BOOK,
    LANGUAGE_CHOSEN,
    MISSING_PICTURE,
    NO_WORDING,
    OUTSIDE_PICTURE,
    TITLE_CHOSEN,
)
from bookbuild.settings import Settings, load_settings
from bookbuild.slugs import Names, identifier
from bookbuild.speakers import find_speakers
from bookbuild.tables import shown
from bookbuild.textfiles import shown_name, shown_path
from bookbuild.themes import find_theme
from bookbuild.wording import WORDINGS, wording_key

WITHOUT_DATE = datetime(2000, 1, 1, tzinfo=UTC)


def load_book(project: Project, report: Report) -> Book | None:
    """Read all of ``project``; None where no book can come of it (the faults are reported)."""
    settings = load_settings(project, report)
    if settings is None:
        return None
    theme = find_theme(settings.config.theme, project, settings.at("theme"), report)
    chapters = _load_chapters(project, settings, report)
    if not chapters:
        return None
    config = _complete(project, settings, chapters, report)
    chapters = tuple(_settle_language(chapter, config.language, report) for chapter in chapters)
    roster, chapters = find_speakers(chapters, config.speakers, report)
    chapters = tuple(_leave_to_book(chapter, config.language) for chapter in chapters)
    modified = _moment(config, chapters, report)
    cover = _load_cover(project, settings, report)
    fonts = load_fonts(project, report)
    return Book(project, config, roster, chapters, theme, modified, cover, settings.places, fonts)


def _load_chapters(project: Project, settings: Settings, report: Report) -> tuple[Chapter, ...]:
    found: list[Diagnostic] = []
    manuscripts = load_manuscripts(project, settings, found.append)
    for fault in found:
        report(fault)
    if not manuscripts and not any(fault.rule.severity is Severity.ERROR for fault in found):
        hint = "a chapter is a Markdown file (.md) that is not marked as a draft"
        place = Location(shown_path(project, project.folder))
        report(Diagnostic(EMPTY_BOOK, place, "there is no chapter to build", hint))
    names = Names()
    return tuple(
        make_chapter(
            manuscript,
            names.take(identifier(manuscript.path.stem, "ch")),
            declared=settings.config.language,
            report=report,
        )
        for manuscript in manuscripts
    )


# -- what the author left out ---------------------------------------------------------------------


def _complete(
    project: Project, settings: Settings, chapters: Sequence[Chapter], report: Report
) -> BookConfig:
    """Choose title, language and name where the author chose none, and say so."""
    config = settings.config
    place = Location(settings.path if project.config_file else chapters[0].source.path)
    title = config.title
    if not title:
        title = chapters[0].title if len(chapters) == 1 else _folder_title(project)
        if len(chapters) > 1 or "title" not in chapters[0].declares:
            message = f'no title is given; the book is called "{title}"'
            report(Diagnostic(TITLE_CHOSEN, place, message, _advice("title", title, project)))
    language = normalise_tag(config.language) if config.language else ""
    if not language:
        language = _commonest(chapters)
        if not all("language" in chapter.declares for chapter in chapters):
            message = f"no language is given; most of the text looks like {language}"
            hint = _advice("language", language, project)
            report(Diagnostic(LANGUAGE_CHOSEN, place, message, hint))
    if wording_key(language) is None:
        place = settings.at("language") if config.language else place
        what = f'no words of the build\'s own in "{language}": contents and credits are in English'
        report(Diagnostic(NO_WORDING, place, what, f"there are words in {', '.join(WORDINGS)}"))
    name = config.name or _name_of(project)
    return replace(config, title=title, language=language, name=name)


def _advice(key: str, value: str, project: Project) -> str:
    """Say where to write a setting: in book.toml, or in the front matter of a file by itself."""
    if len(project.files) == 1:
        return f'write {key}: "{value}" in the front matter of the file, between two lines of ---'
    return f'write {key} = "{value}" in book/book.toml'


def _folder_title(project: Project) -> str:
    words = shown_name(project.root.name).replace("-", " ").replace("_", " ").strip()
    return words[:1].upper() + words[1:] or "Interviews"


def _name_of(project: Project) -> str:
    if len(project.files) == 1:
        return shown_name(project.files[0].stem)
    return shown_name(project.root.name) or "book"


def _commonest(chapters: Sequence[Chapter]) -> str:
    """Return the language of most of the text, as far as it shows one."""
    weights: Counter[str] = Counter()
    for chapter in chapters:
        if chapter.language:
            weights[chapter.language] += 1 + sum(len(block.text) for block in chapter.blocks)
    return max(weights, key=lambda language: weights[language], default="en")


def _settle_language(chapter: Chapter, language: str, report: Report) -> Chapter:
    """Give ``chapter`` the book's language where it shows none of its own; say so where it does."""
    if "language" in chapter.declares or chapter.language == language:
        return chapter
    if not chapter.language or is_near(chapter.language, language):
        return replace(chapter, language=language)
    message = f"this chapter looks like {chapter.language}; the book is in {language}"
    hint = f'settle it in its front matter: language: "{chapter.language}", or "{language}"'
    report(Diagnostic(LANGUAGE_CHOSEN, Location(chapter.source.path), message, hint))
    return chapter


def _leave_to_book(chapter: Chapter, language: str) -> Chapter:
    """Keep a chapter's language only where it is not the book's."""
    return replace(chapter, language="" if chapter.language == language else chapter.language)


def _moment(config: BookConfig, chapters: Sequence[Chapter], report: Report) -> datetime:
    """Return when the book was last changed, as far as its author says; never the clock."""
    if epoch := os.environ.get("SOURCE_DATE_EPOCH", ""):
        try:
            return datetime.fromtimestamp(_seconds(epoch), UTC)
        except (ValueError, OverflowError, OSError):
            hint = "set it to the seconds since 1970, such as 1767225600, or unset it"
            message = f'the environment variable is "{shown(epoch)}", which is no time'
            report(Diagnostic(BAD_EPOCH, Location("SOURCE_DATE_EPOCH"), message, hint))
    if config.modified is not None:
        return config.modified
    days = [config.date] if config.date else [chapter.date for chapter in chapters]
    known = [day for day in days if day is not None]
    if known:
        return datetime.combine(max(known), time(), UTC)
    hint = "write date = 2024-05-31 in book/book.toml, or date: 2024-05-31 in a front matter"
    message = f"no date in book.toml or in a chapter; the EPUB is dated {WITHOUT_DATE:%Y-%m-%d}"
    place = Location(chapters[0].source.path)
    report(Diagnostic(DATE_CHOSEN, place, message, hint))
    return WITHOUT_DATE


def _seconds(epoch: str) -> int:
    """Read the seconds since 1970; there are none before (Reproducible Builds, §3)."""
    if not epoch.isdecimal():
        raise ValueError(epoch)
    return int(epoch)


def _load_cover(project: Project, settings: Settings, report: Report) -> Asset | None:
    """Read the author's cover; None where there is none, or none that can be used."""
    name = settings.config.cover
    if not name:
        return None
    path = (project.folder / name).resolve()
    rule, fault = BAD_PICTURE, ""
    if not path.is_relative_to(project.root.resolve()):
        rule, fault = OUTSIDE_PICTURE, "lies outside the project"
    elif path.is_dir():
        fault = "is a folder"
    elif not path.is_file():
        rule, fault = MISSING_PICTURE, "does not exist"
    else:
        order = Order(path, lettering=Lettering(settings.config.language or "en"))
        (made,) = prepare([order], Cache(project.root, "cover"), str).values()
        if isinstance(made, Picture):
            made = made.pixels or made  # of a drawing: shelves show no others
            for remark, message, hint in remarks_on(name, made):
                report(Diagnostic(remark, settings.at("cover"), message, hint))
            # In a folder of its own: a picture of the text may be called "cover" as well.
            href = f"cover/cover.{made.suffix}"
            return Asset(href, made.media_type, made.content, made.width_px, made.height_px)
        fault = str(made)
    hint = "a designed cover takes its place"
    report(Diagnostic(rule, settings.at("cover"), f'the cover "{name}" {fault}', hint))
    return None
