"""What speaks for each of a chapter's people to speak a block that has no label: named scores.

In two parts: what the block's own words say of a speaker, and what it costs to pass from one
speaker to the next. Scores are logarithms of likelihoods: they add up, and 0 says nothing. Each is
set against the others: by 3, something is twenty times as likely.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.cues import Cues, cues_of
from bookbuild.speakers.steps import NOBODY, Anchor, Habits, Step

# -- what a block's words say, by the name that an editor reads -----------------------------------

# For what is nobody's: among the turns, and after the last label, where an article closes.
NOBODYS: Mapping[str, tuple[float, float]] = {
    "speaks of those who talk": (0.8, 1.5),
    "speaks of all who talk": (1.2, 1.0),
    "reads like a closing": (0.6, 3.5),
    "begins with a dash": (-6.0, -6.0),  # there somebody speaks
    "begins as a line of credits": (0.0, 1.5),
    "is a word from a sponsor": (2.5, 2.5),
    "is in italics": (2.5, 2.5),
    "is nothing but links": (1.0, 3.0),
    "speaks of the talk": (0.0, 2.0),
    "has an address": (0.0, 1.0),
    "does not say I": (0.0, 0.4),
}
ASKERS: Mapping[str, float] = {
    "asks": 1.2,
    "asks inside": 0.2,  # a question, and a word more
    "does not ask": -0.7,
    "set as questions are": 2.5,
    "not set as questions are": -1.5,
    "long": -0.7,
}
OTHERS: Mapping[str, float] = {
    "asks": -1.0,
    "set as questions are": -2.0,
}
OF_ITSELF = -1.5  # few call themselves by name
SET_AS_QUESTIONS = 5.0  # a block that is known by its form
# For each word in a hundred characters, and at most: I and you are said by everybody.
SAYS_YOU, MOST_YOU = 0.7, 1.5
ASKER_SAYS_I, MOST_ASKER_I = 0.5, 1.2
OTHER_SAYS_I, MOST_OTHER_I = 0.4, 0.8
LONG = 500  # characters: questions are seldom longer
OFTEN_I = 3.0  # in a hundred characters: more is of nothing else
SELDOM_I = 1.0  # in a hundred characters: less is no talk of oneself

# -- what it costs to pass from one to the next ---------------------------------------------------

IMPOSSIBLE = 99.0  # a heading or a figure changes nothing
OPENING = 3.5  # to begin to speak, where nobody did, without a label
SAME_AGAIN_OF_TWO, SAME_AGAIN = 1.2, 0.4  # to be labelled again in the midst of one's own turn
UNANSWERED_FORM = 1.5  # two questions by form, and nothing between
UNANSWERED = 2.0  # a question, and then nobody's words
AFTER_HEADING, AFTER_RULE, AFTER_LAST = 0.8, 0.6, 2.0  # to go on there; or if no label follows
OVER_DASH = 8.0  # to go on, or for nobody to, where a dash opens another's words
OF_ONESELF = 1.0  # to go on, and speak of oneself by name
OWN_QUESTION = 2.5  # to go on with what is set as the other's questions are
ASKED_BY_TWO = 1.0  # to go on with a question to "you", where only two talk
WAITING = 2.2  # to go on after one's question without asking
HEADING_ENDS, LAST_HEADING_ENDS = 2.4, 0.5  # that nobody speaks any more, after a heading
ENDING, SHORT_TURNS, LEAST = 3.2, 1.4, 0.5  # and elsewhere; less where turns are short
ANNEX = 2.0  # more, for a list or what a colon announces
OVER = 1.5  # that nobody speaks any more where what belongs to the page stands
THANKED, RULED_OFF = 1.0, 1.6  # less, at the end, after thanks or a rule
ANSWERING, UNASKED, NO_GAPS = 1.0, 3.0, 0.6  # to answer what was asked, or was not
ASKING = 3.2  # to ask after an answer
OTHERWISE = 5.0  # any other change
# How much less a change costs in a chapter where the share of labels that lack is 1.
GAPS_ANSWERING, GAPS_ASKING, GAPS_SAME, GAPS_WAITING = 1.5, 2.0, 1.2, 1.5
NEAR = 5  # blocks back to the one that somebody may have asked in


def make_steps(
    blocks: Sequence[Prose], anchors: Mapping[int, Anchor], habits: Habits
) -> list[Step]:
    """Return a step for each block: who may speak it, and what its own words say of that."""
    steps: list[Step] = []
    last = max((n for n, anchor in anchors.items() if anchor.person != NOBODY), default=-1)
    first = min((n for n, anchor in anchors.items() if anchor.person != NOBODY), default=0)
    speaker, heading, rule = NOBODY, False, False
    for number, block in enumerate(blocks):
        anchor = anchors.get(number)
        states = _states(anchor, _candidates(speaker, habits) if number >= first else (NOBODY,))
        cues = cues_of(block)
        is_passed = anchor is not None and anchor.is_passed
        is_open = not is_passed and (
            anchor is not None or (cues.is_text and not cues.is_intertitle)
        )
        step = Step(states, cues, anchor, is_open, heading, rule, number > last)
        step.has_dash = number in habits.dashes
        step.is_annex = _is_annex(block, blocks[number - 1] if number else None)
        step.before = next((one for one in reversed(steps[-NEAR:]) if one.is_open), None)
        if is_open:
            step.called = _called(block, habits) if len(states) > 1 else frozenset()
            step.scores = {state: dict(_own_scores(step, state, habits)) for state in states}
            step.sums = {state: sum(scores.values()) for state, scores in step.scores.items()}
            heading = rule = False
        is_heading = block.kind is BlockKind.HEADING or cues.is_intertitle
        heading = heading or (is_heading and anchor is None)
        rule = rule or block.kind is BlockKind.RULE
        if anchor is not None and anchor.person != NOBODY:
            speaker = anchor.person
        steps.append(step)
    return steps


def passing(step: Step, before: int, state: int, habits: Habits) -> float:
    """Return the score for ``state`` to speak after ``before`` did.

    What a block looks like counts where somebody begins, not where they go on.
    """
    if not step.is_open:
        is_over = state == NOBODY and step.is_last and step.cues.is_of_page
        return (OVER if is_over else 0.0) if state == before else -IMPOSSIBLE
    if step.anchor is not None and step.anchor.is_fixed:
        return _into_label(before, state, habits)
    own = step.sums[state]
    if step.anchor is not None and state == step.anchor.person:
        prev = step.before
        is_unanswered = state == before and prev is not None and prev.anchor is None
        return own - (UNANSWERED_FORM if is_unanswered else 0.0)
    if state == before:
        return _staying(step, state, habits)
    if before == NOBODY:
        return own - OPENING
    return own - _change_cost(step, before, state, habits)


# -- what a block is ------------------------------------------------------------------------------


def _states(anchor: Anchor | None, near: tuple[int, ...]) -> tuple[int, ...]:
    is_settled = anchor is not None and anchor.is_fixed
    return (anchor.person,) if anchor is not None and is_settled else near


def _candidates(speaker: int, habits: Habits) -> tuple[int, ...]:
    """Return who may speak without a label: the last, those who ask, and the one who answers."""
    near = [NOBODY, *sorted(habits.askers)]
    if speaker != NOBODY:
        near.append(speaker)
    if len(habits.answerers) == 1 or habits.people <= 3:
        near += habits.answerers
    return tuple(dict.fromkeys(near))


def _is_annex(block: Prose, before: Prose | None) -> bool:
    """Whether a block belongs to what stands before it: a list, code, what a colon announces."""
    is_paragraph = block.kind in (BlockKind.PARAGRAPH, BlockKind.HTML)
    return not is_paragraph or (
        before is not None and before.text.rstrip(" *_").endswith((":", "："))
    )


def _called(block: Prose, habits: Habits) -> frozenset[int]:
    """Return the people of whom a block speaks by name."""
    return frozenset(
        person
        for person, names in habits.names.items()
        if any(name in block.text for name in names)
    )


# -- what its words say ---------------------------------------------------------------------------

Scores = Iterator[tuple[str, float]]


def _own_scores(step: Step, state: int, habits: Habits) -> Scores:
    """Yield what the words of a block say for ``state``, by name."""
    if step.anchor is not None:
        if not step.anchor.is_fixed:
            is_asker = state == step.anchor.person
            yield "set as the questions are", SET_AS_QUESTIONS if is_asker else 0.0
        return
    if state == NOBODY:
        yield from _of_nobody(step, habits)
        return
    if state in step.called and not step.cues.first_person:
        yield "speaks of itself by name", OF_ITSELF
    yield from (_of_asker if state in habits.askers else _of_other)(step.cues, habits)


def _of_nobody(step: Step, habits: Habits) -> Scores:
    for name, holds in NOBODY_TESTS.items():
        score = NOBODYS[name][step.is_last]
        if score and holds(step, habits):
            yield name, score


NOBODY_TESTS: Mapping[str, Callable[[Step, Habits], bool]] = {
    "speaks of those who talk": lambda step, _: bool(step.called) and not step.cues.first_person,
    "speaks of all who talk": lambda step, _: len(step.called) > 1 and not step.cues.first_person,
    "reads like a closing": lambda step, _: step.cues.closes,
    "begins with a dash": lambda step, _: step.has_dash,
    "begins as a line of credits": lambda step, _: (
        step.cues.opens_like_label and step.cues.first_person < SELDOM_I
    ),
    "is a word from a sponsor": lambda step, _: (
        step.cues.is_sponsor and step.cues.first_person < SELDOM_I
    ),
    "is in italics": lambda step, habits: (
        step.cues.style == "italic" and habits.asking_style != "italic" and not step.cues.asks
    ),
    "is nothing but links": lambda step, _: step.cues.is_links,
    "speaks of the talk": lambda step, _: step.after_heading and step.cues.speaks_of_talk,
    "has an address": lambda step, _: step.cues.has_address,
    "does not say I": lambda step, _: not step.cues.first_person,
}


def _of_asker(cues: Cues, habits: Habits) -> Scores:
    if cues.asks:
        yield "asks", ASKERS["asks"]
    else:
        yield "does not ask", ASKERS["asks inside" if cues.asks_inside else "does not ask"]
    if habits.asking_style:
        is_set_so = cues.style == habits.asking_style
        name = "set as questions are" if is_set_so else "not set as questions are"
        yield name, ASKERS[name]
    elif cues.size > LONG:
        yield "long", ASKERS["long"]
    yield "says you", min(MOST_YOU, SAYS_YOU * cues.second_person)
    yield "says I", -min(MOST_ASKER_I, ASKER_SAYS_I * cues.first_person)


def _of_other(cues: Cues, habits: Habits) -> Scores:
    if cues.asks:
        yield "asks", OTHERS["asks"]
        if habits.asking_style and cues.style == habits.asking_style:
            yield "set as questions are", OTHERS["set as questions are"]
    yield "says I", min(MOST_OTHER_I, OTHER_SAYS_I * cues.first_person)


# -- from one to the next -------------------------------------------------------------------------


def _into_label(before: int, state: int, habits: Habits) -> float:
    """Return the score for a labelled block: few are labelled again in the midst of their turn."""
    if before != state or state == NOBODY:
        return 0.0
    missing = habits.gaps if state in habits.askers else habits.missing_questions
    return -(SAME_AGAIN_OF_TWO if habits.people == 2 else SAME_AGAIN) - GAPS_SAME * missing


def _staying(step: Step, state: int, habits: Habits) -> float:
    """Return the score for the same one to go on without a label."""
    if state == NOBODY:
        return _silence(step)
    cues, prev = step.cues, step.before
    score = -_resuming_cost(step) - (OVER_DASH if step.has_dash else 0.0)
    if state in step.called and not cues.first_person:
        score -= OF_ONESELF
    if state not in habits.askers:
        return score - _asking_cost(cues, habits)
    if prev is not None and (prev.cues.asks or prev.is_set_as_question) and not cues.asks:
        score -= WAITING + GAPS_WAITING * habits.gaps
    return score


def _silence(step: Step) -> float:
    """Return the score for nobody to go on: at the end, each block that looks so adds to it."""
    if step.has_dash:
        return -OVER_DASH
    if not step.is_last or step.cues.first_person:
        return 0.0
    return step.sums[NOBODY] - NOBODYS["does not say I"][True]


def _resuming_cost(step: Step) -> float:
    """Return what it costs to go on without a label after a heading or a rule."""
    is_told = step.cues.first_person >= OFTEN_I
    if step.is_last and (step.after_heading or step.after_rule) and not is_told:
        return AFTER_LAST
    return AFTER_HEADING if step.after_heading else AFTER_RULE if step.after_rule else 0.0


def _asking_cost(cues: Cues, habits: Habits) -> float:
    """Return what it costs that one who answers goes on with a question."""
    if not cues.asks:
        return 0.0
    if habits.asking_style and cues.style == habits.asking_style:
        return OWN_QUESTION
    is_to_other = habits.people == 2 and cues.second_person > cues.first_person
    return ASKED_BY_TWO if is_to_other else 0.0


def _change_cost(step: Step, before: int, state: int, habits: Habits) -> float:
    """Return what it costs that one ends, and another or nobody speaks without a label."""
    asked = step.before is not None and step.before.has_asked
    if state == NOBODY:
        is_unanswered = asked and before in habits.askers
        return _leaving_cost(step, habits) + (UNANSWERED if is_unanswered else 0.0)
    if before in habits.askers and state not in habits.askers:
        cost = (ANSWERING if asked else UNASKED) - GAPS_ANSWERING * habits.gaps
        return cost + (0.0 if habits.gaps else NO_GAPS)
    if state in habits.askers and before not in habits.askers:
        return ASKING - GAPS_ASKING * habits.missing_questions
    return OTHERWISE


def _leaving_cost(step: Step, habits: Habits) -> float:
    """Return what it costs that nobody speaks any more.

    Where turns have one paragraph each, one without a label is hardly a turn's second.
    """
    if step.after_heading:
        return LAST_HEADING_ENDS if step.is_last else HEADING_ENDS
    cost = ENDING - SHORT_TURNS * max(0.0, 1 - 2 * habits.length)
    if step.is_annex:
        cost += ANNEX
    if step.is_last:
        cost -= THANKED * habits.is_closed + (RULED_OFF if step.after_rule else 0.0)
    return max(LEAST, cost)
