"""Earnings: an influencer's balances, what becomes available when, and where it is sent."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.db.models import Sum
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_http_methods, require_safe

from marketplace.accounts.models import Influencer, User
from marketplace.accounts.permissions import person, roles
from payouts import ledger, netting, payout_runs
from payouts.forms import PayoutAccountForm
from payouts.leave_out import say_problems
from payouts.ledger import Kind
from payouts.models import Hold, Payout, PayoutAccount, SetAside, Waiver
from payouts.payee_problems import find_problems
from payouts.payout_runs import LEAST_CENTS

PER_PAGE = 20
COMING = 10


@require_safe
@roles(User.Role.INFLUENCER)
def earnings(request: HttpRequest) -> HttpResponse:
    influencer = person(request).influencer
    payouts = Payout.objects.filter(influencer=influencer).select_related("run")
    page = Paginator(payouts.order_by("-run_id"), PER_PAGE).get_page(request.GET.get("page"))
    account = PayoutAccount.objects.filter(influencer=influencer).first()
    context = {
        "pending_cents": ledger.balance(Kind.INFLUENCER_PENDING, influencer=influencer.pk),
        "available_cents": ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk),
        "owed_cents": netting.owed_cents(influencer.pk),
        "aside_cents": _set_aside(influencer),
        "paid_cents": payout_runs.sent_cents(influencer),
        "lowest_cents": LEAST_CENTS,
        "releases": _releases(influencer),
        "payouts": [_row(payout) for payout in page],
        "account": account,
        "waivers": Waiver.objects.filter(influencer=influencer),
        "problems": say_problems(find_problems(account)) if account else "",
        "page": page,
    }
    return render(request, "payouts/earnings.html", context)


def _releases(influencer: Influencer) -> list[dict[str, Any]]:
    """What is pending, by the day on which it becomes available, soonest first."""
    holds = Hold.objects.filter(claim__influencer=influencer, released_by=None, cents__gt=0)
    coming = holds.select_related("claim__campaign").order_by("due_at", "pk")[:COMING]
    return [
        {"day": hold.due_at, "cents": hold.cents, "title": hold.claim.campaign.title}
        for hold in coming
    ]


def _set_aside(influencer: Influencer) -> int:
    """What is pending and not released while a person decides, in cents."""
    aside = SetAside.objects.filter(claim__influencer=influencer)
    return aside.aggregate(cents=Sum("cents"))["cents"] or 0


def _row(payout: Payout) -> dict[str, Any]:
    return {
        "payout": payout,
        "status": payout.run.status,
        "words": payout.run.get_status_display(),
    }


@require_http_methods(["GET", "POST"])
@roles(User.Role.INFLUENCER)
def payout_account(request: HttpRequest) -> HttpResponse:
    influencer = person(request).influencer
    account = PayoutAccount.objects.filter(influencer=influencer).first()
    form = PayoutAccountForm(
        request.POST or None, instance=account or PayoutAccount(influencer=influencer)
    )
    if request.method == "POST" and form.is_valid():
        form.save()
        messages.success(request, _("Saved. The next payout goes there."))
        return redirect("payouts:earnings")
    shown = PayoutAccount.objects.filter(influencer=influencer).first()
    return render(request, "payouts/payout_account.html", {"form": form, "account": shown})
