"""bin/bench partitions: how long a forgotten day keeps shippers waiting while it is moved.

Clicks and verdicts of a day without partitions wait in the default ones. They are moved, while
another connection stores a click of today again and again, each in a transaction of its own.
"""

from __future__ import annotations

import argparse
import json
from datetime import UTC, datetime, timedelta
from statistics import median
from threading import Event, Thread
from time import perf_counter
from typing import Any

from bench.figures import rounded, spread
from bench.own_server import own_server
from marketplace.ports.port_numbers import Ports


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench partitions", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--clicks", type=int, default=100_000, help="of a forgotten day")
    parser.add_argument("--days", type=int, default=5, help="one after the other")
    options = parser.parse_args(arguments)
    with own_server(Ports()) as (_folder, settings, _postgres):
        report = measure(options.clicks, options.days) | {"database": settings}
    report["command"] = " ".join(["bin/bench", "partitions", *arguments])
    print(json.dumps(report) if options.json else table(report))


def measure(clicks: int, days: int) -> dict[str, Any]:
    from django.db import connection

    from campaigns.clicks.forgetting import partitions

    partitions.prepare()
    moved, waited = [], []
    for number in range(1, days + 1):
        day = datetime.now(UTC).date() - timedelta(days=10 + number)
        with connection.cursor() as cursor:
            for statement in _FORGOTTEN:
                cursor.execute(statement, {"day": day, "count": clicks})
        with _Storing() as storing:
            began = perf_counter()
            partitions.ensure(day, day)
            moved.append(perf_counter() - began)
        waited.append(storing.longest)
    with connection.cursor() as cursor:
        cursor.execute("SELECT count(*) FROM click_days_without_partition()")
        assert cursor.fetchone() == (0,)
    return {
        "clicks": clicks,
        "moved_s": rounded(median(moved)),
        "longest_wait_s": rounded(median(waited)),
        "spread": {"moved_s": spread(moved), "longest_wait_s": spread(waited)},
    }


class _Storing(Thread):
    """Stores click after click, and notes the longest time that one took."""

    def __init__(self) -> None:
        super().__init__()
        self._stopping, self._began = Event(), Event()
        self.longest = 0.0

    def __enter__(self) -> _Storing:
        self.start()
        self._began.wait()
        return self

    def __exit__(self, *_: object) -> None:
        self._stopping.set()
        self.join()

    def run(self) -> None:
        from django.db import connection

        with connection.cursor() as cursor:
            while not self._stopping.is_set():
                began = perf_counter()
                cursor.execute(_CLICKS, {"day": datetime.now(UTC).date(), "count": 1})
                self.longest = max(self.longest, perf_counter() - began)
                self._began.set()
        connection.close()


def table(report: dict[str, Any]) -> str:
    low, high = report["spread"]["longest_wait_s"]
    return (
        f"{report['clicks']:,} clicks and verdicts of a forgotten day moved in"
        f" {report['moved_s']} s;\na shipper waited {report['longest_wait_s']} s at most"
        f" ({low} to {high})"
    )


# Ids are UUIDv7 (RFC 9562, section 5.7) of a random millisecond of the day.
_CLICKS = """
INSERT INTO campaigns_click (id, at, link_id, claim_id, method, prefetch, user_agent_id,
    referrer_host, languages, prefix, visitor_day, visitor_period)
SELECT id, uuid7_at(id), 1, 1, 'GET', false, 1, 'www.facebook.com', 'fr-fr,fr', '2001:db8::/48',
       '\\x00', '\\x00'
FROM (SELECT (lpad(to_hex((extract(epoch FROM %(day)s::date) * 1000
                           + floor(random() * 86400000))::bigint), 12, '0')
              || '7' || substr(noise, 1, 3) || '8' || substr(noise, 4, 15))::uuid AS id
      FROM (SELECT md5(random()::text || n) AS noise FROM generate_series(1, %(count)s) AS n) AS m
     ) AS made
"""
_VERDICTS = """
INSERT INTO campaigns_verdict (click_at, click_id, seq, outcome, reasons, ruleset)
SELECT at, id, 1, 'valid', '{}', 'fill' FROM campaigns_click
WHERE at >= %(day)s::date AND at < %(day)s::date + 1
"""
_FORGOTTEN = (_CLICKS, _VERDICTS)
