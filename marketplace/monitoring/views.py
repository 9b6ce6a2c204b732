"""/metrics of the site."""

from __future__ import annotations

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe
from prometheus_client import CONTENT_TYPE_PLAIN_0_0_4, generate_latest

from marketplace.monitoring.access import may_read
from marketplace.monitoring.exposition import registry


@require_safe
@never_cache
def metrics(request: HttpRequest) -> HttpResponse:
    """The figures, for whoever may read them; 200 with the database down too."""
    allowed = may_read(
        settings.METRICS_TOKEN,
        request.headers.get("Authorization", ""),
        request.META.get("REMOTE_ADDR", ""),
        proxied="X-Forwarded-For" in request.headers,
        in_front=settings.TRUSTED_PROXIES,
    )
    if not allowed:
        return HttpResponse("METRICS_TOKEN opens this.\n", status=403, content_type="text/plain")
    return HttpResponse(generate_latest(registry()), content_type=CONTENT_TYPE_PLAIN_0_0_4)
