"""``findspots.py``: where in a block of a file something stands."""

import pytest

from composing import compose


@pytest.mark.parametrize(
    ("text", "places"),
    [
        ("It rained, and [he](gone.md) left.", ["1:16 LNK-001"]),
        ("It rained,\nand [he](gone.md) left [her](away.md).", ["2:5 LNK-001", "2:24 LNK-001"]),
        ("Ask [*him*](gone.md) or [him](gone.md#two).", ["1:13 LNK-001", "1:25 LNK-001"]),
        ('Ask <a class="x" href="gone.md">him</a>.', ["1:5 LNK-001"]),
        ("Ask [him][1].\n\n[1]: gone.md", ["1:5 LNK-001"]),
        ("Ask [him](<a b.md>).", ["1:5 LNK-001"]),
        ("Ask [him]().", ["1:5 LNK-001"]),
        ("**Ada Li:** Who?\n\n**Bo Ek:** Ask [him](gone.md).", ["3:16 LNK-001"]),
        ("> Ask\n> [him](gone.md).", ["2:3 LNK-001"]),
        ("Words.[^1]\n\n[^1]: Ask\n    [him](gone.md).", ["4:5 LNK-001"]),
        ("Here <canvas></canvas> and\nthere <IFRAME></IFRAME>", ["1:6 MRK-001", "2:7 MRK-001"]),
        ("**Ada Li:** Is this <svg></svg> it?", ["1:21 MRK-001"]),
        ('Here <i id="x">a</i>,\nthere <i id="x">b</i>', ["1:9 MRK-002"]),
    ],
)
def test_a_fault_is_told_with_its_place(text: str, places: list[str]) -> None:
    _, found = compose(f"# A\n\n{text}\n")
    told = [
        f"{fault.location.line - 2}:{fault.location.column} {fault.rule.code}"
        for fault in sorted(
            found, key=lambda fault: fault.location.line * 1000 + fault.location.column
        )
        if fault.rule.code in ("LNK-001", "MRK-001", "MRK-002")
    ]
    assert told == places
