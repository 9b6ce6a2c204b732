"""One scrape: every source in a transaction of its own, within a time, database or not."""

from __future__ import annotations

from collections.abc import Iterator

import structlog
from django.db import DatabaseError, InterfaceError, connection, transaction
from prometheus_client import CollectorRegistry, PlatformCollector, ProcessCollector
from prometheus_client.metrics_core import Metric
from prometheus_client.registry import Collector

from marketplace.monitoring.sources import SOURCES, Source, gauge, gauges

log = structlog.get_logger(__name__)
LONGEST = "1s"  # of one question: a scrape must not be what is too much
AWAY = (DatabaseError, InterfaceError)


class Site(Collector):
    """The figures of the site and its database. A source that fails says 0 and gives nothing."""

    def collect(self) -> Iterator[Metric]:
        answered: dict[str, float] = {}
        for name, source in SOURCES.items():
            found = asked(name, source) if any(answered.values()) or not answered else None
            answered[name] = float(found is not None)
            yield from found or ()
        yield gauge("database_up", "Whether the database answered.", float(any(answered.values())))
        yield gauges(
            "scrape_source_up", "Whether a source of these figures answered.", "source", answered
        )


def asked(name: str, source: Source) -> list[Metric] | None:
    """Return what a source tells; None when the database does not answer, or not in time."""
    try:
        with transaction.atomic(), connection.cursor() as cursor:
            cursor.execute("SELECT set_config('statement_timeout', %s, true)", [LONGEST])
            return list(source(cursor))
    except AWAY as error:
        log.warning("a source of /metrics failed", source=name, reason=str(error).strip())
        return None


def registry() -> CollectorRegistry:
    """What one scrape reads: the site, and this process."""
    made = CollectorRegistry(auto_describe=False)
    made.register(Site())
    ProcessCollector(registry=made)
    PlatformCollector(registry=made)
    return made
