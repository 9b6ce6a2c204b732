"""What we saw at a campaign's landing page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from campaigns.drafts import check_landing_page, draft_steps
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
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    check_landing_page.ask_for_look(campaign)
    return redirect(draft_steps.address(campaign, "offer"))
