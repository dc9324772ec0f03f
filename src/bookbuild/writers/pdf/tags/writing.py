"""The structure of the content, written into a finished PDF in the place of WeasyPrint's."""

from collections.abc import Mapping

import pikepdf
from pikepdf import Array, Dictionary, Name, String

from bookbuild.writers.pdf.tags import Annotation, Mark, Node, Structure
from bookbuild.writers.pdf.tags.content import write_artifacts
from bookbuild.writers.pdf.tags.labels import page_labels


def write_structure(pdf: pikepdf.Pdf, structure: Structure) -> None:
    """Put the structure tree, the artifacts and the page labels into ``pdf``."""
    sheets = zip(pdf.pages, structure.sheets, strict=True)
    forms = [write_artifacts(page, sheet.artifacts) for page, sheet in sheets]
    _Writer(pdf, forms).write(structure.root)
    _write_labels(pdf, structure)


class _Writer:
    """Writes a structure tree (ISO 32000-1 §14.7.2)."""

    def __init__(self, pdf: pikepdf.Pdf, forms: list[dict[int, pikepdf.Object]]) -> None:
        self.pdf, self.forms = pdf, forms
        self.pages = [page.obj for page in pdf.pages]
        # The elements of marks, by what holds these: pages, then forms.
        held = (form for held in forms for form in held.values())
        self.holders = {holder.objgen: holder for holder in (*self.pages, *held)}
        self.marked: dict[tuple[int, int], dict[int, pikepdf.Object]] = {
            name: {} for name in self.holders
        }
        self.annotated: list[pikepdf.Object] = []
        self.named: dict[str, pikepdf.Object] = {}

    def write(self, root: Node) -> None:
        tree = self.pdf.make_indirect(Dictionary(Type=Name.StructTreeRoot))
        tree.K = Array([self._element(root, tree)])
        tree.ParentTree = self.pdf.make_indirect(Dictionary(Nums=self._parents()))
        tree.ParentTreeNextKey = len(self.holders) + len(self.annotated)
        if self.named:
            tree.IDTree = self.pdf.make_indirect(_name_tree(self.named))
        self.pdf.Root.StructTreeRoot = tree

    def _element(self, node: Node, parent: pikepdf.Object) -> pikepdf.Object:
        made = self.pdf.make_indirect(
            Dictionary(Type=Name.StructElem, S=Name(f"/{node.type}"), P=parent)
        )
        for name, text in node.texts.items():
            made[f"/{name}"] = String(text)
        if node.attributes:
            owners = [_attributes(owner, said) for owner, said in node.attributes.items()]
            made.A = owners[0] if len(owners) == 1 else Array(owners)
        if "ID" in node.texts:
            self.named[node.texts["ID"]] = made
        page = next((kid.page for kid in node.kids if isinstance(kid, Mark)), None)
        if page is not None:
            made.Pg = self.pages[page]
        kids = [self._kid(kid, made, page) for kid in node.kids]
        if kids:
            made.K = kids[0] if len(kids) == 1 else Array(kids)
        return made

    def _kid(
        self, kid: Node | Mark | Annotation, parent: pikepdf.Object, page: int | None
    ) -> pikepdf.Object | int:
        if isinstance(kid, Node):
            return self._element(kid, parent)
        if isinstance(kid, Annotation):
            return self._reference(kid, parent)
        form = self.forms[kid.page].get(kid.number)
        holder = self.pages[kid.page] if form is None else form
        self.marked[holder.objgen][kid.number] = parent
        if kid.page == page and form is None:
            return kid.number
        made = Dictionary(Type=Name.MCR, Pg=self.pages[kid.page], MCID=kid.number)
        if form is not None:
            made.Stm = form
        return made

    def _reference(self, kid: Annotation, parent: pikepdf.Object) -> pikepdf.Object:
        annotation = self.pdf.get_object(kid.number, 0)
        self._join(annotation, kid)
        annotation.Contents = String(kid.text)
        annotation.StructParent = len(self.holders) + len(self.annotated)
        self.annotated.append(parent)
        return Dictionary(Type=Name.OBJR, Pg=self.pages[kid.page], Obj=annotation)

    def _join(self, annotation: pikepdf.Object, kid: Annotation) -> None:
        """Stretch an area over those that it is joined with, and take these off the page."""
        if not kid.joined:
            return
        areas = [annotation, *(self.pdf.get_object(number, 0) for number in kid.joined)]
        sides = list(zip(*(_rectangle(area) for area in areas), strict=True))
        annotation.Rect = Array([min(sides[0]), min(sides[1]), max(sides[2]), max(sides[3])])
        page = self.pages[kid.page]
        page.Annots = Array([area for area in page.Annots if area.objgen[0] not in kid.joined])

    def _parents(self) -> Array:
        """Return the way back, from marks and annotations to their elements (§14.7.4.4)."""
        numbers: list[pikepdf.Object | int] = []
        for place, (name, holder) in enumerate(self.holders.items()):
            holder.StructParents = place
            marked = self.marked[name]
            row = [marked.get(number) for number in range(max(marked, default=-1) + 1)]
            numbers += [place, self.pdf.make_indirect(Array(row))]
        for place, element in enumerate(self.annotated, len(self.holders)):
            numbers += [place, element]
        return Array(numbers)


def _rectangle(area: pikepdf.Object) -> tuple[float, ...]:
    """Return the sides of an area: left, bottom, right and top."""
    x1, y1, x2, y2 = (float(side) for side in area.Rect)
    return min(x1, x2), min(y1, y2), max(x1, x2), max(y1, y2)


def _attributes(
    owner: str, said: Mapping[str, str | int | tuple[float, ...]]
) -> pikepdf.Dictionary:
    made = Dictionary(O=Name(f"/{owner}"))
    for name, value in said.items():
        if isinstance(value, tuple):
            made[f"/{name}"] = Array(value)
        else:
            made[f"/{name}"] = Name(f"/{value}") if isinstance(value, str) else value
    return made


def _name_tree(named: Mapping[str, pikepdf.Object]) -> pikepdf.Dictionary:
    names = sorted(named)
    flat = [piece for name in names for piece in (String(name), named[name])]
    return Dictionary(
        Kids=Array([Dictionary(Limits=Array([names[0], names[-1]]), Names=Array(flat))])
    )


def _write_labels(pdf: pikepdf.Pdf, structure: Structure) -> None:
    numbers: list[pikepdf.Object | int] = []
    for page, label in page_labels([sheet.folio for sheet in structure.sheets]):
        made = Dictionary()
        if label.style:
            made.S, made.St = Name(f"/{label.style}"), label.number
        if label.prefix:
            made.P = String(label.prefix)
        numbers += [page, made]
    pdf.Root.PageLabels = Dictionary(Nums=Array(numbers))
