"""What somebody has found of the EPUB's accessibility, and who it was: claimed in their name alone.

EPUB Accessibility 1.1 §3.5 has the wording of the claim, to the letter.
"""

from collections.abc import Iterator

from bookbuild.bookconfig import AccessibilityConfig
from bookbuild.identifiers import check_address
from bookbuild.writers.epub.statements import Statement, refine

CLAIM, CERTIFIER = "conformance", "certifier"  # ids


def conformance(said: AccessibilityConfig) -> Iterator[Statement]:
    """Yield the claim with those who stand behind it; nothing where nobody does."""
    if not (said.conforms_to and said.certifier):
        return
    claim = f"EPUB Accessibility 1.1 - WCAG {said.wcag} Level {said.conforms_to}"
    yield None, "meta", claim, {"property": "dcterms:conformsTo", "id": CLAIM}
    name = {"property": "a11y:certifiedBy", "refines": f"#{CLAIM}", "id": CERTIFIER}
    yield None, "meta", said.certifier, name
    if said.date:
        yield refine(CERTIFIER, "dcterms:date", said.date.isoformat())
    if said.credential and check_address(said.credential):
        yield refine(CERTIFIER, "a11y:certifierCredential", said.credential)
    elif said.credential:
        yield _link("a11y:certifierCredential", said.credential)
    if said.report:
        yield _link("a11y:certifierReport", said.report)


def _link(rel: str, href: str) -> Statement:
    return None, "link", "", {"rel": rel, "refines": f"#{CERTIFIER}", "href": href}
