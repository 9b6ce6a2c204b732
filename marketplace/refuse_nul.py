"""Refuse requests with a NUL character in their path or query, which no page can use.

PostgreSQL cannot store one, so a page that looked it up would fail instead of answering. Forms
refuse it in what is posted.
"""

from __future__ import annotations

from collections.abc import Callable

from django.core.exceptions import SuspiciousOperation
from django.http import HttpRequest, HttpResponse


class RefuseNulMiddleware:
    """Answers 400 to a path or a query with a NUL character."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if "\x00" in request.path or "%00" in request.META.get("QUERY_STRING", ""):
            raise SuspiciousOperation("NUL character")
        return self.get_response(request)
