"""``book.toml`` → ``BookConfig``: all faults of the file at once, each at its line and column.

What a setting is, its type in ``model`` says, and ``tables`` reads it; here stands what goes
beyond a type: language tags, page sizes, and settings that contradict each other.
"""

import re
from collections.abc import Iterator, Mapping
from dataclasses import replace
from difflib import get_close_matches
from operator import attrgetter
from typing import Any

from bookbuild.bookconfig import (
    AccessibilityConfig,
    Allowance,
    BookConfig,
    Contributor,
    EpubConfig,
    PdfConfig,
    SpeakerEntry,
)
from bookbuild.colours import COLOUR, find_pale
from bookbuild.diagnostics import Diagnostic, Report, Severity
from bookbuild.identifiers import check_address, check_doi, check_identifier, check_isbn
from bookbuild.model import Source
from bookbuild.relators import RELATORS, USUAL
from bookbuild.rules import (
    AMBIGUOUS_ALIAS,
    BAD_VALUE,
    BROKEN_TOML,
    HALF_A_CLAIM,
    LOW_CONTRAST,
    RULES,
)
from bookbuild.tables import Check, Reading, read_table, shown, suggestion
from bookbuild.tomlplaces import KeyPath, key_places, parse_toml

# Width and height in mm. ISO 216, JIS P 0138, ANSI; pocket is the mass-market paperback.
TRIMS: Mapping[str, tuple[float, float]] = {
    "a4": (210, 297),
    "a5": (148, 210),
    "a6": (105, 148),
    "b5": (176, 250),
    "b6": (125, 176),
    "jis-b5": (182, 257),
    "jis-b6": (128, 182),
    "letter": (215.9, 279.4),
    "half-letter": (139.7, 215.9),
    "pocket": (107.95, 174.63),
}
TRIM = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?[x×] ?([0-9]+(?:\.[0-9]+)?) ?(mm|cm|in)")
MM = {"mm": 1, "cm": 10, "in": 25.4}
BLEED = re.compile(r"([0-9]+(?:\.[0-9]+)?) ?(mm|cm|in)")
LARGEST_BLEED_MM = 20
# No press makes a book outside of these, and a slip of the unit falls outside of them.
SMALLEST_TRIM_MM, LARGEST_TRIM_MM = 50, 500

# Below, faces are blurred on any screen; more, in a square, passes what Apple Books takes.
PICTURE_PX = range(300, 10_001)
DEPTHS = range(1, 7)  # of headings

# RFC 5646 §2.1, but that a language has two or three letters: no longer one was ever registered,
# and "English" is no tag.
LANGUAGE_TAG = re.compile(
    r"""[a-z]{2,3}(-[a-z]{3}){0,3}            # language, extended language
        (-[a-z]{4})?(-([a-z]{2}|[0-9]{3}))?   # script, region
        (-([a-z0-9]{5,8}|[0-9][a-z0-9]{3}))*  # variants
        (-[a-wyz0-9](-[a-z0-9]{2,8})+)*       # extensions
        (-x(-[a-z0-9]{1,8})+)?                # private use
    |   x(-[a-z0-9]{1,8})+
    |   i-[a-z]{3,8}|en-gb-oed|sgn-be-(fr|nl)|sgn-ch-de  # grandfathered, irregular""",
    re.VERBOSE | re.IGNORECASE | re.ASCII,
)
# What Windows refuses in the name of a file, and so a superset of what the others refuse.
NO_FILE_NAME = re.compile(
    r"""[\\/:*?"<>|\x00-\x1f\x7f]|^\.|\.$|^(?:con|prn|aux|nul|com[0-9]|lpt[0-9])(?:\.|$)""",
    re.IGNORECASE,
)
ABOUT_A_CLAIM = ("wcag", "certifier", "date", "credential", "report")  # in [accessibility]
EARLIEST_ZONE_HOURS = 14  # a day begins somewhere so long before it does in UTC
LONGEST_NAME_BYTES = 200  # most file systems stop at 255, and a suffix follows


def read_config(source: Source, report: Report) -> BookConfig | None:
    """Return the settings in ``source``, faulty ones at their defaults; None: it is not TOML.

    Faults are reported in the order of the file.
    """
    values = parse_toml(source, BROKEN_TOML, report)
    if values is None:
        return None
    found: list[Diagnostic] = []
    reading = Reading(source.path, key_places(source.text), BookConfig, CHECKS, found.append)
    config: BookConfig = read_table(BookConfig, values, (), reading)
    if config.chapters and config.parts:
        message = '"chapters" and [[parts]] are both given'
        hint = 'list each chapter in one of the [[parts]], and delete "chapters"'
        reading.complain(BAD_VALUE, ("chapters",), message, hint)
        config = replace(config, chapters=())
    _report_shared_labels(values, reading)
    _report_pale_colours(values, reading)
    _report_half_a_claim(config.accessibility, reading)
    config = _without_early_change(config, reading)
    for fault in sorted(found, key=attrgetter("sort_key")):
        report(fault)
    return config


def trim_size_mm(trim: str) -> tuple[float, float] | None:
    """Return width and height in mm of a page size such as ``a5`` or ``6x9in``; None: unknown.

    The width comes first, as it was written; each side is from 50 to 500 mm.
    """
    folded = " ".join(trim.casefold().split())
    if folded in TRIMS:
        return TRIMS[folded]
    if not (size := TRIM.fullmatch(folded)):
        return None
    width_mm, height_mm = (round(float(side) * MM[size[3]], 2) for side in size.group(1, 2))
    fits = all(SMALLEST_TRIM_MM <= side <= LARGEST_TRIM_MM for side in (width_mm, height_mm))
    return (width_mm, height_mm) if fits else None


# -- two speakers with one label -------------------------------------------------------------------


def _report_shared_labels(values: dict[str, Any], reading: Reading) -> None:
    owners: dict[str, KeyPath] = {}
    for key, label in _labels(values, reading.places):
        owner = owners.setdefault(" ".join(label.casefold().split()), key)
        if owner[:2] != key[:2]:
            line, _ = reading.places[owner]
            message = f'the label "{shown(label)}" belongs to two speakers'
            hint = f"line {line} has it too; give each speaker labels of their own"
            reading.complain(AMBIGUOUS_ALIAS, key, message, hint)


def _labels(
    values: dict[str, Any], keys: Mapping[KeyPath, object]
) -> Iterator[tuple[KeyPath, str]]:
    """Yield the names and aliases of the speakers in the order of the file, each with its key."""
    for key in keys:
        match key:
            case ("speakers", int(), "name") | ("speakers", int(), "aliases", int()):
                label: Any = values
                for part in key:
                    label = label[part]
                if isinstance(label, str) and label.strip():
                    yield key, label


# -- colours that cannot be read ------------------------------------------------------------------


def _report_pale_colours(values: dict[str, Any], reading: Reading) -> None:
    for key in reading.places:
        match key:
            case ("speakers", int(number), "colour"):
                colour = values["speakers"][number]["colour"]
                fault = find_pale(colour.strip()) if isinstance(colour, str) else None
                if fault:
                    reading.complain(LOW_CONTRAST, key, *fault)


# -- conformance that nobody has seen to -----------------------------------------------------------


def _report_half_a_claim(said: AccessibilityConfig, reading: Reading) -> None:
    """Report a claim that nobody stands behind, and somebody who stands behind none."""
    written = [key[1] for key in reading.places if key[0] == "accessibility" and len(key) == 2]
    if said.conforms_to and not said.certifier:
        message = (
            f'conforms-to = "{said.conforms_to}", but nobody is said to have examined the EPUB'
        )
        hint = 'write who did, as certifier = "…", or delete conforms-to'
        reading.complain(HALF_A_CLAIM, ("accessibility", "conforms-to"), message, hint)
    elif not said.conforms_to and "conforms-to" not in written:
        for key in written:
            if key in ABOUT_A_CLAIM:
                hint = 'write the level that was found, such as conforms-to = "AA"'
                message = f'"{key}" belongs to a claim, and there is no conforms-to'
                reading.complain(HALF_A_CLAIM, ("accessibility", key), message, hint)


# -- a change before the edition -------------------------------------------------------------------


def _without_early_change(config: BookConfig, reading: Reading) -> BookConfig:
    """Return the settings without the moment of a change that was before the edition's day."""
    if config.modified is None or config.date is None:
        return config
    days = config.modified.toordinal() - config.date.toordinal()
    if 24 * days + config.modified.hour >= -EARLIEST_ZONE_HOURS:
        return config
    message = f'"modified" is before the date of the book, which is {config.date}'
    hint = "write the day of the last correction, or delete it where there was none"
    reading.complain(BAD_VALUE, ("modified",), message, hint)
    return replace(config, modified=None)


# -- texts that a type cannot tell from others ----------------------------------------------------


def _check_language(tag: str) -> tuple[str, str] | None:
    if LANGUAGE_TAG.fullmatch(tag):
        return None
    dashed = tag.partition(".")[0].replace("_", "-")  # zh_CN.UTF-8 is how a computer says zh-CN
    hint = "write a tag of BCP 47, such as en, pt-BR or zh-Hans"
    return "is not a language tag", f'write "{dashed}"' if LANGUAGE_TAG.fullmatch(dashed) else hint


def _check_name(name: str) -> tuple[str, str] | None:
    if NO_FILE_NAME.search(name) or len(name.encode()) > LONGEST_NAME_BYTES:
        return "cannot be the name of a file", 'write a short one, without \\ / : * ? " < > |'
    return None


def _check_trim(trim: str) -> tuple[str, str] | None:
    if trim_size_mm(trim):
        return None
    hint = f"write {', '.join(TRIMS)}, or width x height (50 to 500 mm) such as 6x9in or 135x210mm"
    return "is not a page size", suggestion(trim, TRIMS, hint)


def _check_bleed(bleed: str) -> tuple[str, str] | None:
    found = BLEED.fullmatch(bleed)
    if found and float(found[1]) * MM[found[2]] <= LARGEST_BLEED_MM:
        return None
    return "is not a bleed", 'write a length of at most 20 mm, such as "3mm" or "0.125in"'


def _check_picture_px(number: str) -> tuple[str, str] | None:
    if int(number) in PICTURE_PX:
        return None
    hint = f"write a number from {PICTURE_PX[0]} to {PICTURE_PX[-1]}, such as 2000"
    return "is no size of a picture", hint


def _check_depth(number: str) -> tuple[str, str] | None:
    if int(number) in DEPTHS:
        return None
    hint = "write a number from 1 (chapters) to 6; 2 lists the headings of chapters as well"
    return "is no depth of a table of contents", hint


def _check_relator(role: str) -> tuple[str, str] | None:
    if role in RELATORS:
        return None
    by_term = {term: code for code, term in RELATORS.items()}
    hint = "write a MARC relator code such as edt (editor), trl (translator) or ill (illustrator)"
    near = get_close_matches(role.casefold(), by_term, n=1, cutoff=0.8)
    return "is not a MARC relator code", (
        f'did you mean "{by_term[near[0]]}"?' if near else suggestion(role, USUAL, hint)
    )


def _check_allowed(code: str) -> tuple[str, str] | None:
    rule = next((rule for rule in RULES if code in (rule.code, rule.name)), None)
    if rule is None:
        names = [name for rule in RULES for name in (rule.code, rule.name)]
        return "is not a rule", suggestion(code, names, "write a rule's code or its name")
    if rule.severity is Severity.ERROR:
        return "is an error, and an error cannot be allowed", "mend the fault itself"
    return None


def _check_colour(colour: str) -> tuple[str, str] | None:
    if COLOUR.fullmatch(colour):
        return None
    return "is not a colour", 'write it in hex digits, such as "#8c2f1b"'


CHECKS: Mapping[tuple[type[Any], str], Check] = {
    (BookConfig, "language"): _check_language,
    (BookConfig, "isbn"): check_isbn,
    (BookConfig, "doi"): check_doi,
    (BookConfig, "identifier"): check_identifier,
    (BookConfig, "name"): _check_name,
    (PdfConfig, "isbn"): check_isbn,
    (PdfConfig, "trim"): _check_trim,
    (PdfConfig, "bleed"): _check_bleed,
    (EpubConfig, "picture_px"): _check_picture_px,
    (EpubConfig, "contents_depth"): _check_depth,
    (Contributor, "role"): _check_relator,
    (SpeakerEntry, "colour"): _check_colour,
    (AccessibilityConfig, "report"): check_address,
    (Allowance, "code"): _check_allowed,
}
