"""``sources.py``, ``manuscripts.py``, ``textfiles.py``: the author's files become a book."""

from datetime import UTC, date, datetime
from pathlib import Path

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.manuscripts import natural_key
from bookbuild.model import Book, Project
from bookbuild.projects import find_projects
from bookbuild.sources import load_book
from making import SETTINGS, Files, picture, project_of, said

TEXT = "\n\nIt rained in the morning, and the yard was wet until noon.\n"


def load(project: Project) -> tuple[Book | None, list[str]]:
    found: list[Diagnostic] = []
    return load_book(project, found.append), [said(fault) for fault in found]


def book_of(folder: Path, files: Files) -> Book:
    book, _ = load(project_of(folder, files))
    assert book is not None
    return book


def titles(folder: Path, files: Files) -> list[str]:
    return [chapter.title for chapter in book_of(folder, files).chapters]


def chapter(title: str, **front_matter: object) -> str:
    keys = "".join(f"{key}: {value}\n" for key, value in front_matter.items())
    return f"---\n{keys}---\n# {title}{TEXT}" if keys else f"# {title}{TEXT}"


# -- which chapters, in which order ---------------------------------------------------------------


@pytest.mark.parametrize(
    ("files", "order"),
    [
        ({"10.md": "ten", "9.md": "nine", "1.md": "one"}, "one nine ten"),
        ({"b.md": "b", "A.md": "a", "c.markdown": "c"}, "a b c"),
        ({"part 2 ch 10.md": "x", "part 10 ch 1.md": "y", "part 2 ch 9.md": "w"}, "w x y"),
        ({"a.md": "a", "_b.md": "b", ".c.md": "c", "d.txt": "d", "e/f.md": "f"}, "a"),
        ({"a.md": "a", "folder.md/b.md": "b"}, "a"),
    ],
)
def test_files_come_in_natural_order(files: Files, order: str, tmp_path: Path) -> None:
    texts = {name: chapter(str(title)) for name, title in files.items()}
    assert titles(tmp_path, texts) == order.split()


def test_natural_order_never_compares_a_number_with_a_word() -> None:
    names = ["1", "a", "1a", "a1", "", "٣", "二", "a1b2", "²"]
    assert len(sorted(names, key=lambda name: natural_key(Path(f"{name}.md")))) == len(names)


def test_order_in_the_front_matter_goes_first(tmp_path: Path) -> None:
    files = {"1.md": chapter("c"), "2.md": chapter("b", order=2), "3.md": chapter("a", order=-1)}
    assert titles(tmp_path, files) == ["a", "b", "c"]


def test_dates_order_chapters_that_have_no_numbers(tmp_path: Path) -> None:
    files = {
        "a.md": chapter("late", date="2024-05-02"),
        "b.md": chapter("early", date="2023-01-01"),
    }
    assert titles(tmp_path, files) == ["early", "late"]


@pytest.mark.parametrize(
    "files",
    [
        {"1.md": chapter("1", date="2024-05-02"), "2.md": chapter("2", date="2023-01-01")},
        {"a.md": chapter("1", date="2024-05-02"), "b.md": chapter("2")},
    ],
    ids=["numbers", "a date is missing"],
)
def test_dates_do_not_order_other_chapters(files: Files, tmp_path: Path) -> None:
    assert titles(tmp_path, files) == ["1", "2"]


def test_a_list_of_chapters_is_obeyed(tmp_path: Path) -> None:
    files = {
        "book/book.toml": 'chapters = ["b.md", "README.md", "sub/c.md", "../d.md"]',
        "book/a.md": chapter("a"),
        "book/b.md": chapter("b", order=9),
        "book/README.md": chapter("read me"),
        "book/sub/c.md": chapter("c"),
        "d.md": chapter("d"),
    }
    assert titles(tmp_path, files) == ["b", "read me", "c", "d"]


def test_parts_hold_their_chapters(tmp_path: Path) -> None:
    parts = ['[[parts]]\ntitle = "One"\nchapters = ["b.md", "a.md"]']
    parts += ['[[parts]]\ntitle = "Two"\nchapters = ["c.md"]']
    files = {f"book/{name}.md": chapter(name) for name in "abc"}
    book = book_of(tmp_path, {**files, "book/book.toml": "\n".join(parts)})
    listed = [(chapter.part, chapter.title) for chapter in book.chapters]
    assert listed == [("One", "b"), ("One", "a"), ("Two", "c")]


def test_every_fault_of_a_list_is_told_with_its_place(tmp_path: Path) -> None:
    chapters = ",\n ".join(f'"{name}"' for name in ("a.md", "aa.md", "./a.md", "../../x.md"))
    files = {
        "p/book/book.toml": f"{SETTINGS}chapters = [\n {chapters}]",
        "p/book/a.md": chapter("a"),
        "x.md": chapter("x"),
    }
    (project,) = find_projects([_written(tmp_path, files) / "p"])
    book, found = load(project)
    assert book is not None
    assert found == [
        'book/book.toml:6:2 CFG-006 chapter "aa.md" does not exist',
        'book/book.toml:7:2 CFG-007 chapter "./a.md" is listed twice',
        'book/book.toml:8:2 CFG-013 chapter "../../x.md" lies outside the project',
    ]


def _written(folder: Path, files: Files) -> Path:
    project_of(folder, files)
    return folder


def test_drafts_and_readmes_are_left_out_with_a_note(tmp_path: Path) -> None:
    files = {"readme.md": "x", "a.md": chapter("a"), "b.md": chapter("b", draft="true")}
    book, found = load(project_of(tmp_path, files))
    assert book is not None
    assert [chapter.title for chapter in book.chapters] == ["a"]
    assert "readme.md SRC-009 a README is no chapter; it is left out" in found
    assert "b.md SRC-006 marked as a draft; it is left out" in found


def test_a_readme_that_is_named_is_a_chapter(tmp_path: Path) -> None:
    (project,) = find_projects([_written(tmp_path, {"README.md": chapter("Me")}) / "README.md"])
    book, _ = load(project)
    assert book is not None
    assert [chapter.title for chapter in book.chapters] == ["Me"]


@pytest.mark.parametrize(
    "files",
    [{"a.txt": ""}, {"README.md": "x"}, {"a.md": chapter("a", draft="true")}],
    ids=["no file", "a README alone", "drafts alone"],
)
def test_without_a_chapter_there_is_no_book(files: Files, tmp_path: Path) -> None:
    book, found = load(project_of(tmp_path, files))
    assert book is None
    assert found[-1].endswith("SRC-003 there is no chapter to build")


# -- encodings ------------------------------------------------------------------------------------


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16"])
@pytest.mark.parametrize("line_end", ["\n", "\r\n", "\r"], ids=["lf", "crlf", "cr"])
def test_a_text_is_read_in_any_unicode(encoding: str, line_end: str, tmp_path: Path) -> None:
    text = "# Ça\n\n**Ann:** Où?\n\n**Bo:** 那里。\n"
    data = text.replace("\n", line_end).encode(encoding)
    (chapter,) = book_of(tmp_path, {"a.md": data}).chapters
    assert (chapter.title, chapter.source.text) == ("Ça", text)
    assert [block.line for block in chapter.blocks] == [1, 3, 5]


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        ("# A\n\nCaf\xe9.\n".encode("latin-1"), "a.md:3:1 SRC-002 not UTF-8: byte 0xe9"),
        (b"# A\r\n\r\n\r\n\x80\r\n", "a.md:4:1 SRC-002 not UTF-8: byte 0x80"),
        (b"# A\r\r\x80", "a.md:3:1 SRC-002 not UTF-8: byte 0x80"),
        ("café\n你好".encode("gb18030"), "a.md:1:1 SRC-002 not UTF-8: byte 0xa8"),
        (picture(), "a.md:1:1 SRC-002 not UTF-8: byte 0x89"),
    ],
)
def test_other_encodings_are_refused_with_their_line(
    data: bytes, fault: str, tmp_path: Path
) -> None:
    _, found = load(project_of(tmp_path, {"a.md": data}))
    assert fault in found


def test_one_bad_chapter_does_not_hide_the_faults_of_the_others(tmp_path: Path) -> None:
    files: Files = {
        "a.md": b"\xff\xfe\xff",
        "b.md": b"\x81",
        "c.md": "---\ntitle: [\n---\n# C\n\nX.\n",
    }
    book, found = load(project_of(tmp_path, files))
    assert book is not None
    codes = [line.split()[1] for line in found]
    assert codes[:3] == ["SRC-002", "SRC-002", "SRC-004"]


def test_control_characters_are_taken_out_and_told_once_a_line(tmp_path: Path) -> None:
    text = "# A\n\nBell\x07, null\x00 and\x0b.\n\nA form\x0cfeed.\n"
    book, found = load(project_of(tmp_path, {"a.md": text}))
    assert book is not None
    assert book.chapters[0].source.text == "# A\n\nBell, null and.\n\nA formfeed.\n"
    assert [line for line in found if "SRC-007" in line] == [
        "a.md:3:5 SRC-007 character U+0007 cannot be printed; it is left out"
        " (and 2 more on this line)",
        "a.md:5:7 SRC-007 character U+000C cannot be printed; it is left out",
    ]


# -- what the author left out ---------------------------------------------------------------------


def test_what_is_written_down_needs_no_note(tmp_path: Path) -> None:
    files = {"book/book.toml": SETTINGS, "book/a.md": chapter("a")}
    assert load(project_of(tmp_path, files))[1] == []


def test_one_chapter_names_the_book(tmp_path: Path) -> None:
    book, found = load(project_of(tmp_path, {"a.md": chapter("The yard")}))
    assert book is not None
    assert (book.config.title, book.config.name) == ("The yard", tmp_path.name)
    assert 'a.md CFG-010 no title is given; the book is called "The yard"' in found


def test_a_folder_names_a_book_of_several_chapters(tmp_path: Path) -> None:
    files = {"ten-talks_2024/a.md": chapter("a"), "ten-talks_2024/b.md": chapter("b")}
    (project,) = find_projects([_written(tmp_path, files) / "ten-talks_2024"])
    book, _ = load(project)
    assert book is not None
    assert (book.config.title, book.config.name) == ("Ten talks 2024", "ten-talks_2024")


@pytest.mark.parametrize(
    ("files", "language", "of_chapters"),
    [
        ({"a.md": chapter("a")}, "en", [""]),
        ({"a.md": chapter("a", language="fr")}, "fr", [""]),
        ({"a.md": chapter("a") + TEXT, "b.md": chapter("b", language="fr")}, "en", ["", "fr"]),
        ({"a.md": "# 访谈\n\n我们今天来这里谈谈他的工作和生活。\n"}, "zh-Hans", [""]),
        ({"a.md": "# 訪談\n\n我們今天來這裡談談他的工作和生活。\n"}, "zh-Hant", [""]),
    ],
)
def test_the_language_is_that_of_most_of_the_text(
    files: Files, language: str, of_chapters: list[str], tmp_path: Path
) -> None:
    book, found = load(project_of(tmp_path, files))
    assert book is not None
    assert book.config.language == language
    assert [chapter.language for chapter in book.chapters] == of_chapters
    said = f"a.md LNG-001 no language is given; most of the text looks like {language}"
    assert (said in found) is ("language" not in book.chapters[0].declares)


def test_a_chapter_in_another_language_than_the_book_is_noted(tmp_path: Path) -> None:
    files = {
        "book/book.toml": SETTINGS,
        "book/a.md": chapter("a"),
        "book/b.md": "# מלח\n\nמתי התחלת לעבוד בנמל?\n",
        "book/c.md": "# 塩\n\nいつから港で働いていますか。\n",
        "book/d.md": chapter("d", language="fr"),
    }
    book, found = load(project_of(tmp_path, files))
    assert book is not None
    assert [chapter.language for chapter in book.chapters] == ["", "he", "ja", "fr"]
    assert found == [
        "book/b.md LNG-001 this chapter looks like he; the book is in en",
        "book/c.md LNG-001 this chapter looks like ja; the book is in en",
    ]


def test_a_chapter_that_shows_no_language_is_in_the_books(tmp_path: Path) -> None:
    french = "# Sel\n\nElle m'a dit que la presse était dans la grange depuis des années.\n"
    book, found = load(project_of(tmp_path, {"book/a.md": french, "book/b.md": "# Xyzzy\n\n1.\n"}))
    assert book is not None
    assert (book.config.language, [one.language for one in book.chapters]) == ("fr", ["", ""])
    assert [line for line in found if "looks like" in line] == [
        "book/a.md LNG-001 no language is given; most of the text looks like fr"
    ]


def test_a_language_without_words_of_its_own_is_noted(tmp_path: Path) -> None:
    settings = SETTINGS.replace('"en"', '"nl"')
    _, found = load(project_of(tmp_path, {"book/book.toml": settings, "book/a.md": chapter("a")}))
    (note,) = (line for line in found if "LNG-002" in line)
    assert note.startswith('book/book.toml:2:1 LNG-002 no words of the build\'s own in "nl"')


@pytest.mark.parametrize(
    ("settings", "dates", "epoch", "moment"),
    [
        ("date = 2024-05-31", ["2025-01-01"], "", datetime(2024, 5, 31, tzinfo=UTC)),
        ("", ["2025-01-01", "2025-03-01"], "", datetime(2025, 3, 1, tzinfo=UTC)),
        ("", [], "", datetime(2000, 1, 1, tzinfo=UTC)),
        (
            "date = 2024-05-31\nmodified = 2024-06-02T01:00:00+02:00",
            ["2025-01-01"],
            "",
            datetime(2024, 6, 1, 23, tzinfo=UTC),
        ),
        ("date = 2024-05-31", [], "86400", datetime(1970, 1, 2, tzinfo=UTC)),
    ],
)
def test_a_book_is_dated_by_its_author_never_by_the_clock(
    settings: str,
    dates: list[str],
    epoch: str,
    moment: datetime,
    *,
    tmp_path: Path,
    monkeypatch: pytest.MonkeyPatch,
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    chapters = {f"book/{day}.md": chapter("a", date=day) for day in dates}
    files = {"book/book.toml": settings, "book/a.md": chapter("a"), **chapters}
    book, found = load(project_of(tmp_path, files))
    assert book is not None
    assert book.modified == moment
    assert any("CFG-011" in line for line in found) is (moment.year == 2000)


@pytest.mark.parametrize("epoch", ["yesterday", "1.5", "-5", "9" * 30, "2024-05-31"])
def test_an_epoch_that_is_no_time_is_an_error(
    epoch: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setenv("SOURCE_DATE_EPOCH", epoch)
    _, found = load(project_of(tmp_path, {"book/a.md": chapter("a", date="2024-05-31")}))
    (line,) = (line for line in found if "CFG-014" in line)
    shown = f'the environment variable is "{epoch}", which is no time'
    assert line == f"SOURCE_DATE_EPOCH CFG-014 {shown}"


def test_a_chapter_keeps_its_date(tmp_path: Path) -> None:
    (made,) = book_of(tmp_path, {"a.md": chapter("a", date="2024-05-31")}).chapters
    assert made.date == date(2024, 5, 31)


# -- ids and the cover ----------------------------------------------------------------------------


def test_chapters_of_one_name_have_ids_of_their_own(tmp_path: Path) -> None:
    names = ["a b.md", "a-b.md", "A_b.md", "1.md", "中.md"]
    book = book_of(tmp_path, {name: chapter("x") for name in names})
    ids = [chapter.id for chapter in book.chapters]
    assert len(set(ids)) == len(names)
    assert all(name.isascii() and name[0].isalpha() for name in ids)


@pytest.mark.parametrize(
    ("cover", "fault"),
    [
        ("img/none.jpg", 'book/book.toml:1:1 FIG-001 the cover "img/none.jpg" does not exist'),
        ("img", 'book/book.toml:1:1 FIG-002 the cover "img" is a folder'),
        ("a.md", 'book/book.toml:1:1 FIG-002 the cover "a.md" is no picture that bookbuild knows'),
        ("../../c.png", 'book/book.toml:1:1 FIG-004 the cover "../../c.png" lies outside'),
    ],
)
def test_a_cover_that_cannot_be_used_is_told(cover: str, fault: str, tmp_path: Path) -> None:
    files = {"book/book.toml": f'cover = "{cover}"', "book/a.md": chapter("a"), "book/img/x": ""}
    book, found = load(project_of(tmp_path, files))
    assert book is not None
    assert book.cover is None
    assert found[-1].startswith(fault)


def test_a_cover_is_made_fit_and_remarked_on(tmp_path: Path) -> None:
    files: Files = {
        "book/book.toml": 'cover = "c.jpg"',
        "book/a.md": chapter("a"),
        "book/c.jpg": picture("GIF", size=(30, 40)),
    }
    book, found = load(project_of(tmp_path, files))
    assert 'book/book.toml:1:1 FIG-007 the picture "c.jpg" is a GIF' in found
    assert book is not None
    assert book.cover is not None
    assert (book.cover.href, book.cover.width_px) == ("cover/cover.png", 30)


def test_the_cover_is_apart_from_the_pictures(tmp_path: Path) -> None:
    files: Files = {
        "book/book.toml": 'cover = "c.png"',
        "book/a.md": "# A\n",
        "book/c.png": picture(),
    }
    cover = book_of(tmp_path, files).cover
    assert cover is not None
    assert (cover.href, cover.width_px) == ("cover/cover.png", 40)
