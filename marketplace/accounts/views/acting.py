"""The end of acting for somebody."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect
from django.views.decorators.http import require_POST

from marketplace.accounts.acting import act_for


@require_POST
@login_required
def end(request: HttpRequest) -> HttpResponse:
    """Be oneself again; a second click does nothing more."""
    acting = getattr(request, "acting", None)
    if acting is None:
        return redirect("accounts:home")
    act_for.end_acting(request, acting)
    return redirect("payouts:person", acting.person_id)
