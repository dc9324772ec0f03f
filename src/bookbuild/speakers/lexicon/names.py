"""Words within names, beside them, and words that no name contains."""

from bookbuild.speakers.lexicon import folded, phrases

# Small words within names.
PARTICLES = frozenset(
    "al and bin ben da das de del della der den di do dos du e el et i ibn la las le los und van"
    " vom von y zu zur ter ten op".split()
)
# Titles before or after a name.
TITLES = folded(
    """dr|dr.|prof|prof.|professor|mr|mr.|mrs|mrs.|ms|ms.|miss|sir|madam|sister|brother|father|rev
    judge|senator
    president|governor|gov|gov.|sen|sen.|rep|rep.|congressman|congresswoman|ambassador|hon|hon.
    herr|frau|monsieur|madame|mme|m|mlle|señor|señora|sr|sra|don|doña|dott|dottor
    dottoressa|signor|signora
    teacher|coach|chef|captain|capt|uncle|aunt|auntie|grandma|grandpa|master|minister|mayor
    councillor|cllr|lord|lady|lt|sgt|col|gen|rabbi
    bürgermeister|bürgermeisterin|minister|pfarrer|lehrer|frau dr|brugwachter|meester|juf|maire
    maître|abbé|docteur|professeur|profesor|profesora
    dona|seu|pan|pani|mevrouw|meneer|phd|md|jr|esq|г-н|г-жа|доктор|профессор"""
)
# Before a name in an address: Bonjour Maëlys, Thanks Ana.
GREETINGS = folded(
    """hello|hi|hey|thanks|thank|welcome|dear|goodbye|bye|ok|okay|yes|no|so|well|bonjour|salut|bonsoir
    merci|cher|chère|hallo|danke|liebe|lieber|moin|hola|gracias|querido|querida|ciao|grazie|caro
    cara|buongiorno|olá|obrigado|obrigada|hej|tack|dag|bedankt|beste|dzień|cześć|dziękuję
    привет|здравствуйте|спасибо|merhaba|szia|moi|terve|kiitos|γεια"""
)
HAN_TITLES = tuple(
    """
    先生 女士 小姐 老师 教授 博士 老師 阿姨 奶奶 爷爷 师傅 師傅 老板 导演 대표 작가 할머니
    할아버지 기자 先生 さん 氏 様 씨 님 선생님 교수 박사
    """.split()
)
JOINTS = tuple(
    """
    and und et y e i en och og и 和 与 與 、 & / + と 및 و
    """.split()
)
# What may run into a name from the left, where words are not parted.
HAN_BEFORE = tuple(
    """
    采访了 採訪了
    采访 專訪 专访 採訪 对话 對話 访谈 大学 创始人 创造者 作者 教授 博士 先生 创建者 主任 记者
    嘉宾 和 与 對 对 的 是 由 为 叫 了
    """.split()
)

# What follows a name, set off, where a text tells of somebody: **Ana Costa** is a potter.
TELLS_OF = frozenset(
    """
    is was has lives works writes teaches runs ist war hat lebt arbeitet schreibt lehrt leitet est
    était a vit travaille enseigne es era ha vive trabaja escribe é era tem trabalha escreve è vive
    lavora scrive insegna is werkt woont är bor er bor jest mieszka pracuje
    """.split()
)
# Words that make a clause, not a name.
CLAUSE_WORDS = frozenset(
    """a about again all am an any are as at be because been but by can could did do does for from
    get had has have
    here how i if in into is it its just like me more my no not now of on only or our out over
    said says so some than that
    their them then there these they this those to up us was we were what when where which who why
    will with would you your i'm i’m it's it’s we're we’re that's that’s i've i’ve
    il ils elles on est sont pour dans avec sur qui que une les des nous vous elle je pas plus
    être c'est voici parce
    ist sind für mit auf der die das ein eine nicht und ich wir sie wie was warum weil habe hat
    haben dass zum beim
    es son para con por que una los las nos como qué porque fue era está más pero yo
    é são para com que uma os nós como porque foi era está mais mas eu não
    è sono per con che una gli come perché era più ma io non
    это как что где для и на не был была было мы я он она они с по из
    jest są dla nie że jak co to na ze się był była
    is zijn voor met het een niet en ik we zij wat waarom omdat
    ο η το οι τα του της των τον την στον στην στο με και για που από""".split()
)
HAN_CLAUSE = tuple(
    """
    的 是 了 在 我 你 他 她 它 们 這 这 那 什么 怎 不 就 也 都 和我 说 說 讨论 以下 如下 包括 因为
    所以
    """.split()
)
KANA_CLAUSE = tuple(
    """
    は が を に で と も です ます こと って から まで
    """.split()
)
# What stands behind a time of day.
TIME_WORDS = frozenset(
    "am pm est edt cst cdt mst mdt pst pdt gmt utc cet cest bst ist jst uhr hrs".split()
)
# Endings that a name has in another case than the one it is called by: Nowakiem, Virtaselta.
CASE_ENDINGS = tuple(
    """
    em iem ém ým om owi ovi ego ého emu ému ą ę ej ie ou kou
    lla llä lta ltä lle ssa ssä sta stä seen sen ksi nak nek val vel lyel nyel ral rel ról ről tól
    től hoz hez höz ban ben ból ből
    """.split()
)
SHORT_CASE_ENDINGS = frozenset("n a u".split())  # only behind a name that is there in full
# Words for a talk, which no name contains.
TALK = phrases(
    r"""
    interview|transcript|proceedings|采访|访谈|专访|訪談|專訪|採訪|인터뷰|интервью|entretien|entrevista|intervista
    """
)
