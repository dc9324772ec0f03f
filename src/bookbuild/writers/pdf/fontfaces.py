"""Faces as the PDF's stylesheets bring them: a rule for each, and the files that the rules name."""

from collections.abc import Iterable, Mapping, Sequence

from bookbuild.faces import Face, unicode_range


def font_files(faces: Sequence[Face]) -> dict[str, tuple[str, bytes]]:
    """Return media type and content of each font, by the name that its rules give it."""
    names = _names(faces)
    first = {names[face]: face for face in reversed(faces)}
    return {name: ("font/otf", face.read()) for name, face in sorted(first.items())}


def font_face_rules(faces: Sequence[Face]) -> str:
    """Return the ``@font-face`` rules (CSS Fonts 3 §4.1)."""
    names = _names(faces)
    return "\n".join(_rule(face, names[face]) for face in faces)


def fallback_families(faces: Iterable[Face]) -> tuple[str, ...]:
    """Return the families to be asked for what the families named lack, in their order."""
    return tuple(dict.fromkeys(face.family for face in faces if not face.is_beside_han))


def _names(faces: Sequence[Face]) -> Mapping[Face, str]:
    """Name the file of each face; the author's own are called as no address may be."""
    places = {face: (face.package, face.file, face.number) for face in faces}
    numbers = {place: number for number, place in enumerate(dict.fromkeys(places.values()))}
    return {face: f"fonts/{numbers[place]:03}" for face, place in places.items()}


def _rule(face: Face, file: str) -> str:
    family = face.family.replace("\\", r"\\").replace('"', r"\"")
    descriptors = {
        "font-family": f'"{family}"',
        "src": f'url("{file}")',
        "font-style": face.style,
        "font-weight": face.weight,
        "font-stretch": face.stretch,
        "unicode-range": unicode_range(face) if face.is_beside_han else "",
    }
    lines = (f"{name}: {value};" for name, value in descriptors.items() if value)
    return f"@font-face {{ {' '.join(lines)} }}"
