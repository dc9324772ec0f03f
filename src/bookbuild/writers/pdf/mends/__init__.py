"""Faults of WeasyPrint 70.0 that show on the pages, mended while they are there; and what it lacks.

Each module says what is wrong and puts its own in the place of one function or method.
"""

from bookbuild.writers.pdf.mends.fontfaults import load_font_configuration, mend_fonts
from bookbuild.writers.pdf.mends.glyphtexts import mend_glyph_texts
from bookbuild.writers.pdf.mends.justification import mend_justification
from bookbuild.writers.pdf.mends.linebreaks import mend_line_breaks
from bookbuild.writers.pdf.mends.locators import mend_locators

__all__ = ["load_font_configuration", "mend_weasyprint"]


def mend_weasyprint() -> None:
    """Mend all of it; to call it twice changes nothing."""
    mend_line_breaks()
    mend_justification()
    mend_fonts()
    mend_glyph_texts()
    mend_locators()
