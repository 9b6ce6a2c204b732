"""One log line a request: the route, never the address, the path or what was typed."""

import time
import uuid
from collections.abc import Callable

import structlog
from django.http import HttpRequest, HttpResponse

log = structlog.get_logger(__name__)
QUIET = {"healthz", "readyz", "metrics"}


class RequestLogMiddleware:
    """Logs method, route, status and milliseconds, and gives all lines of a request one id.

    The route is the pattern of the url (`accounts/password/reset/key/<key>`): paths hold tokens.
    """

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        began = time.perf_counter()
        with structlog.contextvars.bound_contextvars(request_id=uuid.uuid4().hex):
            response = self.get_response(request)
            route = request.resolver_match.route if request.resolver_match else None
            if route not in QUIET and route is not None:
                log.info(
                    "request",
                    method=request.method,
                    route=route,
                    status=response.status_code,
                    ms=round((time.perf_counter() - began) * 1000, 1),
                )
        return response
