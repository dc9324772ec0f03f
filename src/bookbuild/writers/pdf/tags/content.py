"""The marks in the content of a finished PDF's pages: where they are, and which are artifacts."""

import re
from collections.abc import Iterator, Mapping

import pikepdf

# As WeasyPrint writes it. No text looks like it: text is written in hexadecimal digits.
MARKED = re.compile(rb"/(?:Span|Figure)\n<</MCID (\d+)>>\nBDC\n")
PAINTED = re.compile(rb"^/(\S+) Do$", re.MULTILINE)
ARTIFACTS = {
    "Header": b"/Artifact\n<</Type /Pagination /Subtype /Header>>\nBDC\n",
    "Footer": b"/Artifact\n<</Type /Pagination /Subtype /Footer>>\nBDC\n",
    "Pagination": b"/Artifact\n<</Type /Pagination>>\nBDC\n",
    "Layout": b"/Artifact\n<</Type /Layout>>\nBDC\n",
}


def write_artifacts(page: pikepdf.Page, artifacts: Mapping[int, str]) -> dict[int, pikepdf.Object]:
    """Mark as artifacts what is no content: no reader says it (ISO 14289-1 §7.1).

    Returns the form, by the mark, for what is not marked in the page itself: what is translucent.
    """

    def renamed(found: re.Match[bytes]) -> bytes:
        kind = artifacts.get(int(found[1]))
        return ARTIFACTS[kind] if kind else found[0]

    forms: dict[int, pikepdf.Object] = {}
    for stream in _streams(page.Contents, page.Resources):
        content = MARKED.sub(renamed, before := stream.read_bytes())
        if content != before:
            stream.write(content)
        if stream.objgen != page.Contents.objgen:
            forms |= {int(mark): stream for mark in MARKED.findall(content)}
    return forms


def _streams(stream: pikepdf.Object, resources: pikepdf.Object) -> Iterator[pikepdf.Object]:
    """Yield a stream and the forms that it paints, in whatever depth."""
    yield stream
    painted = resources.get("/XObject", pikepdf.Dictionary())
    for name in sorted(set(PAINTED.findall(stream.read_bytes()))):
        form = painted.get(f"/{name.decode()}")
        if form is not None and form.get("/Subtype") == "/Form":
            yield from _streams(form, form.get("/Resources", pikepdf.Dictionary()))
