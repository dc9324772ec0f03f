"""Which labels of a chapter name speakers: those for which enough speaks, where people talk.

Labels in, verdicts out. No label is looked at alone: what is repeated, what alternates with
others (``ledger``), what is set as the others are (``comparing``), and what the text introduces.
"""

from collections import Counter
from collections.abc import Mapping, Sequence

from bookbuild.model import BlockKind
from bookbuild.speakers.comparing import compare
from bookbuild.speakers.cues import read_cues
from bookbuild.speakers.evidence import Candidate, Setting, Verdict
from bookbuild.speakers.ledger import Ledger, is_timetable

ENOUGH = 3.0  # the sum from which on a label is a speaker's
FAIR = 1.0  # beside speakers, a label of less is not even doubted
ROUNDS = 2  # what is set as the speakers' labels are gains by it, and may win others
FEWEST = 3  # of one label, of changes or of questions make a talk
MANY = 6  # labels among which somebody asks or says I or you
SELDOM, OFTEN, MOSTLY = 0.15, 0.2, 0.4  # shares of the turns
SAMPLE = 60  # turns that are looked at
LONG = 40  # characters: a value is shorter
TIMED = 2  # labels with a time do
NAMED = {"named in the text", "names a part in the talk"}

Verdicts = Mapping[str, Verdict]


def weigh(candidates: Sequence[Candidate], setting: Setting) -> Verdicts:
    """Return a verdict on every label, by its folded name."""
    ledger = Ledger(candidates, setting)
    verdicts = {key: ledger.judge(key) for key in ledger.by_key}
    for _ in range(ROUNDS):
        speakers = _speakers(verdicts)
        for verdict in verdicts.values():
            compare(verdict, speakers, ledger)
    return verdicts


def find_labels(
    candidates: Sequence[Candidate], verdicts: Verdicts, setting: Setting
) -> dict[str, Verdict]:
    """Return the verdicts on the labels that name speakers; none where nobody talks."""
    found = {key: verdicts[key] for key in _speakers(verdicts)} | {
        item.key: verdicts[item.key] for item in candidates if item.key in setting.listed
    }
    order = [item for item in candidates if item.key in found]
    is_listed = any(item.key in setting.listed for item in order)
    return found if is_listed or _is_talk(order, found, len(setting.asking)) else {}


def doubtful(
    candidates: Sequence[Candidate], verdicts: Verdicts, labels: Mapping[str, Verdict]
) -> list[Candidate]:
    """Return the labels that are taken as text beside ``labels``, though much speaks for them."""
    if not labels:
        return []
    return [
        item
        for item in candidates
        if item.key not in labels
        and item.kind is not BlockKind.HEADING
        and not item.is_inner
        and verdicts[item.key].total >= FAIR
    ]


def _speakers(verdicts: Verdicts) -> frozenset[str]:
    return frozenset(key for key, verdict in verdicts.items() if verdict.total >= ENOUGH)


def _is_talk(order: Sequence[Candidate], found: Verdicts, questions: int) -> bool:
    """Whether the labels make a talk: people ask, say I and you, or are timed as in a transcript.

    A glossary, a list of changes or of options has labels, too, and they may come in turns.
    """
    if not order:
        return False
    timed = [item for item in order if item.head.time]
    if (
        len(timed) >= TIMED
        and not is_timetable(timed)
        and any(len(item.said) > LONG for item in order)
    ):
        return True
    counts = Counter(item.key for item in order)
    most, is_alike = max(counts.values()), is_set_off(order)
    inline = {item.key for item in order if item.kind is not BlockKind.HEADING}
    is_named = any(not NAMED.isdisjoint(found[key].scores) for key in inline)
    asking, personal = speech = _speech(order)
    if sum(item.kind in (BlockKind.HEADING, BlockKind.LIST) for item in order) * 2 > len(order):
        return asking > 0 and personal >= OFTEN  # of headings and lists, any text is full
    every_named = all(not NAMED.isdisjoint(found[item.key].scores) for item in order)
    if is_alike and every_named and questions >= FEWEST:
        return True  # a few labels among questions without one
    answers = len(order) if is_alike else most
    if answers >= FEWEST and questions >= max(FEWEST, len(order) * MOSTLY) and any(speech):
        return True  # the labels answer the questions
    is_said = (most > 1 or asking > 0) and _is_said(*speech, is_named=is_named)
    if len(counts) > 1:
        return is_said or (is_alike and most > 1)
    # One person speaks, and nobody else: by name, or with questions.
    is_lone = (is_named and most >= FEWEST) or asking > 0
    is_terse = is_alike and (any(speech) or len(order) < MANY)
    return most > 1 and (is_terse or (is_lone and is_said))


def _speech(order: Sequence[Candidate]) -> tuple[float, float]:
    """Return in which shares of the turns somebody asks, and says I or you."""
    cues = [read_cues(item.said, BlockKind.PARAGRAPH) for item in order[:SAMPLE]]
    personal = sum(bool(cue.first_person or cue.second_person) for cue in cues)
    return sum(item.asks for item in order) / len(order), personal / len(cues)


def _is_said(asking: float, personal: float, *, is_named: bool) -> bool:
    """Whether the words behind the labels are said: enough of them ask, or say I or you."""
    if is_named:  # the text names those who speak
        return asking > 0 or personal >= SELDOM
    return asking >= MOSTLY or (asking > 0 and personal >= SELDOM) or personal >= MOSTLY


def is_set_off(order: Sequence[Candidate]) -> bool:
    """Whether all labels are set off and end with a colon: then one speaks, and nobody else."""
    return all(
        item.head.is_set_off and item.head.ending == "colon" and item.kind is BlockKind.PARAGRAPH
        for item in order
    )
