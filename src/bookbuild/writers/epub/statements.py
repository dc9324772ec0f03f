"""A statement of an EPUB's metadata, as EbookLib takes it."""

Statement = tuple[str | None, str, str, dict[str, str]]
"""What stands in ``<metadata>``: namespace ("DC", or None), name of the element, text, attributes.

EbookLib writes them in the order in which their names first come.
"""


def refine(uid: str, name: str, value: str, **more: str) -> Statement:
    """Return what says more of the statement ``uid`` (EPUB 3.3 §5.5.5)."""
    return None, "meta", value, {"refines": f"#{uid}", "property": name, **more}
