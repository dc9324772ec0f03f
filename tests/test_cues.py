"""``speakers/cues.py``: what a block shows of who may be speaking, by its form and its words."""

import pytest

from bookbuild.model import BlockKind, Prose
from bookbuild.speakers.cues import Cues, cues_of, style_of_words


def read(text: str, kind: BlockKind = BlockKind.PARAGRAPH) -> Cues:
    return cues_of(Prose(text, 1, kind))


@pytest.mark.parametrize(
    "text",
    [
        "When was it?",
        "**When was it?**",
        "What is *this*?",
        "“When was it?”",
        "什么时候？",
        "是吗",
        "متى؟",
        "いつですか。",
        "언제인가요?",
        "When was it? (Laughs?)",
    ],
)
def test_it_asks(text: str) -> None:
    assert read(text).asks


@pytest.mark.parametrize(
    "text", ["It was in spring.", "Is it? It is.", "What a day!", "我不知道。", "そうです。", ""]
)
def test_it_does_not_ask(text: str) -> None:
    assert not read(text).asks


def test_a_question_within() -> None:
    assert read("When was it? I have always wanted to know.").asks_inside
    assert not read("It was in spring. I have always known.").asks_inside


@pytest.mark.parametrize(
    ("text", "style"),
    [
        ("**When was it?**", "bold"),
        ("__When was it?__", "bold"),
        ("*When was it?*", "italic"),
        ("_When was it?_", "italic"),
        ("***When was it?***", "bold italic"),
        ("<p><b>When was it?</b></p>", "bold"),
        ("<p><em>When was it?</em></p>", "italic"),
        ("**When** was **it?**", ""),
        ("**When** was it?", ""),
        ("*When* was *it?*", ""),
        ("When was it?", ""),
        ("> When was it?", ""),
    ],
)
def test_how_all_of_it_is_set_off(text: str, style: str) -> None:
    assert read(text).style == style


@pytest.mark.parametrize(
    ("text", "answer"),
    [
        ("— When was it?", True),
        ("—When was it?", True),
        ("– When was it?", True),
        ("-- When was it?", True),
        ("\\- When was it?", True),
        ("--- ", False),
        ("It was — I think — in spring.", False),
        ("-", False),
    ],
)
def test_a_dash_of_speech(text: str, *, answer: bool) -> None:
    assert read(text).has_dash == answer


def test_an_item_is_no_dash_of_speech() -> None:
    assert not read("- When was it?", BlockKind.LIST).has_dash


@pytest.mark.parametrize(
    ("text", "answer"),
    [("1. When?", True), ("**2.** When?", True), ("Q3: When?", True), ("In 1984 it was.", False)],
)
def test_a_number_before_a_question(text: str, *, answer: bool) -> None:
    assert read(text).has_number == answer


@pytest.mark.parametrize(
    ("mine", "yours"),
    [
        ("I built it with my brother.", "Did you build it with your brother?"),
        ("Ich habe ihn mit meinem Bruder gebaut.", "Haben Sie ihn mit Ihrem Bruder gebaut?"),
        ("Je l'ai construit avec mon frère.", "L'avez-vous construit avec votre frère ?"),
        ("Lo hice con mi hermano.", "¿Lo hizo usted con su hermano?"),
        ("Мы строили её с моим братом.", "Вы строили её с вашим братом?"),
        ("我和哥哥一起造的。", "你和哥哥一起造的吗？"),
        ("私は兄と作りました。", "あなたは兄と作りましたか。"),
        ("제가 형과 지었어요.", "당신은 형과 지었나요?"),
        ("أنا بنيته مع أخي.", "هل أنت بنيته مع أخيك؟"),
    ],
)
def test_words_for_i_and_you(mine: str, yours: str) -> None:
    assert read(mine).first_person > read(mine).second_person
    assert read(yours).second_person > read(yours).first_person


@pytest.mark.parametrize(
    "text",
    [
        "[Laughter]",
        "(A long silence.)",
        "（长时间的沉默）",
        "Editor's note: it was in April.",
        "*Editor's note: it was in April.*",
        "[Ed. note: it was in April.]",
        "Anm. d. Red.: Es war im April.",
        "NDLR : c'était en avril.",
        "编者注：那是四月。",
        "訳注：四月のこと。",
        "Прим. ред.: это было в апреле.",
    ],
)
def test_a_remark_of_the_editors(text: str) -> None:
    assert read(text).is_remark
    assert not read(text).is_text


@pytest.mark.parametrize(
    "text",
    [
        "(I know.) It was in April.",
        "There is a note in my book.",
        "Note the year: it was 1984.",
        "I laughed.",
    ],
)
def test_no_remark_of_the_editors(text: str) -> None:
    assert not read(text).is_remark
    assert read(text).is_text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("![A kiln](kiln.png)", BlockKind.PARAGRAPH),
        ("[![A kiln](kiln.png)](kiln.html)", BlockKind.PARAGRAPH),
        ("<figure><img src='kiln.png'></figure>", BlockKind.HTML),
        ("Figure 1: A kiln", BlockKind.PARAGRAPH),
        ("**Fig. 2:** A boat", BlockKind.PARAGRAPH),
        ("图 3：一座窑", BlockKind.PARAGRAPH),
        ("<!-- a comment -->", BlockKind.HTML),
    ],
)
def test_a_figure(text: str, kind: BlockKind) -> None:
    assert read(text, kind).is_figure
    assert not read(text, kind).is_text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("## The kiln", BlockKind.HEADING),
        ("---", BlockKind.RULE),
        ("[^1]: A note.", BlockKind.DEFINITION),
        ("***", BlockKind.PARAGRAPH),
        ("…", BlockKind.PARAGRAPH),
    ],
)
def test_what_nobody_can_say(text: str, kind: BlockKind) -> None:
    assert not read(text, kind).is_text


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("It was in spring.", BlockKind.PARAGRAPH),
        ("Figures 1 and 2 show it.", BlockKind.PARAGRAPH),
        ("- clay\n- stones", BlockKind.LIST),
        ("> Because it is there.", BlockKind.QUOTE),
        ("    x = 1", BlockKind.CODE),
    ],
)
def test_what_somebody_may_say(text: str, kind: BlockKind) -> None:
    assert read(text, kind).is_text


@pytest.mark.parametrize(
    "text",
    [
        "If you liked this, subscribe to our newsletter.",
        "This interview has been edited for length.",
        "Follow us for more.",
        "Propos recueillis par Léa Ott.",
        "Das Gespräch führte Lena Brandt.",
        "Suscríbete a nuestro boletín.",
        "Беседовала Ольга Ветрова.",
        "欢迎订阅我们的通讯。",
        "ニュースレターを購読してください。聞き手：佐藤",
    ],
)
def test_the_end_of_an_article(text: str) -> None:
    assert read(text).closes


def test_what_does_not_close() -> None:
    assert not read("We followed the river for a day, and then we turned back.").closes


@pytest.mark.parametrize(
    "text", ["Thank you for the talk.", "Merci.", "Vielen Dank!", "谢谢你。", "Спасибо.", "شكرا لك"]
)
def test_thanks(text: str) -> None:
    assert read(text).thanks


def test_a_sponsor_and_an_address() -> None:
    assert read("This episode is brought to you by Clay & Co.").is_sponsor
    assert not read("My brother brought the stones.").is_sponsor
    assert read("Write to kiln@example.org.").has_address
    assert read("[The kiln](https://example.org)").has_address
    assert not read("We met at the river.").has_address


@pytest.mark.parametrize(
    ("text", "label", "style"),
    [
        ("**Mona:** **When was it built?**", "Mona:", "bold"),
        ("**Mona: When was it built?**", "Mona:", "bold"),
        ("**Mona:** *When was it built?*", "Mona:", "italic"),
        ("**Mona:** When was it built?", "Mona:", ""),
        ("Mona: When was it *built*?", "Mona:", ""),
    ],
)
def test_how_the_words_behind_a_label_are_set_off(text: str, label: str, style: str) -> None:
    assert style_of_words(text, label) == style
