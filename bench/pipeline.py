"""bin/bench pipeline: ship, judge and settle, beside pgbench's tpcb-like and a plain COPY.

All take turns on one durable PostgreSQL. Shipping is everything from the spool to the commit,
loading what PostgreSQL has of it; settling includes classification, verdicts, queues and ledger.
As pgbench has several clients, each step has as many processes as `--processes`. What counts is the
median of the ratios within a round: absolute figures do not hold from run to run.
"""

from __future__ import annotations

import argparse
import json
from statistics import median
from typing import Any

from bench.figures import rounded, spread
from bench.own_server import own_server
from bench.pipeline_meter import Meter
from bench.pipeline_table import table
from bench.yardsticks import Pgbench, PlainCopy
from marketplace.embedded import roles
from marketplace.embedded.folder import Folder
from marketplace.embedded.postgres import Postgres
from marketplace.ports.port_numbers import Ports

LAG_RATE = 1_000  # clicks a second


RATIOS = {
    "settle_vs_pgbench": ("settle", "pgbench"),
    "load_vs_pgbench": ("load", "pgbench"),
    "ship_vs_pgbench": ("ship", "pgbench"),
    "load_vs_copy": ("load", "copy"),
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench pipeline", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--rounds", type=int, default=5, help="at each number of stored clicks")
    parser.add_argument("--clicks", type=int, default=40_000, help="a round")
    parser.add_argument("--seconds", type=int, default=4, help="of pgbench a round")
    parser.add_argument("--processes", type=int, default=2, help="of each step")
    parser.add_argument("--lag-seconds", type=int, default=15, help="of 1,000 clicks a second")
    parser.add_argument("--stored", type=int, nargs="*", default=[100_000],
                        help="how many clicks are there already, ascending")  # fmt: skip
    options = parser.parse_args(arguments)
    with own_server(Ports()) as own:
        roles.make_database(own.postgres.url(), "pgbench")
        report = measure(options, own.folder, own.postgres) | {"database": own.settings}
    report["command"] = " ".join(["bin/bench", "pipeline", *arguments])
    print(json.dumps(report) if options.json else table(report))


def measure(options: argparse.Namespace, folder: Folder, postgres: Postgres) -> dict[str, Any]:
    from bench.pipeline_crew import Crew
    from bench.pipeline_fill import fill, sizes
    from bench.pipeline_lag import lag
    from bench.pipeline_stock import make_links
    from campaigns.clicks.origins import origin_lists

    origin_lists.load_packaged()
    links = make_links()
    yardsticks = Pgbench(postgres), PlainCopy(postgres.url())
    stages = []
    with Crew(options.processes, folder.root / "spool") as crew:
        meter = Meter(crew.pids, postgres)
        for stored in sorted(options.stored):
            fill(links, stored)
            turn(yardsticks, crew, meter, links, options)  # to warm up
            rounds = [turn(yardsticks, crew, meter, links, options) for _ in range(options.rounds)]
            stages.append({"stored": stored, "rounds": rounds, "sizes": sizes()})
    lags = lag(links, LAG_RATE, options.lag_seconds) if options.lag_seconds else None
    return report(stages, lags, options) | {"postgresql": postgres.major}


def report(
    stages: list[dict[str, Any]], lags: dict[str, Any] | None, options: argparse.Namespace
) -> dict[str, Any]:
    """The ratios are those of the first stage; flatness compares the last one with it."""
    found: dict[str, Any] = {"spread": {}}
    rounds = stages[0]["rounds"]
    for key, (ours, yardstick) in RATIOS.items():
        ratios = [figures[ours] / figures[yardstick] for figures in rounds]
        found[key], found["spread"][key] = rounded(median(ratios)), spread(ratios)
    return found | {
        "lag_s_p95": lags and rounded(lags["p95"]),
        "lag": lags,
        "flatness": rounded(cost(stages[-1]) / cost(stages[0])) if len(stages) > 1 else None,
        "stages": [summary(stage) for stage in stages],
        "rounds": len(rounds),
        "clicks_a_round": options.clicks,
        "processes": options.processes,
    }


def summary(stage: dict[str, Any]) -> dict[str, Any]:
    names = stage["rounds"][0]
    return {
        "stored": stage["stored"],
        "figures": {
            name: round(median(figures[name] for figures in stage["rounds"])) for name in names
        },
        "cost_in_pgbench": rounded(cost(stage)),
        "sizes": stage["sizes"],
    }


def cost(stage: dict[str, Any]) -> float:
    """Return what a click costs from spool to cents, in transactions of pgbench."""
    rounds: list[dict[str, float]] = stage["rounds"]
    return median(f["pgbench"] / f["ship"] + f["pgbench"] / f["settle"] for f in rounds)


def turn(
    yardsticks: tuple[Pgbench, PlainCopy],
    crew: Any,
    meter: Meter,
    links: Any,
    options: argparse.Namespace,
) -> dict[str, float]:
    """One round: the yardsticks, then as many clicks through each step; figures per second.

    Names that end in _us are processor microseconds a click, in _bytes of the log a click.
    """
    from bench.pipeline_stock import spool_clicks

    pgbench, copy = yardsticks
    clicks = options.clicks
    tps, copied = pgbench.transactions_a_second(options.seconds), copy.rows_a_second(clicks)
    spool_clicks(crew.spool, links, clicks)
    campaigns = sorted({link.claim.campaign_id for link in links})
    (shipped, loading), ship = meter.of(crew.ship)
    judged, judge = meter.of(crew.judge)
    settled, settle = meter.of(lambda: crew.settle(campaigns))
    assert shipped == judged == settled == clicks, (shipped, judged, settled)
    figures = {
        "pgbench": tps,
        "copy": copied,
        "ship": clicks / ship.seconds,
        "load": clicks / loading,
        "judge": clicks / judge.seconds,
        "settle_only": clicks / settle.seconds,
        "settle": clicks / (judge.seconds + settle.seconds),
    }
    for name, spent in (("ship", ship), ("judge", judge), ("settle", settle)):
        figures[f"{name}_python_us"] = spent.python / clicks * 1e6
        figures[f"{name}_postgresql_us"] = spent.postgresql / clicks * 1e6
    figures["wal_bytes"] = (ship.wal + judge.wal + settle.wal) / clicks
    return figures
