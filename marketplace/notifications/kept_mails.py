"""The mails that were sent, for the embedded default only: it has no mail server."""

from __future__ import annotations

from django.conf import settings
from django.core.paginator import Paginator
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import get_object_or_404, render
from django.views.decorators.http import require_safe

from marketplace.notifications.models import Mail
from marketplace.search_text import matching

PER_PAGE = 25


@require_safe
def mail_list(request: HttpRequest) -> HttpResponse:
    only_embedded()
    query = request.GET.get("q", "").strip()
    found = Mail.objects.filter(matching(query, "subject", "to", "text"))
    page = Paginator(found, PER_PAGE).get_page(request.GET.get("page"))
    context = {"mails": page, "page": page, "query": query}
    return render(request, "notifications/mail_list.html", context)


@require_safe
def mail(request: HttpRequest, pk: int) -> HttpResponse:
    only_embedded()
    found = get_object_or_404(Mail, pk=pk)
    return render(request, "notifications/mail.html", {"mail": found})


def only_embedded() -> None:
    """Anybody may read these mails, sign-in links included: never on a real site."""
    if not settings.EMBEDDED:
        raise Http404
