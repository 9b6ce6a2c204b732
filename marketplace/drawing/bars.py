"""Lengths of bars, as text for SVG attributes."""

from collections.abc import Sequence


def share(value: int, of: int) -> str:
    """`value` of `of` in percent with a decimal point, kept within 0% and 100%.

    What is more than nothing is never drawn as nothing, and less than all never as all.
    """
    if of <= 0 or value <= 0:
        return "0%"
    return "100%" if value >= of else f"{min(max(100 * value / of, 1.5), 99):.1f}%"


def shares_of_longest(values: Sequence[int]) -> list[str]:
    """Every value against the highest of them."""
    highest = max(values, default=0)
    return [share(value, highest) for value in values]
