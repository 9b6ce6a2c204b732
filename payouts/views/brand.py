"""Budget: a brand's funds, what its campaigns hold of them, and every movement."""

from __future__ import annotations

from typing import Any
from uuid import uuid4

import schwifty
from django.conf import settings
from django.core.paginator import Paginator
from django.db.models import Q, QuerySet, Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods

from campaigns.models import Campaign
from campaigns.running.after_the_end import earliest_returns
from marketplace.accounts import team_permissions, working_for
from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.models import Mandate, Organisation, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.team_permissions import Act
from marketplace.answer_get import acts, leads_to
from payouts import funds_statement, top_up_transfers
from payouts.forms import FundsForm
from payouts.ledger import Kind
from payouts.models import Account, Entry, TopUp
from payouts.top_up_transfers import SentBefore

PER_PAGE = 20


@require_http_methods(["GET", "POST"])
@roles(User.Role.BRAND)
def funds(request: HttpRequest) -> HttpResponse:
    """Show the budget; a transfer is announced here, too."""
    brand = working_for.chosen(request)
    organisations = team_permissions.organisations(person(request))
    if brand:
        organisations = buyers(organisations, brand)
    accounts = Account.objects.filter(kind=Kind.BRAND_FUNDS, organisation__in=organisations)
    bought = Campaign.objects.filter(buyer__in=organisations).sponsored_by(brand)
    escrows = Account.objects.filter(
        kind=Kind.CAMPAIGN_ESCROW, campaign__in=bought, balance_cents__gt=0
    ).select_related("campaign")
    purse = Entry.objects.filter(account__in=accounts).select_related("transfer")
    entries = purse.prefetch_related("transfer__entries__account__campaign")
    if brand:
        # The funds of an agency are one purse for all its brands: only what a campaign of this
        # brand took or gave back, and what the brand paid in itself, is this brand's.
        theirs = Entry.objects.filter(account__campaign__in=bought).values("transfer")
        entries = entries.filter(Q(transfer__in=theirs) | Q(account__organisation=brand))
    if request.method == "POST":
        team_permissions.require(person(request), Act.MONEY)
    form = _form(request, organisations)
    if form and request.method == "POST" and form.is_valid() and _asked(request, form):
        return redirect("payouts:funds")
    page = Paginator(entries.order_by("-id"), PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "free_cents": accounts.aggregate(cents=Sum("balance_cents"))["cents"] or 0,
        "held_cents": escrows.aggregate(cents=Sum("balance_cents"))["cents"] or 0,
        "spent_cents": bought.aggregate(cents=Sum("spent_cents"))["cents"] or 0,
        "campaigns": _reserved(escrows),
        "purse": _purse(purse, entries) if brand else None,
        "movements": [_movement(entry) for entry in page],
        "page": page,
        "form": form,
        **_announcements(organisations, person(request)),
    }
    return render(request, "payouts/funds.html", context)


def _form(request: HttpRequest, organisations: QuerySet[Organisation]) -> FundsForm | None:
    """The form of those who may ask for funds."""
    theirs = team_permissions.organisations(person(request), Act.MONEY) & organisations
    if not theirs.exists():
        return None
    data = request.POST or None
    return FundsForm(data, organisations=theirs.order_by("name"), initial={"key": uuid4()})


def _asked(request: HttpRequest, form: FundsForm) -> bool:
    data = form.cleaned_data
    try:
        top_up_transfers.announce_top_up(
            data["organisation"], data["net_cents"], person(request), data["key"]
        )
    except SentBefore:
        words = _("This form was sent before, with other values: load the page again.")
        form.add_error("net_cents", words)
    return form.is_valid()


def _announcements(organisations: QuerySet[Organisation], user: User) -> dict[str, Any]:
    """What is announced and has not arrived, and where statements are."""
    waiting = TopUp.objects.waiting().filter(organisation__in=organisations)
    return {
        "waiting": waiting.select_related("organisation"),
        "iban": schwifty.IBAN(settings.OPERATOR_IBAN).formatted,
        "payee": settings.OPERATOR_NAME,
        "statements": team_permissions.organisations(user, Act.MONEY) & organisations,
    }


@roles(User.Role.BRAND)
@acts(leads_to("payouts:funds"))
def top_up_cancel(request: HttpRequest, pk: int) -> HttpResponse:
    """Take an announced transfer back; one that has arrived stays."""
    theirs = team_permissions.organisations(person(request))
    top_up = get_object_or_404(
        TopUp.objects.select_related("organisation"), pk=pk, organisation__in=theirs
    )
    team_permissions.require(person(request), Act.MONEY, top_up.organisation)
    by = person(request)
    wish = Wish.posted(request, TopUp.Status.CANCELLED)
    decide_as_seen(top_up, wish, lambda row: top_up_transfers.cancel(row, by))
    return redirect("payouts:funds")


def buyers(organisations: QuerySet[Organisation], brand: Organisation) -> QuerySet[Organisation]:
    """Return those of `organisations` that pay for `brand`: itself, and its agencies."""
    agencies = Mandate.objects.running().filter(brand=brand).values("agency")
    return organisations.filter(Q(pk=brand.pk) | Q(pk__in=agencies))


def _purse(purse: QuerySet[Entry], entries: QuerySet[Entry]) -> dict[str, int]:
    """Return what explains the free funds to the cent: this brand's movements, and all others."""
    total, mine = _sum(purse), _sum(entries)
    return {"brand_cents": mine, "others_cents": total - mine, "free_cents": total}


def _sum(entries: QuerySet[Entry]) -> int:
    return entries.aggregate(cents=Sum("amount_cents"))["cents"] or 0


def _reserved(escrows: QuerySet[Account]) -> list[dict[str, Any]]:
    """What each campaign holds; of one that ended, until when at the least."""
    holding = [(one.campaign, one.balance_cents) for one in escrows if one.campaign]
    earliest = earliest_returns([campaign.pk for campaign, _cents in holding])
    return [
        {"campaign": campaign, "held_cents": cents, "earliest": earliest.get(campaign.pk)}
        for campaign, cents in holding
    ]


def _movement(entry: Entry) -> dict[str, Any]:
    return {
        "at": entry.transfer.created_at,
        "words": funds_statement.words(entry.transfer.kind),
        "about": funds_statement.about(entry),
        "cents": entry.amount_cents,
    }
