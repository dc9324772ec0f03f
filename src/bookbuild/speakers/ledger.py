"""The scores of each label of a chapter: small, named, and added up.

What it looks like, how often it comes and where, what is said behind it; whatever the others are.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import pairwise

from bookbuild.model import BlockKind
from bookbuild.speakers.cues import NOTE_OF_EDITOR
from bookbuild.speakers.evidence import SHORT_VALUE, Candidate, Setting, Verdict, value_name
from bookbuild.speakers.heads import Head, is_clause
from bookbuild.speakers.labels import is_initial, is_role, letter_of, partners
from bookbuild.speakers.lexicon.remarks import MAIL, REMARKS, SUBJECTS
from bookbuild.speakers.lexicon.roles import ROLE_OF
from bookbuild.speakers.likeness import has_initials, is_form_of
from bookbuild.speakers.mentions import Mention
from bookbuild.speakers.names import (
    CASELESS,
    UPPER,
    bare,
    is_handle,
    is_part,
    looks_like_name,
    members,
    parts,
)
from bookbuild.speakers.weights import (
    BACK_ONCE,
    EACH_TIME,
    LETTER_WITH_PARTNER,
    MOST_BACK,
    NAMED,
    NAMED_CASELESS,
    NAMED_MOST,
    ONCE,
    USUAL,
    WEIGHTS,
    WORD_OR_LETTERS,
)
from bookbuild.turns import CAPTION, fold

FEWEST, MOSTLY = 4, 0.8  # labels, and share of the blocks, that make a talk of labelled blocks
# Labels whose end may stand in any text: they count only where they are the rule.
WEAK_ENDINGS = ("line", "bracket", "stop", "dash", "gap", "bold", "heading", "term", "cell")
BYLINE = re.compile(r"(?:by|von|par|por|di|door|av|af)\s", re.IGNORECASE)
DAYTIME = re.compile(r"(?:0?[6-9]|1\d|2[0-3]):[0-5][05]")
INITIALS = re.compile(r"[.\s]")
TITLE_CASE = re.compile(rf"[{UPPER}]\w+(?: \w+){{1,2}}")
UNSPACED_NAME = re.compile(r"[\u3040-\u30ff\u3400-\u9fff\uac00-\ud7af]")
CASELESS_NAME = 2  # characters, and more
MOST_WORDS = 5  # of a name
MOST_CAPITALS = 4  # of initials
JOINED = re.compile(r"\s*[・、/&+,，]\s*|\s+(?:and|und|et|e|y|och|og|en|i|и)\s+")  # Text & Photos
NEAR = 2  # blocks, or lines
ANSWER_WITHIN = 3  # blocks after the question's label

Scores = Iterator[tuple[str, float]]


class Ledger:
    """All labels of a chapter, in order and by name."""

    def __init__(self, order: Sequence[Candidate], setting: Setting) -> None:
        self.by_key: dict[str, list[Candidate]] = {}
        for item in order:
            self.by_key.setdefault(item.key, []).append(item)
        self._order, self.setting = order, setting
        self._places = {id(item): place for place, item in enumerate(order)}
        self.forms = {
            key: Counter(item.head.form for item in items) for key, items in self.by_key.items()
        }
        # How labels that come back are set.
        self._usual = {item.head.form for items in self._repeated() for item in items}
        repeated = [item.block for items in self._repeated() for item in items]
        self._start, self._end = min(repeated, default=-1), max(repeated, default=-1)
        self.is_covered = self._has_labels_throughout()
        self._is_timetable = is_timetable(order)

    def judge(self, key: str) -> Verdict:
        """Return what speaks for the label ``key`` and against it, whatever the others are."""
        items = self.by_key[key]
        verdict = Verdict(key, items[0].head.name)
        for test in (self._shape, self._repeats, self._form, self._place, self._talk):
            for reason, score in test(verdict.name, items):
                verdict.scores[reason] = verdict.scores.get(reason, 0) + score
        return verdict

    def _repeated(self) -> list[list[Candidate]]:
        return [items for items in self.by_key.values() if len(items) > 1]

    def _has_labels_throughout(self) -> bool:
        """Whether nearly every block has a label, of at least two, and somebody asks."""
        if self._is_exchange():
            return True
        back = [
            items
            for items in self.by_key.values()
            if items[0].key not in REMARKS and (len(items) > 1 or self._has_other_form(items[0]))
        ]
        is_talk = len(back) > 1 and any(item.asks for item in self._order)
        count = sum(map(len, back))
        titles = [items[0] for items in self.by_key.values() if items not in back]
        parting = sum(item.head.ending == "heading" for item in titles)  # they part the talk
        is_most = count >= max(FEWEST, MOSTLY * (len(self._order) - parting))
        return is_talk and is_most and self.setting.coverage >= MOSTLY

    def _is_exchange(self) -> bool:
        """Whether there are two labels, set alike: the one asks, the other follows at once."""
        if len(self._order) != 2 or len(self.by_key) != 2:
            return False
        one, other = self._order
        is_alike = one.head.form == other.head.form and not one.head.is_tight
        is_answered = one.asks and not other.asks and other.block - one.block <= NEAR
        return is_alike and is_answered and self.setting.coverage >= MOSTLY

    # -- what the label itself looks like ---------------------------------------------------------

    def _shape(self, name: str, items: list[Candidate]) -> Scores:
        key = fold(name)
        if key in self.setting.listed:
            yield counts("in the roster")
        elif any(is_form_of(name, person) for person in self.setting.known):
            yield counts("of somebody in the roster")
        is_remark = all(fold(part) in REMARKS for part in JOINED.split(name)) or bool(
            NOTE_OF_EDITOR.search(name)
        )
        is_remark = is_remark or self._is_of_letter(key)
        is_person = key in ROLE_OF or self._is_introduced(name, items)
        if CAPTION.match(name) or (is_remark and not is_person):
            yield counts("opens a remark")
        elif letter_of(name):
            yield self._letter_shape(name)
        elif is_role(name):
            yield counts("names a part in the talk")
            if len(items) == 1 and value_name(items[0]):
                yield counts("a name follows")
        else:
            yield from self._name_shape(name, items)

    def _is_of_letter(self, key: str) -> bool:
        """Whether a label is a head of a letter, as there is one for its subject."""
        return key in SUBJECTS or (key in MAIL and not SUBJECTS.isdisjoint(self.by_key))

    def _letter_shape(self, name: str) -> tuple[str, float]:
        if self._has_partner(name):
            return "names a part in the talk", LETTER_WITH_PARTNER
        return counts("initial" if is_initial(name) else "lone letter")

    def _has_partner(self, name: str) -> bool:
        letter = letter_of(name)
        there = {letter_of(items[0].head.name) for items in self.by_key.values()}
        return bool(partners(letter) & there) or (
            letter == "q" and len(self.by_key[fold(name)]) > 1
        )

    def _name_shape(self, name: str, items: list[Candidate]) -> Scores:
        together = members(name)
        if together and len(items) == 1 and not all(map(self._is_known, together)):
            yield counts("strangers together")
        yield _looks(name, is_joint=bool(together))
        if re.search(r"\d", name):
            yield counts("digits")
        if len(name.split()) > MOST_WORDS:
            yield counts("long")
        mention = self._mention(name)
        if mention is not None:
            yield "named in the text", min(NAMED_MOST, NAMED + mention.weight / 2)
        elif self._is_in_opening(name, items[0].head):
            yield "named in the text", NAMED_CASELESS

    def _is_known(self, name: str) -> bool:
        """Whether ``name`` is a label, or a part of one, or a name that the text gives."""
        labels = [items[0].head.name for items in self.by_key.values()]
        return self._mention(name) is not None or any(
            bare(name) == bare(label) or is_part(name, label) for label in labels
        )

    def _is_in_opening(self, name: str, head: Head) -> bool:
        """Whether title or introduction has a name in a script in which names do not stand out."""
        if len(name) < CASELESS_NAME or not CASELESS.search(name):
            return False
        start = "" if UNSPACED_NAME.search(name) else r"(?<!\w)و?"
        other = r"(?![^\w\n]{0,4}[:：])"  # than as a label
        text = self.setting.opening
        if head.ending == "heading":  # headings are read as names of the introduction, too
            text = text.split("\n")[0]
        if head.ending == "line":  # its own line says nothing more
            text = "\n".join(
                line for line in text.split("\n") if not line.strip("\u2063 ").endswith(head.text)
            )
        return re.search(f"{start}{re.escape(name)}{other}", text) is not None

    def _is_introduced(self, name: str, items: list[Candidate]) -> bool:
        """Whether the text gives capitals that come back as somebody's: "Ada Dahl (AD)"."""
        is_short = items[0].head.is_capitals and len(name) <= MOST_CAPITALS and len(items) > 1
        return is_short and self._mention(name) is not None

    def _mention(self, name: str) -> Mention | None:
        """Return the name in the text that this is, or is a part of, or the initials of."""
        for mention in self.setting.mentions:
            is_same = bare(name) in (bare(mention.name), bare(mention.short))
            if is_same or is_part(name, mention.name) or has_initials(name, mention.name):
                return mention
        return None

    # -- how often, and where ---------------------------------------------------------------------

    def _repeats(self, _: str, items: list[Candidate]) -> Scores:
        if len(items) > 1:
            yield "comes back", min(MOST_BACK, BACK_ONCE + EACH_TIME * (len(items) - 1))
        elif self._has_other_form(items[0]):
            yield "comes back", BACK_ONCE + EACH_TIME
        is_tight = any(item.head.is_tight for item in items)
        is_back = len(items) > 1 or self._is_exchange()
        if is_back and self.is_covered and not is_tight:
            yield counts("every block has a label")
        if any(map(self._is_timed, items)) and not self._is_timetable:
            yield counts("has a time")
        if all(item.head.is_set_off for item in items):
            yield counts("set off")
        if not any(item.said.strip() for item in items):
            yield counts("says nothing")

    def _is_timed(self, item: Candidate) -> bool:
        """Whether a label has a time; a heading may, too: as the mark of a chapter."""
        is_mark = item.head.ending == "heading" and not any(
            "heading" in form for form in self._usual
        )
        return bool(item.head.time) and not is_mark

    def _has_other_form(self, item: Candidate) -> bool:
        """Whether a label that is set alike is a part of this one's name, or has it as a part."""
        return any(
            item.head.form in self.forms[key]
            and (is_part(name, item.head.name) or is_part(item.head.name, name))
            for key, items in self.by_key.items()
            if looks_like_name(name := items[0].head.name) and not is_role(name)
        )

    def _form(self, _: str, items: list[Candidate]) -> Scores:
        heads = [item.head for item in items]
        is_once = len(items) == 1
        is_usual = is_once and items[0].head.form in self._usual
        if is_once and items[0].is_inner:
            is_bold = is_usual and items[0].head.is_bold
            yield (
                "in the middle of a line",
                USUAL if is_bold else WEIGHTS["in the middle of a line"],
            )
        if all(head.is_tight for head in heads):
            yield counts("no space")
        is_listed = all(item.kind is BlockKind.LIST for item in items)
        if is_listed and all(head.ending != "term" for head in heads):
            is_rule = is_usual and heads[0].ending == "colon" and self.setting.coverage >= MOSTLY
            yield "in a list", USUAL if is_rule else counts("in a list", is_once=is_once)[1]
        if all(head.ending in WEAK_ENDINGS for head in heads):
            is_title = (
                is_once and heads[0].ending == "heading" and not self._has_other_form(items[0])
            )
            is_free = (self.is_covered and not is_title) or any(map(self._is_timed, items))
            yield "no colon", 0.0 if is_free else WEIGHTS["no colon"]
        is_lead_in = all(
            head.ending == "colon" and head.is_alone and not head.is_set_off for head in heads
        )
        if is_lead_in and self.setting.coverage < MOSTLY:
            yield counts("lead-in", is_once=is_once and not is_usual)

    def _place(self, name: str, items: list[Candidate]) -> Scores:
        if any("|" in item.head.rest for item in items) or BYLINE.match(name):
            yield counts("line of credits")
        if all(item.head.aside for item in items):
            yield "clause", WEIGHTS["clause"] * len(items)
        if len(items) == 1 and self._is_value(items[0]) and self._is_among_values(items[0]):
            yield counts("a value follows")

    def _is_value(self, item: Candidate) -> bool:
        """Whether what follows is short and no sentence, and stands before the talk or after it."""
        is_short = 0 < len(item.said) <= SHORT_VALUE and not item.asks
        is_sentence = item.said.rstrip("*_ \n")[-1:] in ".!?。！？…"
        return is_short and not is_sentence and not self._start < item.block < self._end

    def _is_among_values(self, item: Candidate) -> bool:
        """Whether short values with labels of their own stand around it: Date: …, Place: …."""
        place = self._places[id(item)]
        around = self._order[max(0, place - 3) : place + 4]
        near = [other for other in around if 0 < abs(other.line - item.line) <= NEAR]
        is_among = any(
            len(other.said) <= SHORT_VALUE * 2 and self.is_alike(other, item) for other in near
        )
        return is_among and not item.head.time

    def is_alike(self, other: Candidate, item: Candidate) -> bool:
        """Whether another label stands there once, too, in a block of its kind, and asks not."""
        is_once = len(self.by_key[other.key]) == 1
        return is_once and other.kind is item.kind and not other.asks

    # -- the talk ---------------------------------------------------------------------------------

    def _talk(self, _: str, items: list[Candidate]) -> Scores:
        if any(item.asks for item in items):
            yield counts("asks")
        if any(map(self._follows_question, items)):
            yield counts("follows a question")
        if len(items) > 1 and self._alternates(items):
            yield counts("takes turns with others")

    def _follows_question(self, item: Candidate) -> bool:
        if item.block - 1 in self.setting.asking:
            return True
        before = self.beside(item, -1)
        if before is None or before.key == item.key:
            return False
        return before.asks and item.block - before.block <= ANSWER_WITHIN

    def _alternates(self, items: list[Candidate]) -> bool:
        """Whether others' labels stand between those of one, more often than not."""
        places = [self._places[id(item)] for item in items]
        parted = sum(later - earlier > 1 for earlier, later in pairwise(places))
        return 2 * parted >= len(places) - 1

    def beside(self, item: Candidate, step: int) -> Candidate | None:
        """Return the label before (-1) or after (1) one."""
        place = self._places[id(item)] + step
        return self._order[place] if 0 <= place < len(self._order) else None


def is_timetable(labels: Sequence[Candidate]) -> bool:
    """Whether all times are those of a day: at full five minutes, and none near zero."""
    times = [item.head.time for item in labels if item.head.time]
    return bool(times) and all(map(DAYTIME.fullmatch, times))


def counts(reason: str, *, is_once: bool = False) -> tuple[str, float]:
    """Return a reason with what it counts (``weights``)."""
    return reason, ONCE[reason] if is_once else WEIGHTS[reason]


def _looks(name: str, *, is_joint: bool) -> tuple[str, float]:
    """Return what a label looks like: a name, or words of another kind."""
    if looks_like_name(name) or is_joint:
        is_full = len(parts(name)) > 1 or (CASELESS.search(name) and len(name) > 1)
        return "looks like a name", WEIGHTS["looks like a name"] if is_full else WORD_OR_LETTERS
    short = INITIALS.sub("", name)
    if short.isupper() and 1 < len(short) <= MOST_CAPITALS:
        return "looks like a name", WORD_OR_LETTERS
    if is_clause(name):
        return counts("no name")
    if is_handle(name):
        return counts("lower case")
    return counts("small letters" if TITLE_CASE.fullmatch(name) else "no name")
