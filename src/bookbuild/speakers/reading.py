"""One chapter: its labels and people, its blocks cut at them, and who speaks each."""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from bookbuild.diagnostics import Report
from bookbuild.language import detect_language
from bookbuild.model import BlockKind, Chapter, Prose, SpeakerEntry
from bookbuild.speakers.cues import cues_of, style_of_words
from bookbuild.speakers.directives import Directive, find_directives
from bookbuild.speakers.evidence import Candidate, Setting, Verdict, find_labels, value_name, weigh
from bookbuild.speakers.forms import Question, Start, dash_turns, find_questions
from bookbuild.speakers.lexicon import ANSWERERS, ASKERS, INTERVIEW_BY, ROLE_OF
from bookbuild.speakers.names import CASELESS, Mention, bare, find_names
from bookbuild.speakers.people import Person, Talk, find_people
from bookbuild.speakers.pieces import Piece, cut, dropped_lines, inner_text, pieces
from bookbuild.speakers.sequence import NOBODY, Anchor, Decision, Habits, decide
from bookbuild.turns import fold

ASKING = ("interviewer", "host")
# How much a name counts by where it stands.
IN_TITLE, IN_MATTER, IN_INTRODUCTION, IN_FIRST_TURNS = 3, 4, 2, 1
FIRST_TURNS = 6
SAID = 2000  # characters of a turn that are looked at


@dataclass(frozen=True, slots=True)
class Found:
    """What was found in a chapter: its people, its blocks and a decision on each.

    ``people`` are numbered as in the decisions. ``questions``: the blocks that are known by their
    form; ``doubted``: labels that are taken as text.
    """

    people: Sequence[Person]
    pieces: Sequence[Piece]
    decisions: Sequence[Decision]
    anchors: Mapping[int, Anchor]
    questions: Mapping[int, Question]
    directives: Mapping[int, Directive]
    verdicts: Mapping[str, Verdict]
    doubted: Sequence[Candidate]
    removed: tuple[tuple[int, str], ...] = ()
    is_listed: bool = False  # a roster names the people


def read_chapter(chapter: Chapter, entries: Sequence[SpeakerEntry], report: Report) -> Found:
    """Return who speaks in ``chapter``. ``entries``: the rosters of chapter and book."""
    parts = [pieces(block) for block in chapter.blocks]
    candidates = _candidates(chapter.blocks, parts)
    setting = _setting(chapter, candidates, entries)
    labels = find_labels(candidates, setting, _count_questions(chapter.blocks, candidates))
    order = [item for item in candidates if item.key in labels]
    own, removed = _cut(chapter.blocks, parts, labels)
    directives = find_directives([piece.prose for piece in own], chapter.source.path, report)
    names = [mention.weight for mention in setting.mentions if mention.weight >= IN_INTRODUCTION]
    start = Start(
        chapter.title, any(mention.weight >= IN_TITLE for mention in setting.mentions), bool(names)
    )
    questions = _questions(start, own, directives, bool(labels))
    named = (*chapter.people, *_stated(candidates, labels), *_bylines(chapter.blocks))
    people = find_people(
        Talk(order, entries, setting.mentions, named, has_questions=bool(questions))
    )
    people = [person for person in people if person.labels or person.entry]
    _add_directed(people, directives)
    dashes = _dashes(own, questions)
    people += _nameless(people, questions, named, _Voice(chapter, setting))
    anchors = _anchors(own, people, questions, directives, labels)
    habits = _habits(own, people, anchors, dashes)
    decisions = decide([_unlabelled(piece) for piece in own], anchors, habits) if people else ()
    doubted = _doubted(candidates, labels, setting)
    return Found(
        people, own, decisions or [Decision(NOBODY, 1.0)] * len(own), anchors, questions,
        directives, labels, doubted, removed, bool(entries),
    )  # fmt: skip


# -- labels ---------------------------------------------------------------------------------------


def _count_questions(blocks: Sequence[Prose], candidates: Sequence[Candidate]) -> int:
    """Return how many blocks without a head ask."""
    headed = {item.block for item in candidates}
    return sum(cues_of(block).asks for n, block in enumerate(blocks) if n not in headed)


def _candidates(blocks: Sequence[Prose], parts: Sequence[Sequence[Piece]]) -> list[Candidate]:
    """Return every head with a name, in order, with what is said after it."""
    made: list[Candidate] = []
    for number, (block, own) in enumerate(zip(blocks, parts, strict=True)):
        for place, piece in enumerate(own):
            if piece.head is not None and piece.head.name:
                line = piece.prose.line + (inner_text(piece.prose).count("\n", 0, piece.start))
                said = _said(blocks, number, own, place)
                made.append(Candidate(piece.head, line, number, block.kind, place == 0, said))
    return made


def _said(blocks: Sequence[Prose], number: int, own: Sequence[Piece], place: int) -> str:
    """Return what follows a label: the rest of its piece, or the next block where it stands alone."""
    piece = own[place]
    head = piece.head
    assert head is not None
    later = (other for other in own[place + 1 :] if other.head and other.head.name)
    end = next((other.start for other in later if other.prose is piece.prose), None)
    text = inner_text(piece.prose)[piece.start : end]
    words = _after_label(text, head.text)
    if not words.strip("*_ \n") and number + 1 < len(blocks) and place + 1 == len(own):
        return blocks[number + 1].text[:SAID]
    return words[:SAID]


def _after_label(text: str, label: str) -> str:
    """Return ``text`` behind its label; marks of emphasis and links may stand within that."""
    letters = len([char for char in label if not char.isspace()])
    seen = 0
    for place, char in enumerate(text):
        if seen >= letters:
            return text[place:]
        if not char.isspace() and char not in "*_\\<>":
            seen += 1
    return ""


def _setting(
    chapter: Chapter, candidates: Sequence[Candidate], entries: Sequence[SpeakerEntry]
) -> Setting:
    """Return the names that the chapter gives, and the labels of its roster."""
    inline = [item for item in candidates if item.kind is not BlockKind.HEADING]
    repeated = Counter(item.key for item in inline)
    first = next((item.block for item in inline if repeated[item.key] > 1), len(chapter.blocks))
    texts = [(chapter.title, IN_TITLE)]
    for block in chapter.blocks[: min(first, 30)]:
        is_heading = block.kind is BlockKind.HEADING
        texts.append((_linkless(block.text), IN_TITLE if is_heading else IN_INTRODUCTION))
    texts += [
        (_linkless(block.text[:SAID]), IN_FIRST_TURNS)
        for block in chapter.blocks[first : first + FIRST_TURNS]
    ]
    mentions = list(find_names(texts))
    for entry in chapter.people:
        if entry.role:
            mentions.insert(0, Mention(entry.name, IN_MATTER))
    labels = {fold(label) for entry in entries for label in (entry.name, *entry.aliases)}
    return Setting(tuple(mentions), frozenset(labels), tuple(entry.name for entry in entries))


LINK = re.compile(r"\]\([^()\s]*(?:\([^()]*\)[^()\s]*)?\)|<https?://[^>]*>|https?://\S+")
MARKS = re.compile(r"[*_`\[\]#>]+")


def _linkless(text: str) -> str:
    return MARKS.sub("", LINK.sub("", text))


def _cut(
    blocks: Sequence[Prose], parts: Sequence[Sequence[Piece]], known: Collection[str]
) -> tuple[list[Piece], tuple[tuple[int, str], ...]]:
    """Return the blocks cut at the labels that are known, and the lines that fall away."""
    made: list[Piece] = []
    removed: list[tuple[int, str]] = []
    for block, own in zip(blocks, parts, strict=True):
        new = cut(block, own, known)
        if block.kind is BlockKind.TABLE and not (len(new) == 1 and new[0].prose is block):
            removed += dropped_lines(block)
        made += [_known_head(piece, known) for piece in new]
    return made, tuple(removed)


def _known_head(piece: Piece, known: Collection[str]) -> Piece:
    """Drop a head that names no speaker; a time alone stays."""
    head = piece.head
    if head is None or (head.name and head.key in known) or (not head.name and head.time):
        return piece
    return replace(piece, head=None)


def _doubted(
    candidates: Sequence[Candidate], labels: Mapping[str, Verdict], setting: Setting
) -> list[Candidate]:
    """Return the labels that are taken as text, though much speaks for them."""
    if not labels:
        return []
    verdicts = weigh(candidates, setting)
    return [
        item for item in candidates if item.key not in labels and verdicts[item.key].total >= 1.0
    ]


# -- people without a label -----------------------------------------------------------------------


def _add_directed(people: list[Person], directives: Mapping[int, Directive]) -> None:
    """Add whom only the editor's directives name."""
    for directive in directives.values():
        if directive.name and _person_called(directive.name, people) is None:
            key = fold(directive.name)
            people.append(Person([key], Counter(), None, directive.name))


def _person_called(name: str, people: Sequence[Person]) -> int | None:
    key = fold(name)
    for number, person in enumerate(people):
        if key in person.keys or key == fold(person.name):
            return number
    return None


def _questions(
    start: Start, own: Sequence[Piece], directives: Mapping[int, Directive], has_labels: bool
) -> Mapping[int, Question]:
    """Return the blocks that are questions by their form."""
    blocks = [_unlabelled(piece) for piece in own]
    taken = [bool(piece.head and piece.head.name) or n in directives for n, piece in enumerate(own)]
    return find_questions(blocks, taken, start, has_answers=has_labels)


@dataclass(frozen=True, slots=True)
class _Voice:
    """What those may be called whom no label names."""

    chapter: Chapter
    setting: Setting


def _nameless(
    people: Sequence[Person],
    questions: Mapping[int, Question],
    named: Sequence[SpeakerEntry],
    voice: _Voice,
) -> list[Person]:
    """Return whoever asks or answers without a label, by the names that the chapter gives."""
    if not questions:
        return []
    language = voice.chapter.language or detect_language(voice.chapter.source.text)
    taken = {bare(person.name) for person in people}
    made = []
    if not any(person.role in ASKING for person in people):
        asker = _named_as(named, ASKING, taken) or _wording(ASKERS, language)
        made.append(Person([], Counter({asker: 0}), None, asker, "interviewer"))
    if not any(person.role not in ASKING for person in people):
        taken |= {bare(entry.name) for entry in named if entry.role in ASKING or not entry.role}
        answerer = _named_as(named, ("interviewee", "guest"), taken) or _subject(
            voice.setting, taken
        )
        answerer = answerer or _wording(ANSWERERS, language)
        made.append(Person([], Counter({answerer: 0}), None, answerer, "interviewee"))
    return made


def _stated(candidates: Sequence[Candidate], labels: Collection[str]) -> Iterator[SpeakerEntry]:
    """Yield the people whom lines such as "Interviewer: Ana Costa" name."""
    for item in candidates:
        role = ROLE_OF.get(item.key) or INTERVIEW_BY.get(item.key, "")
        if role and item.key not in labels and (name := value_name(item)):
            yield SpeakerEntry(name, (), role)


def _bylines(blocks: Sequence[Prose]) -> Iterator[SpeakerEntry]:
    """Yield whom a short line near the start names as the author: it is he who asks."""
    for block in blocks[:6]:
        plain = _linkless(block.text).strip()
        if (
            len(plain) < 120
            and block.kind is BlockKind.PARAGRAPH
            and (found := BYLINE.search(plain))
        ):
            names = [mention.name for mention in find_names([(plain[found.end() :], 1)])]
            if names:
                yield SpeakerEntry(names[0], (), "interviewer")


BYLINE = re.compile(
    r"^(?:by|posted by|written by|words by|interview(?:ed)? by|text by|von|par|por|di|door|av|autor(?:in)?|auteur|autore|texto?|text[eo]?)[ :]",
    re.IGNORECASE,
)


def _named_as(people: Sequence[SpeakerEntry], roles: Sequence[str], taken: Collection[str]) -> str:
    found = [
        entry.name for entry in people if entry.role in roles and bare(entry.name) not in taken
    ]
    return found[0] if len(found) == 1 else ""


def _subject(setting: Setting, taken: Collection[str]) -> str:
    """Return the name that the title or the introduction gives most weight to."""
    names = [mention for mention in setting.mentions if bare(mention.name) not in taken]
    return names[0].name if names and names[0].weight >= IN_INTRODUCTION else ""


def _wording(names: Mapping[str, str], language: str) -> str:
    return names.get(language) or names.get(language.split("-")[0]) or names["en"]


# -- anchors and habits ---------------------------------------------------------------------------


def _unlabelled(piece: Piece) -> Prose:
    """Return a piece as a block whose words begin after its label."""
    if piece.head is None:
        return piece.prose
    return replace(piece.prose, text=_after_label(piece.prose.text, piece.head.text))


def _anchors(
    own: Sequence[Piece],
    people: Sequence[Person],
    questions: Mapping[int, Question],
    directives: Mapping[int, Directive],
    labels: Mapping[str, Verdict],
) -> dict[int, Anchor]:
    """Return what is known: from directives, labels, and the form of questions."""
    owner = {key: number for number, person in enumerate(people) for key in person.keys}
    askers = [n for n, person in enumerate(people) if person.role in ASKING]
    made: dict[int, Anchor] = {}
    for number, piece in enumerate(own):
        if number in directives:
            name = directives[number].name
            person = _person_called(name, people) if name else None
            made[number] = Anchor(NOBODY if person is None else person)
        elif piece.head is not None and piece.head.name and piece.head.key in owner:
            person = owner[piece.head.key]
            made[number] = Anchor(person, _label_certainty(piece, people[person], labels))
        elif number in questions and askers:
            made[number] = Anchor(askers[0], questions[number].certainty, is_fixed=False)
    return made


def _label_certainty(piece: Piece, person: Person, labels: Mapping[str, Verdict]) -> float:
    """Return how sure a label is: how much speaks for it, and for its being this person's."""
    assert piece.head is not None
    key = piece.head.key
    if person.entry is not None and key in [
        fold(label) for label in (person.entry.name, *person.entry.aliases)
    ]:
        return 1.0
    verdict = labels.get(key)
    sure = min(0.99, 0.7 + 0.05 * (verdict.total if verdict else 0.0))
    doubt = {
        "sounds like": 0.95,
        "is spelt almost like": 0.95,
        "is the initial of": 0.9,
        "stands where nobody else can speak": 0.8,
    }
    return sure * doubt.get(person.reasons.get(key, ""), 1.0)


def _dashes(own: Sequence[Piece], questions: Mapping[int, Question]) -> frozenset[int]:
    """Return the blocks whose dash opens a turn, where dashes open those of all."""
    if any(question.form != "dash" for question in questions.values()):
        return frozenset()
    labelled = [bool(piece.head and piece.head.name) for piece in own]
    return frozenset(dash_turns([_unlabelled(piece) for piece in own], labelled))


def _habits(
    own: Sequence[Piece],
    people: Sequence[Person],
    anchors: Mapping[int, Anchor],
    dashes: frozenset[int],
) -> Habits:
    """Return what the labelled turns of a chapter tell of the others."""
    askers = frozenset(n for n, person in enumerate(people) if person.role in ASKING)
    answerers = tuple(
        n for n, person in enumerate(people)
        if n not in askers and (person.labels or not person.keys) and person.role not in ("audience", "narrator") and not person.members
    )  # fmt: skip
    gaps, missing = _gaps(own, anchors, askers)
    style = _asking_style(own, anchors, askers)
    length, is_closed = _lengths(own, anchors)
    return Habits(
        len(people), askers, answerers, style, gaps, missing, length, is_closed, dashes, _called(people)
    )  # fmt: skip


def _lengths(own: Sequence[Piece], anchors: Mapping[int, Anchor]) -> tuple[float, bool]:
    """Return how many paragraphs follow the first of a turn, and whether the last turns thank."""
    starts = [number for number in sorted(anchors) if anchors[number].person != NOBODY]
    if not starts:
        return 1.0, False
    inside = [
        n
        for n in range(starts[0], starts[-1])
        if n not in anchors and cues_of(own[n].prose).is_text
    ]
    return len(inside) / len(starts), any(cues_of(own[n].prose).thanks for n in starts[-3:])


def _called(people: Sequence[Person]) -> dict[int, tuple[str, ...]]:
    """Return how each person may be called in a text: by full name, first name or last."""
    made = {}
    for number, person in enumerate(people):
        names = {person.name, *person.labels, *person.name.split(), *re.split("[·・]", person.name)}
        made[number] = tuple(sorted(
            name for name in names
            if len(name) > (1 if CASELESS.search(name) else 2) and fold(name) not in ROLE_OF and name[:1].isalpha()
            and not name.islower()
        ))  # fmt: skip
    return made


def _gaps(
    own: Sequence[Piece], anchors: Mapping[int, Anchor], askers: Collection[int]
) -> tuple[float, float]:
    """Return the shares of questions, and of answers, after which the other's label is missing."""
    starts = [
        (number, anchors[number].person)
        for number in sorted(anchors)
        if anchors[number].person != NOBODY
    ]
    counts = {True: [0, 0], False: [0, 0]}
    for (here, person), (there, following) in zip(starts, starts[1:], strict=False):
        between = [own[n] for n in range(here + 1, there) if cues_of(own[n].prose).is_text]
        asks = person in askers
        counts[asks][1] += 1
        if person == following and between and (not asks or True):
            counts[asks][0] += 1
    return tuple(found / total if total else 0.0 for found, total in (counts[True], counts[False]))  # type: ignore[return-value]


def _asking_style(
    own: Sequence[Piece], anchors: Mapping[int, Anchor], askers: Collection[int]
) -> str:
    """Return how the words of questions are set off, if those of answers are not."""
    styles: dict[bool, Counter[str]] = {True: Counter(), False: Counter()}
    for number, anchor in anchors.items():
        piece = own[number]
        if anchor.person == NOBODY:
            continue
        text = piece.prose.text
        style = style_of_words(text, piece.head.text) if piece.head else cues_of(piece.prose).style
        styles[anchor.person in askers][style] += 1
    asked, total = styles[True], sum(styles[True].values())
    style = max((s for s in asked if s), key=lambda s: asked[s], default="")
    answered = sum(styles[False].values())
    if style and asked[style] >= 0.6 * total and styles[False][style] <= 0.2 * max(1, answered):
        return style
    return ""
