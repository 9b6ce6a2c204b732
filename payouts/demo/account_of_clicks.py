"""The account of a demo: what became of every click, by verdict and by settlement."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from django.db.models import Sum

from campaigns.models import Campaign, HourlySettlement, HourlyVerdict


@dataclass(frozen=True)
class Row:
    """Clicks with this outcome and reason; `cents` earned, None where money is no question."""

    outcome: str
    reason: str
    clicks: int
    cents: int | None = None


@dataclass(frozen=True)
class Account:
    """Every click sent is in exactly one verdict row, every valid one in one settlement row."""

    sent: int
    answered: int
    verdicts: list[Row]
    settlements: list[Row]

    @property
    def judged(self) -> int:
        return sum(row.clicks for row in self.verdicts)

    @property
    def valid(self) -> int:
        return sum(row.clicks for row in self.verdicts if row.outcome == "valid")

    @property
    def settled(self) -> int:
        return sum(row.clicks for row in self.settlements)

    @property
    def balances(self) -> bool:
        """Whether nothing is missing and nothing is there twice."""
        return self.sent == self.answered == self.judged and self.valid == self.settled


def stored(campaigns: Sequence[Campaign]) -> int:
    """Return how many clicks of these campaigns were judged so far."""
    verdicts = HourlyVerdict.objects.filter(claim__campaign__in=campaigns)
    return verdicts.aggregate(clicks=Sum("clicks"))["clicks"] or 0


def draw_up(campaigns: Sequence[Campaign], sent: int, answered: int) -> Account:
    verdicts = HourlyVerdict.objects.filter(claim__campaign__in=campaigns)
    settled = HourlySettlement.objects.filter(claim__campaign__in=campaigns)
    return Account(
        sent=sent,
        answered=answered,
        verdicts=[
            Row(outcome, reason, clicks)
            for outcome, reason, clicks in verdicts.values_list("verdict", "reason")
            .annotate(n=Sum("clicks"))
            .order_by("verdict", "-n")
            if clicks
        ],
        settlements=[
            Row("unpaid" if reason else "paid", reason, clicks, cents)
            for reason, clicks, cents in settled.values_list("reason")
            .annotate(n=Sum("clicks"), c=Sum("cents"))
            .order_by("reason")
        ],
    )


def lines(account: Account, seconds: float) -> list[str]:
    """Return the account as text, a line a row."""
    text = [f"{account.sent:>8} clicks sent, {account.answered} answered, in {seconds:.0f} s"]
    text += [f"{row.clicks:>8} {row.outcome} {row.reason}".rstrip() for row in account.verdicts]
    text.append(f"{account.judged:>8} judged, of which {account.valid} valid:")
    for row in account.settlements:
        euros = f", EUR {row.cents // 100}.{row.cents % 100:02}" if row.cents else ""
        text.append(f"{row.clicks:>8} {row.outcome} {row.reason}".rstrip() + euros)
    text.append(f"{account.settled:>8} settled")
    text.append("Every click is accounted for." if account.balances else "CLICKS ARE MISSING.")
    return text
