"""Lengths of bars."""

import pytest

from marketplace.drawing.bars import share, shares_of_longest


@pytest.mark.parametrize(
    ("value", "of", "length"),
    [
        (3185, 5000, "63.7%"),
        (5000, 5000, "100%"),
        (6000, 5000, "100%"),
        (0, 5000, "0%"),
        (1, 0, "0%"),
        (1, 100_000, "1.5%"),
        (4999, 5000, "99.0%"),
    ],
)
def test_a_bar_is_never_full_before_its_time_nor_empty_after_it(
    value: int, of: int, length: str
) -> None:
    assert share(value, of) == length


def test_bars_are_drawn_against_the_longest() -> None:
    assert shares_of_longest([341, 117, 0]) == ["100%", "34.3%", "0%"]
    assert shares_of_longest([]) == []
