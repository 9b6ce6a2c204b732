"""Step 6 of the way of a click: what each valid click earned, exactly, under any concurrency.

The queue says which clicks to look at; payouts/standing.py says what follows from the verdict that
stands and what the click has earned so far. A click that is no longer valid is set aside or taken
back, one that is valid and has not earned is paid.

Caps and budgets hold because of the order: lock the campaign, take its clicks, lock the claims,
and only in the NEXT statement read what they have left. (Locking and reading in one statement
overspends: the other rows come from the snapshot before the lock.)
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from uuid import UUID

from django.db import connection, transaction

from campaigns import lifecycle
from campaigns.models import Campaign, Claim
from marketplace.arrays import array
from marketplace.money import fee_on, most_earned_within
from payouts import counters, ledger, setting_aside, settled_totals, standing, taking_back
from payouts.allocation import Due, Earning, allocate
from payouts.ledger import Kind
from payouts.limits import limits_of
from payouts.standing import Act, Standing

BATCH = 2_000
SPENDING = {Campaign.Status.LIVE, Campaign.Status.PAUSED}


def settle_batch(campaign_id: int, limit: int = BATCH) -> int:
    """Make the books follow the verdicts of up to `limit` clicks of a campaign; return how many.

    One transaction. Idempotent: a click leaves the queue in the transaction that writes its
    earning, and its earning is unique.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)
        taken = _take(campaign_id, limit)
        if not taken:
            return 0
        claims = _lock_claims(taken)
        acts = standing.by_act(standing.read(taken))
        setting_aside.set_aside(acts[Act.SET_ASIDE])
        setting_aside.give_back(campaign, acts[Act.GIVE_BACK])
        # Not both in one transaction: each books a transfer, and its accounts are locked in order.
        if acts[Act.TAKE_BACK]:
            taking_back.take_back(campaign, claims, acts[Act.TAKE_BACK])
            acts[Act.PAY] = []  # they wait for the next batch
        elif acts[Act.PAY]:
            _pay(campaign, claims, acts[Act.PAY])
        return _done(click for clicks in acts.values() for click in clicks)


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


def _pay(campaign: Campaign, claims: Sequence[Claim], clicks: Sequence[Standing]) -> None:
    due = [Due(c.click_id, c.click_at, c.claim_id, c.rate_cents) for c in clicks]
    earnings = allocate(due, limits_of(campaign, claims, due))
    by_claim = counters.sum_by_claim(earnings)
    transfer = _transfer(campaign, earnings, clicks[0].seq + 1, by_claim) if by_claim else None
    _write_earnings(earnings, [click.seq + 1 for click in clicks], transfer)
    counters.up(campaign, claims, earnings)
    _hold(campaign, by_claim)
    settled_totals.add(earnings)
    _exhaust(campaign)


def _done(clicks: Iterable[Standing]) -> int:
    ids = [click.click_id for click in clicks]
    with connection.cursor() as cursor:
        cursor.execute(
            "DELETE FROM campaigns_tosettle WHERE click_id = ANY(%s::uuid[])", (array(ids),)
        )
    return len(ids)


def _transfer(
    campaign: Campaign, earnings: Sequence[Earning], seq: int, by_claim: dict[int, int]
) -> int:
    earned = sum(by_claim.values())
    fee = fee_on(campaign.earned_cents + earned, campaign.fee_bps) - campaign.fee_cents
    owners = dict(Claim.objects.filter(pk__in=by_claim).values_list("pk", "influencer_id"))
    pending = ledger.influencer_accounts(Kind.INFLUENCER_PENDING, owners.values())
    amounts = {pending[owners[claim]]: cents for claim, cents in by_claim.items()}
    amounts[ledger.account(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk)] = -(earned + fee)
    if fee:
        amounts[ledger.account(Kind.FEE, campaign=campaign.pk)] = fee
    # The first click of the batch settles once, so it names the batch; after a reversal, again.
    again = f":{seq}" if seq > 1 else ""
    return ledger.post("settlement", f"settle:{earnings[0].click_id}{again}", amounts)


def _write_earnings(earnings: Sequence[Earning], seqs: Sequence[int], transfer: int | None) -> None:
    columns = (
        array(e.click_id for e in earnings),
        array(e.click_at for e in earnings),
        array(e.claim_id for e in earnings),
        array(seqs),
        array(e.cents for e in earnings),
        array(e.reason for e in earnings),
    )
    with connection.cursor() as cursor:
        cursor.execute(_EARNINGS, [transfer, *columns])


def _exhaust(campaign: Campaign) -> None:
    spent = campaign.earned_cents >= most_earned_within(campaign.budget_cents, campaign.fee_bps)
    if spent and campaign.status in SPENDING:
        lifecycle.exhaust(campaign)


def _hold(campaign: Campaign, by_claim: dict[int, int]) -> None:
    if by_claim:
        claims = sorted(by_claim)
        columns = [array(claims), array(by_claim[claim] for claim in claims)]
        with connection.cursor() as cursor:
            cursor.execute(_HOLD, [campaign.hold_days + 1, *columns])


_TAKE = """
SELECT click_id FROM campaigns_tosettle WHERE campaign_id = %s
ORDER BY click_at, click_id LIMIT %s FOR UPDATE SKIP LOCKED
"""
_LOCK_CLAIMS = """
SELECT id FROM campaigns_claim
WHERE id IN (SELECT claim_id FROM campaigns_tosettle WHERE click_id = ANY(%s::uuid[]))
ORDER BY id FOR NO KEY UPDATE
"""
_EARNINGS = """
INSERT INTO payouts_clickearning (transfer_id, click_id, click_at, claim_id, seq, cents, reason)
SELECT CASE WHEN cents > 0 THEN %s::bigint END, click_id, click_at, claim_id, seq, cents, reason
FROM unnest(%s::uuid[], %s::timestamptz[], %s::bigint[], %s::smallint[], %s::int[], %s::text[])
    AS new (click_id, click_at, claim_id, seq, cents, reason)
"""
_HOLD = """
INSERT INTO payouts_hold AS hold (claim_id, due_at, cents)
SELECT claim_id, date_trunc('day', now(), 'UTC') + make_interval(days => %s), cents
FROM unnest(%s::bigint[], %s::int[]) AS new (claim_id, cents)
ON CONFLICT (claim_id, due_at) WHERE released_by_id IS NULL
    DO UPDATE SET cents = hold.cents + excluded.cents
"""
