"""bin/bench agents: robots found and browsers taken for robots, beside plain isbot patterns.

Both kinds of error, on user agents that the patterns were not built from (agent_sets.py says
which). Speed on one core: cold (each string for the first time) and cached.
"""

from __future__ import annotations

import argparse
import json
from collections.abc import Callable, Iterable, Sequence
from functools import lru_cache
from time import perf_counter
from typing import Any

from is_bot import Bots

from bench.agent_sets import SOURCES, Sets, fetch, read
from bench.figures import rounded
from campaigns.clicks.visitors.user_agents import Agent, classify
from marketplace.processes.programs import ROOT

Judge = Callable[[str], Agent]
UNPAID = frozenset({Agent.BOT, Agent.LINK_PREVIEW})
GOALS = {
    "bots_found": ">= .96", "previews_found": "1", "browsers_rejected": "<= .003",
    "browsers_held": "", "in_app_not_paid": "<= .003", "weighted_not_paid": "0",
}  # fmt: skip
WORDS = {
    "bots_found": "bots not paid",
    "previews_found": "link-preview fetchers not paid",
    "previews_named": "  of them named as such",
    "browsers_rejected": "browsers of device fixtures rejected",
    "browsers_held": "browsers of device fixtures held",
    "in_app_not_paid": "in-app browsers rejected or held",
    "weighted_not_paid": "real traffic, weighted, rejected or held",
    "cold_per_second": "user agents a second, cold",
    "cached_per_second": "user agents a second, cached",
}


def main(arguments: list[str]) -> None:
    parser = argparse.ArgumentParser(prog="bin/bench agents", description=__doc__)
    parser.add_argument("--json", action="store_true", help="one JSON object")
    parser.add_argument("--wrong", action="store_true", help="also show what was judged wrongly")
    options = parser.parse_args(arguments)
    sets = read(fetch(ROOT / ".data" / "bench-agents"))
    report = run(sets)
    print(json.dumps(report) if options.json else table(report))
    if options.wrong:
        show_wrong(sets)


def run(sets: Sets) -> dict[str, Any]:
    return {
        "franc": figures(sets, classify),
        "isbot": figures(sets, isbot_alone()),
        "sizes": {name: len(strings) for name, strings in sets._asdict().items()},
        "sources": [*SOURCES["pypi"], *SOURCES["npm"]],
    }


def isbot_alone() -> Judge:
    """The yardstick: a string is a bot when isbot says so."""
    bots = Bots()
    return lru_cache(50_000)(lambda s: Agent.BOT if bots.is_bot(s) else Agent.BROWSER)


def figures(sets: Sets, judge: Judge) -> dict[str, float]:
    everything = sorted({*sets.bots, *sets.previews, *sets.weighted, *sets.browsers[:20_000]})
    judge("warm up")
    cold = per_second(judge, everything)
    return {
        "bots_found": share(sets.bots, judge, UNPAID),
        "previews_found": share(sets.previews, judge, UNPAID),
        "previews_named": share(sets.previews, judge, {Agent.LINK_PREVIEW}),
        "browsers_rejected": share(sets.browsers, judge, UNPAID),
        "browsers_held": share(sets.browsers, judge, {Agent.NOT_A_BROWSER}),
        "in_app_not_paid": 1 - share(sets.in_app, judge, {Agent.BROWSER}),
        "weighted_not_paid": sum(
            weight for string, weight in sets.weighted.items() if judge(string) != Agent.BROWSER
        ),
        "cold_per_second": cold,
        "cached_per_second": per_second(judge, everything[:1_000] * 100),
    }


def share(strings: Sequence[str], judge: Judge, wanted: Iterable[Agent]) -> float:
    kinds = frozenset(wanted)
    return sum(judge(string) in kinds for string in strings) / len(strings)


def per_second(judge: Judge, strings: Sequence[str]) -> float:
    began = perf_counter()
    for string in strings:
        judge(string)
    return rounded(len(strings) / (perf_counter() - began))


def table(report: dict[str, Any]) -> str:
    lines = [f"{'':<44}{'here':>12}{'isbot':>12}   goal"]
    for name, words in WORDS.items():
        here, yardstick = report["franc"][name], report["isbot"][name]
        form = ",.0f" if name.endswith("second") else ".3%"
        lines.append(f"{words:<44}{here:>12{form}}{yardstick:>12{form}}   {GOALS.get(name, '')}")
    sizes = ", ".join(f"{size:,} {name}" for name, size in report["sizes"].items())
    return "\n".join([*lines, f"on {sizes}", f"from {', '.join(report['sources'])}"])


def show_wrong(sets: Sets) -> None:
    for name in ("bots", "previews"):
        wrong = [s for s in getattr(sets, name) if classify(s) not in UNPAID]
        print(f"\n{name} that are not rejected: {len(wrong)}", *wrong, sep="\n  ")
    for name in ("browsers", "in_app", "weighted"):
        wrong = [s for s in getattr(sets, name) if classify(s) is not Agent.BROWSER]
        print(f"\n{name} not taken for browsers: {len(wrong)}", *wrong, sep="\n  ")
