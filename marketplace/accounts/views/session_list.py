"""The page of one's sessions. The library's own asks two questions a session; this one asks two."""

from __future__ import annotations

from typing import Any

from allauth.usersessions import app_settings
from allauth.usersessions.models import UserSession
from allauth.usersessions.views import ListUserSessionsView
from django.contrib.auth import HASH_SESSION_KEY
from django.contrib.sessions.models import Session
from django.utils import timezone
from django.utils.crypto import constant_time_compare
from django.views.generic.edit import FormView

from marketplace.accounts.models import User
from marketplace.accounts.permissions import person


class SessionList(ListUserSessionsView):  # type: ignore[misc]  # the library has no types
    def get_context_data(self, **kwargs: Any) -> dict[str, Any]:
        sessions = alive(person(self.request))
        return {
            **FormView.get_context_data(self, **kwargs),
            "sessions": sessions,
            "session_count": len(sessions),
            "show_last_seen_at": app_settings.TRACK_ACTIVITY,
        }


def alive(user: User) -> list[UserSession]:
    """Return the sessions that still let `user` in, oldest first; the others are forgotten."""
    listed = list(UserSession.objects.filter(user=user).order_by("created_at", "pk"))
    keys = [one.session_key for one in listed]
    stored = Session.objects.filter(expire_date__gt=timezone.now()).in_bulk(keys)
    good = [one for one in listed if _opens(stored.get(one.session_key), user)]
    if len(good) < len(listed):
        kept = [one.pk for one in good]
        UserSession.objects.filter(user=user).exclude(pk__in=kept).delete()
    return good


def _opens(stored: Session | None, user: User) -> bool:
    """Whether the session was opened with the password that is in force."""
    if stored is None:
        return False
    mark = str(stored.get_decoded().get(HASH_SESSION_KEY, ""))
    return constant_time_compare(mark, user.get_session_auth_hash())


session_list = SessionList.as_view()
