"""``shortcodes``: the pictures of blogs and wikis, from the cut of blocks to words and speakers."""

import pytest

from bookbuild.diagnostics import Diagnostic
from bookbuild.model import BlockKind, Document
from bookbuild.shortcodes import find_shortcodes, plain_pictures
from bookbuild.speakers.cues import read_cues
from bookbuild.turns import split_blocks
from bookbuild.words import check_document
from bookbuild.xhtml import element, text_of
from cases import Case, read_cases
from composing import compose, show_found, show_text

CASES = read_cases("shortcodes.md")


def lost(document: Document) -> str:
    found: list[Diagnostic] = []
    check_document(document, found.append)
    return show_found(found, "MRK")


# -- blocks ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "lines"),
    [
        ('{{< figure src="a.jpg" >}}\n**Ana:** So?', [1, 2]),
        ('{{< figure\n  src="a.jpg"\n\n>}}\n\nText', [1, 6]),
        ('{{< figure\n  src="a.jpg"\n>}}\nText', [1, 4]),
        ('{{< figure src="a.jpg" >}}\n\none\n\n{{< /figure >}}\nText', [1, 6]),
        ('{{< gallery >}}\n\n{{< img src="a.jpg" >}}\n\n{{< /gallery >}}\n\nText', [1, 7]),
        ('Text\n{{< figure\n  src="a.jpg"\n>}}\nmore', [1]),
        ('{{< figure src="a.jpg"\n>}} text\nmore', [1]),
        ("{% figure caption: 'C' %}\n\n![a](b.jpg)\n\n{% endfigure %}\nText", [1, 6]),
        ('[caption width="3"]\n<img src="a.jpg">\n\nC[/caption]\nText', [1, 5]),
        ('<Figure\n  src="a.jpg"\n/>\nText', [1, 4]),
        ("![[a.jpg]]\nText", [1]),
        ('<figure\n  class="a"\n>\n\n<img src="a.jpg">\n\n</figure>\nText', [1, 8]),
        ("<div\n  a\n>\n\n1 < 2\n\n</div>\nText", [1, 8]),
        ("{{< youtube a >}}\nText", [1]),
    ],
)
def test_a_shortcode_is_one_block(text: str, lines: list[int]) -> None:
    assert [block.line for block in split_blocks(text)] == lines


# -- words ----------------------------------------------------------------------------------------


@pytest.mark.parametrize("case", CASES.values(), ids=CASES)
def test_no_word_of_a_shortcode_is_lost(case: Case) -> None:
    document, _ = compose(f"# A\n\n{case.input}")
    assert lost(document) == ""


@pytest.mark.parametrize(
    "shortcode",
    [
        '{{< figure src="a.jpg" caption="A windmill turning" >}}',
        '{{< figure src="a.jpg" title="A windmill turning" >}}',
        '{{< figure src="a.jpg" attr="A windmill turning" >}}',
        '{{< figure src="a.jpg" >}}A windmill turning{{< /figure >}}',
        '{{< gallery >}}{{< img src="a.jpg" caption="A windmill turning" >}}{{< /gallery >}}',
        '{% include image.html url="a.jpg" description="A windmill turning" %}',
        '[caption width="3"]<img src="a.jpg"> A windmill turning[/caption]',
        '<Figure src="a.jpg" caption="A windmill turning" />',
        '> {{< figure src="a.jpg"\n>  caption="A windmill turning" >}}',
    ],
)
def test_a_lost_caption_is_missed(shortcode: str) -> None:
    document, _ = compose(f"# A\n\nBefore.\n\n{shortcode}\n\nAfter it all.\n")
    (caption,) = document.root.iter("figcaption")
    assert text_of(caption).strip() == "A windmill turning"
    caption.text, caption[:] = "", [element("span")]
    assert 'lost words: "A windmill turning"' in lost(document)


@pytest.mark.parametrize(
    "shortcode",
    [
        '{{< figure src="a.jpg" alt="A windmill" width="300" class="wide" >}}',
        '{% include figure image_path="a.jpg" alt="A windmill" %}',
        "{% img left a.jpg 300 200 A windmill %}",
        "![[a.jpg|A windmill]]",
        "![A windmill](a.jpg width=300px)",
    ],
)
def test_what_describes_a_picture_is_not_printed(shortcode: str) -> None:
    document, _ = compose(f"# A\n\nBefore.\n\n{shortcode}\n\nAfter.\n")
    assert lost(document) == ""
    (told,) = (node for node in document.root.iter("span") if node.get("class") == "missing-alt")
    assert text_of(told) == "A windmill"
    assert show_text(document).count("A windmill") == 1


# -- what is said of them -------------------------------------------------------------------------


def test_a_missing_picture_is_reported_where_it_is_named() -> None:
    text = '# A\n\n{{< figure\n  alt="x"\n  src="{{ site.baseurl }}/img/a.jpg"\n>}}\n\nText.\n'
    _, found = compose(text)
    assert show_found(found, "FIG") == 'FIG-001:5 the picture "/img/a.jpg" does not exist'


def test_a_picture_within_the_text_is_reported_in_short() -> None:
    _, found = compose(f"# A\n\n![x](data:image/png;base64,{'A' * 9000})\n")
    (fault,) = (fault for fault in found if fault.rule.code.startswith("FIG"))
    assert fault.location.line == 3
    assert len(fault.message) < 100


def test_a_link_finds_a_figure_whose_id_has_a_colon() -> None:
    document, found = compose(
        "# A\n\n![c](a.jpg){#fig:keras width=50%}\n\nSee [it](#fig:keras), [that](#fig-2).\n\n"
        '{{< figure src="b.jpg" id="fig-2" caption="C" >}}\n'
    )
    assert show_found(found, "LNK") == ""
    assert show_text(document).count('href="#a--fig') == 2


# -- speakers -------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    ("text", "is_picture"),
    [
        ('{{< figure src="a.jpg" alt="I ask you?" >}}', True),
        ('{{< figure src="a.jpg" caption="I ask you?" >}}', False),
        ('{% include image.html url="a.jpg" %}', True),
        ('{% include image.html url="a.jpg" caption="C" %}', False),
        ('[caption width="3"]<img src="a.jpg">[/caption]', True),
        ('[caption width="3"]<img src="a.jpg"> C[/caption]', False),
        ("![[a.jpg]]", True),
        ('<Figure src="a.jpg" />', True),
        ('{{< gallery >}}{{< img src="a.jpg" >}}{{< img src="b.jpg" >}}{{< /gallery >}}', True),
    ],
)
def test_a_shortcode_is_a_picture_and_no_talk(text: str, *, is_picture: bool) -> None:
    cues = read_cues(text, BlockKind.PARAGRAPH)
    assert (cues.is_figure, cues.is_picture, cues.is_text) == (True, is_picture, False)


def test_what_a_shortcode_says_of_its_picture_is_nobodys_word() -> None:
    cues = read_cues('We went on. {{< img src="a.jpg" alt="Did you?" >}}', BlockKind.PARAGRAPH)
    assert (cues.words, cues.is_text, cues.asks) == ("We went on.", True, False)


# -- pieces ---------------------------------------------------------------------------------------


@pytest.mark.parametrize(
    "text",
    [
        pytest.param("{{< figure " * 3000, id="openings"),
        pytest.param('{{< figure src="' * 2000, id="quotation marks"),
        pytest.param("{% figure %} " * 2000, id="tags that wait for their end"),
        pytest.param("[caption a]" * 2000, id="captions that wait for their end"),
        pytest.param("{{" * 5000 + "`" * 3001, id="brackets"),
        pytest.param("{{< img " + "a " * 20000, id="values"),
    ],
)
def test_what_is_broken_is_soon_given_up(text: str) -> None:
    assert list(find_shortcodes(text)) == []
    assert plain_pictures(text) == text
