"""The scorecard for people."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from typing import Any

from bench.scoring import HONEST_HELD, HONEST_REJECTED, KINDS

WIDTH = 22


def table(report: Mapping[str, Any]) -> str:
    """Return the worst seed beside the goals, then each seed, then the real log."""
    return "\n".join(_lines(report))


def _lines(report: Mapping[str, Any]) -> Iterator[str]:
    seeds = report["seeds"]
    rulesets = sorted({version for one in seeds.values() for version in one["ruleset"]})
    yield f"rules {', '.join(rulesets)}, frozen as {report['frozen']}; P precision, R recall"
    yield ""
    yield from _figures({"worst": report["worst"], **seeds})
    for seed, one in seeds.items():
        yield ""
        yield from _confusion(f"seed {seed}", one)
    if report["real"]:
        yield from _real(report["real"])


def _figures(columns: Mapping[str, Mapping[str, Any]]) -> Iterator[str]:
    yield f"{'':<{WIDTH}}{'goal':>12}" + "".join(f"{name:>14}" for name in columns)
    for name, measured in KINDS.items():
        goal = _pair(measured.precision, measured.recall)
        values = [_pair(*_both(one["kinds"][name])) for one in columns.values()]
        yield f"{name + ' P/R':<{WIDTH}}{goal:>12}" + "".join(f"{text:>14}" for text in values)
    values = [_pair(*_both(one["incited_claims_15_59"])) for one in columns.values()]
    yield f"{'  claims, 15-59':<{WIDTH}}{'':>12}" + "".join(f"{text:>14}" for text in values)
    for key, most in (("honest_rejected", HONEST_REJECTED), ("honest_held", HONEST_HELD)):
        shares = "".join(f"{one[key]:>14.3%}" for one in columns.values())
        yield f"{key.replace('_', ' '):<{WIDTH}}{f'<= {most:.1%}':>12}{shares}"


def _confusion(title: str, one: Mapping[str, Any]) -> Iterator[str]:
    """Which truth stands behind each reason."""
    kinds = list(one["clicks"])
    yield f"{title + ', by reason':<{WIDTH}}" + "".join(f"{name:>12}" for name in kinds)
    for code, counts in one["confusion"].items():
        yield f"{code:<{WIDTH}}" + "".join(f"{counts.get(name, 0):>12,}" for name in kinds)


def _real(real: Mapping[str, Any]) -> Iterator[str]:
    yield ""
    yield "A real log with injected fraud; for honest stands what was there, its robots included"
    yield from _figures({"injected": real["injected"]})
    yield from _confusion("injected", real["injected"])
    yield ""
    yield from _confusion("the real log alone", real["alone"])
    alarms = sum(real["alone"]["confusion"].get("even_growth", {}).values())
    yield f"clicks held by the evenness tests on the real log alone: {alarms} (goal 0)"


def _both(figures: Mapping[str, float | None]) -> tuple[float | None, float | None]:
    return figures["precision"], figures["recall"]


def _pair(precision: float | None, recall: float | None) -> str:
    return f"{_figure(precision)} / {_figure(recall)}"


def _figure(figure: float | None) -> str:
    return "-" if figure is None else f"{figure:.3f}"
