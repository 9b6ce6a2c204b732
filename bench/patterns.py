"""bin/bench patterns: what a whole look of pass B costs at 0.1, 1 and 10 million clicks.

Each size has a database of its own, filled by SQL with ordinary clicks (posts on 14 days, delays
log-normal, one click in fifty by another influencer), and is looked at by a process of its own.
The yardstick of the same run is one sequential read of the same clicks by PostgreSQL. Cost is
linear when clicks a second stay where they are as the number grows.
"""

from __future__ import annotations

import argparse
import json
import subprocess
import sys
from typing import Any

from bench.own_server import own_server
from marketplace.ports.port_numbers import Ports
from marketplace.processes.programs import ROOT

SIZES = (100_000, 1_000_000, 10_000_000)
LOOK = """
import django, json, re, time
django.setup()
from datetime import UTC, datetime, timedelta
from pathlib import Path
from campaigns.patterns import look_for_patterns
began, cpu = time.monotonic(), time.process_time()
held = look_for_patterns.look_for_patterns(datetime.now(UTC), patience=timedelta(0))
peak = int(re.search(r"VmHWM:\\s+(\\d+)", Path("/proc/self/status").read_text())[1]) / 1024
print(json.dumps({"seconds": time.monotonic() - began, "cpu": time.process_time() - cpu,
                  "held": held, "peak_mb": peak}))
"""


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench patterns", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--sizes", type=int, nargs="+", default=SIZES, help="clicks")
    options = parser.parse_args(arguments)
    measured = [_measure(size) for size in options.sizes]
    print(json.dumps({"sizes": measured}) if options.json else _table(measured))


def _measure(size: int) -> dict[str, Any]:
    with own_server(Ports()):
        print(f"{size:,} clicks: filling", file=sys.stderr)
        filled = [sys.executable, "-m", "bench.patterns_stock", str(size)]
        read = float(subprocess.check_output(filled, text=True, cwd=ROOT).split()[-1])
        print(f"{size:,} clicks: looking", file=sys.stderr)
        done = subprocess.run(
            [sys.executable, "-c", LOOK], check=True, capture_output=True, text=True, cwd=ROOT
        )
    found = json.loads(done.stdout.splitlines()[-1])
    return {"clicks": size, **found, "read_seconds": read}


def _table(measured: list[dict[str, Any]]) -> str:
    return "\n".join(
        ["    clicks   seconds  clicks/s  peak MB   held   reads", *map(_row, measured)]
    )


def _row(one: dict[str, Any]) -> str:
    a_second, reads = one["clicks"] / one["seconds"], one["seconds"] / one["read_seconds"]
    return (
        f"{one['clicks']:>10,} {one['seconds']:>9.1f} {a_second:>9,.0f}"
        f" {one['peak_mb']:>8.0f} {one['held']:>6} {reads:>7.0f}"
    )


if __name__ == "__main__":
    main(sys.argv[1:])
