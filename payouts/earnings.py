"""Step 6 of the way of a click: what each valid click earned, exactly, under any concurrency.

Caps and budgets hold because of the order: lock the campaign, take its clicks, lock the claims,
and only in the NEXT statement read what they have left. (Locking and reading in one statement
overspends: the other rows come from the snapshot before the lock.)
"""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from datetime import date, datetime
from uuid import UUID

from django.db import connection, transaction
from django.db.models import F

from campaigns import lifecycle
from campaigns.clicks import link_totals
from campaigns.models import Campaign, Claim
from marketplace.arrays import array
from marketplace.money import fee_on, most_earned_within
from payouts import ledger
from payouts.allocation import Due, Earning, allocate
from payouts.ledger import Kind
from payouts.limits import day_of, in_trial, limits_of

BATCH = 2_000
SPENDING = {Campaign.Status.LIVE, Campaign.Status.PAUSED}


def settle_batch(campaign_id: int, limit: int = BATCH) -> int:
    """Settle up to `limit` valid clicks of a campaign in one transaction; return how many.

    Idempotent: a click leaves the queue in the transaction that writes its earning, and its
    earning is unique.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)
        taken = _take(campaign_id, limit)
        if taken:
            claims = _lock_claims(taken)
            clicks = _due(taken)
            earnings = allocate(clicks, limits_of(campaign, claims, clicks))
            _book(campaign, claims, earnings)
    return len(taken)


def _take(campaign_id: int, limit: int) -> list[UUID]:
    with connection.cursor() as cursor:
        cursor.execute(_TAKE, (campaign_id, limit))
        return [click for (click,) in cursor]


def _lock_claims(clicks: Sequence[UUID]) -> list[Claim]:
    """Lock the claims of the clicks, and only then read what they have left."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CLAIMS, [array(clicks)])
        locked = [pk for (pk,) in cursor]
    return list(Claim.objects.filter(pk__in=locked))


def _due(clicks: Sequence[UUID]) -> list[Due]:
    with connection.cursor() as cursor:
        cursor.execute(_DUE, [array(clicks)])
        return [Due(*row) for row in cursor]


def _book(campaign: Campaign, claims: Sequence[Claim], earnings: Sequence[Earning]) -> None:
    by_claim = _sum_by_claim(earnings)
    transfer = _transfer(campaign, earnings, by_claim) if by_claim else None
    _write_earnings(earnings, transfer)
    _count_on_claims(earnings, campaign)
    _count_on_trials(claims, earnings)
    _count_on_days(campaign, earnings)
    _count_on_campaign(campaign, earnings)
    _hold(campaign, by_claim)
    _add_to_totals(earnings)
    link_totals.add_paid((e.click_id, e.click_at) for e in earnings if e.cents)
    with connection.cursor() as cursor:
        ids = array(earning.click_id for earning in earnings)
        cursor.execute("DELETE FROM campaigns_tosettle WHERE click_id = ANY(%s::uuid[])", (ids,))


def _sum_by_claim(earnings: Sequence[Earning]) -> dict[int, int]:
    sums: Counter[int] = Counter()
    for earning in earnings:
        sums[earning.claim_id] += earning.cents
    return {claim: cents for claim, cents in sums.items() if cents}


def _transfer(campaign: Campaign, earnings: Sequence[Earning], by_claim: dict[int, int]) -> int:
    earned = sum(by_claim.values())
    fee = fee_on(campaign.earned_cents + earned, campaign.fee_bps) - campaign.fee_cents
    owners = dict(Claim.objects.filter(pk__in=by_claim).values_list("pk", "influencer_id"))
    pending = ledger.influencer_accounts(Kind.INFLUENCER_PENDING, owners.values())
    amounts = {pending[owners[claim]]: cents for claim, cents in by_claim.items()}
    amounts[ledger.account(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk)] = -(earned + fee)
    if fee:
        amounts[ledger.account(Kind.FEE, campaign=campaign.pk)] = fee
    # The first click of the batch settles once, so it names the batch.
    return ledger.post("settlement", f"settle:{earnings[0].click_id}", amounts)


def _write_earnings(earnings: Sequence[Earning], transfer: int | None) -> None:
    columns = (
        array(e.click_id for e in earnings),
        array(e.click_at for e in earnings),
        array(e.claim_id for e in earnings),
        array(e.cents for e in earnings),
        array(e.reason for e in earnings),
    )
    with connection.cursor() as cursor:
        cursor.execute(_EARNINGS, [transfer, *columns])


def _count_on_claims(earnings: Sequence[Earning], campaign: Campaign) -> None:
    paid = Counter(earning.claim_id for earning in earnings if earning.cents)
    cents = _sum_by_claim(earnings)
    with connection.cursor() as cursor:
        columns = [array(paid), array(cents[claim] for claim in paid), array(paid.values())]
        cursor.execute(_CLAIMS, [campaign.hold_days + 1, *columns])


def _count_on_trials(claims: Sequence[Claim], earnings: Sequence[Earning]) -> None:
    by_id = {claim.pk: claim for claim in claims}
    cents: Counter[int] = Counter()
    for earning in earnings:
        if earning.cents and in_trial(by_id[earning.claim_id], earning.click_at):
            cents[earning.claim_id] += earning.cents
    for claim, more in cents.items():
        rows = Claim.objects.filter(pk=claim)
        rows.update(trial_accrued_cents=F("trial_accrued_cents") + more)


def _count_on_days(campaign: Campaign, earnings: Sequence[Earning]) -> None:
    cents: Counter[date] = Counter()
    for earning in earnings:
        if earning.cents:
            cents[day_of(earning.click_at)] += earning.cents
    days = sorted(cents)
    with connection.cursor() as cursor:
        columns = [array(days), array(cents[day] for day in days)]
        cursor.execute(_DAYS, [campaign.pk, *columns])


def _count_on_campaign(campaign: Campaign, earnings: Sequence[Earning]) -> None:
    campaign.earned_cents += sum(earning.cents for earning in earnings)
    campaign.fee_cents = fee_on(campaign.earned_cents, campaign.fee_bps)
    campaign.spent_cents = campaign.earned_cents + campaign.fee_cents
    campaign.paid_clicks += sum(1 for earning in earnings if earning.cents)
    campaign.save(update_fields=["earned_cents", "fee_cents", "spent_cents", "paid_clicks"])
    spent = campaign.earned_cents >= most_earned_within(campaign.budget_cents, campaign.fee_bps)
    if spent and campaign.status in SPENDING:
        lifecycle.exhaust(campaign)


def _hold(campaign: Campaign, by_claim: dict[int, int]) -> None:
    if by_claim:
        claims = sorted(by_claim)
        columns = [array(claims), array(by_claim[claim] for claim in claims)]
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, [campaign.hold_days + 1, *columns])


def _add_to_totals(earnings: Sequence[Earning]) -> None:
    cells: dict[tuple[int, datetime, str], list[int]] = defaultdict(list)
    for earning in earnings:
        hour = earning.click_at.replace(minute=0, second=0, microsecond=0)
        cells[earning.claim_id, hour, earning.reason].append(earning.cents)
    keys = sorted(cells)
    columns = [array(column) for column in zip(*keys, strict=True)]
    with connection.cursor() as cursor:
        counts = array(len(cells[key]) for key in keys)
        sums = array(sum(cells[key]) for key in keys)
        cursor.execute(_TOTALS, [*columns, counts, sums])


_TAKE = """
SELECT click_id FROM campaigns_tosettle WHERE campaign_id = %s
ORDER BY click_at, click_id LIMIT %s
"""
_LOCK_CLAIMS = """
SELECT id FROM campaigns_claim
WHERE id IN (SELECT claim_id FROM campaigns_tosettle WHERE click_id = ANY(%s::uuid[]))
ORDER BY id FOR NO KEY UPDATE
"""
_DUE = """
SELECT queue.click_id, queue.click_at, queue.claim_id, claim.rate_cents
FROM campaigns_tosettle queue JOIN campaigns_claim claim ON claim.id = queue.claim_id
WHERE queue.click_id = ANY(%s::uuid[]) ORDER BY queue.click_at, queue.click_id
"""
_EARNINGS = """
INSERT INTO payouts_clickearning (transfer_id, click_id, click_at, claim_id, cents, reason)
SELECT CASE WHEN cents > 0 THEN %s::bigint END, click_id, click_at, claim_id, cents, reason
FROM unnest(%s::uuid[], %s::timestamptz[], %s::bigint[], %s::int[], %s::text[])
    AS new (click_id, click_at, claim_id, cents, reason)
"""
_CLAIMS = """
UPDATE campaigns_claim claim
SET accrued_cents = accrued_cents + new.cents, paid_clicks = paid_clicks + new.clicks,
    pending_until = date_trunc('day', now(), 'UTC') + make_interval(days => %s)
FROM unnest(%s::bigint[], %s::int[], %s::int[]) AS new (claim_id, cents, clicks)
WHERE claim.id = new.claim_id
"""
_DAYS = """
INSERT INTO campaigns_dailyspending AS spent (campaign_id, day, earned_cents)
SELECT %s, day, cents FROM unnest(%s::date[], %s::bigint[]) AS new (day, cents)
ON CONFLICT (campaign_id, day)
    DO UPDATE SET earned_cents = spent.earned_cents + excluded.earned_cents
"""
_HOLD = """
INSERT INTO payouts_hold AS hold (claim_id, due_at, cents)
SELECT claim_id, date_trunc('day', now(), 'UTC') + make_interval(days => %s), cents
FROM unnest(%s::bigint[], %s::int[]) AS new (claim_id, cents)
ON CONFLICT (claim_id, due_at) WHERE released_by_id IS NULL
    DO UPDATE SET cents = hold.cents + excluded.cents
"""
_TOTALS = """
INSERT INTO campaigns_hourlysettlement AS total (claim_id, hour, reason, clicks, cents)
SELECT * FROM unnest(%s::bigint[], %s::timestamptz[], %s::text[], %s::bigint[], %s::bigint[])
ON CONFLICT (claim_id, hour, reason)
    DO UPDATE SET clicks = total.clicks + excluded.clicks, cents = total.cents + excluded.cents
"""
