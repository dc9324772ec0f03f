"""A drawing (SVG) that runs nothing, reaches nowhere and tells nothing of its author; and its PNG.

Owns resvg, which makes pixels of drawings.
"""

import re
from base64 import b64decode, b64encode
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from urllib.parse import unquote_to_bytes

import resvg_py

from bookbuild.faces import Face, needed_characters
from bookbuild.fonts import faces_for
from bookbuild.pictures.formats import DRAWING, PictureError, is_drawing
from bookbuild.pictures.rasters import Developed, develop
from bookbuild.xhtml import Element, parse_xml, replace, serialise_xml, text_of, tidy_namespaces

SVG = "http://www.w3.org/2000/svg"
XLINK = "http://www.w3.org/1999/xlink"
XML = "http://www.w3.org/XML/1998/namespace"
MEDIA_TYPE = "image/svg+xml"
SIZE = (600, 400)  # where a drawing does not say how large it is
# Pixels of the PNG for each CSS pixel of the drawing, as telephones have them, and of its longer
# side at most.
DENSITY, LONG_SIDE_PX = 3, 2000
# Elements that run, hold foreign markup, move, or tell of the author and his program.
UNFIT = frozenset(
    "script foreignobject iframe object embed audio video canvas handler listener metadata"
    " set animate animatecolor animatemotion animatetransform discard".split()
)
NAMESPACES = ("", XLINK, XML)  # of attributes; the other ones belong to editors
# In CSS: what names a file. Fonts may come along; pictures belong into <image>.
REACHES_OUT = re.compile(
    r"@import|@namespace|image-set|\bsrc\(|url\(\s*[\"']?(?!\s*[\"']?(?:#|data:(?:application/|font/)))",
    re.IGNORECASE,
)
CSS_ESCAPE = re.compile(r"\\([0-9a-fA-F]{1,6})\s?")
EMBEDDED = re.compile(r"\s*data:(?P<type>[^,;]*)(?P<more>[^,]*),(?P<data>.*)", re.DOTALL)
DEEPEST = 3  # drawings within drawings
# After all <use> is followed: ten of ten of ten … fill any memory.
MOST_ELEMENTS, MOST_LEVELS = 100_000, 300


@dataclass(frozen=True, slots=True)
class Lettering:
    """What the text in drawings is set in: by the book's language, with its ``own`` faces."""

    language: str
    own: tuple[Face, ...] = ()


def clean_drawing(data: bytes, depth: int = 0) -> Developed:
    """Return the drawing in ``data`` without what runs, reaches outside or tells of its author.

    Raises:
        PictureError: it is no drawing, or larger than one can draw.
    """
    try:
        root = parse_xml(data)
    except ValueError:
        raise PictureError("is not well-formed SVG") from None
    if root.tag != f"{{{SVG}}}svg":
        raise PictureError("is not SVG")
    _take_out(root)
    for node in root.iter():
        _clean_attributes(node, depth)
    tidy_namespaces(root)
    _check_weight(root)
    return Developed(serialise_xml(root), MEDIA_TYPE, *_size(root), DRAWING)


def rasterise(drawing: Developed, lettering: Lettering) -> Developed | None:
    """Return a clean drawing as pixels; None where it cannot be had whole."""
    root = parse_xml(drawing.data)
    text = text_of(root)
    faces = [
        face for face in faces_for(text, [lettering.language], lettering.own) if _is_file(face)
    ]
    has = frozenset[int]().union(*(face.characters for face in faces))
    if not needed_characters(text) <= has:
        return None
    width, height = drawing.width_px, drawing.height_px
    root.set("width", str(width))  # as we have measured it, for it need not say
    root.set("height", str(height))
    try:
        data = resvg_py.svg_to_bytes(
            svg_string=serialise_xml(root).decode(),
            zoom=min(DENSITY, LONG_SIDE_PX / max(width, height)),
            background="#ffffff",
            skip_system_fonts=True,
            font_files=_files(faces) if text.strip() else [],
            serif_family="Source Serif 4",
            sans_serif_family="Source Sans 3",
            monospace_family="Source Code Pro",
            languages=[lettering.language],
        )
        return develop(data)
    except (ValueError, PictureError):  # it says what is wrong; the drawing itself stays
        return None


# -- cleaning -------------------------------------------------------------------------------------


def _take_out(root: Element) -> None:
    for node in list(root.iter()):
        if node.getparent() is not None and (not isinstance(node.tag, str) or _is_unfit(node)):
            replace(node, None)


def _is_unfit(node: Element) -> bool:
    namespace, _, local = str(node.tag).rpartition("}")
    if namespace != f"{{{SVG}" or local.lower() in UNFIT:
        return True
    return local.lower() == "style" and _reaches_out(text_of(node))


def _clean_attributes(node: Element, depth: int) -> None:
    for full_name, value in list(node.attrib.items()):
        name, text = str(full_name), str(value)
        namespace, _, local = name.rpartition("}")
        local = local.lower()
        if local == "href" and namespace.lstrip("{") in NAMESPACES:
            href = _inner(text, depth)
            if href is None:
                del node.attrib[name]
            else:
                node.set(name, href)
        elif _is_foreign(namespace.lstrip("{"), local) or _reaches_out(text):
            del node.attrib[name]


def _is_foreign(namespace: str, name: str) -> bool:
    is_ours = namespace in NAMESPACES and not name.startswith(("on", "data-"))
    return not is_ours or (namespace == XML and name == "base")  # it would move every address


def _reaches_out(css: str) -> bool:
    plain = CSS_ESCAPE.sub(lambda found: chr(min(int(found[1], 16), 0x10FFFF)), css)
    return bool(REACHES_OUT.search(plain))


def _inner(href: str, depth: int) -> str | None:
    """Return an address that stays in the drawing, a picture in it made clean; None: no such."""
    if href.strip().startswith("#"):
        return href.strip()
    found = EMBEDDED.match(href)
    if found is None or depth >= DEEPEST or "image/" not in found["type"]:
        return None
    try:
        data = unquote_to_bytes(found["data"])
        data = b64decode(data) if "base64" in found["more"] else data
        inner = clean_drawing(data, depth + 1) if is_drawing(data) else develop(data)
    except (ValueError, PictureError):
        return None
    return f"data:{inner.media_type};base64,{b64encode(inner.data).decode()}"


def _check_weight(root: Element) -> None:
    """Refuse a drawing that grows without bounds when it is drawn."""
    ids = {node.get("id"): node for node in root.iter() if node.get("id")}
    weights: dict[Element, int] = {}

    def weigh(node: Element, open_nodes: frozenset[Element]) -> int:
        if node in open_nodes:
            raise PictureError("is a drawing that is drawn within itself")
        if len(open_nodes) > MOST_LEVELS:
            raise PictureError("is too large to be opened safely")
        if node not in weights:
            inside = open_nodes | {node}
            total = 1 + sum(weigh(child, inside) for child in _drawn(node, ids))
            if total > MOST_ELEMENTS:
                raise PictureError("is too large to be opened safely")
            weights[node] = total
        return weights[node]

    weigh(root, frozenset())


def _drawn(node: Element, ids: dict[str | None, Element]) -> Iterator[Element]:
    """Yield what is drawn with ``node``: its children, and what it names."""
    yield from node
    href = node.get("href") or node.get(f"{{{XLINK}}}href") or ""
    if str(node.tag).endswith("}use") and (used := ids.get(href[1:])) is not None:
        yield used


# -- sizes and fonts ------------------------------------------------------------------------------


def _size(root: Element) -> tuple[int, int]:
    """The drawing's width and height in CSS pixels, from its attributes or its viewBox."""
    given = [root.get(key, "").strip().removesuffix("px") for key in ("width", "height")]
    box = root.get("viewBox", "").replace(",", " ").split()
    sizes = (_lengths(given), _lengths(box[2:]), SIZE)
    return next(size for size in sizes if size is not None)


def _lengths(texts: Sequence[str]) -> tuple[int, int] | None:
    """Return two lengths of at least a pixel each, or None where ``texts`` are no such."""
    try:
        width, height = (max(1, round(float(text))) for text in texts if float(text) > 0)
    except (ValueError, OverflowError):
        return None
    return width, height


def _is_file(face: Face) -> bool:
    """Whether resvg can read a face: it wants a font file, not a module that holds one."""
    return face.path is not None and face.path.suffix != ".py"


def _files(faces: Sequence[Face]) -> list[str]:
    return list(dict.fromkeys(str(face.path) for face in faces))
