"""The counters of settlement: what claims, days and campaigns have earned and spent.

They are written in the transaction that books the earnings, upwards when clicks are paid and
downwards when earnings are taken back; campaign and claims are locked.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from datetime import date

from django.db import connection
from django.db.models import F

from campaigns.counted_days import counted_days
from campaigns.models import Campaign, Claim
from marketplace.array_literals import array
from marketplace.money import fee_on
from payouts.limits import in_trial
from payouts.settled_totals import Settled


def sum_by_claim(clicks: Iterable[Settled]) -> dict[int, int]:
    """Return claim id -> cents, without the claims that earned nothing."""
    sums: Counter[int] = Counter()
    for click in clicks:
        sums[click.claim_id] += click.cents
    return {claim: cents for claim, cents in sums.items() if cents}


def up(campaign: Campaign, claims: Sequence[Claim], paid: Sequence[Settled]) -> None:
    """Count what clicks have earned."""
    cents, clicks = sum_by_claim(paid), Counter(c.claim_id for c in paid if c.cents)
    columns = [array(clicks), array(cents[claim] for claim in clicks), array(clicks.values())]
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMS_UP, [campaign.hold_days + 1, *columns])
        cursor.execute(_DAYS_UP, [campaign.pk, *_by_day(paid)])
    _on_trials(claims, paid, +1)
    _on_campaign(campaign, paid, +1)


def down(
    campaign: Campaign,
    claims: Sequence[Claim],
    reversed_: Sequence[Settled],
    released: Mapping[int, int],
) -> None:
    """Count what was taken back; `released` is claim id -> the cents of it released before."""
    cents, clicks = sum_by_claim(reversed_), Counter(c.claim_id for c in reversed_ if c.cents)
    columns = [
        array(clicks), array(cents[claim] for claim in clicks), array(clicks.values()),
        array(released.get(claim, 0) for claim in clicks),
    ]  # fmt: skip
    with connection.cursor() as cursor:
        cursor.execute(_CLAIMS_DOWN, columns)
        cursor.execute(_DAYS_DOWN, [campaign.pk, *_by_day(reversed_)])
    _on_trials(claims, reversed_, -1)
    _on_campaign(campaign, reversed_, -1)


def _by_day(clicks: Sequence[Settled]) -> list[str]:
    cents: Counter[date] = Counter()
    counted = counted_days()
    for click in clicks:
        if click.cents:
            cents[counted.day_of(click.click_at)] += click.cents
    days = sorted(cents)
    return [array(days), array(cents[day] for day in days)]


def _on_trials(claims: Sequence[Claim], clicks: Sequence[Settled], sign: int) -> None:
    by_id = {claim.pk: claim for claim in claims}
    cents: Counter[int] = Counter()
    for click in clicks:
        if click.cents and in_trial(by_id[click.claim_id], click.click_at):
            cents[click.claim_id] += click.cents
    for claim, more in cents.items():
        rows = Claim.objects.filter(pk=claim)
        rows.update(trial_accrued_cents=F("trial_accrued_cents") + sign * more)


def _on_campaign(campaign: Campaign, clicks: Sequence[Settled], sign: int) -> None:
    campaign.earned_cents += sign * sum(click.cents for click in clicks)
    campaign.fee_cents = fee_on(campaign.earned_cents, campaign.fee_bps)
    campaign.spent_cents = campaign.earned_cents + campaign.fee_cents
    campaign.earned_clicks += sign * sum(1 for click in clicks if click.cents)
    campaign.save(update_fields=["earned_cents", "fee_cents", "spent_cents", "earned_clicks"])


_CLAIMS_UP = """
UPDATE campaigns_claim claim
SET accrued_cents = accrued_cents + new.cents, paid_clicks = paid_clicks + new.clicks,
    pending_until = paris_midnight(now(), %s)
FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS new (claim_id, cents, clicks)
WHERE claim.id = new.claim_id
"""
_CLAIMS_DOWN = """
UPDATE campaigns_claim claim
SET accrued_cents = accrued_cents - less.cents, paid_clicks = paid_clicks - less.clicks,
    released_cents = released_cents - less.released
FROM unnest(%s::bigint[], %s::int[], %s::int[], %s::int[])
    AS less (claim_id, cents, clicks, released)
WHERE claim.id = less.claim_id
"""
_DAYS_UP = """
INSERT INTO campaigns_dailyspending AS spent (campaign_id, day, earned_cents)
SELECT %s, day, cents FROM unnest(%s::date[], %s::bigint[]) AS new (day, cents)
ON CONFLICT (campaign_id, day)
    DO UPDATE SET earned_cents = spent.earned_cents + excluded.earned_cents
"""
_DAYS_DOWN = """
UPDATE campaigns_dailyspending spent SET earned_cents = earned_cents - less.cents
FROM (SELECT %s AS campaign_id, * FROM unnest(%s::date[], %s::bigint[]) AS less (day, cents)) less
WHERE (spent.campaign_id, spent.day) = (less.campaign_id, less.day)
"""
