"""``pictures/drawings.py``: what stays of a drawing, and what it looks like in pixels."""

import io
from base64 import b64encode

import pytest
from PIL import Image

from bookbuild.pictures.drawings import Lettering, clean_drawing, rasterise
from bookbuild.pictures.formats import PictureError, is_drawing
from photographs import SECRETS, SVG, coded, jpeg, photograph, svg


def cleaned(content: str, attributes: str = 'width="9" height="9"') -> bytes:
    return clean_drawing(svg(content, attributes)).data


def embedded(data: bytes, media_type: str) -> str:
    address = f"data:{media_type};base64,{b64encode(data).decode()}"
    return f'<image width="40" height="30" xlink:href="{address}"/>'


@pytest.mark.parametrize(
    "content",
    [
        "<script>alert(1)</script>",
        '<script xmlns="http://www.w3.org/1999/xhtml">alert(1)</script>',
        "<foreignObject><p>alert</p></foreignObject>",
        '<rect onload="alert(1)"/>',
        '<metadata><x xmlns="urn:x" onclick="alert(1)"/></metadata>',
        '<image xlink:href="https://example.org/alert.png"/>',
        '<image href="file:///alert.png"/>',
        '<use href="alert.svg#a"/>',
        '<a xlink:href=" javascript:alert(1)"><rect/></a>',
        '<a><set attributeName="href" to="javascript:alert(1)"/></a>',
        "<style>@import 'alert.css';</style>",
        "<style>rect { fill: url(https://example.org/alert) }</style>",
        "<style>rect { fill: u\\72l(https://example.org/alert) }</style>",
        "<style>rect { fill: url(data:image/png;base64,alert) }</style>",
        "<rect style=\"fill: url('alert.svg#a')\"/>",
        '<rect fill="url(alert.svg#a)"/>',
        '<g xml:base="https://example.org/alert"/>',
        '<image href="data:text/html,alert"/>',
        '<image href="data:image/png;base64,alert"/>',
        "<?alert now?><!-- alert -->",
        '<g xmlns:inkscape="urn:i" inkscape:export-filename="C:/alert/x.png"/>',
        '<sodipodi:namedview xmlns:sodipodi="urn:s" docname="alert"/>',
        '<rect data-name="alert"/>',
    ],
)
def test_nothing_runs_or_reaches_outside_or_tells(content: str) -> None:
    data = cleaned(f"<title>Kept</title>{content}")
    assert b"alert" not in data
    assert b"<title>Kept</title>" in data


@pytest.mark.parametrize(
    "content",
    [
        '<use href="#a"/>',
        '<rect fill="url(#a)"/>',
        "<style>rect { fill: url(#a) }</style>",
        "<style>@font-face { src: url(data:font/woff2;base64,AAAA) }</style>",
        "<text>one<tspan>two</tspan>three</text>",
        '<g xml:lang="fr" class="a" id="b"/>',
        "<title>Said</title><desc>And described</desc>",
    ],
)
def test_what_stands_in_the_drawing_itself_stays(content: str) -> None:
    assert content.encode() in cleaned(content)


def test_the_text_around_what_is_taken_out_stays() -> None:
    assert b"<text>onetwo</text>" in cleaned("<text>one<!-- x -->two</text>")


def test_no_namespace_of_an_editor_is_declared() -> None:
    assert b"urn:" not in cleaned('<g xmlns:i="urn:i" i:label="x"><i:x/></g>')


def test_an_entity_is_not_resolved() -> None:
    lines = ['<!DOCTYPE svg [<!ENTITY a SYSTEM "file:///etc/passwd">]>', SVG.format("", "&a;")]
    assert b"root" not in clean_drawing("".join(lines).encode()).data


@pytest.mark.parametrize(
    ("data", "media_type"),
    [
        (jpeg(orientation=6), "image/jpeg"),
        (coded("WEBP"), "image/webp"),
        (
            svg(embedded(jpeg(), "image/jpeg") + "<metadata>comment-secret-name</metadata>"),
            "image/svg+xml",
        ),
    ],
)
def test_a_picture_within_a_drawing_tells_nothing_either(data: bytes, media_type: str) -> None:
    made = cleaned(embedded(data, media_type))
    assert b"data:image/" in made
    for coding in (lambda text: text, lambda text: b64encode(text)[2:-4]):
        assert [secret for secret in SECRETS if coding(secret.encode()) in made] == []


@pytest.mark.parametrize(
    ("attributes", "size"),
    [
        ('width="80" height="60"', (80, 60)),
        ('width="80px" height=" 60px "', (80, 60)),
        ('width="80.4" height="0.2"', (80, 1)),
        ('viewBox="0 0 90 70"', (90, 70)),
        ('viewBox="-5,-5,90,70"', (90, 70)),
        ('width="100%" height="100%" viewBox="0 0 90 70"', (90, 70)),
        ('width="8cm" height="6cm" viewBox="0 0 90 70"', (90, 70)),
        ('width="80" viewBox="0 0 90 70"', (90, 70)),
        ('width="-80" height="60" viewBox="0 0 90 70"', (90, 70)),
        ('width="nan" height="inf"', (600, 400)),
        ('width="1e999" height="0"', (600, 400)),
        ('viewBox="0 0 9"', (600, 400)),
        (" ", (600, 400)),
    ],
)
def test_the_size_of_a_drawing(attributes: str, size: tuple[int, int]) -> None:
    made = clean_drawing(svg("", attributes))
    assert (made.width_px, made.height_px) == size


@pytest.mark.parametrize("start", ["", "\ufeff", "<?xml version='1.0'?>\n", "\n<!-- A -->\n"])
def test_a_drawing_is_known_by_its_first_bytes(start: str) -> None:
    assert is_drawing(f"{start}{SVG.format('', '')}".encode())


NEST = "".join(f'<g id="n{n}">' + f'<use href="#n{n - 1}"/>' * 10 + "</g>" for n in range(1, 9))

CHAIN = "".join(f'<g id="n{n}"><use href="#n{n + 1}"/></g>' for n in range(2000))
RING = '<g id="a"><use href="#b"/></g><g id="b"><use href="#a"/></g>'


@pytest.mark.parametrize(
    ("data", "fault"),
    [
        (b"<svg", "is not well-formed SVG"),
        (b"<svg/>", "is not SVG"),
        (b"<!DOCTYPE x><y/>", "is not SVG"),
        (svg(f'<g id="n0"><rect/></g>{NEST}'), "is too large to be opened safely"),
        (svg(CHAIN), "is too large to be opened safely"),
        (svg(RING), "is a drawing that is drawn within itself"),
    ],
)
def test_what_is_no_drawing_is_refused(data: bytes, fault: str) -> None:
    with pytest.raises(PictureError) as caught:
        clean_drawing(data)
    assert str(caught.value) == fault


# -- pixels ---------------------------------------------------------------------------------------


def drawn(content: str, attributes: str = "") -> Image.Image:
    made = rasterise(clean_drawing(svg(content, attributes)), Lettering("en"))
    assert made is not None
    image = Image.open(io.BytesIO(made.data))
    assert image.size == (made.width_px, made.height_px)
    return image.convert("RGB")


def test_a_drawing_has_three_pixels_for_one_and_a_white_ground() -> None:
    image = drawn('<rect width="40" height="30" fill="#c33"/>')
    assert image.size == (240, 180)
    assert [image.getpixel(place) for place in ((10, 10), (230, 170))] == [
        (204, 51, 51),
        (255, 255, 255),
    ]


def test_a_large_drawing_has_no_more_pixels_than_a_photograph() -> None:
    assert drawn("<rect/>", 'width="4000" height="1000"').size == (2000, 500)


def test_a_drawing_that_names_no_size_is_as_large_as_it_is_measured() -> None:
    assert drawn("<rect/>", " ").size == (1800, 1200)


def test_text_is_set_in_fonts_of_our_own() -> None:
    image = drawn('<text x="5" y="40" font-family="Nowhere, sans-serif" font-size="30">Hill</text>')
    dark = sum(1 for pixel in image.convert("L").tobytes() if pixel < 100)
    assert dark > 600


def test_text_that_no_font_sets_leaves_the_drawing_as_it_is() -> None:
    odd = clean_drawing(svg("<text>\U000e9999\U0010fffd</text>"))
    assert rasterise(odd, Lettering("en")) is None


def test_a_picture_within_a_drawing_is_drawn() -> None:
    light = photograph((40, 30)).point(lambda _: 90)
    image = drawn(embedded(coded("PNG", light), "image/png"))
    assert image.getpixel((30, 30)) == (90, 90, 90)
