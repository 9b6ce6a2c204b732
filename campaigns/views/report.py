"""The brand's report of clicks by day, to read and to take away."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns import reasons, report
from campaigns.views.brand import find
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles

Role = User.Role
PER_PAGE = 50


@require_safe
@roles(Role.BRAND)
def campaign_report(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    lines = report.by_day(found)
    total = report.total(lines)
    page = Paginator(report.restatements(found), PER_PAGE).get_page(request.GET.get("page"))
    filtered = [
        {"code": code, "words": reasons.words(code), "clicks": clicks,
         "group": report.group_of(code)}
        for code, clicks in sorted(total.by_reason.items(), key=lambda one: -one[1])
    ]  # fmt: skip
    context = {
        "campaign": found,
        "lines": lines[::-1],
        "total": total,
        "filtered": filtered,
        "restated": page,
        "page": page,
    }
    return render(request, "campaigns/campaign_report.html", context)


@require_safe
@roles(Role.BRAND)
def campaign_report_csv(request: HttpRequest, pk: int) -> HttpResponse:
    found = find(request, pk)
    answer = HttpResponse(report.as_csv(report.by_day(found)), content_type="text/csv")
    answer["Content-Disposition"] = f'attachment; filename="franc-campaign-{found.pk}-clicks.csv"'
    return answer
