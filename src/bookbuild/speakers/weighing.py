"""Which labels of a chapter name speakers: those for which enough speaks, where people talk.

Labels in, verdicts out. No label is looked at alone: what is repeated, what alternates with
others, what is set as the others are, and what the text introduces counts (``ledger``).
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from itertools import pairwise

from bookbuild.speakers.evidence import Candidate, Setting, Verdict
from bookbuild.speakers.ledger import Ledger

ENOUGH = 3.0  # the sum from which on a label is a speaker's
FAIR = 1.0  # beside speakers, a label of less is not even doubted
ROUNDS = 2  # what is set as the speakers' labels are gains by it, and may win others
FEWEST = 3  # of one label, of changes or of questions make a talk
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
            ledger.compare(verdict, speakers)
    return verdicts


def find_labels(
    candidates: Sequence[Candidate], verdicts: Verdicts, setting: Setting, questions: int
) -> dict[str, Verdict]:
    """Return the verdicts on the labels that name speakers; none where nobody talks.

    ``questions``: how many blocks without a label ask.
    """
    found = {key: verdicts[key] for key in _speakers(verdicts)} | {
        item.key: verdicts[item.key] for item in candidates if item.key in setting.listed
    }
    order = [item for item in candidates if item.key in found]
    is_listed = any(item.key in setting.listed for item in order)
    return found if is_listed or _is_talk(order, found, questions) else {}


def doubtful(
    candidates: Sequence[Candidate], verdicts: Verdicts, labels: Mapping[str, Verdict]
) -> list[Candidate]:
    """Return the labels that are taken as text beside ``labels``, though much speaks for them."""
    if not labels:
        return []
    return [
        item for item in candidates if item.key not in labels and verdicts[item.key].total >= FAIR
    ]


def _speakers(verdicts: Verdicts) -> frozenset[str]:
    return frozenset(key for key, verdict in verdicts.items() if verdict.total >= ENOUGH)


def _is_talk(order: Sequence[Candidate], found: Verdicts, questions: int) -> bool:
    """Whether the labels make a talk: several who take turns, or one who is timed or asked."""
    counts = Counter(item.key for item in order)
    most = len(order) if is_set_off(order) else max(counts.values(), default=0)
    if min(most, questions) >= FEWEST:
        return True
    asks = any(item.asks for item in order)
    timed = sum(bool(item.head.time) for item in order)
    if len(counts) > 1:
        changes = sum(one.key != other.key for one, other in pairwise(order))
        return asks or timed >= TIMED or changes >= FEWEST
    is_named = any(not NAMED.isdisjoint(found[key].scores) for key in counts)
    is_long = any(len(item.said) > LONG for item in order)
    is_lone = is_named and len(order) >= FEWEST
    return len(order) > 1 and ((timed >= TIMED and is_long) or asks or is_lone or is_set_off(order))


def is_set_off(order: Sequence[Candidate]) -> bool:
    """Whether all labels are set off and end with a colon: then one speaks, and nobody else."""
    return all(item.head.is_set_off and item.head.ending == "colon" for item in order)
