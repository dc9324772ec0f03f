"""Names that are safe in files and anchors: ASCII, made from any script, the same every time."""

import hashlib
import re
from collections.abc import Iterable

from anyascii import anyascii

NOT_SAFE = re.compile(r"[^a-z0-9]+")
CAMEL = re.compile(r"(?<=[a-z])(?=[A-Z])")  # anyascii sets Chinese as "FuLangSuoWa"


def slug(text: str) -> str:
    """Return ``text`` in lower-case ASCII, words joined by hyphens; empty if nothing is left."""
    ascii_text = text if text.isascii() else CAMEL.sub("-", anyascii(text))
    return NOT_SAFE.sub("-", ascii_text.lower()).strip("-")[:60].strip("-")


def romanise(text: str) -> str:
    """Return ``text`` in Latin letters without marks; nothing is parted that was not."""
    return text if text.isascii() else anyascii(text)


def identifier(text: str, prefix: str) -> str:
    """Return a slug of ``text`` that may be an id (XML's Name without a colon)."""
    made = slug(text)
    return made if made[:1].isalpha() else f"{prefix}-{made}".rstrip("-")


def fingerprint(text: str) -> str:
    """Return six hex digits that stand for ``text``."""
    return hashlib.sha256(text.encode()).hexdigest()[:6]


class Names:
    """Hands out names that are used once: ``-2`` is added to the second of a kind."""

    def __init__(self, taken: Iterable[str] = ()) -> None:
        self._taken = set(taken)

    def take(self, wanted: str) -> str:
        name, number = wanted, 1
        while name in self._taken:
            number += 1
            name = f"{wanted}-{number}"
        self._taken.add(name)
        return name
