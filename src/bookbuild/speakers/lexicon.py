"""The words that tell a label from other text, in the languages that interviews come in.

Tables only. All keys are folded as ``turns.fold`` does: no case, space or mark.
"""

import re
from collections.abc import Mapping

from bookbuild.model import Role
from bookbuild.turns import fold


def _folded(text: str) -> frozenset[str]:
    """Return the entries of ``text``, which are parted by bars or line ends, folded."""
    return frozenset(fold(entry) for entry in text.replace("\n", "|").split("|") if fold(entry))


# Labels that name no person but a part in the talk. Letters such as Q and A are ``LETTERS``.
ROLE_WORDS: Mapping[Role, frozenset[str]] = {
    "interviewer": _folded(
        """interviewer|interviewers|question|reporter|journalist|correspondent|the interviewer
        采访者|采访人|访谈者|访问者|记者|提问|提问者|问题|问|採訪者|訪問者|訪談者|記者|提問|問
        質問|質問者|聞き手|インタビュアー|インタビュワー|編集部|질문|기자|인터뷰어|문|질문자
        frage|fragesteller|fragestellerin|interviewerin|reporterin|redaktion
        question|journaliste|intervieweur|intervieweuse|la rédaction
        pregunta|entrevistador|entrevistadora|periodista|redacción
        pergunta|entrevistador|entrevistadora|repórter|jornalista|redação
        domanda|intervistatore|intervistatrice|giornalista|redazione
        вопрос|корреспондент|интервьюер|журналист|корр|редакция
        pytanie|dziennikarz|dziennikarka|redakcja|vraag|interviewster|fråga|spørgsmål|spørsmål
        soru|سؤال|السؤال|المحاور|المحاورة|الصحفي|שאלה|מראיין|מראיינת|پرسش|سوال|خبرنگار|kysymys|otázka"""
    ),
    "interviewee": _folded(
        """interviewee|answer|respondent|the interviewee|narrator's answer|informant
        受访者|被采访者|受访人|回答|答|答案|受訪者|被訪者|話し手|語り手|답변|답|인터뷰이
        antwort|befragter|befragte|réponse|interviewé|interviewée|respuesta|entrevistado|entrevistada
        resposta|risposta|intervistato|intervistata|ответ|собеседник|собеседница|odpowiedź|antwoord
        svar|cevap|yanıt|جواب|الجواب|إجابة|תשובה|מרואיין|پاسخ|vastaus|odpověď"""
    ),
    "host": _folded(
        """host|co-host|cohost|moderator|mc|emcee|presenter|anchor|chair|chairman|chairwoman|facilitator
        主持人|主持|主播|司仪|主持人甲|司会|司会者|進行|モデレーター|사회자|진행자|진행|moderatorin|moderation
        animateur|animatrice|présentateur|présentatrice|modérateur|modératrice|moderador|moderadora
        presentador|presentadora|apresentador|apresentadora|mediador|mediadora|moderatore|moderatrice
        conduttore|conduttrice|ведущий|ведущая|модератор|prowadzący|prowadząca|presentator|programleder
        sunucu|المذيع|المذيعة|المقدم|מנחה|مجری"""
    ),
    "guest": _folded(
        """guest|panelist|panellist|嘉宾|来宾|嘉賓|来賓|ゲスト|게스트|출연자|gast|invité|invitée|invitado|invitada
        convidado|convidada|ospite|гость|гостья|gość|gjest|gäst|konuk|الضيف|الضيفة|אורח|אורחת|مهمان"""
    ),
    "audience": _folded(
        """audience|audience member|audience question|question from the audience|audience q
        member of the audience|from the audience|listener|caller|attendee|participant|student|everyone in the audience
        观众|听众|现场观众|观众提问|读者|网友|学生|觀眾|聽眾|会場|会場から|リスナー|視聴者|読者|ペンネーム|参加者|観客|청중|관객|방청객
        publikum|zuhörer|zuhörerin|aus dem publikum|zuschauer|zwischenruf|zwischenruferin|zwischenrufer|public|dans le public|auditeur|auditrice|le public
        público|del público|oyente|plateia|do público|ouvinte|pubblico|dal pubblico|ascoltatore
        зал|из зала|зритель|слушатель|вопрос из зала|publiczność|głos z sali|publiek|uit de zaal|جمهور|الجمهور|קהל"""
    ),
    "narrator": _folded(
        """narrator|voice-over|voiceover|voice over|vo|announcer|旁白|解说|解說|ナレーター|ナレーション|내레이션|나레이션
        erzähler|erzählerin|sprecher aus dem off|narrateur|narratrice|narrador|narradora|locutor|narratore|voce narrante
        рассказчик|диктор|за кадром|lektor|verteller|الراوي|קריין"""
    ),
}
ROLE_OF: Mapping[str, Role] = {
    word: role for role, words in reversed(ROLE_WORDS.items()) for word in words
}
# Phrases for those who listen: Frage aus dem Publikum, Second audience member.
AUDIENCE = re.compile(
    r"audience|publikum|zuhörer|público|pubblico|dans la salle|du public|plateia|из зала|слушател|зрител|publiczno|z sali|de zaal|publiek"
    r"|观众|觀眾|听众|聽眾|会場|客席|청중|관객|الجمهور|הקהל",
    re.IGNORECASE,
)
# People without a name, with a number or without: Speaker 1, Guest B.
UNNAMED = (
    "speaker|unknown speaker|unidentified speaker|unidentified|unknown|voice|man|woman|male voice"
    "|female voice|male speaker|female speaker|panelist|guest|host|interviewer|interviewee|student"
    "|audience member|caller|participant|发言人|说话人|发言者|講者|發言人|話者|スピーカー|화자|참석자"
    "|sprecher|sprecherin|locuteur|locutrice|intervenant|intervenante|interlocuteur|hablante|orador|falante|parlante"
    "|спикер|мужчина|женщина|голос|mówca|spreker"
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

# Labels that open something else than a turn, whatever their number.
REMARKS = _folded(
    """note|notes|nb|n.b.|ps|p.s.|update|updates|edit|source|sources|warning|tip|tips|example|examples|important
    summary|link|links|credit|credits|photo|photos|photo credit|image|picture|references|reference|tldr|tl;dr|see also
    author|authors|date|published|posted|tags|tag|category|categories|editor's note|ed|ed note|disclaimer|correction
    location|place|venue|time|duration|length|language|title|subject|topic|topics|keywords|abstract|contents|summary keywords|speakers
    transcript|transcribed by|transcriber|transcription|recorded|recording|recorded on|interviewed by|interview by
    interview with|interview|edited by|produced by|producer|music|music by|photography|photographs|text|words
    copyright|license|licence|rights|version|contact|email|e-mail|website|web|url|twitter|phone|address|instagram|facebook
    about|about the author|about the interviewee|about the guest|bio|biography|further reading|read more|more|related
    resources|resource|show notes|shownotes|sponsor|sponsors|sponsored by|break|ad|ad break|advertisement|intro|outro
    introduction|conclusion|chapter|part|section|step|steps|question|hint|fact|facts|pros|cons|result|results|day|week
    caution|attention|background|context|takeaway|takeaways|key takeaways|bottom line|lesson|lessons|key|info|input|output
    subscribe|follow|listen|watch|download|episode|season|series|guests|hosts|speakers|participants|attendees|present
    age|occupation|profession|born|home|hometown|job|role|company|position|education|status|file|files|collection|ref|id
    original|original article|original title|translator|translation|translated by|translator's note|comments|comment|reply
    first|second|third|fourth|finally|last|lastly|next|also|then|meanwhile|one|two|three|today|tomorrow|yesterday|now
    原文|译文|注|注意|注释|来源|链接|更新|例如|比如|译者注|编者按|编者注|作者|日期|标签|主题|位置|地点|时间|幻灯片
    译者|翻译|校对|编辑|摄影|摄像|图片|图|图片来源|视频|音频|提示|总结|摘要|结论|关键词|参考|参考文献|相关阅读|延伸阅读
    备注|说明|声明|版权|采访|采访时间|采访地点|采访整理|整理|文|撰文|出品|关于作者|作者简介|简介|导语|前言|后记|标题|目录
    受访者简介|人物简介|嘉宾简介|本期嘉宾|本期主播|时长|录音|录制|字幕|来自|发布|发布时间|阅读|分类|例子|第一|第二|第三
    首先|其次|最后|另外|此外|总之|同样|职业|年龄|籍贯|出生|单位|职务|问题|答案|结果|原因|方法|优点|缺点|建议|步骤
    註|註釋|來源|連結|譯者|譯者註|編者按|編按|攝影|圖片|時間|地點|主題|標籤|關鍵詞|延伸閱讀|採訪|訪問|撰文|整理|備註|簡介
    注記|注釈|出典|日時|場所|日付|撮影|写真|文|取材|構成|編集|翻訳|出演|参考|関連|目次|まとめ|追記|補足|例|テーマ|プロフィール|略歴
    참고|출처|사진|글|날짜|장소|일시|정리|번역|편집|요약|주제|비고|약력|프로필|예
    hinweis|anmerkung|anm|anm d red|anm. d. red.|quelle|quellen|datum|ort|zeit|dauer|foto|fotos|bild|text|autor|autorin
    thema|zusammenfassung|fazit|beispiel|zum beispiel|wichtig|nachtrag|zur person|interview und foto|das interview führte
    das gespräch führte|übersetzung|redaktion|lektorat|achtung|tipp|mehr|weiterlesen|teil|stichworte|gespräch
    remarque|nota|source|date|lieu|durée|photo|crédit|crédit photo|auteur|sujet|résumé|exemple|par exemple|propos recueillis par
    propos recueillis|traduction|rédaction|à lire|à lire aussi|bio|chapitre|partie|conseil|attention|ndlr|conclusion|thème
    nota|notas|fuente|fuentes|fecha|lugar|duración|foto|fotos|fotografía|crédito|autor|autora|tema|resumen|ejemplo|por ejemplo
    traducción|edición|biografía|importante|aviso|consejo|texto|entrevista|ver también|más información|perfil|título
    fonte|fontes|data|local|duração|crédito|créditos|autor|autora|resumo|exemplo|por exemplo|tradução|edição|importante|dica|título
    leia também|saiba mais|perfil|entrevista|entrevista concedida a
    nota|fonte|data|luogo|durata|foto|autore|autrice|tema|riassunto|esempio|per esempio|traduzione|attenzione|testo|scheda|titolo
    примечание|прим|прим ред|источник|дата|место|время|фото|автор|тема|итог|пример|например|важно|перевод|редактор|текст
    справка|досье|беседовал|беседовала|подготовил|подготовила|интервью|биография|читайте также|ссылка|ссылки
    uwaga|źródło|data|miejsce|czas|zdjęcie|zdjęcia|autor|autorka|temat|przykład|na przykład|tłumaczenie|rozmawiał|rozmawiała
    opmerking|bron|datum|plaats|foto|auteur|onderwerp|voorbeeld|bijvoorbeeld|samenvatting|tekst|vertaling|let op
    ملاحظة|المصدر|التاريخ|المكان|صورة|تصوير|الكاتب|ترجمة|تحرير|הערה|מקור|תאריך|מקום|צילום|כתב|יצירה"""
) - _folded("")

# Headings above what readers wrote, and above what closes an article.
COMMENTS = re.compile(
    r"\bcomments?\b|kommentare?\b|commentaires|comentarios|comentários|commenti\b|комментари|komentarze|reacties|guestbook|gästebuch"
    r"|评论|留言|評論|コメント|댓글|تعليقات|תגובות|yorumlar",
    re.IGNORECASE,
)
# Small words within names.
PARTICLES = frozenset(
    "al and bin ben da das de del della der den di do dos du e el et i ibn la las le los und van vom von y"
    " zu zur ter ten op".split()
)
# Titles before or after a name.
TITLES = _folded(
    """dr|dr.|prof|prof.|professor|mr|mr.|mrs|mrs.|ms|ms.|miss|sir|madam|sister|brother|father|rev|judge|senator
    president|herr|frau|monsieur|madame|mme|m|mlle|señor|señora|sr|sra|don|doña|dott|dottor|dottoressa|signor|signora
    teacher|coach|chef|captain|capt|uncle|aunt|auntie|grandma|grandpa|master|minister|mayor|councillor|cllr|lord|lady|lt|sgt|col|gen|rabbi
    bürgermeister|bürgermeisterin|minister|pfarrer|lehrer|frau dr|brugwachter|meester|juf|maire|maître|abbé|docteur|professeur|profesor|profesora
    dona|seu|pan|pani|mevrouw|meneer|phd|md|jr|esq|г-н|г-жа|доктор|профессор"""
)
HAN_TITLES = (
    "先生",
    "女士",
    "小姐",
    "老师",
    "教授",
    "博士",
    "老師",
    "阿姨",
    "奶奶",
    "爷爷",
    "师傅",
    "師傅",
    "老板",
    "导演",
    "대표",
    "작가",
    "할머니",
    "할아버지",
    "기자",
    "先生",
    "さん",
    "氏",
    "様",
    "씨",
    "님",
    "선생님",
    "교수",
    "박사",
)

# Words that make a clause, not a name.
CLAUSE_WORDS = frozenset(
    """a about again all am an any are as at be because been but by can could did do does for from get had has have
    here how i if in into is it its just like me more my no not now of on only or our out over said says so some than that
    their them then there these they this those to up us was we were what when where which who why will with would you your
    est sont pour dans avec sur qui que une les des nous vous ils elle je pas plus être c'est voici parce
    ist sind für mit auf der die das ein eine nicht und ich wir sie wie was warum weil habe hat haben dass zum beim
    es son para con por que una los las nos como qué porque fue era está más pero yo
    é são para com que uma os nós como porque foi era está mais mas eu não
    è sono per con che una gli come perché era più ma io non
    это как что где для и на не был была было мы я он она они с по из
    jest są dla nie że jak co to na ze się był była
    is zijn voor met het een niet en ik we zij wat waarom omdat""".split()
)
HAN_CLAUSE = (
    "的",
    "是",
    "了",
    "在",
    "我",
    "你",
    "他",
    "她",
    "们",
    "這",
    "这",
    "那",
    "什么",
    "怎",
    "不",
    "就",
    "也",
    "都",
    "和我",
    "说",
    "說",
    "讨论",
    "以下",
    "如下",
    "包括",
    "因为",
    "所以",
)
KANA_CLAUSE = (
    "は",
    "が",
    "を",
    "に",
    "で",
    "と",
    "も",
    "です",
    "ます",
    "こと",
    "って",
    "から",
    "まで",
)

# Lines that say who asked, though their label is no part in the talk.
INTERVIEW_BY: Mapping[str, Role] = dict.fromkeys(
    _folded(
        """interview|interview by|interviewed by|interview conducted by|questions|questions by|interview und text|das interview führte
        das gespräch führte|propos recueillis par|entretien|entrevista|entrevista de|intervista|intervista di|a cura di|беседовал|беседовала
        интервью|rozmawiał|rozmawiała|采访|采访者|采访整理|訪問|採訪|取材|インタビュー|聞き手|인터뷰|대담"""
    ),
    "interviewer",
)

# What asks and answers are called where the text names nobody.
ASKERS: Mapping[str, str] = {
    "ar": "المحاور", "cs": "Otázka", "da": "Interviewer", "de": "Interviewer", "en": "Interviewer", "es": "Entrevistador",
    "fa": "پرسش", "fi": "Haastattelija", "fr": "Intervieweur", "he": "מראיין", "it": "Intervistatore", "ja": "聞き手",
    "ko": "인터뷰어", "nl": "Interviewer", "pl": "Rozmówca", "pt": "Entrevistador", "ru": "Корреспондент", "sv": "Intervjuare",
    "tr": "Soru", "zh": "采访者", "zh-Hant": "採訪者",
}  # fmt: skip
ANSWERERS: Mapping[str, str] = {
    "ar": "الضيف", "cs": "Odpověď", "da": "Interviewede", "de": "Befragter", "en": "Interviewee", "es": "Entrevistado",
    "fa": "پاسخ", "fi": "Haastateltava", "fr": "Interviewé", "he": "מרואיין", "it": "Intervistato", "ja": "語り手",
    "ko": "인터뷰이", "nl": "Geïnterviewde", "pl": "Gość", "pt": "Entrevistado", "ru": "Собеседник", "sv": "Intervjuad",
    "tr": "Cevap", "zh": "受访者", "zh-Hant": "受訪者",
}  # fmt: skip

JOINTS = (
    "and",
    "und",
    "et",
    "y",
    "e",
    "i",
    "en",
    "och",
    "og",
    "и",
    "和",
    "与",
    "與",
    "、",
    "&",
    "/",
    "+",
    "と",
    "및",
    "و",
)
ALL_TOGETHER = _folded(
    """all|both|everyone|everybody|together|all together|alle|beide|tous|tous les deux|toutes|les deux|todos|ambos|os dois|os três
    tutti|entrambi|insieme|все|оба|вместе|wszyscy|oboje|obaj|allebei|allen|众人|大家|全体|两人|二人|三人|所有人|齐声|眾人|全員|一同|모두|둘 다|다같이|الجميع"""
)
