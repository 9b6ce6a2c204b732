"""The beacon of landing pages: its script, and the address that takes its reports."""

from __future__ import annotations

from contextlib import suppress
from pathlib import Path

from django.contrib.staticfiles import finders
from django.http import Http404, HttpRequest, HttpResponse
from django.views.decorators.cache import cache_control
from django.views.decorators.csrf import csrf_exempt
from django.views.decorators.http import require_POST, require_safe

from campaigns.clicks import dwell

SCRIPT = "beacon.js"


@require_safe
@cache_control(public=True, max_age=3600)
def script(request: HttpRequest) -> HttpResponse:
    """Serve the script at an address that stays, unlike the hashed ones of our own pages."""
    path = finders.find(SCRIPT)
    if not isinstance(path, str):
        raise Http404
    answer = HttpResponse(Path(path).read_bytes(), "text/javascript; charset=utf-8")
    answer["Cross-Origin-Resource-Policy"] = "cross-origin"
    return answer


@csrf_exempt  # sent by pages of others, and by nobody who is signed in
@require_POST
def report(request: HttpRequest) -> HttpResponse:
    """Take a report. The answer is always the same: nothing is told of which clicks exist."""
    with suppress(dwell.NoReport):
        dwell.report(request.body[: dwell.LONGEST_REPORT + 1])
    return HttpResponse(status=204)
