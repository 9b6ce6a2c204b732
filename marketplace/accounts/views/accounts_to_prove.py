"""The reviewer's page of accounts to be proven, and the decision."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_POST, require_safe

from marketplace.accounts.decision_form import ProofForm, back_to_desk
from marketplace.accounts.models import SocialAccount, User
from marketplace.accounts.permissions import person, roles
from marketplace.accounts.social import prove_account
from marketplace.states import IllegalTransition, StateChanged

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


@require_POST
@roles(Role.REVIEWER)
def review_account(request: HttpRequest, pk: int) -> HttpResponse:
    account = get_object_or_404(SocialAccount, pk=pk)
    form = ProofForm(request.POST)
    if not form.is_valid():
        return show(request, form.refused("account", pk), status=422)
    try:
        _decide(account, person(request), form.cleaned_data)
    except (IllegalTransition, StateChanged):
        messages.info(request, _("Somebody had already decided."))
    except prove_account.ProvenByAnother:
        words = _("Somebody else has proven this account. It is among the findings now.")
        return show(request, form.kept("account", pk, words), status=422)
    return back_to_desk(request)


def _decide(account: SocialAccount, by: User, data: dict[str, Any]) -> None:
    if data["decision"] == "approve":
        prove_account.confirm(account, by, data["followers"])
    else:
        prove_account.refuse(account, by, data["reason"])
