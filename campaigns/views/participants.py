"""Who takes part in a campaign: requests to join, messages to be seen, clicks to be questioned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from campaigns.disclosure import veto_message
from campaigns.forms import DecisionForm, DisputeForm
from campaigns.joining import request_to_join
from campaigns.joining.claim_campaign import DoesNotFit, NotOpen
from campaigns.models import Campaign, Claim, Dispute, JoinRequest, Message
from campaigns.running import dispute_clicks
from campaigns.views.brand import find_campaign, may
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.states import IllegalTransition, StateChanged

Role = User.Role
PER_PAGE = 20


@require_safe
@roles(Role.BRAND)
def campaign_people(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, find_campaign(request, pk))


def _show(
    request: HttpRequest,
    campaign: Campaign,
    wrong: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    """Render the page, with what was wrong about a decision beside it."""
    claims = (
        Claim.objects.filter(campaign=campaign)
        .select_related("influencer")
        .prefetch_related("disputes", "influencer__accounts")
        .order_by("-accrued_cents", "pk")
    )
    page = Paginator(claims, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "campaign": campaign,
        "can_act": may(request, campaign, Act.CAMPAIGNS),
        "requests": request_to_join.waiting(campaign),
        "messages_waiting": veto_message.waiting(campaign),
        "claims": [_row(claim) for claim in page],
        "page": page,
        "refused": wrong,
    }
    return render(request, "campaigns/campaign_people.html", context, status=status)


def _row(claim: Claim) -> dict[str, Any]:
    disputes = list(claim.disputes.all())
    open_one = next((one for one in disputes if one.status == Dispute.Status.OPEN), None)
    last = disputes[0] if disputes else None
    return {"claim": claim, "dispute": last, "can_dispute": open_one is None}


@require_POST
@roles(Role.BRAND)
def request_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody join, or decline with a reason."""
    asked = get_object_or_404(JoinRequest.objects.select_related("influencer"), pk=pk)
    campaign = find_campaign(request, asked.campaign_id, Act.CAMPAIGNS)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, campaign, form.refused("request", pk), status=422)
    try:
        if form.approved:
            request_to_join.accept(asked, person(request))
        else:
            request_to_join.decline(asked, person(request), form.cleaned_data["reason"])
    except (IllegalTransition, StateChanged):
        messages.info(request, _("Somebody had already decided."))
    except (NotOpen, DoesNotFit):
        words = _("This person no longer fits, or the campaign does not run: decline instead.")
        wrong = form.kept("request", pk, str(words))
        return _show(request, campaign, wrong, status=409)
    return redirect("campaigns:campaign_people", campaign.pk)


@require_POST
@roles(Role.BRAND)
def message_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a message out before its time, or veto it with a reason."""
    found = get_object_or_404(Message.objects.select_related("claim"), pk=pk)
    campaign = find_campaign(request, found.claim.campaign_id, Act.CAMPAIGNS)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, campaign, form.refused("message", pk), status=422)
    try:
        if form.approved:
            veto_message.let_out(found, person(request))
        else:
            veto_message.veto(found, person(request), form.cleaned_data["reason"])
    except veto_message.TooLate:
        messages.info(request, _("The time to veto is over: the message goes out."))
    except (IllegalTransition, StateChanged):
        messages.info(request, _("Somebody had already decided."))
    return redirect("campaigns:campaign_people", campaign.pk)


@require_POST
@roles(Role.BRAND)
def dispute_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Question the clicks of a claim, with a reason."""
    claim = get_object_or_404(Claim, pk=pk)
    campaign = find_campaign(request, claim.campaign_id, Act.CAMPAIGNS)
    form = DisputeForm(request.POST)
    if not form.is_valid():
        error = str(form.errors["reason"][0])
        typed = {"reason": request.POST.get("reason", "")}
        wrong = {"kind": "dispute", "pk": pk, "error": error, "typed": typed}
        return _show(request, campaign, wrong, status=422)
    dispute_clicks.open_dispute(claim, person(request), form.cleaned_data["reason"])
    messages.success(request, _("A person of Franc looks at it and answers."))
    return redirect("campaigns:campaign_people", campaign.pk)


@require_POST
@roles(Role.BRAND)
def dispute_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.select_related("claim"), pk=pk)
    campaign = find_campaign(request, dispute.claim.campaign_id, Act.CAMPAIGNS)
    try:
        dispute_clicks.withdraw(dispute, person(request))
    except (IllegalTransition, StateChanged):
        messages.info(request, _("It is answered already."))
    return redirect("campaigns:campaign_people", campaign.pk)
