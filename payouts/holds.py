"""Step 7 of the way of a click: earnings whose hold is over become available.

Due times are rows, compared with the database's clock: a worker whose clock is off, or a
message that comes early or twice, releases nothing early and nothing twice.
"""

from __future__ import annotations

from datetime import timedelta

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now

from campaigns.models import Claim, Dispute, ToSettle
from campaigns.patterns import look_for_patterns
from payouts import ledger
from payouts.ledger import Kind
from payouts.models import ClickEarning, Hold

BATCH = 500
A_DAY = timedelta(days=1)


def release_due(limit: int = BATCH) -> int:
    """Release up to `limit` holds that are due and return how many.

    Before that, the clicks are looked at together once more (pass B). What is questioned stays:
    an open dispute. What is set aside is in no hold.
    """
    due = Hold.objects.filter(
        ~Exists(_questioned()), released_by=None, due_at__lte=Now(), cents__gt=0
    ).order_by("due_at", "id")
    holds = list(due.values_list("pk", "claim_id", "due_at")[:limit])
    if holds:
        # What a hold holds was settled a week before it is due, at the least (Campaign.hold_days).
        look_for_patterns.ensure(began=holds[-1][2] - A_DAY)
    return sum(_release(pk, claim) for pk, claim, _due in holds)


def _questioned() -> QuerySet[Dispute]:
    return Dispute.objects.filter(claim_id=OuterRef("claim_id"), status=Dispute.Status.OPEN)


def _is_looked_at_again(claim: Claim) -> bool:
    """Whether a verdict changed on something the claim has earned, and settlement is to come.

    It may set aside what this hold holds: seconds later one knows.
    """
    earned = ClickEarning.objects.filter(click_id=OuterRef("click_id"))
    queue = ToSettle.objects.filter(campaign_id=claim.campaign_id, claim_id=claim.pk)
    return queue.filter(Exists(earned)).exists()


def _release(pk: int, claim_id: int) -> bool:
    with transaction.atomic():
        # The claim first, as settlement does, which takes from the holds of locked claims.
        claim = Claim.objects.select_for_update(no_key=True).get(pk=claim_id)
        waiting = Hold.objects.select_for_update(of=("self",), no_key=True)
        hold = (
            waiting.select_related("claim")
            .filter(~Exists(_questioned()), pk=pk, released_by=None, cents__gt=0)
            .first()
        )
        if hold is None or _is_looked_at_again(claim):
            return False
        owner = hold.claim.influencer_id
        Claim.objects.filter(pk=hold.claim_id).update(
            released_cents=F("released_cents") + hold.cents
        )
        transfer = ledger.post(
            "release",
            f"release:{hold.pk}",
            {
                ledger.account(Kind.INFLUENCER_PENDING, influencer=owner): -hold.cents,
                ledger.account(Kind.INFLUENCER_AVAILABLE, influencer=owner): hold.cents,
            },
        )
        Hold.objects.filter(pk=pk).update(released_by=transfer)
    return True
