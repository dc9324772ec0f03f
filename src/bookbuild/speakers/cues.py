"""What a block says by its form and its words about who may be speaking.

A block in, a ``Cues`` out. Words are looked for in all languages at once: a chapter that quotes
another language is common, a word that means the opposite in two of them is not.
"""

import re
from functools import cached_property, lru_cache

from bookbuild.model import BlockKind, Prose
from bookbuild.shortcodes import plain_pictures
from bookbuild.speakers.emphasis import plain_head
from bookbuild.speakers.lexicon.remarks import CLOSERS, EDITORS, FURNITURE
from bookbuild.speakers.lexicon.talk import (
    CLOSING,
    I_WORDS,
    SPONSOR,
    TALK_WORDS,
    THANKS,
    YOU_WORDS,
)
from bookbuild.turns import CAPTION, QUESTION, fold

SILENT = (BlockKind.RULE, BlockKind.DEFINITION)
PICTURE = re.compile(
    r"\s*(?:\[?!\[|(?:<(?:p|div|a|center)\b[^<>]*>\s*)*<(?:img|figure|picture|video|iframe|audio)\b|\{\{[<%])",
    re.IGNORECASE,
)
# Nothing but pictures, with a link around them or none.
PICTURES = re.compile(
    r"""(?:\s*\[?!\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])(?:\]\([^()]*\))?(?:\{[^{}]*\})?)+\s*
    |   (?:\s*</?(?:img|figure|picture|source|a|p|div|center)\b[^<>]*>)+\s*""",
    re.VERBOSE | re.IGNORECASE,
)
HTML_HEADING = re.compile(
    r"<(?P<tag>h[1-6])\b[^<>]*>(?:(?!</?h[1-6]\b).)*</(?P=tag)>", re.IGNORECASE | re.DOTALL
)
# Nothing but links: to read next, to share.
LINKS = re.compile(
    r"(?:[\s*_·•|/,+-]|\d+[.)])*(?:\[[^\]]*\](?:\([^()]*(?:\([^()]*\)[^()]*)*\)|\[[^\]]*\])[\s*_·•|/,+-]*)+"
)
COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
MARKUP = re.compile(r"!?\[(?P<text>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<[^<>]+>|[*_`#>|\\]")
# The whole of a block, set off by marks or by tags. Machines double the marks, put a space behind
# them, and leave the full stop outside.
WHOLE = {
    "bold": re.compile(
        r"""(?:\*\*){1,2}[ ]?(?![\s*_])(?:(?!\*\*).|\n)+(?:\*\*){1,2}[ \t]*[.?!。？！]?[ \t]*
        |   __(?![\s*_])(?:(?!__).|\n)+__[ \t]*
        |   <p[^>]*>\s*<(?:strong|b)>(?:(?!</?(?:strong|b)>).|\n)+</(?:strong|b)>\s*</p>\s*""",
        re.VERBOSE,
    ),
    "italic": re.compile(
        r"""[*_](?![\s*_])(?:(?!(?<![*_])[*_](?![*_]))(?:.|\n))+(?<![*_])[*_][ \t]*
        |   <p[^>]*>\s*<(?:em|i)>(?:(?!</?(?:em|i)>).|\n)+</(?:em|i)>\s*</p>\s*""",
        re.VERBOSE,
    ),
    "bold italic": re.compile(
        r"(?:\*\*\*|___|\*\*_|_\*\*)(?![\s*_])(?:[^*_]|\n)+(?:\*\*\*|___|_\*\*|\*\*_)[ \t]*"
    ),
}
# A colour, and nothing else; or emphasis that ends and goes on.
SPAN = re.compile(r"</?(?:span|font)\b[^<>]*>|</(?:strong|b)>(?:&nbsp;)?<(?:strong|b)>")
SPOKEN_DASH = re.compile(
    r"\s*(?:\*{1,2})?(?:[—–―─]{1,2}|-{1,2}|\\-)(?:\*{1,2})?[ \t\u00a0]*(?=[^\s\-—–|>])"
)
NUMBERED = re.compile(r"\s*(?:\*{1,2}|_{1,2})?(?:(?:Q|Question)?\s*\d{1,3}\s*\\?[.):、．])\s*")

ADDRESS = re.compile(
    r"https?://|www\.|(?<![\w.])@\w{3}|©|\(c\)|(?<![\w.])[\w.]+@[\w.]+\.\w{2}|]\(", re.IGNORECASE
)
SIGN = re.compile(
    r"[※©▲■◆●▶☆★]|[—–-]{2,}\s*(?:END|ENDE|FIN|完|终)\b|\(c\)|<?저작권자|copyright", re.IGNORECASE
)
BRACKETED = re.compile(r"[\[(（［【〔][^\[\]()（）［］【】〔〕]{1,400}[\])）］】〕]\.?")
BEFORE_COLON = re.compile(r"[^:：—–-]{1,40}?(?=\s*[:：—–])")
NOTE_OF_EDITOR = re.compile(r"(?:注|按|附记)$|editor['’]s? note|\bnote$", re.IGNORECASE)
CREDIT = re.compile(r"[^\W\d_][^\s:：]{1,19}(?: [^\s:：]{1,15}){0,2}\s?[:：]\s?\S")
LONGEST_HEAD = 40  # characters before the colon of a line that belongs to the page
FENCES = "[]()（）［］【】〔〕 "
INTERTITLE = 50  # characters, and no more
EDGE = 200  # characters at either end of a block in which thanks and the like are looked for
SAMPLE = 600  # characters of it in which I and you are counted
LETTER = re.compile(r"[^\W\d_]")
WORD = re.compile(r"[^\W\d_]+(?:['’-][^\W\d_]+)*")


class Cues:
    """What is seen of a block. What takes time is looked at when it is asked for, once."""

    def __init__(self, text: str, kind: BlockKind) -> None:
        self._text = plain_pictures(text).strip() if kind is not BlockKind.CODE else text.strip()
        self._kind = kind
        # without marks, links and pictures
        self.words = " ".join(MARKUP.sub(lambda found: found["text"] or "", self._text).split())
        self.size = len(self.words)  # characters

    @cached_property
    def is_text(self) -> bool:
        """Whether words of a talk may stand in it."""
        is_silent = self._kind in (*SILENT, BlockKind.HEADING) or self.is_figure or self.is_remark
        return not is_silent and bool(LETTER.search(self.words))

    @cached_property
    def is_figure(self) -> bool:
        """Whether it is a picture, a caption or a comment."""
        is_caption = bool(CAPTION.match(self._text.lstrip("*_ ")))
        return is_caption or bool(PICTURE.match(self._text) or COMMENT.fullmatch(self._text))

    @cached_property
    def is_picture(self) -> bool:
        """Whether it is nothing but pictures: no caption."""
        return self.is_figure and bool(PICTURES.fullmatch(self._text))

    @cached_property
    def is_html_heading(self) -> bool:
        return self._kind is BlockKind.HTML and bool(HTML_HEADING.fullmatch(self._text))

    @cached_property
    def is_links(self) -> bool:
        """Whether it is nothing but links."""
        return "](" in self._text and bool(LINKS.fullmatch(self._text))

    @cached_property
    def is_intertitle(self) -> bool:
        """Whether it is a heading in all but its mark: a few bold words that end no sentence."""
        if self.is_html_heading:
            return not self.asks
        is_short = self._kind is BlockKind.PARAGRAPH and self.size <= INTERTITLE
        is_open = self.words[-1:] not in ".?!…。？！:：；;,，؟"
        return is_short and is_open and self.style in ("bold", "bold italic") and not self.thanks

    @cached_property
    def asks(self) -> bool:
        """Whether it ends with a question."""
        return self._kind is not BlockKind.CODE and bool(QUESTION.search(self.words[-40:]))

    @cached_property
    def asks_inside(self) -> bool:
        """Whether a question stands near its end."""
        end = self.words[-200:]
        return "?" in end or "？" in end[-120:] or "؟" in end

    @cached_property
    def style(self) -> str:
        """Return how all of it is set off: bold, italic, bold italic or not at all."""
        if self._text[:1] not in "*_<":
            return ""
        text = SPAN.sub("", self._text).strip() if self._text.startswith("<") else self._text
        return next((name for name, whole in WHOLE.items() if whole.fullmatch(text)), "")

    @cached_property
    def has_dash(self) -> bool:
        return self._kind is BlockKind.PARAGRAPH and bool(SPOKEN_DASH.match(self._text))

    @cached_property
    def has_number(self) -> bool:
        return bool(NUMBERED.match(self._text))

    @cached_property
    def first_person(self) -> float:
        """Return how many words for I and we stand in a hundred characters."""
        return len(I_WORDS.findall(self._sample)) * self._per_hundred

    @cached_property
    def second_person(self) -> float:
        """Return how many words for you stand in a hundred characters."""
        return len(YOU_WORDS.findall(self._sample)) * self._per_hundred

    @property
    def _per_hundred(self) -> float:
        return 100 / max(60, min(self.size, SAMPLE))

    @cached_property
    def is_remark(self) -> bool:
        """Whether it is a note of the editor's: in brackets or behind a word for it."""
        return self._kind is not BlockKind.CODE and _is_remark(self.words)

    @cached_property
    def is_of_page(self) -> bool:
        """Whether it belongs to the page around a talk: Share, Read also."""
        return self.is_remark and _belongs_to_page(self.words)

    @cached_property
    def is_sponsor(self) -> bool:
        """Whether it is a word from a sponsor."""
        return bool(SPONSOR.search(self._ends))

    @cached_property
    def has_address(self) -> bool:
        """Whether the address of a page or an account stands in it, or an owner of rights."""
        return bool(ADDRESS.search(self._text))

    @cached_property
    def thanks(self) -> bool:
        return bool(THANKS.search(self._ends))

    @cached_property
    def closes(self) -> bool:
        """Whether it reads like the end of an article: subscribe, about the author."""
        return bool(CLOSING.search(self._ends))

    @cached_property
    def opens_like_label(self) -> bool:
        """Whether a word or two and a colon stand at its head, as in "Text: …"."""
        return bool(CREDIT.match(self.words))

    @cached_property
    def speaks_of_talk(self) -> bool:
        """Whether it calls the talk an interview."""
        return bool(TALK_WORDS.search(self._ends))

    @cached_property
    def _sample(self) -> str:
        return self.words[:SAMPLE].lower()

    @cached_property
    def _ends(self) -> str:
        return f"{self.words[:EDGE]} {self.words[EDGE:][-EDGE:]}".lower()


def _is_remark(plain: str) -> bool:
    """Whether a block is the editor's: [Laughter], [Editor's note: …], 编者注：…."""
    if BRACKETED.fullmatch(plain) or SIGN.match(plain):
        return True
    if _belongs_to_page(plain):
        return True
    found = BEFORE_COLON.match(plain.strip(FENCES))
    return found is not None and (
        fold(found[0]) in EDITORS or bool(NOTE_OF_EDITOR.search(found[0]))
    )


def _belongs_to_page(plain: str) -> bool:
    inner = plain.strip(FENCES)
    head, colon, said = inner.replace("：", ":").partition(":")
    if fold(inner) in FURNITURE and inner[-1:] not in ".!?。！？":
        return True
    is_said = bool(I_WORDS.search(said[:SAMPLE].lower()))
    return bool(colon) and len(head) <= LONGEST_HEAD and fold(head) in CLOSERS and not is_said


@lru_cache(maxsize=1 << 12)
def read_cues(text: str, kind: BlockKind) -> Cues:
    """Return what ``text``, a block of this kind, shows."""
    return Cues(text, kind)


def cues_of(block: Prose) -> Cues:
    """Return what ``block`` shows."""
    return read_cues(block.text, block.kind)


def style_of_words(text: str, label: str) -> str:
    """Return how what follows ``label`` is set off, where all of it is: bold, italic or nothing."""
    plain = plain_head(text)
    rest = text.strip()
    if plain.bold > len(label) + 10 or re.search(r"[:：]\**\s*\*\*\S", rest[: 3 * len(label) + 12]):
        return "bold"
    if plain.italic > len(label) + 10 or re.search(
        r"[:：]\**\s*[*_](?![*_\s])", rest[: 3 * len(label) + 12]
    ):
        return "italic"
    return ""
