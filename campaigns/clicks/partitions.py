"""A partition a day, made ahead of time; rows of a forgotten day are moved into theirs."""

from __future__ import annotations

from datetime import date, timedelta

from django.db import connection, transaction
from django.utils import timezone

AHEAD = timedelta(days=7)


def prepare() -> None:
    """Make the partitions from yesterday to a week ahead, and those that are missing."""
    today = timezone.now().date()
    for day in [*_days_without_partition(), *_range(today - timedelta(days=1), today + AHEAD)]:
        ensure(day, day)


def ensure(first: date, last: date) -> None:
    """Make the partitions of these days (UTC, both included) where they are missing."""
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT ensure_click_partitions(%s, %s)", (first, last))


def days_before(end: date, since: date = date.min) -> list[date]:
    """Return the days (UTC) from `since` to before `end` that have a partition, in order."""
    with connection.cursor() as cursor:
        cursor.execute(_DAYS, [since, end])
        return [day for (day,) in cursor]


def _range(first: date, last: date) -> list[date]:
    return [first + timedelta(days=n) for n in range((last - first).days + 1)]


def _days_without_partition() -> list[date]:
    with connection.cursor() as cursor:
        cursor.execute("SELECT day FROM click_days_without_partition()")
        return [day for (day,) in cursor]


# Materialized, or the days would be read from the names of other tables too, before they are left
# out: pg_toast_50745640 is no date.
_DAYS = """
WITH days AS MATERIALIZED (
    SELECT to_date(right(partition.relname, 8), 'YYYYMMDD') AS day
    FROM pg_inherits JOIN pg_class partition ON partition.oid = inhrelid
    WHERE inhparent = 'campaigns_click'::regclass AND partition.relname ~ '_[0-9]{8}$')
SELECT day FROM days WHERE day >= %s AND day < %s ORDER BY day
"""
