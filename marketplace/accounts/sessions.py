"""Where somebody is signed in: the list keeps the device and the time, never the address.

allauth's own table has a column for the address that must be filled. It gets the unspecified one
before anything is written.
"""

from __future__ import annotations

from typing import Any

from allauth.usersessions.models import UserSession
from django.db.models.signals import pre_save
from django.dispatch import receiver
from django.http import HttpRequest
from django.shortcuts import get_object_or_404

NO_ADDRESS = "0.0.0.0"  # noqa: S104  nothing is bound to it


@receiver(pre_save, sender=UserSession)
def forget_address(sender: type[UserSession], instance: UserSession, **kwargs: Any) -> None:
    instance.ip = NO_ADDRESS


def end(request: HttpRequest, pk: int) -> None:
    """End one session of whoever asks. Raises Http404 when it is not theirs."""
    get_object_or_404(UserSession, pk=pk, user=request.user).end()


def end_all(user_id: int) -> None:
    """End every session of somebody, this one too."""
    for session in UserSession.objects.filter(user_id=user_id):
        session.end()
