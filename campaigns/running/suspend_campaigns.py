"""A suspended organisation's campaigns stop, and do not run again until it is restored."""

from __future__ import annotations

from django.db import transaction
from django.db.models import Q

from campaigns.models import Campaign
from campaigns.running import lifecycle
from marketplace.accounts import suspend_account
from marketplace.accounts.models import Organisation, Suspension, User
from marketplace.states import IllegalTransition, StateChanged


def suspend_organisation(organisation: Organisation, by: User, reason: str) -> Suspension:
    """Suspend it and pause what runs of it, as sponsor or as buyer."""
    with transaction.atomic():
        suspension = suspend_account.suspend(organisation, by, reason)
        of_it = Q(sponsor=organisation) | Q(buyer=organisation)
        for campaign in Campaign.objects.live().filter(of_it):
            _pause(campaign, by, reason)
    return suspension


def _pause(campaign: Campaign, by: User, reason: str) -> None:
    try:
        lifecycle.change_state(campaign, Campaign.Status.PAUSED, by, reason)
    except (IllegalTransition, StateChanged):
        return  # it stopped by itself meanwhile
