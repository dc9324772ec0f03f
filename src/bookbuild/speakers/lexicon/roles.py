"""Words for the parts in a talk: who asks, who answers, who leads it, who listens."""

from collections.abc import Mapping

from bookbuild.bookconfig import Role
from bookbuild.speakers.lexicon import alternatives, folded, phrases

# Labels that name no person but a part in the talk. Letters such as Q and A are ``LETTERS``.
ROLE_WORDS: Mapping[Role, frozenset[str]] = {
    "interviewer": folded(
        """interviewer|interviewers|question|reporter|journalist|correspondent|the interviewer
        采访者|采访人|访谈者|访问者|记者|提问|提问者|问题|问|採訪者|訪問者|訪談者|記者|提問|問
        質問|質問者|聞き手|インタビュアー|インタビュワー|編集部|질문|기자|인터뷰어|문|질문자
        조사자|면담자|채록자
        frage|fragesteller|fragestellerin|interviewerin|reporterin|redaktion
        question|journaliste|intervieweur|intervieweuse|la rédaction
        pregunta|entrevistador|entrevistadora|periodista|redacción
        pergunta|entrevistador|entrevistadora|repórter|jornalista|redação
        domanda|intervistatore|intervistatrice|giornalista|redazione
        вопрос|корреспондент|интервьюер|журналист|корр|редакция
        pytanie|dziennikarz|dziennikarka|redakcja|vraag|interviewster|fråga|spørgsmål|spørsmål
        soru|سؤال|السؤال|المحاور|المحاورة|الصحفي|שאלה|מראיין|מראיינת|پرسش|سوال|خبرنگار|kysymys
        otázka"""
    ),
    "interviewee": folded(
        """interviewee|answer|respondent|the interviewee|narrator's answer|informant
        受访者|被采访者|受访人|回答|答|答案|一个|受訪者|被訪者|話し手|語り手|답변|답|인터뷰이|구술자
        antwort|befragter|befragte|réponse|interviewé|interviewée|respuesta|entrevistado
        entrevistada
        resposta|risposta|intervistato|intervistata|ответ|собеседник|собеседница|odpowiedź|antwoord
        svar|cevap|yanıt|جواب|الجواب|إجابة|תשובה|מרואיין|پاسخ|vastaus|odpověď"""
    ),
    "host": folded(
        """host|co-host|cohost|moderator|mc|emcee|presenter|anchor|chair|chairman|chairwoman
        facilitator|the chair|chairperson|madam chair|mr chair|madam president|mr president
        mme la présidente|m. le président|madame la présidente|monsieur le président|la présidente
        le président|der vorsitzende|die vorsitzende|vorsitzender|vorsitzende|el presidente
        la presidenta|il presidente|председатель|przewodniczący|przewodnicząca|voorzitter|议长
        議長|委員長
        主持人|主持|主播|司仪|主持人甲|司会|司会者|進行|モデレーター|사회자|진행자|진행
        moderatorin|moderation
        animateur|animatrice|présentateur|présentatrice|modérateur|modératrice|moderador|moderadora
        presentador|presentadora|apresentador|apresentadora|mediador|mediadora|moderatore
        moderatrice
        conduttore|conduttrice|ведущий|ведущая|модератор|prowadzący|prowadząca|presentator
        programleder
        sunucu|المذيع|المذيعة|المقدم|מנחה|مجری"""
    ),
    "guest": folded(
        """guest|panelist|panellist|嘉宾|来宾|嘉賓|来賓|ゲスト|게스트|출연자|gast|invité|invitée
        invitado|invitada
        convidado|convidada|ospite|гость|гостья|gość|gjest|gäst|konuk|الضيف|الضيفة|אורח|אורחת
        مهمان"""
    ),
    "audience": folded(
        """audience|audience member|audience question|question from the audience|audience q
        member of the audience|from the audience|listener|caller|attendee|participant|student
        everyone in the audience
        观众|听众|现场观众|观众提问|读者|网友|学生|觀眾|聽眾|会場|会場から|リスナー|視聴者|読者
        ペンネーム|参加者|観客|청중|관객|방청객
        publikum|zuhörer|zuhörerin|aus dem publikum|zuschauer|zwischenruf|zwischenruferin
        zwischenrufer|public|dans le public|auditeur|auditrice|le public
        público|del público|oyente|plateia|do público|ouvinte|pubblico|dal pubblico|ascoltatore
        зал|из зала|зритель|слушатель|вопрос из зала|publiczność|głos z sali|publiek|uit de zaal
        جمهور|الجمهور|קהל"""
    ),
    "narrator": folded(
        """narrator|voice-over|voiceover|voice over|vo|announcer|旁白|解说|解說|ナレーター
        ナレーション|내레이션|나레이션
        erzähler|erzählerin|sprecher aus dem off|narrateur|narratrice|narrador|narradora|locutor
        narratore|voce narrante
        рассказчик|диктор|за кадром|lektor|verteller|الراوي|קריין"""
    ),
}
SLIPS = frozenset({"一个"})  # what machines make of the letter A
ROLE_OF: Mapping[str, Role] = {
    word: role for role, words in reversed(list(ROLE_WORDS.items())) for word in words
}
# Phrases for those who listen: Frage aus dem Publikum, Second audience member.
AUDIENCE = phrases(
    r"""
    audience|publikum|zuhörer|público|pubblico|dans la salle|du public|plateia|из зала|слушател
    зрител|publiczno|z sali|de zaal|publiek|观众|觀眾|听众|聽眾|会場|客席|청중|관객|الجمهور|הקהל
    """
)
# What a host says to those who listen.
PODCAST = phrases(
    r"""
    podcast|episode|welcome (?:back )?to|\bshow\b|listeners|听众|欢迎收听|收听|节目|émission|folge
    hörer|oyentes|ouvintes|ascoltatori|番組|방송|слушател|выпуск
    """
)

# People without a name, with a number or without: Speaker 1, Guest B.
UNNAMED = alternatives(
    """
    speaker|unknown speaker|unidentified speaker|unidentified|unknown|voice|man|woman|male voice
    unidentified (?:fe)?male|unidentified (?:wo)?m[ae]n|unidentified (?:person|people|child)
    unidentified (?:children|reporters?|participants?|voices?)
    female voice|male speaker|female speaker|panelist|guest|host|interviewer|interviewee|student
    audience member|caller|participant|发言人|说话人|发言者|講者|發言人|話者|スピーカー|화자
    참석자|sprecher|sprecherin|locuteur|locutrice|intervenant|intervenante|interlocuteur|hablante
    orador|falante|parlante|спикер|мужчина|женщина|голос|mówca|spreker
    """
)
ALL_TOGETHER = folded(
    """all|both|everyone|everybody|together|all together|alle|beide|tous|tous les deux|toutes
    les deux|todos|ambos|os dois|os três
    tutti|entrambi|insieme|все|оба|вместе|wszyscy|oboje|obaj|allebei|allen|众人|大家|全体|两人
    二人|三人|两者|两者都|两者都有|所有人|齐声|眾人|全員|一同|모두|둘 다|다같이|الجميع"""
)
# Single letters that stand for question and answer: Frage, Pregunta, Domanda, Вопрос …
LETTERS: tuple[tuple[str, str], ...] = (
    ("q", "a"),
    ("f", "a"),
    ("p", "r"),
    ("q", "r"),
    ("d", "r"),
    ("v", "a"),
    ("в", "о"),
    ("p", "o"),
    ("з", "в"),
    ("f", "s"),
    ("s", "c"),
    ("س", "ج"),
    ("ש", "ת"),
    ("i", "r"),
    ("i", "b"),
)
FULL_WORD_LETTERS = frozenset({"问", "答", "問", "문", "답", "問い", "答え"})

# Lines that say who asked, though their label is no part in the talk.
INTERVIEW_BY: Mapping[str, Role] = dict.fromkeys(
    folded(
        """interview|interview by|interviewed by|interview conducted by|questions|questions by
        interview und text|das interview führte
        das gespräch führte|propos recueillis par|entretien|entrevista|entrevista de|intervista
        intervista di|a cura di|беседовал|беседовала
        интервью|rozmawiał|rozmawiała|采访|采访者|采访整理|訪問|採訪|取材|インタビュー|聞き手
        인터뷰|대담"""
    ),
    "interviewer",
)

# What asks and answers are called where the text names nobody.
ASKERS: Mapping[str, str] = {
    "ar": "المحاور", "cs": "Otázka", "da": "Interviewer", "de": "Interviewer",
    "en": "Interviewer", "es": "Entrevistador", "fa": "پرسش", "fi": "Haastattelija",
    "fr": "Intervieweur", "he": "מראיין", "it": "Intervistatore", "ja": "聞き手", "ko": "인터뷰어",
    "nl": "Interviewer", "pl": "Rozmówca", "pt": "Entrevistador", "ru": "Корреспондент",
    "sv": "Intervjuare", "tr": "Soru", "zh": "采访者", "zh-Hant": "採訪者",
}  # fmt: skip
ANSWERERS: Mapping[str, str] = {
    "ar": "الضيف", "cs": "Odpověď", "da": "Interviewede", "de": "Befragter",
    "en": "Interviewee", "es": "Entrevistado", "fa": "پاسخ", "fi": "Haastateltava",
    "fr": "Interviewé", "he": "מרואיין", "it": "Intervistato", "ja": "語り手", "ko": "인터뷰이",
    "nl": "Geïnterviewde", "pl": "Gość", "pt": "Entrevistado", "ru": "Собеседник",
    "sv": "Intervjuad", "tr": "Cevap", "zh": "受访者", "zh-Hant": "受訪者",
}  # fmt: skip
