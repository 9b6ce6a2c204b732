"""Compare verdicts with the truth: precision and recall of each kind of fraud, harm to the honest.

Duplicates aside: a click rejected for nothing but double_click or repeat_24h says nothing about
anything else, and is left out wherever another kind is measured.
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from typing import Any, NamedTuple

import msgspec

from bench.traffic.writing import Truth

HONEST = frozenset({"honest", "camouflage", "real"})
DUPLICATE = frozenset({"double_click", "repeat_24h"})


class Verdict(msgspec.Struct, frozen=True):
    id: str
    verdict: str
    reasons: list[str]
    ruleset: str


class Measured(NamedTuple):
    """A kind of fraud: which clicks it is, its reason codes, and the goals (None: none stated)."""

    codes: frozenset[str]
    of: Callable[[Truth], bool]
    precision: float | None = None
    recall: float | None = None


def kind(name: str, *codes: str, **goals: float) -> Measured:
    return Measured(frozenset(codes), lambda truth: truth.kind == name, **goals)


def _is_ring(truth: Truth, least: int, most: int) -> bool:
    return truth.kind == "ring" and least <= truth.size <= most


KINDS: Mapping[str, Measured] = {
    "ring strong": Measured(frozenset({"ring"}), lambda t: _is_ring(t, 15, 100), 0.99, 0.95),
    "ring weak": Measured(frozenset({"ring"}), lambda t: _is_ring(t, 0, 14), None, 0.75),
    "incited 15-59": Measured(
        frozenset({"incited"}), lambda t: t.kind == "incited" and 15 <= t.size <= 59, 0.95, 0.90
    ),
    "incited": kind("incited", "incited"),
    "script": kind("script", "script", precision=0.97, recall=0.95),
    "own": kind("own", "own_click"),
    "bot": kind("bot", "bot", "not_a_browser", recall=0.96),
    "preview": kind("preview", "link_preview", recall=1.0),
    "repeat": kind("repeat", *DUPLICATE),
}
HONEST_REJECTED, HONEST_HELD = 0.001, 0.015


@dataclass
class Tally:
    """What is counted while the verdicts of a log pass by."""

    kinds: Counter[str] = field(default_factory=Counter)
    honest: Counter[str] = field(default_factory=Counter)
    found: Counter[str] = field(default_factory=Counter)
    missed: Counter[str] = field(default_factory=Counter)
    codes: Counter[tuple[str, str]] = field(default_factory=Counter)
    claims: dict[str, set[str]] = field(default_factory=lambda: defaultdict(set))
    rulesets: set[str] = field(default_factory=set)

    def add(self, truth: Truth, verdict: Verdict) -> None:
        self.kinds[truth.kind] += 1
        self.rulesets.add(verdict.ruleset)
        self.codes.update((code, truth.kind) for code in verdict.reasons or ["valid"])
        if truth.kind in HONEST:
            self._add_honest(verdict)
        for name, measured in KINDS.items():
            if measured.of(truth) and (name == "repeat" or not _is_duplicate(verdict)):
                (self.missed if verdict.verdict == "valid" else self.found)[name] += 1
        self._add_claim(truth, verdict)

    def _add_honest(self, verdict: Verdict) -> None:
        self.honest["all"] += 1
        self.honest[verdict.verdict] += not _is_duplicate(verdict)

    def _add_claim(self, truth: Truth, verdict: Verdict) -> None:
        if truth.kind == "incited":
            self.claims["true"].add(truth.claim)
            if 15 <= truth.size <= 59:
                self.claims["true 15-59"].add(truth.claim)
        if "incited" in verdict.reasons:
            self.claims["held"].add(truth.claim)


def _is_duplicate(verdict: Verdict) -> bool:
    return verdict.verdict == "rejected" and DUPLICATE.issuperset(verdict.reasons)


def score(truths: Iterable[Truth], verdicts: Iterable[Verdict]) -> dict[str, Any]:
    """Return the scores of a log whose truth comes in the same order. Raises ValueError if not."""
    tally = Tally()
    for truth, verdict in zip(truths, verdicts, strict=True):
        if truth.id != verdict.id:
            raise ValueError(f"the truth about {truth.id} met the verdict on {verdict.id}")
        tally.add(truth, verdict)
    return report(tally)


def report(tally: Tally) -> dict[str, Any]:
    confusion: dict[str, dict[str, int]] = defaultdict(dict)
    for (code, name), count in sorted(tally.codes.items()):
        confusion[code][name] = count
    return {
        "ruleset": sorted(tally.rulesets),
        "clicks": dict(tally.kinds),
        "kinds": {name: _of_kind(name, measured, tally) for name, measured in KINDS.items()},
        "incited_claims": _of_claims(tally.claims, "true"),
        "incited_claims_15_59": _of_claims(tally.claims, "true 15-59"),
        "honest_rejected": _share(tally.honest["rejected"], tally.honest["all"]) or 0.0,
        "honest_held": _share(tally.honest["held"], tally.honest["all"]) or 0.0,
        "confusion": dict(confusion),
    }


def _of_kind(name: str, measured: Measured, tally: Tally) -> dict[str, float | int | None]:
    """Precision: of the clicks with one of the kind's reasons, the share that is that fraud."""
    # Strong or weak, few friends or many, it is one reason: precision cannot tell them apart.
    fraud = name.split(" ", maxsplit=1)[0]
    given = Counter[str]()
    for (code, kind_), count in tally.codes.items():
        if code in measured.codes:
            given[kind_] += count
    found, missed = tally.found[name], tally.missed[name]
    return {
        "precision": _share(given[fraud], given.total()),
        "recall": _share(found, found + missed),
        "clicks": found + missed,
    }


def _of_claims(claims: Mapping[str, set[str]], which: str) -> dict[str, float | int | None]:
    true, held = claims.get(which, set()), claims.get("held", set())
    return {
        "precision": _share(len(held & claims.get("true", set())), len(held)),
        "recall": _share(len(held & true), len(true)),
        "claims": len(true),
    }


def _share(part: int, whole: int) -> float | None:
    return part / whole if whole else None


def worst(reports: list[dict[str, Any]]) -> dict[str, Any]:
    """Return the worst figure of each kind among seeds: no seed is hidden behind a mean."""
    return {
        "kinds": {
            name: {
                figure: _least(report["kinds"][name][figure] for report in reports)
                for figure in ("precision", "recall")
            }
            for name in KINDS
        },
        "incited_claims_15_59": {
            figure: _least(report["incited_claims_15_59"][figure] for report in reports)
            for figure in ("precision", "recall")
        },
        "honest_rejected": max(report["honest_rejected"] for report in reports),
        "honest_held": max(report["honest_held"] for report in reports),
    }


def _least(figures: Iterable[float | None]) -> float | None:
    return min((figure for figure in figures if figure is not None), default=None)
