"""The brand's pages: its campaigns, and one campaign with the figures of its clicks."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any
from uuid import uuid4

from django.contrib import messages
from django.core.exceptions import PermissionDenied
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect
from django.shortcuts import get_object_or_404, redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.utils.translation import pgettext
from django.views.decorators.http import require_safe

from campaigns.drafts.draft_missing import missing
from campaigns.drafts.sponsors import agency_without_brand, possible_sponsors
from campaigns.figures import click_figures, participants
from campaigns.models import Campaign
from campaigns.models.campaign import CampaignQuerySet
from campaigns.running import explain_refusal, lifecycle
from campaigns.running.budget_warnings import warnings
from marketplace.accounts import team_permissions, working_for
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.answer_get import acts, leads_to
from marketplace.search_text import matching
from marketplace.states import IllegalTransition, StateChanged

Role, Status = User.Role, Campaign.Status
PER_PAGE = 20


def find_campaign(request: HttpRequest, pk: int, act: Act = Act.LOOK) -> Campaign:
    """Return the campaign if it is one of this person's; otherwise it does not exist (404).

    Raises PermissionDenied for a member who may see it, but not do `act`.
    """
    mine = Campaign.objects.of(person(request)).select_related("sponsor", "buyer")
    found = get_object_or_404(mine, pk=pk)
    if not may(request, found, act):
        raise PermissionDenied(team_permissions.refusal(act))
    return found


def may(request: HttpRequest, campaign: Campaign, act: Act) -> bool:
    """Whether this person may do `act` for the sponsor or the buyer of `campaign`."""
    return Campaign.objects.of(person(request), act).filter(pk=campaign.pk).exists()


GROUPS = {
    "running": CampaignQuerySet.running,
    "to_finish": CampaignQuerySet.unapproved,
    "ended": CampaignQuerySet.over,
}


@require_safe
@roles(Role.BRAND)
def campaign_list(request: HttpRequest) -> HttpResponse:
    query, group = request.GET.get("q", "").strip(), request.GET.get("show", "")
    brand = working_for.chosen(request)
    mine = Campaign.objects.of(person(request)).sponsored_by(brand)
    mine = mine.select_related("sponsor", "buyer")
    if query:
        mine = mine.filter(matching(query, "title", "sponsor__name"))
    if group in GROUPS:
        mine = GROUPS[group](mine)
    page = Paginator(mine, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "campaigns": page,
        "page": page,
        "query": query,
        "filters": _filters(group),
        "can_create": possible_sponsors(person(request)).exists(),
        "no_brand": agency_without_brand(person(request)),
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


@require_safe
@roles(Role.BRAND)
def campaign(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_campaign(request, pk)
    can_act = may(request, found, Act.CAMPAIGNS)
    truth = click_figures.campaign_truth(found)
    context = {
        "campaign": found,
        "truth": truth,
        "moves": moves(found) if can_act else [],
        "can_edit": can_act and found.status == Status.DRAFT,
        "can_change": can_act and found.status in lifecycle.RUNNING,
        "can_act": can_act,
        "can_fund": can_act and team_permissions.may(person(request), Act.CAMPAIGNS, found.buyer),
        "lacking": missing(found) if found.status == Status.DRAFT else [],
        "pictures": found.pictures.defer("image"),
        "amendment": found.amendments.in_review().first(),
        "waiting": participants.waiting(found),
        "warnings": warnings(found, truth.lasts_until),
        "unproved": explain_refusal.what_to_prove(found),
        "refusal": _refusal(found),
        "landing_matter": found.landing_matters.standing().select_related("look").first(),
        "copy_key": uuid4(),
    }
    return render(request, "campaigns/campaign_truth.html", context)


@require_safe
@roles(Role.BRAND)
def campaign_live(request: HttpRequest, pk: int) -> HttpResponse:
    """The part of the page that refreshes itself."""
    found = find_campaign(request, pk)
    context = {"campaign": found, "truth": click_figures.campaign_truth(found), "alone": True}
    return render(request, "campaigns/campaign_truth_live.html", context)


@roles(Role.BRAND)
@acts(leads_to("campaigns:campaign", "pk"))
def campaign_move(request: HttpRequest, pk: int) -> HttpResponseRedirect:
    """Pause or resume; a second click or another tab changes nothing more."""
    found = find_campaign(request, pk, Act.CAMPAIGNS)
    act = MOVES.get(request.POST.get("to", ""))
    if act is not None:
        try:
            act(found, person(request))
        except lifecycle.LandingStands:
            messages.error(request, explain_refusal.landing_words())
        except lifecycle.Suspended:
            messages.error(request, explain_refusal.suspended_words())
        except (IllegalTransition, StateChanged):
            messages.info(request, _("This campaign had already moved on."))
    return redirect(reverse("campaigns:campaign", args=[pk]))


MOVES: dict[str, Callable[[Campaign, User], None]] = {
    Status.PAUSED: lifecycle.pause,
    Status.LIVE: lifecycle.resume,
}


def moves(campaign: Campaign) -> list[dict[str, Any]]:
    """The transitions that a brand may make now, as buttons."""
    pause = {"to": Status.PAUSED, "words": _("Pause"), "primary": False, "ask": ""}
    resume = {"to": Status.LIVE, "words": _("Resume"), "primary": True, "ask": ""}
    return {Status.LIVE: [pause], Status.PAUSED: [resume]}.get(Status(campaign.status), [])


def _refusal(campaign: Campaign) -> str:
    """Return why a reviewer sent the draft back, if that was the last thing that happened."""
    last = campaign.transitions.order_by("at", "id").last()
    sent_back = last is not None and last.to_status == Status.DRAFT
    return last.reason if last and sent_back else ""
