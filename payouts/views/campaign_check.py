"""The last step of a draft: everything on one page, what it costs, and "send to review"."""

from __future__ import annotations

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.drafts import check_landing_page, draft_steps
from campaigns.drafts.draft_missing import missing
from campaigns.drafts.save_draft import Conflict
from campaigns.figures.estimate_budget import estimate
from campaigns.models import Campaign
from campaigns.running import explain_refusal, lifecycle
from campaigns.running.booking_conditions import NoMandate, OverMandate
from campaigns.running.mandate_left import mandate_left
from campaigns.views.brand import find_campaign
from marketplace.accounts import team_permissions
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.states import IllegalTransition, StateChanged
from payouts.views import campaign_waits

MOST_DIGITS = 10


@require_http_methods(["GET", "POST"])
@roles(User.Role.BRAND)
def campaign_check(request: HttpRequest, pk: int) -> HttpResponse:
    """Show the draft as the reviewer will read it; sending it twice sends it once."""
    campaign = find_campaign(request, pk)
    if campaign.status in campaign_waits.WAITING:
        return campaign_waits.show(request, campaign)
    campaign = find_campaign(request, pk, Act.CAMPAIGNS)
    if campaign.status != Campaign.Status.DRAFT:
        return redirect("campaigns:campaign", pk)
    if request.method == "POST":
        # It is the buyer's money: whoever only acts for the sponsor may write, not send.
        team_permissions.require(person(request), Act.CAMPAIGNS, campaign.buyer)
        return _send(request, campaign)
    context = {
        "campaign": campaign,
        "places": draft_steps.places(campaign, draft_steps.CHECK),
        "lacking": [{"words": m.words, "url": draft_steps.address(campaign, m.step)}
                    for m in missing(campaign)],
        "landing": check_landing_page.latest(campaign),
        "estimate": estimate(campaign.rate_cents, campaign.cap_cents, campaign.budget_cents,
                             campaign.daily_budget_cents, campaign.starts_on, campaign.ends_on,
                             campaign.fee_bps),
        "can_send": team_permissions.may(person(request), Act.CAMPAIGNS, campaign.buyer),
        **campaign_waits.funds(request, campaign),
        "unproved": explain_refusal.what_to_prove(campaign),
        "mandate_left": mandate_left(campaign),
        "pictures": campaign.pictures.defer("image"),
    }  # fmt: skip
    return render(request, "payouts/campaign_check.html", context)


def _send(request: HttpRequest, campaign: Campaign) -> HttpResponse:
    version = request.POST.get("version", "")
    try:
        shown = int(version) if version.isdecimal() and len(version) < MOST_DIGITS else 0
        lifecycle.submit(campaign, person(request), shown=shown)
    except Conflict:
        messages.info(request, _("Somebody has changed it meanwhile: look at it once more."))
        return redirect("payouts:campaign_check", campaign.pk)
    except lifecycle.Incomplete:
        messages.info(request, _("Something is missing: see the list."))
        return redirect("payouts:campaign_check", campaign.pk)
    except (NoMandate, OverMandate) as refusal:
        messages.error(request, explain_refusal.words(refusal))
        return redirect("payouts:campaign_check", campaign.pk)
    except lifecycle.Suspended:
        messages.error(request, explain_refusal.suspended_words())
    except (IllegalTransition, StateChanged):
        messages.info(request, _("This campaign had already moved on."))
    return redirect("campaigns:campaign", campaign.pk)
