"""While somebody acts for a person, the pages see the person; every request is written down."""

from __future__ import annotations

from collections.abc import Callable
from typing import Any

import pghistory
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render

from marketplace.accounts.acting import act_for
from marketplace.accounts.acting.allowed import allowed
from marketplace.accounts.models import ActingRequest, User


class ActingMiddleware:
    """Sets `request.acting`; puts the one who is really there back when the page is made."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        here: Any = request
        here.acting = None
        by = request.user
        acting = act_for.current(request, by) if isinstance(by, User) else None
        if acting is None:
            return self.get_response(request)
        here.acting, here.user = acting, acting.person
        pghistory.context(user=by.pk, acting_for=acting.person_id)
        try:
            return self.get_response(request)
        finally:
            here.user = by

    def process_view(
        self, request: HttpRequest, view: Any, args: Any, kwargs: Any
    ) -> HttpResponse | None:
        acting = getattr(request, "acting", None)
        if acting is None or request.resolver_match is None:
            return None
        may = allowed(request.method or "GET", request.resolver_match.view_name)
        ActingRequest.objects.create(
            acting=acting, method=request.method or "", path=request.path[:500], allowed=may
        )
        return None if may else render(request, "accounts/acting_refused.html", status=403)
