"""What a label gains and loses beside the labels that are known to be speakers'."""

from collections.abc import Collection

from bookbuild.model import BlockKind
from bookbuild.speakers.evidence import Candidate, Verdict
from bookbuild.speakers.ledger import MOSTLY, Ledger, Scores, counts
from bookbuild.speakers.likeness import may_be_one
from bookbuild.speakers.weights import COMPARED, KNOWN, OTHER_ENDING, WITHOUT_TIME, WORD_OR_LETTERS

FEW_BLOCKS = 2


def compare(verdict: Verdict, speakers: frozenset[str], ledger: Ledger) -> None:
    """Add what follows from the labels that are ``speakers``'."""
    for reason in COMPARED:
        verdict.scores.pop(reason, None)
    if not speakers or speakers == {verdict.key}:
        return
    for test in (_likeness, _surroundings):
        verdict.scores |= dict(test(ledger, verdict, speakers))


def _likeness(ledger: Ledger, verdict: Verdict, speakers: frozenset[str]) -> Scores:
    """Yield what a label gains or loses by being like the speakers' labels, or unlike them."""
    items, others = ledger.by_key[verdict.key], speakers - {verdict.key}
    own = ledger.forms[verdict.key]
    if all(any(form in ledger.forms[key] for key in others) for form in own):
        yield counts("set as the other labels are")
    elif verdict.key not in ledger.setting.listed and len(items) == 1:
        endings = {form[-1] for key in others for form in ledger.forms[key]}
        is_other = items[0].head.ending not in endings
        yield (
            ("set unlike the other labels", OTHER_ENDING)
            if is_other
            else counts("set unlike the other labels")
        )
    is_timed = any(item.head.time for item in items)
    if not is_timed and all(item.head.time for key in others for item in ledger.by_key[key]):
        yield "set unlike the other labels", WITHOUT_TIME
    names = [ledger.by_key[key][0].head.name for key in others]
    is_like = any(may_be_one(verdict.name, name) for name in names)
    if is_like and not _is_of_list(ledger, items, others):
        yield counts("like another label of theirs")


def _is_of_list(ledger: Ledger, items: list[Candidate], others: Collection[str]) -> bool:
    """Whether a label stands in a list, and no speaker's does: there it is a topic."""
    is_listed = all(item.kind is BlockKind.LIST for item in items)
    return is_listed and not any(
        item.kind is BlockKind.LIST for key in others for item in ledger.by_key[key]
    )


def _surroundings(ledger: Ledger, verdict: Verdict, speakers: frozenset[str]) -> Scores:
    """Yield what a label gains or loses by standing between strangers, or speakers."""
    items = ledger.by_key[verdict.key]
    is_known = ledger.is_covered or not KNOWN.isdisjoint(verdict.scores)
    if len(items) == 1 and not is_known and _is_among_topics(ledger, items[0], speakers):
        yield counts("among topics")
    elif all(_is_between(ledger, item, speakers) for item in items):
        yield counts("between speakers")
    if len(items) == 1 and _answers(ledger, verdict, items[0], speakers):
        yield counts("answers a speaker")
    if len(items) == 1 and _stands_like_a_turn(ledger, verdict, items[0]):
        yield counts("stands where a turn begins")
    elif ledger.setting.listed and _reads_like_a_label(verdict, items):
        yield counts("set so beside a roster")


def _answers(ledger: Ledger, verdict: Verdict, item: Candidate, speakers: Collection[str]) -> bool:
    """Whether a full name, set as the others are, follows at once on a speaker who asks."""
    before = ledger.beside(item, -1)
    if before is None or before.key not in speakers or item.block != before.block + 1:
        return False
    turns = ledger.by_key[before.key]
    is_asked = before.asks or sum(turn.asks for turn in turns) * 2 >= len(turns)
    is_name = verdict.scores.get("looks like a name", 0.0) > WORD_OR_LETTERS
    return is_asked and is_name and item.head.ending == "colon" and not item.is_inner


def _reads_like_a_label(verdict: Verdict, items: list[Candidate]) -> bool:
    """Whether labels are set off as the others are, read like names, and open their blocks."""
    is_alike = {"set as the other labels are", "set off"} <= verdict.scores.keys()
    is_name = verdict.scores.get("looks like a name", 0.0) > 0
    is_head = all(item.kind is BlockKind.PARAGRAPH and not item.is_inner for item in items)
    return is_alike and is_name and is_head


def _stands_like_a_turn(ledger: Ledger, verdict: Verdict, item: Candidate) -> bool:
    """Whether nearly every block has a label set as this is, and this reads like a name."""
    is_alike = "set as the other labels are" in verdict.scores
    looks = verdict.scores.get("looks like a name", 0.0)
    is_name = looks > WORD_OR_LETTERS or (looks > 0 and "follows a question" in verdict.scores)
    is_other = item.is_inner or "strangers together" in verdict.scores
    is_other = is_other or item.head.ending == "heading"  # it may part the talk
    return ledger.setting.coverage >= MOSTLY and is_alike and is_name and not is_other


def _is_among_topics(ledger: Ledger, item: Candidate, speakers: Collection[str]) -> bool:
    """Whether the next label or the one before it is a stranger's, too, and as near."""
    near = [other for other in (ledger.beside(item, -1), ledger.beside(item, 1)) if other]
    is_among = any(
        other.key not in speakers and _is_near(other, item) and ledger.is_alike(other, item)
        for other in near
    )
    return is_among and not item.asks


def _is_between(ledger: Ledger, item: Candidate, speakers: Collection[str]) -> bool:
    near = (ledger.beside(item, -1), ledger.beside(item, 1))
    return all(
        other is not None and other.key in speakers and _is_near(other, item) for other in near
    )


def _is_near(one: Candidate, other: Candidate) -> bool:
    return abs(one.block - other.block) <= FEW_BLOCKS
