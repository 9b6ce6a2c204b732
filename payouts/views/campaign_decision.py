"""A reviewer's decision on a campaign; it is here because a launch moves money."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns.forms import CampaignDecisionForm
from campaigns.models import Campaign
from campaigns.running import explain_refusal, lifecycle
from campaigns.running.booking_conditions import (
    NoMandate,
    OverMandate,
    Unproven,
    UnsafeLanding,
)
from campaigns.views import desk
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from payouts import escrow
from payouts.ledger import InsufficientFunds


@require_POST
@roles(User.Role.REVIEWER)
def review_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve (budget into escrow, live) or send back with a reason."""
    campaign = get_object_or_404(Campaign, pk=pk)
    form = CampaignDecisionForm(request.POST)
    if not form.is_valid():
        return desk.show(request, form.refused("campaign", pk), status=422)
    if form.approved and not form.read(campaign):
        words = _("It was changed since you opened it: read it again, it is shown as it is now.")
        return _not_yet(request, pk, form, words)
    try:
        return desk.decide(request, lambda: _decide(campaign, form, person(request)))
    except InsufficientFunds:
        words = _("The buyer's funds do not cover the budget yet: book its transfer first.")
    except (NoMandate, OverMandate, Unproven, UnsafeLanding) as refusal:
        words = explain_refusal.words(refusal)
    return _not_yet(request, pk, form, words)


def _decide(campaign: Campaign, form: CampaignDecisionForm, by: User) -> None:
    if form.approved:
        escrow.launch(campaign, by)
    else:
        lifecycle.send_back(campaign, by, form.cleaned_data["reason"])


def _not_yet(request: HttpRequest, pk: int, form: CampaignDecisionForm, words: str) -> HttpResponse:
    """Show the desk with what stands in the way beside the decision."""
    return desk.show(request, form.kept("campaign", pk, words), status=409)
