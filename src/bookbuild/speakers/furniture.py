"""What stands among the turns and is nobody's by its place: captions and pull quotes.

Blocks in, the numbers of those out, each with the reason that an editor reads. Both leave the turn
around them open: what follows may go on with it.
"""

import re
from collections.abc import Collection, Iterator, Mapping, Sequence

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.cues import cues_of
from bookbuild.speakers.lexicon.remarks import PICTURED
from bookbuild.speakers.names import CASELESS

BELOW_PICTURE, PULL_QUOTE = "stands below a picture", "repeats words of the talk"
# What speaks for a caption, where text stands below a picture.
CAPTIONS: Mapping[str, float] = {
    "says where the picture is from": 3.0,
    "ends no sentence": 2.0,
    "short": 1.0,
    "of middling length": 0.5,
    "says neither I nor you": 1.0,
    "names somebody who talks": 1.0,
    "says I or you": -3.0,
    "asks or announces": -4.0,
    "may answer": -1.5,  # a question stands above the picture
}
ENOUGH = 2.5
SHORT, MIDDLING, LONGEST = 100, 200, 400  # characters
MOST = 0.6  # of its letters: a quotation is shortened, or a word in it is
FEWEST, FEWEST_HAN = 24, 9  # letters that no one repeats by chance
LETTERS = re.compile(r"[^\W\d_]+")
QUOTED = re.compile(r"\s*[*_]{0,3}[\"“”„«‹「『‘]")
STOP = re.compile(r"[.!…。！」』](?:[\"'”’»」』)）*_\s]|</?\w+>)*$")


def find_furniture(
    blocks: Sequence[Prose], taken: Collection[int], names: Collection[str]
) -> Mapping[int, str]:
    """Return the blocks that are nobody's by their place, with the reason.

    ``taken``: the numbers of those that have a label; ``names``: how those who talk are called.
    """
    found = dict.fromkeys(_captions(blocks, taken, names), BELOW_PICTURE)
    return found | dict.fromkeys(_pull_quotes(blocks, taken), PULL_QUOTE)


def _captions(
    blocks: Sequence[Prose], taken: Collection[int], names: Collection[str]
) -> Iterator[int]:
    for number, block in enumerate(blocks[1:], 1):
        above = number - 1
        if number in taken or above in taken or not cues_of(blocks[above]).is_picture:
            continue
        if block.kind is not BlockKind.PARAGRAPH or not cues_of(block).is_text:
            continue
        asked = above > 0 and cues_of(blocks[above - 1]).asks
        scores = [CAPTIONS[name] for name in _caption_scores(block, names, asked=asked)]
        if sum(scores) >= ENOUGH:
            yield number


def _caption_scores(block: Prose, names: Collection[str], *, asked: bool) -> Iterator[str]:
    cues = cues_of(block)
    if PICTURED.search(cues.words.lower()):
        yield "says where the picture is from"
    if not STOP.search(block.text):
        yield "ends no sentence"
    if cues.size <= MIDDLING:
        yield "short" if cues.size <= SHORT else "of middling length"
    is_personal = bool(cues.first_person or cues.second_person)
    yield "says I or you" if is_personal else "says neither I nor you"
    if not is_personal and any(name in block.text for name in names):
        yield "names somebody who talks"
    if cues.asks or cues.size > LONGEST or block.text.rstrip(" *_").endswith((":", "：")):
        yield "asks or announces"
    if asked:
        yield "may answer"


def _pull_quotes(blocks: Sequence[Prose], taken: Collection[int]) -> Iterator[int]:
    """Yield what is set off and stands in the running text word for word."""
    off = [n for n, block in enumerate(blocks) if n not in taken and _is_set_off(block)]
    if not off:
        return
    running = "\n".join(_letters(block) for n, block in enumerate(blocks) if n not in off)
    for number in off:
        said = _letters(blocks[number])
        is_long = len(said) >= (FEWEST_HAN if CASELESS.search(said) else FEWEST)
        part = int(MOST * len(said))
        if is_long and (said[:part] in running or said[-part:] in running):
            yield number


def _is_set_off(block: Prose) -> bool:
    is_paragraph = block.kind is BlockKind.PARAGRAPH
    return block.kind is BlockKind.QUOTE or (
        is_paragraph and bool(QUOTED.match(block.text) or cues_of(block).style)
    )


def _letters(block: Prose) -> str:
    return "".join(LETTERS.findall(cues_of(block).words.casefold()))
