"""Each click of a claim that is not paid, by its hour and its reason: the influencer's receipt.

Hours, not minutes, and nobody's device: with a minute one could tell whose click it was.
"""

from __future__ import annotations

from dataclasses import dataclass
from datetime import datetime

from campaigns import reasons
from campaigns.models import Claim, HourlySettlement, HourlyVerdict


@dataclass(frozen=True)
class Unpaid:
    """Clicks of one hour (UTC) that are held or not paid, for one reason."""

    hour: datetime
    verdict: str
    reason: str
    clicks: int

    @property
    def words(self) -> str:
        return reasons.words_while(self.verdict, self.reason)


def unpaid(claim: Claim) -> list[Unpaid]:
    """Return what is held or not paid of a claim, the latest hour first."""
    judged = HourlyVerdict.objects.filter(claim=claim, clicks__gt=0).exclude(verdict="valid")
    found = [Unpaid(*row) for row in judged.values_list("hour", "verdict", "reason", "clicks")]
    settled = HourlySettlement.objects.filter(claim=claim, clicks__gt=0).exclude(reason="")
    for hour, reason, clicks in settled.values_list("hour", "reason", "clicks"):
        found.append(Unpaid(hour, "rejected", reason, clicks))
    return sorted(found, key=lambda one: (one.hour, one.verdict, one.reason), reverse=True)


def by_reason(found: list[Unpaid]) -> list[Unpaid]:
    """Return the sums of each verdict and reason, the most frequent first."""
    sums: dict[tuple[str, str], int] = {}
    for one in found:
        sums[one.verdict, one.reason] = sums.get((one.verdict, one.reason), 0) + one.clicks
    rows = [Unpaid(found[0].hour, *key, clicks) for key, clicks in sums.items()]
    return sorted(rows, key=lambda one: -one.clicks)
