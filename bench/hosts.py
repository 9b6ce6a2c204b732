"""bin/bench hosts: a production of many hosts on one machine, each of them cut off in turn.

Two redirect hosts, two worker hosts, the site, the database, a broker and a host of visitors, each
with an address of its own in namespaces that leave nothing behind. While visitors come, each host
hears and says nothing for a minute, one after the other; then a worker host is killed. Afterwards
the visitors' own account is compared with the books.
"""

from __future__ import annotations

import argparse
import json
import os
import shutil
import signal
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import Any

from bench.many_hosts.brokers import BROKERS
from bench.many_hosts.production import REDIRECTS, WORKERS
from bench.many_hosts.rabbitmq_package import require_rabbitmq
from bench.many_hosts.wire import INSIDE, enter
from marketplace.processes import die_with_parent
from marketplace.processes.programs import ROOT
from marketplace.processes.refused import Refused

CUTS = (*REDIRECTS, *WORKERS, "broker", "database")
RECOVERED_WITHIN = 120.0  # seconds, the goal
# The visitors' account is compared by these: each must be 0.
NOTHING = (
    *("lost", "twice", "valid and not settled once", "settled and not valid"),
    *("unexplained_cents",),
)
FIGURES = (
    *("visitors", "answered", "stored", "stored, answer not heard", "valid", "settled", *NOTHING),
    *("audit_checks", "audit_broken", "waiting", "broker", "messages", "given_back_for_ever"),
)


def main(arguments: list[str]) -> None:
    given = parsed(arguments)
    reports = {}
    try:
        for broker in BROKERS if given.broker == "both" else [given.broker]:
            reports[broker] = turn(given, broker)
    except Refused as reason:
        sys.exit(str(reason))
    if given.json:
        print(json.dumps(reports))
    else:
        print("\n\n".join(table(name, report) for name, report in reports.items()))
    wrong = {name: failures(report) for name, report in reports.items()}
    if any(wrong.values()):
        sys.exit(f"NOT as it must be: {json.dumps(wrong, indent=2)}")


def parsed(arguments: list[str]) -> argparse.Namespace:
    parser = argparse.ArgumentParser(
        prog="bin/bench hosts",
        description=__doc__,
        formatter_class=argparse.RawDescriptionHelpFormatter,
    )
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--broker", choices=[*BROKERS, "both"], default="both")
    parser.add_argument("--seconds", type=float, default=60, help="of each cut")
    parser.add_argument("--rate", type=float, default=250, help="visitors a second")
    parser.add_argument("--cuts", nargs="*", choices=CUTS, default=CUTS)
    parser.add_argument("--no-kill", action="store_true", help="kill no worker afterwards")
    return parser.parse_args(arguments)


def turn(given: argparse.Namespace, broker: str) -> dict[str, Any]:
    """One broker's turn in namespaces of its own; raises Refused when it could not be had.

    Killed with -9, we take the namespaces with us (die_with_parent.py, unshare --kill-child).
    """
    require_namespaces()
    if broker == "rabbitmq":
        require_rabbitmq()
    folder = fresh_folder(broker)
    command: list[str | Path] = [sys.executable, "-m", "bench.many_hosts"]
    command += ["--folder", folder, "--broker", broker]
    command += ["--seconds", str(given.seconds), "--rate", str(given.rate)]
    command += [*([] if given.no_kill else ["--kill"]), "--cuts", *given.cuts]
    names = {**os.environ, INSIDE: "1"}
    with (folder / "report").open("wb") as report:
        running = die_with_parent.start(
            enter(command), env=names, output=report, at_death=signal.SIGKILL
        )
        try:
            code = running.wait()
        finally:
            die_with_parent.stop(running)
    if code:
        raise Refused(f"{broker}: the run broke off; its logs are in {folder}")
    found: dict[str, Any] = json.loads((folder / "report").read_text())
    shutil.rmtree(folder)
    return found


def require_namespaces() -> None:
    """Raises Refused, saying what is missing."""
    if shutil.which("ip") is None:
        raise Refused("ip is missing. Install it (Debian, Ubuntu: apt-get install iproute2)")
    tried = subprocess.run(enter(["true"]), capture_output=True, text=True, check=False)
    if tried.returncode:
        raise Refused(f"Namespaces are refused here (try as root): {tried.stderr.strip()}")


def fresh_folder(broker: str) -> Path:
    """The disks of all hosts; those of runs that were killed are removed."""
    shelf = ROOT / ".data" / "hosts"
    for left in shelf.glob("*"):
        if not Path(f"/proc/{left.name.partition('-')[0]}").exists():
            shutil.rmtree(left, ignore_errors=True)
    folder = shelf / f"{os.getpid()}-{broker}"
    folder.mkdir(parents=True)
    return folder


def failures(report: Mapping[str, Any]) -> list[str]:
    """Return what is not as it must be, in words."""
    wrong = [f"{name}: {report[name]}" for name in NOTHING if report[name]]
    wrong += report["audit_broken"] + report["ended_by_themselves"]
    wrong += [] if report["quiet"] else [f"still waiting: {report['waiting']}"]
    if report["broker"].get("dead"):
        wrong.append(f"dead letters: {report['broker']['dead']}")
    if report["given_back_for_ever"].get("kept", 1) != 1:
        wrong.append(f"no dead letter: {report['given_back_for_ever']}")
    wrong += [] if report["ready"] else ["the site is not ready"]
    for fault in report["faults"]:
        if fault["recovered_s"] is None or fault["recovered_s"] > RECOVERED_WITHIN:
            wrong.append(f"{fault['fault']}: recovered after {fault['recovered_s']} s")
    return wrong


def table(broker: str, report: Mapping[str, Any]) -> str:
    """The report for people."""
    heads = ("at", "fault", "seconds", "visitors", "answered", "p99_ms", "lost", "twice")
    widths = (10, 20, 9, 10, 10, 9, 6, 7, 11)
    names = (*heads, "longest_s", "recovered_s")
    lines = [f"{broker} {report['broker_version']}"]
    lines.append("".join(f"{name:<{w}}" for name, w in zip(names, (*widths, 12), strict=True)))
    for row in report["faults"]:
        cells = [str(row[name]) for name in names]
        lines.append("".join(f"{c:<{w}}" for c, w in zip(cells, (*widths, 12), strict=True)))
    lines += [f"{name:<30}{report[name]}" for name in FIGURES]
    return "\n".join(lines)
