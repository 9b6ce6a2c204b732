"""bin/bench queues: what the queues cost while somebody's snapshot keeps their dead rows.

A pg_dump, or a forgotten psql, keeps every row that it may still see: vacuum cannot remove what
was taken out of a queue since. Takers find the first rows of a queue by its index, and must pass
the dead ones. So the same 5,000 rows are taken: from a fresh queue, behind so many dead rows under
a snapshot that is held, after it was let go (the index learns while it is read), and vacuumed.
"""

from __future__ import annotations

import argparse
import json
import os
from collections.abc import Callable
from contextlib import closing
from statistics import median
from time import perf_counter
from typing import Any

import psycopg2
from psycopg2.extensions import connection as Connection  # noqa: N812  its name there is lower case

from bench.figures import rounded, spread
from bench.own_server import own_server
from marketplace.ports.port_numbers import Ports

LIVE = 5_000
CLAIMS = 200
QUEUES = ("campaigns_clicktojudge", "campaigns_tosettle")
PHASES = ("fresh", "dead rows held", "dead rows let go", "vacuumed")


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench queues", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--dead", type=int, default=1_000_000)
    parser.add_argument("--times", type=int, default=5)
    options = parser.parse_args(arguments)
    with own_server(Ports()) as (_folder, settings, _postgres):
        report = measure(options.dead, options.times) | {"database": settings}
    report["command"] = " ".join(["bin/bench", "queues", *arguments])
    print(json.dumps(report) if options.json else table(report))


def measure(dead: int, times: int) -> dict[str, Any]:
    found: dict[str, Any] = {}
    with closing(psycopg2.connect(os.environ["DATABASE_OWNER_URL"])) as owner:
        owner.autocommit = True
        _fill(owner, 0)
        found["fresh"] = _look(times)
        with closing(psycopg2.connect(os.environ["DATABASE_OWNER_URL"])) as holder:
            holder.set_session(isolation_level="REPEATABLE READ")
            with holder.cursor() as cursor:
                cursor.execute("SELECT count(*) FROM campaigns_clicktojudge")
            for start in range(LIVE, LIVE + dead, 100_000):
                _do(owner, "DELETE FROM {queue}")
                _fill(owner, start, min(100_000, LIVE + dead - start))
            _do(owner, "DELETE FROM {queue}")
            _fill(owner, LIVE + dead)
            found["dead rows held"] = _look(times)
        found["dead rows let go"] = _look(times)
        _do(owner, "VACUUM (ANALYZE) {queue}")
        found["vacuumed"] = _look(times)
    return {"dead": dead, "live": LIVE, "ms": found}


def _look(times: int) -> dict[str, dict[str, Any]]:
    """Take LIVE rows of each queue, as judge and settlement do, and put them back."""
    from django.db import transaction

    from campaigns.clicks.judging import take_waiting
    from payouts import earnings

    takers: dict[str, Callable[[], object]] = {
        "judge": lambda: take_waiting.take_waiting(
            LIVE
        ),  # whose clicks are not there: the queue is read
        "settle": lambda: earnings._lock_queue(1, LIVE),  # noqa: SLF001  the part that reads it
    }
    found = {}
    for name, take in takers.items():
        each = []
        for _ in range(times):
            with transaction.atomic():
                began = perf_counter()
                take()
                each.append(1000 * (perf_counter() - began))
                transaction.set_rollback(True)
        found[name] = {
            "first": rounded(each[0]), "median": rounded(median(each)), "spread": spread(each)
        }  # fmt: skip
    return found


def _fill(owner: Connection, start: int, count: int = LIVE) -> None:
    with owner.cursor() as cursor:
        for statement in (_TO_JUDGE, _TO_SETTLE):
            cursor.execute(statement, {"start": start, "count": count, "claims": CLAIMS})


def _do(owner: Connection, statement: str) -> None:
    with owner.cursor() as cursor:
        for queue in QUEUES:
            cursor.execute(statement.format(queue=queue))


def table(report: dict[str, Any]) -> str:
    lines = [f"{report['live']:,} rows taken behind {report['dead']:,} dead ones, ms (first time)"]
    for phase in PHASES:
        each = report["ms"][phase]
        figures = (f"{name} {f['median']:>8} ({f['first']})" for name, f in each.items())
        lines.append(f"{phase:<18} " + "   ".join(figures))
    return "\n".join(lines)


_TO_JUDGE = """
INSERT INTO campaigns_clicktojudge (arrival, click_id, click_at, claim_id, link_id)
SELECT n, gen_random_uuid(), now(), n %% %(claims)s, n %% %(claims)s
FROM generate_series(%(start)s + 1, %(start)s + %(count)s) AS n
"""
_TO_SETTLE = """
INSERT INTO campaigns_tosettle (click_id, click_at, campaign_id, claim_id, link_id)
SELECT gen_random_uuid(), timestamptz '2026-01-01' + n * interval '1 ms', 1, n %% %(claims)s,
       n %% %(claims)s
FROM generate_series(%(start)s + 1, %(start)s + %(count)s) AS n
"""
