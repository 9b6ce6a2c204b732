"""What a person reads when a page could not be made: that it broke, or that too much waits.

A database that is away, restarts, or keeps a page waiting beyond its limits mends itself: that is
503 and "try again", which a proxy and a monitor understand, and no mistake of ours to look at.
"""

from __future__ import annotations

import sys

from django.db import InterfaceError, OperationalError
from django.http import HttpRequest, HttpResponse
from django.template import loader
from django.views import defaults

TRY_AGAIN_AFTER = 10  # seconds


def error_page(request: HttpRequest) -> HttpResponse:
    """Answer for a view that raised (handler500): 503 when the database could not, else 500."""
    raised = sys.exc_info()[1]
    if not isinstance(raised, (OperationalError, InterfaceError)):
        return defaults.server_error(request)
    again = request.get_full_path() if request.method == "GET" else ""
    page = loader.render_to_string("503.html", {"again": again})
    return HttpResponse(page, status=503, headers={"Retry-After": str(TRY_AGAIN_AFTER)})
