"""The end of acting for somebody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect

from marketplace.accounts.acting import act_for
from marketplace.answer_get import acts, leads_to


@login_required
@acts(leads_to("accounts:home"))
def end(request: HttpRequest) -> HttpResponse:
    """Be oneself again; a second click does nothing more."""
    acting = getattr(request, "acting", None)
    if acting is None:
        return redirect("accounts:home")
    act_for.end_acting(request, acting)
    return redirect("payouts:person", acting.person_id)
