"""The commonest small words of languages in Latin script: how much a text reads like one of them.

A look at them costs nothing beside a model of all languages, which takes its time to load.
"""

import re
import unicodedata
from collections import Counter
from collections.abc import Mapping

# Share, number and lead of the words that settle it: measured as in detection.py.
SHARE, NUMBER, LEAD = 0.2, 4, 1.5
WORD = re.compile(r"[^\W\d_]+")

# After each language the thirty words or so that are commonest in speech and in print.
LISTS = """\
af die en van het in is dat te nie hy sy wat vir met op om aan ek ons was sal ’n as maar
ca el la els les de del i que en un una per amb no es al és va com més o però jo hi ha
cs a se v na je že to s z do o i za ve pro ale jako by tak co si jsem po jak když které
cy y yr a o i yn mae ei ar am gan bod wedi ac oedd fel hynny hyn eu roedd neu
da og i at er det en til af på for med de den som ikke der jeg et var fra vi om har men
de der die und in das den von ist mit nicht ein zu sich es ich auf eine dem für auch wir
en the and of to a in that it is was i for you with on have be this we are they but so
es el la de que y en los un una las por con no para es al se lo como pero más del me yo
et ja on ei et see kui ta oma ka aga mis ma siis seda oli või nii kes ning ole mida
eu eta da ez ere bat du dira zen egin izan dut baina hori nire oso edo horren dute zuen
fi ja on ei se että oli niin kun mutta hän ovat joka mitä minä kuin tai sitä myös ole me
fr le la les de des et est en un une que qui dans pour pas je ce il à du au sur avec on
ga an na agus ar i is tá bhí do sé ag mé sin ach ní gur níl nach atá seo siad chun leis air
gl o a os as de do da e que en un unha por con non para é ao se como máis pero na no eu
hr i u je se na da su za od s koji što kao ne to ali iz bi ili sam o smo po do kako sve
hu a az és hogy nem is egy volt de ez meg van csak azt mint már ha vagy még ki el úgy
id yang dan di dari itu dengan untuk tidak ini pada ke dalam ada akan saya kami juga atau
is og að í á er ekki það sem til um við var en hann með ég af fyrir því þá ef eða hún
it il la di che e in un una per non è con i del le si da come lo ma della io al sono più
la et in est non ad ut cum quod qui sed si ex de ab quae sunt enim hoc nec aut per esse
lt ir kad į iš tai yra su kaip ne o bet jis buvo už ar tik aš po dar nuo apie mes
lv un ir ka no uz ar par tas bet kā es nav bija vai pie tā to viņš gan mēs lai arī
nb og i det er på en til at for som med av jeg ikke de den har et var vi om fra men så
nl de het een van en in is dat op te zijn met voor niet die er aan ik maar ook als wij om
pl i w na z do nie się to że jest o a jak ale po co od za tak przez czy był dla ja są
pt o a os as de do da e que em um uma por com não para é ao se como mas na no mais eu
ro și a în de la cu nu o este că pe un din care mai sunt se pentru ce dar am au fi al
sk a sa v na je že to s z do o i za vo pre ale ako by tak čo si som po keď ktoré
sl in je v na se da za so ki z s pa ne to tudi kot ali bi sem po pri od jaz smo ni
sq dhe të e në i një që për me nga është nuk më ka se si por kjo ky janë kam do shumë
sv och i att det är en på som för av med till inte jag den de har ett om var vi från men
tr ve bir bu da de için ile çok ne o ama gibi daha var olarak sonra kadar ben değil biz
vi và của là có không được các một cho trong người với những này khi đã tôi ở đến cũng
"""
COMMON_WORDS: dict[str, frozenset[str]] = {
    language: frozenset(words) for language, *words in map(str.split, LISTS.splitlines())
}


def likenesses(text: str) -> dict[str, float]:
    """Return, for each language, the share of the words of ``text`` that are common ones of it."""
    words = Counter(WORD.findall(unicodedata.normalize("NFC", text).casefold()))
    size = max(1, words.total())
    return {
        language: sum(words[word] for word in common) / size
        for language, common in COMMON_WORDS.items()
    }


def clearest(shares: Mapping[str, float], size: int) -> str:
    """Return the language whose words are clearly the commonest of ``size`` words; or nothing."""
    second, best = sorted(shares, key=lambda language: shares[language])[-2:]
    enough = max(SHARE, NUMBER / max(1, size), LEAD * shares[second])
    return best if shares[best] >= enough else ""
