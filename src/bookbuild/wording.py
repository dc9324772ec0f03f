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
    described: str  # all its pictures
    undescribed: str  # some of them
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
        described="All pictures have descriptions.",
        undescribed="Not all pictures have descriptions.",
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
        described="所有图片均有文字说明。",
        undescribed="部分图片没有文字说明。",
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
        described="所有圖片均有文字說明。",
        undescribed="部分圖片沒有文字說明。",
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
        described="すべての図版に説明があります。",
        undescribed="説明のない図版があります。",
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
        described="모든 그림에 설명이 있습니다.",
        undescribed="설명이 없는 그림이 있습니다.",
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
        described="Toutes les images ont une description.",
        undescribed="Certaines images n’ont pas de description.",
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
        described="Todas las imágenes tienen descripción.",
        undescribed="Algunas imágenes no tienen descripción.",
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
        described="Alle Bilder sind beschrieben.",
        undescribed="Nicht alle Bilder sind beschrieben.",
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
        described="Todas as imagens têm descrição.",
        undescribed="Algumas imagens não têm descrição.",
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
