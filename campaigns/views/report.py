"""The brand's report of clicks by day, to read and to take away."""

from __future__ import annotations

from django.core.paginator import Paginator
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils.translation import gettext as _
from django.views.decorators.http import require_safe

from campaigns import reasons
from campaigns.figures import click_report
from campaigns.views.brand import find_campaign
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles
from marketplace.spreadsheets import csv_file

Role = User.Role
PER_PAGE = 50


@require_safe
@roles(Role.BRAND)
def campaign_report(request: HttpRequest, pk: int) -> HttpResponse:
    found = find_campaign(request, pk)
    lines = click_report.by_day(found)
    total = click_report.total(lines)
    page = Paginator(click_report.restatements(found), PER_PAGE).get_page(request.GET.get("page"))
    filtered = [
        {"code": code, "words": reasons.words(code), "clicks": clicks,
         "group": click_report.group_of(code)}
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
    found = find_campaign(request, pk)
    head, rows = click_report.table(click_report.by_day(found))
    return csv_file(_("franc-campaign-%(number)d-clicks") % {"number": found.pk}, head, rows)
