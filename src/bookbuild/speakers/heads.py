"""The head of a line: what may be a label there, with its time, its remark, and its emphasis.

A line of Markdown or HTML in, a ``Head`` out. Whether it names a speaker, ``evidence`` decides.
"""

import re
from dataclasses import dataclass, replace

from bookbuild.speakers.emphasis import Plain, plain_head
from bookbuild.speakers.lexicon.names import CLAUSE_WORDS, TELLS_OF, TITLES
from bookbuild.turns import fold

CLOCK = r"\d{1,2}:\d{2}(?::\d{2})?(?:[.,]\d{1,3})?"
# What a log has around its clock: 09.11.17, 6:02 PM; 2:04 P.M. EST.
DAY = (
    r"(?:\d{1,4}(?P<between>[./-])\d{1,2}(?P=between)\d{1,4},?\s+"
    r"|(?:Today|Yesterday) at\s+|(?:[Hh]eute|[Gg]estern) um\s+)?"
)
HALF = r"(?:(?:[ap]m|\s?(?:[AP]M|[ap]\.m\.|[AP]\.M\.))(?!\w)(?:\s(?:[A-Z]{1,3}T|GMT|UTC)(?!\w))?)?"
TIME = (
    rf"[\[(（【]?\s*{DAY}(?P<time>{CLOCK}){HALF}"
    rf"(?:\s*[-–—>]+\s*{CLOCK})?\s*[\])）】]?"
)
LEADING_TIME = re.compile(rf"{TIME}\s*[-–—|:：]?\s*")
ONLY_TIME = re.compile(
    rf"[\[(（【]\s*(?P<time>{CLOCK})\s*[\])）】]\s*[:：]?(?=\s|$)|(?P<bare>{CLOCK})$"
)
# What follows a name within a label: a remark or a time in brackets, a time, a role after a comma.
BRACKETS = re.compile(
    r"\s*(?P<remark>[(（\[［【〔][^()（）\[\]［］【】〔〕\n]{1,60}[)）\]］】〕])\s*"
)
TRAILING_BRACKETS = re.compile(BRACKETS.pattern + "$")
TRAILING_TIME = re.compile(rf"\s*[-–—|,]?\s*{TIME}\s*$")
ASIDE = re.compile(r"\s*[,，]\s*(?P<aside>\S[^\n。！？]{1,70})$")
CLOCK_COLON = re.compile(r"(?:^|\s)\d{1,2}(?::\d{2})?$|\d{2}$")  # 10:30, and not "Route 6: 12"
BRACKETED = re.compile(
    r"(?:\[([^\[\]\n]{1,40})\]|【([^【】\n]{1,30})】|［([^［］\n]{1,30})］|<([^<>\n]{1,30})>)\s*(?=\S)"
)
SLIP = re.compile(r"(?P<name>[A-Z]{2,4});\s+(?=\S)")  # MK; for MK:
STOPPED = re.compile(
    r"(?P<name>[^\W\d_][^.．()\n:：?!—–|]{0,40}?\s?\d{0,3})(?P<stop>[.．)])\s+(?=\S)"
)
# A title with a stop of its own, or more than a name: only emphasis tells where that ends.
LONG_WITH_STOP = re.compile(
    r"(?:(?:[^\W\d_]{1,4}\.[ ])[^.:：?!]{2,100}|[^.:：?!,]{2,40},[ ][^.:：?!]{2,100})\."
)
DASHED = re.compile(
    r"(?P<name>[^\W\d_][^\n:：—–―|]{0,50}?)"
    r"(?:\s+(?:—|–|―|-{1,3})\s+|\s*(?:——|――|—)\s*|\s*\|\s+)(?=\S)"
)
# A name, and a gap where others have a colon: "Q    Thank you", "MONA LIND<tab>Yes."
GAP = re.compile(
    r"(?P<name>[^\W\d_][^\s:：]*(?:[ ][^\s:：]+){0,3})"
    r"(?:[ \u00a0]{3,}|[ \u00a0]*\t[ \t]*)(?=\S)"
    r"|(?P<wide>[\u3040-\u30ff\u3400-\u9fff々]{1,6})\u3000(?=\S)"  # 森　はい。
)
WIDE_GAP = re.compile(r"\S(?:[ \u00a0]{3,}|[ \u00a0]*\t)\s*\S")
CAPTION_MARK = re.compile(r">{2,3}\s*(?=\S)")  # captions: somebody else begins to speak
# What a log of a chat tells of itself, behind a time: who joins, who leaves, who waves.
REACTIONS = re.compile(r"\s*(?::[\w+-]+:\s*\d+\s*)+$|\s*\d{1,3} repl(?:y|ies)\s*$")
NOTICE = re.compile(
    rf"\s*(?P<clock>\\?[\[(]?{DAY}(?P<time>{CLOCK})\\?[\])]?)\s+"
    r"(?:\\?-{1,3}\\?[>!]|\\?<\\?-|(?:\\?\*){1,3}\s|(?:\\?-){3}\s|[→←⇐⇒]\s)"
)
NUMBERED_LETTER = re.compile(r"(?P<letter>[^\W\d_])[ .]?\d{1,3}")
NUMBER_BEFORE = re.compile(r"^(?:Q|A)\.?\s?\d{1,3}[.):]?\s+(?=[^\W\d])")  # Q14 Ms Lind:
# What no name contains: brackets and marks of other constructs, and marks that end a clause.
NO_NAME = re.compile(
    r"[\[\]<>{}!~^$=“”?;,،，。！？؟؛；…\\*|]|(?<!^)@|^[\d\W_]+$|://|\d{4}|#(?!\d{1,2}$)"
)
NICKNAME = re.compile(r"(?<=\s)[\"“][^\"“”]{1,20}[\"”](?=\s)")
REMARK = re.compile(r"\[.*\]|[(（［].*[)）］]")  # [laughter], alone on a line
LONGEST_NAME, LONGEST_LINE, MOST_WORDS = 60, 90, 8
MOST_NAMES = 3  # words before a full stop: more are a sentence


@dataclass(frozen=True, slots=True)
class Head:
    """What may be a label. ``text`` is all of it, as a reader sees it; ``name`` the name alone.

    ``ending`` is what parts it from the words: colon, line (it stands alone on its line),
    dash, stop, bracket, gap, bold (the end of the emphasis alone). Without a name: time, change
    (somebody else speaks), notice (nobody speaks the line).
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
    def is_notice(self) -> bool:
        """Whether nobody speaks what it opens."""
        return self.ending == "notice"

    @property
    def is_nick(self) -> bool:
        """Whether it is a name as the log of a chat has it: <ana>."""
        return self.ending == "bracket" and self.text.endswith(">")

    @property
    def form(self) -> tuple[bool, bool, str]:
        """How it is set: the labels of one interview are set alike."""
        return self.is_bold, self.is_italic, self.ending


@dataclass(frozen=True, slots=True)
class _Line:
    """What is left of a line behind a time; ``width``: how much of that is emphasised."""

    body: str
    plain: Plain
    start: int

    @property
    def width(self) -> int:
        return max(self.plain.bold, self.plain.italic) - self.start


def read_head(line: str) -> Head | None:
    """Return what may be a label at the head of ``line``; None where nothing may."""
    plain = plain_head(line)
    time, start = "", 0
    leading = LEADING_TIME.match(plain.text)
    if leading is not None and leading["time"] not in plain.text[leading.end() :]:
        time, start = leading["time"], leading.end()
    rest = _Line(plain.text[start:], plain, start)
    if rest.body.startswith(">>") and (mark := CAPTION_MARK.match(rest.body)) is not None:
        return _behind_mark(plain, start + mark.end(), time)
    for reader in READERS:
        head = reader(rest)
        if head is not None:
            lettered = NUMBERED_LETTER.fullmatch(head.name)  # Q1, Q2 … are all Q
            name = lettered["letter"] if lettered else head.name
            before = plain.text[:start]
            return replace(head, name=name, text=before + head.text, time=time or head.time)
    return None


def read_time(line: str) -> Head | None:
    """Return the timestamp that ``line`` begins with where it stands for a label; else None."""
    text = plain_head(line).text
    if (found := ONLY_TIME.match(text)) is None:
        return None
    rest = text[found.end() :].strip()
    clock = found["time"] or found["bare"]
    return Head("", found[0], "time", clock, is_alone=not rest, rest=rest)


def read_notice(line: str) -> Head | None:
    """Return the head of a line that the log of a chat tells of itself; else None."""
    if len(line) < LONGEST_LINE and line.count(" ") < MOST_WORDS and REACTIONS.match(line):
        return Head("", "", "notice", rest=line)
    found = NOTICE.match(line)
    if found is None:
        return None
    return Head("", found["clock"].replace("\\", ""), "notice", found["time"], rest=line)


def _behind_mark(plain: Plain, start: int, time: str) -> Head:
    """Return the head of a caption behind its mark: a name with a colon, or nobody's."""
    before = plain.text[:start]
    head = _by_colon(_Line(plain.text[start:], plain, start))
    if head is not None and all(word[0].isupper() or word[0] in "#(" for word in head.name.split()):
        return replace(head, text=before + head.text, time=time or head.time)
    return Head("", before.rstrip(), "change", time, rest=plain.text[start:])


# -- the ways in which a label ends ---------------------------------------------------------------


def _by_colon(line: _Line) -> Head | None:
    """Read ``Name:``, with a time, a remark or a role before the colon."""
    body = line.body
    for found in re.finditer("[:：]", body[:100]):
        inside, rest = body[: found.start()], body[found.end() :]
        if inside.count("(") > inside.count(")") or inside.count("[") > inside.count("]"):
            continue  # the colon of a time in brackets
        if CLOCK_COLON.search(inside) and re.match(r"\d\d", rest):
            continue
        if rest.startswith(("//", ":", "\\")):  # an address, a name in C++, a path
            return None
        head = _head(line, inside, "colon", body[: found.end()], rest)
        if head is None or 0 < line.width < len(head.name) - 1 or _runs_on(head.name):
            return None
        is_parted = found[0] == "：" or 0 < found.start() <= line.width
        is_tight = not is_parted and rest[:1].isascii() and rest[:1].isalnum()
        return replace(head, is_tight=is_tight)
    return None


def _by_letter(line: _Line) -> Head | None:
    """Read ``Q    words``, before a colon among the words is taken for its end."""
    return _by_gap(line) if line.body[1:2] in " \t\u00a0" else None


def _by_gap(line: _Line) -> Head | None:
    """Read a name that white space parts from its words."""
    body = line.body
    is_parted = any(gap in body for gap in ("\t", "   ", "\u00a0\u00a0", "\u3000"))
    found = GAP.match(body) if is_parted else None
    if found is None or WIDE_GAP.search(body, found.end()):  # a row of a table
        return None
    name = found["name"] or found["wide"]
    return _head(line, name, "gap", name, body[found.end() :])


def _by_line(line: _Line) -> Head | None:
    """Read a name alone on its line: set off, or with a time."""
    body = line.body.rstrip()
    head = _head(line, body, "line", body, "")
    if line.plain.goes_on or len(body) > LONGEST_LINE or head is None:
        return None
    if REMARK.fullmatch(body):
        return None
    is_long = bool(head.aside) or len(head.name.split()) > MOST_NAMES
    if is_long and body[-1] in ".?!,;。！？，；":  # a sentence
        return None
    is_emphasised = line.width >= len(head.name)
    has_clock = bool(head.time) or line.start > 0
    return head if is_emphasised or has_clock or head.name.isupper() else None


def _by_bracket(line: _Line) -> Head | None:
    """Read ``[Name] words``, ``<Name> words`` and ``【Name】words``."""
    found = BRACKETED.match(line.body)
    if found is None:
        return None
    name = next(filter(None, found.groups()))
    return _head(line, name, "bracket", found[0].rstrip(), line.body[found.end() :])


def _by_dash(line: _Line) -> Head | None:
    """Read ``Name — words`` and ``Name | words``."""
    found = DASHED.match(line.body)
    if found is None:
        return None
    return _head(line, found["name"], "dash", found[0].rstrip(), line.body[found.end() :])


def _by_stop(line: _Line) -> Head | None:
    """Read ``Q. words``, ``1) words``, ``ANA COSTA. words`` and ``**Ana.** words``.

    What is emphasised ends where its emphasis does: ``**M. Costa, rapporteur.** words``.
    """
    width = line.width
    inside, rest = line.body[:width].rstrip(), line.body[width:]
    if LONG_WITH_STOP.fullmatch(inside) and rest.strip():
        return _head(line, inside[:-1], "stop", inside, rest)
    found = STOPPED.match(line.body)
    if found is None:
        return None
    head = _head(line, found["name"], "stop", found[0].rstrip(), line.body[found.end() :])
    if head is None:
        return None
    is_letter = len(head.name) == 1 or bool(NUMBERED_LETTER.fullmatch(head.name))
    is_emphasised = len(head.name) <= line.width <= found.end()
    last = head.name.split()[-1]
    is_capitals = last.isupper() and len(last) > 1
    is_bracket = found["stop"] == ")"
    return head if is_letter or (not is_bracket and (is_capitals or is_emphasised)) else None


def _by_slip(line: _Line) -> Head | None:
    """Read ``MK; words``, a slip for a colon; alone it says nothing."""
    found = SLIP.match(line.body) if ";" in line.body[2:5] else None
    if found is None:
        return None
    return _head(line, found["name"], "colon", found[0].rstrip(), line.body[found.end() :])


def _by_bold(line: _Line) -> Head | None:
    """Read ``**Name** words``: nothing but the emphasis parts them."""
    body, width = line.body, line.width
    if not 0 < width <= LONGEST_NAME or width >= len(body.rstrip()):
        return None
    inside, rest = body[:width], body[width:]
    if not (inside[-1].isspace() or rest[:1].isspace() or rest[:1] in "(（["):
        return None
    if rest[:9].lstrip()[:1].islower() and rest.split(maxsplit=1)[0] in TELLS_OF:
        return None  # **Ana Costa** is a potter.
    bracket = BRACKETS.match(rest)
    if bracket and rest[bracket.end() :].strip():
        inside, rest = inside + bracket[0].rstrip(), rest[bracket.end() :]
    elif rest.lstrip()[:1] in ",，.。、;；":
        return None
    return _head(line, inside, "bold", inside.rstrip(), rest)


def _head(line: _Line, inside: str, ending: str, label: str, rest: str) -> Head | None:  # noqa: PLR0913, PLR0917  what a label is made of
    """Return the head of a line whose label, ``inside``, holds a name; else None."""
    name, time, remark, aside = _split_name(inside)
    if not name:
        return None
    reach = line.start + max(1, len(name) - 1)
    return Head(
        name,
        label,
        ending,
        time,
        remark,
        aside,
        is_bold=line.plain.bold >= reach,
        is_italic=line.plain.italic >= reach,
        is_alone=not rest.strip(),
        rest=rest.strip(),
    )


def _runs_on(name: str) -> bool:
    """Whether a sentence ends within: "Yes. Mr Lind", and not just an initial or a title."""
    return any(
        len(found[1]) > len("Dr") and fold(found[1]) not in TITLES
        for found in re.finditer(r"([^\W\d_]+)\.\s", name)
    )


def _split_name(text: str) -> tuple[str, str, str, str]:
    """Return name, time, remark and aside of what stands before the end of a label."""
    name = NUMBER_BEFORE.sub("", " ".join(text.split()))
    time = remark = aside = ""
    if found := TRAILING_TIME.search(name):
        time, name = found["time"], name[: found.start()]
    while (found := TRAILING_BRACKETS.search(name)) and found.start():
        if clock := re.search(CLOCK, found["remark"]):
            time = time or clock[0]
        else:
            remark = found["remark"]
        name = name[: found.start()]
    if (found := ASIDE.search(name)) and found.start():
        aside, name = found["aside"], name[: found.start()]
    if whole := re.fullmatch(r"\s*[\[【［](.+)[\]】］]\s*", name):  # [Ana]:
        name = whole[1]
    name = name.strip(" \u00a0\u202f").strip("«»「」『』")
    return (name, time, remark, aside) if _may_be_name(name) else ("", "", "", "")


def _may_be_name(name: str) -> bool:
    bare = NICKNAME.sub("", name.replace("‘", "").replace("’", "'"))
    opens = bool(name) and (name[0].isalnum() or name[0] in "@‘'“\"《")
    fits = len(name) <= LONGEST_NAME and len(bare.split()) <= MOST_WORDS
    return opens and fits and not NO_NAME.search(bare)


def is_clause(name: str) -> bool:
    """Whether a small word betrays that this is part of a sentence."""
    words = re.findall(r"[^\W\d_]+(?:['’][^\W\d_]+)?", name)
    return any(word in CLAUSE_WORDS for word in words)


READERS = (
    _by_letter,
    _by_colon,
    _by_gap,
    _by_line,
    _by_bracket,
    _by_dash,
    _by_stop,
    _by_slip,
    _by_bold,
)
