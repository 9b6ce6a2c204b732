"""Add to a running campaign's budget, or end it early: the money is shown before and after."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from campaigns.models import Campaign
from campaigns.running import explain_refusal, lifecycle
from campaigns.running.after_the_end import after_the_end
from campaigns.running.booking_conditions import NoMandate, OverMandate
from campaigns.views.brand import find_campaign
from marketplace.accounts import team_permissions
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.form_fields import EuroField
from marketplace.states import IllegalTransition, StateChanged
from payouts import close_campaign, escrow, ledger
from payouts.ledger import IdempotencyConflict, InsufficientFunds, Kind

Role = User.Role


class BudgetForm(forms.Form):
    """`key` comes with the empty form: the same form sent twice adds once."""

    cents = EuroField(
        label=gettext_lazy("Add to the budget"), lowest=100, highest=100_000_000,
        help_text=gettext_lazy("Fee included, excluding VAT."),
    )  # fmt: skip
    key = forms.UUIDField(widget=forms.HiddenInput)


@require_http_methods(["GET", "POST"])
@roles(Role.BRAND)
def budget_add(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    # The funds are the buyer's: the sponsor of an agency's campaign neither sees nor spends them.
    team_permissions.require(person(request), Act.CAMPAIGNS, campaign.buyer)
    if campaign.status not in lifecycle.RUNNING:
        return redirect("campaigns:campaign", pk)
    form = BudgetForm(request.POST or None, initial={"key": uuid4()})
    if request.method == "POST" and form.is_valid() and _added(request, campaign, form):
        messages.success(request, _("The budget is larger now."))
        return redirect("campaigns:campaign", pk)
    funds = ledger.balance(Kind.BRAND_FUNDS, organisation=campaign.buyer_id)
    context = {"campaign": campaign, "form": form, "funds_cents": funds}
    return render(request, "payouts/budget_add.html", context)


def _added(request: HttpRequest, campaign: Campaign, form: BudgetForm) -> bool:
    """Whether the money moved; otherwise the form says why not."""
    cents, key = form.cleaned_data["cents"], form.cleaned_data["key"]
    try:
        escrow.add_budget(campaign.pk, cents, person(request), key)
    except InsufficientFunds:
        form.add_error("cents", _("Your funds do not cover this: add funds first."))
    except IdempotencyConflict:
        words = _("This form was sent before, with other values: load the page again.")
        form.add_error("cents", words)
    except (NoMandate, OverMandate) as refusal:
        form.add_error("cents", explain_refusal.words(refusal))
    except (IllegalTransition, StateChanged):
        form.add_error(None, _("This campaign had already moved on."))
    return form.is_valid()


@require_http_methods(["GET", "POST"])
@roles(Role.BRAND)
def campaign_end(request: HttpRequest, pk: int) -> HttpResponse:
    """Show what would come back and when, end the campaign, and show where its money is."""
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    if request.method == "POST":
        try:
            lifecycle.end_campaign(campaign, person(request))
        except (IllegalTransition, StateChanged):
            messages.info(request, _("This campaign had already moved on."))
        return redirect("payouts:campaign_end", pk)
    if campaign.status in Campaign.BEFORE_LAUNCH:
        return redirect("campaigns:campaign", pk)
    context = {
        "campaign": campaign,
        "running": campaign.status in lifecycle.RUNNING,
        "refund": close_campaign.refund_if_ended(campaign),
        "refunded": close_campaign.refunded(campaign),
        "returned_cents": close_campaign.returned_cents(campaign),
        "reserved_cents": ledger.balance(Kind.CAMPAIGN_ESCROW, campaign=campaign.pk),
        "after": after_the_end(campaign),
        "closed": campaign.status == campaign.Status.CLOSED,
    }
    return render(request, "payouts/campaign_end.html", context)
