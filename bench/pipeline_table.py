"""The report of the pipeline bench for people."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any

STEPS = {
    "pgbench": "pgbench tpcb-like, 8 clients",
    "copy": "plain COPY, one client",
    "load": "clicks loaded",
    "ship": "clicks shipped, spool to commit",
    "judge": "clicks judged",
    "settle_only": "clicks settled",
    "settle": "clicks judged and settled",
}
RATIOS = {
    "load_vs_pgbench": ("loading is", "pgbench (goal 40)"),
    "ship_vs_pgbench": ("shipping is", "pgbench"),
    "settle_vs_pgbench": ("judging and settling is", "pgbench (goal 15)"),
    "load_vs_copy": ("loading is", "plain COPY"),
}
MEGABYTE = 1_000_000


def table(report: Mapping[str, Any]) -> str:
    """Return a table a stage, the ratios of the first with their spread, and the lag."""
    lines = [line for stage in report["stages"] for line in _stage(stage)]
    for key, (before, after) in RATIOS.items():
        least, most = report["spread"][key]
        lines.append(f"{before} {report[key]:g} x {after} ({least:g} to {most:g})")
    if report["flatness"] is not None:
        lines.append(f"a click costs {report['flatness']:g} x as much at the last stage (goal 1.2)")
    if report["lag"]:
        lines.append(_lag(report["lag"]))
    return "\n".join(lines)


def _stage(stage: Mapping[str, Any]) -> list[str]:
    lines = [f"{stage['stored']:,} clicks stored{'a second':>32}"]
    lines += [f"  {words:<34}{stage['figures'][name]:>12,}" for name, words in STEPS.items()]
    for step in ("ship", "judge", "settle"):
        python, server = (
            stage["figures"][f"{step}_{where}_us"] for where in ("python", "postgresql")
        )
        lines.append(f"  {step}: {python} us of Python and {server} us of PostgreSQL a click")
    lines.append(f"  {stage['figures']['wal_bytes']:,} bytes of the log a click")
    lines.append(f"  a click costs {stage['cost_in_pgbench']:g} transactions of pgbench")
    lines += [
        f"  {name:<20}{size['rows']:>12,} rows {size['table'] / MEGABYTE:>9,.1f} MB"
        f" {size['indexes'] / MEGABYTE:>9,.1f} MB of indexes"
        for name, size in stage["sizes"].items()
    ]
    return lines


def _lag(lag: Mapping[str, Any]) -> str:
    return (
        f"from click to cents at {lag['rate']:,} a second for {lag['seconds']} s: p50"
        f" {lag['p50']:.1f} s, p95 {lag['p95']:.1f} s (goal 10), worst {lag['worst']:.1f} s"
    )
