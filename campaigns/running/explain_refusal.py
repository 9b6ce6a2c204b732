"""Say in words why a campaign cannot be booked yet, and what would change it."""

from __future__ import annotations

from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.running.booking_conditions import (
    LandingFailed,
    NoMandate,
    OverMandate,
    Unproven,
    UnsafeLanding,
    missing_proof,
)
from marketplace.accounts.models import Proof
from marketplace.typography import euros_short

Status = Campaign.Status
BEFORE_LAUNCH = frozenset(Campaign.BEFORE_LAUNCH)


def words(refusal: Exception) -> str:
    """Return the sentence for a refusal of booking_conditions.py; TypeError for anything else."""
    if isinstance(refusal, OverMandate):
        left = euros_short(max(refusal.left_cents, 0))
        return _("The brand’s mandate still allows %(left)s: lower the budget, or ask the brand"
                 " for a larger mandate.") % {"left": left}  # fmt: skip
    if isinstance(refusal, NoMandate):
        return _("The brand’s mandate has ended: it must give a new one first.")
    if isinstance(refusal, LandingFailed):
        return _("The landing page does not open: say why it may run all the same.")
    if isinstance(refusal, UnsafeLanding):
        return _("The landing page leads into a private network: nobody can be sent there.")
    if isinstance(refusal, Unproven):
        return " ".join(to_prove(refusal.missing))
    raise TypeError(refusal)


def suspended_words() -> str:
    """Return what is said when lifecycle.Suspended stands in the way."""
    return _("The brand or its agency is suspended: nothing of theirs can run for now.")


def landing_words() -> str:
    """Return what is said when lifecycle.LandingStands stands in the way."""
    return _("It is paused for its landing page, and runs again once that is as it was approved.")


def what_to_prove(campaign: Campaign) -> list[str]:
    """Return what keeps a campaign that has not run from going live, in sentences."""
    return to_prove(missing_proof(campaign)) if campaign.status in BEFORE_LAUNCH else []


def to_prove(kinds: list[Proof.Kind]) -> list[str]:
    sentences = {
        Proof.Kind.NUMBER: _("The sponsor’s company number is not proved yet."),
        Proof.Kind.DOMAIN: _("Control of the landing page’s domain is not proved yet."),
    }
    return [sentences[kind] for kind in kinds]
