"""The lists of networks and referrers, as staff see them: which, how old, under which terms."""

from __future__ import annotations

from datetime import timedelta

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from campaigns.clicks.origins import origin_lists
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles
from marketplace.paris_days import paris_today

OLD = timedelta(days=90)


@require_safe
@roles(User.Role.REVIEWER)
def origin_list_list(request: HttpRequest) -> HttpResponse:
    since = paris_today() - OLD
    lists = [{"list": one, "is_old": one.dated < since} for one in origin_lists.present_list()]
    old = sum(bool(one["is_old"]) for one in lists)
    context = {"lists": lists, "old": old, "days": OLD.days}
    return render(request, "campaigns/desk/origin_lists.html", context)
