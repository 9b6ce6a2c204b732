"""What is forgotten of clicks, when, and the proof that it was, as staff see it."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.purges import purge_report
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles


@require_safe
@roles(User.Role.REVIEWER)
def purge_list(request: HttpRequest) -> HttpResponse:
    lines = purge_report.lines()
    late = sum(line.is_late for line in lines)
    context = {"lines": lines, "late": late, "runs": purge_report.runs()}
    return render(request, "campaigns/desk/purges.html", context)
