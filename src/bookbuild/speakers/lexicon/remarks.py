"""What opens lines that nobody speaks: notes, credits, captions, heads of columns."""

from bookbuild.speakers.lexicon import folded, phrases

# Labels that open something else than a turn, whatever their number.
REMARKS = folded(
    """note|notes|nb|n.b.|ps|p.s.|update|updates|edit|source|sources|warning|tip|tips|example
    examples|important
    summary|link|links|credit|credits|photo|photos|photo credit|image|picture|references|reference
    tldr|tl;dr|see also
    author|authors|date|published|posted|tags|tag|category|categories|editor's note|ed|ed note
    disclaimer|correction
    location|place|venue|time|duration|length|language|title|subject|topic|topics|keywords
    abstract|contents|summary keywords|speakers
    transcript|transcribed by|transcriber|transcription|recorded|recording|recorded on
    interviewed by|interview by
    interview with|interview|edited by|produced by|producer|music|music by|photography|photographs
    text|words
    copyright|license|licence|rights|version|contact|email|e-mail|website|web|url|twitter|phone
    address|instagram|facebook
    about|about the author|about the interviewee|about the guest|bio|biography|further reading
    read more|more|related
    resources|resource|show notes|shownotes|sponsor|sponsors|sponsored by|break|ad|ad break
    advertisement|intro|outro
    introduction|conclusion|chapter|part|section|step|steps|question|hint|fact|facts|pros|cons
    result|results|day|week
    caution|attention|background|context|takeaway|takeaways|key takeaways|bottom line|lesson
    lessons|key|info|input|output
    changelog|release notes|new features|features|bug fixes|bug fix|fixes|breaking changes|added
    changed|removed|deprecated|fixed|security|reverts|documentation|dependencies|installation
    usage|options|parameters|returns|notable changes|implementation changes|commits
    timeline|timestamps|timecodes|chapters|kapitelmarken|chapitres|capítulos|capitoli
    subscribe|follow|listen|watch|download|episode|season|series|guests|hosts|speakers
    participants|attendees|present|panelists|panellists|witnesses|regrets|apologies
    icon|player|video|audio|podcast
    age|occupation|profession|born|home|hometown|job|role|company|position|education|status|file
    files|collection|ref|id
    action|action item|action items|resolution|resolved|motion
    info|warn|error|debug|trace|fatal|critical
    original|original article|original title|translator|translation|translated by
    translator's note|comments|comment|reply
    first|second|third|fourth|finally|last|lastly|next|also|then|meanwhile|one|two|three|today
    tomorrow|yesterday|now
    原文|译文|注|注意|注释|来源|链接|更新|例如|比如|译者注|编者按|编者注|作者|日期|标签|主题|位置
    地点|时间|幻灯片
    译者|翻译|校对|编辑|摄影|摄像|图片|图|图片来源|视频|音频|提示|总结|摘要|结论|关键词|参考
    参考文献|相关阅读|延伸阅读
    备注|说明|声明|版权|采访|采访时间|采访地点|采访整理|整理|文|撰文|出品|关于作者|作者简介|简介
    导语|前言|后记|标题|目录
    受访者简介|人物简介|嘉宾简介|本期嘉宾|本期主播|时长|录音|录制|字幕|来自|发布|发布时间|阅读
    分类|例子|第一|第二|第三
    首先|其次|最后|另外|此外|总之|同样|职业|年龄|籍贯|出生|单位|职务|问题|答案|结果|原因|方法|优点
    缺点|建议|步骤|然后|但是|所以|因此|不过|而且|后来|接着|现在|今天|插播|赞助商|赞助|广告|广告时间
    时间轴|时间线|时间戳|正文|全文|参与者|与会者|从左到右|左起|抄本|文字稿|文字记录
    註|註釋|來源|連結|譯者|譯者註|編者按|編按|攝影|圖片|時間|地點|主題|標籤|關鍵詞|延伸閱讀|採訪
    訪問|撰文|整理|備註|簡介
    注記|注釈|出典|日時|場所|日付|撮影|写真|文|取材|構成|編集|翻訳|出演|参考|関連|目次|まとめ|追記
    補足|例|テーマ|プロフィール|略歴
    참고|출처|사진|글|날짜|장소|일시|정리|번역|편집|요약|주제|비고|약력|프로필|예
    hinweis|anmerkung|anm|anm d red|anm. d. red.|quelle|quellen|datum|ort|zeit|dauer|foto|fotos
    bild|text|autor|autorin
    thema|zusammenfassung|fazit|beispiel|zum beispiel|wichtig|nachtrag|zur person
    interview und foto|das interview führte
    das gespräch führte|übersetzung|redaktion|lektorat|achtung|tipp|mehr|weiterlesen|teil
    stichworte|gespräch
    remarque|nota|source|date|lieu|durée|photo|crédit|crédit photo|auteur|sujet|résumé|exemple
    par exemple|propos recueillis par
    propos recueillis|traduction|rédaction|à lire|à lire aussi|bio|chapitre|partie|conseil
    attention|ndlr|conclusion|thème
    nota|notas|fuente|fuentes|fecha|lugar|duración|foto|fotos|fotografía|crédito|autor|autora|tema
    resumen|ejemplo|por ejemplo
    traducción|edición|biografía|importante|aviso|consejo|texto|entrevista|ver también
    más información|perfil|título
    fonte|fontes|data|local|duração|crédito|créditos|autor|autora|resumo|exemplo|por exemplo
    tradução|edição|importante|dica|título
    leia também|saiba mais|perfil|entrevista|entrevista concedida a
    nota|fonte|data|luogo|durata|foto|autore|autrice|tema|riassunto|esempio|per esempio|traduzione
    attenzione|testo|scheda|titolo
    примечание|прим|прим ред|источник|дата|место|время|фото|автор|тема|итог|пример|например|важно
    перевод|редактор|текст
    справка|досье|беседовал|беседовала|подготовил|подготовила|интервью|биография|читайте также
    ссылка|ссылки
    uwaga|źródło|data|miejsce|czas|zdjęcie|zdjęcia|autor|autorka|temat|przykład|na przykład
    tłumaczenie|rozmawiał|rozmawiała
    opmerking|bron|datum|plaats|foto|auteur|onderwerp|voorbeeld|bijvoorbeeld|samenvatting|tekst
    vertaling|let op
    ملاحظة|المصدر|التاريخ|المكان|صورة|تصوير|الكاتب|ترجمة|تحرير|הערה|מקור|תאריך|מקום|צילום|כתב
    יצירה"""
)

# The heads of a letter: who it is from and to are names, too, but beside a subject.
SUBJECTS = folded("subject|assunto|asunto|betreff|objet|oggetto|onderwerp|temat|тема|主题|件名")
MAIL = folded(
    """
    from|to|cc|bcc|sent|date|de|para|enviado|von|an|gesendet|à|envoyé|da|inviato|van|aan|od|do|от
    кому|дата|发件人|收件人|抄送|差出人|宛先
    """
)

# What opens a note of the editor's in the midst of a talk.
EDITORS = folded(
    """
    action|action item|resolution|resolved|ad|advertisement
    editor's note|ed. note|ed.|note|nb|n.b.|update|correction|translator's note|webmaster's note
    anm. d. red.|anm. d. redaktion|anm.|anmerkung|anmerkung der redaktion|ndlr|n.d.l.r.
    note de la rédaction|note|nota|nota del editor|nota de la redacción|n. de la r.|n. del e.
    nota do editor|n. do e.|nota della redazione|ndr|n.d.r.|прим. ред.|примечание редакции
    от редакции|przyp. red.|od redakcji|noot van de redactie|red.|编者注|编者按|译者注|译注|注
    編者註|編按|編者按|譯註|編集部注|編注|注記|편집자 주|편집자주|역자 주|ملاحظة|ملاحظة المحرر
    הערת המערכת
    """
)
# What opens the lines after a talk: Zur Person: …, Kontakt: …
CLOSERS = folded(
    """
    break|ad break|music|werbung|anzeige|pause|about the author|about the interviewee
    about the guest|bio|contact|further reading|read more|read also|related|see also|credits|photo
    photos|photo credit|zur person|kontakt|mehr zum thema|weiterlesen|das interview führte
    das gespräch führte|interview|ende|foto|fotos|sobre a autora|sobre o autor|leia também
    saiba mais|sobre la autora|sobre el autor|más información|ver también|pour aller plus loin
    à lire aussi|à lire|propos recueillis par|bio express|contatti|per saperne di più|a cura di
    читайте также|справка|беседовал|беседовала|фото|kontakt|zobacz też|rozmawiał|rozmawiała
    lees ook|meer lezen|延伸阅读|延伸閱讀|相关阅读|人物简介|作者简介|关于作者|采访|撰文|摄影|攝影
    プロフィール|略歴|関連|取材|構成|撮影|写真|참고|사진|글|약력|للمزيد|اقرأ أيضا|تصوير|end
    read next|you may also like|share|topics|tags|info|lesen sie auch|lesen sie mehr|teilen
    das könnte sie auch interessieren|lire aussi|partager|leggi anche|condividi|lea también
    te puede interesar|compartir|czytaj też|czytaj także|udostępnij|läs också|läs mer|lue myös
    olvassa el|διαβάστε επίσης|теги|ook interessant|delen|ayrıca okuyun|标签|分享|推荐阅读
    ende der aufnahme|end of recording|конец записи|录音结束
    """
)
# What stands alone in a block and belongs to the page, not to the talk.
FURNITURE = folded(
    """
    advertisement|advertising|ad|share|share this|tweet|print|embed|subscribe|sign up|menu|close
    leave a comment|comments|reply|like|save|listen|play|pause|download|read more|show more|continue
    continue reading|most read|sponsored|promoted|back to top|next|previous
    anzeige|werbung|teilen|merken|drucken|anhören|kommentare|weiterlesen|mehr zum thema
    publicité|partager|imprimer|commenter|écouter|lire plus|lire la suite
    publicidad|anuncio|compartir|imprimir|comentar|publicidade|anúncio|compartilhar|partilhar
    pubblicità|condividi|stampa|commenta|ascolta|реклама|поделиться|распечатать|комментарии
    reklama|udostępnij|advertentie|reclame|delen|annons|dela|annonse|del|mainos|jaa|reklám|megosztás
    reklam|paylaş|διαφήμιση|广告|分享|收藏|点赞|廣告|分享到|広告|シェア|광고|공유|إعلان|شارك
    """
)
# What a caption says of where its picture is from.
PICTURED = phrases(
    r"""
    \bphoto(?:s|graph\w*|graphie)?\b|\bfotos?\b|\bfotograf|\bfotó|\bpicture[ds]?\b|\bimages?\b
    courtesy|©|\bquelle:|\bbild(?:er)?:|\bbeeld\b|\bcrédit|\billustration|\bscreenshot|\bsource:
    \bvia (?:flickr|wiki)|фото|снимок|φωτ|zdjęcie|\bfot\.|fotoğraf|\bkuva:|\(ansa\)|\bgetty
    \balamy\b|\breuters|\bafp\b|\bdpa\b
    照片|图片|圖片|摄影|攝影|图源|来源|由.{1,12}提供|截图|拍摄|写真|撮影|사진|제공|صورة|تصوير|צילום
    """
)
# Headings above what readers wrote.
COMMENTS = phrases(
    r"""
    \bcomments?\b|kommentare?\b|commentaires|comentarios|comentários|commenti\b|комментари
    komentarze|reacties|guestbook|gästebuch|评论|留言|評論|コメント|댓글|تعليقات|תגובות|yorumlar
    """
)
# What stands above a column of labels.
SPEAKER_HEADS = folded(
    """
    speaker|speakers|who|name|person|voice|sprecher|sprecherin|wer|intervenant|locuteur|qui|nom
    hablante|quién|nombre|orador|falante|quem|nome|chi|говорящий|кто|имя|mówca|kto|spreker|wie
    发言人|说话人|發言人|講者|姓名|人物|話者|発言者|名前|화자|발언자|이름|المتحدث|דובר
    """
)
