"""What a text says of itself and of who speaks: I and you, thanks, interviews, sponsors."""

from bookbuild.speakers.lexicon import any_of, begins_with, phrases

# Words for I and we.
I_WORDS = any_of(
    r"""
    i|i['’](?:m|ve|d|ll)|me|my|mine|myself|we|our|us|je|j['’]\w*|moi|mon|ma|mes|nous|notre|nos|ich
    mir|mich|mein\w*|wir|uns|unser\w*|yo|mi|mis|nosotros|nuestr[oa]s?|conmigo|eu|meu|minha|meus
    minhas|nós|nosso|nossa|io|mio|mia|miei|noi|nostr[oaie]|я|мне|меня|мной|мой|моя|моё|мои|мы|нас
    нам|наш\w*|ja|mnie|mi|mój|moja|my|nas|nasz\w*|ik|mij|mijn|wij|ons|onze|jag|mig|min|mitt|vi|vår
    vårt|våra|jeg|meg|vores|jsem|jsme|mám|máme|mně|můj|moje|náš|naše|som|sme|môj|mňa|minä|minun
    minua|minulle|minusta|olen|mulla|mun|mä|meidän|meille|mielestäni|én|nekem|engem|vagyok|voltam
    velem|tőlem|nekünk|minket|mi|ben|benim|bana|beni|bende|biz|bizim|bize|bence|εγώ|μου|εμένα
    είμαι|ήμουν|είχα|έχω|εμείς|μας|εμάς|мені|мене|мій|мої|ми|нам|наші|eu|mea|mele|noi|nouă|nostru
    jo|meu|nosaltres|sam|smo|mene|meni|moj|moja|nama|tôi|saya|aku|kami|मैं|मुझे|मेरा|मेरी|मेरे|हम
    """,
    r"""
    我|俺|私|僕|わたし|ぼく|나는|내가|저는|제가|저희|우리|أنا|كنت|نحن|(?<!\w)لي\b|لنا\b|(?<!\w)كنا\b|لدي|عندي|أني|אני|שלי|אנחנו
    """,
)
# Words for you.
YOU_WORDS = any_of(
    r"""
    you|your|yours|yourself|y['’]all|vous|votre|vos|tu|toi|ton|ta|tes|sie|ihr|ihre\w*|ihnen|du
    dich|dir|dein\w*|euch|usted|ustedes|tú|ti|tu|tus|su|le|vosotros|você|vocês|seu|sua|lei|voi|suo
    sua|suoi|tuo|tua|ti|vi|вы|вас|вам|вами|ваш\w*|ты|тебя|тебе|твой|твоя|pan|pani|pana|panu
    państwo|ty|ciebie|tobie|twój|twoja|u|uw|jij|je|jouw|jou|jullie|ni|er|dig|din|ditt|ert
    deg|dere|jer|jeres|vás|vám|vámi|váš|vaše|vaši|jste|máte|ste|vaša|sinä|sinun|sinua|sinulle|te
    teidän|teille|sun|ön|önt|önnek|öntől|önök|önöknek|maga|magának|neked|téged|siz|sizin|size|sizi
    sizce|sen|senin|sana|seni|εσείς|εσάς|σας|εσύ|εσένα|σου|вам|ваш\w*|dumneavoastră|tău|voi|vă
    vostru|vostè|teu|vaš\w*|vas|vama|bạn|anda|kamu|आप|आपके|आपको|आपका|आपकी
    """,
    r"""
    你|您|妳|あなた|さんは|さんの|씨는|당신|님은|님의|께서|أنت|لك|كم\b|حضرتك|אתה|את\b|שלך
    """,
)
# What closes an article: subscribe, about the author.
CLOSING = begins_with(
    r"""
    subscribe|s[ií]guenos|siga-nos|suivez|folgt uns|seguici|seguiteci|följ oss|volg ons
    schrijf je in|ringraziamento|agradec\w+ a|newsletter|about the author|follow (?:us|me|him|her
    them)|find (?:him|her|them|us) (?:at|on)|click here|sign up|share this|leave a comment
    this interview (?:was|has been|is)|interview (?:was )?(?:conducted|edited|condensed)
    edited (?:and condensed )?for|transcri(?:pt|bed)|stay tuned|see you next
    thank(?:s| you)? to \w+ for|thanks again to|special thanks|merci à|propos recueillis|abonnez
    gracias a \w+ por|suscr[ií]b|obrigad[oa] a|inscreva|ringraziamo|grazie a
    iscriv|abonnier|das gespräch|die fragen|wir danken
    спасибо|подпис|беседовал|dziękuj|rozmawia|bedankt|abonneer|tack till
    this article (?:was|has been|first|originally)|an earlier version|dieser (?:artikel|text)
    cet article|este artículo|este artigo|questo articolo|dit artikel|een versie van dit
    den här artikeln|ten artykuł|эта статья|ακολουθήστε|takip edin|kövess|sledujte|seuraa
    """,
    r"""
    感谢|谢谢|致谢|订阅|关注我|关注公众号|扫码|转载|鼓掌|下载|點擊|点击|加入|订閱|訂閱|感謝|下面的(?:表|框)|电子邮件
    电子邮箱|博客文章|帖子|总结|聞き手|構成|取材|ありがとうございました|구독|감사드립니다|شكر
    اشترك|תודה
    """,
)
# What calls a text an interview.
TALK_WORDS = phrases(
    r"""
    interview|intervista|entrevista|entretien|conversa(?:tion|ción|zione)?\b|gespräch|wywiad
    rozmow|gesprek|samtal|интервью|беседу|разговор|q\s?&\s?a|\bqna\b|questions? (?:to|for|with)
    fragen an|preguntas a|domande a|perguntas|in conversation|sat down with|spoke (?:with|to)
    caught up with|asked (?:him|her|them)\b|minutes with
    (?:\d|five|six|seven|eight|nine|ten|twelve|twenty) questions\b
    talked (?:with|to)|chat(?:ted)? with|podcast|transcript|rencontre|s['’]est entretenu|fireside
    采访|访谈|专访|对话|訪談|專訪|採訪|問答|问答|座谈|インタビュー|対談|聞きました|お話を|を取材|인터뷰
    대담|مقابلة|حوار|لقاء|(?:تحدثت?|التقى|التقت)\b|ראיון|röportaj|söyleşi|haastattelu
    rozhovor|interj[úu]|beszélget|συνέντευξη|συζήτηση|μίλησε|μιλάει|interviu|conversație|розмов
    інтерв['’]?ю|phỏng vấn|wawancara|साक्षात्कार
    """
)
# Words of thanks.
THANKS = phrases(
    r"""
    thank|merci\b|vielen dank|danke|gracias|obrigad|grazie|спасибо|благодар|dzięk|bedankt|dank u
    \btack\b|谢谢|感謝|感谢|謝謝|ありがとう|감사합니다|고맙|شكر|תודה
    """
)
# A word from a sponsor.
SPONSOR = phrases(
    r"""
    sponsor|brought to you by|supported by|use (?:the )?code|offert par|soutien de|con el apoyo de
    patrocin|oferecid[oa] por|offerto da|präsentiert von|unterstützt von|werbung|реклам|спонсор
    при поддержке|sponsorem|mede mogelijk|赞助|本期节目由|廣告|贊助|提供でお送り|スポンサー|광고
    협찬|برعاية
    """
)
# Questions that nobody was asked.
LIST_OF_ANSWERS = phrases(
    r"""
    \bfaqs?\b|frequently asked|常见问题|常見問題|よくある質問|자주 묻는|häufige fragen
    foire aux questions|preguntas frecuentes|perguntas frequentes|domande frequenti|частые вопросы
    часто задаваемые|najczęściej zadawane|veelgestelde
    """
)
