"""A reviewer's decision on a campaign; it is here because a launch moves money."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404

from campaigns.forms import DecisionForm
from campaigns.models import Campaign
from campaigns.running import explain_refusal, lifecycle
from campaigns.running.booking_conditions import (
    LandingFailed,
    NoMandate,
    OverMandate,
    Unproven,
    UnsafeLanding,
)
from campaigns.views import desk
from marketplace.accounts.decided.decide_as_seen import ChangedMeanwhile, Wish
from marketplace.accounts.decided.show_decided import show_decided
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.answer_get import acts
from payouts import start_approved


def _campaign(request: HttpRequest, pk: int) -> HttpResponse:
    waits_at = desk.place_of("campaign", pk)
    return show_decided(request, get_object_or_404(Campaign, pk=pk), waits_at)


@roles(User.Role.REVIEWER)
@acts(_campaign)
def review_campaign(request: HttpRequest, pk: int) -> HttpResponse:
    """Approve (live, or as soon as funds cover it) or send back with a reason."""
    campaign = get_object_or_404(Campaign, pk=pk)
    form = DecisionForm(request.POST)
    if not form.is_valid():
        return desk.show(request, form.refused("campaign", pk), status=422)
    by = person(request)
    try:
        return desk.decide(
            request, campaign, _wish(request, form), lambda campaign: _decide(campaign, form, by)
        )
    except ChangedMeanwhile:
        words = str(ChangedMeanwhile.words)
    except (LandingFailed, NoMandate, OverMandate, Unproven, UnsafeLanding) as refusal:
        words = explain_refusal.words(refusal)
    return _not_yet(request, pk, form, words)


def _wish(request: HttpRequest, form: DecisionForm) -> Wish:
    """Raises ChangedMeanwhile: nobody approves what they do not say to have read."""
    reason = form.cleaned_data["reason"]
    if not form.approved:
        return Wish.posted(request, Campaign.Status.DRAFT, reason)
    wish = Wish.posted(request, Campaign.Status.LIVE, reason)
    if not wish.seen:
        raise ChangedMeanwhile
    return wish


def _decide(campaign: Campaign, form: DecisionForm, by: User) -> None:
    if form.approved:
        start_approved.approve(campaign, by, form.cleaned_data["reason"])
    else:
        lifecycle.send_back(campaign, by, form.cleaned_data["reason"])


def _not_yet(request: HttpRequest, pk: int, form: DecisionForm, words: str) -> HttpResponse:
    """Show the desk with what stands in the way beside the decision."""
    return desk.show(request, form.kept("campaign", pk, words), status=409)
