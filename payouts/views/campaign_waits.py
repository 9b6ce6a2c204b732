"""A campaign that was sent and has not started: which step is missing, who takes it, what then.

At the address of the check of a draft (campaign_check.py): it is the next step of the same way.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.db import transaction
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _

from campaigns.models import Campaign
from campaigns.running import booking_conditions, lifecycle
from marketplace.accounts import team_permissions
from marketplace.accounts.permissions import person
from marketplace.accounts.team_permissions import Act
from marketplace.states import IllegalTransition, StateChanged
from payouts import ledger, start_approved
from payouts.ledger import Kind
from payouts.models import TopUp

WAITING = frozenset({Campaign.Status.IN_REVIEW, Campaign.Status.UNFUNDED})


def show(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """Show where it stands; its buyer may take it back to a draft."""
    if request.method == "POST":
        team_permissions.require(person(request), Act.CAMPAIGNS, campaign.buyer)
        return _take_back(request, campaign)
    context = {
        "campaign": campaign,
        "approved": campaign.status == Campaign.Status.UNFUNDED,
        "can_take_back": team_permissions.may(person(request), Act.CAMPAIGNS, campaign.buyer),
        "obstacles": _obstacles(campaign),
        **funds(request, campaign),
    }
    return render(request, "payouts/campaign_waits.html", context)


def funds(request: HttpRequest, campaign: Campaign) -> dict[str, Any]:
    """Return the buyer's free funds, what they lack, and transfers on their way: for its people."""
    if not team_permissions.may(person(request), Act.LOOK, campaign.buyer):
        return {"funds_cents": None, "lacking_cents": 0}
    before = start_approved.ahead_of(campaign)
    return {
        "funds_cents": ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id),
        "lacking_cents": start_approved.missing_cents(campaign),
        "before": before,
        "announced": TopUp.objects.waiting().filter(organisation=campaign.buyer_id),
    }


def _obstacles(campaign: Campaign) -> list[str]:
    """Return what else stands in the way, each with who must act."""
    asked = (
        booking_conditions.require_proof,
        booking_conditions.require_mandate,
        lifecycle.require_not_suspended,
    )
    return [words for ask in asked if (words := _refused(ask, campaign))]


def _refused(ask: Callable[[Campaign], object], campaign: Campaign) -> str:
    try:
        with transaction.atomic():
            ask(campaign)
    except start_approved.REFUSALS as refusal:
        return start_approved.say_refusal(refusal)
    return ""


def _take_back(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    """`to` is sent by the button alone: a form of the draft sent twice takes nothing back."""
    if request.POST.get("to") != Campaign.Status.DRAFT:
        return redirect("campaigns:campaign", campaign.pk)
    try:
        lifecycle.take_back(campaign, person(request))
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This campaign had already moved on."))
    return redirect("campaigns:campaign", campaign.pk)
