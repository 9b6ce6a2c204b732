"""Budget: a brand's funds, what its campaigns hold of them, and every movement."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.models import Campaign
from marketplace.accounts import team, working_for
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.accounts.permissions import person, roles
from payouts.ledger import Kind
from payouts.models import Account, Entry

PER_PAGE = 20


@require_safe
@roles(User.Role.BRAND)
def funds(request: HttpRequest) -> HttpResponse:
    brand = working_for.chosen(request)
    organisations = team.organisations(person(request))
    if brand:
        organisations = buyers(organisations, brand)
    accounts = Account.objects.filter(kind=Kind.BRAND_FUNDS, organisation__in=organisations)
    bought = Campaign.objects.filter(buyer__in=organisations).sponsored_by(brand)
    escrows = Account.objects.filter(
        kind=Kind.CAMPAIGN_ESCROW, campaign__in=bought, balance_cents__gt=0
    ).select_related("campaign")
    entries = Entry.objects.filter(account__in=accounts).select_related("transfer")
    if brand:
        # The funds of an agency are one purse for all its brands: only what a campaign of this
        # brand took or gave back, and what the brand paid in itself, is this brand's.
        theirs = Entry.objects.filter(account__campaign__in=bought).values("transfer")
        entries = entries.filter(Q(transfer__in=theirs) | Q(account__organisation=brand))
    page = Paginator(entries.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "free_cents": accounts.aggregate(cents=Sum("balance_cents"))["cents"] or 0,
        "held_cents": escrows.aggregate(cents=Sum("balance_cents"))["cents"] or 0,
        "spent_cents": bought.aggregate(cents=Sum("spent_cents"))["cents"] or 0,
        "campaigns": [{"campaign": e.campaign, "held_cents": e.balance_cents} for e in escrows],
        "movements": [_movement(entry) for entry in page],
        "form": None,
        "how": _("By bank transfer, with your name as the reference; booked when it arrives."),
        "page": page,
    }
    return render(request, "payouts/funds.html", context)


def buyers(organisations: QuerySet[Organisation], brand: Organisation) -> QuerySet[Organisation]:
    """Return those of `organisations` that pay for `brand`: itself, and its agencies."""
    agencies = Mandate.objects.running().filter(brand=brand).values("agency")
    return organisations.filter(Q(pk=brand.pk) | Q(pk__in=agencies))


def _movement(entry: Entry) -> dict[str, Any]:
    words = {
        "top_up": _("Transfer received"),
        "launch": _("Set aside for a campaign"),
        "budget": _("Added to a campaign"),
        "refund": _("Returned by a campaign"),
    }
    kind = entry.transfer.kind
    return {
        "at": entry.transfer.created_at,
        "words": words.get(kind, kind),
        "cents": entry.amount_cents,
    }
