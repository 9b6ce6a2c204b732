"""Figures of failed work for /metrics."""

from __future__ import annotations

from collections.abc import Iterator

from prometheus_client.metrics_core import Metric

from marketplace.monitoring.sources import Cursor, gauge, gauges, row, rows


def tell(cursor: Cursor) -> Iterator[Metric]:
    parked = rows(cursor, _PARKED)
    yield gauge("parked_tasks", "Work given up until a person decides.", sum(n for _, n in parked))
    yield gauges("parked_tasks_by_name", "The same, by the name of the task.", "task", parked)
    begun, age = row(cursor, _RUNS)
    yield gauge("task_runs_unfinished", "Messages sent whose work is not done yet.", begun)
    yield gauge("task_run_oldest_seconds", "Age of the oldest of them.", age)


_PARKED = """
SELECT task, count(*) FROM parking_parkedtask WHERE status = 'parked' GROUP BY task ORDER BY task
"""
_RUNS = """
SELECT count(*), coalesce(extract(epoch FROM clock_timestamp() - min(began_at)), 0)::float8
FROM parking_taskrun
"""
