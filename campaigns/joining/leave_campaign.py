"""An influencer leaves a campaign: what is earned stays, later clicks are not paid.

The links go on leading to the landing page. Whoever comes back while the campaign is open finds
the same claim at its old rate and cap: leaving is no way to a second cap, and the time away is
kept, for clicks are judged by the state at their moment (rules/left.py).
"""

from __future__ import annotations

from django.db import transaction
from django.db.models.functions import Now

from campaigns.models import Absence, Claim


def leave(claim: Claim) -> bool:
    """Leave now, by the database's clock; leaving twice does nothing. Returns whether it did."""
    left = Claim.objects.filter(pk=claim.pk, left_at=None).update(left_at=Now())
    claim.refresh_from_db(fields=["left_at"])
    return bool(left)


def come_back(claim: Claim) -> None:
    """End the absence; the caller has asked whether the campaign is still open to them."""
    with transaction.atomic():
        locked = Claim.objects.select_for_update(no_key=True).get(pk=claim.pk)
        if locked.left_at is not None:
            Absence.objects.create(claim=claim, left_at=locked.left_at)
            Claim.objects.filter(pk=claim.pk).update(left_at=None)
    claim.left_at = None
