"""bin/bench migrations: what visitors notice while a migration waits for the tables of clicks.

In turn, at a steady rate: nothing else happens; then another session holds the tables of links,
claims, campaigns and clicks as an ALTER TABLE does, and `manage.py migrate` waits behind it, gives
up and tries again, while the shipper gives up and tries again too. Then it lets go, the migration
is applied, and every answered click must be stored.
"""

from __future__ import annotations

import argparse
import json
import os
import subprocess
from collections.abc import Iterator, Mapping, Sequence
from concurrent.futures import ProcessPoolExecutor
from contextlib import closing, contextmanager
from itertools import cycle
from multiprocessing import get_context
from statistics import median
from time import monotonic, sleep
from typing import Any

import psycopg2

from bench import load
from bench.figures import rounded, spread
from bench.own_server import MIGRATE, own_server
from marketplace.embedded.folder import Folder
from marketplace.embedded.running import Running
from marketplace.ports.port_numbers import Ports
from marketplace.ports.reserved_port import reserved
from marketplace.processes import programs
from tests.harness.planted_migration import UNAPPLIED, plant

CONNECTIONS = 32
STORED_WITHIN = 120  # seconds
TABLES = "campaigns_link, campaigns_claim, campaigns_campaign, campaigns_click, campaigns_tosettle"
CHANGE = "LOCK TABLE campaigns_tosettle IN ACCESS EXCLUSIVE MODE"  # as any change of it does
GOAL = 2.0


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench migrations", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=6.0, help="of each half of a round")
    parser.add_argument("--rate", type=int, default=500, help="clicks a second")
    options = parser.parse_args(arguments)
    with reserved(2) as first, own_server(Ports(first)) as (folder, settings, _postgres):
        environment = plant(folder.root / "code", CHANGE, os.environ)
        report = measure(options, folder, environment, Ports(first).links)
        report |= {"database": settings}
    report["command"] = " ".join(["bin/bench", "migrations", *arguments])
    print(json.dumps(report) if options.json else table(report))


def measure(
    options: argparse.Namespace, folder: Folder, environment: Mapping[str, str], port: int
) -> dict[str, Any]:
    from bench.pipeline_stock import make_links
    from campaigns.models import Click

    codes = [link.code for link in make_links()]
    rounds = []
    with clicking(folder, port), ProcessPoolExecutor(1, get_context("spawn")) as visitors:

        def visit() -> dict[str, float]:
            asked = (port, codes, options.seconds, options.rate)
            return visitors.submit(ask, *asked).result()

        visit()  # to warm up
        answered = round(options.seconds * options.rate)
        for _ in range(options.rounds):
            quiet = visit()
            with migrating(environment) as tries:
                busy = visit()
            rounds.append({"quiet": quiet, "migrating": busy, "tries": tries[0]})
            answered += round(quiet["answered"] + busy["answered"])
        until = monotonic() + STORED_WITHIN
        while (stored := Click.objects.count()) < answered and monotonic() < until:
            sleep(0.2)
    return report(rounds, answered, stored)


def ask(port: int, codes: Sequence[str], seconds: float, rate: int) -> dict[str, float]:
    """In a process of its own: so many requests a second for these links, as visitors."""
    visitors, began = load.Visitors(port, CONNECTIONS), monotonic()
    visitors.requests = (
        (number, f"GET /{code} HTTP/1.1\r\n{load.HEADERS}\r\n".encode())
        for number, code in enumerate(cycle(codes))
    )
    load.ask_on_schedule(visitors, seconds, rate)
    load.finish(visitors)
    return load.report(visitors, monotonic() - began)


@contextmanager
def clicking(folder: Folder, port: int) -> Iterator[None]:
    """The redirect and the shipper, as a host of links runs them."""
    running = [
        Running(program, folder, os.environ) for program in (programs.links(port), programs.ship())
    ]
    try:
        for each in running:
            each.start()
        sleep(3)
        yield
    finally:
        for each in running:
            each.stop()


@contextmanager
def migrating(environment: Mapping[str, str]) -> Iterator[list[int]]:
    """Hold the tables; a migration comes after. Gives how often it gave up, once it is through."""
    tries = [0]
    with closing(psycopg2.connect(os.environ["DATABASE_OWNER_URL"])) as holder:
        with holder, holder.cursor() as cursor:
            cursor.execute(UNAPPLIED)
        with holder, holder.cursor() as cursor:
            cursor.execute(f"LOCK TABLE {TABLES} IN ACCESS EXCLUSIVE MODE")
            migration = subprocess.Popen(
                MIGRATE, env=environment, stderr=subprocess.PIPE, text=True
            )
            yield tries
            first = migration.stderr.readline() if migration.stderr else ""  # it has begun by now
    _, said = migration.communicate(timeout=STORED_WITHIN)
    assert migration.returncode == 0, first + said
    tries[0] = (first + said).count("trying again")


def report(rounds: list[dict[str, Any]], answered: int, stored: int) -> dict[str, Any]:
    ratios = [each["migrating"]["p99_ms"] / each["quiet"]["p99_ms"] for each in rounds]
    return {
        "p99_of_quiet": rounded(median(ratios)),
        "spread": spread(ratios),
        "p99_ms_quiet": rounded(median(each["quiet"]["p99_ms"] for each in rounds)),
        "p99_ms_migrating": rounded(median(each["migrating"]["p99_ms"] for each in rounds)),
        "answered": answered,
        "stored": stored,
        "lost": answered - stored,
        "migration_gave_up": sum(each["tries"] for each in rounds),
        "rounds": len(rounds),
    }


def table(report: dict[str, Any]) -> str:
    low, high = report["spread"]
    return "\n".join(
        (
            f"redirect p99, quiet           {report['p99_ms_quiet']} ms",
            f"redirect p99, tables locked   {report['p99_ms_migrating']} ms",
            f"of quiet                      {report['p99_of_quiet']} ({low} to {high}),"
            f" goal {GOAL}",
            f"answered / stored             {report['answered']:,} / {report['stored']:,}",
            f"lost                          {report['lost']}",
            f"the migration gave up         {report['migration_gave_up']} times, then was applied",
        )
    )
