"""The reviewer's page of accounts to be proven, and the decision."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from marketplace.accounts.decided.decide_as_seen import ChangedMeanwhile, Wish, decide_as_seen
from marketplace.accounts.decided.show_decided import show_decided
from marketplace.accounts.decision_form import ProofForm, back_to_desk
from marketplace.accounts.models import SocialAccount, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.social import prove_account
from marketplace.answer_get import acts

Role = User.Role
PER_PAGE = 20


@require_safe
@roles(Role.REVIEWER)
def review_accounts(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(
    request: HttpRequest, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    page = Paginator(prove_account.waiting_accounts(), PER_PAGE).get_page(request.GET.get("page"))
    context = {"accounts": page, "page": page, "refused": wrong}
    return render(request, "accounts/desk/accounts.html", context, status=status)


def _account(request: HttpRequest, pk: int) -> HttpResponse:
    found = get_object_or_404(SocialAccount, pk=pk)
    return show_decided(request, found, reverse("accounts:review_accounts"))


@roles(Role.REVIEWER)
@acts(_account)
def review_account(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(SocialAccount, pk=pk)
    form = ProofForm(request.POST, network=account.network)
    if not form.is_valid():
        return show(request, form.refused("account", pk), status=422)
    try:
        _decide(request, account, form.cleaned_data)
    except ChangedMeanwhile:
        return show(request, form.kept("account", pk, str(ChangedMeanwhile.words)), status=409)
    except prove_account.ProvenByAnother:
        words = _("Somebody else has proven this account. It is among the findings now.")
        return show(request, form.kept("account", pk, words), status=422)
    return back_to_desk(request)


def _decide(request: HttpRequest, account: SocialAccount, data: dict[str, Any]) -> None:
    by, reason, followers = person(request), data["reason"], data["followers"]
    if data["decision"] == "approve":
        wish = Wish.posted(request, SocialAccount.Status.PROVEN)
        decide_as_seen(account, wish, lambda row: prove_account.confirm(row, by, followers))
    else:
        wish = Wish.posted(request, SocialAccount.Status.REFUSED, reason)
        decide_as_seen(account, wish, lambda row: prove_account.refuse(row, by, reason))
