"""A newcomer's claims earn little until a person has approved a post of theirs.

Settlement holds the cap (payouts/earnings.py); here it begins and ends.
"""

from __future__ import annotations

from django.db.models.functions import Now

from campaigns.models import Campaign, Claim, Post
from marketplace.accounts.models import Influencer


def cap_of_trial(campaign: Campaign, influencer: Influencer) -> int | None:
    """Return what a new claim may earn at first (cents), or None when nothing limits it.

    Locks the influencer's row against the review that ends their trials meanwhile.
    """
    if campaign.trial_cap_cents is None:
        return None
    _lock(influencer.pk)
    if not is_newcomer(influencer):
        return None
    return min(campaign.trial_cap_cents, campaign.cap_cents)


def is_newcomer(influencer: Influencer) -> bool:
    """Whether nobody has ever approved a post of theirs."""
    return not Post.objects.approved().filter(link__claim__influencer=influencer).exists()


def end_trials(influencer_id: int) -> None:
    """End all trials of an influencer, in the transaction that approves a post."""
    _lock(influencer_id)
    on_trial = Claim.objects.filter(
        influencer=influencer_id, trial_cap_cents__isnull=False, trial_ended_at=None
    )
    on_trial.update(trial_ended_at=Now())


def _lock(influencer_id: int) -> None:
    Influencer.objects.select_for_update(no_key=True).get(pk=influencer_id)
