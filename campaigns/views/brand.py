"""The brand's pages: its campaigns, one campaign's truth, and the draft."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from campaigns import lifecycle, refusals, reporting
from campaigns.booking import NoMandate, OverMandate
from campaigns.estimate import Estimate, estimate
from campaigns.forms import CampaignForm, Conflict, possible_sponsors
from campaigns.models import Campaign
from marketplace.accounts import team, working_for
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team import Act
from marketplace.states import IllegalTransition, StateChanged

Role, Status = User.Role, Campaign.Status
PER_PAGE = 20


def find(request: HttpRequest, pk: int, act: Act = Act.LOOK) -> Campaign:
    """Return the campaign if it is one of this person's; otherwise it does not exist (404).

    Raises PermissionDenied for a member who may see it, but not do `act`.
    """
    mine = Campaign.objects.of(person(request)).select_related("sponsor", "buyer")
    found = get_object_or_404(mine, pk=pk)
    if not may(request, found, act):
        raise PermissionDenied(team.refusal(act))
    return found


def may(request: HttpRequest, campaign: Campaign, act: Act) -> bool:
    """Whether this person may do `act` for the sponsor or the buyer of `campaign`."""
    return Campaign.objects.of(person(request), act).filter(pk=campaign.pk).exists()


GROUPS = {
    "running": [Status.LIVE, Status.PAUSED, Status.EXHAUSTED],
    "to_finish": [Status.DRAFT, Status.IN_REVIEW],
    "ended": [Status.ENDED, Status.CLOSED],
}


@require_safe
@roles(Role.BRAND)
def campaign_list(request: HttpRequest) -> HttpResponse:
    query, group = request.GET.get("q", "").strip(), request.GET.get("show", "")
    brand = working_for.chosen(request)
    mine = Campaign.objects.of(person(request)).sponsored_by(brand)
    mine = mine.select_related("sponsor", "buyer")
    if query:
        mine = mine.filter(title__icontains=query)
    if group in GROUPS:
        mine = mine.filter(status__in=GROUPS[group])
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "campaigns": page,
        "page": page,
        "query": query,
        "filters": _filters(group),
        "can_create": possible_sponsors(person(request)).exists(),
    }
    return render(request, "campaigns/campaign_list.html", context)


def _filters(group: str) -> list[dict[str, Any]]:
    words = {
        "": _("All"),
        "running": _("Running"),
        "to_finish": _("To finish"),
        "ended": pgettext("campaigns", "Ended"),
    }
    return [
        {"words": name, "url": f"?show={key}" if key else "?", "here": key == group}
        for key, name in words.items()
    ]


@require_http_methods(["GET", "POST"])
@roles(Role.BRAND)
def campaign_create(request: HttpRequest) -> HttpResponse:
    team.require(person(request), Act.CAMPAIGNS)
    return _form(request, None)


@require_http_methods(["GET", "POST"])
@roles(Role.BRAND)
def campaign_edit(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = find(request, pk, Act.CAMPAIGNS)
    if campaign.status != Status.DRAFT:
        messages.info(request, _("Only a draft can be edited."))
        return redirect("campaigns:campaign", pk)
    return _form(request, campaign)


def _form(request: HttpRequest, campaign: Campaign | None) -> HttpResponse:
    brand = None if campaign else working_for.chosen(request)
    initial = {"sponsor": brand} if brand else None
    form = CampaignForm(
        request.POST or None, instance=campaign, user=person(request), initial=initial
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = form.save()
        except Conflict:
            words = _(
                "Somebody else has changed this campaign since you opened it. Your text is"
                " still here; open the campaign in another tab to compare."
            )
            form.add_error(None, words)
        else:
            return redirect("campaigns:campaign", saved.pk)
    # An edited instance carries what was typed: the page's head shows the campaign as saved.
    saved_campaign = campaign and Campaign.objects.get(pk=campaign.pk)
    context = {"form": form, "campaign": saved_campaign, "estimate": _estimate_of(form)}
    return render(request, "campaigns/campaign_form.html", context)


@require_safe
@roles(Role.BRAND)
def campaign_estimate(request: HttpRequest) -> HttpResponse:
    """Answer the form while it is being typed; nothing is kept."""
    team.require(person(request), Act.CAMPAIGNS)
    form = CampaignForm(request.GET, user=person(request))
    return render(request, "campaigns/campaign_estimate.html", {"estimate": _estimate_of(form)})


def _estimate_of(form: CampaignForm) -> Estimate | None:
    if form.is_bound:
        form.is_valid()
        values = form.cleaned_data
    else:
        values = {name: getattr(form.instance, name) for name in form.Meta.fields[5:10]}
    rate, cap, budget = (values.get(n) for n in ("rate_cents", "cap_cents", "budget_cents"))
    if not (rate and cap and budget):
        return None
    return estimate(rate, cap, budget, values.get("starts_on"), values.get("ends_on"))


@require_safe
@roles(Role.BRAND)
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    can_act = may(request, found, Act.CAMPAIGNS)
    context = {
        "campaign": found,
        "truth": reporting.campaign_truth(found),
        "moves": moves(found) if can_act else [],
        "can_edit": can_act and found.status == Status.DRAFT,
        "can_fund": False,
        "refusal": _refusal(found),
        "unproved": refusals.what_to_prove(found),
    }
    return render(request, "campaigns/campaign_truth.html", context)


@require_safe
@roles(Role.BRAND)
def campaign_live(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that refreshes itself."""
    found = find(request, pk)
    context = {"campaign": found, "truth": reporting.campaign_truth(found), "alone": True}
    return render(request, "campaigns/campaign_truth_live.html", context)


@require_POST
@roles(Role.BRAND)
def campaign_move(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Submit, pause, resume or end; a second click or another tab changes nothing more."""
    found = find(request, pk, Act.CAMPAIGNS)
    act = MOVES.get(request.POST.get("to", ""))
    if act is not None:
        try:
            act(found, person(request))
        except (IllegalTransition, StateChanged):
            messages.info(request, _("This campaign had already moved on."))
        except (NoMandate, OverMandate) as refusal:
            messages.error(request, refusals.words(refusal))
    return redirect(reverse("campaigns:campaign", args=[pk]))


MOVES: dict[str, Callable[[Campaign, User], None]] = {
    Status.IN_REVIEW: lifecycle.submit,
    Status.PAUSED: lifecycle.pause,
    Status.LIVE: lifecycle.resume,
    Status.ENDED: lifecycle.end,
}


def moves(campaign: Campaign) -> list[dict[str, Any]]:
    """The transitions that a brand may make now, as buttons."""
    send = {"to": Status.IN_REVIEW, "words": _("Send to review"), "primary": True, "ask": ""}
    pause = {"to": Status.PAUSED, "words": _("Pause"), "primary": False, "ask": ""}
    resume = {"to": Status.LIVE, "words": _("Resume"), "primary": True, "ask": ""}
    end = {
        "to": Status.ENDED,
        "words": _("End now"),
        "primary": False,
        "ask": _(
            "Links keep leading to your page, but clicks from now on are not paid. What is left"
            " of the budget comes back to you once every click is decided. This cannot be undone."
        ),
    }
    return {
        Status.DRAFT: [send],
        Status.LIVE: [end, pause],
        Status.PAUSED: [end, resume],
        Status.EXHAUSTED: [end],
    }.get(Status(campaign.status), [])


def _refusal(campaign: Campaign) -> str:
    """Return why a reviewer sent the draft back, if that was the last thing that happened."""
    last = campaign.transitions.order_by("at", "id").last()
    sent_back = last is not None and last.to_status == Status.DRAFT
    return last.reason if last and sent_back else ""
