"""Begin and end to act for somebody. Kept in the session of whoever acts, for half an hour."""

from __future__ import annotations

from datetime import timedelta

from allauth.mfa.utils import is_mfa_enabled
from django.core.exceptions import PermissionDenied
from django.http import HttpRequest
from django.utils import timezone

from marketplace.accounts.models import Acting, User

KEY = "acting"
LONGEST = timedelta(minutes=30)


def begin_acting(request: HttpRequest, by: User, person: User, reason: str) -> Acting:
    """Act as `person` from the next request on.

    Raises PermissionDenied for anybody but a reviewer with a second factor, and for acting as
    staff or as somebody who has left.
    """
    if not may_act(by) or person.is_staff or not person.is_active:
        raise PermissionDenied
    acting = Acting.objects.create(by=by, person=person, reason=reason)
    request.session[KEY] = acting.pk
    return acting


def current(request: HttpRequest, by: User) -> Acting | None:
    """Return what lasts, or None; whatever no longer stands leaves the session."""
    pk = request.session.get(KEY)
    if pk is None:
        return None
    since = timezone.now() - LONGEST
    lasting = Acting.objects.filter(by=by, ended_at=None, at__gt=since, person__is_active=True)
    found = lasting.select_related("person").filter(pk=pk).first()
    if found is None or not may_act(by):
        del request.session[KEY]
        return None
    return found


def end_acting(request: HttpRequest, acting: Acting) -> None:
    request.session.pop(KEY, None)
    Acting.objects.filter(pk=acting.pk, ended_at=None).update(ended_at=timezone.now())


def may_act(by: User) -> bool:
    return by.role == User.Role.REVIEWER and is_mfa_enabled(by)
