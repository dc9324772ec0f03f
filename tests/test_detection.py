"""``detection.py``: what language a text is in."""

import subprocess
import sys

import pytest

from bookbuild.detection import contradicting_language, detect_language, guess_language

ENGLISH = "She told me that the press had been in the barn for years, and that it was still good. "
FRENCH = "Elle m'a dit que la presse était dans la grange depuis des années, et qu'elle marche. "
SPANISH = "Me dijo que la prensa llevaba años en el granero de su abuelo y que todavía funciona. "
PORTUGUESE = "Ela me disse que a prensa estava no celeiro há muitos anos e que ainda funciona bem. "
DANISH = "Hun sagde til mig at pressen havde stået i laden i mange år, og at den stadig virker. "
SWEDISH = "Hon berättade för mig att pressen hade stått i ladan i många år och att den går än. "
CZECH = "Řekla mi, že lis stál ve stodole mnoho let a že se o něj nikdo nestaral, jen dědeček. "
TURKISH = "Bana baskı makinesinin yıllardır ahırda durduğunu, kimsenin ona dokunmadığını söyledi. "
CHINESE = "她告诉我，这台印刷机在谷仓里放了很多年。"
JAPANESE = "その印刷機は何年も納屋にあったと彼女は言った。"
HEBREW = "היא סיפרה לי שמכונת הדפוס עמדה במחסן של סבא שנים רבות, ואיש לא ידע למי היא שייכת. "
YIDDISH = "זי האָט מיר דערציילט אַז די דרוקמאַשין איז געשטאַנען אין שייער. "
ARABIC = "قالت لي إن آلة الطباعة كانت في الحظيرة منذ سنوات. "
PERSIAN = "به من گفت که ماشین چاپ سال‌ها در انبار پدربزرگش بوده است. "
URDU = "اس نے مجھے بتایا کہ چھاپنے کی مشین برسوں سے گودام میں ہے۔ "
GREEK = "Μου είπε ότι το πιεστήριο ήταν στην αποθήκη εδώ και χρόνια. "
RUSSIAN = "Она сказала мне, что печатный станок много лет стоял в сарае и что его никто не трогал. "
UKRAINIAN = "Вона сказала мені, що друкарський верстат багато років стояв у сараї. "
BULGARIAN = "Тя ми каза, че печатната машина е стояла в плевнята с години и още работи. "
SERBIAN = "Рекла ми је да је штампарска преса годинама стајала у амбару и да још ради. "
HINDI = "उसने मुझे बताया कि छापने की मशीन बरसों से गोदाम में है और अब भी चलती है। "
MARATHI = "तिने मला सांगितले की छपाई यंत्र अनेक वर्षे गोदामात आहे आणि ते अजून चालते. "


@pytest.mark.parametrize(
    ("text", "language"),
    [
        ("She told me that the press had been standing in the barn for years.", "en"),
        ("Elle m'a dit que la presse était dans la grange depuis des années.", "fr"),
        ("Sie sagte mir, dass die Presse seit Jahren in der Scheune stand.", "de"),
        ("Me dijo que la prensa llevaba años en el granero de su abuelo.", "es"),
        ("Ela me disse que a prensa estava no celeiro há muitos anos.", "pt"),
        ("她告诉我，这台印刷机在谷仓里放了很多年。", "zh-Hans"),
        ("她告訴我，這台印刷機在穀倉裡放了很多年。", "zh-Hant"),
        ("その印刷機は何年も納屋にあったと彼女は言った。", "ja"),
        ("カタカナ ダケ ノ ブン デス", "ja"),
        ("그녀는 그 인쇄기가 오랫동안 헛간에 있었다고 말했다.", "ko"),
        ("我们用 Python 和 Markdown 做书，也用 EPUB 和 PDF。", "zh-Hans"),
        ("The Chinese word for book is 书, and for paper it is 纸.", "en"),
        ("", "en"),
        ("1984 … 42", "en"),
        ("https://example.org/les-memes-mots-en-francais-et-encore-et-encore", "en"),
        ("Xyzzy", "en"),
    ],
)
def test_languages(text: str, language: str) -> None:
    assert detect_language(text) == language


def test_a_short_text_does_not_narrow_the_choice_for_the_next() -> None:
    assert detect_language("Il pleut sur la ville aujourd'hui.") == "fr"
    swedish = "Hon berättade för mig att tryckpressen hade stått i ladan i många år och att ingen "
    assert detect_language(swedish + "hade rört den sedan hennes farfar dog en vinter.") == "sv"


def test_a_long_text_is_sampled() -> None:
    assert detect_language("这是中文。" * 200_000) == "zh-Hans"


@pytest.mark.parametrize(
    ("text", "language"),
    [
        (HEBREW, "he"),
        (YIDDISH, "yi"),
        (ARABIC, "ar"),
        (PERSIAN, "fa"),
        (URDU, "ur"),
        (GREEK, "el"),
        (RUSSIAN, "ru"),
        (UKRAINIAN, "uk"),
        (BULGARIAN, "bg"),
        (SERBIAN, "sr"),
        (HINDI, "hi"),
        (MARATHI, "mr"),
        ("กขค", "th"),
        ("ქარი", "ka"),
        ("**A. Ek:** שלום", "he"),
    ],
)
@pytest.mark.parametrize("declared", ["en", "zh-Hans", "fr", "am"])
def test_the_script_decides_first(text: str, language: str, declared: str) -> None:
    assert contradicting_language(text, declared) == guess_language(text) == language


@pytest.mark.parametrize(
    ("text", "declared", "language"),
    [
        (FRENCH, "en", "fr"),
        (FRENCH * 3, "en-GB", "fr"),
        (ENGLISH, "fr", "en"),
        (ENGLISH, "ru", "en"),
        (SPANISH * 4, "ca", "es"),
        (TURKISH * 5, "en", "tr"),  # by the model: it has few small words
        (CZECH * 3, "de", "cs"),
        (DANISH * 3, "en", "da"),
        (RUSSIAN * 9, "bg", "ru"),
        (PERSIAN * 3, "ar", "fa"),
        (YIDDISH * 3, "he", "yi"),
        (JAPANESE, "zh-Hans", "ja"),
        (CHINESE * 6, "ja", "zh-Hans"),
    ],
)
def test_a_text_contradicts_what_is_declared(text: str, declared: str, language: str) -> None:
    assert contradicting_language(text, declared) == language


@pytest.mark.parametrize(
    ("text", "declared"),
    [
        (ENGLISH, "en-AU"),
        (PORTUGUESE * 3, "gl"),  # too near
        (SPANISH * 3, "gl"),
        (DANISH * 3, "nb"),
        (DANISH * 3, "no"),
        (SWEDISH * 3, "da"),
        ("Il pleut, said Ann, and laughed.", "en"),
        ("Ana Costa\nLuis Winter\nMarie Dupont\nJean de La Tour\nPaul Leroy\n" * 9, "en"),
        ("`il y a dans le sac` and `les mots de la langue`", "en"),
        ("Lis! https://example.org/les-mots-de-la-langue-dans-les-livres-et-les-cahiers", "en"),
        (RUSSIAN, "bg"),  # too short
        (SERBIAN * 3, "sr-Cyrl"),
        (ENGLISH, "sr"),
        (ENGLISH * 3, "xal"),  # a language that we know nothing of
        (RUSSIAN * 3, "xal"),
        (ENGLISH, "zh-Latn"),
        (CHINESE, "ja"),  # a line may do without kana
        (CHINESE, "zh-Hant"),
        (CHINESE, "yue"),
        ("", "de"),
        ("1984 … 42", "he"),
    ],
)
def test_in_doubt_the_author_is_right(text: str, declared: str) -> None:
    assert contradicting_language(text, declared) == ""


def test_a_script_without_a_language_that_we_know_tells_nothing() -> None:
    assert guess_language("ᜀᜁᜂᜃ") == contradicting_language("ᜀᜁᜂᜃ", "en") == ""


def test_no_model_is_loaded_where_the_words_tell() -> None:
    lines = (
        "import sys",
        "from bookbuild.detection import contradicting_language, detect_language",
        f"detect_language({ENGLISH!r})",
        f"contradicting_language({ENGLISH!r}, 'en')",
        f"contradicting_language({FRENCH!r}, 'en')",
        f"contradicting_language({HEBREW!r}, 'en')",
        "sys.exit('py3langid' in sys.modules)",
    )
    subprocess.run([sys.executable, "-c", "\n".join(lines)], check=True)
