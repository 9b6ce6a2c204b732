"""bin/bench pipeline: ship, judge and settle, beside pgbench's tpcb-like on the same server.

Both take turns on one durable PostgreSQL. Settlement includes classification, verdicts, queues and
ledger. What counts is the median of the ratios within a round: absolute figures do not hold from
run to run.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
import sys
import tempfile
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from pathlib import Path
from statistics import median
from time import perf_counter
from typing import Any

import psycopg2

from bench.figures import rounded, spread
from marketplace.embedded import roles
from marketplace.embedded.addresses import Ports
from marketplace.embedded.binaries import postgres_folder
from marketplace.embedded.folder import ROOT, Folder
from marketplace.embedded.postgres import Postgres
from marketplace.embedded.servers import Servers

DURABLE = ("fsync", "synchronous_commit", "full_page_writes")
CLIENTS = 8
LAG_RATE = 1_000  # clicks a second


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench pipeline", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--clicks", type=int, default=20_000, help="a round")
    parser.add_argument("--seconds", type=int, default=4, help="of pgbench a round")
    parser.add_argument("--lag-seconds", type=int, default=15, help="of 1,000 clicks a second")
    options = parser.parse_args(arguments)
    shelf = ROOT / ".data"
    shelf.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=shelf) as name:
        report = run(options, Folder(Path(name)).make())
    print(json.dumps(report) if options.json else table(report))


def run(options: argparse.Namespace, folder: Folder) -> dict[str, Any]:
    servers = Servers.of(folder)
    postgres = Postgres(folder)
    servers.postgres = postgres
    servers.start()
    try:
        servers.wait_until_ready()
        servers.make_database()
        roles.make_database(postgres.url(), "pgbench")
        settings = durable(postgres.url())
        with environment(
            {
                **servers.environment(Ports()),
                "FRANC_DATA": str(folder.root),
                "DJANGO_SETTINGS_MODULE": "marketplace.settings",
            }
        ):
            command = [sys.executable, str(ROOT / "manage.py"), "migrate", "--verbosity", "0"]
            subprocess.run(command, check=True)
            return measure(options, folder, postgres) | {"database": settings}
    finally:
        servers.stop()


@contextmanager
def environment(names: dict[str, str]) -> Iterator[None]:
    """Lead this process, and what it starts, to the bench's own servers."""
    before = dict(os.environ)
    os.environ.update(names)
    try:
        yield
    finally:
        os.environ.clear()
        os.environ.update(before)


def durable(url: str) -> dict[str, str]:
    """Refuse to measure a server that could lose what it committed."""
    with psycopg2.connect(url) as db, db.cursor() as cursor:
        cursor.execute(
            "SELECT name, setting FROM pg_settings WHERE name = ANY(%s)", [list(DURABLE)]
        )
        found: dict[str, str] = dict(cursor.fetchall())
    assert set(found.values()) == {"on"}, found
    return found


def measure(options: argparse.Namespace, folder: Folder, postgres: Postgres) -> dict[str, Any]:
    import django

    django.setup()
    from bench.pipeline_lag import lag
    from bench.pipeline_stock import make_links
    from campaigns.clicks import origin_lists

    origin_lists.load_packaged()
    campaign, links = make_links()
    pgbench = Pgbench(postgres)
    rounds = [turn(pgbench, campaign.pk, links, folder, options) for _ in range(options.rounds)]
    lags = lag(links, campaign.pk, LAG_RATE, options.lag_seconds)
    load = [figures["load"] / figures["pgbench"] for figures in rounds]
    settle = [figures["settle"] / figures["pgbench"] for figures in rounds]
    return {
        "settle_vs_pgbench": rounded(median(settle)),
        "load_vs_pgbench": rounded(median(load)),
        "lag_s_p95": rounded(lags["p95"]),
        "flatness": None,
        "spread": {"settle_vs_pgbench": spread(settle), "load_vs_pgbench": spread(load)},
        "per_second": {
            name: round(median(figures[name] for figures in rounds))
            for name in ("pgbench", "load", "judge", "settle_only", "settle")
        },
        "lag": lags,
        "rounds": len(rounds),
        "clicks_a_round": options.clicks,
    }


def turn(
    pgbench: Pgbench, campaign: int, links: Any, folder: Folder, options: argparse.Namespace
) -> dict[str, float]:
    """One round: the yardstick, then as many clicks through each step; figures per second."""
    from bench.pipeline_stock import spool_clicks
    from campaigns.clicks import shipping, validation
    from payouts import earnings

    spool = folder.root / "spool"
    tps = pgbench.transactions_a_second(options.seconds)
    spool_clicks(spool, links, options.clicks)
    began = perf_counter()
    shipped = shipping.ship_waiting(spool).stored
    loaded = perf_counter()
    judged = sum(iter(validation.judge_batch, 0))
    decided = perf_counter()
    settled = sum(iter(lambda: earnings.settle_batch(campaign), 0))
    ended = perf_counter()
    assert shipped == judged == settled == options.clicks, (shipped, judged, settled)
    return {
        "pgbench": tps,
        "load": options.clicks / (loaded - began),
        "judge": options.clicks / (decided - loaded),
        "settle_only": options.clicks / (ended - decided),
        "settle": options.clicks / (ended - loaded),
    }


class Pgbench:
    """tpcb-like at scale 10 in a database beside ours, on the same server."""

    def __init__(self, postgres: Postgres) -> None:
        self.url = postgres.url(database="pgbench")
        self.program = postgres_folder() / "pgbench"
        self.call("--initialize", "--quiet", "--scale", "10")

    def transactions_a_second(self, seconds: int) -> float:
        said = self.call("--client", str(CLIENTS), "--time", str(seconds), "--no-vacuum")
        line = next(line for line in said.splitlines() if line.startswith("tps = "))
        return float(line.split()[2])

    def call(self, *arguments: str) -> str:
        command = [os.fspath(self.program), *arguments, self.url]
        done = subprocess.run(command, capture_output=True, text=True, check=False)
        if done.returncode:
            raise RuntimeError(done.stderr)
        return str(done.stdout)


def table(report: Mapping[str, Any]) -> str:
    """The report for people."""
    per_second, spreads = report["per_second"], report["spread"]
    lines = [f"{'':<34}{'a second':>12}"]
    for name, words in {
        "pgbench": f"pgbench tpcb-like, {CLIENTS} clients",
        "load": "clicks shipped",
        "judge": "clicks judged",
        "settle_only": "clicks settled",
        "settle": "clicks judged and settled",
    }.items():
        lines.append(f"{words:<34}{per_second[name]:>12,}")
    for key, words in {
        "load_vs_pgbench": "shipping",
        "settle_vs_pgbench": "judging and settling",
    }.items():
        least, most = spreads[key]
        lines.append(f"{words} is {report[key]:g} x pgbench ({least:g} to {most:g})")
    lag = report["lag"]
    lines.append(
        f"from click to cents at {LAG_RATE:,} a second for {lag['seconds']} s:"
        f" p50 {lag['p50']:.1f} s, p95 {lag['p95']:.1f} s"
    )
    return "\n".join(lines)
