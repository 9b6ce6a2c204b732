"""What we saw at a campaign's landing page."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from campaigns import landing
from campaigns.drafts import steps
from campaigns.views.brand import find
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles
from marketplace.accounts.team import Act

Role = User.Role
MOST_DIGITS = 4


@require_safe
@roles(Role.BRAND)
def campaign_landing(request: HttpRequest, pk: int) -> HttpResponse:
    """What we saw at the landing page; asks again by itself until somebody has looked."""
    campaign = find(request, pk)
    looks = request.GET.get("looks", "")
    context = {
        "campaign": campaign,
        "landing": landing.latest(campaign),
        "looks": int(looks) if looks.isdecimal() and len(looks) < MOST_DIGITS else 0,
    }
    return render(request, "campaigns/landing.html", context)


@require_POST
@roles(Role.BRAND)
def campaign_look_again(request: HttpRequest, pk: int) -> HttpResponse:
    campaign = find(request, pk, Act.CAMPAIGNS)
    landing.ask(campaign)
    return redirect(steps.address(campaign, "offer"))
