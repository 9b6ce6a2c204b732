"""The days on which euros move between banks.

Source: European Central Bank, T2 calendar: not on Saturdays, Sundays, New Year's Day, Good Friday,
Easter Monday, 1 May, 25 and 26 December. Kept by the library `holidays` under the ECB's ISO code.
"""

from __future__ import annotations

from datetime import date, timedelta

from holidays import financial_holidays

SATURDAY = 5


def next_target_day(day: date) -> date:
    """Return `day`, or the first day after it on which the banks' settlement is open."""
    closed = financial_holidays("XECB")
    while day.weekday() >= SATURDAY or day in closed:
        day += timedelta(days=1)
    return day
