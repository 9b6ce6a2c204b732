"""What somebody suspended sees at every page they open."""

from __future__ import annotations

from django.contrib.auth.decorators import login_required
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_safe

from marketplace.accounts import suspend_account
from marketplace.accounts.permissions import person


@require_safe
@login_required
def suspended(request: HttpRequest) -> HttpResponse:
    """Why one may not act for now, how to object, and how to take one's data along."""
    suspension = suspend_account.lasting(person(request))
    if suspension is None:
        return redirect("accounts:home")
    return render(request, "accounts/suspended.html", {"statement": suspension.statement})
