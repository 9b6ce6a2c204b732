"""Find a campaign, look at it, and join: in one tap, or by asking the brand."""

from __future__ import annotations

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.joining import claim_campaign, offers, request_to_join
from campaigns.joining.claim_campaign import DoesNotFit, MustAsk
from campaigns.joining.join_request_form import JoinForm
from campaigns.joining.newcomer_trial import is_newcomer
from campaigns.joining.offer_search import WishForm
from campaigns.models import JoinRequest
from campaigns.views.mine import find_campaign, label
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.social.profile_progress import progress
from marketplace.answer_get import acts, leads_to

Role = User.Role
PER_PAGE = 20


@require_safe
@roles(Role.INFLUENCER)
def find_campaigns(request: HttpRequest) -> HttpResponse:
    """What is looked for stands in the address; what it does not know is left out."""
    influencer = person(request).influencer
    form = WishForm(request.GET)
    wish = form.wish()
    page = Paginator(offers.offers(influencer, wish), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "offers": list(page),
        "page": page,
        "form": form,
        "query": wish.query,
        "narrowed": not wish.is_anything,
        "label": label(),
        "progress": progress(influencer),
    }
    return render(request, "campaigns/find.html", context)


@require_safe
@roles(Role.INFLUENCER)
def offer(request: HttpRequest, pk: int) -> HttpResponse:
    return show(request, pk, JoinForm())


def show(request: HttpRequest, pk: int, form: JoinForm, status: int = 200) -> HttpResponse:
    influencer = person(request).influencer
    campaign = find_campaign(pk)
    context = {
        "campaign": campaign,
        "label": label(),
        "offer": offers.offer(influencer, campaign),
        "form": form,
        "on_trial": campaign.trial_cap_cents is not None and is_newcomer(influencer),
    }
    return render(request, "campaigns/offer.html", context, status=status)


@roles(Role.INFLUENCER)
@acts(leads_to("campaigns:offer", "pk"))
def claim_create(request: HttpRequest, pk: int) -> HttpResponse:
    """Take part, or come back; a second click leads to the same claim."""
    campaign = find_campaign(pk)
    try:
        claim = claim_campaign.claim(campaign.pk, person(request).influencer)
    except DoesNotFit as error:
        messages.info(request, str(error.obstacles[0].words))
        return redirect("campaigns:offer", pk)
    except MustAsk:
        messages.info(request, _("The brand chooses who joins: ask it."))
        return redirect("campaigns:offer", pk)
    step = "campaigns:claim" if claim.links.exists() else "campaigns:message"
    return redirect(step, claim.pk)


@roles(Role.INFLUENCER)
@acts(leads_to("campaigns:offer", "pk"))
def join_ask(request: HttpRequest, pk: int) -> HttpResponse:
    """Ask to join; a second click is the same request."""
    campaign = find_campaign(pk)
    form = JoinForm(request.POST)
    if not form.is_valid():
        return show(request, pk, form, status=422)
    try:
        request_to_join.ask_to_join(
            campaign.pk, person(request).influencer, form.cleaned_data["words"]
        )
    except DoesNotFit as error:
        messages.info(request, str(error.obstacles[0].words))
    except request_to_join.Declined:
        messages.info(request, _("The brand has answered already."))
    else:
        messages.success(request, _("The brand has your request. Its answer comes by e-mail."))
    return redirect("campaigns:offer", pk)


@roles(Role.INFLUENCER)
@acts(leads_to("campaigns:offer", "pk"))
def join_withdraw(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = find_campaign(pk)
    mine = JoinRequest.objects.filter(campaign=campaign, influencer=person(request).influencer)
    waiting = mine.waiting().first()
    if waiting and request_to_join.withdraw(waiting):
        messages.success(request, _("You have taken your request back."))
    else:
        messages.info(request, _("The brand has answered already."))
    return redirect("campaigns:offer", pk)
