"""The pages of an index, "12–18, 31", for which CSS has no words and WeasyPrint none of its own.

A link that names the turns of somebody in ``data-turns`` has, where its style says
``target-counter(…, page)``, all the pages on which these stand. They are read off the pages while
these are made, so they cost no second layout. Written against WeasyPrint 70.0:
``layout.page.make_page`` is called for each page, once and again until nothing changes;
``formatting_structure.build.compute_content_list`` makes what ``content`` says.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby
from typing import Any
from weakref import WeakKeyDictionary

from weasyprint.css.targets import TargetCollector
from weasyprint.formatting_structure import boxes, build
from weasyprint.layout import page as pages

from bookbuild.writers.pdf.preparation import TURNS

Box = Any  # WeasyPrint has no types
Pages = dict[int, tuple[int, frozenset[str]]]
"""Number of a page, from 1 → the number that it counts as, and the ids of the turns on it."""

TARGET, COUNTER = "target-counter()", "page"

_compute_content = build.compute_content_list
_make = pages.make_page
_made: WeakKeyDictionary[TargetCollector, Pages] = WeakKeyDictionary()


def mend_locators() -> None:
    """Let WeasyPrint list pages; to call it twice changes nothing."""
    pages.make_page = _make_page
    build.compute_content_list = _compute_content_list


def ranges(numbers: Sequence[int]) -> list[tuple[int, int]]:
    """Return where each run of consecutive ``numbers`` begins and ends."""
    runs = groupby(enumerate(numbers), lambda placed: placed[1] - placed[0])
    found = ([number for _, number in run] for _, run in runs)
    return [(run[0], run[-1]) for run in found]


def _make_page(
    context: Any, root_box: Box, page_type: Any, resume_at: Any, *numbers: Any
) -> tuple[Any, ...]:
    """Make a page and keep which turns are on it.

    ``numbers``: the page's, from 1, and the state of its counters.
    """
    made: tuple[Any, ...] = _make(context, root_box, page_type, resume_at, *numbers)
    number, (_, counters, *_) = numbers
    known = _made.setdefault(context.target_collector, {})
    known[number] = counters[COUNTER][-1], frozenset(_turns(made[0], ""))
    if made[1] is None:  # the last: there may have been more when it was laid out before
        for other in [other for other in known if other > number]:
            del known[other]
    return made


def _turns(box: Box, turn: str) -> Iterator[str]:
    """Yield the ids of the turns that show something in ``box``. ``turn``: the one around it."""
    box = getattr(box, "_box", box)  # of what stands in for a box that was taken out
    if box.element is not None and box.element.get("data-speaker") is not None:
        turn = box.element.get("id", "")
    if not isinstance(box, boxes.ParentBox):
        yield from (turn,) if turn else ()
        return
    for child in box.children:
        yield from _turns(child, turn)


def _compute_content_list(
    content: Sequence[tuple[str, Any]], parent: Box, *more: Any, **named: Any
) -> Any:
    """Return the boxes that ``content`` becomes; of targets with turns, with all their pages.

    ``more`` begins with counter values, a token, what parses again, collector and counter style.
    """
    turns = parent.element.get(TURNS, "").split() if parent.element is not None else []
    if turns and any(map(_counts, content)):
        # Every turn is a target: when one of them moves to another page, this is set anew.
        targets = [(TARGET, (("string", f"#{turn}"), COUNTER, "decimal")) for turn in turns]
        _compute_content(targets, parent, *more, **named)
        collector, style = more[3:5]
        known = _made.get(collector, {})
        content = [_listed(item, turns, known, style) for item in content]
    made = _compute_content(content, parent, *more, **named)
    if turns:
        _let_wrap(made or (), parent)
    return made


def _let_wrap(content: Sequence[Box], parent: Box) -> None:
    """Let the text wrap: it shares its style with the leader beside it, which must not."""
    for box in content:
        if isinstance(box, boxes.TextBox):
            box.style = box.style.copy()
            box.style["white_space"] = parent.style["white_space"]


def _counts(item: tuple[str, Any]) -> bool:
    return item[0] == TARGET and item[1][1] == COUNTER


def _listed(
    item: tuple[str, Any], turns: Sequence[str], known: Pages, style: Any
) -> tuple[str, Any]:
    """Return ``item``, or if it counts pages the text that lists them, once they are known."""
    there = [known[page] for page in sorted(known) if not known[page][1].isdisjoint(turns)]
    if not (there and _counts(item)):
        return item
    kind = item[1][-1]
    runs = (
        "–".join(style.render_value(number, kind) for number in dict.fromkeys(run))
        for run in ranges([folio for folio, _ in there])
    )
    return "string", ", ".join(runs)
