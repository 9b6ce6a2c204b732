"""Step 6 of the way of a click: what each valid click earned, exactly, under any concurrency.

The queue says which clicks to look at; payouts/settlement_state.py says what follows from the
verdict that stands and what the click has earned so far. A click that is no longer valid is set
aside or clawed back, one that is valid and has not earned is paid.

Caps and budgets hold because of the order: lock the campaign, take its clicks, lock the claims,
and only in the NEXT statement read what they have left. (Locking and reading in one statement
overspends: the other rows come from the snapshot before the lock.)
"""

from __future__ import annotations

import struct
from collections.abc import Iterable, Sequence

from django.db import connection, transaction

from campaigns.clicks.judging import settlement_queue
from campaigns.clicks.judging.settlement_queue import Queued
from campaigns.models import Campaign, Claim
from campaigns.running import lifecycle
from marketplace import binary_copy
from marketplace.array_literals import array
from marketplace.binary_copy import NULL, maybe_bigint, microseconds, text
from marketplace.money import fee_on, most_earned_within
from payouts import clawback, counters, ledger, set_aside, settled_totals, settlement_state
from payouts.allocation import Due, Earning, allocate
from payouts.ledger import Kind
from payouts.limits import limits_of
from payouts.settlement_state import Act, Standing

BATCH = 5_000
SPENDING = {Campaign.Status.LIVE, Campaign.Status.PAUSED}


def settle_batch(campaign_id: int, limit: int = BATCH) -> int:
    """Make the books follow the verdicts of up to `limit` clicks of a campaign; return how many.

    One transaction. Idempotent: a click leaves the queue in the transaction that writes its
    earning, and its earning is unique.
    """
    with transaction.atomic():
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)
        places, claim_ids = _lock_queue(campaign_id, limit)
        if not places:
            return 0
        claims = _lock_claims(claim_ids)
        acts = settlement_state.by_act(settlement_state.take(places))
        set_aside.set_aside(acts[Act.SET_ASIDE])
        set_aside.give_back(campaign, acts[Act.GIVE_BACK])
        # Not both in one transaction: each books a transfer, and its accounts are locked in order.
        if acts[Act.CLAW_BACK]:
            clawback.take_back(campaign, claims, acts[Act.CLAW_BACK])
            return len(places) - _put_back(campaign_id, acts[Act.PAY])
        if acts[Act.PAY]:
            _pay(campaign, claims, acts[Act.PAY])
        return len(places)


def _lock_queue(campaign_id: int, limit: int) -> tuple[list[str], set[int]]:
    """Lock the next rows of the queue; return their places in the table, and their claims."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_QUEUE, (campaign_id, limit))
        rows = cursor.fetchall()
    return [place for place, _claim in rows], {claim for _place, claim in rows}


def _lock_claims(claims: Iterable[int]) -> list[Claim]:
    """Lock the claims, and only then read what they have left."""
    with connection.cursor() as cursor:
        cursor.execute(_LOCK_CLAIMS, [array(claims)])
        locked = [pk for (pk,) in cursor]
    return list(Claim.objects.filter(pk__in=locked))


def _put_back(campaign_id: int, clicks: Sequence[Standing]) -> int:
    """Leave clicks to the next batch; return how many."""
    settlement_queue.put(
        Queued(click.click_id, click.click_at, campaign_id, click.claim_id, click.link_id)
        for click in clicks
    )
    return len(clicks)


def _pay(campaign: Campaign, claims: Sequence[Claim], clicks: Sequence[Standing]) -> None:
    due = [
        Due(
            click_id=click.click_id,
            click_at=click.click_at,
            claim_id=click.claim_id,
            link_id=click.link_id,
            rate_cents=click.rate_cents,
        )
        for click in clicks
    ]
    earnings = allocate(due, limits_of(campaign, claims, due))
    by_claim = counters.sum_by_claim(earnings)
    transfer = _transfer(campaign, earnings, clicks[0].seq + 1, by_claim) if by_claim else None
    _write_earnings(earnings, [click.seq + 1 for click in clicks], transfer)
    counters.up(campaign, claims, earnings)
    _hold(campaign, by_claim)
    settled_totals.add(earnings)
    _exhaust(campaign)


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


def _write_earnings(earnings: Sequence[Earning], seqs: Iterable[int], transfer: int | None) -> None:
    paid = maybe_bigint(transfer)
    reasons = {reason: text(reason) for reason in {e.reason for e in earnings}}
    rows = (
        _EARNING.pack(
            *(7, 16, e.click_id.bytes, 8, microseconds(e.click_at), 8, e.claim_id),
            *(2, seq, 4, e.cents),
        )
        + reasons[e.reason]
        + (paid if e.cents else NULL)
        for e, seq in zip(earnings, seqs, strict=True)
    )
    binary_copy.copy("payouts_clickearning", _EARNING_COLUMNS, rows)


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


_LOCK_QUEUE = """
SELECT ctid, claim_id FROM campaigns_tosettle WHERE campaign_id = %s
ORDER BY click_at, click_id LIMIT %s FOR UPDATE SKIP LOCKED
"""
_LOCK_CLAIMS = """
SELECT id FROM campaigns_claim WHERE id = ANY(%s::bigint[]) ORDER BY id FOR NO KEY UPDATE
"""
# The number of fields, then each behind its length; `reason` and `transfer_id` follow.
_EARNING = struct.Struct("!h i 16s i q i q i h i i")
_EARNING_COLUMNS = "click_id, click_at, claim_id, seq, cents, reason, transfer_id"
_HOLD = """
INSERT INTO payouts_hold AS hold (claim_id, due_at, cents)
SELECT claim_id, paris_midnight(now(), %s), cents
FROM unnest(%s::bigint[], %s::int[]) AS new (claim_id, cents)
ON CONFLICT (claim_id, due_at) WHERE released_by_id IS NULL
    DO UPDATE SET cents = hold.cents + excluded.cents
"""
