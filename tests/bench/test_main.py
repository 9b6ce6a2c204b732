"""bin/bench lists every bench with what it measures."""

from __future__ import annotations

from pathlib import Path

from bench.__main__ import benches, usage
from marketplace.processes.programs import ROOT

STARTED_BY_OTHERS = {"load"}  # a process that the bench of the redirect starts


def with_a_main() -> set[str]:
    files = (ROOT / "bench").glob("[!_]*.py")
    return {path.stem for path in files if _has_a_main(path)}


def _has_a_main(path: Path) -> bool:
    return "\ndef main(" in path.read_text(encoding="utf-8")


def test_every_bench_is_listed_with_what_it_measures() -> None:
    assert set(benches()) == with_a_main() - STARTED_BY_OTHERS


def test_the_help_has_a_line_for_each() -> None:
    shown = usage(benches()).splitlines()

    for name, measures in benches().items():
        assert f"  {name:12}{measures}" in shown
