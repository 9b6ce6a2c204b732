"""The reviewer's page of findings: what was seen, who they are, and what it means."""

from __future__ import annotations

from typing import Any

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.urls import reverse
from django.views.decorators.http import require_safe

from marketplace.accounts.decided.decide_as_seen import Wish, decide_as_seen
from marketplace.accounts.decided.show_decided import show_decided
from marketplace.accounts.decision_form import FindingForm, back_to_desk
from marketplace.accounts.findings import decide_finding
from marketplace.accounts.models import Finding, User
from marketplace.accounts.permissions import person, roles
from marketplace.answer_get import acts

Role = User.Role
PER_PAGE = 20


@require_safe
@roles(Role.REVIEWER)
def finding_list(request: HttpRequest) -> HttpResponse:
    return show(request)


def show(
    request: HttpRequest, wrong: dict[str, Any] | None = None, status: int = 200
) -> HttpResponse:
    """Render the open findings, or with ?show=decided those that somebody judged."""
    decided = request.GET.get("show") == "decided"
    found = Finding.objects.prefetch_related(
        "influencers__accounts", "influencers__user", "decisions__by"
    )
    found = found.decided().order_by("-decided_at") if decided else found.open()
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"findings": page, "page": page, "decided": decided, "refused": wrong}
    return render(request, "accounts/desk/findings.html", context, status=status)


def _finding(request: HttpRequest, pk: int) -> HttpResponse:
    return show_decided(
        request, get_object_or_404(Finding, pk=pk), reverse("accounts:finding_list")
    )


@roles(Role.REVIEWER)
@acts(_finding)
def finding_decide(request: HttpRequest, pk: int) -> HttpResponse:
    finding = get_object_or_404(Finding, pk=pk)
    form = FindingForm(request.POST)
    if not form.is_valid():
        return show(request, form.refused("finding", pk), status=422)
    to, reason = Finding.Status(form.cleaned_data["decision"]), form.cleaned_data["reason"]
    by = person(request)
    decide_as_seen(
        finding,
        Wish.posted(request, to, reason),
        lambda finding: decide_finding.decide_finding(finding, to, by, reason),
    )
    return back_to_desk(request)
