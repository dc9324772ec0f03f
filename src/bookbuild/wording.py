"""The words that the build itself writes, in the book's language."""

from dataclasses import dataclass

from bookbuild.language import normalise_tag


@dataclass(frozen=True, slots=True)
class Wording:
    """Every text of the build's own. ``{}`` stands for a name."""

    contents: str
    cover: str
    title_page: str
    colophon: str
    start: str  # of the text proper, as reading systems list it
    landmarks: str
    page_list: str  # of the pages of the print edition
    original: str  # before the address of the original interview
    no_description: str
    missing_picture: str
    portrait: str
    back_to_text: str
    made_with: str
    contributors: str  # the section about those who speak
    speakers: str  # the index of them
    figure: str  # with its number
    figures: str  # the list of them
    on_page: str  # behind what refers to a figure in print: the page
    others: str  # after names on a cover, for how many there is no room
    summary: str  # of what readers with a disability can expect of every such book
    fixed: str  # the same where the author's styles do not leave them size and spacing
    described: str  # all its pictures
    undescribed: str  # some of them
    named: str  # those who speak, in print
    named_aloud: str  # the same where only screen readers are told
    notes_linked: str
    pages_marked: str  # those of an edition with pages, in one without
    see: str  # in the index, behind a label: the name that somebody is listed under
    isbn: str = "ISBN"
    colon: str = ": "  # after a speaker's label
    comma: str = ", "  # between names


WORDINGS = {
    "en": Wording(
        contents="Contents",
        cover="Cover",
        title_page="Title page",
        colophon="Colophon",
        start="Start of the text",
        landmarks="Landmarks",
        page_list="Pages",
        original="Original",
        no_description="A picture without a description.",
        missing_picture="A picture is missing here: {}",
        portrait="Portrait: {}",
        back_to_text="Back to the text",
        made_with="Set with bookbuild.",
        contributors="Contributors",
        speakers="Index of speakers",
        figure="Figure {}",
        figures="Figures",
        on_page=" (p. {})",
        others="and {} others",
        summary=(
            "All of the text can be read aloud and set in any size; contents and "
            "headings lead through it."
        ),
        fixed="All of the text can be read aloud; contents and headings lead through it.",
        described="All pictures have descriptions.",
        undescribed="Not all pictures have descriptions.",
        named="Speakers are told apart by their printed names, never by colour alone.",
        named_aloud=(
            "Questions and answers are set differently, never by colour alone; "
            "screen readers are told who speaks."
        ),
        notes_linked="Notes are linked to their places in the text, and back.",
        pages_marked=(
            "The pages of the printed edition or the PDF are marked and can be reached by number."
        ),
        see=", see {}",
    ),
    "zh-Hans": Wording(
        contents="目录",
        cover="封面",
        title_page="书名页",
        colophon="版权页",
        start="正文",
        landmarks="导航",
        page_list="页码",
        original="原文",
        no_description="这张图片没有说明。",
        missing_picture="此处缺少图片：{}",
        portrait="肖像：{}",
        back_to_text="返回正文",
        made_with="本书由 bookbuild 排版。",
        contributors="人物简介",
        speakers="发言者索引",
        figure="图 {}",
        figures="插图目录",
        on_page="（第 {} 页）",
        others="和另外 {} 人",
        summary="全部文字均可朗读，字号可随意调整；有目录和各级标题可供导航。",
        fixed="全部文字均可朗读；有目录和各级标题可供导航。",
        described="所有图片均有文字说明。",
        undescribed="部分图片没有文字说明。",
        named="发言者以印出的姓名区分，从不只靠颜色。",
        named_aloud="问与答以字体区分，从不只靠颜色；读屏软件会读出发言者的姓名。",
        notes_linked="注释与正文互相链接。",
        pages_marked="标有印刷版或 PDF 的页码，可按页码跳转。",
        see="，见{}",
        colon="：",
        comma="、",
    ),
    "zh-Hant": Wording(
        contents="目錄",
        cover="封面",
        title_page="書名頁",
        colophon="版權頁",
        start="正文",
        landmarks="導覽",
        page_list="頁碼",
        original="原文",
        no_description="這張圖片沒有說明。",
        missing_picture="此處缺少圖片：{}",
        portrait="肖像：{}",
        back_to_text="返回正文",
        made_with="本書由 bookbuild 排版。",
        contributors="人物簡介",
        speakers="發言者索引",
        figure="圖 {}",
        figures="插圖目錄",
        on_page="（第 {} 頁）",
        others="和另外 {} 人",
        summary="全部文字均可朗讀，字級可任意調整；有目錄和各級標題可供導覽。",
        fixed="全部文字均可朗讀；有目錄和各級標題可供導覽。",
        described="所有圖片均有文字說明。",
        undescribed="部分圖片沒有文字說明。",
        named="發言者以印出的姓名區分，從不只靠顏色。",
        named_aloud="問與答以字體區分，從不只靠顏色；螢幕閱讀器會讀出發言者的姓名。",
        notes_linked="註釋與正文互相連結。",
        pages_marked="標有印刷版或 PDF 的頁碼，可按頁碼跳轉。",
        see="，見{}",
        colon="：",
        comma="、",
    ),
    "ja": Wording(
        contents="目次",
        cover="表紙",
        title_page="扉",
        colophon="奥付",
        start="本文",
        landmarks="ランドマーク",
        page_list="ページ一覧",
        original="原文",
        no_description="この図版には説明がありません。",
        missing_picture="図版が見つかりません：{}",
        portrait="肖像：{}",
        back_to_text="本文に戻る",
        made_with="bookbuild で組版しました。",
        contributors="登場者紹介",
        speakers="発言者索引",
        figure="図 {}",
        figures="図版目次",
        on_page="（{} ページ）",
        others="ほか{}名",
        summary="本文はすべて読み上げることができ、文字の大きさも変えられます。目次と見出しで移動できます。",
        fixed="本文はすべて読み上げることができ、目次と見出しで移動できます。",
        described="すべての図版に説明があります。",
        undescribed="説明のない図版があります。",
        named="発言者は印刷された名前で区別され、色だけで区別されることはありません。",
        named_aloud=(
            "質問と答えは書体で区別され、色だけで区別されることはありません。"
            "発言者の名前は読み上げソフトに伝えられます。"
        ),
        notes_linked="注と本文は相互にリンクしています。",
        pages_marked="印刷版または PDF のページ番号があり、番号で移動できます。",
        see="　→{}を見よ",
        colon="：",
        comma="、",
    ),
    "ko": Wording(
        contents="차례",
        cover="표지",
        title_page="속표지",
        colophon="판권",
        start="본문",
        landmarks="길잡이",
        page_list="쪽 목록",
        original="원문",
        no_description="설명이 없는 그림입니다.",
        missing_picture="그림이 없습니다: {}",
        portrait="초상: {}",
        back_to_text="본문으로 돌아가기",
        made_with="bookbuild로 조판했습니다.",
        contributors="인물 소개",
        speakers="발언자 찾아보기",
        figure="그림 {}",
        figures="그림 차례",
        on_page="({}쪽)",
        others="외 {}명",
        summary=(
            "모든 글을 소리 내어 읽게 할 수 있고 글자 크기를 바꿀 수 있으며, "
            "차례와 제목으로 찾아갈 수 있습니다."
        ),
        fixed="모든 글을 소리 내어 읽게 할 수 있으며, 차례와 제목으로 찾아갈 수 있습니다.",
        described="모든 그림에 설명이 있습니다.",
        undescribed="설명이 없는 그림이 있습니다.",
        named="발언자는 인쇄된 이름으로 구별되며, 색만으로 구별되지 않습니다.",
        named_aloud=(
            "질문과 대답은 글꼴로 구별되며, 색만으로 구별되지 않습니다. 화면 "
            "낭독기에는 발언자의 이름이 전달됩니다."
        ),
        notes_linked="주석과 본문은 서로 연결되어 있습니다.",
        pages_marked="인쇄판 또는 PDF의 쪽 번호가 표시되어 있으며, 번호로 찾아갈 수 있습니다.",
        see=" → {}",
    ),
    "fr": Wording(
        contents="Table des matières",
        cover="Couverture",
        title_page="Page de titre",
        colophon="Colophon",
        start="Début du texte",
        landmarks="Repères",
        page_list="Liste des pages",
        original="Original",
        no_description="Une image sans description.",
        missing_picture="Il manque une image ici : {}",
        portrait="Portrait : {}",
        back_to_text="Retour au texte",
        made_with="Composé avec bookbuild.",
        contributors="Les intervenants",
        speakers="Index des intervenants",
        figure="Figure {}",
        figures="Table des figures",
        on_page=" (p. {})",
        others="et {} autres",
        summary=(
            "Tout le texte peut être lu à voix haute et affiché à toute taille ; "
            "une table des matières et des titres permettent de s’y orienter."
        ),
        fixed=(
            "Tout le texte peut être lu à voix haute ; une table des matières et des titres "
            "permettent de s’y orienter."
        ),
        described="Toutes les images ont une description.",
        undescribed="Certaines images n’ont pas de description.",
        named=(
            "Les personnes qui parlent se distinguent par leur nom "
            "imprimé, jamais par la seule couleur."
        ),
        named_aloud=(
            "Questions et réponses se distinguent par leurs caractères, jamais par la "
            "seule couleur ; les lecteurs d’écran annoncent qui parle."
        ),
        notes_linked="Les notes sont reliées à leur appel, dans les deux sens.",
        pages_marked=(
            "Les pages de l’édition imprimée ou du PDF sont repérées et accessibles par numéro."
        ),
        see=", voir {}",
        colon="\u00a0: ",
    ),
    "es": Wording(
        contents="Índice",
        cover="Cubierta",
        title_page="Portada",
        colophon="Colofón",
        start="Comienzo del texto",
        landmarks="Puntos de referencia",
        page_list="Lista de páginas",
        original="Original",
        no_description="Una imagen sin descripción.",
        missing_picture="Falta una imagen aquí: {}",
        portrait="Retrato: {}",
        back_to_text="Volver al texto",
        made_with="Compuesto con bookbuild.",
        contributors="Los participantes",
        speakers="Índice de participantes",
        figure="Figura {}",
        figures="Índice de figuras",
        on_page=" (p. {})",
        others="y {} más",
        summary=(
            "Todo el texto puede leerse en voz alta y mostrarse a cualquier "
            "tamaño; un índice y encabezados permiten orientarse."
        ),
        fixed=(
            "Todo el texto puede leerse en voz alta; un índice y encabezados permiten orientarse."
        ),
        described="Todas las imágenes tienen descripción.",
        undescribed="Algunas imágenes no tienen descripción.",
        named="Quienes hablan se distinguen por su nombre impreso, nunca solo por el color.",
        named_aloud=(
            "Preguntas y respuestas se distinguen por la letra, nunca solo por el "
            "color; los lectores de pantalla anuncian quién habla."
        ),
        notes_linked="Las notas están enlazadas con su llamada, en ambos sentidos.",
        pages_marked=(
            "Las páginas de la edición impresa o del PDF están señaladas y "
            "se puede ir a ellas por su número."
        ),
        see=", véase {}",
    ),
    "de": Wording(
        contents="Inhalt",
        cover="Umschlag",
        title_page="Titelseite",
        colophon="Impressum",
        start="Beginn des Textes",
        landmarks="Orientierungspunkte",
        page_list="Seitenliste",
        original="Original",
        no_description="Ein Bild ohne Beschreibung.",
        missing_picture="Hier fehlt ein Bild: {}",
        portrait="Porträt: {}",
        back_to_text="Zurück zum Text",
        made_with="Gesetzt mit bookbuild.",
        contributors="Zu den Personen",
        speakers="Verzeichnis der Sprechenden",
        figure="Abb. {}",
        figures="Abbildungen",
        on_page=" (S. {})",
        others="und {} weitere",
        summary=(
            "Der ganze Text kann vorgelesen und in jeder Größe angezeigt werden; "
            "Inhaltsverzeichnis und Überschriften führen hindurch."
        ),
        fixed=(
            "Der ganze Text kann vorgelesen werden; Inhaltsverzeichnis und Überschriften "
            "führen hindurch."
        ),
        described="Alle Bilder sind beschrieben.",
        undescribed="Nicht alle Bilder sind beschrieben.",
        named="Wer spricht, zeigt der gedruckte Name, nie allein die Farbe.",
        named_aloud=(
            "Fragen und Antworten unterscheidet die Schrift, nie allein die "
            "Farbe; Vorleseprogramme erfahren, wer spricht."
        ),
        notes_linked="Anmerkungen sind mit ihren Stellen im Text verknüpft und umgekehrt.",
        pages_marked=(
            "Die Seiten der gedruckten Ausgabe oder des PDF sind bezeichnet "
            "und über ihre Zahl zu erreichen."
        ),
        see=", siehe {}",
    ),
    "pt": Wording(
        contents="Índice",
        cover="Capa",
        title_page="Folha de rosto",
        colophon="Cólofon",
        start="Início do texto",
        landmarks="Pontos de referência",
        page_list="Lista das páginas",
        original="Original",
        no_description="Uma imagem sem descrição.",
        missing_picture="Falta aqui uma imagem: {}",
        portrait="Retrato: {}",
        back_to_text="Voltar ao texto",
        made_with="Composto com bookbuild.",
        contributors="Os participantes",
        speakers="Índice de participantes",
        figure="Figura {}",
        figures="Lista de figuras",
        on_page=" (p. {})",
        others="e mais {}",
        summary=(
            "Todo o texto pode ser lido em voz alta e apresentado em qualquer "
            "tamanho; um índice e títulos permitem orientar-se."
        ),
        fixed="Todo o texto pode ser lido em voz alta; um índice e títulos permitem orientar-se.",
        described="Todas as imagens têm descrição.",
        undescribed="Algumas imagens não têm descrição.",
        named="Quem fala distingue-se pelo nome impresso, nunca apenas pela cor.",
        named_aloud=(
            "Perguntas e respostas distinguem-se pela letra, nunca apenas "
            "pela cor; os leitores de ecrã anunciam quem fala."
        ),
        notes_linked="As notas estão ligadas à sua chamada, nos dois sentidos.",
        pages_marked=(
            "As páginas da edição impressa ou do PDF estão assinaladas e alcançam-se pelo número."
        ),
        see=", ver {}",
    ),
}


def wording_for(language: str) -> Wording:
    """Return the words for a BCP 47 tag, in English where there are none."""
    return WORDINGS["en"] if (key := wording_key(language)) is None else WORDINGS[key]


def wording_key(language: str) -> str | None:
    """Return the row of the table for a tag: the tag, else its language; None if there is none."""
    tag = normalise_tag(language)
    return next((key for key in (tag, tag.split("-")[0]) if key in WORDINGS), None)
