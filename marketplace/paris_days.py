"""The clock of people: every day and time that a person reads or sets is one of Paris.

UTC stays inside: partitions, logs, the API. `ZONE` is the one place that names the zone; Django's
TIME_ZONE is it, so templates, forms and TruncDate follow. Law and documents count in these days:
campaign days, daily budgets, joins a day, holds, statements, execution dates, deadlines.
"""

from __future__ import annotations

from datetime import UTC, date, datetime, time, timedelta
from zoneinfo import ZoneInfo

ZONE = "Europe/Paris"
PARIS = ZoneInfo(ZONE)


def paris_today() -> date:
    """Return today's date in Paris."""
    return paris_day(datetime.now(UTC))


def paris_day(at: datetime) -> date:
    """Return the day in Paris of an aware moment."""
    return at.astimezone(PARIS).date()


def day_begins(day: date) -> datetime:
    """Return the moment at which a day begins in Paris; days last 23, 24 or 25 hours."""
    return datetime.combine(day, time(), PARIS)


def end_of_day_after(at: datetime, days: int) -> datetime:
    """Return when the day is over that comes so many days after `at`: a deadline told as a day."""
    return day_begins(paris_day(at) + timedelta(days=days + 1))
