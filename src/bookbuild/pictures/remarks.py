"""What there is to say of a picture that is shown all the same."""

from collections.abc import Iterator

from bookbuild.diagnostics import Rule
from bookbuild.pictures.darkroom import Picture
from bookbuild.pictures.formats import belies, called
from bookbuild.rules import STILL_PICTURE, WRONG_SUFFIX
from bookbuild.tables import shown

VOWELS = ("AVIF", "SVG")  # as they are spoken


def remarks_on(name: str, picture: Picture) -> Iterator[tuple[Rule, str, str]]:
    """Yield rule, message and hint of each remark on the picture that the author calls ``name``."""
    if belies(name, picture.kind):
        kind = called(picture.kind)
        article = "an" if kind in VOWELS else "a"
        hint = "it is shown all the same; mend the name for programs that go by it"
        yield WRONG_SUFFIX, f'the picture "{shown(name)}" is {article} {kind}', hint
    if picture.is_still:
        hint = "a book does not move: to choose another frame, save it as a picture of its own"
        yield (
            STILL_PICTURE,
            f'of the animation "{shown(name)}" the first frame alone is shown',
            hint,
        )
