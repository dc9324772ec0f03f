"""How a book prints what people did for it: the relators of MARC 21 in the book's language.

``{}`` stands for the names. They are put where they need no ending and no elision.
"""

from collections.abc import Iterable, Mapping

from bookbuild.bookconfig import Contributor
from bookbuild.wording import wording_for, wording_key

# Relators that are printed as another is.
ALIKE = {"bjd": "cov", "dsr": "bkd", "edc": "edt", "waw": "aft", "wfw": "aui", "wpr": "aui"}

BILLINGS: Mapping[str, Mapping[str, str]] = {
    "en": {
        "trl": "Translated by {}",
        "edt": "Edited by {}",
        "com": "Compiled by {}",
        "ivr": "Interviews by {}",
        "ive": "Interviews with {}",
        "nrt": "Narrated by {}",
        "aui": "Foreword by {}",
        "win": "Introduction by {}",
        "aft": "Afterword by {}",
        "ctb": "With contributions by {}",
        "ill": "Illustrated by {}",
        "pht": "Photographs by {}",
        "cov": "Cover by {}",
        "bkd": "Designed by {}",
        "trc": "Transcribed by {}",
        "pfr": "Proofread by {}",
    },
    "zh-Hans": {
        "trl": "翻译：{}",
        "edt": "编辑：{}",
        "com": "选编：{}",
        "ivr": "采访：{}",
        "ive": "受访：{}",
        "nrt": "旁白：{}",
        "aui": "序言：{}",
        "win": "导言：{}",
        "aft": "后记：{}",
        "ctb": "参与撰稿：{}",
        "ill": "插图：{}",
        "pht": "摄影：{}",
        "cov": "封面设计：{}",
        "bkd": "装帧设计：{}",
        "trc": "录音整理：{}",
        "pfr": "校对：{}",
    },
    "zh-Hant": {
        "trl": "翻譯：{}",
        "edt": "編輯：{}",
        "com": "選編：{}",
        "ivr": "採訪：{}",
        "ive": "受訪：{}",
        "nrt": "旁白：{}",
        "aui": "序言：{}",
        "win": "導言：{}",
        "aft": "後記：{}",
        "ctb": "參與撰稿：{}",
        "ill": "插圖：{}",
        "pht": "攝影：{}",
        "cov": "封面設計：{}",
        "bkd": "裝幀設計：{}",
        "trc": "錄音整理：{}",
        "pfr": "校對：{}",
    },
    "ja": {
        "trl": "翻訳：{}",
        "edt": "編集：{}",
        "com": "編纂：{}",
        "ivr": "聞き手：{}",
        "ive": "話し手：{}",
        "nrt": "ナレーション：{}",
        "aui": "序文：{}",
        "win": "序論：{}",
        "aft": "あとがき：{}",
        "ctb": "執筆協力：{}",
        "ill": "イラスト：{}",
        "pht": "写真：{}",
        "cov": "装丁：{}",
        "bkd": "ブックデザイン：{}",
        "trc": "文字起こし：{}",
        "pfr": "校正：{}",
    },
    "ko": {
        "trl": "옮김: {}",
        "edt": "편집: {}",
        "com": "엮음: {}",
        "ivr": "인터뷰 진행: {}",
        "ive": "인터뷰 참여: {}",
        "nrt": "내레이션: {}",
        "aui": "서문: {}",
        "win": "서론: {}",
        "aft": "후기: {}",
        "ctb": "집필 참여: {}",
        "ill": "그림: {}",
        "pht": "사진: {}",
        "cov": "표지 디자인: {}",
        "bkd": "책 디자인: {}",
        "trc": "녹취: {}",
        "pfr": "교정: {}",
    },
    "fr": {
        "trl": "Traduction\u00a0: {}",
        "edt": "Édition établie par {}",
        "com": "Textes réunis par {}",
        "ivr": "Entretiens menés par {}",
        "ive": "Entretiens avec {}",
        "nrt": "Narration\u00a0: {}",
        "aui": "Préface\u00a0: {}",
        "win": "Introduction\u00a0: {}",
        "aft": "Postface\u00a0: {}",
        "ctb": "Contributions\u00a0: {}",
        "ill": "Illustrations\u00a0: {}",
        "pht": "Photographies\u00a0: {}",
        "cov": "Couverture\u00a0: {}",
        "bkd": "Maquette\u00a0: {}",
        "trc": "Transcription\u00a0: {}",
        "pfr": "Relecture\u00a0: {}",
    },
    "es": {
        "trl": "Traducción: {}",
        "edt": "Edición: {}",
        "com": "Compilación: {}",
        "ivr": "Entrevistas realizadas por {}",
        "ive": "Entrevistas con {}",
        "nrt": "Narración: {}",
        "aui": "Prólogo: {}",
        "win": "Introducción: {}",
        "aft": "Epílogo: {}",
        "ctb": "Con la colaboración de {}",
        "ill": "Ilustraciones: {}",
        "pht": "Fotografías: {}",
        "cov": "Cubierta: {}",
        "bkd": "Diseño: {}",
        "trc": "Transcripción: {}",
        "pfr": "Corrección: {}",
    },
    "de": {
        "trl": "Übersetzt von {}",
        "edt": "Herausgegeben von {}",
        "com": "Zusammengestellt von {}",
        "ivr": "Interviews geführt von {}",
        "ive": "Interviews mit {}",
        "nrt": "Erzählt von {}",
        "aui": "Vorwort von {}",
        "win": "Einleitung von {}",
        "aft": "Nachwort von {}",
        "ctb": "Mit Beiträgen von {}",
        "ill": "Illustriert von {}",
        "pht": "Fotografien von {}",
        "cov": "Umschlag: {}",
        "bkd": "Gestaltung: {}",
        "trc": "Transkription: {}",
        "pfr": "Korrektorat: {}",
    },
    "pt": {
        "trl": "Tradução: {}",
        "edt": "Edição: {}",
        "com": "Compilação: {}",
        "ivr": "Entrevistas conduzidas por {}",
        "ive": "Entrevistas com {}",
        "nrt": "Narração: {}",
        "aui": "Prefácio: {}",
        "win": "Introdução: {}",
        "aft": "Posfácio: {}",
        "ctb": "Com a colaboração de {}",
        "ill": "Ilustrações: {}",
        "pht": "Fotografias: {}",
        "cov": "Capa: {}",
        "bkd": "Design gráfico: {}",
        "trc": "Transcrição: {}",
        "pfr": "Revisão: {}",
    },
}


def billed(contributors: Iterable[Contributor], language: str) -> list[str]:
    """Return a line for each thing that was done, with who did it, in the order of the list.

    Who did what has no words here, is named alone.
    """
    billings = BILLINGS[wording_key(language) or "en"]
    done: dict[str, list[str]] = {}
    for one in contributors:
        billing = billings.get(ALIKE.get(one.role, one.role), "{}")
        done.setdefault(billing, []).append(one.name)
    comma = wording_for(language).comma
    return [billing.format(comma.join(names)) for billing, names in done.items()]
