"""What we saw at a campaign's landing page."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.drafts import check_landing_page, draft_steps
from campaigns.models import Campaign
from campaigns.views.brand import find_campaign
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles
from marketplace.accounts.team_permissions import Act
from marketplace.answer_get import acts, leads_to

Role = User.Role
MOST_DIGITS = 4


@require_safe
@roles(Role.BRAND)
def campaign_landing(request: HttpRequest, pk: int) -> HttpResponse:
    """What we saw at the landing page; asks again by itself until somebody has looked."""
    campaign = find_campaign(request, pk)
    looks = request.GET.get("looks", "")
    context = {
        "campaign": campaign,
        "landing": check_landing_page.latest(campaign),
        "looks": int(looks) if looks.isdecimal() and len(looks) < MOST_DIGITS else 0,
    }
    return render(request, "campaigns/landing.html", context)


@roles(Role.BRAND)
@acts(leads_to("campaigns:campaign_edit", "pk"))
def campaign_look_again(request: HttpRequest, pk: int) -> HttpResponse:
    """Have the page opened once more, and lead back to where that was asked."""
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    check_landing_page.ask_for_look(campaign)
    messages.info(request, _("We are opening your page: what we see is shown here in a moment."))
    if campaign.status != Campaign.Status.DRAFT:
        return redirect("campaigns:campaign", pk)
    step = draft_steps.CHECK if request.POST.get("back") == draft_steps.CHECK else "offer"
    return redirect(draft_steps.address(campaign, step))
