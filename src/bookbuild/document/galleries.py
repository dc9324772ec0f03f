"""How pictures stand beside each other in a figure, and the styles that this takes.

Pictures in one row are equally high: each is as wide, in parts of the row, as its proportions ask.
A row of small ones does not fill the line.
"""

from collections.abc import Iterator, Sequence
from typing import TypeVar

from bookbuild.xhtml import Element, add_class, classes, element, replace, text_of

T = TypeVar("T")

# Classes that an author gives a picture and that are its figure's.
PLACEMENTS = ("full-width", "full-bleed", "gallery", "logos")
SHARE = "data-share"  # of a picture, or of its own figure: its part of the row, in percent
GAP = 2.0  # percent of a row, between two pictures
LONGEST_ROW = 3
STEEPEST = 12  # times: pictures in a row have shapes that are not more unlike
FULL_ROW = 600  # CSS px: pictures that are together as wide fill the line
LOGO_WIDTH, LOGO_HEIGHT = 320, 160  # CSS px: no larger picture is taken for a logo by itself


def settle_classes(figure: Element) -> None:
    """Hand what pictures say of their figure, placement and a lone picture's id, to the figure."""
    pictures = list(figure.iter("img"))
    for picture in pictures:
        for name in PLACEMENTS:
            _hand_over(name, picture, figure)
    if len(pictures) == 1 and figure.get("id") is None and (own := pictures[0].get("id")):
        del pictures[0].attrib["id"]
        figure.set("id", own)


def _hand_over(name: str, picture: Element, figure: Element) -> None:
    own = classes(picture)
    if name not in own:
        return
    left = [other for other in own if other != name]
    if left:
        picture.set("class", " ".join(left))
    else:
        del picture.attrib["class"]
    if name not in classes(figure):
        add_class(figure, name)


def arrange(figure: Element) -> None:
    """Set the pictures of a figure in rows, or as logos, if there are several.

    Each has its size in ``width`` and ``height``, and may be a link or a figure with a caption.
    """
    shown = [child for child in figure if child.tag != "figcaption"]
    pictures = [_only_picture(child) for child in shown]
    sizes = [_size(picture) for picture in pictures if picture is not None]
    says_more = any((child.tail or "").strip() for child in shown)
    if len(shown) < 2 or len(sizes) < len(shown) or says_more:
        return
    for child in shown:
        child.tail = None  # white space would part them
    names = classes(figure)
    if "logos" in names or ("gallery" not in names and all(map(_is_logo, sizes))):
        _name(figure, "logos")
    elif not _is_uneven(sizes):
        _name(figure, "gallery")
        _set_rows(figure, shown)


def _is_uneven(sizes: Sequence[tuple[int, int]]) -> bool:
    """Whether one picture of a row would be no more than a line."""
    shapes = [width / height for width, height in sizes]
    return any(max(row) > STEEPEST * min(row) for row in _rows(shapes))


def _set_rows(figure: Element, shown: Sequence[Element]) -> None:
    for number, holders in enumerate(_rows(shown)):
        row = element("div", {"class": "row"})
        for holder in holders:
            replace(holder, None)
            row.append(holder)
        figure.insert(number, row)
        _share(row)


def drop_placements(figure: Element) -> None:
    """Give a figure whose picture is not there a place like any other's."""
    left = [name for name in classes(figure) if name not in PLACEMENTS]
    if left:
        figure.set("class", " ".join(left))
    else:
        figure.attrib.pop("class", None)


def gallery_styles(root: Element) -> str:
    """Return the rules for the shares that pictures have in the rows of a document."""
    shares = {node.get(SHARE, "") for node in root.iter("img", "figure")} - {""}
    return "".join(
        f'[{SHARE}="{share}"] {{ width: {share}%; height: auto; }}\n'
        for share in sorted(shares, key=float)
    )


def _name(figure: Element, name: str) -> None:
    if name not in classes(figure):
        add_class(figure, name)


def _only_picture(node: Element) -> Element | None:
    """Return the picture that ``node`` is, or the one that it holds and nothing else."""
    pictures = list(node.iter("img"))
    is_alone = node.tag == "figure" or not text_of(node).strip()
    return pictures[0] if len(pictures) == 1 and is_alone else None


def _size(picture: Element) -> tuple[int, int]:
    return max(1, int(picture.get("width", "1"))), max(1, int(picture.get("height", "1")))


def _is_logo(size: tuple[int, int]) -> bool:
    return size[0] <= LOGO_WIDTH and size[1] <= LOGO_HEIGHT


def _rows(shown: Sequence[T]) -> Iterator[Sequence[T]]:
    """Yield what stands in each row: four are two and two, more are spread over rows of three."""
    length = -(-len(shown) // -(-len(shown) // LONGEST_ROW))
    for start in range(0, len(shown), length):
        yield shown[start : start + length]


def _share(row: Element) -> None:
    pictures = list(row.iter("img"))
    sizes = [_size(picture) for picture in pictures]
    ratios = [width / max(1, height) for width, height in sizes]
    room = 100 - GAP * (len(pictures) - 1) - 0.2  # for what is lost in rounding
    room *= min(1, sum(width for width, _ in sizes) / FULL_ROW)
    for picture, ratio in zip(pictures, ratios, strict=True):
        holder = next(picture.iterancestors("figure", "div"))
        sized = holder if holder.tag == "figure" else picture
        sized.set(SHARE, f"{int(10 * room * ratio / sum(ratios)) / 10:g}")
