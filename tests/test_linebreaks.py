"""Lines that WeasyPrint breaks too early, and the mending of it."""

import weasyprint
from weasyprint.formatting_structure import boxes

from bookbuild.writers.pdf.mends.linebreaks import mend_line_breaks

PARAGRAPH = """<style>@page { size: %dpt 300pt; margin: 0 } body { margin: 0; font: 10pt serif }
p { hyphens: auto; hyphenate-limit-chars: 6 3 3 }</style><html lang="en">
<p><b>Notker:</b> Somebody told the printer that every margin may be narrow. An empty
<code>margin.css</code> is a promise; it says nothing, and it keeps what it says.</p>"""


def _first_line(width_pt: int) -> str:
    page = weasyprint.HTML(string=PARAGRAPH % width_pt).render().pages[0]
    line = next(box for box in page._page_box.descendants() if isinstance(box, boxes.LineBox))
    return "".join(box.text for box in line.descendants() if isinstance(box, boxes.TextBox))


def test_no_line_is_broken_long_before_it_is_full() -> None:
    mend_line_breaks()
    lengths = {width: len(_first_line(width)) for width in range(330, 420)}
    # A character of this face is about 5 points wide, a word at most 10 characters long.
    assert [width for width, length in lengths.items() if length * 5 < width - 90] == []
