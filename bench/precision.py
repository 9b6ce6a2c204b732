"""bin/bench precision: labelled traffic through the replay, beside the goals; the worst counts.

For each seed the traffic is drawn, replayed by the real command in a process of its own on a
database of the bench's own, and compared with the truth click by click. Then a real log, when it
is there, alone and with fraud injected into it. What judged is named by the version of the rules
and a fingerprint of the files they stand in: thresholds are frozen before a seed is drawn.
"""

from __future__ import annotations

import argparse
import hashlib
import json
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any, TypeVar

import msgspec

from bench import injecting
from bench.own_server import own_server
from bench.precision_table import table
from bench.scoring import Verdict, score, worst
from bench.traffic import generating, writing
from bench.traffic.writing import Truth
from marketplace.ports.port_numbers import Ports
from marketplace.processes.programs import ROOT

JUDGES = (ROOT / "campaigns" / "clicks" / "rules", ROOT / "campaigns" / "patterns")
T = TypeVar("T")
REAL = ROOT.parent / "shared" / "data" / "clicks-2013-01.ndjson.gz"


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench precision", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--seeds", type=int, default=5, help="how many")
    parser.add_argument("--first-seed", type=int, default=1)
    parser.add_argument("--log", type=Path, default=REAL, help="a real log, to inject fraud into")
    parser.add_argument("--keep", type=Path, help="a folder for the logs, truths and verdicts")
    options = parser.parse_args(arguments)
    with own_server(Ports()) as own:
        report = run(options, options.keep or own.folder.root)
    print(json.dumps(report) if options.json else table(report))


def run(options: argparse.Namespace, folder: Path) -> dict[str, Any]:
    folder.mkdir(parents=True, exist_ok=True)
    seeds = range(options.first_seed, options.first_seed + options.seeds)
    measured = {str(seed): _seed(seed, folder) for seed in seeds}
    return {
        "frozen": fingerprint(),
        "seeds": measured,
        "worst": worst(list(measured.values())),
        "real": _real(options.log, options.first_seed, folder),
    }


def fingerprint() -> str:
    """Return a hash of the rules and patterns: another one means that something was changed."""
    digest = hashlib.sha256()
    assert all(room.is_dir() for room in JUDGES), JUDGES
    for path in sorted(path for room in JUDGES for path in room.rglob("*.py")):
        digest.update(path.relative_to(ROOT).as_posix().encode() + b"\0" + path.read_bytes())
    return digest.hexdigest()[:16]


def _seed(seed: int, folder: Path) -> dict[str, Any]:
    log, truth, verdicts = _files(folder, f"seed-{seed}")
    _say(f"seed {seed}: drawing")
    writing.write(generating.generate(seed), seed, log, truth)
    return _replayed(log, truth, verdicts)


def _real(log: Path, seed: int, folder: Path) -> dict[str, Any] | None:
    """Return the scores of a real log with fraud injected, and what is said of it alone."""
    if not log.exists():
        _say(f"{log} is not there: no real log is measured")
        return None
    mixed, truth, verdicts = _files(folder, "real")
    alone = _files(folder, "real-alone")
    injecting.leave(log, alone[0], alone[1])
    injecting.inject(log, seed, mixed, truth)
    return {"injected": _replayed(mixed, truth, verdicts), "alone": _replayed(*alone)}


def _files(folder: Path, name: str) -> tuple[Path, Path, Path]:
    return (
        folder / f"{name}.ndjson",
        folder / f"{name}.truth.ndjson",
        folder / f"{name}.verdicts.ndjson",
    )


def _replayed(log: Path, truth: Path, verdicts: Path) -> dict[str, Any]:
    _say(f"{log.name}: replaying")
    _manage("replay", str(log), "--out", str(verdicts))
    return score(_lines(truth, Truth), _lines(verdicts, Verdict))


def _lines(path: Path, of: type[T]) -> Iterator[T]:
    decode = msgspec.json.Decoder(of).decode
    with path.open("rb") as lines:
        for line in lines:
            yield decode(line)


def _manage(*arguments: str) -> None:
    subprocess.run([sys.executable, str(ROOT / "manage.py"), *arguments], check=True)


def _say(text: str) -> None:
    print(text, file=sys.stderr, flush=True)
