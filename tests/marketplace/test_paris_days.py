"""Days of Paris, on both nights on which its clocks change, in Python and in the database."""

from __future__ import annotations

from datetime import UTC, date, datetime, timedelta

import pytest
from django.conf import settings
from django.db import connection
from django.utils import timezone

from marketplace.paris_days import ZONE, day_begins, end_of_day_after, paris_day, paris_today

# 29 March 2026 has 23 hours in Paris, 25 October 25.
SPRING, AUTUMN = date(2026, 3, 29), date(2026, 10, 25)
A_DAY = timedelta(days=1)


def utc(year: int, month: int, day: int, hour: int = 0, minute: int = 0) -> datetime:
    return datetime(year, month, day, hour, minute, tzinfo=UTC)


def test_there_is_one_zone() -> None:
    assert settings.TIME_ZONE == ZONE
    assert timezone.localdate() == paris_today()


@pytest.mark.parametrize(
    ("at", "day"),
    [
        (utc(2026, 6, 30, 21, 59), date(2026, 6, 30)),
        (utc(2026, 6, 30, 22, 30), date(2026, 7, 1)),  # half past midnight of 1 July
        (utc(2026, 7, 31, 23, 30), date(2026, 8, 1)),
        (utc(2026, 11, 30, 22, 59), date(2026, 11, 30)),
        (utc(2026, 11, 30, 23, 10), date(2026, 12, 1)),
    ],
)
def test_a_moment_falls_on_the_day_of_paris(at: datetime, day: date) -> None:
    assert paris_day(at) == day


@pytest.mark.parametrize(("day", "hours"), [(SPRING, 23), (AUTUMN, 25), (date(2026, 7, 1), 24)])
def test_a_day_lasts_as_long_as_its_clocks_say(day: date, hours: int) -> None:
    begins, ends = (day_begins(one).astimezone(UTC) for one in (day, day + A_DAY))

    assert ends - begins == timedelta(hours=hours)
    assert paris_day(begins) == paris_day(ends - timedelta(seconds=1)) == day


def test_a_deadline_of_a_week_keeps_all_of_its_last_day_when_the_clocks_change() -> None:
    assert end_of_day_after(utc(2026, 3, 24, 12), 7) == utc(2026, 3, 31, 22)
    assert end_of_day_after(utc(2026, 10, 20, 23, 30), 7) == utc(2026, 10, 28, 23)


@pytest.mark.django_db
@pytest.mark.parametrize("day", [SPRING, AUTUMN, date(2026, 12, 31)])
def test_the_database_counts_days_as_python_does(day: date) -> None:
    first = day_begins(day - 15 * A_DAY).astimezone(UTC)
    hours = [first + timedelta(hours=n) for n in range(24 * 17)]

    with connection.cursor() as cursor:
        cursor.execute(
            "SELECT paris_midnight(at, 15), paris_midnight(at, 0)"
            " FROM unnest(%s) WITH ORDINALITY AS hour (at, n) ORDER BY n",
            [hours],
        )
        found = cursor.fetchall()

    assert found == [(end_of_day_after(at, 14), day_begins(paris_day(at))) for at in hours]
