"""Take back what clicks had earned that turned out not to be valid: from whom, and to whom.

It comes first from what is still pending of their claim, then from what its influencer has
available, and what is left is owed (`influencer_receivable`, netted before the next payout:
payouts/netting.py). It goes to the campaign's escrow with its part of the fee, and to the buyer's
funds once the campaign is closed.
"""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence

from django.db import connection

from campaigns.models import Campaign, Claim
from campaigns.running import lifecycle
from marketplace.array_literals import array
from marketplace.money import fee_on, most_earned_within
from payouts import counters, ledger, lock_available, set_aside
from payouts.ledger import Kind
from payouts.settlement_state import Standing


def take_back(campaign: Campaign, claims: Sequence[Claim], clicks: Sequence[Standing]) -> None:
    """Undo the earnings of rejected clicks; campaign and claims are locked.

    The row of a click is its lock and its transfer is named after the first: nothing is taken
    back twice. Nothing else may be booked in the transaction, or two could wait for each other's
    accounts.
    """
    clicks = _set_aside(clicks)
    pending = Counter[int]()
    for click in clicks:
        pending[click.claim_id] += click.set_aside_cents or 0
    set_aside.no_longer(clicks)
    earned = counters.sum_by_claim(clicks)
    transfer = _transfer(campaign, clicks, earned, pending) if earned else None
    _write(clicks, transfer)
    released = {claim: cents - pending[claim] for claim, cents in earned.items()}
    counters.down(campaign, claims, clicks, released)
    _reopen(campaign)


def _set_aside(clicks: Sequence[Standing]) -> list[Standing]:
    """Return the clicks with what could be set aside of each."""
    now = set_aside.set_aside([click for click in clicks if click.set_aside_cents is None])
    return [
        click._replace(set_aside_cents=now.get(click.click_id, click.set_aside_cents))
        for click in clicks
    ]


def _transfer(
    campaign: Campaign, clicks: Sequence[Standing], earned: dict[int, int], pending: Counter[int]
) -> int:
    fee = campaign.fee_cents - fee_on(
        campaign.earned_cents - sum(earned.values()), campaign.fee_bps
    )
    owners = dict(Claim.objects.filter(pk__in=earned).values_list("pk", "influencer_id"))
    legs: Counter[int] = Counter()
    if any(cents > pending[claim] for claim, cents in earned.items()):
        lock_available.lock()
    for claim, cents in earned.items():
        legs.update(_from(owners[claim], cents, pending[claim]))
    legs[_to(campaign)] += sum(earned.values()) + fee
    if fee:
        legs[ledger.account(Kind.FEE, campaign=campaign.pk)] -= fee
    first = clicks[0]
    key = f"reverse:{first.click_id}:{first.seq + 1}"
    return ledger.post("reversal", key, legs, memo=campaign.title)


def _from(influencer: int, cents: int, pending: int) -> dict[int, int]:
    """Return account -> cents: pending, then available, then owed."""
    released = cents - pending
    there = min(released, ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer))
    parts = {
        Kind.INFLUENCER_PENDING: pending,
        Kind.INFLUENCER_AVAILABLE: there,
        Kind.INFLUENCER_RECEIVABLE: released - there,
    }
    return {
        ledger.account(kind, influencer=influencer): -part for kind, part in parts.items() if part
    }


def _to(campaign: Campaign) -> int:
    if campaign.status == Campaign.Status.CLOSED:
        return ledger.account(Kind.BRAND_FUNDS, organisation=campaign.buyer_id)
    return ledger.account(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk)


def _write(clicks: Sequence[Standing], transfer: int | None) -> None:
    columns = (
        array(click.click_id for click in clicks),
        array(click.click_at for click in clicks),
        array(click.claim_id for click in clicks),
        array(click.seq + 1 for click in clicks),
        array(-click.cents for click in clicks),
        array(click.set_aside_cents or 0 for click in clicks),
    )
    with connection.cursor() as cursor:
        cursor.execute(_REVERSALS, [transfer, *columns])


def _reopen(campaign: Campaign) -> None:
    """A campaign whose budget was spent runs again on what came back."""
    most = most_earned_within(campaign.budget_cents, campaign.fee_bps)
    if campaign.status == Campaign.Status.EXHAUSTED and campaign.earned_cents < most:
        lifecycle.reopen_unless_suspended(campaign)


_REVERSALS = """
INSERT INTO payouts_clickearning
    (transfer_id, click_id, click_at, claim_id, seq, cents, reserved_cents, reason)
SELECT CASE WHEN cents < 0 THEN %s::bigint END, click_id, click_at, claim_id, seq, cents,
       reserved_cents, 'reversed'
FROM unnest(%s::uuid[], %s::timestamptz[], %s::bigint[], %s::smallint[], %s::int[], %s::int[])
    AS new (click_id, click_at, claim_id, seq, cents, reserved_cents)
"""
