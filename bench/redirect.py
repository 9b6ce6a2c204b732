"""bin/bench redirect: speed of the redirect beside nginx, bare granian and a naive Django view.

The servers share one core; the load and the database have the other. Per-core is requests by
CPU-seconds of the server's process tree. The servers take turns, and what counts is the median of
the ratios within a round: absolute figures do not hold from run to run.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import random
import shutil
import subprocess
import sys
import tempfile
import time
from collections.abc import Mapping
from contextlib import ExitStack
from importlib.metadata import version
from importlib.util import find_spec
from pathlib import Path
from statistics import median
from typing import Any

from bench.contestants import Contestant, contestants
from bench.database import Database, running_database
from bench.figures import rounded, spread
from campaigns.clicks.recording import record
from marketplace.embedded.folder import Folder
from marketplace.processes.programs import ROOT

YARDSTICKS = ("rsgi_static", "nginx", "naive_view")
P99_RATE = 3_000  # requests a second
P99_SECONDS = 4.0
P99_TURNS = 3

Reading = dict[str, float]


class Bench:
    """One run: its cores, its servers and what was measured of them."""

    def __init__(self, options: argparse.Namespace, database: Database, root: Path) -> None:
        self.options = options
        self.database = database
        self.servers = contestants(root, database.url)
        self.server_core = options.server_core
        self.rounds: list[dict[str, float]] = []  # per-core by name
        self.answered = dict.fromkeys(self.servers, 0)
        self.p99: dict[str, list[float]] = {"redirect": [], "rsgi_static": []}
        self.lost: list[int] = []

    def run(self) -> None:
        with ExitStack() as stack:
            for server in self.servers.values():
                server.start(self.server_core)
                stack.callback(server.stop)
                self.load(server, seconds=1.0)  # warms up
            for number in range(self.options.rounds):
                self.rounds.append(self.round(number))
            for _ in range(P99_TURNS):
                for name, found in self.p99.items():
                    found.append(self.p99_of(self.servers[name]))
        self.count_answers()
        self.lost = [self.lost_by_a_kill() for _ in range(self.options.kills)]

    def round(self, number: int) -> dict[str, float]:
        """Everyone's turn once, beginning with another each time."""
        names = list(self.servers)
        turn = number % len(names)
        return {name: self.per_core(self.servers[name]) for name in names[turn:] + names[:turn]}

    def per_core(self, server: Contestant) -> float:
        before = server.cpu_seconds()
        reading = self.load(server, seconds=self.options.seconds)
        return reading["answered"] / (server.cpu_seconds() - before)

    def p99_of(self, server: Contestant) -> float:
        rate = ["--rate", str(P99_RATE)]
        return self.load(server, *rate, seconds=P99_SECONDS)["p99_ms"]

    def load(self, server: Contestant, *more: str, seconds: float) -> Reading:
        command = [sys.executable, "-m", "bench.load", str(server.port), *more]
        command += ["--seconds", str(seconds), "--connections", str(self.options.connections)]
        done = subprocess.run(command, capture_output=True, text=True, check=False, cwd=ROOT)
        if done.returncode:
            raise RuntimeError(f"{server.name}: {done.stderr}")
        reading: Reading = json.loads(done.stdout)
        assert reading["answered"], f"{server.name} answered nobody"
        self.answered[server.name] += int(reading["answered"])
        return reading

    def count_answers(self) -> None:
        """Whoever was answered must be on record, at the yardstick too."""
        for name, on_record in (
            ("redirect", len(recorded_referrers(self.servers["redirect"].folder))),
            ("naive_view", self.database.naive_clicks()),
        ):
            assert on_record == self.answered[name], (name, on_record, self.answered[name])

    def lost_by_a_kill(self) -> int:
        """How many were answered and are not on record after kill -9 at a random moment."""
        server = self.servers["redirect"]
        shutil.rmtree(server.folder)
        server.start(self.server_core)
        names = server.folder / "answered"
        command = [sys.executable, "-m", "bench.load", str(server.port), "--names", str(names)]
        with subprocess.Popen([*command, "--seconds", "30"], stdout=subprocess.DEVNULL, cwd=ROOT):
            time.sleep(random.uniform(0.5, 1.5))  # noqa: S311
            server.kill()
        answered = {f"https://load.example/{number}" for number in names.read_text().split()}
        assert len(answered) > P99_RATE / 10, "there was no load to speak of"
        return len(answered.difference(recorded_referrers(server.folder)))

    def ratios(self, yardstick: str) -> list[float]:
        """Of each round; empty when the yardstick is not installed."""
        return [
            figures["redirect"] / figures[yardstick]
            for figures in self.rounds
            if yardstick in figures
        ]

    def report(self) -> dict[str, Any]:
        """The keys of the benchmark's contract, and what is needed to believe them."""
        ratios = {name: self.ratios(name) for name in YARDSTICKS}
        return {
            **{f"vs_{name}": rounded(median(found)) for name, found in ratios.items() if found},
            **{f"vs_{name}": None for name, found in ratios.items() if not found},
            "p99_ms_at_3000": rounded(median(self.p99["redirect"])),
            "p99_ms_at_3000_rsgi_static": rounded(median(self.p99["rsgi_static"])),
            "answered": self.answered["redirect"],
            "lost_after_kill": sum(self.lost),
            "kills": len(self.lost),
            "rounds": len(self.rounds),
            "per_core": {
                name: round(median(figures[name] for figures in self.rounds))
                for name in self.servers
            },
            "spread": {
                **{f"vs_{name}": spread(found) for name, found in ratios.items() if found},
                "p99_ms_at_3000": spread(self.p99["redirect"]),
            },
            "connections": self.options.connections,
            "versions": versions(self.database),
            "database": self.database.settings,
            "commands": {name: " ".join(s.command) for name, s in self.servers.items()},
        }


def two_cores() -> tuple[int, int]:
    """The servers' and that of the load and the database, where this process moves to."""
    cores = sorted(os.sched_getaffinity(0))
    if len(cores) < 2:
        sys.exit("bin/bench redirect needs two cores: one for the server, one for the load")
    return cores[0], cores[1]


def recorded_referrers(folder: Path) -> list[str]:
    """The referrer of each click in a spool, whole lines alone."""
    spool = folder / "spool"
    segments = [*spool.glob("*.ready"), *spool.glob("*.open")]
    written = [path.read_bytes().partition(b"\0")[0] for path in segments]
    lines = [line for text in written for line in text.split(b"\n")[:-1]]
    return [record.decode(line).referrer for line in lines]


def versions(database: Database) -> dict[str, str]:
    found = {name: version(name) for name in ("granian", "django", "msgspec", "psycopg2-binary")}
    event_loop = "uvloop" if find_spec("uvloop") else "asyncio"
    python = platform.python_version()
    return {**found, "python": python, "loop": event_loop, "postgresql": str(database.major)}


def table(report: Mapping[str, Any]) -> str:
    """The report for people."""
    per_core, spreads = report["per_core"], report["spread"]
    lines = [f"{'':<16}{'per core, req/s':>16}{'the redirect is':>18}{'spread':>16}"]
    lines.append(f"{'redirect':<16}{per_core['redirect']:>16,}")
    for name in YARDSTICKS:
        ratio = report[f"vs_{name}"]
        if ratio is None:
            lines.append(f"{name:<16}{'not installed':>16}")
            continue
        least, most = spreads[f"vs_{name}"]
        apart = f"{least:g} to {most:g}"
        lines.append(f"{name:<16}{per_core[name]:>16,}{f'{ratio:g} x':>18}{apart:>16}")
    least, most = spreads["p99_ms_at_3000"]
    yardstick = report["p99_ms_at_3000_rsgi_static"]
    lines += [
        "",
        f"p99 at 3,000 requests a second: {report['p99_ms_at_3000']:g} ms ({least:g} to {most:g})",
        f"that of rsgi_static, beside it: {yardstick:g} ms",
        f"{report['answered']:,} answered, each on record",
        f"{report['lost_after_kill']} answered clicks lost in {report['kills']} times kill -9",
    ]
    return "\n".join(lines)


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench redirect", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--rounds", type=int, default=5)
    parser.add_argument("--seconds", type=float, default=2.0, help="of load a turn")
    parser.add_argument("--connections", type=int, default=64)
    parser.add_argument("--kills", type=int, default=5)
    options = parser.parse_args(arguments)
    options.server_core, load_core = two_cores()
    os.sched_setaffinity(0, {load_core})  # of all we start, the servers alone go elsewhere
    shelf = ROOT / ".data"
    shelf.mkdir(exist_ok=True)
    with tempfile.TemporaryDirectory(prefix="bench-", dir=shelf) as name:
        folder = Folder(Path(name)).make()
        with running_database(folder) as database:
            bench = Bench(options, database, folder.root)
            bench.run()
            report = bench.report()
    print(json.dumps(report) if options.json else table(report))
