"""The head of a line: what may be a label there, with its time, its remark, and its emphasis.

A line of Markdown or HTML in, a ``Head`` out. Whether it names a speaker, ``evidence`` decides.
"""

import re
from dataclasses import dataclass, replace
from html import unescape

from bookbuild.speakers.lexicon import CLAUSE_WORDS, TITLES
from bookbuild.turns import fold

LONGEST_HEAD = 160  # characters of a line that are looked at; a label with name, role and time fits

# The marks of a line's head, in the order in which they are looked for.
MARK = re.compile(
    r"""\\(?P<escaped>[^\w\s])
    |   (?P<emphasis>\*{1,3}|(?<![^\W_])_{1,3}|_{1,3}(?![^\W_]))
    |   (?P<picture>!\[)
    |   (?P<open>\[)(?=[^\]\n]*\](?:\(|\[))
    |   (?P<target>\](?:\((?:[^()\n]|\([^()\n]*\))*\)|\[[^\]\n]*\]))
    |   <(?P<end>/?)(?P<tag>[A-Za-z][A-Za-z0-9]*)(?:\s[^<>]*)?/?>
    |   (?P<entity>&(?:\#\d+|\#[xX][0-9A-Fa-f]+|\w+);)
    |   (?P<code>`)""",
    re.VERBOSE,
)
BOLD, ITALIC = {"strong", "b"}, {"em", "i", "cite"}

CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
TIME = rf"[\[(（【]?\s*(?P<time>{CLOCK})(?:\s*[-–—>]+\s*{CLOCK})?\s*[\])）】]?"
LEADING_TIME = re.compile(rf"{TIME}\s*[-–—|:：]?\s*")
ONLY_TIME = re.compile(
    rf"[\[(（【]\s*(?P<time>{CLOCK})\s*[\])）】]\s*[:：]?(?=\s|$)|(?P<bare>{CLOCK})$"
)
# What follows a name within a label: a remark or a time in brackets, a time, a role after a comma.
BRACKETS = re.compile(
    r"\s*(?P<remark>[(（\[［【〔][^()（）\[\]［］【】〔〕\n]{1,60}[)）\]］】〕])\s*"
)
TRAILING_TIME = re.compile(rf"\s*[-–—|,]?\s*{TIME}\s*$")
ASIDE = re.compile(r"\s*[,，]\s*(?P<aside>\S[^\n]{1,70})$")
COLON = re.compile(r"[ \t\u00a0\u202f]*[:：]")
DASH = re.compile(r"[ \t\u00a0]+(?:—|–|―|-{1,3})[ \t\u00a0]+|[ \t]*(?:——|――|—)[ \t]*")
NUMBERED_LETTER = re.compile(r"(?P<letter>[^\W\d_])[ .]?\d{1,3}")
NUMBER_BEFORE = re.compile(r"^(?:Q|A)\.?\s?\d{1,3}[.):]?\s+(?=[^\W\d])")  # Q14 Ms Lind:
# What no name contains: brackets and marks of other constructs, and marks that end a clause.
NO_NAME = re.compile(r"[\[\]<>{}!#~^$=“”?;,，。！？；、…\\@*_|]|^[\d\W_]+$|://|\d{4}")
QUOTES = "\"'“”‘’«»「」『』"
SPOKEN_DASH = re.compile(r"[ \t]*(?:[—–―]+|-{1,2})[ \t\u00a0]*(?=\S)")


@dataclass(frozen=True, slots=True)
class Head:
    """What may be a label. ``text`` is all of it, as a reader sees it; ``name`` the name alone.

    ``ending`` is what parts it from the words: colon, line (it stands alone on its line),
    dash, stop, bracket, bold (the end of the emphasis alone).
    """

    name: str
    text: str
    ending: str
    time: str = ""
    remark: str = ""
    aside: str = ""  # who somebody is, after a comma
    is_bold: bool = False
    is_italic: bool = False
    is_tight: bool = False  # no space follows, as in "std:vector": a label only if it is known
    is_alone: bool = False  # nothing follows on its line
    rest: str = ""  # the words that follow on the line, without marks

    @property
    def key(self) -> str:
        return fold(self.name)

    @property
    def is_set_off(self) -> bool:
        return self.is_bold or self.is_italic or self.is_capitals

    @property
    def is_capitals(self) -> bool:
        return self.name.isupper() and sum(char.isalpha() for char in self.name) > 1

    @property
    def form(self) -> tuple[bool, bool, str]:
        """How it is set: the labels of one interview are set alike."""
        return self.is_bold, self.is_italic, self.ending


@dataclass(frozen=True, slots=True)
class Plain:
    """A line as a reader sees it; ``bold`` and ``italic``: how far it is so from its start."""

    text: str
    bold: int = 0
    italic: int = 0


def plain_head(line: str) -> Plain:
    """Return the beginning of ``line`` without its marks."""
    said: list[str] = []
    size, place, code = 0, 0, False
    open_marks: set[str] = set()
    ends = {"bold": -1, "italic": -1}  # -1: not emphasised so far
    source = line[: 4 * LONGEST_HEAD].lstrip()
    while place < len(source) and size < LONGEST_HEAD:
        found = MARK.search(source, place, place + LONGEST_HEAD)
        stretch = source[place : found.start() if found else place + LONGEST_HEAD]
        said.append(stretch)
        size += len(stretch)
        if found is None:
            break
        place = found.end()
        text, kinds, opens = _read_mark(found, open_marks)
        if found["code"] or found["picture"] or found["tag"] == "br":
            code = True
            break
        for kind in kinds:
            if opens:
                open_marks.add(kind)
                if ends[kind] < 0 and not "".join(said).strip():
                    ends[kind] = LONGEST_HEAD * 4
            else:
                open_marks.discard(kind)
                if ends[kind] == LONGEST_HEAD * 4:
                    ends[kind] = size
        said.append(text)
        size += len(text)
    whole = "".join(said)
    lead = len(whole) - len(whole.lstrip())
    bold, italic = (max(0, min(ends[kind], len(whole)) - lead) for kind in ("bold", "italic"))
    return Plain(whole.lstrip() + ("\ufffc" if code else ""), bold, italic)


def _read_mark(found: re.Match[str], open_marks: set[str]) -> tuple[str, tuple[str, ...], bool]:
    """Return the text of a mark, the kinds of emphasis that it changes, whether it opens them."""
    if found["escaped"]:
        return found["escaped"], (), False
    if found["entity"]:
        return unescape(found["entity"]), (), False
    if found["emphasis"]:
        kinds = {1: ("italic",), 2: ("bold",), 3: ("bold", "italic")}[len(found["emphasis"])]
        return "", kinds, not open_marks.issuperset(kinds)
    if found["tag"]:
        tag = found["tag"].lower()
        kinds = ("bold",) if tag in BOLD else ("italic",) if tag in ITALIC else ()
        return "", kinds, not found["end"]
    return "", (), False


def read_head(line: str) -> Head | None:
    """Return what may be a label at the head of ``line``; None where nothing may."""
    plain = plain_head(line)
    text = plain.text
    time, start = "", 0
    if (leading := LEADING_TIME.match(text)) and (leading["time"] not in text[leading.end() :]):
        time, start = leading["time"], leading.end()
    body = text[start:]
    for reader in (_by_colon, _by_line, _by_bracket, _by_dash, _by_stop, _by_bold):
        made = reader(body, plain, start)
        if made is not None:
            return _settled(made, text[:start], time)
    return None


def read_time(line: str) -> Head | None:
    """Return the timestamp that ``line`` begins with where it stands for a label; else None."""
    text = plain_head(line).text
    if (found := ONLY_TIME.match(text)) is None:
        return None
    rest = text[found.end() :].strip()
    clock = found["time"] or found["bare"]
    return Head("", found[0], "time", clock, is_alone=not rest, rest=rest)


def _settled(head: Head, before: str, time: str) -> Head | None:
    """Add the time that stands before the name; no name means no label."""
    if not head.name:
        return None
    lettered = NUMBERED_LETTER.fullmatch(head.name)  # Q1, Q2 … are all Q
    name = lettered["letter"] if lettered else head.name
    return replace(head, name=name, text=before + head.text, time=time or head.time)


# -- the ways in which a label ends ---------------------------------------------------------------


def _by_colon(body: str, plain: Plain, start: int) -> Head | None:
    """Read ``Name:``, with a time, a remark or a role before the colon."""
    for found in re.finditer("[:：]", body[:100]):
        end = found.end()
        inside = body[: found.start()]
        if inside.count("(") > inside.count(")") or inside.count("[") > inside.count("]"):
            continue  # the colon of a time in brackets
        if re.search(r"\d$", inside) and re.match(r"\d\d", body[end:]) and found[0] == ":":
            if (found.start() and TIME_BEFORE.search(inside)) or len(inside.strip()) > 2:
                continue
            return None
        if body.startswith("//", end):
            return None
        name, time, remark, aside = _split_name(inside)
        emphasised = max(plain.bold, plain.italic) - start
        if not name or 0 < emphasised < len(name) - 1 or _runs_on(name):
            return None
        rest = body[end:]
        is_tight = (
            found[0] == ":"
            and rest[:1].isascii()
            and rest[:1].isalnum()
            and not (
                start + found.start() <= max(plain.bold, plain.italic)
                and max(plain.bold, plain.italic)
            )
        )
        return _head(
            name, body[:end], "colon", plain, start,
            time=time, remark=remark, aside=aside, is_tight=is_tight, rest=rest,
        )  # fmt: skip
    return None


def _runs_on(name: str) -> bool:
    """Whether a sentence ends within: "Yes. Mr Lind", and not just an initial or a title."""
    return any(
        len(found[1]) > 2 and fold(found[1]) not in TITLES
        for found in re.finditer(r"([^\W\d_]+)\.\s", name)
    )


TIME_BEFORE = re.compile(r"\s\d{1,2}(?::\d{2})?$")


def _by_line(body: str, plain: Plain, start: int) -> Head | None:
    """Read a name alone on its line: set off, or with a time."""
    if "\ufffc" in body or len(body) > 90:
        return None
    name, time, remark, aside = _split_name(body.rstrip())
    if not name:
        return None
    is_emphasised = max(plain.bold, plain.italic) >= start + len(name)
    has_clock = bool(time) or start > 0
    if not (is_emphasised or has_clock or name.isupper()):
        return None
    return _head(name, body.rstrip(), "line", plain, start, time=time, remark=remark, aside=aside)


def _by_bracket(body: str, plain: Plain, start: int) -> Head | None:
    """Read ``[Name] words`` and ``<Name> words`` and ``【Name】words``."""
    found = re.match(
        r"(?:\[(?P<a>[^\[\]\n]{1,40})\]|【(?P<b>[^【】\n]{1,30})】|［(?P<c>[^［］\n]{1,30})］)\s*(?=\S)",
        body,
    )
    if found is None:
        return None
    name, time, remark, aside = _split_name(found["a"] or found["b"] or found["c"])
    if not name:
        return None
    rest = body[found.end() :]
    return _head(name, found[0].rstrip(), "bracket", plain, start, time=time, rest=rest)


def _by_stop(body: str, plain: Plain, start: int) -> Head | None:
    """Read ``Q. words``, ``Q1. words``, ``ANA COSTA. words`` and ``**Ana.** words``."""
    found = re.match(r"(?P<name>[^\W\d_][^.．\n:：?!]{0,40}?\s?\d{0,3})[.．)]\s+(?=\S)", body)
    if found is None:
        return None
    name, time, remark, aside = _split_name(found["name"])
    is_letter = len(name) == 1 or bool(NUMBERED_LETTER.fullmatch(name))
    is_emphasised = len(name) <= max(plain.bold, plain.italic) - start <= found.end()
    is_capitals = (
        name.split()[-1:] != [] and name.split()[-1].isupper() and len(name.split()[-1]) > 1
    )
    if not name or not (is_letter or is_capitals or is_emphasised):
        return None
    return _head(
        name,
        found[0].rstrip(),
        "stop",
        plain,
        start,
        time=time,
        remark=remark,
        aside=aside,
        rest=body[found.end() :],
    )


def _by_dash(body: str, plain: Plain, start: int) -> Head | None:
    """Read ``Name — words`` and ``Name | words``."""
    found = re.match(
        r"(?P<name>[^\W\d_][^\n:：—–―|]{0,50}?)(?P<dash>\s+(?:—|–|―|-{1,3})\s+|\s*(?:——|――|—)\s*|\s*\|\s+)(?=\S)",
        body,
    )
    if found is None:
        return None
    name, time, remark, aside = _split_name(found["name"])
    if not name:
        return None
    return _head(
        name,
        found[0].rstrip(),
        "dash",
        plain,
        start,
        time=time,
        remark=remark,
        aside=aside,
        rest=body[found.end() :],
    )


def _by_bold(body: str, plain: Plain, start: int) -> Head | None:
    """Read ``**Name** words``: nothing but the emphasis parts them."""
    width = max(plain.bold, plain.italic) - start
    if not 0 < width <= 60 or width >= len(body.rstrip()):
        return None
    inside, rest = body[:width], body[width:]
    if not (inside[-1].isspace() or rest[:1].isspace() or rest[:1] in "(（["):
        return None
    bracket = BRACKETS.match(rest)
    if bracket and rest[bracket.end() :].strip():
        inside, rest = inside + bracket[0].rstrip(), rest[bracket.end() :]
    elif rest.lstrip()[:1] in ",，.。、;；":
        return None
    name, time, remark, aside = _split_name(inside)
    if not name:
        return None
    return _head(
        name,
        inside.rstrip(),
        "bold",
        plain,
        start,
        time=time,
        remark=remark,
        aside=aside,
        rest=rest,
    )


def _head(name: str, text: str, ending: str, plain: Plain, start: int, **more: object) -> Head:
    rest = str(more.pop("rest", "")).strip()
    reach = start + max(1, len(name) - 1)
    return Head(
        name,
        text,
        ending,
        is_bold=plain.bold >= reach,
        is_italic=plain.italic >= reach,
        is_alone=not rest,
        rest=rest,
        **more,  # type: ignore[arg-type]
    )


def _split_name(text: str) -> tuple[str, str, str, str]:
    """Return name, time, remark and aside of what stands before the end of a label."""
    name = NUMBER_BEFORE.sub("", " ".join(text.split()))
    time = remark = aside = ""
    if found := TRAILING_TIME.search(name):
        time, name = found["time"], name[: found.start()]
    while (found := re.search(BRACKETS.pattern + "$", name)) and found.start():
        inner = found["remark"][1:-1].strip()
        if clock := re.search(CLOCK, inner):
            time = time or clock[0]
        else:
            remark = found["remark"]
        name = name[: found.start()]
    if (found := ASIDE.search(name)) and found.start():
        aside, name = found["aside"], name[: found.start()]
    name = name.strip(" \u00a0\u202f").strip("«»「」『』")
    return (name, time, remark, aside) if _may_be_name(name) else ("", "", "", "")


def _may_be_name(name: str) -> bool:
    bare = name.replace("‘", "").replace("’", "'")
    bare = re.sub(r"(?<=\s)[\"“][^\"“”]{1,20}[\"”](?=\s)", "", bare)  # a nickname
    return (
        0 < len(name) <= 60
        and (name[0].isalnum() or name[0] in "@‘'“\"")
        and not NO_NAME.search(bare)
        and len(bare.split()) <= 8
    )


def is_clause(name: str) -> bool:
    """Whether a small word betrays that this is part of a sentence."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", name)
    return any(word in CLAUSE_WORDS for word in words)
