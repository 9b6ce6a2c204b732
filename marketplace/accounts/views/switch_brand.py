"""Choose the brand that one works for."""

from __future__ import annotations

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.utils.http import url_has_allowed_host_and_scheme

from marketplace.accounts import working_for
from marketplace.accounts.models import User
from marketplace.accounts.permissions import roles
from marketplace.answer_get import acts, leads_to


@roles(User.Role.BRAND)
@acts(leads_to("campaigns:campaign_list"))
def switch(request: HttpRequest) -> HttpResponse:
    """Keep the choice, and go back to the list that it was made on."""
    working_for.choose(request, request.POST.get("brand", ""))
    there = request.POST.get("next", "")
    safe = url_has_allowed_host_and_scheme(there, allowed_hosts={request.get_host()})
    # A path only: redirect() takes any other word for the name of a view.
    return redirect(there if safe and there.startswith("/") else "campaigns:campaign_list")
