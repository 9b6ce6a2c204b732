"""A partition a day, made ahead of time; rows of a forgotten day are moved into theirs.

Making one needs the default partition for itself for a moment, and whoever ships a click waits
behind that. So it waits half a second at most, and is tried again (the database's function says
so); while somebody reads for long, as a backup does, the day waits for the next hour. It may: its
clicks go to the default partition until then.
"""

from __future__ import annotations

import time
from datetime import date, timedelta
from itertools import dropwhile

import structlog
from django.db import OperationalError, connection, transaction
from django.utils import timezone

log = structlog.get_logger(__name__)

AHEAD = timedelta(days=7)
PAUSES = (0.5, 1.0, 2.0, 4.0)  # seconds between attempts
IN_USE = {"55P03", "40P01"}  # lock_not_available, deadlock_detected: PostgreSQL, "Error Codes"


def prepare() -> list[date]:
    """Make the partitions from yesterday to a week ahead, and those that are missing.

    Returns the days left because their tables were in use all the time: the next hour will do.
    """
    today = timezone.now().date()
    days = {*_days_without_partition(), *_range(today - timedelta(days=1), today + AHEAD)}
    return list(dropwhile(_made, sorted(days)))  # who keeps one keeps them all


def ensure(first: date, last: date) -> None:
    """Make the partitions of these days (UTC, both included) where they are missing.

    Raises OperationalError when somebody keeps their tables through every attempt.
    """
    for day in _range(first, last):
        _try_again_while_in_use(day)


def _made(day: date) -> bool:
    try:
        ensure(day, day)
    except OperationalError as error:
        if not is_in_use(error):
            raise
        log.warning("a partition waits for its tables", day=str(day))
        return False
    return True


def _try_again_while_in_use(day: date) -> None:
    for pause in PAUSES:
        try:
            return _ensure(day)
        except OperationalError as error:
            if not is_in_use(error):
                raise
        time.sleep(pause)
    return _ensure(day)


def _ensure(day: date) -> None:
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute("SELECT ensure_click_partitions(%s, %s)", (day, day))


def is_in_use(error: OperationalError) -> bool:
    """Whether it says that somebody else had the tables: another time will do."""
    return getattr(error.__cause__, "pgcode", None) in IN_USE


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
