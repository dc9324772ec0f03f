"""Which labels of a chapter name speakers: small named scores for each, added up.

Labels in, verdicts out. No label is looked at alone: what is repeated, what alternates with
others, what is set as the others are, and what the text introduces counts.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field

from bookbuild.model import BlockKind
from bookbuild.speakers.heads import Head, is_clause
from bookbuild.speakers.lexicon import (
    ALL_TOGETHER,
    AUDIENCE,
    FULL_WORD_LETTERS,
    LETTERS,
    REMARKS,
    ROLE_OF,
    UNNAMED,
)
from bookbuild.speakers.names import (
    CASELESS,
    UPPER,
    Mention,
    bare,
    is_handle,
    is_initials_of,
    is_misspelt,
    is_part,
    looks_like_name,
    members,
    parts,
    sounds_like,
)
from bookbuild.turns import CAPTION, QUESTION, fold

ENOUGH = 3.0  # the sum from which on a label is a speaker's
FEWEST, MOSTLY = 4, 0.8  # labels, and share of the blocks, that make a talk of labelled blocks
FAIR = 1.0  # beside speakers, a label of less is not even doubted
# Labels whose end may stand in any text: they count only where they are the rule.
WEAK_ENDINGS = ("line", "bracket", "stop", "dash", "bold", "heading", "term", "cell")
SHORT_VALUE = 40  # characters: a date or a place after "Date:" is not longer
BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af)\s", re.IGNORECASE)
DAYTIME = re.compile(r"(?:0?[6-9]|1\d|2[0-3]):[0-5][05]")
UNNAMED_PERSON = re.compile(
    rf"(?:{UNNAMED})\s*(?:#|no\.?|nr\.?)?\s*(?:\d{{1,2}}|[a-z一二三四五六甲乙丙丁])?", re.IGNORECASE
)
ASKING_WORDS = re.compile(r"[?？؟]")


@dataclass(frozen=True, slots=True)
class Candidate:
    """A head in its place: the block's number, the kind of what holds it, and what surrounds it."""

    head: Head
    line: int
    block: int
    kind: BlockKind
    is_inner: bool  # it stands in the middle of a line
    said: str  # the text that follows, as far as it is needed

    @property
    def key(self) -> str:
        return self.head.key

    @property
    def asks(self) -> bool:
        end = self.said.rstrip()[-160:]
        return bool(QUESTION.search(end[-40:]) or ASKING_WORDS.search(end))


@dataclass(slots=True)
class Verdict:
    """What speaks for and against a label, by name; ``total`` decides."""

    key: str
    name: str
    scores: dict[str, float] = field(default_factory=dict)

    @property
    def total(self) -> float:
        return sum(self.scores.values())

    def why(self) -> str:
        """Return what counts most, as words."""
        best = sorted(self.scores.items(), key=lambda item: -abs(item[1]))[:3]
        return ", ".join(name for name, score in best if score)


@dataclass(frozen=True, slots=True)
class Setting:
    """What a chapter says beside its labels: names it gives, people that are listed for it."""

    mentions: tuple[Mention, ...] = ()
    listed: frozenset[str] = frozenset()  # labels of the roster, folded
    known: tuple[str, ...] = ()  # names of the roster
    opening: str = ""  # title and introduction
    coverage: float = 0.0  # the share of the text that has a label at its head


def weigh(candidates: Sequence[Candidate], setting: Setting) -> dict[str, Verdict]:
    """Return a verdict on every label, by its folded name."""
    by_key: dict[str, list[Candidate]] = {}
    for item in candidates:
        by_key.setdefault(item.key, []).append(item)
    places = {id(item): place for place, item in enumerate(candidates)}
    blocks = [item.block for items in by_key.values() if len(items) > 1 for item in items]
    ends = (min(blocks, default=-1), max(blocks, default=-1))
    ledger = _Ledger(candidates, by_key, setting, places, *ends)
    verdicts = {key: ledger.judge(key) for key in by_key}
    speakers = _speakers(verdicts)
    for _ in range(2):  # what is set as the speakers' labels are gains by it, and may win others
        for key in by_key:
            ledger.compare(verdicts[key], speakers, verdicts)
        speakers = _speakers(verdicts)
    return verdicts


def find_labels(
    candidates: Sequence[Candidate], setting: Setting, questions: int
) -> dict[str, Verdict]:
    """Return the verdicts on the labels that name speakers; none where nobody talks.

    ``questions``: how many blocks without a label ask.
    """
    verdicts = weigh(candidates, setting)
    found = {key: verdicts[key] for key in _speakers(verdicts)} | {
        item.key: verdicts[item.key] for item in candidates if item.key in setting.listed
    }
    return found if found and _is_talk(candidates, found, setting, questions) else {}


def _speakers(verdicts: Mapping[str, Verdict]) -> frozenset[str]:
    return frozenset(key for key, verdict in verdicts.items() if verdict.total >= ENOUGH)


def _is_talk(
    candidates: Sequence[Candidate], found: Mapping[str, Verdict], setting: Setting, questions: int
) -> bool:
    """Whether the labels make a talk: listed people, several who take turns, or one who is timed."""
    order = [item for item in candidates if item.key in found]
    if any(item.key in setting.listed for item in order):
        return True
    keys = [item.key for item in order]
    changes = sum(one != other for one, other in zip(keys, keys[1:], strict=False))
    asks = any(item.asks for item in order)
    timed = sum(bool(item.head.time) for item in order)
    commonest = Counter(keys).most_common(1)[0][1] if keys else 0
    if commonest >= 3 and questions >= 3:
        return True
    if len(set(keys)) >= 2:
        return asks or timed >= 2 or changes >= 3
    named = any(
        "named in the text" in found[key].scores or "names a part in the talk" in found[key].scores
        for key in keys
    )
    return len(keys) >= 2 and (timed >= 2 or asks or (named and len(keys) >= 3))


@dataclass(frozen=True, slots=True)
class _Ledger:
    """All labels of a chapter, in order and by name."""

    order: Sequence[Candidate]
    by_key: Mapping[str, list[Candidate]]
    setting: Setting
    places: Mapping[int, int]  # of a candidate in the order, by its identity
    start: int  # block of the first label that comes back
    end: int  # and of the last

    def judge(self, key: str) -> Verdict:
        """Return what speaks for the label ``key`` and against it, whatever the others are."""
        items = self.by_key[key]
        name = items[0].head.name
        verdict = Verdict(key, name)
        for test in (self._shape, self._repeats, self._place, self._talk):
            for reason, score in test(name, items):
                verdict.scores[reason] = verdict.scores.get(reason, 0) + score
        return verdict

    # -- what the label itself looks like -----------------------------------------------------------

    def _shape(self, name: str, items: list[Candidate]) -> Iterator[tuple[str, float]]:
        key = fold(name)
        if key in self.setting.listed:
            yield "in the roster", 9.0
        elif any(self._is_of(name, person) for person in self.setting.known):
            yield "of somebody in the roster", 3.0
        if CAPTION.match(name) or (key in REMARKS and key not in ROLE_OF):
            yield "opens a remark", -9.0
            return
        if _letter(name):
            if self._has_partner(name):
                yield "names a part in the talk", 4.0
            elif not _is_likely_initial(name):
                yield "lone letter", -3.0
            else:
                yield "initial", -0.5
            return
        if is_role(name):
            yield "names a part in the talk", 3.0
            if len(items) == 1 and value_name(items[0]):
                yield "a name follows", -6.0
            return
        yield from self._name_shape(name, items)

    def _name_shape(self, name: str, items: list[Candidate]) -> Iterator[tuple[str, float]]:
        short = re.sub(r"[.\s]", "", name)
        together = members(name)
        if together and len(items) == 1 and not all(self._is_known(one) for one in together):
            yield "strangers together", -2.0
        if looks_like_name(name) or together:
            words = parts(name)
            yield (
                "looks like a name",
                1.0 if len(words) > 1 or (CASELESS.search(name) and len(name) >= 2) else 0.5,
            )
        elif short.isupper() and 1 < len(short) <= 4:
            yield "looks like a name", 0.5
        elif is_handle(name) and not is_clause(name):
            yield "lower case", -1.0
        elif re.fullmatch(rf"[{UPPER}]\w+(?: \w+){{1,2}}", name) and not is_clause(name):
            yield "small letters", -1.0
        else:
            yield "no name", -6.0
        if re.search(r"\d", name):
            yield "digits", -2.0
        if len(name.split()) > 5:
            yield "long", -2.0
        mention = self._mention(name)
        if mention is not None:
            yield "named in the text", min(3.0, 1.0 + mention.weight / 2)

    def _is_known(self, name: str) -> bool:
        """Whether ``name`` is a label of its own, or a part of one, or a name that the text gives."""
        labels = [items[0].head.name for items in self.by_key.values()]
        return self._mention(name) is not None or any(
            bare(name) == bare(label) or is_part(name, label) for label in labels
        )

    def _is_of(self, name: str, person: str) -> bool:
        return (
            is_part(name, person)
            or is_misspelt(name, person)
            or (len(fold(name)) > 1 and is_initials_of(name, person))
        )

    def _mention(self, name: str) -> Mention | None:
        """Return the name in the text that this is, or is a part of, or the initials of."""
        for mention in self.setting.mentions:
            if bare(name) in (bare(mention.name), bare(mention.short)) or is_part(
                name, mention.name
            ):
                return mention
            if len(fold(name)) > 1 and is_initials_of(name, mention.name):
                return mention
        return None

    def _has_partner(self, name: str) -> bool:
        letter = _letter(name)
        return any(
            letter in pair
            and any(_letter(self.by_key[key][0].head.name) == other for key in self.by_key)
            for pair in LETTERS
            for other in pair
            if other != letter
        ) or (letter == "q" and len(self.by_key[fold(name)]) > 1)

    # -- how often, and where -----------------------------------------------------------------------

    @property
    def is_covered(self) -> bool:
        """Whether nearly every block has a label, of at least two, and somebody asks."""
        back = [
            items for key, items in self.by_key.items() if len(items) > 1 and key not in REMARKS
        ]
        is_talk = len(back) > 1 and any(item.asks for item in self.order)
        is_most = sum(map(len, back)) >= max(FEWEST, MOSTLY * len(self.order))
        return is_talk and is_most and self.setting.coverage >= MOSTLY

    def _repeats(self, name: str, items: list[Candidate]) -> Iterator[tuple[str, float]]:
        if len(items) > 1:
            yield "comes back", min(3.0, 0.5 + 0.75 * (len(items) - 1))
        if len(items) > 1 and self.is_covered and not any(item.head.is_tight for item in items):
            yield "every block has a label", 1.5
        if any(item.head.time for item in items) and not self.is_timetable:
            yield "has a time", 2.0
        if all(item.head.is_set_off for item in items):
            yield "set off", 0.75

    def _place(self, name: str, items: list[Candidate]) -> Iterator[tuple[str, float]]:
        heads = [item.head for item in items]
        if all(item.is_inner for item in items) and len(items) == 1:
            yield "in the middle of a line", -2.0
        if all(head.is_tight for head in heads):
            yield "no space", -3.0
        if all(item.kind is BlockKind.LIST for item in items) and all(
            head.ending != "term" for head in heads
        ):
            yield "in a list", -1.5 if len(items) > 1 else -2.5
        if all(head.ending in WEAK_ENDINGS for head in heads):
            is_usual = self.is_covered or any(head.time for head in heads)
            yield "no colon", 0.0 if is_usual else -1.5
        if all(head.ending == "colon" and head.is_alone and not head.is_set_off for head in heads):
            yield "lead-in", -1.5 if len(items) > 1 else -3.0
        if any("|" in head.rest for head in heads) or BYLINE.match(name):
            yield "line of credits", -4.0
        if all(head.aside for head in heads):
            yield "clause", -2.0 * len(items)
        if (
            len(items) == 1
            and self._is_value(items[0])
            and self._stands_in_a_list_of_values(items[0])
        ):
            yield "a value follows", -2.5

    @property
    def is_timetable(self) -> bool:
        """Whether the times are those of a day: all at full five minutes, and none near zero."""
        times = [item.head.time for item in self.order if item.head.time]
        return bool(times) and all(DAYTIME.fullmatch(time) for time in times)

    def _is_value(self, item: Candidate) -> bool:
        """Whether what follows is short and no sentence, and stands before the talk or after it."""
        is_short = 0 < len(item.said) <= SHORT_VALUE and not item.asks
        is_sentence = item.said.rstrip("*_ \n")[-1:] in ".!?。！？…"
        return is_short and not is_sentence and not self.start < item.block < self.end

    def _stands_in_a_list_of_values(self, item: Candidate) -> bool:
        """Whether short values with labels of their own stand around it: Date: …, Place: …"""
        place = self.places[id(item)]
        around = self.order[max(0, place - 3) : place + 4]
        near = [other for other in around if 0 < abs(other.line - item.line) <= 2]
        return (
            any(
                len(other.said) <= SHORT_VALUE * 2
                and len(self.by_key[other.key]) == 1
                and other.kind is item.kind
                and not other.asks
                for other in near
            )
            and not item.head.time
        )

    # -- the talk -----------------------------------------------------------------------------------

    def _talk(self, name: str, items: list[Candidate]) -> Iterator[tuple[str, float]]:
        if any(item.asks for item in items):
            yield "asks", 0.75
        if any(self._follows_question(item) for item in items):
            yield "follows a question", 0.75
        if len(items) > 1 and self._alternates(items):
            yield "takes turns with others", 1.0

    def _follows_question(self, item: Candidate) -> bool:
        place = self.places[id(item)]
        before = self.order[place - 1] if place else None
        return (
            before is not None
            and before.key != item.key
            and before.asks
            and (item.block - before.block <= 3)
        )

    def _alternates(self, items: list[Candidate]) -> bool:
        """Whether others' labels stand between those of one, more often than not."""
        places = [self.places[id(item)] for item in items]
        parted = sum(
            later - earlier > 1 for earlier, later in zip(places, places[1:], strict=False)
        )
        return 2 * parted >= len(places) - 1

    # -- beside the speakers that are known ---------------------------------------------------------

    def compare(
        self, verdict: Verdict, speakers: Collection[str], verdicts: Mapping[str, Verdict]
    ) -> None:
        """Add what follows from the labels that are speakers'."""
        items = self.by_key[verdict.key]
        others = [item for key in speakers if key != verdict.key for item in self.by_key[key]]
        for reason in (
            "set as the other labels are",
            "like another label of theirs",
            "set unlike the other labels",
            "among topics",
            "between speakers",
        ):
            verdict.scores.pop(reason, None)
        if not others:
            return
        forms = Counter(item.head.form for item in others)
        if all(item.head.form in forms for item in items):
            verdict.scores["set as the other labels are"] = 1.0
        elif verdict.key not in self.setting.listed and len(items) == 1:
            verdict.scores["set unlike the other labels"] = -0.5
        if (
            others
            and all(item.head.time for item in others)
            and not any(item.head.time for item in items)
        ):
            verdict.scores["set unlike the other labels"] = -2.0
        names = {self.by_key[key][0].head.name for key in speakers if key != verdict.key}
        if any(
            self._is_of(verdict.name, name)
            or is_part(name, verdict.name)
            or is_initials_of(name, verdict.name)
            or sounds_like(verdict.name, name)
            for name in names
        ):
            verdict.scores["like another label of theirs"] = 2.0
        is_known = verdict.scores.keys() & {
            "named in the text",
            "like another label of theirs",
            "names a part in the talk",
            "has a time",
        }
        is_known = is_known or self.is_covered or "follows a question" in verdict.scores
        if len(items) == 1 and not is_known and self._is_among_topics(items[0], speakers):
            verdict.scores["among topics"] = -2.5
        elif all(self._is_between(item, speakers) for item in items):
            verdict.scores["between speakers"] = 0.75

    def _is_among_topics(self, item: Candidate, speakers: Collection[str]) -> bool:
        """Whether the next label or the one before it is a stranger's, too, and as near."""
        place = self.places[id(item)]
        near = [*self.order[max(0, place - 1) : place], *self.order[place + 1 : place + 2]]
        return (
            any(
                len(self.by_key[other.key]) == 1
                and other.key not in speakers
                and other.kind is item.kind
                and abs(other.block - item.block) <= 2
                and not other.asks
                for other in near
            )
            and not item.asks
        )

    def _is_between(self, item: Candidate, speakers: Collection[str]) -> bool:
        place = self.places[id(item)]
        before = self.order[place - 1] if place else None
        after = self.order[place + 1] if place + 1 < len(self.order) else None
        return all(
            other is not None and other.key in speakers and abs(other.block - item.block) <= 2
            for other in (before, after)
        )


def is_role(name: str) -> bool:
    """Whether a label states a part in the talk and no name: Host, Speaker 2, all."""
    key = fold(name)
    if key in ROLE_OF or key in ALL_TOGETHER or UNNAMED_PERSON.fullmatch(name):
        return True
    return bool(AUDIENCE.search(name)) and len(name.split()) <= 5


def value_name(item: Candidate) -> str:
    """Return the name that stands alone behind a label, as in "Interviewer: Ana Costa"; or empty."""
    value = re.sub(r"\s*[(（\[].*", "", item.said.split("\n")[0]).strip(" *_.。")
    return (
        value
        if 1 < len(value) <= SHORT_VALUE
        and not item.asks
        and looks_like_name(value)
        and (len(parts(value)) > 1 or CASELESS.search(value))
        and len(value.split()) <= 4
        else ""
    )


def _letter(name: str) -> str:
    """Return the letter of Q, Q1, "A." or 问; empty where the label is longer."""
    found = re.fullmatch(r"(?P<letter>[^\W\d_])[ .]?\d{0,3}\.?", name)
    if found is None or name in FULL_WORD_LETTERS:
        return ""
    letter = found["letter"].casefold()
    return (
        letter
        if not CASELESS.search(letter) or letter in {x for pair in LETTERS for x in pair}
        else ""
    )


def _is_likely_initial(name: str) -> bool:
    return name.strip(".").isupper() and len(name.strip(".")) == 1


def question_letters(names: Iterable[str]) -> dict[str, bool]:
    """Return the letters among ``names`` that stand for question (True) and answer (False)."""
    letters = {_letter(name): fold(name) for name in names if _letter(name)}
    for ask, answer in LETTERS:
        if ask in letters and answer in letters:
            return {ask: True, answer: False}
    return {"q": True} if "q" in letters else {}
