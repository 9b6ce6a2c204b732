"""Cases for a reviewer: all of them with the precision of each rule, one with its evidence."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import ngettext
from django.views.decorators.http import require_safe

from campaigns import reasons
from campaigns.cases import (
    appeal_case,
    at_stake,
    case_clicks,
    case_evidence,
    decide_case,
    rule_precision,
)
from campaigns.cases.said_words import said_words
from campaigns.forms import AppealDecisionForm, CaseForm
from campaigns.models import Appeal, Campaign, Case
from campaigns.views import desk
from marketplace.accounts.decided.decide_as_seen import ChangedMeanwhile, Wish, decide_as_seen
from marketplace.accounts.decided.show_decided import show_decided
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.answer_get import acts, leads_to
from marketplace.typography import number

Role = User.Role
PER_PAGE, CLICKS_PER_PAGE = 20, 100


@require_safe
@roles(Role.REVIEWER)
def case_list(request: HttpRequest) -> HttpResponse:
    cases = Case.objects.select_related("campaign", "decided_by")
    page = Paginator(cases, PER_PAGE).get_page(request.GET.get("page"))
    stakes = at_stake.of_cases([case.pk for case in page])
    rows = [
        {
            "case": case,
            "words": reasons.words(case.reason),
            "stake": stakes.get(case.pk, at_stake.Stake()),
        }
        for case in page
    ]
    context = {"rows": rows, "page": page, "rules": rule_precision.by_reason()}
    return render(request, "campaigns/case_list.html", context)


@require_safe
@roles(Role.REVIEWER)
def case(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, get_object_or_404(Case, pk=pk))


def _show(
    request: HttpRequest, found: Case, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    claims = case_clicks.claims(found)
    clicks = Paginator(case_clicks.clicks(found), CLICKS_PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "case": found,
        "words": reasons.words(found.reason),
        "stake": at_stake.of_cases([found.pk]).get(found.pk, at_stake.Stake()),
        "shown": case_evidence.shown(found),
        "claims": claims,
        "said": said_words([row.claim for row in claims]),
        "clicks": clicks,
        "page": clicks,
        "decisions": found.decisions.select_related("by", "claim__influencer"),
        "appeals": found.appeals.select_related("claim__influencer", "decided_by"),
        "refused": wrong,
        **_who_may_still_decide(found),
    }
    return render(request, "campaigns/case.html", context, status=status)


def _who_may_still_decide(found: Case) -> dict[str, Any]:
    """Say which claims an appeal decides or has decided, and whether anything can be paid."""
    appeals = list(found.appeals.all())
    waiting = [one for one in appeals if one.status == Appeal.Status.OPEN]
    return {
        "appealed": {one.claim_id for one in waiting},
        "upheld": {one.claim_id for one in appeals if one.status == Appeal.Status.UPHELD},
        "appeal": waiting[0] if waiting else None,
        "can_pay": found.campaign.status != Campaign.Status.CLOSED,
    }


@roles(Role.REVIEWER)
@acts(leads_to("campaigns:case", "pk"))
def case_decide(request: HttpRequest, pk: int) -> HttpResponse:
    """Decide a case, or part of it; what was decided so before stays as it is."""
    found, form = get_object_or_404(Case, pk=pk), CaseForm(request.POST)
    form_name = "ticked" if request.POST.get("scope") == "ticked" else "case"
    if not form.is_valid():
        return _show(request, found, form.refused(form_name, pk), status=422)
    try:
        clicks = _decide(request, found, form)
    except (decide_case.CannotDecide, ChangedMeanwhile) as refusal:
        return _show(request, found, form.kept(form_name, pk, _words(refusal)), status=409)
    _say(request, clicks)
    return redirect("campaigns:case", pk)


def _decide(request: HttpRequest, found: Case, form: CaseForm) -> int:
    """Return how many clicks were decided, by this press or the one before."""
    data, by = form.cleaned_data, person(request)
    ticked = data["click"] if data["scope"] == "ticked" else None
    outcome, reason, claim = data["decision"], data["reason"], data["claim"]
    part = decide_case.chosen_clicks(found, claim, ticked)
    clicks = [0]

    def act(case: Case) -> None:
        clicks[0] = decide_case.decide_case(
            case.pk, by, outcome, reason, claim_id=claim, clicks=ticked
        )

    new = decide_as_seen(found, Wish.posted(request, outcome, reason, part), act)
    return clicks[0] if new else part.filter(outcome=outcome).count()


def _words(refusal: Exception) -> str:
    if isinstance(refusal, ChangedMeanwhile):
        return _("Clicks have come to this case since you opened it: look at them first.")
    if isinstance(refusal, decide_case.UnderAppeal):
        return _("An influencer has appealed: whoever answers the appeal decides these clicks.")
    return _("The campaign is closed and its rest refunded: these clicks can no longer be paid.")


def _say(request: HttpRequest, clicks: int) -> None:
    if not clicks:
        messages.info(request, _("These clicks were decided so already."))
        return
    words = ngettext("%(clicks)s click decided.", "%(clicks)s clicks decided.", clicks)
    messages.success(request, words % {"clicks": number(clicks)})


def _appeal(request: HttpRequest, pk: int) -> HttpResponse:
    return show_decided(request, get_object_or_404(Appeal, pk=pk), desk.place_of("appeal", pk))


@roles(Role.REVIEWER)
@acts(_appeal)
def review_appeal(request: HttpRequest, pk: int) -> HttpResponse:
    """Answer an appeal; whoever decided the case may not."""
    appeal = get_object_or_404(Appeal.objects.select_related("claim__campaign"), pk=pk)
    form, by = AppealDecisionForm(request.POST), person(request)
    if not form.is_valid():
        return desk.show(request, form.refused("appeal", pk), status=422)
    reason, upheld = form.cleaned_data["reason"], form.upheld
    wish = Wish.posted(request, "upheld" if upheld else "refused", reason)
    try:
        return desk.decide(
            request,
            appeal,
            wish,
            lambda appeal: appeal_case.decide_appeal(appeal, by, reason, upheld=upheld),
        )
    except appeal_case.SamePerson:
        words = _("You decided the case: somebody else answers the appeal.")
        return desk.show(request, form.kept("appeal", pk, words), status=409)
