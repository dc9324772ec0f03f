"""Which characters of a document a stylesheet sets in which families, weights and styles.

It follows CSS as far as that needs: selectors, specificity, inheritance, the declarations of fonts.
Rules within ``@media`` are for some readers alone, and left out.
"""

from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from typing import Any
from xml.etree import ElementTree as ET

import cssselect2
import tinycss2

from bookbuild.xhtml import Element, serialise_plain

# What reading systems do by themselves (HTML §15.3).
DEFAULTS = """
b, strong, th, h1, h2, h3, h4, h5, h6 { font-weight: bold }
i, em, cite, dfn, var, address { font-style: italic }
pre, code, kbd, samp { font-family: monospace }
"""
WEIGHTS = {"normal": 400, "bold": 700, "bolder": 700, "lighter": 400}
SLANTED = ("italic", "oblique")
# The features that a font needs for a value of font-variant (CSS Fonts 4 §6); "normal" is none.
FEATURES = {
    "normal": (),
    "none": (),
    "small-caps": ("smcp",),
    "all-small-caps": ("c2sc", "smcp"),
    "oldstyle-nums": ("onum",),
    "lining-nums": ("lnum",),
    "tabular-nums": ("tnum",),
    "proportional-nums": ("pnum",),
    "slashed-zero": ("zero",),
    "ordinal": ("ordn",),
    "historical-forms": ("hist",),
    "discretionary-ligatures": ("dlig",),
}
SIZES = (
    *("xx-small", "x-small", "small", "medium", "large", "x-large", "xx-large"),
    *("smaller", "larger"),
)
FIRST = ("first-letter", "first-line")  # of the words of the element itself

Declarations = tuple[tuple[str, Any, bool], ...]


@dataclass(frozen=True, slots=True)
class Setting:
    """What a stylesheet asks for: the families in their order, generic ones as well."""

    families: tuple[str, ...] = ()
    weight: int = 400
    is_italic: bool = False
    features: frozenset[str] = frozenset()  # of OpenType, beside those that are on by themselves


def set_text(root: Element, sheet: str) -> dict[Setting, frozenset[str]]:
    """Return the characters that each setting is used for, those that the styles add included."""
    plain = ET.fromstring(serialise_plain(root))
    top = cssselect2.ElementWrapper.from_html_root(plain, content_language=None)
    found: dict[Setting, set[str]] = defaultdict(set)
    _collect(top, Setting(), _matcher(sheet), found)
    return {setting: frozenset(characters) for setting, characters in found.items()}


def _collect(
    node: Any, around: Setting, matcher: cssselect2.Matcher, found: Mapping[Setting, set[str]]
) -> None:
    element = node.etree_element
    if element.tag in ("head", "style", "script"):
        return
    here, pseudo = _cascade(matcher.match(node), around)
    found[here].update(element.text or "")
    for kind, setting, written in pseudo:
        found[setting].update("".join(element.itertext()) if kind in FIRST else written)
    for child in node.iter_children():
        _collect(child, here, matcher, found)
        found[here].update(child.etree_element.tail or "")


def _cascade(
    matches: Iterable[tuple[Any, int, str | None, Declarations]], around: Setting
) -> tuple[Setting, list[tuple[str, Setting, str]]]:
    """Return the setting of an element, and kind, setting and text of its pseudo-elements."""
    ranked: dict[str | None, list[tuple[Any, str, Any]]] = defaultdict(list)
    for specificity, order, kind, declarations in matches:
        for name, value, is_important in declarations:
            ranked[kind].append(((is_important, specificity, order), name, value))
    here, _ = _apply(ranked.pop(None, []), around)
    return here, [(str(kind), *_apply(rules, here)) for kind, rules in ranked.items()]


def _apply(rules: list[tuple[Any, str, Any]], around: Setting) -> tuple[Setting, str]:
    setting, written = around, ""
    for _, name, value in sorted(rules, key=lambda rule: rule[0]):
        if name == "content":
            written = value
        elif name == "features":  # those of several properties add up
            setting = replace(setting, features=setting.features | value if value else value)
        else:
            setting = replace(setting, **{name: getattr(around, name) if value is None else value})
    return setting, written


# -- the stylesheet -------------------------------------------------------------------------------


def _matcher(sheet: str) -> cssselect2.Matcher:
    matcher = cssselect2.Matcher()
    for text in (DEFAULTS, sheet):
        for rule in tinycss2.parse_stylesheet(text, skip_comments=True, skip_whitespace=True):
            if rule.type == "qualified-rule" and (wanted := tuple(_declarations(rule.content))):
                for selector in _selectors(rule.prelude):
                    matcher.add_selector(selector, wanted)
    return matcher


def _selectors(prelude: Sequence[Any]) -> list[Any]:
    try:
        return list(cssselect2.compile_selector_list(prelude))
    except cssselect2.SelectorError:  # a reader drops the rule as well
        return []


def _declarations(content: Sequence[Any]) -> Iterator[tuple[str, Any, bool]]:
    """Yield field of ``Setting`` (or "content"), value and importance; a value of None inherits."""
    for one in tinycss2.parse_blocks_contents(content, skip_comments=True, skip_whitespace=True):
        if one.type == "declaration" and one.lower_name in READERS:
            tokens = [token for token in one.value if token.type not in ("whitespace", "comment")]
            for name, value in READERS[one.lower_name](tokens):
                yield name, value, one.important


def _read_families(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """A family is a string, or identifiers that belong together."""
    names: list[list[str]] = [[]]
    for token in tokens:
        if token.type == "literal" and token.value == ",":
            names.append([])
        elif token.type in ("string", "ident"):
            names[-1].append(token.value)
    families = tuple(" ".join(name) for name in names if name)
    if families:
        yield "families", None if families == ("inherit",) else families


def _read_weight(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    (token,) = tokens[:1] or [None]
    if token is not None and token.type == "number":
        yield "weight", int(token.value)
    elif token is not None and token.type == "ident":
        yield "weight", WEIGHTS.get(token.lower_value)


def _read_style(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    (token,) = tokens[:1] or [None]
    if token is not None and token.type == "ident":
        is_kept = token.lower_value == "inherit"
        yield "is_italic", None if is_kept else token.lower_value in SLANTED


def _read_variant(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    words = [token.lower_value for token in tokens if token.type == "ident"]
    if any(word in FEATURES for word in words):
        yield "features", frozenset(tag for word in words for tag in FEATURES.get(word, ()))


def _read_features(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    yield "features", frozenset(token.value for token in tokens if token.type == "string")


def _read_font(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    """Read the shorthand: style and weight in any order, the size, then the families."""
    yield "is_italic", False
    yield "weight", 400
    yield "features", frozenset()
    for number, token in enumerate(tokens):
        if token.type == "ident" and token.lower_value in SLANTED:
            yield "is_italic", True
        elif token.type == "number" or (token.type == "ident" and token.lower_value in WEIGHTS):
            yield from _read_weight([token])
        elif token.type in ("dimension", "percentage") or _is_size(token):
            yield from _read_families(_behind_leading(tokens[number + 1 :]))
            return


def _is_size(token: Any) -> bool:
    return token.type == "ident" and token.lower_value in SIZES


def _behind_leading(tokens: Sequence[Any]) -> Sequence[Any]:
    is_given = bool(tokens) and tokens[0].type == "literal" and tokens[0].value == "/"
    return tokens[2:] if is_given else tokens


def _read_content(tokens: Sequence[Any]) -> Iterator[tuple[str, Any]]:
    yield "content", "".join(token.value for token in tokens if token.type == "string")


READERS = {
    "font-family": _read_families,
    "font-weight": _read_weight,
    "font-style": _read_style,
    "font-variant": _read_variant,
    "font-variant-caps": _read_variant,
    "font-variant-numeric": _read_variant,
    "font-variant-ligatures": _read_variant,
    "font-feature-settings": _read_features,
    "font": _read_font,
    "content": _read_content,
}
