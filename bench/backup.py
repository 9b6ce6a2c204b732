"""bin/bench backup: how long a backup, its restore and their proof take for so many clicks.

The clicks are made by the database (pipeline_fill.py) and hang in no ledger: the audit takes its
time over them and rightly says that they are unexplained. The yardstick is one sequential read of
the clicks in the same run.
"""

from __future__ import annotations

import argparse
import json
import sys
from collections.abc import Callable
from functools import partial
from pathlib import Path
from time import perf_counter
from typing import Any

from bench.figures import rounded
from bench.own_server import own_server
from marketplace.ports.port_numbers import Ports


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench backup", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--clicks", type=int, default=1_000_000)
    options = parser.parse_args(arguments)
    with own_server(Ports()) as (folder, settings, _postgres):
        report = measure(options.clicks, folder.root / "backup") | {"database": settings}
    report["command"] = " ".join(["bin/bench", "backup", *arguments])
    print(json.dumps(report) if options.json else table(report))


def measure(clicks: int, folder: Path) -> dict[str, Any]:
    from django.db import connection

    from bench.pipeline_fill import fill, sizes
    from bench.pipeline_stock import make_links
    from marketplace.backup import prove_copy, restore_backup, take_backup
    from marketplace.backup.database_address import Address

    fill(make_links(), clicks)
    copy = Address.parse("copy")
    seconds: dict[str, float] = {}
    with connection.cursor() as cursor:
        timed(
            seconds,
            "read once",
            lambda: cursor.execute("SELECT count(languages) FROM campaigns_click"),
        )
    timed(seconds, "backup", lambda: take_backup.take_backup(folder, say))
    manifest = timed(seconds, "restore", lambda: restore_backup.restore(folder, copy, say))
    missing = timed(seconds, "compare", lambda: restore_backup.differing(manifest, copy))
    assert missing == {}, missing
    for step, arguments in prove_copy.STEPS.items():
        timed(seconds, arguments[0], partial(prove_copy.take_step, copy, step, quietly=True))
    files = [path for path in folder.rglob("*") if path.is_file()]
    stored = sum(each["table"] + each["indexes"] for each in sizes().values())
    return {
        "clicks": clicks,
        "seconds": {name: rounded(value) for name, value in seconds.items()},
        "seconds_per_million": {
            name: rounded(value / clicks * 1e6) for name, value in seconds.items()
        },
        "backup_mb": rounded(sum(path.stat().st_size for path in files) / 1e6),
        "tables_mb": rounded(stored / 1e6),
    }


def timed(seconds: dict[str, float], name: str, act: Callable[[], Any]) -> Any:
    began = perf_counter()
    found = act()
    seconds[name] = perf_counter() - began
    return found


def say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)


def table(report: dict[str, Any]) -> str:
    lines = [
        f"{report['clicks']:,} clicks, {report['tables_mb']:,} MB;"
        f" the backup {report['backup_mb']:,} MB"
    ]
    for name, seconds in report["seconds"].items():
        lines.append(
            f"{name:<10} {seconds:>8} s  {report['seconds_per_million'][name]:>8} s per million"
        )
    return "\n".join(lines)
