"""What a budget buys, before anybody commits to it."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date

from campaigns.figures import paid_pace
from marketplace.money import fee_on, most_earned_within

FEE_BPS = 1_000


@dataclass(frozen=True)
class Estimate:
    """Amounts in cents; `fee_cents` at most, `paid_clicks` at most.

    `likely_days` at the pace of campaigns that ran, None while too few did; `too_short`: the last
    day comes before they are over.
    """

    budget_cents: int
    fee_bps: int
    fee_cents: int
    paid_clicks: int
    influencers: int
    clicks_each: int
    days: int | None
    likely_days: int | None
    too_short: bool


def estimate(
    rate_cents: int,
    cap_cents: int,
    budget_cents: int,
    daily_budget_cents: int | None = None,
    starts_on: date | None = None,
    ends_on: date | None = None,
    fee_bps: int = FEE_BPS,
) -> Estimate:
    """Return what `budget_cents` buys.

    The click that crosses a limit is paid what is left, so it counts as one: both divisions
    round up.
    """
    earned = most_earned_within(budget_cents, fee_bps)
    paid_clicks = -(-earned // rate_cents)
    daily = daily_budget_cents and most_earned_within(daily_budget_cents, fee_bps) // rate_cents
    likely = paid_pace.likely_days(paid_clicks, daily, starts_on, ends_on)
    return Estimate(
        budget_cents=budget_cents,
        fee_bps=fee_bps,
        fee_cents=fee_on(earned, fee_bps),
        paid_clicks=paid_clicks,
        influencers=-(-earned // cap_cents),
        clicks_each=-(-cap_cents // rate_cents),
        days=(ends_on - starts_on).days + 1 if starts_on and ends_on else None,
        likely_days=likely and likely[0],
        too_short=bool(likely and likely[1]),
    )
