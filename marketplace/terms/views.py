"""The legal pages, for everybody."""

from __future__ import annotations

from django.conf import settings
from django.http import Http404, HttpRequest, HttpResponse
from django.shortcuts import render
from django.utils import timezone
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from marketplace.terms.documents import DOCUMENTS, Document, Kind, find_document, in_force


@require_safe
def document(request: HttpRequest, slug: str, version: str = "") -> HttpResponse:
    """Show a document as it is in force, or one version of it."""
    if slug not in Kind.values:
        raise Http404
    newest = in_force(Kind(slug), timezone.localdate())
    shown = find_document(Kind(slug), version) if version else newest
    if shown is None:
        raise Http404
    return render(request, "terms/document.html", _context(shown, newest))


def _context(shown: Document, newest: Document) -> dict[str, object]:
    return {
        "document": shown,
        "newest": newest,
        "text": shown.template((get_language() or "fr")[:2]),
        "documents": [in_force(kind, timezone.localdate()) for kind in Kind],
        "versions": [one for one in DOCUMENTS if one.kind == shown.kind],
        "checked": settings.OPERATOR_LEGAL_CHECKED,
        "operator": operator(),
    }


def operator() -> dict[str, str]:
    """Who runs this Franc, as far as the settings say; an empty one is to be completed."""
    return {
        "name": settings.OPERATOR_NAME,
        "town": f"{settings.OPERATOR_POSTCODE} {settings.OPERATOR_TOWN}",
        "street": settings.OPERATOR_STREET,
        "siren": settings.OPERATOR_SIREN,
        "director": settings.OPERATOR_DIRECTOR,
        "email": settings.OPERATOR_EMAIL,
        "host": settings.OPERATOR_HOST,
        "site": settings.SITE_BASE_URL,
        "links": settings.LINK_BASE_URL,
    }
