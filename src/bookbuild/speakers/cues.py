"""What a block says by its form and its words about who may be speaking.

A block in, a ``Cues`` out. Words are looked for in all languages at once: a chapter that quotes
another language is common, a word that means the opposite in two of them is not.
"""

import re
from functools import cached_property, lru_cache

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.heads import plain_head
from bookbuild.turns import CAPTION, QUESTION, fold

SILENT = (BlockKind.RULE, BlockKind.DEFINITION)
PICTURE = re.compile(r"\s*(?:\[?!\[|<(?:img|figure|picture|video|iframe|audio)\b|\{\{[<%])")
COMMENT = re.compile(r"\s*<!--.*?-->\s*", re.DOTALL)
MARKUP = re.compile(r"!?\[(?P<text>[^\]]*)\](?:\([^)]*\)|\[[^\]]*\])|<[^<>]+>|[*_`#>|\\]")
WHOLE = {
    "bold": re.compile(r"(?:\*\*|__)(?![\s*_])(?:(?!\*\*|__).|\n)+(?:\*\*|__)[ \t]*|<p[^>]*>\s*<(?:strong|b)>(?:(?!</?(?:strong|b)>).|\n)+</(?:strong|b)>\s*</p>\s*"),
    "italic": re.compile(r"(?:\*|_)(?![\s*_])(?:(?!(?<![*_])[*_](?![*_]))(?:.|\n))+(?<![*_])[*_][ \t]*|<p[^>]*>\s*<(?:em|i)>(?:(?!</?(?:em|i)>).|\n)+</(?:em|i)>\s*</p>\s*"),
    "bold italic": re.compile(r"(?:\*\*\*|___)(?![\s*_])(?:[^*_]|\n)+(?:\*\*\*|___)[ \t]*"),
}  # fmt: skip
SPOKEN_DASH = re.compile(
    r"\s*(?:\*{1,2})?(?:[—–―]{1,2}|-{1,2}|\\-)(?:\*{1,2})?[ \t\u00a0]*(?=[^\s\-—–|>])"
)
NUMBERED = re.compile(r"\s*(?:\*{1,2}|_{1,2})?(?:(?:Q|Question)?\s*\d{1,3}\s*[.):、．])\s*")

I_WORDS = re.compile(
    r"\b(?:I|I['’](?:m|ve|d|ll)|me|my|mine|myself|we|our|us|je|j['’]\w*|moi|mon|ma|mes|nous|notre|nos|ich|mir|mich|mein\w*|wir|uns|unser\w*"
    r"|yo|mi|mis|nosotros|nuestr[oa]s?|conmigo|eu|meu|minha|meus|minhas|nós|nosso|nossa|io|mio|mia|miei|noi|nostr[oaie]"
    r"|я|мне|меня|мной|мой|моя|моё|мои|мы|нас|нам|наш\w*|ja|mnie|mi|mój|moja|my|nas|nasz\w*|ik|mij|mijn|wij|ons|onze|jag|mig|min|mitt|vi|vår)\b"
    r"|我|俺|私|僕|わたし|ぼく|나는|내가|저는|제가|저희|우리|أنا|كنت|لدي|عندي|أني|אני|שלי|אנחנו",
    re.IGNORECASE,
)  # fmt: skip
YOU_WORDS = re.compile(
    r"\b(?:you|your|yours|yourself|y['’]all|vous|votre|vos|tu|toi|ton|ta|tes|sie|ihr|ihre\w*|ihnen|du|dich|dir|dein\w*|euch"
    r"|usted|ustedes|tú|ti|tu|tus|su|le|vosotros|você|vocês|seu|sua|lei|voi|suo|sua|suoi|tuo|tua|ti|vi|вы|вас|вам|вами|ваш\w*|ты|тебя|тебе|твой|твоя"
    r"|pan|pani|pana|panu|państwo|ty|ciebie|tobie|twój|twoja|u|uw|jij|je|jouw|jou|jullie|ni|er|dig|din|ditt|ert)\b"
    r"|你|您|妳|あなた|さんは|さんの|씨는|당신|님은|님의|께서|أنت|لك|كم\b|حضرتك|אתה|את\b|שלך",
    re.IGNORECASE,
)  # fmt: skip
CLOSING = re.compile(
    r"\b(?:subscribe|s[ií]guenos|siga-nos|suivez|folgt uns|seguici|seguiteci|följ oss|volg ons|schrijf je in|ringraziamento|agradec\w+ a|newsletter|about the author|follow (?:us|me|him|her|them)|find (?:him|her|them|us) (?:at|on)|click here|sign up|share this|leave a comment"
    r"|this interview (?:was|has been|is)|interview (?:was )?(?:conducted|edited|condensed)|edited (?:and condensed )?for|transcri(?:pt|bed)|stay tuned|see you next|thank(?:s| you)? to \w+ for|thanks again to|special thanks"
    r"|merci à|propos recueillis|abonnez|gracias a \w+ por|suscr[ií]b|obrigad[oa] a|inscreva|ringraziamo|grazie a|iscriv|abonnier|das gespräch|die fragen|wir danken"
    r"|спасибо|подпис|беседовал|dziękuj|rozmawia|bedankt|abonneer|tack till)"
    r"|感谢|谢谢|致谢|订阅|关注我们|下载|點擊|点击|加入|订閱|訂閱|感謝|下面的(?:表|框)|电子邮件|电子邮箱|博客文章|帖子|总结|聞き手|構成|取材|ありがとうございました|구독|감사드립니다|شكر|اشترك|תודה",
    re.IGNORECASE,
)  # fmt: skip
TALK_WORDS = re.compile(
    r"interview|intervista|entrevista|entretien|conversa(?:tion|ción|zione)?\b|gespräch|wywiad|rozmow|gesprek|samtal|интервью|беседу|разговор|q\s?&\s?a|\bqna\b|questions? (?:to|for|with)|fragen an|preguntas a|domande a|perguntas"
    r"|in conversation|sat down with|spoke (?:with|to)|talked? (?:with|to)|chat(?:ted)? with|podcast|transcript|rencontre|s['’]est entretenu|fireside"
    r"|采访|访谈|专访|对话|訪談|專訪|採訪|問答|问答|座谈|インタビュー|対談|聞きました|お話を|인터뷰|대담|مقابلة|حوار|لقاء|ראיון|röportaj|söyleşi|haastattelu",
    re.IGNORECASE,
)  # fmt: skip
EDITORS = frozenset(
    fold(word)
    for word in (
        "editor's note|ed. note|ed.|note|nb|n.b.|update|correction|translator's note|webmaster's note|anm. d. red.|anm. d. redaktion|anm.|anmerkung"
        "|anmerkung der redaktion|ndlr|n.d.l.r.|note de la rédaction|note|nota|nota del editor|nota de la redacción|n. de la r.|n. del e.|nota do editor|n. do e."
        "|nota della redazione|ndr|n.d.r.|прим. ред.|примечание редакции|от редакции|przyp. red.|od redakcji|noot van de redactie|red."
        "|编者注|编者按|译者注|译注|注|編者註|編按|編者按|譯註|編集部注|編注|注記|편집자 주|편집자주|역자 주|ملاحظة|ملاحظة المحرر|הערת המערכת"
    ).split("|")
)
THANKS = re.compile(
    r"thank|merci\b|vielen dank|danke|gracias|obrigad|grazie|спасибо|благодар|dzięk|bedankt|dank u|\btack\b|谢谢|感謝|感谢|謝謝|ありがとう|감사합니다|고맙|شكر|תודה",
    re.IGNORECASE,
)
SPONSOR = re.compile(
    r"sponsor|brought to you by|supported by|use (?:the )?code|offert par|soutien de|con el apoyo de|patrocin|oferecid[oa] por|offerto da|präsentiert von"
    r"|unterstützt von|werbung|реклам|спонсор|при поддержке|sponsorem|mede mogelijk|赞助|本期节目由|廣告|贊助|提供でお送り|スポンサー|광고|협찬|برعاية",
    re.IGNORECASE,
)
ADDRESS = re.compile(
    r"https?://|www\.|(?<![\w.])@\w{3}|©|\(c\)|[\w.]+@[\w.]+\.\w{2}|]\(", re.IGNORECASE
)
# What opens the lines after a talk: Zur Person: …, Kontakt: …
CLOSERS = frozenset(
    fold(word)
    for word in (
        "break|ad break|music|werbung|anzeige|pause|about the author|about the interviewee|about the guest|bio|contact|further reading|read more|read also|related|see also|credits|photo|photos|photo credit"
        "|zur person|kontakt|mehr zum thema|weiterlesen|das interview führte|das gespräch führte|interview|ende|foto|fotos|sobre a autora|sobre o autor|leia também|saiba mais"
        "|sobre la autora|sobre el autor|más información|ver también|pour aller plus loin|à lire aussi|à lire|propos recueillis par|bio express|contatti|per saperne di più"
        "|a cura di|читайте также|справка|беседовал|беседовала|фото|kontakt|zobacz też|rozmawiał|rozmawiała|lees ook|meer lezen|延伸阅读|延伸閱讀|相关阅读|人物简介|作者简介"
        "|关于作者|采访|撰文|摄影|攝影|プロフィール|略歴|関連|取材|構成|撮影|写真|참고|사진|글|약력|للمزيد|اقرأ أيضا|تصوير|end|ende der aufnahme|end of recording|конец записи|录音结束"
    ).split("|")
)
SIGN = re.compile(
    r"[※©▲■◆●▶☆★]|[—–-]{2,}\s*(?:END|ENDE|FIN|完|终)\b|\(c\)|<?저작권자|copyright", re.IGNORECASE
)
BRACKETED = re.compile(r"[\[(（［【〔][^\[\]()（）［］【】〔〕]{2,400}[\])）］】〕]\.?")
CREDIT = re.compile(r"[^\W\d_][^\s:：]{1,19}(?: [^\s:：]{1,15}){0,2}\s?[:：]\s?\S")
EDGE = 200  # characters at either end of a block in which thanks and the like are looked for
SAMPLE = 600  # characters of it in which I and you are counted
LETTER = re.compile(r"[^\W\d_]")


class Cues:
    """What is seen of a block. What takes time is looked at when it is asked for, once."""

    def __init__(self, text: str, kind: BlockKind) -> None:
        self._text = text.strip()
        self._kind = kind
        self._plain = " ".join(MARKUP.sub(lambda found: found["text"] or "", self._text).split())
        self.size = len(self._plain)  # characters

    @cached_property
    def is_text(self) -> bool:
        """Whether words of a talk may stand in it."""
        is_silent = self._kind in (*SILENT, BlockKind.HEADING) or self.is_figure or self.is_remark
        return not is_silent and bool(LETTER.search(self._plain))

    @cached_property
    def is_figure(self) -> bool:
        """Whether it is a picture, a caption or a comment."""
        is_caption = bool(CAPTION.match(self._text.lstrip("*_ ")))
        return is_caption or bool(PICTURE.match(self._text) or COMMENT.fullmatch(self._text))

    @cached_property
    def asks(self) -> bool:
        """Whether it ends with a question."""
        return self._kind is not BlockKind.CODE and bool(QUESTION.search(self._plain[-40:]))

    @cached_property
    def asks_inside(self) -> bool:
        """Whether a question stands near its end."""
        end = self._plain[-200:]
        return "?" in end or "？" in end[-120:] or "؟" in end

    @cached_property
    def style(self) -> str:
        """Return how all of it is set off: bold, italic, bold italic or not at all."""
        if self._text[:1] not in "*_<":
            return ""
        return next((name for name, whole in WHOLE.items() if whole.fullmatch(self._text)), "")

    @cached_property
    def has_dash(self) -> bool:
        return self._kind is BlockKind.PARAGRAPH and bool(SPOKEN_DASH.match(self._text))

    @cached_property
    def has_number(self) -> bool:
        return bool(NUMBERED.match(self._text))

    @cached_property
    def first_person(self) -> float:
        """Return how many words for I and we stand in a hundred characters."""
        return len(I_WORDS.findall(self._plain[:SAMPLE])) * self._per_hundred

    @cached_property
    def second_person(self) -> float:
        """Return how many words for you stand in a hundred characters."""
        return len(YOU_WORDS.findall(self._plain[:SAMPLE])) * self._per_hundred

    @property
    def _per_hundred(self) -> float:
        return 100 / max(60, min(self.size, SAMPLE))

    @cached_property
    def is_remark(self) -> bool:
        """Whether it is a note of the editor's: in brackets or behind a word for it."""
        return self._kind is not BlockKind.CODE and _is_remark(self._plain)

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
        return bool(CREDIT.match(self._plain))

    @cached_property
    def speaks_of_talk(self) -> bool:
        """Whether it calls the talk an interview."""
        return bool(TALK_WORDS.search(self._ends))

    @property
    def _ends(self) -> str:
        return f"{self._plain[:EDGE]} {self._plain[EDGE:][-EDGE:]}"


def _is_remark(plain: str) -> bool:
    """Whether a block is the editor's: [Laughter], [Editor's note: …], Anm. d. Red.: …, 编者注：…"""
    if BRACKETED.fullmatch(plain) or SIGN.match(plain):
        return True
    inner = plain.strip("[]()（）［］【】〔〕 ")
    found = re.match(r"[^:：—–-]{1,40}?(?=\s*[:：—–])", inner)
    return bool(found) and (
        fold(found[0]) in EDITORS
        or fold(found[0]) in CLOSERS
        or bool(re.search("(?:注|按|附记)$|editor['’]s? note|\\bnote$", found[0], re.IGNORECASE))
    )


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
