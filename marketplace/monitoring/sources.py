"""Where the figures of /metrics come from: each app registers its source in AppConfig.ready()."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping, Sequence
from typing import Any, Protocol

from prometheus_client.core import CounterMetricFamily, GaugeMetricFamily
from prometheus_client.metrics_core import Metric


class Cursor(Protocol):
    """As much of a database cursor as a source needs."""

    def execute(self, sql: str, params: Any = ..., /) -> Any: ...

    def fetchall(self) -> list[tuple[Any, ...]]: ...


Source = Callable[[Cursor], Iterable[Metric]]
SOURCES: dict[str, Source] = {}
PREFIX = "franc_"


def register(name: str, source: Source) -> None:
    """Add a source; a second one of that name replaces it."""
    SOURCES[name] = source


def gauge(name: str, words: str, value: float | None) -> Metric:
    """A figure that goes up and down; one that is not known has no sample."""
    family = GaugeMetricFamily(PREFIX + name, words)
    if value is not None:
        family.add_metric([], float(value))
    return family


def gauges(
    name: str, words: str, label: str, values: Mapping[str, float] | Sequence[tuple[str, float]]
) -> Metric:
    """A figure for each value of a label."""
    family = GaugeMetricFamily(PREFIX + name, words, labels=[label])
    for key, value in dict(values).items():
        family.add_metric([key], float(value))
    return family


def counter(name: str, words: str, value: float) -> Metric:
    """A figure that only grows; `_total` is added to its name."""
    return CounterMetricFamily(PREFIX + name, words, value=float(value))


def row(cursor: Cursor, query: str, params: Any = None) -> tuple[Any, ...]:
    """Return the one row of a query."""
    cursor.execute(query, params)
    (found,) = cursor.fetchall()
    return found


def rows(cursor: Cursor, query: str, params: Any = None) -> list[tuple[Any, ...]]:
    cursor.execute(query, params)
    return cursor.fetchall()
