"""Round numbers on the axes."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from marketplace.drawing.scale import DAYS, HOURS, spread, steps_up_to


@pytest.mark.parametrize(
    ("highest", "marks"),
    [
        (0, []),
        (1, [1]),
        (4, [1, 2, 3, 4]),
        (5, [2, 4]),
        (156, [50, 100, 150]),
        (41385, [10000, 20000, 30000, 40000]),
    ],
)
def test_marks_are_round_and_few(highest: int, marks: list[int]) -> None:
    assert steps_up_to(highest) == marks


@given(st.integers(min_value=1, max_value=10**9))
def test_there_is_always_a_mark_and_none_above_the_highest(highest: int) -> None:
    marks = steps_up_to(highest)

    assert 1 <= len(marks) <= 4
    assert marks[-1] <= highest


@pytest.mark.parametrize(
    ("count", "named"),
    [
        (0, []),
        (1, [0]),
        (5, [0, 1, 2, 3, 4]),
        (12, [0, 3, 6, 9, 11]),
        (28, [0, 7, 14, 21, 27]),
        (30, [0, 7, 14, 21, 29]),
    ],
)
def test_days_are_named_by_weeks_when_there_are_many(count: int, named: list[int]) -> None:
    assert spread(count, DAYS) == named


@given(st.integers(min_value=1, max_value=400), st.sampled_from([DAYS, HOURS]))
def test_first_and_last_are_named_and_names_keep_apart(count: int, steps: tuple[int, ...]) -> None:
    named = spread(count, steps)

    assert (named[0], named[-1]) == (0, count - 1)
    assert len(named) <= 6
    assert all(later > earlier for earlier, later in pairwise(named))
