"""Figures of the marketplace for /metrics: its tables, the outbox, what recurs."""

from __future__ import annotations

from collections.abc import Iterator
from functools import cache

from django.conf import settings
from django.db.migrations.loader import MigrationLoader
from prometheus_client.metrics_core import Metric

from marketplace.monitoring.sources import Cursor, gauge, gauges, row, rows

A_DAY = 86_400.0  # seconds


def tell(cursor: Cursor) -> Iterator[Metric]:
    yield from _database(cursor)
    yield from _outbox(cursor)
    yield from _jobs(cursor)


def _database(cursor: Cursor) -> Iterator[Metric]:
    applied = {tuple(one) for one in rows(cursor, "SELECT app, name FROM django_migrations")}
    missing = len(_migrations() - applied)
    yield gauge("migrations_unapplied", "Migrations that this code needs and lacks.", missing)
    (size,) = row(cursor, "SELECT pg_database_size(current_database())")
    yield gauge("database_size_bytes", "Size of the database on its disk.", size)


@cache
def _migrations() -> frozenset[tuple[str, str]]:
    """What the code on this disk consists of: read once a process."""
    return frozenset(MigrationLoader(None).disk_migrations)


def _outbox(cursor: Cursor) -> Iterator[Metric]:
    waiting, age, refused = row(cursor, _OUTBOX)
    yield gauge("outbox_messages", "Messages that the relay has not sent.", waiting)
    yield gauge("outbox_oldest_seconds", "Age of the oldest message that is due.", age)
    yield gauge("outbox_refused_messages", "Messages that no broker took.", refused)


def _jobs(cursor: Cursor) -> Iterator[Metric]:
    ages = [(job, max(age, 0.0)) for job, age in rows(cursor, _HEARTBEATS)]
    yield gauges("heartbeat_age_seconds", "Time since recurring work was done.", "job", ages)
    yield gauges("job_period_seconds", "How often recurring work is asked for.", "job", _periods())


def _periods() -> dict[str, float]:
    """Return the period of each task of the clock; those of a time of day come once a day."""
    entries = settings.CELERY_BEAT_SCHEDULE.values()
    return {
        entry["task"]: entry["schedule"] if isinstance(entry["schedule"], float) else A_DAY
        for entry in entries
    }


_OUTBOX = """
SELECT count(*) FILTER (WHERE parked_at IS NULL),
    coalesce(extract(epoch FROM clock_timestamp() - min(due_at)
        FILTER (WHERE parked_at IS NULL AND due_at <= clock_timestamp())), 0)::float8,
    count(*) FILTER (WHERE parked_at IS NOT NULL)
FROM marketplace_outboxmessage WHERE sent_at IS NULL
"""
_HEARTBEATS = """
SELECT job, extract(epoch FROM clock_timestamp() - at)::float8 FROM marketplace_heartbeat
ORDER BY job
"""
