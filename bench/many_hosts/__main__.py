"""One broker's turn, inside namespaces; bin/bench hosts starts it. Prints one JSON object."""

from __future__ import annotations

import argparse
import json
import os
import sys
from collections.abc import Sequence
from pathlib import Path

from bench.many_hosts.production import Production


def main(arguments: Sequence[str]) -> None:
    parser = argparse.ArgumentParser(prog="python -m bench.many_hosts")
    parser.add_argument("--folder", type=Path, required=True)
    parser.add_argument("--broker", required=True)
    parser.add_argument("--seconds", type=float, required=True)
    parser.add_argument("--rate", type=float, required=True)
    parser.add_argument("--cuts", nargs="*", required=True)
    parser.add_argument("--kill", action="store_true")
    given = parser.parse_args(arguments)
    production = Production(given.folder, given.broker)
    try:
        production.start_servers()
        production.migrate()
        os.environ.update(production.near())
        print(json.dumps(run(production, given)))
    finally:
        production.stop()


def run(production: Production, given: argparse.Namespace) -> dict[str, object]:
    import django

    django.setup()
    from bench.many_hosts.cutting import KILLED, Run, say

    run = Run(production, say)
    run.prepare(given.rate)
    for host in given.cuts:
        run.cut(host, given.seconds)
    if given.kill:
        run.kill(KILLED)
    return run.finish()


if __name__ == "__main__":
    main(sys.argv[1:])
