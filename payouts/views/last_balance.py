"""What is available below the minimum when somebody leaves: have it paid, or waive it."""

from __future__ import annotations

from uuid import uuid4

from django import forms
from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import gettext as _
from django.utils.translation import gettext_lazy
from django.views.decorators.http import require_http_methods

from marketplace.accounts.models import Influencer, User
from marketplace.accounts.permissions import freshly_signed_in, person, roles
from marketplace.personal_data import leave_franc
from payouts import last_balance, ledger, netting
from payouts.last_balance import NotLeaving, OtherBalance
from payouts.ledger import Kind
from payouts.models import LastPayout, PayoutAccount
from payouts.payout_runs import LEAST_CENTS


class WaiverForm(forms.Form):
    """`cents` are those that were shown: nobody waives what they did not see."""

    cents = forms.IntegerField(widget=forms.HiddenInput)
    key = forms.UUIDField(widget=forms.HiddenInput)
    sure = forms.BooleanField(label=gettext_lazy("Yes, I waive it. It cannot be brought back."))


@require_http_methods(["GET", "POST"])
@roles(User.Role.INFLUENCER)
@freshly_signed_in
def choose(request: HttpRequest) -> HttpResponse:
    """Only for who asked to leave; others are led to where one asks."""
    influencer = person(request).influencer
    if leave_franc.asked(person(request)) is None:
        messages.info(request, _("This is for those who asked to leave: ask first."))
        return redirect("personal_data:leave")
    available = _available(influencer)
    form = WaiverForm(initial={"cents": available, "key": uuid4()})
    if request.method == "POST":
        if request.POST.get("choice") == "pay":
            return _pay(request, influencer)
        form = WaiverForm(request.POST)
        if form.is_valid() and _waived(request, influencer, form):
            return redirect("personal_data:leave")
        if form.is_valid():  # for another amount: the present one is shown
            form = WaiverForm(initial={"cents": available, "key": uuid4()})
    context = {
        "form": form,
        "available_cents": available,
        "lowest_cents": LEAST_CENTS,
        "small": 0 < available < LEAST_CENTS,
        "asked": LastPayout.objects.asked().filter(influencer=influencer).first(),
        "account": PayoutAccount.objects.filter(influencer=influencer).first(),
    }
    return render(request, "payouts/last_balance.html", context)


def _available(influencer: Influencer) -> int:
    there = ledger.balance(Kind.INFLUENCER_AVAILABLE, influencer=influencer.pk)
    return max(0, there - netting.owed_cents(influencer.pk))


def _pay(request: HttpRequest, influencer: Influencer) -> HttpResponse:
    try:
        last_balance.ask_for_last_payout(influencer)
        messages.success(request, _("Asked for: the next payout takes it along."))
    except NotLeaving:
        pass
    return redirect("personal_data:leave")


def _waived(request: HttpRequest, influencer: Influencer, form: WaiverForm) -> bool:
    try:
        last_balance.waive(influencer, form.cleaned_data["cents"], form.cleaned_data["key"])
        messages.success(request, _("Waived."))
    except NotLeaving:
        messages.info(request, _("This is for those who asked to leave: ask first."))
    except OtherBalance:
        messages.info(request, _("What is available has changed: look at it once more."))
        return False
    return True
