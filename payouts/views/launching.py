"""A reviewer's decision on a campaign: its launch moves money, so it is taken on this floor."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST

from campaigns import lifecycle, refusals
from campaigns.booking import NoMandate, OverMandate, Unproven
from campaigns.forms import DecisionForm
from campaigns.models import Campaign
from campaigns.views import desk
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.states import IllegalTransition, StateChanged
from payouts import escrow
from payouts.ledger import InsufficientFunds


@require_POST
@roles(User.Role.REVIEWER)
def review_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve (budget into escrow, live) or send back with a reason."""
    campaign = get_object_or_404(Campaign, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return desk.show(request, desk.refused("campaign", pk, form), status=422)
    try:
        if form.approved:
            escrow.launch(campaign, person(request))
        else:
            lifecycle.send_back(campaign, person(request), form.cleaned_data["reason"])
    except InsufficientFunds:
        words = _("The buyer's funds do not cover the budget yet: book its transfer first.")
        return _not_yet(request, pk, words)
    except (NoMandate, OverMandate, Unproven) as refusal:
        return _not_yet(request, pk, refusals.words(refusal))
    except (IllegalTransition, StateChanged):
        messages.info(request, _("Somebody had already decided."))
    return redirect("campaigns:desk")


def _not_yet(request: HttpRequest, pk: int, words: str) -> HttpResponse:
    """Show the desk with what stands in the way beside the decision."""
    return desk.show(request, {"kind": "campaign", "pk": pk, "error": words}, status=409)
