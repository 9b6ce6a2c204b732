"""The clock of the recurring tasks; of several at once, one sends the task of a period.

A row says that a job was sent for a period, and is unique: it is written in the transaction in
which the broker takes the message. A clock that dies, or whose broker is away, takes its row with
it, and the other one, which waits for that row, sends instead.
"""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from datetime import timedelta
from typing import Any

from celery.beat import PersistentScheduler, ScheduleEntry
from django.db import close_old_connections, connection, transaction
from django.db.models.functions import Now

from marketplace.models import JobPeriod

A_DAY = timedelta(days=1)  # the period of what has a time of day


class OnceAPeriod(PersistentScheduler):
    """Celery's clock, but for the periods that another has already sent for."""

    def apply_async(
        self, entry: ScheduleEntry, producer: Any = None, advance: bool = True, **kwargs: Any
    ) -> Any:
        close_old_connections()
        with claimed(str(entry.name), getattr(entry.schedule, "run_every", A_DAY)) as ours:
            return super().apply_async(entry, producer, advance, **kwargs) if ours else None


@contextmanager
def claimed(job: str, length: timedelta) -> Iterator[bool]:
    """Whether the present period of a job, by the database's clock, is ours to send for.

    Periods are counted from 1970. A clock whose own is a moment behind may find that the period
    it comes for is the last one still: the job comes a period later then, never twice in one.
    """
    with transaction.atomic(), connection.cursor() as cursor:
        cursor.execute(_CLAIM, {"job": job, "seconds": length.total_seconds()})
        yield cursor.fetchone() is not None


def forget(older_than: timedelta) -> int:
    """Forget periods that began longer ago than that; return how many."""
    deleted, _ = JobPeriod.objects.filter(started_at__lt=Now() - older_than).delete()
    return deleted


_CLAIM = """
INSERT INTO marketplace_jobperiod (job, period)
SELECT %(job)s, to_char(
    to_timestamp(floor(extract(epoch FROM now()) / %(seconds)s) * %(seconds)s) AT TIME ZONE 'UTC',
    'YYYY-MM-DD"T"HH24:MI:SS"Z"'
)
ON CONFLICT (job, period) DO NOTHING
RETURNING id
"""
