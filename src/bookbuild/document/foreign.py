"""Passages in Latin script within a Chinese, Japanese or Korean chapter say what language they are.

So they are hyphenated, spaced and spoken as what they are.
"""

import re
from collections.abc import Iterable, Iterator

from bookbuild.detection import detect_language
from bookbuild.language import HAN, HANGUL, KANA, is_east_asian
from bookbuild.xhtml import Element

PASSAGES = ("p", "li", "figcaption", "caption", "h1", "h2", "h3", "h4", "h5", "h6")
VERBATIM = ("code", "kbd", "pre", "samp")
LATIN_WORD = re.compile(r"[A-Za-z\u00c0-\u024f]+(?:['’-][A-Za-z\u00c0-\u024f]+)*")
FEWEST_WORDS = 3  # two are a name, which is at home in any language


def mark_foreign(roots: Iterable[Element], language: str) -> None:
    """Give ``lang`` to the passages of a chapter in ``language`` that are in Latin script."""
    if not is_east_asian(language):
        return
    passages = {node: _own_text(node) for root in roots for node in root.iter(*PASSAGES)}
    foreign = {node: text for node, text in passages.items() if _is_foreign(text)}
    if not foreign:
        return
    found = detect_language("\n".join(foreign.values()))
    for node in foreign:
        if not any(outer in foreign or outer.get("lang") for outer in (*node.iterancestors(),)):
            _mark(node, found, language)


def _mark(node: Element, found: str, language: str) -> None:
    """Mark ``node``; what the build has written into it stays in the chapter's language."""
    if node.get("lang") is None:
        node.set("lang", found)
        for inner in node.iterdescendants():
            if inner.get("data-generated") is not None and inner.tag != "img":
                inner.set("lang", language)


def _is_foreign(text: str) -> bool:
    if HAN.search(text) or KANA.search(text) or HANGUL.search(text):
        return False
    return len(LATIN_WORD.findall(text)) >= FEWEST_WORDS


def _own_text(node: Element) -> str:
    return " ".join(_pieces(node))


def _pieces(node: Element) -> Iterator[str]:
    """Yield the author's running text: no code, nothing that the build has written."""
    if node.tag not in VERBATIM and node.get("data-generated") is None:
        yield node.text or ""
        for child in node:
            yield from _pieces(child)
            yield child.tail or ""
