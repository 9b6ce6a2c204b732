"""Remember for two days that somebody signed in was active under a visitor key (rule own_click).

Written at most once in five minutes a session, by the site, for every page but the ones that
refresh themselves.
"""

from __future__ import annotations

from collections.abc import Callable
from datetime import UTC, datetime

from django.conf import settings
from django.db import connection, transaction
from django.http import HttpRequest, HttpResponse

from campaigns.clicks.recording.unreadable import as_heard
from campaigns.clicks.visitors.accepted_languages import accepted_languages
from campaigns.clicks.visitors.forwarded_address import forwarded_address
from campaigns.clicks.visitors.visitor_keys import visitor_keys
from marketplace.accounts.models import User

EVERY_MINUTES = 5
NOTED = "sighting"


class SightingMiddleware:
    """Notes the visitor key and accepted languages of signed-in requests."""

    def __init__(self, get_response: Callable[[HttpRequest], HttpResponse]) -> None:
        self.get_response = get_response

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.get_response(request)
        user = request.user
        if isinstance(user, User) and not request.headers.get("HX-Trigger"):
            _note_once(request, user)
        return response


def _note_once(request: HttpRequest, user: User) -> None:
    now = datetime.now(UTC)
    minute = now.minute // EVERY_MINUTES * EVERY_MINUTES
    seen_at = now.replace(minute=minute, second=0, microsecond=0)
    if request.session.get(NOTED) == seen_at.timestamp():
        return
    languages = accepted_languages(as_heard(request.headers.get("Accept-Language", "")))
    user_agent = as_heard(request.headers.get("User-Agent", ""))
    with transaction.atomic(), connection.cursor() as cursor:
        keys = visitor_keys(cursor, _address(request), user_agent, now)
        cursor.execute(_NOTE, (keys.day, user.pk, seen_at, languages))
    request.session[NOTED] = seen_at.timestamp()


def _address(request: HttpRequest) -> str:
    return forwarded_address(
        request.headers.get("X-Forwarded-For", ""), settings.TRUSTED_PROXIES
    ) or request.META.get("REMOTE_ADDR", "")


_NOTE = """
INSERT INTO campaigns_sighting (visitor_day, user_id, seen_at, languages)
VALUES (%s, %s, %s, %s) ON CONFLICT DO NOTHING
"""
