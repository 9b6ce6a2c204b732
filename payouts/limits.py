"""The limits of a campaign's settlement, read once the campaign and the claims are locked.

Their order is the order of the reasons: the trial of a newcomer, the cap of the claim, the daily
budget, the total budget.
"""

from __future__ import annotations

from collections.abc import Sequence
from datetime import datetime

from campaigns.counted_days import counted_days
from campaigns.models import Campaign, Claim, DailySpending
from marketplace.money import most_earned_within
from payouts.allocation import Due, Limit
from payouts.models import ClickEarning

Reason = ClickEarning.Reason


def limits_of(campaign: Campaign, claims: Sequence[Claim], clicks: Sequence[Due]) -> list[Limit]:
    """Return the limits for `clicks` in the order in which they are asked."""
    limits = [_trials(claims), _caps(claims)]
    if campaign.daily_budget_cents is not None:
        limits.append(_days(campaign, campaign.daily_budget_cents, clicks))
    return [*limits, _budget(campaign)]


def in_trial(claim: Claim, at: datetime) -> bool:
    """Whether a click at `at` (UTC) came before anybody had approved a newcomer's first post."""
    if claim.trial_cap_cents is None:
        return False
    return claim.trial_ended_at is None or at < claim.trial_ended_at


def _trials(claims: Sequence[Claim]) -> Limit:
    newcomers = {claim.pk: claim for claim in claims if claim.trial_cap_cents is not None}

    def purse(click: Due) -> int | None:
        claim = newcomers.get(click.claim_id)
        return claim.pk if claim and in_trial(claim, click.click_at) else None

    left = {pk: (c.trial_cap_cents or 0) - c.trial_accrued_cents for pk, c in newcomers.items()}
    return Limit(Reason.TRIAL_CAP, left, purse)


def _caps(claims: Sequence[Claim]) -> Limit:
    left = {claim.pk: claim.left_cents for claim in claims}
    return Limit(Reason.CAP_REACHED, left, lambda click: click.claim_id)


def _days(campaign: Campaign, budget_cents: int, clicks: Sequence[Due]) -> Limit:
    counted = counted_days()
    days = {counted.day_of(click.click_at) for click in clicks}
    rows = DailySpending.objects.filter(campaign=campaign, day__in=days)
    spent = dict(rows.values_list("day", "earned_cents"))
    most = most_earned_within(budget_cents, campaign.fee_bps)
    left = {day: most - spent.get(day, 0) for day in days}
    return Limit(Reason.DAILY_BUDGET, left, lambda click: counted.day_of(click.click_at))


def _budget(campaign: Campaign) -> Limit:
    """What is left of a closed campaign has gone back to its buyer: it pays nothing any more."""
    most = most_earned_within(campaign.budget_cents, campaign.fee_bps)
    is_closed = campaign.status == Campaign.Status.CLOSED
    left = 0 if is_closed else most - campaign.earned_cents
    return Limit(Reason.BUDGET_SPENT, {"": left}, lambda _click: "")
