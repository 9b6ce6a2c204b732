"""Figures of clicks for /metrics: no query looks at more than the newest of them.

Counts of a queue end at MOST, and its oldest is looked for among as many.
"""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.metrics_core import Metric

from marketplace.monitoring.sources import Cursor, counter, gauge, gauges, row, rows

MOST = 10_000  # rows of a queue that are counted: a scrape looks at no more


def tell(cursor: Cursor) -> Iterator[Metric]:
    yield from _clicks(cursor)
    yield from _queues(cursor)
    yield from _hosts(cursor)
    yield from _partitions(cursor)


def _clicks(cursor: Cursor) -> Iterator[Metric]:
    (shipped,) = row(cursor, "SELECT last_value FROM campaigns_click_arrival_seq WHERE is_called"
                             " UNION ALL SELECT 0 ORDER BY 1 DESC LIMIT 1")  # fmt: skip
    yield counter("clicks_shipped", "Clicks brought to the database, and tried to be.", shipped)
    yield gauges(
        "clicks_recent", "Clicks of this hour and the one before, by present verdict.",
        "verdict", rows(cursor, _RECENT),
    )  # fmt: skip


def _queues(cursor: Cursor) -> Iterator[Metric]:
    waiting, age = row(cursor, _TO_JUDGE, {"most": MOST})
    yield gauge("to_judge_clicks", f"Clicks waiting for a verdict, up to {MOST}.", waiting)
    yield gauge("to_judge_oldest_seconds", "How long the first of them waits.", age)
    waiting, age = row(cursor, _TO_SETTLE, {"most": MOST})
    yield gauge("to_settle_clicks", f"Clicks waiting for settlement, up to {MOST}.", waiting)
    yield gauge("to_settle_oldest_seconds", "How long the oldest of them waits.", age)
    parked, trial = row(cursor, _POISON)
    yield gauge("parked_clicks", "Clicks that cannot be judged.", parked)
    yield gauge("claims_on_trial", "Claims judged apart, for judging failed with them.", trial)


def _hosts(cursor: Cursor) -> Iterator[Metric]:
    """As each host's shipper last said; its own /metrics knows sooner."""
    hosts = rows(cursor, _HOSTS)
    for place, (name, words) in enumerate(OF_HOSTS, 1):
        yield gauges(name, words, "host", [(host[0], host[place]) for host in hosts])


def _partitions(cursor: Cursor) -> Iterator[Metric]:
    days, strays = row(cursor, _PARTITIONS)
    yield gauge("partition_days_ahead", "Days (UTC) after today that have a partition.", days)
    yield gauge("partition_days_missing", "Days whose clicks wait in the default one.", strays)


OF_HOSTS = (
    ("host_unrecorded_clicks", "Clicks that a host answered and lost."),
    ("host_answered_early_clicks", "Clicks that a host answered before they were on disk."),
    ("host_spool_bytes", "Bytes that wait in a host's spool."),
    ("host_spool_oldest_seconds", "Age of the oldest click in a host's spool, when it said so."),
    ("host_shipper_age_seconds", "Time since a host's shipper said so."),
)
_RECENT = """
SELECT verdict, sum(clicks)::bigint FROM campaigns_hourlyverdict
WHERE hour >= date_trunc('hour', now()) - interval '1 hour' GROUP BY verdict ORDER BY verdict
"""
_TO_JUDGE = """
WITH waiting AS MATERIALIZED (
    SELECT click_at, click_id FROM campaigns_clicktojudge queue
    WHERE NOT EXISTS (SELECT FROM campaigns_parkedclick parked
                      WHERE parked.arrival = queue.arrival)
    ORDER BY arrival LIMIT %(most)s)
SELECT (SELECT count(*) FROM waiting), coalesce((
    SELECT extract(epoch FROM clock_timestamp() - click.shipped_at)
    FROM (SELECT * FROM waiting LIMIT 1) AS first
    JOIN campaigns_click click ON click.at = first.click_at AND click.id = first.click_id
    ), 0)::float8
"""
_TO_SETTLE = """
SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(queued_at)), 0)::float8
FROM (SELECT queued_at FROM campaigns_tosettle LIMIT %(most)s) AS waiting
"""
_POISON = """
SELECT (SELECT count(*) FROM campaigns_parkedclick), (SELECT count(*) FROM campaigns_claimontrial)
"""
_HOSTS = """
SELECT substr(job, 6), coalesce((figures->>'unrecorded')::float8, 0),
    coalesce((figures->>'answered_early')::float8, 0),
    coalesce((figures->>'spool_bytes')::float8, 0),
    coalesce((figures->>'spool_oldest_seconds')::float8, 0),
    greatest(extract(epoch FROM clock_timestamp() - at), 0)::float8
FROM marketplace_heartbeat WHERE job LIKE 'ship %%' ORDER BY job
"""
_PARTITIONS = """
WITH days AS MATERIALIZED (
    SELECT to_date(right(partition.relname, 8), 'YYYYMMDD') AS day
    FROM pg_inherits JOIN pg_class partition ON partition.oid = inhrelid
    WHERE inhparent = 'campaigns_click'::regclass AND partition.relname ~ '_[0-9]{8}$')
SELECT (SELECT count(*) FROM days WHERE day > (now() AT TIME ZONE 'UTC')::date),
    (SELECT count(*) FROM click_days_without_partition())
"""
