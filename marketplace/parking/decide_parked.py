"""A person lets parked work go: has it tried again, or says why it need not be done."""

from __future__ import annotations

from django.db import transaction
from django.utils import timezone

from marketplace import outbox
from marketplace.accounts.models import User
from marketplace.parking.models import ParkedTask
from marketplace.parking.park_work import PARKED, Status


def retry(parked: ParkedTask, by: User) -> None:
    """Send the work once more, with all its runs before it.

    Raises IllegalTransition or StateChanged when somebody decided before: it is sent once.
    """
    with transaction.atomic():
        PARKED.move(parked, Status.RETRIED, decided_by=by, decided_at=timezone.now())
        outbox.put(parked.task, **parked.kwargs)


def dismiss(parked: ParkedTask, by: User, reason: str) -> None:
    """Take it off the list without doing it. Raises as `retry` does."""
    PARKED.move(parked, Status.DISMISSED, decided_by=by, decided_at=timezone.now(), reason=reason)
