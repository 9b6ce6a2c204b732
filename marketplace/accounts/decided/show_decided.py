"""The page that says what was decided, by whom and when: instead of a decision, or by its address.

Whatever was typed for a decision that was not taken stands on it, to be copied.
"""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

from django.db.models import Model
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render

from marketplace.accounts.decided.decide_as_seen import AlreadyDecided
from marketplace.accounts.decided.kinds import Decision, kind_of
from marketplace.accounts.models import User
from marketplace.accounts.permissions import person


class AlreadyDecidedMiddleware:
    """Answers 409 with that page wherever a decision came too late."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.get_response(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        """Make the page of AlreadyDecided; anything else is none of its business."""
        if not isinstance(error, AlreadyDecided):
            return None
        wish = error.wish
        return _page(request, error.thing, error.decision, 409, wanted=wish.reason, too_late=True)


def show_decided(request: HttpRequest, thing: Model, waits_at: str) -> HttpResponse:
    """Lead to `waits_at` while it waits for a decision; then say what was decided."""
    kind = kind_of(thing)
    decision = kind.decided(thing)
    if kind.open(thing) or decision is None:
        return redirect(waits_at)
    return _page(request, thing, decision, 200)


def _page(
    request: HttpRequest, thing: Model, decision: Decision, status: int, **more: Any
) -> HttpResponse:
    kind, reader = kind_of(thing), person(request)
    path = kind.path(thing, reader)
    context = {
        "thing": kind.name(thing),
        "decision": decision,
        "who": _who(decision, reader),
        "mine": decision.by == reader,
        "path": "" if path == request.path else path,
        **more,
    }
    return render(request, "accounts/decided.html", context, status=status)


def _who(decision: Decision, reader: User) -> str:
    """Say who it was; staff are Franc to everybody else."""
    if decision.by is None or (decision.by.is_staff and not reader.is_staff):
        return "Franc"
    return decision.by.name or str(decision.by)
