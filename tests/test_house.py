"""The house itself: who may import whom, what is called how, and how long it may be."""

import ast
import re
import subprocess
import sys
import tomllib
from collections.abc import Iterator
from pathlib import Path
from shutil import which

import click
import pytest

from bookbuild import rules
from bookbuild.cli import main
from bookbuild.diagnostics import Rule
from bookbuild.rules import RULES

ROOT = Path(__file__).parent.parent
PACKAGE = ROOT / "src" / "bookbuild"

# A module imports only from the layers above its own.
LAYERS: tuple[tuple[str, ...], ...] = (
    # Know nothing of books.
    (
        "bookconfig",
        "cache",
        "commonwords",
        "diagnostics",
        "identifiers",
        "language",
        "relators",
        "scripts",
        "slugs",
        "stylesheets",
        "titles",
        "xhtml",
    ),
    ("detection", "faces", "names"),
    # What is passed on, what may be at fault, what the build itself says; fonts.
    ("fonts", "model", "rules", "wording"),
    ("billing", "colours"),
    # One kind of file, or one thing in a chapter.
    (
        "allowances",
        "findspots",
        "frontmatter",
        "projects",
        "shortcodes.tags",
        "textfiles",
        "tomlplaces",
    ),
    ("shortcodes.parts",),
    ("shortcodes.families",),
    ("shortcodes",),
    ("turns",),
    ("fontfiles", "tables", "themes", "tomledits"),
    # Pictures, from what a file is to many at once.
    ("pictures", "pictures.formats", "pictures.profiles", "pictures.stripping"),
    ("pictures.rasters",),
    ("pictures.drawings",),
    ("pictures.darkroom",),
    ("pictures.remarks",),
    # Who speaks: from the head of a line to the people of the book.
    (
        "speakers.directives",
        "speakers.emphasis",
        "speakers.lexicon",
        "speakers.weights",
    ),
    (
        "speakers.lexicon.bylines",
        "speakers.lexicon.names",
        "speakers.lexicon.remarks",
        "speakers.lexicon.roles",
        "speakers.lexicon.talk",
    ),
    ("speakers.heads",),
    (
        "speakers.cues",
        "speakers.names",
        "speakers.paragraphs",
    ),
    (
        "speakers.containers",
        "speakers.forms",
        "speakers.labels",
        "speakers.likeness",
        "speakers.run_in",
        "speakers.steps",
    ),
    (
        "speakers.elements",
        "speakers.furniture",
        "speakers.mentions",
        "speakers.records",
        "speakers.scoring",
    ),
    ("speakers.evidence",),
    (
        "speakers.cast",
        "speakers.ledger",
        "speakers.pieces",
        "speakers.sequence",
    ),
    (
        "speakers.company",
        "speakers.comparing",
        "speakers.gathering",
        "speakers.roles",
    ),
    ("speakers.bylines",),
    (
        "speakers.calling",
        "speakers.habits",
        "speakers.merging",
        "speakers.voices",
        "speakers.weighing",
    ),
    ("speakers.anchoring", "speakers.people"),
    ("speakers.reading",),
    ("speakers.turning",),
    ("speakers",),
    ("alternatives", "config"),
    # What e-readers make of the author's stylesheets.
    ("devicestyles.legibility",),
    ("devicestyles.findings", "devicestyles.grammar"),
    ("devicestyles.mending",),
    ("devicestyles.twins",),
    (
        "devicestyles.dropped",
        "devicestyles.forced",
        "devicestyles.fragile",
        "devicestyles.properties",
    ),
    ("devicestyles",),
    ("cover.people", "cover.voices", "settings"),
    ("cover",),
    # Markdown becomes clean elements.
    ("markup.lines", "markup.nesting", "markup.shortcodes", "markup.tags"),
    ("markup.dialect", "markup.figures"),
    ("markup",),
    # The two halves of the way in: the author's files, and the intermediate document.
    (
        "chapters",
        "document.appearances",
        "document.brackets",
        "document.cutting",
        "document.foreign",
        "document.matter",
        "document.mentions",
        "document.naming",
        "document.terms",
    ),
    ("document.captions", "document.directions", "document.galleries", "document.labels"),
    ("document.interview",),
    ("document.places",),
    ("document.altfiles", "document.pictures"),
    ("document.studio",),
    ("document.alternatives",),
    ("document.figures", "document.links", "document.quotations", "manuscripts"),
    ("document.contents", "document.index", "document.notes", "document.numbering", "sources"),
    ("document.references",),
    ("document.contributors",),
    ("document",),
    # No word is lost: what was written against what was made.
    ("words.letters", "words.printed"),
    ("words.comparison", "words.passages"),
    ("words.manuscript", "words.omissions", "words.packed", "words.sections", "words.verdicts"),
    ("words.documents", "words.editions"),
    ("words",),
    ("claims",),
    # Where the pages of a PDF begin in the document.
    ("pagination.alignment", "pagination.finished", "pagination.folios", "pagination.margins"),
    ("pagination.pages",),
    ("pagination.flow",),
    ("pagination.marking", "pagination.places"),
    ("pagination.paging",),
    ("pagination",),
    # The way out: the PDF, from the inmost to the whole.
    (
        "writers.accessibility",
        "writers.credits",
        "writers.bidi",
        "writers.columns",
        "writers.epub.statements",
        "writers.fontconfig",
        "writers.pdf.autospace",
        "writers.pdf.fontfaces",
        "writers.pdf.lacking",
        "writers.pdf.systemfonts",
        "writers.pdf.tags",
    ),
    (
        "writers.epub.conformance",
        "writers.jsonld",
        "writers.loading",
        "writers.pdf.log",
        "writers.pdf.preparation",
        "writers.pdf.tags.content",
        "writers.pdf.tags.labels",
        "writers.pdf.tags.roles",
    ),
    ("writers.pdf.tags.growing", "writers.pdf.tags.writing"),
    (
        "writers.pdf.finish",
        "writers.pdf.mends.fontfaults",
        "writers.pdf.mends.glyphtexts",
        "writers.pdf.mends.justification",
        "writers.pdf.mends.linebreaks",
        "writers.pdf.mends.locators",
        "writers.pdf.tags.boxes",
    ),
    ("writers.pdf.mends",),
    ("writers.pdf.engine",),
    ("writers.pdf.jacket",),
    ("writers.pdf.picture",),
    ("writers.html", "writers.pdf"),
    # The EPUB.
    (
        "writers.epub.cascade",
        "writers.epub.coverpicture",
        "writers.epub.fontcuts",
        "writers.epub.metadata",
        "writers.epub.package",
        "writers.epub.pruning",
        "writers.epub.repeats",
        "writers.epub.shares",
        "writers.epub.typefaces",
    ),
    ("writers.epub.pagelist", "writers.epub.styles"),
    (
        "writers.epub.content",
        "writers.epub.links",
        "writers.epub.navigation",
        "writers.epub.ncx",
        "writers.epub.splitting",
    ),
    ("writers.epub.archive", "writers.epub.embedding", "writers.epub.kobo"),
    ("writers.epub",),
    ("writers",),
    ("build",),
    ("census", "outputs"),
    ("doubts", "enrolment", "runs"),
    ("altfile", "castlist", "rosterfile"),
    ("inspection", "rollcall"),
    ("cli",),
)

# Each large package has one owner, or a few that share it for a reason.
OWNERS: dict[str, tuple[str, ...]] = {
    "PIL": (
        "pictures.darkroom",
        "pictures.formats",
        "pictures.profiles",
        "pictures.rasters",
        "writers.pdf.picture",
    ),
    "anyascii": ("slugs",),
    "click": ("cli", "inspection", "rollcall", "runs"),
    "cssselect2": ("writers.epub.cascade", "writers.pdf.engine"),
    "ebooklib": ("writers.epub", "writers.epub.archive", "writers.epub.navigation"),
    "fontTools": (
        "faces",
        "fontfiles",
        "scripts",
        "writers.epub.fontcuts",
        "writers.pdf.finish",
        "writers.pdf.mends.fontfaults",
        "writers.pdf.mends.glyphtexts",
    ),
    "lxml": ("xhtml",),
    "markdown": ("markup",),
    "nh3": ("markup",),
    "pikepdf": (
        "words.printed",
        "writers.pdf.finish",
        "writers.pdf.tags.content",
        "writers.pdf.tags.writing",
    ),
    "pillow_heif": ("pictures.formats",),
    "py3langid": ("detection",),
    "pypdfium2": ("pagination.margins", "pagination.pages", "writers.pdf.picture"),
    "resvg_py": ("pictures.darkroom", "pictures.drawings"),
    "rich": ("castlist", "runs"),
    "tinycss2": ("devicestyles.mending", "stylesheets", "writers.epub.cascade"),
    "tomlkit": ("altfile", "rosterfile"),
    "tomllib": ("frontmatter", "tomlplaces"),
    "weasyprint": (
        "writers.pdf.mends.fontfaults",
        "writers.pdf.mends.glyphtexts",
        "writers.pdf.mends.justification",
        "writers.pdf.mends.linebreaks",
        "writers.pdf.mends.locators",
        "writers.loading",
        "writers.pdf.engine",
        "writers.pdf.jacket",
        "writers.pdf.systemfonts",
        "writers.pdf.tags.boxes",
    ),
    "yaml": ("frontmatter",),
}

# What a function may import, because it is slow to load and not every command needs it.
LATE_IMPORTS = (
    "ebooklib",
    "pillow_heif",
    "py3langid",
    "rich",
    "weasyprint",
    "bookbuild.inspection",
    "bookbuild.pagination.paging",
    "bookbuild.rollcall",
    "bookbuild.runs",
    "bookbuild.words.editions",
    "bookbuild.writers",
)

AREAS = "CFG SRC TRN FIG LNK NTE MRK TYP LNG ACC CSS FNT IMP EPB PDF".split()
MOST_LINES_OF_MODULE = 400
MOST_LINES_OF_FUNCTION = 45
EMPTY_NAMES = {"base", "common", "helpers", "misc", "util", "utils"}

# Somebody's own folders, and the hosts of package registries: both differ from place to place.
OWN_FOLDER = re.compile(r"(?<![\w.)}\]-])/(?:builds|home|root|tmp|Users|work|workspace)/")
REGISTRY = re.compile(
    r"\b(?:pypi|pythonhosted|npmjs|yarnpkg|crates|rubygems|anaconda)\.(?:org|com|io)\b"
    r"|\b(?:deb|security)\.debian\.org\b"
)

Imports = Iterator[tuple[ast.stmt, str]]


def _module_name(file: Path) -> str:
    parts = file.relative_to(PACKAGE).with_suffix("").parts
    return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


MODULES = {_module_name(file): file for file in sorted(PACKAGE.rglob("*.py"))}
TREES = {name: ast.parse(file.read_text("utf-8")) for name, file in MODULES.items()}
LAYER = {name: number for number, names in enumerate(LAYERS) for name in names}


def _imports(tree: ast.AST) -> Imports:
    """Yield each import with the full name of what it names: a module, or a name of one."""
    for node in ast.walk(tree):
        if isinstance(node, ast.Import):
            yield from ((node, alias.name) for alias in node.names)
        elif isinstance(node, ast.ImportFrom):
            assert node.module is not None, "an import names its module in full"
            yield from ((node, f"{node.module}.{alias.name}") for alias in node.names)


def _own_module(name: str) -> str | None:
    """Return the module of this package that ``name`` is or belongs to, without the package."""
    if name.split(".")[0] != "bookbuild":
        return None
    inner = name.removeprefix("bookbuild").removeprefix(".")
    return inner if inner in MODULES else inner.rpartition(".")[0]


# -- layers ---------------------------------------------------------------------------------------


def test_every_module_stands_in_one_layer() -> None:
    listed = [name for names in LAYERS for name in names]
    assert sorted(listed) == sorted(set(MODULES) - {"", "__main__"})


def test_contributing_names_every_module() -> None:
    text = (ROOT / "CONTRIBUTING.md").read_text("utf-8")
    assert [name for name in LAYER if f"`{name}`" not in text] == []


@pytest.mark.parametrize("name", sorted(LAYER.keys() & MODULES.keys()))
def test_a_module_imports_only_from_layers_above(name: str) -> None:
    own = {module for _, full in _imports(TREES[name]) if (module := _own_module(full))}
    assert [other for other in sorted(own) if LAYER.get(other, -1) >= LAYER[name]] == []


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_function_imports_only_what_is_slow_to_load(name: str) -> None:
    top = {node for node in TREES[name].body if isinstance(node, ast.Import | ast.ImportFrom)}
    late = [full for node, full in _imports(TREES[name]) if node not in top]
    allowed = tuple(f"{package}." for package in LATE_IMPORTS)
    assert [full for full in late if not f"{full}.".startswith(allowed)] == []


def test_nothing_is_imported_for_types_alone() -> None:
    names = (node for tree in TREES.values() for node in ast.walk(tree))
    assert not [node for node in names if isinstance(node, ast.Name) and node.id == "TYPE_CHECKING"]


# -- owners ---------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(MODULES))
def test_a_package_is_imported_by_its_owners_alone(name: str) -> None:
    packages = {full.split(".")[0] for _, full in _imports(TREES[name])}
    foreign = packages & set(OWNERS) | packages - sys.stdlib_module_names - {"bookbuild"}
    assert {package for package in foreign if name not in OWNERS.get(package, ())} == set()


def test_every_owner_imports_what_it_owns() -> None:
    idle = [
        (owner, package)
        for package, owners in OWNERS.items()
        for owner in owners
        if not any(full.split(".")[0] == package for _, full in _imports(TREES[owner]))
    ]
    assert idle == []


# -- rules ----------------------------------------------------------------------------------------


def test_the_catalogue_lists_every_rule() -> None:
    assert [rule for rule in vars(rules).values() if isinstance(rule, Rule)] == list(RULES)


def test_codes_and_names_of_rules_are_unique() -> None:
    assert len({rule.code for rule in RULES}) == len({rule.name for rule in RULES}) == len(RULES)


@pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)
def test_a_rule_is_well_formed(rule: Rule) -> None:
    area, _, number = rule.code.partition("-")
    assert area in AREAS
    assert re.fullmatch(r"\d{3}", number)
    assert re.fullmatch(r"[a-z]+(-[a-z]+)*", rule.name)


# No book can show these; what can is named.
WITHOUT_FOLDER = {
    "CFG-014": "a variable of the environment: test_sources.py",
    "EPB-001": "EbookLib complains of nothing that a book can hold: test_epub.py",
    "FIG-014": "a machine without Pango: test_cover.py",
    "FNT-007": "a machine without an extra: test_lacking.py",
    "FNT-005": "a machine with fonts: test_systemfonts.py",
    "PDF-002": "a machine without Pango: test_pdf.py",
}


def test_every_rule_has_a_folder_and_every_folder_a_rule() -> None:
    folders = {folder.name for folder in (ROOT / "tests" / "rules").iterdir() if folder.is_dir()}
    codes = {rule.code for rule in RULES} - WITHOUT_FOLDER.keys()
    assert (sorted(codes - folders), sorted(folders - codes)) == ([], [])


def test_every_rule_is_reported_somewhere() -> None:
    defined = {
        target.id
        for node in TREES["rules"].body
        if isinstance(node, ast.Assign) and isinstance(node.value, ast.Call)
        for target in node.targets
        if isinstance(target, ast.Name)
    }
    used = {
        node.id if isinstance(node, ast.Name) else node.attr
        for name, tree in TREES.items()
        if name != "rules"
        for node in ast.walk(tree)
        if isinstance(node, ast.Name | ast.Attribute)
    }
    assert defined - used == set()


# -- commands -------------------------------------------------------------------------------------


@pytest.mark.parametrize("name", sorted(main.commands))
def test_a_command_is_explained_by_its_help_and_the_readme(name: str) -> None:
    command = main.commands[name]
    options = [option for option in command.params if isinstance(option, click.Option)]
    assert command.help
    assert [option.name for option in options if not option.help] == []
    assert f"bookbuild {name}" in (ROOT / "README.md").read_text("utf-8")


# -- names and sizes ------------------------------------------------------------------------------


def test_a_module_has_the_name_of_its_subject() -> None:
    assert [name for name in MODULES if name.split(".")[-1] in EMPTY_NAMES] == []


def test_no_module_is_too_long() -> None:
    lines = {name: len(file.read_text("utf-8").splitlines()) for name, file in MODULES.items()}
    assert {name: n for name, n in lines.items() if n > MOST_LINES_OF_MODULE} == {}


def test_no_function_is_too_long() -> None:
    lengths = {
        f"{name}.{node.name}": node.end_lineno - node.lineno + 1
        for name, tree in TREES.items()
        for node in ast.walk(tree)
        if isinstance(node, ast.FunctionDef) and node.end_lineno
    }
    assert {name: n for name, n in lengths.items() if n > MOST_LINES_OF_FUNCTION} == {}


def test_the_licence_is_named_alike_everywhere() -> None:
    settings = tomllib.loads((ROOT / "pyproject.toml").read_text("utf-8"))
    assert settings["project"]["license"] == "AGPL-3.0-or-later"
    assert "AGPL-3.0-or-later" in (ROOT / "README.md").read_text("utf-8")


# -- every text file ------------------------------------------------------------------------------


def _text_files() -> dict[str, str]:
    """Return the text files of the checkout, committed or about to be, by their paths."""
    command = ["git", "ls-files", "-z", "--cached", "--others", "--exclude-standard"]
    listed = subprocess.run(command, cwd=ROOT, capture_output=True, check=True).stdout
    texts = {}
    for name in filter(None, listed.decode().split("\0")):
        try:
            texts[name] = (ROOT / name).read_text("utf-8")
        except (UnicodeDecodeError, FileNotFoundError):
            continue  # a picture, or a file removed and not yet committed
    return texts


@pytest.mark.skipif(not (which("git") and (ROOT / ".git").exists()), reason="no git checkout")
@pytest.mark.parametrize("pattern", [OWN_FOLDER, REGISTRY], ids=["own folder", "registry"])
def test_no_file_names_a_place_of_one_machine(pattern: re.Pattern[str]) -> None:
    found = [
        f"{name}:{number}: {line.strip()}"
        for name, text in _text_files().items()
        for number, line in enumerate(text.splitlines(), 1)
        if pattern.search(line)
    ]
    assert found == []
