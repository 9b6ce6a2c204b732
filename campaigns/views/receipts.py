"""The influencer's receipt of what is not paid, the cases it is about, and appeals."""

from __future__ import annotations

from typing import Any

from django.contrib import messages
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns.cases import appeal_case, claim_cases
from campaigns.figures import click_receipts
from campaigns.forms import AppealForm
from campaigns.models import Claim
from campaigns.views.mine import find_claim
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles
from marketplace.answer_get import acts, leads_to

Role = User.Role
PER_PAGE = 50


@require_safe
@roles(Role.INFLUENCER)
def claim_clicks(request: HttpRequest, pk: int) -> HttpResponse:
    return _show(request, find_claim(request, pk))


def _show(
    request: HttpRequest,
    claim: Claim,
    wrong: dict[str, Any] | None = None,
    status: int = 200,
) -> HttpResponse:
    found = click_receipts.unpaid(claim)
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {
        "claim": claim,
        "rows": page,
        "page": page,
        "sums": click_receipts.by_reason(found),
        "cases": claim_cases.of_claim(claim),
        "refused": wrong,
    }
    return render(request, "campaigns/claim_clicks.html", context, status=status)


@roles(Role.INFLUENCER)
@acts(leads_to("campaigns:claim_clicks", "pk"))
def appeal_create(request: HttpRequest, pk: int, case: int) -> HttpResponse:
    """Appeal a case, once; a second press finds the first appeal."""
    claim, form = find_claim(request, pk), AppealForm(request.POST)
    if claim_cases.find_case_of_claim(claim, case) is None:
        raise Http404
    if not form.is_valid():
        typed = {"pk": case, "error": form.errors["text"][0], "text": request.POST.get("text", "")}
        return _show(request, claim, typed, status=422)
    try:
        made = appeal_case.appeal(case, claim, form.cleaned_data["text"])
    except appeal_case.CannotAppeal:
        messages.error(request, _("The 30 days are over, or nothing was decided against you."))
    else:
        _say(request, sent=made.text == form.cleaned_data["text"])
    return redirect(reverse("campaigns:claim_clicks", args=[pk]) + f"#case-{case}")


def _say(request: HttpRequest, *, sent: bool) -> None:
    """Another text than the one that was sent before changes nothing: say so."""
    if sent:
        messages.success(request, _("Sent. Somebody else of Franc reads it and answers you."))
    else:
        messages.info(request, _("You have appealed already: what you wrote first is being read."))
