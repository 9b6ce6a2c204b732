"""An influencer claims a campaign: rate and cap are frozen at that moment."""

from __future__ import annotations

import secrets

from django.db import transaction
from django.utils import timezone

from campaigns.models import Campaign, Claim, Link
from marketplace.accounts.models import Influencer

# Without 0, O, I, l and 1, which people confuse when they copy a link by hand.
ALPHABET = "23456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
CODE_LENGTH = 7


class NotOpen(Exception):
    """The campaign takes no claims now: it is not live, or not within its dates."""


def claim(campaign_id: int, influencer: Influencer) -> Claim:
    """Return the influencer's claim on the campaign, made now if need be. Raises NotOpen."""
    with transaction.atomic():
        # Locked, so that rate and cap cannot change between reading and freezing them.
        campaign = Campaign.objects.select_for_update(no_key=True).get(pk=campaign_id)
        existing = Claim.objects.filter(campaign=campaign, influencer=influencer).first()
        if existing:
            return existing
        today = timezone.now().date()
        in_time = campaign.starts_on <= today <= campaign.ends_on
        if campaign.status != Campaign.Status.LIVE or not in_time:
            raise NotOpen(campaign.status)
        return Claim.objects.create(
            campaign=campaign,
            influencer=influencer,
            rate_cents=campaign.rate_cents,
            cap_cents=campaign.cap_cents,
        )


def give_link(claim: Claim) -> Link:
    """Return the claim's first link, made now if need be."""
    existing = claim.links.order_by("id").first()
    return existing or Link.objects.create(claim=claim, code=new_code())


def new_code() -> str:
    """Return a code of 57^7 (2 x 10^12) possibilities, so that codes cannot be guessed."""
    return "".join(secrets.choice(ALPHABET) for _ in range(CODE_LENGTH))
