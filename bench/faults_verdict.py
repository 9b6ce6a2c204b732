"""Whether what a fault's tests reported holds what its line promises."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Any

from tests.harness.fault_table import FAULTS


@dataclass
class Result:
    """One line of the report; `why` says in sentences why it does not hold."""

    times: int = 0
    lost: int | None = None
    twice: int | None = None
    recovered: list[float] = field(default_factory=list)
    remarks: dict[str, float] = field(default_factory=dict)
    why: list[str] = field(default_factory=list)

    @property
    def held(self) -> bool:
        return not self.why

    def as_dict(self) -> dict[str, Any]:
        return {
            "times": self.times,
            "lost": self.lost,
            "twice": self.twice,
            "recovered_s": self.recovered,
            "held": self.held,
            "why": self.why,
            "remarks": self.remarks,
        }


def judge(name: str, reports: Sequence[dict[str, Any]]) -> Result:
    """Add up the reports of all tests of a line and compare them with its promise."""
    result = Result()
    for report in reports:
        _add(result, report)
    if not reports:
        result.why.append("no test tried it")
    if result.lost is None:
        result.why.append("nobody said what was lost")
    if result.lost or result.twice:
        result.why.append("something was lost or done twice")
    _hold_to_its_time(name, result)
    return result


def _add(result: Result, report: dict[str, Any]) -> None:
    result.times += report["times"]
    for figure in ("lost", "twice"):
        if report[figure] is not None:
            setattr(result, figure, (getattr(result, figure) or 0) + report[figure])
    result.recovered += report["recovered_s"]
    result.remarks |= report["remarks"]
    if report["failed"]:
        result.why.append("its test failed")
    if set(report["database"].values()) != {"on"}:
        result.why.append(f"the database may lose what it commits: {report['database']}")


def _hold_to_its_time(name: str, result: Result) -> None:
    within = FAULTS[name].within
    if within is None:
        return
    if len(result.recovered) < result.times or not result.recovered:
        result.why.append("not every recovery was measured")
    elif max(result.recovered) > within:
        result.why.append(f"it took {max(result.recovered):.1f} s, and {within:g} s are promised")
