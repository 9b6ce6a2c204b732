"""What a budget buys, before anybody commits to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from marketplace.money import fee_on, most_earned_within

FEE_BPS = 1_000


@dataclass(frozen=True)
class Estimate:
    """Amounts in cents; `fee_cents` at most, `paid_clicks` at most."""

    budget_cents: int
    fee_bps: int
    fee_cents: int
    paid_clicks: int
    influencers: int
    clicks_each: int
    days: int | None


def estimate(
    rate_cents: int,
    cap_cents: int,
    budget_cents: int,
    starts_on: date | None = None,
    ends_on: date | None = None,
    fee_bps: int = FEE_BPS,
) -> Estimate:
    """Return what `budget_cents` buys. The click that crosses a limit is paid what is left,

    so it counts as one: both divisions round up.
    """
    earned = most_earned_within(budget_cents, fee_bps)
    return Estimate(
        budget_cents=budget_cents,
        fee_bps=fee_bps,
        fee_cents=fee_on(earned, fee_bps),
        paid_clicks=-(-earned // rate_cents),
        influencers=-(-earned // cap_cents),
        clicks_each=-(-cap_cents // rate_cents),
        days=(ends_on - starts_on).days + 1 if starts_on and ends_on else None,
    )
