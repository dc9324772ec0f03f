"""Generated interviews, each with what an editor would find in it: strategies of hypothesis.

People, what they say and how they are named are drawn here; how that looks, ``shapes`` says.
"""

import re
import tomllib
from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field, replace
from itertools import chain, cycle, permutations, repeat
from pathlib import Path
from typing import NamedTuple

from hypothesis import strategies as st

from shapes import CASED, Entry, Page, Shape, Turn

CLOCK = re.compile(r"\d\d(?::\d\d)+")
PHRASES = Path(__file__).parent / "data" / "phrases.toml"
LEAST_ROUNDS = 3  # questions with their answers; fewer may be chance
MORE_ROUNDS = 4


class Name(NamedTuple):
    """What somebody is called; ``initials`` are empty where their script has none."""

    full: str
    first: str
    initials: str = ""

    @property
    def is_seen(self) -> bool:
        """Whether a reader who knows no names sees in a text where this one begins and ends."""
        return bool(self.initials) or any(dot in self.full for dot in "·・")


@dataclass(frozen=True, slots=True)
class Tongue:
    """A language: its people, its words for parts of a talk, and sentences of a few kinds."""

    code: str
    people: tuple[Name, ...]
    letters: tuple[tuple[str, str], ...]
    lists: Mapping[str, list[str]]
    single: Mapping[str, str]

    @property
    def space(self) -> str:
        return "" if self.code in ("zh", "ja") else " "

    def listed(self, names: Sequence[str]) -> str:
        """Return names as an enumeration: Ana, Ben and Lea."""
        *most, last = names
        return self.single["and"].join([self.single["comma"].join(most), last] if most else [last])


def _tongue(code: str, table: Mapping[str, object]) -> Tongue:
    lists = {key: value for key, value in table.items() if isinstance(value, list)}
    single = {key: value for key, value in table.items() if isinstance(value, str)}
    letters = tuple((ask, answer) for ask, answer in lists["letters"])
    return Tongue(code, tuple(Name(*name) for name in lists["people"]), letters, lists, single)


TONGUES = {
    code: _tongue(code, table) for code, table in tomllib.loads(PHRASES.read_text("utf-8")).items()
}


def _namesakes(tongue: Tongue) -> Tongue:
    """Return ``tongue`` with people who all have the first name of the first."""
    first = tongue.people[0].first
    people = (first + name.full.removeprefix(name.first) for name in tongue.people)
    return replace(tongue, people=tuple(Name(full, first) for full in people))


NAMESAKES = {code: _namesakes(TONGUES[code]) for code in CASED}


@dataclass(frozen=True, slots=True)
class Interview:
    """A generated file, and what is to be found in it.

    ``labels``, ``times``: those of the turns that have a label, in order. ``names``: what each is
    to be called, where the text tells. ``dropped``: what no reader sees.
    """

    text: str
    language: str
    entries: tuple[Entry, ...] = field(repr=False)
    labels: tuple[str, ...] = ()
    times: tuple[str, ...] = ()
    names: Mapping[int, str] = field(default_factory=dict)
    dropped: str = ""


@dataclass(frozen=True, slots=True)
class Cast:
    """The people of a talk, the asker first, and how labels name them."""

    people: tuple[Name, ...]
    naming: str
    parts: tuple[str, str] = ("", "")  # what stands for question and answer

    def label(self, who: int, turn: int) -> str:
        """Return the label of somebody's ``turn``, counted from 0."""
        name = self.people[who]
        if self.naming == "letters" or (self.naming == "part" and not who):
            return self.parts[min(who, 1)]
        first, _, later = self.naming.partition(", ")
        form = later if turn and later else first
        return {"first": name.first, "initials": name.initials}.get(form, name.full)

    def told(self, named: Sequence[int]) -> dict[int, str]:
        """Return what people are to be called, if the text tells the full names of ``named``."""
        if self.naming == "letters":
            return {}
        if self.naming == "first":
            return {
                who: name.full if who in named else name.first
                for who, name in enumerate(self.people)
                if who not in named or name.is_seen
            }
        return {
            who: name.full for who, name in enumerate(self.people) if who or self.naming != "part"
        }


@st.composite
def interviews(draw: st.DrawFn, shape: Shape, tongues: Mapping[str, Tongue] = TONGUES) -> Interview:
    """Draw an interview in one shape, in one of ``tongues`` that it is usual in."""
    codes = [code for code in shape.tongues if code in tongues]
    tongue = tongues[draw(st.sampled_from(codes))]
    cast = draw(_casts(tongue, shape))
    page = Page()
    named = draw(_openings(page, tongue, cast, is_told=not shape.is_labelled))
    labelled: list[tuple[str, str]] = []
    for before, turns in draw(_sections(tongue, shape, cast)):
        if before:
            page.add(before)
        begun = [(turn, shape.begin(turn)) for turn in turns]
        shape.write(page, begun)
        labelled += [(turn.label, first) for turn, first in begun if shape.is_labelled_at(turn)]
    draw(_closings(page, tongue))
    return replace(
        _interview(page, tongue),
        labels=tuple(label for label, _ in labelled),
        times=tuple("".join(CLOCK.findall(first)) if shape.timed else "" for _, first in labelled),
        names=cast.told(named) if shape.is_labelled else {},
    )


@st.composite
def narrations(draw: st.DrawFn) -> Interview:
    """Draw a text in which nobody speaks: paragraphs, headings, and all that is like a label."""
    tongue = TONGUES[draw(st.sampled_from(sorted(TONGUES)))]
    page = Page()
    page.add(f"# {draw(st.sampled_from(tongue.lists['titles']))}")
    blocks = st.lists(st.sampled_from(_told(tongue)), min_size=1, max_size=15, unique=True)
    for block in draw(blocks):
        page.add(block)
    return _interview(page, tongue)


def _interview(page: Page, tongue: Tongue) -> Interview:
    text = "\n".join(page.lines) + "\n"
    return Interview(text, tongue.code, tuple(page.entries), dropped="\n".join(page.dropped))


# -- people ---------------------------------------------------------------------------------------


@st.composite
def _casts(draw: st.DrawFn, tongue: Tongue, shape: Shape) -> Cast:
    has_initials = bool(tongue.people[0].initials)
    namings = [way for way in shape.labels if has_initials or "initials" not in way]
    naming = draw(st.sampled_from(namings))
    count = 2 if naming == "letters" else draw(st.integers(2, shape.people))
    chosen = st.lists(st.sampled_from(tongue.people), min_size=count, max_size=count, unique=True)
    people = tuple(draw(chosen))
    if naming == "letters":
        return Cast(people, naming, draw(st.sampled_from(tongue.letters)))
    return Cast(people, naming, (draw(st.sampled_from(tongue.lists["askers"])), ""))


@st.composite
def _orders(draw: st.DrawFn, people: int, least: int) -> list[int]:
    """Draw who speaks in which order: the first asks, one of the others answers, or two do."""
    guests = people - 1
    order: list[int] = []
    rounds = max(LEAST_ROUNDS, least * guests) + draw(st.integers(0, MORE_ROUNDS))
    for number in range(rounds):
        order += [0, 1 + number % guests]
        if guests > 1 and draw(st.booleans()):
            order.append(1 + (number + 1) % guests)
    return order


# -- what is said ---------------------------------------------------------------------------------


@st.composite
def _sections(
    draw: st.DrawFn, tongue: Tongue, shape: Shape, cast: Cast
) -> list[tuple[str, list[Turn]]]:
    """Draw the turns of a talk, cut before some questions by a heading or a rule."""
    sections: list[tuple[str, list[Turn]]] = [("", [])]
    breaks = draw(_breaks(tongue, shape))
    questions = draw(_questions(tongue, shape))
    said: Counter[int] = Counter()
    for number, who in enumerate(draw(_orders(len(cast.people), shape.least))):
        if not who and number and (between := next(breaks)):
            sections.append((between, []))
        label = shape.cased(cast.label(who, said[who]))
        parts = draw(_answers(tongue, shape)) if who else (next(questions),)
        sections[-1][1].append(Turn(who, label, parts, number + 1, asks=not who))
        said[who] += 1
    return sections


def _questions(tongue: Tongue, shape: Shape) -> st.SearchStrategy[Iterator[str]]:
    asked = tongue.lists["questions"]
    if shape.is_labelled:  # elsewhere nothing but its form tells a question: it asks
        asked = [*asked, *tongue.lists["prompts"]]
    return st.permutations(asked).map(cycle)


@st.composite
def _answers(draw: st.DrawFn, tongue: Tongue, shape: Shape) -> tuple[str, ...]:
    sentences = st.lists(
        st.sampled_from(tongue.lists["answers"]), min_size=1, max_size=3, unique=True
    )
    said = sentences.map(tongue.space.join)
    inserted = said | st.sampled_from([_insert(tongue, kind) for kind in shape.inserts] or [""])
    more = draw(st.lists(inserted, max_size=shape.parts - 1))
    return (draw(said), *filter(None, more))


def _insert(tongue: Tongue, kind: str) -> str:
    """Return a block that may stand within an answer."""
    if kind == "list":
        return "\n".join(f"- {item}" for item in tongue.lists["items"])
    if kind == "quotation":
        return f"> {tongue.single['quotation']}"
    if kind == "code":
        return "```python\nfor net in nets:\n    mend(net)\n```"
    return f"![{tongue.single['caption']}](mill.png)"


# -- what stands around the talk ------------------------------------------------------------------


@st.composite
def _openings(
    draw: st.DrawFn, page: Page, tongue: Tongue, cast: Cast, *, is_told: bool
) -> list[int]:
    """Add title and introduction; return whom they name. ``is_told``: they do name people."""
    host, *guests = range(len(cast.people))
    named: list[int] = []
    title = draw(st.sampled_from(["", *tongue.lists["titles"], *tongue.lists["named_titles"]]))
    if "{guest}" in title:
        named = guests
        title = title.format(guest=tongue.listed([cast.people[who].full for who in guests]))
    if title and draw(st.booleans()):
        page.frame(f'---\ntitle: "{title}"\n---')
    elif title:
        page.add(f"# {title}")
    if cast.naming == "initials" or (is_told and not named) or draw(st.booleans()):
        names = [_introduced(cast, who) for who in (host, *guests)]
        words = draw(st.sampled_from(tongue.lists["introductions"]))
        page.add(words.format(host=names[0], guests=tongue.listed(names[1:])))
        named = [host, *guests]
    if draw(st.booleans()):
        page.add(draw(st.sampled_from(tongue.lists["narration"])))
    return named


def _introduced(cast: Cast, who: int) -> str:
    name = cast.people[who]
    return f"{name.full} ({name.initials})" if cast.naming == "initials" else name.full


@st.composite
def _breaks(draw: st.DrawFn, tongue: Tongue, shape: Shape) -> Iterator[str]:
    """Draw what stands before the questions, mostly nothing; no heading comes twice."""
    headings = tongue.lists["headings"] if "heading" in shape.breaks else []
    rules = ["---"] * (2 if "rule" in shape.breaks else 0)
    made = draw(st.permutations([*(f"## {heading}" for heading in headings), *rules, *[""] * 7]))
    return chain(made, repeat(""))


@st.composite
def _closings(draw: st.DrawFn, page: Page, tongue: Tongue) -> None:
    """Add a plea to the readers, with a rule before it or without, or nothing."""
    kind = draw(st.sampled_from(["", "plain", "rule", "italic"]))
    if kind == "rule":
        page.add("---")
    if kind:
        plea = draw(st.sampled_from(tongue.lists["pleas"]))
        page.add(f"*{plea}*" if kind == "italic" else plea)


def _told(tongue: Tongue) -> list[str]:
    """Return blocks that an article may consist of, none of which is a turn."""
    told = tongue.lists["narration"]
    paragraphs = [tongue.space.join(pair) for pair in permutations(told, 2)]
    topics = [
        f"**{topic}:** {paragraph}"
        for topic, paragraph in zip(tongue.lists["topics"], paragraphs, strict=False)
    ]
    return [
        *told, *paragraphs, *topics, *tongue.lists["asides"], *tongue.lists["pleas"], "---",
        *(f"## {heading}" for heading in tongue.lists["headings"]),
        *(_insert(tongue, kind) for kind in ("list", "quotation", "code", "figure")),
        f"{tongue.single['lead_in']}\n\n{_insert(tongue, 'list')}",
    ]  # fmt: skip
