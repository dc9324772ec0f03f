"""What stands among the turns and is nobody's by its place: captions and pull quotes.

Blocks in, the numbers of those out, each with the reason that an editor reads. Both leave the turn
around them open: what follows may go on with it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.cues import WORD, cues_of
from bookbuild.speakers.lexicon.remarks import PICTURED
from bookbuild.speakers.names import CASELESS
from bookbuild.speakers.steps import NOBODY, Anchor

BELOW_PICTURE, PULL_QUOTE = "stands below a picture", "repeats words of the talk"
# What speaks for a caption, where text stands below a picture.
CAPTIONS: Mapping[str, float] = {
    "says where the picture is from": 3.0,
    "speaks of a picture": 0.4,
    "ends no sentence": 2.0,
    "short": 1.0,
    "of middling length": 0.5,
    "says neither I nor you": 1.0,
    "names somebody who talks": 1.0,
    "says I or you": -3.0,
    "asks or announces": -4.0,
    "may answer": -1.5,  # a question stands above the picture
    "must answer": -9.0,  # and another question below
}
ENOUGH = 2.5
SHORT, MIDDLING, LONGEST, CREDIT = 100, 200, 400, 60  # characters
MOST = 0.6  # of its letters: a quotation is shortened, or a word in it is
FEWEST, FEWEST_HAN = 24, 9  # letters that no one repeats by chance
END = 40  # characters in which a sentence ends
LETTERS = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"\s*[*_]{0,3}[\"“”„«‹「『‘]")
STOP = re.compile(r"[.!…。！」』।॥۔։](?:[\"'”’»」』)）*_\s]|</?\w+>|\[\^[^\[\]]*\])*$")
SENTENCE_END = re.compile(r"(?<=[.!?…。！？])\s*(?=\S)")
BRACKETED = re.compile(r"[(（\[][^()（）\[\]]*[)）\]]\W*$")
UNSTOPPED = re.compile(r"[\u0e00-\u0eff\u1000-\u109f\u1780-\u17ff]")  # Thai, Lao, Burmese, Khmer


def find_furniture(
    blocks: Sequence[Prose], anchors: Mapping[int, Anchor], names: Collection[str]
) -> Mapping[int, str]:
    """Return the blocks that are nobody's by their place, with the reason.

    ``anchors``: what is known of the others; ``names``: how those who talk are called.
    """
    found = dict.fromkeys(_captions(blocks, anchors, names), BELOW_PICTURE)
    return found | dict.fromkeys(_pull_quotes(blocks, anchors), PULL_QUOTE)


def _captions(
    blocks: Sequence[Prose], anchors: Mapping[int, Anchor], names: Collection[str]
) -> Iterator[int]:
    for number, block in enumerate(blocks):
        is_below = number > 0 and cues_of(blocks[number - 1]).is_picture
        if not is_below or number in anchors or number - 1 in anchors:
            continue
        if block.kind is not BlockKind.PARAGRAPH or not cues_of(block).is_text:
            continue
        scores = [*_caption_scores(block, names), *_place_scores(blocks, number, anchors)]
        if sum(CAPTIONS[name] for name in scores) >= ENOUGH:
            yield number


def _caption_scores(block: Prose, names: Collection[str]) -> Iterator[str]:
    cues = cues_of(block)
    if PICTURED.search(cues.words.lower()):
        is_credit = _has_credit(cues.words)
        yield "says where the picture is from" if is_credit else "speaks of a picture"
    if not STOP.search(block.text[-END:]) and not UNSTOPPED.search(block.text):
        yield "ends no sentence"
    if cues.size <= MIDDLING:
        yield "short" if cues.size <= SHORT else "of middling length"
    is_personal = bool(cues.first_person or cues.second_person)
    yield "says I or you" if is_personal else "says neither I nor you"
    if not is_personal and is_called(block.text, names):
        yield "names somebody who talks"
    if cues.asks or cues.size > LONGEST or block.text.rstrip(" *_").endswith((":", "：")):
        yield "asks or announces"


def _has_credit(words: str) -> bool:
    """Whether a few words at the end, or in brackets there, speak of a picture: Photo: Ana."""
    *others, last = SENTENCE_END.split(words.strip())
    bracket = BRACKETED.search(words)
    is_apart = bool(others) or not STOP.search(last)
    is_last = is_apart and len(last) <= CREDIT and bool(PICTURED.search(last.lower()))
    return is_last or (bracket is not None and bool(PICTURED.search(bracket[0].lower())))


def _place_scores(
    blocks: Sequence[Prose], number: int, anchors: Mapping[int, Anchor]
) -> Iterator[str]:
    """Yield what it says that a question stands above the picture, or the pictures."""
    above = next((n for n in range(number - 1, -1, -1) if not cues_of(blocks[n]).is_picture), None)
    if above is None or not cues_of(blocks[above]).asks:
        return
    below = next((n for n in range(number + 1, len(blocks)) if cues_of(blocks[n]).is_text), None)
    is_next = below is None or below in anchors or cues_of(blocks[below]).asks
    yield "must answer" if is_next else "may answer"


def _pull_quotes(blocks: Sequence[Prose], anchors: Mapping[int, Anchor]) -> Iterator[int]:
    """Yield what is set off and stands in the talk word for word."""
    first = min((n for n, anchor in anchors.items() if anchor.person != NOBODY), default=0)
    off = [n for n, block in enumerate(blocks) if n not in anchors and _is_set_off(block)]
    if not off:
        return
    running = "\n".join(
        _letters(blocks[n])
        for n in range(first, len(blocks))
        if n not in off and blocks[n].kind not in (BlockKind.CODE, BlockKind.HEADING)
    )
    for number in off:
        said = _letters(blocks[number])
        least = FEWEST_HAN if CASELESS.search(said) else FEWEST
        part = max(least, int(MOST * len(said)))
        is_long = len(said) >= least and not _is_awaited(blocks, number)
        if is_long and (said[:part] in running or said[-part:] in running):
            yield number


def _is_awaited(blocks: Sequence[Prose], number: int) -> bool:
    """Whether the block above asks, or announces what follows."""
    above = blocks[number - 1] if number else None
    return above is not None and (
        cues_of(above).asks or above.text.rstrip(" *_").endswith((":", "："))
    )


def _is_set_off(block: Prose) -> bool:
    is_paragraph = block.kind is BlockKind.PARAGRAPH
    return block.kind is BlockKind.QUOTE or (
        is_paragraph and bool(QUOTED.match(block.text) or cues_of(block).style)
    )


def _letters(block: Prose) -> str:
    return "".join(LETTERS.findall(cues_of(block).words.casefold()))


def is_called(text: str, names: Collection[str]) -> bool:
    """Whether one of ``names`` stands in ``text``, and not within a longer word."""
    words = set(WORD.findall(text))
    return any(
        name in words or ((not name.isalpha() or bool(CASELESS.search(name))) and name in text)
        for name in names
    )
