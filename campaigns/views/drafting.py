"""The steps of a draft, and a copy of an earlier campaign."""

from __future__ import annotations

from typing import Any
from uuid import UUID

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from campaigns.drafts import (
    check_landing_page,
    draft_steps,
    draw_picture,
    duplicate_campaign,
    sponsors,
)
from campaigns.drafts.draft_missing import missing
from campaigns.drafts.duplicate_campaign import NotYours
from campaigns.drafts.save_draft import Conflict, StepForm
from campaigns.drafts.show_conflict import show_conflict
from campaigns.drafts.worth_form import WorthForm
from campaigns.figures.estimate_budget import Estimate, estimate
from campaigns.models import Campaign
from campaigns.running.mandate_left import mandate_left
from campaigns.views.brand import find_campaign
from marketplace.accounts import team_permissions, working_for
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.answer_get import acts, leads_to

Role, Status = User.Role, Campaign.Status


@require_http_methods(["GET", "POST"])
@roles(Role.BRAND)
def campaign_create(request: HttpRequest) -> HttpResponse:
    """The first step; saving it makes the draft. Back to it leads to the draft that was made.

    `?key=` names the form (static/js/same_draft.js writes it into the address).
    """
    team_permissions.require(person(request), Act.CAMPAIGNS)
    made = _made_of(request) if request.method == "GET" else None
    if made is not None:
        return redirect(draft_steps.address(made, "offer"))
    without = sponsors.agency_without_brand(person(request))
    if without is not None:
        return render(request, "campaigns/no_sponsor.html", {"no_brand": without})
    return _step(request, None, "offer")


def _made_of(request: HttpRequest) -> Campaign | None:
    """Return the draft of this person that the form in the address has made."""
    key = _key(request)
    mine = Campaign.objects.of(person(request))
    return mine.filter(draft_key=key).first() if key else None


def _key(request: HttpRequest) -> UUID | None:
    try:
        return UUID(request.GET.get("key", ""))
    except ValueError:
        return None


@require_safe
@roles(Role.BRAND)
def campaign_edit(request: HttpRequest, pk: int) -> HttpResponse:
    """Come back to a draft: to the first step that lacks something, else to the first."""
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    first = next((one.step for one in missing(campaign)), "offer")
    return redirect("campaigns:campaign_step", pk, first)


@require_http_methods(["GET", "POST"])
@roles(Role.BRAND)
def campaign_step(request: HttpRequest, pk: int, step: str) -> HttpResponse:
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    if campaign.status != Status.DRAFT:
        messages.info(request, _("Only a draft can be edited."))
        return redirect("campaigns:campaign", pk)
    return _step(request, campaign, step)


def _step(request: HttpRequest, campaign: Campaign | None, key: str) -> HttpResponse:
    step = draft_steps.BY_KEY[key]
    before = campaign.landing_url if campaign else ""
    form = step.form(
        request.POST or None,
        instance=campaign,
        user=person(request),
        initial=None if campaign else _begun(request),
    )
    if request.method == "POST" and form.is_valid():
        try:
            saved = form.save()
        except Conflict as conflict:
            now = conflict.made
            show_conflict(form, conflict, editable=now is not None and now.status == Status.DRAFT)
        else:
            if saved.landing_url and saved.landing_url != before:
                check_landing_page.ask_for_look(saved)
            return _onward(request, saved, key)
    return _show(request, campaign, form, key)


def _begun(request: HttpRequest) -> dict[str, Any]:
    """Return what a new draft begins with: the brand one works for, the key of its form."""
    brand, key = working_for.chosen(request), _key(request)
    return {**({"sponsor": brand} if brand else {}), **({"draft_key": key} if key else {})}


def _onward(request: HttpRequest, campaign: Campaign, key: str) -> HttpResponse:
    """Go where the person pressed: another step, out of the draft, or simply on."""
    wanted = request.POST.get("go", "")
    if wanted == "leave":
        messages.success(request, _("Saved. Come back whenever you like."))
        return redirect("campaigns:campaign", campaign.pk)
    known = wanted in draft_steps.BY_KEY or wanted == draft_steps.CHECK
    return redirect(draft_steps.address(campaign, wanted if known else draft_steps.after(key)))


def _show(
    request: HttpRequest, campaign: Campaign | None, form: StepForm, key: str
) -> HttpResponse:
    # An edited instance carries what was typed: the page's head shows the campaign as saved.
    saved = campaign and Campaign.objects.get(pk=campaign.pk)
    context: dict[str, Any] = {
        "campaign": saved,
        "form": form,
        "step": key,
        "places": draft_steps.places(saved, key),
        "landing": check_landing_page.latest(saved) if saved and key == "offer" else None,
        "pictures": saved.pictures.defer("image") if saved and key == "words" else [],
        "most_pictures": draw_picture.MOST_PICTURES,
    }
    if isinstance(form, WorthForm):
        context["estimate"] = _estimate_of(form)
        asked = form.cleaned_data.get("budget_cents") if form.is_bound else None
        context["mandate_left"] = saved and mandate_left(saved, asked)
    return render(request, "campaigns/campaign_step.html", context)


@require_safe
@roles(Role.BRAND)
def campaign_estimate(request: HttpRequest) -> HttpResponse:
    """Answer the form while it is being typed; nothing is kept."""
    team_permissions.require(person(request), Act.CAMPAIGNS)
    form = WorthForm(request.GET, user=person(request))
    context = {"estimate": _estimate_of(form), **_mandate_of(request, form)}
    return render(request, "campaigns/campaign_worth_live.html", context)


def _mandate_of(request: HttpRequest, form: WorthForm) -> dict[str, Any]:
    """What the mandate allows the draft that `?campaign=` names, with the budget as it is typed."""
    named = request.GET.get("campaign", "")
    mine = Campaign.objects.of(person(request), Act.CAMPAIGNS).select_related("sponsor", "buyer")
    campaign = mine.filter(pk=int(named)).first() if named.isdecimal() and len(named) < 19 else None
    if campaign is None:
        return {}
    typed = form.cleaned_data.get("budget_cents")
    return {"campaign": campaign, "mandate_left": mandate_left(campaign, typed)}


def _estimate_of(form: WorthForm) -> Estimate | None:
    if form.is_bound:
        form.is_valid()
        values = form.cleaned_data
    else:
        values = {name: getattr(form.instance, name) for name in form.Meta.fields}
    rate, cap, budget = (values.get(n) for n in ("rate_cents", "cap_cents", "budget_cents"))
    if not (rate and cap and budget):
        return None
    daily, first, last = (values.get(n) for n in ("daily_budget_cents", "starts_on", "ends_on"))
    return estimate(rate, cap, budget, daily, first, last)


@roles(Role.BRAND)
@acts(leads_to("campaigns:campaign", "pk"))
def campaign_duplicate(request: HttpRequest, pk: int) -> HttpResponse:
    """Make a draft of an earlier campaign; the same button pressed twice makes one."""
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    try:
        key = UUID(request.POST.get("key", ""))
    except ValueError:
        return redirect("campaigns:campaign", pk)
    try:
        draft = duplicate_campaign.duplicate(campaign, person(request), key)
    except (NotYours, Conflict):
        messages.info(request, _("You may not book for this sponsor, or no longer."))
        return redirect("campaigns:campaign", pk)
    return redirect(draft_steps.address(draft, "offer"))
