"""The page of one statement: its addressee and the staff may read it, suspended or not."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marketplace.accounts.models import StatementOfReasons
from marketplace.accounts.permissions import person
from marketplace.accounts.statements import decision_reasons

Kind = StatementOfReasons.Kind
_PAGES = {
    Kind.POST: "campaigns:post_list",
    Kind.ACCOUNT: "accounts:social_list",
    Kind.CAMPAIGN: "campaigns:campaign_list",
    Kind.AMENDMENT: "campaigns:campaign_list",
    Kind.DISPUTE: "campaigns:claim_list",
    Kind.CASE: "campaigns:claim_list",
    Kind.APPEAL: "campaigns:claim_list",
}


@require_safe
@login_required
def statement(request: HttpRequest, pk: int) -> HttpResponse:
    readable = StatementOfReasons.objects.readable_by(person(request))
    found = get_object_or_404(readable.select_related("user", "organisation"), pk=pk)
    page = _PAGES.get(Kind(found.kind))
    context = {
        "statement": found,
        "ground": decision_reasons.GROUNDS.get(found.ground, decision_reasons.GROUNDS["terms"]),
        "page": reverse(page) if page and not person(request).is_staff else "",
    }
    return render(request, "accounts/statement.html", context)
