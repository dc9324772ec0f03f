"""What kind of label it is: a part in the talk, a letter, or somebody's name."""

import re
from collections.abc import Iterable

from bookbuild.speakers.lexicon.roles import (
    ALL_TOGETHER,
    AUDIENCE,
    FULL_WORD_LETTERS,
    LETTERS,
    ROLE_OF,
    UNNAMED,
)
from bookbuild.speakers.names import CASELESS
from bookbuild.turns import fold

# Speaker 1, Guest B, 说话人 2
UNNAMED_PERSON = re.compile(
    rf"(?:{UNNAMED})\s*(?:#|no\.?|nr\.?)?\s*(?:\d{{1,2}}|[a-z一二三四五六甲乙丙丁])?", re.IGNORECASE
)
LETTER = re.compile(r"(?P<letter>[^\W\d_])[ .]?\d{0,3}\.?")
PAIRED = frozenset(letter for pair in LETTERS for letter in pair)
LONGEST_PHRASE = 5  # words of a phrase such as "Question from the audience"


def is_role(name: str) -> bool:
    """Whether a label states a part in the talk and no name: Host, Speaker 2, all."""
    key = fold(name)
    if key in ROLE_OF or key in ALL_TOGETHER or UNNAMED_PERSON.fullmatch(name):
        return True
    return bool(AUDIENCE.search(name.lower())) and len(name.split()) <= LONGEST_PHRASE


def letter_of(name: str) -> str:
    """Return the letter of Q, Q1, "A." or 问; empty where the label is longer."""
    found = LETTER.fullmatch(name)
    if found is None or name in FULL_WORD_LETTERS:
        return ""
    letter = found["letter"].casefold()
    return letter if not CASELESS.search(letter) or letter in PAIRED else ""


def is_initial(name: str) -> bool:
    """Whether a label is a single capital."""
    bare = name.strip(".")
    return bare.isupper() and len(bare) == 1


def partners(letter: str) -> set[str]:
    """Return the letters that stand for the other side of the talk than ``letter`` does."""
    return {other for pair in LETTERS if letter in pair for other in pair if other != letter}


def question_letters(names: Iterable[str]) -> dict[str, bool]:
    """Return the letters among ``names`` that stand for question (True) and answer (False)."""
    letters = {letter for name in names if (letter := letter_of(name))}
    for ask, answer in LETTERS:
        if ask in letters and answer in letters:
            return {ask: True, answer: False}
    return {"q": True} if "q" in letters else {}
