"""Interviews that name nobody: questions known by how they are set, all of them alike.

Bold, italic, as headings, as quotations, numbered or behind a dash: whatever marks most of the
questions and little else.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.cues import WORD, Cues, cues_of
from bookbuild.speakers.lexicon.talk import LIST_OF_ANSWERS, TALK_WORDS

FEWEST = 3  # questions make a form; fewer may be chance
FEW = 2  # statements among them are a habit
MOSTLY = 0.6  # of the blocks of a form must ask
NEARLY_ALL = 0.8  # are answered at once, where a form takes turns with other text
ENOUGH = 3.0  # evidence that a text whose questions are marked is a talk and no list of answers
HOW_SURE = 0.85
CLOSE = 8  # blocks after the last question in which its speaker may thank
LEAST = {"quotation": 2, "number": 2, "item": 2}  # a single one is another's, or a list
# The forms that may take turns with other text, and how many of their blocks must ask then.
TURNS = {"bold": 0.45, "italic": 0.45, "dash": 0.25}
INTRODUCTION = 3000  # characters in which a text says that it is an interview


@dataclass(frozen=True, slots=True)
class Start:
    """What a chapter opens with: its title, and whether that or the introduction names somebody.

    ``called``: words by which those are called.
    """

    title: str
    has_name: bool
    has_names: bool
    called: frozenset[str] = frozenset()


@dataclass(frozen=True, slots=True)
class Question:
    """A block that is set as questions are; ``form`` says how."""

    block: int
    form: str
    certainty: float


def find_questions(
    blocks: Sequence[Prose], labelled: Sequence[bool], start: Start, *, has_answers: bool
) -> Mapping[int, Question]:
    """Return the questions without a label, by the numbers of their blocks.

    ``has_answers``: labels tell that people talk here, so that nothing else has to.
    """
    cues = [cues_of(block) for block in blocks]
    found: dict[int, str] = {}
    for form, own in _forms(blocks, cues, labelled):
        found |= {n: form for n in own if n not in found}
    own = sorted(found)
    score = _score(own, cues, labelled)
    if not score or not (has_answers or _is_talk(own, blocks, cues, start) >= ENOUGH):
        return {}
    certainty = min(0.95, HOW_SURE * (0.7 + 0.3 * score))
    return {n: Question(n, found[n], certainty) for n in own}


def _forms(
    blocks: Sequence[Prose], cues: Sequence[Cues], labelled: Sequence[bool]
) -> Iterator[tuple[str, list[int]]]:
    """Yield each form of which most blocks ask, with these: up to the last that does."""
    both = set(dash_turns(blocks, labelled))  # behind a dash everybody speaks
    for form, is_of in FORMS.items():
        own = [n for n, block in enumerate(blocks) if not labelled[n] and is_of(block, cues[n])]
        if form == "dash" and both:
            own = [n for n in own if cues[n].asks and n in both]
        asking = [n for n in own if _asks(cues[n], form)]
        if len(asking) < LEAST.get(form, 1):
            continue
        last = asking[-1]
        takes_turns = not (form == "dash" and both) and _alternates(own, cues, TURNS.get(form))
        if takes_turns:  # then what does not ask is said by whoever does
            asking = own = [n for n in own if cues[n].asks or _may_tell(n, cues)]
            last = _last_told(own, last, cues)
        own = _until(own, last, cues)
        asking = [n for n in asking if n in own]
        if form == "heading":  # between questions stand intertitles
            own = [n for n in own if n in asking or cues[n].thanks]
        answered = [n for n in asking if _is_answered(n, own, cues)]
        if len(asking) >= MOSTLY * len(own) and len(answered) >= MOSTLY * len(asking):
            opening = next((n for n in own if _opens(cues[n])), last)
            may_say = [n for n in own if takes_turns or _may_ask(cues[n], form)]
            yield form, [n for n in may_say if n >= opening]


def _asks(cues: Cues, form: str) -> bool:
    return cues.asks or (cues.asks_inside and form != "heading")


def _until(own: Sequence[int], last: int, cues: Sequence[Cues]) -> list[int]:
    """Return those of ``own`` up to the ``last``, and thanks soon after."""
    return [n for n in own if n <= last or (cues[n].thanks and n <= last + CLOSE)]


def _opens(cues: Cues) -> bool:
    """Whether a talk may open so, and not with the lines that lead to it."""
    is_addressed = cues.second_person > 0 and not cues.speaks_of_talk
    return cues.asks or cues.asks_inside or is_addressed or cues.has_dash


def _alternates(own: Sequence[int], cues: Sequence[Cues], often: float | None) -> bool:
    """Whether blocks of a form and other text take turns, and the share ``often`` of them ask."""
    own = [n for n in own if cues[n].asks or not cues[n].is_intertitle]
    asking = [n for n in own if cues[n].asks]
    if often is None or len(own) < FEWEST:
        return False
    answered = [n for n in own if _is_answered(n, own, cues)]
    return len(asking) >= max(1, often * len(own)) and len(answered) >= NEARLY_ALL * len(own)


def _last_told(own: Sequence[int], last: int, cues: Sequence[Cues]) -> int:
    """Return the last of ``own`` that is answered where several tell; else the ``last`` to ask."""
    telling = [n for n in own if n < last and not cues[n].asks]
    if len(telling) < FEW:
        return last
    return max((n for n in own if _is_answered(n, own, cues)), default=last)


def _may_tell(number: int, cues: Sequence[Cues]) -> bool:
    """Whether a block among questions says something to the other, and is not an answer's own."""
    above = cues[number - 1].words if number else ""
    return not cues[number].is_intertitle and not above.endswith((":", "："))


def _may_ask(cues: Cues, form: str) -> bool:
    """Whether one of a form's blocks is a question: it asks, or says "Tell us about it."."""
    if cues.asks or cues.asks_inside or (cues.thanks and cues.size < 150):
        return True
    return form == "dash" or (form != "heading" and cues.second_person > 0)


def _score(own: Sequence[int], cues: Sequence[Cues], labelled: Sequence[bool]) -> float:
    """Return the share of the blocks ``own`` that ask, if questions are marked by them; else 0."""
    asking = [n for n in own if cues[n].asks or cues[n].asks_inside or cues[n].has_dash]
    if len(asking) < FEWEST:
        return 0
    after = [
        n
        for n in range(own[0], own[-1] + 1)
        if n not in own and cues[n].is_text and not labelled[n]
    ]
    also = [n for n in after if cues[n].asks]
    if after and len(also) > 0.34 * len(after):
        return 0
    return len(asking) / len(own) - 0.3 * len(also) / max(1, len(after))


def _is_answered(number: int, own: Sequence[int], cues: Sequence[Cues]) -> bool:
    """Whether text that is no such question follows within three blocks."""
    near = range(number + 1, min(len(cues), number + 4))
    return any(n not in own and cues[n].is_text for n in near)


def _is_talk(
    own: Sequence[int], blocks: Sequence[Prose], cues: Sequence[Cues], opening: Start
) -> float:
    """Return how much speaks for a talk: words for it, "you" where one asks, "I" in answers."""
    start = "\n".join([opening.title, *(block.text for block in blocks[: own[0]])])[
        :INTRODUCTION
    ].lower()
    end = "\n".join(block.text for block in blocks[-3:]).lower()
    answers = [cue for n, cue in enumerate(cues) if n > own[0] and n not in own and cue.is_text]
    said = len([cue for cue in answers if cue.first_person]) / max(1, len(answers))
    addressed = len([n for n in own if cues[n].second_person]) / len(own)
    is_called = any(not opening.called.isdisjoint(WORD.findall(blocks[n].text)) for n in own)
    about_me = len([n for n in own if cues[n].first_person > cues[n].second_person]) / len(own)
    return (
        (2.5 if TALK_WORDS.search(start) else 1.0 if TALK_WORDS.search(end) else 0.0)
        + (1.5 if opening.has_name else 0.75 if opening.has_names else 0.0)
        + (1.0 if is_called else 0.0)
        + (1.0 if any(not cues[n].asks_inside for n in own) else 0.0)
        + (2.0 if any(cues[n].has_dash for n in own) and len(own) > FEWEST else 0.0)
        + (2.0 if said >= 0.6 else 1.5 if said >= 0.4 else 0.5 if said >= 0.15 else 0.0)
        + (1.5 if addressed >= 0.4 else 0.5 if addressed >= 0.15 else 0.0)
        - (1.5 if about_me >= 0.4 else 0.0)
        - (3.0 if LIST_OF_ANSWERS.search(start) else 0.0)
    )


def dash_turns(blocks: Sequence[Prose], labelled: Sequence[bool]) -> Iterator[int]:
    """Yield the blocks behind a dash, where the dash opens everybody's turns."""
    own = [
        n for n, block in enumerate(blocks)
        if not labelled[n] and cues_of(block).has_dash
    ]  # fmt: skip
    if len(own) < 2 * FEWEST:
        return
    asking = [n for n in own if cues_of(blocks[n]).asks]
    texts = [n for n in range(min(own), max(own) + 1) if cues_of(blocks[n]).is_text]
    if FEWEST <= len(asking) <= MOSTLY * len(own) and 2 * len(own) > len(texts):
        yield from own


def _is_bold(block: Prose, cues: Cues) -> bool:
    return cues.style in ("bold", "bold italic") and block.kind is not BlockKind.HEADING


def _is_italic(block: Prose, cues: Cues) -> bool:
    return cues.style == "italic" and block.kind is not BlockKind.HEADING


def _is_heading(block: Prose, cues: Cues) -> bool:
    return block.kind is BlockKind.HEADING or cues.is_html_heading


def _is_quote(block: Prose, _: Cues) -> bool:
    return block.kind is BlockKind.QUOTE


def _is_dash(_: Prose, cues: Cues) -> bool:
    return cues.has_dash


def _is_numbered(block: Prose, cues: Cues) -> bool:
    return (
        cues.has_number and block.kind in (BlockKind.PARAGRAPH, BlockKind.LIST) and cues.size < 400
    )


def _is_item(block: Prose, cues: Cues) -> bool:
    return block.kind is BlockKind.LIST and cues.size < 400 and not cues.has_number


FORMS: Mapping[str, Callable[[Prose, Cues], bool]] = {
    "bold": _is_bold,
    "italic": _is_italic,
    "dash": _is_dash,
    "heading": _is_heading,
    "quotation": _is_quote,
    "number": _is_numbered,
    "item": _is_item,
}
