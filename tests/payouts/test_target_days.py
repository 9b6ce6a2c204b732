"""A payment file is executed on a day on which banks settle."""

from __future__ import annotations

from datetime import date

import pytest

from payouts.target_days import next_target_day


@pytest.mark.parametrize(
    ("day", "expected"),
    [
        (date(2026, 12, 1), date(2026, 12, 1)),
        (date(2026, 12, 5), date(2026, 12, 7)),  # a Saturday
        (date(2026, 12, 25), date(2026, 12, 28)),  # Christmas, 26 December, a Sunday
        (date(2027, 1, 1), date(2027, 1, 4)),
        (date(2027, 3, 26), date(2027, 3, 30)),  # Good Friday to Easter Monday
        (date(2028, 5, 1), date(2028, 5, 2)),
        (date(2027, 7, 14), date(2027, 7, 14)),  # a holiday of France, not of the banks
    ],
)
def test_the_first_day_on_which_banks_settle(day: date, expected: date) -> None:
    assert next_target_day(day) == expected
