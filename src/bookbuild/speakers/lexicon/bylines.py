"""Words of lines of credits: who asked, who wrote, and who did something else.

All are regexes in small letters. ``LABELS`` need a sign such as a colon before the name: what
follows "Interview" without one may be whom it is with. Behind ``PHRASES`` the name may follow.
"""

from bookbuild.speakers.lexicon import alternatives

ASKED_LABELS = alternatives(
    r"""
    interviews?|the interview|questions|das interview|gespräch|fragen|interview und text|entretien
    interviewe[ur]\w*|entrevista|entrevistador\w*|intervista|interviu|intervju|interju|interjú
    interjúkészítő|vragen|gesprek|rozhovor|ptal\w* se|wywiad|rozmowa|интервью|інтерв['’]?ю|розмова
    беседа|разговор|haastattelu|haastattelija|söyleşi|röportaj|συνέντευξη
    采访|採訪|访谈|訪談|專訪|专访|訪問|访问|采访人|採訪者|采访者|取材|インタビュー|聞き手|인터뷰|대담
    حوار|حاور(?:ه|ها|ته|تها|هم)?|أجر[تى]ا? (?:الحوار|المقابلة|اللقاء)|مقابلة|ראיון|گفتگو|گفت‌?و‌?گو
    مصاحبه
    """
)
ASKED_PHRASES = alternatives(
    r"""
    interview(?:s|ed)?(?: (?:was )?(?:conducted|done))? by|the interview was conducted by
    questions(?: asked)? by|asked by|interview (?:von|par|door|av|af)|interview geführt von
    (?:das|dieses) (?:interview|gespräch) führten?|(?:mit (?:ihm|ihr|ihnen) sprach(?:en)?)
    (?:die )?fragen stellten?|(?:das )?gespräch führten?|aufgezeichnet von|protokoll
    propos recueillis(?: et mis en forme)? par|recueilli par
    entretien (?:réalisé |mené |conduit )?par|interview (?:réalisée|menée) par
    entrevista (?:realizada |conduzida |hecha )?(?:de|por)|entrevistado por|entrevistada por
    intervista (?:di|a cura di|realizzata da|raccolta da)|a cura di|(?:testo )?raccolt[oaie] da
    interviu (?:realizat )?de|intervju (?:av|ved)|intervjuad av|interviewet af|vragen van
    (?:het )?(?:gesprek|interview) (?:door|werd afgenomen door)|rozmawiał[ay]?|rozmawia(?:ją)?
    rozmawiali|wysłuchał[ay]?|notował[ay]?|wywiad przeprowadził[ay]?|(?:rozhovor )?ved[lo]a?
    rozhovor připravila?|zaptala? se|беседу в[её]ла?|беседовала?и?|разговаривала?и?
    интервью (?:взяла?|провела?|брала?|вела?|подготовила?)|разговор в[её]ла?|записала?
    вопросы задавала?|розмовляла?|розмовляв|спілкувалас[яь]|спілкувався|(?:на)?питання ставила?
    az interjút (?:készítette|írta)|kérdezett?e?|lejegyezte|haastatteli(?:jana)?|haastattelun teki
    söyleşiyi yapan|röportajı yapan|söyleşen|konuşan
    采访整理|採訪整理|采写|採寫|采访撰文|採訪撰文|采访・撰文|聞き手・構成|聞き手
    """
)
WROTE = alternatives(
    r"""
    by|(?:posted|written|words|text|story|article) by|words|text|texte|textes|texto|testo|tekst
    teksti|testi di|textos|szöveg|текст|текст подготовил\w*|подготовил[аи]?|материал подготовил\w*
    автор\w*|автори?|von|text von|ein interview von|ein gespräch von|geschrieben von|autor(?:in|a)?
    auteure?|autrice|autore|författare|forfatter|skribent|skriven av|skrevet a[vf]|szerző|írta
    par|texte de|écrit par|por|escrito por|texto de|di|testo di|scritto da|door|geschreven door
    tekst van|tekst en interview|av|af|text av|kirjoittanut|kirjoittaja|yazan|yazı|yazar|napsala?
    napisał[ay]?|tekst i rozmowa|κείμενο|συντάκτης|συντάκτρια|γράφει η|γράφει ο|بقلم|كتب(?:ت)?
    إعداد|מאת|כתב|כתבה
    作者|撰文|撰稿|文字?|撰写|執筆|ライター|文章|(?:本报|本刊|本報|特约|特約)?(?:记者|記者)|글|취재|글쓴이
    """
)
DID_ELSE = alternatives(
    r"""
    photo(?:s|graph|graphs|graphy|graphies|graphie|grapher)?(?: (?:by|credit|credits|de))?|fotos?
    fot\.|fotografie?\w*|fotografías?|fotografi|foto(?:ğraf\w*)?|images?|bilder?|beeld|bildrechte
    picture|pictures|imagen|imágenes|imagens|immagini|kuvat?|valokuv\w+|fotó\w*|fénykép\w*|zdjęcia
    фото\w*|снимк\w+|φωτ\w*|illustrations?|ilustra\w+|illustrazioni|illustraties?|tegning|drawings
    translat\w+(?: by)?|übersetz\w+|traduction|traducción|tradução|traduzione|tłumacz\w+
    перев[её]\w+|vertaling|översättning|käännös
    fordította|çeviri|переклад|přeložila?|edit(?:ed|ing|or)(?: by)?
    redaktion|rédaction|redacción|redakcja|редактор\w*|design|layout|camera|kamera|video|vídeo
    music|transcri\w+(?: by)?|styling|make-up|corrections?|production|produced by
    摄影|攝影|图片?|圖片?|照片|翻译|翻譯|译者?|譯者?|编辑|編輯|责编|責編|责任编辑|校对|校對|设计|排版
    撮影|写真|翻訳|編集|構成|校正|イラスト|デザイン|사진|번역|편집|디자인|영상
    """
)
# What stands behind the name of an author.
WROTE_BEHIND = alternatives(
    """
    著|撰文|撰稿|撰写|撰寫|采写|採寫
    """
)
PUBLISHED = alternatives(
    """
    发布|發布|发表|發表|采访|採訪|报道|報導
    """
)
REPORTER_BEHIND = alternatives(
    """
    (?:인턴|선임|객원|수습)?(?:기자|에디터)
    """
)
# Words that call somebody of the publication: "our reporter".
REPORTERS = alternatives(
    r"""
    reporter(?:in)?|correspondent|journalist(?:e|in)?|redakteur(?:in)?|korrespondent(?:in)?
    periodista|redactora?|jornalista|repórter|giornalista|redactrice|verslaggever|verslaggeefster
    dziennikar(?:z|ka)|redaktor(?:ka)?|reporter(?:ka)?|корреспондентк?а?|журналистк?а?
    обозревател[ья]\w*|кореспондентк?а?|toimittaja(?:mme)?|újságíró\w*|muhabiri(?:miz)?
    """
)
OURS = alternatives(
    r"""
    our|unsere?|notre|nuestr[oa]|noss[ao]|nostr[ao]|onze|nasz[a]?|наша?|náš|naše|vår|vores
    """
)
# What no person is called: publications, their parts, and those who write for all.
NO_PERSON = frozenset(
    """
    team crew staff admin administrator editor editors editorial press news newsroom media
    magazine magazin magazyn blog blogue journal zeitung zeitschrift gazette gazeta daily
    weekly times radio podcast studio studios university universität institute institut agency
    agentur community foundation club verein redaktion redaktionen redactie rédaction
    redacción redação redazione redakcja redakce редакция редакція revista rivista revue
    courrier online society network project library museum theatre festival group service
    office department company interview interviews gespräch entretien entrevista intervista
    conversation talk portrait guest author writer contributor anonymous toimitus
    szerkesztőség monday tuesday wednesday thursday friday saturday sunday january february
    march april june july august september october november december est edt pst pdt cest cet
    gmt utc am pm read issue part chapter home culture kultur cultura politics politik sport
    sports wissen science gesellschaft more share listen follow subscribe sign long new latest
    menu search log newsletter 사진 취재 인턴 선임 객원 전문 수습 담당 记者 記者 编辑 編輯
    本站 编辑部 編輯部 編集部 本刊 佚名 匿名 未知
    """.split()
)
# Words that stand before a name only if it is no person's.
ARTICLES = frozenset(
    "the le les el los las il lo die das der het een das os as un une a an".split()
)
# Small words before an author's name, which may be a place as well: "von Bremen".
PREPOSITIONS = frozenset("by von par por di door av af text words textes texte".split())
# What may follow an author's name.
BEHIND = alternatives(
    """
    for|für|pour|per|para|voor|för|для|dla|in|aus|à|från|am|on|op|den|el|le|il|at
    """
)
# How long a text takes to read, and when it was published: what surrounds an author's name.
READING = alternatives(
    r"""
    min(?:ute)?s?\.? read|min\. lesezeit|lesezeit|lesedauer|temps de lecture|min(?:utos)? de lectura
    min(?:utos)? de leitura|minuti di lettura|leestijd|czyta się|minut czytania|мин(?:ут)? чтения
    分钟阅读|分鐘閱讀|分で読め|읽는 시간|published|veröffentlicht|publié|publicado|pubblicato
    gepubliceerd|publicerad|opublikowano|опубликовано|发布于|julkaistu|stand:
    """
)
