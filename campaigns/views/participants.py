"""Who takes part in a campaign: requests to join, messages to be seen, clicks to be questioned."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.disclosure import veto_message
from campaigns.forms import DecisionForm, DisputeForm
from campaigns.joining import request_to_join
from campaigns.joining.claim_campaign import DoesNotFit, NotOpen
from campaigns.models import Campaign, Claim, Dispute, JoinRequest, Message
from campaigns.running import dispute_clicks
from campaigns.views.brand import find_campaign, may
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.answer_get import acts

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


def _people_of(request: HttpRequest, campaign_id: int) -> HttpResponse:
    return redirect("campaigns:campaign_people", find_campaign(request, campaign_id).pk)


def _asked(request: HttpRequest, pk: int) -> HttpResponse:
    return _people_of(request, get_object_or_404(JoinRequest, pk=pk).campaign_id)


def _written(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Message.objects.select_related("claim"), pk=pk)
    return _people_of(request, found.claim.campaign_id)


def _claimed(request: HttpRequest, pk: int) -> HttpResponse:
    return _people_of(request, get_object_or_404(Claim, pk=pk).campaign_id)


def _questioned(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(Dispute.objects.select_related("claim"), pk=pk)
    return _people_of(request, found.claim.campaign_id)


@roles(Role.BRAND)
@acts(_asked)
def request_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Let somebody join, or decline with a reason."""
    asked = get_object_or_404(JoinRequest.objects.select_related("influencer"), pk=pk)
    campaign = find_campaign(request, asked.campaign_id, Act.CAMPAIGNS)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, campaign, form.refused("request", pk), status=422)
    try:
        _answer_request(request, asked, form)
    except (NotOpen, DoesNotFit):
        words = _("This person no longer fits, or the campaign does not run: decline instead.")
        wrong = form.kept("request", pk, str(words))
        return _show(request, campaign, wrong, status=409)
    return redirect("campaigns:campaign_people", campaign.pk)


def _answer_request(request: HttpRequest, asked: JoinRequest, form: DecisionForm) -> None:
    by, reason = person(request), form.cleaned_data["reason"]
    if form.approved:
        wish = Wish.posted(request, JoinRequest.Status.ACCEPTED)
        decide_as_seen(asked, wish, lambda row: request_to_join.accept(row, by))
    else:
        wish = Wish.posted(request, JoinRequest.Status.DECLINED, reason)
        decide_as_seen(asked, wish, lambda row: request_to_join.decline(row, by, reason))


@roles(Role.BRAND)
@acts(_written)
def message_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Let a message out before its time, or veto it with a reason."""
    found = get_object_or_404(Message.objects.select_related("claim"), pk=pk)
    campaign = find_campaign(request, found.claim.campaign_id, Act.CAMPAIGNS)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return _show(request, campaign, form.refused("message", pk), status=422)
    try:
        _answer_message(request, found, form)
    except veto_message.TooLate:
        messages.info(request, _("The time to veto is over: the message goes out."))
    return redirect("campaigns:campaign_people", campaign.pk)


def _answer_message(request: HttpRequest, found: Message, form: DecisionForm) -> None:
    by, reason = person(request), form.cleaned_data["reason"]
    if form.approved:
        wish = Wish.posted(request, Message.Status.ACCEPTED)
        decide_as_seen(found, wish, lambda row: veto_message.let_out(row, by))
    else:
        wish = Wish.posted(request, Message.Status.VETOED, reason)
        decide_as_seen(found, wish, lambda row: veto_message.veto(row, by, reason))


@roles(Role.BRAND)
@acts(_claimed)
def dispute_open(request: HttpRequest, pk: int) -> HttpResponse:
    """Question the clicks of a claim, with a reason."""
    claim = get_object_or_404(Claim, pk=pk)
    campaign = find_campaign(request, claim.campaign_id, Act.CAMPAIGNS)
    form = DisputeForm(request.POST)
    if not form.is_valid():
        return _show(request, campaign, _not_asked(request, pk, form.errors["reason"][0]), 422)
    made = dispute_clicks.open_dispute(claim, person(request), form.cleaned_data["reason"])
    if made.reason != form.cleaned_data["reason"]:
        words = _("These clicks are questioned already: take that question back to ask another.")
        return _show(request, campaign, _not_asked(request, pk, words), status=409)
    messages.success(request, _("A person of Franc looks at it and answers."))
    return redirect("campaigns:campaign_people", campaign.pk)


def _not_asked(request: HttpRequest, pk: int, error: object) -> dict[str, Any]:
    typed = {"reason": request.POST.get("reason", "")}
    return {"kind": "dispute", "pk": pk, "error": str(error), "typed": typed}


@roles(Role.BRAND)
@acts(_questioned)
def dispute_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    dispute = get_object_or_404(Dispute.objects.select_related("claim"), pk=pk)
    campaign = find_campaign(request, dispute.claim.campaign_id, Act.CAMPAIGNS)
    by = person(request)
    decide_as_seen(
        dispute,
        Wish.posted(request, Dispute.Status.WITHDRAWN),
        lambda row: dispute_clicks.withdraw(row, by),
    )
    return redirect("campaigns:campaign_people", campaign.pk)
