"""Step 7 of the way of a click: earnings whose hold is over become available.

Due times are rows, compared with the database's clock: a worker whose clock is off, or a
message that comes early or twice, releases nothing early and nothing twice.
"""

from __future__ import annotations

from django.db import transaction
from django.db.models import Exists, F, OuterRef, QuerySet
from django.db.models.functions import Now

from campaigns.models import Claim, Dispute
from payouts import ledger
from payouts.ledger import Kind
from payouts.models import Hold

BATCH = 500


def release_due(limit: int = BATCH) -> int:
    """Release up to `limit` holds that are due and return how many.

    What is questioned stays: an open dispute, or one that was upheld.
    """
    due = Hold.objects.filter(~Exists(_questioned()), released_by=None, due_at__lte=Now()).order_by(
        "due_at", "id"
    )
    return sum(_release(pk) for pk in list(due.values_list("pk", flat=True)[:limit]))


def _questioned() -> QuerySet[Dispute]:
    return Dispute.objects.filter(
        claim_id=OuterRef("claim_id"), status__in=[Dispute.Status.OPEN, Dispute.Status.UPHELD]
    )


def _release(pk: int) -> bool:
    with transaction.atomic():
        waiting = Hold.objects.select_for_update(skip_locked=True, of=("self",), no_key=True)
        hold = (
            waiting.select_related("claim")
            .filter(~Exists(_questioned()), pk=pk, released_by=None)
            .first()
        )
        if hold is None:
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
